//! Variables that configurations are made of.

use adoxide_api::test_plan::meta;
use http::StatusCode;
use serde::Deserialize;

use super::shape::{listed, project_json};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::test_plan::{NewVariable, Variable};

handlers! {
    meta::CREATE_TEST_VARIABLE => change(create),
    meta::GET_TEST_VARIABLES => read(get_all),
    meta::GET_TEST_VARIABLE_BY_ID => read(get),
    meta::UPDATE_TEST_VARIABLE => change(update),
    meta::DELETE_TEST_VARIABLE => change(delete),
}

fn variable_json(view: &View<'_>, known: &Variable) -> Object {
    Object::new()
        .set("id", known.id)
        .set("project", project_json(view, known.project))
        .set("name", known.name.as_str())
        .set("description", known.description.as_str())
        .set("values", &known.values)
}

#[derive(Deserialize)]
struct Body {
    name: Option<String>,
    description: Option<String>,
    values: Option<Vec<String>>,
}

impl Body {
    fn read(self) -> NewVariable {
        let name = self.name.filter(|name| !name.trim().is_empty());
        NewVariable { name, description: self.description, values: self.values }
    }
}

fn find<'v>(view: &View<'v>, given: &str) -> Result<&'v Variable, Fault> {
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.test_plans().variable(id));
    let found = found.filter(|known| known.project == project);
    found.ok_or_else(|| Fault::test_object_not_found("Test variable", given))
}

fn create(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let project = change.view().project()?.id;
    let new = body.read();
    if new.name.is_none() {
        return Err(Fault::argument_null("name"));
    }
    let id = change.make(|tx| tx.create_test_variable(project, new))?;
    let view = change.view();
    Ok(Reply::json(variable_json(&view, find(&view, &id.to_string())?)))
}

fn get_all(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let found = view.organization.test_plans().variables(project).collect();
    listed(view, found, |known| known.id, |known| variable_json(view, known))
}

fn get(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(variable_json(view, find(view, view.required("testVariableId")?)?)))
}

fn update(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let id = find(&change.view(), change.required("testVariableId")?)?.id;
    change.make(|tx| tx.update_test_variable(id, body.read()))?;
    get(&change.view())
}

fn delete(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view(), change.required("testVariableId")?)?.id;
    change.make(|tx| tx.delete_test_variable(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
