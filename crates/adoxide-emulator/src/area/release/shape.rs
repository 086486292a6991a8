//! What answers about releases have in common: URLs, references, approvals.

use adoxide_api::wire::Host;
use uuid::Uuid;

use crate::base::sql_date;
use crate::handler::View;
use crate::wire::json::{Json, Object, link};
use crate::world::group::Subject;
use crate::world::id::ProjectId;
use crate::world::release::definition::{Approvals, Gates, ReleaseDefinition, WorkflowTask};
use crate::world::release::deployment::{Approval, Release, ReleaseEnvironment};
use crate::world::release::kind::ApprovalType;

/// An instant that is not there.
pub(super) const NEVER: &str = "0001-01-01T00:00:00";

/// A path of release management: it has a host of its own, and its URLs name projects by id.
pub(super) fn release_url(view: &View<'_>, project: ProjectId, path: impl std::fmt::Display) -> String {
    let host = view.address.organization(Host::Vsrm, &view.call.organization);
    format!("{host}/{project}/_apis/Release/{path}")
}

fn web_url(view: &View<'_>, project: ProjectId, query: impl std::fmt::Display) -> String {
    view.urls().at(format_args!("{project}/_release?{query}"))
}

pub(super) fn release_web(view: &View<'_>, release: &Release) -> String {
    web_url(view, release.project, format_args!("releaseId={}&_a=release-summary", release.id))
}

/// Links as most answers have them: itself, and the page about it.
pub(super) fn definition_links(view: &View<'_>, project: ProjectId, id: i64) -> Object {
    let own = link(release_url(view, project, format_args!("definitions/{id}")));
    let web = link(web_url(view, project, format_args!("definitionId={id}")));
    Object::new().set("self", own).set("web", web)
}

pub(super) fn release_links(view: &View<'_>, release: &Release) -> Object {
    let own = link(release_url(view, release.project, format_args!("releases/{}", release.id)));
    Object::new().set("self", own).set("web", link(release_web(view, release)))
}

/// How much a reference says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// With its links.
    Linked,
    /// Without.
    Bare,
}

impl Reference {
    fn links(self, links: impl FnOnce() -> Object) -> Object {
        if self == Self::Linked { links() } else { Object::new() }
    }
}

/// The definition of a release. `project` says how the answer refers to the project.
pub(super) fn definition_reference(
    view: &View<'_>,
    release: &Release,
    how: Reference,
    project: Option<Object>,
) -> Object {
    let definition = view.organization.releases().definition(release.definition);
    let content = definition.map(|definition| &definition.content);
    Object::new()
        .set("id", release.definition)
        .set("name", content.map(|content| content.name.as_str()))
        .set("path", content.map(|content| content.path.as_str()))
        .set("projectReference", project)
        .set("url", release_url(view, release.project, format_args!("definitions/{}", release.definition)))
        .set("_links", how.links(|| definition_links(view, release.project, release.definition)))
}

pub(super) fn release_reference(view: &View<'_>, release: &Release, how: Reference) -> Object {
    Object::new()
        .set("id", release.id)
        .set("name", release.name.as_str())
        .set("url", release_url(view, release.project, format_args!("releases/{}", release.id)))
        .set("_links", how.links(|| release_links(view, release)))
}

pub(super) fn environment_url(view: &View<'_>, release: &Release, environment: i64) -> String {
    release_url(view, release.project, format_args!("releases/{}/environments/{environment}", release.id))
}

pub(super) fn environment_reference(
    view: &View<'_>,
    release: &Release,
    environment: &ReleaseEnvironment,
    how: Reference,
) -> Object {
    let url = environment_url(view, release, environment.id);
    Object::new()
        .set("id", environment.id)
        .set("name", environment.snapshot.name.as_str())
        .set("url", url.as_str())
        .set("_links", how.links(|| Object::new().set("self", link(url.as_str()))))
}

/// A person, team or group, as approvers are.
pub(super) fn subject(view: &View<'_>, id: Uuid) -> Object {
    let person = crate::world::id::IdentityId(id);
    if view.directory.identity(person).is_some() {
        return view.urls().person(view.directory, person);
    }
    let subjects =
        crate::world::group::Subjects { directory: view.directory, organization: view.organization };
    let found = subjects.by_storage_key(id);
    let name = found.and_then(|found| match found {
        Subject::Team(project, team) => {
            let project = view.organization.project_by_id(project)?;
            Some((project.name.as_str(), project.teams.get(&team)?.name.as_str()))
        }
        Subject::Group(id) => {
            let group = view.organization.group(id)?;
            let project = group.project.and_then(|project| view.organization.project_by_id(project));
            let scope = project.map_or(view.organization.name(), |project| project.name.as_str());
            Some((scope, group.name.as_str()))
        }
        Subject::Person(_) => None,
    });
    let Some((scope, name)) = name else { return Object::new().set("id", id) };
    let descriptor = found.and_then(|found| subjects.descriptors(found)).map(|(_, descriptor)| descriptor);
    Object::new()
        .set("displayName", format_args!("[{scope}]\\{name}"))
        .set("url", view.urls().identity(id))
        .set("id", id)
        .set("uniqueName", format_args!("vstfs:///Classification/TeamProject/{id}\\{name}"))
        .set("imageUrl", view.urls().at(format_args!("_api/_common/identityImage?id={id}")))
        .set("isContainer", true)
        .set_some("descriptor", descriptor)
}

