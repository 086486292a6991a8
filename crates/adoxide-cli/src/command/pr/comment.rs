use std::path::PathBuf;

use adoxide::resource::{PullRequest, Thread};
use clap::Args;

use super::SelectorArgs;
use super::show::{THREADS, thread_url};
use crate::args::OutputArgs;
use crate::command::text_or_stdin;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// Comment on a pull request, or on a line of it
#[derive(Args, Debug)]
pub struct Comment {
    /// The comment, in Markdown; `-` reads it from stdin
    #[arg(long, short = 'm', visible_alias = "body", value_name = "TEXT")]
    message: String,

    /// Comment on this file
    #[arg(long, value_name = "PATH", requires = "line")]
    file: Option<PathBuf>,

    /// Comment on this line of the file, as the pull request leaves it
    #[arg(long, value_name = "NUMBER", requires = "file", value_parser = clap::value_parser!(i64).range(1..))]
    line: Option<i64>,

    /// Reply in this thread
    #[arg(long, value_name = "THREAD", conflicts_with = "file")]
    reply_to: Option<i64>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Comment {
    async fn run(self, context: &Context) -> Result<Exit> {
        let text = text_or_stdin(&self.message)?;
        if text.trim().is_empty() {
            return Err(Error::usage("the comment is empty"));
        }
        let (place, pull_request) = self.selector.find().await?;
        let thread = if let Some(wanted) = self.reply_to {
            let mut thread = find(&pull_request, wanted).await?;
            thread.reply(text).await?;
            thread
        } else if let (Some(file), Some(line)) = (&self.file, self.line) {
            let path = file.to_str().ok_or_else(|| Error::usage("--file: expected a path in UTF-8"))?;
            pull_request.comment_on(path.replace('\\', "/"), line, text).await?
        } else {
            pull_request.comment(text).await?
        };
        let id = thread.id()?;
        let done = format!("Commented on pull request {} in thread {id}.", pull_request.number());
        let thread = thread_url(&place, &pull_request, &thread).await?;
        context.changed(done, &THREADS, place.address(), &self.output, &thread)
    }
}

/// A thread by its number.
pub async fn find(pull_request: &PullRequest, wanted: i64) -> Result<Thread> {
    let mut threads = pull_request.threads();
    while let Some(thread) = threads.next().await {
        let thread = thread?;
        if thread.id()? == wanted {
            return Ok(thread);
        }
    }
    Err(Error::failed(format!("pull request {} has no thread {wanted}", pull_request.number()))
        .help("`adox pr thread list` lists its threads"))
}
