use adoxide::api::build::{BuildQueryOrder, BuildReason, BuildResult, BuildStatus, GetBuilds, get_builds};
use clap::{Args, ValueEnum};

use super::{VIEW, pipeline};
use crate::args::{ListArgs, PlaceArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// List runs, the newest first
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
pub struct List {
    /// Those of this pipeline; repeatable
    #[arg(long, visible_alias = "workflow", value_name = "NAME|ID")]
    pipeline: Vec<String>,

    /// Those of this branch
    #[arg(long, short, value_name = "BRANCH")]
    branch: Option<String>,

    /// Those in this state
    #[arg(long, short, visible_alias = "result", value_enum, value_name = "STATE")]
    status: Option<State>,

    /// Those with this reason, such as manual, individualCI, pullRequest, schedule
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,

    /// Those for somebody: @me, a sign-in address or a name
    #[arg(long, visible_alias = "user", value_name = "WHO")]
    requested_for: Option<String>,

    /// Those with this tag; repeatable
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,

    /// Those of the repository only, which is named or that of the git remote
    #[arg(long)]
    of_repository: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

/// A state of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum State {
    #[value(alias = "waiting", alias = "not-started")]
    Queued,
    #[value(alias = "in-progress", alias = "inProgress")]
    Running,
    Cancelling,
    Completed,
    #[value(alias = "success")]
    Succeeded,
    #[value(alias = "partiallySucceeded")]
    PartiallySucceeded,
    #[value(alias = "failure")]
    Failed,
    #[value(alias = "canceled")]
    Cancelled,
}

impl State {
    fn filter(self) -> (Option<BuildStatus>, Option<BuildResult>) {
        match self {
            Self::Queued => (Some(BuildStatus::NotStarted), None),
            Self::Running => (Some(BuildStatus::InProgress), None),
            Self::Cancelling => (Some(BuildStatus::Cancelling), None),
            Self::Completed => (Some(BuildStatus::Completed), None),
            Self::Succeeded => (None, Some(BuildResult::Succeeded)),
            Self::PartiallySucceeded => (None, Some(BuildResult::PartiallySucceeded)),
            Self::Failed => (None, Some(BuildResult::Failed)),
            Self::Cancelled => (None, Some(BuildResult::Canceled)),
        }
    }
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let mut definitions = Vec::with_capacity(self.pipeline.len());
        for text in &self.pipeline {
            definitions.push(pipeline::find(&place, text).await?.id);
        }
        let by_repository = self.of_repository || self.place.repository.is_some();
        let repository = if by_repository { Some(place.repository()?.id().await?) } else { None };
        let requested_for = match self.requested_for.as_deref() {
            Some("@me") => Some(place.my_account().await?),
            other => other.map(str::to_owned),
        };
        let (status, result) = self.status.map(State::filter).unwrap_or_default();
        let params = GetBuilds {
            definitions: (!definitions.is_empty()).then_some(definitions),
            branch_name: self
                .branch
                .map(|name| if name.starts_with("refs/") { name } else { format!("refs/heads/{name}") }),
            status_filter: status,
            result_filter: result,
            reason_filter: self.reason.map(BuildReason::from),
            requested_for,
            tag_filters: (!self.tag.is_empty()).then_some(self.tag),
            repository_type: repository.is_some().then(|| "TfsGit".to_owned()),
            repository_id: repository,
            query_order: Some(BuildQueryOrder::QueueTimeDescending),
            ..GetBuilds::default()
        };
        let found = place.ado.items(get_builds(&place.project()?.locator(), params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}
