//! Policies: their types, configurations with revisions, and evaluations of pull requests.

use adoxide_api::git;
use adoxide_api::policy;
use http::StatusCode;
use http::header::HeaderName;
use serde_json::Value;
use uuid::Uuid;

use crate::base::date;
use crate::base::page;
use crate::handler::handlers;
use crate::handler::permission::EDIT_POLICIES;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::directory::Directory;
use crate::world::git_permission::GitPermission;
use crate::world::group::Subjects;
use crate::world::id::{ProjectId, RepositoryId};
use crate::world::policy::{
    Configuration, ConfigurationId, Evaluation, EvaluationStatus, NewConfiguration, POLICY_TYPES, PolicyType,
    policy_type,
};

handlers! {
    policy::meta::GET_POLICY_TYPES => read(get_types),
    policy::meta::GET_POLICY_TYPE => read(get_type),
    policy::meta::GET_POLICY_CONFIGURATIONS => read(get_configurations),
    policy::meta::GET_POLICY_CONFIGURATION => read(get_configuration),
    policy::meta::CREATE_POLICY_CONFIGURATION => change(create_configuration).needs(EDIT_POLICIES),
    policy::meta::UPDATE_POLICY_CONFIGURATION => change(update_configuration).needs(EDIT_POLICIES),
    policy::meta::DELETE_POLICY_CONFIGURATION => change(delete_configuration).needs(EDIT_POLICIES),
    policy::meta::GET_POLICY_CONFIGURATION_REVISIONS => read(get_revisions),
    policy::meta::GET_POLICY_CONFIGURATION_REVISION => read(get_revision),
    policy::meta::GET_POLICY_EVALUATIONS => read(get_evaluations),
    policy::meta::GET_POLICY_EVALUATION => read(get_evaluation),
    policy::meta::REQUEUE_POLICY_EVALUATION => change(requeue_evaluation),
    git::meta::GET_POLICY_CONFIGURATIONS => read(get_git_configurations),
}

/// How many configurations a page has at most.
const CONFIGURATIONS: usize = 1_000;

/// The project of the path.
fn project(view: &View<'_>) -> Result<ProjectId, Fault> {
    let project = view.project_of_path()?;
    project.map(|project| project.id).ok_or_else(|| Fault::argument_null("project"))
}

fn policy_url(urls: &Urls<'_>, project: ProjectId, path: &str) -> String {
    urls.at(format_args!("{project}/_apis/policy/{path}"))
}

fn type_reference(urls: &Urls<'_>, project: ProjectId, policy: &PolicyType) -> Object {
    Object::new()
        .set("id", policy.id.to_string())
        .set("url", policy_url(urls, project, &format!("types/{}", policy.id)))
        .set("displayName", policy.name)
}

fn type_json(urls: &Urls<'_>, project: ProjectId, policy: &PolicyType) -> Object {
    let own = policy_url(urls, project, &format!("types/{}", policy.id));
    Object::new()
        .set("description", policy.description)
        .set("_links", Object::new().set("self", link(own.clone())))
        .set("id", policy.id.to_string())
        .set("url", own)
        .set("displayName", policy.name)
}

fn get_types(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    let project = project(view)?;
    Ok(Reply::list(POLICY_TYPES.iter().map(|policy| type_json(&urls, project, policy))))
}

fn find_type(given: &str) -> Result<&'static PolicyType, Fault> {
    let found = given.parse().ok().and_then(policy_type);
    found.ok_or_else(|| Fault::policy_type_not_found(given))
}

fn get_type(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project(view)?;
    Ok(Reply::json(type_json(&view.urls(), project, find_type(view.required("typeId")?)?)))
}

/// The settings with the scopes behind them, as recorded.
fn settings_json(configuration: &Configuration) -> Object {
    let scopes = configuration.scopes.iter().map(|scope| {
        let json = match &scope.branch {
            Some((name, kind)) => Object::new().set("refName", name.as_deref()).set("matchKind", kind.name()),
            None => Object::new(),
        };
        json.set("repositoryId", scope.repository)
    });
    let settings = configuration.settings.as_object().into_iter().flatten();
    let settings = settings.filter(|(name, _)| *name != "scope");
    settings.collect::<Object>().set("scope", scopes.collect::<Json>())
}

