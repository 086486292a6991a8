//! What tasks and agents tell of a run while it goes: the plan's records, lines, logs, files and events.
//!
//! The hub is `build`; a check calls back to the same address, with the check as the job.

use adoxide_api::distributed_task::task::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::base::{date, parse_date};
use crate::handler::handlers;
use crate::handler::{Change, View, ready_project};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::build::plan::TaskName;
use crate::world::build::timeline::{Issue, record_result, record_state};
use crate::world::build::{Attachment, Build, Log, RecordChange, Timeline};

handlers! {
    meta::POST_EVENT => change(post_event),
    meta::CREATE_LOG => change(create_log),
    meta::APPEND_LOG_CONTENT => change(append_log),
    meta::GET_LOGS => read(get_logs),
    meta::GET_LOG => read(get_log),
    meta::UPDATE_RECORDS => change(update_records),
    meta::GET_RECORDS => read(get_records),
    meta::GET_TIMELINE => read(get_timeline),
    meta::GET_TIMELINES => read(get_timelines),
    meta::APPEND_TIMELINE_RECORD_FEED => change(append_feed),
    meta::GET_LINES => read(get_lines),
    meta::GET_PLAN => read(get_plan),
    meta::CREATE_ATTACHMENT => change(create_attachment),
    meta::GET_ATTACHMENT => read(get_attachment),
    meta::GET_ATTACHMENTS => read(get_attachments),
    meta::GET_PLAN_ATTACHMENTS => read(get_attachments),
}

/// The run of the path.
fn find<'w>(view: &View<'w>) -> Result<&'w Build, Fault> {
    let scope = view.required("scopeIdentifier")?;
    let project = ready_project(view.organization, scope)?;
    if !view.sees(project.id, None) {
        return Err(Fault::project_not_found(scope));
    }
    let plan = view.required("planId")?;
    let found = plan.parse().ok().and_then(|plan| view.organization.build_of_plan(plan));
    let found = found.filter(|build| build.project == project.id);
    found.ok_or_else(|| Fault::orchestration_plan_not_found(plan))
}

fn uuid(name: &str, given: &str) -> Result<Uuid, Fault> {
    given.parse().map_err(|_| Fault::invalid_parameter(name, given))
}

fn id(view: &View<'_>, name: &str) -> Result<Uuid, Fault> {
    uuid(name, view.required(name)?)
}

fn url(view: &View<'_>, build: &Build, path: &str) -> String {
    let hub = view.argument("hubName").unwrap_or("build");
    let plan = format!("{}/_apis/distributedtask/hubs/{hub}/plans/{}", build.project, build.plan_id);
    view.urls().at(format_args!("{plan}/{path}"))
}

// Events.

/// Something that happened to a job or a task.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    name: String,
    job_id: Option<String>,
    task_id: Option<String>,
    result: Option<String>,
}

fn post_event(change: &mut Change<'_>, body: Event) -> Result<Reply, Fault> {
    let build = find(&change.view())?.id;
    let none = Ok(Reply::empty(StatusCode::NO_CONTENT));
    // Others tell that something began, which is known.
    if !body.name.eq_ignore_ascii_case("TaskCompleted") && !body.name.eq_ignore_ascii_case("JobCompleted") {
        return none;
    }
    let given = body.result.as_deref().unwrap_or("succeeded");
    let result = record_result(given).ok_or_else(|| Fault::invalid_parameter("result", given))?;
    let job = uuid("jobId", &body.job_id.ok_or_else(|| Fault::argument_null("jobId"))?)?;
    let task = body.task_id.filter(|task| !task.is_empty()).map(|task| uuid("taskId", &task)).transpose()?;
    // A check calls back with its own id.
    let holds = matches!(result, "succeeded" | "succeededWithIssues");
    let is_check = [Some(job), task].into_iter().flatten().find(|id| {
        let view = change.view();
        let record = view.organization.builds().build(build).and_then(|build| build.timeline.record(*id));
        record.is_some_and(|record| record.kind.starts_with("Checkpoint."))
    });
    match is_check {
        Some(check) => change.make(|tx| tx.complete_check(check, holds))?,
        None => change.make(|tx| tx.complete_task(build, job, task, result))?,
    }
    none
}

// Logs.

fn log_json(view: &View<'_>, build: &Build, log: &Log) -> Object {
    Object::new()
        .set("id", log.id)
        .set("location", url(view, build, &format!("logs/{}", log.id)))
        .set("path", format!("logs\\{}", log.id))
        .set("createdOn", date(log.created))
        .set("lastChangedOn", date(log.changed))
        .set("lineCount", build.line_count(log.id))
}

fn get_logs(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    Ok(Reply::list(build.logs.values().map(|log| log_json(view, build, log))))
}

