//! Policies of branches and repositories.

use std::fmt;

use adoxide_api::git;
use adoxide_api::policy::{
    self, GetPolicyConfigurations, GetPolicyEvaluations, PolicyConfiguration, PolicyEvaluationRecord,
    PolicyEvaluationStatus, PolicyType, PolicyTypeRef,
};
use adoxide_api::wire::Json;
use serde_json::json;

use super::listing::Listing;
use super::project::{Project, missing};
use super::reference::{self, Ref};
use super::repository::Repository;
use crate::error::Result;

/// What a policy asks for. Types that are not here can be set up with [`Project::new_policy_of_type`].
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/configurations/create>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyKind {
    /// So many people must approve.
    MinimumReviewers {
        /// How many.
        count: u32,
        /// Whether the one who made the pull request counts.
        creator_counts: bool,
        /// Whether a push takes the votes back.
        reset_on_push: bool,
    },
    /// These must approve, by id, where these files change.
    RequiredReviewers {
        /// People and groups.
        ids: Vec<String>,
        /// Patterns such as `/src/*`; none are all files.
        paths: Vec<String>,
    },
    /// A build of this definition must succeed.
    Build {
        /// The number of the build definition.
        definition: i64,
        /// What it is called in the pull request.
        name: String,
        /// Minutes after which a result is too old; none is never.
        valid_minutes: Option<u32>,
    },
    /// Every comment must be resolved.
    CommentRequirements,
    /// A work item must be linked.
    WorkItemLinking,
    /// How pull requests may be completed.
    MergeStrategy {
        /// A merge commit.
        no_fast_forward: bool,
        /// One commit.
        squash: bool,
        /// The commits on top of the target.
        rebase: bool,
        /// The commits on top of the target, and a merge commit.
        rebase_merge: bool,
    },
    /// A status of this genre and name must be `succeeded`.
    Status {
        /// The genre, if it has one.
        genre: Option<String>,
        /// The name.
        name: String,
    },
}

impl PolicyKind {
    /// The id of the type: the same in every organization.
    pub fn type_id(&self) -> &'static str {
        match self {
            Self::MinimumReviewers { .. } => "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd",
            Self::RequiredReviewers { .. } => "fd2167ab-b0be-447a-8ec8-39368250530e",
            Self::Build { .. } => "0609b952-1397-4640-95ec-e00a01b2c241",
            Self::CommentRequirements => "c6a1889d-b943-4856-b76f-9e46bb6b0df2",
            Self::WorkItemLinking => "40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e",
            Self::MergeStrategy { .. } => "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab",
            Self::Status { .. } => "cbdc66da-9728-4af8-aada-9a5a32e4a226",
        }
    }

    fn settings(&self) -> Json {
        match self {
            Self::MinimumReviewers { count, creator_counts, reset_on_push } => json!({
                "minimumApproverCount": count, "creatorVoteCounts": creator_counts, "resetOnSourcePush": reset_on_push,
                "allowDownvotes": false,
            }),
            Self::RequiredReviewers { ids, paths } => {
                json!({"requiredReviewerIds": ids, "filenamePatterns": paths})
            }
            Self::Build { definition, name, valid_minutes } => json!({
                "buildDefinitionId": definition, "displayName": name, "validDuration": valid_minutes.unwrap_or(0),
                "queueOnSourceUpdateOnly": valid_minutes.is_some(), "manualQueueOnly": false,
            }),
            Self::CommentRequirements | Self::WorkItemLinking => json!({}),
            Self::MergeStrategy { no_fast_forward, squash, rebase, rebase_merge } => json!({
                "allowNoFastForward": no_fast_forward, "allowSquash": squash, "allowRebase": rebase,
                "allowRebaseMerge": rebase_merge,
            }),
            Self::Status { genre, name } => {
                json!({"statusGenre": genre, "statusName": name, "policyApplicability": null})
            }
        }
    }
}