/// A configuration as all answers but the first have it.
fn configuration_json(urls: &Urls<'_>, directory: &Directory, configuration: &Configuration) -> Object {
    dated_json(urls, directory, configuration, &date(configuration.created.at))
}

fn dated_json(
    urls: &Urls<'_>,
    directory: &Directory,
    configuration: &Configuration,
    created: &str,
) -> Object {
    let project = configuration.project;
    let own = policy_url(urls, project, &format!("configurations/{}", configuration.id));
    let of_type = policy_url(urls, project, &format!("types/{}", configuration.policy.id));
    let links = Object::new().set("self", link(own.clone())).set("policyType", link(of_type));
    Object::new()
        .set("createdBy", urls.person(directory, configuration.created.actor))
        .set("createdDate", created)
        .set("isEnabled", configuration.is_enabled)
        .set("isBlocking", configuration.is_blocking)
        .set("isDeleted", configuration.is_deleted)
        .set("settings", settings_json(configuration))
        .set("isEnterpriseManaged", false)
        .set("_links", links)
        .set("revision", configuration.revision)
        .set("id", configuration.id)
        .set("url", own)
        .set("type", type_reference(urls, project, configuration.policy))
}

/// A page of configurations. The token is the number to go on with.
fn paged(view: &View<'_>, found: Vec<&Configuration>) -> Result<Reply, Fault> {
    let top = view.query.number(&["$top", "top"])?.unwrap_or(CONFIGURATIONS).min(CONFIGURATIONS);
    let from: ConfigurationId = match view.query.any(&["continuationToken"]) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => 0,
    };
    let urls = view.urls();
    let mut found = found.into_iter().filter(|configuration| configuration.id >= from);
    let rows = found.by_ref().take(top);
    let rows = rows.map(|found| configuration_json(&urls, view.directory, found));
    let reply = Reply::list(rows);
    Ok(match found.next() {
        Some(next) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.id.to_string()),
        None => reply,
    })
}

/// The type that a query asks for.
fn wanted_type(call: &Call) -> Result<Option<Uuid>, Fault> {
    let given = call.query.any(&["policyType"]);
    given.map(|id| id.parse().map_err(|_| Fault::invalid_parameter("policyType", id))).transpose()
}

fn get_configurations(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = wanted_type(view)?;
    // The older way to ask for a branch: the repository without dashes, a colon, the name.
    let scope = view.query.any(&["scope"]);
    let project = project(view)?;
    let found = view.organization.policies().configurations().filter(|configuration| {
        configuration.project == project
            && wanted.is_none_or(|id| configuration.policy.id == id)
            && scope.is_none_or(|scope| is_scoped_like(configuration, scope))
    });
    paged(view, found.collect())
}

/// Whether one of the scopes is this one, written `REPOSITORY:refs/heads/main`, `REPOSITORY` or `*`.
fn is_scoped_like(configuration: &Configuration, wanted: &str) -> bool {
    let (repository, name) = wanted.split_once(':').map_or((wanted, None), |(id, name)| (id, Some(name)));
    let repository = repository.parse::<Uuid>().ok().map(RepositoryId);
    configuration.scopes.iter().any(|scope| {
        let known = scope.branch.as_ref().and_then(|(name, _)| name.as_deref());
        scope.repository == repository && name.is_none_or(|name| known == Some(name))
    })
}

