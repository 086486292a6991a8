//! `adox policy`.

use adoxide::Address;
use adoxide::resource::{Policy as Handle, PolicyKind, Project};
use clap::{Args, ValueEnum};
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, PlaceArgs, ProjectArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, branch};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with branch policies
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox policy list --branch main
  adox policy create min-reviewers --branch main --count 2
  adox policy create build --branch main --pipeline 7 --name CI
  adox policy edit 12 --optional
  adox policy create --type-id GUID --branch main --setting 'key=value'")]
pub struct Policy {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Types>("type"),
    Entry::verb::<Show>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
];

const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::at("type", "type/displayName"),
    Field::by("scope", scope).branch(),
    Field::by("isBlocking", |policy| (policy["isBlocking"] == true).into()).head("required"),
    Field::by("isEnabled", |policy| (policy["isEnabled"] == true).into()).head("enabled"),
    Field::at("typeId", "type/id").unlisted(),
    Field::at("createdBy", "createdBy/displayName").unlisted(),
    Field::new("createdDate").date().unlisted(),
    Field::by("settings", |policy| {
        // Where it holds is a field of its own.
        let mut settings = policy["settings"].clone();
        if let Value::Object(members) = &mut settings {
            members.remove("scope");
        }
        settings
    })
    .unlisted(),
])
.url(url);

/// The page of the policies of the repository; the service has none for one policy.
fn url(policy: &Value, address: &Address) -> Option<String> {
    let project = policy["_projectName"].as_str()?;
    Some(web::page(address, &[project, "_settings", "repositories"]) + "?_a=policies")
}

/// Where a policy holds, in one line.
fn scope(policy: &Value) -> Value {
    let scopes = policy["settings"]["scope"].as_array().into_iter().flatten();
    let named = scopes.map(|scope| {
        let name = branch(&scope["refName"]);
        let name = name.as_str().unwrap_or("all branches");
        match scope["matchKind"].as_str() {
            Some("prefix" | "Prefix") => format!("{name}/*"),
            Some("defaultBranch" | "DefaultBranch") => "default branch".to_owned(),
            _ => name.to_owned(),
        }
    });
    named.collect::<Vec<_>>().join(", ").into()
}

/// A policy with the name of its project, which its page needs.
fn row(policy: &Handle, project: &str) -> Value {
    let mut value = serde_json::to_value(policy.configuration()).unwrap_or_default();
    value["_projectName"] = project.into();
    value
}

/// List the policies of a branch, a repository or a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those that hold for this branch of the repository
    #[arg(long, value_name = "BRANCH")]
    branch: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let project = place.project()?;
        let name = project.name().await?;
        let found = match (&self.branch, &place.repository) {
            (Some(branch), _) => place.repository()?.branch(branch).policies().await?,
            (None, Some(_)) => place.repository()?.policies().await?,
            (None, None) => project.policies(),
        };
        context.list(&VIEW, place.address(), &self.list, found.map_ok(|policy| row(&policy, &name))).await
    }
}

const TYPES: View = View::new(&[Field::new("displayName").head("type").id(), Field::new("id").id()]);

/// List the types of policies that the project can have
#[derive(Args, Debug)]
#[command(visible_alias = "types")]
struct Types {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Types {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        context.list(&TYPES, place.address(), &self.list, place.project()?.policy_types()).await
    }
}

/// Which policy.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The policy
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    id: i64,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    async fn find(&self) -> Result<(Place, Project, Handle)> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        let policy = project.policy(self.id).await?;
        Ok((place, project, policy))
    }
}

/// Show a policy
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, project, policy) = self.selector.find().await?;
        let row = row(&policy, &project.name().await?);
        context.show(&VIEW, place.address(), &self.show, &row)
    }
}

/// A kind of policy by a short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// So many people must approve (--count)
    MinReviewers,
    /// These people must approve (--reviewer, --path)
    RequiredReviewers,
    /// A pipeline must succeed (--pipeline)
    Build,
    /// All comments must be resolved
    CommentResolution,
    /// A work item must be linked
    WorkItemLinking,
    /// How pull requests may be merged (--allow)
    MergeStrategy,
    /// A status must be succeeded (--status)
    Status,
}

/// A way to merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Strategy {
    Merge,
    Squash,
    Rebase,
    RebaseMerge,
}

