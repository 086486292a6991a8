//! Behaviors of processes as the older administration shows them.

use adoxide_api::processadmin::meta;

use super::process::{behaviors, named_behavior, process_id};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::inherited::Behavior;
use crate::world::work_item_type::Customization;

handlers! {
    meta::GET_BEHAVIORS => read(get_behaviors),
    meta::GET_BEHAVIOR => read(get_behavior),
}

fn to_json(behavior: &Behavior) -> Object {
    // The two that others are kinds of have no backlog of their own.
    let is_abstract = behavior.color.is_none() && behavior.customization == Customization::System;
    Object::new()
        .set("id", behavior.reference_name.as_str())
        .set("name", behavior.name.as_str())
        .set("description", behavior.description.as_deref())
        .set("inherits", behavior.inherits.as_deref())
        .set("rank", behavior.rank)
        .set("color", behavior.color.as_deref())
        .set("abstract", is_abstract)
        .set("custom", behavior.customization == Customization::Custom)
        .set("overriden", behavior.customization == Customization::Inherited)
        .set("fields", Json::empty_list())
}

fn get_behaviors(view: &View<'_>) -> Result<Reply, Fault> {
    let id = process_id(view, "processId")?;
    Ok(Reply::list(behaviors(view.organization, id).iter().map(to_json)))
}

fn get_behavior(view: &View<'_>) -> Result<Reply, Fault> {
    let id = process_id(view, "processId")?;
    let name = view.query.any(&["behaviorRefName"]).ok_or_else(|| Fault::argument_null("behaviorRefName"))?;
    Ok(Reply::json(to_json(&named_behavior(view, id, name)?)))
}