/// By repository and branch. Documented: both give what applies to a branch, a repository alone what applies
/// in it, a branch alone what applies to it in all of the project, and none what all of the project has.
fn get_git_configurations(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = wanted_type(view)?;
    let name = view.query.any(&["refName"]);
    let given = view.query.any(&["repositoryId"]);
    let project = project(view)?;
    let organization = view.organization;
    let repository = given
        .map(|given| {
            let found = organization.repository(Some(project), given);
            found.ok_or_else(|| Fault::repository_not_found(given))
        })
        .transpose()?;
    let found = organization.policies().configurations().filter(|configuration| {
        configuration.project == project
            && wanted.is_none_or(|id| configuration.policy.id == id)
            && configuration.scopes.iter().any(|scope| match (repository, name) {
                (Some(repository), Some(name)) => scope.covers(repository, name),
                (Some(repository), None) => scope.is_of(repository.id),
                (None, Some(name)) => scope.repository.is_none() && scope.names(name, false),
                (None, None) => scope.repository.is_none(),
            })
    });
    paged(view, found.collect())
}

/// The configuration of the path.
fn find(view: &View<'_>) -> Result<ConfigurationId, Fault> {
    let given = view.required("configurationId")?;
    let project = project(view)?;
    let policies = view.organization.policies();
    let found = given.parse().ok().and_then(|id| policies.configuration(id));
    let found = found.filter(|found| found.project == project);
    found.map(|found| found.id).ok_or_else(|| Fault::policy_configuration_not_found(given))
}

fn current<'w>(view: &View<'w>, id: ConfigurationId) -> Result<&'w Configuration, Fault> {
    let found = view.organization.policies().configuration(id);
    found.ok_or_else(|| Fault::policy_configuration_not_found(&id.to_string()))
}

fn get_configuration(view: &View<'_>) -> Result<Reply, Fault> {
    let id = find(view)?;
    Ok(Reply::json(configuration_json(&view.urls(), view.directory, current(view, id)?)))
}

fn new_configuration(call: &Call) -> Result<NewConfiguration, Fault> {
    let body: Value = call.read_body()?;
    let policy = text(&body, "/type/id").ok_or_else(|| Fault::argument_null("type"))?;
    let flag = |name: &str| body.get(name).and_then(Value::as_bool).unwrap_or(false);
    Ok(NewConfiguration {
        policy: find_type(policy)?,
        is_enabled: flag("isEnabled"),
        is_blocking: flag("isBlocking"),
        settings: body.get("settings").cloned().ok_or_else(|| Fault::argument_null("settings"))?,
    })
}

/// Whether the access control lists let the caller edit the policies of all that settings are for.
fn check_scopes(view: &View<'_>, project: ProjectId, settings: &Value) -> Result<(), Fault> {
    let organization = view.organization;
    let scopes = settings.get("scope").and_then(Value::as_array).into_iter().flatten();
    for scope in scopes {
        let repository = text(scope, "/repositoryId").and_then(|id| id.parse().ok());
        let reference = text(scope, "/refName").filter(|_| repository.is_some());
        let access =
            Subjects { directory: view.directory, organization }.git_access(view.actor, project, repository);
        if !access.permits(reference, GitPermission::EditPolicies) {
            let name =
                view.directory.identity(view.actor).map_or("", |identity| identity.display_name.as_str());
            return Err(Fault::access_denied(name, GitPermission::EditPolicies.name()));
        }
    }
    Ok(())
}

fn create_configuration(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let new = new_configuration(change.call)?;
    let project = project(&change.view())?;
    check_scopes(&change.view(), project, &new.settings)?;
    let id = change.make(|tx| tx.create_policy_configuration(project, &new))?;
    let made = current(&change.view(), id)?;
    // As recorded: the first answer gives the date without its zone, all others with it.
    let created = date(made.created.at);
    Ok(Reply::json(dated_json(&change.urls(), change.directory, made, created.trim_end_matches('Z'))))
}

fn update_configuration(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let new = new_configuration(change.call)?;
    let id = find(&change.view())?;
    check_scopes(&change.view(), project(&change.view())?, &new.settings)?;
    change.make(|tx| tx.update_policy_configuration(id, &new))?;
    Ok(Reply::json(configuration_json(&change.urls(), change.directory, current(&change.view(), id)?)))
}

