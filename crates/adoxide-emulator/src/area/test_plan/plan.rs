//! Test plans.

use adoxide_api::test_plan::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::person::Person;
use super::shape::{
    find_plan, listed, members, older_url, person, plan_reference, project_json, reference, text,
};
use crate::base::{date, parse_date, sql_date};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldValue};
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::test_plan::{PlanChanges, PlanId, TestPlan};

handlers! {
    meta::CREATE_TEST_PLAN => change(create_plan),
    meta::GET_TEST_PLANS => read(get_plans),
    meta::GET_TEST_PLAN_BY_ID => read(get_plan),
    meta::UPDATE_TEST_PLAN => change(update_plan),
    meta::DELETE_TEST_PLAN => change(delete_plan),
}

pub(super) fn plan_json(view: &View<'_>, plan: &TestPlan, is_whole: bool) -> Object {
    // That of a plan in the recycle bin is there too.
    let item = view.organization.work_items().get_any(plan.id);
    let name = view.organization.test_title(plan.id);
    let owner = item.and_then(|item| item.values().get(field::ASSIGNED_TO)).and_then(FieldValue::as_identity);
    let owner = owner.or(Some(plan.updated.actor)).map(|id| person(view, id));
    let root = reference(plan.root, view.organization.test_title(plan.root));
    let url = |path: String| link(older_url(view, plan.project, path));
    let host = view.organization.name();
    let project = view.organization.project_by_id(plan.project).map_or("", |known| known.name.as_str());
    let client =
        format!("mtms://{host}.visualstudio.com:443/p:{project}/Testing/testplan/connect?id={}", plan.id);
    let build =
        |path: &str, id: &Value| link(view.urls().at(format_args!("{project}/_apis/build/{path}/{id}")));
    let definition = plan.rest.get("buildDefinition").map(|known| &known["id"]);
    let links = Object::new()
        .set("_self", url(format!("Plans/{}", plan.id)))
        .set("clientUrl", link(client))
        .set("rootSuite", url(format!("Plans/{}/Suites/{}", plan.id, plan.root)))
        .set_some("build", plan.rest.get("buildId").map(|id| build("Builds", id)))
        .set_some("buildDefinition", definition.map(|id| build("Definitions", id)));
    let when = |id| {
        let value = item.and_then(|item| item.values().get(id));
        value.and_then(FieldValue::as_instant).map(date)
    };
    let mut json = Object::new()
        .set("id", plan.id)
        .set("project", project_json(view, plan.project))
        .set_if(is_whole, "updatedDate", || sql_date(plan.updated.at))
        .set_if(is_whole, "updatedBy", || person(view, plan.updated.actor))
        .set("rootSuite", root.set("plan", plan_reference(view, plan.id)))
        .set("_links", links)
        .set("revision", plan.revision)
        .set("name", name)
        .set("areaPath", text(view, item, field::AREA_PATH))
        .set_some("description", text(view, item, field::DESCRIPTION).filter(|_| is_whole))
        .set_some("startDate", when(field::START_DATE))
        .set_some("endDate", when(field::FINISH_DATE))
        .set("iteration", text(view, item, field::ITERATION_PATH))
        .set("owner", owner)
        .set("state", text(view, item, field::STATE));
    for (name, value) in plan.rest.iter().filter(|(name, _)| is_whole || *name == "buildId") {
        json = json.set(name, value);
    }
    json
}

fn told(view: &View<'_>, id: PlanId) -> Result<Reply, Fault> {
    let found = view.organization.test_plans().plan(id);
    let found = found.ok_or_else(|| Fault::test_object_not_found("Test plan", &id.to_string()))?;
    Ok(Reply::json(plan_json(view, found, true)))
}

/// A plan to create, or what changes of one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    name: Option<String>,
    area_path: Option<String>,
    iteration: Option<String>,
    state: Option<String>,
    description: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
    owner: Option<Person>,
    build_id: Option<i64>,
    build_definition: Option<Value>,
    release_environment_definition: Option<Value>,
    test_outcome_settings: Option<Value>,
    revision: Option<i64>,
}

