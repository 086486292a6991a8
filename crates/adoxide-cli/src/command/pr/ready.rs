use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Publish a draft pull request, so that it can be reviewed and completed
#[derive(Args, Debug)]
#[command(visible_alias = "publish")]
pub struct Ready {
    /// Make it a draft again
    #[arg(long)]
    undo: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Ready {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        pull_request.set_draft(self.undo).await?;
        let number = pull_request.number();
        let done = if self.undo {
            format!("Pull request {number} is a draft.")
        } else {
            format!("Published pull request {number}.")
        };
        let now = pull_request.snapshot().await?;
        context.changed(done, &VIEW, place.address(), &self.output, &*now)
    }
}
