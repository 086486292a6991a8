//! Timelines and logs of builds, and what is attached to their records.

use adoxide_api::build::meta;
use http::header::ACCEPT;
use serde_json::{Value, json};
use uuid::Uuid;

use super::shape::{build_url, find_build};
use crate::base::{sql_date, timeline_date};
use crate::handler::View;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::build::{Attachment, Build, Timeline, TimelineRecord};

handlers! {
    meta::GET_BUILD_TIMELINE => read(get_build_timeline),
    meta::GET_BUILD_LOGS => read(get_build_logs),
    meta::GET_BUILD_LOG => read(get_build_log),
    meta::GET_ATTACHMENTS => read(get_attachments),
    meta::GET_ATTACHMENT => read(get_attachment),
}

fn log_json(urls: &Urls<'_>, build: &Build, log: i64) -> Object {
    Object::new()
        .set("id", log)
        .set("type", "Container")
        .set("url", build_url(urls, build.project, &format!("builds/{}/logs/{log}", build.id)))
}

/// A record: recorded, with nulls where nothing is.
pub(in crate::area) fn record_json(view: &View<'_>, build: &Build, record: &TimelineRecord) -> Object {
    let urls = view.urls();
    let previous = record.previous.iter().map(|previous| {
        Object::new()
            .set("attempt", previous.attempt)
            .set("timelineId", previous.timeline)
            .set("recordId", previous.record)
    });
    let task = record.task.as_ref();
    let task = task.map(|task| json!({"id": task.id, "name": task.name, "version": task.version}));
    let issues = record.issues.iter().map(|issue| {
        let kind = if issue.is_error { "error" } else { "warning" };
        let mut json = json!({"type": kind, "category": issue.category, "message": issue.message});
        // Recorded: what the service itself says has neither a category nor a place in the log.
        if issue.category.is_some() {
            json["data"] = json!({"type": kind});
            if let Some(line) = build.issue_line(record, issue) {
                json["data"]["logFileLineNumber"] = line.to_string().into();
            }
        }
        json
    });
    let issues: Vec<_> = issues.collect();
    Object::new()
        .set("previousAttempts", previous.collect::<Vec<_>>())
        .set("id", record.id)
        .set("parentId", record.parent)
        .set("type", record.kind.as_str())
        .set("name", record.name.as_str())
        .set("startTime", record.started.map(timeline_date))
        .set("finishTime", record.finished.map(timeline_date))
        .set("currentOperation", record.operation.as_deref())
        .set("percentComplete", record.percent)
        .set("state", record.state)
        .set("result", record.result)
        .set("resultCode", record.result_code.as_deref())
        .set("changeId", record.change)
        .set("lastModified", "0001-01-01T00:00:00")
        .set("workerName", record.worker.as_deref())
        // Recorded since 2020: on all jobs, also on one that has no agent yet.
        .set_some("queueId", record.queue.or(build.queue.filter(|_| record.kind == "Job")))
        // Recorded: what checks add has no place.
        .set_if(!record.kind.starts_with("Checkpoint"), "order", || record.order)
        .set("details", Value::Null)
        .set("errorCount", record.errors())
        .set("warningCount", record.warnings())
        .set("url", Value::Null)
        .set("log", record.log.map(|log| log_json(&urls, build, log)))
        .set("task", task)
        .set("attempt", record.attempt)
        .set("identifier", record.identifier.as_deref())
        // Required by a client of the live service; the specification has it since 7.2.
        .set("refName", record.reference.as_deref())
        .set_if(!issues.is_empty(), "issues", || issues)
}

fn find_timeline<'w>(view: &View<'_>, build: &'w Build) -> Result<&'w Timeline, Fault> {
    let Some(wanted) = view.argument("timelineId") else { return Ok(&build.timeline) };
    let found = wanted.parse().ok().and_then(|id| build.timeline_of(id));
    found.ok_or_else(|| Fault::build_part_not_found("timeline", wanted))
}

fn get_build_timeline(view: &View<'_>) -> Result<Reply, Fault> {
    let since = view.query.number(&["changeId"])?.unwrap_or(0);
    let urls = view.urls();
    let build = find_build(view)?;
    let timeline = find_timeline(view, build)?;
    let is_new = |record: &&TimelineRecord| usize::try_from(record.change).unwrap_or(usize::MAX) > since;
    let records = timeline.records.iter().filter(is_new).map(|record| record_json(view, build, record));
    let own = format!("builds/{}/Timeline/{}", build.id, timeline.id);
    Ok(Reply::json(
        Object::new()
            .set("records", records.collect::<Vec<_>>())
            .set("lastChangedBy", build.changed.actor.to_string())
            .set("lastChangedOn", sql_date(build.changed.at))
            .set("id", timeline.id)
            .set("changeId", timeline.change)
            .set("url", build_url(&urls, build.project, &own)),
    ))
}

fn get_build_logs(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    let build = find_build(view)?;
    let rows = build.logs.values().map(|log| {
        let start = Object::new()
            .set("lineCount", build.line_count(log.id))
            .set("createdOn", sql_date(log.created))
            .set("lastChangedOn", sql_date(log.changed));
        start.and(log_json(&urls, build, log.id))
    });
    Ok(Reply::list(rows))
}

/// The lines of a log, from one to another, both counted from 1: text, or JSON if that is asked for.
fn get_build_log(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("logId")?;
    let start = view.query.number(&["startLine"])?.unwrap_or(1).max(1);
    let end = view.query.number(&["endLine"])?.unwrap_or(usize::MAX);
    let build = find_build(view)?;
    let lines = given.parse().ok().and_then(|id| build.log(id));
    let lines = lines.ok_or_else(|| Fault::build_part_not_found("log", given))?;
    let wanted = lines.into_iter().take(end).skip(start - 1);
    let accept = view.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        return Ok(Reply::list(wanted));
    }
    let text: String = wanted.map(|line| line + "\n").collect();
    Ok(Reply::bytes("text/plain", text))
}

// Attachments.

fn attachment_json(urls: &Urls<'_>, build: &Build, attachment: &Attachment) -> Object {
    let path = format!(
        "builds/{}/{}/{}/attachments/{}/{}",
        build.id, build.timeline.id, attachment.record, attachment.kind, attachment.name
    );
    let own = build_url(urls, build.project, &path);
    Object::new().set("_links", Object::new().set("self", link(own))).set("name", attachment.name.as_str())
}

fn get_attachments(view: &View<'_>) -> Result<Reply, Fault> {
    let kind = view.required("type")?;
    let urls = view.urls();
    let build = find_build(view)?;
    let found = build.attachments.iter().filter(|known| known.kind.eq_ignore_ascii_case(kind));
    Ok(Reply::list(found.map(|known| attachment_json(&urls, build, known))))
}

fn get_attachment(view: &View<'_>) -> Result<Reply, Fault> {
    let (kind, name) = (view.required("type")?, view.required("name")?);
    let record: Option<Uuid> = view.required("recordId")?.parse().ok();
    let build = find_build(view)?;
    let found = build.attachments.iter().find(|known| {
        Some(known.record) == record
            && known.kind.eq_ignore_ascii_case(kind)
            && known.name.eq_ignore_ascii_case(name)
    });
    let found = found.ok_or_else(|| Fault::build_part_not_found("attachment", name))?;
    Ok(Reply::bytes("application/octet-stream", found.content.clone()))
}
