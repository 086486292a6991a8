//! Months of runs of a project's pipelines: each push to the main branch is built and deployed, each pull request is
//! validated, and on Sundays something longer runs.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::pipeline::{PIPELINE, WEEKLY};
use super::{BuildError, DAY, Ids, Person, ProjectId, Seeder, ago, later};
use crate::pipeline::plan_of_text;
use crate::world::agent::{AgentChange, NewAgentPool};
use crate::world::approval::{ApprovalStatus, ApprovalUpdate};
use crate::world::build::plan::{Plan, ResourceKind};
use crate::world::build::script::{Rule, Script};
use crate::world::build::timeline::Issue;
use crate::world::build::{BuildId, BuildResult, BuildStatus, DefinitionId, NewBuild};
use crate::world::check::{APPROVAL, NewCheck, ProtectedResource};
use crate::world::id::{IdentityId, RepositoryId};
use crate::world::journal::Stamp;
use crate::world::pull_request::PullRequestStatus;
use crate::world::service_endpoint::NewServiceEndpoint;
use crate::world::variable_group::{NewVariableGroup, ProjectReference};

const MAIN: &str = "refs/heads/main";
/// How many repositories are built, and how many runs there are at most: a large world is large in what it was asked
/// to be large in.
const BUILT: usize = 4;
const MOST: usize = 160;
/// How many Sundays have a run.
const SUNDAYS: i64 = 26;
/// How many of the latest runs of the designer's pipeline there are, a week apart.
const RELEASES: i64 = 6;
/// How long a step takes, in seconds, and how much longer at most.
const STEP: usize = 18;
const STEP_SPREAD: usize = 30;

/// What now and then goes wrong: the step, and what it says.
const FAULTS: [(&str, &str); 4] = [
    ("Unit tests", "CheckoutTests.retries_a_timeout: expected 2, got 3"),
    ("Compile", "src/store/memory.rs(41): error: mismatched types"),
    ("Unit tests", "StockTests.never_goes_below_zero: timed out after 30 s"),
    ("Roll out", "The health check did not answer within 60 seconds."),
];

/// A pipeline of the project.
struct Pipeline {
    id: DefinitionId,
    plan: Arc<Plan>,
}

