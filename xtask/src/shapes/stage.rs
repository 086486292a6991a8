//! An emulator to be asked, and what is found in it.

use std::collections::BTreeMap;
use std::time::Duration;

use adoxide_emulator::{Clock, Emulator};
use serde_json::Value;

use super::given::{Given, fill, fill_json};
use crate::client::{Answer, Client};
use crate::corpus::index::Index;
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
        let mut values: Vec<String> = Vec::new();
        for value in items.iter().filter_map(|item| class.value(item, param)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// Brings the emulator to the state that an operation presupposes.
    pub async fn prepare(
        &self,
        index: &Index<'_>,
        host: &str,
        given: &Given,
        bound: &mut Bound,
    ) -> Result<(), String> {
        for step in &given.before {
            let words: Vec<&str> = step.send.split_whitespace().collect();
            let (method, host, path) = match words.as_slice() {
                [method, path] => (*method, host, *path),
                [method, host, path] => (*method, *host, *path),
                _ => return Err(format!("`{}`: expected METHOD [host] path", step.send)),
            };
            let path = self.resolve(host, path, &mut bound.values).await?;
            let body = fill_json(&step.body, &bound.values);
            let (route, query) = path.split_once('?').unwrap_or((&path, ""));
            let segments: Vec<String> = route.split('/').map(str::to_owned).collect();
            let names: Vec<String> =
                query.split('&').filter_map(|pair| pair.split('=').next()).map(str::to_owned).collect();
            let found = index.route(method, host, &segments, &names);
            let version = found.map_or("7.1", |found| found.entry.meta.api_version);
            let accept = format!("application/json;api-version={version}");
            let answer = self.send(method, host, &path, Some(&accept), &body).await?;
            if answer.status >= 300 {
                let said = answer.body["message"].as_str().unwrap_or_default();
                return Err(format!("{method} {path}: {} {said}", answer.status));
            }
            for (name, pointer) in &step.bind {
                let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                if let Some((list, rest)) = pointer.split_once("/*") {
                    let items = answer.body.pointer(list).and_then(Value::as_array).into_iter().flatten();
                    let values = items.filter_map(|item| item.pointer(rest)).map(text);
                    bound.offers.insert(name.clone(), values.collect());
                } else {
                    let value = answer.body.pointer(pointer);
                    let value =
                        value.ok_or_else(|| format!("{method} {path}: no {pointer} in the answer"))?;
                    bound.values.insert(name.clone(), text(value));
                }
            }
            self.clock.advance(Duration::from_secs(step.advance));
        }
        Ok(())
    }

    /// A path with a value for each of its `{names}`: what is bound, or the first that is found.
    async fn resolve(
        &self,
        host: &str,
        path: &str,
        bound: &mut BTreeMap<String, String>,
    ) -> Result<String, String> {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let mut segments: Vec<String> = Vec::new();
        for segment in path.split('/') {
            let mut segment = fill(segment, bound);
            if let Some(name) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                let values = if name == "project" {
                    self.members("dev.azure.com", "_apis/projects", Class::Name, name).await
                } else {
                    let mut values = Vec::new();
                    for class in [Class::Guid, Class::Number, Class::Sha, Class::Name] {
                        values.extend(self.members(host, &segments.join("/"), class, name).await);
                    }
                    values
                };
                let value = values.into_iter().next().ok_or_else(|| format!("{path}: no {name} is there"))?;
                bound.insert(name.to_owned(), value.clone());
                segment = value;
            }
            segments.push(segment);
        }
        let path = segments.join("/");
        Ok(query.map_or_else(|| path.clone(), |query| format!("{path}?{}", fill(query, bound))))
    }
}

/// Escapes what may not stand in a URL.
fn encode(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('\\', "%5C").replace('"', "%22")
}
