use adoxide::api::build::{add_build_tags, delete_build_tag, get_build_tags};
use clap::Args;
use futures::StreamExt as _;
use serde_json::{Value, json};

use super::{TargetArgs, id, title};
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::verb::Verb;

/// Tag a run, or list its tags
#[derive(Args, Debug)]
pub struct Tag {
    #[command(flatten)]
    target: TargetArgs,

    /// The tags to add (default: list those that it has)
    #[arg(value_name = "TAG")]
    tags: Vec<String>,

    /// Remove the tags in place of adding them
    #[arg(long, requires = "tags")]
    remove: bool,

    #[command(flatten)]
    list: ListArgs,
}

const VIEW: View = View::new(&[Field::new("tag").id()]);

impl Verb for Tag {
    async fn run(self, context: &Context) -> Result<Exit> {
        if let Some(wrong) = self.tags.iter().find(|tag| tag.trim().is_empty() || tag.contains(',')) {
            return Err(Error::usage(format!("expected a tag, got `{wrong}`")).help("a tag has no comma"));
        }
        let (place, run) = self.target.find().await?;
        let project = place.project()?.locator();
        if self.tags.is_empty() {
            let tags = place.ado.items(get_build_tags(&project, id(&run).into()));
            let rows = tags.map(|tag| tag.map(|tag| -> Value { json!({ "tag": tag }) }));
            return context.list(&VIEW, place.address(), &self.list, rows).await;
        }
        if self.remove {
            for tag in &self.tags {
                place.ado.call(delete_build_tag(&project, id(&run).into(), &tag.as_str().into())).await?;
            }
        } else {
            place.ado.call(add_build_tags(&project, id(&run).into(), &self.tags)).await?;
        }
        let done = if self.remove { "Removed tags from" } else { "Tagged" };
        context.printer.say(format_args!("{done} {}: {}.", title(&run), self.tags.join(", ")));
        Ok(Exit::Ok)
    }
}
