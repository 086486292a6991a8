//! `GET /openapi.json`: the HTTP API as OpenAPI 3.1. Paths, access and answers are those of the [routes](super::route);
//! only what objects consist of is written here.
//!
//! <https://spec.openapis.org/oas/v3.1.1.html>

use std::sync::Arc;

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::reply::Reply;
use super::route::{Access, Call, Gives, ROUTES, Route};
use crate::server::App;

pub(super) async fn document(app: &Arc<App>, _: Call) -> Reply {
    let header = app.webhooks.as_ref().map_or("X-ADO-Signature", |webhooks| webhooks.header());
    Reply::text(StatusCode::OK, "application/json", describe(header).to_string())
}

/// The description, with the header in which webhooks carry their secret.
fn describe(header: &str) -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.as_str().to_lowercase()] = operation(route);
    }
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "adox serve",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Keeps tables of Azure DevOps fresh.",
            "license": {"name": env!("CARGO_PKG_LICENSE")},
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token of `adox serve token create`."},
                "password": {"type": "http", "scheme": "basic", "description": "The token as the password."},
                "secret": {"type": "apiKey", "in": "header", "name": header, "description": "The webhooks' secret."},
                "secret_password": {"type": "http", "scheme": "basic", "description": "The webhooks' secret as the password."},
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let mut operation = json!({
        "operationId": route.name.replace("::", "."),
        "summary": route.summary,
        "security": match route.access {
            Access::Open => json!([]),
            Access::Token => json!([{"token": []}, {"password": []}]),
            Access::Webhook => json!([{"secret": []}, {"secret_password": []}]),
        },
    });
    let path = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}));
    let query =
        route.query.iter().map(|name| json!({"name": name, "in": "query", "schema": {"type": "string"}}));
    let parameters: Vec<_> = path.chain(query).collect();
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some(takes) = route.takes {
        operation["requestBody"] = json!({"content": {"application/json": {"schema": to(takes)}}});
    }
    let (status, answer) = match route.gives {
        Gives::Json(status, schema) => {
            let content = json!({"application/json": {"schema": to(schema)}});
            (status, json!({"description": "Success.", "content": content}))
        }
        Gives::Text(kind) => (
            StatusCode::OK,
            json!({"description": "Success.", "content": {kind: {"schema": {"type": "string"}}}}),
        ),
        Gives::Found => (StatusCode::FOUND, json!({"description": "It is at the address in `Location`."})),
    };
    operation["responses"] = json!({
        status.as_str(): answer,
        "default": {
            "description": "It was refused, or failed.",
            "content": {"application/json": {"schema": to("Error")}},
        },
    });
    operation
}

