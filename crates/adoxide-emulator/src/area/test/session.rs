//! Test sessions: those that pipelines report, and those of people who explore.

use adoxide_api::{test, test_results};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::body::kept;
use super::kept::Kept;
use crate::base::{named, parse_date, sql_date};
use crate::handler::{Change, View, handlers};
use crate::wire::body::from_value;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::id::{IdentityId, TeamId};
use crate::world::name::same_name;

handlers! {
    test_results::meta::CREATE_TEST_SESSION => change(report_session),
    test_results::meta::GET_TEST_SESSION => read(get_reported),
    test_results::meta::GET_TEST_SESSION_LAYOUT => read(get_layout),
    test_results::meta::UPDATE_TEST_SESSION => change(update_reported),
    test::meta::CREATE_TEST_SESSION => change(create_session),
    test::meta::GET_TEST_SESSIONS => read(get_sessions),
    test::meta::UPDATE_TEST_SESSION => change(update_session),
}

// What pipelines report.

const REPORTED: Kept = Kept { name: "resultsSessions", first: 1 };

named! {
    enum ReportedState {
        None = 0 "none",
        Running = 1 "running",
        Completed = 2 "completed",
        Waiting = 3 "waiting",
        Cancelled = 4 "cancelled",
    }

    enum ReportedResult {
        None = 0 "none",
        Passed = 1 "passed",
        Failed = 2 "failed",
        Pending = 3 "pending",
    }
}

/// What of a reported session is kept as it is given.
const OF_REPORTED: &[&str] =
    &["name", "uid", "type", "startTimeUTC", "endTimeUTC", "source", "layout", "timeline", "testRuns"];

/// What is looked at of a reported session.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reported {
    state: Option<ReportedState>,
    result: Option<ReportedResult>,
    session_source_pipeline: Option<Pipeline>,
    layout: Option<Vec<Map<String, Value>>>,
    timeline: Option<Vec<Map<String, Value>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pipeline {
    build_id: i64,
    build_url: Option<String>,
}

/// The members that a body gives to a session.
fn read_reported(view: &View<'_>, body: &Value) -> Result<Map<String, Value>, Fault> {
    let read: Reported = from_value(body)?;
    // They are looked at so that they are what they must be; they are kept as they are given.
    let _ = (read.layout, read.timeline);
    let mut members = kept(body, OF_REPORTED);
    for name in ["startTimeUTC", "endTimeUTC"] {
        if let Some(given) = members.get(name).and_then(Value::as_str) {
            parse_date(given).ok_or_else(|| Fault::invalid_parameter(name, given))?;
        }
    }
    members.extend(read.state.map(|state| ("state".to_owned(), state.name().into())));
    members.extend(read.result.map(|result| ("result".to_owned(), result.name().into())));
    if let Some(given) = read.session_source_pipeline {
        let project = view.project()?.id;
        let build = view.organization.builds().build(given.build_id).filter(|build| build.project == project);
        let build = build.ok_or_else(|| Fault::build_not_found(&given.build_id.to_string()))?;
        let url = view.urls().at(format_args!("_apis/build/Builds/{}", build.id));
        let pipeline = json!({"buildId": build.id, "buildUrl": given.build_url.unwrap_or(url)});
        members.insert("sessionSourcePipeline".to_owned(), pipeline);
    }
    Ok(members)
}

/// The answer is the number of the session alone.
fn report_session(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let mut members = read_reported(&change.view(), &body)?;
    for name in ["name", "sessionSourcePipeline"] {
        if !members.contains_key(name) {
            return Err(Fault::argument_null(name));
        }
    }
    for (name, usual) in [("state", "none"), ("result", "none")] {
        members.entry(name).or_insert_with(|| usual.into());
    }
    let uid = change.new_ids(1).first().map(ToString::to_string).unwrap_or_default();
    members.entry("uid").or_insert_with(|| uid.into());
    let id = REPORTED.add(change, |id| {
        members.insert("id".to_owned(), id.into());
        Value::Object(members)
    })?;
    Ok(Reply::json(id))
}

/// The sessions of a build.
fn get_reported(view: &View<'_>) -> Result<Reply, Fault> {
    let build = super::coverage::build(view)?.id;
    let all = REPORTED.all(view)?.into_iter().map(|(_, session)| session);
    Ok(Reply::list(all.filter(|session| session["sessionSourcePipeline"]["buildId"] == build)))
}

