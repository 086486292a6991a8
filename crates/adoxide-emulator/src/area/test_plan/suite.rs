//! Test suites.

use adoxide_api::test_plan::meta;
use http::StatusCode;
use serde::Deserialize;

use super::super::person::Person;
use super::shape::{
    Reference, find_plan, find_suite, listed, person, plan_reference, project_json, reference, suite_links,
};
use crate::base::sql_date;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::id::IdentityId;
use crate::world::test_plan::{Entry, Suite, SuiteChanges, SuiteId, SuiteKind};

handlers! {
    meta::CREATE_TEST_SUITE => change(create_suite),
    meta::CREATE_BULK_TEST_SUITES => change(create_suites),
    meta::GET_TEST_SUITES_FOR_PLAN => read(get_suites),
    meta::GET_TEST_SUITE_BY_ID => read(get_suite),
    meta::UPDATE_TEST_SUITE => change(update_suite),
    meta::DELETE_TEST_SUITE => change(delete_suite),
    meta::GET_SUITES_BY_TEST_CASE_ID => read(get_suites_of_case),
    meta::GET_SUITE_ENTRIES => read(get_entries),
    meta::REORDER_SUITE_ENTRIES => change(order_entries),
}

/// What of suites is answered.
#[derive(Clone, Copy)]
pub(super) struct Expand {
    pub children: bool,
    pub testers: bool,
    pub is_tree: bool,
}

impl Expand {
    /// What the query asks for.
    ///
    /// # Errors
    /// When `asTreeView` is neither true nor false.
    pub fn of(view: &View<'_>) -> Result<Self, Fault> {
        let given = view.query.all("expand");
        let has = |name: &str, number: &str| {
            given
                .iter()
                .any(|one| one.trim().eq_ignore_ascii_case(name) || one.trim() == number || one.trim() == "3")
        };
        let is_tree = view.query.flag("asTreeView")?;
        Ok(Self { children: has("children", "1"), testers: has("defaultTesters", "2"), is_tree })
    }
}

pub(super) fn suite_json(view: &View<'_>, suite: &Suite, expand: Expand) -> Object {
    let plans = view.organization.test_plans();
    let project = plans.plan(suite.plan).map(|plan| plan.project);
    let name = |id: SuiteId| view.organization.test_title(id);
    let configurations = suite.configurations.iter().filter_map(|id| plans.configuration(*id));
    let configurations: Json = configurations.map(|known| reference(known.id, &known.name)).collect();
    let testers = suite.testers.iter().map(|id| person(view, IdentityId(*id)));
    let children = suite.suites().filter_map(|id| plans.suite(id));
    let children: Option<Json> = if expand.is_tree {
        Some(children.map(|child| suite_json(view, child, expand)).collect())
    } else {
        expand.children.then(|| children.map(|child| reference(child.id, name(child.id))).collect())
    };
    Object::new()
        .set("id", suite.id)
        .set("revision", suite.revision)
        .set_some("project", project.map(|project| project_json(view, project)))
        .set("lastUpdatedBy", person(view, suite.updated.actor))
        .set("lastUpdatedDate", sql_date(suite.updated.at))
        .set("plan", plan_reference(view, suite.plan))
        .set_some("children", children)
        .set_some("_links", project.map(|project| suite_links(view, project, suite)))
        .set("suiteType", suite.kind.name())
        .set_some("requirementId", suite.requirement)
        .set_some("queryString", suite.query.as_deref())
        .set("name", name(suite.id))
        .set_some("parentSuite", suite.parent.map(|id| reference(id, name(id))))
        .set("inheritDefaultConfigurations", suite.inherits)
        .set_if(!suite.configurations.is_empty(), "defaultConfigurations", || configurations)
        .set_if(expand.testers, "defaultTesters", || testers.collect::<Json>())
        .set("hasChildren", suite.suites().next().is_some())
}

const ALONE: Expand = Expand { children: true, testers: true, is_tree: false };

fn told(view: &View<'_>, id: SuiteId) -> Result<Reply, Fault> {
    let found = view.organization.test_plans().suite(id);
    let found = found.ok_or_else(|| Fault::test_object_not_found("Test suite", &id.to_string()))?;
    Ok(Reply::json(suite_json(view, found, ALONE)))
}

/// A suite to create, or what changes of one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    name: Option<String>,
    suite_type: Option<SuiteKind>,
    parent_suite: Option<Reference>,
    requirement_id: Option<i64>,
    query_string: Option<String>,
    inherit_default_configurations: Option<bool>,
    default_configurations: Option<Vec<Reference>>,
    default_testers: Option<Vec<Person>>,
}

impl Body {
    fn read(self, view: &View<'_>) -> SuiteChanges {
        let testers =
            self.default_testers.map(|all| all.iter().filter_map(|known| known.find(view)).collect());
        SuiteChanges {
            name: self.name.filter(|name| !name.trim().is_empty()),
            parent: self.parent_suite.map(|known| known.id),
            kind: self.suite_type,
            requirement: self.requirement_id,
            query: self.query_string,
            inherits: self.inherit_default_configurations,
            configurations: self.default_configurations.map(|all| all.iter().map(|known| known.id).collect()),
            testers,
        }
    }

