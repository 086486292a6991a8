use adoxide_api::wit::meta;

use super::{Cost, Table, boolean, identity, integer, json, list, number, record, tables, text, timestamp};
use crate::Connector::Boards;
use crate::Ingestion::{Append, Cdc, Snapshot};
use crate::feed::{recycle_bin, work_item};

tables! {
    /// The work items that are not deleted, as they are.
    ///
    /// The fields that most processes have are columns, named as their reference names end: `System.AssignedTo` is
    /// `assignedTo`. All fields, custom ones and long texts too, are JSON in `fields`.
    #[rest = "wit/reporting-work-item-revisions/read-reporting-revisions-get"]
    pub static WORK_ITEMS = fields(
        Table::new("work_items", Cdc, &["organization", "id"])
            .reads(&meta::READ_REPORTING_REVISIONS_GET)
            .reads(&meta::QUERY_BY_WIQL)
            .unseen("that a tag was deleted, until the work item is changed")
            .column(integer("id"), "Number of the work item, unique within the organization")
            .column(integer("rev"), "Its last revision: `work_item_revisions.rev`"),
    );

    /// Every revision of the work items, also of those in the recycle bin.
    ///
    /// A link between work items makes no revision; it is in `work_item_updates`.
    #[rest = "wit/reporting-work-item-revisions/read-reporting-revisions-get"]
    pub static WORK_ITEM_REVISIONS = fields(
        Table::new("work_item_revisions", Append, &["organization", "id", "rev"])
            .reads(&meta::READ_REPORTING_REVISIONS_GET)
            .unseen("that a tag was deleted")
            .column(integer("id"), "The work item: `work_items.id`")
            .column(integer("rev"), "Number of the revision, from 1"),
    )
        .column(boolean("isDeleted").at(&["fields", "System.IsDeleted"]), "Whether it was moved to the recycle bin; null if not");

    /// What each change of a work item changed. Changes are numbered from 1; a link between work items makes a change
    /// and no revision, so `id` runs ahead of `rev`.
    #[rest = "wit/updates/list"]
    pub static WORK_ITEM_UPDATES = Table::new("work_item_updates", Append, &["organization", "workItemId", "id"])
        .connector(Boards)
        .costs(Cost::Each("work item that was changed".into()))
        .reads(&meta::GET_UPDATES)
        .reads(&meta::READ_REPORTING_REVISIONS_GET)
        .fed_by(&work_item::FEED)
        .unseen("in changes that were read before, new names of areas, iterations and tags, and the project in the address of a work item that was moved")
        .column(integer("id"), "Number of the change, from 1")
        .column(integer("workItemId"), "The work item: `work_items.id`")
        .column(integer("rev"), "The revision that it led to: `work_item_revisions.rev`")
        .column(identity("revisedBy"), "Who changed it")
        .column(timestamp("revisedDate"), "When the next change was made; 9999-01-01 for the last one")
        .column(text("url"), "Address of the change in the REST API")
        .column(json("fields"), "The fields that changed, by reference name, each with `oldValue` and `newValue`")
        .column(json("relations"), "The relations that were `added`, `removed` or `updated`");

    /// What each work item is related to: other work items, attachments, commits, pull requests, builds, pages.
    ///
    /// They are what its changes have added and not removed; those of an item in the recycle bin stay as they were. Of
    /// links between work items, `work_item_links` also knows who made them and when.
    #[rest = "wit/updates/list"]
    pub static WORK_ITEM_RELATIONS =
        Table::new("work_item_relations", Cdc, &["organization", "workItemId", "rel", "target"])
            .connector(Boards)
            .costs(Cost::With("work_item_updates"))
            .reads(&meta::GET_UPDATES)
            .reads(&meta::READ_REPORTING_REVISIONS_GET)
            .fed_by(&work_item::FEED)
            .unseen("the project in the address of a work item that was moved to another one")
            .given(integer("workItemId"), "The work item: `work_items.id`")
            .column(text("rel"), "What it is: a link type (`System.LinkTypes.Hierarchy-Reverse`), ArtifactLink, AttachedFile, Hyperlink")
            .given(text("target"), "The other work item (`work_items.id` as text), or the address of anything else")
            .column(text("url"), "Address of the other end")
            .column(text("name").at(&["attributes", "name"]), "Name of the link type, or of the file")
            .column(text("comment").at(&["attributes", "comment"]), "Comment on the link")
            .column(json("attributes"), "All attributes of the link");

    /// The links between work items: those that exist now.
    #[rest = "wit/reporting-work-item-links/get"]
    pub static WORK_ITEM_LINKS = Table::new("work_item_links", Cdc, &["organization", "sourceId", "targetId", "rel"])
        .connector(Boards)
        .reads(&meta::GET_REPORTING_LINKS_BY_LINK_TYPE)
        .fed_by(&work_item::FEED)
        .column(text("rel"), "The link type: `System.LinkTypes.Hierarchy`, `System.LinkTypes.Related`, …")
        .column(integer("sourceId"), "The work item that it starts from: `work_items.id`")
        .column(integer("targetId"), "The work item that it leads to: `work_items.id`")
        .column(identity("changedBy"), "Who made it")
        .column(timestamp("changedDate"), "When it was made")
        .column(text("comment"), "Comment on the link")
        .column(text("sourceProjectId"), "The project of the source: `projects.id`")
        .column(text("targetProjectId"), "The project of the target: `projects.id`");

    /// The comments on the work items.
    #[rest = "wit/comments/get-comments"]
    pub static WORK_ITEM_COMMENTS = Table::new("work_item_comments", Cdc, &["organization", "workItemId", "id"])
        .connector(Boards)
        .costs(Cost::Each("work item with comments that was changed".into()))
        .reads(&meta::GET_COMMENTS)
        .reads(&meta::READ_REPORTING_REVISIONS_GET)
        .fed_by(&work_item::FEED)
        .column(integer("id"), "Number of the comment, unique within the organization")
        .column(integer("workItemId"), "The work item: `work_items.id`")
        .column(integer("version"), "Version of its text, from 1")
        .column(text("text"), "Text, in HTML or Markdown")
        .column(text("renderedText"), "Text, in HTML")
        .column(text("format"), "html or markdown")
        .column(identity("createdBy"), "Who wrote it")
        .column(timestamp("createdDate"), "When it was written")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(timestamp("modifiedDate"), "When it was last changed")
        .column(
            list("reactions", record("item", [text("type"), integer("count"), boolean("isCurrentUserEngaged")])),
            "Reactions by type: like, dislike, heart, hooray, smile or confused",
        )
        .column(text("url"), "Address of the comment in the REST API")
        .column(json("mentions"), "The people, work items and pull requests that it mentions");

    /// The work items that are in the recycle bin. One that leaves it was restored or destroyed.
    #[rest = "wit/recyclebin/get-deleted-work-items"]
    pub static DELETED_WORK_ITEMS = Table::new("deleted_work_items", Snapshot, &["organization", "id"])
        .connector(Boards)
        .reads(&meta::GET_DELETED_WORK_ITEM_SHALLOW_REFERENCES)
        .reads(&meta::GET_DELETED_WORK_ITEMS)
        .fed_by(&recycle_bin::FEED)
        .column(integer("id"), "The work item: `work_item_revisions.id`")
        .column(text("type"), "Name of its type: `work_item_types.name`")
        .column(text("name"), "Its title")
        .column(text("project"), "Name of its project")
        .column(text("deletedDate"), "When it was deleted, as the service sends it: in US form, without a time zone")
        .column(text("deletedBy"), "Who deleted it, as `Name <address>`")
        .column(text("url"), "Address of the work item in the REST API")
        .column(text("project_name").at(&["project"]), "Name of its project: `projects.name`");
}