/// A reported session by its number or its unique id.
fn find_reported<'v>(view: &View<'v>) -> Result<(i64, &'v Value), Fault> {
    let given = view.required("sessionId")?;
    let found = REPORTED.all(view)?.into_iter().find(|(id, session)| {
        id.to_string() == given || session["uid"].as_str().is_some_and(|uid| uid.eq_ignore_ascii_case(given))
    });
    found.ok_or_else(|| Fault::test_object_not_found("Test session", given))
}

fn get_layout(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, session) = find_reported(view)?;
    Ok(Reply::list(session["layout"].as_array().into_iter().flatten()))
}

/// The answer is the number of the session alone.
fn update_reported(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let view = change.view();
    let (id, session) = find_reported(&view)?;
    let mut session = session.clone();
    let members = read_reported(&view, &body)?;
    if let Some(known) = session.as_object_mut() {
        known.extend(members);
    }
    REPORTED.set(change, id, Some(session))?;
    Ok(Reply::json(id))
}

// What people explore.

const SESSIONS: Kept = Kept { name: "sessions", first: 1 };

named! {
    enum SessionState {
        Unspecified = 0 "unspecified",
        NotStarted = 1 "notStarted",
        InProgress = 2 "inProgress",
        Paused = 3 "paused",
        Completed = 4 "completed",
        Declined = 5 "declined",
    }

    enum SessionSource {
        Unknown = 0 "unknown",
        XtDesktop = 1 "xtDesktop",
        FeedbackDesktop = 2 "feedbackDesktop",
        XtWeb = 3 "xtWeb",
        FeedbackWeb = 4 "feedbackWeb",
        XtDesktop2 = 5 "xtDesktop2",
        SessionInsightsForAll = 6 "sessionInsightsForAll",
    }
}

impl SessionState {
    fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Declined)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    id: Option<i64>,
    title: Option<String>,
    area: Option<Area>,
    comment: Option<String>,
    state: Option<SessionState>,
    source: Option<SessionSource>,
    revision: Option<i64>,
    start_date: Option<String>,
    end_date: Option<String>,
    property_bag: Option<Bag>,
}

