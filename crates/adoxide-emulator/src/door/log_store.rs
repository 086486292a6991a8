//! The log store of tests: files that are read and written by URLs with a signature, as a client of Azure Storage does.
//!
//! No token is asked for: the signature says what may be done, and until when.

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{Method, StatusCode, request};

use crate::shared::Shared;
use crate::wire::query::Query;
use crate::wire::reply::Reply;
use crate::wire::shared_access::permits;
use crate::world::journal::Stamp;
use crate::world::test_log::{LogOwner, TestLog};
use crate::world::test_run::kind::AttachmentKind;

/// An error as Azure Storage says it.
fn error(status: StatusCode, code: &str, message: &str) -> Reply {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    Reply::bytes("application/xml", text).status(status)
}

/// Answers a request for a file. `segments` are the organization, the container, the type and the path of the file.
pub(crate) fn respond(shared: &Shared, request: &request::Parts, segments: &[String], body: Bytes) -> Reply {
    let [organization, container, kind, path @ ..] = segments else {
        return error(StatusCode::BAD_REQUEST, "InvalidUri", "The URL names no file.");
    };
    let path = path.join("/");
    let owner = LogOwner::parse(container);
    let attachment = match kind.as_str() {
        "generalAttachment" => Some(AttachmentKind::GeneralAttachment),
        "codeCoverage" => Some(AttachmentKind::CodeCoverage),
        _ => None,
    };
    let (Some(owner), Some(attachment)) = (owner, attachment.filter(|_| !path.is_empty())) else {
        return error(StatusCode::BAD_REQUEST, "InvalidUri", "The URL names no file.");
    };
    let writes = match request.method {
        Method::GET | Method::HEAD => false,
        Method::PUT => true,
        _ => {
            return error(
                StatusCode::METHOD_NOT_ALLOWED,
                "UnsupportedHttpVerb",
                "Files are read and written only.",
            );
        }
    };
    let query = Query::parse(request.uri.query().unwrap_or_default());
    let now = shared.clock.now();
    let folder = format!("{organization}/{container}");
    let file = format!("{folder}/{kind}/{path}");
    if !permits(&shared.token(), &query, (&folder, &file), writes, now) {
        let message = "The signature is not good for this file, or not any more.";
        return error(StatusCode::FORBIDDEN, "AuthenticationFailed", message);
    }
    if !writes {
        let world = shared.world();
        let found = world.organization(organization).and_then(|known| known.test_logs().get(owner, &path));
        let Some(log) = found.filter(|log| log.kind == attachment) else {
            return error(StatusCode::NOT_FOUND, "BlobNotFound", "The file does not exist.");
        };
        if request.method == Method::HEAD {
            return Reply::empty(StatusCode::OK).header(CONTENT_LENGTH, log.content.len().to_string());
        }
        return Reply::bytes("application/octet-stream", log.content.clone());
    }
    if query.has("comp") {
        let message = "Files are written at once: blocks and metadata are not emulated.";
        return error(StatusCode::NOT_IMPLEMENTED, "NotImplemented", message);
    }
    let mut world = shared.world_mut();
    let Some(known) = world.organization_mut(organization) else {
        return error(StatusCode::NOT_FOUND, "ContainerNotFound", "The organization does not exist.");
    };
    let stamp = Stamp { at: now, actor: known.owner() };
    let log = TestLog { kind: attachment, comment: String::new(), created: now, content: body };
    match known.change(stamp, |tx| tx.store_test_log(owner, &path, log, true)) {
        Ok(()) => Reply::empty(StatusCode::CREATED),
        Err(_) => {
            error(StatusCode::NOT_FOUND, "ContainerNotFound", "What the file belongs to does not exist.")
        }
    }
}