/// A run that is to be.
struct Run {
    at: Timestamp,
    pipeline: usize,
    who: IdentityId,
    branch: String,
    version: Option<String>,
    reason: &'static str,
    pull_request: Option<(i64, i64)>,
    parameters: Option<String>,
    info: Vec<(&'static str, String)>,
    tags: Vec<&'static str>,
    /// Whether nobody has approved yet that it goes to production.
    waits: bool,
}

impl Run {
    /// A run of the main branch as it is.
    fn of(at: Timestamp, pipeline: usize, who: IdentityId, reason: &'static str) -> Self {
        Self {
            at,
            pipeline,
            who,
            branch: MAIN.to_owned(),
            version: None,
            reason,
            pull_request: None,
            parameters: None,
            info: Vec::new(),
            tags: Vec::new(),
            waits: false,
        }
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

fn capabilities(agent: &str) -> Map<String, Value> {
    object(json!({
        "Agent.Name": agent, "Agent.Version": "4.268.0", "Agent.OS": "Linux", "Agent.ComputerName": agent,
        "bash": "/usr/bin/bash", "git": "/usr/bin/git", "docker": "/usr/bin/docker",
    }))
}

fn refused(refusal: impl std::fmt::Display) -> BuildError {
    BuildError::Seed(refusal.to_string())
}

impl Seeder<'_> {
    /// The pipelines of a project and their runs; the first pipeline, which builds the first repository.
    pub(super) fn builds(
        &mut self,
        project: ProjectId,
        people: &[Person],
    ) -> Result<Option<DefinitionId>, BuildError> {
        // Numbers of its own: what is drawn for the rest of the world does not depend on the runs.
        let mut ids = Ids::new(self.builder.seed ^ 0x72_75_6e_73);
        let repositories = self.repositories_of(project)?;
        let Some((first, _)) = repositories.first().cloned() else { return Ok(None) };
        self.surroundings(project)?;
        let plan = |text: &str| plan_of_text(text).map(Arc::new).map_err(refused);
        let (ci, weekly) = (plan(PIPELINE)?, plan(WEEKLY)?);
        let mut pipelines = Vec::new();
        let mut runs = Vec::new();
        for (repository, name) in &repositories {
            let of_it = Stamp { at: ago(self.end, 270 * DAY), actor: self.owner };
            let content =
                self.pipeline(project, *repository, &format!("{name} CI"), "\\", "/azure-pipelines.yml")?;
            let id = self.organization()?.change(of_it, |tx| tx.create_build_definition(project, content))?;
            self.pushes(*repository, name, pipelines.len(), &mut runs)?;
            self.validations(*repository, pipelines.len(), &mut runs)?;
            pipelines.push(Pipeline { id, plan: Arc::clone(&ci) });
        }
        let of_it = Stamp { at: ago(self.end, 200 * DAY), actor: self.owner };
        let content =
            self.pipeline(project, first, "Weekly load test", "\\Operations", "/pipelines/weekly.yml")?;
        let id = self.organization()?.change(of_it, |tx| tx.create_build_definition(project, content))?;
        self.permit(project, id)?;
        // The first day of all was a Thursday.
        let today = self.end.as_second().div_euclid(DAY);
        let sunday = today - (today + 4).rem_euclid(7);
        for week in 0..SUNDAYS {
            let at = Timestamp::from_second((sunday - 7 * week) * DAY + 2 * 3_600).unwrap_or(self.end);
            runs.push(Run {
                info: vec![("scheduleName", "Every Sunday".to_owned())],
                ..Run::of(at, pipelines.len(), self.owner, "schedule")
            });
        }
        pipelines.push(Pipeline { id, plan: weekly });
        let of_it = Stamp { at: ago(self.end, 90 * DAY), actor: self.owner };
        let content = self.designed(project, first)?;
        let plan = Arc::new(Plan::of_definition(&content.rest));
        let id = self.organization()?.change(of_it, |tx| tx.create_build_definition(project, content))?;
        for week in 0..RELEASES {
            let at = ago(self.end, (7 * week + 2) * DAY - 15 * 3_600);
            let who = ids.pick(people).map_or(self.owner, |person| person.id);
            let parameters = Some(r#"{"system.debug":"false","configuration":"Release"}"#.to_owned());
            runs.push(Run {
                parameters,
                tags: vec!["candidate"],
                ..Run::of(at, pipelines.len(), who, "manual")
            });
        }
        pipelines.push(Pipeline { id, plan });
        let waits = Run::of(ago(self.end, DAY), 0, self.owner, "manual");
        runs.push(Run { waits: true, ..waits });
        runs.sort_by_key(|run| (run.at, run.pipeline));
        // The longest takes less than this, with a retry and an approval.
        let last = ago(self.end, 4 * 3_600);
        runs.retain(|run| run.at < last);
        runs.drain(..runs.len().saturating_sub(MOST));
        for run in runs {
            let pipeline = &pipelines[run.pipeline];
            self.play_run(&mut ids, project, pipeline, run, people)?;
        }
        Ok(pipelines.first().map(|pipeline| pipeline.id))
    }

    /// The first repositories of a project that have something in them, oldest first.
    fn repositories_of(&mut self, project: ProjectId) -> Result<Vec<(RepositoryId, String)>, BuildError> {
        let organization = self.organization()?;
        // The one that was made with the project is empty.
        let known =
            organization.repositories().filter(|known| known.project == project && known.tip(MAIN).is_some());
        let mut known: Vec<_> = known
            .map(|known| (known.created, known.name.to_lowercase(), known.id, known.name.clone()))
            .collect();
        known.sort();
        known.truncate(BUILT);
        Ok(known.into_iter().map(|(_, _, id, name)| (id, name)).collect())
    }

    /// What pipelines use: an agent pool of one's own, a variable group, a service endpoint, environments.
    fn surroundings(&mut self, project: ProjectId) -> Result<(), BuildError> {
        let stamp = Stamp { at: ago(self.end, 275 * DAY), actor: self.owner };
        let owner = self.owner;
        let organization = self.organization()?;
        let pool = NewAgentPool {
            name: "Builders".to_owned(),
            is_deployment: false,
            auto_provision: true,
            auto_update: true,
            target_size: None,
            agent_cloud: None,
        };
        let pool = organization.change(stamp, |tx| tx.create_agent_pool(pool)).map_err(refused)?;
        for name in ["builder-1", "builder-2"] {
            let agent = AgentChange {
                version: Some("4.268.0".to_owned()),
                os: Some("Linux 6.8.0".to_owned()),
                is_online: Some(true),
                system_capabilities: Some(capabilities(name)),
                ..AgentChange::default()
            };
            organization.change(stamp, |tx| tx.add_agent(pool, name.to_owned(), agent)).map_err(refused)?;
        }
        let reference = |name: &str| ProjectReference {
            project,
            name: name.to_owned(),
            description: Some("Made with the project.".to_owned()),
        };
        let group = NewVariableGroup {
            name: "Deployment".to_owned(),
            description: Some("Where to deploy, and how to sign in there.".to_owned()),
            kind: "Vsts".to_owned(),
            provider_data: None,
            variables: object(json!({
                "region": {"value": "west"},
                "deployKey": {"value": "not shown", "isSecret": true},
            })),
            projects: Some(vec![reference("Deployment")]),
        };
        let group = organization.change(stamp, |tx| tx.create_variable_group(group)).map_err(refused)?;
        let endpoint = NewServiceEndpoint {
            name: "Container images".to_owned(),
            kind: "dockerregistry".to_owned(),
            url: Some("https://registry.fabrikam.example".to_owned()),
            description: Some("Where images go.".to_owned()),
            data: object(json!({"registrytype": "Others"})),
            scheme: "UsernamePassword".to_owned(),
            parameters: object(json!({
                "username": "deploy", "password": "not shown", "registry": "https://registry.fabrikam.example",
            })),
            projects: vec![reference("Container images")],
            is_disabled: false,
        };
        organization.change(stamp, |tx| tx.create_service_endpoint(endpoint)).map_err(refused)?;
        let resource = ProtectedResource { kind: ResourceKind::VariableGroup, id: group.to_string() };
        organization
            .change(stamp, |tx| tx.set_pipeline_permissions(project, resource, Some(true), &[]))
            .map_err(refused)?;
        for (name, is_approved) in [("staging", false), ("production", true)] {
            let description = format!("What {name} runs on.");
            let id = organization
                .change(stamp, |tx| tx.create_environment(project, name.to_owned(), description))
                .map_err(refused)?;
            let resource = ProtectedResource { kind: ResourceKind::Environment, id: id.to_string() };
            let open = resource.clone();
            organization
                .change(stamp, |tx| tx.set_pipeline_permissions(project, open, Some(true), &[]))
                .map_err(refused)?;
            if is_approved {
                let check = NewCheck {
                    resource,
                    type_id: APPROVAL,
                    settings: json!({
                        "approvers": [{"id": owner.to_string()}],
                        "executionOrder": "anyOrder",
                        "minRequiredApprovers": 1,
                        "instructions": "Look at staging before.",
                        "blockedApprovers": [],
                    }),
                    timeout: 43_200,
                    is_disabled: false,
                    retry_interval: None,
                };
                organization.change(stamp, |tx| tx.add_check(project, check)).map_err(refused)?;
            }
        }
        Ok(())
    }

    /// The nightly pipeline may use the pool.
    fn permit(&mut self, project: ProjectId, pipeline: DefinitionId) -> Result<(), BuildError> {
        let stamp = Stamp { at: ago(self.end, 200 * DAY), actor: self.owner };
        let organization = self.organization()?;
        let queue = organization.agents().queue_named(project, "Builders").map(|queue| queue.id.to_string());
        let Some(id) = queue else { return Ok(()) };
        let resource = ProtectedResource { kind: ResourceKind::Queue, id };
        let done = organization
            .change(stamp, |tx| tx.set_pipeline_permissions(project, resource, None, &[(pipeline, true)]));
        done.map_err(refused)
    }

    /// The pushes to a repository's main branch, and to topics: each is built.
    fn pushes(
        &mut self,
        repository: RepositoryId,
        name: &str,
        pipeline: usize,
        runs: &mut Vec<Run>,
    ) -> Result<(), BuildError> {
        let Some(known) = self.organization()?.repository_by_id(repository) else { return Ok(()) };
        for push in &known.pushes {
            for update in &push.ref_updates {
                let is_built = update.name == MAIN || update.name.starts_with("refs/heads/topic/");
                if !is_built || update.new.is_zero() {
                    continue;
                }
                let version = update.new.to_string();
                runs.push(Run {
                    branch: update.name.clone(),
                    info: vec![
                        ("ci.sourceBranch", update.name.clone()),
                        ("ci.sourceSha", version.clone()),
                        ("ci.message", format!("Change {name}")),
                        ("ci.triggerRepository", repository.to_string()),
                    ],
                    version: Some(version),
                    ..Run::of(later(push.date, 5), pipeline, push.pusher, "individualCI")
                });
            }
        }
        Ok(())
    }

    /// The pull requests into a repository: each iteration is validated.
    fn validations(
        &mut self,
        repository: RepositoryId,
        pipeline: usize,
        runs: &mut Vec<Run>,
    ) -> Result<(), BuildError> {
        let organization = self.organization()?;
        for known in organization.pull_requests().filter(|known| known.repository == repository) {
            for iteration in &known.iterations {
                let id = known.id;
                // What is merged for the trial: gone when the pull request is completed.
                let version = match known.status {
                    PullRequestStatus::Active => known.merge.commit.unwrap_or(iteration.source),
                    _ => iteration.source,
                };
                // What the pull request is, as the service hands it to the run.
                let parameters = json!({
                    "system.pullRequest.pullRequestId": id.to_string(),
                    "system.pullRequest.sourceBranch": known.source,
                    "system.pullRequest.targetBranch": known.target,
                    "system.pullRequest.sourceCommitId": iteration.source.to_string(),
                    "system.pullRequest.pullRequestIteration": iteration.id.to_string(),
                });
                runs.push(Run {
                    branch: format!("refs/pull/{id}/merge"),
                    version: Some(version.to_string()),
                    pull_request: Some((id, iteration.id)),
                    parameters: Some(parameters.to_string()),
                    info: vec![
                        ("pr.number", id.to_string()),
                        ("pr.isFork", "False".to_owned()),
                        ("pr.sourceBranch", known.source.clone()),
                        ("pr.sourceSha", iteration.source.to_string()),
                        ("pr.title", known.title.clone()),
                        ("pr.triggerRepository", repository.to_string()),
                    ],
                    ..Run::of(later(iteration.stamp.at, 20), pipeline, known.created.actor, "pullRequest")
                });
            }
        }
        Ok(())
    }

    /// Plays a run to its end.
    fn play_run(
        &mut self,
        ids: &mut Ids,
        project: ProjectId,
        pipeline: &Pipeline,
        run: Run,
        people: &[Person],
    ) -> Result<(), BuildError> {
        let stamp = Stamp { at: run.at, actor: run.who };
        let fault = ids.below(7) == 0 && !run.waits;
        let is_flaky = fault && ids.below(2) == 0;
        let script = script(ids, &pipeline.plan, fault, is_flaky);
        let is_canceled = !fault && ids.below(20) == 0 && !run.waits;
        let new = NewBuild {
            definition: pipeline.id,
            source_branch: Some(run.branch),
            source_version: run.version,
            reason: run.reason.to_owned(),
            priority: "normal".to_owned(),
            pull_request: run.pull_request,
            parameters: run.parameters,
            trigger_info: run.info.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            plan: Some(Arc::clone(&pipeline.plan)),
            script: Some(script),
            ..NewBuild::default()
        };
        let organization = self.organization()?;
        let id = organization.change(stamp, |tx| tx.queue_build(new))?;
        if is_canceled {
            self.play(later(run.at, 40))?;
            let stamp = Stamp { at: later(run.at, 45), actor: run.who };
            self.organization()?
                .change(stamp, |tx| tx.update_build(id, Some(BuildStatus::Cancelling), None, None, None))?;
        }
        let mut at = later(run.at, 3_600);
        self.play(at)?;
        if is_flaky {
            let organization = self.organization()?;
            let stamp = Stamp { at, actor: ids.pick(people).map_or(run.who, |person| person.id) };
            // What failed by chance runs once more.
            if organization.change(stamp, |tx| tx.retry_build(id)).is_ok() {
                at = later(at, 3_600);
                self.play(at)?;
            }
        }
        let organization = self.organization()?;
        let is_good = organization.builds().build(id).is_some_and(|build| build.result.is_none_or(is_fine));
        let is_tagged =
            is_good && (!run.tags.is_empty() || run.reason == "individualCI" && ids.below(3) == 0);
        if is_tagged {
            let stamp = Stamp { at, actor: self.owner };
            let tags = if run.tags.is_empty() { vec!["verified"] } else { run.tags };
            let organization = self.organization()?;
            organization.change(stamp, |tx| {
                tx.tag_build(id, |known| known.extend(tags.iter().map(|tag| (*tag).to_owned())))
            })?;
        }
        if run.waits { Ok(()) } else { self.decide(id, project, later(at, 1_800)) }
    }

    /// Somebody approves what a run waits for.
    fn decide(&mut self, build: BuildId, project: ProjectId, at: Timestamp) -> Result<(), BuildError> {
        let stamp = Stamp { at, actor: self.owner };
        let organization = self.organization()?;
        let mut pending = organization.approvals(project).into_iter();
        let pending = pending.find(|known| known.build == build && known.status == ApprovalStatus::Pending);
        let Some(id) = pending.map(|known| known.id) else { return Ok(()) };
        let update = ApprovalUpdate {
            status: Some(ApprovalStatus::Approved),
            comment: Some("Staging looks good.".to_owned()),
            ..ApprovalUpdate::default()
        };
        organization.change(stamp, |tx| tx.update_approval(id, update, |_| true)).map_err(refused)?;
        self.play(later(at, 3_600))
    }
}

fn is_fine(result: BuildResult) -> bool {
    matches!(result, BuildResult::Succeeded | BuildResult::PartiallySucceeded)
}

/// How a run goes: how long its steps take, and what goes wrong.
fn script(ids: &mut Ids, plan: &Plan, fault: bool, is_flaky: bool) -> Script {
    let seconds = |ids: &mut Ids| Duration::from_secs((STEP + ids.below(STEP_SPREAD)) as u64);
    let mut rules = Vec::new();
    if fault {
        let known = |step: &str| {
            let jobs = plan.stages.iter().flat_map(|stage| &stage.jobs);
            jobs.flat_map(|job| &job.steps).any(|own| own.display == step)
        };
        let (step, message) = ids.pick(&FAULTS).copied().unwrap_or_default();
        let path = if known(step) { step.to_owned() } else { "*".to_owned() };
        rules.push(Rule {
            path,
            attempt: is_flaky.then_some(1),
            result: Some("failed"),
            issues: vec![Issue::error(message), Issue::error("Bash exited with code '1'.")],
            duration: Some(seconds(ids)),
            ..Rule::default()
        });
    }
    if ids.below(6) == 0 {
        rules.push(Rule {
            path: "Lint".to_owned(),
            result: Some("succeededWithIssues"),
            issues: vec![Issue::warning("docs/overview.md: line is longer than 120 characters")],
            ..Rule::default()
        });
    }
    let wait = Some(Duration::from_secs(4 + ids.below(40) as u64));
    Script { rules, step: Some(seconds(ids)), wait, refused: None }
}
