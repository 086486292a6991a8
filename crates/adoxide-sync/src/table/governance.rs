use adoxide_api::advanced_security::management;
use adoxide_api::{build, extension_management, hooks, resource_usage, token_admin};

use super::people::USERS;
use super::{Table, boolean, identity, integer, json, list, record, tables, text, timestamp};
use crate::Connector::{Governance, Pipelines};
use crate::Error;
use crate::Ingestion::Snapshot;
use crate::feed::hook;
use crate::read::Json;

tables! {
    /// What the pipelines of each project may do: what jobs can access, forks, variables at queue time.
    #[rest = "build/general-settings/get"]
    pub static PIPELINE_SETTINGS = Table::new("pipeline_settings", Snapshot, &["project_id"])
        .by_project()
        .connector(Pipelines)
        .connector(Governance)
        .by_connector()
        .reads(&build::meta::GET_BUILD_GENERAL_SETTINGS)
        .single()
        .column(boolean("enforceJobAuthScope"), "Whether jobs may access their own project only")
        .column(boolean("enforceJobAuthScopeForReleases"), "Whether jobs of releases may access their own project only")
        .column(boolean("enforceReferencedRepoScopedToken"), "Whether jobs may access only repositories that their YAML names")
        .column(boolean("enforceSettableVar"), "Whether only variables that say so can be set when a run is queued")
        .column(boolean("enableShellTasksArgsSanitizing"), "Whether arguments of shell tasks are checked")
        .column(boolean("auditEnforceSettableVar"), "Whether variables set when a run is queued are audited")
        .column(boolean("publishPipelineMetadata"), "Whether runs publish facts about themselves")
        .column(boolean("statusBadgesArePrivate"), "Whether badges need access")
        .column(boolean("disableClassicPipelineCreation"), "Whether no classic pipelines can be created")
        .column(boolean("disableClassicBuildPipelineCreation"), "Whether no classic build pipelines can be created")
        .column(boolean("disableClassicReleasePipelineCreation"), "Whether no classic release pipelines can be created")
        .column(boolean("disableImpliedYAMLCiTrigger"), "Whether YAML without a trigger is not started by pushes")
        .column(boolean("buildsEnabledForForks"), "Whether pull requests from forks are built")
        .column(boolean("enforceJobAuthScopeForForks"), "Whether builds of forks have less access")
        .column(boolean("enforceNoAccessToSecretsFromForks"), "Whether builds of forks get no secrets")
        .column(boolean("isCommentRequiredForPullRequest"), "Whether a comment must allow builds of forks")
        .column(boolean("requireCommentsForNonTeamMembersOnly"), "Whether only others than the team need the comment")
        .column(boolean("forkProtectionEnabled"), "Whether builds of forks are limited at all");

    /// The extensions that are installed in the organization.
    #[rest = "extensionmanagement/installed-extensions/list"]
    pub static INSTALLED_EXTENSIONS = Table::new("installed_extensions", Snapshot, &["publisherId", "extensionId"])
        .connector(Pipelines)
        .connector(Governance)
        .by_connector()
        .reads(&extension_management::meta::GET_INSTALLED_EXTENSIONS)
        .query("includeDisabledExtensions", "true")
        .query("includeErrors", "true")
        .column(text("publisherId"), "Name of the publisher, unique")
        .column(text("publisherName"), "Name of the publisher for people")
        .column(text("extensionId"), "Name of the extension, unique for its publisher")
        .column(text("extensionName"), "Name of the extension for people")
        .column(text("version"), "Version")
        .column(text("flags"), "builtIn, trusted, …; null if none")
        .column(list("scopes", text("item")), "What it may access")
        .column(json("contributions"), "What it adds to the service: hubs, tasks, decorators, …")
        .column(timestamp("lastPublished"), "When this version was published")
        .column(
            record("installState", [text("flags"), timestamp("lastUpdated")]),
            "Whether it is disabled, needs authorization, …, and when that changed",
        );

    /// The personal access tokens of each user, without the tokens themselves. Only administrators may read them.
    #[rest = "tokenadmin/personal-access-tokens/list"]
    pub static PERSONAL_ACCESS_TOKENS = Table::child_of(&USERS, "personal_access_tokens", &["owner_descriptor", "authorizationId"])
        .optional()
        .parent(text("owner_descriptor"), "descriptor", "Whose they are: `users.descriptor`")
        .path("subjectDescriptor", "owner_descriptor")
        .reads(&token_admin::meta::LIST_PERSONAL_ACCESS_TOKENS)
        .query("pageSize", "100")
        .column(text("authorizationId"), "Id of the token, a UUID")
        .column(text("accessId"), "Id of the access that it stands for, a UUID")
        .column(text("displayName"), "Name that its owner gave it")
        .column(text("scope"), "What it may do, by spaces; `app_token` for everything")
        .column(list("targetAccounts", text("item")), "The organizations that it is for; null for all")
        .column(boolean("isValid"), "Whether it is neither revoked nor expired")
        .column(timestamp("validFrom"), "When it was created")
        .column(timestamp("validTo"), "When it expires")
        .column(text("userId"), "Whose it is, a UUID");

    /// The service hooks: what is sent where when something happens. The service masks the values of secret inputs.
    #[rest = "hooks/subscriptions/list"]
    pub static SERVICE_HOOK_SUBSCRIPTIONS = Table::new("service_hook_subscriptions", Snapshot, &["id"])
        .connector(Governance)
        .by_connector()
        .reads(&hooks::meta::LIST_SUBSCRIPTIONS)
        .fed_by(&hook::FEED)
        .in_project(&["project_id"])
        .column(text("id"), "Id of the subscription, a UUID")
        .column(text("status"), "enabled, onProbation, disabledByUser, disabledBySystem or disabledByInactiveIdentity")
        .column(text("publisherId"), "What publishes the events: tfs, pipelines, rm, …")
        .column(text("eventType"), "The events: `git.push`, `workitem.updated`, `build.complete`, …")
        .column(text("resourceVersion"), "Version of the event that is sent")
        .column(text("eventDescription"), "The events, in words")
        .column(text("consumerId"), "What receives them: webHooks, slack, azureStorageQueue, …")
        .column(text("consumerActionId"), "What is done with them: httpRequest, postMessageToChannel, …")
        .column(text("actionDescription"), "What is done with them, in words")
        .column(json("publisherInputs"), "Which events, by name: project, repository, branch, …")
        .column(json("consumerInputs"), "What the receiver needs, by name: url, headers, how much is sent, …")
        .column(integer("probationRetries"), "How often it was tried again while on probation")
        .column(timestamp("lastProbationRetryDate"), "When it was last tried again on probation; null if never")
        .column(timestamp("lastSuccessfulAttemptDate"), "When something was last delivered; null if never")
        .column(identity("subscriber"), "Who receives the events")
        .column(identity("createdBy"), "Who created it")
        .column(timestamp("createdDate"), "When it was created")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(timestamp("modifiedDate"), "When it was last changed")
        .column(text("url"), "Address in the REST API")
        .given(text("project_id"), "The project of the events: `projects.id`; null for all projects")
        .given(text("project_name"), "Name of that project");

    /// What the organization has of what is limited.
    #[rest = "resourceusage/team-project-collection/get"]
    pub static RESOURCE_USAGE = Table::new("resource_usage", Snapshot, &["name"])
        .connector(Governance)
        .by_connector()
        .reads(&resource_usage::meta::GET_LIMITS)
        .single()
        .rows_of_item(usages)
        .column(text("name"), "Name of the resource: Projects, …")
        .column(integer("count"), "How many there are")
        .column(integer("limit"), "How many there may be");

    /// What of Advanced Security is turned on in each repository.
    #[rest = "advancedsecurity/project-enablement/get"]
    pub static ADVANCED_SECURITY_ENABLEMENT = Table::new(
        "advanced_security_enablement",
        Snapshot,
        &["project_id", "repository_id"],
    )
        .by_project()
        .connector(Governance)
        .by_connector()
        .reads(&management::meta::GET_PROJECT_ENABLEMENT_STATUS2)
        .query("includeAllProperties", "true")
        .under(&["reposEnablementStatus"])
        .column(text("repository_id").at(&["repositoryId"]), "The repository: `repositories.id`")
        .column(boolean("advSecEnabled").at(&["codeSecurityFeatures", "codeSecurityEnabled"]), "Whether code security is on: scans of code and of dependencies")
        .column(boolean("codeQLEnabled").at(&["codeSecurityFeatures", "codeQLEnabled"]), "Whether code is scanned with CodeQL without a pipeline of one's own")
        .column(boolean("dependabotEnabled").at(&["codeSecurityFeatures", "dependabotEnabled"]), "Whether pull requests update dependencies with known flaws")
        .column(boolean("dependencyScanningInjectionEnabled").at(&["codeSecurityFeatures", "dependencyScanningInjectionEnabled"]), "Whether every pipeline scans dependencies")
        .column(boolean("secretProtectionEnabled").at(&["secretProtectionFeatures", "secretProtectionEnabled"]), "Whether secrets are searched for")
        .column(boolean("blockPushes").at(&["secretProtectionFeatures", "blockPushes"]), "Whether pushes with secrets are refused");
}

/// The usages of the resources as a row for each.
fn usages(answer: &Json) -> Result<Vec<Json>, Error> {
    let usages = answer.member(&["value"])?.filter(|usages| usages.is(b'{'));
    let mut rows = Vec::new();
    for (name, usage) in usages.as_ref().unwrap_or(answer).members()? {
        let mut usage = usage.tree()?;
        if let Some(usage) = usage.as_object_mut() {
            usage.insert("name".to_owned(), name.into());
            rows.push(Json::of(&serde_json::Value::Object(std::mem::take(usage))));
        }
    }
    Ok(rows)
}