impl Body {
    /// A plan to create in a project, by the name of that.
    ///
    /// # Errors
    /// When it has no name, or a member does not fit.
    pub fn new_plan(self, view: &View<'_>, project: &str) -> Result<PlanChanges, Fault> {
        let mut new = self.read(view)?;
        if new.name.is_none() {
            return Err(Fault::argument_null("name"));
        }
        // Where nothing else is said, a plan is of the project as a whole.
        new.iteration.get_or_insert_with(|| project.to_owned());
        new.area.get_or_insert_with(|| project.to_owned());
        new.owner.get_or_insert(view.actor);
        Ok(new)
    }

    fn read(self, view: &View<'_>) -> Result<PlanChanges, Fault> {
        let mut fields = Vec::new();
        let dates = [
            ("startDate", field::START_DATE, &self.start_date),
            ("endDate", field::FINISH_DATE, &self.end_date),
        ];
        let mut instants = Vec::new();
        for (name, id, given) in dates {
            let Some(given) = given.as_deref().filter(|given| !given.is_empty()) else { continue };
            let at = parse_date(given).ok_or_else(|| Fault::invalid_parameter(name, given))?;
            instants.push(at);
            fields.push((id, Some(FieldValue::DateTime(at))));
        }
        if let [start, end] = instants[..]
            && end < start
        {
            let message = "The start date of a test plan must not be after its end date.";
            return Err(Fault::invalid_test_request(message));
        }
        if let Some(build) = self.build_id.filter(|id| *id != 0) {
            let known = view.organization.builds().build(build);
            known.ok_or_else(|| Fault::build_not_found(&build.to_string()))?;
        }
        let state = self.state.map(|given| match given.to_lowercase().as_str() {
            "active" => Ok("Active".to_owned()),
            "inactive" => Ok("Inactive".to_owned()),
            _ => Err(Fault::invalid_parameter("state", &given)),
        });
        let mut rest = Map::new();
        let mut keep = |name: &str, value: Option<Value>| {
            rest.extend(members(value).map(|value| (name.to_owned(), value)));
        };
        keep("buildId", self.build_id.map(Value::from));
        keep("buildDefinition", self.build_definition);
        keep("releaseEnvironmentDefinition", self.release_environment_definition);
        keep("testOutcomeSettings", self.test_outcome_settings);
        Ok(PlanChanges {
            name: self.name.filter(|name| !name.trim().is_empty()),
            area: self.area_path.filter(|path| !path.is_empty()),
            iteration: self.iteration.filter(|path| !path.is_empty()),
            state: state.transpose()?,
            description: self.description,
            owner: self.owner.and_then(|owner| owner.find(view)).map(IdentityId),
            fields,
            rest,
        })
    }
}

fn create_plan(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project()?;
    let (id, new) = (project.id, body.new_plan(&view, &project.name)?);
    let plan = change.make(|tx| tx.create_test_plan(id, &new))?;
    told(&change.view(), plan)
}

fn get_plans(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let owner = view.query.any(&["owner"]);
    let (is_whole, only_active) =
        (view.query.flag("includePlanDetails")?, view.query.flag("filterActivePlans")?);
    let organization = view.organization;
    let found = organization.test_plans().plans(project).filter(|plan| {
        let item = organization.test_item(plan.id);
        let own =
            item.and_then(|item| item.values().get(field::ASSIGNED_TO)).and_then(FieldValue::as_identity);
        let is_owner = |given: &str| {
            own.is_some_and(|id| {
                id.to_string().eq_ignore_ascii_case(given)
                    || view.directory.identity(id).is_some_and(|known| {
                        same_name(&known.display_name, given) || same_name(&known.unique_name, given)
                    })
            })
        };
        item.is_some()
            && owner.is_none_or(is_owner)
            && (!only_active || text(view, item, field::STATE).as_deref() == Some("Active"))
    });
    listed(view, found.collect(), |plan| plan.id, |plan| plan_json(view, plan, is_whole))
}

fn get_plan(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(plan_json(view, find_plan(view)?, true)))
}

fn update_plan(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let view = change.view();
    let plan = find_plan(&view)?;
    let id = plan.id;
    if body.revision.is_some_and(|given| given != plan.revision && given != 0) {
        let message = format!("Test plan {id} was changed since: its revision is {}.", plan.revision);
        return Err(Fault::test_object_updated(message));
    }
    let changes = body.read(&view)?;
    change.make(|tx| tx.update_test_plan(id, changes))?;
    told(&change.view(), id)
}

fn delete_plan(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_plan(&change.view())?.id;
    change.make(|tx| tx.delete_test_plan(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
