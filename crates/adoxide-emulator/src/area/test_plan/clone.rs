//! Clones of test plans, suites and test cases. They are there when the operation is answered; what it did can be asked
//! for later.

use adoxide_api::test_plan::meta;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::test::kept::Kept;
use super::plan::{Body as PlanBody, plan_json};
use super::shape::{Reference, project_json, reference};
use crate::base::{parse_date, sql_date};
use crate::handler::{Change, View, handlers, ready_project};
use crate::wire::body::from_value;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::classification::StructureGroup;
use crate::world::field::{self, FieldId, FieldKind, FieldValue};
use crate::world::id::ProjectId;
use crate::world::permission::Access;
use crate::world::project::Project;
use crate::world::test_plan::{
    CaseId, CloneOptions, Cloned, PlanId, Suite, SuiteChanges, SuiteId, SuiteKind, TestPlan,
};

handlers! {
    meta::CLONE_TEST_PLAN => change(clone_plan),
    meta::GET_CLONE_INFORMATION => read(get_plan_clone),
    meta::CLONE_TEST_SUITE => change(clone_suite),
    meta::GET_SUITE_CLONE_INFORMATION => read(get_suite_clone),
    meta::CLONE_TEST_CASE => change(clone_cases),
    meta::GET_TEST_CASE_CLONE_INFORMATION => read(get_case_clone),
}

/// The clone operations of a project, of all kinds, numbered together.
const OPERATIONS: Kept = Kept { name: "cloneOperations", first: 1 };

// What bodies say.

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the body")]
struct Options {
    #[serde(default)]
    clone_requirements: bool,
    #[serde(default)]
    copy_all_suites: bool,
    #[serde(default)]
    copy_ancestor_hierarchy: bool,
    #[serde(default)]
    include_attachments: bool,
    #[serde(default)]
    include_links: bool,
    destination_work_item_type: Option<String>,
    override_parameters: Option<Map<String, Value>>,
    related_link_comment: Option<String>,
}

impl Options {
    fn read(&self, view: &View<'_>, project: &Project, is_deep: bool) -> Result<CloneOptions, Fault> {
        let kind = self.destination_work_item_type.as_deref().filter(|kind| !kind.is_empty());
        if let Some(kind) = kind.filter(|kind| !kind.eq_ignore_ascii_case("Test Case")) {
            return Err(Fault::invalid_parameter("cloneOptions.destinationWorkItemType", kind));
        }
        let given = self.override_parameters.iter().flatten();
        let overrides = given.map(|(name, value)| overridden(view, project, name, value));
        Ok(CloneOptions {
            is_deep,
            requirements: self.clone_requirements,
            attachments: self.include_attachments,
            links: self.include_links,
            comment: self.related_link_comment.clone(),
            overrides: overrides.collect::<Result<_, _>>()?,
        })
    }
}

/// A field of clones, and what it is.
fn overridden(
    view: &View<'_>,
    project: &Project,
    name: &str,
    value: &Value,
) -> Result<(FieldId, FieldValue), Fault> {
    let known =
        view.organization.fields().find(name).filter(|known| !known.is_read_only && !known.is_identity);
    let known = known.ok_or_else(|| Fault::invalid_parameter("cloneOptions.overrideParameters", name))?;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let refused = || Fault::invalid_parameter(name, &text);
    let value = match known.kind {
        FieldKind::Integer => FieldValue::Integer(text.parse().map_err(|_| refused())?),
        FieldKind::Double => FieldValue::Double(text.parse().map_err(|_| refused())?),
        FieldKind::Boolean => FieldValue::Boolean(crate::base::flag(&text).ok_or_else(refused)?),
        FieldKind::DateTime => FieldValue::DateTime(parse_date(&text).ok_or_else(refused)?),
        _ => FieldValue::text(&text),
    };
    let group = match known.id {
        field::AREA_PATH => Some(StructureGroup::Areas),
        field::ITERATION_PATH => Some(StructureGroup::Iterations),
        _ => None,
    };
    if group.is_some_and(|group| project.classification.by_path(group, &text).is_none()) {
        return Err(refused());
    }
    Ok((known.id, value))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Destination {
    id: i64,
    project: Option<String>,
}

/// The project that clones go to, by name or id: the one of the path where it is not said.
fn destination<'v>(view: &View<'v>, given: Option<&str>) -> Result<&'v Project, Fault> {
    let Some(name) = given.filter(|name| !name.is_empty()) else { return view.project() };
    let found = ready_project(view.organization, name)?;
    match view.organization.access(view.actor, Some(found.id), None) {
        Access::None => Err(Fault::project_not_found(name)),
        access if access < Access::Contribute => {
            let actor = view.directory.identity(view.actor).map_or("", |known| known.display_name.as_str());
            Err(Fault::access_denied(actor, "Edit"))
        }
        _ => Ok(found),
    }
}

