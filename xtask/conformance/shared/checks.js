// What the JavaScript suites share: checks and how they are reported, git, and what the emulator holds.
"use strict";

const { execFileSync } = require("node:child_process");
const { isDeepStrictEqual, inspect } = require("node:util");

// The address of the organization, and the token of its owner.
const url = process.env.ADOXIDE_ORG;
const pat = process.env.ADOXIDE_PAT;
// What the emulator held when the suite began: projects, their repositories, where their references are.
const held = JSON.parse(process.env.ADOXIDE_HELD);

// The repository that git made and pushed before the suite began, in the first project; there is a clone of it
// in a folder of that name.
const HISTORY = "history";
const ZERO = "0".repeat(40);

// Clients print what they like; the report goes to standard output, and nothing else does.
const print = process.stdout.write.bind(process.stdout);
console.log = console.info = console.warn = console.error;

class Mismatch extends Error {}

const checks = [];

/** Adds a check to the suite. Checks are made in the order in which they are written. */
function check(name, run) {
    checks.push({ name, run });
}

function short(value) {
    const text = inspect(value, { depth: 6, breakLength: Infinity });
    return text.length <= 300 ? text : `${text.slice(0, 300)} … (${text.length} characters)`;
}

/** Compares. */
function equal(what, seen, expected) {
    if (!isDeepStrictEqual(seen, expected)) {
        throw new Mismatch(`${what}: expected ${short(expected)}, saw ${short(seen)}`);
    }
}

/** Looks for a part of a text or list. */
function contains(what, whole, part) {
    if (!whole.includes(part)) {
        throw new Mismatch(`${what}: expected ${short(part)} in it, saw ${short(whole)}`);
    }
}

/** Calls something that must be refused with a status; the error. */
async function refused(what, statusCode, call) {
    let seen;
    try {
        seen = await call();
    } catch (error) {
        equal(`${what}: status`, error.statusCode, statusCode);
        return error;
    }
    throw new Mismatch(`${what}: expected status ${statusCode}, saw ${short(seen)}`);
}

/** Makes all checks and reports each. A check that throws anything has failed; the rest goes on. */
async function run() {
    const line = (value) => print(`${JSON.stringify(value)}\n`);
    line({ plan: checks.map(({ name }) => name) });
    for (const { name, run } of checks) {
        try {
            await run();
            line({ check: name, ok: true });
        } catch (error) {
            const where = error instanceof Mismatch ? "" : ` (${/\w+\.js:\d+/.exec(error.stack ?? "")})`;
            line({ check: name, ok: false, detail: `${error?.message ?? error}${where}` });
        }
    }
}

/** Runs git, which must succeed; the bytes that it printed. */
function gitBytes(folder, ...given) {
    const settled = ["-c", "core.quotePath=false", ...given];
    return execFileSync("git", settled, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs git, which must succeed; what it printed. */
const git = (folder, ...given) => gitBytes(folder, ...given).toString().trimEnd();

/** Asks git in the clone of the history. */
const history = (...given) => git(HISTORY, ...given);
const historyLines = (...given) => history(...given).split("\n").filter((line) => line !== "");

/** The address of a repository, with the token. */
function gitUrl(project, repository) {
    const address = new URL(`${url}/${encodeURIComponent(project)}/_git/${encodeURIComponent(repository)}`);
    address.username = "me";
    address.password = pat;
    return address.href;
}

/** The references of a repository by name, as git sees them from outside. */
function refsOf(project, repository) {
    const lines = git(".", "ls-remote", gitUrl(project, repository)).split("\n");
    return Object.fromEntries(lines.map((line) => line.split("\t").reverse()));
}

module.exports = {
    url, pat, held, HISTORY, ZERO, check, equal, contains, refused, run, git, gitBytes, gitUrl, history, historyLines,
    refsOf,
};
