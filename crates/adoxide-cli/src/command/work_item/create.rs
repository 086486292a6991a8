use clap::Args;

use super::fields::{FieldArgs, SaveArgs};
use crate::args::{OutputArgs, ProjectArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// Create a work item
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
pub struct Create {
    /// Its type, such as Bug
    #[arg(long = "type", short = 't', value_name = "NAME")]
    kind: String,

    /// Its title
    #[arg(long)]
    title: String,

    /// Its parent
    #[arg(long, value_name = "NUMBER", value_parser = crate::args::work_item)]
    parent: Option<i64>,

    #[command(flatten)]
    fields: FieldArgs,

    #[command(flatten)]
    save: SaveArgs,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let new = place.project()?.new_work_item(&self.kind, &self.title);
        let mut edit = self.fields.set(new, &place).await?;
        if let Some(parent) = self.parent {
            edit = edit.parent(parent);
        }
        self.save.save(edit, "Created", context, &place, &self.output).await
    }
}
