//! Asynchronous operations.

use adoxide_api::operations::meta;

use crate::handler::View;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::operation::OperationStatus;

handlers! {
    meta::GET_OPERATION => read(get_operation),
}

fn get_operation(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("operationId")?;
    let found = id.parse().ok().and_then(|id| view.organization.operation(id));
    let operation = found.ok_or_else(|| Fault::operation_not_found(id))?;
    let url = view.urls().at(format_args!("_apis/operations/{}", operation.id));
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
