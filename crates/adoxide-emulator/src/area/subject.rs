//! People, teams and groups as other areas name them.

use uuid::Uuid;

use crate::handler::View;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::world::group::{Subject, Subjects};

/// A person, team or group, with its names.
pub(super) struct NamedSubject {
    pub id: Uuid,
    pub subject: Subject,
    pub display_name: String,
    pub unique_name: String,
    pub descriptor: String,
    pub legacy: String,
}

/// A subject with its names; none where it is not there.
pub(super) fn named(view: &View<'_>, subject: Subject) -> Option<NamedSubject> {
    let organization = view.organization;
    let subjects = Subjects { directory: view.directory, organization };
    let (legacy, descriptor) = subjects.descriptors(subject)?;
    let in_scope = |project, name: &str| {
        let project = Option::and_then(project, |id| organization.project_by_id(id));
        let scope = project.map_or(organization.name(), |project| project.name.as_str());
        let domain = project.map_or_else(
            || format!("vstfs:///Framework/IdentityDomain/{}", organization.host_id()),
            |project| format!("vstfs:///Classification/TeamProject/{}", project.id),
        );
        (format!("[{scope}]\\{name}"), format!("{domain}\\{name}"))
    };
    let (display_name, unique_name) = match subject {
        Subject::Person(id) => {
            let person = view.directory.identity(id)?;
            (person.display_name.clone(), person.unique_name.clone())
        }
        Subject::Team(project, team) => {
            in_scope(Some(project), &organization.project_by_id(project)?.teams.get(&team)?.name)
        }
        Subject::Group(id) => {
            let group = organization.group(id)?;
            in_scope(group.project, &group.name)
        }
    };
    Some(NamedSubject {
        id: Subjects::storage_key(subject),
        subject,
        display_name,
        unique_name,
        descriptor,
        legacy,
    })
}

/// The subject with a storage key.
///
/// # Errors
/// A 404 that names the key.
pub(super) fn by_id(view: &View<'_>, id: &str) -> Result<NamedSubject, Fault> {
    let subjects = Subjects { directory: view.directory, organization: view.organization };
    let found = id.parse().ok().and_then(|id| subjects.by_storage_key(id));
    found.and_then(|subject| named(view, subject)).ok_or_else(|| Fault::profile_not_found(id))
}

/// What somebody is called in a sentence: the id where nobody has it any more.
pub(super) fn subject_name(view: &View<'_>, id: Uuid) -> String {
    let person = view.directory.identities().find(|person| person.id.0 == id);
    if let Some(person) = person {
        return person.display_name.clone();
    }
    let subjects = Subjects { directory: view.directory, organization: view.organization };
    let found = subjects.by_storage_key(id).and_then(|subject| named(view, subject));
    found.map_or_else(|| id.to_string(), |found| found.display_name)
}

impl NamedSubject {
    /// The three members that security roles and older areas tell.
    pub fn brief(&self) -> Object {
        Object::new()
            .set("displayName", self.display_name.as_str())
            .set("id", self.id.to_string())
            .set("uniqueName", self.unique_name.as_str())
    }
}
