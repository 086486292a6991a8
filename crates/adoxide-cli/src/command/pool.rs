//! `adox pool`.

use adoxide::Address;
use adoxide::api::distributed_task::task_agent::{
    GetAgentPool, GetAgentPools, GetAgentQueue, GetAgentQueues, GetAgents, TaskAgent, TaskAgentPool,
    TaskAgentPoolType, get_agent_pool, get_agent_pools, get_agent_queue, get_agent_queues, get_agents,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use crate::args::{ConnectionArgs, ListArgs, ProjectArgs, ShowArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Look at agent pools, their agents, and the queues of projects
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox pool list
  adox pool agent list Default --offline
  adox pool agent show Default build-07 --json capabilities
  adox pool queue list --project Storefront")]
pub struct Pools {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::noun::<Agents>("agent", &[Entry::verb::<ListAgents>("list"), Entry::verb::<ShowAgent>("show")]),
    Entry::noun::<Queues>("queue", &[Entry::verb::<ListQueues>("list"), Entry::verb::<ShowQueue>("show")]),
];

const VIEW: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::by("isHosted", |pool| (pool["isHosted"] == true).into()).head("hosted"),
    Field::new("poolType").head("type"),
    Field::at("agents", "size"),
    Field::new("autoProvision").unlisted(),
    Field::new("autoUpdate").unlisted(),
    Field::at("owner", "owner/displayName").unlisted(),
    Field::new("createdOn").date().unlisted(),
])
.url(|pool, address: &Address| {
    let id = pool["id"].as_i64()?;
    Some(format!("{}?poolId={id}", web::page(address, &["_settings", "agentpools"])))
});

/// Which pool.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The pool
    #[arg(value_name = "POOL")]
    pool: String,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Selector for SelectorArgs {
    type Found = TaskAgentPool;
    const THING: &'static str = "an agent pool";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, TaskAgentPool)> {
        let place = Place::of_organization(&self.connection)?;
        let wanted = self.pool.trim();
        if let Ok(id) = wanted.parse::<i64>() {
            let found = place.ado.call(get_agent_pool(id.into(), GetAgentPool::default())).await?;
            return Ok((place, found));
        }
        let params = GetAgentPools { pool_name: Some(wanted.to_owned()), ..GetAgentPools::default() };
        let found: Vec<_> = place.ado.items(get_agent_pools(params)).try_collect().await?;
        // The filter of the service takes patterns.
        let is =
            |pool: &TaskAgentPool| pool.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        let found = found.into_iter().find(is).ok_or_else(|| {
            Error::failed(format!("the organization has no agent pool `{wanted}`"))
                .help("`adox pool list` lists them")
        })?;
        Ok((place, found))
    }
}

/// List the agent pools of the organization
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those with names like this; * stands for any characters
    #[arg(long, value_name = "PATTERN")]
    name: Option<String>,

    /// Those of deployment groups, instead of those of pipelines
    #[arg(long)]
    deployment: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        let params = GetAgentPools {
            pool_name: self.name,
            pool_type: self.deployment.then_some(TaskAgentPoolType::Deployment),
            ..GetAgentPools::default()
        };
        context.list(&VIEW, place.address(), &self.list, place.ado.items(get_agent_pools(params))).await
    }
}

/// Look at the agents of a pool
#[derive(Args, Debug)]
#[command(visible_alias = "agents")]
struct Agents {}

const AGENTS: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::new("status").state(),
    Field::by("enabled", |agent| (agent["enabled"] == true).into()),
    Field::new("version"),
    Field::by("job", |agent| agent["assignedRequest"]["definition"]["name"].clone()),
    Field::at("os", "osDescription").unlisted(),
    Field::new("maxParallelism").unlisted(),
    Field::new("provisioningState").unlisted(),
    Field::new("createdOn").date().unlisted(),
    Field::by("capabilities", |agent| {
        let mut all = serde_json::Map::new();
        for kind in ["systemCapabilities", "userCapabilities"] {
            all.extend(agent[kind].as_object().cloned().unwrap_or_default());
        }
        Value::Object(all)
    })
    .unlisted(),
]);

async fn agents(place: &Place, pool: &TaskAgentPool, params: GetAgents) -> Result<Vec<TaskAgent>> {
    let id = pool.id.ok_or_else(|| Error::failed("the service answered an agent pool without an id"))?;
    Ok(place.ado.items(get_agents(id.into(), params)).try_collect().await?)
}

