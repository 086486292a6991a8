//! Release definitions as bodies have them, and what the service fills in.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::distributed_task::read_variables;
use super::super::person::Person;
use crate::handler::{View, ready_project};
use crate::wire::body;
use crate::wire::error::Fault;
use crate::world::build::folder_path;
use crate::world::id::IdentityId;
use crate::world::project::Project;
use crate::world::release::NewDefinition;
use crate::world::release::definition::{
    ApprovalOptions, ApprovalStep, Approvals, Artifact, Condition, DefinitionContent, DefinitionEnvironment,
    ExecutionPolicy, Gates, GatesOptions, Phase, Trigger, WorkflowTask,
};
use crate::world::release::kind::{DefinitionSource, DeployPhaseType};
use crate::world::secret::Variables;

type Members = Map<String, Value>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DefinitionBody {
    pub id: Option<i64>,
    pub revision: Option<i64>,
    name: String,
    path: Option<String>,
    description: Option<String>,
    comment: Option<String>,
    source: Option<DefinitionSource>,
    release_name_format: Option<String>,
    #[serde(default)]
    environments: Vec<EnvironmentBody>,
    #[serde(default)]
    artifacts: Vec<ArtifactBody>,
    #[serde(default)]
    triggers: Vec<Members>,
    variables: Option<Value>,
    #[serde(default)]
    variable_groups: Vec<i64>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    properties: Members,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EnvironmentBody {
    #[serde(default)]
    id: i64,
    name: String,
    rank: Option<i64>,
    owner: Option<Person>,
    variables: Option<Value>,
    #[serde(default)]
    variable_groups: Vec<i64>,
    #[serde(default)]
    pre_deploy_approvals: ApprovalsBody,
    #[serde(default)]
    post_deploy_approvals: ApprovalsBody,
    #[serde(default)]
    pre_deployment_gates: GatesBody,
    #[serde(default)]
    post_deployment_gates: GatesBody,
    deploy_step: Option<Numbered>,
    #[serde(default)]
    deploy_phases: Vec<PhaseBody>,
    #[serde(default)]
    conditions: Vec<Condition>,
    #[serde(default)]
    execution_policy: ExecutionPolicy,
    retention_policy: Option<Members>,
    environment_options: Option<Members>,
    demands: Option<Value>,
    schedules: Option<Value>,
    properties: Option<Members>,
    environment_triggers: Option<Value>,
    process_parameters: Option<Value>,
}

#[derive(Deserialize)]
struct Numbered {
    #[serde(default)]
    id: i64,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ApprovalsBody {
    approvals: Vec<ApprovalBody>,
    approval_options: Option<ApprovalOptions>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ApprovalBody {
    #[serde(default)]
    id: i64,
    rank: Option<i64>,
    #[serde(default)]
    is_automated: bool,
    #[serde(default)]
    is_notification_on: bool,
    approver: Option<Person>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct GatesBody {
    id: i64,
    gates_options: Option<GatesOptions>,
    gates: Vec<GateBody>,
}

#[derive(Deserialize)]
struct GateBody {
    #[serde(default)]
    tasks: Vec<WorkflowTask>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PhaseBody {
    rank: Option<i64>,
    #[serde(default = "agent_based")]
    phase_type: DeployPhaseType,
    name: Option<String>,
    ref_name: Option<String>,
    #[serde(default)]
    deployment_input: Members,
    #[serde(default)]
    workflow_tasks: Vec<WorkflowTask>,
}

fn agent_based() -> DeployPhaseType {
    DeployPhaseType::AgentBasedDeployment
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactBody {
    source_id: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    alias: Option<String>,
    #[serde(default)]
    definition_reference: Members,
    is_primary: Option<bool>,
    #[serde(default)]
    is_retained: bool,
}

/// Members as a body has them, and those that it has not as the service fills them in.
fn filled(given: Option<Members>, usual: Value) -> Members {
    let mut given = given.unwrap_or_default();
    let Value::Object(mut all) = usual else { return given };
    for (name, value) in &mut all {
        if let Some(given) = given.shift_remove(name).filter(|given| !given.is_null()) {
            *value = given;
        }
    }
    all.extend(given.into_iter().filter(|(_, value)| !value.is_null()));
    all
}

/// Properties are answered with their types: recorded.
pub(super) fn typed(properties: Members) -> Members {
    let of = |value: Value| match value {
        Value::Object(_) => value,
        Value::String(text) => json!({"$type": "System.String", "$value": text}),
        Value::Bool(flag) => json!({"$type": "System.Boolean", "$value": flag}),
        other => json!({"$type": "System.Int32", "$value": other}),
    };
    properties.into_iter().map(|(name, value)| (name, of(value))).collect()
}

pub(super) fn variables(given: Option<&Value>) -> Result<Variables, Fault> {
    given.map_or_else(|| Ok(Variables::default()), |given| read_variables(given).map(Variables))
}

impl DefinitionBody {
    /// The definition of a body.
    ///
    /// # Errors
    /// What the service refuses: stages without approvals or retention, among others.
    pub fn read(self, view: &View<'_>) -> Result<NewDefinition, Fault> {
        if self.name.trim().is_empty() {
            return Err(Fault::argument_null("name"));
        }
        if self.environments.is_empty() {
            let message = "A release pipeline must have at least one stage.";
            return Err(Fault::invalid_release_request(message));
        }
        let project = view.project()?;
        let environments = self.environments.into_iter().enumerate();
        let environments =
            environments.map(|(index, given)| given.read(view, index)).collect::<Result<_, _>>()?;
        let artifacts = self.artifacts.into_iter().enumerate();
        let artifacts =
            artifacts.map(|(index, given)| given.read(view, project, index)).collect::<Result<_, _>>()?;
        let content = DefinitionContent {
            name: self.name,
            path: folder_path(self.path.as_deref().unwrap_or_default()),
            description: self.description,
            name_format: self.release_name_format.unwrap_or_default(),
            environments,
            artifacts,
            triggers: self.triggers.into_iter().map(trigger).collect::<Result<_, _>>()?,
            variables: variables(self.variables.as_ref())?,
            variable_groups: self.variable_groups,
            tags: self.tags,
            properties: typed(self.properties),
        };
        let source = self.source.filter(|source| *source != DefinitionSource::Undefined);
        Ok(NewDefinition {
            source: source.unwrap_or(DefinitionSource::RestApi),
            comment: self.comment,
            content,
        })
    }
}

impl EnvironmentBody {
    fn read(self, view: &View<'_>, index: usize) -> Result<Arc<DefinitionEnvironment>, Fault> {
        let name = self.name;
        if name.trim().is_empty() {
            return Err(Fault::argument_null(&format!("environments[{index}].name")));
        }
        if self.pre_deploy_approvals.approvals.is_empty() || self.post_deploy_approvals.approvals.is_empty() {
            return Err(Fault::release_approvals_empty(&name));
        }
        let retention = self.retention_policy.ok_or_else(|| Fault::release_retention_missing(&name))?;
        let retention = json!(filled(
            Some(retention),
            json!({"daysToKeep": 30, "releasesToKeep": 3, "retainBuild": true})
        ));
        let options = json!(filled(
            self.environment_options,
            json!({
                "emailNotificationType": "OnlyOnFailure",
                "emailRecipients": "release.environment.owner;release.creator",
                "skipArtifactsDownload": false,
                "timeoutInMinutes": 0,
                "enableAccessToken": false,
                "publishDeploymentStatus": false,
                "badgeEnabled": false,
                "autoLinkWorkItems": false,
                "pullRequestDeploymentEnabled": false,
            })
        ));
        let list = |given: Option<Value>| given.unwrap_or_else(|| json!([]));
        let mut rest = Members::new();
        let mut keep = |name: &str, value: Value| rest.insert(name.to_owned(), value);
        keep("environmentOptions", options);
        keep("demands", list(self.demands));
        keep("schedules", list(self.schedules));
        keep("retentionPolicy", retention);
        if let Some(parameters) = self.process_parameters {
            keep("processParameters", parameters);
        }
        keep("properties", json!(typed(self.properties.unwrap_or_default())));
        keep("environmentTriggers", list(self.environment_triggers));
        let mut phases = self.deploy_phases.into_iter().enumerate();
        let mut phases =
            phases.by_ref().map(|(index, given)| given.read(index)).collect::<Result<Vec<_>, _>>()?;
        phases.sort_by_key(|phase| phase.rank);
        let owner = self.owner.as_ref().and_then(|owner| owner.find(view)).map(IdentityId);
        Ok(Arc::new(DefinitionEnvironment {
            id: self.id,
            pre_approvals: self.pre_deploy_approvals.read(view, &name)?,
            post_approvals: self.post_deploy_approvals.read(view, &name)?,
            name,
            rank: self.rank.unwrap_or(index as i64 + 1),
            owner: owner.or(Some(view.actor)),
            conditions: self.conditions,
            pre_gates: self.pre_deployment_gates.read(),
            post_gates: self.post_deployment_gates.read(),
            deploy_step: self.deploy_step.map_or(0, |step| step.id),
            phases,
            execution_policy: self.execution_policy,
            variables: variables(self.variables.as_ref())?,
            variable_groups: self.variable_groups,
            rest,
        }))
    }
}

impl ApprovalsBody {
    fn read(self, view: &View<'_>, stage: &str) -> Result<Approvals, Fault> {
        let steps = self.approvals.into_iter().map(|given| {
            let approver = given.approver.as_ref().and_then(|approver| approver.find(view));
            if approver.is_none() && !given.is_automated {
                return Err(Fault::release_approvals_empty(stage));
            }
            Ok(ApprovalStep {
                id: given.id,
                rank: given.rank.unwrap_or(1),
                is_automated: given.is_automated,
                is_notification_on: given.is_notification_on,
                approver: approver.filter(|_| !given.is_automated),
            })
        });
        Ok(Approvals { steps: steps.collect::<Result<_, _>>()?, options: self.approval_options })
    }
}

impl GatesBody {
    fn read(self) -> Gates {
        let gates = self.gates.into_iter().map(|gate| gate.tasks).collect();
        Gates { id: self.id, options: self.gates_options, gates }
    }
}

impl PhaseBody {
    fn read(self, index: usize) -> Result<Phase, Fault> {
        let usual = match self.phase_type {
            DeployPhaseType::RunOnServer | DeployPhaseType::DeploymentGates => json!({
                "parallelExecution": {"parallelExecutionType": "none"},
                "timeoutInMinutes": 0,
                "jobCancelTimeoutInMinutes": 1,
                "condition": "succeeded()",
                "overrideInputs": {},
            }),
            DeployPhaseType::MachineGroupBasedDeployment => json!({
                "healthPercent": 0,
                "deploymentHealthOption": "OneTargetAtATime",
                "tags": [],
                "skipArtifactsDownload": false,
                "artifactsDownloadInput": {"downloadInputs": []},
                "queueId": 0,
                "demands": [],
                "enableAccessToken": false,
                "timeoutInMinutes": 0,
                "jobCancelTimeoutInMinutes": 1,
                "condition": "succeeded()",
                "overrideInputs": {},
            }),
            _ => json!({
                "parallelExecution": {"parallelExecutionType": "none"},
                "agentSpecification": null,
                "skipArtifactsDownload": false,
                "artifactsDownloadInput": {"downloadInputs": []},
                "queueId": 0,
                "demands": [],
                "enableAccessToken": false,
                "timeoutInMinutes": 0,
                "jobCancelTimeoutInMinutes": 1,
                "condition": "succeeded()",
                "overrideInputs": {},
            }),
        };
        let mut input = filled(Some(self.deployment_input), usual);
        // Bodies have numbers as text, and enums as numbers.
        if let Some(queue) = input.get_mut("queueId") {
            let number: i64 = body::from_value(queue)?;
            *queue = number.into();
        }
        if let Some(downloads) = input.get_mut("artifactsDownloadInput").and_then(Value::as_object_mut) {
            downloads.entry("downloadInputs").or_insert_with(|| json!([]));
        }
        if let Some(kind) =
            input.get_mut("parallelExecution").and_then(|known| known.get_mut("parallelExecutionType"))
            && let Some(name) = kind.as_i64().and_then(|number| PARALLEL.get(usize::try_from(number).ok()?))
        {
            *kind = (*name).into();
        }
        Ok(Phase {
            rank: self.rank.unwrap_or(index as i64 + 1),
            phase_type: self.phase_type,
            name: self.name.unwrap_or_else(|| "Agent job".to_owned()),
            ref_name: self.ref_name.filter(|name| !name.is_empty()),
            input,
            tasks: self.workflow_tasks,
        })
    }
}

/// How the jobs of a phase are multiplied, by number.
const PARALLEL: [&str; 3] = ["none", "multiConfiguration", "multiMachine"];

impl ArtifactBody {
    fn read(self, view: &View<'_>, project: &Project, index: usize) -> Result<Artifact, Fault> {
        let Self { source_id, kind, alias, mut definition_reference, is_primary, is_retained } = self;
        let text = |reference: &Members, name: &str| {
            let id = reference.get(name)?.get("id")?;
            id.as_str().map(str::to_owned).or_else(|| Some(id.as_i64()?.to_string()))
        };
        let is_build = kind.eq_ignore_ascii_case("Build");
        // What the service adds by itself comes back from clients that read and write.
        for name in ["artifactSourceDefinitionUrl", "artifactSourceVersionUrl"] {
            definition_reference.shift_remove(name);
        }
        let home = match text(&definition_reference, "project").filter(|_| is_build) {
            Some(given) => ready_project(view.organization, &given)?,
            None => project,
        };
        let definition = text(&definition_reference, "definition");
        let mut set = |name: &str, id: &str, title: Option<&str>| {
            let known = definition_reference.get(name).and_then(|known| known["name"].as_str());
            let title = title.or(known).map(str::to_owned);
            definition_reference.insert(name.to_owned(), json!({"id": id, "name": title}));
        };
        let source_id = match (is_build, &definition) {
            (true, Some(id)) => {
                let known = id.parse().ok().and_then(|id| view.organization.builds().definition(id));
                set("definition", id, known.map(|known| known.content.name.as_str()));
                set("project", &home.id.to_string(), Some(&home.name));
                format!("{}:{id}", home.id)
            }
            (true, None) => {
                let name = format!("artifacts[{index}].definitionReference.definition");
                return Err(Fault::argument_null(&name));
            }
            (false, _) => source_id.unwrap_or_default(),
        };
        let alias = alias.filter(|alias| !alias.is_empty());
        let alias = alias.ok_or_else(|| Fault::argument_null(&format!("artifacts[{index}].alias")))?;
        Ok(Artifact {
            source_id,
            kind,
            alias,
            reference: definition_reference,
            is_primary: is_primary.unwrap_or(index == 0),
            is_retained,
        })
    }
}

/// The triggers by number.
const TRIGGERS: [&str; 7] =
    ["undefined", "artifactSource", "schedule", "sourceRepo", "containerImage", "package", "pullRequest"];

/// A trigger; its type comes last, as recorded.
fn trigger(mut given: Members) -> Result<Trigger, Fault> {
    let kind = given.shift_remove("triggerType").unwrap_or_default();
    let named = match &kind {
        Value::String(text) => TRIGGERS.iter().find(|known| known.eq_ignore_ascii_case(text)),
        other => other.as_u64().and_then(|number| TRIGGERS.get(number as usize)),
    };
    let named = named.ok_or_else(|| Fault::invalid_parameter("triggerType", &kind.to_string()))?;
    let alias = given.get("artifactAlias").or_else(|| given.get("alias")).and_then(Value::as_str);
    let artifact_alias = alias.map(str::to_owned).filter(|_| *named == "artifactSource");
    if artifact_alias.is_some() && given.get("triggerConditions").is_none_or(Value::is_null) {
        given.insert("triggerConditions".to_owned(), json!([]));
    }
    let conditions = given.get("triggerConditions").and_then(Value::as_array).into_iter().flatten();
    let branches = conditions.filter_map(|known| Some(known["sourceBranch"].as_str()?.to_owned()));
    let branches = branches.filter(|branch| !branch.is_empty()).collect();
    given.insert("triggerType".to_owned(), (*named).into());
    Ok(Trigger { artifact_alias, branches, json: given })
}
