//! Policies: what a project demands of pull requests and of pushes.
//!
//! A configuration is a [`PolicyType`] with settings and scopes; each change of it is a revision. Whoever knows
//! a pull request tells its [`Facts`] to [`Organization::evaluate_policies`], whenever they change; what follows
//! from them is kept as [`Evaluation`]s.

mod rule;
mod settings;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

pub use self::rule::{
    BuildFact, BuildOutcome, ChangedPath, Facts, Judgement, StatusFact, StatusState, Vote, fits_patterns,
    matches_patterns,
};
pub use self::settings::{MatchKind, POLICY_TYPES, PolicyKind, PolicyType, Scope, policy_type};
use super::build::NewBuild;
use super::git_permission::{GitAccess, GitPermission};
use super::id::{IdentityId, ProjectId, RepositoryId};
use super::journal::{Stamp, event};
use super::organization::{Open, Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;
use super::repository::Repository;

/// The number of a policy configuration in its organization.
pub type ConfigurationId = i64;

/// One revision of a policy configuration.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// Its number.
    pub id: ConfigurationId,
    /// Its project.
    pub project: ProjectId,
    /// What it is a configuration of.
    pub policy: &'static PolicyType,
    /// From 1, one more with every change.
    pub revision: i64,
    /// Who made this revision, and when.
    pub created: Stamp,
    /// Whether it is in force.
    pub is_enabled: bool,
    /// Whether it stops what does not comply, or only says so.
    pub is_blocking: bool,
    /// Whether it is gone.
    pub is_deleted: bool,
    /// Where it applies.
    pub scopes: Vec<Scope>,
    /// Its settings but the scopes, complete and in the service's order.
    pub settings: Value,
}

impl Configuration {
    /// Whether it is in force somewhere.
    pub fn is_active(&self) -> bool {
        self.is_enabled && !self.is_deleted
    }

    /// Whether it applies to a branch of a repository.
    pub fn covers(&self, repository: &Repository, name: &str) -> bool {
        self.scopes.iter().any(|scope| scope.covers(repository, name))
    }

    /// A setting that is true or false.
    pub fn flag(&self, name: &str) -> bool {
        self.settings[name].as_bool().unwrap_or(false)
    }

    /// A setting that is a number; 0 if there is none.
    pub fn number(&self, name: &str) -> i64 {
        let value = &self.settings[name];
        value.as_i64().or_else(|| value.as_f64().map(|number| number as i64)).unwrap_or(0)
    }

    /// A setting that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.settings[name].as_str()
    }

    /// A setting that is a list of texts.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        self.settings[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

/// What a configuration is made of, or changed to.
#[derive(Clone, Debug)]
pub struct NewConfiguration {
    /// What it is a configuration of.
    pub policy: &'static PolicyType,
    /// Whether it is in force.
    pub is_enabled: bool,
    /// Whether it stops what does not comply.
    pub is_blocking: bool,
    /// Its settings as they were given, with the scopes.
    pub settings: Value,
}

/// How a pull request stands with a policy. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationStatus {
    /// Something is missing that may still come.
    Queued,
    /// Something is under way (a build).
    Running,
    /// It complies.
    Approved,
    /// It does not comply.
    Rejected,
    /// The policy has nothing to say here.
    NotApplicable,
    /// The policy cannot be evaluated.
    Broken,
}

impl EvaluationStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::NotApplicable => "notApplicable",
            Self::Broken => "broken",
        }
    }
}

/// How a pull request stands with one configuration.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Its id.
    pub id: Uuid,
    /// The configuration, as it is now.
    pub configuration: ConfigurationId,
    /// The project of the pull request.
    pub project: ProjectId,
    /// The number of the pull request.
    pub pull_request: i64,
    /// When it began.
    pub started: Timestamp,
    /// When it was approved or rejected.
    pub completed: Option<Timestamp>,
    /// How it stands.
    pub status: EvaluationStatus,
    /// What the policy wants said about it.
    pub context: Option<Value>,
}

/// Who may push past the policies of a project, repository or branch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Exemption {
    identity: IdentityId,
    repository: Option<RepositoryId>,
    /// The full name of a branch, or the start of several.
    branch: Option<String>,
}

