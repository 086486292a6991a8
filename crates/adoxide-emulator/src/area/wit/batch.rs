//! Many changes of work items in one request.
//!
//! As documented, each has an answer of its own, and one that fails does not keep the others from being made:
//! <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/workitembatchupdate>.

use bytes::Bytes;
use http::Method;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::work_item::LIMIT;
use crate::area::Handler::{self, Quick};
use crate::area::{Call, text};
use crate::service::permission;
use crate::service::route::{Found, router};
use crate::wire::error::Fault;
use crate::wire::query::Query;
use crate::wire::reply::Reply;
use crate::wire::version;

pub(in crate::area) const HANDLERS: &[(&str, Handler)] =
    &[("wit.update_work_items", Quick(update_work_items))];

/// The operations that a request within may be.
const KNOWN: [&str; 2] = ["wit.create_work_item", "wit.update_work_item"];

fn update_work_items(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let requests = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of requests"))?;
    if requests.len() > LIMIT {
        return Err(Fault::too_many_work_items(requests.len()));
    }
    let answers = requests.iter().map(|request| {
        let (status, body) = one(call, request).unwrap_or_else(Reply::from).into_text();
        let headers = json!({"Content-Type": "application/json; charset=utf-8"});
        json!({"code": status.as_u16(), "headers": headers, "body": body})
    });
    Ok(Reply::list(answers))
}

fn one(call: &Call, request: &Value) -> Result<Reply, Fault> {
    let uri = text(request, "/uri").ok_or_else(|| Fault::argument_null("uri"))?;
    let method = text(request, "/method").ok_or_else(|| Fault::argument_null("method"))?;
    let method: Method = method.parse().map_err(|_| Fault::invalid_parameter("method", method))?;
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let query = Query::parse(query);
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let segments = segments.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned());
    let mut segments: Vec<String> = segments.collect();
    // As documented for version 2.2: the collection that organizations of old have.
    if segments.first().is_some_and(|first| first.eq_ignore_ascii_case("DefaultCollection")) {
        segments.remove(0);
    }
    let found = router().find(&method, &segments, &query, call.address.host(), true);
    let (operation, arguments) = match found {
        Found::Operation(operation, arguments) if KNOWN.contains(&operation.id) => (operation, arguments),
        _ => return Err(Fault::controller_not_found(path)),
    };
    permission::check(&call.shared.world(), &call.organization, call.actor, operation, &arguments)?;
    let requested = version::requested(&query, &call.headers);
    let version = version::negotiate(operation.location, requested.as_deref(), &method)?;
    let body = request.get("body").map(Value::to_string).unwrap_or_default();
    let within = Call {
        shared: std::sync::Arc::clone(&call.shared),
        version,
        address: call.address.clone(),
        base: call.base.clone(),
        organization: call.organization.clone(),
        actor: call.actor,
        is_personal: call.is_personal,
        arguments,
        query,
        headers: call.headers.clone(),
        body: Bytes::from(body),
    };
    match operation.handler {
        Some(Quick(run)) => run(&within),
        _ => Err(Fault::not_emulated(operation.id)),
    }
}
