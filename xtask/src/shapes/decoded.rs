//! The decoded half: a recorded body decodes whole with its operation, and is written back without loss.

use std::collections::BTreeSet;

use serde_json::Value;

use super::body::{Delivery, Exchange};
use crate::corpus::index::{Found, Index};
use crate::corpus::same::Same;
use crate::corpus::{Trip, dispatch, json};
use crate::r#gen::ir::{Area, Spec};

/// What decoding one body found.
#[derive(Default)]
pub struct Decoded {
    pub problems: Vec<String>,
    /// Members that no type knows: kept, and not reachable by name.
    pub unknown: BTreeSet<String>,
}

impl Decoded {
    fn problem(text: impl Into<String>) -> Self {
        Self { problems: vec![text.into()], ..Self::default() }
    }
}

/// Discovery is no operation of the catalog; what clients read of its rows is checked by name.
fn locations(answer: &Value) -> Decoded {
    const TEXTS: [&str; 4] = ["id", "area", "resourceName", "routeTemplate"];
    let rows = answer["value"].as_array().map_or(&[][..], Vec::as_slice);
    let is_whole = |row: &&Value| TEXTS.iter().all(|name| row[*name].is_string());
    if rows.is_empty() || !rows.iter().all(|row| is_whole(&row)) {
        return Decoded::problem("not a list of resource locations");
    }
    Decoded::default()
}

pub fn exchange(found: Option<&Found<'_>>, recorded: &Exchange) -> Decoded {
    if recorded.status >= 300 {
        return error_body(&recorded.answer);
    }
    if recorded.method == "OPTIONS" {
        return locations(&recorded.answer);
    }
    let Some(found) = found else { return Decoded::problem("no operation of the catalog") };
    let same = Same::new(found.spec);
    let mut decoded = Decoded::default();
    let kind = found.op.response.as_deref().unwrap_or("any");
    if !recorded.answer.is_null() {
        let answer = with_envelope(found, &recorded.answer);
        match (found.entry.reply)(&json(&answer)) {
            Trip::Bytes => {}
            Trip::Nothing => {
                decoded.problems.push("the catalog says that this operation answers nothing".into());
            }
            Trip::Json(Err(error)) => decoded.problems.push(error),
            Trip::Json(Ok(again)) => {
                decoded.problems.extend(same.answer(kind, &answer, &again));
                same.unknown(kind, &answer, &mut decoded.unknown);
            }
        }
    }
    if !recorded.body.is_null()
        && let Trip::Json(trip) = (found.entry.body)(&json(&recorded.body))
    {
        let kind = found.op.body.as_deref().unwrap_or("any");
        match trip {
            Err(error) => decoded.problems.push(format!("request: {error}")),
            Ok(again) => {
                let lost = same.value(kind, &recorded.body, &again);
                decoded.problems.extend(lost.into_iter().map(|lost| format!("request: {lost}")));
                same.unknown(kind, &recorded.body, &mut decoded.unknown);
            }
        }
    }
    decoded
}

/// Some recorders kept a list's elements without the object around them: it is put back, in the member that takes
/// them.
fn with_envelope(found: &Found<'_>, body: &Value) -> Value {
    let kind = crate::r#gen::resolve(found.spec, found.op.response.as_deref().unwrap_or("any"));
    let (Some(name), true) = (kind.strip_prefix('#'), body.is_array()) else { return body.clone() };
    let same = Same::new(found.spec);
    let lists = same.members(name).into_iter().filter(|(_, kind)| kind.starts_with('['));
    let wrapped = lists.map(|(member, _)| serde_json::json!({ member: body }));
    let unknown = |body: &Value| {
        let mut names = BTreeSet::new();
        same.unknown(&kind, body, &mut names);
        names.len()
    };
    let decodes = |body: &Value| matches!((found.entry.reply)(&json(body)), Trip::Json(Ok(_)));
    wrapped.filter(decodes).min_by_key(unknown).unwrap_or_else(|| body.clone())
}

fn error_body(body: &Value) -> Decoded {
    use adoxide_api::wire::{ApiError, ErrorBody};
    if !body.is_object() {
        return Decoded::default();
    }
    let again = serde_json::from_value::<ErrorBody>(body.clone()).and_then(serde_json::to_value);
    let error = ApiError::from_body(&json(body));
    match again {
        Err(error) => Decoded::problem(error.to_string()),
        Ok(_) if error.message.is_none() => Decoded::problem("no message was found in this error"),
        Ok(again) => Decoded { problems: lost(body, &again), ..Decoded::default() },
    }
}

fn lost(before: &Value, after: &Value) -> Vec<String> {
    let fields = before.as_object().into_iter().flatten();
    let lost = fields.filter(|(name, value)| !value.is_null() && after.get(name.as_str()) != Some(*value));
    lost.map(|(name, _)| format!("$.{name} was lost")).collect()
}

/// The type of what an event carries at its version, and the specification that it is of.
pub fn resource<'a>(areas: &'a [Area], recorded: &Delivery) -> Option<(&'a Spec, &'static str)> {
    use adoxide_api::event::EVENTS;
    let version = recorded.resource_version.as_deref();
    let form = adoxide_api::wire::event_form(EVENTS, &recorded.event_type, version)?;
    let form = dispatch::EVENTS.get(form)?;
    let mut specs = areas.iter().flat_map(|area| &area.specs);
    let spec = specs
        .find(|spec| spec.name == form.spec && spec.events.iter().any(|event| event.name == form.name))?;
    Some((spec, form.resource))
}

/// A delivery decodes as the envelope of an event, and its resource as what that event carries.
pub fn delivery(areas: &[Area], index: &Index<'_>, recorded: &Delivery) -> Decoded {
    use adoxide_api::event::EventResource;
    let Some(found) = index.named("hooks.get_notification") else {
        return Decoded::problem("no type for the envelope of an event");
    };
    let around = serde_json::json!({ "details": { "event": recorded.body } });
    let mut decoded = Decoded::default();
    match (found.entry.reply)(&json(&around)) {
        Trip::Json(Ok(again)) => {
            let kind = found.op.response.as_deref().unwrap_or("any");
            decoded.problems = Same::new(found.spec).value(kind, &around, &again);
        }
        Trip::Json(Err(error)) => decoded.problems.push(error),
        Trip::Nothing | Trip::Bytes => decoded.problems.push("no type for the envelope of an event".into()),
    }
    let version = recorded.resource_version.as_deref();
    let Some((spec, kind)) = resource(areas, recorded) else {
        decoded.problems.push("no type for what this event carries".into());
        return decoded;
    };
    let resource = &recorded.body["resource"];
    let read = EventResource::read(&recorded.event_type, version, &json(resource));
    let again = read
        .map_err(|error| error.to_string())
        .and_then(|read| serde_json::to_value(read).map_err(|error| error.to_string()));
    match again {
        Ok(again) => {
            let same = Same::new(spec);
            decoded.problems.extend(same.value(kind, resource, &again));
            same.unknown(kind, resource, &mut decoded.unknown);
        }
        Err(error) => decoded.problems.push(format!("resource: {error}")),
    }
    decoded
}
