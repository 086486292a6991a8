use adoxide_api::approvals_and_checks::{pipeline_permissions, pipelines_checks};
use adoxide_api::security_roles;

use super::{Cost, Table, boolean, identity, integer, json, list, record, tables, text, timestamp};
use crate::Connector::Governance;
use crate::Ingestion::Snapshot;
use crate::feed::resource::FEED;

/// What these tables are about, for people.
const RESOURCE: &str = "service connection, variable group, secure file, environment, queue and repository";

tables! {
    /// The approvals and checks that runs must pass before they use a service connection, variable group, secure file,
    /// environment, queue or repository.
    #[rest = "approvalsandchecks/check-configurations/query"]
    pub static CHECK_CONFIGURATIONS = Table::new("check_configurations", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Governance)
        .by_connector()
        .reads(&pipelines_checks::meta::QUERY_CHECK_CONFIGURATIONS_ON_RESOURCES)
        .costs(Cost::Each("hundred resources of a project, and for each list of them".into()))
        .fed_by(&FEED)
        .column(integer("id"), "Number of the check, unique within the project")
        .column(record("type", [text("id"), text("name")]), "Approval, ExtendsCheck, Task Check, ExclusiveLock, …")
        .column(record("resource", ["type", "id", "name"].map(text)), "What it is on; `type` and `id` as in `resource_type` and `resource_id` of `pipeline_permissions`")
        .column(json("settings"), "What its type needs: approvers, the function that is called, business hours, …")
        .column(integer("timeout"), "After so many minutes it has failed")
        .column(integer("version"), "Version: grows with each change")
        .column(boolean("isDisabled"), "Whether it is turned off")
        .column(timestamp("createdOn"), "When it was created")
        .column(identity("createdBy"), "Who created it")
        .column(timestamp("modifiedOn"), "When it was last changed")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(text("url"), "Address in the REST API")
        .column(text("resource_type").at(&["resource", "type"]), "endpoint, variablegroup, securefile, environment, queue or repository")
        .column(text("resource_id").at(&["resource", "id"]), "Id of the resource in the project, as text");

    /// Which pipelines may use each service connection, variable group, secure file, environment, queue and repository.
    #[rest = "approvalsandchecks/pipeline-permissions/get"]
    pub static PIPELINE_PERMISSIONS = Table::new(
        "pipeline_permissions",
        Snapshot,
        &["project_id", "resource_type", "resource_id"],
    )
        .by_project()
        .connector(Governance)
        .by_connector()
        .reads(&pipeline_permissions::meta::GET_PIPELINE_PERMISSIONS_FOR_RESOURCE)
        .costs(Cost::Each(RESOURCE.into()))
        .fed_by(&FEED)
        .column(record("resource", ["type", "id", "name"].map(text)), "The resource, with its name")
        .column(
            record(
                "allPipelines",
                [boolean("authorized"), timestamp("authorizedOn"), record("authorizedBy", ["id", "displayName", "uniqueName"].map(text))],
            ),
            "Whether all pipelines may use it, and who allowed that; null if not",
        )
        .column(
            list(
                "pipelines",
                record(
                    "item",
                    [
                        integer("id"),
                        boolean("authorized"),
                        timestamp("authorizedOn"),
                        record("authorizedBy", ["id", "displayName", "uniqueName"].map(text)),
                    ],
                ),
            ),
            "The pipelines that may use it: `id` is `build_definitions.id`",
        )
        .column(text("resource_type").at(&["resource", "type"]), "endpoint, variablegroup, securefile, environment, queue or repository")
        .column(
            text("resource_id").at(&["resource", "id"]),
            "Id of the resource, as text: `id` of `service_endpoints`, `variable_groups`, `secure_files`, `environments` or \
             `agent_queues`; of a repository its project and id with a dot between",
        );

    /// Who has which role on each service connection, variable group, secure file, environment and queue, and on the
    /// library of each project.
    #[rest = "securityroles/roleassignments/list"]
    pub static ROLE_ASSIGNMENTS = Table::new(
        "role_assignments",
        Snapshot,
        &["project_id", "scopeId", "resourceId", "identity_id"],
    )
        .by_project()
        .connector(Governance)
        .by_connector()
        .reads(&security_roles::meta::GET_ROLE_ASSIGNMENTS)
        .costs(Cost::Each(RESOURCE.replace(" and repository", "").into()))
        .fed_by(&FEED)
        .given(text("scopeId"), "What it is on: `distributedtask.serviceendpointrole`, `distributedtask.variablegroup`, …")
        .given(text("resourceId"), "The resource within the scope: the project and its id, with `_` or `$` between")
        .given(text("resource_type"), "endpoint, variablegroup, securefile, environment or queue; null for the library")
        .given(text("resource_id"), "Id of the resource as in `pipeline_permissions`; null for the library")
        .given(text("resourceName"), "Name of the resource")
        .column(text("access"), "assigned, or inherited from the project or library")
        .column(
            record("role", [text("name"), text("displayName"), text("identifier"), integer("allowPermissions"), integer("denyPermissions")]),
            "The role: Reader, User, Creator, Administrator, …",
        )
        .column(record("identity", ["id", "displayName", "uniqueName"].map(text)), "Who has it")
        .column(text("identity_id").at(&["identity", "id"]), "Id of who has it, a UUID");
}