/// List the agents of a pool
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct ListAgents {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Those that are offline
    #[arg(long, conflicts_with = "online")]
    offline: bool,

    /// Those that are online
    #[arg(long)]
    online: bool,

    /// Those that have a capability, such as docker or Agent.OS=Linux; repeatable
    #[arg(long, value_name = "NAME[=VALUE]")]
    demand: Vec<String>,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for ListAgents {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pool) = self.selector.find().await?;
        let demands = self.demand.iter().map(|demand| match demand.split_once('=') {
            Some((name, value)) => format!("{name} -equals {value}"),
            None => demand.clone(),
        });
        let params = GetAgents {
            include_assigned_request: Some(true),
            demands: Some(demands.collect()).filter(|demands: &Vec<_>| !demands.is_empty()),
            ..GetAgents::default()
        };
        let mut found = agents(&place, &pool, params).await?;
        found.retain(|agent| {
            let is_online = agent.status.as_ref().is_some_and(|status| status.to_string() == "online");
            !(self.online && !is_online || self.offline && is_online)
        });
        let rows = futures::stream::iter(found.into_iter().map(Ok::<_, Error>));
        context.list(&AGENTS, place.address(), &self.list, rows).await
    }
}

/// Show an agent with its capabilities
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct ShowAgent {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The agent
    #[arg(value_name = "NAME|ID")]
    agent: String,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for ShowAgent {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pool) = self.selector.find().await?;
        let wanted = self.agent.trim();
        let params = GetAgents {
            include_capabilities: Some(true),
            include_assigned_request: Some(true),
            include_last_completed_request: Some(true),
            ..GetAgents::default()
        };
        let id = wanted.parse::<i64>().ok();
        let is = |agent: &TaskAgent| match id {
            Some(_) => agent.id == id,
            None => agent.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(wanted)),
        };
        let found = agents(&place, &pool, params).await?.into_iter().find(is).ok_or_else(|| {
            let pool = pool.name.as_deref().unwrap_or_default();
            Error::failed(format!("the pool {pool} has no agent `{wanted}`"))
                .help("`adox pool agent list POOL` lists them")
        })?;
        context.show(&AGENTS, place.address(), &self.show, &found)
    }
}

/// Look at the queues of a project: the pools that its pipelines can use
#[derive(Args, Debug)]
#[command(visible_alias = "queues")]
struct Queues {}

const QUEUES: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::at("pool", "pool/name"),
    Field::by("isHosted", |queue| (queue["pool"]["isHosted"] == true).into()).head("hosted"),
    Field::at("poolId", "pool/id").unlisted(),
    Field::new("projectId").unlisted(),
])
.url(|queue, address: &Address| {
    let (id, project) = (queue["id"].as_i64()?, queue["projectId"].as_str()?);
    Some(format!("{}?queueId={id}", web::page(address, &[project, "_settings", "agentqueues"])))
});

/// List the queues of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct ListQueues {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for ListQueues {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let op = get_agent_queues(Some(&place.project()?.locator()), GetAgentQueues::default());
        context.list(&QUEUES, place.address(), &self.list, place.ado.items(op)).await
    }
}

/// Show a queue
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct ShowQueue {
    /// The queue
    #[arg(value_name = "NAME|ID")]
    queue: String,

    #[command(flatten)]
    show: ShowArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for ShowQueue {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?.locator();
        let wanted = self.queue.trim();
        if let Ok(id) = wanted.parse::<i64>() {
            let op = get_agent_queue(Some(&project), id.into(), GetAgentQueue::default());
            let found = place.ado.call(op).await?;
            return context.show(&QUEUES, place.address(), &self.show, &found);
        }
        let params = GetAgentQueues { queue_name: Some(wanted.to_owned()), ..GetAgentQueues::default() };
        let found: Vec<_> = place.ado.items(get_agent_queues(Some(&project), params)).try_collect().await?;
        let mut found = found.into_iter();
        let found = found
            .find(|queue| queue.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(wanted)))
            .ok_or_else(|| {
                Error::failed(format!("the project has no queue `{wanted}`"))
                    .help("`adox pool queue list` lists them")
            })?;
        context.show(&QUEUES, place.address(), &self.show, &found)
    }
}
