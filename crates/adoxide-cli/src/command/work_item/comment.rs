use adoxide::resource::Text;
use clap::Args;

use super::SelectorArgs;
use crate::args::OutputArgs;
use crate::command::text_or_stdin;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::verb::Verb;
use crate::web;

/// Comment on a work item
#[derive(Args, Debug)]
pub struct Comment {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The comment, in HTML; `-` reads it from stdin
    #[arg(long, short, visible_alias = "body", value_name = "TEXT")]
    message: String,

    /// The comment is Markdown instead of HTML
    #[arg(long)]
    markdown: bool,

    #[command(flatten)]
    output: OutputArgs,
}

const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::new("workItemId"),
    Field::at("createdBy", "createdBy/displayName"),
    Field::new("createdDate").date(),
    Field::new("text").html(),
])
.url(|comment, address| {
    let item = comment["workItemId"].as_i64()?.to_string();
    Some(web::page(address, &["_workitems", "edit", &item]))
});

impl Verb for Comment {
    async fn run(self, context: &Context) -> Result<Exit> {
        let message = text_or_stdin(&self.message)?;
        if message.trim().is_empty() {
            return Err(Error::usage("the comment is empty"));
        }
        let (place, item) = self.selector.find()?;
        let message = if self.markdown { Text::markdown(message) } else { Text::html(message) };
        let comment = item.comment(message).await?;
        let done = format!("Commented on work item {}.", item.id());
        context.changed(done, &VIEW, place.address(), &self.output, comment.value())
    }
}
