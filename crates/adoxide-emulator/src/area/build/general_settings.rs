//! The pipeline settings of a project.

use adoxide_api::build::meta;
use serde_json::{Map, Value};

use crate::handler::permission::EDIT_PROJECT;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::id::ProjectId;

handlers! {
    meta::GET_BUILD_GENERAL_SETTINGS => read(get_build_general_settings),
    meta::UPDATE_BUILD_GENERAL_SETTINGS => change(update_build_general_settings).needs(EDIT_PROJECT),
}

/// The settings, in the recorded order, each with what a new project has.
const SETTINGS: [(&str, bool); 20] = [
    ("enforceReferencedRepoScopedToken", true),
    ("disableClassicPipelineCreation", false),
    ("disableClassicBuildPipelineCreation", false),
    ("disableClassicReleasePipelineCreation", false),
    ("forkProtectionEnabled", true),
    ("buildsEnabledForForks", true),
    ("enforceJobAuthScopeForForks", true),
    ("enforceNoAccessToSecretsFromForks", true),
    ("isCommentRequiredForPullRequest", true),
    ("requireCommentsForNonTeamMembersOnly", false),
    ("requireCommentsForNonTeamMemberAndNonContributors", false),
    ("enableShellTasksArgsSanitizing", false),
    ("enableShellTasksArgsSanitizingAudit", false),
    ("disableImpliedYAMLCiTrigger", false),
    ("statusBadgesArePrivate", true),
    ("enforceSettableVar", true),
    ("auditEnforceSettableVar", false),
    ("enforceJobAuthScope", true),
    ("enforceJobAuthScopeForReleases", true),
    ("publishPipelineMetadata", false),
];

/// One setting that stands for two.
const CLASSIC: &str = "disableClassicPipelineCreation";
const CLASSIC_PARTS: [&str; 2] =
    ["disableClassicBuildPipelineCreation", "disableClassicReleasePipelineCreation"];

/// Where the settings of a project are kept.
pub(crate) fn scope(project: ProjectId) -> String {
    format!("pipelines/{project}")
}

/// The project whose pipeline settings are kept there.
pub(in crate::area) fn project_of_scope(scope: &str) -> Option<ProjectId> {
    scope.strip_prefix("pipelines/")?.parse().ok()
}

fn answer(view: &View<'_>) -> Result<Reply, Fault> {
    let scope = scope(view.project()?.id);
    let value = |name: &str, default| view.organization.is_set(&scope, name, default);
    let all = SETTINGS.iter().fold(Object::new(), |all, (name, default)| {
        let is_on = match *name {
            CLASSIC => CLASSIC_PARTS.iter().all(|part| value(part, false)),
            name => value(name, *default),
        };
        all.set(name, is_on)
    });
    Ok(Reply::json(all))
}

fn get_build_general_settings(view: &View<'_>) -> Result<Reply, Fault> {
    answer(view)
}

/// What a body has changes, what it lacks stays. <https://learn.microsoft.com/rest/api/azure/devops/build/general-settings>
fn update_build_general_settings(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let scope = scope(change.view().project()?.id);
    let mut wanted = Vec::new();
    for (given, value) in &body {
        let known = SETTINGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(given));
        let Some((name, default)) = known.filter(|_| !value.is_null()) else { continue };
        let value = value.as_bool().ok_or_else(|| Fault::invalid_parameter(name, &value.to_string()))?;
        match *name {
            CLASSIC => wanted.extend(CLASSIC_PARTS.map(|part| (part, false, value))),
            name => wanted.push((name, *default, value)),
        }
    }
    for (name, default, value) in wanted {
        if change.view().organization.is_set(&scope, name, default) != value {
            change.make(|tx| tx.set_setting(&scope, name, Some(Value::Bool(value))))?;
        }
    }
    answer(&change.view())
}
