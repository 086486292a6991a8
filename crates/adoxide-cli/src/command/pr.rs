//! `adox pr`.

mod checkout;
mod comment;
mod complete;
mod create;
mod diff;
mod list;
mod show;
mod vote;

use adoxide::ErrorKind::Invalid;
use adoxide::api::git::PullRequestStatus;
use adoxide::resource::PullRequest;
use serde_json::Value;

use crate::args::{OutputArgs, PlaceArgs, PrChangeArgs, PrCommand, SelectorArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::git;
use crate::output::record::{self, Field};
use crate::printer::Printer;
use crate::settings::{OTHER, Place};

const FIELDS: &[Field] = &[
    Field::new("pullRequestId", |pr| pr["pullRequestId"].clone()),
    Field::new("title", |pr| pr["title"].clone()),
    Field::new("status", |pr| match (&pr["status"], &pr["isDraft"]) {
        (Value::String(status), Value::Bool(true)) if status == "active" => "draft".into(),
        (status, _) => status.clone(),
    }),
    Field::new("createdBy", |pr| pr["createdBy"]["displayName"].clone()),
    Field::new("source", |pr| super::branch(&pr["sourceRefName"])),
    Field::new("target", |pr| super::branch(&pr["targetRefName"])),
    Field::new("repository", |pr| pr["repository"]["name"].clone()),
    Field::new("project", |pr| pr["repository"]["project"]["name"].clone()).unlisted(),
    Field::new("creationDate", |pr| pr["creationDate"].clone()).unlisted(),
    Field::new("closedDate", |pr| pr["closedDate"].clone()).unlisted(),
    Field::new("mergeStatus", |pr| pr["mergeStatus"].clone()).unlisted(),
    Field::new("lastMergeCommit", |pr| pr["lastMergeCommit"]["commitId"].clone()).unlisted(),
    Field::new("autoCompleteSetBy", |pr| pr["autoCompleteSetBy"]["displayName"].clone()).unlisted(),
    Field::new("reviewers", reviewers).unlisted(),
    Field::new("labels", |pr| names(&pr["labels"], |label| label["name"].as_str().map(str::to_owned)))
        .unlisted(),
    Field::new("description", |pr| pr["description"].clone()).unlisted(),
];

/// Runs a command about pull requests.
pub async fn run(command: PrCommand, printer: &Printer) -> Result<Exit> {
    match command {
        PrCommand::List(args) => list::run(&args, printer).await,
        PrCommand::Show(args) => show::run(&args, printer).await,
        PrCommand::Create(args) => create::run(&args, printer).await,
        PrCommand::Checkout(args) => checkout::run(&args, printer).await,
        PrCommand::Diff(args) => diff::run(&args, printer).await,
        PrCommand::Comment(args) => comment::run(&args, printer).await,
        PrCommand::Vote(args) => vote::run(&args, printer).await,
        PrCommand::Complete(args) => complete::run(&args, printer).await,
        PrCommand::Abandon(args) => abandon(&args, printer).await,
        PrCommand::Reactivate(args) => reactivate(&args, printer).await,
    }?;
    Ok(Exit::Ok)
}

async fn abandon(args: &PrChangeArgs, printer: &Printer) -> Result<()> {
    let (_, pull_request) = find(&args.selector, &args.place).await?;
    pull_request.abandon().await?;
    write(&pull_request, args.output, printer).await
}

async fn reactivate(args: &PrChangeArgs, printer: &Printer) -> Result<()> {
    let (_, pull_request) = find(&args.selector, &args.place).await?;
    pull_request.reactivate().await?;
    write(&pull_request, args.output, printer).await
}

/// Writes all about a pull request.
async fn write(pull_request: &PullRequest, output: OutputArgs, printer: &Printer) -> Result<()> {
    record::show(FIELDS, &*pull_request.snapshot().await?, output, printer)
}

/// The pull request that is meant.
async fn find(selector: &SelectorArgs, place: &PlaceArgs) -> Result<(Place, PullRequest)> {
    let number = selector.pull_request.as_deref();
    let place = Place::resolve(place)?;
    let found = match number {
        Some(text) => named(&place, text).await?,
        None => of_branch(&place).await?,
    };
    Ok((place, found))
}

/// A pull request by its number or URL.
async fn named(place: &Place, text: &str) -> Result<PullRequest> {
    let none = || {
        Error::usage(format!("`{text}` is no pull request"))
            .help("write its number, or its URL as it stands in the browser")
    };
    if text.contains("://") {
        let locate = place.ado.address().locate(text);
        locate.map_err(|error| Error::from(error).typed(OTHER))?;
        let found = place.ado.pull_request_at(text).await;
        return found.map_err(|error| if error.kind() == Invalid { none() } else { error.into() });
    }
    let number = text.trim_start_matches(['!', '#']).parse().ok();
    let number = number.filter(|number: &i64| *number > 0).ok_or_else(none)?;
    Ok(place.ado.pull_request(number).await?)
}

/// The active pull request of the branch that is checked out.
async fn of_branch(place: &Place) -> Result<PullRequest> {
    let branch = git::current_branch().await?;
    let branch = branch.ok_or_else(|| {
        Error::usage("no pull request is named, and no branch is checked out here")
            .help("write its number or its URL")
    })?;
    let repository = place.repository()?;
    let search = repository.pull_requests().from_branch(&branch).status(PullRequestStatus::Active);
    let mut found = search.stream().all().await?;
    match (found.pop(), &found[..]) {
        (Some(one), []) => Ok(one),
        (None, _) => Err(Error::failed(format!("the branch {branch} has no active pull request"))
            .help("`adox pr create` makes one, and `adox pr list --status all` lists all")),
        (Some(one), others) => {
            let numbers: Vec<_> =
                others.iter().chain([&one]).map(|found| found.number().to_string()).collect();
            Err(Error::usage(format!("the branch {branch} has several active pull requests"))
                .help(format!("name one of {}", numbers.join(", "))))
        }
    }
}

/// The reviewers and what they say, in one line.
fn reviewers(pull_request: &Value) -> Value {
    names(&pull_request["reviewers"], |reviewer| {
        let vote = match reviewer["vote"].as_i64() {
            Some(10) => " (approved)",
            Some(5) => " (approved with suggestions)",
            Some(-5) => " (waits for the author)",
            Some(-10) => " (rejected)",
            _ if reviewer["isRequired"] == true => " (required)",
            _ => "",
        };
        Some(format!("{}{vote}", reviewer["displayName"].as_str()?))
    })
}

/// Several things in one line; null if there are none.
fn names(list: &Value, name: impl Fn(&Value) -> Option<String>) -> Value {
    let names: Vec<_> = list.as_array().into_iter().flatten().filter_map(name).collect();
    if names.is_empty() { Value::Null } else { names.join(", ").into() }
}
