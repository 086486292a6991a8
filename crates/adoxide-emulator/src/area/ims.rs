//! Identities: people, teams and groups as the identity service tells of them.

mod change;
mod membership;
mod own_scope;
mod scope;

use adoxide_api::ims::meta;

use super::core::{property, team_identity};
use crate::handler::View;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::group::Group;
use crate::world::identity::{Identity, group_descriptors};
use crate::world::name::same_name;
use crate::world::project::{Project, ProjectState};
use crate::world::team::Team;

handlers! {
    meta::READ_IDENTITIES => read(read_identities),
    meta::READ_IDENTITY => read(read_identity),
    meta::READ_IDENTITY_BATCH => read(membership::read_identity_batch),
    meta::GET_DESCRIPTOR_BY_ID => read(membership::get_descriptor_by_id),
    meta::LIST_GROUPS => read(membership::list_groups),
    meta::DELETE_GROUP => change(membership::delete_group),
    meta::READ_MEMBERS => read(membership::read_members),
    meta::READ_MEMBER => read(membership::read_member),
    meta::ADD_MEMBER => change(membership::add_member),
    meta::REMOVE_MEMBER => change(membership::remove_member),
    meta::FORCE_REMOVE_MEMBER => change(membership::remove_member),
    meta::READ_MEMBERS_OF => read(membership::read_members_of),
    meta::READ_MEMBER_OF => read(membership::read_member_of),
    meta::REFRESH_MEMBERS_OF => read(membership::read_members_of),
    meta::CREATE_GROUPS => change(change::create_groups),
    meta::UPDATE_IDENTITY => change(change::update_identity),
    meta::CREATE_SCOPE => change(own_scope::create_scope),
    meta::UPDATE_SCOPE => change(own_scope::update_scope),
    meta::DELETE_SCOPE => change(own_scope::delete_scope),
    meta::GET_SCOPE_BY_ID => read(scope::get_scope_by_id),
    meta::GET_SCOPE_BY_NAME => read(scope::get_scope_by_name),
    meta::GET_IDENTITY_SNAPSHOT => read(scope::get_identity_snapshot),
}

/// Somebody, a team, or a group of a project or of the organization.
enum Subject<'w> {
    Person(&'w Identity),
    Team(&'w Project, &'w Team),
    Group(&'w Organization, &'w Group),
}

fn subjects<'w>(directory: &'w Directory, organization: &'w Organization) -> Vec<Subject<'w>> {
    let people = organization.members().filter_map(|id| directory.identity(id)).map(Subject::Person);
    let ready = organization.projects().filter(|project| project.state == ProjectState::WellFormed);
    let teams =
        ready.flat_map(|project| project.teams.values().map(move |team| Subject::Team(project, team)));
    let groups = organization.groups().map(|group| Subject::Group(organization, group));
    people.chain(teams).chain(groups).collect()
}

impl Subject<'_> {
    fn id(&self) -> String {
        match self {
            Self::Person(person) => person.id.to_string(),
            Self::Team(_, team) => team.id.to_string(),
            Self::Group(_, group) => group.id.to_string(),
        }
    }

    /// The legacy descriptor and the subject descriptor.
    fn descriptors(&self) -> (String, String) {
        match self {
            Self::Person(person) => (person.descriptor.clone(), person.subject_descriptor.clone()),
            Self::Team(project, team) => group_descriptors(project.scope, team.id.0),
            Self::Group(organization, group) => organization.descriptors_of_group(group),
        }
    }

    /// The whole name of a team or group, with what it is in, and the short one.
    fn names(&self) -> (String, &str) {
        let (scope, name) = match self {
            Self::Person(person) => return (person.display_name.clone(), &person.unique_name),
            Self::Team(project, team) => (project.name.as_str(), team.name.as_str()),
            Self::Group(organization, group) => (scope_name(organization, group), group.name.as_str()),
        };
        (format!("[{scope}]\\{name}"), name)
    }

    fn is_found(&self, filter: &str, value: &str) -> bool {
        let begins = |text: &str| text.to_lowercase().starts_with(&value.to_lowercase());
        match self {
            Self::Person(person) => {
                let alias = person.unique_name.split('@').next().unwrap_or_default();
                match filter {
                    "mailaddress" | "accountname" => same_name(&person.unique_name, value),
                    "displayname" => same_name(&person.display_name, value),
                    "directoryalias" | "alias" => same_name(alias, value),
                    "general" => begins(&person.display_name) || begins(&person.unique_name),
                    _ => false,
                }
            }
            Self::Team(..) | Self::Group(..) => {
                let (full, name) = self.names();
                match filter {
                    "accountname" | "displayname" => same_name(&full, value) || same_name(name, value),
                    "general" => begins(&full) || begins(name),
                    _ => false,
                }
            }
        }
    }
}