fn suite_of<'v>(view: &View<'v>, id: SuiteId, project: ProjectId) -> Result<&'v Suite, Fault> {
    let plans = view.organization.test_plans();
    let found = plans.suite(id);
    let found = found.filter(|suite| plans.plan(suite.plan).is_some_and(|plan| plan.project == project));
    found.ok_or_else(|| Fault::test_object_not_found("Test suite", &id.to_string()))
}

fn plan_of<'v>(view: &View<'v>, id: PlanId, project: ProjectId) -> Result<&'v TestPlan, Fault> {
    let found = view.organization.test_plans().plan(id).filter(|plan| plan.project == project);
    found.ok_or_else(|| Fault::test_object_not_found("Test plan", &id.to_string()))
}

// What is kept of an operation, and what answers say of it.

/// The test cases and requirements in suites, each counted once.
fn totals(view: &View<'_>, suites: &[SuiteId]) -> (usize, usize) {
    let plans = view.organization.test_plans();
    let all = || suites.iter().filter_map(|id| plans.suite(*id));
    let cases = crate::base::distinct(all().flat_map(Suite::cases)).len();
    (cases, crate::base::distinct(all().filter_map(|suite| suite.requirement)).len())
}

fn keep(
    change: &mut Change<'_>,
    kind: &str,
    (source, target): (i64, i64),
    (cloned, totals): (&Cloned, (usize, usize)),
    extra: Value,
) -> Result<i64, Fault> {
    let now = sql_date(change.stamp().at);
    let statistics = json!({
        "clonedRequirementsCount": cloned.requirements.len(),
        "clonedSharedStepsCount": 0,
        "clonedTestCasesCount": cloned.cases.len(),
        "totalRequirementsCount": totals.1,
        "totalTestCasesCount": totals.0,
    });
    OPERATIONS.add(change, |id| {
        json!({"id": id, "kind": kind, "source": source, "target": target, "at": now, "statistics": statistics,
               "extra": extra})
    })
}

fn find<'v>(view: &View<'v>, kind: &str) -> Result<&'v Value, Fault> {
    let given = view.required("cloneOperationId")?;
    let missing = || Fault::test_object_not_found("Clone operation", given);
    let id = given.parse().map_err(|_| missing())?;
    OPERATIONS.get(view, id)?.filter(|known| known["kind"] == kind).ok_or_else(missing)
}

fn operation_json(view: &View<'_>, known: &Value, path: &str) -> Result<Object, Fault> {
    let project = view.project()?;
    let own = super::shape::plan_url(view, project.id, format_args!("{path}/{}", known["id"]));
    Ok(Object::new()
        .set("opId", &known["id"])
        .set("creationDate", &known["at"])
        .set("completionDate", &known["at"])
        .set("state", "succeeded")
        .set("cloneStatistics", &known["statistics"])
        .set("links", Object::new().set("_self", link(own))))
}

fn number(known: &Value, name: &str) -> i64 {
    known[name].as_i64().unwrap_or_default()
}

/// A suite with its project; it may have been deleted since.
fn suite_reference(view: &View<'_>, id: SuiteId) -> Object {
    let plans = view.organization.test_plans();
    let plan = plans.suite(id).and_then(|suite| plans.plan(suite.plan));
    reference(id, view.organization.test_title(id))
        .set_some("project", plan.map(|plan| project_json(view, plan.project)))
}