/// The policies of an organization.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    last: ConfigurationId,
    /// All revisions, oldest first.
    configurations: BTreeMap<ConfigurationId, Vec<Configuration>>,
    /// By pull request and configuration.
    evaluations: BTreeMap<(i64, ConfigurationId), Evaluation>,
    /// What was last said of each pull request that is open.
    facts: BTreeMap<i64, Facts>,
    exemptions: BTreeSet<Exemption>,
}

impl Policies {
    /// The configurations that are not deleted, by number.
    pub fn configurations(&self) -> impl Iterator<Item = &Configuration> {
        self.configurations.values().filter_map(|all| all.last()).filter(|last| !last.is_deleted)
    }

    /// A configuration as it is now, also one that was deleted.
    pub fn configuration(&self, id: ConfigurationId) -> Option<&Configuration> {
        self.configurations.get(&id)?.last()
    }

    /// The revisions of a configuration, oldest first.
    pub fn revisions(&self, id: ConfigurationId) -> &[Configuration] {
        self.configurations.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The evaluations of a pull request, by configuration.
    pub fn evaluations(&self, pull_request: i64) -> impl Iterator<Item = &Evaluation> {
        self.evaluations.range((pull_request, 0)..=(pull_request, i64::MAX)).map(|(_, evaluation)| evaluation)
    }

    /// An evaluation by its id.
    pub fn evaluation(&self, id: Uuid) -> Option<&Evaluation> {
        self.evaluations.values().find(|evaluation| evaluation.id == id)
    }

    /// The pull requests whose facts are known, and which policies may stop: those that are open.
    pub fn facts(&self, pull_request: i64) -> Option<&Facts> {
        self.facts.get(&pull_request)
    }

    /// The configurations that keep a pull request from being completed: in force, blocking, and neither
    /// approved nor without anything to say.
    pub fn blockers(&self, pull_request: i64) -> impl Iterator<Item = &Configuration> {
        self.evaluations(pull_request).filter_map(|evaluation| {
            let configuration = self.configuration(evaluation.configuration)?;
            let stands =
                matches!(evaluation.status, EvaluationStatus::Approved | EvaluationStatus::NotApplicable);
            (configuration.is_active() && configuration.is_blocking && !stands).then_some(configuration)
        })
    }

    /// The configurations in force that apply to pushes into a repository, whatever the branch.
    pub fn of_pushes<'a>(&'a self, repository: &'a Repository) -> impl Iterator<Item = &'a Configuration> {
        self.configurations().filter(|configuration| {
            configuration.is_active()
                && configuration.is_blocking
                && configuration.project == repository.project
                && configuration.policy.is_of_repositories()
                && configuration.scopes.iter().any(|scope| scope.is_of(repository.id))
        })
    }

    /// Whether a branch may only be updated by pull requests: a policy in force there is required.
    pub fn is_protected(&self, repository: &Repository, name: &str) -> bool {
        name.starts_with("refs/heads/")
            && self.configurations().any(|configuration| {
                configuration.is_active()
                    && configuration.is_blocking
                    && configuration.project == repository.project
                    && !configuration.policy.is_of_repositories()
                    && configuration.policy.kind != PolicyKind::SearchBranches
                    && configuration.covers(repository, name)
            })
    }

    /// Whether somebody may push past the policies of a branch.
    pub fn is_exempt(&self, identity: IdentityId, repository: RepositoryId, name: &str) -> bool {
        self.exemptions.iter().any(|exemption| {
            exemption.identity == identity
                && exemption.repository.is_none_or(|known| known == repository)
                && exemption.branch.as_deref().is_none_or(|branch| settings::is_below(branch, name))
        })
    }
}

/// What somebody's pushes into a repository are held against.
#[derive(Clone, Debug, Default)]
pub struct PushRules {
    protected: BTreeSet<String>,
    policies: Vec<Configuration>,
    access: GitAccess,
}

impl PushRules {
    /// Whether a branch may only be updated by pull requests.
    pub fn is_protected(&self, name: &str) -> bool {
        self.protected.contains(name)
    }

    /// The policies that look at what is pushed.
    pub fn policies(&self) -> &[Configuration] {
        &self.policies
    }

    /// What the access control lists say.
    pub fn access(&self) -> &GitAccess {
        &self.access
    }
}

/// What happens to policies.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum PolicyEvent {
    /// A configuration was created.
    ConfigurationCreated(ConfigurationId),
    /// A configuration was changed.
    ConfigurationUpdated(ConfigurationId),
    /// A configuration was deleted.
    ConfigurationDeleted(ConfigurationId),
    /// How a pull request stands with a policy changed.
    EvaluationChanged { id: Uuid, from: EvaluationStatus, to: EvaluationStatus },
    /// What policies judge of a pull request changed.
    FactsChanged { pull_request: i64 },
    /// Who may push past policies changed.
    ExemptionChanged { identity: IdentityId, is_exempt: bool },
}

