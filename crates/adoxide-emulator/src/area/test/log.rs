//! The log store of tests: files of builds and test runs, and what is listed of them and of attachments.

use adoxide_api::test_results::meta;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, HeaderName};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::coverage::build;
use super::result::located;
use super::run::find;
use crate::base::{named, sql_date};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::address::{Address, segment};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shared_access::SharedAccess;
use crate::world::test_log::{LogOwner, TestLog};
use crate::world::test_run::kind::AttachmentKind;
use crate::world::test_run::{Attachment, TestRun};

handlers! {
    meta::CREATE_TEST_RUN_LOG_STORE_ATTACHMENT => change(store_of_run),
    meta::GET_TEST_RUN_LOG_STORE_ATTACHMENTS => read(get_of_run),
    meta::GET_TEST_RUN_LOG_STORE_ATTACHMENT => read(get_content),
    meta::DELETE_TEST_RUN_LOG_STORE_ATTACHMENT => change(delete_of_run),
    meta::CREATE_BUILD_ATTACHMENT_IN_LOG_STORE => change(store_of_build),
    meta::GET_TEST_RUN_LOGS => read(get_logs_of_run),
    meta::GET_TEST_RESULT_LOGS => read(get_logs_of_result),
    meta::GET_TEST_SUB_RESULT_LOGS => read(get_logs_of_sub_result),
    meta::GET_TEST_LOGS_FOR_BUILD => read(get_logs_of_build),
    meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RUN_LOG => read(get_endpoint_of_run),
    meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RESULT_LOG => read(get_endpoint_of_result),
    meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_SUB_RESULT_LOG => read(get_endpoint_of_sub_result),
    meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_BUILD_LOG => read(get_endpoint_of_build),
    meta::TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RUN => change(open_endpoint_of_run),
    meta::TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RESULT => change(open_endpoint_of_result),
    meta::TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_BUILD => change(open_endpoint_of_build),
}

/// As many files as a page has.
const MOST: usize = 1_000;

const TOKEN: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

/// A file, as bodies have it: its bytes as Base64.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Upload {
    stream: String,
    file_name: String,
    comment: Option<String>,
    attachment_type: Option<AttachmentKind>,
}

/// Whether a file can have this path.
fn is_path(path: &str) -> bool {
    let mut parts = path.split('/');
    !path.contains('\\') && !parts.any(|part| part.is_empty() || part == "." || part == "..")
}

impl Upload {
    /// The path of the file, and the file.
    fn read(self, at: Timestamp) -> Result<(String, TestLog), Fault> {
        let path = self.file_name.trim();
        if path.is_empty() {
            return Err(Fault::argument_null("fileName"));
        }
        if !is_path(path) {
            return Err(Fault::invalid_parameter("fileName", path));
        }
        let content = STANDARD.decode(self.stream.trim());
        let content =
            content.map_err(|error| Fault::invalid_body(format_args!("stream is not Base64: {error}")))?;
        let log = TestLog {
            kind: self.attachment_type.unwrap_or(AttachmentKind::GeneralAttachment),
            comment: self.comment.unwrap_or_default(),
            created: at,
            content: content.into(),
        };
        Ok((path.to_owned(), log))
    }
}

fn url(view: &View<'_>, run: &TestRun, path: &str) -> String {
    let project = view.organization.project_by_id(run.project).map_or("", |known| known.name.as_str());
    let name = utf8_percent_encode(path, NON_ALPHANUMERIC);
    view.urls().at(format_args!(
        "{}/_apis/testresults/runs/{}/testattachments?filename={name}",
        segment(project),
        run.id
    ))
}

fn store_of_run(change: &mut Change<'_>, body: Upload) -> Result<Reply, Fault> {
    let view = change.view();
    let id = find(&view)?.id;
    let (path, log) = body.read(view.stamp().at)?;
    change.make(|tx| tx.store_test_log(LogOwner::Run(id), &path, log, false))?;
    let view = change.view();
    Ok(Reply::json(Object::new().set("url", url(&view, find(&view)?, &path))))
}

