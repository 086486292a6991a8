//! Saved queries and their folders.

use adoxide_api::wit::meta;
use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::wiql::{Purpose, columns_json, field_json, query_type, with_context};
use crate::base::choice;
use crate::base::sql_date;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wiql::{self, Condition, Expression, Operator, Written};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::journal::Stamp;
use crate::world::query::QueryItem;

handlers! {
    meta::GET_QUERIES => read(get_queries),
    meta::SEARCH_QUERIES => read(search_queries),
    // A query's path has slashes, which only some clients escape.
    meta::GET_QUERY => read(get_query),
    // A query's path has slashes, which only some clients escape.
    meta::CREATE_QUERY => change(create_query),
    // A query's path has slashes, which only some clients escape.
    meta::UPDATE_QUERY => change(update_query),
    // A query's path has slashes, which only some clients escape.
    meta::DELETE_QUERY => change(delete_query),
    meta::GET_QUERIES_BATCH => read(get_queries_batch),
    meta::CREATE_TEMP_QUERY => change(create_temp_query),
}

/// The most levels below a folder that an answer has.
const DEPTH: usize = 2;
/// How many queries a search finds by default, and at most.
const FOUND: (usize, usize) = (50, 200);

/// What an answer about queries shows.
#[derive(Clone, Copy, Default)]
struct Detail {
    depth: usize,
    with_deleted: bool,
    with_wiql: bool,
    with_clauses: bool,
}

impl Detail {
    fn of(call: &Call) -> Result<Self, Fault> {
        let expand = call.query.any(&["$expand", "expand"]).map_or(Ok((false, false)), expand)?;
        let depth = call.query.number(&["$depth", "depth"])?.unwrap_or(0);
        if depth > DEPTH {
            return Err(Fault::query_depth(depth));
        }
        let with_deleted = call.query.flag("$includeDeleted")? || call.query.flag("includeDeleted")?;
        Ok(Self { depth, with_deleted, with_wiql: expand.0, with_clauses: expand.1 })
    }

    /// What is shown of a query that was just made or changed.
    fn changed() -> Self {
        Self { with_wiql: true, with_clauses: true, ..Self::default() }
    }
}

/// Whether the text is shown, and what it means.
fn expand(value: &str) -> Result<(bool, bool), Fault> {
    let choices = [
        ("none", 0, (false, false)),
        ("wiql", 1, (true, false)),
        ("clauses", 2, (true, true)),
        ("all", 3, (true, true)),
        ("minimal", 4, (false, false)),
    ];
    choice(value, &choices).ok_or_else(|| Fault::invalid_parameter("$expand", value))
}

/// The query or folder of the path: an id, or names.
fn found(view: &View<'_>) -> Result<QueryItem, Fault> {
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?.id;
    let wanted = view.required("query")?;
    let found = match wanted.parse() {
        Ok(id) => organization.query(project, view.actor, id),
        Err(_) => organization.query_by_path(project, view.actor, wanted),
    };
    found.ok_or_else(|| Fault::query_not_found(wanted))
}

fn get_queries(view: &View<'_>) -> Result<Reply, Fault> {
    let detail = Detail::of(view)?;
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?.id;
    let roots = [Some(view.actor), None].map(|owner| organization.query_root(project, owner));
    let roots = roots.iter().map(|root| to_json(view, root, detail));
    Ok(Reply::list(roots.collect::<Result<Vec<_>, _>>()?))
}

fn search_queries(view: &View<'_>) -> Result<Reply, Fault> {
    let detail = Detail::of(view)?;
    let filter = view.query.any(&["$filter"]).unwrap_or_default().to_lowercase();
    let top = view.query.number(&["$top", "top"])?.unwrap_or(FOUND.0).min(FOUND.1);
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?.id;
    let mut found = Vec::new();
    let mut folders =
        vec![organization.query_root(project, None), organization.query_root(project, Some(view.actor))];
    while let Some(folder) = folders.pop() {
        for item in organization.query_children(&folder) {
            if item.is_deleted && !detail.with_deleted {
                continue;
            }
            if item.is_folder() {
                folders.push(item.clone());
            } else if item.name.to_lowercase().contains(&filter) {
                found.push(item.clone());
            }
        }
    }
    found.sort_by_key(|item| item.name.to_lowercase());
    let has_more = found.len() > top;
    let items = found.iter().take(top).map(|item| to_json(view, item, detail));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    Ok(Reply::json(Object::new().set("count", items.len()).set("hasMore", has_more).set("value", items)))
}

fn get_query(view: &View<'_>) -> Result<Reply, Fault> {
    let detail = Detail::of(view)?;
    let item = found(view)?;
    if item.is_deleted && !detail.with_deleted {
        return Err(Fault::query_not_found(&item.id.to_string()));
    }
    Ok(Reply::json(to_json(view, &item, detail)?))
}

fn answer(view: &View<'_>, id: Uuid, detail: Detail) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?.id;
    let item = organization.query(project, view.actor, id);
    let item = item.ok_or_else(|| Fault::query_not_found(&id.to_string()))?;
    Ok(Reply::json(to_json(view, &item, detail)?))
}