/// An approval.
pub(super) fn approval_json(
    view: &View<'_>,
    release: &Release,
    environment: &ReleaseEnvironment,
    approval: &Approval,
    history: bool,
) -> Object {
    // As recorded: approvals after a deployment are counted on from those before it and the step between.
    let before = environment.snapshot.pre_approvals.steps.iter().map(|step| step.rank).max().unwrap_or(0);
    let offset = if approval.kind == ApprovalType::PostDeploy { before + 1 } else { 0 };
    let person = |id| view.urls().person(view.directory, id);
    let changes = approval.history.iter().map(|change| {
        Object::new()
            .set("revision", change.revision)
            .set("comments", change.comments.as_str())
            .set_some("approver", change.approver.map(|id| subject(view, id)))
            .set("changedBy", person(change.changed_by))
            .set("createdOn", sql_date(change.at))
            .set("modifiedOn", sql_date(change.at))
    });
    Object::new()
        .set("id", approval.id)
        .set("revision", approval.revision)
        .set_some("approver", approval.approver.map(|id| subject(view, id)))
        .set_some("approvedBy", approval.approved_by.map(person))
        .set("approvalType", approval.kind.name())
        .set("createdOn", sql_date(approval.created))
        .set("modifiedOn", sql_date(approval.modified))
        .set("status", approval.status.name())
        .set("comments", approval.comments.as_str())
        .set("isAutomated", approval.is_automated)
        .set("isNotificationOn", approval.is_notification_on)
        .set("trialNumber", approval.attempt)
        .set("attempt", approval.attempt)
        .set("rank", approval.rank + offset)
        .set_if(history || !approval.history.is_empty(), "history", || changes.collect::<Json>())
        .set("release", release_reference(view, release, Reference::Bare))
        .set("releaseDefinition", definition_reference(view, release, Reference::Bare, None))
        .set("releaseEnvironment", environment_reference(view, release, environment, Reference::Bare))
        .set("url", release_url(view, release.project, format_args!("approvals/{}", approval.id)))
}

/// Who approves. The snapshots of releases do not say the numbers of the steps.
pub(super) fn approvals_json(view: &View<'_>, approvals: &Approvals, is_snapshot: bool) -> Object {
    let steps = approvals.steps.iter().map(|step| {
        Object::new()
            .set("rank", step.rank)
            .set("isAutomated", step.is_automated)
            .set("isNotificationOn", step.is_notification_on)
            .set_some("approver", step.approver.map(|id| subject(view, id)))
            .set("id", if is_snapshot { 0 } else { step.id })
    });
    let options = approvals.options.as_ref().map(|options| {
        let skip = options.auto_triggered_and_previous_environment_approved_can_be_skipped;
        Object::new()
            .set("requiredApproverCount", options.required_approver_count)
            .set("releaseCreatorCanBeApprover", options.release_creator_can_be_approver)
            .set("autoTriggeredAndPreviousEnvironmentApprovedCanBeSkipped", skip)
            .set("enforceIdentityRevalidation", options.enforce_identity_revalidation)
            .set("timeoutInMinutes", options.timeout_in_minutes)
            .set("executionOrder", options.execution_order.name())
    });
    Object::new().set("approvals", steps.collect::<Json>()).set_some("approvalOptions", options)
}

/// What is checked before or after a deployment.
pub(super) fn gates_json(gates: &Gates) -> Object {
    let options = gates.options.as_ref().map(|options| {
        Object::new()
            .set("isEnabled", options.is_enabled)
            .set("timeout", options.timeout)
            .set("samplingInterval", options.sampling_interval)
            .set("stabilizationTime", options.stabilization_time)
            .set("minimumSuccessDuration", options.minimum_success_duration)
    });
    let all = gates
        .gates
        .iter()
        .map(|tasks| Object::new().set("tasks", tasks.iter().map(task_json).collect::<Json>()));
    Object::new().set("id", gates.id).set("gatesOptions", options).set("gates", all.collect::<Json>())
}

/// A step of a phase.
pub(super) fn task_json(task: &WorkflowTask) -> Object {
    Object::new()
        .set("environment", &task.environment)
        .set("taskId", task.task_id)
        .set("version", task.version.as_str())
        .set("name", task.name.as_str())
        .set("refName", task.ref_name.as_deref().unwrap_or_default())
        .set("enabled", task.enabled)
        .set("alwaysRun", task.always_run)
        .set("continueOnError", task.continue_on_error)
        .set("timeoutInMinutes", task.timeout_in_minutes)
        .set_some("retryCountOnTaskFailure", task.retry_count_on_task_failure)
        .set("definitionType", task.definition_type.as_deref().unwrap_or("task"))
        .set("overrideInputs", &task.override_inputs)
        .set_some("condition", task.condition.as_deref())
        .set("inputs", &task.inputs)
}

/// The phases of an environment.
pub(super) fn phases_json(environment: &crate::world::release::definition::DefinitionEnvironment) -> Json {
    let phases = environment.phases.iter().map(|phase| {
        Object::new()
            .set("deploymentInput", &phase.input)
            .set("rank", phase.rank)
            .set("phaseType", phase.phase_type.name())
            .set("name", phase.name.as_str())
            .set("refName", phase.ref_name.as_deref())
            .set("workflowTasks", phase.tasks.iter().map(task_json).collect::<Json>())
    });
    phases.collect()
}

/// Whether a definition is one of a project, and not deleted.
pub(super) fn is_in(view: &View<'_>, project: ProjectId, definition: &ReleaseDefinition) -> bool {
    definition.project == project && view.organization.releases().deleted_definition(definition.id).is_none()
}
