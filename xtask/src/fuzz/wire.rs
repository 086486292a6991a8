//! JSON of the service into types.

use std::path::Path;

use adoxide::webhook::{EVENTS, Event};
use serde_json::{Value, json};

use super::Try;
use super::input::{any, damaged, of_type, one, text};
use crate::corpus::index::Index;
use crate::corpus::{Kind, Trip, dispatch};

/// Answers and bodies of every operation: what can be read is written so that it reads the same.
pub fn wire(root: &Path) -> Result<Try<'static>, String> {
    // For as long as the process.
    let areas: &'static [_] = Box::leak(crate::r#gen::facts(root)?.into_boxed_slice());
    let index = Index::new(areas);
    let operations: Vec<_> =
        dispatch::OPERATIONS.iter().filter_map(|entry| Some((index.named(entry.id)?, entry))).collect();
    let operations: Vec<_> =
        operations.into_iter().map(|(found, entry)| (found.spec, found.op, entry)).collect();
    Ok(Box::new(move |rng| {
        let (spec, operation, entry) = operations[rng.usize(..operations.len())];
        let is_body = rng.bool();
        let kind = if is_body { &operation.body } else { &operation.response };
        let Some(kind) = kind else { return Ok(()) };
        let mut value = of_type(rng, spec, kind, 4);
        if !is_body && kind.starts_with(['[', '{']) && rng.bool() {
            value = json!({ "count": 1, "value": value });
        }
        let bytes = value.to_string().into_bytes();
        let bytes = if rng.u8(0..8) == 0 { damaged(rng, bytes) } else { bytes };
        let read: Kind = if is_body { entry.body } else { entry.reply };
        let Trip::Json(Ok(once)) = read(&bytes) else { return Ok(()) };
        let shown = || format!("{} {}", entry.id, String::from_utf8_lossy(&bytes));
        match read(&once.to_string().into_bytes()) {
            Trip::Json(Ok(again)) if again == once => Ok(()),
            Trip::Json(Ok(again)) => Err(format!("{}\n  reads as {once}\n  and then as {again}", shown())),
            Trip::Json(Err(error)) => Err(format!("{}\n  reads as {once}\n  and then not: {error}", shown())),
            Trip::Nothing | Trip::Bytes => Ok(()),
        }
    }))
}

/// Deliveries: an event that is known never loses its resource.
#[allow(clippy::unnecessary_wraps, reason = "as every target")]
pub fn webhook(_: &Path) -> Result<Try<'static>, String> {
    Ok(Box::new(|rng| {
        let event_type = EVENTS[rng.usize(..EVENTS.len())];
        let mut resource = serde_json::Map::new();
        let members = [
            "id",
            "project",
            "repository",
            "pullRequest",
            "run",
            "stage",
            "release",
            "environment",
            "fields",
            "revision",
            "workItemId",
            "pushId",
            "pullRequestId",
            "_links",
            "commits",
            "refUpdates",
            "data",
            "approval",
        ];
        for member in members {
            if rng.u8(0..4) == 0 {
                resource.insert(member.to_owned(), any(rng, 3));
            }
        }
        let body = json!({
            "eventType": event_type.event_type,
            "publisherId": if rng.bool() { Value::from(event_type.publisher) } else { any(rng, 1) },
            "subscriptionId": text(rng),
            "notificationId": any(rng, 1),
            "resourceVersion": one(rng, &["1.0", "2.0", "5.1-preview.1", "", "x"]),
            "resource": resource,
            "resourceContainers": any(rng, 3),
        });
        let bytes = body.to_string().into_bytes();
        let bytes = if rng.u8(0..3) == 0 { damaged(rng, bytes) } else { bytes };
        let Ok(event) = Event::parse(&http::HeaderMap::new(), &bytes) else { return Ok(()) };
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        serde_json::to_value(&event.resource)
            .map_err(|error| format!("{}\n  is not written: {error}", shown()))?;
        // Asked for by receivers.
        let _ = (event.project_id(), event.repository_id(), event.pull_request_id());
        let _ = (event.work_item_id(), event.build_id(), event.release_id(), event.key());
        Ok(())
    }))
}
