use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Abandon a pull request
#[derive(Args, Debug)]
#[command(visible_alias = "close")]
pub struct Abandon {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Abandon {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        pull_request.abandon().await?;
        let now = pull_request.snapshot().await?;
        let done = format!("Abandoned pull request {}.", pull_request.number());
        context.changed(done, &VIEW, place.address(), &self.output, &*now)
    }
}