fn read_identities(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let all = subjects(view.directory, organization);
    let json = |subject: &Subject<'_>| to_json(view, subject);
    // Whoever is asked for by id or descriptor and does not exist is null, so that the order tells who is who.
    let by = |wanted: Vec<&str>, is: &dyn Fn(&Subject<'_>, &str) -> bool| {
        let found = wanted.into_iter().map(|key| all.iter().find(|subject| is(subject, key)));
        Reply::list(found.map(|subject| subject.map(json)))
    };
    let ids = view.query.all("identityIds");
    if !ids.is_empty() {
        let bare = |id: &str| id.replace('-', "").to_lowercase();
        return Ok(by(ids, &|subject, id| bare(&subject.id()) == bare(id)));
    }
    let descriptors = view.query.all("descriptors");
    if !descriptors.is_empty() {
        return Ok(by(descriptors, &|subject, descriptor| same_name(&subject.descriptors().0, descriptor)));
    }
    let descriptors = view.query.all("subjectDescriptors");
    if !descriptors.is_empty() {
        return Ok(by(descriptors, &|subject, descriptor| subject.descriptors().1 == descriptor));
    }
    let filter = view.query.any(&["searchFilter"]).ok_or_else(|| Fault::argument_null("searchFilter"))?;
    let value = view.query.any(&["filterValue"]).ok_or_else(|| Fault::argument_null("filterValue"))?;
    let filter = filter.to_lowercase();
    let found = all.iter().filter(|subject| subject.is_found(&filter, value));
    Ok(Reply::list(found.map(json)))
}

fn read_identity(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("identityId")?;
    let organization = view.organization;
    let found = subjects(view.directory, organization)
        .into_iter()
        .find(|subject| subject.id().eq_ignore_ascii_case(id) || subject.descriptors().1 == id);
    found.map(|subject| Reply::json(to_json(view, &subject))).ok_or_else(|| Fault::profile_not_found(id))
}

fn to_json(view: &View<'_>, subject: &Subject<'_>) -> Object {
    let organization = view.organization;
    let identity = match subject {
        Subject::Person(identity) => identity,
        Subject::Team(project, team) => return team_identity(organization, project, team, false),
        Subject::Group(_, group) => return group_identity(organization, group),
    };
    let name = identity.unique_name.as_str();
    let has_signed_in = identity.puid.is_some();
    let alias = name.split('@').next().unwrap_or_default();
    let properties = Object::new()
        .set("SchemaClassName", property("String", "User"))
        .set("Description", property("String", ""))
        .set("Domain", property("String", identity.tenant.to_string()))
        .set("Account", property("String", name))
        .set("DN", property("String", ""))
        .set("Mail", property("String", name))
        .set("SpecialType", property("String", "Generic"))
        .set("PUID", property("String", format!("aad:{}", identity.puid.as_deref().unwrap_or_default())))
        .set("ComplianceValidated", property("DateTime", crate::base::date(organization.created())))
        .set(
            "http://schemas.microsoft.com/identity/claims/objectidentifier",
            property("String", identity.object_id.to_string()),
        )
        .set_if(has_signed_in, "MetadataUpdateDate", || {
            property("DateTime", crate::base::date(organization.created()))
        })
        .set("DirectoryAlias", property("String", alias));
    let nobody = || Json::empty_list();
    Object::new()
        .set("id", identity.id.to_string())
        .set("descriptor", identity.descriptor.as_str())
        .set("subjectDescriptor", identity.subject_descriptor.as_str())
        .set("providerDisplayName", identity.display_name.as_str())
        .set_if(has_signed_in, "customDisplayName", || identity.display_name.as_str())
        // Recorded: left out where it is false.
        .set_if(organization.is_active(identity.id, view.stamp().at), "isActive", || true)
        .set("members", nobody())
        .set("memberOf", nobody())
        .set("memberIds", nobody())
        .set("properties", properties)
        .set("resourceVersion", 2)
        .set("metaTypeId", if has_signed_in { 0 } else { 255 })
}

/// What a group is in: a project, or the organization.
fn scope_name<'w>(organization: &'w Organization, group: &Group) -> &'w str {
    let project = group.project.and_then(|id| organization.project_by_id(id));
    project.map_or(organization.name(), |project| project.name.as_str())
}

/// A group as an identity: the recorded form of a team, without what says that it is one.
fn group_identity(organization: &Organization, group: &Group) -> Object {
    let subject = Subject::Group(organization, group);
    let ((descriptor, subject_descriptor), (name, account)) = (subject.descriptors(), subject.names());
    let project = group.project.and_then(|id| organization.project_by_id(id));
    let (scope, kind, domain) = if let Some(project) = project {
        let domain = format!("vstfs:///Classification/TeamProject/{}", project.id);
        (project.scope.to_string(), "TeamProject", domain)
    } else {
        let host = organization.host_id();
        (organization.id().to_string(), "ServiceHost", format!("vstfs:///Framework/IdentityDomain/{host}"))
    };
    let properties = Object::new()
        .set("SchemaClassName", property("String", "Group"))
        .set("Description", property("String", group.description.as_str()))
        .set("Domain", property("String", domain))
        .set("Account", property("String", account))
        .set("SecurityGroup", property("String", "SecurityGroup"))
        .set("SpecialType", property("String", "Generic"))
        .set("ScopeId", property("String", scope))
        .set("ScopeType", property("String", kind))
        .set("SecuringHostId", property("String", organization.host_id().to_string()))
        .set("ScopeName", property("String", scope_name(organization, group)))
        .set("VirtualPlugin", property("String", ""));
    Object::new()
        .set("id", group.id.to_string())
        .set("descriptor", descriptor)
        .set("subjectDescriptor", subject_descriptor)
        .set("providerDisplayName", name)
        .set("isActive", true)
        .set("isContainer", true)
        .set("members", Json::empty_list())
        .set("memberOf", Json::empty_list())
        .set("memberIds", Json::empty_list())
        .set("properties", properties)
        .set("resourceVersion", 2)
        .set("metaTypeId", 255)
}
