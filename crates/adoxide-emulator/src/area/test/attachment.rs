//! Files of test runs and of their results.

use adoxide_api::{test, test_results};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::CONTENT_DISPOSITION;
use serde::Deserialize;
use serde_json::Value;

use super::result::located;
use super::run::find;
use super::shape::test_url;
use crate::base::sql_date;
use crate::handler::{Change, View, handlers};
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::test_run::kind::AttachmentKind;
use crate::world::test_run::{Attachment, NewAttachment, TestRun};

handlers! {
    test::meta::CREATE_TEST_RUN_ATTACHMENT => change(attach_to_run),
    test::meta::GET_TEST_RUN_ATTACHMENTS => read(get_of_run),
    test::meta::GET_TEST_RUN_ATTACHMENT => read(get_content),
    test::meta::CREATE_TEST_RESULT_ATTACHMENT => change(attach_to_result),
    test::meta::CREATE_TEST_SUB_RESULT_ATTACHMENT => change(attach_to_result),
    test::meta::GET_TEST_RESULT_ATTACHMENTS => read(get_of_result),
    test::meta::GET_TEST_SUB_RESULT_ATTACHMENTS => read(get_of_result),
    test::meta::GET_TEST_RESULT_ATTACHMENT => read(get_content),
    test::meta::GET_TEST_SUB_RESULT_ATTACHMENT => read(get_content),
    test_results::meta::CREATE_TEST_RUN_ATTACHMENT => change(attach_to_run),
    test_results::meta::GET_TEST_RUN_ATTACHMENTS => read(get_of_run),
    test_results::meta::GET_TEST_RUN_ATTACHMENT => read(get_content),
    test_results::meta::DELETE_TEST_RUN_ATTACHMENT => change(delete),
    test_results::meta::CREATE_TEST_RESULT_ATTACHMENT => change(attach_to_result),
    test_results::meta::CREATE_TEST_SUB_RESULT_ATTACHMENT => change(attach_to_result),
    test_results::meta::GET_TEST_RESULT_ATTACHMENTS => read(get_of_result),
    test_results::meta::GET_TEST_SUB_RESULT_ATTACHMENTS => read(get_of_result),
    test_results::meta::GET_TEST_RESULT_ATTACHMENT => read(get_content),
    test_results::meta::GET_TEST_SUB_RESULT_ATTACHMENT => read(get_content),
    test_results::meta::DELETE_TEST_RESULT_ATTACHMENT => change(delete),
    test_results::meta::CREATE_TEST_ITERATION_RESULT_ATTACHMENT => change(attach_to_iteration),
    test_results::meta::GET_TEST_ITERATION_ATTACHMENT => read(get_content_of_iteration),
}

/// A file, as bodies have it: its bytes as Base64.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Upload {
    stream: String,
    file_name: String,
    comment: Option<String>,
    attachment_type: Option<AttachmentKind>,
}

fn url(view: &View<'_>, run: &TestRun, attachment: &Attachment) -> String {
    let path = match attachment.result {
        Some(result) => format!("Runs/{}/Results/{result}/Attachments/{}", run.id, attachment.id),
        None => format!("Runs/{}/Attachments/{}", run.id, attachment.id),
    };
    test_url(view, run.project, path)
}

/// The part of a result that a file belongs to.
#[derive(Default)]
struct Part {
    sub_result: Option<i64>,
    iteration: Option<i64>,
    action_path: Option<String>,
}

fn attach(change: &mut Change<'_>, body: Upload, result: Option<i64>, part: Part) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    if body.file_name.trim().is_empty() {
        return Err(Fault::argument_null("fileName"));
    }
    let content = STANDARD.decode(body.stream.trim());
    let content =
        content.map_err(|error| Fault::invalid_body(format_args!("stream is not Base64: {error}")))?;
    let new = NewAttachment {
        result,
        sub_result: part.sub_result,
        iteration: part.iteration,
        action_path: part.action_path,
        file_name: body.file_name,
        comment: body.comment.unwrap_or_default(),
        kind: body.attachment_type.unwrap_or(AttachmentKind::GeneralAttachment),
        content: content.into(),
    };
    let attachment = change.make(|tx| tx.attach_to_test_run(id, new))?;
    let view = change.view();
    let run = find(&view)?;
    let known = run.attachments.iter().find(|known| known.id == attachment);
    let known = known.ok_or_else(|| Fault::test_attachment_not_found(&attachment.to_string()))?;
    Ok(Reply::json(Object::new().set("id", attachment).set("url", url(&view, run, known))))
}

