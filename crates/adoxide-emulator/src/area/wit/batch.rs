//! Many changes of work items in one request.
//!
//! As documented, each has an answer of its own, and one that fails does not keep the others from being made:
//! <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/workitembatchupdate>.

use adoxide_api::wit::meta;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use super::work_item::LIMIT;
use crate::handler::handlers;
use crate::handler::{Call, Inner};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;

/// One of the changes.
#[derive(Deserialize)]
struct Request {
    method: String,
    uri: String,
    body: Option<Value>,
}

handlers! {
    meta::UPDATE_WORK_ITEMS => work(update_work_items),
}

fn update_work_items(call: &Call, requests: Vec<Request>) -> Result<Reply, Fault> {
    if requests.len() > LIMIT {
        return Err(Fault::too_many_work_items(requests.len()));
    }
    let answers = requests.into_iter().map(|request| {
        let inner = Inner {
            method: &request.method,
            uri: &request.uri,
            body: Bytes::from(request.body.as_ref().map(Value::to_string).unwrap_or_default()),
            allowed: &[&meta::CREATE_WORK_ITEM, &meta::UPDATE_WORK_ITEM],
        };
        let (status, body) = (call.within)(call, inner).unwrap_or_else(Reply::from).into_text();
        let headers = json!({"Content-Type": "application/json; charset=utf-8"});
        json!({"code": status.as_u16(), "headers": headers, "body": body})
    });
    Ok(Reply::list(answers))
}
