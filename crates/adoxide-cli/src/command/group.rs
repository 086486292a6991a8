//! `adox group`.

use adoxide::Client;
use adoxide::api::graph::{
    self, CreateGroup, GraphGroup, GraphGroupCreationContext, GraphSubjectLookup, GraphTraversalDirection,
    ListGroups, ListMemberships,
};
use adoxide::api::wire::JsonPatch;
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

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

/// The descriptor of the scope of a project, as the Graph has it.
async fn scope(place: &Place) -> Result<String> {
    let id = place.project()?.id().await?.clone();
    let found = place.ado.call(graph::get_descriptor(&id.into())).await?;
    found.value.ok_or_else(|| Error::failed("the service answered no descriptor of the project"))
}

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
        let place = Place::of_organization(&self.connection)?;
        let found = find(&place.ado, &self.group).await?;
        Ok((place, found))
    }
}

async fn find(ado: &Client, wanted: &str) -> Result<GraphGroup> {
    let wanted = wanted.trim();
    // Descriptors have a kind in front: of the service's own groups, and of those of Microsoft Entra.
    if ["vssgp.", "aadgp."].iter().any(|kind| wanted.starts_with(kind)) {
        return Ok(ado.call(graph::get_group(&wanted.into())).await?);
    }
    let is = |text: &Option<String>| {
        text.as_deref().is_some_and(|text| text.to_lowercase() == wanted.to_lowercase())
    };
    let mut found = Vec::new();
    let mut all = ado.items(graph::list_groups(ListGroups::default()));
    while let Some(group) = all.try_next().await? {
        if is(&group.principal_name) {
            return Ok(group);
        }
        if is(&group.display_name) {
            found.push(group);
        }
    }
    match (found.pop(), found.len()) {
        (Some(found), 0) => Ok(found),
        (None, _) => {
            Err(Error::failed(format!("there is no group `{wanted}`")).help("`adox group list` lists them"))
        }
        (Some(last), _) => {
            let names = found.iter().chain([&last]).filter_map(|group| group.principal_name.as_deref());
            let names: Vec<_> = names.collect();
            Err(Error::usage(format!("several groups are named `{wanted}`: {}", names.join(", ")))
                .help("name it with its project"))
        }
    }
}

fn descriptor(group: &GraphGroup) -> Result<&str> {
    group
        .descriptor
        .as_deref()
        .ok_or_else(|| Error::failed("the service answered a group without a descriptor"))
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
            Some(_) => Some(scope(&place).await?),
            None => None,
        };
        let params = ListGroups { scope_descriptor, ..ListGroups::default() };
        let found = place.ado.items(graph::list_groups(params));
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
        let mut params = CreateGroup::default();
        if self.project.is_some() {
            params.scope_descriptor = Some(scope(&place).await?);
        }
        for of in &self.member_of {
            let of = find(&place.ado, of).await?;
            params.group_descriptors.get_or_insert_default().push(descriptor(&of)?.to_owned());
        }
        let body: GraphGroupCreationContext = super::body(
            json!({ "displayName": self.name, "description": self.description.unwrap_or_default() }),
        )?;
        let made = place.ado.call(graph::create_group(&body, params)).await?;
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
        let changes = [("/displayName", &self.new), ("/description", &self.description)];
        let changes = changes.into_iter().filter_map(|(path, value)| {
            value.as_ref().map(|value| json!({ "op": "replace", "path": path, "value": value }))
        });
        let changes: Vec<Value> = changes.collect();
        if changes.is_empty() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        let patch: JsonPatch = super::body(changes.into())?;
        let (place, found) = self.selector.find().await?;
        let now = place.ado.call(graph::update_group(&descriptor(&found)?.into(), &patch)).await?;
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
        let (place, found) = self.selector.find().await?;
        let name = name(&found);
        let what = format!("this deletes the group {name}, with the permissions that it has");
        context.confirm(self.confirm, what, "it can't be restored")?;
        place.ado.call(graph::delete_group(&descriptor(&found)?.into())).await?;
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

