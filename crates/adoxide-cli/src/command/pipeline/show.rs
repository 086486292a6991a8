use adoxide::api::build::{GetDefinition, get_definition};
use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::ShowArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Show a pipeline
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
        let (place, found) = self.selector.find().await?;
        let params = GetDefinition { include_latest_builds: Some(true), ..GetDefinition::default() };
        let op = get_definition(&place.project()?.locator(), found.id.into(), params);
        let whole = place.ado.call(op).await?;
        context.show(&VIEW, place.address(), &self.show, &whole)
    }
}
