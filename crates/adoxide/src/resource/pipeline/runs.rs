//! Lists of runs.

use adoxide_api::build::{self, BuildQueryOrder, BuildReason, BuildResult, BuildStatus, GetBuilds};
use jiff::Timestamp;

use super::run::Run;
use crate::error::Result;
use crate::resource::listing::Listing;
use crate::resource::project::Project;
use crate::resource::reference;

/// A search for runs.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/builds/list>
#[derive(Clone, Debug)]
#[must_use = "runs are not asked for until stream is called"]
pub struct Runs {
    project: Project,
    params: GetBuilds,
}

impl Runs {
    /// Of the pipeline of this number; may be called several times.
    pub fn pipeline(mut self, id: i64) -> Self {
        self.params.definitions.get_or_insert_default().push(id);
        self
    }

    /// Of this branch: `main`, or by its full name `refs/pull/7/merge`.
    pub fn branch(mut self, branch: impl AsRef<str>) -> Self {
        self.params.branch_name = Some(full_ref(branch.as_ref()));
        self
    }

    /// In this status.
    pub fn status(mut self, status: BuildStatus) -> Self {
        self.params.status_filter = Some(status);
        self
    }

    /// With this result.
    pub fn result(mut self, result: BuildResult) -> Self {
        self.params.result_filter = Some(result);
        self
    }

    /// That failed.
    pub fn failed(self) -> Self {
        self.result(BuildResult::Failed)
    }

    /// That were started for this reason.
    pub fn reason(mut self, reason: BuildReason) -> Self {
        self.params.reason_filter = Some(reason);
        self
    }

    /// With this tag; may be called several times, for runs that have all of them.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.params.tag_filters.get_or_insert_default().push(tag.into());
        self
    }

    /// Requested for this person: a unique name, or part of a display name.
    pub fn requested_for(mut self, who: impl Into<String>) -> Self {
        self.params.requested_for = Some(who.into());
        self
    }

    /// Finished, started or queued (by the [order](Self::order)) at or after this.
    pub fn since(mut self, time: Timestamp) -> Self {
        self.params.min_time = Some(time.into());
        self
    }

    /// Finished, started or queued (by the [order](Self::order)) at or before this.
    pub fn until(mut self, time: Timestamp) -> Self {
        self.params.max_time = Some(time.into());
        self
    }

    /// In this order; by default, those finished last come first, before them those that are not finished.
    pub fn order(mut self, order: BuildQueryOrder) -> Self {
        self.params.query_order = Some(order);
        self
    }

    /// Any other parameter of the operation.
    pub fn params(mut self, change: impl FnOnce(&mut GetBuilds)) -> Self {
        change(&mut self.params);
        self
    }

    /// The runs, all pages of them.
    pub fn stream(self) -> Listing<Run> {
        let project = self.project.clone();
        let items = project.client().items(build::get_builds(&project.locator(), self.params));
        Listing::new(items, move |entry| Run::listed(&project, entry, true))
    }

    /// The first one.
    ///
    /// # Errors
    /// As any call.
    pub async fn first(mut self) -> Result<Option<Run>> {
        self.params.top = Some(1);
        self.stream().next().await.transpose()
    }
}

/// The full name of what a run is of: a branch, where it is not full already.
pub(super) fn full_ref(name: &str) -> String {
    if name.starts_with("refs/") { name.to_owned() } else { reference::full(reference::HEADS, name) }
}

impl Project {
    /// A search for runs of its pipelines; all, by default.
    #[doc(alias = "builds")]
    pub fn runs(&self) -> Runs {
        Runs { project: self.clone(), params: GetBuilds::default() }
    }
}