fn store_of_build(change: &mut Change<'_>, body: Upload) -> Result<Reply, Fault> {
    let view = change.view();
    let given = view.required("buildId")?;
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.builds().build(id));
    let found = found.filter(|build| build.project == project);
    let id = found.ok_or_else(|| Fault::build_not_found(given))?.id;
    let (path, log) = body.read(view.stamp().at)?;
    change.make(|tx| tx.store_test_log(LogOwner::Build(id), &path, log, false))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_of_run(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let all = view.organization.test_logs().of(LogOwner::Run(run.id));
    Ok(Reply::list(all.map(|(path, log)| {
        Object::new()
            .set("attachmentType", log.kind.name())
            .set("comment", log.comment.as_str())
            .set("createdDate", sql_date(log.created))
            .set("fileName", path)
            .set("size", log.content.len())
            .set("url", url(view, run, path))
    })))
}

fn asked_name(call: &Call) -> Result<&str, Fault> {
    call.query.any(&["filename"]).ok_or_else(|| Fault::argument_null("filename"))
}

fn get_content(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, path) = (find(view)?, asked_name(view.call)?);
    let found = view.organization.test_logs().get(LogOwner::Run(run.id), path);
    let found = found.ok_or_else(|| Fault::test_attachment_not_found(path))?;
    let name = segment(path.rsplit('/').next().unwrap_or(path));
    let disposition = format!("attachment; filename=\"{name}\"; filename*=utf-8''{name}");
    let reply = Reply::bytes("application/octet-stream", found.content.clone());
    Ok(reply.header(CONTENT_DISPOSITION, disposition))
}

fn delete_of_run(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let (id, path) = (find(&view)?.id, asked_name(change.call)?);
    if !change.make(|tx| tx.delete_test_log(LogOwner::Run(id), path))? {
        return Err(Fault::test_attachment_not_found(path));
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// What is listed.

named! {
    /// What a file is for. The numbers are those of the official clients.
    enum LogKind {
        GeneralAttachment = 1 "generalAttachment",
        CodeCoverage = 2 "codeCoverage",
        TestImpact = 3 "testImpact",
        Intermediate = 4 "intermediate",
        System = 5 "system",
    }
}

/// A file, wherever it is kept.
struct File<'v> {
    path: &'v str,
    kind: AttachmentKind,
    at: Timestamp,
    size: usize,
}

impl<'v> File<'v> {
    fn of_log((path, log): (&'v str, &'v TestLog)) -> Self {
        Self { path, kind: log.kind, at: log.created, size: log.content.len() }
    }

    fn of_attachment(known: &'v Attachment) -> Self {
        Self { path: &known.file_name, kind: known.kind, at: known.created, size: known.content.len() }
    }
}

/// What the files are of, by the names of the API.
#[derive(Clone, Copy, Default)]
struct Of {
    build: i64,
    run: i64,
    result: i64,
    sub_result: i64,
}

/// The files of a type, in a directory, whose names begin as asked for, by pages.
fn listed(view: &View<'_>, of: Of, mut files: Vec<File<'_>>) -> Result<Reply, Fault> {
    let given = view.query.any(&["type"]).ok_or_else(|| Fault::argument_null("type"))?;
    let kind = LogKind::find(given).ok_or_else(|| Fault::invalid_parameter("type", given))?;
    let directory = view.query.any(&["directoryPath"]).map(|path| format!("{}/", path.trim_matches('/')));
    let prefix = view.query.any(&["fileNamePrefix"]).unwrap_or_default().to_lowercase();
    let with_data = view.query.flag("fetchMetaData")?;
    let top = view.query.number(&["top", "$top"])?.unwrap_or(MOST).clamp(1, MOST);
    files.retain(|file| {
        let own = match file.kind {
            AttachmentKind::GeneralAttachment | AttachmentKind::ConsoleLog => LogKind::GeneralAttachment,
            AttachmentKind::CodeCoverage => LogKind::CodeCoverage,
        };
        let rest = match &directory {
            Some(directory) => file.path.strip_prefix(directory.as_str()),
            None => Some(file.path),
        };
        own == kind && rest.is_some_and(|rest| rest.to_lowercase().starts_with(&prefix))
    });
    files.sort_by_key(|file| (file.path, file.at));
    // The token is how many files came before: a path may be there twice among attachments.
    let token = view.query.any(&["continuationToken"]);
    let token = token.or_else(|| view.headers.get(&TOKEN).and_then(|value| value.to_str().ok()));
    let start: usize = match token.filter(|token| !token.is_empty()) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => 0,
    };
    let next = (files.len() > start.saturating_add(top)).then(|| start + top);
    let reply = Reply::list(files.into_iter().skip(start).take(top).map(|file| {
        let reference = Object::new()
            .set("scope", if of.build > 0 { "build" } else { "run" })
            .set("buildId", of.build)
            .set("releaseId", 0)
            .set("releaseEnvId", 0)
            .set("runId", of.run)
            .set("resultId", of.result)
            .set("subResultId", of.sub_result)
            .set("type", kind.name())
            .set("filePath", file.path);
        Object::new()
            .set("logReference", reference)
            .set("modifiedOn", sql_date(file.at))
            .set("size", file.size)
            .set_if(with_data, "metaData", Object::new)
    }));
    Ok(match next {
        Some(next) => reply.header(TOKEN, next.to_string()),
        None => reply,
    })
}

