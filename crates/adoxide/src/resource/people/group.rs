//! Security groups, of the organization and of projects.

use std::sync::Arc;

use adoxide_api::graph::{
    self, CreateGroup, GraphGroup, GraphGroupCreationContext, GraphGroupMailAddressCreationContext,
    GraphGroupOriginIdCreationContext, GraphGroupVstsCreationContext, ListGroups,
};
use adoxide_api::member_entitlement_management::AccountLicenseType;
use adoxide_api::wire::JsonPatch;

use super::subject::{GROUP, only, read};
use super::{GroupEntitlement, Memberships, NewGroupEntitlement, Subject};
use crate::client::Client;
use crate::error::{OptionalExt, Result};
use crate::resource::identity::{self, Node, Snapshot};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};
use crate::resource::team::Team;

/// A security group, as the Graph has it. Teams are groups, too.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().seed_size(0)
/// #     .operation_duration(std::time::Duration::ZERO).build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// let releasers = project.create_group("Releasers").description("Who may release").await?;
/// releasers.add(ado.create_user("ada@example.com").await?).await?;
/// project.group("Contributors").add(&releasers).await?;
/// let all = ado.group("[Fabrikam]\\Contributors").members().expanded().stream().all().await?;
/// # let ada = ado.user("ada@example.com");
/// # assert!(all.iter().filter_map(|member| member.user()).any(|user| user.ptr_eq(&ada)));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/groups>
#[derive(Clone)]
pub struct Group {
    client: Client,
    /// Where the name that it was given is looked for.
    project: Option<Project>,
    node: Arc<Node<GraphGroup>>,
}

subject! {
    Group, GraphGroup, groups, graph::get_group, graph::delete_group, id_is_key: true,
    "Deletes the group, with the permissions that it has. Its members stay in the organization."
}

impl Client {
    /// The group of this descriptor, id or name. A name is `[Project]\Name`, or `Name` where only one group has
    /// it. Nothing is asked for.
    pub fn group(&self, name: impl AsRef<str>) -> Group {
        let node = self.known().groups.at(0, name.as_ref().trim());
        Group { client: self.clone(), project: None, node }
    }

    /// All groups of the organization and of its projects.
    pub fn groups(&self) -> Listing<Group> {
        self.groups_with(ListGroups::default())
    }

    /// The groups that these parameters select: by kind (`subject_types`: `vssgp`, `aadgp`), and by [what they
    /// are in](Project::scope_descriptor).
    pub fn groups_with(&self, params: ListGroups) -> Listing<Group> {
        let client = self.clone();
        Listing::new(self.items(graph::list_groups(params)), move |entry| Some(Group::listed(&client, entry)))
    }

    /// Makes a group of the organization.
    pub fn create_group(&self, name: impl Into<String>) -> NewGroup {
        NewGroup::new(self, NewKind::Own { name: name.into(), description: String::new() })
    }

    /// Makes the group with this object id of Microsoft Entra known to the organization, so that it can be a
    /// member.
    pub fn create_group_by_origin_id(&self, origin_id: impl Into<String>) -> NewGroup {
        NewGroup::new(self, NewKind::OriginId(origin_id.into()))
    }

    /// Makes the group of Microsoft Entra with this mail address known to the organization.
    pub fn create_group_by_mail(&self, mail: impl Into<String>) -> NewGroup {
        NewGroup::new(self, NewKind::Mail(mail.into()))
    }
}

impl Project {
    /// The group of the project of this name (`Contributors`), descriptor or id. Nothing is asked for.
    pub fn group(&self, name: impl AsRef<str>) -> Group {
        let node = self.client().known().groups.at(self.node().serial(), name.as_ref().trim());
        Group { client: self.client().clone(), project: Some(self.clone()), node }
    }

    /// The groups of the project, with its teams.
    pub fn groups(&self) -> Listing<Group> {
        let project = self.clone();
        Listing::after(async move {
            let scope_descriptor = Some(project.scope_descriptor().await?);
            Ok(project.client().groups_with(ListGroups { scope_descriptor, ..ListGroups::default() }))
        })
    }

    /// Makes a group of the project.
    pub fn create_group(&self, name: impl Into<String>) -> NewGroup {
        NewGroup { project: Some(self.clone()), ..self.client().create_group(name) }
    }

    /// The descriptor of the project as a scope of the Graph: `scp.…`.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/descriptors/get>
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn scope_descriptor(&self) -> Result<String> {
        super::subject::of_storage_key(self.client(), &self.id().await?).await
    }
}

impl Team {
    /// The team as a group.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), where the id of the team is not known yet.
    pub async fn group(&self) -> Result<Group> {
        Ok(self.client().group(self.id().await?))
    }
}

impl Group {
    /// The group of an answer.
    pub(super) fn listed(client: &Client, entry: GraphGroup) -> Self {
        let node = Self::learn(client, None, Arc::new(entry), None);
        Self { client: client.clone(), project: None, node }
    }

    async fn find(&self, name: &str) -> Result<GraphGroup> {
        let Some(project) = &self.project else {
            return read(&super::subject::find(&self.client, name, &[GROUP]).await?);
        };
        let scope_descriptor = Some(project.scope_descriptor().await?);
        let op = graph::list_groups(ListGroups { scope_descriptor, ..ListGroups::default() });
        let mut all = self.client.items(op).all().await?;
        let wanted = name.to_lowercase();
        let is = |own: &Option<String>| own.as_ref().is_some_and(|own| own.to_lowercase() == wanted);
        all.retain(|group| is(&group.display_name) || is(&group.principal_name));
        only(all, name, |group| group.principal_name.clone())
    }

