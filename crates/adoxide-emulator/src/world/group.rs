//! Security groups, and who is in what.
//!
//! Teams are groups too: their people are theirs, groups in them are kept here. Everybody who is in anything
//! of a scope is in its "Valid Users", which is computed and not kept.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use uuid::Uuid;

use super::directory::Directory;
use super::id::{IdentityId, ProjectId, TeamId};
use super::identity::group_descriptors;
use super::journal::event;
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::project::{Project, ProjectState};
use super::team::TeamMember;

/// Somebody, or several as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A person.
    Person(IdentityId),
    /// A team of a project.
    Team(ProjectId, TeamId),
    /// A group.
    Group(Uuid),
}

/// What a group is for, where the service itself made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupRole {
    /// May do everything in the scope.
    Administrators,
    /// Everybody in the scope.
    ValidUsers,
    /// Looks after builds.
    BuildAdministrators,
    /// Works in the project.
    Contributors,
    /// Looks at the project.
    Readers,
    /// Somebody made it.
    Custom,
}

/// A security group.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its storage key.
    pub id: Uuid,
    /// The project that it belongs to; none if it belongs to the organization.
    pub project: Option<ProjectId>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What it may do by itself.
    pub role: GroupRole,
}

/// Why a group did not change as wished.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GroupRefusal {
    /// A group or team of this name is there.
    #[error("a group or team named {0} exists")]
    Exists(String),
    /// No name for a group.
    #[error("{0:?} cannot be the name of a group")]
    Name(String),
    /// A group that the service made stays as it is.
    #[error("the group {0} cannot be changed or deleted")]
    BuiltIn(String),
    /// A group would be in itself, or a person would be a group.
    #[error("the membership would make a circle")]
    Circle,
}

/// The groups of an organization.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    by_id: BTreeMap<Uuid, Group>,
    /// In the order of their creation, which is the order of lists.
    order: Vec<Uuid>,
    /// Who is in what, but for the people of teams and for valid users.
    members: BTreeMap<Subject, Vec<Subject>>,
}

/// `scp.…`, the name of the scope of a project or organization in the Graph.
pub fn scope_descriptor(scope: Uuid) -> String {
    format!("scp.{}", STANDARD_NO_PAD.encode(scope.to_string()))
}

/// What happens to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum GroupEvent {
    /// It was created.
    Created(Uuid),
    /// It was renamed or described anew.
    Updated(Uuid),
    /// It was deleted.
    Deleted(Uuid),
    /// Somebody or something came into a group or team, or left it.
    MembershipChanged { member: Subject, container: Subject, is_member: bool },
}

part!(Groups);
event!(GroupEvent);

