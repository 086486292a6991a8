//! Bringing an emulator to the state that an operation presupposes.

use std::collections::BTreeMap;

use serde_json::Value;

use super::given::{Given, Step, fill, fill_json};
use super::stage::{Bound, Class};
use super::things::Things;

/// How many of a list's items are made.
const ITEMS: usize = 25;

/// The host of steps that the emulator's control endpoint is asked for.
const CONTROL: &str = "control";

impl Things<'_> {
    /// Sends the requests that come before an operation. Gives what was refused of the things that a recording
    /// shows, which need not be possible as they are shown.
    ///
    /// # Errors
    /// When another request is refused.
    pub async fn prepare(
        &self,
        host: &str,
        given: &Given,
        recorded: &Value,
        bound: &mut Bound,
    ) -> Result<Vec<String>, String> {
        let mut refused = Vec::new();
        for step in &given.before {
            if let Some(part) = &step.like {
                for item in items(recorded).iter().filter_map(|item| item.pointer(part)).take(ITEMS) {
                    let item = self.translate(item, &bound.values).await;
                    let body = over(&item, &fill_json(&step.body, &bound.values));
                    match self.step(host, step, &body, bound).await {
                        Ok(answer) => {
                            for (name, pointer) in &step.bind {
                                let value = answer.pointer(pointer).map(text);
                                bound.offers.entry(name.clone()).or_default().extend(value);
                            }
                        }
                        Err(error) => refused.push(format!("as recorded, refused: {error}")),
                    }
                }
                continue;
            }
            let answer = self.step(host, step, &fill_json(&step.body, &bound.values), bound).await?;
            for (name, pointer) in &step.bind {
                if let Some((list, rest)) = pointer.split_once("/*") {
                    let items = answer.pointer(list).and_then(Value::as_array).into_iter().flatten();
                    let values = items.filter_map(|item| item.pointer(rest)).map(text);
                    bound.offers.insert(name.clone(), values.collect());
                } else {
                    let value = answer.pointer(pointer);
                    let value = value.ok_or_else(|| format!("{}: no {pointer} in the answer", step.send))?;
                    bound.values.insert(name.clone(), text(value));
                }
            }
        }
        Ok(refused)
    }

    /// Sends one request, and lets time pass.
    async fn step(&self, host: &str, step: &Step, body: &Value, bound: &mut Bound) -> Result<Value, String> {
        let words: Vec<&str> = step.send.split_whitespace().collect();
        let (method, host, path) = match words.as_slice() {
            [method, path] => (*method, host, *path),
            [method, host, path] => (*method, *host, *path),
            _ => return Err(format!("`{}`: expected METHOD [host] path", step.send)),
        };
        let mut body = fill_json(body, &bound.values);
        if host == CONTROL {
            body["organization"] = self.stage.organization.as_str().into();
            let url = format!("https://localhost/_adoxide/{path}");
            let answer = self.stage.client.send(method, &url, &[], None, Some(&body)).await?;
            self.stage.pass(step).await;
            return if answer.status < 300 {
                Ok(answer.body)
            } else {
                Err(format!("{url}: {:?}", answer.body))
            };
        }
        let path = self.resolve(host, path, &mut bound.values).await?;
        let (route, query) = path.split_once('?').unwrap_or((&path, ""));
        let segments: Vec<String> = route.split('/').map(str::to_owned).collect();
        let names: Vec<String> =
            query.split('&').filter_map(|pair| pair.split('=').next()).map(str::to_owned).collect();
        let found = self.index.route(method, host, &segments, &names);
        let version = found.map_or("7.1", |found| found.entry.meta.api_version);
        let accept = format!("application/json;api-version={version}");
        let answer = self.stage.send(method, host, &path, Some(&accept), &body).await?;
        if answer.status >= 300 {
            let said = answer.body["message"].as_str().unwrap_or_default();
            return Err(format!("{method} {path}: {} {said}", answer.status));
        }
        self.stage.pass(step).await;
        Ok(answer.body)
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
                    self.stage.members("dev.azure.com", "_apis/projects", Class::Name, name).await
                } else {
                    let mut values = Vec::new();
                    for class in [Class::Guid, Class::Number, Class::Sha, Class::Name] {
                        values.extend(self.stage.members(host, &segments.join("/"), class, name).await);
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

/// The things that a recorded answer shows: the items of its list, or itself.
fn items(recorded: &Value) -> &[Value] {
    match recorded {
        Value::Array(items) => items,
        Value::Object(fields) => fields
            .get("value")
            .and_then(Value::as_array)
            .map_or(std::slice::from_ref(recorded), Vec::as_slice),
        _ => &[],
    }
}

/// JSON with the members of another in it, which count.
fn over(below: &Value, above: &Value) -> Value {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            let mut merged = below.clone();
            for (name, above) in above {
                let value = below.get(name).map_or_else(|| above.clone(), |below| over(below, above));
                merged.insert(name.clone(), value);
            }
            Value::Object(merged)
        }
        (below, Value::Null) => below.clone(),
        (_, above) => above.clone(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
