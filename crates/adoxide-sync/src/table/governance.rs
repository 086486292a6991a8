use adoxide_api::{build, extension_management, token_admin};

use super::people::USERS;
use super::{Table, boolean, json, list, record, tables, text, timestamp};
use crate::Connector::Pipelines;
use crate::Ingestion::Snapshot;

tables! {
    /// What the pipelines of each project may do: what jobs can access, forks, variables at queue time.
    #[rest = "build/general-settings/get"]
    pub static PIPELINE_SETTINGS = Table::new("pipeline_settings", Snapshot, &["project_id"])
        .by_project()
        .connector(Pipelines)
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
}
