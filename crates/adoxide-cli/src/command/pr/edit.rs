use adoxide::resource::{Link, PullRequest};
use clap::Args;

use super::{SelectorArgs, VIEW};
use crate::args::OutputArgs;
use crate::command::text_or_stdin;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// Change a pull request
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
pub struct Edit {
    /// The title
    #[arg(long, short)]
    title: Option<String>,

    /// The description, in Markdown; `-` reads it from stdin
    #[arg(long, short, visible_alias = "body")]
    description: Option<String>,

    /// The branch to merge into
    #[arg(long, visible_alias = "base", value_name = "BRANCH")]
    target: Option<String>,

    /// Ask somebody to review it; repeatable
    #[arg(long, value_name = "WHO")]
    add_reviewer: Vec<String>,

    /// The same, and it can't be completed without them; repeatable
    #[arg(long, value_name = "WHO")]
    add_required_reviewer: Vec<String>,

    /// Remove a reviewer; repeatable
    #[arg(long, value_name = "WHO")]
    remove_reviewer: Vec<String>,

    /// Add a label; repeatable
    #[arg(long, value_name = "NAME")]
    add_label: Vec<String>,

    /// Remove a label; repeatable
    #[arg(long, value_name = "NAME")]
    remove_label: Vec<String>,

    /// Link a work item; repeatable
    #[arg(long, value_name = "NUMBER", value_parser = crate::args::work_item)]
    add_work_item: Vec<i64>,

    /// Unlink a work item; repeatable
    #[arg(long, value_name = "NUMBER", value_parser = crate::args::work_item)]
    remove_work_item: Vec<i64>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let lists = [
            &self.add_reviewer,
            &self.add_required_reviewer,
            &self.remove_reviewer,
            &self.add_label,
            &self.remove_label,
        ];
        let items = [&self.add_work_item, &self.remove_work_item];
        let fields = [&self.title, &self.description, &self.target];
        if fields.iter().all(|field| field.is_none())
            && lists.iter().all(|list| list.is_empty())
            && items.iter().all(|list| list.is_empty())
        {
            return Err(
                Error::usage("there is nothing to change").help("name a change, such as --title TEXT")
            );
        }
        let (place, pull_request) = self.selector.find().await?;
        if let Some(title) = &self.title {
            pull_request.set_title(title).await?;
        }
        if let Some(description) = &self.description {
            pull_request.set_description(text_or_stdin(description)?).await?;
        }
        if let Some(target) = &self.target {
            pull_request.retarget(target).await?;
        }
        for who in &self.add_reviewer {
            pull_request.add_reviewer(who, false).await?;
        }
        for who in &self.add_required_reviewer {
            pull_request.add_reviewer(who, true).await?;
        }
        for who in &self.remove_reviewer {
            pull_request.remove_reviewer(who).await?;
        }
        for label in &self.add_label {
            pull_request.add_label(label).await?;
        }
        for label in &self.remove_label {
            pull_request.remove_label(label).await?;
        }
        for id in &self.add_work_item {
            pull_request.link_work_item(*id).await?;
        }
        for id in &self.remove_work_item {
            unlink(&place, &pull_request, *id).await?;
        }
        pull_request.refresh();
        let now = pull_request.snapshot().await?;
        let done = format!("Changed pull request {}.", pull_request.number());
        context.changed(done, &VIEW, place.address(), &self.output, &*now)
    }
}

/// Removes the link of a work item to a pull request. It is the work item's.
///
/// # Errors
/// When there is no such link, and as any call.
pub async fn unlink(place: &Place, pull_request: &PullRequest, id: i64) -> Result<()> {
    let link = Link::pull_request(pull_request).await?;
    place.ado.work_item(id).edit().onto_latest().unlink(link).save().await?;
    Ok(())
}