part!(Policies);
event!(PolicyEvent);

impl Organization {
    /// What somebody's pushes into a repository are held against. A branch that does not exist yet is
    /// protected from its creation on.
    pub(super) fn push_rules(
        &self,
        repository: &Repository,
        actor: IdentityId,
        access: GitAccess,
    ) -> PushRules {
        if !self
            .part::<Policies>()
            .configurations()
            .any(|configuration| configuration.project == repository.project)
        {
            return PushRules { access, ..PushRules::default() };
        }
        let protected = repository.refs.keys().filter(|name| {
            self.part::<Policies>().is_protected(repository, name)
                && !self.part::<Policies>().is_exempt(actor, repository.id, name)
                && access.says(Some(name), GitPermission::PolicyExempt) != Some(true)
        });
        PushRules {
            protected: protected.cloned().collect(),
            policies: self.part::<Policies>().of_pushes(repository).cloned().collect(),
            access,
        }
    }

    /// The policies of all projects.
    pub fn policies(&self) -> &Policies {
        self.part()
    }

    fn read_settings(
        &self,
        policy: &'static PolicyType,
        given: &Value,
    ) -> Result<(Value, Vec<Scope>), Refusal> {
        let (settings, scopes) = policy.read(given).map_err(Refusal::PolicySettings)?;
        for id in scopes.iter().filter_map(|scope| scope.repository) {
            self.repository_by_id(id).ok_or(Refusal::NoRepository(id))?;
        }
        Ok((settings, scopes))
    }
}

