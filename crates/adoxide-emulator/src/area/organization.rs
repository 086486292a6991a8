//! The organization as a collection of its account: what the settings show under Overview.

use adoxide_api::organization::meta;
use serde_json::{Map, Value};

use crate::base::date;
use crate::handler::{Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_COLLECTION => read(get_collection),
    meta::UPDATE_COLLECTION => change(update_collection),
}

/// Where the properties are kept.
const SCOPE: &str = "collection";

/// The collection of the path: `me` is that of the address.
fn check(view: &View<'_>) -> Result<(), Fault> {
    let id = view.required("collectionId")?;
    let is_it = id.eq_ignore_ascii_case("me") || id.parse() == Ok(view.organization.id().0);
    is_it.then_some(()).ok_or_else(|| Fault::organization_not_found(id))
}

fn answer(view: &View<'_>) -> Reply {
    let organization = view.organization;
    let wanted = view.query.all("propertyNames");
    let kept = organization
        .settings(SCOPE, "")
        .filter(|(name, _)| wanted.iter().any(|wanted| *wanted == "*" || wanted.eq_ignore_ascii_case(name)));
    let properties: Map<String, Value> = kept.map(|(name, value)| (name.to_owned(), value.clone())).collect();
    let created = date(organization.created());
    Reply::json(
        Object::new()
            .set("id", organization.id().to_string())
            .set("name", organization.name())
            .set("status", "enabled")
            .set("owner", organization.owner().to_string())
            .set("tenantId", organization.tenant().to_string())
            .set("dateCreated", created.as_str())
            .set("lastUpdated", created.as_str())
            .set("revision", 1)
            .set("preferredRegion", "WEU")
            .set("preferredGeography", "EU")
            .set("properties", Value::Object(properties)),
    )
}

fn get_collection(view: &View<'_>) -> Result<Reply, Fault> {
    check(view)?;
    Ok(answer(view))
}

/// A JSON Patch of the properties; nothing else of an organization can be changed here.
fn update_collection(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    check(&change.view())?;
    for operation in body.as_array().into_iter().flatten() {
        let path = text(operation, "/path").ok_or_else(|| Fault::argument_null("path"))?;
        let name = path.trim_start_matches('/').strip_prefix("Properties/");
        let name = name.ok_or_else(|| Fault::invalid_parameter("path", path))?;
        let value = match text(operation, "/op").unwrap_or_default() {
            "remove" => None,
            _ => operation.get("value").cloned(),
        };
        change.make(|tx| tx.set_setting(SCOPE, name, value))?;
    }
    Ok(answer(&change.view()))
}
