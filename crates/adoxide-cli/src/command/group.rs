//! `adox group`.

use adoxide::api::graph::{GraphGroup, GraphSubject, ListGroups, list_groups};
use adoxide::api::wire::JsonPatch;
use adoxide::resource::{Group, Subject};
use adoxide::{Client, ErrorKind};
use clap::Args;
use futures::{StreamExt as _, TryStreamExt as _};

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with security groups, of the organization and of projects
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox group list --project Storefront
  adox group create Releasers --project Storefront
  adox group member add '[Storefront]\\Releasers' ada@example.com
  adox group member list '[Storefront]\\Contributors' --recursive

A group is named as [PROJECT]\\NAME, by its name where only one has it, or by its
descriptor. `adox permission` sets what a group may do.")]
pub struct Groups {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
    Entry::noun::<Members>(
        "member",
        &[
            Entry::verb::<ListMembers>("list"),
            Entry::verb::<AddMember>("add"),
            Entry::verb::<RemoveMember>("remove"),
        ],
    ),
];

const VIEW: View = View::new(&[
    Field::at("name", "principalName").id(),
    Field::new("description"),
    Field::new("displayName").unlisted(),
    Field::new("mailAddress").unlisted(),
    Field::new("origin").unlisted(),
    Field::new("descriptor").unlisted(),
]);

/// Which group.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The group
    #[arg(value_name = "GROUP")]
    group: String,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Selector for SelectorArgs {
    type Found = GraphGroup;
    const THING: &'static str = "a group";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, GraphGroup)> {
        let (place, group) = self.group().await?;
        Ok((place, snapshot(&group).await?))
    }
}

impl SelectorArgs {
    async fn group(&self) -> Result<(Place, Group)> {
        let place = Place::of_organization(&self.connection)?;
        let group = find(&place.ado, &self.group).await?;
        Ok((place, group))
    }
}

async fn find(ado: &Client, wanted: &str) -> Result<Group> {
    let group = ado.group(wanted);
    match group.snapshot().await {
        Ok(_) => Ok(group),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Error::failed(format!("there is no group `{wanted}`")).help("`adox group list` lists them"))
        }
        Err(error) if error.kind() == ErrorKind::Invalid && error.status().is_none() => {
            Err(Error::usage(error.to_string()))
        }
        Err(error) => Err(error.into()),
    }
}

async fn snapshot(group: &Group) -> Result<GraphGroup> {
    Ok((*group.snapshot().await?).clone())
}

fn name(group: &GraphGroup) -> &str {
    group.principal_name.as_deref().or(group.display_name.as_deref()).unwrap_or_default()
}

/// List the groups of the organization, or of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those of this project, instead of all
    #[arg(long, short, value_name = "NAME|ID", help_heading = "Connection")]
    project: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place =
            Place::of_project(&ProjectArgs { project: self.project.clone(), connection: self.connection })?;
        let scope_descriptor = match self.project {
            Some(_) => Some(place.project()?.scope_descriptor().await?),
            None => None,
        };
        let params = ListGroups { scope_descriptor, ..ListGroups::default() };
        let found = place.ado.items(list_groups(params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Create a group
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// Of this project, instead of the organization
    #[arg(long, short, value_name = "NAME|ID", help_heading = "Connection")]
    project: Option<String>,

    /// Make it a member of this group; repeatable
    #[arg(long, value_name = "GROUP")]
    member_of: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.name.trim().is_empty() {
            return Err(Error::usage("the name of the group is empty"));
        }
        let place =
            Place::of_project(&ProjectArgs { project: self.project.clone(), connection: self.connection })?;
        let mut new = match self.project {
            Some(_) => place.project()?.create_group(self.name),
            None => place.ado.create_group(self.name),
        };
        for of in &self.member_of {
            new = new.member_of(&find(&place.ado, of).await?);
        }
        let made = new.description(self.description.unwrap_or_default()).await?;
        let made = snapshot(&made).await?;
        let done = format!("Created group {}.", name(&made));
        context.changed(done, &VIEW, place.address(), &self.output, &made)
    }
}

