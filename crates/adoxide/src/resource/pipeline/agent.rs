//! Agent pools, their agents, and the queues by which projects use them.

use std::fmt;

use adoxide_api::distributed_task::task_agent::{
    self, AddAgentQueue, GetAgent, GetAgentPool, GetAgentPools, GetAgentQueue, GetAgentQueues,
    GetAgentRequests, GetAgentRequestsForAgent, GetAgents, TaskAgent, TaskAgentJobRequest, TaskAgentPool,
    TaskAgentPoolReference, TaskAgentQueue, TaskAgentStatus,
};

use super::check::Checks;
use super::permission::{PipelinePermissions, ProtectedResource};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// How many completed jobs are asked for: the operation wants a number.
const JOBS: i64 = 100;

/// An agent pool, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/pools>
#[derive(Clone)]
pub struct AgentPool {
    client: Client,
    id: i64,
    value: TaskAgentPool,
}

impl AgentPool {
    fn new(client: &Client, value: TaskAgentPool) -> Option<Self> {
        Some(Self { client: client.clone(), id: value.id?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &TaskAgentPool {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Whether the service runs its agents.
    pub fn is_hosted(&self) -> bool {
        self.value.is_hosted == Some(true)
    }

    /// Its agents, with their capabilities and the job that each runs.
    pub fn agents(&self) -> Listing<Agent> {
        let params = GetAgents {
            include_capabilities: Some(true),
            include_assigned_request: Some(true),
            ..GetAgents::default()
        };
        let pool = self.clone();
        let items = self.client.items(task_agent::get_agents(self.id.into(), params));
        Listing::new(items, move |value| Agent::new(&pool, value))
    }

    /// The agent of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn agent(&self, id: i64) -> Result<Agent> {
        let params = GetAgent {
            include_capabilities: Some(true),
            include_assigned_request: Some(true),
            ..GetAgent::default()
        };
        let value = self.client.call(task_agent::get_agent(self.id.into(), id.into(), params)).await?;
        Agent::new(self, value).ok_or_else(|| missing("id"))
    }

    /// The jobs that wait for its agents and that they run, and the last 100 that are completed.
    pub fn jobs(&self) -> Listing<TaskAgentJobRequest> {
        let op = task_agent::get_agent_requests(self.id.into(), JOBS, GetAgentRequests::default());
        Listing::new(self.client.items(op), Some)
    }

    /// Deletes it with its agents and queues.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.client.call(task_agent::delete_agent_pool(self.id.into())).await
    }
}

impl fmt::Debug for AgentPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AgentPool({})", self.name())
    }
}

/// An agent, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/agents>
#[derive(Clone)]
pub struct Agent {
    pool: AgentPool,
    id: i64,
    value: TaskAgent,
}

impl Agent {
    fn new(pool: &AgentPool, value: TaskAgent) -> Option<Self> {
        Some(Self { pool: pool.clone(), id: value.id?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &TaskAgent {
        &self.value
    }

    /// Its pool.
    pub fn pool(&self) -> &AgentPool {
        &self.pool
    }

    /// Its number in its pool.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Whether it is online.
    pub fn is_online(&self) -> bool {
        self.value.status == Some(TaskAgentStatus::Online)
    }

    /// Whether it takes jobs.
    pub fn is_enabled(&self) -> bool {
        self.value.enabled == Some(true)
    }

    /// The job that it runs now.
    pub fn job(&self) -> Option<&TaskAgentJobRequest> {
        self.value.assigned_request.as_ref()
    }

    /// The jobs that it runs and ran lately.
    pub fn jobs(&self) -> Listing<TaskAgentJobRequest> {
        let params = GetAgentRequestsForAgent::default();
        let op = task_agent::get_agent_requests_for_agent(self.pool.id.into(), self.id, params);
        Listing::new(self.pool.client.items(op), Some)
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.pool.agent(self.id).await?;
        Ok(())
    }

    async fn set_enabled(&mut self, enabled: bool) -> Result<()> {
        let body = TaskAgent { id: Some(self.id), enabled: Some(enabled), ..TaskAgent::default() };
        let op = task_agent::update_agent(self.pool.id.into(), self.id.into(), &body);
        self.pool.client.call(op).await?;
        self.reload().await
    }

    /// Enables it: it takes jobs.
    ///
    /// # Errors
    /// As any call.
    pub async fn enable(&mut self) -> Result<()> {
        self.set_enabled(true).await
    }

    /// Disables it: it finishes the job that it runs, and takes no other.
    ///
    /// # Errors
    /// As any call.
    pub async fn disable(&mut self) -> Result<()> {
        self.set_enabled(false).await
    }

    /// Deletes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.pool.client.call(task_agent::delete_agent(self.pool.id.into(), self.id.into())).await
    }
}

impl fmt::Debug for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Agent({} of {:?})", self.name(), self.pool)
    }
}

