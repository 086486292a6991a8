//! Build definitions: pipelines.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

use super::{BuildResult, Builds, DefinitionEvent, DefinitionId};
use crate::world::id::{ProjectId, RepositoryId};
use crate::world::journal::Stamp;
use crate::world::name::same_name;
use crate::world::organization::{Organization, Recorded, Transaction};
use crate::world::refusal::Refusal;
use crate::world::secret::Names;

/// What a definition is made of, or changed to.
#[derive(Clone)]
pub struct NewDefinition {
    /// Its name.
    pub name: String,
    /// Its folder (`\`).
    pub path: String,
    /// The queue that its builds go to.
    pub queue: Option<i64>,
    /// Whether builds may be queued: `enabled`, `paused` or `disabled`.
    pub queue_status: String,
    /// What it says of its repository.
    pub repository: Map<String, Value>,
    /// Its variables. The value of a secret one is none if it stays as it was.
    pub variables: Option<Map<String, Value>>,
    /// Its tags.
    pub tags: Option<Vec<String>>,
    /// Everything else, by name, as it is answered.
    pub rest: Map<String, Value>,
}

impl fmt::Debug for NewDefinition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewDefinition")
            .field("name", &self.name)
            .field("path", &self.path)
            .field("variables", &self.variables.as_ref().map(Names))
            .finish_non_exhaustive()
    }
}

/// A build definition.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its number.
    pub id: DefinitionId,
    /// Its project.
    pub project: ProjectId,
    /// From 1, one more with every change.
    pub revision: i64,
    /// Who made this revision, and when.
    pub changed: Stamp,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// Everything that a client sets.
    pub content: NewDefinition,
}

impl Definition {
    /// The repository, if it is one of this organization.
    pub fn repository(&self) -> Option<RepositoryId> {
        self.content.repository.get("id")?.as_str()?.parse().ok()
    }

    /// Whether what it runs is in YAML.
    pub fn is_yaml(&self) -> bool {
        self.content.rest.get("process").is_some_and(|process| process["type"] == 2)
    }

