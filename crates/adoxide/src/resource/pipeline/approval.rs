//! Approvals that stages wait for.

use std::fmt;

use adoxide_api::approvals_and_checks::pipelinesapproval::{
    self, Approval as Wire, ApprovalDetailsExpandParameter, ApprovalStatus, ApprovalStep,
    ApprovalUpdateParameters, GetApproval, IdentityRef, QueryApprovals,
};
use jiff::Timestamp;

use super::run::Run;
use super::timeline::{Record, RecordKind};
use crate::error::{Error, ErrorKind, Result};
use crate::resource::identities::resolve;
use crate::resource::project::{Project, missing};

/// The version whose answers say what is approved.
const VERSION: &str = "7.2-preview.2";

/// The most approvals that the service answers with: it has no pages of them.
const MOST: i64 = 250;

/// An approval of a stage, as it was when it was asked for. Approvals of classic releases are
/// others.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/approvalsandchecks/approvals>
#[derive(Clone)]
pub struct Approval {
    project: Project,
    value: Wire,
}

impl Approval {
    fn new(project: &Project, value: Wire) -> Self {
        Self { project: project.clone(), value }
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its id: that of its record in the timeline of the run.
    pub fn id(&self) -> &str {
        self.value.id.as_deref().unwrap_or_default()
    }

    /// Whether it is pending, approved, rejected.
    pub fn status(&self) -> Option<&ApprovalStatus> {
        self.value.status.as_ref()
    }

    /// Whether it is waited for.
    pub fn is_pending(&self) -> bool {
        matches!(self.value.status, Some(ApprovalStatus::Pending | ApprovalStatus::Uninitiated))
    }

    /// Its approvers, in order: who is to approve, and who did.
    pub fn steps(&self) -> &[ApprovalStep] {
        self.value.steps.as_deref().unwrap_or_default()
    }

    /// The instructions to the approvers.
    pub fn instructions(&self) -> Option<&str> {
        self.value.instructions.as_deref()
    }

    /// The name of the pipeline that waits, where the service says so.
    pub fn pipeline_name(&self) -> Option<&str> {
        self.value.pipeline.as_ref()?.get("name")?.as_str()
    }

    /// The run that waits, where the service says so.
    pub fn run(&self) -> Option<Run> {
        let id = self.value.pipeline.as_ref()?.get("owner")?.get("id")?;
        let id = id.as_i64().or_else(|| id.as_str()?.parse().ok())?;
        Some(self.project.run(id))
    }

    async fn update(&mut self, mut change: ApprovalUpdateParameters) -> Result<()> {
        change.approval_id = Some(self.id().to_owned());
        let op = pipelinesapproval::update_approvals(&self.project.locator(), &[change]);
        let changed = self.project.client().items(op).next().await.ok_or_else(|| missing("value"))??;
        // The answer has no steps; those are asked for again.
        self.value =
            if changed.steps.is_some() { changed } else { self.project.approval(self.id()).await?.value };
        Ok(())
    }

    async fn decide(&mut self, status: ApprovalStatus, comment: &str) -> Result<()> {
        let comment = Some(comment.to_owned()).filter(|comment| !comment.is_empty());
        let change = ApprovalUpdateParameters { status: Some(status), comment, ..Default::default() };
        self.update(change).await
    }

    /// Approves it, with a comment or an empty one.
    ///
    /// # Errors
    /// [`ErrorKind::Permission`] when it is somebody else's to approve, [`ErrorKind::Conflict`] or
    /// [`ErrorKind::Invalid`] when it is not pending any more; and as any call.
    pub async fn approve(&mut self, comment: &str) -> Result<()> {
        self.decide(ApprovalStatus::Approved, comment).await
    }

    /// Rejects it: the stage fails.
    ///
    /// # Errors
    /// As [`approve`](Self::approve).
    pub async fn reject(&mut self, comment: &str) -> Result<()> {
        self.decide(ApprovalStatus::Rejected, comment).await
    }

    /// Approves it from a time on: the stage waits until then.
    ///
    /// # Errors
    /// As [`approve`](Self::approve).
    pub async fn defer(&mut self, until: Timestamp, comment: &str) -> Result<()> {
        let comment = Some(comment.to_owned()).filter(|comment| !comment.is_empty());
        let change = ApprovalUpdateParameters {
            status: Some(ApprovalStatus::Approved),
            deferred_to: Some(until.into()),
            comment,
            ..Default::default()
        };
        self.update(change).await
    }

    /// Has somebody else decide in place of an approver, or of oneself where there is only one: by unique name, display
    /// name or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when nobody is called so, and as [`approve`](Self::approve).
    pub async fn reassign(&mut self, from: Option<&str>, to: &str, comment: &str) -> Result<()> {
        let client = self.project.client().clone();
        let person = |id: String| IdentityRef { id: Some(id), ..IdentityRef::default() };
        let to = person(resolve(&client, to).await?);
        let assigned_approver = match from {
            Some(from) => Some(person(resolve(&client, from).await?)),
            None => None,
        };
        let comment = Some(comment.to_owned()).filter(|comment| !comment.is_empty());
        let change = ApprovalUpdateParameters {
            reassign_to: Some(to),
            assigned_approver,
            comment,
            ..Default::default()
        };
        self.update(change).await
    }
}

impl fmt::Debug for Approval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Approval({} of {:?})", self.id(), self.project)
    }
}