fn delete_configuration(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?;
    change.make(|tx| tx.delete_policy_configuration(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_revisions(view: &View<'_>) -> Result<Reply, Fault> {
    let skip = view.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(usize::MAX);
    let urls = view.urls();
    let id = find(view)?;
    // The newest first.
    let found = view.organization.policies().revisions(id).iter().rev().collect();
    let rows =
        page(found, skip, top).into_iter().map(|found| configuration_json(&urls, view.directory, found));
    Ok(Reply::list(rows))
}

fn get_revision(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("revisionId")?;
    let id = find(view)?;
    let revisions = view.organization.policies().revisions(id);
    let found = revisions.iter().find(|found| found.revision.to_string() == given);
    let found = found.ok_or_else(|| Fault::policy_configuration_not_found(&format!("{id}/{given}")))?;
    Ok(Reply::json(configuration_json(&view.urls(), view.directory, found)))
}

fn evaluation_json(view: &View<'_>, evaluation: &Evaluation) -> Result<Object, Fault> {
    let configuration = current(view, evaluation.configuration)?;
    let configuration = configuration_json(&view.urls(), view.directory, configuration);
    // As recorded: with an escaped slash, however it was asked for.
    let artifact =
        format!("vstfs:///CodeReview/CodeReviewId/{}%2f{}", evaluation.project, evaluation.pull_request);
    Ok(Object::new()
        .set("configuration", configuration)
        .set("artifactId", artifact)
        .set("evaluationId", evaluation.id.to_string())
        .set("startedDate", date(evaluation.started))
        .set_some("completedDate", evaluation.completed.map(date))
        .set("status", evaluation.status.name())
        .set_some("context", evaluation.context.clone()))
}

/// The pull request that an artifact id is of: `vstfs:///CodeReview/CodeReviewId/{project}/{number}`.
fn pull_request_of(artifact: &str) -> Option<(ProjectId, i64)> {
    const KIND: &str = "vstfs:///CodeReview/CodeReviewId/";
    let start = artifact.get(..KIND.len()).filter(|start| start.eq_ignore_ascii_case(KIND))?;
    let rest = artifact[start.len()..].replace("%2f", "/").replace("%2F", "/");
    let (project, number) = rest.split_once('/')?;
    Some((project.parse().ok()?, number.parse().ok()?))
}

fn get_evaluations(view: &View<'_>) -> Result<Reply, Fault> {
    let artifact = view.query.any(&["artifactId"]).ok_or_else(|| Fault::argument_null("artifactId"))?;
    let (of_project, number) =
        pull_request_of(artifact).ok_or_else(|| Fault::invalid_parameter("artifactId", artifact))?;
    let all = view.query.flag("includeNotApplicable")?;
    let skip = view.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(usize::MAX);
    let project = project(view)?;
    let found = view.organization.policies().evaluations(number).filter(|evaluation| {
        evaluation.project == project
            && project == of_project
            && (all || evaluation.status != EvaluationStatus::NotApplicable)
    });
    let rows = page(found.collect(), skip, top).into_iter().map(|found| evaluation_json(view, found));
    Ok(Reply::stream(rows.collect::<Result<Vec<_>, Fault>>()?))
}

/// The evaluation of the path.
fn find_evaluation(view: &View<'_>) -> Result<Uuid, Fault> {
    let given = view.required("evaluationId")?;
    let project = project(view)?;
    let policies = view.organization.policies();
    let found = given.parse().ok().and_then(|id| policies.evaluation(id));
    let found = found.filter(|found| found.project == project);
    found.map(|found| found.id).ok_or_else(|| Fault::policy_evaluation_not_found(given))
}

fn evaluation_reply(view: &View<'_>, id: Uuid) -> Result<Reply, Fault> {
    let found = view.organization.policies().evaluation(id);
    let found = found.ok_or_else(|| Fault::policy_evaluation_not_found(&id.to_string()))?;
    Ok(Reply::json(evaluation_json(view, found)?))
}

fn get_evaluation(view: &View<'_>) -> Result<Reply, Fault> {
    let id = find_evaluation(view)?;
    evaluation_reply(view, id)
}

fn requeue_evaluation(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_evaluation(&change.view())?;
    change.make(|tx| tx.requeue_policy_evaluation(id))?;
    evaluation_reply(&change.view(), id)
}
