//! The jobs that pools were asked to run: those of builds, which agents take, and those of phases of releases.

use adoxide_api::distributed_task::task_agent::meta;
use adoxide_api::wire::Host;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::agent::{agent_reference, find_pool, find_queue};
use super::shape::numbers;
use crate::base::{date, parse_date, timeline_date};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::agent::{Agent, AgentPool, HOSTED, JobRequest};
use crate::world::build::Build;
use crate::world::id::ProjectId;
use crate::world::release::deployment::{Attempt, PhaseRun, Release, ReleaseEnvironment};
use crate::world::release::kind::{DeployPhaseType, TaskStatus};

handlers! {
    meta::GET_AGENT_REQUESTS => read(get_requests),
    meta::GET_AGENT_REQUESTS_FOR_AGENT => read(get_requests),
    meta::GET_AGENT_REQUESTS_FOR_AGENTS => read(get_requests),
    meta::GET_AGENT_REQUESTS_FOR_QUEUE => read(get_requests_for_queue),
    meta::GET_AGENT_REQUESTS_FOR_PLAN => read(get_requests_for_plan),
    meta::GET_AGENT_REQUEST => read(get_request),
    meta::QUEUE_AGENT_REQUEST_BY_POOL => change(queue_request),
    meta::QUEUE_AGENT_REQUEST => change(queue_request),
    meta::UPDATE_AGENT_REQUEST => change(update_request),
    meta::DELETE_AGENT_REQUEST => change(delete_request),
}

/// The owners that the service names: builds, and releases.
const BUILD_OWNER: &str = "00025394-6065-48ca-87d9-7f5672854ef7";
const RELEASE_OWNER: &str = "0000000d-0000-8888-8000-000000000000";

/// What every request demands, as recorded for builds and for releases.
const BUILD_AGENT: &str = "Agent.Version -gtVersion 2.182.1";
const RELEASE_AGENT: &str = "Agent.Version -gtVersion 2.115.0";

/// The requests of releases are numbered from here on, by the numbers of their phases.
const RELEASES: i64 = 1 << 30;

/// How long an agent may be silent before its job is somebody else's: recorded, ten minutes.
const LOCK: SignedDuration = SignedDuration::from_mins(10);

/// A request of either kind.
#[derive(Clone, Copy)]
enum Request<'w> {
    Build(&'w JobRequest),
    Release(Phase<'w>),
}

/// A phase of a deployment.
#[derive(Clone, Copy)]
struct Phase<'w> {
    release: &'w Release,
    environment: &'w ReleaseEnvironment,
    attempt: &'w Attempt,
    run: &'w PhaseRun,
    pool: &'w AgentPool,
}

impl<'w> Phase<'w> {
    /// The phases that were handed to a pool.
    fn of_pool(organization: &'w Organization, pool: &'w AgentPool) -> impl Iterator<Item = Self> {
        let all = organization.releases().releases().flat_map(|release| {
            release.deployments().map(move |(environment, attempt)| (release, environment, attempt))
        });
        let all = all.flat_map(move |(release, environment, attempt)| {
            attempt.phases.iter().map(move |run| Phase { release, environment, attempt, run, pool })
        });
        all.filter(move |phase| {
            let known = phase.environment.snapshot.phases.get(phase.run.index);
            known.is_some_and(|known| {
                known.phase_type != DeployPhaseType::RunOnServer
                    && phase.run.started.is_some()
                    && pool_of(organization, phase.release.project, &known.input) == Some(pool.id)
            })
        })
    }

    fn agent(&self) -> Option<&'w Agent> {
        let named = self.pool.agents.values().find(|agent| Some(&agent.name) == self.run.agent.as_ref());
        named.or_else(|| self.pool.agents.values().find(|agent| agent.is_enabled))
    }

    fn result(&self) -> Option<&'static str> {
        match self.run.job.status {
            TaskStatus::Succeeded => Some("succeeded"),
            TaskStatus::PartiallySucceeded => Some("succeededWithIssues"),
            TaskStatus::Failed => Some("failed"),
            TaskStatus::Canceled => Some("canceled"),
            _ => None,
        }
    }
}