// Plans.

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PlanClone {
    source_test_plan: SourcePlan,
    destination_test_plan: Value,
    clone_options: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SourcePlan {
    id: PlanId,
    suite_ids: Option<Vec<SuiteId>>,
}

#[derive(Deserialize)]
struct InProject {
    project: Option<String>,
}

fn read_options(given: Option<&Value>) -> Result<Options, Fault> {
    given.filter(|given| !given.is_null()).map_or_else(|| Ok(Options::default()), from_value)
}

fn plan_clone_json(view: &View<'_>, known: &Value) -> Result<Object, Fault> {
    let project = view.project()?;
    let source = number(known, "source");
    let target = view.organization.test_plans().plan(number(known, "target"));
    let source = reference(source, view.organization.test_title(source))
        .set("project", project_json(view, project.id))
        .set("suiteIds", &known["extra"]["suiteIds"]);
    Ok(Object::new()
        .set("cloneOperationResponse", operation_json(view, known, "Plans/CloneOperation")?)
        .set("cloneOptions", &known["extra"]["options"])
        .set_some("destinationTestPlan", target.map(|plan| plan_json(view, plan, true)))
        .set("sourceTestPlan", source))
}

/// The suites of a plan that are cloned: all, or those that the body names, each with those above it if asked for.
fn clone_plan(change: &mut Change<'_>, body: PlanClone) -> Result<Reply, Fault> {
    let view = change.view();
    let is_deep = view.query.flag("deepClone")?;
    let source = plan_of(&view, body.source_test_plan.id, view.project()?.id)?;
    let options = read_options(body.clone_options.as_ref())?;
    let in_project: InProject = from_value(&body.destination_test_plan)?;
    let target = destination(&view, in_project.project.as_deref())?;
    let clone = options.read(&view, target, is_deep)?;
    let (root, to) = (source.root, target.id);
    let plan: PlanBody = from_value(&body.destination_test_plan)?;
    let plan = plan.new_plan(&view, &target.name)?;
    let wanted = body.source_test_plan.suite_ids.unwrap_or_default();
    let plans = view.organization.test_plans();
    if let Some(missing) =
        wanted.iter().find(|id| plans.suite(**id).is_none_or(|suite| suite.plan != source.id))
    {
        return Err(Fault::test_object_not_found("Test suite", &missing.to_string()));
    }
    let is_all = options.copy_all_suites || wanted.is_empty() || wanted.contains(&root);
    // A suite that is in another one of them comes with that.
    let is_inner = |id: &SuiteId| {
        wanted.iter().any(|other| other != id && plans.below(*other).iter().any(|suite| suite.id == *id))
    };
    let tops: Vec<_> = wanted.iter().copied().filter(|id| !is_inner(id)).collect();
    let above = |id: SuiteId| {
        let mut path = Vec::new();
        let mut next = plans.suite(id).and_then(|suite| suite.parent);
        while let Some(id) = next.filter(|id| *id != root) {
            path.push(id);
            next = plans.suite(id).and_then(|suite| suite.parent);
        }
        path.reverse();
        path
    };
    let ancestors = |id: SuiteId| if options.copy_ancestor_hierarchy { above(id) } else { Vec::new() };
    let tops: Vec<_> = tops.into_iter().map(|id| (ancestors(id), id)).collect();
    let suites: Vec<_> = if is_all {
        plans.below(root).iter().map(|suite| suite.id).collect()
    } else {
        tops.iter().flat_map(|(_, id)| plans.below(*id)).map(|suite| suite.id).collect()
    };
    let (from, totals) = (source.id, totals(&view, &suites));
    let id = change.make(|tx| tx.create_test_plan(to, &plan))?;
    let missing = || Fault::test_object_not_found("Test plan", &id.to_string());
    let into = change.view().organization.test_plans().plan(id).ok_or_else(missing)?.root;
    let cloned = if is_all {
        change.make(|tx| tx.clone_test_suite_content(root, into, &clone))?
    } else {
        let mut cloned = Cloned::default();
        let mut folders: Vec<(SuiteId, SuiteId)> = Vec::new();
        for (ancestors, top) in tops {
            let mut parent = into;
            for ancestor in ancestors {
                let known = folders.iter().find(|(known, _)| *known == ancestor).map(|(_, folder)| *folder);
                parent = if let Some(folder) = known {
                    folder
                } else {
                    let name = change.view().organization.test_title(ancestor).to_owned();
                    let new = SuiteChanges {
                        name: Some(name),
                        parent: Some(parent),
                        kind: Some(SuiteKind::Static),
                        ..SuiteChanges::default()
                    };
                    let folder = change.make(|tx| tx.create_test_suite(id, new))?;
                    folders.push((ancestor, folder));
                    folder
                };
            }
            let more = change.make(|tx| tx.clone_test_suites(&[top], parent, &clone))?;
            cloned.suites.extend(more.suites);
            cloned.cases.extend(more.cases);
            cloned.requirements.extend(more.requirements);
        }
        cloned
    };
    let extra = json!({"suiteIds": wanted, "options": body.clone_options});
    let operation = keep(change, "plan", (from, id), (&cloned, totals), extra)?;
    let view = change.view();
    let known = OPERATIONS.get(&view, operation)?.cloned().unwrap_or_default();
    Ok(Reply::json(plan_clone_json(&view, &known)?))
}

fn get_plan_clone(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(plan_clone_json(view, find(view, "plan")?)?))
}

