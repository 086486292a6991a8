use adoxide::api::build::BuildStatus;
use clap::Args;
use jiff::Timestamp;

use super::{Record, SelectorArgs, Timeline, exit, get, id, title};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;
use crate::wait::{Poll, Row, Screen};

/// Wait until a run is completed, and show how it goes
#[derive(Args, Debug)]
#[command(after_help = "\
On a terminal its stages, jobs and running tasks are drawn in place; elsewhere a
line is printed for each change.

Exit codes with --exit-status: 0 succeeded; 1 failed or cancelled.")]
pub struct Watch {
    /// Exit with 1 if the run fails
    #[arg(long)]
    exit_status: bool,

    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for Watch {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.selector.find().await?;
        watch(context, &place, id(&run), self.exit_status).await
    }
}

/// Waits until a run is completed, and shows how it goes.
///
/// # Errors
/// As any call.
pub async fn watch(context: &Context, place: &Place, run: i64, exit_status: bool) -> Result<Exit> {
    let mut poll = Poll::new(&context.printer).silent();
    let mut screen = Screen::new(&context.printer);
    loop {
        // Read before the records, so that the records of a completed run are its last.
        let now = get(place, run).await?;
        let timeline = Timeline::of(place, run).await?;
        let is_completed = now.status == Some(BuildStatus::Completed);
        if screen.show(rows(&timeline)) {
            poll.soon();
        }
        if is_completed {
            let result = now.result.as_ref().map(ToString::to_string).unwrap_or_default();
            context.printer.say(format_args!("{} {}.", sentence(&title(&now)), past(&result)));
            return Ok(if exit_status { exit(&now) } else { Exit::Ok });
        }
        poll.wait("").await;
    }
}

/// The same at the head of a sentence.
pub fn sentence(title: &str) -> String {
    title.replacen("run", "Run", 1)
}

fn past(result: &str) -> &str {
    match result {
        "succeeded" | "failed" => result,
        "partiallySucceeded" => "partially succeeded",
        "canceled" => "was cancelled",
        _ => "is completed",
    }
}

/// Stages, jobs and checks, and the tasks that matter now.
fn rows(timeline: &Timeline) -> impl Iterator<Item = Row> {
    let now = Timestamp::now();
    let shown = timeline.records.iter().filter(|record| record.is_shown);
    let shown = shown.filter(|record| record.kind() != "Task" || matters(record));
    shown.map(move |record| Row {
        name: record.path.clone(),
        leaf: record.name().to_owned(),
        depth: record.depth,
        state: record.state().to_owned(),
        detail: record.detail(now),
        step: record.raw.state.as_ref().map(ToString::to_string).unwrap_or_default(),
    })
}

fn matters(task: &Record) -> bool {
    task.has_failed() || task.is_running()
}
