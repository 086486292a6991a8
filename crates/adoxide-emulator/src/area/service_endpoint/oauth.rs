//! Configurations of OAuth that endpoints can use, and signing in to Microsoft Entra for one.

use adoxide_api::service_endpoint::meta;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::base::date;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::IntoJson as _;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_O_AUTH_CONFIGURATIONS => read(get_configurations),
    meta::GET_O_AUTH_CONFIGURATION => read(get_configuration),
    meta::CREATE_O_AUTH_CONFIGURATION => change(create_configuration),
    meta::UPDATE_O_AUTH_CONFIGURATION => change(update_configuration),
    meta::DELETE_O_AUTH_CONFIGURATION => change(delete_configuration),
    meta::GET_VSTS_AAD_TENANT_ID => read(get_tenant),
    meta::CREATE_AAD_O_AUTH_REQUEST => read(create_request),
}

/// Where configurations are kept, by id.
const SCOPE: &str = "oauthConfigurations";

/// What a client says of a configuration.
const MEMBERS: [&str; 5] = ["name", "url", "clientId", "clientSecret", "endpointType"];

/// A configuration without its secret, which no answer has.
fn shown(known: &Value) -> Value {
    let mut shown = known.clone();
    if let Some(fields) = shown.as_object_mut() {
        fields.remove("clientSecret");
    }
    shown
}

fn get_configurations(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.query.any(&["endpointType"]);
    let all = view.organization.settings(SCOPE, "").map(|(_, value)| shown(value));
    let found = all.filter(|known| {
        wanted.is_none_or(|wanted| {
            known["endpointType"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case(wanted))
        })
    });
    Ok(Reply::list(found.collect::<Vec<_>>()))
}

/// The configuration of the path, with its id.
fn find(view: &View<'_>) -> Result<(String, Value), Fault> {
    let given = view.required("configurationId")?;
    let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("configurationId", given))?;
    let known = view.organization.setting(SCOPE, &id.to_string()).cloned();
    let known = known.ok_or_else(|| Fault::build_part_not_found("OAuth configuration", given))?;
    Ok((id.to_string(), known))
}

fn get_configuration(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(shown(&find(view)?.1)))
}

/// Writes what a body says into a configuration, and who did that.
fn write(
    change: &mut Change<'_>,
    id: &str,
    mut known: Value,
    body: Map<String, Value>,
) -> Result<Reply, Fault> {
    let stamp = change.stamp();
    let view = change.view();
    let person = view.urls().person(view.directory, stamp.actor).into_json().into_bytes();
    let person: Value = serde_json::from_slice(&person).map_err(Fault::internal)?;
    let is_new = known["createdOn"].is_null();
    if let Some(fields) = known.as_object_mut() {
        fields.extend(
            body.into_iter().filter(|(name, value)| MEMBERS.contains(&name.as_str()) && !value.is_null()),
        );
        for (by, on) in [("createdBy", "createdOn"), ("modifiedBy", "modifiedOn")] {
            if is_new || by == "modifiedBy" {
                fields.insert(by.to_owned(), person.clone());
                fields.insert(on.to_owned(), date(stamp.at).into());
            }
        }
    }
    let answer = shown(&known);
    change.make(|tx| tx.set_setting(SCOPE, id, Some(known)))?;
    Ok(Reply::json(answer))
}

fn create_configuration(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let is_named = body.get("name").and_then(Value::as_str).is_some_and(|name| !name.trim().is_empty());
    if !is_named {
        return Err(Fault::argument_null("name"));
    }
    let id = change.new_ids(1).first().copied().unwrap_or_default().to_string();
    write(change, &id, json!({ "id": id }), body)
}

fn update_configuration(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let (id, known) = find(&change.view())?;
    write(change, &id, known, body)
}

fn delete_configuration(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (id, known) = find(&change.view())?;
    change.make(|tx| tx.set_setting(SCOPE, &id, None))?;
    Ok(Reply::json(shown(&known)))
}

/// The tenant of the caller.
fn get_tenant(view: &View<'_>) -> Result<Reply, Fault> {
    let tenant = view.directory.identity(view.actor).map(|person| person.tenant.to_string());
    Ok(Reply::json(Value::from(tenant.unwrap_or_default())))
}

/// Where the caller would sign in.
fn create_request(view: &View<'_>) -> Result<Reply, Fault> {
    let given = |name: &'static str| view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name));
    let (tenant, back) = (given("tenantId")?, given("redirectUri")?);
    let back = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
    let url = format!(
        "https://login.microsoftonline.com/{tenant}/oauth2/authorize?response_type=code&redirect_uri={back}"
    );
    Ok(Reply::json(Value::from(url)))
}
