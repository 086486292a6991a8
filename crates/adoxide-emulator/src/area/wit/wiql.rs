//! Queries that are asked.

use adoxide_api::wit::meta;
use http::header::HeaderName;
use serde_json::Value;

use super::source::WorkItemSource;
use crate::base::sql_date;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, View};
use crate::wiql::{self, Answer, Bound, Context, Field, Relation, Shape};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;

handlers! {
    meta::QUERY_BY_WIQL => read(query_by_wiql),
    meta::QUERY_BY_ID => read(query_by_id),
    meta::COUNT_BY_ID => read(count_by_id),
}

/// What a query found, and what it asked for.
struct Found {
    bound: Bound,
    answer: Answer,
}

/// Asks a query for the caller, in the project and team of the path.
fn ask(view: &View<'_>, query: &str) -> Result<Found, Fault> {
    let purpose = Purpose::Ask { time_precision: view.query.flag("timePrecision")? };
    let top = view.query.number(&["$top", "top"])?;
    with_context(view, purpose, |context| {
        let bound = wiql::bind(&wiql::parse(query)?, context)?;
        let answer = wiql::evaluate(&bound, context.source, top)?;
        Ok(Found { bound, answer })
    })
}

/// What a query is looked at for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be answered.
    Ask { time_precision: bool },
    /// To be kept: it may be asked for another team, and to the second.
    Keep,
}

/// Does something with what names in queries stand for.
pub(super) fn with_context<T>(
    view: &View<'_>,
    purpose: Purpose,
    run: impl FnOnce(&Context<'_>) -> Result<T, wiql::Error>,
) -> Result<T, Fault> {
    let organization = view.organization;
    let scope = view.argument("project").map(|name| project(organization, name)).transpose()?;
    let team = match (scope, view.argument("team")) {
        (Some(scope), Some(name)) => {
            let team = scope.team(name).ok_or_else(|| Fault::team_not_found(name))?;
            Some(team)
        }
        (Some(scope), None) if purpose == Purpose::Keep => {
            scope.default_team.and_then(|team| scope.teams.get(&team))
        }
        _ => None,
    };
    let team = scope.zip(team).map(|(scope, team)| format!("[{}]\\{}", scope.name, team.name));
    let now = view.stamp().at;
    let source =
        WorkItemSource { directory: view.directory, organization, project: scope, actor: view.actor, now };
    let me = view.directory.identity(view.actor).map(|identity| identity.unique_name.as_str());
    let context = Context {
        source: &source,
        me: me.unwrap_or_default(),
        project: scope.map(|project| project.name.as_str()),
        team: team.as_deref(),
        now,
        time_precision: purpose != Purpose::Ask { time_precision: false },
    };
    run(&context).map_err(Fault::from)
}

fn query_by_wiql(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let query = text(&body, "/query").ok_or_else(|| Fault::argument_null("wiql"))?;
    let found = ask(view, query)?;
    Ok(Reply::json(to_json(view, &found)))
}

/// The text of the query of the path.
fn saved(view: &View<'_>) -> Result<String, Fault> {
    let organization = view.organization;
    let id = view.required("id")?;
    let parsed = id.parse().map_err(|_| Fault::invalid_parameter("id", id))?;
    let found = match view.argument("project") {
        Some(name) => organization.query_text(project(organization, name)?.id, view.actor, parsed),
        None => organization
            .projects()
            .find_map(|project| organization.query_text(project.id, view.actor, parsed)),
    };
    found.ok_or_else(|| Fault::query_not_found(id))
}

fn query_by_id(view: &View<'_>) -> Result<Reply, Fault> {
    let query = saved(view)?;
    let found = ask(view, &query)?;
    Ok(Reply::json(to_json(view, &found)).header(TOTAL, count(&found.answer).to_string()))
}

const TOTAL: HeaderName = HeaderName::from_static("x-total-count");

fn count_by_id(view: &View<'_>) -> Result<Reply, Fault> {
    let query = saved(view)?;
    let found = ask(view, &query)?;
    Ok(Reply::empty(http::StatusCode::OK).header(TOTAL, count(&found.answer).to_string()))
}

fn count(answer: &Answer) -> usize {
    match answer {
        Answer::Items(items) => items.len(),
        Answer::Relations(relations) | Answer::Tree(relations) => relations.len(),
    }
}

/// `flat`, `oneHop`, `tree`
pub(super) fn query_type(shape: &Shape) -> &'static str {
    match shape {
        Shape::Flat(_) => "flat",
        Shape::Links { mode, .. } if mode.is_tree() => "tree",
        Shape::Links { .. } => "oneHop",
    }
}

pub(super) fn field_json(urls: &Urls<'_>, field: &Field) -> Object {
    Object::new()
        .set("referenceName", field.reference_name.as_str())
        .set("name", field.name.as_str())
        .set("url", urls.at(format_args!("_apis/wit/fields/{}", field.reference_name)))
}

/// The columns of a query, and the order of its results if it says one.
pub(super) fn columns_json(urls: &Urls<'_>, bound: &Bound) -> (Vec<Object>, Option<Vec<Object>>) {
    let columns = bound.columns.iter().map(|field| field_json(urls, field)).collect();
    let sorts = bound.sorts.iter().map(|sort| {
        Object::new().set("field", field_json(urls, &sort.field)).set("descending", sort.descending)
    });
    let sorts: Vec<_> = sorts.collect();
    (columns, (!sorts.is_empty()).then_some(sorts))
}

fn to_json(call: &Call, found: &Found) -> Object {
    let urls = call.urls();
    let item =
        |id: i64| Object::new().set("id", id).set("url", urls.at(format_args!("_apis/wit/workItems/{id}")));
    let relation = |relation: &Relation| {
        let from = relation.from.as_ref();
        Object::new()
            .set_some("rel", from.map(|(kind, _)| kind.as_str()))
            .set_some("source", from.map(|(_, source)| item(*source)))
            .set("target", item(relation.target))
    };
    let (result_type, name, results): (_, _, Vec<Object>) = match &found.answer {
        Answer::Items(items) => ("workItem", "workItems", items.iter().map(|id| item(*id)).collect()),
        Answer::Relations(relations) | Answer::Tree(relations) => {
            ("workItemLink", "workItemRelations", relations.iter().map(relation).collect())
        }
    };
    let (columns, sorts) = columns_json(&urls, &found.bound);
    let as_of = found.bound.as_of.unwrap_or_else(|| call.stamp().at);
    Object::new()
        .set("queryType", query_type(&found.bound.shape))
        .set("queryResultType", result_type)
        .set("asOf", sql_date(as_of))
        .set("columns", columns)
        .set_some("sortColumns", sorts)
        .set(name, results)
}
