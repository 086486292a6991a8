//! Group rules: the licence that a group gives its members.

use std::fmt;

use adoxide_api::graph::GraphGroup;
use adoxide_api::member_entitlement_management::{
    self, AccessLevel, AccountLicenseType, AddGroupEntitlement, DeleteGroupEntitlement, GetGroupMembers,
    GroupEntitlement as Wire, GroupEntitlementOperationReference, GroupType, ProjectEntitlement,
    UpdateGroupEntitlement,
};
use adoxide_api::wire::{JsonPatch, OpMeta};

use super::entitlement::{Outcome, accepted, body, level, project_entitlement};
use super::{Entitlement, Group};
use crate::client::Client;
use crate::error::Result;
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// A group rule: the licence and the projects that a group gives its members, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/group-entitlements>
#[derive(Clone)]
pub struct GroupEntitlement {
    client: Client,
    id: String,
    value: Wire,
}

impl Client {
    /// All group rules.
    pub fn group_entitlements(&self) -> Listing<GroupEntitlement> {
        let client = self.clone();
        let items = self.items(member_entitlement_management::get_group_entitlements());
        Listing::new(items, move |value| GroupEntitlement::new(&client, value))
    }
}

impl GroupEntitlement {
    fn new(client: &Client, value: Wire) -> Option<Self> {
        Some(Self { client: client.clone(), id: value.id.clone()?, value })
    }

    pub(super) async fn of_group(client: &Client, id: &str) -> Result<Self> {
        let value = client.call(member_entitlement_management::get_group_entitlement(&id.into())).await?;
        Self::new(client, value).ok_or_else(|| missing("id"))
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// The id of the group (the storage key).
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The group.
    pub fn group(&self) -> Group {
        let descriptor = self.value.group.as_ref().and_then(|group| group.descriptor.as_deref());
        self.client.group(descriptor.unwrap_or(&self.id))
    }

    /// The licence that it gives.
    pub fn license(&self) -> Option<&AccountLicenseType> {
        self.access_level()?.account_license_type.as_ref()
    }

    /// The access level that it gives: the licence, and where it comes from.
    pub fn access_level(&self) -> Option<&AccessLevel> {
        self.value.license_rule.as_ref()
    }

    /// The projects that it gives, with the groups in them.
    pub fn projects(&self) -> &[ProjectEntitlement] {
        self.value.project_entitlements.as_deref().unwrap_or_default()
    }

    /// The entitlements of its members.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/members/get>
    pub fn members(&self) -> Listing<Entitlement> {
        let client = self.client.clone();
        let op = member_entitlement_management::get_group_members(
            &self.id.as_str().into(),
            GetGroupMembers::default(),
        );
        Listing::new(self.client.items(op), move |value| Entitlement::user(&client, value))
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = Self::of_group(&self.client, &self.id).await?;
        Ok(())
    }

    /// Changes the licence.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) with the service's words when it refuses the change, and
    /// as any call.
    pub async fn set_license(&mut self, license: AccountLicenseType) -> Result<()> {
        let patch = JsonPatch::new().replace("/accessLevel", body(&level(license))?);
        let params = UpdateGroupEntitlement::default();
        let op =
            member_entitlement_management::update_group_entitlement(&self.id.as_str().into(), &patch, params);
        let answer = self.client.call(op).await?;
        self.value =
            done(&member_entitlement_management::meta::UPDATE_GROUP_ENTITLEMENT, answer)?.unwrap_or_default();
        if self.value.license_rule.is_none() {
            self.reload().await?;
        }
        Ok(())
    }

    /// Removes the rule. The group stays.
    ///
    /// # Errors
    /// As [`set_license`](Self::set_license).
    pub async fn remove(&self) -> Result<()> {
        let params = DeleteGroupEntitlement::default();
        let op = member_entitlement_management::delete_group_entitlement(&self.id.as_str().into(), params);
        let answer = self.client.call(op).await?;
        done(&member_entitlement_management::meta::DELETE_GROUP_ENTITLEMENT, answer).map(drop)
    }
}

/// What a change made, unless the service refused it.
fn done(operation: &'static OpMeta, answer: GroupEntitlementOperationReference) -> Result<Option<Wire>> {
    let outcomes = answer
        .results
        .iter()
        .flatten()
        .map(|result| Outcome { is_success: result.is_success, errors: result.errors.as_ref() });
    accepted(operation, answer.have_results_succeeded, outcomes)?;
    Ok(answer.results.into_iter().flatten().find_map(|result| result.result))
}

impl fmt::Debug for GroupEntitlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GroupEntitlement({:?})", self.group())
    }
}

/// A group rule that is to be made. `.await` makes it.
///
/// # Errors
/// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) with the service's words when it refuses the licence or a
/// project, and as any call.
#[derive(Clone, Debug)]
#[must_use = "a group rule is not made until this is awaited"]
pub struct NewGroupEntitlement {
    group: Group,
    license: AccountLicenseType,
    projects: Vec<(Project, GroupType)>,
}

impl NewGroupEntitlement {
    pub(super) fn new(group: Group, license: AccountLicenseType) -> Self {
        Self { group, license, projects: Vec::new() }
    }

    /// Members are also in this group of a project; may be called several times.
    pub fn project(mut self, project: &Project, role: GroupType) -> Self {
        self.projects.push((project.clone(), role));
        self
    }

    async fn create(self) -> Result<GroupEntitlement> {
        let client = self.group.client().clone();
        let mut projects = Vec::with_capacity(self.projects.len());
        for (project, role) in self.projects {
            projects.push(project_entitlement(project.id().await?, role));
        }
        let known = self.group.snapshot().await?;
        let group = GraphGroup {
            descriptor: known.descriptor.clone(),
            display_name: known.display_name.clone(),
            origin: known.origin.clone(),
            origin_id: known.origin_id.clone(),
            subject_kind: Some("group".to_owned()),
            ..GraphGroup::default()
        };
        let body = Wire {
            group: Some(group),
            license_rule: Some(level(self.license)),
            project_entitlements: Some(projects).filter(|projects| !projects.is_empty()),
            ..Wire::default()
        };
        let op = member_entitlement_management::add_group_entitlement(&body, AddGroupEntitlement::default());
        let made = done(&member_entitlement_management::meta::ADD_GROUP_ENTITLEMENT, client.call(op).await?)?;
        match made.and_then(|value| GroupEntitlement::new(&client, value)) {
            Some(made) => Ok(made),
            None => self.group.entitlement().await,
        }
    }
}

awaitable!(NewGroupEntitlement => GroupEntitlement, create;);
