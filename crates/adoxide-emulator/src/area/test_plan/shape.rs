//! What answers about test plans have in common.

use http::header::HeaderName;
use serde::Deserialize;
use serde_json::Value;

use crate::base::{date, page};
use crate::handler::View;
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object, link};
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldValue};
use crate::world::id::{IdentityId, ProjectId};
use crate::world::test_plan::{Suite, TestPlan};
use crate::world::work_item::WorkItem;

/// As many things as a page has.
const MOST: usize = 200;

const TOKEN: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

/// A page of a list whose token is the number that the next page begins with.
pub(super) fn listed<T>(
    view: &View<'_>,
    mut found: Vec<T>,
    number: impl Fn(&T) -> i64,
    json: impl Fn(&T) -> Object,
) -> Result<Reply, Fault> {
    if let Some(token) = view.query.any(&["continuationToken"]) {
        let first = token.split(';').next().unwrap_or_default();
        let first: i64 = first.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?;
        let start = found.iter().position(|item| number(item) >= first).unwrap_or(found.len());
        found.drain(..start);
    }
    let next = found.get(MOST).map(&number);
    let found = page(found, 0, MOST);
    let reply = Reply::list(found.iter().map(json));
    Ok(match next {
        Some(next) => reply.header(TOKEN, format!("{next};{MOST}")),
        None => reply,
    })
}

/// A path of the test plans API, which names projects.
pub(super) fn plan_url(view: &View<'_>, project: ProjectId, path: impl std::fmt::Display) -> String {
    let name = view.organization.project_by_id(project).map_or("", |known| known.name.as_str());
    view.urls().at(format_args!("{}/_apis/testplan/{path}", segment(name)))
}

/// The same of the older API.
pub(super) fn older_url(view: &View<'_>, project: ProjectId, path: impl std::fmt::Display) -> String {
    let name = view.organization.project_by_id(project).map_or("", |known| known.name.as_str());
    view.urls().at(format_args!("{}/_apis/test/{path}", segment(name)))
}

/// A project, as documented: its state and visibility say nothing.
pub(super) fn project_json(view: &View<'_>, project: ProjectId) -> Object {
    let known = view.organization.project_by_id(project);
    let name = known.map_or("", |known| known.name.as_str());
    Object::new()
        .set("id", project)
        .set("name", name)
        .set("url", view.urls().at(format_args!("_apis/projects/{}", segment(name))))
        .set("state", "unchanged")
        .set("visibility", "unchanged")
}

/// A number and a name.
pub(super) fn reference(id: i64, name: &str) -> Object {
    Object::new().set("id", id).set("name", name)
}

pub(super) fn plan_reference(view: &View<'_>, plan: i64) -> Object {
    reference(plan, view.organization.test_title(plan))
}

pub(super) fn person(view: &View<'_>, id: IdentityId) -> Object {
    view.urls().person(view.directory, id)
}

/// A field of the work item of a plan, suite or test case.
pub(super) fn text(view: &View<'_>, item: Option<&WorkItem>, id: field::FieldId) -> Option<String> {
    let value = view.organization.current(item?).value(id)?;
    value.as_text().map(str::to_owned)
}

/// A value of a field, as answers about test cases have it.
fn value_json(view: &View<'_>, value: &FieldValue) -> Json {
    match value {
        FieldValue::Integer(number) => number.into_json(),
        FieldValue::Double(number) => number.into_json(),
        FieldValue::Boolean(flag) => flag.into_json(),
        FieldValue::DateTime(at) => date(*at).into_json(),
        FieldValue::Text(text) => (&**text).into_json(),
        FieldValue::Identity(id) => {
            let known = view.directory.identity(*id);
            let name = known.map(|known| format!("{} <{}>", known.display_name, known.unique_name));
            name.unwrap_or_default().into_json()
        }
    }
}

/// The fields of test cases that are answered if no others are asked for.
const FIELDS: [&str; 7] = [
    "Microsoft.VSTS.TCM.Steps",
    "Microsoft.VSTS.TCM.AutomationStatus",
    "System.State",
    "System.AssignedTo",
    "Microsoft.VSTS.Common.Priority",
    "System.Rev",
    "System.WorkItemType",
];

/// The fields of a test case, each by its name.
pub(super) fn fields_of(view: &View<'_>, item: &WorkItem) -> Vec<(String, Json)> {
    let asked = view.query.all("witFields");
    let asked = if asked.is_empty() { FIELDS.to_vec() } else { asked };
    let revision = view.organization.current(item);
    let found = asked.into_iter().filter_map(|name| {
        let known = view.organization.fields().find(name.trim())?;
        let value = revision.value(known.id)?;
        Some((known.reference_name.to_string(), value_json(view, &value)))
    });
    found.collect()
}

/// Links of a suite, and of everything in one.
pub(super) fn suite_links(view: &View<'_>, project: ProjectId, suite: &Suite) -> Object {
    let own = plan_url(view, project, format_args!("Plans/{}/Suites/{}", suite.plan, suite.id));
    let older = older_url(view, project, format_args!("Plans/{}/Suites/{}", suite.plan, suite.id));
    Object::new()
        .set("_self", link(own))
        .set("testCases", link(format_args!("{older}/TestCases")))
        .set("testPoints", link(format_args!("{older}/Points")))
}

/// The plan of the path.
pub(super) fn find_plan<'v>(view: &View<'v>) -> Result<&'v TestPlan, Fault> {
    let given = view.required("planId")?;
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.test_plans().plan(id));
    let found = found.filter(|plan| plan.project == project);
    found.ok_or_else(|| Fault::test_object_not_found("Test plan", given))
}

/// The suite of the path, in the plan of the path.
pub(super) fn find_suite<'v>(view: &View<'v>) -> Result<(&'v TestPlan, &'v Suite), Fault> {
    let plan = find_plan(view)?;
    let given = view.required("suiteId")?;
    let found = given.parse().ok().and_then(|id| view.organization.test_plans().suite(id));
    let found = found.filter(|suite| suite.plan == plan.id);
    Ok((plan, found.ok_or_else(|| Fault::test_object_not_found("Test suite", given))?))
}

/// Numbers between commas in the path.
pub(super) fn ids(name: &str, given: &str) -> Result<Vec<i64>, Fault> {
    let all = given.split(',').map(str::trim).filter(|id| !id.is_empty());
    all.map(|id| id.parse().map_err(|_| Fault::invalid_parameter(name, given))).collect()
}

/// Something that bodies refer to by its number.
#[derive(Deserialize)]
pub(super) struct Reference {
    pub id: i64,
}

/// The members of an object, if it is one.
pub(super) fn members(value: Option<Value>) -> Option<Value> {
    value.filter(|value| !value.is_null())
}
