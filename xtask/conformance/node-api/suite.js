// Microsoft's SDK for Node: what it returns is compared with what git says of a clone, or with what was made.
"use strict";

const fs = require("node:fs");
const azdev = require("azure-devops-node-api");
const { ProjectVisibility } = require("azure-devops-node-api/interfaces/CoreInterfaces");
const {
    GitObjectType, GitRefUpdateStatus, GitVersionType, ItemContentType, VersionControlChangeType,
    VersionControlRecursionType,
} = require("azure-devops-node-api/interfaces/GitInterfaces");
const {
    url, pat, held, HISTORY, ZERO, check, equal, contains, refused, run, git, gitBytes, gitUrl, history,
    historyLines, refsOf,
} = require("../shared/checks.js");
const { connection, settled } = require("./session.js");

const PROJECT = held.projects[0].name;
const made = {};
let core, repos;

const sorted = (list) => [...list].sort();
const names = (list) => list.map((item) => item.name);
const ids = (commits) => commits.map((commit) => commit.commitId);
const branch = (name) => ({ versionType: GitVersionType.Branch, version: name });

async function bytes(stream) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks);
}

check("connect", async () => {
    const data = await connection.connect();
    equal("the user", data.authenticatedUser.providerDisplayName, "Ada Example");
    core = await connection.getCoreApi();
    repos = await connection.getGitApi();
    const areas = await (await connection.getLocationsApi()).getResourceAreas();
    const area = areas.find((area) => area.name.toLowerCase() === "git");
    equal("the id of git", area.id, "4e080c62-fa21-4fbc-8fef-2a10a2b38049");
});

// Projects and teams.

check("getProjects, page by page", async () => {
    // This client does not hand on the token of the answer. It is how many projects there were so far.
    const seen = [];
    for (let page = await core.getProjects(undefined, 1); page.length > 0;) {
        equal("a page", page.length, 1);
        seen.push(...names(page));
        page = await core.getProjects(undefined, 1, undefined, seen.length);
    }
    equal("names", sorted(seen), sorted(names(held.projects)));
});

check("getProject", async () => {
    const project = await core.getProject(PROJECT, true);
    equal("project", [project.id, project.name], [held.projects[0].id, PROJECT]);
    equal("source control", project.capabilities.versioncontrol.sourceControlType, "Git");
    // This client takes 404 for "there is none".
    equal("one that is not there", await core.getProject("None"), null);
});

check("getProcesses, queueCreateProject", async () => {
    const process = (await core.getProcesses()).find((process) => process.isDefault);
    const wanted = {
        name: "Größe 7", description: "By the SDK", visibility: ProjectVisibility.Private,
        capabilities: {
            versioncontrol: { sourceControlType: "Git" }, processTemplate: { templateTypeId: process.id },
        },
    };
    equal("the operation", await settled(await core.queueCreateProject(wanted)), "succeeded");
    made.project = await core.getProject("Größe 7");
    equal("description", made.project.description, "By the SDK");
    contains("all", names(await core.getProjects()), "Größe 7");
});

check("getTeams, createTeam, updateTeam, deleteTeam", async () => {
    equal("teams", sorted(names(await core.getTeams(PROJECT))), sorted(held.projects[0].teams));
    const team = await core.createTeam({ name: "Crew", description: "By the SDK" }, made.project.id);
    equal("created", (await core.getTeam(made.project.id, "crew")).id, team.id);
    equal("updated", (await core.updateTeam({ name: "Squad" }, made.project.id, team.id)).name, "Squad");
    await core.deleteTeam(made.project.id, team.id);
    equal("deleted", await core.getTeam(made.project.id, team.id), null);
});

// Repositories and references.

check("getRepositories, getRepository", async () => {
    const own = await repos.getRepositories(PROJECT);
    equal("of a project", sorted(names(own)), sorted(names(held.projects[0].repositories)));
    const repository = await repos.getRepository(HISTORY, PROJECT);
    equal("default branch", repository.defaultBranch, "refs/heads/main");
    equal("one that is not there", await repos.getRepository("None", PROJECT), null);
});