    /// A new suite has a name, unless it is called as what it tests.
    fn new_suite(self, view: &View<'_>) -> Result<SuiteChanges, Fault> {
        let new = self.read(view);
        match new.kind {
            Some(SuiteKind::Requirement) if new.requirement.is_none() => {
                Err(Fault::argument_null("requirementId"))
            }
            Some(SuiteKind::Dynamic) if new.query.is_none() => Err(Fault::argument_null("queryString")),
            Some(SuiteKind::Requirement) => Ok(new),
            _ if new.name.is_none() => Err(Fault::argument_null("name")),
            _ => Ok(new),
        }
    }
}

fn create_suite(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let view = change.view();
    let plan = find_plan(&view)?.id;
    let new = body.new_suite(&view)?;
    let id = change.make(|tx| tx.create_test_suite(plan, new))?;
    told(&change.view(), id)
}

/// Several suites in one.
fn create_suites(change: &mut Change<'_>, body: Vec<Body>) -> Result<Reply, Fault> {
    let view = change.view();
    let plan = find_plan(&view)?.id;
    let given = change.required("parentSuiteId")?;
    let parent = given.parse().map_err(|_| Fault::test_object_not_found("Test suite", given))?;
    let new = body.into_iter().map(|given| {
        let new = given.new_suite(&view)?;
        Ok::<_, Fault>(SuiteChanges { parent: Some(parent), ..new })
    });
    let new = new.collect::<Result<Vec<_>, _>>()?;
    let mut ids = Vec::new();
    for suite in new {
        ids.push(change.make(|tx| tx.create_test_suite(plan, suite))?);
    }
    let view = change.view();
    let found = ids.iter().filter_map(|id| view.organization.test_plans().suite(*id));
    Ok(Reply::list(found.map(|suite| suite_json(&view, suite, ALONE))))
}

fn get_suites(view: &View<'_>) -> Result<Reply, Fault> {
    let plan = find_plan(view)?;
    let expand = Expand::of(view)?;
    let plans = view.organization.test_plans();
    if expand.is_tree {
        let root = plans.suite(plan.root);
        return Ok(Reply::list(root.map(|root| suite_json(view, root, expand))));
    }
    let mut found = plans.below(plan.root);
    found.sort_by_key(|suite| suite.id);
    listed(view, found, |suite| suite.id, |suite| suite_json(view, suite, expand))
}

fn get_suite(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, suite) = find_suite(view)?;
    let asked = Expand::of(view)?;
    Ok(Reply::json(suite_json(view, suite, asked)))
}

fn update_suite(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let view = change.view();
    let id = find_suite(&view)?.1.id;
    let changes = body.read(&view);
    change.make(|tx| tx.update_test_suite(id, changes))?;
    told(&change.view(), id)
}

fn delete_suite(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_suite(&change.view())?.1.id;
    change.make(|tx| tx.delete_test_suite(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The suites that a test case is in, of all projects.
fn get_suites_of_case(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.query.any(&["testCaseId"]).ok_or_else(|| Fault::argument_null("testCaseId"))?;
    let case: i64 = given.parse().map_err(|_| Fault::invalid_parameter("testCaseId", given))?;
    let plans = view.organization.test_plans();
    let found = plans.suites().filter(|suite| {
        suite.cases().any(|known| known == case)
            && plans.plan(suite.plan).is_some_and(|plan| view.sees(plan.project, None))
    });
    let plain = Expand { children: false, testers: false, is_tree: false };
    Ok(Reply::list(found.map(|suite| suite_json(view, suite, plain))))
}

/// The suite that a path of entries names, without its plan.
fn entered<'v>(view: &View<'v>) -> Result<&'v Suite, Fault> {
    let given = view.required("suiteId")?;
    let project = view.project()?.id;
    let plans = view.organization.test_plans();
    let found = given.parse().ok().and_then(|id| plans.suite(id));
    let found = found.filter(|suite| plans.plan(suite.plan).is_some_and(|plan| plan.project == project));
    found.ok_or_else(|| Fault::test_object_not_found("Test suite", given))
}

fn get_entries(view: &View<'_>) -> Result<Reply, Fault> {
    let suite = entered(view)?;
    let kind = view.query.any(&["suiteEntryType"]);
    let rows = suite.entries.iter().enumerate().map(|(place, entry)| {
        let (id, kind) = match entry {
            Entry::Case(id) => (*id, "testCase"),
            Entry::Suite(id) => (*id, "suite"),
        };
        (kind, Object::new().set("suiteId", suite.id).set("sequenceNumber", place).set("id", id))
    });
    let rows = rows.filter(|(own, _)| kind.is_none_or(|kind| kind.eq_ignore_ascii_case(own)));
    Ok(Reply::list(rows.map(|(kind, json)| json.set("suiteEntryType", kind))))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    id: i64,
    sequence_number: usize,
    suite_entry_type: String,
}

fn order_entries(change: &mut Change<'_>, body: Vec<Place>) -> Result<Reply, Fault> {
    let id = entered(&change.view())?.id;
    let places = body.into_iter().map(|given| {
        let entry = match given.suite_entry_type.to_lowercase().as_str() {
            "testcase" | "0" => Entry::Case(given.id),
            "suite" | "1" => Entry::Suite(given.id),
            _ => return Err(Fault::invalid_parameter("suiteEntryType", &given.suite_entry_type)),
        };
        Ok((entry, given.sequence_number))
    });
    let places = places.collect::<Result<Vec<_>, _>>()?;
    change.make(|tx| tx.order_test_suite(id, &places))?;
    get_entries(&change.view())
}