fn get_logs_of_run(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let stored = view.organization.test_logs().of(LogOwner::Run(run.id)).map(File::of_log);
    let attached = run.attachments_of(None, None).map(File::of_attachment);
    listed(view, Of { run: run.id, ..Of::default() }, stored.chain(attached).collect())
}

fn get_logs_of_result(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    let stored = view.organization.test_logs().of(LogOwner::Result(run.id, result.id)).map(File::of_log);
    let attached = run.attachments_of(Some(result.id), None).map(File::of_attachment);
    listed(view, Of { run: run.id, result: result.id, ..Of::default() }, stored.chain(attached).collect())
}

fn get_logs_of_sub_result(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    let sub_result = asked_part(view)?;
    let owner = LogOwner::SubResult(run.id, result.id, sub_result);
    let stored = view.organization.test_logs().of(owner).map(File::of_log);
    let attached = run.attachments_of(Some(result.id), Some(sub_result)).map(File::of_attachment);
    let of = Of { run: run.id, result: result.id, sub_result, ..Of::default() };
    listed(view, of, stored.chain(attached).collect())
}

fn get_logs_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    let build = build(view)?.id;
    let files = view.organization.test_logs().of(LogOwner::Build(build)).map(File::of_log);
    listed(view, Of { build, ..Of::default() }, files.collect())
}

// Where files are read and written without a token.

/// How long a URL is good.
const HOUR: i64 = 3600;

fn asked_part(view: &View<'_>) -> Result<i64, Fault> {
    let asked = view.query.number(&["subResultId"])?;
    Ok(asked.ok_or_else(|| Fault::argument_null("subResultId"))? as i64)
}

/// What files of a type are as attachments; the service itself writes those of the other types.
fn kind_of(kind: LogKind) -> Option<AttachmentKind> {
    match kind {
        LogKind::GeneralAttachment => Some(AttachmentKind::GeneralAttachment),
        LogKind::CodeCoverage => Some(AttachmentKind::CodeCoverage),
        LogKind::TestImpact | LogKind::Intermediate | LogKind::System => None,
    }
}

fn asked_kind(view: &View<'_>) -> Result<Option<LogKind>, Fault> {
    let given = view.query.any(&["type"]);
    given.map(|given| LogKind::find(given).ok_or_else(|| Fault::invalid_parameter("type", given))).transpose()
}

fn failed(status: &str) -> Reply {
    Reply::json(Object::new().set("status", status))
}

/// A URL of a file, or of the container that all files of an owner are in, that is good for an hour.
fn endpoint(
    view: &View<'_>,
    owner: LogOwner,
    file: Option<(LogKind, &str)>,
    reads: bool,
    writes: bool,
) -> Reply {
    let container = format!("{}/{}", view.organization.name(), owner.name());
    let resource = match file {
        Some((kind, path)) => format!("{container}/{}/{path}", kind.name()),
        None => container,
    };
    let until = view.stamp().at.as_second() + HOUR;
    let access = SharedAccess { resource: &resource, is_container: file.is_none(), reads, writes, until };
    let path: Vec<_> = resource.split('/').map(segment).map(|part| part.to_string()).collect();
    let query = access.query(&view.shared.token());
    let base = match &view.address {
        Address::Single(base) => base.as_str(),
        Address::Cloud(_) | Address::Named(..) => "https://dev.azure.com",
    };
    let json = Object::new()
        .set("endpointSASUri", format!("{base}/_adoxide/logstore/{}?{query}", path.join("/")))
        .set("endpointType", if file.is_some() { "file" } else { "root" })
        .set("status", "success");
    Reply::json(json)
}

