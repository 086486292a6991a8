//! What a pull request has a list of: `adox pr reviewer`, `adox pr label` and `adox pr work-item`.

use adoxide::resource::PullRequest;
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use super::SelectorArgs;
use super::edit::unlink;
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, person};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// List, add and remove the reviewers of a pull request
#[derive(Args, Debug)]
pub struct Reviewer {}

/// List, add and remove the labels of a pull request
#[derive(Args, Debug)]
pub struct Label {}

/// List, link and unlink the work items of a pull request
#[derive(Args, Debug)]
#[command(visible_alias = "wi")]
pub struct WorkItem {}

pub const REVIEWER: &[Entry] = &[
    Entry::verb::<ReviewerList>("list"),
    Entry::verb::<ReviewerAdd>("add"),
    Entry::verb::<ReviewerRemove>("remove"),
];

pub const LABEL: &[Entry] =
    &[Entry::verb::<LabelList>("list"), Entry::verb::<LabelAdd>("add"), Entry::verb::<LabelRemove>("remove")];

pub const WORK_ITEM: &[Entry] = &[
    Entry::verb::<WorkItemList>("list"),
    Entry::verb::<WorkItemAdd>("add"),
    Entry::verb::<WorkItemRemove>("remove"),
];

/// Which pull request, where others are named before it.
#[derive(Args, Debug)]
pub struct OfArgs {
    /// The pull request (default: the active one of the branch that is checked out)
    #[arg(long = "pr", value_name = "NUMBER|URL|BRANCH", add = clap_complete::ArgValueCandidates::new(crate::complete::pull_requests))]
    pull_request: Option<String>,

    #[command(flatten)]
    place: crate::args::PlaceArgs,
}

impl OfArgs {
    /// Finds it.
    ///
    /// # Errors
    /// As [`SelectorArgs::find`].
    pub async fn find(&self) -> Result<(Place, PullRequest)> {
        let selector = SelectorArgs { pull_request: self.pull_request.clone(), place: self.place.clone() };
        selector.find().await
    }
}

/// Says what was done to several.
fn done(context: &Context, what: &str, all: &[impl ToString], pull_request: &PullRequest) {
    let all: Vec<_> = all.iter().map(ToString::to_string).collect();
    context.printer.say(format_args!("{what} pull request {}: {}.", pull_request.number(), all.join(", ")));
}

const REVIEWERS: View = View::new(&[
    Field::new("displayName").head("reviewer").id(),
    Field::by("vote", |reviewer| {
        let vote = match reviewer["vote"].as_i64() {
            Some(10) => "approved",
            Some(5) => "approved with suggestions",
            Some(-5) => "waits for the author",
            Some(-10) => "rejected",
            _ => "no vote",
        };
        vote.into()
    })
    .state(),
    Field::by("isRequired", |reviewer| (reviewer["isRequired"] == true).into()).head("required"),
    Field::new("uniqueName").unlisted(),
    Field::new("id").unlisted(),
]);

/// List the reviewers and their votes
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct ReviewerList {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for ReviewerList {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        context.list(&REVIEWERS, place.address(), &self.list, pull_request.reviewers()).await
    }
}

/// Ask people or groups to review it
#[derive(Args, Debug)]
struct ReviewerAdd {
    /// Who: a sign-in address, a name or an id, or @me
    #[arg(required = true, value_name = "WHO")]
    who: Vec<String>,

    /// It can't be completed without them
    #[arg(long)]
    required: bool,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for ReviewerAdd {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, pull_request) = self.of.find().await?;
        for who in &self.who {
            pull_request.add_reviewer(who, self.required).await?;
        }
        done(context, "Added reviewers to", &self.who, &pull_request);
        Ok(Exit::Ok)
    }
}

/// Remove reviewers
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct ReviewerRemove {
    /// Who: a sign-in address, a name or an id, or @me
    #[arg(required = true, value_name = "WHO")]
    who: Vec<String>,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for ReviewerRemove {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, pull_request) = self.of.find().await?;
        for who in &self.who {
            pull_request.remove_reviewer(who).await?;
        }
        done(context, "Removed reviewers from", &self.who, &pull_request);
        Ok(Exit::Ok)
    }
}

const LABELS: View = View::new(&[Field::new("name").id(), Field::new("active"), Field::new("id").unlisted()]);

/// List the labels
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct LabelList {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for LabelList {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        context.list(&LABELS, place.address(), &self.list, pull_request.labels()).await
    }
}

/// Add labels
#[derive(Args, Debug)]
struct LabelAdd {
    /// The labels; new ones are created
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for LabelAdd {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, pull_request) = self.of.find().await?;
        for name in &self.names {
            pull_request.add_label(name).await?;
        }
        done(context, "Added labels to", &self.names, &pull_request);
        Ok(Exit::Ok)
    }
}

/// Remove labels
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct LabelRemove {
    /// The labels
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for LabelRemove {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, pull_request) = self.of.find().await?;
        for name in &self.names {
            pull_request.remove_label(name).await?;
        }
        done(context, "Removed labels from", &self.names, &pull_request);
        Ok(Exit::Ok)
    }
}

const WORK_ITEMS: View = View::new(&[
    Field::new("id").id(),
    Field::at("type", "fields/System.WorkItemType"),
    Field::at("title", "fields/System.Title"),
    Field::at("state", "fields/System.State").state(),
    Field::by("assignedTo", |item| person(&item["fields"]["System.AssignedTo"])).head("assigned to"),
]);

/// List the work items that are linked to it
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct WorkItemList {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for WorkItemList {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let ids = pull_request.work_items().await?;
        let items = futures::stream::iter(ids.into_iter().map(Ok::<_, Error>));
        let items = items.and_then(async |id| match place.ado.work_item(id).current().await {
            Ok(item) => Ok(serde_json::to_value(item.value()).unwrap_or_default()),
            // Who may not see it, or finds it deleted, sees that it is linked.
            Err(error) if error.kind() == adoxide::ErrorKind::NotFound => {
                Ok::<Value, Error>(json!({ "id": id }))
            }
            Err(error) => Err(error.into()),
        });
        context.list(&WORK_ITEMS, place.address(), &self.list, items).await
    }
}

/// Link work items to it
#[derive(Args, Debug)]
#[command(visible_alias = "link")]
struct WorkItemAdd {
    /// The work items
    #[arg(required = true, value_name = "NUMBER", value_parser = crate::args::work_item)]
    ids: Vec<i64>,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for WorkItemAdd {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, pull_request) = self.of.find().await?;
        for id in &self.ids {
            pull_request.link_work_item(*id).await?;
        }
        done(context, "Linked work items to", &self.ids, &pull_request);
        Ok(Exit::Ok)
    }
}

/// Unlink work items from it
#[derive(Args, Debug)]
#[command(visible_alias = "rm", alias = "unlink")]
struct WorkItemRemove {
    /// The work items
    #[arg(required = true, value_name = "NUMBER", value_parser = crate::args::work_item)]
    ids: Vec<i64>,

    #[command(flatten)]
    of: OfArgs,
}

impl Verb for WorkItemRemove {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.of.find().await?;
        for id in &self.ids {
            unlink(&place, &pull_request, *id).await?;
        }
        done(context, "Unlinked work items from", &self.ids, &pull_request);
        Ok(Exit::Ok)
    }
}