#[derive(Deserialize)]
struct Area {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Bag {
    #[serde(default)]
    bag: Map<String, Value>,
}

/// The team of the path.
fn team(view: &View<'_>) -> Result<TeamId, Fault> {
    let given = view.required("team")?;
    let found = view.project()?.team(given);
    Ok(found.ok_or_else(|| Fault::team_not_found(given))?.id)
}

fn session_json(view: &View<'_>, session: &Value, is_whole: bool) -> Result<Object, Fault> {
    let project = view.project()?;
    let person = |name: &str| {
        let id: Option<IdentityId> = session[name].as_str().and_then(|id| id.parse().ok());
        id.map(|id| view.urls().person(view.directory, id))
    };
    let area = session["area"].as_str();
    let url = view.urls().at(format_args!("_apis/test/session/{}", session["id"]));
    let mut json = Object::new().set("id", &session["id"]);
    for name in ["title", "startDate", "endDate", "lastUpdatedDate", "revision", "state", "source", "comment"]
    {
        json = json.set_some(name, session.get(name).filter(|value| !value.is_null()));
    }
    Ok(json
        .set("project", Object::new().set("id", project.id).set("name", project.name.as_str()))
        .set_some("lastUpdatedBy", person("lastUpdatedBy"))
        .set_some("owner", person("owner"))
        .set_some("area", area.map(|name| Object::new().set("name", name)))
        .set("url", url)
        .set_if(is_whole, "propertyBag", || Object::new().set("bag", &session["bag"])))
}

impl Session {
    fn write(self, session: &mut Value, now: &str, actor: IdentityId) -> Result<(), Fault> {
        let dates = [("startDate", self.start_date), ("endDate", self.end_date)];
        let dates = dates.map(|(name, given)| {
            let at = given.filter(|given| !given.is_empty()).map(|given| {
                parse_date(&given).map(sql_date).ok_or_else(|| Fault::invalid_parameter(name, &given))
            });
            at.transpose().map(|at| (name, at))
        });
        for found in dates {
            let (name, at) = found?;
            if let Some(at) = at {
                session[name] = at.into();
            }
        }
        let area = self.area.and_then(|area| area.name);
        for (name, text) in [("title", self.title), ("comment", self.comment), ("area", area)] {
            if let Some(text) = text {
                session[name] = text.into();
            }
        }
        if let Some(state) = self.state.filter(|state| *state != SessionState::Unspecified) {
            session["state"] = state.name().into();
            if state.is_over() && session["endDate"].is_null() {
                session["endDate"] = now.into();
            }
        }
        if let Some(source) = self.source {
            session["source"] = source.name().into();
        }
        if let (Some(bag), Some(known)) = (self.property_bag, session["bag"].as_object_mut()) {
            known.extend(bag.bag);
        }
        session["lastUpdatedBy"] = actor.to_string().into();
        session["lastUpdatedDate"] = now.into();
        session["revision"] = (session["revision"].as_i64().unwrap_or(0) + 1).into();
        Ok(())
    }
}

fn create_session(change: &mut Change<'_>, body: Session) -> Result<Reply, Fault> {
    if body.title.as_deref().is_none_or(|title| title.trim().is_empty()) {
        return Err(Fault::argument_null("title"));
    }
    let view = change.view();
    let team = team(&view)?;
    let now = sql_date(view.stamp().at);
    let mut session = json!({
        "team": team.to_string(),
        "owner": view.actor.to_string(),
        "state": "inProgress",
        "source": "unknown",
        "startDate": now,
        "revision": 0,
        "bag": {},
    });
    body.write(&mut session, &now, view.actor)?;
    let id = SESSIONS.add(change, |id| {
        session["id"] = id.into();
        session
    })?;
    told(&change.view(), id)
}

fn told(view: &View<'_>, id: i64) -> Result<Reply, Fault> {
    let found = SESSIONS.get(view, id)?;
    let found = found.ok_or_else(|| Fault::test_object_not_found("Test session", &id.to_string()))?;
    Ok(Reply::json(session_json(view, found, true)?))
}

fn update_session(change: &mut Change<'_>, body: Session) -> Result<Reply, Fault> {
    let view = change.view();
    let id = body.id.ok_or_else(|| Fault::argument_null("id"))?;
    let team = team(&view)?.to_string();
    let found = SESSIONS.get(&view, id)?.filter(|session| session["team"] == team.as_str());
    let found = found.ok_or_else(|| Fault::test_object_not_found("Test session", &id.to_string()))?;
    let mut session = found.clone();
    if body.revision.is_some_and(|given| given != 0 && session["revision"] != given) {
        let message =
            format!("Test session {id} was changed since: its revision is {}.", session["revision"]);
        return Err(Fault::test_object_updated(message));
    }
    let now = sql_date(view.stamp().at);
    body.write(&mut session, &now, view.actor)?;
    SESSIONS.set(change, id, Some(session))?;
    told(&change.view(), id)
}

/// The sessions of a team of the last days: the caller's own, or those of everybody.
fn get_sessions(view: &View<'_>) -> Result<Reply, Fault> {
    let team = team(view)?.to_string();
    let (everybody, is_whole) = (view.query.flag("allSessions")?, view.query.flag("includeAllProperties")?);
    let only_completed = view.query.flag("includeOnlyCompletedSessions")?;
    let source = view
        .query
        .any(&["source"])
        .map(|given| SessionSource::find(given).ok_or_else(|| Fault::invalid_parameter("source", given)));
    let source = source.transpose()?.filter(|source| *source != SessionSource::Unknown);
    let days = view.query.number(&["period"])?.filter(|days| *days > 0);
    let since = days.and_then(|days| {
        let hours = 24 * days.min(36_500) as i64;
        view.stamp().at.checked_sub(jiff::SignedDuration::from_hours(hours)).ok()
    });
    let owner = view.actor.to_string();
    let found = SESSIONS.all(view)?.into_iter().map(|(_, session)| session).filter(|session| {
        let text = |name: &str| session[name].as_str().unwrap_or_default();
        let began = parse_date(text("startDate"));
        same_name(text("team"), &team)
            && (everybody || same_name(text("owner"), &owner))
            && (!only_completed || text("state") == SessionState::Completed.name())
            && source.is_none_or(|source| text("source") == source.name())
            && since.is_none_or(|since| began.is_some_and(|began| began >= since))
    });
    let rows = found.map(|session| session_json(view, session, is_whole)).collect::<Result<Vec<_>, _>>()?;
    Ok(Reply::list(rows))
}
