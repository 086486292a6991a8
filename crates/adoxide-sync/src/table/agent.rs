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
        .column(
            list(
                "variableGroupProjectReferences",
                record(
                    "item",
                    [text("name"), text("description"), record("projectReference", [text("id"), text("name")])],
                ),
            ),
            "The projects that use it, and its name in each",
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
}

/// A table of what each agent pool has.
fn of_pool(table: Table) -> Table {
    table.parent(integer("pool_id"), "id", "The pool: `agent_pools.id`")
}