/// Whether a query can be asked; what it stands for may be looked up in vain later on.
fn check(view: &View<'_>, wiql: &str) -> Result<(), Fault> {
    with_context(view, Purpose::Keep, |context| wiql::bind(&wiql::parse(wiql)?, context).map(drop))
}

/// Saves a query, makes a folder, or moves the query or folder that the body gives the id of.
fn create_query(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let parent = found(&change.view())?;
    if let Some(id) = text(&body, "/id").filter(|_| text(&body, "/name").is_none()) {
        let organization = change.view().organization;
        let item = id.parse().ok().and_then(|id| organization.query(parent.project, change.actor, id));
        let item = item.ok_or_else(|| Fault::query_not_found(id))?;
        change.make(|tx| tx.move_query(&item, &parent))?;
        return answer(&change.view(), item.id, Detail::changed());
    }
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("postedQuery.Name"))?;
    let is_folder = body.get("isFolder").and_then(Value::as_bool).unwrap_or(false);
    let wiql = text(&body, "/wiql").filter(|_| !is_folder);
    if let Some(wiql) = wiql {
        check(&change.view(), wiql)?;
    } else if !is_folder {
        return Err(Fault::argument_null("postedQuery.Wiql"));
    }
    if change.query.flag("validateWiqlOnly")? {
        return Ok(Reply::json(Object::new().set("name", name).set_some("wiql", wiql)));
    }
    let wiql = wiql.map(str::to_owned);
    let id = change.make(|tx| tx.create_query(&parent, name, wiql))?;
    answer(&change.view(), id, Detail::changed()).map(|reply| reply.status(StatusCode::CREATED))
}

fn update_query(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let with_descendants = change.query.flag("$undeleteDescendants")?;
    let item = found(&change.view())?;
    let restores = body.get("isDeleted").and_then(Value::as_bool) == Some(false) && item.is_deleted;
    if let Some(wiql) = text(&body, "/wiql") {
        check(&change.view(), wiql)?;
    }
    if restores {
        change.make(|tx| tx.delete_query(&item, false, with_descendants))?;
    } else if item.is_deleted {
        return Err(Fault::query_not_found(&item.id.to_string()));
    }
    let (name, wiql) = (text(&body, "/name"), text(&body, "/wiql").map(str::to_owned));
    change.make(|tx| tx.update_query(&item, name, wiql))?;
    let detail = Detail { depth: usize::from(with_descendants), ..Detail::changed() };
    answer(&change.view(), item.id, detail)
}

