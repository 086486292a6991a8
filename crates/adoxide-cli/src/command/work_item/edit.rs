use clap::Args;

use super::SelectorArgs;
use super::fields::{FieldArgs, SaveArgs, change, text};
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// Change fields of a work item
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
pub struct EditItem {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Its title
    #[arg(long)]
    title: Option<String>,

    /// Its parent, in place of another one
    #[arg(long, value_name = "NUMBER", value_parser = crate::args::work_item)]
    parent: Option<i64>,

    /// Add a tag; repeatable
    #[arg(long, value_name = "NAME")]
    add_tag: Vec<String>,

    /// Remove a tag; repeatable
    #[arg(long, value_name = "NAME")]
    remove_tag: Vec<String>,

    /// Comment on the change, in HTML; `-` reads it from stdin
    #[arg(long, short = 'm', short_alias = 'c', visible_alias = "message", value_name = "TEXT")]
    comment: Option<String>,

    /// Change it only if nobody has since this revision
    #[arg(long, value_name = "REVISION")]
    if_rev: Option<i64>,

    #[command(flatten)]
    fields: FieldArgs,

    #[command(flatten)]
    save: SaveArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for EditItem {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, item) = self.selector.find()?;
        let mut edit = self.fields.set(change(&item, self.if_rev), &place).await?;
        if let Some(title) = &self.title {
            edit = edit.title(title);
        }
        if let Some(parent) = self.parent {
            edit = edit.parent(parent);
        }
        for tag in &self.add_tag {
            edit = edit.tag(tag);
        }
        for tag in &self.remove_tag {
            edit = edit.remove_tag(tag);
        }
        if let Some(comment) = &self.comment {
            let comment = crate::command::text_or_stdin(comment)?;
            edit = edit.comment(text(comment, self.fields.markdown));
        }
        if edit.is_empty() {
            return Err(
                Error::usage("there is nothing to change").help("name a field, such as --state Closed")
            );
        }
        self.save.save(edit, "Changed", context, &place, &self.output).await
    }
}
