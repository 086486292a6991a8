//! Agent pools with their agents, the queues of projects for them, and the jobs that agents were asked to run.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::build::BuildId;
use super::id::{IdentityId, ProjectId};
use super::journal::{Stamp, event};
use super::name::same_name;
use super::organization::{Open, Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// The pool that hosted jobs run in.
pub const HOSTED: &str = "Azure Pipelines";

/// An agent.
#[derive(Clone, Debug)]
pub struct Agent {
    /// Its number in the organization.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The version of its software.
    pub version: String,
    /// What it runs on.
    pub os: String,
    /// Whether it takes jobs.
    pub is_enabled: bool,
    /// Whether it is connected.
    pub is_online: bool,
    /// How many jobs it runs at a time.
    pub max_parallelism: i64,
    /// When it was added.
    pub created: Timestamp,
    /// When it connected or disconnected last.
    pub status_changed: Timestamp,
    /// What it says that it can do.
    pub system_capabilities: Map<String, Value>,
    /// What people say that it can do.
    pub user_capabilities: Map<String, Value>,
}

impl Agent {
    /// Whether it has what a job demands. What the service demands of its software every agent has.
    pub fn meets(&self, demands: &[String]) -> bool {
        demands.iter().all(|demand| {
            let name = demand.split_whitespace().next().unwrap_or_default();
            let mut all = self.system_capabilities.keys().chain(self.user_capabilities.keys());
            name.starts_with("Agent.") || all.any(|known| same_name(known, name))
        })
    }
}

/// An agent pool.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "the fields are those of the service")]
pub struct AgentPool {
    /// Its number in the organization.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether the service runs its agents.
    pub is_hosted: bool,
    /// Whether it is one of the old ones for one kind of machine each.
    pub is_legacy: bool,
    /// Whether its agents are the targets of deployment groups.
    pub is_deployment: bool,
    /// Whether new projects get a queue for it.
    pub auto_provision: bool,
    /// Whether its agents are brought up to date by themselves.
    pub auto_update: bool,
    /// How many agents it should have, if somebody said.
    pub target_size: Option<i64>,
    /// The agent cloud that gives its agents, if one does.
    pub agent_cloud: Option<i64>,
    /// Who created it, and when. Those that came with the organization say nothing.
    pub created: Option<Stamp>,
    /// Who owns it, if not who created it.
    pub owner: Option<IdentityId>,
    /// Its agents, by number.
    pub agents: BTreeMap<i64, Agent>,
}

/// A project's queue for a pool.
#[derive(Clone, Debug)]
pub struct AgentQueue {
    /// Its number in the organization.
    pub id: i64,
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// The pool that it is for.
    pub pool: i64,
}

/// A job that an agent was asked to run.
#[derive(Clone, Debug)]
pub struct JobRequest {
    /// Its number in the organization.
    pub id: i64,
    /// The pool.
    pub pool: i64,
    /// The run that it is part of; none for one that a program asked for.
    pub build: Option<BuildId>,
    /// The job's record in the run's timeline.
    pub job: Uuid,
    /// What the job is called: the stage, the job and the instance.
    pub identifier: String,
    /// What the agent must have.
    pub demands: Vec<String>,
    /// When it was asked for.
    pub queued: Timestamp,
    /// When an agent took it.
    pub assigned: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// How it ended.
    pub result: Option<&'static str>,
    /// The agent.
    pub agent: Option<i64>,
    /// Until when the agent has said that it works on it.
    pub locked: Option<Timestamp>,
}

/// What an agent pool is made of, or changed to.
#[derive(Clone, Debug)]
pub struct NewAgentPool {
    /// Its name.
    pub name: String,
    /// Whether its agents are the targets of deployment groups.
    pub is_deployment: bool,
    /// Whether new projects get a queue for it.
    pub auto_provision: bool,
    /// Whether its agents are brought up to date by themselves.
    pub auto_update: bool,
    /// How many agents it should have, if somebody said.
    pub target_size: Option<i64>,
    /// The agent cloud that gives its agents, if one does.
    pub agent_cloud: Option<i64>,
}

/// What an agent is made of, or changed to. What is not given stays as it was.
#[derive(Clone, Debug, Default)]
pub struct AgentChange {
    /// Its name.
    pub name: Option<String>,
    /// The version of its software.
    pub version: Option<String>,
    /// What it runs on.
    pub os: Option<String>,
    /// Whether it takes jobs.
    pub is_enabled: Option<bool>,
    /// Whether it is connected.
    pub is_online: Option<bool>,
    /// How many jobs it runs at a time.
    pub max_parallelism: Option<i64>,
    /// What it says that it can do.
    pub system_capabilities: Option<Map<String, Value>>,
    /// What people say that it can do.
    pub user_capabilities: Option<Map<String, Value>>,
}

/// What happens to pools, agents and queues.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum AgentEvent {
    /// A pool was created.
    PoolCreated(i64),
    /// A pool was changed.
    PoolUpdated(i64),
    /// A pool was deleted.
    PoolDeleted(i64),
    /// A queue was created.
    QueueCreated(i64),
    /// A queue was deleted.
    QueueDeleted(i64),
    /// An agent was added.
    AgentAdded { pool: i64, agent: i64 },
    /// An agent was changed, switched on or off, or it connected.
    AgentUpdated { pool: i64, agent: i64 },
    /// An agent was removed.
    AgentDeleted { pool: i64, agent: i64 },
    /// A program asked for a job, told of one, or took one back.
    RequestChanged { pool: i64, request: i64 },
}

