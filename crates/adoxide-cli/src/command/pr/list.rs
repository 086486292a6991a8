use adoxide::api::git::{self, GetPullRequests, GetPullRequestsByProject, PullRequestStatus};
use clap::{Args, ValueEnum};

use super::VIEW;
use crate::args::{ListArgs, PlaceArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// List the pull requests of a repository or a project, the newest first
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
pub struct List {
    /// Those in this state
    #[arg(long, short, visible_alias = "state", value_enum, default_value_t = Status::Active)]
    status: Status,

    /// Those created by somebody: @me, a sign-in address, a name or an id
    #[arg(long, visible_alias = "author", value_name = "WHO")]
    creator: Option<String>,

    /// Those that somebody is asked to review
    #[arg(long, value_name = "WHO")]
    reviewer: Option<String>,

    /// Those from this branch
    #[arg(long, visible_alias = "head", value_name = "BRANCH")]
    source: Option<String>,

    /// Those into this branch
    #[arg(long, visible_alias = "base", value_name = "BRANCH")]
    target: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

/// A state of pull requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Status {
    #[value(alias = "open")]
    Active,
    #[value(alias = "merged")]
    Completed,
    #[value(alias = "closed")]
    Abandoned,
    All,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let project = place.project()?;
        let who = async |who: &Option<String>| match who {
            Some(who) => place.ado.identity_id(who).await.map(Some),
            None => Ok(None),
        };
        let branch = |name: &Option<String>| {
            let name = name.as_deref()?;
            Some(if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") })
        };
        let params = GetPullRequests {
            status: Some(match self.status {
                Status::Active => PullRequestStatus::Active,
                Status::Completed => PullRequestStatus::Completed,
                Status::Abandoned => PullRequestStatus::Abandoned,
                Status::All => PullRequestStatus::All,
            }),
            creator_id: who(&self.creator).await?,
            reviewer_id: who(&self.reviewer).await?,
            source_ref_name: branch(&self.source),
            target_ref_name: branch(&self.target),
            ..GetPullRequests::default()
        };
        let found = if place.repository.is_some() {
            let (project, repository) = place.repository()?.locator();
            place.ado.items(git::get_pull_requests(Some(&project), &repository, params))
        } else {
            let params = GetPullRequestsByProject {
                status: params.status,
                creator_id: params.creator_id,
                reviewer_id: params.reviewer_id,
                source_ref_name: params.source_ref_name,
                target_ref_name: params.target_ref_name,
                ..GetPullRequestsByProject::default()
            };
            place.ado.items(git::get_pull_requests_by_project(&project.locator(), params))
        };
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}