impl Organization {
    /// The groups of the organization and of its projects that are ready, in the order of their creation.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        let groups = self.part::<Groups>();
        let groups = groups.order.iter().filter_map(|id| groups.by_id.get(id));
        groups.filter(|group| group.project.is_none_or(|project| self.is_well_formed(project)))
    }

    fn is_well_formed(&self, project: ProjectId) -> bool {
        self.project_by_id(project).is_some_and(Project::is_ready)
    }

    /// A group.
    pub fn group(&self, id: Uuid) -> Option<&Group> {
        self.part::<Groups>().by_id.get(&id)
    }

    /// The scope that a group belongs to, as its security identifier names it.
    fn scope_of(&self, project: Option<ProjectId>) -> Uuid {
        let scope = project.and_then(|project| self.project_by_id(project)).map(|project| project.scope);
        scope.unwrap_or(self.id().0)
    }

    /// The legacy descriptor and the subject descriptor of a group.
    pub fn descriptors_of_group(&self, group: &Group) -> (String, String) {
        let scope = self.scope_of(group.project);
        let (legacy, subject) = group_descriptors(scope, group.id);
        // As recorded: what the service itself made has small numbers.
        let known = match group.role {
            GroupRole::Administrators => "0-0-0-0-1",
            GroupRole::ValidUsers => "0-0-0-0-3",
            GroupRole::BuildAdministrators => "0-0-0-1-2",
            GroupRole::Contributors | GroupRole::Readers | GroupRole::Custom => return (legacy, subject),
        };
        let words = legacy.split('-').take(8).collect::<Vec<_>>().join("-");
        let sid = words.split(';').next_back().unwrap_or_default();
        let subject = format!("vssgp.{}", STANDARD_NO_PAD.encode(format!("{sid}-{known}")));
        (format!("{words}-{known}"), subject)
    }

    /// The groups and teams of a scope: of a project, or of the organization itself.
    pub fn subjects_of_scope(&self, project: Option<ProjectId>) -> Vec<Subject> {
        let found = project.and_then(|project| self.project_by_id(project));
        let teams = found
            .into_iter()
            .flat_map(|project| project.teams.keys().map(move |team| Subject::Team(project.id, *team)));
        let groups = self.groups().filter(|group| group.project == project);
        teams.chain(groups.map(|group| Subject::Group(group.id))).collect()
    }

    /// Who is directly in a group or team.
    pub fn members_of(&self, container: Subject) -> Vec<Subject> {
        let kept = self.part::<Groups>().members.get(&container).into_iter().flatten().copied();
        match container {
            Subject::Person(_) => Vec::new(),
            Subject::Team(project, team) => {
                let team = self.project_by_id(project).and_then(|project| project.teams.get(&team));
                let people = team.into_iter().flat_map(|team| &team.members);
                people.map(|member| Subject::Person(member.identity)).chain(kept).collect()
            }
            Subject::Group(id) => match self.group(id) {
                Some(group) if group.role == GroupRole::ValidUsers => {
                    let subjects = self.subjects_of_scope(group.project).into_iter();
                    let subjects = subjects.filter(|subject| *subject != container);
                    let people = self.members().filter(|_| group.project.is_none()).map(Subject::Person);
                    subjects.chain(people).collect()
                }
                _ => kept.collect(),
            },
        }
    }

    /// What somebody or something is directly in.
    pub fn containers_of(&self, member: Subject) -> Vec<Subject> {
        let teams = self.projects().filter(|project| project.state == ProjectState::WellFormed);
        let teams =
            teams.flat_map(|project| project.teams.keys().map(move |team| Subject::Team(project.id, *team)));
        let groups = self.groups().map(|group| Subject::Group(group.id));
        teams.chain(groups).filter(|container| self.members_of(*container).contains(&member)).collect()
    }

    /// Everything that somebody or something is in, directly or not.
    pub fn all_containers_of(&self, member: Subject) -> BTreeSet<Subject> {
        let mut found = BTreeSet::new();
        let mut next = vec![member];
        while let Some(member) = next.pop() {
            next.extend(self.containers_of(member).into_iter().filter(|container| found.insert(*container)));
        }
        found
    }

    fn check_group_name(
        &self,
        project: Option<ProjectId>,
        except: Option<Uuid>,
        name: &str,
    ) -> Result<(), GroupRefusal> {
        if name.trim().is_empty() || name.chars().count() > 256 {
            return Err(GroupRefusal::Name(name.to_owned()));
        }
        let mut groups = self.groups().filter(|group| group.project == project && Some(group.id) != except);
        let team = project.and_then(|project| self.project_by_id(project)?.team(name));
        if team.is_some() || groups.any(|group| same_name(&group.name, name)) {
            return Err(GroupRefusal::Exists(name.to_owned()));
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Makes a group.
    ///
    /// # Errors
    /// When the name is taken in the scope, or is none.
    pub fn create_group(
        &mut self,
        project: Option<ProjectId>,
        name: &str,
        description: &str,
    ) -> Result<Recorded<Uuid>, GroupRefusal> {
        self.check_group_name(project, None, name)?;
        let id = self.add_group(project, name, description, GroupRole::Custom);
        Ok(self.record(GroupEvent::Created(id)).with(id))
    }

    fn add_group(
        &mut self,
        project: Option<ProjectId>,
        name: &str,
        description: &str,
        role: GroupRole,
    ) -> Uuid {
        let id = self.uuid();
        let group = Group { id, project, name: name.to_owned(), description: description.to_owned(), role };
        let groups = self.part_mut::<Groups>();
        groups.by_id.insert(id, group);
        groups.order.push(id);
        id
    }

    /// Renames a group or describes it anew.
    ///
    /// # Errors
    /// When the name is taken or none, or the service made the group.
    pub fn update_group(
        &mut self,
        id: Uuid,
        name: Option<&str>,
        description: Option<&str>,
    ) -> Result<Recorded, GroupRefusal> {
        let group = self.group(id).ok_or_else(|| GroupRefusal::BuiltIn(id.to_string()))?;
        if group.role != GroupRole::Custom {
            return Err(GroupRefusal::BuiltIn(group.name.clone()));
        }
        if let Some(name) = name {
            self.check_group_name(group.project, Some(id), name)?;
        }
        if let Some(group) = self.part_mut::<Groups>().by_id.get_mut(&id) {
            name.unwrap_or(&group.name.clone()).clone_into(&mut group.name);
            description.unwrap_or(&group.description.clone()).clone_into(&mut group.description);
        }
        Ok(self.record(GroupEvent::Updated(id)))
    }

    /// Deletes a group.
    ///
    /// # Errors
    /// When the service made the group.
    pub fn delete_group(&mut self, id: Uuid) -> Result<Recorded, GroupRefusal> {
        let group = self.group(id).ok_or_else(|| GroupRefusal::BuiltIn(id.to_string()))?;
        if group.role != GroupRole::Custom {
            return Err(GroupRefusal::BuiltIn(group.name.clone()));
        }
        let groups = self.part_mut::<Groups>();
        groups.by_id.remove(&id);
        groups.order.retain(|known| *known != id);
        groups.members.remove(&Subject::Group(id));
        for members in groups.members.values_mut() {
            members.retain(|member| *member != Subject::Group(id));
        }
        Ok(self.record(GroupEvent::Deleted(id)))
    }

    /// Puts somebody or something into a group or team; whether it was not there yet.
    ///
    /// # Errors
    /// When a group would be in itself.
    pub fn add_to_group(
        &mut self,
        member: Subject,
        container: Subject,
    ) -> Result<Recorded<bool>, GroupRefusal> {
        let circle = member == container || self.all_containers_of(container).contains(&member);
        if circle || matches!(container, Subject::Person(_)) {
            return Err(GroupRefusal::Circle);
        }
        if self.members_of(container).contains(&member) {
            return Ok(self.unchanged(false));
        }
        match (member, container) {
            (Subject::Person(identity), Subject::Team(project, team)) => {
                if let Some(team) = self.team_mut(project, team) {
                    team.members.push(TeamMember { identity, is_team_admin: false });
                }
            }
            _ => self.part_mut::<Groups>().members.entry(container).or_default().push(member),
        }
        let event = GroupEvent::MembershipChanged { member, container, is_member: true };
        Ok(self.record(event).with(true))
    }

    /// Takes somebody or something out of a group or team; whether it was there.
    ///
    /// # Errors
    /// None.
    pub fn remove_from_group(
        &mut self,
        member: Subject,
        container: Subject,
    ) -> Result<Recorded<bool>, GroupRefusal> {
        if !self.members_of(container).contains(&member) {
            return Ok(self.unchanged(false));
        }
        if let (Subject::Person(identity), Subject::Team(project, team)) = (member, container)
            && let Some(team) = self.team_mut(project, team)
        {
            team.members.retain(|known| known.identity != identity);
        }
        if let Some(members) = self.part_mut::<Groups>().members.get_mut(&container) {
            members.retain(|known| *known != member);
        }
        let event = GroupEvent::MembershipChanged { member, container, is_member: false };
        Ok(self.record(event).with(true))
    }

    /// The groups that an organization comes with, as published.
    pub(super) fn create_default_groups(&mut self) {
        let scope = "Members of this group";
        let administrators = self.add_group(
            None,
            "Project Collection Administrators",
            &format!("{scope} can perform all operations in the organization."),
            GroupRole::Administrators,
        );
        self.add_group(
            None,
            "Project Collection Valid Users",
            &format!("{scope} have access to the organization."),
            GroupRole::ValidUsers,
        );
        self.add_group(
            None,
            "Project Collection Build Administrators",
            &format!("{scope} can administer build resources and permissions."),
            GroupRole::BuildAdministrators,
        );
        for (name, purpose) in [
            ("Project Collection Build Service Accounts", "are the identities that builds run as."),
            ("Project Collection Service Accounts", "are service accounts of the organization."),
        ] {
            self.add_group(None, name, &format!("{scope} {purpose}"), GroupRole::Custom);
        }
        let owner = Subject::Person(self.owner());
        self.part_mut::<Groups>().members.insert(Subject::Group(administrators), vec![owner]);
    }

    /// The groups that a project comes with: recorded, with what they are for.
    pub(super) fn create_project_groups(&mut self, project: ProjectId, team: TeamId) {
        let stamp = self.stamp();
        let scope = "Members of this group";
        let project_id = Some(project);
        let access = format!("{scope} have access to the team project.");
        self.add_group(project_id, "Readers", &access, GroupRole::Readers);
        self.add_group(project_id, "Project Valid Users", &access, GroupRole::ValidUsers);
        let contributors = self.add_group(
            project_id,
            "Contributors",
            &format!("{scope} can add, modify, and delete items within the team project."),
            GroupRole::Contributors,
        );
        let administrators = self.add_group(
            project_id,
            "Project Administrators",
            &format!("{scope} can perform all operations in the team project."),
            GroupRole::Administrators,
        );
        self.add_group(
            project_id,
            "Build Administrators",
            &format!(
                "{scope} can create, modify and delete build definitions and manage queued and completed \
                 builds."
            ),
            GroupRole::BuildAdministrators,
        );
        self.grant_project(project);
        let members = &mut self.part_mut::<Groups>().members;
        members.insert(Subject::Group(contributors), vec![Subject::Team(project, team)]);
        members.insert(Subject::Group(administrators), vec![Subject::Person(stamp.actor)]);
    }

    /// Takes somebody out of everything in the organization.
    pub(super) fn forget_person(&mut self, person: IdentityId) {
        for members in self.part_mut::<Groups>().members.values_mut() {
            members.retain(|member| *member != Subject::Person(person));
        }
        self.each_team(|team| team.members.retain(|member| member.identity != person));
    }
}

/// Finds subjects by their names.
#[derive(Clone, Copy, Debug)]
pub struct Subjects<'w> {
    /// The people.
    pub directory: &'w Directory,
    /// The organization.
    pub organization: &'w Organization,
}

