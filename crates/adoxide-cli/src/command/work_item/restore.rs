use clap::Args;

use super::SelectorArgs;
use super::fields::changed;
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Restore a work item from the recycle bin
#[derive(Args, Debug)]
pub struct Restore {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Restore {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, item) = self.selector.find()?;
        item.restore().await?;
        changed("Restored", context, &place, &self.output, &item).await
    }
}