fn delete_query(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let item = found(&change.view())?;
    if item.is_deleted {
        return Err(Fault::query_not_found(&item.id.to_string()));
    }
    change.make(|tx| tx.delete_query(&item, true, true))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_queries_batch(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let word = |name: &str| {
        body.get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let (with_wiql, with_clauses) = word("$expand").map_or(Ok((false, false)), |value| expand(&value))?;
    let detail = Detail { with_wiql, with_clauses, ..Detail::default() };
    let omits = match word("errorPolicy") {
        None => false,
        Some(policy) => choice(&policy, &[("fail", 1, false), ("omit", 2, true)])
            .ok_or_else(|| Fault::invalid_parameter("errorPolicy", &policy))?,
    };
    let ids = body.get("ids").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("ids"))?;
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?.id;
    let items = ids.iter().map(|id| {
        let wanted = id.as_str().unwrap_or_default();
        let item = wanted.parse().ok().and_then(|id| organization.query(project, view.actor, id));
        match item.filter(|item| !item.is_deleted) {
            Some(item) => to_json(view, &item, detail).map(Some),
            None if omits => Ok(None),
            None => Err(Fault::query_not_found(wanted)),
        }
    });
    Ok(Reply::list(items.collect::<Result<Vec<_>, _>>()?))
}

fn create_temp_query(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let wiql = text(&body, "/wiql").ok_or_else(|| Fault::argument_null("wiql"))?;
    check(&change.view(), wiql)?;
    let organization = change.view().organization;
    let project = project(organization, change.required("project")?)?.id;
    let id = change.make(|tx| tx.create_temporary_query(project, wiql.to_owned()))?;
    Ok(Reply::json(Object::new().set("id", id.to_string())))
}

fn to_json(view: &View<'_>, item: &QueryItem, detail: Detail) -> Result<Object, Fault> {
    let organization = view.organization;
    let urls = view.urls();
    let children: Vec<_> =
        organization.query_children(item).filter(|child| detail.with_deleted || !child.is_deleted).collect();
    let has_children = !children.is_empty();
    let children = if detail.depth > 0 && item.is_folder() {
        let below = Detail { depth: detail.depth - 1, ..detail };
        let children = children.into_iter().map(|child| to_json(view, child, below));
        Some(children.collect::<Result<Vec<_>, _>>()?).filter(|children| !children.is_empty())
    } else {
        None
    };
    let at = |resource: &str, id: Uuid| urls.at(format_args!("{}/_apis/wit/{resource}/{id}", item.project));
    let own = at("queries", item.id);
    let page = urls.at(format_args!("web/qr.aspx?pguid={}&qid={}", item.project, item.id));
    let links = Object::new()
        .set("self", link(own.as_str()))
        .set("html", link(page))
        .set_some("parent", item.parent.map(|parent| link(at("queries", parent))))
        .set_if(!item.is_folder(), "wiql", || link(at("wiql", item.id)));
    let mut json = Object::new()
        .set("id", item.id.to_string())
        .set("name", item.name.as_str())
        .set("path", organization.query_path(item));
    let by = |stamp: Stamp| urls.person(view.directory, stamp.actor);
    json = json
        .set("createdBy", by(item.created))
        .set("createdDate", sql_date(item.created.at))
        .set("lastModifiedBy", by(item.modified))
        .set("lastModifiedDate", sql_date(item.modified.at))
        .set_if(item.is_folder(), "isFolder", || true)
        .set_if(item.is_folder(), "hasChildren", || has_children)
        .set_some("children", children);
    if let Some(wiql) = item.wiql.as_ref().filter(|_| detail.with_wiql) {
        json = with_meaning(view, json, wiql, detail.with_clauses);
    }
    let json = json
        .set_if(item.is_deleted, "isDeleted", || true)
        .set("isPublic", item.owner.is_none())
        .set("_links", links)
        .set("url", own);
    Ok(json)
}

/// What a query asks for. What it names may be gone since it was saved; then only the text is left.
fn with_meaning(view: &View<'_>, json: Object, wiql: &str, with_clauses: bool) -> Object {
    let urls = view.urls();
    let parsed = wiql::parse(wiql);
    let meaning = with_context(view, Purpose::Keep, |context| {
        let query = parsed.clone()?;
        let bound = wiql::bind(&query, context)?;
        let condition = query.condition.as_ref().filter(|_| with_clauses);
        let field = |name: &str| context.source.field(name).map(|field| field_json(&urls, &field));
        Ok((columns_json(&urls, &bound), query_type(&bound.shape), condition.map(|it| clause(&field, it))))
    });
    let Ok(((columns, sorts), kind, clauses)) = meaning else {
        return json.set("wiql", wiql).set("isInvalidSyntax", true);
    };
    json.set("queryType", kind)
        .set("columns", columns)
        .set_some("sortColumns", sorts)
        .set("wiql", wiql)
        .set_some("clauses", clauses)
}

fn clause(field: &dyn Fn(&str) -> Option<Object>, expression: &Expression) -> Object {
    let several = |operator: &str, parts: &[Expression]| {
        let parts: Vec<Object> = parts.iter().map(|part| clause(field, part)).collect();
        Object::new().set("logicalOperator", operator).set("clauses", parts)
    };
    match expression {
        Expression::And(parts) => several("AND", parts),
        Expression::Or(parts) => several("OR", parts),
        Expression::Not(inner) | Expression::Ever(inner) => clause(field, inner),
        Expression::Condition(condition) => one_clause(field, condition),
    }
}

fn one_clause(field: &dyn Fn(&str) -> Option<Object>, condition: &Condition) -> Object {
    let (reference_name, name) = match condition.operator {
        Operator::Equal => ("Equals", "="),
        Operator::NotEqual => ("NotEquals", "<>"),
        Operator::Less => ("LessThan", "<"),
        Operator::LessOrEqual => ("LessThanEquals", "<="),
        Operator::Greater => ("GreaterThan", ">"),
        Operator::GreaterOrEqual => ("GreaterThanEquals", ">="),
        Operator::In => ("In", "In"),
        Operator::NotIn => ("NotIn", "Not In"),
        Operator::InGroup => ("InGroup", "In Group"),
        Operator::NotInGroup => ("NotInGroup", "Not In Group"),
        Operator::Contains => ("Contains", "Contains"),
        Operator::NotContains => ("NotContains", "Does Not Contain"),
        Operator::ContainsWords => ("ContainsWords", "Contains Words"),
        Operator::NotContainsWords => ("NotContainsWords", "Does Not Contain Words"),
        Operator::Under => ("Under", "Under"),
        Operator::NotUnder => ("NotUnder", "Not Under"),
        Operator::IsEmpty => ("IsEmpty", "Is Empty"),
        Operator::IsNotEmpty => ("IsNotEmpty", "Is Not Empty"),
        Operator::WasEver => ("Ever", "Was Ever"),
    };
    let operator =
        Object::new().set("referenceName", format!("SupportedOperations.{reference_name}")).set("name", name);
    let values: Vec<_> = condition
        .operands
        .iter()
        .map(|operand| match &operand.value {
            Written::Text(text) => text.clone(),
            _ => operand.text.clone(),
        })
        .collect();
    let is_field = condition.operands.iter().any(|operand| matches!(operand.value, Written::Field(_)));
    Object::new()
        .set_some("field", field(&condition.field.name.text))
        .set("operator", operator)
        .set_if(is_field, "isFieldValue", || true)
        .set_if(!values.is_empty(), "value", || values.join(", "))
}
