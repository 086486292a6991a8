// tfx, Microsoft's command line for builds, tasks, work items and extensions: each command's answer is compared with
// what the service says to a plain request, or with what was made.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { url, pat, held, HISTORY, check, equal, contains, run } = require("../shared/checks.js");

const PROJECT = held.projects[0].name;
const program = path.join(process.env.NODE_PATH, "tfx-cli", "_build", "tfx-cli.js");
// It keeps credentials and settings in the home folder.
const home = fs.mkdtempSync(path.join(os.tmpdir(), "tfx-"));
const made = {};

/** Runs a command; what it printed, which must be JSON, or why it failed. */
function tfx(...given) {
    const settled = ["--service-url", url, "--auth-type", "pat", "--token", pat, "--no-prompt", "--json"];
    const ended = spawnSync(process.execPath, [program, ...given, ...settled], {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, HOME: home, USERPROFILE: home },
    });
    if (ended.status !== 0) throw new Error(`tfx ${given.join(" ")}: ${ended.stderr || ended.stdout}`);
    return ended.stdout.trim() ? JSON.parse(ended.stdout) : undefined;
}

/** The message of a command that must fail. */
function fails(...given) {
    try {
        tfx(...given);
    } catch (error) {
        return error.message;
    }
    throw new Error(`tfx ${given.join(" ")}: expected a failure`);
}

/** A request past the client, which must succeed; the answer. */
async function rest(below, method = "GET", body = undefined) {
    const mark = below.includes("?") ? "&" : "?";
    const version = below.includes("api-version=") ? "" : `${mark}api-version=7.1`;
    const answer = await fetch(`${url}/${below}${version}`, {
        method,
        headers: {
            authorization: `Basic ${Buffer.from(`:${pat}`).toString("base64")}`,
            "content-type": "application/json",
        },
        body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${below}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
}

check("sign in", () => tfx("login"));

check("a definition to build", async () => {
    const { value } = await rest(`${PROJECT}/_apis/git/repositories`);
    const { id } = value.find((repository) => repository.name === HISTORY);
    const configuration = { type: "yaml", path: "/azure-pipelines.yml", repository: { id, type: "azureReposGit" } };
    made.definition = await rest(`${PROJECT}/_apis/pipelines`, "POST", { name: "by-tfx", configuration });
});

check("queue by name and by id", async () => {
    const first = tfx("build", "queue", "--project", PROJECT, "--definition-name", "by-tfx");
    const second = tfx("build", "queue", "--project", PROJECT, "--definition-id", `${made.definition.id}`);
    equal("definitions", [first, second].map((build) => build.definition.id), [made.definition.id, made.definition.id]);
    const seen = await rest(`${PROJECT}/_apis/build/builds/${second.id}`);
    equal("the number", seen.buildNumber, second.buildNumber);
    made.builds = [first.id, second.id];
});

check("queue what there is not", () => {
    contains("why", fails("build", "queue", "--project", PROJECT, "--definition-name", "none"), "none");
});

check("list builds", async () => {
    const all = tfx("build", "list", "--project", PROJECT, "--definition-id", `${made.definition.id}`);
    equal("ids", all.map((build) => build.id).sort(), [...made.builds].sort());
    const top = tfx("build", "list", "--project", PROJECT, "--top", "1");
    equal("how many", top.length, 1);
    const named = tfx("build", "list", "--project", PROJECT, "--definition-name", "by-tfx");
    equal("by name", named.length, 2);
});

check("show a build", async () => {
    const [id] = made.builds;
    const seen = await rest(`${PROJECT}/_apis/build/builds/${id}`);
    const shown = tfx("build", "show", "--project", PROJECT, "--build-id", `${id}`);
    equal("the source", shown.sourceVersion, seen.sourceVersion);
    equal("who", shown.requestedBy.uniqueName, seen.requestedBy.uniqueName);
});

check("list tasks", async () => {
    const all = tfx("build", "tasks", "list", "--all");
    // The SDK within writes `visibility.0=build`, which is not documented to mean anything: it gets all.
    const seen = (await rest("_apis/distributedtask/tasks")).value;
    equal("how many", all.length, seen.length);
    const newest = tfx("build", "tasks", "list");
    equal("newest", newest.length, new Set(seen.map((task) => task.id)).size);
});

check("create, upload, upload again and delete a task", async () => {
    const folder = path.join(home, "task");
    fs.mkdirSync(folder);
    const id = "f3a2c1d0-6b5e-4f7a-8c9d-0e1f2a3b4c5d";
    const task = {
        id, name: "ByTfx", friendlyName: "By tfx", description: "Ours", helpMarkDown: "", category: "Utility",
        author: "us", version: { Major: 0, Minor: 1, Patch: 0 }, instanceNameFormat: "By tfx",
        inputs: [{ name: "what", type: "string", label: "What", required: true }],
        execution: { Node20_1: { target: "index.js" } },
    };
    fs.writeFileSync(path.join(folder, "task.json"), JSON.stringify(task));
    fs.writeFileSync(path.join(folder, "index.js"), "console.log(1)\n");
    tfx("build", "tasks", "upload", "--task-path", folder);
    const [known] = (await rest(`_apis/distributedtask/tasks/${id}`)).value;
    equal("name", known.name, "ByTfx");
    equal("input", known.inputs[0].name, "what");
    equal("version", known.version, { major: 0, minor: 1, patch: 0, isTest: false });
    contains("again", fails("build", "tasks", "upload", "--task-path", folder), "ByTfx");
    tfx("build", "tasks", "upload", "--task-path", folder, "--overwrite");
    contains("listed", tfx("build", "tasks", "list").map((task) => task.id), id);
    tfx("build", "tasks", "delete", "--task-id", id);
    equal("gone", (await rest(`_apis/distributedtask/tasks/${id}`)).count, 0);
    contains("gone twice", fails("build", "tasks", "delete", "--task-id", id), id);
});

check("work items", async () => {
    const given = ["workitem", "create", "--project", PROJECT, "--work-item-type", "Task"];
    // It prints them in a list.
    const [item] = [tfx(...given, "--title", "By tfx", "--description", "From the command line")].flat();
    equal("title", item.fields["System.Title"], "By tfx");
    const [shown] = [tfx("workitem", "show", "--work-item-id", `${item.id}`)].flat();
    equal("shown", shown.fields["System.Description"], "From the command line");
    const [changed] = [tfx("workitem", "update", "--work-item-id", `${item.id}`, "--title", "Changed")].flat();
    equal("changed", changed.fields["System.Title"], "Changed");
    const seen = await rest(`_apis/wit/workitems/${item.id}`);
    equal("revision", seen.rev, changed.rev);
    const wiql = "SELECT [System.Id], [System.Title] FROM WorkItems WHERE [System.Title] = 'Changed'";
    const found = tfx("workitem", "query", "--project", PROJECT, "--query", wiql);
    equal("found", found.map((found) => found.id), [item.id]);
    // Microsoft's SDK makes nothing of a 404.
    equal("missing", tfx("workitem", "show", "--work-item-id", "99999999"), null);
});

check("install an extension", async () => {
    const installed = tfx("extension", "install", "--publisher", "contoso", "--extension-id", "tools");
    equal("which", installed.extension, "contoso.tools");
    const path = "_apis/extensionmanagement/installedextensionsbyname/contoso/tools";
    const seen = await rest(`${path}?api-version=7.1-preview.1`);
    equal("there", seen.extensionId, "tools");
});

check("sign out", () => {
    tfx("logout");
    fs.rmSync(home, { recursive: true });
});

run();
