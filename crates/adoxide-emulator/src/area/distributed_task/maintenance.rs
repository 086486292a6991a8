//! Maintenance of agent pools.

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::agent::find_pool;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::pool_maintenance::{MaintenanceContent, MaintenanceDefinition, MaintenanceJob};

handlers! {
    meta::GET_AGENT_POOL_MAINTENANCE_DEFINITIONS => read(get_definitions),
    meta::GET_AGENT_POOL_MAINTENANCE_DEFINITION => read(get_definition),
    meta::CREATE_AGENT_POOL_MAINTENANCE_DEFINITION => change(create_definition),
    meta::UPDATE_AGENT_POOL_MAINTENANCE_DEFINITION => change(update_definition),
    meta::DELETE_AGENT_POOL_MAINTENANCE_DEFINITION => change(delete_definition),
    meta::GET_AGENT_POOL_MAINTENANCE_JOBS => read(get_jobs),
    meta::GET_AGENT_POOL_MAINTENANCE_JOB => read(get_job),
    meta::QUEUE_AGENT_POOL_MAINTENANCE_JOB => change(queue_job),
    meta::UPDATE_AGENT_POOL_MAINTENANCE_JOB => change(update_job),
    meta::DELETE_AGENT_POOL_MAINTENANCE_JOB => change(delete_job),
}

/// A pool as maintenance tells of it: recorded with its type as a number, and nulls.
fn pool_reference(view: &View<'_>, id: i64) -> Object {
    let pool = view.organization.agents().pool(id);
    Object::new()
        .set("id", id)
        .set("isHosted", pool.is_some_and(|pool| pool.is_hosted))
        .set("poolType", if pool.is_some_and(|pool| pool.is_deployment) { 2 } else { 1 })
        .set("size", 0)
        .set("isLegacy", Value::Null)
        .set("options", Value::Null)
}

fn definition_json(view: &View<'_>, known: &MaintenanceDefinition) -> Object {
    let content = &known.content;
    Object::new()
        .set("options", json!({ "workingDirectoryExpirationInDays": content.expiration }))
        .set("retentionPolicy", json!({ "numberOfHistoryRecordsToKeep": content.history }))
        .set(
            "scheduleSetting",
            Object::new()
                .set("scheduleJobId", known.schedule_job)
                .set("timeZoneId", content.time_zone.as_str())
                .set("startHours", content.start.0)
                .set("startMinutes", content.start.1)
                // Recorded: a bit mask, as a number.
                .set("daysToBuild", content.days),
        )
        .set("id", known.id)
        .set("pool", pool_reference(view, known.pool))
        .set("enabled", content.is_enabled)
        .set("jobTimeoutInMinutes", content.timeout)
        .set("maxConcurrentAgentsPercentage", content.most_agents)
}

fn find_definition<'w>(view: &View<'w>) -> Result<&'w MaintenanceDefinition, Fault> {
    let (pool, given) = (find_pool(view)?.id, view.required("definitionId")?);
    let mut all = view.organization.maintenance().definitions(pool);
    let found = all.find(|known| Ok(known.id) == given.parse());
    found.ok_or_else(|| Fault::maintenance_not_found(given))
}

fn get_definitions(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?.id;
    let all = view.organization.maintenance().definitions(pool);
    Ok(Reply::list(all.map(|known| definition_json(view, known))))
}