/// The pool of the queue that a phase names; the hosted one where it names none.
fn pool_of(
    organization: &Organization,
    project: ProjectId,
    input: &serde_json::Map<String, Value>,
) -> Option<i64> {
    let queue = input.get("queueId").and_then(Value::as_i64).unwrap_or_default();
    let agents = organization.agents();
    let queue = agents.queue(queue).or_else(|| agents.queue_named(project, HOSTED));
    queue.map(|queue| queue.pool)
}

impl<'w> Request<'w> {
    /// The requests of a pool, latest first.
    fn of_pool(organization: &'w Organization, pool: &'w AgentPool) -> Vec<Self> {
        let builds = organization.agents().requests(pool.id).map(Self::Build);
        let mut all: Vec<Self> =
            builds.chain(Phase::of_pool(organization, pool).map(Self::Release)).collect();
        all.sort_by_key(|request| std::cmp::Reverse((request.queued(), request.id())));
        all
    }

    fn id(&self) -> i64 {
        match self {
            Self::Build(request) => request.id,
            Self::Release(phase) => RELEASES + phase.run.id,
        }
    }

    fn queued(&self) -> Timestamp {
        match self {
            Self::Build(request) => request.queued,
            Self::Release(phase) => phase.run.started.unwrap_or(phase.attempt.queued.at),
        }
    }

    fn finished(&self) -> Option<Timestamp> {
        match self {
            Self::Build(request) => request.finished,
            Self::Release(phase) => phase.run.job.finished,
        }
    }

    fn agent(&self) -> Option<i64> {
        match self {
            Self::Build(request) => request.agent,
            Self::Release(phase) => phase.agent().map(|agent| agent.id),
        }
    }

    fn project(&self, organization: &Organization) -> Option<ProjectId> {
        match self {
            Self::Build(request) => Some(organization.builds().build(request.build?)?.project),
            Self::Release(phase) => Some(phase.release.project),
        }
    }

    fn plan(&self, organization: &Organization) -> Option<Uuid> {
        match self {
            Self::Build(request) => Some(organization.builds().build(request.build?)?.plan_id),
            Self::Release(phase) => Some(phase.run.plan),
        }
    }

    fn json(&self, view: &View<'_>, pool: &AgentPool) -> Object {
        match self {
            Self::Build(request) => request_json(view, request),
            Self::Release(phase) => release_json(view, pool, self.id(), phase),
        }
    }
}

/// The times of a request: recorded, those that the service sets are in steps of a 300th of a second, those that the
/// agent tells have all digits.
struct Times {
    queued: Timestamp,
    assigned: Option<Timestamp>,
    finished: Option<Timestamp>,
    /// Until when the agent's word counts, if it gave it.
    locked: Option<Timestamp>,
}

impl Times {
    fn json(&self) -> Object {
        let locked = self.assigned.filter(|_| self.finished.is_none());
        let locked = self.locked.or_else(|| locked.and_then(|at| at.checked_add(LOCK).ok()));
        Object::new()
            .set("queueTime", timeline_date(self.queued))
            .set_some("assignTime", self.assigned.map(timeline_date))
            .set_some("receiveTime", self.assigned.map(date))
            .set_some("finishTime", self.finished.map(date))
            .set_some("lockedUntil", locked.filter(|_| self.finished.is_none()).map(timeline_date))
    }
}

/// Something that a request names: its number, its name, and its links.
fn reference(id: i64, name: &str, web: String, own: String) -> Object {
    let links = Object::new().set("web", link(web)).set("self", link(own));
    Object::new().set("_links", links).set("id", id).set("name", name)
}