/// The pools, agents and queues of an organization.
#[derive(Debug)]
pub struct Agents {
    last_pool: i64,
    last_queue: i64,
    last_agent: i64,
    last_request: i64,
    pools: BTreeMap<i64, AgentPool>,
    queues: BTreeMap<i64, AgentQueue>,
    requests: BTreeMap<i64, JobRequest>,
}

part!(Agents);
event!(AgentEvent);

/// Name, whether it is hosted, whether it is legacy: the pools of an organization, as recorded.
const POOLS: [(&str, bool, bool); 9] = [
    ("Default", false, false),
    ("Hosted", true, true),
    ("Hosted VS2017", true, true),
    ("Hosted Windows 2019 with VS2019", true, true),
    ("Hosted Windows Container", true, true),
    ("Hosted macOS", true, true),
    ("Hosted macOS High Sierra", true, true),
    ("Hosted Ubuntu 1604", true, true),
    (HOSTED, true, false),
];

/// The version that agents have by default.
const VERSION: &str = "4.268.0";

/// What happened before anything.
const BEGIN: Timestamp = Timestamp::UNIX_EPOCH;

impl Default for Agents {
    fn default() -> Self {
        let mut all = Self {
            last_pool: 0,
            last_queue: 0,
            last_agent: 0,
            last_request: 0,
            pools: BTreeMap::new(),
            queues: BTreeMap::new(),
            requests: BTreeMap::new(),
        };
        for (name, is_hosted, is_legacy) in POOLS {
            all.last_pool += 1;
            let mut pool = AgentPool {
                id: all.last_pool,
                name: name.to_owned(),
                is_hosted,
                is_legacy,
                is_deployment: false,
                auto_provision: true,
                auto_update: true,
                target_size: None,
                agent_cloud: None,
                created: None,
                owner: None,
                agents: BTreeMap::new(),
            };
            if is_hosted {
                // The service shows those of its pools as one.
                all.last_agent += 1;
                let name = if is_legacy { "Hosted Agent" } else { "Azure Pipelines 1" };
                let change = AgentChange { is_online: Some(true), ..AgentChange::default() };
                pool.agents.insert(all.last_agent, agent(all.last_agent, name.to_owned(), BEGIN, change));
            }
            all.pools.insert(pool.id, pool);
        }
        all
    }
}

