//! Configurations that tests are run with.

use adoxide_api::test_plan::meta;
use http::StatusCode;
use serde::Deserialize;

use super::shape::{listed, project_json};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::test_plan::{Configuration, ConfigurationId, NewConfiguration};

handlers! {
    meta::CREATE_TEST_CONFIGURATION => change(create),
    meta::GET_TEST_CONFIGURATIONS => read(get_all),
    meta::GET_TEST_CONFIGURATION_BY_ID => read(get),
    meta::UPDATE_TEST_CONFIGURATION => change(update),
    meta::DELETE_TEST_CONFGURATION => change(delete),
}

fn configuration_json(view: &View<'_>, known: &Configuration) -> Object {
    let values = known.values.iter();
    let values =
        values.map(|(name, value)| Object::new().set("name", name.as_str()).set("value", value.as_str()));
    Object::new()
        .set("id", known.id)
        .set("project", project_json(view, known.project))
        .set("name", known.name.as_str())
        .set("description", known.description.as_str())
        .set("isDefault", known.is_default)
        .set("values", values.collect::<Json>())
        .set("state", if known.is_active { "active" } else { "inactive" })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    name: Option<String>,
    description: Option<String>,
    is_default: Option<bool>,
    state: Option<String>,
    values: Option<Vec<Pair>>,
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    value: String,
}

impl Body {
    fn read(self) -> Result<NewConfiguration, Fault> {
        let is_active = self.state.map(|given| match given.to_lowercase().as_str() {
            "active" | "0" | "1" => Ok(true),
            "inactive" | "2" => Ok(false),
            _ => Err(Fault::invalid_parameter("state", &given)),
        });
        Ok(NewConfiguration {
            name: self.name.filter(|name| !name.trim().is_empty()),
            description: self.description,
            is_default: self.is_default,
            is_active: is_active.transpose()?,
            values: self.values.map(|all| all.into_iter().map(|pair| (pair.name, pair.value)).collect()),
        })
    }
}

/// The configuration that a path or query names.
fn find<'v>(view: &View<'v>, given: &str) -> Result<&'v Configuration, Fault> {
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.test_plans().configuration(id));
    let found = found.filter(|known| known.project == project);
    found.ok_or_else(|| Fault::test_object_not_found("Test configuration", given))
}

fn told(view: &View<'_>, id: ConfigurationId) -> Result<Reply, Fault> {
    Ok(Reply::json(configuration_json(view, find(view, &id.to_string())?)))
}

fn create(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let project = change.view().project()?.id;
    let new = body.read()?;
    if new.name.is_none() {
        return Err(Fault::argument_null("name"));
    }
    let id = change.make(|tx| tx.create_test_configuration(project, new))?;
    told(&change.view(), id)
}

fn get_all(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let found = view.organization.test_plans().configurations(project).collect();
    listed(view, found, |known| known.id, |known| configuration_json(view, known))
}

fn get(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(configuration_json(view, find(view, view.required("testConfigurationId")?)?)))
}

/// The configuration of the query: the parameter is spelt so.
fn queried(change: &Change<'_>) -> Result<ConfigurationId, Fault> {
    let given = change.query.any(&["testConfiguartionId", "testConfigurationId"]);
    let given = given.ok_or_else(|| Fault::argument_null("testConfiguartionId"))?;
    Ok(find(&change.view(), given)?.id)
}

fn update(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let id = queried(change)?;
    let new = body.read()?;
    change.make(|tx| tx.update_test_configuration(id, new))?;
    told(&change.view(), id)
}

fn delete(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = queried(change)?;
    change.make(|tx| tx.delete_test_configuration(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
