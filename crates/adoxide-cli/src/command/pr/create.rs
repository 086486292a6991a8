//! `adox pr create`.

use adoxide::resource::{Completion, NewPullRequest};

use super::write;
use crate::args::PrCreateArgs;
use crate::command::text_or_stdin;
use crate::error::{Error, Result};
use crate::git::{self, Git};
use crate::printer::Printer;
use crate::settings::Place;

/// Makes a pull request.
pub async fn run(args: &PrCreateArgs, printer: &Printer) -> Result<()> {
    let place = Place::resolve(&args.place)?;
    let repository = place.repository()?;
    let source = match &args.source {
        Some(source) => source.clone(),
        None => git::current_branch().await?.ok_or_else(|| {
            Error::usage("no branch is named, and none is checked out here")
                .help("name it with --source BRANCH")
        })?,
    };
    let title = match &args.title {
        Some(title) => title.clone(),
        None => subject(&source).await?,
    };
    let mut new = repository.new_pull_request(&source, title);
    if let Some(target) = &args.target {
        new = new.into_branch(target);
    }
    if let Some(description) = &args.description {
        new = new.description(text_or_stdin(description)?);
    }
    if args.draft {
        new = new.draft();
    }
    new = args.reviewer.iter().fold(new, NewPullRequest::reviewer);
    new = args.required_reviewer.iter().fold(new, NewPullRequest::required_reviewer);
    new = args.label.iter().fold(new, NewPullRequest::label);
    new = args.work_item.iter().fold(new, |new, id| new.work_item(*id));
    if args.auto_complete {
        new = new.auto_complete(Completion::new());
    }
    let made = Box::pin(new.create()).await?;
    if let Some(url) = made.web_url().await? {
        printer.say(url);
    }
    write(&made, args.output, printer).await
}

/// The first line of the last commit of a branch here.
async fn subject(branch: &str) -> Result<String> {
    let branch = format!("refs/heads/{}", branch.strip_prefix("refs/heads/").unwrap_or(branch));
    let subject = Git::new(["log", "-1", "--format=%s", &branch, "--"]).answer().await.unwrap_or(None);
    subject
        .filter(|subject| !subject.is_empty())
        .ok_or_else(|| Error::usage("the pull request has no title").help("give it one with --title TEXT"))
}
