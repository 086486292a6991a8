//! The Graph: people, groups and who is in what.

mod origin;
mod picture;

use adoxide_api::graph::meta;
use adoxide_api::wire::Host;
use http::StatusCode;
use http::header::{HeaderName, LOCATION};
use serde_json::Value;
use uuid::Uuid;

use crate::base::distinct;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::application::Application;
use crate::world::entitlement::License;
use crate::world::group::{GroupEvent, Subject, Subjects, scope_descriptor};
use crate::world::id::{IdentityId, ProjectId};
use crate::world::identity::{Identity, group_descriptors};
use crate::world::project::Project;

handlers! {
    meta::GET_DESCRIPTOR => read(get_descriptor),
    meta::GET_STORAGE_KEY => read(get_storage_key),
    meta::LIST_GROUPS => read(list_groups),
    meta::CREATE_GROUP => change(create_group),
    meta::GET_GROUP => read(get_group),
    meta::UPDATE_GROUP => change(update_group),
    meta::DELETE_GROUP => change(delete_group),
    meta::LIST_SERVICE_PRINCIPALS => read(list_service_principals),
    meta::LIST_USERS => read(list_users),
    meta::CREATE_USER => change(create_user),
    meta::GET_USER => read(get_user),
    meta::DELETE_USER => change(delete_user),
    meta::LIST_MEMBERSHIPS => read(list_memberships),
    meta::GET_MEMBERSHIP => read(get_membership),
    meta::CHECK_MEMBERSHIP_EXISTENCE => read(check_membership_existence),
    meta::ADD_MEMBERSHIP => change(add_membership),
    meta::REMOVE_MEMBERSHIP => change(remove_membership),
    meta::GET_MEMBERSHIP_STATE => read(get_membership_state),
    meta::LOOKUP_SUBJECTS => read(lookup_subjects),
    meta::QUERY_SUBJECTS => read(query_subjects),
    meta::GET_AVATAR => read(picture::get_avatar),
    meta::SET_AVATAR => change(picture::set_avatar),
    meta::DELETE_AVATAR => change(picture::delete_avatar),
    meta::UPDATE_USER => change(origin::update_user),
    meta::GET_PROVIDER_INFO => read(origin::get_provider_info),
}

/// How many people or groups a page has: as documented.
const PAGE: usize = 500;
const CONTINUATION: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

/// How the Graph shows what is in an organization.
#[derive(Clone, Copy)]
pub(super) struct Graph<'a> {
    call: &'a Call,
    subjects: Subjects<'a>,
}

impl<'a> Graph<'a> {
    pub fn new(view: &View<'a>) -> Self {
        let View { call, directory, organization } = *view;
        Self { call, subjects: Subjects { directory, organization } }
    }