/// A search for approvals.
#[derive(Clone, Debug)]
#[must_use = "approvals are not asked for until all is called"]
pub struct Approvals {
    project: Project,
    params: QueryApprovals,
}

impl Approvals {
    /// In this status; pending, by default.
    pub fn status(mut self, status: ApprovalStatus) -> Self {
        self.params.state = Some(status);
        self
    }

    /// That this person is to decide, by id; may be called several times.
    pub fn assigned_to(mut self, id: impl Into<String>) -> Self {
        let id = id.into();
        // The older name of the parameter is the one that older services know.
        self.params.user_ids.get_or_insert_default().push(id.clone());
        self.params.assigned_to.get_or_insert_default().push(id);
        self
    }

    /// Any other parameter of the operation.
    pub fn params(mut self, change: impl FnOnce(&mut QueryApprovals)) -> Self {
        change(&mut self.params);
        self
    }

    /// The approvals.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] when there are 250 or more: the service answers with no more, and has no pages of them;
    /// and as any call.
    pub async fn all(self) -> Result<Vec<Approval>> {
        let project = self.project;
        let most = self.params.top.unwrap_or(MOST).min(MOST);
        let op = pipelinesapproval::query_approvals(&project.locator(), self.params).api_version(VERSION);
        let found = project.client().items(op).all().await?;
        if i64::try_from(found.len()).unwrap_or(i64::MAX) >= most {
            let what = format!("there are {most} approvals or more, and the service shows no more of them");
            return Err(Error::new(ErrorKind::TooLarge, what)
                .advise("ask for those of one person, in one status, or of one run")
                .of("approvals_and_checks.pipelinesapproval.query_approvals"));
        }
        Ok(found.into_iter().map(|value| Approval::new(&project, value)).collect())
    }
}

impl Project {
    /// A search for the approvals of its pipelines; those that are pending, by default.
    pub fn approvals(&self) -> Approvals {
        let params = QueryApprovals {
            state: Some(ApprovalStatus::Pending),
            top: Some(MOST),
            expand: Some(ApprovalDetailsExpandParameter::Steps),
            ..QueryApprovals::default()
        };
        Approvals { project: self.clone(), params }
    }

    /// The approval of this id, with its steps.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn approval(&self, id: &str) -> Result<Approval> {
        let params = GetApproval { expand: Some(ApprovalDetailsExpandParameter::Steps) };
        let op = pipelinesapproval::get_approval(&self.locator(), &id.into(), params).api_version(VERSION);
        let value = self.client().call(op).await?;
        if value.id.is_none() {
            return Err(Error::new(ErrorKind::NotFound, format!("there is no approval {id} in {self:?}")));
        }
        Ok(Approval::new(self, value))
    }
}

impl Run {
    /// Its approvals, pending and decided, in the order of its stages.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such run, and as any call.
    pub async fn approvals(&self) -> Result<Vec<Approval>> {
        let timeline = self.timeline().await?;
        let records = timeline.records().filter(|record| *record.kind() == RecordKind::Approval);
        let ids: Vec<String> = records.map(Record::id).map(str::to_owned).collect();
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            all.push(self.project().approval(&id).await?);
        }
        Ok(all)
    }
}
