use adoxide::resource::Vote as Value;
use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::{OutputArgs, PlaceArgs};
use crate::command::text_or_stdin;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// Vote on a pull request
///
/// The votes are approve, approve-with-suggestions, wait (for the author), reject, and none, which takes the vote
/// back.
#[derive(Args, Debug)]
#[command(visible_alias = "review")]
pub struct Vote {
    /// The pull request, where it isn't that of the branch, and the vote: approve,
    /// approve-with-suggestions, wait, reject or none
    #[arg(value_names = ["NUMBER|URL|BRANCH", "VOTE"], num_args = 1..=2, required = true)]
    words: Vec<String>,

    /// Comment on it, too, in Markdown; `-` reads the comment from stdin
    #[arg(long, short = 'm', visible_alias = "message", value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

const VOTES: [(&str, Value, &str); 5] = [
    ("approve", Value::Approve, "You approved"),
    ("approve-with-suggestions", Value::ApproveWithSuggestions, "You approved with suggestions"),
    ("wait", Value::WaitForAuthor, "You wait for the author of"),
    ("reject", Value::Reject, "You rejected"),
    ("none", Value::None, "You took back your vote on"),
];

impl Verb for Vote {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (pull_request, word) = match &self.words[..] {
            [word] => (None, word),
            [pull_request, word] => (Some(pull_request.clone()), word),
            _ => return Err(Error::usage("no vote is named")),
        };
        let found = VOTES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(word));
        let (_, vote, done) = found.ok_or_else(|| {
            let names = VOTES.map(|(name, ..)| name).join(", ");
            Error::usage(format!("expected a vote, got `{word}`")).help(format!("the votes are {names}"))
        })?;
        let comment = self.comment.as_deref().map(text_or_stdin).transpose()?;
        let selector = SelectorArgs { pull_request, place: self.place };
        let (place, pull_request) = selector.find().await?;
        pull_request.vote(*vote).await?;
        if let Some(comment) = comment {
            pull_request.comment(comment).await?;
        }
        pull_request.refresh();
        let now = pull_request.snapshot().await?;
        let done = format!("{done} pull request {}.", pull_request.number());
        context.changed(done, &VIEW, place.address(), &self.output, &*now)
    }
}