    fn organization(&self) -> &'a Organization {
        self.subjects.organization
    }

    fn url(&self, path: &str) -> String {
        let base = self.call.address.organization(Host::Vssps, &self.call.organization);
        format!("{base}/_apis/Graph/{path}")
    }

    fn subject_url(&self, subject: Subject, descriptor: &str) -> String {
        let kind = if matches!(subject, Subject::Person(_)) { "Users" } else { "Groups" };
        self.url(&format!("{kind}/{descriptor}"))
    }

    fn descriptor(&self, subject: Subject) -> String {
        self.subjects.descriptors(subject).map(|(_, descriptor)| descriptor).unwrap_or_default()
    }

    fn find(&self, descriptor: &str) -> Result<Subject, Fault> {
        let found = self.subjects.by_subject_descriptor(descriptor);
        found.ok_or_else(|| Fault::subject_not_found(descriptor))
    }

    /// The subject of an argument of the path.
    fn argument(&self, name: &str) -> Result<Subject, Fault> {
        self.find(self.call.required(name)?)
    }

    /// The group or team of the path.
    fn group(&self, name: &str) -> Result<Subject, Fault> {
        let descriptor = self.call.required(name)?;
        let found = self.find(descriptor)?;
        let is_group = !matches!(found, Subject::Person(_));
        is_group.then_some(found).ok_or_else(|| Fault::subject_not_found(descriptor))
    }

    /// The project of a scope; none for the organization itself.
    fn scope(&self, descriptor: &str) -> Result<Option<ProjectId>, Fault> {
        if descriptor.eq_ignore_ascii_case(&scope_descriptor(self.organization().id().0)) {
            return Ok(None);
        }
        let is = |project: &&Project| scope_descriptor(project.scope).eq_ignore_ascii_case(descriptor);
        let found = self.organization().projects().find(is);
        found.map(|project| Some(project.id)).ok_or_else(|| Fault::subject_not_found(descriptor))
    }

    /// A team or group: its project, name and description.
    fn group_parts(&self, subject: Subject) -> (Option<&'a Project>, &'a str, &'a str) {
        let organization = self.organization();
        match subject {
            Subject::Person(_) => (None, "", ""),
            Subject::Team(project, team) => {
                let project = organization.project_by_id(project);
                let found = project.and_then(|project| project.teams.get(&team));
                let (name, description) =
                    found.map(|team| (team.name.as_str(), team.description.as_str())).unwrap_or_default();
                (project, name, description)
            }
            Subject::Group(id) => {
                let found = organization.group(id);
                let project = found.and_then(|group| group.project);
                let (name, description) =
                    found.map(|group| (group.name.as_str(), group.description.as_str())).unwrap_or_default();
                (project.and_then(|id| organization.project_by_id(id)), name, description)
            }
        }
    }

    /// What a group is called among all.
    fn principal_name(&self, project: Option<&Project>, name: &str) -> String {
        let scope = project.map_or(self.organization().name(), |project| project.name.as_str());
        format!("[{scope}]\\{name}")
    }

    /// What a subject is found by.
    fn names(&self, subject: Subject) -> Vec<String> {
        let Subject::Person(id) = subject else {
            let (project, name, _) = self.group_parts(subject);
            return vec![name.to_owned(), self.principal_name(project, name)];
        };
        let Some(person) = self.subjects.directory.identity(id) else { return Vec::new() };
        let principal =
            if self.is_application(id) { person.object_id.to_string() } else { person.unique_name.clone() };
        vec![person.display_name.clone(), principal]
    }

    /// A person, team or group, in the recorded order.
    pub fn json(&self, subject: Subject) -> Object {
        if let Subject::Person(id) = subject { self.user(subject, id) } else { self.group_json(subject) }
    }

    fn group_json(&self, subject: Subject) -> Object {
        let (project, name, description) = self.group_parts(subject);
        let domain = match project {
            Some(project) => format!("vstfs:///Classification/TeamProject/{}", project.id),
            None => format!("vstfs:///Framework/IdentityDomain/{}", self.organization().id()),
        };
        let descriptor = self.descriptor(subject);
        Object::new()
            .set("subjectKind", "group")
            .set("description", description)
            .set("domain", domain)
            .set("principalName", self.principal_name(project, name))
            .set("mailAddress", Value::Null)
            .set("origin", "vsts")
            .set("originId", Subjects::storage_key(subject).to_string())
            .set("displayName", name)
            .set("_links", self.links(subject, &descriptor))
            .set("url", self.subject_url(subject, &descriptor))
            .set("descriptor", descriptor)
    }

    fn user(&self, subject: Subject, id: IdentityId) -> Object {
        let Some(person) = self.subjects.directory.identity(id) else { return Object::new() };
        if let Some(application) = self.application(id) {
            return self.service_principal(subject, person, application);
        }
        let descriptor = person.subject_descriptor.as_str();
        let avatar = self.call.urls().at(format_args!("_apis/GraphProfile/MemberAvatars/{descriptor}"));
        let alias = person.unique_name.split('@').next().unwrap_or_default();
        Object::new()
            .set("subjectKind", "user")
            // Recorded: who never signed in is nothing yet.
            .set_if(person.puid.is_some(), "metaType", || "member")
            .set("directoryAlias", alias)
            .set("domain", person.tenant.to_string())
            .set("principalName", person.unique_name.as_str())
            .set("mailAddress", person.unique_name.as_str())
            .set("origin", "aad")
            .set("originId", person.object_id.to_string())
            .set("displayName", person.display_name.as_str())
            .set("_links", self.links(subject, descriptor).set("avatar", link(avatar)))
            .set("url", self.subject_url(subject, descriptor))
            .set("descriptor", descriptor)
    }

    /// The application that somebody is, if it is one.
    fn application(&self, id: IdentityId) -> Option<&'a Application> {
        self.subjects.directory.applications().iter().find(|known| known.identity == id)
    }

    fn is_application(&self, id: IdentityId) -> bool {
        self.application(id).is_some()
    }

    /// As `GraphServicePrincipal` in the specification.
    fn service_principal(&self, subject: Subject, known: &Identity, application: &Application) -> Object {
        let descriptor = known.subject_descriptor.as_str();
        Object::new()
            .set("subjectKind", "servicePrincipal")
            .set("metaType", if application.is_managed { "managedIdentity" } else { "application" })
            .set("applicationId", application.client_id.to_string())
            .set("domain", known.tenant.to_string())
            .set("principalName", known.object_id.to_string())
            .set("origin", "aad")
            .set("originId", known.object_id.to_string())
            .set("displayName", known.display_name.as_str())
            .set("_links", self.links(subject, descriptor))
            .set("url", self.url(&format!("ServicePrincipals/{descriptor}")))
            .set("descriptor", descriptor)
    }

    fn links(&self, subject: Subject, descriptor: &str) -> Object {
        Object::new()
            .set("self", link(self.subject_url(subject, descriptor)))
            .set("memberships", link(self.url(&format!("Memberships/{descriptor}"))))
            .set("membershipState", link(self.url(&format!("MembershipStates/{descriptor}"))))
            .set("storageKey", link(self.url(&format!("StorageKeys/{descriptor}"))))
    }

    fn membership(&self, member: Subject, container: Subject) -> Object {
        let (one, other) = (self.descriptor(member), self.descriptor(container));
        let links = Object::new()
            .set("self", link(self.url(&format!("Memberships/{one}/{other}"))))
            .set("member", link(self.subject_url(member, &one)))
            .set("container", link(self.subject_url(container, &other)));
        Object::new().set("containerDescriptor", other).set("memberDescriptor", one).set("_links", links)
    }

    /// A page of subjects.
    fn page(&self, subjects: &[Subject]) -> Result<Reply, Fault> {
        let skip = self.call.query.number(&["continuationToken"])?.unwrap_or(0);
        let items = subjects.iter().skip(skip).take(PAGE).map(|subject| self.json(*subject));
        let reply = Reply::list(items);
        let end = skip.saturating_add(PAGE);
        Ok(if end < subjects.len() { reply.header(CONTINUATION, end.to_string()) } else { reply })
    }
}

