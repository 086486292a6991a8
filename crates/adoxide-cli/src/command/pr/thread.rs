//! `adox pr thread`.

use adoxide::api::git::CommentThreadStatus;
use clap::{Args, ValueEnum};

use super::SelectorArgs;
use super::comment::find;
use super::members::OfArgs;
use super::show::{THREADS, thread_url, threads};
use crate::args::{ListArgs, OutputArgs, ShowArgs};
use crate::command::text_or_stdin;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::{Entry, Verb};

/// List, answer and resolve the threads of comments of a pull request
#[derive(Args, Debug)]
pub struct Thread {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show>("show"),
    Entry::verb::<Reply>("reply"),
    Entry::verb::<Resolve>("resolve"),
    Entry::verb::<Reopen>("reopen"),
];

/// A state of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum State {
    Active,
    Pending,
    Fixed,
    #[value(alias = "wontFix")]
    WontFix,
    Closed,
    #[value(alias = "byDesign")]
    ByDesign,
}

impl From<State> for CommentThreadStatus {
    fn from(state: State) -> Self {
        match state {
            State::Active => Self::Active,
            State::Pending => Self::Pending,
            State::Fixed => Self::Fixed,
            State::WontFix => Self::WontFix,
            State::Closed => Self::Closed,
            State::ByDesign => Self::ByDesign,
        }
    }
}

/// List the threads that people wrote
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those in this state
    #[arg(long, short, value_enum)]
    status: Option<State>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let wanted = self.status.map(CommentThreadStatus::from);
        threads(context, &place, &pull_request, &self.list, |thread| {
            wanted.is_none() || thread.thread().status == wanted
        })
        .await
    }
}

/// Show a thread
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    /// The thread
    #[arg(value_name = "THREAD")]
    thread: i64,

    #[command(flatten)]
    of: OfArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.of.find().await?;
        let thread = find(&pull_request, self.thread).await?;
        let thread = thread_url(&place, &pull_request, &thread).await?;
        context.show(&THREADS, place.address(), &self.show, &thread)
    }
}

/// Reply in a thread
#[derive(Args, Debug)]
struct Reply {
    /// The thread
    #[arg(value_name = "THREAD")]
    thread: i64,

    /// The comment, in Markdown; `-` reads it from stdin
    #[arg(long, short, visible_alias = "body", value_name = "TEXT")]
    message: String,

    /// Resolve the thread, too
    #[arg(long)]
    resolve: bool,

    #[command(flatten)]
    of: OfArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Reply {
    async fn run(self, context: &Context) -> Result<Exit> {
        let text = text_or_stdin(&self.message)?;
        if text.trim().is_empty() {
            return Err(Error::usage("the comment is empty"));
        }
        let (place, pull_request) = self.of.find().await?;
        let mut thread = find(&pull_request, self.thread).await?;
        thread.reply(text).await?;
        if self.resolve {
            thread.set_status(CommentThreadStatus::Fixed).await?;
        }
        let thread = thread_url(&place, &pull_request, &thread).await?;
        let done = format!("Replied in thread {} of pull request {}.", self.thread, pull_request.number());
        context.changed(done, &THREADS, place.address(), &self.output, &thread)
    }
}

/// Resolve threads
#[derive(Args, Debug)]
struct Resolve {
    /// The threads
    #[arg(required = true, value_name = "THREAD")]
    threads: Vec<i64>,

    /// How they were resolved
    #[arg(long, value_enum, default_value = "fixed")]
    status: State,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for Resolve {
    async fn run(self, context: &Context) -> Result<Exit> {
        set(context, &self.of, &self.threads, self.status.into(), "Resolved").await
    }
}

/// Reopen threads
#[derive(Args, Debug)]
struct Reopen {
    /// The threads
    #[arg(required = true, value_name = "THREAD")]
    threads: Vec<i64>,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for Reopen {
    async fn run(self, context: &Context) -> Result<Exit> {
        set(context, &self.of, &self.threads, CommentThreadStatus::Active, "Reopened").await
    }
}

async fn set(
    context: &Context,
    of: &OfArgs,
    threads: &[i64],
    status: CommentThreadStatus,
    done: &str,
) -> Result<Exit> {
    let (_, pull_request) = of.find().await?;
    for id in threads {
        find(&pull_request, *id).await?.set_status(status.clone()).await?;
    }
    let ids: Vec<_> = threads.iter().map(ToString::to_string).collect();
    let what = if threads.len() == 1 { "thread" } else { "threads" };
    let number = pull_request.number();
    context.printer.say(format_args!("{done} {what} {} of pull request {number}.", ids.join(", ")));
    Ok(Exit::Ok)
}