fn get_definition(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(definition_json(view, find_definition(view)?)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DefinitionBody {
    enabled: Option<bool>,
    job_timeout_in_minutes: Option<i64>,
    max_concurrent_agents_percentage: Option<i64>,
    #[serde(default)]
    options: Value,
    #[serde(default)]
    retention_policy: Value,
    #[serde(default)]
    schedule_setting: Value,
}

/// The days of a schedule: a bit mask, or names with commas between them.
fn days(given: &Value) -> Option<i64> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if let Some(mask) = given.as_i64() {
        return (0..128).contains(&mask).then_some(mask);
    }
    given.as_str()?.split(',').try_fold(0, |mask, name| match name.trim().to_lowercase().as_str() {
        "all" => Some(127),
        "none" => Some(mask),
        name => Some(mask | 1 << NAMES.iter().position(|known| *known == name)?),
    })
}

impl DefinitionBody {
    fn content(self) -> Result<MaintenanceContent, Fault> {
        let number =
            |of: &Value, name: &str, default: i64| of.get(name).and_then(Value::as_i64).unwrap_or(default);
        let schedule = &self.schedule_setting;
        let given = schedule.get("daysToBuild").unwrap_or(&Value::Null);
        let days = if given.is_null() { Some(0) } else { days(given) };
        let days = days.ok_or_else(|| Fault::invalid_parameter("daysToBuild", &given.to_string()))?;
        let start = (number(schedule, "startHours", 0), number(schedule, "startMinutes", 0));
        if !(0..24).contains(&start.0) || !(0..60).contains(&start.1) {
            return Err(Fault::invalid_parameter("startHours", &format!("{}:{}", start.0, start.1)));
        }
        let most_agents = self.max_concurrent_agents_percentage.unwrap_or(25);
        if !(1..=100).contains(&most_agents) {
            return Err(Fault::invalid_parameter("maxConcurrentAgentsPercentage", &most_agents.to_string()));
        }
        Ok(MaintenanceContent {
            is_enabled: self.enabled.unwrap_or(true),
            timeout: self.job_timeout_in_minutes.unwrap_or(60),
            most_agents,
            expiration: number(&self.options, "workingDirectoryExpirationInDays", 30),
            history: number(&self.retention_policy, "numberOfHistoryRecordsToKeep", 10),
            days,
            start,
            time_zone: schedule.get("timeZoneId").and_then(Value::as_str).unwrap_or("UTC").to_owned(),
        })
    }
}

fn create_definition(change: &mut Change<'_>, body: DefinitionBody) -> Result<Reply, Fault> {
    let (pool, content) = (find_pool(&change.view())?.id, body.content()?);
    let id = change.make(|tx| tx.create_maintenance(pool, content))?;
    let view = change.view();
    let known = view.organization.maintenance().definitions(pool).find(|known| known.id == id);
    let known = known.ok_or_else(|| Fault::maintenance_not_found(&id.to_string()))?;
    Ok(Reply::json(definition_json(&view, known)))
}

fn update_definition(change: &mut Change<'_>, body: DefinitionBody) -> Result<Reply, Fault> {
    let (id, content) = (find_definition(&change.view())?.id, body.content()?);
    change.make(|tx| tx.update_maintenance(id, content))?;
    get_definition(&change.view())
}

fn delete_definition(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_definition(&change.view())?.id;
    change.make(|tx| tx.delete_maintenance(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Jobs.

fn job_json(view: &View<'_>, job: &MaintenanceJob) -> Object {
    let result = job.finished.map(|(_, is_cancelled)| if is_cancelled { "canceled" } else { "succeeded" });
    Object::new()
        .set("jobId", job.id)
        .set("pool", pool_reference(view, job.pool))
        .set("definitionId", job.definition)
        .set("orchestrationId", job.orchestration)
        .set("requestedBy", view.urls().person(view.directory, job.queued.actor))
        .set("status", if job.finished.is_some() { "completed" } else { "inProgress" })
        .set("queueTime", date(job.queued.at))
        .set("startTime", date(job.queued.at))
        .set_some("finishTime", job.finished.map(|(at, _)| date(at)))
        .set_some("result", result)
        .set("errorCount", 0)
        .set("warningCount", 0)
        .set("logsDownloadUrl", Value::Null)
        .set("targetAgents", json!([]))
}

fn find_job<'w>(view: &View<'w>) -> Result<&'w MaintenanceJob, Fault> {
    let (pool, given) = (find_pool(view)?.id, view.required("jobId")?);
    let mut all = view.organization.maintenance().jobs(pool);
    let found = all.find(|known| Ok(known.id) == given.parse());
    found.ok_or_else(|| Fault::maintenance_not_found(given))
}

fn get_jobs(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?.id;
    let definition = view.query.number(&["definitionId"])?;
    let all = view.organization.maintenance().jobs(pool);
    let found =
        all.filter(|job| definition.is_none_or(|wanted| usize::try_from(job.definition) == Ok(wanted)));
    Ok(Reply::list(found.map(|job| job_json(view, job))))
}

fn get_job(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(job_json(view, find_job(view)?)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JobBody {
    definition_id: Option<i64>,
    status: Option<String>,
}

fn queue_job(change: &mut Change<'_>, body: JobBody) -> Result<Reply, Fault> {
    let pool = find_pool(&change.view())?.id;
    let definition = body.definition_id.ok_or_else(|| Fault::argument_null("definitionId"))?;
    if !change.view().organization.maintenance().definitions(pool).any(|known| known.id == definition) {
        return Err(Fault::maintenance_not_found(&definition.to_string()));
    }
    let id = change.make(|tx| tx.queue_maintenance(definition))?;
    let view = change.view();
    let job = view.organization.maintenance().jobs(pool).find(|job| job.id == id);
    let job = job.ok_or_else(|| Fault::maintenance_not_found(&id.to_string()))?;
    Ok(Reply::json(job_json(&view, job)))
}

/// Cancels a job: nothing else of it can be changed.
fn update_job(change: &mut Change<'_>, body: JobBody) -> Result<Reply, Fault> {
    let id = find_job(&change.view())?.id;
    let status = body.status.unwrap_or_default();
    if !["cancelling", "cancelled", "canceled"].contains(&status.to_lowercase().as_str()) {
        return Err(Fault::invalid_parameter("status", &status));
    }
    change.make(|tx| tx.end_maintenance_job(id, true))?;
    get_job(&change.view())
}

fn delete_job(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_job(&change.view())?.id;
    change.make(|tx| tx.delete_maintenance_job(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