fn agent(id: i64, name: String, created: Timestamp, change: AgentChange) -> Agent {
    let os = change.os.unwrap_or_else(|| "Linux 6.8.0 Ubuntu 24.04".to_owned());
    let version = change.version.unwrap_or_else(|| VERSION.to_owned());
    let mut system = change.system_capabilities.unwrap_or_default();
    for (key, value) in [("Agent.Name", &name), ("Agent.Version", &version), ("Agent.OS", &os)] {
        system.entry(key).or_insert_with(|| value.as_str().into());
    }
    Agent {
        id,
        name,
        version,
        os,
        is_enabled: change.is_enabled.unwrap_or(true),
        is_online: change.is_online.unwrap_or(false),
        max_parallelism: change.max_parallelism.unwrap_or(1),
        created,
        status_changed: created,
        system_capabilities: system,
        user_capabilities: change.user_capabilities.unwrap_or_default(),
    }
}

impl Agents {
    /// The pools, by number.
    pub fn pools(&self) -> impl Iterator<Item = &AgentPool> {
        self.pools.values()
    }

    /// A pool.
    pub fn pool(&self, id: i64) -> Option<&AgentPool> {
        self.pools.get(&id)
    }

    /// The pool of this name.
    pub fn pool_named(&self, name: &str) -> Option<&AgentPool> {
        self.pools.values().find(|pool| same_name(&pool.name, name))
    }

    /// The queues of a project, by number.
    pub fn queues(&self, project: ProjectId) -> impl Iterator<Item = &AgentQueue> {
        self.queues.values().filter(move |queue| queue.project == project)
    }

    /// A queue.
    pub fn queue(&self, id: i64) -> Option<&AgentQueue> {
        self.queues.get(&id)
    }

    /// The project's queue of this name, or for the pool of this name.
    pub fn queue_named(&self, project: ProjectId, name: &str) -> Option<&AgentQueue> {
        let pool = self.pool_named(name).map(|pool| pool.id);
        self.queues(project).find(|queue| same_name(&queue.name, name) || Some(queue.pool) == pool)
    }

    /// The jobs of a pool, oldest first.
    pub fn requests(&self, pool: i64) -> impl DoubleEndedIterator<Item = &JobRequest> {
        self.requests.values().filter(move |request| request.pool == pool)
    }

    /// A job.
    pub fn request(&self, id: i64) -> Option<&JobRequest> {
        self.requests.get(&id)
    }

    fn is_busy(&self, agent: &Agent) -> bool {
        let runs = |request: &&JobRequest| request.agent == Some(agent.id) && request.finished.is_none();
        // What runs now is among the last.
        let running = self.requests.values().rev().take(500).filter(runs).count();
        i64::try_from(running).unwrap_or(i64::MAX) >= agent.max_parallelism
    }
}

/// What became of a job that was handed to a pool.
pub(super) enum Assignment {
    /// An agent of this name runs it.
    Worker(String),
    /// No agent is free.
    Waiting,
}

/// A job that is handed to a pool.
pub(super) struct Handed<'a> {
    pub pool: i64,
    pub build: BuildId,
    pub job: Uuid,
    pub identifier: String,
    pub demands: &'a [String],
}

impl Organization {
    /// Its pools, agents and queues.
    pub fn agents(&self) -> &Agents {
        self.part()
    }
}

