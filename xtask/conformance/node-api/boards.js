// Work items and teams: what the client says is compared with what plain requests say, and with what was made.
"use strict";

const { Readable } = require("node:stream");
const {
    CommentReactionType, TreeStructureGroup, WorkItemErrorPolicy, WorkItemExpand, QueryExpand,
} = require("azure-devops-node-api/interfaces/WorkItemTrackingInterfaces");
const { check, equal, contains, refused } = require("../shared/checks.js");
const { connection, newProject, rest } = require("./session.js");

const NAME = "Tafel 8";
const TEAM = { project: NAME, team: `${NAME} Team` };
const [PARENT, CHILD] = ["System.LinkTypes.Hierarchy-Reverse", "System.LinkTypes.Hierarchy-Forward"];
const made = {};
let items, work;

const names = (things) => things.map(({ name }) => name);
const ids = (things) => things.map(({ id }) => id);
const add = (path, value) => ({ op: "add", path, value });
const field = (name, value) => add(`/fields/System.${name}`, value);
const create = (kind, title, ...steps) => items.createWorkItem({}, [field("Title", title), ...steps], NAME, kind);
const update = (id, ...steps) => items.updateWorkItem({}, steps, id);
const held = (id, query = "") => rest(`_apis/wit/workitems/${id}${query}`);
const every = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = '${NAME}' ORDER BY [System.Id]`;

async function bytes(stream) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks);
}

check("boards: a project by Scrum", async () => {
    made.project = await newProject(NAME, "Scrum");
    items = await connection.getWorkItemTrackingApi();
    work = await connection.getWorkApi();
});

check("getWorkItemTypes, their states, getFields", async () => {
    contains("types", names(await items.getWorkItemTypes(NAME)), "Product Backlog Item");
    const states = await items.getWorkItemTypeStates(NAME, "Task");
    equal("states", names(states), ["To Do", "In Progress", "Done", "Removed"]);
    const fields = (await items.getFields()).map(({ referenceName }) => referenceName);
    const plain = (await rest("_apis/wit/fields")).value.map(({ referenceName }) => referenceName);
    equal("fields", fields.sort(), plain.sort());
});

check("createOrUpdateClassificationNode, getClassificationNode", async () => {
    // This client leaves out of an address whatever is 0, as its number for areas is; iterations go by theirs.
    const [Areas, { Iterations }] = ["areas", TreeStructureGroup];
    await items.createOrUpdateClassificationNode({ name: "Web" }, NAME, Areas);
    const attributes = { startDate: "2026-01-05T00:00:00Z", finishDate: "2026-01-16T00:00:00Z" };
    made.sprint = await items.createOrUpdateClassificationNode({ name: "Sprint A", attributes }, NAME, Iterations);
    const root = await items.getClassificationNode(NAME, Areas, undefined, 2);
    equal("areas", names(root.children), ["Web"]);
    const plain = await rest(`${NAME}/_apis/wit/classificationnodes/iterations/Sprint A`);
    equal("dates", plain.attributes, attributes);
});

check("createWorkItem, updateWorkItem, getWorkItem", async () => {
    const tags = field("Tags", "red; blue");
    made.story = await create("Product Backlog Item", "Größe", field("AreaPath", `${NAME}\\Web`), tags);
    const { id } = made.story;
    equal("by a plain request", (await held(id)).fields["System.Title"], "Größe");
    const changed = await update(id, { op: "test", path: "/rev", value: 1 }, field("State", "Approved"));
    equal("changed", [changed.rev, changed.fields["System.State"]], [2, "Approved"]);
    const stale = () => update(id, { op: "test", path: "/rev", value: 1 }, field("Title", "No"));
    await refused("a stale revision", 412, stale);
    await refused("an unknown field", 400, () => update(id, add("/fields/None.Such", 1)));
    equal("nothing was written", [(await held(id)).rev, (await held(id)).fields["System.Title"]], [2, "Größe"]);
    equal("some fields", (await items.getWorkItem(id, ["System.Tags"])).fields, { "System.Tags": "blue; red" });
    equal("one that is not there", await items.getWorkItem(999_999), null);
});

check("links and attachments", async () => {
    const parent = add("/relations/-", { rel: PARENT, url: made.story.url });
    made.task = await create("Task", "A part", parent);
    const story = await items.getWorkItem(made.story.id, undefined, undefined, WorkItemExpand.Relations);
    equal("the other end", story.relations.map(({ rel, url }) => [rel, url]), [[CHILD, made.task.url]]);
    const content = Buffer.from([...Array(256).keys()]);
    const file = await items.createAttachment({}, Readable.from([content]), "ü.bin", undefined, NAME);
    await update(made.task.id, add("/relations/-", { rel: "AttachedFile", url: file.url }));
    const down = await bytes(await items.getAttachmentContent(file.id, "ü.bin", NAME));
    equal("content", down.equals(content), true);
    const relations = (await held(made.task.id, "?$expand=relations")).relations;
    equal("relations", relations.map(({ rel }) => rel), [PARENT, "AttachedFile"]);
});

check("getWorkItems, getWorkItemsBatch", async () => {
    const wanted = [made.task.id, made.story.id];
    equal("some", ids(await items.getWorkItems(wanted)), wanted);
    const some = await items.getWorkItemsBatch({ ids: [...wanted, 999_999], errorPolicy: WorkItemErrorPolicy.Omit });
    equal("one is missing", some.map((item) => item?.id ?? null), [...wanted, null]);
    const many = Array.from({ length: 201 }, (_, index) => index + 1);
    await refused("201", 400, () => items.getWorkItemsBatch({ ids: many }));
});

check("getRevisions, getUpdates", async () => {
    const states = (await items.getRevisions(made.story.id)).map(({ fields }) => fields["System.State"]);
    equal("states", states, ["New", "Approved", "Approved"].slice(0, states.length));
    const updates = await items.getUpdates(made.story.id);
    equal("a change", updates[1].fields["System.State"], { oldValue: "New", newValue: "Approved" });
});

check("comments and reactions", async () => {
    const { id } = made.story;
    const one = await items.addComment({ text: "One" }, NAME, id);
    const two = await items.addComment({ text: "Two" }, NAME, id);
    await items.updateComment({ text: "One, better" }, NAME, id, one.id);
    const path = `${NAME}/_apis/wit/workItems/${id}/comments?api-version=7.1-preview.4`;
    equal("by a plain request", (await rest(path)).comments.map(({ text }) => text), ["Two", "One, better"]);
    const first = await items.getComments(NAME, id, 1);
    const next = await items.getComments(NAME, id, 1, first.continuationToken);
    equal("pages", ids([...first.comments, ...next.comments]), [two.id, one.id]);
    equal("versions", (await items.getCommentVersions(NAME, id, one.id)).map(({ version }) => version), [2, 1]);
    const reaction = await items.createCommentReaction(NAME, id, one.id, CommentReactionType.Hooray);
    equal("reaction", [reaction.type, reaction.count], [CommentReactionType.Hooray, 1]);
    await items.deleteComment(NAME, id, two.id);
    equal("left", ids((await rest(path)).comments), [one.id]);
});

check("queryByWiql, createQuery, queryById", async () => {
    const flat = await items.queryByWiql({ query: every }, { project: NAME });
    equal("all", ids(flat.workItems), [made.story.id, made.task.id]);
    const query = "SELECT [System.Id] FROM WorkItemLinks WHERE [Source].[System.TeamProject] = @project AND "
        + `[System.Links.LinkType] = '${CHILD}' MODE (MustContain)`;
    const rows = (await items.queryByWiql({ query }, { project: NAME })).workItemRelations;
    equal("links", rows.map(({ source, target }) => [source?.id ?? null, target.id]),
        [[null, made.story.id], [made.story.id, made.task.id]]);
    await refused("nonsense", 400, () => items.queryByWiql({ query: "SELECT" }));
    const saved = await items.createQuery({ name: "All", wiql: every }, NAME, "Shared Queries");
    equal("saved", ids((await items.queryById(saved.id)).workItems), [made.story.id, made.task.id]);
    contains("its text", (await items.getQuery(NAME, saved.path, QueryExpand.Wiql)).wiql, "System.TeamProject");
    await items.deleteQuery(NAME, saved.id);
    equal("deleted", await items.getQuery(NAME, saved.id), null);
});

check("readReportingRevisionsGet, getReportingLinksByLinkType, to the end", async () => {
    const toTheEnd = async (read) => {
        for (const seen = [], state = {}; ;) {
            const batch = await read(state.token);
            seen.push(...batch.values);
            if (batch.isLastBatch) return seen;
            state.token = batch.continuationToken;
        }
    };
    const nothing = Array(7).fill(undefined);
    const revisions = await toTheEnd((token) =>
        items.readReportingRevisionsGet(NAME, undefined, undefined, token, ...nothing, 2));
    const expected = [];
    for (const id of [made.story.id, made.task.id]) {
        const { rev } = await held(id);
        for (let number = 1; number <= rev; number++) expected.push(`${id} ${number}`);
    }
    equal("revisions", revisions.map(({ id, rev }) => `${id} ${rev}`).sort(), expected.sort());
    const links = await toTheEnd((token) =>
        items.getReportingLinksByLinkType(NAME, undefined, undefined, token));
    contains("links", links.map(({ rel, sourceId, targetId }) => `${rel} ${sourceId} ${targetId}`),
        `${CHILD} ${made.story.id} ${made.task.id}`);
});

check("getTags, templates", async () => {
    equal("tags", names(await items.getTags(NAME)).sort(), ["blue", "red"]);
    const template = { name: "Quick", workItemTypeName: "Bug", fields: { "System.Title": "Quick!" } };
    const created = await items.createTemplate(template, TEAM);
    equal("all", ids(await items.getTemplates(TEAM)), [created.id]);
    await items.deleteTemplate(TEAM, created.id);
    equal("none", await items.getTemplates(TEAM), []);
});

check("deleteWorkItem, restoreWorkItem, destroyWorkItem", async () => {
    const { id } = await create("Bug", "Soon gone");
    await items.deleteWorkItem(id, NAME);
    equal("gone", await items.getWorkItem(id), null);
    equal("in the bin", ids(await items.getDeletedWorkItems([id], NAME)), [id]);
    await items.restoreWorkItem({ isDeleted: false }, id, NAME);
    equal("restored", (await held(id)).fields["System.Title"], "Soon gone");
    await items.deleteWorkItem(id, NAME);
    await items.destroyWorkItem(id, NAME);
    equal("destroyed", await items.getDeletedWorkItem(id, NAME), null);
});

check("team settings, iterations, days off, capacities", async () => {
    await work.updateTeamSettings({ bugsBehavior: "asTasks" }, TEAM);
    const plain = (path) => rest(`${NAME}/${NAME} Team/_apis/work/${path}`);
    equal("bugs", (await plain("teamsettings")).bugsBehavior, "asTasks");
    const sprint = await work.postTeamIteration({ id: made.sprint.identifier }, TEAM);
    contains("iterations", ids(await work.getTeamIterations(TEAM)), sprint.id);
    const day = { start: new Date("2026-01-09T00:00:00Z"), end: new Date("2026-01-09T00:00:00Z") };
    await work.updateTeamDaysOff({ daysOff: [day] }, TEAM, sprint.id);
    equal("days off", (await work.getTeamDaysOff(TEAM, sprint.id)).daysOff, [day]);
    const { authenticatedUser } = await connection.connect();
    const activities = [{ name: "Development", capacityPerDay: 4 }];
    const capacity = { teamMember: { id: authenticatedUser.id }, activities, daysOff: [] };
    await work.replaceCapacitiesWithIdentityRef([capacity], TEAM, sprint.id);
    const { teamMembers } = await plain(`teamsettings/iterations/${sprint.id}/capacities`);
    equal("capacities", teamMembers.map((member) => member.activities), [activities]);
});

check("backlogs and boards", async () => {
    contains("backlogs", names(await work.getBacklogs(TEAM)), "Backlog items");
    // The team's area is the root, without those below.
    const { id } = await create("Product Backlog Item", "At the root");
    const level = await work.getBacklogLevelWorkItems(TEAM, "Microsoft.RequirementCategory");
    equal("its work items", level.workItems.map(({ target }) => target.id), [id]);
    const board = "Backlog items";
    contains("boards", names(await work.getBoards(TEAM)), board);
    const columns = await work.getBoardColumns(TEAM, board);
    equal("columns", names(columns), ["New", "Approved", "Committed", "Done"]);
    columns[1].itemLimit = 9;
    await work.updateBoardColumns(columns, TEAM, board);
    const plain = await rest(`${NAME}/${NAME} Team/_apis/work/boards/${board}/columns`);
    equal("by a plain request", plain.value.map(({ itemLimit }) => itemLimit)[1], 9);
});
