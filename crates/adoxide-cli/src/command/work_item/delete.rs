use clap::Args;

use super::SelectorArgs;
use crate::args::ConfirmArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Delete a work item, into the recycle bin
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
pub struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Delete it for good, also from the recycle bin; it can't be restored
    #[arg(long)]
    destroy: bool,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, item) = self.selector.find()?;
        let id = item.id();
        let undo = if self.destroy {
            "it can't be restored".to_owned()
        } else {
            format!("`adox work-item restore {id}` restores it")
        };
        context.confirm(self.confirm, format_args!("this deletes work item {id}"), &undo)?;
        if self.destroy {
            item.destroy().await?;
            context.printer.say(format_args!("Deleted work item {id} for good."));
        } else {
            item.delete().await?;
            context.printer.say(format_args!("Deleted work item {id}; {undo}."));
        }
        Ok(Exit::Ok)
    }
}
