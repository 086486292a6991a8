//! Asynchronous operations.

use super::Handler::Quick;
use super::{Call, Handler};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::operation::OperationStatus;

pub(super) const HANDLERS: &[(&str, Handler)] = &[("operations.get_operation", Quick(get_operation))];

fn get_operation(call: &Call) -> Result<Reply, Fault> {
    let id = call.required("operationId")?;
    let world = call.shared.world();
    let found = id.parse().ok().and_then(|id| call.organization(&world).ok()?.operation(id));
    let operation = found.ok_or_else(|| Fault::operation_not_found(id))?;
    let url = call.urls().at(format_args!("_apis/operations/{}", operation.id));
    let reason = match &operation.status {
        OperationStatus::Failed(reason) => Some(reason.as_str()),
        _ => None,
    };
    Ok(Reply::json(
        Object::new()
            .set("id", operation.id.to_string())
            .set("status", operation.status.name())
            .set("url", url.as_str())
            .set("_links", Object::new().set("self", link(url)))
            .set_some("resultMessage", reason),
    ))
}
