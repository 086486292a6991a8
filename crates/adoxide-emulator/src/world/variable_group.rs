//! Variable groups: variables that several pipelines, of several projects, share.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::build::plan::ResourceKind;
use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;
use super::secret::Names;

/// How a project calls a variable group that it may use.
#[derive(Clone, Debug)]
pub struct ProjectReference {
    /// The project.
    pub project: ProjectId,
    /// The name there.
    pub name: String,
    /// What it is for there.
    pub description: Option<String>,
}

/// What a variable group is made of, or changed to.
#[derive(Clone)]
pub struct NewVariableGroup {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// `Vsts`, or `AzureKeyVault`.
    pub kind: String,
    /// Where the values come from, if they are kept elsewhere.
    pub provider_data: Option<Value>,
    /// The variables: `{"value", "isSecret"?, "isReadOnly"?}` by name. A secret without a value stays as it was.
    pub variables: Map<String, Value>,
    /// The projects that may use it; none to leave them as they are.
    pub projects: Option<Vec<ProjectReference>>,
}

impl fmt::Debug for NewVariableGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewVariableGroup")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("variables", &Names(&self.variables))
            .field("projects", &self.projects)
            .finish_non_exhaustive()
    }
}

/// A variable group.
#[derive(Clone)]
pub struct VariableGroup {
    /// Its number in the organization.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// `Vsts`, or `AzureKeyVault`.
    pub kind: String,
    /// Where the values come from, if they are kept elsewhere.
    pub provider_data: Option<Value>,
    /// The variables, with the values of the secret ones, which are never answered.
    pub variables: Map<String, Value>,
    /// The projects that may use it.
    pub projects: Vec<ProjectReference>,
    /// When and by whom it was made.
    pub created: Stamp,
    /// When and by whom it was changed last.
    pub modified: Stamp,
}

impl fmt::Debug for VariableGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VariableGroup")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("variables", &Names(&self.variables))
            .field("projects", &self.projects)
            .finish_non_exhaustive()
    }
}

impl VariableGroup {
    /// How a project calls it, if it may use it.
    pub fn reference(&self, project: ProjectId) -> Option<&ProjectReference> {
        self.projects.iter().find(|reference| reference.project == project)
    }
}

/// The variable groups of an organization.
#[derive(Clone, Debug, Default)]
pub struct VariableGroups {
    last: i64,
    groups: BTreeMap<i64, VariableGroup>,
}

impl VariableGroups {
    /// The groups that a project may use, by number.
    pub fn of(&self, project: ProjectId) -> impl DoubleEndedIterator<Item = &VariableGroup> {
        self.groups.values().filter(move |group| group.reference(project).is_some())
    }

    /// A group.
    pub fn group(&self, id: i64) -> Option<&VariableGroup> {
        self.groups.get(&id)
    }
}

/// What happens to a variable group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum VariableGroupEvent {
    /// It was created.
    Created(i64),
    /// It was changed.
    Updated(i64),
    /// Further projects may use it.
    Shared(i64),
    /// It was taken from projects; without any left it is gone.
    Deleted { id: i64, projects: Vec<ProjectId> },
}

part!(VariableGroups);
event!(VariableGroupEvent);

impl Organization {
    /// Its variable groups.
    pub fn variable_groups(&self) -> &VariableGroups {
        self.part()
    }

    fn check_references(&self, id: Option<i64>, projects: &[ProjectReference]) -> Result<(), Refusal> {
        for reference in projects {
            let project = reference.project;
            self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
            let taken = self.part::<VariableGroups>().of(project).any(|group| {
                Some(group.id) != id
                    && group.reference(project).is_some_and(|known| same_name(&known.name, &reference.name))
            });
            if taken {
                return Err(Refusal::VariableGroupExists(reference.name.clone()));
            }
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Creates a variable group.
    ///
    /// # Errors
    /// When a project has one of this name, does not exist, or none is given.
    pub fn create_variable_group(&mut self, new: NewVariableGroup) -> Result<Recorded<i64>, Refusal> {
        let stamp = self.stamp();
        let projects = new.projects.unwrap_or_default();
        self.check_references(None, &projects)?;
        let groups = self.part_mut::<VariableGroups>();
        groups.last += 1;
        let id = groups.last;
        let group = VariableGroup {
            id,
            name: new.name,
            description: new.description,
            kind: new.kind,
            provider_data: new.provider_data,
            variables: new.variables,
            projects,
            created: stamp,
            modified: stamp,
        };
        groups.groups.insert(id, group);
        Ok(self.record(VariableGroupEvent::Created(id)).with(id))
    }

    /// Changes a variable group: all of it.
    ///
    /// # Errors
    /// When there is none, or as for a new one.
    pub fn update_variable_group(&mut self, id: i64, new: NewVariableGroup) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part::<VariableGroups>().group(id).ok_or(Refusal::NoVariableGroup(id))?;
        let projects = new.projects.unwrap_or_else(|| {
            // Its name is that in all projects.
            let rename = |known: &ProjectReference| ProjectReference {
                name: new.name.clone(),
                description: new.description.clone(),
                ..*known
            };
            known.projects.iter().map(rename).collect()
        });
        self.check_references(Some(id), &projects)?;
        let mut variables = new.variables;
        for (name, variable) in &mut variables {
            let is_secret = variable["isSecret"].as_bool().unwrap_or(false);
            if is_secret && variable["value"].is_null() {
                variable["value"] = known.variables.get(name).map_or(Value::Null, |old| old["value"].clone());
            }
        }
        if let Some(group) = self.part_mut::<VariableGroups>().groups.get_mut(&id) {
            group.name = new.name;
            group.description = new.description;
            group.kind = new.kind;
            group.provider_data = new.provider_data;
            group.variables = variables;
            group.projects = projects;
            group.modified = stamp;
        }
        Ok(self.record(VariableGroupEvent::Updated(id)))
    }

    /// Lets further projects use a variable group.
    ///
    /// # Errors
    /// When there is none, or a project has one of this name.
    pub fn share_variable_group(
        &mut self,
        id: i64,
        projects: Vec<ProjectReference>,
    ) -> Result<Recorded, Refusal> {
        self.check_references(Some(id), &projects)?;
        let group =
            self.part_mut::<VariableGroups>().groups.get_mut(&id).ok_or(Refusal::NoVariableGroup(id))?;
        group.projects.retain(|known| projects.iter().all(|new| new.project != known.project));
        group.projects.extend(projects);
        Ok(self.record(VariableGroupEvent::Shared(id)))
    }

    /// Takes a variable group from projects; without any left it is gone.
    ///
    /// # Errors
    /// When none of the projects may use it.
    pub fn delete_variable_group(&mut self, id: i64, projects: &[ProjectId]) -> Result<Recorded, Refusal> {
        let groups = &mut self.part_mut::<VariableGroups>().groups;
        let group = groups.get_mut(&id).ok_or(Refusal::NoVariableGroup(id))?;
        let before = group.projects.len();
        group.projects.retain(|known| !projects.contains(&known.project));
        if group.projects.len() == before {
            return Err(Refusal::NoVariableGroup(id));
        }
        if group.projects.is_empty() {
            groups.remove(&id);
        }
        for project in projects {
            self.forget_resource(*project, ResourceKind::VariableGroup, &id.to_string());
        }
        Ok(self.record(VariableGroupEvent::Deleted { id, projects: projects.to_vec() }))
    }
}
