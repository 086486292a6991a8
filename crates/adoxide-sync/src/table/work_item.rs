use std::sync::LazyLock;

use super::{Ingestion, Table, boolean, identity, integer, list, number, record, text, timestamp};

/// The work items that are not deleted, as they are.
///
/// The fields that most processes have are columns, named as their reference names end: `System.AssignedTo` is
/// `assignedTo`. All fields, own ones and long texts too, are JSON in `fields`. `areaPath` and `iterationPath` are
/// as of the last revision: the tables of areas and iterations know what became of their names.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/reporting-work-item-revisions/read-reporting-revisions-get>
pub static WORK_ITEMS: LazyLock<Table> =
    LazyLock::new(|| fields(Table::new("work_items", Ingestion::Cdc, &["organization", "id"], revision())));

/// Every revision of the work items, those in the recycle bin too.
///
/// A link between work items makes no revision; it is in `work_item_updates`.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/reporting-work-item-revisions/read-reporting-revisions-get>
pub static WORK_ITEM_REVISIONS: LazyLock<Table> = LazyLock::new(|| {
    let key = &["organization", "id", "rev"];
    fields(Table::new("work_item_revisions", Ingestion::Append, key, revision()))
        .take(boolean("isDeleted"), &["fields", "System.IsDeleted"])
});

fn revision() -> Vec<arrow_schema::FieldRef> {
    vec![integer("id"), integer("rev")]
}

/// The fields that are columns.
fn fields(table: Table) -> Table {
    table
        .take(text("project_name"), &["fields", "System.TeamProject"])
        .take(text("workItemType"), &["fields", "System.WorkItemType"])
        .take(text("title"), &["fields", "System.Title"])
        .take(text("state"), &["fields", "System.State"])
        .take(text("reason"), &["fields", "System.Reason"])
        .take(text("areaPath"), &["fields", "System.AreaPath"])
        .take(text("iterationPath"), &["fields", "System.IterationPath"])
        .take_identity("assignedTo", &["fields", "System.AssignedTo"])
        .take_identity("createdBy", &["fields", "System.CreatedBy"])
        .take(timestamp("createdDate"), &["fields", "System.CreatedDate"])
        .take_identity("changedBy", &["fields", "System.ChangedBy"])
        .take(timestamp("changedDate"), &["fields", "System.ChangedDate"])
        .take(text("tags"), &["fields", "System.Tags"])
        .take(integer("parent"), &["fields", "System.Parent"])
        .take(integer("commentCount"), &["fields", "System.CommentCount"])
        .take(text("boardColumn"), &["fields", "System.BoardColumn"])
        .take(boolean("boardColumnDone"), &["fields", "System.BoardColumnDone"])
        .take(text("boardLane"), &["fields", "System.BoardLane"])
        .take(timestamp("stateChangeDate"), &["fields", "Microsoft.VSTS.Common.StateChangeDate"])
        .take_identity("activatedBy", &["fields", "Microsoft.VSTS.Common.ActivatedBy"])
        .take(timestamp("activatedDate"), &["fields", "Microsoft.VSTS.Common.ActivatedDate"])
        .take_identity("resolvedBy", &["fields", "Microsoft.VSTS.Common.ResolvedBy"])
        .take(timestamp("resolvedDate"), &["fields", "Microsoft.VSTS.Common.ResolvedDate"])
        .take(text("resolvedReason"), &["fields", "Microsoft.VSTS.Common.ResolvedReason"])
        .take_identity("closedBy", &["fields", "Microsoft.VSTS.Common.ClosedBy"])
        .take(timestamp("closedDate"), &["fields", "Microsoft.VSTS.Common.ClosedDate"])
        .take(integer("priority"), &["fields", "Microsoft.VSTS.Common.Priority"])
        .take(text("severity"), &["fields", "Microsoft.VSTS.Common.Severity"])
        .take(text("risk"), &["fields", "Microsoft.VSTS.Common.Risk"])
        .take(text("valueArea"), &["fields", "Microsoft.VSTS.Common.ValueArea"])
        .take(text("activity"), &["fields", "Microsoft.VSTS.Common.Activity"])
        .take(number("businessValue"), &["fields", "Microsoft.VSTS.Common.BusinessValue"])
        .take(number("timeCriticality"), &["fields", "Microsoft.VSTS.Common.TimeCriticality"])
        .take(number("stackRank"), &["fields", "Microsoft.VSTS.Common.StackRank"])
        .take(number("backlogPriority"), &["fields", "Microsoft.VSTS.Common.BacklogPriority"])
        .take(number("storyPoints"), &["fields", "Microsoft.VSTS.Scheduling.StoryPoints"])
        .take(number("effort"), &["fields", "Microsoft.VSTS.Scheduling.Effort"])
        .take(number("size"), &["fields", "Microsoft.VSTS.Scheduling.Size"])
        .take(number("originalEstimate"), &["fields", "Microsoft.VSTS.Scheduling.OriginalEstimate"])
        .take(number("remainingWork"), &["fields", "Microsoft.VSTS.Scheduling.RemainingWork"])
        .take(number("completedWork"), &["fields", "Microsoft.VSTS.Scheduling.CompletedWork"])
        .take(timestamp("startDate"), &["fields", "Microsoft.VSTS.Scheduling.StartDate"])
        .take(timestamp("finishDate"), &["fields", "Microsoft.VSTS.Scheduling.FinishDate"])
        .take(timestamp("targetDate"), &["fields", "Microsoft.VSTS.Scheduling.TargetDate"])
        .take(timestamp("dueDate"), &["fields", "Microsoft.VSTS.Scheduling.DueDate"])
        .take_json("fields", &["fields"])
}

