use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Reactivate an abandoned pull request
#[derive(Args, Debug)]
#[command(visible_alias = "reopen")]
pub struct Reactivate {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Reactivate {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        pull_request.reactivate().await?;
        let now = pull_request.snapshot().await?;
        let done = format!("Reactivated pull request {}.", pull_request.number());
        context.changed(done, &VIEW, place.address(), &self.output, &*now)
    }
}
