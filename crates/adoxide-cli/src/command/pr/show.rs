use adoxide::resource::{PullRequest, Thread};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use super::{SelectorArgs, VIEW};
use crate::args::{ListArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, WEB_URL};
use crate::settings::Place;
use crate::verb::Verb;

/// Show a pull request
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
pub struct Show {
    /// Show its threads of comments instead
    #[arg(long, conflicts_with = "web")]
    comments: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

/// What is shown of a thread of comments.
pub const THREADS: View = View::new(&[
    Field::new("id").id(),
    Field::new("status").state(),
    Field::at("file", "threadContext/filePath"),
    Field::at("line", "threadContext/rightFileStart/line"),
    Field::at("author", "comments/0/author/displayName"),
    Field::by("comments", |thread| {
        let comments = thread["comments"].as_array().into_iter().flatten();
        let said: Vec<_> = comments.filter_map(|comment| comment["content"].as_str()).collect();
        Value::from(said.join("\n"))
    }),
]);

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        if !self.comments {
            let now = pull_request.snapshot().await?;
            return context.show(&VIEW, place.address(), &self.show, &*now);
        }
        let list = ListArgs { all: true, output: self.show.output, ..ListArgs::default() };
        threads(context, &place, &pull_request, &list, |_| true).await
    }
}

/// Lists the threads that people wrote.
pub async fn threads(
    context: &Context,
    place: &Place,
    pull_request: &PullRequest,
    list: &ListArgs,
    wanted: impl Fn(&Thread) -> bool,
) -> Result<Exit> {
    let threads = pull_request.threads().map_err(Error::from);
    let threads = threads.try_filter_map(async |thread| {
        if thread.is_system() || !wanted(&thread) {
            return Ok(None);
        }
        thread_url(place, pull_request, &thread).await.map(Some)
    });
    context.list(&THREADS, place.address(), list, threads).await
}

/// A thread with the page that shows it.
pub async fn thread_url(place: &Place, pull_request: &PullRequest, thread: &Thread) -> Result<Value> {
    let mut value = serde_json::to_value(thread.thread())
        .map_err(|error| Error::failed(format!("the answer can't be written as JSON: {error}")))?;
    let of = serde_json::to_value(&*pull_request.snapshot().await?).unwrap_or_default();
    if let Some(page) = super::url(&of, place.address()) {
        value[WEB_URL] = format!("{page}?discussionId={}", thread.id()?).into();
    }
    Ok(value)
}