/// The descriptor of a storage key, which may also be that of a project.
fn get_descriptor(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.required("storageKey")?;
    let key: Uuid = wanted.parse().map_err(|_| Fault::invalid_parameter("storageKey", wanted))?;
    let graph = Graph::new(view);
    let organization = graph.organization();
    let (descriptor, subject) = if let Some(project) = organization.project_by_id(ProjectId(key)) {
        let descriptor = scope_descriptor(project.scope);
        let url = graph.url(&format!("Scopes/{descriptor}"));
        (descriptor, url)
    } else if organization.id().0 == key {
        let descriptor = scope_descriptor(key);
        let url = graph.url(&format!("Scopes/{descriptor}"));
        (descriptor, url)
    } else {
        let subject = graph.subjects.by_storage_key(key).ok_or_else(|| Fault::subject_not_found(wanted))?;
        let descriptor = graph.descriptor(subject);
        let url = graph.subject_url(subject, &descriptor);
        (descriptor, url)
    };
    let links = Object::new()
        .set("self", link(graph.url(&format!("Descriptors/{key}"))))
        .set("storageKey", link(graph.url(&format!("StorageKeys/{descriptor}"))))
        .set("subject", link(subject));
    Ok(Reply::json(Object::new().set("value", descriptor).set("_links", links)))
}

fn get_storage_key(view: &View<'_>) -> Result<Reply, Fault> {
    let descriptor = view.required("subjectDescriptor")?;
    let graph = Graph::new(view);
    let key = match graph.subjects.by_subject_descriptor(descriptor) {
        Some(subject) => Subjects::storage_key(subject),
        None => graph.scope(descriptor)?.map_or(graph.organization().id().0, |project| project.0),
    };
    let links = Object::new()
        .set("self", link(graph.url(&format!("StorageKeys/{descriptor}"))))
        .set("descriptor", link(graph.url(&format!("Descriptors/{key}"))));
    Ok(Reply::json(Object::new().set("value", key.to_string()).set("_links", links)))
}

