//! `adox pr`.

mod abandon;
mod branch;
mod checkout;
mod checks;
mod comment;
mod complete;
mod create;
mod diff;
mod edit;
mod list;
mod members;
mod reactivate;
mod ready;
mod show;
mod status;
mod thread;
mod vote;

use adoxide::Address;
use adoxide::ErrorKind::Invalid;
use adoxide::api::git::PullRequestStatus;
use adoxide::resource::PullRequest;
use clap::Args;
use clap_complete::ArgValueCandidates;
use serde_json::Value;

use crate::args::PlaceArgs;
use crate::error::{Error, Result};
use crate::git;
use crate::output::field::{Field, View, branch, joined};
use crate::settings::{OTHER, Place};
use crate::verb::Entry;
use crate::web;

/// Work with pull requests
#[derive(Args, Debug)]
#[command(
    visible_alias = "pull-request",
    alias = "mr",
    after_help = "\
Examples:
  adox pr list --creator @me
  adox pr create --fill --push --reviewer ada@example.com --auto-complete
  adox pr checkout 42
  adox pr diff 42 | less
  adox pr vote 42 approve --comment \"Well done\"
  adox pr complete 42 --wait --strategy squash --delete-source

A pull request is named by its number, its URL or its source branch. By default
it is the active one of the branch that is checked out."
)]
pub struct Pr {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<list::List>("list"),
    Entry::verb::<show::Show>("show"),
    Entry::verb::<status::Status>("status"),
    Entry::verb::<create::Create>("create"),
    Entry::verb::<edit::Edit>("edit"),
    Entry::verb::<ready::Ready>("ready"),
    Entry::verb::<checkout::Checkout>("checkout"),
    Entry::verb::<diff::Diff>("diff"),
    Entry::verb::<comment::Comment>("comment"),
    Entry::noun::<thread::Thread>("thread", thread::VERBS),
    Entry::verb::<vote::Vote>("vote"),
    Entry::noun::<members::Reviewer>("reviewer", members::REVIEWER),
    Entry::noun::<members::Label>("label", members::LABEL),
    Entry::noun::<members::WorkItem>("work-item", members::WORK_ITEM),
    Entry::verb::<checks::Checks>("checks"),
    Entry::verb::<complete::Complete>("complete"),
    Entry::verb::<abandon::Abandon>("abandon"),
    Entry::verb::<reactivate::Reactivate>("reactivate"),
    Entry::verb::<branch::UpdateBranch>("update-branch"),
    Entry::verb::<branch::Revert>("revert"),
    Entry::verb::<branch::CherryPick>("cherry-pick"),
];

/// What is shown of a pull request.
const VIEW: View = View::new(&[
    Field::new("pullRequestId").head("id").id(),
    Field::new("title"),
    Field::by("status", |pr| match (&pr["status"], &pr["isDraft"]) {
        (Value::String(status), Value::Bool(true)) if status == "active" => "draft".into(),
        (status, _) => status.clone(),
    })
    .state(),
    Field::at("createdBy", "createdBy/displayName").head("created by"),
    Field::by("source", |pr| branch(&pr["sourceRefName"])).branch(),
    Field::by("target", |pr| branch(&pr["targetRefName"])).branch(),
    Field::at("repository", "repository/name"),
    Field::at("project", "repository/project/name").unlisted(),
    Field::new("creationDate").date().unlisted(),
    Field::new("closedDate").date().unlisted(),
    Field::new("mergeStatus").state().unlisted(),
    Field::at("lastMergeCommit", "lastMergeCommit/commitId").unlisted(),
    Field::at("autoCompleteSetBy", "autoCompleteSetBy/displayName").unlisted(),
    Field::by("reviewers", reviewers).unlisted(),
    Field::by("labels", labels).unlisted(),
    Field::new("description").text(),
])
.url(url);

