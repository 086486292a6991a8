use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::ShowArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Show a work item
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
pub struct Show {
    /// Show it as it was in this revision
    #[arg(long, value_name = "REVISION", value_parser = clap::value_parser!(i64).range(1..))]
    at_revision: Option<i64>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, item) = self.selector.find()?;
        let found = match self.at_revision {
            Some(rev) => item.at_revision(rev).await?,
            None => item.current().await?,
        };
        context.show(&VIEW, place.address(), &self.show, found.value())
    }
}
