//! The audit log: what the journal tells of the actions that the service audits.

mod action;
mod stream;

use adoxide_api::audit::meta;
use http::header::CONTENT_DISPOSITION;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use self::action::{ACTIONS, audited};
use crate::base::{date, parse_date};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Object};
use crate::wire::reply::Reply;
use crate::world::journal::{Entry, Means};

handlers! {
    meta::GET_ACTIONS => read(get_actions),
    meta::QUERY_LOG => read(query_log),
    meta::DOWNLOAD_LOG => read(download_log),
    meta::QUERY_ALL_STREAMS => read(stream::query_all_streams),
    meta::CREATE_STREAM => change(stream::create_stream),
    meta::UPDATE_STREAM => change(stream::update_stream),
    meta::QUERY_STREAM_BY_ID => read(stream::query_stream_by_id),
    meta::UPDATE_STATUS => change(stream::update_status),
    meta::DELETE_STREAM => change(stream::delete_stream),
}

/// How long the log is kept: <https://learn.microsoft.com/azure/devops/organizations/audit/azure-devops-auditing>
const DAYS: i64 = 90;

/// How many entries a page has by default, and at most.
const BATCH: usize = 100;
const MOST: usize = 200;

/// The actions that the service may log, of one area or of all.
fn get_actions(view: &View<'_>) -> Result<Reply, Fault> {
    let area = view.query.any(&["areaName"]);
    let wanted = ACTIONS.iter().filter(|known| area.is_none_or(|area| known.area.eq_ignore_ascii_case(area)));
    Ok(Reply::list(wanted.map(|known| {
        Object::new().set("area", known.area).set("category", known.category).set("actionId", known.id)
    })))
}

/// The span of a query: what is older than 90 days is not there any more.
fn span(view: &View<'_>) -> Result<(Timestamp, Timestamp), Fault> {
    let instant = |name: &str| match view.query.any(&[name]) {
        None => Ok(None),
        Some(text) => parse_date(text).map(Some).ok_or_else(|| Fault::invalid_parameter(name, text)),
    };
    let now = view.stamp().at;
    let first = now.saturating_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MIN);
    let begin = instant("startTime")?.map_or(first, |begin| begin.max(first));
    Ok((begin, instant("endTime")?.unwrap_or(now)))
}

/// Entries of the journal that are audited, newest first, from before a number of the journal.
fn entries<'v>(
    view: &'v View<'v>,
    (begin, end): (Timestamp, Timestamp),
    before: Option<u64>,
) -> impl Iterator<Item = (u64, Object)> + 'v {
    let journal = view.organization.journal();
    let from = usize::try_from(journal.before(begin)).unwrap_or(usize::MAX);
    let all = journal.since(0);
    let to =
        before.map_or(all.len(), |before| usize::try_from(before.saturating_sub(1)).unwrap_or(all.len()));
    let some = all.get(from..to.min(all.len())).unwrap_or_default();
    let wanted = some.iter().rev().skip_while(move |entry| entry.stamp.at > end);
    wanted.filter_map(|entry| Some((entry.sequence, entry_json(view, entry)?)))
}

/// A page of the log. As documented, the token leads to what is older, and `hasMore` says whether there is any.
/// <https://learn.microsoft.com/rest/api/azure/devops/audit/audit-log/query>
fn query_log(view: &View<'_>) -> Result<Reply, Fault> {
    let size = view.query.number(&["batchSize"])?.unwrap_or(BATCH).clamp(1, MOST);
    let before = match view.query.any(&["continuationToken"]) {
        None => None,
        Some(text) => {
            let number = text.parse::<u64>();
            Some(number.map_err(|_| Fault::invalid_parameter("continuationToken", text))?)
        }
    };
    let mut found: Vec<_> = entries(view, span(view)?, before).take(size + 1).collect();
    let is_more = found.len() > size;
    found.truncate(size);
    let token = found.last().filter(|_| is_more).map(|(sequence, _)| sequence.to_string());
    let page: Vec<Object> = found.into_iter().map(|(_, entry)| entry).collect();
    Ok(Reply::json(
        Object::new()
            .set("decoratedAuditLogEntries", page)
            .set("continuationToken", token)
            .set("hasMore", is_more),
    ))
}