/// What a request demands, with what the service adds.
fn demands(own: &[String], version: &str) -> Vec<String> {
    let has_version = own.iter().any(|demand| demand.starts_with("Agent.Version"));
    own.iter().cloned().chain((!has_version).then(|| version.to_owned())).collect()
}

/// The agents of a pool that could take a job: those that have what it demands.
fn matching<'w>(pool: &'w AgentPool, demands: &[String]) -> Vec<&'w Agent> {
    pool.agents.values().filter(|agent| agent.meets(demands)).collect()
}

/// A job of a build: recorded.
fn request_json(view: &View<'_>, request: &JobRequest) -> Object {
    let organization = view.organization;
    let urls = view.urls();
    let build = request.build.and_then(|id| organization.builds().build(id));
    let project = build.map(|build| build.project);
    let definition = build.and_then(|build| organization.builds().revisions(build.new.definition).last());
    let pool = organization.agents().pool(request.pool);
    let agent = pool.zip(request.agent).and_then(|(pool, agent)| pool.agents.get(&agent));
    let at = |path: String| {
        urls.at(format_args!("{}/{path}", project.map(|id| id.to_string()).unwrap_or_default()))
    };
    let matched = pool.filter(|_| agent.is_none()).map(|pool| matching(pool, &request.demands));
    let matched = matched.unwrap_or_default();
    let is_for_all = pool.is_some_and(|pool| matching(pool, &request.demands).len() == pool.agents.len());
    let times = Times {
        queued: request.queued,
        assigned: request.assigned,
        finished: request.finished,
        locked: request.locked,
    };
    let name = |build: &Build| Some(build.record(request.job)?.name.clone());
    Object::new()
        .set("requestId", request.id)
        .set_some("result", request.result)
        .and(times.json())
        .set("serviceOwner", BUILD_OWNER)
        .set("hostId", organization.host_id())
        .set_some("scopeId", project.map(|project| project.to_string()))
        .set("planType", "Build")
        .set("planId", build.map_or(Uuid::nil(), |build| build.plan_id))
        .set("jobId", request.job)
        .set_some("jobName", build.and_then(name))
        .set("demands", demands(&request.demands, BUILD_AGENT))
        .set_some("reservedAgent", agent.map(|agent| agent_reference(view, request.pool, agent)))
        .set_if(!matched.is_empty(), "matchedAgents", || {
            matched.iter().map(|agent| agent_reference(view, request.pool, agent)).collect::<Vec<_>>()
        })
        .set_some(
            "definition",
            definition.map(|known| {
                let web = at(format!("_build/definition?definitionId={}", known.id));
                let own = at(format!("_apis/build/Definitions/{}", known.id));
                reference(known.id, &known.content.name, web, own)
            }),
        )
        .set_some(
            "owner",
            build.map(|build| {
                let web = at(format!("_build/results?buildId={}", build.id));
                reference(build.id, &build.number, web, at(format!("_apis/build/Builds/{}", build.id)))
            }),
        )
        .set("data", json!({"ParallelismTag": "Private", "IsScheduledKey": "False"}))
        .set("poolId", request.pool)
        .set("agentDelays", json!([]))
        .set_some("orchestrationId", build.map(|build| format!("{}.{}", build.plan_id, request.identifier)))
        .set_if(is_for_all, "matchesAllAgentsInPool", || true)
        .set("priority", 0)
}

