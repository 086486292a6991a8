//! Labels, shelvesets and branches. Only the clients of a workspace make them, over a protocol that is not spoken here:
//! lists of them are empty, and none can be found.

use adoxide_api::tfvc::meta;

use super::shape::path_or_project;
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::tfvc::normal;

handlers! {
    meta::GET_LABELS => read(get_labels),
    meta::GET_LABEL => read(get_label),
    meta::GET_LABEL_ITEMS => read(get_label),
    meta::GET_SHELVESETS => read(get_shelvesets),
    meta::GET_SHELVESET => read(get_shelveset),
    meta::GET_SHELVESET_CHANGES => read(get_shelveset),
    meta::GET_SHELVESET_WORK_ITEMS => read(get_shelveset),
    meta::GET_BRANCHES => read(get_branches),
    meta::GET_BRANCH => read(get_branch),
    meta::GET_BRANCH_REFS => read(get_branch_refs),
}

fn none() -> Reply {
    Reply::list(std::iter::empty::<Object>())
}

/// Refuses a page that is none.
fn check_page(view: &View<'_>) -> Result<(), Fault> {
    view.query.number(&["$top"])?;
    view.query.number(&["$skip"])?;
    Ok(())
}

fn get_labels(view: &View<'_>) -> Result<Reply, Fault> {
    path_or_project(view, view.query.any(&["requestData.labelScope"]))?;
    check_page(view)?;
    Ok(none())
}

fn get_label(view: &View<'_>) -> Result<Reply, Fault> {
    view.project_of_path()?;
    Err(Fault::label_not_found(view.required("labelId")?))
}

fn get_shelvesets(view: &View<'_>) -> Result<Reply, Fault> {
    check_page(view)?;
    Ok(none())
}

fn get_shelveset(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.query.any(&["shelvesetId"]).ok_or_else(|| Fault::argument_null("shelvesetId"))?;
    Err(Fault::shelveset_not_found(given))
}

fn get_branches(view: &View<'_>) -> Result<Reply, Fault> {
    view.project_of_path()?;
    Ok(none())
}

fn get_branch(view: &View<'_>) -> Result<Reply, Fault> {
    view.project_of_path()?;
    let given = view.query.any(&["path"]).ok_or_else(|| Fault::argument_null("path"))?;
    Err(Fault::tfvc_item_not_found(&normal(given)?))
}

fn get_branch_refs(view: &View<'_>) -> Result<Reply, Fault> {
    view.project_of_path()?;
    normal(view.query.any(&["scopePath"]).ok_or_else(|| Fault::argument_null("scopePath"))?)?;
    Ok(none())
}