/// Where a file is read that is there.
fn get_endpoint(view: &View<'_>, owner: LogOwner) -> Result<Reply, Fault> {
    let kind = asked_kind(view)?.ok_or_else(|| Fault::argument_null("type"))?;
    let path = view.query.any(&["filePath"]).ok_or_else(|| Fault::argument_null("filePath"))?;
    let known = view.organization.test_logs().get(owner, path);
    if known.is_none_or(|known| Some(known.kind) != kind_of(kind)) {
        return Ok(failed("fileNotFound"));
    }
    Ok(endpoint(view, owner, Some((kind, path)), true, false))
}

fn get_endpoint_of_run(view: &View<'_>) -> Result<Reply, Fault> {
    get_endpoint(view, LogOwner::Run(find(view)?.id))
}

fn get_endpoint_of_result(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    get_endpoint(view, LogOwner::Result(run.id, result.id))
}

fn get_endpoint_of_sub_result(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    get_endpoint(view, LogOwner::SubResult(run.id, result.id, asked_part(view)?))
}

/// The build that the query names: `build` here, `buildId` elsewhere.
fn asked_build(view: &View<'_>) -> Result<LogOwner, Fault> {
    let given = view.query.any(&["build", "buildId"]).ok_or_else(|| Fault::argument_null("build"))?;
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.builds().build(id));
    let found = found.filter(|build| build.project == project);
    Ok(LogOwner::Build(found.ok_or_else(|| Fault::build_not_found(given))?.id))
}

fn get_endpoint_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    get_endpoint(view, asked_build(view)?)
}

named! {
    /// What a URL is wanted for.
    enum Wanted {
        Read = 1 "read",
        Create = 2 "create",
        ReadAndCreate = 3 "readAndCreate",
    }
}

fn asked_for(view: &View<'_>) -> Result<Wanted, Fault> {
    let name = "testLogStoreOperationType";
    let given = view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name))?;
    Wanted::find(given).ok_or_else(|| Fault::invalid_parameter(name, given))
}

/// Where files are read or written: an empty file is created where one is to be written.
fn open_endpoint(change: &mut Change<'_>, owner: LogOwner, wanted: Wanted) -> Result<Reply, Fault> {
    let (reads, writes) = (wanted != Wanted::Create, wanted != Wanted::Read);
    let view = change.view();
    let Some(path) = change.query.any(&["filePath"]) else {
        return Ok(endpoint(&view, owner, None, reads, writes));
    };
    let kind = asked_kind(&view)?.ok_or_else(|| Fault::argument_null("type"))?;
    let Some(own) = kind_of(kind) else { return Ok(failed("invalidInput")) };
    if !is_path(path) {
        return Ok(failed("invalidFileName"));
    }
    let is_there = view.organization.test_logs().get(owner, path).is_some();
    match (is_there, wanted) {
        (true, Wanted::Create) => return Ok(failed("fileAlreadyExists")),
        (false, Wanted::Read) => return Ok(failed("fileNotFound")),
        (false, _) => {
            let created = view.stamp().at;
            let empty = TestLog { kind: own, comment: String::new(), created, content: bytes::Bytes::new() };
            change.make(|tx| tx.store_test_log(owner, path, empty, false))?;
        }
        (true, _) => {}
    }
    Ok(endpoint(&change.view(), owner, Some((kind, path)), reads, writes))
}

fn open_endpoint_of_run(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let (owner, wanted) = (LogOwner::Run(find(&view)?.id), asked_for(&view)?);
    open_endpoint(change, owner, wanted)
}

/// A file of a result, or of a part of it, is always created.
fn open_endpoint_of_result(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let (run, result) = located(&view)?;
    let owner = match asked_part(&view)? {
        0 => LogOwner::Result(run.id, result.id),
        part => LogOwner::SubResult(run.id, result.id, part),
    };
    change.query.any(&["filePath"]).ok_or_else(|| Fault::argument_null("filePath"))?;
    open_endpoint(change, owner, Wanted::Create)
}

fn open_endpoint_of_build(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let (owner, wanted) = (asked_build(&view)?, asked_for(&view)?);
    open_endpoint(change, owner, wanted)
}
