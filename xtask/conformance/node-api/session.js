// The connection that all checks use, waiting, and plain requests past the client.
"use strict";

const azdev = require("azure-devops-node-api");
const { url, pat } = require("../shared/checks.js");

const connection = new azdev.WebApi(url, azdev.getPersonalAccessTokenHandler(pat));

/** Looks again and again, as every client of this API does, until something is done. */
async function until(what, look, isDone) {
    for (let turn = 0; turn < 200; turn++) {
        const seen = await look();
        if (isDone(seen)) return seen;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${what}: expected an end`);
}

/** Waits for an operation. */
async function settled(reference) {
    const look = async () => (await connection.rest.get(reference.url)).result;
    const isDone = ({ status }) => !["notSet", "queued", "inProgress"].includes(status);
    return (await until("the operation", look, isDone)).status;
}

/** A new project by a process. */
async function newProject(name, process) {
    const core = await connection.getCoreApi();
    const { id } = (await core.getProcesses()).find((known) => known.name === process);
    const capabilities = {
        versioncontrol: { sourceControlType: "Git" }, processTemplate: { templateTypeId: id },
    };
    await settled(await core.queueCreateProject({ name, visibility: 0, capabilities }));
    return core.getProject(name);
}

/** What a plain request tells. */
async function rest(path) {
    const mark = path.includes("?") ? "&" : "?";
    const headers = { Authorization: `Basic ${Buffer.from(`:${pat}`).toString("base64")}` };
    const version = path.includes("api-version=") ? "" : `${mark}api-version=7.1`;
    const answer = await fetch(`${url}/${encodeURI(path)}${version}`, { headers });
    if (!answer.ok) throw new Error(`${path}: expected success, saw ${answer.status}`);
    return answer.json();
}

module.exports = { connection, until, settled, newProject, rest };
