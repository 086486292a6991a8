//! What builds add up to: metrics, retention over time, what is used.

use std::collections::BTreeMap;

use adoxide_api::build::meta;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Unit};
use serde_json::{Value, json};

use super::shape::project;
use crate::base::{date, parse_date};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::{Build, BuildResult};

handlers! {
    meta::GET_DEFINITION_METRICS => read(get_definition_metrics),
    meta::GET_PROJECT_METRICS => read(get_project_metrics),
    meta::GET_RETENTION_HISTORY => read(get_retention_history),
    meta::GET_RESOURCE_USAGE => read(get_resource_usage),
    meta::GET_BUILD_CONTROLLERS => read(get_controllers),
    meta::GET_BUILD_CONTROLLER => read(get_controller),
}

/// How many days metrics go back by default.
const DAYS: i64 = 7;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The counts of a span of time.
#[derive(Default)]
struct Counts {
    all: i64,
    canceled: i64,
    failed: i64,
    partly: i64,
    succeeded: i64,
}

impl Counts {
    fn add(&mut self, build: &Build) {
        self.all += 1;
        match build.result {
            Some(BuildResult::Canceled) => self.canceled += 1,
            Some(BuildResult::Failed) => self.failed += 1,
            Some(BuildResult::PartiallySucceeded) => self.partly += 1,
            Some(BuildResult::Succeeded) => self.succeeded += 1,
            None => {}
        }
    }

    /// The metrics by the names that the service has for them.
    fn named(&self) -> [(&'static str, i64); 5] {
        [
            ("TotalBuilds", self.all),
            ("CanceledBuilds", self.canceled),
            ("FailedBuilds", self.failed),
            ("PartiallySuccessfulBuilds", self.partly),
            ("SuccessfulBuilds", self.succeeded),
        ]
    }
}

/// The metrics of builds, a row for each name and span in which there were some.
fn metrics<'w>(
    view: &View<'_>,
    builds: impl Iterator<Item = &'w Build>,
    scope: &str,
    unit: Unit,
) -> Result<Reply, Fault> {
    let now = view.stamp().at;
    let since = match view.query.any(&["minMetricsTime"]) {
        Some(at) => parse_date(at).ok_or_else(|| Fault::invalid_parameter("minMetricsTime", at))?,
        None => now.checked_sub(DAY * i32::try_from(DAYS).unwrap_or(1)).unwrap_or(now),
    };
    let span = |at: Timestamp| {
        let round = jiff::ZonedRound::new().smallest(unit).mode(jiff::RoundMode::Trunc);
        at.to_zoned(TimeZone::UTC).round(round).map_or(at, |zoned| zoned.timestamp())
    };
    let mut spans: BTreeMap<Timestamp, Counts> = BTreeMap::new();
    for build in builds {
        if let Some(at) = build.finished.filter(|at| *at >= since) {
            spans.entry(span(at)).or_default().add(build);
        }
    }
    let rows = spans.iter().flat_map(|(at, counts)| {
        let counts = counts.named().into_iter().filter(|(_, count)| *count > 0);
        counts.map(move |(name, count)| {
            Object::new().set("name", name).set("scope", scope).set("intValue", count).set("date", date(*at))
        })
    });
    Ok(Reply::list(rows.collect::<Vec<_>>()))
}

fn get_definition_metrics(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("definitionId")?;
    let project = project(view)?.id;
    let builds = view.organization.builds();
    let found = given.parse().ok().and_then(|id| builds.definition(id));
    let found = found.filter(|found| found.project == project);
    let id = found.ok_or_else(|| Fault::definition_not_found(given))?.id;
    let own = builds.builds().filter(|build| build.new.definition == id);
    metrics(view, own, &format!("Definition:{id}"), Unit::Day)
}

fn get_project_metrics(view: &View<'_>) -> Result<Reply, Fault> {
    let unit = match view.argument("metricAggregationType").map(str::to_lowercase).as_deref() {
        Some("hourly") => Unit::Hour,
        None | Some("daily") => Unit::Day,
        Some(other) => return Err(Fault::invalid_parameter("metricAggregationType", other)),
    };
    let project = project(view)?.id;
    let own = view.organization.builds().builds().filter(|build| build.project == project);
    metrics(view, own, "Project", unit)
}

/// How many builds, definitions and files there were at the end of each day.
fn get_retention_history(view: &View<'_>) -> Result<Reply, Fault> {
    let days = view.query.number(&["daysToLookback"])?.unwrap_or(7).clamp(1, 90);
    let now = view.stamp().at;
    let builds = view.organization.builds();
    let samples = (0..i32::try_from(days).unwrap_or(7)).rev().map(|back| {
        let at = now.checked_sub(DAY * back).unwrap_or(now);
        let own = builds.builds().filter(|build| build.queued.at <= at);
        let (count, files) =
            own.fold((0, 0), |(count, files), build| (count + 1, files + build.artifacts.len()));
        let definitions = builds.definitions().filter(|known| known.changed.at <= at).count();
        json!({"builds": count.to_string(), "definitions": definitions.to_string(),
               "files": files.to_string(), "sampleTime": date(at)})
    });
    Ok(Reply::json(json!({"buildRetentionSamples": samples.collect::<Vec<Value>>()})))
}

fn get_resource_usage(view: &View<'_>) -> Result<Reply, Fault> {
    let own = view.organization.agents().pools().filter(|pool| !pool.is_hosted);
    let agents = own.map(|pool| pool.agents.len()).sum::<usize>();
    Ok(Reply::json(
        Object::new()
            .set("distributedTaskAgents", agents)
            .set("paidPrivateAgentSlots", 0)
            .set("totalUsage", agents)
            .set("xamlControllers", 0),
    ))
}

/// The service has had none since XAML builds ended.
fn get_controllers(_: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(Vec::<Value>::new()))
}

fn get_controller(view: &View<'_>) -> Result<Reply, Fault> {
    Err(Fault::build_part_not_found("controller", view.required("controllerId")?))
}
