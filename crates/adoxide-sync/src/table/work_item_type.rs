use adoxide_api::wit::meta;

use super::{Column, Table, boolean, integer, json, list, map, record, tables, text, timestamp};
use crate::Connector::Boards;
use crate::Ingestion::Snapshot;

tables! {
    /// The categories of work item types in each project: bugs, requirements, tasks.
    #[rest = "wit/work-item-type-categories/list"]
    pub static WORK_ITEM_TYPE_CATEGORIES =
        Table::new("work_item_type_categories", Snapshot, &["project_id", "referenceName"])
            .by_project()
            .connector(Boards)
            .reads(&meta::GET_WORK_ITEM_TYPE_CATEGORIES)
            .column(text("name"), "Name of the category")
            .column(text("referenceName"), "Name that never changes: `Microsoft.BugCategory`")
            .column(record("defaultWorkItemType", kind()), "The type that is created by default")
            .column(list("workItemTypes", record("item", kind())), "The types in it: `work_item_types.name`")
            .column(text("url"), "Address of the category in the REST API");

    /// The work item types of each project, with their states and transitions.
    #[rest = "wit/work-item-types/list"]
    pub static WORK_ITEM_TYPES = Table::new("work_item_types", Snapshot, &["project_id", "referenceName"])
        .by_project()
        .connector(Boards)
        .reads(&meta::GET_WORK_ITEM_TYPES)
        .column(text("name"), "Name of the type: `work_items.workItemType`")
        .column(text("referenceName"), "Name that never changes: `Microsoft.VSTS.WorkItemTypes.Bug`")
        .column(text("description"), "Description")
        .column(text("color"), "Its color, as six hexadecimal digits")
        .column(record("icon", [text("id"), text("url")]), "Its icon")
        .column(boolean("isDisabled"), "Whether no work item of it can be created")
        .column(
            list("states", record("item", [text("name"), text("color"), text("category")])),
            "Its states, in order; see `work_item_type_states`",
        )
        .column(
            map("transitions", list("value", record("item", [text("to"), list("actions", text("item"))]))),
            "By state, the states that it can be moved to; the empty text is before its creation",
        )
        .column(text("url"), "Address of the type in the REST API")
        .column(json("fields"), "Its fields, with defaults; see `work_item_type_fields`");

    /// The states of each work item type.
    #[rest = "wit/work-item-types/list"]
    pub static WORK_ITEM_TYPE_STATES = of_type(Table::within(
        &WORK_ITEM_TYPES,
        "states",
        "work_item_type_states",
        &["project_id", "workItemType", "name"],
    ))
        .column(text("name"), "Name of the state: `work_items.state`")
        .column(text("color"), "Its color, as six hexadecimal digits")
        .column(text("category"), "Proposed, InProgress, Resolved, Completed or Removed")
        .column(integer("order").position(), "Position among the states of the type, from 0");

    /// The fields of each work item type. What a field is besides is in `fields`.
    #[rest = "wit/work-item-types/list"]
    pub static WORK_ITEM_TYPE_FIELDS = of_type(Table::within(
        &WORK_ITEM_TYPES,
        "fields",
        "work_item_type_fields",
        &["project_id", "workItemType", "referenceName"],
    ))
        .column(text("referenceName"), "The field: `fields.referenceName`")
        .column(text("name"), "Name of the field")
        .column(boolean("alwaysRequired"), "Whether it must always have a value")
        .column(text("helpText"), "The help text of the field")
        .column(text("url"), "Address of the field in the REST API")
        .column(json("defaultValue"), "The value of new work items; null if there is none");

    /// The tags that are in use in each project.
    #[rest = "wit/tags/list"]
    pub static WORK_ITEM_TAGS = Table::new("work_item_tags", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Boards)
        .reads(&meta::GET_TAGS)
        .shared()
        .column(text("id"), "Id of the tag, a UUID")
        .column(text("name"), "Name of the tag, as it stands in `work_items.tags`")
        .column(timestamp("lastUpdated"), "When it was last used or changed")
        .column(text("url"), "Address of the tag in the REST API");

    /// The fields of work items, also those that were deleted.
    #[rest = "wit/fields/list"]
    pub static FIELDS = Table::new("fields", Snapshot, &["organization", "referenceName"])
        .connector(Boards)
        .reads(&meta::GET_WORK_ITEM_FIELDS)
        .query("$expand", "includeDeleted")
        .column(text("name"), "Name of the field")
        .column(text("referenceName"), "Name that never changes, and the member of `work_items.fields`")
        .column(text("description"), "Description")
        .column(text("type"), "string, integer, double, boolean, dateTime, html, plainText, treePath, history, …")
        .column(text("usage"), "workItem, workItemLink, tree or workItemTypeExtension")
        .column(boolean("readOnly"), "Whether only the service sets it")
        .column(boolean("canSortBy"), "Whether queries can sort by it")
        .column(boolean("isQueryable"), "Whether queries can have conditions on it")
        .column(
            list("supportedOperations", record("item", [text("referenceName"), text("name")])),
            "The operators that queries may use with it",
        )
        .column(boolean("isIdentity"), "Whether its values are people or groups")
        .column(boolean("isPicklist"), "Whether its values come from a list")
        .column(boolean("isPicklistSuggested"), "Whether others than those of the list are allowed")
        .column(text("picklistId"), "Id of the list, a UUID")
        .column(boolean("isLocked"), "Whether it can't be changed in inherited processes")
        .column(boolean("isDeleted"), "Whether it was deleted; null if it wasn't")
        .column(text("url"), "Address of the field in the REST API");
}

fn kind() -> [Column; 2] {
    ["name", "url"].map(text)
}

/// A table of what each work item type has.
fn of_type(table: Table) -> Table {
    table.parent(text("workItemType"), "name", "Name of the type: `work_item_types.name`")
}