impl Transaction<'_> {
    /// Refuses a configuration where a scope of it has one of the type already.
    fn refuse_twin(
        &self,
        project: ProjectId,
        own: Option<ConfigurationId>,
        policy: &PolicyType,
        scopes: &[Scope],
    ) -> Result<(), Refusal> {
        if !policy.is_unique() {
            return Ok(());
        }
        let all = self.part::<Policies>().configurations.values().filter_map(|known| known.last());
        let mut twins = all.filter(|known| {
            !known.is_deleted
                && known.project == project
                && Some(known.id) != own
                && known.policy.id == policy.id
                && known.scopes.iter().any(|scope| scopes.contains(scope))
        });
        let twin = twins.next();
        twin.map_or(Ok(()), |known| Err(Refusal::PolicyRejected { id: known.id, policy: known.policy.name }))
    }

    /// Creates a policy configuration.
    ///
    /// # Errors
    /// When the settings do not fit the type, or there is no such project.
    pub fn create_policy_configuration(
        &mut self,
        project: ProjectId,
        new: &NewConfiguration,
    ) -> Result<Recorded<ConfigurationId>, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let (settings, scopes) = self.read_settings(new.policy, &new.settings)?;
        self.refuse_twin(project, None, new.policy, &scopes)?;
        let policies = self.part_mut::<Policies>();
        policies.last += 1;
        let id = policies.last;
        let configuration = Configuration {
            id,
            project,
            policy: new.policy,
            revision: 1,
            created: stamp,
            is_enabled: new.is_enabled,
            is_blocking: new.is_blocking,
            is_deleted: false,
            scopes,
            settings,
        };
        policies.configurations.insert(id, vec![configuration]);
        Ok(self.policies_changed(PolicyEvent::ConfigurationCreated(id)).with(id))
    }

    /// Changes a policy configuration: all of it.
    ///
    /// # Errors
    /// When there is none, it is of another type, or the settings do not fit.
    pub fn update_policy_configuration(
        &mut self,
        id: ConfigurationId,
        new: &NewConfiguration,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part::<Policies>().configuration(id).filter(|known| !known.is_deleted);
        let known = known.ok_or(Refusal::NoPolicyConfiguration(id))?.clone();
        if known.policy.id != new.policy.id {
            return Err(Refusal::PolicySettings(format!(
                "a policy of type '{}' stays one",
                known.policy.name
            )));
        }
        let (settings, scopes) = self.read_settings(new.policy, &new.settings)?;
        self.refuse_twin(known.project, Some(id), new.policy, &scopes)?;
        let changed = Configuration {
            revision: known.revision + 1,
            created: stamp,
            is_enabled: new.is_enabled,
            is_blocking: new.is_blocking,
            scopes,
            settings,
            ..known
        };
        self.part_mut::<Policies>().configurations.entry(id).or_default().push(changed);
        Ok(self.policies_changed(PolicyEvent::ConfigurationUpdated(id)))
    }

    /// Deletes a policy configuration. Its revisions stay.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_policy_configuration(&mut self, id: ConfigurationId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part::<Policies>().configuration(id).filter(|known| !known.is_deleted);
        let known = known.ok_or(Refusal::NoPolicyConfiguration(id))?.clone();
        let gone = Configuration { revision: known.revision + 1, created: stamp, is_deleted: true, ..known };
        self.part_mut::<Policies>().configurations.entry(id).or_default().push(gone);
        Ok(self.policies_changed(PolicyEvent::ConfigurationDeleted(id)))
    }

    /// A configuration changed: open pull requests are looked at again.
    fn policies_changed(&mut self, event: PolicyEvent) -> Recorded {
        let recorded = self.record(event);
        for pull_request in self.part::<Policies>().facts.keys().copied().collect::<Vec<_>>() {
            self.reevaluate_policies(pull_request);
        }
        recorded
    }

    /// Says what a pull request is like now; what the policies say to that is then known. To be called after
    /// everything that changes one of the facts.
    ///
    /// # Errors
    /// None.
    pub fn evaluate_policies(&mut self, facts: Facts) -> Result<Recorded, Refusal> {
        let pull_request = facts.pull_request;
        self.part_mut::<Policies>().facts.insert(pull_request, facts);
        let recorded = self.record(PolicyEvent::FactsChanged { pull_request });
        self.reevaluate_policies(pull_request);
        Ok(recorded)
    }

    /// A pull request is closed: its evaluations stay as they are.
    pub(super) fn close_policy_evaluations(&mut self, pull_request: i64) {
        self.part_mut::<Policies>().facts.remove(&pull_request);
    }

    pub(super) fn reevaluate_policies(&mut self, pull_request: i64) {
        let stamp = self.stamp();
        let Some(facts) = self.part::<Policies>().facts.get(&pull_request).cloned() else { return };
        let facts = Facts { builds: self.current_builds(&facts), ..facts };
        let Some(repository) = self.repository_by_id(facts.repository) else { return };
        let judgements: Vec<_> = self
            .policies()
            .configurations()
            .filter(|configuration| {
                configuration.is_active()
                    && configuration.project == repository.project
                    && configuration.policy.is_evaluated()
                    && configuration.covers(repository, &facts.target)
            })
            .map(|configuration| (configuration.id, rule::judge(configuration, &facts, stamp.at)))
            .collect();
        let project = repository.project;
        let applying: BTreeSet<_> = judgements.iter().map(|(id, _)| *id).collect();
        // What applies no more is not evaluated any more.
        self.part_mut::<Policies>()
            .evaluations
            .retain(|(known, id), _| *known != pull_request || applying.contains(id));
        for (configuration, judgement) in judgements {
            let new = || Evaluation {
                id: Uuid::nil(),
                configuration,
                project,
                pull_request,
                started: stamp.at,
                completed: None,
                status: EvaluationStatus::Queued,
                context: None,
            };
            let Open { part: policies, ids, mut events } = self.open::<Policies>();
            let entry = policies.evaluations.entry((pull_request, configuration));
            let evaluation = entry.or_insert_with(new);
            let is_new = evaluation.id.is_nil();
            if is_new {
                evaluation.id = ids.uuid();
            }
            let changes = evaluation.status != judgement.status || evaluation.context != judgement.context;
            if !is_new && !changes {
                continue;
            }
            if is_new || evaluation.status != judgement.status {
                let is_settled =
                    matches!(judgement.status, EvaluationStatus::Approved | EvaluationStatus::Rejected);
                evaluation.completed = is_settled.then_some(stamp.at);
            }
            let from = std::mem::replace(&mut evaluation.status, judgement.status);
            evaluation.context = judgement.context;
            let (id, to) = (evaluation.id, evaluation.status);
            let _ = events.record(PolicyEvent::EvaluationChanged { id, from, to });
        }
        self.complete_if_green(pull_request);
    }

    /// The builds of a pull request. What its policies want built and was not is queued.
    fn current_builds(&mut self, facts: &Facts) -> Vec<BuildFact> {
        let builds: Vec<_> =
            facts.builds.iter().cloned().chain(self.builds().facts(facts.pull_request)).collect();
        let Some(repository) = self.repository_by_id(facts.repository) else { return builds };
        let wanted = self.part::<Policies>().configurations().filter(|configuration| {
            configuration.is_active()
                && configuration.project == repository.project
                && configuration.policy.kind == PolicyKind::Build
                && !configuration.flag("manualQueueOnly")
                && configuration.covers(repository, &facts.target)
                && rule::concerns(configuration, facts)
        });
        let wanted: BTreeSet<_> = wanted.map(|wanted| wanted.number("buildDefinitionId")).collect();
        let missing: Vec<_> = wanted
            .into_iter()
            .filter(|definition| {
                let is_of_it = |build: &&BuildFact| build.definition == *definition;
                !facts.is_draft
                    && facts.merge_commit.is_some()
                    && self.builds().definition(*definition).is_some()
                    && builds.iter().rfind(is_of_it).is_none_or(|build| build.iteration != facts.iteration)
            })
            .collect();
        for definition in missing {
            self.queue_pull_request_build(facts, definition);
        }
        facts.builds.iter().cloned().chain(self.builds().facts(facts.pull_request)).collect()
    }

    /// Queues a build of the commit that merges a pull request for a trial, once there is one.
    fn queue_pull_request_build(&mut self, facts: &Facts, definition: i64) {
        let Some(commit) = facts.merge_commit else { return };
        let new = NewBuild {
            definition,
            source_branch: Some(format!("refs/pull/{}/merge", facts.pull_request)),
            source_version: Some(commit.to_string()),
            reason: "pullRequest".to_owned(),
            priority: "normal".to_owned(),
            requested_for: Some(facts.creator),
            pull_request: Some((facts.pull_request, facts.iteration)),
            ..NewBuild::default()
        };
        // A definition that takes no builds leaves the evaluation waiting: there is nobody to tell.
        self.queue_build(new).ok();
    }

    /// Evaluates once more: a build policy builds again.
    ///
    /// # Errors
    /// When there is no such evaluation.
    pub fn requeue_policy_evaluation(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let evaluation =
            self.part_mut::<Policies>().evaluations.values_mut().find(|evaluation| evaluation.id == id);
        let evaluation = evaluation.ok_or(Refusal::NoPolicyEvaluation(id))?;
        let (pull_request, configuration) = (evaluation.pull_request, evaluation.configuration);
        let from = std::mem::replace(&mut evaluation.status, EvaluationStatus::Queued);
        evaluation.started = stamp.at;
        evaluation.completed = None;
        evaluation.context = None;
        let to = EvaluationStatus::Queued;
        let recorded = self.record(PolicyEvent::EvaluationChanged { id, from, to });
        let build = self
            .policies()
            .configuration(configuration)
            .filter(|configuration| configuration.policy.kind == PolicyKind::Build)
            .map(|configuration| configuration.number("buildDefinitionId"));
        if let (Some(definition), Some(facts)) =
            (build, self.part_mut::<Policies>().facts.get_mut(&pull_request))
        {
            // What was built before does not count any more.
            facts.builds.retain(|build| build.definition != definition);
            let facts = facts.clone();
            if self.builds().definition(definition).is_some() {
                self.queue_pull_request_build(&facts, definition);
            }
        }
        self.reevaluate_policies(pull_request);
        Ok(recorded)
    }

    /// Lets somebody push past the policies of a repository (of all, if none is said) or of one branch or
    /// folder of branches, or stops that: the permission `PolicyExempt` of the security namespace.
    ///
    /// # Errors
    /// None.
    pub fn set_policy_exemption(
        &mut self,
        identity: IdentityId,
        repository: Option<RepositoryId>,
        branch: Option<String>,
        is_exempt: bool,
    ) -> Result<Recorded, Refusal> {
        let exemption = Exemption { identity, repository, branch };
        let exemptions = &mut self.part_mut::<Policies>().exemptions;
        let changed = if is_exempt { exemptions.insert(exemption) } else { exemptions.remove(&exemption) };
        Ok(if changed {
            self.record(PolicyEvent::ExemptionChanged { identity, is_exempt })
        } else {
            self.unchanged(())
        })
    }
}