fn sub_result(view: &View<'_>) -> Result<Option<i64>, Fault> {
    Ok(view.query.number(&["testSubResultId"])?.map(|id| id as i64))
}

fn attach_to_run(change: &mut Change<'_>, body: Upload) -> Result<Reply, Fault> {
    attach(change, body, None, Part::default())
}

fn attach_to_result(change: &mut Change<'_>, body: Upload) -> Result<Reply, Fault> {
    let view = change.view();
    let (_, result) = located(&view)?;
    let (result, part) = (result.id, Part { sub_result: sub_result(&view)?, ..Part::default() });
    attach(change, body, Some(result), part)
}

/// Attaches a file to an iteration of a result, or to the action of it that the query names.
fn attach_to_iteration(change: &mut Change<'_>, body: Upload) -> Result<Reply, Fault> {
    let view = change.view();
    let (_, result) = located(&view)?;
    let (id, iteration) = (result.id, asked_iteration(&view)?);
    let known = result.rest.get("iterationDetails").and_then(Value::as_array).into_iter().flatten();
    if !known.into_iter().any(|known| known["id"] == iteration) {
        return Err(Fault::test_object_not_found("Iteration", &iteration.to_string()));
    }
    let action_path = view.query.any(&["actionPath"]).map(str::to_owned);
    let part = Part { iteration: Some(iteration), action_path, ..Part::default() };
    attach(change, body, Some(id), part)
}

fn asked_iteration(view: &View<'_>) -> Result<i64, Fault> {
    let asked = view.query.number(&["iterationId"])?;
    Ok(asked.ok_or_else(|| Fault::argument_null("iterationId"))? as i64)
}

fn attachment_json(view: &View<'_>, run: &TestRun, known: &Attachment) -> Object {
    Object::new()
        .set("createdDate", sql_date(known.created))
        .set("url", url(view, run, known))
        .set("id", known.id)
        .set("fileName", known.file_name.as_str())
        .set("comment", known.comment.as_str())
        .set("attachmentType", known.kind.name())
        .set("size", known.content.len())
}

fn get_of_run(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    Ok(Reply::list(run.attachments_of(None, None).map(|known| attachment_json(view, run, known))))
}

fn get_of_result(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    let found = run.attachments_of(Some(result.id), sub_result(view)?);
    Ok(Reply::list(found.map(|known| attachment_json(view, run, known))))
}

/// The attachment of the path, of the run or of the result that the path names.
fn named<'v>(view: &View<'v>) -> Result<(&'v TestRun, &'v Attachment), Fault> {
    let run = find(view)?;
    let result = match view.argument("testCaseResultId") {
        Some(_) => Some(located(view)?.1.id),
        None => None,
    };
    let given = view.required("attachmentId")?;
    let found = run.attachments.iter().find(|known| known.result == result && known.id.to_string() == given);
    Ok((run, found.ok_or_else(|| Fault::test_attachment_not_found(given))?))
}

fn get_content(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, attachment) = named(view)?;
    let name = segment(&attachment.file_name);
    let disposition = format!("attachment; filename=\"{name}\"; filename*=utf-8''{name}");
    let reply = Reply::bytes("application/octet-stream", attachment.content.clone());
    Ok(reply.header(CONTENT_DISPOSITION, disposition))
}

fn get_content_of_iteration(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, attachment) = named(view)?;
    if attachment.iteration != Some(asked_iteration(view)?) {
        return Err(Fault::test_attachment_not_found(&attachment.id.to_string()));
    }
    get_content(view)
}

fn delete(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (run, attachment) = {
        let view = change.view();
        let (run, attachment) = named(&view)?;
        (run.id, attachment.id)
    };
    change.make(|tx| tx.detach_from_test_run(run, attachment))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