/// The page of a pull request.
fn url(pull_request: &Value, address: &Address) -> Option<String> {
    let repository = &pull_request["repository"];
    let number = pull_request["pullRequestId"].as_i64()?.to_string();
    let project = repository["project"]["name"].as_str()?;
    Some(web::page(address, &[project, "_git", repository["name"].as_str()?, "pullrequest", &number]))
}

fn labels(pull_request: &Value) -> Value {
    let labels = pull_request["labels"].as_array().into_iter().flatten();
    joined(labels.filter_map(|label| label["name"].as_str().map(str::to_owned)))
}

/// The reviewers and their votes, in one line.
fn reviewers(pull_request: &Value) -> Value {
    let reviewers = pull_request["reviewers"].as_array().into_iter().flatten();
    joined(reviewers.filter_map(|reviewer| {
        let vote = match reviewer["vote"].as_i64() {
            Some(10) => " (approved)",
            Some(5) => " (approved with suggestions)",
            Some(-5) => " (waits for the author)",
            Some(-10) => " (rejected)",
            _ if reviewer["isRequired"] == true => " (required)",
            _ => "",
        };
        Some(format!("{}{vote}", reviewer["displayName"].as_str()?))
    }))
}

/// Which pull request.
#[derive(Args, Clone, Debug)]
pub struct SelectorArgs {
    /// The pull request (default: the active one of the branch that is checked out)
    #[arg(value_name = "NUMBER|URL|BRANCH", add = ArgValueCandidates::new(crate::complete::pull_requests))]
    pub pull_request: Option<String>,

    #[command(flatten)]
    pub place: PlaceArgs,
}

impl SelectorArgs {
    /// Finds it.
    ///
    /// # Errors
    /// When there is no such pull request, and as [`Place::resolve`].
    async fn find(&self) -> Result<(Place, PullRequest)> {
        let place = Place::resolve(&self.place)?;
        if let Some(text) = &self.pull_request {
            let found = named(&place, text).await?;
            return Ok((place, found));
        }
        let branch = git::current_branch().await?.ok_or_else(|| {
            Error::usage("no pull request is named, and no branch is checked out here")
                .help("name it by its number, its URL or its source branch")
        })?;
        let found = of_branch(&place, &branch).await?;
        Ok((place, found))
    }
}

/// A pull request by its number, its URL or its source branch.
async fn named(place: &Place, text: &str) -> Result<PullRequest> {
    let wrong = || {
        Error::usage(format!("expected a pull request, got `{text}`"))
            .help("name it by its number, its source branch, or its URL as it stands in the browser")
    };
    if text.contains("://") {
        let locate = place.ado.address().locate(text);
        locate.map_err(|error| Error::from(error).typed(OTHER))?;
        let found = place.ado.pull_request_at(text).await;
        return found.map_err(|error| if error.kind() == Invalid { wrong() } else { error.into() });
    }
    let number = text.strip_prefix(['!', '#']).unwrap_or(text);
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = number.parse().ok().filter(|number: &i64| *number > 0).ok_or_else(wrong)?;
        return Ok(place.ado.pull_request(number).await?);
    }
    if place.repository.is_none() {
        return Err(wrong());
    }
    of_branch(place, text).await
}

/// The active pull request from a branch.
async fn of_branch(place: &Place, branch: &str) -> Result<PullRequest> {
    let repository = place.repository()?;
    let search = repository.pull_requests().from_branch(branch).status(PullRequestStatus::Active);
    let mut found = search.stream().all().await?;
    match (found.pop(), &found[..]) {
        (Some(one), []) => Ok(one),
        (None, _) => Err(Error::failed(format!("the branch {branch} has no active pull request"))
            .help("`adox pr create` creates one, `adox pr list --status all` lists all")),
        (Some(one), others) => {
            let numbers: Vec<_> =
                others.iter().chain([&one]).map(|found| found.number().to_string()).collect();
            Err(Error::usage(format!("the branch {branch} has several active pull requests"))
                .help(format!("name one of {}", numbers.join(", "))))
        }
    }
}
