//! Queries that are asked.

use http::header::HeaderName;

use super::source::WorkItemSource;
use crate::area::Handler::Quick;
use crate::area::{Call, Handler, project, text};
use crate::base::sql_date;
use crate::wiql::{self, Answer, Bound, Context, Field, Relation, Shape};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::World;

pub(in crate::area) const HANDLERS: &[(&str, Handler)] = &[
    ("wit.query_by_wiql", Quick(query_by_wiql)),
    ("wit.query_by_id", Quick(query_by_id)),
    ("wit.count_by_id", Quick(count_by_id)),
];

/// What a query found, and what it asked for.
struct Found {
    bound: Bound,
    answer: Answer,
}

/// Asks a query for the caller, in the project and team of the path.
fn ask(call: &Call, world: &World, query: &str) -> Result<Found, Fault> {
    let purpose = Purpose::Ask { time_precision: call.query.flag("timePrecision")? };
    let top = call.query.number(&["$top", "top"])?;
    with_context(call, world, purpose, |context| {
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
    call: &Call,
    world: &World,
    purpose: Purpose,
    run: impl FnOnce(&Context<'_>) -> Result<T, wiql::Error>,
) -> Result<T, Fault> {
    let organization = call.organization(world)?;
    let scope = call.argument("project").map(|name| project(organization, name)).transpose()?;
    let team = match (scope, call.argument("team")) {
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
    let now = call.stamp().at;
    let source = WorkItemSource { world, organization, project: scope, actor: call.actor, now };
    let me = world.identity(call.actor).map(|identity| identity.unique_name.as_str());
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

fn query_by_wiql(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let query = text(&body, "/query").ok_or_else(|| Fault::argument_null("wiql"))?;
    let world = call.shared.world();
    let found = ask(call, &world, query)?;
    Ok(Reply::json(to_json(call, &found)))
}

/// The text of the query of the path.
fn saved(call: &Call, world: &World) -> Result<String, Fault> {
    let organization = call.organization(world)?;
    let id = call.required("id")?;
    let parsed = id.parse().map_err(|_| Fault::invalid_parameter("id", id))?;
    let found = match call.argument("project") {
        Some(name) => organization.query_text(project(organization, name)?.id, call.actor, parsed),
        None => organization
            .projects()
            .find_map(|project| organization.query_text(project.id, call.actor, parsed)),
    };
    found.ok_or_else(|| Fault::query_not_found(id))
}

fn query_by_id(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let query = saved(call, &world)?;
    let found = ask(call, &world, &query)?;
    Ok(Reply::json(to_json(call, &found)).header(TOTAL, count(&found.answer).to_string()))
}

const TOTAL: HeaderName = HeaderName::from_static("x-total-count");

fn count_by_id(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let query = saved(call, &world)?;
    let found = ask(call, &world, &query)?;
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
