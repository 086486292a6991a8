//! `adox pr vote`.

use adoxide::resource::Vote;

use super::find;
use crate::args::{PrVoteArgs, SelectorArgs};
use crate::command::text_or_stdin;
use crate::error::{Error, Result};
use crate::printer::Printer;

const VOTES: [(&str, Vote, &str); 5] = [
    ("approve", Vote::Approve, "approved"),
    ("approve-with-suggestions", Vote::ApproveWithSuggestions, "approved with suggestions"),
    ("wait", Vote::WaitForAuthor, "made to wait for its author"),
    ("reject", Vote::Reject, "rejected"),
    ("none", Vote::None, "voted on no longer"),
];

/// Votes.
pub async fn run(args: &PrVoteArgs, printer: &Printer) -> Result<()> {
    let (pull_request, word) = match &args.words[..] {
        [word] => (None, word),
        [pull_request, word] => (Some(pull_request.clone()), word),
        _ => return Err(Error::usage("there is no vote")),
    };
    let found = VOTES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(word));
    let (_, vote, done) = found.ok_or_else(|| {
        let names = VOTES.map(|(name, ..)| name).join(", ");
        Error::usage(format!("`{word}` is no vote")).help(format!("the votes are {names}"))
    })?;
    let comment = args.comment.as_deref().map(text_or_stdin).transpose()?;
    let (_, pull_request) = find(&SelectorArgs { pull_request }, &args.place).await?;
    pull_request.vote(*vote).await?;
    if let Some(comment) = comment {
        pull_request.comment(comment).await?;
    }
    printer.say(format_args!("Pull request {} is {done}.", pull_request.number()));
    Ok(())
}
