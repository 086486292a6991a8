//! Features that can be switched: the services of a project, and what the user interface previews.

use adoxide_api::feature_management::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::handler::{Call, Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_FEATURES => read(get_features),
    meta::GET_FEATURE => read(get_feature),
    meta::GET_FEATURE_STATE => read(get_feature_state),
    meta::SET_FEATURE_STATE => change(set_feature_state),
    meta::GET_FEATURE_STATE_FOR_SCOPE => read(get_feature_state_for_scope),
    meta::SET_FEATURE_STATE_FOR_SCOPE => change(set_feature_state_for_scope),
    meta::QUERY_FEATURE_STATES => read(query_feature_states),
    meta::QUERY_FEATURE_STATES_FOR_DEFAULT_SCOPE => read(query_feature_states),
    meta::QUERY_FEATURE_STATES_FOR_NAMED_SCOPE => read(query_feature_states),
}

/// Features that are known: the services of a project that the Terraform provider switches, on by default.
const FEATURES: [(&str, &str); 5] = [
    ("ms.vss-work.agile", "Boards"),
    ("ms.vss-code.version-control", "Repos"),
    ("ms.vss-build.pipelines", "Pipelines"),
    ("ms.vss-test-web.test", "Test Plans"),
    ("ms.azure-artifacts.feature", "Artifacts"),
];

fn feature_json((id, name): (&str, &str)) -> Value {
    json!({"id": id, "name": name, "description": null, "defaultState": true,
           "scopes": [{"settingScope": "project", "userScoped": false}]})
}

fn get_features(_: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(FEATURES.map(feature_json)))
}

fn get_feature(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("featureId")?;
    let found = FEATURES.iter().find(|(known, _)| known.eq_ignore_ascii_case(id));
    let found = found.ok_or_else(|| {
        Fault::exception(
            StatusCode::NOT_FOUND,
            "Microsoft.VisualStudio.Services.FeatureManagement.WebApi",
            "ContributedFeatureNotFoundException",
            format!("There is no feature {id}."),
        )
    })?;
    Ok(Reply::json(feature_json(*found)))
}

/// Where a state is kept: for everybody (`host`) or the caller (`me`), in the organization or a named scope.
fn scope(call: &Call, user: &str, named: Option<(&str, &str)>) -> String {
    let user = if user.eq_ignore_ascii_case("me") { call.actor.to_string() } else { "host".to_owned() };
    match named {
        Some((name, value)) => {
            format!("featurestates/{user}/{}/{}", name.to_lowercase(), value.to_lowercase())
        }
        None => format!("featurestates/{user}"),
    }
}

fn named_scope(call: &Call) -> Option<(&str, &str)> {
    Some((call.argument("scopeName")?, call.argument("scopeValue")?))
}

/// The state of a feature. One that nobody has set is on where it is known, and undefined elsewhere.
fn state_json(view: &View<'_>, scope: &str, id: &str, (user, name): (&str, Option<&str>)) -> Object {
    let kept = view.organization.setting(scope, &id.to_lowercase()).and_then(Value::as_bool);
    let is_known = FEATURES.iter().any(|(known, _)| known.eq_ignore_ascii_case(id));
    let state = match kept {
        Some(true) => "enabled",
        Some(false) => "disabled",
        None if is_known => "enabled",
        None => "undefined",
    };
    let place =
        json!({"settingScope": name.unwrap_or("host"), "userScoped": user.eq_ignore_ascii_case("me")});
    Object::new().set("featureId", id).set("scope", place).set("state", state).set("overridden", false)
}

fn answer(view: &View<'_>) -> Result<Reply, Fault> {
    let (user, id) = (view.required("userScope")?, view.required("featureId")?);
    let named = named_scope(view);
    let scope = scope(view, user, named);
    Ok(Reply::json(state_json(view, &scope, id, (user, named.map(|(name, _)| name)))))
}

fn get_feature_state(view: &View<'_>) -> Result<Reply, Fault> {
    answer(view)
}

fn get_feature_state_for_scope(view: &View<'_>) -> Result<Reply, Fault> {
    answer(view)
}

fn set(change: &mut Change<'_>, body: &Value) -> Result<Reply, Fault> {
    let (user, id) = (change.required("userScope")?, change.required("featureId")?);
    let scope = scope(change.call, user, named_scope(change.call));
    let state = body.get("state").ok_or_else(|| Fault::argument_null("state"))?;
    let value = match state {
        Value::String(name) => match name.to_lowercase().as_str() {
            "enabled" => Some(true),
            "disabled" => Some(false),
            "undefined" => None,
            _ => return Err(Fault::invalid_parameter("state", name)),
        },
        number => match number.as_i64() {
            Some(1) => Some(true),
            Some(0) => Some(false),
            Some(-1) => None,
            _ => return Err(Fault::invalid_parameter("state", &number.to_string())),
        },
    };
    let id = id.to_lowercase();
    change.make(|tx| tx.set_setting(&scope, &id, value.map(Value::Bool)))?;
    answer(&change.view())
}

fn set_feature_state(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    set(change, &body)
}

fn set_feature_state_for_scope(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    set(change, &body)
}

/// The states of several features at once; what the body asks for comes back with them.
fn query_feature_states(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let user = view.argument("userScope").unwrap_or("host");
    let given = body.get("scopeValues").and_then(Value::as_object).cloned().unwrap_or_default();
    let of_body = given.iter().find_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    let named = named_scope(view).or(of_body);
    let scope = scope(view, user, named);
    let ids = body.get("featureIds").and_then(Value::as_array);
    let ids = ids.ok_or_else(|| Fault::argument_null("featureIds"))?;
    let names = crate::base::distinct(ids.iter().filter_map(Value::as_str));
    let states = names.iter().fold(Object::new(), |all, id| {
        all.set(id, state_json(view, &scope, id, (user, named.map(|(name, _)| name))))
    });
    let values: Map<String, Value> = match named_scope(view) {
        Some((name, value)) => std::iter::once((name.to_owned(), Value::from(value))).collect(),
        None => given,
    };
    Ok(Reply::json(
        Object::new()
            .set("featureIds", Value::Array(ids.clone()))
            .set("featureStates", states)
            .set("scopeValues", Value::Object(values)),
    ))
}
