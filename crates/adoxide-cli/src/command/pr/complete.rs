//! `adox pr complete`.

use adoxide::ErrorKind;
use adoxide::api::git::{GitPullRequestMergeStrategy, PullRequestStatus};
use adoxide::resource::Completion;

use super::{find, write};
use crate::args::{PrCompleteArgs, Strategy};
use crate::error::{Error, Result};
use crate::printer::Printer;

/// Completes a pull request, or lets it complete itself.
pub async fn run(args: &PrCompleteArgs, printer: &Printer) -> Result<()> {
    let (_, pull_request) = find(&args.selector, &args.place).await?;
    let number = pull_request.number();
    if args.wait {
        let merged = Box::pin(pull_request.complete(completion(args))).await;
        let merged = merged.map_err(|error| {
            let blocked = error.kind() == ErrorKind::Conflict && error.to_string().contains("blocked by");
            let error = Error::from(error);
            if blocked { error.help("without --wait it completes itself when they are met") } else { error }
        })?;
        printer.say(format_args!("Pull request {number} is merged as {}.", merged.sha()));
    } else {
        match pull_request.status().await? {
            PullRequestStatus::Completed => {
                return Err(Error::failed(format!("pull request {number} is completed already")));
            }
            PullRequestStatus::Abandoned => {
                return Err(Error::failed(format!("pull request {number} is abandoned"))
                    .help("`adox pr reactivate` takes it up again"));
            }
            _ => {}
        }
        pull_request.set_auto_complete(completion(args)).await?;
        pull_request.refresh();
        if pull_request.status().await? == PullRequestStatus::Completed {
            printer.say(format_args!("Pull request {number} is completed."));
        } else {
            printer.say(format_args!("Pull request {number} completes itself when its policies are met."));
        }
    }
    write(&pull_request, args.output, printer).await
}

fn completion(args: &PrCompleteArgs) -> Completion {
    let mut completion = Completion::new();
    if let Some(strategy) = args.strategy {
        completion = completion.strategy(match strategy {
            Strategy::Merge => GitPullRequestMergeStrategy::NoFastForward,
            Strategy::Squash => GitPullRequestMergeStrategy::Squash,
            Strategy::Rebase => GitPullRequestMergeStrategy::Rebase,
            Strategy::RebaseMerge => GitPullRequestMergeStrategy::RebaseMerge,
        });
    }
    if let Some(message) = &args.message {
        completion = completion.message(message);
    }
    if args.delete_source {
        completion = completion.delete_source();
    }
    if args.transition_work_items {
        completion = completion.transition_work_items();
    }
    match &args.bypass {
        Some(reason) => completion.bypass(reason),
        None => completion,
    }
}