check("createRepository, updateRepository, deleteRepository, the recycle bin", async () => {
    const repository = await repos.createRepository({ name: "by-node" }, made.project.id);
    equal("created", (await repos.getRepository("by-node", made.project.id)).id, repository.id);
    const renamed = await repos.updateRepository({ name: "by node" }, repository.id, made.project.id);
    equal("renamed", renamed.name, "by node");
    await repos.deleteRepository(repository.id);
    equal("deleted", await repos.getRepository(repository.id), null);
    equal("in the bin", names(await repos.getRecycleBinRepositories(made.project.id)), ["by node"]);
    await repos.restoreRepositoryFromRecycleBin({ deleted: false }, made.project.id, repository.id);
    made.repository = await repos.getRepository("by node", made.project.id);
    equal("restored", made.repository.id, repository.id);
    await refused("created again", 409, () => repos.createRepository({ name: "By Node" }, made.project.id));
});

check("getRefs: all, by prefix, by part, peeled", async () => {
    const lines = historyLines("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags");
    const seen = await repos.getRefs(HISTORY, PROJECT);
    equal("all", sorted(seen.map((ref) => `${ref.name} ${ref.objectId}`)), sorted(lines));
    equal("prefix", names(await repos.getRefs(HISTORY, PROJECT, "heads/top")), ["refs/heads/topic/ahead"]);
    const part = await repos.getRefs(HISTORY, PROJECT, undefined, false, false, false, false, true, "v1");
    equal("part", names(part), ["refs/tags/v1.0"]);
    equal("peeled", part[0].peeledObjectId, history("rev-parse", "v1.0^{}"));
});

// Pushes.

function change(changeType, path, content, { contentType = ItemContentType.RawText, sourceServerItem } = {}) {
    const newContent = content === undefined ? undefined : { content, contentType };
    return { changeType, item: { path }, sourceServerItem, newContent };
}

function push(name, oldObjectId, comment, ...changes) {
    const refUpdates = [{ name: `refs/heads/${name}`, oldObjectId }];
    return repos.createPush({ refUpdates, commits: [{ comment, changes }] }, made.repository.id);
}

function pulled(name) {
    git("work", "fetch", "--quiet", "origin");
    git("work", "checkout", "--quiet", "-B", name, `origin/${name}`);
    git("work", "fsck", "--strict", "--no-dangling");
    return git("work", "rev-parse", "HEAD");
}

const changed = () => historyOf("diff", "--name-status", "-M100%", "HEAD^", "HEAD");
const historyOf = (...given) => git("work", ...given).split("\n");

check("createPush: to an empty repository", async () => {
    const { Add } = VersionControlChangeType;
    const done = await push("main", ZERO, "First", change(Add, "/readme.md", "one\n"),
        change(Add, "/ü/bytes.bin", "AP8KDQ==", { contentType: ItemContentType.Base64Encoded }));
    git(".", "clone", "--quiet", gitUrl("Größe 7", "by node"), "work");
    made.first = made.head = pulled("main");
    equal("the commit", ids(done.commits), [made.head]);
    equal("files", historyOf("ls-tree", "-r", "--name-only", "HEAD"), ["readme.md", "ü/bytes.bin"]);
    equal("the bytes", [...fs.readFileSync("work/ü/bytes.bin")], [0, 255, 10, 13]);
    equal("default branch", (await repos.getRepository(made.repository.id)).defaultBranch, "refs/heads/main");
});

check("createPush: edit, rename, delete", async () => {
    const { Edit, Rename, Delete } = VersionControlChangeType;
    await push("main", made.head, "Edit", change(Edit, "/readme.md", "two\n"));
    made.head = pulled("main");
    equal("edited", [changed(), fs.readFileSync("work/readme.md", "utf8")], [["M\treadme.md"], "two\n"]);
    await push("main", made.head, "Rename", change(Rename, "/moved.md", undefined, { sourceServerItem: "/readme.md" }));
    made.head = pulled("main");
    equal("renamed", changed(), ["R100\treadme.md\tmoved.md"]);
    const done = await push("main", made.head, "Delete", change(Delete, "/ü/bytes.bin"));
    made.head = pulled("main");
    equal("deleted", changed(), ["D\tü/bytes.bin"]);
    made.push = done.pushId;
});