// Suites.

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SuiteClone {
    source_test_suite: Reference,
    destination_test_suite: Destination,
    clone_options: Option<Value>,
}

fn suite_clone_json(view: &View<'_>, known: &Value) -> Result<Object, Fault> {
    Ok(Object::new()
        .set("clonedTestSuite", suite_reference(view, number(&known["extra"], "cloned")))
        .set("cloneOperationResponse", operation_json(view, known, "Suites/CloneOperation")?)
        .set("cloneOptions", &known["extra"]["options"])
        .set("destinationTestSuite", suite_reference(view, number(known, "target")))
        .set("sourceTestSuite", suite_reference(view, number(known, "source"))))
}

fn clone_suite(change: &mut Change<'_>, body: SuiteClone) -> Result<Reply, Fault> {
    let view = change.view();
    let is_deep = view.query.flag("deepClone")?;
    let source = suite_of(&view, body.source_test_suite.id, view.project()?.id)?.id;
    let target = destination(&view, body.destination_test_suite.project.as_deref())?;
    let into = suite_of(&view, body.destination_test_suite.id, target.id)?.id;
    let clone = read_options(body.clone_options.as_ref())?.read(&view, target, is_deep)?;
    let suites: Vec<_> = view.organization.test_plans().below(source).iter().map(|suite| suite.id).collect();
    let totals = totals(&view, &suites);
    let cloned = change.make(|tx| tx.clone_test_suites(&[source], into, &clone))?;
    let first = cloned.suites.first().map(|(_, clone)| *clone);
    let extra = json!({"cloned": first, "options": body.clone_options});
    let operation = keep(change, "suite", (source, into), (&cloned, totals), extra)?;
    let view = change.view();
    let known = OPERATIONS.get(&view, operation)?.cloned().unwrap_or_default();
    Ok(Reply::json(suite_clone_json(&view, &known)?))
}

fn get_suite_clone(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(suite_clone_json(view, find(view, "suite")?)?))
}

// Test cases.

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CaseClone {
    source_test_plan: Option<Reference>,
    source_test_suite: Reference,
    destination_test_plan: Option<Reference>,
    destination_test_suite: Destination,
    test_case_ids: Vec<CaseId>,
    clone_options: Option<Value>,
}

fn case_clone_json(view: &View<'_>, known: &Value) -> Result<Object, Fault> {
    let source =
        suite_reference(view, number(known, "source")).set("testCaseIds", &known["extra"]["testCaseIds"]);
    Ok(Object::new()
        .set("cloneOperationResponse", operation_json(view, known, "TestCases/CloneTestCaseOperation")?)
        .set("cloneOptions", &known["extra"]["options"])
        .set("destinationTestSuite", suite_reference(view, number(known, "target")))
        .set("sourceTestSuite", source))
}

fn clone_cases(change: &mut Change<'_>, body: CaseClone) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project()?.id;
    let source = suite_of(&view, body.source_test_suite.id, project)?;
    let target = destination(&view, body.destination_test_suite.project.as_deref())?;
    let into = suite_of(&view, body.destination_test_suite.id, target.id)?;
    for (given, suite) in [(&body.source_test_plan, source), (&body.destination_test_plan, into)] {
        if let Some(plan) = given.as_ref().filter(|plan| plan.id != suite.plan) {
            return Err(Fault::test_object_not_found("Test plan", &plan.id.to_string()));
        }
    }
    if body.test_case_ids.is_empty() {
        return Err(Fault::argument_null("testCaseIds"));
    }
    let (source, into) = (source.id, into.id);
    let clone = read_options(body.clone_options.as_ref())?.read(&view, target, true)?;
    let cases = crate::base::distinct(body.test_case_ids);
    let cloned = change.make(|tx| tx.clone_test_cases(source, &cases, into, &clone))?;
    let extra = json!({"testCaseIds": cases, "options": body.clone_options});
    let operation = keep(change, "case", (source, into), (&cloned, (cases.len(), 0)), extra)?;
    let view = change.view();
    let known = OPERATIONS.get(&view, operation)?.cloned().unwrap_or_default();
    Ok(Reply::json(case_clone_json(&view, &known)?))
}

fn get_case_clone(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(case_clone_json(view, find(view, "case")?)?))
}