fn to(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn instant() -> Value {
    json!({"type": "string", "format": "date-time"})
}

fn integer() -> Value {
    json!({"type": "integer"})
}

fn boolean() -> Value {
    json!({"type": "boolean"})
}

/// Any object.
fn any() -> Value {
    json!({"type": "object"})
}

fn list(of: impl Into<Value>) -> Value {
    json!({"type": "array", "items": of.into()})
}

fn one_of(values: &[&str]) -> Value {
    json!({"type": "string", "enum": values})
}

/// That, or null.
fn or_null(schema: impl Into<Value>) -> Value {
    json!({"anyOf": [schema.into(), {"type": "null"}]})
}

/// An object with these members and no others. Those whose name ends in `?` may be absent.
fn object(members: &[(&str, Value)]) -> Value {
    let name = |name: &str| name.trim_end_matches('?').to_owned();
    let properties: Map<_, _> = members.iter().map(|(known, schema)| (name(known), schema.clone())).collect();
    let required: Vec<_> =
        members.iter().filter(|(known, _)| !known.ends_with('?')).map(|(known, _)| name(known)).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// An answer: `ok`, and these members.
fn ok(members: &[(&str, Value)]) -> Value {
    let ok = ("ok", json!({"type": "boolean", "enum": [true]}));
    object(&[std::slice::from_ref(&ok), members].concat())
}

fn schemas() -> Value {
    let mut schemas = json!({
        "Ok": ok(&[]),
        "Error": object(&[
            ("ok", json!({"type": "boolean", "enum": [false]})),
            ("error", json!({"type": "string", "description": "The code that programs decide by."})),
            ("message", json!({"type": "string", "description": "A sentence for people."})),
            ("missing_scopes?", list(text())),
        ]),
        "Status": ok(&[
            ("version", text()),
            ("connections", list(to("Connection"))),
            ("webhooks", or_null(to("Webhooks"))),
        ]),
        "ConnectionAnswer": ok(&[("connection", to("Connection"))]),
        "Run": object(&[("full?", json!({"type": "boolean", "description": "Read everything again."}))]),
        "Replay": object(&[("since", instant())]),
        "Replayed": ok(&[("deliveries", integer())]),
        "Event": any(),
        "Message": any(),
    });
    let more = [connection(), credential()];
    for (name, schema) in more.into_iter().flatten() {
        schemas[name] = schema;
    }
    schemas
}

/// What connections are and do.
fn connection() -> Vec<(&'static str, Value)> {
    let connection = object(&[
        ("id", text()),
        ("organization", text()),
        ("destination", text()),
        ("state", one_of(&["idle", "queued", "running", "paused", "standby"])),
        ("waits_for", or_null(text())),
        ("standby", or_null(object(&[("since", instant()), ("reason", text())]))),
        ("is_paused", boolean()),
        ("every_seconds", integer()),
        ("next_run_at", or_null(instant())),
        ("failed_runs_in_a_row", integer()),
        (
            "running",
            or_null(object(&[
                ("started_at", instant()),
                ("units_read", integer()),
                ("rows_written", integer()),
            ])),
        ),
        ("last_run", or_null(to("LastRun"))),
        ("identities", list(object(&[("identity", text()), ("credentials", list(text()))]))),
        ("warnings", list(text())),
        ("rereads", integer()),
        ("subscriptions", or_null(to("Subscriptions"))),
        ("test_notification", or_null(to("TestNotification"))),
    ]);
    let last_run = object(&[
        ("started_at", instant()),
        ("finished_at", instant()),
        ("outcome", one_of(&["completed", "incomplete", "stopped", "failed"])),
        ("message", or_null(text())),
        ("requests", integer()),
        ("added", integer()),
        ("changed", integer()),
        ("deleted", integer()),
        ("failures", integer()),
        ("faults", integer()),
    ]);
    let subscriptions = object(&[
        ("checked_at", instant()),
        ("error?", text()),
        ("created?", integer()),
        ("updated?", integer()),
        ("enabled?", integer()),
        ("deleted?", integer()),
        ("unchanged?", integer()),
    ]);
    let test_notification = object(&[
        ("sent_at", instant()),
        ("arrived", boolean()),
        ("seconds", or_null(json!({"type": "number"}))),
        ("error", or_null(text())),
    ]);
    let webhooks = object(&[
        ("waiting", integer()),
        ("deliveries", json!({"type": "object", "additionalProperties": {"type": "integer"}})),
        ("last_delivery_at", or_null(instant())),
    ]);
    vec![
        ("Connection", connection),
        ("LastRun", last_run),
        ("Subscriptions", subscriptions),
        ("TestNotification", test_notification),
        ("Webhooks", webhooks),
    ]
}

/// What credentials are, and how they are created and changed.
fn credential() -> Vec<(&'static str, Value)> {
    let date = json!({"type": "string", "format": "date"});
    let secrets = object(&[("personal_access_token?", text())]);
    let create = object(&[
        ("label?", text()),
        ("secrets", secrets.clone()),
        ("expiration_date?", or_null(date.clone())),
        ("settings?", any()),
        ("disabled?", boolean()),
    ]);
    let update = object(&[
        ("id", integer()),
        ("label?", text()),
        ("secrets?", secrets),
        ("expiration_date?", or_null(date.clone())),
        ("settings?", any()),
        ("disabled?", boolean()),
    ]);
    let created =
        object(&[("id", integer()), ("type", text()), ("label", text()), ("created_at", instant())]);
    let credential = object(&[
        ("id", integer()),
        ("type", text()),
        ("label", text()),
        ("settings", any()),
        ("created_at", instant()),
        ("disabled_at", or_null(instant())),
        ("deleted_at?", or_null(instant())),
        ("expiration_date", or_null(date)),
        ("warning", or_null(text())),
    ]);
    vec![
        ("Credential", credential),
        ("CredentialCreate", create),
        ("CredentialUpdate", update),
        ("CredentialDelete", object(&[("id", integer())])),
        ("CredentialCreated", ok(&[("credential", created)])),
        ("CredentialAnswer", ok(&[("credential", to("Credential"))])),
        ("CredentialList", ok(&[("credentials", list(to("Credential")))])),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The schemas that a value refers to.
    fn referred(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value.as_str().and_then(|text| text.strip_prefix("#/components/schemas/")) {
                        Some(schema) if name == "$ref" => drop(found.insert(schema.to_owned())),
                        _ => referred(value, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| referred(item, found)),
            _ => {}
        }
    }

    #[test]
    fn operations_are_named_once_and_schemas_are_there_and_used() {
        let described = describe("X-ADO-Signature");
        let mut found = BTreeSet::new();
        referred(&described, &mut found);
        let schemas: BTreeSet<_> =
            described["components"]["schemas"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(found, schemas);
        let operations: Vec<_> = described["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|path| path.as_object().unwrap().values())
            .map(|operation| operation["operationId"].as_str().unwrap())
            .collect();
        assert_eq!(operations.len(), ROUTES.len());
        assert_eq!(operations.iter().collect::<BTreeSet<_>>().len(), operations.len());
    }
}