impl Transaction<'_> {
    /// Gives a project a queue for each pool.
    pub(super) fn add_queues(&mut self, project: ProjectId) {
        let agents = self.part_mut::<Agents>();
        let pools: Vec<_> = agents
            .pools
            .values()
            .filter(|pool| pool.auto_provision && !pool.is_deployment)
            .map(|pool| (pool.id, pool.name.clone()))
            .collect();
        for (pool, name) in pools {
            agents.last_queue += 1;
            let id = agents.last_queue;
            agents.queues.insert(id, AgentQueue { id, project, name, pool });
        }
    }

    /// Hands a job to a pool: an agent takes it, or it waits. Handed again, it is the same one.
    pub(super) fn hand_job(&mut self, job: &Handed<'_>) -> Assignment {
        let at = self.stamp().at;
        let agents = self.part_mut::<Agents>();
        // Another attempt of a job has the same record, and is another request.
        let mut requests = agents.requests.values().rev();
        let known = requests.find(|known| (known.build, known.job) == (Some(job.build), job.job));
        let known = known.filter(|known| known.finished.is_none()).map(|known| known.id);
        let id = known.unwrap_or_else(|| {
            agents.last_request += 1;
            let request = JobRequest {
                id: agents.last_request,
                pool: job.pool,
                build: Some(job.build),
                job: job.job,
                identifier: job.identifier.clone(),
                demands: job.demands.to_vec(),
                queued: at,
                assigned: None,
                finished: None,
                result: None,
                agent: None,
                locked: None,
            };
            agents.requests.insert(request.id, request);
            agents.last_request
        });
        let Some(pool) = agents.pools.get(&job.pool) else { return Assignment::Worker("Agent".to_owned()) };
        let (agent, worker) = if pool.is_hosted || pool.agents.is_empty() {
            // A pool without agents of its own is played as if the service ran one: nobody could connect one here.
            let name = if pool.is_legacy {
                "Hosted Agent".to_owned()
            } else {
                format!("{} {}", pool.name, 1 + id % 8)
            };
            (pool.agents.keys().next().copied(), name)
        } else {
            let free = pool.agents.values().find(|agent| {
                agent.is_enabled && agent.is_online && agent.meets(job.demands) && !agents.is_busy(agent)
            });
            let Some(free) = free else { return Assignment::Waiting };
            (Some(free.id), free.name.clone())
        };
        if let Some(request) = agents.requests.get_mut(&id) {
            request.agent = agent;
            request.assigned = Some(at);
        }
        Assignment::Worker(worker)
    }

    /// A job has ended: its agent is free again. The runs with jobs that wait for one.
    pub(super) fn end_job(&mut self, build: BuildId, job: Uuid, result: &'static str) -> Vec<BuildId> {
        let at = self.stamp().at;
        let agents = self.part_mut::<Agents>();
        let mut requests = agents.requests.values_mut().rev();
        let request = requests.find(|known| (known.build, known.job) == (Some(build), job));
        let Some(request) = request.filter(|known| known.finished.is_none()) else { return Vec::new() };
        request.finished = Some(at);
        request.result = Some(result);
        let pool = request.pool;
        agents.waiting(pool)
    }

    /// Creates a pool.
    ///
    /// # Errors
    /// When the name is taken.
    pub fn create_agent_pool(&mut self, new: NewAgentPool) -> Result<Recorded<i64>, Refusal> {
        let stamp = self.stamp();
        if self.agents().pool_named(&new.name).is_some() {
            return Err(PipelineRefusal::Exists(new.name).into());
        }
        let agents = self.part_mut::<Agents>();
        agents.last_pool += 1;
        let id = agents.last_pool;
        let pool = AgentPool {
            id,
            name: new.name,
            is_hosted: false,
            is_legacy: false,
            is_deployment: new.is_deployment,
            auto_provision: new.auto_provision,
            auto_update: new.auto_update,
            target_size: new.target_size,
            agent_cloud: new.agent_cloud,
            created: Some(stamp),
            owner: None,
            agents: BTreeMap::new(),
        };
        agents.pools.insert(id, pool);
        if new.auto_provision && !new.is_deployment {
            let projects: Vec<_> = self.projects().map(|project| project.id).collect();
            for project in projects {
                self.add_queue(project, id, None);
            }
        }
        Ok(self.record(AgentEvent::PoolCreated(id)).with(id))
    }

    /// Changes a pool.
    ///
    /// # Errors
    /// When there is none, or the name is taken.
    pub fn update_agent_pool(&mut self, id: i64, new: NewAgentPool) -> Result<Recorded, Refusal> {
        if self.agents().pool_named(&new.name).is_some_and(|known| known.id != id) {
            return Err(PipelineRefusal::Exists(new.name).into());
        }
        let pool = self.part_mut::<Agents>().pools.get_mut(&id).ok_or(PipelineRefusal::NoPool(id))?;
        pool.name = new.name;
        pool.auto_provision = new.auto_provision;
        pool.auto_update = new.auto_update;
        pool.target_size = new.target_size;
        pool.agent_cloud = new.agent_cloud;
        Ok(self.record(AgentEvent::PoolUpdated(id)))
    }

    /// Deletes a pool, and the queues for it.
    ///
    /// # Errors
    /// When there is none, or it is the service's own.
    pub fn delete_agent_pool(&mut self, id: i64) -> Result<Recorded, Refusal> {
        let agents = self.part_mut::<Agents>();
        let pool = agents.pools.get(&id).ok_or(PipelineRefusal::NoPool(id))?;
        if pool.is_hosted {
            return Err(PipelineRefusal::Fixed(pool.name.clone()).into());
        }
        agents.pools.remove(&id);
        agents.queues.retain(|_, queue| queue.pool != id);
        Ok(self.record(AgentEvent::PoolDeleted(id)))
    }

    fn add_queue(&mut self, project: ProjectId, pool: i64, name: Option<String>) -> i64 {
        let agents = self.part_mut::<Agents>();
        let name = name.or_else(|| agents.pools.get(&pool).map(|pool| pool.name.clone())).unwrap_or_default();
        agents.last_queue += 1;
        let id = agents.last_queue;
        agents.queues.insert(id, AgentQueue { id, project, name, pool });
        id
    }

    /// Gives a project a queue for a pool.
    ///
    /// # Errors
    /// When there is no such pool, or the project has a queue for it.
    pub fn create_agent_queue(
        &mut self,
        project: ProjectId,
        pool: i64,
        name: Option<String>,
    ) -> Result<Recorded<i64>, Refusal> {
        let known = self.agents().pool(pool).ok_or(PipelineRefusal::NoPool(pool))?;
        let shown = name.clone().unwrap_or_else(|| known.name.clone());
        if self.agents().queues(project).any(|queue| queue.pool == pool || same_name(&queue.name, &shown)) {
            return Err(PipelineRefusal::Exists(shown).into());
        }
        let id = self.add_queue(project, pool, name);
        Ok(self.record(AgentEvent::QueueCreated(id)).with(id))
    }

    /// Takes a queue from its project.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_agent_queue(&mut self, id: i64) -> Result<Recorded, Refusal> {
        self.part_mut::<Agents>().queues.remove(&id).ok_or(Refusal::NoQueue(id))?;
        Ok(self.record(AgentEvent::QueueDeleted(id)))
    }

    /// Adds an agent to a pool.
    ///
    /// # Errors
    /// When there is no such pool, or the name is taken in it.
    pub fn add_agent(
        &mut self,
        pool: i64,
        name: String,
        change: AgentChange,
    ) -> Result<Recorded<i64>, Refusal> {
        let at = self.stamp().at;
        let Open { part: agents, .. } = self.open::<Agents>();
        let known = agents.pools.get_mut(&pool).ok_or(PipelineRefusal::NoPool(pool))?;
        if known.agents.values().any(|known| same_name(&known.name, &name)) {
            return Err(PipelineRefusal::Exists(name).into());
        }
        agents.last_agent += 1;
        let id = agents.last_agent;
        known.agents.insert(id, agent(id, name, at, change));
        let waiting = agents.waiting(pool);
        let recorded = self.record(AgentEvent::AgentAdded { pool, agent: id }).with(id);
        self.drive_builds(waiting);
        Ok(recorded)
    }

    /// Changes an agent.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_agent(&mut self, pool: i64, id: i64, change: AgentChange) -> Result<Recorded, Refusal> {
        let at = self.stamp().at;
        let agents = self.part_mut::<Agents>();
        let known = agents.pools.get_mut(&pool).ok_or(PipelineRefusal::NoPool(pool))?;
        let known = known.agents.get_mut(&id).ok_or(PipelineRefusal::NoAgent(id))?;
        if let Some(name) = change.name {
            known.name = name;
        }
        known.version = change.version.unwrap_or_else(|| std::mem::take(&mut known.version));
        known.os = change.os.unwrap_or_else(|| std::mem::take(&mut known.os));
        known.is_enabled = change.is_enabled.unwrap_or(known.is_enabled);
        if change.is_online.is_some_and(|is_online| is_online != known.is_online) {
            known.is_online = !known.is_online;
            known.status_changed = at;
        }
        known.max_parallelism = change.max_parallelism.unwrap_or(known.max_parallelism);
        if let Some(capabilities) = change.system_capabilities {
            known.system_capabilities = capabilities;
        }
        if let Some(capabilities) = change.user_capabilities {
            known.user_capabilities = capabilities;
        }
        let waiting = agents.waiting(pool);
        let recorded = self.record(AgentEvent::AgentUpdated { pool, agent: id });
        self.drive_builds(waiting);
        Ok(recorded)
    }

    /// Removes an agent.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_agent(&mut self, pool: i64, id: i64) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<Agents>().pools.get_mut(&pool).ok_or(PipelineRefusal::NoPool(pool))?;
        known.agents.remove(&id).ok_or(PipelineRefusal::NoAgent(id))?;
        Ok(self.record(AgentEvent::AgentDeleted { pool, agent: id }))
    }

    /// Asks a pool for a job that is no run's: nobody plays it, an agent is reserved as for any other.
    ///
    /// # Errors
    /// When there is no such pool.
    pub fn queue_job_request(
        &mut self,
        pool: i64,
        job: Uuid,
        demands: Vec<String>,
    ) -> Result<Recorded<i64>, Refusal> {
        let at = self.stamp().at;
        let agents = self.part_mut::<Agents>();
        let known = agents.pools.get(&pool).ok_or(PipelineRefusal::NoPool(pool))?;
        let mut free = known.agents.values().filter(|agent| agent.is_enabled && agent.is_online);
        let agent = free.find(|agent| agent.meets(&demands) && !agents.is_busy(agent)).map(|agent| agent.id);
        agents.last_request += 1;
        let request = JobRequest {
            id: agents.last_request,
            pool,
            build: None,
            job,
            identifier: String::new(),
            demands,
            queued: at,
            assigned: agent.map(|_| at),
            finished: None,
            result: None,
            agent,
            locked: None,
        };
        let id = request.id;
        agents.requests.insert(id, request);
        Ok(self.record(AgentEvent::RequestChanged { pool, request: id }).with(id))
    }

    /// An agent tells of a job: until when it works on it, or how it ended.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_job_request(
        &mut self,
        id: i64,
        result: Option<&'static str>,
        finished: Option<Timestamp>,
        locked: Option<Timestamp>,
    ) -> Result<Recorded, Refusal> {
        let at = self.stamp().at;
        let request =
            self.part_mut::<Agents>().requests.get_mut(&id).ok_or(PipelineRefusal::NoRequest(id))?;
        request.locked = locked.or(request.locked);
        if result.is_some() || finished.is_some() {
            request.result = result.or(request.result);
            request.finished = Some(finished.unwrap_or(at));
        }
        let pool = request.pool;
        let waiting = self.agents().waiting(pool);
        let recorded = self.record(AgentEvent::RequestChanged { pool, request: id });
        self.drive_builds(waiting);
        Ok(recorded)
    }

    /// Takes back a job.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_job_request(&mut self, id: i64) -> Result<Recorded, Refusal> {
        let request = self.part_mut::<Agents>().requests.remove(&id).ok_or(PipelineRefusal::NoRequest(id))?;
        let pool = request.pool;
        let waiting = self.agents().waiting(pool);
        let recorded = self.record(AgentEvent::RequestChanged { pool, request: id });
        self.drive_builds(waiting);
        Ok(recorded)
    }
}

impl Agents {
    /// The runs with jobs that wait for an agent of a pool, oldest first.
    fn waiting(&self, pool: i64) -> Vec<BuildId> {
        let waits =
            self.requests(pool).filter(|request| request.assigned.is_none() && request.finished.is_none());
        let mut builds: Vec<_> = waits.filter_map(|request| request.build).collect();
        builds.dedup();
        builds
    }
}
