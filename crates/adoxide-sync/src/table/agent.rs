use adoxide_api::distributed_task::task_agent::meta;

use super::{Table, boolean, identity, integer, json, list, record, tables, text, timestamp};
use crate::Connector::Pipelines;
use crate::Ingestion::Snapshot;

tables! {
    /// The agent pools of the organization.
    #[rest = "distributedtask/pools/get-agent-pools"]
    pub static AGENT_POOLS = Table::new("agent_pools", Snapshot, &["id"])
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_AGENT_POOLS)
        .column(integer("id"), "Number of the pool: `pool_id` of other tables")
        .column(text("name"), "Name, unique within the organization")
        .column(text("poolType"), "automation, or deployment for the targets of deployment groups")
        .column(boolean("isHosted"), "Whether Microsoft runs its agents")
        .column(boolean("isLegacy"), "Whether it is one of the old hosted pools")
        .column(boolean("autoProvision"), "Whether each new project gets a queue for it")
        .column(boolean("autoSize"), "Whether it grows and shrinks by itself")
        .column(boolean("autoUpdate"), "Whether its agents update themselves")
        .column(integer("size"), "Number of agents")
        .column(integer("targetSize"), "Number of agents that it should have; null if nobody said")
        .column(integer("agentCloudId"), "The agent cloud that gives its agents; null for agents of one's own")
        .column(text("options"), "none, elasticPool, singleUseAgents or preserveAgentOnJobFailure")
        .column(text("scope"), "Id of the organization, a UUID")
        .column(timestamp("createdOn"), "When it was created")
        .column(identity("createdBy"), "Who created it")
        .column(identity("owner"), "Who owns it");

    /// The agents of each pool, with what they are capable of and what they did last.
    #[rest = "distributedtask/agents/list"]
    pub static AGENTS = of_pool(Table::child_of(&AGENT_POOLS, "agents", &["pool_id", "id"]))
        .reads(&meta::GET_AGENTS)
        .query("includeCapabilities", "true")
        .query("includeLastCompletedRequest", "true")
        .column(integer("id"), "Number of the agent within its pool")
        .column(text("name"), "Name, unique within the pool")
        .column(text("version"), "Version of the agent's program")
        .column(text("osDescription"), "Operating system")
        .column(boolean("enabled"), "Whether it may take jobs")
        .column(text("status"), "online or offline")
        .column(text("provisioningState"), "Provisioned, Deallocated, …")
        .column(text("accessPoint"), "The address that it listens at")
        .column(integer("maxParallelism"), "How many jobs it takes at once")
        .column(timestamp("createdOn"), "When it was registered")
        .column(timestamp("statusChangedOn"), "When it came online or went offline")
        .column(json("systemCapabilities"), "What its machine has, by name")
        .column(json("userCapabilities"), "What people said that it has, by name")
        .column(
            record(
                "lastCompletedRequest",
                [
                    integer("requestId"),
                    text("jobId"),
                    text("jobName"),
                    timestamp("queueTime"),
                    timestamp("assignTime"),
                    timestamp("finishTime"),
                    text("result"),
                    record("definition", [integer("id"), text("name")]),
                    record("owner", [integer("id"), text("name")]),
                ],
            ),
            "The job that it ran last; null if it ran none",
        );

    /// The queues of each project: the agent pools that its pipelines may use.
    #[rest = "distributedtask/queues/get-agent-queues"]
    pub static AGENT_QUEUES = Table::new("agent_queues", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_AGENT_QUEUES)
        .column(integer("id"), "Number of the queue: `builds.queue ->> 'id'`")
        .column(text("name"), "Name, unique within the project")
        .column(
            record(
                "pool",
                [integer("id"), text("name"), text("poolType"), boolean("isHosted"), boolean("isLegacy"), integer("size")],
            ),
            "The pool: `agent_pools.id`",
        );

    /// The variable groups of each project: the names of their variables and which of them are secret, never a value.
    #[rest = "distributedtask/variablegroups/get-variable-groups"]
    pub static VARIABLE_GROUPS = Table::new("variable_groups", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_VARIABLE_GROUPS)
        .query("$top", "1000")
        .column(integer("id"), "Number of the group, unique within the organization")
        .column(text("name"), "Name, unique within the project")
        .column(text("type"), "Vsts, or AzureKeyVault")
        .column(text("description"), "Description")
        .column(boolean("isShared"), "Whether other projects use it too")
        .column(
            super::map(
                "variables",
                record(
                    "value",
                    [boolean("isSecret"), boolean("isReadOnly"), boolean("enabled"), text("contentType"), timestamp("expires")],
                ),
            ),
            "The variables by name: whether each is secret; `enabled`, `contentType` and `expires` are of Key Vault. \
             Values are not kept",
        )
        .column(
            record(
                "providerData",
                [text("serviceEndpointId"), text("vault"), timestamp("lastRefreshedOn")],
            ),
            "The Key Vault, and the service connection that reads it: `service_endpoints.id`; null for Vsts",
        )
        .column(timestamp("createdOn"), "When it was created")
        .column(identity("createdBy"), "Who created it")
        .column(timestamp("modifiedOn"), "When it was last changed")
        .column(identity("modifiedBy"), "Who last changed it");

    /// The secure files of each project, without their contents.
    #[rest = "distributedtask/securefiles/list"]
    pub static SECURE_FILES = Table::new("secure_files", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_SECURE_FILES)
        .column(text("id"), "Id of the file, a UUID")
        .column(text("name"), "Name, unique within the project")
        .column(timestamp("createdOn"), "When it was uploaded")
        .column(identity("createdBy"), "Who uploaded it")
        .column(timestamp("modifiedOn"), "When it was last changed")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(super::map("properties", text("value")), "Properties that somebody gave it");

    /// The task groups of each project: steps of classic pipelines under one name.
    #[rest = "distributedtask/taskgroups/list"]
    pub static TASK_GROUPS = Table::new("task_groups", Snapshot, &["project_id", "id", "major_version"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_TASK_GROUPS)
        .column(text("id"), "Id of the group, a UUID; its versions share it")
        .column(text("name"), "Name")
        .column(text("friendlyName"), "Name for people")
        .column(text("description"), "Description")
        .column(text("category"), "Category: Build, Deploy, …")
        .column(record("version", ["major", "minor", "patch"].map(integer)), "The version")
        .column(integer("revision"), "Revision: grows with each change")
        .column(boolean("deleted"), "Whether it was deleted and can be restored")
        .column(boolean("disabled"), "Whether it is disabled")
        .column(text("comment"), "Comment on the last change")
        .column(timestamp("createdOn"), "When it was created")
        .column(identity("createdBy"), "Who created it")
        .column(timestamp("modifiedOn"), "When it was last changed")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(json("inputs"), "Its parameters")
        .column(json("tasks"), "Its steps")
        .column(integer("major_version").at(&["version", "major"]), "The major version");

    /// The jobs that each agent pool was asked for: waiting, running, and the last that were completed.
    #[rest = "distributedtask/agent-requests"]
    pub static AGENT_JOB_REQUESTS = of_pool(Table::child_of(&AGENT_POOLS, "agent_job_requests", &["pool_id", "requestId"]))
        .optional()
        .reads(&meta::GET_AGENT_REQUESTS)
        .query("$top", "1000")
        .column(integer("requestId"), "Number of the request, unique within the pool")
        .column(text("jobId"), "Id of the job, a UUID: `build_timeline_records.id`")
        .column(text("jobName"), "Name of the job")
        .column(text("planType"), "Build, Release, …")
        .column(text("planId"), "Id of the plan: `builds.orchestrationPlan ->> 'planId'`")
        .column(text("planGroup"), "Group whose jobs run in order")
        .column(text("scopeId"), "The project: `projects.id`")
        .column(integer("queueId"), "The queue: `agent_queues.id`")
        .column(integer("priority"), "Priority among those that wait")
        .column(timestamp("queueTime"), "When it was asked for")
        .column(timestamp("assignTime"), "When an agent was found; null until then")
        .column(timestamp("receiveTime"), "When the agent took it; null until then")
        .column(timestamp("finishTime"), "When it was completed; null until then")
        .column(text("result"), "succeeded, failed, canceled, abandoned, …; null until it was completed")
        .column(text("statusMessage"), "What it waits for")
        .column(boolean("userDelayed"), "Whether the agent is kept for a person")
        .column(record("reservedAgent", [integer("id"), text("name"), text("version"), text("osDescription")]), "The agent: `agents.id`; null until one was found")
        .column(list("matchedAgents", record("item", [integer("id"), text("name"), text("status"), boolean("enabled")])), "The agents that could run it")
        .column(list("demands", text("item")), "What the agent must have")
        .column(json("agentSpecification"), "The image, for pools of Microsoft: `{\"VMImage\": \"ubuntu-latest\"}`")
        .column(record("definition", [integer("id"), text("name")]), "The pipeline: `build_definitions.id`")
        .column(record("owner", [integer("id"), text("name")]), "The run: `builds.id`");

    /// The tasks that pipelines can use, each version that the organization has.
    #[rest = "distributedtask/tasks/list"]
    pub static TASK_DEFINITIONS = Table::new("task_definitions", Snapshot, &["id", "major_version", "minor_version", "patch_version"])
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_TASK_DEFINITIONS)
        .query("allVersions", "true")
        .column(text("id"), "Id of the task, a UUID; its versions share it: `build_timeline_records.task ->> 'id'`")
        .column(text("name"), "Name that YAML uses")
        .column(text("friendlyName"), "Name for people")
        .column(text("description"), "Description")
        .column(text("category"), "Category: Build, Deploy, Tool, …")
        .column(text("definitionType"), "task, or metaTask for a task group")
        .column(record("version", ["major", "minor", "patch"].map(integer)), "The version")
        .column(text("author"), "Who wrote it")
        .column(boolean("deprecated"), "Whether it should not be used any more")
        .column(boolean("disabled"), "Whether it can't be used")
        .column(boolean("preview"), "Whether it is a preview")
        .column(boolean("serverOwned"), "Whether it comes with the service")
        .column(boolean("contentsUploaded"), "Whether its program is there")
        .column(text("minimumAgentVersion"), "The oldest agent that runs it")
        .column(text("contributionIdentifier"), "The extension that it comes from; null for tasks of the service")
        .column(text("contributionVersion"), "Version of that extension")
        .column(list("runsOn", text("item")), "Agent, DeploymentGroup, Server, ServerGate")
        .column(list("visibility", text("item")), "Where it can be used: Build, Release")
        .column(list("demands", text("item")), "What an agent must have")
        .column(json("execution"), "How it runs, by its runtime: `{\"Node20_1\": …}`")
        .column(json("preJobExecution"), "How it runs before the job, by its runtime")
        .column(json("postJobExecution"), "How it runs after the job, by its runtime")
        .column(json("inputs"), "Its inputs: name, type, default, whether it is required")
        .column(text("helpUrl"), "Address of its help")
        .column(integer("major_version").at(&["version", "major"]), "The major version")
        .column(integer("minor_version").at(&["version", "minor"]), "The minor version")
        .column(integer("patch_version").at(&["version", "patch"]), "The patch version");

    /// The deployment groups of each project: machines that classic releases deploy to.
    #[rest = "distributedtask/deploymentgroups/list"]
    pub static DEPLOYMENT_GROUPS = Table::new("deployment_groups", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_DEPLOYMENT_GROUPS)
        .query("$top", "1000")
        .column(integer("id"), "Number of the group")
        .column(text("name"), "Name, unique within the project")
        .column(text("description"), "Description")
        .column(integer("machineCount"), "How many machines it has")
        .column(list("machineTags", text("item")), "The tags of its machines")
        .column(record("pool", [integer("id"), text("name")]), "The pool of its machines: `agent_pools.id`");

    /// The machines of each deployment group.
    #[rest = "distributedtask/targets/list"]
    pub static DEPLOYMENT_TARGETS = Table::child_of(&DEPLOYMENT_GROUPS, "deployment_targets", &["project_id", "deployment_group_id", "id"])
        .parent(integer("deployment_group_id"), "id", "The group: `deployment_groups.id`")
        .reads(&meta::GET_DEPLOYMENT_TARGETS)
        .query("$top", "1000")
        .query("$expand", "lastCompletedRequest")
        .column(integer("id"), "Number of the machine within its group")
        .column(list("tags", text("item")), "Its tags")
        .column(
            record(
                "agent",
                [
                    integer("id"),
                    text("name"),
                    text("version"),
                    text("osDescription"),
                    boolean("enabled"),
                    text("status"),
                    timestamp("createdOn"),
                    record("lastCompletedRequest", [integer("requestId"), timestamp("finishTime"), text("result")]),
                ],
            ),
            "The agent of the machine, and what it did last",
        );
}

/// A table of what each agent pool has.
fn of_pool(table: Table) -> Table {
    table.parent(integer("pool_id"), "id", "The pool: `agent_pools.id`")
}