/// Change the name or the description of a group
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The new name
    #[arg(long = "name", value_name = "NAME")]
    new: Option<String>,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut patch = JsonPatch::new();
        for (path, value) in [("/displayName", self.new), ("/description", self.description)] {
            if let Some(value) = value {
                patch = patch.replace(path, value);
            }
        }
        if patch.0.is_empty() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        let (place, group) = self.selector.group().await?;
        group.update(patch).await?;
        let now = snapshot(&group).await?;
        let done = format!("Changed group {}.", name(&now));
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// Delete a group; its members stay in the organization
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
        let (_, group) = self.selector.group().await?;
        let name = group.principal_name().await?;
        let what = format!("this deletes the group {name}, with the permissions that it has");
        context.confirm(self.confirm, what, "it can't be restored")?;
        group.delete().await?;
        context.printer.say(format_args!("Deleted group {name}."));
        Ok(Exit::Ok)
    }
}

/// Work with the members of a group
#[derive(Args, Debug)]
#[command(visible_alias = "members")]
struct Members {}

const MEMBERS: View = View::new(&[
    Field::by("name", |member| match member["subjectKind"].as_str() {
        Some("group") => member["principalName"].clone(),
        _ => member["displayName"].clone(),
    })
    .id(),
    Field::at("kind", "subjectKind"),
    Field::by("account", |member| {
        [&member["principalName"], &member["mailAddress"]]
            .into_iter()
            .find(|name| name.is_string())
            .cloned()
            .unwrap_or_default()
    }),
    Field::new("origin").unlisted(),
    Field::new("descriptor").unlisted(),
]);

/// List the members of a group, or the groups that it is in
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct ListMembers {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The members of the groups in it, too
    #[arg(long)]
    recursive: bool,

    /// The groups that it is in, instead
    #[arg(long)]
    up: bool,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for ListMembers {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, group) = self.selector.group().await?;
        let (mut up, mut down) = (group.memberships(), group.members());
        if self.recursive {
            (up, down) = (up.expanded(), down.expanded());
        }
        let found = if self.up { up.stream().map_ok(Subject::from).boxed() } else { down.stream().boxed() };
        let rows = found.and_then(async |member| match member.snapshot().await {
            // It is gone meanwhile, and still a member.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let descriptor = Some(member.descriptor().await?);
                Ok(GraphSubject { descriptor, ..GraphSubject::default() })
            }
            found => found,
        });
        context.list(&MEMBERS, place.address(), &self.list, rows).await
    }
}

/// A person, a group or a service principal.
async fn subject(ado: &Client, who: &str) -> Result<Subject> {
    // The identity service knows service principals by their names, too, and the Graph does not.
    match ado.subject(who).await {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let found = ado.identity(who).await?;
            found.subject().ok_or_else(|| {
                Error::failed(format!("the service does not say the descriptor of `{who}`"))
                    .help("name the descriptor itself; `adox user show` shows it")
            })
        }
        found => Ok(found?),
    }
}

/// Whom to add or remove.
#[derive(Args, Debug)]
struct MemberArgs {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The person or the group: a sign-in address, a name, a descriptor, or @me
    #[arg(value_name = "WHO", required = true)]
    who: Vec<String>,
}

impl MemberArgs {
    async fn find(&self) -> Result<(Group, Vec<Subject>)> {
        let (place, group) = self.selector.group().await?;
        let mut subjects = Vec::new();
        for who in &self.who {
            subjects.push(subject(&place.ado, who).await?);
        }
        Ok((group, subjects))
    }
}

/// Add people or groups to a group
#[derive(Args, Debug)]
struct AddMember {
    #[command(flatten)]
    member: MemberArgs,
}

/// Remove people or groups from a group
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct RemoveMember {
    #[command(flatten)]
    member: MemberArgs,
}

impl Verb for AddMember {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (group, subjects) = self.member.find().await?;
        let name = group.principal_name().await?;
        for (who, subject) in self.member.who.iter().zip(subjects) {
            group.add(subject).await?;
            context.printer.say(format_args!("Added {who} to {name}."));
        }
        Ok(Exit::Ok)
    }
}

impl Verb for RemoveMember {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (group, subjects) = self.member.find().await?;
        let name = group.principal_name().await?;
        for (who, subject) in self.member.who.iter().zip(subjects) {
            group.remove(subject).await?;
            context.printer.say(format_args!("Removed {who} from {name}."));
        }
        Ok(Exit::Ok)
    }
}