/// How many subjects are looked up at once.
const AT_ONCE: usize = 100;

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

impl ListMembers {
    /// The descriptors of those next to these: without those that were seen.
    async fn next_to(&self, ado: &Client, of: &str) -> Result<Vec<String>> {
        let direction = if self.up { GraphTraversalDirection::Up } else { GraphTraversalDirection::Down };
        let params = ListMemberships { direction: Some(direction), depth: Some(1) };
        let found: Vec<_> = ado.items(graph::list_memberships(&of.into(), params)).try_collect().await?;
        let other = found.into_iter().filter_map(|membership| {
            if self.up { membership.container_descriptor } else { membership.member_descriptor }
        });
        Ok(other.collect())
    }
}

/// What is known about subjects, in the order of their descriptors.
async fn subjects(ado: &Client, descriptors: &[String]) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    for some in descriptors.chunks(AT_ONCE) {
        let keys: Vec<_> = some.iter().map(|descriptor| json!({ "descriptor": descriptor })).collect();
        let body: GraphSubjectLookup = super::body(json!({ "lookupKeys": keys }))?;
        let found = super::value(&ado.call(graph::lookup_subjects(&body)).await?)?;
        // The answer is a list by name in a frame.
        let found = if found["value"].is_object() { &found["value"] } else { &found };
        for descriptor in some {
            let known = found[descriptor.as_str()].clone();
            all.push(if known.is_object() { known } else { json!({ "descriptor": descriptor }) });
        }
    }
    Ok(all)
}

impl Verb for ListMembers {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let mut seen = vec![descriptor(&found)?.to_owned()];
        let mut at = 0;
        // Groups can be in each other: each is visited once.
        while let Some(of) = seen.get(at).cloned() {
            let is_group = at == 0 || of.starts_with("vssgp.") || of.starts_with("aadgp.");
            if is_group {
                for next in self.next_to(&place.ado, &of).await? {
                    if !seen.contains(&next) {
                        seen.push(next);
                    }
                }
            }
            at += 1;
            if !self.recursive {
                break;
            }
        }
        let rows = subjects(&place.ado, &seen[1..]).await?;
        let rows = futures::stream::iter(rows.into_iter().map(Ok::<_, Error>));
        context.list(&MEMBERS, place.address(), &self.list, rows).await
    }
}

/// The descriptor of a person or a group, as memberships have it.
async fn subject(ado: &Client, who: &str) -> Result<String> {
    let who = who.trim();
    if who.split_once('.').is_some_and(|(kind, rest)| {
        matches!(kind, "vssgp" | "aadgp" | "aad" | "aadsp" | "msa" | "svc" | "win" | "bnd")
            && !rest.contains('@')
    }) {
        return Ok(who.to_owned());
    }
    let found = super::identity(ado, who).await?;
    found.subject_descriptor.ok_or_else(|| {
        Error::failed(format!("the service does not say the descriptor of `{who}`"))
            .help("name the descriptor itself; `adox user show` shows it")
    })
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
    async fn find(&self) -> Result<(Place, GraphGroup, Vec<String>)> {
        let (place, group) = self.selector.find().await?;
        let mut subjects = Vec::new();
        for who in &self.who {
            subjects.push(subject(&place.ado, who).await?);
        }
        Ok((place, group, subjects))
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
        let (place, group, subjects) = self.member.find().await?;
        for (who, subject) in self.member.who.iter().zip(subjects) {
            let op = graph::add_membership(&subject.into(), &descriptor(&group)?.into());
            place.ado.call(op).await?;
            context.printer.say(format_args!("Added {who} to {}.", name(&group)));
        }
        Ok(Exit::Ok)
    }
}

impl Verb for RemoveMember {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, group, subjects) = self.member.find().await?;
        for (who, subject) in self.member.who.iter().zip(subjects) {
            let op = graph::remove_membership(&subject.into(), &descriptor(&group)?.into());
            place.ado.call(op).await?;
            context.printer.say(format_args!("Removed {who} from {}.", name(&group)));
        }
        Ok(Exit::Ok)
    }
}