/// A policy that is to be made.
#[derive(Clone, Debug)]
#[must_use = "a policy is not made until create is called"]
pub struct NewPolicy {
    project: Project,
    type_id: String,
    settings: Json,
    scope: Vec<Json>,
    blocking: bool,
}

impl NewPolicy {
    /// Only tells, and blocks nothing.
    pub fn optional(mut self) -> Self {
        self.blocking = false;
        self
    }

    /// For this branch of this repository; may be called several times. Without any, it is for all branches of
    /// all repositories.
    ///
    /// # Errors
    /// When the id of the repository can't be had.
    pub async fn branch(mut self, repository: &Repository, branch: impl AsRef<str>) -> Result<Self> {
        self.scope.push(json!({
            "repositoryId": repository.id().await?,
            "refName": reference::full(reference::HEADS, branch.as_ref()),
            "matchKind": "exact",
        }));
        Ok(self)
    }

    /// A setting that has no method here.
    pub fn setting(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.settings[name] = value.into();
        self
    }

    /// Makes it.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) when the settings do not fit the type, and as any call.
    pub async fn create(mut self) -> Result<Policy> {
        if self.scope.is_empty() {
            self.scope.push(json!({"repositoryId": null}));
        }
        self.settings["scope"] = Json::Array(self.scope);
        let kind = PolicyTypeRef { id: Some(self.type_id), ..PolicyTypeRef::default() };
        let body = policy::CreatePolicyConfigurationBody::new(kind, self.settings, true, self.blocking);
        let made = self
            .project
            .client()
            .call(policy::create_policy_configuration(&self.project.locator(), &body))
            .await?;
        Ok(Policy { project: self.project, configuration: made })
    }
}

/// A policy, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/configurations>
#[derive(Clone)]
pub struct Policy {
    project: Project,
    configuration: PolicyConfiguration,
}

impl Policy {
    /// All that the service says about it; the settings depend on the type.
    pub fn configuration(&self) -> &PolicyConfiguration {
        &self.configuration
    }

    /// Its number.
    ///
    /// # Errors
    /// When the service did not say it.
    pub fn id(&self) -> Result<i64> {
        self.configuration.id.ok_or_else(|| missing("id"))
    }

    /// The name of its type.
    pub fn type_name(&self) -> &str {
        self.configuration.r#type.as_ref().and_then(|kind| kind.display_name.as_deref()).unwrap_or_default()
    }

    /// Whether it is in force.
    pub fn is_enabled(&self) -> bool {
        self.configuration.is_enabled == Some(true)
    }

    /// Whether nothing is completed against it.
    pub fn is_blocking(&self) -> bool {
        self.configuration.is_blocking == Some(true)
    }

    /// Changes it: what `change` leaves alone is put back as it was.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut PolicyConfiguration)) -> Result<()> {
        let mut configuration = self.configuration.clone();
        change(&mut configuration);
        let op =
            policy::update_policy_configuration(&self.project.locator(), self.id()?.into(), &configuration);
        self.configuration = self.project.client().call(op).await?;
        Ok(())
    }

    /// Deletes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let op = policy::delete_policy_configuration(&self.project.locator(), self.id()?.into());
        self.project.client().call(op).await
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Policy({} {})", self.configuration.id.unwrap_or_default(), self.type_name())
    }
}

/// How a pull request stands with a policy.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/evaluations>
#[derive(Clone)]
pub struct Evaluation {
    project: Project,
    record: PolicyEvaluationRecord,
}

impl Evaluation {
    /// All that the service says about it.
    pub fn record(&self) -> &PolicyEvaluationRecord {
        &self.record
    }