    /// The full name of the branch that is built by default.
    pub fn default_branch(&self) -> Option<String> {
        let name = self.content.repository.get("defaultBranch")?.as_str()?;
        Some(if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") })
    }
}

impl Organization {
    fn checked_definition(
        &self,
        project: ProjectId,
        known: Option<&Definition>,
        mut new: NewDefinition,
    ) -> Result<NewDefinition, Refusal> {
        let mut others = self.part::<Builds>().definitions().filter(|other| other.project == project);
        if others.any(|other| {
            known.is_none_or(|known| known.id != other.id)
                && same_name(&other.content.name, &new.name)
                && same_name(&other.content.path, &new.path)
        }) {
            return Err(Refusal::BuildDefinitionExists(new.name));
        }
        if let Some(queue) = new.queue {
            let found = self.agents().queue(queue).filter(|found| found.project == project);
            found.ok_or(Refusal::NoQueue(queue))?;
        }
        // A secret that comes back without its value stays as it was; no secret is ever answered.
        let before = known.and_then(|known| known.content.variables.as_ref());
        for (name, variable) in new.variables.iter_mut().flatten() {
            let is_secret = variable["isSecret"].as_bool().unwrap_or(false);
            if is_secret
                && variable["value"].is_null()
                && let Some(old) = before.and_then(|before| before.get(name))
            {
                variable["value"] = old["value"].clone();
            }
        }
        if let Some(known) = known {
            new.tags = new.tags.or_else(|| known.content.tags.clone());
        }
        Ok(new)
    }
}

impl Transaction<'_> {
    /// Creates a definition.
    ///
    /// # Errors
    /// When the name is taken in its folder, or there is no such project or queue.
    pub fn create_build_definition(
        &mut self,
        project: ProjectId,
        new: NewDefinition,
    ) -> Result<Recorded<DefinitionId>, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let new = self.checked_definition(project, None, new)?;
        self.add_folders(project, &new.path, None);
        let builds = self.part_mut::<Builds>();
        builds.last_definition += 1;
        let id = builds.last_definition;
        let definition =
            Definition { id, project, revision: 1, changed: stamp, is_deleted: false, content: new };
        builds.definitions.insert(id, vec![definition]);
        Ok(self.record(DefinitionEvent::Created(id)).with(id))
    }

    /// Changes a definition: all of it. The revision must be the present one.
    ///
    /// # Errors
    /// When there is none, somebody changed it since, or as for a new one.
    pub fn update_build_definition(
        &mut self,
        id: DefinitionId,
        revision: i64,
        new: NewDefinition,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part::<Builds>().definition(id).ok_or(Refusal::NoBuildDefinition(id))?.clone();
        if known.revision != revision {
            return Err(Refusal::BuildDefinitionChanged(id));
        }
        let content = self.checked_definition(known.project, Some(&known), new)?;
        self.add_folders(known.project, &content.path, None);
        let changed = Definition { revision: known.revision + 1, changed: stamp, content, ..known };
        self.part_mut::<Builds>().definitions.entry(id).or_default().push(changed);
        Ok(self.record(DefinitionEvent::Updated(id)))
    }

    /// Sets the tags of a definition, which makes no revision.
    ///
    /// # Errors
    /// When there is none.
    pub fn tag_build_definition(
        &mut self,
        id: DefinitionId,
        change: impl FnOnce(&mut BTreeSet<String>),
    ) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<Builds>().definitions.get_mut(&id).and_then(|all| all.last_mut());
        let known = known.filter(|known| !known.is_deleted).ok_or(Refusal::NoBuildDefinition(id))?;
        let mut tags = known.content.tags.take().into_iter().flatten().collect();
        change(&mut tags);
        known.content.tags = Some(tags.into_iter().collect());
        Ok(self.record(DefinitionEvent::Tagged(id)))
    }

    /// Deletes a definition, and its builds.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_build_definition(&mut self, id: DefinitionId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part::<Builds>().definition(id).ok_or(Refusal::NoBuildDefinition(id))?.clone();
        let gone = Definition { revision: known.revision + 1, changed: stamp, is_deleted: true, ..known };
        let builds = self.part_mut::<Builds>();
        builds.definitions.entry(id).or_default().push(gone);
        let of_it = builds.all.values().filter(|build| build.new.definition == id);
        for id in of_it.map(|build| build.id) {
            builds.deleted.entry(id).or_insert(stamp);
        }
        Ok(self.record(DefinitionEvent::Deleted(id)))
    }

    /// Brings back a deleted definition, and the builds that were deleted with it.
    ///
    /// # Errors
    /// When there is none that was deleted, or its name has been taken since.
    pub fn restore_build_definition(&mut self, id: DefinitionId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let gone = self.part::<Builds>().revisions(id).last().filter(|last| last.is_deleted).cloned();
        let gone = gone.ok_or(Refusal::NoBuildDefinition(id))?;
        let content = self.checked_definition(gone.project, None, gone.content.clone())?;
        let deleted = gone.changed.at;
        let back =
            Definition { revision: gone.revision + 1, changed: stamp, is_deleted: false, content, ..gone };
        let builds = self.part_mut::<Builds>();
        builds.definitions.entry(id).or_default().push(back);
        let all = &builds.all;
        builds.deleted.retain(|build, at| {
            at.at != deleted || all.get(build).is_none_or(|build| build.new.definition != id)
        });
        Ok(self.record(DefinitionEvent::Restored(id)))
    }

    /// Sets properties of a definition, which makes no revision.
    ///
    /// # Errors
    /// When there is none.
    pub fn set_definition_properties(
        &mut self,
        id: DefinitionId,
        change: impl FnOnce(&mut Map<String, Value>),
    ) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<Builds>().definitions.get_mut(&id).and_then(|all| all.last_mut());
        let known = known.filter(|known| !known.is_deleted).ok_or(Refusal::NoBuildDefinition(id))?;
        let properties = known.content.rest.entry("properties").or_insert_with(|| Value::Object(Map::new()));
        if let Some(properties) = properties.as_object_mut() {
            change(properties);
        }
        Ok(self.record(DefinitionEvent::PropertiesChanged(id)))
    }

    /// Says how the builds of a definition end from now on.
    ///
    /// # Errors
    /// None.
    pub fn set_build_outcome(
        &mut self,
        definition: DefinitionId,
        result: BuildResult,
    ) -> Result<Recorded, Refusal> {
        self.part_mut::<Builds>().outcomes.insert(definition, result);
        Ok(self.record(DefinitionEvent::OutcomeChosen { id: definition, result }))
    }
}
