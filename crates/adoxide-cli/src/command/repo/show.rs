use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::ShowArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Show a repository
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
pub struct Show {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = self.selector.place()?;
        let repository = place.repository()?.snapshot().await?;
        context.show(&VIEW, place.address(), &self.show, &*repository)
    }
}