fn create_log(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let build = find(&change.view())?.id;
    let number = change.make(|tx| tx.create_log(build))?;
    let view = change.view();
    let build = find(&view)?;
    let log =
        build.logs.get(&number).ok_or_else(|| Fault::build_part_not_found("log", &number.to_string()))?;
    Ok(Reply::json(log_json(&view, build, log)).status(StatusCode::CREATED))
}

fn log_number(view: &View<'_>) -> Result<i64, Fault> {
    let given = view.required("logId")?;
    given.parse().map_err(|_| Fault::build_part_not_found("log", given))
}

fn append_log(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (build, number) = (find(&change.view())?.id, log_number(&change.view())?);
    let text = String::from_utf8_lossy(&change.body).into_owned();
    change.make(|tx| tx.append_log(build, number, &text))?;
    let view = change.view();
    let build = find(&view)?;
    let log =
        build.logs.get(&number).ok_or_else(|| Fault::build_part_not_found("log", &number.to_string()))?;
    Ok(Reply::json(log_json(&view, build, log)))
}

fn get_log(view: &View<'_>) -> Result<Reply, Fault> {
    let start = view.query.number(&["startLine"])?.unwrap_or(1).max(1);
    let end = view.query.number(&["endLine"])?.unwrap_or(usize::MAX);
    let (build, number) = (find(view)?, log_number(view)?);
    let lines = build.log(number).ok_or_else(|| Fault::build_part_not_found("log", &number.to_string()))?;
    Ok(Reply::list(lines.iter().map(String::as_str).take(end).skip(start - 1)))
}

// Timelines.

fn find_timeline<'w>(view: &View<'_>, build: &'w Build) -> Result<&'w Timeline, Fault> {
    let given = view.required("timelineId")?;
    let found = given.parse().ok().and_then(|id| build.timeline_of(id));
    found.ok_or_else(|| Fault::build_part_not_found("timeline", given))
}

fn timeline_json(view: &View<'_>, build: &Build, timeline: &Timeline) -> Object {
    Object::new()
        .set("id", timeline.id)
        .set("changeId", timeline.change)
        .set("location", url(view, build, &format!("timelines/{}", timeline.id)))
        .set("lastChangedBy", build.changed.actor)
        .set("lastChangedOn", date(build.changed.at))
}

fn get_timelines(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    let all = std::iter::once(&build.timeline).chain(build.attempts.values());
    Ok(Reply::list(all.map(|timeline| timeline_json(view, build, timeline))))
}

fn get_timeline(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    let timeline = find_timeline(view, build)?;
    let records = timeline.records.iter().map(|record| crate::area::build::record_json(view, build, record));
    Ok(Reply::json(timeline_json(view, build, timeline).set("records", records.collect::<Vec<_>>())))
}

fn get_records(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    let timeline = find_timeline(view, build)?;
    Ok(Reply::list(
        timeline.records.iter().map(|record| crate::area::build::record_json(view, build, record)),
    ))
}

/// A record of a body.
fn record_change(given: &Value) -> Result<RecordChange, Fault> {
    let text = |name: &str| given.get(name).and_then(Value::as_str).map(str::to_owned);
    let named = |name: &str, known: fn(&str) -> Option<&'static str>| match text(name) {
        Some(value) => known(&value).map(Some).ok_or_else(|| Fault::invalid_parameter(name, &value)),
        None => Ok(None),
    };
    let id = text("id").ok_or_else(|| Fault::argument_null("id"))?;
    let moment = |name: &str| text(name).and_then(|value| parse_date(&value));
    let issues = given.get("issues").and_then(Value::as_array).map(|issues| {
        let issue = |issue: &Value| Issue {
            is_error: issue["type"] == 1
                || issue["type"].as_str().is_none_or(|kind| kind.eq_ignore_ascii_case("error")),
            category: issue["category"].as_str().map(str::to_owned),
            message: issue["message"].as_str().unwrap_or_default().to_owned(),
        };
        issues.iter().map(issue).collect()
    });
    let task = given.get("task").filter(|task| task.is_object()).map(|task| TaskName {
        id: task["id"].as_str().unwrap_or_default().to_owned(),
        name: task["name"].as_str().unwrap_or_default().to_owned(),
        version: task["version"].as_str().unwrap_or_default().to_owned(),
    });
    Ok(RecordChange {
        id: uuid("id", &id)?,
        parent: text("parentId").map(|parent| uuid("parentId", &parent)).transpose()?,
        kind: text("type"),
        name: text("name"),
        state: named("state", record_state)?,
        result: named("result", record_result)?,
        result_code: text("resultCode"),
        started: moment("startTime"),
        finished: moment("finishTime"),
        operation: text("currentOperation"),
        percent: given.get("percentComplete").and_then(Value::as_i64),
        worker: text("workerName"),
        order: given.get("order").and_then(Value::as_i64),
        log: given.pointer("/log/id").and_then(Value::as_i64),
        task,
        issues,
    })
}