/// A phase of a release: recorded.
fn release_json(view: &View<'_>, pool: &AgentPool, id: i64, phase: &Phase<'_>) -> Object {
    let Phase { release, environment, run, .. } = phase;
    let project = release.project;
    let definition = view.organization.releases().definition(release.definition);
    let host = view.address.organization(Host::Vsrm, &view.call.organization);
    let own = |path: String| format!("{host}/{project}/_apis/Release/{path}");
    let web = |query: String| view.urls().at(format_args!("{project}/_release?{query}"));
    let times = Times {
        queued: Request::Release(*phase).queued(),
        assigned: run.started,
        finished: run.job.finished,
        locked: None,
    };
    let known = environment.snapshot.phases.get(run.index);
    let own_demands: Vec<String> = known
        .and_then(|known| known.input.get("demands")?.as_array())
        .map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    let stage = format!("stage_{}_{}_{}", project.0.simple(), release.id, environment.id);
    let name = format!("{} / {}", release.name, environment.snapshot.name);
    Object::new()
        .set("requestId", id)
        .set_some("result", phase.result())
        .and(times.json())
        .set("serviceOwner", RELEASE_OWNER)
        .set("hostId", view.organization.host_id())
        .set("scopeId", project)
        .set("planType", "Release")
        .set("planId", run.plan)
        .set("jobId", run.job.record)
        .set("demands", demands(&own_demands, RELEASE_AGENT))
        .set_some("reservedAgent", phase.agent().map(|agent| agent_reference(view, pool.id, agent)))
        .set_some(
            "definition",
            definition.map(|known| {
                let web = web(format!("definitionId={}", known.id));
                reference(known.id, &known.content.name, web, own(format!("definitions/{}", known.id)))
            }),
        )
        .set(
            "owner",
            reference(
                environment.id,
                &name,
                web(format!("releaseId={}&_a=release-summary", release.id)),
                own(format!("releases/{}", release.id)),
            ),
        )
        .set("data", json!({"ParallelismTag": "Private"}))
        .set("poolId", pool.id)
        .set("agentDelays", json!([]))
        .set("orchestrationId", format!("{}.{stage}.phase_{}.__default", run.plan, run.index + 1))
        .set_if(matching(pool, &own_demands).len() == pool.agents.len(), "matchesAllAgentsInPool", || true)
}

/// The last job of an agent that has ended, or that has not.
pub(super) fn last_request(
    view: &View<'_>,
    pool: &AgentPool,
    agent: &Agent,
    is_finished: bool,
) -> Option<Object> {
    let all = Request::of_pool(view.organization, pool);
    let mut own = all.iter().filter(|request| request.agent() == Some(agent.id));
    own.find(|request| request.finished().is_some() == is_finished).map(|request| request.json(view, pool))
}

/// The requests of a pool, latest first: those of some agents, and of what has ended as many as are wanted.
pub(super) fn requests_of(
    view: &View<'_>,
    pool: &AgentPool,
    agents: Option<&[i64]>,
    completed: usize,
    top: usize,
) -> Reply {
    let mut left = completed;
    let all = Request::of_pool(view.organization, pool);
    let found = all.iter().filter(|request| {
        let is_of = agents.is_none_or(|agents| request.agent().is_some_and(|agent| agents.contains(&agent)));
        if !is_of || request.finished().is_none() {
            return is_of;
        }
        let is_among = left > 0;
        left = left.saturating_sub(1);
        is_among
    });
    Reply::list(found.take(top).map(|request| request.json(view, pool)).collect::<Vec<_>>())
}

fn get_requests(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?;
    let completed = view.query.number(&["completedRequestCount"])?.unwrap_or(25);
    let agents = match numbers(view, "agentIds")? {
        Some(ids) => Some(ids),
        None => numbers(view, "agentId")?,
    };
    let top = view.query.number(&["$top", "top"])?.unwrap_or(usize::MAX);
    Ok(requests_of(view, pool, agents.as_deref(), completed, top))
}

/// The requests of a queue's pool that are its project's.
fn get_requests_for_queue(view: &View<'_>) -> Result<Reply, Fault> {
    let queue = find_queue(view)?;
    let top = view.query.number(&["$top", "top"])?.unwrap_or(usize::MAX);
    let pool = view.organization.agents().pool(queue.pool);
    let pool = pool.ok_or_else(|| Fault::pool_not_found(&queue.pool.to_string()))?;
    let all = Request::of_pool(view.organization, pool);
    let own = all.iter().filter(|request| request.project(view.organization) == Some(queue.project));
    Ok(Reply::list(own.take(top).map(|request| request.json(view, pool)).collect::<Vec<_>>()))
}

