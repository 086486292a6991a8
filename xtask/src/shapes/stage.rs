//! An emulator to be asked, and what is found in it.

use std::collections::BTreeMap;
use std::time::Duration;

use adoxide_emulator::{Clock, Emulator};
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::Value;

use super::given::Step;
use crate::client::{Answer, Client};
use crate::replay::ids::is_id;

/// When the emulator's clock stands; its fractions show which dates are cut to milliseconds.
const NOW: &str = "2026-07-01T08:30:00.7219513Z";

pub struct Stage {
    pub emulator: Emulator,
    pub client: Client,
    pub organization: String,
    clock: Clock,
}

/// Values by name, from the steps before an operation.
#[derive(Default)]
pub struct Bound {
    /// The value that a name has.
    pub values: BTreeMap<String, String>,
    /// The values that it can have.
    pub offers: BTreeMap<String, Vec<String>>,
}

/// What kind of value a recording has in a place of a path.
#[derive(Clone, Copy, PartialEq)]
pub enum Class {
    Number,
    Guid,
    Sha,
    Descriptor,
    Name,
}

impl Class {
    /// Of a recorded segment, or of the placeholder that stands for it.
    pub fn of(segment: &str) -> Self {
        match segment {
            "{id}" | "{number}" => Self::Number,
            "{guid}" => Self::Guid,
            "{sha}" => Self::Sha,
            "{descriptor}" => Self::Descriptor,
            text if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => Self::Number,
            text if text.len() == 36 && is_id(text) => Self::Guid,
            text if text.len() == 40 && is_id(text) => Self::Sha,
            text if is_id(text) => Self::Descriptor,
            _ => Self::Name,
        }
    }

    /// The value by which an item of a list is asked for.
    fn value(self, item: &Value, param: &str) -> Option<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let names: &[&str] = match self {
            Self::Number | Self::Guid => &["id", "instanceId", "typeId"],
            Self::Sha => &["objectId", "commitId", "id"],
            Self::Descriptor => &["descriptor", "subjectDescriptor"],
            Self::Name => &["name", "referenceName", "displayName", "path", "id"],
        };
        let own = std::iter::once(param).chain(names.iter().copied());
        let fits = |value: &String| self == Self::Name || Self::of(value) == self;
        own.filter_map(|name| item.get(name)).filter_map(text).find(fits).or_else(|| {
            // `{"identity": {…}}`, `{"user": {…}}`.
            let inner = item.as_object()?.values().filter(|value| value.is_object());
            inner
                .filter(|value| value.get("displayName").is_some())
                .find_map(|inner| self.value(inner, param))
        })
    }
}

impl Stage {
    pub fn new() -> Result<Self, String> {
        let start = NOW.parse().map_err(|error| format!("{NOW}: {error}"))?;
        let clock = Clock::manual(start);
        let emulator = Emulator::builder().clock(clock.clone()).build().map_err(|error| error.to_string())?;
        let organization =
            emulator.organizations().first().cloned().ok_or("the emulator has no organization")?;
        Ok(Self { client: Client::new(emulator.clone()), emulator, organization, clock })
    }

    /// Lets the time of a step pass, and delivers what happened if the step says what receivers answer.
    pub async fn pass(&self, step: &Step) {
        self.clock.advance(Duration::from_secs(step.advance));
        if let Some(status) = step.deliver.and_then(|status| StatusCode::from_u16(status).ok()) {
            let receive = |_: Request<Bytes>| {
                let mut response = Response::new(Bytes::new());
                *response.status_mut() = status;
                std::future::ready(std::io::Result::Ok(response))
            };
            self.emulator.deliver(receive).await;
        }
    }

    pub async fn send(
        &self,
        method: &str,
        host: &str,
        path: &str,
        accept: Option<&str>,
        body: &Value,
    ) -> Result<Answer, String> {
        let organization = if host == "app.vssps.visualstudio.com" { "" } else { &*self.organization };
        let url = format!("https://{host}/{organization}/{}", encode(path)).replace("com//", "com/");
        let mut headers = vec![("x-tfs-fedauthredirect", "Suppress")];
        headers.extend(accept.map(|accept| ("accept", accept)));
        if !body.is_null() {
            let patch = body.as_array().is_some_and(|items| items.iter().all(|item| item["op"].is_string()));
            let kind = if patch { "application/json-patch+json" } else { "application/json" };
            headers.push(("content-type", kind));
        }
        let token = self.emulator.token();
        self.client
            .send(method, &url, &headers, Some(&token), Some(body).filter(|body| !body.is_null()))
            .await
    }

    /// The values by which the members of a collection can be asked for.
    pub async fn members(&self, host: &str, path: &str, class: Class, param: &str) -> Vec<String> {
        self.named_members(host, path, class, param).await.into_iter().map(|(value, _)| value).collect()
    }

    /// The values by which the members of a collection can be asked for, with their names.
    pub async fn named_members(
        &self,
        host: &str,
        path: &str,
        class: Class,
        param: &str,
    ) -> Vec<(String, Option<String>)> {
        let Ok(answer) = self.send("GET", host, path, None, &Value::Null).await else { return Vec::new() };
        if answer.status >= 300 {
            return Vec::new();
        }
        let items = match &answer.body {
            Value::Array(items) => items.as_slice(),
            Value::Object(fields) => {
                let list = fields.get("value").or_else(|| fields.values().find(|value| value.is_array()));
                list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
            }
            _ => &[],
        };
        let mut values: Vec<(String, Option<String>)> = Vec::new();
        for item in items {
            let Some(value) = class.value(item, param) else { continue };
            if values.iter().all(|(known, _)| *known != value) {
                values.push((value, item["name"].as_str().map(str::to_owned)));
            }
        }
        values
    }
}

/// Escapes what may not stand in a URL.
fn encode(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('\\', "%5C").replace('"', "%22")
}