impl<'w> Subjects<'w> {
    fn projects(&self) -> impl Iterator<Item = &'w Project> {
        self.organization.projects().filter(|project| project.state == ProjectState::WellFormed)
    }

    /// Everybody and everything: the people, teams and groups.
    pub fn subjects(&self) -> Vec<Subject> {
        let people = self.organization.members().map(Subject::Person);
        let teams = self
            .projects()
            .flat_map(|project| project.teams.keys().map(move |team| Subject::Team(project.id, *team)));
        let groups = self.organization.groups().map(|group| Subject::Group(group.id));
        people.chain(teams).chain(groups).collect()
    }

    /// The legacy descriptor and the subject descriptor.
    pub fn descriptors(&self, subject: Subject) -> Option<(String, String)> {
        match subject {
            Subject::Person(id) => {
                let person = self.directory.identity(id)?;
                Some((person.descriptor.clone(), person.subject_descriptor.clone()))
            }
            Subject::Team(project, team) => {
                let scope = self.organization.project_by_id(project)?.scope;
                Some(group_descriptors(scope, team.0))
            }
            Subject::Group(id) => Some(self.organization.descriptors_of_group(self.organization.group(id)?)),
        }
    }

    /// The storage key.
    pub fn storage_key(subject: Subject) -> Uuid {
        match subject {
            Subject::Person(id) => id.0,
            Subject::Team(_, id) => id.0,
            Subject::Group(id) => id,
        }
    }

    /// Whoever has a subject descriptor.
    pub fn by_subject_descriptor(&self, descriptor: &str) -> Option<Subject> {
        let has = |subject: &Subject| {
            self.descriptors(*subject).is_some_and(|(_, known)| known.eq_ignore_ascii_case(descriptor))
        };
        self.subjects().into_iter().find(has)
    }

    /// Whoever has a storage key.
    pub fn by_storage_key(&self, key: Uuid) -> Option<Subject> {
        self.subjects().into_iter().find(|subject| Self::storage_key(*subject) == key)
    }

    /// Whoever has a legacy descriptor.
    pub fn by_descriptor(&self, descriptor: &str) -> Option<Subject> {
        let has = |subject: &Subject| {
            self.descriptors(*subject).is_some_and(|(known, _)| same_name(&known, descriptor))
        };
        self.subjects().into_iter().find(has)
    }
}
