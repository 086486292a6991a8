//! Publishers, their event types, and the values that their inputs may have.

use adoxide_api::hooks::meta;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::catalog::{self, EVENT_TYPES, EventType, Input, PUBLISHERS, Publisher};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;

handlers! {
    meta::LIST_PUBLISHERS => read(list_publishers),
    meta::GET_PUBLISHER => read(get_publisher),
    meta::LIST_EVENT_TYPES => read(list_event_types),
    meta::GET_EVENT_TYPE => read(get_event_type),
    meta::QUERY_PUBLISHERS => read(query_publishers),
    meta::QUERY_INPUT_VALUES => read(query_input_values),
}

/// An input as publishers, event types and consumers describe one.
pub(super) fn descriptor(id: &str, name: &str, description: &str, mode: &str, validation: Value) -> Object {
    Object::new()
        .set("id", id)
        .set("name", name)
        .set("description", description)
        .set("inputMode", mode)
        .set("isConfidential", mode == "passwordBox")
        .set("useInDefaultDescription", false)
        .set("validation", validation)
}

/// The values that an input may have.
pub(super) fn values<'v>(values: impl IntoIterator<Item = (&'v str, &'v str)>) -> Object {
    let possible = values
        .into_iter()
        .map(|(value, name)| Object::new().set("value", value).set("displayValue", name))
        .collect::<Vec<Object>>();
    Object::new()
        .set("defaultValue", "")
        .set("possibleValues", possible)
        .set("isLimitedToPossibleValues", true)
}

fn input_json(input: &Input) -> Object {
    let data_type = if input.is_guid { "guid" } else { "string" };
    let validation = json!({ "dataType": data_type, "isRequired": input.is_required });
    let mode = if input.values.is_empty() && !input.is_guid { "textBox" } else { "combo" };
    let json = descriptor(input.id, input.name, "", mode, validation);
    if input.values.is_empty() {
        return json.set("hasDynamicValueInformation", input.is_guid);
    }
    json.set("values", values([("", "[Any]")].into_iter().chain(input.values.iter().copied())))
}

fn event_type_json(urls: &Urls<'_>, known: &EventType) -> Object {
    let path = format!("_apis/hooks/publishers/{}/eventTypes/{}", known.publisher, known.id);
    Object::new()
        .set("id", known.id)
        .set("publisherId", known.publisher)
        .set("url", urls.at(path))
        .set("name", known.name)
        .set("description", known.description)
        .set("inputDescriptors", known.inputs.iter().map(input_json).collect::<Vec<Object>>())
        .set("supportedResourceVersions", known.versions.to_vec())
}

fn publisher_json(urls: &Urls<'_>, known: &Publisher) -> Object {
    let path = format!("_apis/hooks/publishers/{}", known.id);
    let of_it = EVENT_TYPES.iter().filter(|event_type| event_type.publisher == known.id);
    let guid = json!({ "dataType": "guid" });
    Object::new()
        .set("id", known.id)
        .set("url", urls.at(path))
        .set("name", known.name)
        .set("description", known.description)
        .set("supportedEvents", of_it.map(|known| event_type_json(urls, known)).collect::<Vec<Object>>())
        .set(
            "inputDescriptors",
            vec![
                descriptor("projectId", "Project", "Project to restrict events to", "none", guid.clone()),
                descriptor("teamId", "Team", "Team that the subscription is associated with", "none", guid),
            ],
        )
}

fn list_publishers(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    Ok(Reply::list(PUBLISHERS.iter().map(|known| publisher_json(&urls, known))))
}

fn publisher(view: &View<'_>) -> Result<&'static Publisher, Fault> {
    let id = view.required("publisherId")?;
    catalog::publisher(id).ok_or_else(|| Fault::hook_publisher_not_found(id))
}

fn get_publisher(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(publisher_json(&view.urls(), publisher(view)?)))
}