fn list_groups(view: &View<'_>) -> Result<Reply, Fault> {
    let kinds = view.query.all("subjectTypes");
    let graph = Graph::new(view);
    // All groups here are the service's own.
    let is_wanted = kinds.is_empty() || kinds.iter().any(|kind| kind.eq_ignore_ascii_case("vssgp"));
    let found = match view.query.any(&["scopeDescriptor"]) {
        _ if !is_wanted => Vec::new(),
        Some(descriptor) => graph.organization().subjects_of_scope(graph.scope(descriptor)?),
        None => {
            let all = graph.subjects.subjects().into_iter();
            all.filter(|subject| !matches!(subject, Subject::Person(_))).collect()
        }
    };
    graph.page(&found)
}

/// Makes a group, in other groups at once if the query says so.
fn create_group(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let Some(name) = text(&body, "/displayName") else {
        let foreign = text(&body, "/originId").or_else(|| text(&body, "/mailAddress"));
        return Err(foreign.map_or_else(
            || Fault::argument_null("creationContext.DisplayName"),
            |_| Fault::not_emulated("groups of Microsoft Entra"),
        ));
    };
    let description = text(&body, "/description").unwrap_or_default();
    let (scope, containers) = {
        let graph = Graph::new(&change.view());
        let scope = change.query.any(&["scopeDescriptor"]).map(|scope| graph.scope(scope)).transpose()?;
        let containers = change.query.all("groupDescriptors").into_iter();
        (scope.flatten(), containers.map(|descriptor| graph.find(descriptor)).collect::<Result<Vec<_>, _>>()?)
    };
    let id = Subject::Group(change.make(|tx| tx.create_group(scope, name, description))?);
    for container in containers {
        change.make(|tx| tx.add_to_group(id, container))?;
    }
    let graph = Graph::new(&change.view());
    let location = graph.subject_url(id, &graph.descriptor(id));
    Ok(Reply::json(graph.json(id)).status(StatusCode::CREATED).header(LOCATION, location))
}

fn get_group(view: &View<'_>) -> Result<Reply, Fault> {
    let graph = Graph::new(view);
    Ok(Reply::json(graph.json(graph.group("groupDescriptor")?)))
}

/// A JSON Patch of the name or the description.
fn update_group(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let patch =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let (mut name, mut description) = (None, None);
    for operation in patch {
        let value = text(operation, "/value");
        match text(operation, "/path").unwrap_or_default().to_lowercase().as_str() {
            "/displayname" => name = value,
            "/description" => description = value,
            other => return Err(Fault::invalid_parameter("path", other)),
        }
    }
    let subject = Graph::new(&change.view()).group("groupDescriptor")?;
    match subject {
        Subject::Group(id) => change.make(|tx| tx.update_group(id, name, description))?,
        Subject::Team(project, team) => {
            let (name, description) = (name.map(str::to_owned), description.map(str::to_owned));
            change.make(|tx| tx.update_team(project, team, name, description))?;
        }
        Subject::Person(_) => {}
    }
    Ok(Reply::json(Graph::new(&change.view()).json(subject)))
}

