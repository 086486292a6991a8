use adoxide::api::git::{
    GetPullRequests, GetPullRequestsByProject, GitPullRequest, PullRequestStatus, get_pull_requests,
    get_pull_requests_by_project,
};
use clap::Args;
use serde_json::{Value, json};

use super::VIEW;
use crate::args::{Format, OutputArgs, PlaceArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::git;
use crate::output::field::WEB_URL;
use crate::output::{Records, document};
use crate::settings::Place;
use crate::verb::Verb;

/// Show the pull requests that concern you: of your branch, created by you, waiting for your review
#[derive(Args, Debug)]
pub struct Status {
    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Status {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let me = place.ado.identity_id("@me").await?;
        let branch = match &place.remote {
            Some(_) => git::current_branch().await?,
            None => None,
        };
        let source = branch.as_ref().map(|branch| format!("refs/heads/{branch}"));
        let of_branch = async {
            match &source {
                Some(source) if place.repository.is_some() => {
                    active(&place, |params| params.source_ref_name = Some(source.clone())).await
                }
                _ => Ok(Vec::new()),
            }
        };
        let created = active(&place, |params| params.creator_id = Some(me.clone()));
        let review = active(&place, |params| params.reviewer_id = Some(me.clone()));
        let (of_branch, created, review) = futures::try_join!(of_branch, created, review)?;
        // A vote answers the question.
        let waiting: Vec<_> = review.into_iter().filter(|pr| !has_voted(pr, &me)).collect();
        let parts = [
            (
                "currentBranch",
                branch.map_or_else(|| "Current branch".to_owned(), |name| format!("Current branch ({name})")),
                of_branch,
            ),
            ("createdByYou", "Created by you".to_owned(), created),
            ("waitingForYourReview", "Waiting for your review".to_owned(), waiting),
        ];
        let layout = self.output.layout(&context.printer)?;
        if !matches!(layout.format, Format::Table | Format::Line) || layout.filter.is_some() {
            let mut all = json!({});
            for (name, _, found) in parts {
                all[name] = found.iter().map(|found| whole(&place, found)).collect();
            }
            document(context.printer.paged(&layout), layout, &all)?;
            return Ok(Exit::Ok);
        }
        let style = context.printer.style();
        for (index, (_, title, found)) in parts.iter().enumerate() {
            let gap = if index > 0 { "\n" } else { "" };
            context.printer.line(format_args!("{gap}{}", style.paint("1", title)))?;
            if found.is_empty() {
                context.printer.line("  none")?;
                continue;
            }
            let output = OutputArgs { output: Some(layout.format), ..OutputArgs::default() };
            let mut records = Records::new(&VIEW, Some(place.address()), &output, &context.printer)?;
            for pull_request in found {
                records.write(pull_request)?;
            }
            records.finish()?;
        }
        Ok(Exit::Ok)
    }
}

fn whole(place: &Place, pull_request: &GitPullRequest) -> Value {
    let mut value = serde_json::to_value(pull_request).unwrap_or_default();
    if let Some(url) = super::url(&value, place.address()) {
        value[WEB_URL] = url.into();
    }
    value
}

fn has_voted(pull_request: &GitPullRequest, me: &str) -> bool {
    let reviewers = pull_request.reviewers.iter().flatten();
    let mut mine =
        reviewers.filter(|reviewer| reviewer.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(me)));
    mine.any(|reviewer| reviewer.vote.unwrap_or(0) != 0)
}

/// The active pull requests of the repository, or of the project.
async fn active(place: &Place, search: impl FnOnce(&mut GetPullRequests)) -> Result<Vec<GitPullRequest>> {
    let mut params =
        GetPullRequests { status: Some(PullRequestStatus::Active), ..GetPullRequests::default() };
    search(&mut params);
    let mut found = if place.repository.is_some() {
        let (project, repository) = place.repository()?.locator();
        place.ado.items(get_pull_requests(Some(&project), &repository, params))
    } else {
        let params = GetPullRequestsByProject {
            status: params.status,
            creator_id: params.creator_id,
            reviewer_id: params.reviewer_id,
            source_ref_name: params.source_ref_name,
            ..GetPullRequestsByProject::default()
        };
        place.ado.items(get_pull_requests_by_project(&place.project()?.locator(), params))
    };
    let mut all = Vec::new();
    while let Some(pull_request) = futures::StreamExt::next(&mut found).await {
        all.push(pull_request?);
    }
    Ok(all)
}
