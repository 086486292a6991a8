//! What clients tell of their use. Nobody here wants to know; it is taken, so that they go on.

use adoxide_api::customer_intelligence::meta;
use http::StatusCode;
use serde_json::Value;

use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;

handlers! {
    meta::PUBLISH_EVENTS => read(publish_events),
}

fn publish_events(_view: &View<'_>, _body: Option<Value>) -> Result<Reply, Fault> {
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
