use adoxide::ErrorKind;
use adoxide::api::git::{GitPullRequestMergeStrategy, PullRequestAsyncStatus, PullRequestStatus};
use adoxide::api::policy::PolicyEvaluationStatus;
use adoxide::resource::{Completion, PullRequest};
use clap::{Args, ValueEnum};

use super::{SelectorArgs, VIEW};
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;
use crate::wait::Poll;

/// Complete a pull request as soon as its policies are met
///
/// It turns auto-complete on: the service merges the pull request when the last policy is met, which is at once where
/// all are met already.
#[derive(Args, Debug)]
#[command(visible_alias = "merge")]
pub struct Complete {
    /// Wait until it is merged, or until a policy is rejected
    #[arg(long, conflicts_with = "now")]
    wait: bool,

    /// Complete it now, or fail where a policy is not met
    #[arg(long)]
    now: bool,

    /// Turn auto-complete off
    #[arg(long, conflicts_with_all = ["wait", "now", "strategy", "message", "delete_source", "transition_work_items", "bypass"])]
    disable_auto: bool,

    /// How it is merged (default: what the repository's policies prefer)
    #[arg(long, value_enum)]
    strategy: Option<Strategy>,

    /// The same as --strategy squash
    #[arg(long, short, conflicts_with = "strategy")]
    squash: bool,

    /// The message of the merge commit
    #[arg(long, short, value_name = "TEXT")]
    message: Option<String>,

    /// Delete the source branch afterwards
    #[arg(long, short, visible_alias = "delete-branch")]
    delete_source: bool,

    /// Move linked work items on to their next state
    #[arg(long)]
    transition_work_items: bool,

    /// Bypass the policies, giving a reason; needs the permission
    #[arg(long, value_name = "REASON", conflicts_with = "wait")]
    bypass: Option<String>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

/// How a pull request is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Strategy {
    /// With a merge commit
    Merge,
    /// As one commit
    Squash,
    /// Commit by commit, on top of the target
    Rebase,
    /// The same, and with a merge commit
    RebaseMerge,
}

impl Verb for Complete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let number = pull_request.number();
        let done = if self.disable_auto {
            pull_request.cancel_auto_complete().await?;
            format!("Turned auto-complete of pull request {number} off.")
        } else if self.now || self.bypass.is_some() {
            self.at_once(context, &pull_request).await?
        } else {
            ready(&pull_request).await?;
            pull_request.set_auto_complete(self.completion()).await?;
            if self.wait {
                wait(context, &pull_request).await?
            } else {
                pull_request.refresh();
                if pull_request.status().await? == PullRequestStatus::Completed {
                    format!("Completed pull request {number}.")
                } else {
                    format!("Pull request {number} completes when its policies are met.")
                }
            }
        };
        let now = pull_request.snapshot().await?;
        context.changed(done, &VIEW, place.address(), &self.output, &*now)
    }
}

impl Complete {
    fn completion(&self) -> Completion {
        let mut completion = Completion::new();
        let strategy = if self.squash { Some(Strategy::Squash) } else { self.strategy };
        if let Some(strategy) = strategy {
            completion = completion.strategy(match strategy {
                Strategy::Merge => GitPullRequestMergeStrategy::NoFastForward,
                Strategy::Squash => GitPullRequestMergeStrategy::Squash,
                Strategy::Rebase => GitPullRequestMergeStrategy::Rebase,
                Strategy::RebaseMerge => GitPullRequestMergeStrategy::RebaseMerge,
            });
        }
        if let Some(message) = &self.message {
            completion = completion.message(message);
        }
        if self.delete_source {
            completion = completion.delete_source();
        }
        if self.transition_work_items {
            completion = completion.transition_work_items();
        }
        match &self.bypass {
            Some(reason) => completion.bypass(reason),
            None => completion,
        }
    }

    /// Completes it now. Where that fails, the service may have turned auto-complete off.
    async fn at_once(&self, context: &Context, pull_request: &PullRequest) -> Result<String> {
        ready(pull_request).await?;
        let number = pull_request.number();
        let before = pull_request.snapshot().await?.auto_complete_set_by.is_some();
        match Box::pin(pull_request.complete(self.completion())).await {
            Ok(merged) => Ok(format!("Merged pull request {number} as {}.", merged.sha())),
            Err(error) => {
                let kind = error.kind();
                let mut error = Error::from(error);
                if kind == ErrorKind::Conflict {
                    error = error.help(format!("`adox pr complete {number} --wait` waits for its policies"));
                }
                pull_request.refresh();
                if before && pull_request.snapshot().await?.auto_complete_set_by.is_none() {
                    context.printer.warning(format_args!(
                        "auto-complete of pull request {number} was on, and is off now"
                    ));
                }
                Err(error)
            }
        }
    }
}

/// Refuses what can't be completed.
async fn ready(pull_request: &PullRequest) -> Result<()> {
    let number = pull_request.number();
    let now = pull_request.snapshot().await?;
    match now.status {
        Some(PullRequestStatus::Completed) => {
            Err(Error::failed(format!("pull request {number} is completed already")))
        }
        Some(PullRequestStatus::Abandoned) => {
            Err(Error::failed(format!("pull request {number} is abandoned"))
                .help(format!("`adox pr reactivate {number}` reactivates it")))
        }
        _ if now.is_draft == Some(true) => Err(Error::failed(format!("pull request {number} is a draft"))
            .help(format!("`adox pr ready {number}` publishes it"))),
        _ => Ok(()),
    }
}

/// Waits until it is merged. Auto-complete is on.
async fn wait(context: &Context, pull_request: &PullRequest) -> Result<String> {
    let number = pull_request.number();
    let mut poll = Poll::new(&context.printer);
    loop {
        pull_request.refresh();
        let now = pull_request.snapshot().await?;
        match now.status {
            Some(PullRequestStatus::Completed) => {
                let merge = now.last_merge_commit.as_ref().and_then(|commit| commit.commit_id.as_deref());
                return Ok(format!("Merged pull request {number} as {}.", merge.unwrap_or("(unknown)")));
            }
            Some(PullRequestStatus::Abandoned) => {
                return Err(Error::failed(format!("pull request {number} was abandoned")));
            }
            _ => {}
        }
        if now.merge_status == Some(PullRequestAsyncStatus::Conflicts) {
            return Err(Error::failed(format!("pull request {number} conflicts with its target"))
                .help("merge the target into the source branch, and push; auto-complete stays on"));
        }
        let (mut waiting, mut rejected) = (Vec::new(), Vec::new());
        let mut evaluations = pull_request.evaluations().await?;
        while let Some(evaluation) = evaluations.next().await {
            let evaluation = evaluation?;
            if !evaluation.blocks() {
                continue;
            }
            match evaluation.status() {
                Some(PolicyEvaluationStatus::Rejected | PolicyEvaluationStatus::Broken) => {
                    rejected.push(evaluation.policy().to_owned());
                }
                _ => waiting.push(evaluation.policy().to_owned()),
            }
        }
        if !rejected.is_empty() {
            return Err(Error::failed(format!(
                "pull request {number} is rejected by a policy: {}",
                rejected.join(", ")
            ))
            .help(format!("`adox pr checks {number}` shows why; auto-complete stays on")));
        }
        let what = if waiting.is_empty() { "the merge".to_owned() } else { waiting.join(", ") };
        poll.wait(&format!("Waiting for {what}; Ctrl-C stops waiting, auto-complete stays on")).await;
    }
}
