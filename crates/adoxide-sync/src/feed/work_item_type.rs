//! What work items are made of: types and their categories by project, and the fields of the organization.

use adoxide::api::path::ProjectRef;
use adoxide::api::wit::{self, GetFieldsExpand, GetWorkItemFields};
use futures::FutureExt as _;

use crate::service::{FeedOf, Reader};
use crate::table::{FIELDS, WORK_ITEM_TYPE_CATEGORIES, WORK_ITEM_TYPES};
use crate::{Error, Level, Scope};

pub(super) static TYPES: FeedOf = FeedOf {
    name: "work item types",
    level: Level::Project,
    tables: || vec![&WORK_ITEM_TYPE_CATEGORIES, &WORK_ITEM_TYPES],
    operations: &["wit.get_work_item_type_categories", "wit.get_work_item_types"],
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
    if reader.pull.wants(&WORK_ITEM_TYPES) {
        let types = reader.ask.all(wit::get_work_item_types(&project)).await?;
        reader.snapshot(&WORK_ITEM_TYPES, Scope::unit(), &types, &[]).await?;
    }
    reader.checkpoint(1, &()).await
}

async fn fields(mut reader: Reader) -> Result<(), Error> {
    let params = GetWorkItemFields { expand: Some(GetFieldsExpand::IncludeDeleted) };
    let fields = reader.ask.all(wit::get_work_item_fields(None, params)).await?;
    reader.snapshot(&FIELDS, Scope::unit(), &fields, &[]).await?;
    reader.checkpoint(1, &()).await
}