/// The queue by which a project uses an agent pool, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/queues>
#[derive(Clone)]
pub struct AgentQueue {
    project: Project,
    id: i64,
    value: TaskAgentQueue,
}

impl AgentQueue {
    fn new(project: &Project, value: TaskAgentQueue) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &TaskAgentQueue {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name: that of its pool, by default.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its pool.
    ///
    /// # Errors
    /// As [`Client::agent_pool`].
    pub async fn pool(&self) -> Result<AgentPool> {
        let id = self.value.pool.as_ref().and_then(|pool| pool.id).ok_or_else(|| missing("pool"))?;
        self.project.client().agent_pool(id).await
    }

    /// Deletes it: the project uses the pool no longer.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let op = task_agent::delete_agent_queue(Some(&self.project.locator()), self.id.into());
        self.project.client().call(op).await
    }

    /// What stages wait for before they use it.
    pub fn checks(&self) -> Checks {
        Checks::new(&self.project, ProtectedResource::Queue, self.id.to_string())
    }

    /// Which pipelines may use it.
    pub fn pipeline_permissions(&self) -> PipelinePermissions {
        PipelinePermissions::new(&self.project, ProtectedResource::Queue, self.id.to_string())
    }
}

impl fmt::Debug for AgentQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AgentQueue({} of {:?})", self.name(), self.project)
    }
}

impl Client {
    /// The agent pools of the organization.
    pub fn agent_pools(&self) -> Listing<AgentPool> {
        let client = self.clone();
        let items = self.items(task_agent::get_agent_pools(GetAgentPools::default()));
        Listing::new(items, move |value| AgentPool::new(&client, value))
    }

    /// The agent pool of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn agent_pool(&self, id: i64) -> Result<AgentPool> {
        let value = self.call(task_agent::get_agent_pool(id.into(), GetAgentPool::default())).await?;
        AgentPool::new(self, value).ok_or_else(|| missing("id"))
    }

    /// The agent pool of this name, in any letter case.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn agent_pool_named(&self, name: &str) -> Result<AgentPool> {
        let params = GetAgentPools { pool_name: Some(name.to_owned()), ..GetAgentPools::default() };
        let found = self.items(task_agent::get_agent_pools(params)).next().await.transpose()?;
        found.and_then(|value| AgentPool::new(self, value)).ok_or_else(|| {
            Error::new(ErrorKind::NotFound, format!("there is no agent pool \"{name}\""))
                .advise("check its name")
        })
    }

    /// Makes an agent pool for one's own agents.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name, and as any call.
    pub async fn create_agent_pool(&self, name: impl Into<String>) -> Result<AgentPool> {
        let body = task_agent::AddAgentPoolBody::new(name);
        let made = self.call(task_agent::add_agent_pool(&body)).await?;
        AgentPool::new(self, made).ok_or_else(|| missing("id"))
    }
}

impl Project {
    /// Its agent queues.
    pub fn agent_queues(&self) -> Listing<AgentQueue> {
        self.agent_queues_with(GetAgentQueues::default())
    }

    fn agent_queues_with(&self, params: GetAgentQueues) -> Listing<AgentQueue> {
        let project = self.clone();
        let items = self.client().items(task_agent::get_agent_queues(Some(&self.locator()), params));
        Listing::new(items, move |value| AgentQueue::new(&project, value))
    }

    /// The agent queue of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn agent_queue(&self, id: i64) -> Result<AgentQueue> {
        let op = task_agent::get_agent_queue(Some(&self.locator()), id.into(), GetAgentQueue::default());
        AgentQueue::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }

    /// The agent queue of this name, in any letter case.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn agent_queue_named(&self, name: &str) -> Result<AgentQueue> {
        let params = GetAgentQueues { queue_name: Some(name.to_owned()), ..GetAgentQueues::default() };
        self.agent_queues_with(params).next().await.unwrap_or_else(|| {
            let what = format!("there is no agent queue \"{name}\" in {self:?}");
            Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
        })
    }

    /// Uses an agent pool in this project.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when it does already, and as any call.
    pub async fn add_agent_queue(&self, pool: &AgentPool) -> Result<AgentQueue> {
        let body = TaskAgentQueue {
            name: Some(pool.name().to_owned()),
            pool: Some(TaskAgentPoolReference { id: Some(pool.id), ..TaskAgentPoolReference::default() }),
            ..TaskAgentQueue::default()
        };
        let op = task_agent::add_agent_queue(Some(&self.locator()), &body, AddAgentQueue::default());
        AgentQueue::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }
}