/// The columns of the CSV form.
const COLUMNS: [&str; 15] = [
    "Id",
    "CorrelationId",
    "ActivityId",
    "ActorCUID",
    "ActorUserId",
    "ActorUPN",
    "AuthenticationMechanism",
    "Timestamp",
    "ScopeType",
    "IPAddress",
    "UserAgent",
    "ActionId",
    "Details",
    "Area",
    "Category",
];

/// The log as a file, JSON or CSV.
fn download_log(view: &View<'_>) -> Result<Reply, Fault> {
    let format = view.query.any(&["format"]).ok_or_else(|| Fault::argument_null("format"))?;
    let all: Vec<Object> = entries(view, span(view)?, None).map(|(_, entry)| entry).collect();
    let format = format.to_lowercase();
    let text = match format.as_str() {
        "json" => String::from_utf8(all.into_json().into_bytes()).unwrap_or_default(),
        "csv" => csv(all),
        _ => return Err(Fault::invalid_parameter("format", &format)),
    };
    let name = format!("attachment; filename=auditLog.{format}");
    Ok(Reply::bytes("application/octet-stream", text).header(CONTENT_DISPOSITION, name))
}

fn csv(entries: Vec<Object>) -> String {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let quoted = |text: String| {
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let rows = entries.into_iter().map(|entry| {
        let entry: Value = serde_json::from_slice(&entry.into_json().into_bytes()).unwrap_or_default();
        let member = |column: &str| {
            let found = entry.as_object().into_iter().flatten();
            found
                .into_iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(column))
                .map(|(_, value)| cell(value))
        };
        COLUMNS.map(|column| quoted(member(column).unwrap_or_default())).join(",")
    });
    let head = COLUMNS.join(",");
    [head].into_iter().chain(rows).map(|row| row + "\r\n").collect()
}

/// An id in the documented form: what is left of time in ticks of 100 ns, the organization, and a GUID.
fn entry_id(view: &View<'_>, entry: &Entry) -> (String, Uuid) {
    const LAST_TICK: i128 = 3_155_378_975_999_999_999;
    const EPOCH: i128 = 621_355_968_000_000_000;
    let ticks = LAST_TICK - EPOCH - entry.stamp.at.as_nanosecond() / 100;
    let host = view.organization.id().0;
    let id = Uuid::from_u128(host.as_u128() ^ u128::from(entry.sequence).rotate_left(64));
    (format!("{ticks};{host};{id}"), id)
}

/// An entry as the log has it. The journal knows who and when; nothing here knows from where and with what program.
fn entry_json(view: &View<'_>, entry: &Entry) -> Option<Object> {
    let audited = audited(view, entry)?;
    let action = ACTIONS.iter().find(|known| known.id == audited.action)?;
    let (id, correlation) = entry_id(view, entry);
    let actor = view.directory.identity(entry.stamp.actor);
    let project = audited.project.and_then(|id| view.organization.project_by_id(id));
    let picture = actor.and_then(|actor| view.urls().picture(view.directory, &actor.unique_name));
    let mut capital = action.category.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let organization = view.organization;
    Some(
        Object::new()
            .set("id", id)
            .set("correlationId", correlation.to_string())
            .set("activityId", correlation.to_string())
            .set("actorCUID", Uuid::nil().to_string())
            .set("actorUserId", entry.stamp.actor.to_string())
            .set("actorClientId", Uuid::nil().to_string())
            .set("actorUPN", actor.map(|actor| actor.unique_name.as_str()))
            // The second is the documented one of pages.
            .set(
                "authenticationMechanism",
                match entry.means {
                    Means::Token => "PAT",
                    Means::Account => "FedAuth",
                },
            )
            .set("timestamp", date(entry.stamp.at))
            .set("scopeType", "organization")
            .set("scopeDisplayName", format!("{} (Organization)", organization.name()))
            .set("scopeId", organization.id().to_string())
            .set("projectId", audited.project.map(|id| id.to_string()))
            .set("projectName", project.map(|project| project.name.as_str()))
            .set("ipAddress", Value::Null)
            .set("userAgent", "")
            .set("actionId", action.id)
            .set("data", Value::Object(audited.data))
            .set("details", audited.details)
            .set("area", action.area)
            .set("category", action.category)
            .set("categoryDisplayName", capital)
            .set("actorDisplayName", actor.map(|actor| actor.display_name.as_str()))
            .set("actorImageUrl", picture),
    )
}
