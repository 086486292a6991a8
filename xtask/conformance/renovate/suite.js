// Renovate, which keeps dependencies new: it opens a pull request, updates it and completes it, and what the server
// holds then is compared with what was to come. The registry that it asks for versions is one of the suite's own.
"use strict";

const { spawn } = require("node:child_process");
const http = require("node:http");
const path = require("node:path");
const { url, pat, held, check, equal, contains, run, git, gitUrl, refsOf } = require("../shared/checks.js");

const PROJECT = held.projects[0].name;
const NAME = "by-renovate";
const BRANCH = "renovate/left-hand-1.x";
const program = path.join(process.env.NODE_PATH, "renovate", "dist", "renovate.js");
const made = { versions: ["1.0.0", "1.1.0"] };

/** A request past the client, which must succeed; the answer. */
async function rest(below, method = "GET", body = undefined) {
    const mark = below.includes("?") ? "&" : "?";
    const answer = await fetch(`${url}/${below}${mark}api-version=7.1`, {
        method,
        headers: {
            authorization: `Basic ${Buffer.from(`:${pat}`).toString("base64")}`,
            "content-type": "application/json",
        },
        body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${below}: ${answer.status} ${await answer.text()}`);
    return answer.json();
}

const repository = (below = "") => rest(`${PROJECT}/_apis/git/repositories/${NAME}${below}`);
const pullRequests = async (status) =>
    (await repository(`/pullrequests?searchCriteria.status=${status}`)).value;

/** A registry of npm with one package. */
function registry() {
    const server = http.createServer((request, response) => {
        if (!request.url.startsWith("/left-hand")) return response.writeHead(404).end("{}");
        const versions = made.versions.map((version) => [version, { name: "left-hand", version }]);
        const time = made.versions.map((version) => [version, "2024-01-01T00:00:00.000Z"]);
        const told = {
            name: "left-hand",
            "dist-tags": { latest: made.versions.at(-1) },
            versions: Object.fromEntries(versions),
            time: Object.fromEntries(time),
        };
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(told));
    });
    return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** Runs Renovate over the repository; what it said, a line of JSON each. */
function renovate(config = {}) {
    const settings = {
        platform: "azure",
        endpoint: `${url}/`,
        repositories: [`${PROJECT}/${NAME}`],
        onboarding: false,
        requireConfig: "optional",
        baseDir: path.resolve(`renovate-${made.runs = (made.runs ?? 0) + 1}`),
        gitAuthor: "Renovate <renovate@fabrikam.example>",
        extends: [],
        enabledManagers: ["npm"],
        dependencyDashboard: false,
        labels: ["dependencies"],
        packageRules: [{ matchDatasources: ["npm"], registryUrls: [made.registry] }],
        ...config,
    };
    const child = spawn(process.execPath, [program], {
        env: {
            ...process.env,
            RENOVATE_TOKEN: pat,
            RENOVATE_CONFIG: JSON.stringify(settings),
            LOG_LEVEL: "debug",
            LOG_FORMAT: "json",
            // Its packages are installed without their scripts, and so nothing was compiled.
            RENOVATE_X_IGNORE_RE2: "true",
            // Who commits it says itself.
            GIT_CONFIG_COUNT: "0",
        },
        stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    return new Promise((done, fail) => {
        child.on("error", fail);
        child.on("close", (status) => {
            const lines = said.split("\n").filter(Boolean).map((line) => JSON.parse(line));
            const bad = lines.filter((line) => line.level >= 50 || (line.level >= 40 && line.err));
            const words = bad.map((line) => `${line.msg}: ${line.err?.message ?? ""}`.replaceAll(pat, "TOKEN"));
            if (status === 0 && words.length === 0) done(lines);
            else fail(new Error(`status ${status}: ${words.join("; ")}`));
        });
    });
}

/** What the branch has for `package.json`. */
async function dependency(branch) {
    const version = `versionDescriptor.version=${encodeURIComponent(branch)}&versionDescriptor.versionType=branch`;
    const item = await repository(`/items?path=/package.json&includeContent=true&${version}&$format=json`);
    return JSON.parse(item.content).dependencies["left-hand"];
}

check("a repository with an old dependency", async () => {
    const server = await registry();
    server.unref();
    made.registry = `http://127.0.0.1:${server.address().port}/`;
    await rest(`${PROJECT}/_apis/git/repositories`, "POST", { name: NAME });
    const content = `${JSON.stringify({ name: "app", dependencies: { "left-hand": "1.0.0" } }, null, 2)}\n`;
    await rest(`${PROJECT}/_apis/git/repositories/${NAME}/pushes`, "POST", {
        refUpdates: [{ name: "refs/heads/main", oldObjectId: "0".repeat(40) }],
        commits: [{
            comment: "First",
            changes: [{
                changeType: "add",
                item: { path: "/package.json" },
                newContent: { content, contentType: "rawtext" },
            }],
        }],
    });
    equal("old", await dependency("main"), "1.0.0");
});

check("it opens a pull request", async () => {
    await renovate();
    const [opened, ...more] = await pullRequests("active");
    equal("more", more, []);
    made.number = opened.pullRequestId;
    equal("branches", [opened.sourceRefName, opened.targetRefName], [`refs/heads/${BRANCH}`, "refs/heads/main"]);
    contains("title", opened.title, "left-hand");
    contains("text", opened.description, "1.1.0");
    const labels = (await repository(`/pullrequests/${made.number}/labels`)).value;
    equal("labels", labels.map((label) => label.name), ["dependencies"]);
    equal("new", await dependency(BRANCH), "1.1.0");
    made.head = refsOf(PROJECT, NAME)[`refs/heads/${BRANCH}`];
    equal("head", opened.lastMergeSourceCommit.commitId, made.head);
});

check("it finds its pull request again, and leaves it as it is", async () => {
    await renovate();
    equal("open", (await pullRequests("active")).map((one) => one.pullRequestId), [made.number]);
    equal("head", refsOf(PROJECT, NAME)[`refs/heads/${BRANCH}`], made.head);
});

check("it updates the pull request when there is a newer version", async () => {
    made.versions.push("1.2.0");
    await renovate();
    const [updated, ...more] = await pullRequests("active");
    equal("more", more, []);
    equal("the same", updated.pullRequestId, made.number);
    contains("text", updated.description, "1.2.0");
    equal("new", await dependency(BRANCH), "1.2.0");
    const iterations = (await repository(`/pullrequests/${made.number}/iterations`)).value;
    equal("iterations", iterations.length, 2);
    const head = refsOf(PROJECT, NAME)[`refs/heads/${BRANCH}`];
    equal("head", iterations.at(-1).sourceRefCommit.commitId, head);
});

check("it completes the pull request", async () => {
    await renovate({ automerge: true, automergeType: "pr", ignoreTests: true, automergeStrategy: "squash" });
    const completed = await repository(`/pullrequests/${made.number}`);
    equal("status", completed.status, "completed");
    const refs = refsOf(PROJECT, NAME);
    equal("branch", refs[`refs/heads/${BRANCH}`], undefined);
    equal("merged", refs["refs/heads/main"], completed.lastMergeCommit.commitId);
    equal("new", await dependency("main"), "1.2.0");
    git(".", "clone", "--quiet", gitUrl(PROJECT, NAME), NAME);
    equal("message", git(NAME, "log", "-1", "--format=%s"), completed.title);
});

check("it has nothing to do any more", async () => {
    await renovate();
    equal("open", await pullRequests("active"), []);
});

run();