fn update_records(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let given = body.get("value").unwrap_or(&body);
    let given = given.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of records"))?;
    let changes = given.iter().map(record_change).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<_> = changes.iter().map(|change| change.id).collect();
    let build = find(&change.view())?.id;
    find_timeline(&change.view(), find(&change.view())?)?;
    change.make(|tx| tx.update_records(build, changes))?;
    let view = change.view();
    let build = find(&view)?;
    let rows = ids.iter().filter_map(|id| build.timeline.record(*id));
    Ok(Reply::list(rows.map(|record| crate::area::build::record_json(&view, build, record))))
}

// Lines.

/// Lines that a step writes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Lines {
    value: Vec<String>,
    step_id: Option<String>,
}

fn append_feed(change: &mut Change<'_>, body: Lines) -> Result<Reply, Fault> {
    let build = find(&change.view())?.id;
    let record = match &body.step_id {
        Some(step) => uuid("stepId", step)?,
        None => id(&change.view(), "recordId")?,
    };
    change.make(|tx| tx.add_feed_lines(build, record, body.value))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The lines of a step while it runs: by the official client, which is all that is known of it.
fn get_lines(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    let job = id(view, "recordId")?;
    let step = view.query.any(&["stepId"]).filter(|step| !step.is_empty());
    let step = match step {
        Some(step) => step.parse().map_err(|_| Fault::invalid_parameter("stepId", step))?,
        None => job,
    };
    let end = view.query.number(&["endLine"])?;
    let take = view.query.number(&["takeCount"])?.unwrap_or(usize::MAX);
    build.record(step).ok_or_else(|| Fault::build_part_not_found("record", &step.to_string()))?;
    let lines = build.feed(step, view.stamp().at);
    let end = end.map_or(lines.len(), |end| (end + 1).min(lines.len()));
    let start = end.saturating_sub(take);
    let shown: Vec<_> = lines[start..end].iter().map(String::as_str).collect();
    Ok(Reply::json(
        Object::new()
            .set("count", shown.len())
            .set("startLine", start)
            .set("endLine", end.saturating_sub(1))
            .set("stepId", step)
            .set("value", shown),
    ))
}

fn get_plan(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    let state = match build.status {
        crate::world::build::BuildStatus::Completed => "completed",
        crate::world::build::BuildStatus::NotStarted => "queued",
        _ => "inProgress",
    };
    Ok(Reply::json(
        Object::new()
            .set("planId", build.plan_id)
            .set("scopeIdentifier", build.project)
            .set("planType", "Build")
            .set("version", 14)
            .set("artifactUri", format!("vstfs:///Build/Build/{}", build.id))
            .set("state", state)
            .set_some("startTime", build.started.map(date))
            .set_some("finishTime", build.finished.map(date))
            .set_some("result", build.result.map(crate::world::build::BuildResult::name))
            .set("timeline", timeline_json(view, build, &build.timeline)),
    ))
}

// Attachments.

fn attachment_json(view: &View<'_>, build: &Build, attachment: &Attachment) -> Object {
    let path = format!(
        "timelines/{}/records/{}/attachments/{}/{}",
        build.timeline.id, attachment.record, attachment.kind, attachment.name
    );
    Object::new()
        .set("_links", Object::new().set("self", link(url(view, build, &path))))
        .set("type", attachment.kind.as_str())
        .set("name", attachment.name.as_str())
        .set("createdOn", date(attachment.at))
        .set("lastChangedOn", date(attachment.at))
        .set("timelineId", build.timeline.id)
        .set("recordId", attachment.record)
}

fn create_attachment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let build = find(&change.view())?.id;
    let attachment = Attachment {
        record: id(&change.view(), "recordId")?,
        kind: change.required("type")?.to_owned(),
        name: change.required("name")?.to_owned(),
        at: change.stamp().at,
        content: change.body.to_vec(),
    };
    let made = attachment.clone();
    change.make(|tx| tx.attach_to_record(build, attachment))?;
    let view = change.view();
    Ok(Reply::json(attachment_json(&view, find(&view)?, &made)))
}

fn get_attachments(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    let kind = view.required("type")?;
    let record = view.argument("recordId").and_then(|record| record.parse::<Uuid>().ok());
    let found = build.attachments.iter().filter(|known| {
        known.kind.eq_ignore_ascii_case(kind) && record.is_none_or(|record| record == known.record)
    });
    Ok(Reply::list(found.map(|known| attachment_json(view, build, known))))
}

fn get_attachment(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find(view)?;
    let (record, kind, name) = (id(view, "recordId")?, view.required("type")?, view.required("name")?);
    let found = build.attachments.iter().find(|known| {
        known.record == record
            && known.kind.eq_ignore_ascii_case(kind)
            && known.name.eq_ignore_ascii_case(name)
    });
    let found = found.ok_or_else(|| Fault::build_part_not_found("attachment", name))?;
    Ok(Reply::json(attachment_json(view, build, found)))
}