check("createPush: stale", async () => {
    const before = refsOf("Größe 7", "by node");
    const stale = () => push("main", made.first, "Stale", change(VersionControlChangeType.Add, "/stale", "s"));
    const error = await refused("stale", 409, stale);
    contains("message", error.message, "TF401028");
    equal("references by git", refsOf("Größe 7", "by node"), before);
});

check("updateRefs: create, stale, delete", async () => {
    const update = async (oldObjectId, newObjectId) => {
        const wish = { name: "refs/heads/topic", oldObjectId, newObjectId };
        return (await repos.updateRefs([wish], made.repository.id))[0];
    };
    equal("created", (await update(ZERO, made.first)).success, true);
    equal("by git", refsOf("Größe 7", "by node")["refs/heads/topic"], made.first);
    const stale = await update(ZERO, made.head);
    equal("stale", [stale.success, stale.updateStatus], [false, GitRefUpdateStatus.StaleOldObjectId]);
    equal("deleted", (await update(made.first, ZERO)).updateStatus, GitRefUpdateStatus.Succeeded);
    equal("by git", refsOf("Größe 7", "by node")["refs/heads/topic"], undefined);
});

check("createAnnotatedTag, getAnnotatedTag", async () => {
    const wanted = { name: "v1", message: "One", taggedObject: { objectId: made.head } };
    const tag = await repos.createAnnotatedTag(wanted, made.project.id, made.repository.id);
    const refs = refsOf("Größe 7", "by node");
    equal("by git", [refs["refs/tags/v1"], refs["refs/tags/v1^{}"]], [tag.objectId, made.head]);
    const known = await repos.getAnnotatedTag(PROJECT, HISTORY, history("rev-parse", "v1.0"));
    equal("what it names", known.taggedObject.objectId, history("rev-parse", "v1.0^{}"));
    equal("the type of that", known.taggedObject.objectType, GitObjectType.Commit);
});

check("getPushes, getPush, getPushCommits", async () => {
    const criteria = { includeRefUpdates: true, refName: "refs/heads/main" };
    const pushes = await repos.getPushes(HISTORY, PROJECT, undefined, undefined, criteria);
    const moves = pushes.map((push) => push.refUpdates.find((update) => update.name === "refs/heads/main"));
    equal("where main is", moves[0].newObjectId, history("rev-parse", "main"));
    equal("one after the other", moves.map((move) => move.oldObjectId),
        [...moves.slice(1).map((move) => move.newObjectId), ZERO]);
    // This client writes dates as HTTP does: "Mon, 01 Jan 2024 00:00:00 GMT".
    const year = new Date("2024-01-01T00:00:00Z");
    const dated = async (dates) => (await repos.getPushes(HISTORY, PROJECT, undefined, undefined, dates)).length;
    equal("since and until a date", [await dated({ fromDate: year }), await dated({ toDate: year })], [5, 0]);
    const every = await repos.getPushes(HISTORY, PROJECT);
    const commits = [];
    for (const { pushId } of every) commits.push(...ids(await repos.getPushCommits(HISTORY, pushId, PROJECT)));
    equal("all commits, once", sorted(commits), sorted(historyLines("rev-list", "--all")));
    const last = await repos.getPush(made.repository.id, made.push, undefined, 10, true);
    equal("the last", [ids(last.commits), last.refUpdates[0].newObjectId], [[made.head], made.head]);
});

// Commits.