fn delete_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let subject = Graph::new(&change.view()).group("groupDescriptor")?;
    match subject {
        Subject::Group(id) => change.make(|tx| tx.delete_group(id))?,
        Subject::Team(project, team) => change.make(|tx| tx.delete_team(project, team))?,
        Subject::Person(_) => {}
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn list_users(view: &View<'_>) -> Result<Reply, Fault> {
    let kinds = view.query.all("subjectTypes");
    let is_wanted = kinds.is_empty() || kinds.iter().any(|kind| kind.eq_ignore_ascii_case("aad"));
    let graph = Graph::new(view);
    let people = graph.organization().members().filter(|id| is_wanted && !graph.is_application(*id));
    graph.page(&people.map(Subject::Person).collect::<Vec<_>>())
}

/// The service principals and managed identities that were let in.
fn list_service_principals(view: &View<'_>) -> Result<Reply, Fault> {
    let graph = Graph::new(view);
    let applications = graph.organization().members().filter(|id| graph.is_application(*id));
    graph.page(&applications.map(Subject::Person).collect::<Vec<_>>())
}

/// Lets somebody in: by sign-in address, or as the object of the directory that an id names (the specification has a
/// context for each).
fn create_user(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let containers = {
        let graph = Graph::new(&change.view());
        let containers = change.query.all("groupDescriptors").into_iter();
        containers.map(|descriptor| graph.find(descriptor)).collect::<Result<Vec<_>, _>>()?
    };
    let name = text(&body, "/principalName").or_else(|| text(&body, "/mailAddress"));
    let person = if let Some(name) = name {
        change.directory.invite(name)
    } else {
        let object = text(&body, "/originId");
        let object = object.ok_or_else(|| Fault::argument_null("creationContext.PrincipalName"))?;
        let view = change.view();
        let is = |known: &&Identity| object.parse() == Ok(known.object_id);
        let found = view.directory.identities().find(is).map(|known| known.id);
        found.ok_or_else(|| Fault::subject_not_found(object))?
    };
    // Who is a member already keeps the licence: the operation materializes a user, as its examples are named, and
    // does not say a word of licences.
    if !change.view().organization.is_member(person) {
        change.make(|tx| tx.entitle(person, License::Stakeholder))?;
    }
    for container in containers {
        change.make(|tx| tx.add_to_group(Subject::Person(person), container))?;
    }
    let graph = Graph::new(&change.view());
    Ok(Reply::json(graph.json(Subject::Person(person))).status(StatusCode::CREATED))
}

/// The person of the path.
fn person(graph: &Graph<'_>) -> Result<Subject, Fault> {
    let descriptor = graph.call.required("userDescriptor")?;
    let found = graph.find(descriptor)?;
    let is_person = matches!(found, Subject::Person(_));
    is_person.then_some(found).ok_or_else(|| Fault::subject_not_found(descriptor))
}

fn get_user(view: &View<'_>) -> Result<Reply, Fault> {
    let graph = Graph::new(view);
    Ok(Reply::json(graph.json(person(&graph)?)))
}

fn delete_user(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let subject = person(&Graph::new(&change.view()))?;
    if let Subject::Person(id) = subject {
        change.make(|tx| tx.remove_member(id))?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// What somebody is in, or who is in something; `depth` may go on from there.
fn list_memberships(view: &View<'_>) -> Result<Reply, Fault> {
    let direction = view.query.any(&["direction"]).unwrap_or("up");
    let is_down =
        crate::base::choice(direction, &[("unknown", 0, false), ("down", 1, true), ("up", 2, false)]);
    let is_down = is_down.ok_or_else(|| Fault::invalid_parameter("direction", direction))?;
    let depth = view.query.number(&["depth"])?.unwrap_or(1);
    let graph = Graph::new(view);
    let organization = graph.organization();
    let mut seen = vec![graph.argument("subjectDescriptor")?];
    let (mut level, mut found) = (seen.clone(), Vec::new());
    for _ in 0..depth.max(1) {
        let mut next = Vec::new();
        for subject in level {
            let others =
                if is_down { organization.members_of(subject) } else { organization.containers_of(subject) };
            for other in others {
                let (member, container) = if is_down { (other, subject) } else { (subject, other) };
                found.push(graph.membership(member, container));
                if !seen.contains(&other) {
                    seen.push(other);
                    next.push(other);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    Ok(Reply::list(found))
}

/// The member and the container of the path.
fn pair(graph: &Graph<'_>) -> Result<(Subject, Subject), Fault> {
    Ok((graph.argument("subjectDescriptor")?, graph.argument("containerDescriptor")?))
}

fn get_membership(view: &View<'_>) -> Result<Reply, Fault> {
    let graph = Graph::new(view);
    let (member, container) = pair(&graph)?;
    if graph.organization().members_of(container).contains(&member) {
        Ok(Reply::json(graph.membership(member, container)))
    } else {
        Err(Fault::membership_not_found(&graph.descriptor(member), &graph.descriptor(container)))
    }
}

fn check_membership_existence(view: &View<'_>) -> Result<Reply, Fault> {
    let graph = Graph::new(view);
    let (member, container) = pair(&graph)?;
    let is_there = graph.organization().members_of(container).contains(&member);
    Ok(Reply::empty(if is_there { StatusCode::OK } else { StatusCode::NOT_FOUND }))
}

fn add_membership(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (member, container) = pair(&Graph::new(&change.view()))?;
    change.make(|tx| tx.add_to_group(member, container))?;
    let graph = Graph::new(&change.view());
    Ok(Reply::json(graph.membership(member, container)).status(StatusCode::CREATED))
}

/// Whether a descriptor is that of a group that was deleted.
fn was_deleted(graph: &Graph<'_>, descriptor: &str) -> bool {
    let organization = graph.organization();
    let scopes: Vec<Uuid> =
        organization.projects().map(|project| project.scope).chain([organization.id().0]).collect();
    organization.journal().of::<GroupEvent>(0).any(|(_, event)| {
        let GroupEvent::Deleted(id) = event else { return false };
        scopes.iter().any(|scope| group_descriptors(*scope, *id).1.eq_ignore_ascii_case(descriptor))
    })
}

/// A membership of a group that was deleted meanwhile is gone already: clients take things apart in any order.
fn remove_membership(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let given = change.required("subjectDescriptor")?;
    if was_deleted(&Graph::new(&change.view()), given) {
        return Ok(Reply::empty(StatusCode::OK));
    }
    let (member, container) = pair(&Graph::new(&change.view()))?;
    if change.make(|tx| tx.remove_from_group(member, container))? {
        return Ok(Reply::empty(StatusCode::OK));
    }
    let graph = Graph::new(&change.view());
    Err(Fault::membership_not_found(&graph.descriptor(member), &graph.descriptor(container)))
}

fn get_membership_state(view: &View<'_>) -> Result<Reply, Fault> {
    let graph = Graph::new(view);
    let subject = graph.argument("subjectDescriptor")?;
    let descriptor = graph.descriptor(subject);
    let links = Object::new()
        .set("self", link(graph.url(&format!("MembershipStates/{descriptor}"))))
        .set("member", link(graph.subject_url(subject, &descriptor)));
    Ok(Reply::json(Object::new().set("active", true).set("_links", links)))
}

/// Recorded: an object by descriptor under the name of a list.
fn lookup_subjects(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let keys = body.get("lookupKeys").and_then(Value::as_array);
    let keys = keys.ok_or_else(|| Fault::argument_null("subjectLookup.LookupKeys"))?;
    let graph = Graph::new(view);
    let descriptors =
        keys.iter().map(|key| text(key, "/descriptor").ok_or_else(|| Fault::argument_null("descriptor")));
    let descriptors = distinct(descriptors.collect::<Result<Vec<_>, _>>()?);
    let found = descriptors.iter().map(|descriptor| {
        let subject = graph.subjects.by_subject_descriptor(descriptor);
        (*descriptor, subject.map(|subject| graph.json(subject)))
    });
    let found: Object = found.collect();
    Ok(Reply::json(Object::new().set("count", descriptors.len()).set("value", found)))
}

/// Finds subjects whose names or addresses begin so.
fn query_subjects(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let query = text(&body, "/query").ok_or_else(|| Fault::argument_null("subjectQuery.Query"))?;
    let query = query.to_lowercase();
    let kinds = body.get("subjectKind").and_then(Value::as_array);
    let is_kind = |name: &str| {
        kinds.is_none_or(|kinds| {
            kinds.iter().filter_map(Value::as_str).any(|kind| kind.eq_ignore_ascii_case(name))
        })
    };
    let graph = Graph::new(view);
    let scope = text(&body, "/scopeDescriptor").map(|scope| graph.scope(scope)).transpose()?;
    let subjects = match scope {
        Some(scope) => graph.organization().subjects_of_scope(scope),
        None => graph.subjects.subjects(),
    };
    let wanted = subjects.into_iter().filter(|subject| match subject {
        Subject::Person(_) => is_kind("User"),
        Subject::Team(..) | Subject::Group(_) => is_kind("Group"),
    });
    let found = wanted.filter(|subject| {
        let names = graph.names(*subject);
        names.iter().any(|name| name.to_lowercase().starts_with(&query))
    });
    Ok(Reply::list(found.take(PAGE).map(|subject| graph.json(subject))))
}
