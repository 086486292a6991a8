//! The fields of a work item as flags, and how a change of them is made.

use adoxide::resource::{Edit, Text, WorkItem, field};
use clap::Args;

use super::VIEW;
use crate::args::OutputArgs;
use crate::command::text_or_stdin;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;

/// Fields of a work item to set.
#[derive(Args, Debug)]
pub struct FieldArgs {
    /// Its state
    #[arg(long, short)]
    state: Option<String>,

    /// Whom it is assigned to: @me, a sign-in address or a name; nobody, if empty
    #[arg(long, short, visible_alias = "assignee", value_name = "WHO")]
    assigned_to: Option<String>,

    /// Its description, in HTML; `-` reads it from stdin
    #[arg(long, short, visible_alias = "body", value_name = "TEXT")]
    description: Option<String>,

    /// Description and comment are Markdown instead of HTML
    #[arg(long)]
    pub markdown: bool,

    /// Its area
    #[arg(long, value_name = "PATH")]
    area: Option<String>,

    /// Its iteration
    #[arg(long, value_name = "PATH")]
    iteration: Option<String>,

    /// All its tags, separated by semicolons: a; b
    #[arg(long, value_name = "NAMES")]
    tags: Option<String>,

    /// Any field by its reference name; no value empties it; repeatable
    #[arg(long, short, value_name = "NAME=VALUE")]
    field: Vec<String>,
}

/// How a change is made.
#[derive(Args, Debug)]
pub struct SaveArgs {
    /// Bypass the rules of the type; needs the permission
    #[arg(long)]
    bypass_rules: bool,

    /// Suppress notifications
    #[arg(long)]
    suppress_notifications: bool,

    /// Validate only: show the result and change nothing
    #[arg(long)]
    validate_only: bool,
}

impl FieldArgs {
    /// A change with these fields.
    ///
    /// # Errors
    /// When one can't be read.
    pub async fn set(&self, mut edit: Edit, place: &Place) -> Result<Edit> {
        let assigned_to = match self.assigned_to.as_deref() {
            Some(who) if who.eq_ignore_ascii_case("@me") => Some(place.my_account().await?),
            other => other.map(str::to_owned),
        };
        let known = [
            (field::STATE, &self.state),
            (field::ASSIGNED_TO, &assigned_to),
            (field::AREA_PATH, &self.area),
            (field::ITERATION_PATH, &self.iteration),
        ];
        for (name, value) in known {
            if let Some(value) = value {
                edit = edit.set(name, value.as_str());
            }
        }
        if let Some(description) = self.description.as_deref().map(text_or_stdin).transpose()? {
            edit = edit.description(text(description, self.markdown));
        }
        if let Some(tags) = &self.tags {
            edit = edit.tags(tags.split(';').map(str::trim).filter(|tag| !tag.is_empty()));
        }
        for field in &self.field {
            let (name, value) = field.split_once('=').ok_or_else(|| {
                Error::usage(format!("--field: expected NAME=VALUE, got `{field}`"))
                    .help("as in Microsoft.VSTS.Common.Priority=1")
            })?;
            let is_name = !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
            if !is_name {
                return Err(Error::usage(format!(
                    "--field: expected the reference name of a field, got `{name}`"
                ))
                .help("as in Microsoft.VSTS.Common.Priority"));
            }
            edit = edit.set(name, value);
        }
        Ok(edit)
    }
}

/// A text in Markdown or HTML.
pub fn text(text: String, is_markdown: bool) -> Text {
    if is_markdown { Text::markdown(text) } else { Text::from(text) }
}

impl SaveArgs {
    /// Makes the change, or shows what would come of it. The verb is what was done: created, changed.
    ///
    /// # Errors
    /// As any call.
    pub async fn save(
        &self,
        mut edit: Edit,
        verb: &str,
        context: &Context,
        place: &Place,
        output: &OutputArgs,
    ) -> Result<Exit> {
        if self.bypass_rules {
            edit = edit.bypass_rules();
        }
        if self.suppress_notifications {
            edit = edit.suppress_notifications();
        }
        if self.validate_only {
            let valid = match edit.clone().validate().await {
                Ok(valid) => valid,
                Err(error) => return Err(explain(error, &edit).await),
            };
            context.printer.say("Valid; nothing was changed.");
            crate::output::show(&VIEW, Some(place.address()), valid.value(), output, &context.printer)?;
            return Ok(Exit::Ok);
        }
        let item = match edit.clone().save().await {
            Ok(item) => item,
            Err(error) => return Err(explain(error, &edit).await),
        };
        changed(verb, context, place, output, &item).await
    }
}

/// The error of a change that was refused by the rules of the type says which values are allowed.
async fn explain(error: adoxide::Error, edit: &Edit) -> Error {
    const BY_THE_RULES: &str = "RuleValidationException";

    let said = Error::from(&error);
    if error.type_key() != Some(BY_THE_RULES) {
        return said;
    }
    // What can't be read makes the first error no worse.
    let disallowed = edit.disallowed().await.unwrap_or_default();
    disallowed.iter().fold(said, |said, one| {
        said.help(format!("the values of {} are {}", one.field, one.allowed.join(", ")))
    })
}

/// Tells about a change of a work item.
///
/// # Errors
/// As any call.
pub async fn changed(
    verb: &str,
    context: &Context,
    place: &Place,
    output: &OutputArgs,
    item: &WorkItem,
) -> Result<Exit> {
    let now = item.current().await?;
    let kind = now.work_item_type().unwrap_or("work item");
    let done = format!("{verb} {kind} {}: {}", item.id(), now.title().unwrap_or_default());
    context.changed(done, &VIEW, place.address(), output, now.value())
}

/// A change of a work item: whatever others did meanwhile, unless a revision is named.
pub fn change(item: &WorkItem, if_rev: Option<i64>) -> Edit {
    match if_rev {
        Some(rev) => item.edit().if_rev(rev),
        None => item.edit().onto_latest(),
    }
}
