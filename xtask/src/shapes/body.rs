//! Single recorded bodies: exchanges with the service, and deliveries of its service hooks.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// One file of the folder.
pub struct Recorded {
    /// The file's name without folder and extension.
    pub name: String,
    pub author: Author,
    pub what: What,
}

/// Who wrote a body.
#[derive(Clone, Copy, PartialEq)]
pub enum Author {
    /// The service.
    Service,
    /// The service, and the recorder made texts of some values.
    Edited,
    /// Its documentation, or the test of a client: without the precision of its dates.
    Other,
}

pub enum What {
    Exchange(Exchange),
    Delivery(Delivery),
}

/// A request as far as it is known, and the answer.
pub struct Exchange {
    pub method: String,
    pub host: String,
    /// The path below the organization, decoded; `{id}` where a value was not recorded.
    pub path: Vec<String>,
    /// The names of the query, with values where those were recorded.
    pub query: Vec<(String, Option<String>)>,
    pub accept: Option<String>,
    pub body: Value,
    pub status: u16,
    pub answer: Value,
}

/// An event as it was delivered.
pub struct Delivery {
    pub event_type: String,
    pub publisher: Option<String>,
    pub resource_version: Option<String>,
    pub body: Value,
}

/// What the note of a body says whose values the recorder wrote in other forms.
const EDITED: [&str; 3] = ["edited", "made strings", "re-serialised"];

/// Reads every body in a folder and the folders in it.
pub fn read(dir: &Path) -> Result<Vec<Recorded>, String> {
    let mut found = Vec::new();
    for file in crate::corpus::json_files(dir) {
        let fault = |error: String| format!("{}: {error}", file.display());
        let text = fs::read_to_string(&file).map_err(|error| fault(error.to_string()))?;
        let json: Value = serde_json::from_str(&text).map_err(|error| fault(error.to_string()))?;
        let what = if json["request"].is_object() {
            What::Exchange(exchange(&json).map_err(fault)?)
        } else if json.get("event_type").is_some() {
            What::Delivery(delivery(&json))
        } else {
            return Err(fault("expected `request` or `event_type`, got neither".into()));
        };
        found.push(Recorded {
            name: file.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            author: match json["note"].as_str().unwrap_or_default() {
                _ if json["kind"] != "recorded" => Author::Other,
                note if EDITED.iter().any(|mark| note.contains(mark)) => Author::Edited,
                _ => Author::Service,
            },
            what,
        });
    }
    Ok(found)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn exchange(json: &Value) -> Result<Exchange, String> {
    let (request, response) = (&json["request"], &json["response"]);
    let url = text(&request["url"]).ok_or("no `request.url`")?;
    let (host, rest) = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .ok_or("`request.url` has no path")?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    // Hosts whose paths do not begin with the organization.
    let skip = usize::from(!host.ends_with(".visualstudio.com") && host != "status.dev.azure.com");
    let path = path.split('/').filter(|segment| !segment.is_empty()).skip(skip);
    let path: Vec<String> = path.map(crate::replay::percent_decode).collect();
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        names.push((name.to_owned(), Some(crate::replay::percent_decode(value))));
    }
    // `GET dev:/…/items?path`: names of the query without their values.
    let normalised = json["normalised"].as_str().unwrap_or_default();
    for name in normalised.split_once('?').map_or("", |(_, names)| names).split(['&', ',']) {
        let name = name.split('=').next().unwrap_or_default();
        if !name.is_empty() && !names.iter().any(|(known, _)| known == name) {
            names.push((name.to_owned(), None));
        }
    }
    let status = response["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    Ok(Exchange {
        method: text(&request["method"]).ok_or("no `request.method`")?,
        host: host.to_owned(),
        path,
        query: names,
        accept: text(&request["accept"]),
        body: request["body"].clone(),
        status: status.ok_or("no `response.status`")?,
        answer: response["body"].clone(),
    })
}

/// A recorder that wrote the envelope anew, in Pascal case, is read as the service wrote it.
fn as_sent(body: &Value) -> Value {
    let lower = |name: &str| {
        let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
        first.to_lowercase() + rest
    };
    match body {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| {
                let name = lower(name);
                let value = if name == "resource" { value.clone() } else { as_sent(value) };
                (name, value)
            });
            fields.collect::<serde_json::Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

fn delivery(json: &Value) -> Delivery {
    let body = match &json["body"] {
        body if body.get("EventType").is_some() => as_sent(body),
        body => body.clone(),
    };
    let of = |outer: &Value, inner: &Value| text(outer).or_else(|| text(inner));
    Delivery {
        event_type: of(&json["event_type"], &body["eventType"]).unwrap_or_default(),
        publisher: of(&json["publisher"], &body["publisherId"]),
        resource_version: of(&json["resource_version"], &body["resourceVersion"]),
        body,
    }
}
