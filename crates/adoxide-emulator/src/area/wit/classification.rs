//! Areas and iterations.

use adoxide_api::wit::meta;
use http::StatusCode;
use http::header::LOCATION;
use jiff::Timestamp;
use serde_json::Value;

use crate::base::choice;
use crate::base::{date, parse_date};
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::address::segment;
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::classification::{Classification, ClassificationNode, NodeChange, NodeId, StructureGroup};
use crate::world::project::Project;

handlers! {
    meta::GET_ROOT_NODES => read(get_root_nodes),
    meta::GET_CLASSIFICATION_NODES => read(get_classification_nodes),
    meta::GET_CLASSIFICATION_NODE => read(get_classification_node),
    meta::CREATE_OR_UPDATE_CLASSIFICATION_NODE => change(create_or_update_classification_node),
    meta::UPDATE_CLASSIFICATION_NODE => change(update_classification_node),
    meta::DELETE_CLASSIFICATION_NODE => change(delete_classification_node),
}

fn this_project<'w>(view: &View<'w>) -> Result<&'w Project, Fault> {
    let organization = view.organization;
    project(organization, view.required("project")?)
}

/// The tree of the path, by name or number.
fn group(call: &Call) -> Result<StructureGroup, Fault> {
    let value = call.required("structureGroup")?;
    let choices = [("areas", 0, StructureGroup::Areas), ("iterations", 1, StructureGroup::Iterations)];
    choice(value, &choices).ok_or_else(|| Fault::invalid_parameter("structureGroup", value))
}

/// The node of the path.
fn node(call: &Call, trees: &Classification) -> Result<NodeId, Fault> {
    let path = call.argument("path").unwrap_or_default();
    trees.below_root(group(call)?, path).ok_or_else(|| Fault::node_not_found(path))
}

fn get_root_nodes(view: &View<'_>) -> Result<Reply, Fault> {
    let depth = view.query.number(&["$depth", "depth"])?.unwrap_or(0);
    let urls = view.urls();
    let project = this_project(view)?;
    let roots = [StructureGroup::Areas, StructureGroup::Iterations];
    let roots = roots.map(|group| {
        let id = project.classification.root(group);
        to_json(&urls, project, id, depth, false)
    });
    Ok(Reply::list(roots.into_iter().flatten()))
}

fn get_classification_nodes(view: &View<'_>) -> Result<Reply, Fault> {
    let depth = view.query.number(&["$depth", "depth"])?.unwrap_or(0);
    let omits = omits_errors(view)?;
    let urls = view.urls();
    let project = this_project(view)?;
    let nodes = view.query.all("ids").into_iter().map(|text| {
        let id = text.trim().parse().map_err(|_| Fault::invalid_parameter("ids", text))?;
        match to_json(&urls, project, id, depth, true) {
            None if !omits => Err(Fault::node_not_found(text)),
            node => Ok(node),
        }
    });
    Ok(Reply::list(nodes.collect::<Result<Vec<_>, Fault>>()?))
}

/// Whether what does not exist is null instead of an error.
fn omits_errors(call: &Call) -> Result<bool, Fault> {
    let Some(policy) = call.query.any(&["errorPolicy"]) else {
        return Ok(false);
    };
    choice(policy, &[("fail", 1, false), ("omit", 2, true)])
        .ok_or_else(|| Fault::invalid_parameter("errorPolicy", policy))
}

fn get_classification_node(view: &View<'_>) -> Result<Reply, Fault> {
    let depth = view.query.number(&["$depth", "depth"])?.unwrap_or(0);
    let project = this_project(view)?;
    answer(view, project, node(view, &project.classification)?, depth)
}

/// Creates the node that the body names, or moves the node that the body gives the number of: recorded, 201
/// and 200.
fn create_or_update_classification_node(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let found = this_project(&change.view())?;
    let (project, parent) = (found.id, node(change.call, &found.classification)?);
    let dates = dates(&body)?;
    let dates = (dates.0.flatten(), dates.1.flatten());
    let moved = body.get("id").and_then(Value::as_i64).filter(|id| *id != 0);
    let (id, status) = if let Some(id) = moved {
        change.make(|tx| tx.move_node(project, id, parent, dates))?;
        (id, StatusCode::OK)
    } else {
        let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("postedNode.Name"))?;
        (change.make(|tx| tx.create_node(project, parent, name, dates))?, StatusCode::CREATED)
    };
    let project = this_project(&change.view())?;
    changed(change.call, project, id).map(|reply| reply.status(status))
}