fn list_event_types(view: &View<'_>) -> Result<Reply, Fault> {
    let publisher = publisher(view)?;
    let urls = view.urls();
    let of_it = EVENT_TYPES.iter().filter(|known| known.publisher == publisher.id);
    Ok(Reply::list(of_it.map(|known| event_type_json(&urls, known))))
}

fn get_event_type(view: &View<'_>) -> Result<Reply, Fault> {
    let publisher = publisher(view)?;
    let id = view.required("eventTypeId")?;
    let known = catalog::event_type(publisher.id, id);
    let known = known.ok_or_else(|| Fault::hook_event_type_not_found(publisher.id, id))?;
    Ok(Reply::json(event_type_json(&view.urls(), known)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublishersQuery {
    #[serde(default)]
    publisher_ids: Vec<String>,
    #[serde(default)]
    publisher_inputs: Map<String, Value>,
}

fn query_publishers(view: &View<'_>, body: PublishersQuery) -> Result<Reply, Fault> {
    let urls = view.urls();
    let is_wanted = |known: &&Publisher| {
        body.publisher_ids.is_empty() || body.publisher_ids.iter().any(|id| id.eq_ignore_ascii_case(known.id))
    };
    let found = PUBLISHERS.iter().filter(is_wanted).map(|known| publisher_json(&urls, known));
    let json = Object::new()
        .set("publisherIds", body.publisher_ids.clone())
        .set("publisherInputs", Value::Object(body.publisher_inputs.clone()))
        .set("results", found.collect::<Vec<Object>>());
    Ok(Reply::json(json))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InputValuesQuery {
    #[serde(default)]
    current_values: Map<String, Value>,
    #[serde(default)]
    input_values: Vec<WantedInput>,
    #[serde(default)]
    resource: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WantedInput {
    input_id: String,
}

/// The values that the state has: repositories, branches, build pipelines, work item types.
fn query_input_values(view: &View<'_>, body: InputValuesQuery) -> Result<Reply, Fault> {
    publisher(view)?;
    let current =
        |name: &str| body.current_values.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let project = current("projectId").and_then(|id| view.organization.project(id)).map(|project| project.id);
    let of_input = |input: &WantedInput| {
        let mut found: Vec<(String, String)> = vec![(String::new(), "[Any]".to_owned())];
        match input.input_id.as_str() {
            "repository" => {
                let repositories = view.organization.repositories();
                let of_project =
                    repositories.filter(|known| project.is_none_or(|project| known.project == project));
                found.extend(of_project.map(|known| (known.id.to_string(), known.name.clone())));
            }
            "branch" => {
                let repository =
                    current("repository").and_then(|id| view.organization.repository(project, id));
                let names = repository.into_iter().flat_map(|known| known.refs.keys());
                let branches = names.filter_map(|name| name.strip_prefix("refs/heads/"));
                found.extend(branches.map(|name| (name.to_owned(), name.to_owned())));
            }
            "definitionName" | "pipelineId" => {
                let definitions = view.organization.builds().definitions();
                let of_project =
                    definitions.filter(|known| project.is_none_or(|project| known.project == project));
                found.extend(of_project.map(|known| {
                    let name = known.content.name.clone();
                    let is_id = input.input_id == "pipelineId";
                    (if is_id { known.id.to_string() } else { name.clone() }, name)
                }));
            }
            id => {
                let known = EVENT_TYPES.iter().flat_map(|known| known.inputs).find(|known| known.id == id);
                let listed = known.map(|known| known.values).unwrap_or_default();
                found.extend(listed.iter().map(|(value, name)| ((*value).to_owned(), (*name).to_owned())));
            }
        }
        let pairs = found.iter().map(|(value, name)| (value.as_str(), name.as_str()));
        Object::new().set("inputId", input.input_id.as_str()).and(values(pairs))
    };
    let json = Object::new()
        .set("currentValues", Value::Object(body.current_values.clone()))
        .set("inputValues", body.input_values.iter().map(of_input).collect::<Vec<Object>>())
        .set("resource", body.resource.clone());
    Ok(Reply::json(json))
}