    /// What it is for, if that was written down.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn description(&self) -> Result<Option<String>> {
        Ok(self.snapshot().await?.description.clone().filter(|text| !text.is_empty()))
    }

    /// Its members: the direct ones, or [expanded](Memberships::expanded) to all users.
    pub fn members(&self) -> Memberships<Subject> {
        Memberships::down(self.into())
    }

    /// Adds a member: a user, a group, a service principal. If it is one already, nothing changes.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/memberships/add>
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when the group or the member is not there,
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) or [`ErrorKind::Conflict`](crate::ErrorKind::Conflict)
    /// when a group would be in itself, and as any call.
    pub async fn add(&self, member: impl Into<Subject>) -> Result<()> {
        let (member, group) = self.pair(member.into()).await?;
        self.client.call(graph::add_membership(&member.into(), &group.into())).await.map(drop)
    }

    /// Removes a member.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is not a member directly, and as any call.
    pub async fn remove(&self, member: impl Into<Subject>) -> Result<()> {
        let (member, group) = self.pair(member.into()).await?;
        self.client.call(graph::remove_membership(&member.into(), &group.into())).await
    }

    /// Whether somebody is a member directly.
    ///
    /// # Errors
    /// As any call.
    pub async fn contains(&self, member: impl Into<Subject>) -> Result<bool> {
        let (member, group) = self.pair(member.into()).await?;
        let op = graph::check_membership_existence(&member.into(), &group.into());
        Ok(self.client.call(op).await.optional()?.is_some())
    }

    /// Whether somebody is a member directly or by way of other groups.
    ///
    /// # Errors
    /// As any call.
    pub async fn contains_expanded(&self, member: impl Into<Subject>) -> Result<bool> {
        let own = self.descriptor().await?;
        let mut groups = Memberships::<Self>::up(member.into()).expanded().descriptors();
        while let Some(descriptor) = groups.next().await {
            if descriptor? == own {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn pair(&self, member: Subject) -> Result<(String, String)> {
        Ok((member.descriptor().await?, self.descriptor().await?))
    }

    /// Gives it another name.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`](crate::ErrorKind::AlreadyExists) when the name is taken,
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) when it can't be one or the group is the service's own,
    /// and as any call.
    pub async fn rename(&self, name: impl Into<String>) -> Result<()> {
        self.update(JsonPatch::new().replace("/displayName", name.into())).await
    }

    /// Says what it is for.
    ///
    /// # Errors
    /// As [`rename`](Self::rename).
    pub async fn set_description(&self, description: impl Into<String>) -> Result<()> {
        self.update(JsonPatch::new().replace("/description", description.into())).await
    }

    /// Changes it by a patch of `/displayName` and `/description`.
    ///
    /// # Errors
    /// As [`rename`](Self::rename).
    pub async fn update(&self, patch: JsonPatch) -> Result<()> {
        let descriptor = self.descriptor().await?;
        let now = self.client.call(graph::update_group(&descriptor.as_str().into(), &patch)).await?;
        Self::learn(&self.client, Some(&self.node()), Arc::new(now), None);
        Ok(())
    }

    /// The licence that it gives its members (its group rule).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it gives none, and as any call.
    pub async fn entitlement(&self) -> Result<GroupEntitlement> {
        GroupEntitlement::of_group(&self.client, &self.id().await?).await
    }

    /// Gives its members a licence (a group rule).
    pub fn entitle(&self, license: AccountLicenseType) -> NewGroupEntitlement {
        NewGroupEntitlement::new(self.clone(), license)
    }
}

/// The descriptors of groups, as a parameter.
pub(super) async fn descriptors(groups: &[Group]) -> Result<Option<Vec<String>>> {
    let mut all = Vec::with_capacity(groups.len());
    for group in groups {
        all.push(group.descriptor().await?);
    }
    Ok(Some(all).filter(|all| !all.is_empty()))
}

#[derive(Clone, Debug)]
enum NewKind {
    Own { name: String, description: String },
    OriginId(String),
    Mail(String),
}

/// A group that is to be made. `.await` makes it.
#[derive(Clone, Debug)]
#[must_use = "a group is not made until this is awaited"]
pub struct NewGroup {
    client: Client,
    project: Option<Project>,
    kind: NewKind,
    groups: Vec<Group>,
}

impl NewGroup {
    fn new(client: &Client, kind: NewKind) -> Self {
        Self { client: client.clone(), project: None, kind, groups: Vec::new() }
    }

    /// What it is for. A group of Microsoft Entra has its own.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        if let NewKind::Own { description, .. } = &mut self.kind {
            *description = text.into();
        }
        self
    }

    /// As a member of this group; may be called several times.
    pub fn member_of(mut self, group: &Group) -> Self {
        self.groups.push(group.clone());
        self
    }

    async fn create(self) -> Result<Group> {
        let body: GraphGroupCreationContext = match self.kind {
            NewKind::Own { name, description } => GraphGroupVstsCreationContext {
                display_name: Some(name),
                description: Some(description),
                ..GraphGroupVstsCreationContext::default()
            }
            .into(),
            NewKind::OriginId(id) => GraphGroupOriginIdCreationContext {
                origin_id: Some(id),
                ..GraphGroupOriginIdCreationContext::default()
            }
            .into(),
            NewKind::Mail(mail) => GraphGroupMailAddressCreationContext {
                mail_address: Some(mail),
                ..GraphGroupMailAddressCreationContext::default()
            }
            .into(),
        };
        let scope_descriptor = match &self.project {
            Some(project) => Some(project.scope_descriptor().await?),
            None => None,
        };
        let params = CreateGroup { scope_descriptor, group_descriptors: descriptors(&self.groups).await? };
        let made = self.client.call(graph::create_group(&body, params)).await?;
        Ok(Group::listed(&self.client, made))
    }
}

awaitable!(NewGroup => Group, create;);
