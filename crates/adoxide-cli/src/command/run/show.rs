use clap::Args;
use jiff::Timestamp;

use super::{SelectorArgs, Timeline, VIEW, exit, id};
use crate::args::{Format, ShowArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::printer::one_line;
use crate::verb::Verb;

/// Show a run, with its stages and jobs
#[derive(Args, Debug)]
#[command(
    visible_alias = "view",
    after_help = "Exit codes with --exit-status: 0 succeeded; 1 failed or cancelled; 8 not\ncompleted."
)]
pub struct Show {
    /// Exit with a code for the result of the run
    #[arg(long)]
    exit_status: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.selector.find().await?;
        context.show(&VIEW, place.address(), &self.show, &run)?;
        let format = self.show.output.format(context.printer.is_terminal());
        if format == Format::Table && !self.show.web {
            let timeline = Timeline::of(&place, id(&run)).await?;
            let now = Timestamp::now();
            let shown = timeline.records.iter().filter(|record| {
                record.is_shown && (record.kind() != "Task" || record.has_failed() || record.is_running())
            });
            for (index, record) in shown.enumerate() {
                if index == 0 {
                    context.printer.line("")?;
                }
                let name = one_line(record.name());
                let detail = record.detail(now);
                context.printer.line(format_args!("{:1$}{name} ({detail})", "", record.depth * 2))?;
            }
        }
        Ok(if self.exit_status { exit(&run) } else { Exit::Ok })
    }
}