/// What each change of a work item changed: `fields` with old and new values and `relations` that were added,
/// removed or updated, both JSON. They are numbered from 1; a link between work items makes an update and no
/// revision, so `id` runs ahead of `rev`.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/updates/list>
pub static WORK_ITEM_UPDATES: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        integer("id"),
        integer("workItemId"),
        integer("rev"),
        identity("revisedBy"),
        timestamp("revisedDate"),
        text("url"),
    ];
    Table::new("work_item_updates", Ingestion::Append, &["organization", "workItemId", "id"], sent)
        .take_json("fields", &["fields"])
        .take_json("relations", &["relations"])
});

/// What the work items are related to: other work items, attachments, commits, pull requests, builds, pages. `target`
/// is the number of a work item, and the address of anything else. `attributes` are JSON.
///
/// They are what the updates have added and not removed; those of an item in the recycle bin stay as they were. Of
/// links between work items, `work_item_links` also knows who made them and when.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/updates/list>
pub static WORK_ITEM_RELATIONS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![integer("workItemId"), text("rel"), text("target"), text("url")];
    let key = &["organization", "workItemId", "rel", "target"];
    Table::new("work_item_relations", Ingestion::Cdc, key, sent)
        .take(text("name"), &["attributes", "name"])
        .take(text("comment"), &["attributes", "comment"])
        .take_json("attributes", &["attributes"])
});

/// The links between work items: those that are there now.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/reporting-work-item-links/get>
pub static WORK_ITEM_LINKS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("rel"),
        integer("sourceId"),
        integer("targetId"),
        identity("changedBy"),
        timestamp("changedDate"),
        text("comment"),
        text("sourceProjectId"),
        text("targetProjectId"),
    ];
    let key = &["organization", "sourceId", "targetId", "rel"];
    Table::new("work_item_links", Ingestion::Cdc, key, sent)
});

/// The comments of the work items. `mentions` is JSON.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/comments/get-comments>
pub static WORK_ITEM_COMMENTS: LazyLock<Table> = LazyLock::new(|| {
    let reaction = [text("type"), integer("count"), boolean("isCurrentUserEngaged")];
    let sent = vec![
        integer("id"),
        integer("workItemId"),
        integer("version"),
        text("text"),
        text("renderedText"),
        text("format"),
        identity("createdBy"),
        timestamp("createdDate"),
        identity("modifiedBy"),
        timestamp("modifiedDate"),
        list("reactions", &record("item", reaction)),
        text("url"),
    ];
    Table::new("work_item_comments", Ingestion::Cdc, &["organization", "workItemId", "id"], sent)
        .take_json("mentions", &["mentions"])
});

/// The work items that are in the recycle bin. One that leaves it was restored or destroyed. `deletedDate` is text
/// as the service sends it: in the form of the United States, without a zone.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/recyclebin/get-deleted-work-items>
pub static DELETED_WORK_ITEMS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        integer("id"),
        text("type"),
        text("name"),
        text("project"),
        text("deletedDate"),
        text("deletedBy"),
        text("url"),
    ];
    Table::new("deleted_work_items", Ingestion::Snapshot, &["organization", "id"], sent)
        .take(text("project_name"), &["project"])
});
