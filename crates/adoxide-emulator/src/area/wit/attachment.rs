//! Files of work items, whole or in pieces.

use adoxide_api::wit::meta;
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, HeaderName};

use super::shape::Shape;
use super::work_item::scope;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::CREATE_ATTACHMENT => change(create_attachment),
    meta::UPLOAD_ATTACHMENT => change(upload_attachment),
    meta::GET_ATTACHMENT => read(get_attachment),
}

fn create_attachment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let file_name = change.query.any(&["fileName"]).unwrap_or("attachment");
    let is_chunked = match change.query.any(&["uploadType"]) {
        None => false,
        Some(kind) if kind.eq_ignore_ascii_case("simple") => false,
        Some(kind) if kind.eq_ignore_ascii_case("chunked") => true,
        Some(kind) => return Err(Fault::invalid_parameter("uploadType", kind)),
    };
    let project = scope(&change.view())?;
    let content = (!is_chunked).then_some(&*change.call.body);
    let id = change.make(|tx| tx.create_attachment(project, file_name, content))?;
    let shape = Shape::new(&change.view());
    let name = crate::wire::address::segment(file_name);
    let url = format!("{}?fileName={name}", shape.attachment_url(&id.to_string()));
    let body = Object::new().set("id", id.to_string()).set("url", url);
    // As documented, also for one that comes in pieces.
    Ok(Reply::json(body).status(StatusCode::CREATED))
}

/// `bytes 0-39999/50000`: the first byte, and how many there will be if that is known.
fn content_range(call: &Call) -> Result<(usize, Option<usize>), Fault> {
    let header = call.headers.get("content-range").and_then(|value| value.to_str().ok());
    let Some(text) = header else { return Err(Fault::argument_null("Content-Range")) };
    let parsed = || {
        let range = text.trim().strip_prefix("bytes")?.trim();
        let (range, total) = range.split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let (first, last) = (first.trim().parse::<usize>().ok()?, last.trim().parse::<usize>().ok()?);
        let total = match total.trim() {
            "*" => None,
            total => Some(total.parse::<usize>().ok()?),
        };
        // The header must say what the body is.
        (last.checked_sub(first)?.checked_add(1)? == call.body.len()).then_some((first, total))
    };
    parsed().ok_or_else(|| Fault::invalid_parameter("Content-Range", text))
}

fn upload_attachment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let text = change.required("id")?;
    let id = text.parse().map_err(|_| Fault::attachment_not_found(text))?;
    let (start, total) = content_range(change.call)?;
    let body = &change.call.body;
    if let Err(have) = change.make(|tx| tx.append_attachment(id, start, total, body))? {
        // What broke off goes on where it ended.
        let message = format!(
            "The next piece of the attachment begins at byte {have}, not {start}; send it from there."
        );
        let range = format!("bytes 0-{}", have.saturating_sub(1));
        let fault =
            Fault::tracking(StatusCode::RANGE_NOT_SATISFIABLE, "AttachmentInvalidRangeException", message);
        return Ok(Reply::from(fault).header(HeaderName::from_static("range"), range));
    }
    let shape = Shape::new(&change.view());
    let url = shape.attachment_url(&id.to_string());
    Ok(Reply::json(Object::new().set("id", id.to_string()).set("url", url)).status(StatusCode::CREATED))
}

fn get_attachment(view: &View<'_>) -> Result<Reply, Fault> {
    let text = view.required("id")?;
    let found = text.parse().ok().and_then(|id| view.organization.attachment(id));
    let attachment = found.filter(|attachment| attachment.is_complete);
    let attachment = attachment.ok_or_else(|| Fault::attachment_not_found(text))?;
    let name = view.query.any(&["fileName"]).unwrap_or(&attachment.file_name);
    let reply = Reply::bytes("application/octet-stream", attachment.content());
    let kind = if view.query.flag("download")? { "attachment" } else { "inline" };
    let encoded = crate::wire::address::segment(name);
    let disposition = format!("{kind}; filename=\"{encoded}\"; filename*=utf-8''{encoded}");
    Ok(reply.header(CONTENT_DISPOSITION, disposition))
}