/// The fields that are columns.
#[rustfmt::skip]
fn fields(table: Table) -> Table {
    table
        .connector(Boards)
        .fed_by(&work_item::FEED)
        .given(text("project_id"), "Id of the project that it was in: `projects.id`")
        .column(text("project_name").at(&["fields", "System.TeamProject"]), "Name of the project: `projects.name`")
        .column(text("workItemType").at(&["fields", "System.WorkItemType"]), "Name of the type: `work_item_types.name`")
        .column(text("title").at(&["fields", "System.Title"]), "Title")
        .column(text("state").at(&["fields", "System.State"]), "State: `work_item_type_states.name`")
        .column(text("reason").at(&["fields", "System.Reason"]), "Why it is in that state")
        .column(text("areaPath").at(&["fields", "System.AreaPath"]), "Path of its area, from the project on, separated by backslashes: `areas.tree_path`")
        .column(text("iterationPath").at(&["fields", "System.IterationPath"]), "Path of its iteration, from the project on: `iterations.tree_path`, `team_iterations.path`")
        .column(identity("assignedTo").at(&["fields", "System.AssignedTo"]), "Who it is assigned to")
        .column(identity("createdBy").at(&["fields", "System.CreatedBy"]), "Who created it")
        .column(timestamp("createdDate").at(&["fields", "System.CreatedDate"]), "When it was created")
        .column(identity("changedBy").at(&["fields", "System.ChangedBy"]), "Who made this revision")
        .column(timestamp("changedDate").at(&["fields", "System.ChangedDate"]), "When this revision was made")
        .column(text("tags").at(&["fields", "System.Tags"]), "Its tags, separated by `; `: `work_item_tags.name`")
        .column(integer("parent").at(&["fields", "System.Parent"]), "The work item above it: `work_items.id`")
        .column(integer("commentCount").at(&["fields", "System.CommentCount"]), "How many comments it has")
        .column(text("boardColumn").at(&["fields", "System.BoardColumn"]), "Name of its column: `board_columns.name`")
        .column(boolean("boardColumnDone").at(&["fields", "System.BoardColumnDone"]), "Whether it is in the done half of its column")
        .column(text("boardLane").at(&["fields", "System.BoardLane"]), "Name of its swimlane: `board_rows.name`")
        .column(timestamp("stateChangeDate").at(&["fields", "Microsoft.VSTS.Common.StateChangeDate"]), "When its state last changed")
        .column(identity("activatedBy").at(&["fields", "Microsoft.VSTS.Common.ActivatedBy"]), "Who activated it")
        .column(timestamp("activatedDate").at(&["fields", "Microsoft.VSTS.Common.ActivatedDate"]), "When it was activated")
        .column(identity("resolvedBy").at(&["fields", "Microsoft.VSTS.Common.ResolvedBy"]), "Who resolved it")
        .column(timestamp("resolvedDate").at(&["fields", "Microsoft.VSTS.Common.ResolvedDate"]), "When it was resolved")
        .column(text("resolvedReason").at(&["fields", "Microsoft.VSTS.Common.ResolvedReason"]), "Why it was resolved")
        .column(identity("closedBy").at(&["fields", "Microsoft.VSTS.Common.ClosedBy"]), "Who closed it")
        .column(timestamp("closedDate").at(&["fields", "Microsoft.VSTS.Common.ClosedDate"]), "When it was closed")
        .column(integer("priority").at(&["fields", "Microsoft.VSTS.Common.Priority"]), "Priority, from 1, the highest")
        .column(text("severity").at(&["fields", "Microsoft.VSTS.Common.Severity"]), "Severity: `1 - Critical` to `4 - Low`")
        .column(text("risk").at(&["fields", "Microsoft.VSTS.Common.Risk"]), "Risk: `1 - High` to `3 - Low`")
        .column(text("valueArea").at(&["fields", "Microsoft.VSTS.Common.ValueArea"]), "Business or Architectural")
        .column(text("activity").at(&["fields", "Microsoft.VSTS.Common.Activity"]), "Activity: Development, Testing, …")
        .column(number("businessValue").at(&["fields", "Microsoft.VSTS.Common.BusinessValue"]), "Business value; the more the better")
        .column(number("timeCriticality").at(&["fields", "Microsoft.VSTS.Common.TimeCriticality"]), "How much its value falls with time")
        .column(number("stackRank").at(&["fields", "Microsoft.VSTS.Common.StackRank"]), "Position in backlogs of Agile and CMMI: lower is first")
        .column(number("backlogPriority").at(&["fields", "Microsoft.VSTS.Common.BacklogPriority"]), "Position in backlogs of Scrum: lower is first")
        .column(number("storyPoints").at(&["fields", "Microsoft.VSTS.Scheduling.StoryPoints"]), "Size in story points (Agile)")
        .column(number("effort").at(&["fields", "Microsoft.VSTS.Scheduling.Effort"]), "Size (Scrum and Basic)")
        .column(number("size").at(&["fields", "Microsoft.VSTS.Scheduling.Size"]), "Size (CMMI)")
        .column(number("originalEstimate").at(&["fields", "Microsoft.VSTS.Scheduling.OriginalEstimate"]), "Work estimated at first, in hours")
        .column(number("remainingWork").at(&["fields", "Microsoft.VSTS.Scheduling.RemainingWork"]), "Work left, in hours")
        .column(number("completedWork").at(&["fields", "Microsoft.VSTS.Scheduling.CompletedWork"]), "Work done, in hours")
        .column(timestamp("startDate").at(&["fields", "Microsoft.VSTS.Scheduling.StartDate"]), "When work is to start")
        .column(timestamp("finishDate").at(&["fields", "Microsoft.VSTS.Scheduling.FinishDate"]), "When work is to finish")
        .column(timestamp("targetDate").at(&["fields", "Microsoft.VSTS.Scheduling.TargetDate"]), "When it is to be delivered")
        .column(timestamp("dueDate").at(&["fields", "Microsoft.VSTS.Scheduling.DueDate"]), "When it is due")
        .column(json("fields"), "All fields, by reference name: `fields.referenceName`")
}