check("getCommits by branch, author, date, path, in pages", async () => {
    const search = async (criteria) =>
        ids(await repos.getCommits(HISTORY, { itemVersion: branch("main"), ...criteria }, PROJECT));
    const log = (...given) => sorted(historyLines("rev-list", "main", ...given));
    equal("main", sorted(await search({})), log());
    equal("author", sorted(await search({ author: "Bob" })), log("--author=Bob"));
    equal("path", sorted(await search({ itemPath: "/docs/manual.md" })), log("--", "docs/manual.md"));
    const dates = { fromDate: "2024-01-02T00:00:00Z", toDate: "2024-01-04T23:00:00Z" };
    equal("dates", sorted(await search(dates)), log("--since=2024-01-02T00:00:00Z", "--until=2024-01-04T23:00:00Z"));
    const pages = [await search({ $top: 4 }), await search({ $top: 4, $skip: 4 })];
    equal("pages", pages.flat(), await search({}));
    const ahead = { compareVersion: branch("topic/ahead") };
    equal("between two", sorted(await search(ahead)), sorted(historyLines("rev-list", "main..topic/ahead")));
});

check("getCommitsBatch", async () => {
    const wanted = historyLines("rev-list", "main").slice(1, 4);
    const batch = await repos.getCommitsBatch({ ids: wanted }, HISTORY, PROJECT);
    equal("by ids", sorted(ids(batch)), sorted(wanted));
});

check("getCommit, getChanges", async () => {
    const id = history("rev-parse", "main");
    const commit = await repos.getCommit(id, HISTORY, PROJECT);
    const said = history("log", "-1", "--format=%T %P", id).split(" ");
    equal("commit", [commit.treeId, ...commit.parents], said);
    equal("date", commit.author.date.getTime() / 1000, Number(history("log", "-1", "--format=%at", id)));
    const changes = (await repos.getChanges(id, HISTORY, PROJECT)).changes.filter((change) => !change.item.isFolder);
    const { Add, Edit, Delete } = VersionControlChangeType;
    const letters = { A: Add, M: Edit, D: Delete };
    const byGit = historyLines("diff-tree", "-r", "--name-status", `${id}^`, id).map((line) => line.split("\t"));
    equal("changes", sorted(changes.map((change) => `${change.changeType} ${change.item.path}`)),
        sorted(byGit.map(([letter, path]) => `${letters[letter]} /${path}`)));
});

// Items, trees, blobs.

const treeOf = (name) => historyLines("ls-tree", "-r", "-t", "--format=%(objectname) /%(path)", name);

check("getItems, getItem, getItemsBatch", async () => {
    const full = await repos.getItems(HISTORY, PROJECT, "/", VersionControlRecursionType.Full);
    equal("all", sorted(full.slice(1).map((item) => `${item.objectId} ${item.path}`)), sorted(treeOf("main")));
    const folders = full.filter((item) => item.gitObjectType === GitObjectType.Tree);
    equal("folders", folders.map((item) => item.path), full.filter((item) => item.isFolder).map((item) => item.path));
    const item = await repos.getItem(HISTORY, "/docs/Über uns.txt", PROJECT, undefined, undefined, true, true, false,
        branch("main"), true);
    equal("content", item.content, "Grüße\n");
    const latest = history("log", "-1", "--format=%H", "--", "docs/Über uns.txt");
    equal("latest change", item.latestProcessedChange.commitId, latest);
    equal("one that is not there", await repos.getItem(HISTORY, "/none", PROJECT), null);
    const itemDescriptors = [{ path: "/src", recursionLevel: VersionControlRecursionType.OneLevel, ...branch("feature") }];
    const lists = await repos.getItemsBatch({ itemDescriptors }, HISTORY, PROJECT);
    const paths = lists.map((list) => sorted(list.map((item) => item.path)));
    equal("batch", paths, [["/src", "/src/feature.rs", "/src/main.rs"]]);
});