/// The requests of one run.
fn get_requests_for_plan(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?;
    let given = view.query.any(&["planId"]).ok_or_else(|| Fault::argument_null("planId"))?;
    let plan: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("planId", given))?;
    let all = Request::of_pool(view.organization, pool);
    let own = all.iter().filter(|request| request.plan(view.organization) == Some(plan));
    Ok(Reply::list(own.map(|request| request.json(view, pool)).collect::<Vec<_>>()))
}

fn get_request(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?;
    let given = view.required("requestId")?;
    let all = Request::of_pool(view.organization, pool);
    let found = given.parse().ok().and_then(|id: i64| all.iter().find(|request| request.id() == id));
    let request = found.ok_or_else(|| Fault::job_request_not_found(given))?;
    Ok(Reply::json(request.json(view, pool)))
}

/// A request of a body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestBody {
    job_id: Option<String>,
    #[serde(default)]
    demands: Vec<Value>,
    result: Option<String>,
    finish_time: Option<String>,
    locked_until: Option<String>,
}

/// The number of the request of the path, one that an agent takes.
fn find_request(view: &View<'_>) -> Result<i64, Fault> {
    let pool = find_pool(view)?.id;
    let given = view.required("requestId")?;
    let found = given.parse().ok().and_then(|id| view.organization.agents().request(id));
    let found = found.filter(|request| request.pool == pool);
    found.map(|request| request.id).ok_or_else(|| Fault::job_request_not_found(given))
}

/// Asks a pool to run a job of somebody else's.
fn queue_request(change: &mut Change<'_>, body: RequestBody) -> Result<Reply, Fault> {
    let pool = match change.argument("queueId") {
        Some(_) => find_queue(&change.view())?.pool,
        None => find_pool(&change.view())?.id,
    };
    let texts = body.demands.iter().map(|demand| match demand {
        Value::Object(demand) => demand.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => other.as_str().unwrap_or_default().to_owned(),
    });
    let demands: Vec<String> = texts.filter(|demand| !demand.is_empty()).collect();
    let job = match body.job_id {
        Some(given) => given.parse().map_err(|_| Fault::invalid_parameter("jobId", &given))?,
        None => change.new_ids(1).first().copied().unwrap_or_default(),
    };
    let id = change.make(|tx| tx.queue_job_request(pool, job, demands))?;
    told(change, id)
}

fn told(change: &mut Change<'_>, id: i64) -> Result<Reply, Fault> {
    let view = change.view();
    let request = view.organization.agents().request(id);
    let request = request.ok_or_else(|| Fault::job_request_not_found(&id.to_string()))?;
    Ok(Reply::json(request_json(&view, request)))
}

/// An agent tells of its job: that it still works, or how it ended.
fn update_request(change: &mut Change<'_>, body: RequestBody) -> Result<Reply, Fault> {
    let id = find_request(&change.view())?;
    let moment = |name: &str, given: Option<&str>| {
        given.map(|at| parse_date(at).ok_or_else(|| Fault::invalid_parameter(name, at))).transpose()
    };
    let finished = moment("finishTime", body.finish_time.as_deref())?;
    let locked = moment("lockedUntil", body.locked_until.as_deref())?;
    let result = match body.result.as_deref() {
        Some(given) => {
            let names = ["succeeded", "succeededWithIssues", "failed", "canceled", "skipped", "abandoned"];
            let found = names.into_iter().find(|name| name.eq_ignore_ascii_case(given));
            Some(found.ok_or_else(|| Fault::invalid_parameter("result", given))?)
        }
        None => None,
    };
    change.make(|tx| tx.update_job_request(id, result, finished, locked))?;
    told(change, id)
}

fn delete_request(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_request(&change.view())?;
    change.make(|tx| tx.delete_job_request(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
