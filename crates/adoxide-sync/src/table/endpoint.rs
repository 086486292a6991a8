use adoxide_api::service_endpoint::meta;

use super::{Table, boolean, identity, integer, json, list, record, tables, text, timestamp};
use crate::Connector::Pipelines;
use crate::Ingestion::Snapshot;

tables! {
    /// The service connections of each project, without their secrets: the service does not give them away.
    #[rest = "serviceendpoint/endpoints/get-service-endpoints"]
    pub static SERVICE_ENDPOINTS = Table::new("service_endpoints", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_SERVICE_ENDPOINTS)
        .query("includeFailed", "true")
        .query("includeDetails", "true")
        .column(text("id"), "Id of the service connection, a UUID; the same in each project that it is shared with")
        .column(text("name"), "Name, unique within the project")
        .column(text("type"), "azurerm, github, kubernetes, dockerregistry, generic, …")
        .column(text("url"), "Address of what it connects to")
        .column(text("description"), "Description")
        .column(text("owner"), "library, agentcloud or boards")
        .column(boolean("isShared"), "Whether other projects use it too")
        .column(boolean("isReady"), "Whether it can be used")
        .column(boolean("isDisabled"), "Whether it is disabled")
        .column(boolean("isOutdated"), "Whether its way to authenticate is outdated")
        .column(
            record("authorization", [text("scheme"), json("parameters")]),
            "How it authenticates: ServicePrincipal, WorkloadIdentityFederation, Token, UsernamePassword, …; secret \
             parameters are null",
        )
        .column(json("data"), "What depends on its type: subscription, tenant, creation mode, …")
        .column(
            record("operationStatus", [text("state"), text("statusMessage"), text("severity")]),
            "How its creation went; null if it was not created by the service",
        )
        .column(
            list(
                "serviceEndpointProjectReferences",
                record(
                    "item",
                    [text("name"), text("description"), record("projectReference", [text("id"), text("name")])],
                ),
            ),
            "The projects that use it, and its name in each",
        )
        .column(identity("createdBy"), "Who created it")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(timestamp("creationDate"), "When it was created")
        .column(timestamp("modificationDate"), "When it was last changed");

    /// Which runs used each service connection.
    #[rest = "serviceendpoint/executionhistory/list"]
    pub static SERVICE_ENDPOINT_EXECUTIONS = Table::child_of(
        &SERVICE_ENDPOINTS,
        "service_endpoint_executions",
        &["project_id", "endpoint_id", "id"],
    )
        .optional()
        .parent(text("endpoint_id"), "id", "The service connection: `service_endpoints.id`")
        .reads(&meta::GET_SERVICE_ENDPOINT_EXECUTION_RECORDS)
        .query("top", "1000")
        .column(integer("id").at(&["data", "id"]), "Number of the use")
        .column(text("planType").at(&["data", "planType"]), "Build or Release")
        .column(text("result").at(&["data", "result"]), "succeeded, failed, canceled, …; null while it runs")
        .column(timestamp("startTime").at(&["data", "startTime"]), "When it was used first")
        .column(timestamp("finishTime").at(&["data", "finishTime"]), "When the run was completed")
        .column(
            record("definition", [integer("id"), text("name")]).at(&["data", "definition"]),
            "The pipeline: `build_definitions.id`",
        )
        .column(record("owner", [integer("id"), text("name")]).at(&["data", "owner"]), "The run: `builds.id`");
}