check("getItemContent, getItemText, getItemZip", async () => {
    for (const path of ["img/every.bin", "docs/Über uns.txt"]) {
        const content = await bytes(await repos.getItemContent(HISTORY, `/${path}`, PROJECT));
        equal(path, content.equals(gitBytes(HISTORY, "cat-file", "blob", `main:${path}`)), true);
    }
    const text = await bytes(await repos.getItemText(HISTORY, "/readme.md", PROJECT));
    equal("text", text.toString(), "# History\n\nOf everything.\n");
    const zip = await bytes(await repos.getItemZip(HISTORY, "/src", PROJECT));
    equal("archive", zip.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
    contains("archive", zip.toString("latin1"), "src/main.rs");
});

check("getTree, getBlob, getBlobContent, getBlobsZip", async () => {
    const tree = await repos.getTree(HISTORY, history("rev-parse", "main^{tree}"), PROJECT, undefined, true);
    const entries = tree.treeEntries.map((entry) => `${entry.objectId} /${entry.relativePath}`);
    equal("tree", sorted(entries), sorted(treeOf("main")));
    const id = history("rev-parse", "main:img/every.bin");
    const blob = await repos.getBlob(HISTORY, id, PROJECT);
    equal("blob", [blob.objectId, blob.size], [id, 256]);
    const content = await bytes(await repos.getBlobContent(HISTORY, id, PROJECT));
    equal("content", [...content], Array.from({ length: 256 }, (_, byte) => byte));
    const zip = await bytes(await repos.getBlobsZip([id], HISTORY, PROJECT));
    contains("archive", zip.toString("latin1"), id);
});

// Comparisons.

check("getCommitDiffs", async () => {
    const diffs = await repos.getCommitDiffs(HISTORY, PROJECT, true, 100, 0, branch("topic/ahead"), branch("main"));
    const counts = history("rev-list", "--left-right", "--count", "topic/ahead...main");
    equal("behind and ahead", `${diffs.behindCount}\t${diffs.aheadCount}`, counts);
    equal("common", diffs.commonCommit, history("merge-base", "topic/ahead", "main"));
    const paths = diffs.changes.filter((change) => !change.item.isFolder).map((change) => change.item.path);
    const byGit = historyLines("diff", "--name-only", "topic/ahead...main").map((path) => `/${path}`);
    equal("changes", sorted(paths), sorted(byGit));
});

check("getMergeBases", async () => {
    const [one, other] = ["main", "topic/ahead"].map((name) => history("rev-parse", name));
    const bases = await repos.getMergeBases(HISTORY, one, other, PROJECT);
    equal("bases", ids(bases), historyLines("merge-base", "--all", one, other));
});

check("getBranches, getBranch", async () => {
    const byGit = (name, base) => {
        const counts = history("rev-list", "--left-right", "--count", `${name}...${base}`).split("\t").map(Number);
        return [name, history("rev-parse", name), ...counts];
    };
    const seen = (stats) => [stats.name, stats.commit.commitId, stats.aheadCount, stats.behindCount];
    const all = await repos.getBranches(HISTORY, PROJECT);
    equal("all", sorted(all.map(seen)), ["feature", "main", "topic/ahead"].map((name) => byGit(name, "main")));
    const one = await repos.getBranch(HISTORY, "topic/ahead", PROJECT, branch("feature"));
    equal("one", seen(one), byGit("topic/ahead", "feature"));
});

// Whatever goes wrong.

check("a wrong token, a bearer token", async () => {
    const wrong = new azdev.WebApi(url, azdev.getPersonalAccessTokenHandler("w".repeat(52)));
    await refused("connect", 401, () => wrong.connect());
    const bearer = new azdev.WebApi(url, azdev.getBearerHandler(pat));
    const known = await (await bearer.getGitApi()).getRepository(HISTORY, PROJECT);
    equal("repository", known.name, HISTORY);
});

check("queueDeleteProject", async () => {
    equal("the operation", await settled(await core.queueDeleteProject(made.project.id)), "succeeded");
    equal("project", await core.getProject("Größe 7"), null);
    equal("projects", sorted(names(await core.getProjects())), sorted(names(held.projects)));
});

// The checks of other areas, in their order.
require("./boards.js");
require("./pull_requests.js");

run();