    /// The name of the policy's type.
    pub fn policy(&self) -> &str {
        let kind = self.record.configuration.as_ref().and_then(|configuration| configuration.r#type.as_ref());
        kind.and_then(|kind| kind.display_name.as_deref()).unwrap_or_default()
    }

    /// How it stands.
    pub fn status(&self) -> Option<&PolicyEvaluationStatus> {
        self.record.status.as_ref()
    }

    /// Whether the pull request can't be completed because of it.
    pub fn blocks(&self) -> bool {
        use PolicyEvaluationStatus::{Approved, NotApplicable};
        let configuration = self.record.configuration.as_ref();
        configuration.is_some_and(|known| known.is_blocking == Some(true) && known.is_enabled != Some(false))
            && !matches!(self.record.status, Some(Approved | NotApplicable))
    }

    /// Has it evaluated again: a build is queued anew.
    ///
    /// # Errors
    /// As any call.
    pub async fn requeue(&self) -> Result<Evaluation> {
        let id = self.record.evaluation_id.as_deref().ok_or_else(|| missing("evaluationId"))?.into();
        let op = policy::requeue_policy_evaluation(&self.project.locator(), &id);
        let record = self.project.client().call(op).await?;
        Ok(Self { project: self.project.clone(), record })
    }
}

impl fmt::Debug for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Evaluation({}: {:?})", self.policy(), self.record.status)
    }
}

/// How an artifact stands with all policies that apply to it.
pub(super) fn evaluations(project: &Project, artifact: &str) -> Listing<Evaluation> {
    let op = policy::get_policy_evaluations(&project.locator(), artifact, GetPolicyEvaluations::default());
    let owner = project.clone();
    Listing::new(project.client().items(op), move |record| {
        Some(Evaluation { project: owner.clone(), record })
    })
}

impl Repository {
    /// The policies that hold in it: those of its branches, and those of the project for all repositories.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/policy-configurations/get>
    ///
    /// # Errors
    /// When its id can't be had.
    pub async fn policies(&self) -> Result<Listing<Policy>> {
        self.policies_of(None).await
    }

    async fn policies_of(&self, branch: Option<&str>) -> Result<Listing<Policy>> {
        let params = git::GetPolicyConfigurations {
            repository_id: Some(self.id().await?),
            ref_name: branch.map(str::to_owned),
            ..git::GetPolicyConfigurations::default()
        };
        let project = self.project().clone();
        let items = self.client().items(git::get_policy_configurations(&project.locator(), params));
        Ok(Listing::new(items, move |configuration| Some(Policy { project: project.clone(), configuration })))
    }
}

impl Ref {
    /// The policies that hold for a branch: its own, and those of its repository and of the project.
    ///
    /// # Errors
    /// When the id of its repository can't be had.
    pub async fn policies(&self) -> Result<Listing<Policy>> {
        self.repository().policies_of(Some(self.name())).await
    }
}

impl Project {
    /// All policies.
    pub fn policies(&self) -> Listing<Policy> {
        self.policies_with(GetPolicyConfigurations::default())
    }

    /// The policies that these parameters select.
    pub fn policies_with(&self, params: GetPolicyConfigurations) -> Listing<Policy> {
        let project = self.clone();
        let items = self.client().items(policy::get_policy_configurations(&self.locator(), params));
        Listing::new(items, move |configuration| Some(Policy { project: project.clone(), configuration }))
    }

    /// The policy of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn policy(&self, id: i64) -> Result<Policy> {
        let configuration =
            self.client().call(policy::get_policy_configuration(&self.locator(), id.into())).await?;
        Ok(Policy { project: self.clone(), configuration })
    }

    /// The types of policies that there are.
    pub fn policy_types(&self) -> Listing<PolicyType> {
        Listing::new(self.client().items(policy::get_policy_types(&self.locator())), Some)
    }

    /// A policy that is to be made.
    pub fn new_policy(&self, kind: &PolicyKind) -> NewPolicy {
        self.new_policy_of_type(kind.type_id(), kind.settings())
    }

    /// A policy of any type that is to be made: the type's id, and its settings without `scope`.
    pub fn new_policy_of_type(&self, type_id: impl Into<String>, settings: Json) -> NewPolicy {
        NewPolicy {
            project: self.clone(),
            type_id: type_id.into(),
            settings,
            scope: Vec::new(),
            blocking: true,
        }
    }
}
