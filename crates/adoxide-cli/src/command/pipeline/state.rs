//! What changes whether a pipeline runs: `adox pipeline enable`, `disable`, `pause` and `delete`.

use adoxide::api::build::{
    DefinitionQueueStatus, GetDefinition, UpdateDefinition, delete_definition, get_definition,
    update_definition,
};
use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::{ConfirmArgs, OutputArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Sets whether a pipeline takes runs, and tells about it.
async fn set(
    context: &Context,
    selector: &SelectorArgs,
    output: &OutputArgs,
    status: DefinitionQueueStatus,
    done: &str,
) -> Result<Exit> {
    let (place, found) = selector.find().await?;
    let project = place.project()?.locator();
    let id = found.id.into();
    // The service takes the whole definition, at the revision that was read.
    let mut whole = place.ado.call(get_definition(&project, id, GetDefinition::default())).await?;
    whole.queue_status = Some(status);
    let op = update_definition(&project, id, &whole, UpdateDefinition::default());
    let now = place.ado.call(op).await?;
    let name = now.name.as_deref().unwrap_or(&found.name).to_owned();
    context.changed(format!("{done} pipeline {name}."), &VIEW, place.address(), output, &now)
}

/// Let a pipeline run again
#[derive(Args, Debug)]
pub struct Enable {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Enable {
    async fn run(self, context: &Context) -> Result<Exit> {
        set(context, &self.selector, &self.output, DefinitionQueueStatus::Enabled, "Enabled").await
    }
}

/// Let no trigger and nobody run a pipeline
#[derive(Args, Debug)]
pub struct Disable {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Disable {
    async fn run(self, context: &Context) -> Result<Exit> {
        set(context, &self.selector, &self.output, DefinitionQueueStatus::Disabled, "Disabled").await
    }
}

/// Queue the runs of a pipeline without starting them
#[derive(Args, Debug)]
pub struct Pause {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Pause {
    async fn run(self, context: &Context) -> Result<Exit> {
        set(context, &self.selector, &self.output, DefinitionQueueStatus::Paused, "Paused").await
    }
}

/// Delete a pipeline with its runs
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
pub struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let what = format!("this deletes the pipeline {} with its runs, logs and artifacts", found.name);
        context.confirm(self.confirm, what, "they can't be restored")?;
        place.ado.call(delete_definition(&place.project()?.locator(), found.id.into())).await?;
        context.printer.say(format_args!("Deleted pipeline {}.", found.name));
        Ok(Exit::Ok)
    }
}