/// Create a policy for a branch
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// The kind of policy
    #[arg(value_enum, required_unless_present = "type_id")]
    kind: Option<Kind>,

    /// Any type, by its id; `adox policy type` lists them
    #[arg(long, value_name = "ID", conflicts_with = "kind")]
    type_id: Option<String>,

    /// The branch; a name that ends with /* is all below it
    #[arg(long, value_name = "BRANCH")]
    branch: String,

    /// Pull requests can be completed without it
    #[arg(long)]
    optional: bool,

    /// How many must approve
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    count: u32,

    /// Count the vote of who created the pull request
    #[arg(long)]
    creator_vote_counts: bool,

    /// Reset the votes when something is pushed
    #[arg(long)]
    reset_on_push: bool,

    /// Who must approve: a sign-in address, a name or an id; repeatable
    #[arg(long, value_name = "WHO")]
    reviewer: Vec<String>,

    /// Only where files at these paths change, such as /src/*; repeatable
    #[arg(long, value_name = "PATTERN")]
    path: Vec<String>,

    /// The pipeline, by its number
    #[arg(long, value_name = "NUMBER")]
    pipeline: Option<i64>,

    /// What it is called in the pull request
    #[arg(long)]
    name: Option<String>,

    /// Minutes after which a build expires (default: never)
    #[arg(long, value_name = "MINUTES")]
    valid: Option<u32>,

    /// Allow this way to merge; repeatable
    #[arg(long, value_enum, value_name = "STRATEGY")]
    allow: Vec<Strategy>,

    /// The status, as [GENRE/]NAME
    #[arg(long, value_name = "NAME")]
    status: Option<String>,

    /// Any setting; the value is JSON, or else a text; repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    setting: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let project = place.project()?;
        let repository = place.repository()?;
        let mut new = match (self.kind, &self.type_id) {
            (Some(kind), _) => project.new_policy(&self.kind(kind, &place).await?),
            (None, Some(id)) => project.new_policy_of_type(id, json!({})),
            (None, None) => return Err(Error::usage("no kind of policy is named")),
        };
        new = new.branch(&repository, &self.branch).await?;
        if self.optional {
            new = new.optional();
        }
        for setting in &self.setting {
            let (name, value) = super::pair("--setting", setting)?;
            let value: Value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
            new = new.setting(name, value);
        }
        let policy = new.create().await?;
        let done = format!("Created policy {}: {} for {}.", policy.id()?, policy.type_name(), self.branch);
        let row = row(&policy, &project.name().await?);
        context.changed(done, &VIEW, place.address(), &self.output, &row)
    }
}

impl Create {
    async fn kind(&self, kind: Kind, place: &Place) -> Result<PolicyKind> {
        let needs = |flag: &str| Error::usage(format!("this kind of policy needs {flag}"));
        Ok(match kind {
            Kind::MinReviewers => PolicyKind::MinimumReviewers {
                count: self.count,
                creator_counts: self.creator_vote_counts,
                reset_on_push: self.reset_on_push,
            },
            Kind::RequiredReviewers => {
                if self.reviewer.is_empty() {
                    return Err(needs("--reviewer WHO"));
                }
                let mut ids = Vec::new();
                for who in &self.reviewer {
                    ids.push(place.ado.identity_id(who).await?);
                }
                PolicyKind::RequiredReviewers { ids, paths: self.path.clone() }
            }
            Kind::Build => PolicyKind::Build {
                definition: self.pipeline.ok_or_else(|| needs("--pipeline NUMBER"))?,
                name: self.name.clone().unwrap_or_default(),
                valid_minutes: self.valid,
            },
            Kind::CommentResolution => PolicyKind::CommentRequirements,
            Kind::WorkItemLinking => PolicyKind::WorkItemLinking,
            Kind::MergeStrategy => {
                if self.allow.is_empty() {
                    return Err(needs("--allow STRATEGY"));
                }
                let allows = |strategy| self.allow.contains(&strategy);
                PolicyKind::MergeStrategy {
                    no_fast_forward: allows(Strategy::Merge),
                    squash: allows(Strategy::Squash),
                    rebase: allows(Strategy::Rebase),
                    rebase_merge: allows(Strategy::RebaseMerge),
                }
            }
            Kind::Status => {
                let status = self.status.as_deref().ok_or_else(|| needs("--status NAME"))?;
                let (genre, name) = match status.split_once('/') {
                    Some((genre, name)) => (Some(genre.to_owned()), name.to_owned()),
                    None => (None, status.to_owned()),
                };
                PolicyKind::Status { genre, name }
            }
        })
    }
}

/// Change a policy
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Pull requests can't be completed without it
    #[arg(long, conflicts_with = "optional")]
    required: bool,

    /// Pull requests can be completed without it
    #[arg(long)]
    optional: bool,

    /// Enable it
    #[arg(long, conflicts_with = "disable")]
    enable: bool,

    /// Disable it
    #[arg(long)]
    disable: bool,

    /// Any setting; the value is JSON, or else a text; repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    setting: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut settings = Vec::new();
        for setting in &self.setting {
            let (name, value) = super::pair("--setting", setting)?;
            settings.push((name, serde_json::from_str(value).unwrap_or_else(|_| Value::from(value))));
        }
        let flags = [self.required, self.optional, self.enable, self.disable];
        if settings.is_empty() && !flags.contains(&true) {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --optional"));
        }
        let (place, project, mut policy) = self.selector.find().await?;
        let mut now = serde_json::to_value(policy.configuration()).unwrap_or_default();
        if self.required || self.optional {
            now["isBlocking"] = self.required.into();
        }
        if self.enable || self.disable {
            now["isEnabled"] = self.enable.into();
        }
        for (name, value) in settings {
            now["settings"][name] = value;
        }
        let now = serde_json::from_value(now)
            .map_err(|error| Error::usage(format!("the settings can't be read: {error}")))?;
        policy.update(|configuration| *configuration = now).await?;
        let done = format!("Changed policy {}: {}.", policy.id()?, policy.type_name());
        let row = row(&policy, &project.name().await?);
        context.changed(done, &VIEW, place.address(), &self.output, &row)
    }
}

/// Delete a policy
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, _, policy) = self.selector.find().await?;
        let (id, name) = (policy.id()?, policy.type_name().to_owned());
        context.confirm(
            self.confirm,
            format_args!("this deletes policy {id}: {name}"),
            "it can't be restored",
        )?;
        policy.delete().await?;
        context.printer.say(format_args!("Deleted policy {id}: {name}."));
        Ok(Exit::Ok)
    }
}
