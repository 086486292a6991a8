//! What is somebody's own: the work items that are assigned to them, that they follow or that mention them.

use adoxide_api::{wit, work};

use super::shape::{Shape, Show};
use crate::base::date;
use crate::handler::{View, handlers};
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldValue};
use crate::world::id::ProjectId;
use crate::world::work_item::Revision;
use crate::world::work_item_type::StateCategory;

handlers! {
    wit::meta::GET_ACCOUNT_MY_WORK_DATA => read(get_my_work),
    wit::meta::GET_RECENT_MENTIONS => read(get_mentions),
    work::meta::GET_PREDEFINED_QUERIES => read(get_queries),
    work::meta::GET_PREDEFINED_QUERY_RESULTS => read(get_query_results),
}

/// As many work items as an answer has.
const MOST: usize = 200;

/// The queries that everybody has: their ids and names. Those that clients ask for.
const QUERIES: [(&str, &str); 4] = [
    ("AssignedToMe", "Assigned to me"),
    ("FollowedByMe", "Followed by me"),
    ("MyActivity", "My activity"),
    ("Mentioned", "Mentioned"),
];

/// The work items of one project or of all that the caller may see, the latest change first.
fn all<'v>(view: &View<'v>, project: Option<ProjectId>) -> Vec<Revision<'v>> {
    let organization = view.organization;
    let items = organization.work_items().iter().map(|item| organization.current(item));
    let mut items: Vec<_> = items
        .filter(|revision| match project {
            Some(project) => revision.project() == project,
            None => view.sees(revision.project(), None),
        })
        .collect();
    items.sort_by_key(|revision| std::cmp::Reverse(revision.watermark()));
    items
}

fn is_mine(view: &View<'_>, revision: &Revision<'_>) -> bool {
    revision.value(field::ASSIGNED_TO) == Some(FieldValue::Identity(view.actor))
}

/// Whether nothing is left to do.
fn is_done(view: &View<'_>, revision: &Revision<'_>) -> bool {
    let text =
        |id| revision.value(id).and_then(|value| value.as_text().map(str::to_owned)).unwrap_or_default();
    let organization = view.organization;
    let project = organization.project_by_id(revision.project());
    let kind = project.and_then(|project| organization.work_item_type(project, &text(field::WORK_ITEM_TYPE)));
    let state = text(field::STATE);
    kind.is_some_and(|kind| {
        let mut states = kind.visible_states();
        states.any(|known| {
            known.name == state && matches!(known.category, StateCategory::Completed | StateCategory::Removed)
        })
    })
}

/// Whether a comment or a long text names somebody: `@<GUID>`, or a mention in HTML.
fn mentions(view: &View<'_>, revision: &Revision<'_>) -> bool {
    let id = view.actor.to_string();
    let mut comments = revision.item.comments.iter();
    comments.any(|comment| {
        comment.last().is_some_and(|known| !known.is_deleted && known.text.to_lowercase().contains(&id))
    })
}

fn row(shape: &Shape<'_>, revision: &Revision<'_>) -> Object {
    let value = |id| revision.value(id).map(|value| shape.value(&value));
    Object::new()
        .set_some("assignedTo", value(field::ASSIGNED_TO))
        .set("changedDate", date(revision.changed_date()))
        .set("id", revision.item.id)
        .set_some("state", value(field::STATE))
        .set_some("teamProject", value(field::TEAM_PROJECT))
        .set_some("title", value(field::TITLE))
        .set_some("workItemType", value(field::WORK_ITEM_TYPE))
}

/// The caller's work items, of all projects: those to do, those that are done, or those that are followed.
fn get_my_work(view: &View<'_>) -> Result<Reply, Fault> {
    let option = view.query.any(&["$queryOption", "queryOption"]).unwrap_or("doing");
    let wants_done = match option.to_lowercase().as_str() {
        "doing" | "1" => Some(false),
        "done" | "2" => Some(true),
        // Nobody follows anything here.
        "followed" | "3" => None,
        _ => return Err(Fault::invalid_parameter("$queryOption", option)),
    };
    let shape = Shape::new(view);
    let mine = all(view, None).into_iter().filter(|revision| {
        is_mine(view, revision) && wants_done.is_some_and(|done| is_done(view, revision) == done)
    });
    let mine: Vec<_> = mine.collect();
    let rows: Json = mine.iter().take(MOST).map(|revision| row(&shape, revision)).collect();
    let json = Object::new().set("querySizeLimitExceeded", mine.len() > MOST).set("workItemDetails", rows);
    Ok(Reply::json(json))
}

fn get_mentions(view: &View<'_>) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let found = all(view, None).into_iter().filter(|revision| mentions(view, revision)).take(MOST);
    let rows = found.map(|revision| {
        let json = row(&shape, &revision);
        json.set("mentionedDateField", date(revision.changed_date()))
    });
    Ok(Reply::list(rows.collect::<Vec<_>>()))
}

fn query_json(view: &View<'_>, id: &str, name: &str) -> Result<Object, Fault> {
    let project = view.project()?;
    let own = format!("{}/_apis/work/predefinedQueries/{id}", segment(&project.name));
    let web = format!("{}/_workitems/{}", segment(&project.name), id.to_lowercase());
    Ok(Object::new()
        .set("id", id)
        .set("name", name)
        .set("url", view.urls().at(own))
        .set("webUrl", view.urls().at(web)))
}

fn get_queries(view: &View<'_>) -> Result<Reply, Fault> {
    let rows = QUERIES.iter().map(|(id, name)| query_json(view, id, name)).collect::<Result<Vec<_>, _>>()?;
    Ok(Reply::list(rows))
}

/// What a query finds now; what is done only if it is asked for.
fn get_query_results(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("id")?;
    let known = QUERIES.iter().find(|(id, _)| id.eq_ignore_ascii_case(given));
    let (id, name) = known.ok_or_else(|| Fault::query_not_found(given))?;
    let top = view.query.number(&["$top"])?.unwrap_or(MOST).min(MOST);
    let with_done = view.query.flag("includeCompleted")?;
    let project = view.project()?.id;
    let fits = |revision: &Revision<'_>| match *id {
        "AssignedToMe" => is_mine(view, revision),
        "MyActivity" => revision.changed_by() == view.actor,
        "Mentioned" => mentions(view, revision),
        _ => false,
    };
    let found = all(view, Some(project)).into_iter();
    let found: Vec<_> = found
        .filter(|revision| fits(revision) && (with_done || !is_done(view, revision)))
        .take(top + 1)
        .collect();
    let shape = Shape::new(view);
    let show = Show::default();
    let rows: Json = found.iter().take(top).map(|revision| shape.work_item(revision, &show)).collect();
    let json = query_json(view, id, name)?.set("hasMore", found.len() > top).set("results", rows);
    Ok(Reply::json(json))
}
