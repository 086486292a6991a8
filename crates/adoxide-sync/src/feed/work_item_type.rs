//! What work items are made of: types with their categories and tags by project, and the fields of the organization.

use adoxide::api::path::ProjectRef;
use adoxide::api::wire::Json;
use adoxide::api::wit::{self, GetFieldsExpand, GetWorkItemFields};
use futures::FutureExt as _;

use crate::service::{FeedOf, Items, Reader};
use crate::table::{
    FIELDS, WORK_ITEM_TAGS, WORK_ITEM_TYPE_CATEGORIES, WORK_ITEM_TYPE_FIELDS, WORK_ITEM_TYPE_STATES,
    WORK_ITEM_TYPES,
};
use crate::{Error, Level, Scope, Table};

pub(super) static TYPES: FeedOf = FeedOf {
    name: "work item types",
    level: Level::Project,
    tables: || {
        vec![
            &WORK_ITEM_TYPE_CATEGORIES,
            &WORK_ITEM_TYPES,
            &WORK_ITEM_TYPE_STATES,
            &WORK_ITEM_TYPE_FIELDS,
            &WORK_ITEM_TAGS,
        ]
    },
    operations: &["wit.get_work_item_type_categories", "wit.get_work_item_types", "wit.get_tags"],
    read: |reader| types(reader).boxed(),
};

pub(super) static FIELDS_FEED: FeedOf = FeedOf {
    name: "fields",
    level: Level::Organization,
    tables: || vec![&FIELDS],
    operations: &["wit.get_work_item_fields"],
    read: |reader| fields(reader).boxed(),
};

async fn types(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    if reader.pull.wants(&WORK_ITEM_TYPE_CATEGORIES) {
        let categories = reader.ask.all(wit::get_work_item_type_categories(&project)).await?;
        reader.snapshot(&WORK_ITEM_TYPE_CATEGORIES, Scope::unit(), &categories, &[]).await?;
    }
    let parts: [(&'static Table, &str); 2] =
        [(&WORK_ITEM_TYPE_STATES, "states"), (&WORK_ITEM_TYPE_FIELDS, "fields")];
    if reader.pull.wants(&WORK_ITEM_TYPES) || parts.iter().any(|(table, _)| reader.pull.wants(table)) {
        let types = reader.ask.all(wit::get_work_item_types(&project)).await?;
        for (table, name) in parts {
            if !reader.pull.wants(table) {
                continue;
            }
            let mut rows = Vec::new();
            for page in &types {
                for kind in page.values()? {
                    rows.extend(parts_of(&kind, name, &[("workItemType", &kind["name"])]));
                }
            }
            reader.snapshot(table, Scope::unit(), &[Items::of(rows)], &[]).await?;
        }
        if reader.pull.wants(&WORK_ITEM_TYPES) {
            reader.snapshot(&WORK_ITEM_TYPES, Scope::unit(), &types, &[]).await?;
        }
    }
    if reader.pull.wants(&WORK_ITEM_TAGS) {
        let tags = reader.ask.all(wit::get_tags(&project)).await?;
        reader.snapshot(&WORK_ITEM_TAGS, Scope::unit(), &tags, &[]).await?;
    }
    reader.checkpoint(1, &()).await
}

/// What an object has in a list, as rows with their place in it and with values of the object.
pub(super) fn parts_of(whole: &Json, name: &str, of_whole: &[(&str, &Json)]) -> Vec<Json> {
    let parts = whole[name].as_array().into_iter().flatten().filter(|part| part.is_object()).cloned();
    let row = |(order, mut part): (usize, Json)| {
        part["order"] = order.into();
        for (name, value) in of_whole {
            part[*name] = (*value).clone();
        }
        part
    };
    parts.enumerate().map(row).collect()
}

async fn fields(mut reader: Reader) -> Result<(), Error> {
    let params = GetWorkItemFields { expand: Some(GetFieldsExpand::IncludeDeleted) };
    let fields = reader.ask.all(wit::get_work_item_fields(None, params)).await?;
    reader.snapshot(&FIELDS, Scope::unit(), &fields, &[]).await?;
    reader.checkpoint(1, &()).await
}
