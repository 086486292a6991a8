use std::sync::LazyLock;

use super::{Ingestion, Table, boolean, integer, list, map, record, text, timestamp};

/// What kinds of work item types there are: bugs, requirements, tasks.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-type-categories/list>
pub static WORK_ITEM_TYPE_CATEGORIES: LazyLock<Table> = LazyLock::new(|| {
    let kind = || [text("name"), text("url")];
    let sent = vec![
        text("name"),
        text("referenceName"),
        record("defaultWorkItemType", kind()),
        list("workItemTypes", &record("item", kind())),
        text("url"),
    ];
    let key = &["project_id", "referenceName"];
    Table::new("work_item_type_categories", Ingestion::Snapshot, key, sent).by_project()
});

/// The work item types with their states and transitions. `fields` is JSON: defaults and allowed values are of
/// any type.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-types/list>
pub static WORK_ITEM_TYPES: LazyLock<Table> = LazyLock::new(|| {
    let transition = record("item", [text("to"), list("actions", &text("item"))]);
    let sent = vec![
        text("name"),
        text("referenceName"),
        text("description"),
        text("color"),
        record("icon", [text("id"), text("url")]),
        boolean("isDisabled"),
        list("states", &record("item", [text("name"), text("color"), text("category")])),
        map("transitions", &list("value", &transition)),
        text("url"),
    ];
    Table::new("work_item_types", Ingestion::Snapshot, &["project_id", "referenceName"], sent)
        .take_json("fields", &["fields"])
        .by_project()
});

/// The states of the work item types, in their order: a table of what `work_item_types` has in a list. `workItemType`
/// is the name of the type, as `work_items` has it; `category` is Proposed, InProgress, Resolved, Completed or Removed.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-types/list>
pub static WORK_ITEM_TYPE_STATES: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![text("workItemType"), text("name"), text("color"), text("category"), integer("order")];
    let key = &["project_id", "workItemType", "name"];
    Table::new("work_item_type_states", Ingestion::Snapshot, key, sent).by_project()
});

/// The fields that each work item type has: a table of what `work_item_types` has as JSON. `workItemType` is the name
/// of the type; what a field is besides is in `fields`. Values are JSON: they are of any type.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-types/list>
pub static WORK_ITEM_TYPE_FIELDS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("workItemType"),
        text("referenceName"),
        text("name"),
        boolean("alwaysRequired"),
        text("helpText"),
        text("url"),
    ];
    let key = &["project_id", "workItemType", "referenceName"];
    Table::new("work_item_type_fields", Ingestion::Snapshot, key, sent)
        .take_json("defaultValue", &["defaultValue"])
        .take_json("allowedValues", &["allowedValues"])
        .take_json("dependentFields", &["dependentFields"])
        .by_project()
});

/// The tags that are in use in projects.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/tags/list>
pub static WORK_ITEM_TAGS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![text("id"), text("name"), timestamp("lastUpdated"), text("url")];
    Table::new("work_item_tags", Ingestion::Snapshot, &["project_id", "id"], sent).by_project()
});

/// The fields of work items, deleted ones too.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/fields/list>
pub static FIELDS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("name"),
        text("referenceName"),
        text("description"),
        text("type"),
        text("usage"),
        boolean("readOnly"),
        boolean("canSortBy"),
        boolean("isQueryable"),
        list("supportedOperations", &record("item", [text("referenceName"), text("name")])),
        boolean("isIdentity"),
        boolean("isPicklist"),
        boolean("isPicklistSuggested"),
        text("picklistId"),
        boolean("isLocked"),
        boolean("isDeleted"),
        text("url"),
    ];
    Table::new("fields", Ingestion::Snapshot, &["organization", "referenceName"], sent)
});