fn update_classification_node(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let found = this_project(&change.view())?;
    let (project, id) = (found.id, node(change.call, &found.classification)?);
    let (start_date, finish_date) = dates(&body)?;
    let wanted = NodeChange { name: text(&body, "/name").map(str::to_owned), start_date, finish_date };
    change.make(|tx| tx.update_node(project, id, wanted))?;
    changed(change.call, this_project(&change.view())?, id)
}

fn delete_classification_node(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let reclassify = match change.query.any(&["$reclassifyId", "reclassifyId"]) {
        Some(text) => Some(text.parse().map_err(|_| Fault::invalid_parameter("$reclassifyId", text))?),
        None => None,
    };
    let found = this_project(&change.view())?;
    let (project, id) = (found.id, node(change.call, &found.classification)?);
    change.make(|tx| tx.delete_node(project, id, reclassify))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// A date of an attribute: not said, none, or an instant.
type Said = Option<Option<Timestamp>>;

/// The dates of an iteration.
fn dates(body: &Value) -> Result<(Said, Said), Fault> {
    let attribute = |name: &str| match body.get("attributes").and_then(|attributes| attributes.get(name)) {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(None)),
        Some(Value::String(text)) if text.is_empty() => Ok(Some(None)),
        Some(value) => {
            let parsed = value.as_str().and_then(parse_date);
            parsed.map(|at| Some(Some(at))).ok_or_else(|| Fault::invalid_parameter(name, &value.to_string()))
        }
    };
    Ok((attribute("startDate")?, attribute("finishDate")?))
}

fn answer(call: &Call, project: &Project, id: NodeId, depth: usize) -> Result<Reply, Fault> {
    let node = to_json(&call.urls(), project, id, depth, true);
    node.map(Reply::json).ok_or_else(|| Fault::node_not_found(&id.to_string()))
}

/// As recorded: who creates, moves or changes a node is told where it is.
fn changed(call: &Call, project: &Project, id: NodeId) -> Result<Reply, Fault> {
    let location = node_url(&call.urls(), project, id);
    answer(call, project, id, 0).map(|reply| reply.header(LOCATION, location))
}

/// Where a node is: `…/classificationNodes/Areas/Web/Shop`.
pub(in crate::area) fn node_url(urls: &Urls<'_>, project: &Project, id: NodeId) -> String {
    let trees = &project.classification;
    let group = trees.node(id).map_or("", |node| node.group.segment());
    let below = trees.names(id).into_iter().skip(1).map(segment);
    let path: Vec<_> = std::iter::once(group.into()).chain(below).collect();
    urls.at(format_args!("{}/_apis/wit/classificationNodes/{}", project.id, path.join("/")))
}

fn to_json(urls: &Urls<'_>, project: &Project, id: NodeId, depth: usize, with_links: bool) -> Option<Object> {
    let trees = &project.classification;
    let node = trees.node(id)?;
    let children = || {
        node.children.iter().filter_map(|id| to_json(urls, project, *id, depth - 1, false)).collect::<Json>()
    };
    let links = with_links.then(|| {
        let parent = node.parent.map(|parent| link(node_url(urls, project, parent)));
        Object::new().set("self", link(node_url(urls, project, id))).set_some("parent", parent)
    });
    let json = Object::new()
        .set("id", node.id)
        .set("identifier", node.identifier.to_string())
        .set("name", node.name.as_str())
        .set("structureType", node.group.node_type())
        .set("hasChildren", !node.children.is_empty())
        .set_if(depth > 0 && !node.children.is_empty(), "children", children)
        .set_some("attributes", attributes(node))
        .set("path", trees.node_path(id))
        .set_some("_links", links)
        .set("url", node_url(urls, project, id));
    Some(json)
}

fn attributes(node: &ClassificationNode) -> Option<Object> {
    (node.start_date.is_some() || node.finish_date.is_some()).then(|| {
        Object::new()
            .set_some("startDate", node.start_date.map(date))
            .set_some("finishDate", node.finish_date.map(date))
    })
}
