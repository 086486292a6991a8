//! How releases are created and change.

use serde_json::{Map, Value, json};

use super::definition::{Artifact, ReleaseDefinitionId};
use super::deployment::{Release, ReleaseChange, ReleaseEnvironment, ReleaseId};
use super::kind::{EnvironmentStatus, ReleaseReason, ReleaseStatus};
use super::{ReleaseEvent, ReleaseRefusal, Releases, name, next};
use crate::world::build::{Build, BuildId, BuildResult};
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::organization::Organization;
use crate::world::organization::{Recorded, Transaction};
use crate::world::secret::Variables;

type Refused<T> = Result<T, ReleaseRefusal>;

/// What a release is made of.
#[derive(Clone, Debug)]
pub struct NewRelease {
    /// Of what.
    pub definition: ReleaseDefinitionId,
    /// What it is for.
    pub description: String,
    /// Which versions it has, by alias: id and name. Of others it has the latest.
    pub versions: Vec<(String, String, Option<String>)>,
    /// Whether nothing begins before it is started.
    pub is_draft: bool,
    /// Why.
    pub reason: ReleaseReason,
    /// The environments that begin only when somebody asks, whatever their conditions say.
    pub manual_environments: Vec<String>,
    /// Its properties, as they are answered.
    pub properties: Map<String, Value>,
    /// Values of variables that may be set at that time.
    pub variables: Variables,
    /// The same, by environment of the definition.
    pub environment_variables: Vec<(i64, Variables)>,
    /// For whom, if not for who asks.
    pub created_for: Option<IdentityId>,
    /// The artifact that creates it.
    pub triggering_alias: Option<String>,
}

/// What changes of a release.
#[derive(Clone, Debug, Default)]
pub struct ReleaseChanges {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether retention passes it by.
    pub keep_forever: Option<bool>,
    /// How it is doing: a draft starts, an active one is abandoned.
    pub status: Option<ReleaseStatus>,
    /// The environments that begin only when somebody asks.
    pub manual_environments: Option<Vec<String>>,
    /// Its variables, all of them.
    pub variables: Option<Variables>,
    /// The variables of environments, all of them, by number.
    pub environment_variables: Vec<(i64, Variables)>,
    /// Why.
    pub comment: String,
}

impl Organization {
    /// The build that a version of a definition is, if it is there.
    fn version_of(&self, definition: i64, id: Option<&str>) -> Option<&Build> {
        let builds = self.builds();
        let of = |build: &&Build| build.new.definition == definition;
        match id {
            Some(id) => builds.build(id.parse().ok()?).filter(of),
            None => builds.builds().rev().filter(of).find(|build| {
                use BuildResult::{PartiallySucceeded, Succeeded};
                matches!(build.result, Some(Succeeded | PartiallySucceeded))
            }),
        }
    }

    /// An artifact with a version: what is known of the build that it is.
    fn resolve(
        &self,
        artifact: &Artifact,
        version: Option<&(String, String, Option<String>)>,
    ) -> Refused<Artifact> {
        let mut resolved = artifact.clone();
        let reference = &mut resolved.reference;
        reference.shift_remove("defaultVersionType");
        reference.shift_remove("defaultVersionBranch");
        let mut set = |name: &str, id: &str, title: Option<&str>| {
            reference.insert(name.to_owned(), json!({"id": id, "name": title}));
        };
        let Some(definition) = artifact.build_definition() else {
            let id =
                version.map(|(_, id, _)| id.as_str()).or_else(|| artifact.id_of("defaultVersionSpecific"));
            // What is elsewhere is not asked: a version that is not given is one that is not known.
            if let Some(id) = id {
                let title = version.and_then(|(.., title)| title.as_deref()).unwrap_or(id);
                set("version", id, Some(title));
            }
            return Ok(resolved);
        };
        let asked = version.map(|(_, id, _)| id.as_str());
        let found = self.version_of(definition, asked);
        let Some(build) = found else {
            // A version that is asked for may be gone since: retention takes builds, not what is known of them.
            let (_, id, title) = version.ok_or_else(|| ReleaseRefusal::NoVersion(artifact.alias.clone()))?;
            set("version", id, title.as_deref().or(Some(id)));
            return Ok(resolved);
        };
        set("buildUri", &format!("vstfs:///Build/Build/{}", build.id), None);
        if let Some(commit) = &build.new.source_version {
            set("pullRequestMergeCommitId", commit, None);
            set("sourceVersion", commit, None);
        }
        set("version", &build.id.to_string(), Some(&build.number));
        if let Some(branch) = &build.new.source_branch {
            set("branch", branch, Some(branch));
        }
        Ok(resolved)
    }
}

impl Transaction<'_> {
    /// Creates a release. Unless it is a draft, its environments begin as their conditions say.
    ///
    /// # Errors
    /// When there is no such definition, or no version of an artifact.
    pub fn create_release(&mut self, new: NewRelease) -> Refused<Recorded<ReleaseId>> {
        let stamp = self.stamp();
        let refused = ReleaseRefusal::NoDefinition(new.definition);
        let releases = self.releases();
        let definition = releases.definition(new.definition);
        let definition = definition.filter(|known| releases.deleted_definition(known.id).is_none());
        let definition = definition.ok_or(refused)?.clone();
        let content = &definition.content;
        if let Some((alias, ..)) = new
            .versions
            .iter()
            .find(|(alias, ..)| content.artifacts.iter().all(|artifact| !same_name(&artifact.alias, alias)))
        {
            return Err(ReleaseRefusal::NoArtifact(alias.clone()));
        }
        let artifacts = content.artifacts.iter().map(|artifact| {
            let version = new.versions.iter().find(|(alias, ..)| same_name(alias, &artifact.alias));
            self.resolve(artifact, version)
        });
        let artifacts = artifacts.collect::<Refused<Vec<_>>>()?;
        let mut variables = content.variables.clone();
        variables.0.extend(new.variables.0);
        let names_of = |id: ReleaseId| {
            self.release_name(&definition.content, new.definition, id, &artifacts, &variables)
        };
        let id = releases.numbers.release + 1;
        let name = names_of(id);
        let releases = self.part_mut::<Releases>();
        releases.numbers.release = id;
        let environments = content.environments.iter().map(|environment| {
            let mut own = environment.variables.clone();
            let given = new.environment_variables.iter().filter(|(id, _)| *id == environment.id);
            own.0.extend(given.flat_map(|(_, given)| given.0.clone()));
            ReleaseEnvironment {
                id: next(&mut releases.numbers.environment),
                snapshot: environment.clone(),
                status: EnvironmentStatus::NotStarted,
                is_manual: new.manual_environments.iter().any(|name| same_name(name, &environment.name)),
                variables: own,
                scheduled: None,
                created: None,
                modified: None,
                conditions: vec![None; environment.conditions.len()],
                attempts: Vec::new(),
                approvals: Vec::new(),
            }
        });
        let environments = environments.collect();
        let status = if new.is_draft { ReleaseStatus::Draft } else { ReleaseStatus::Active };
        let format = &content.name_format;
        let release = Release {
            id,
            project: definition.project,
            definition: definition.id,
            definition_revision: definition.revision,
            name,
            status,
            created: stamp,
            created_for: new.created_for.unwrap_or(stamp.actor),
            modified: stamp,
            deleted: None,
            description: new.description,
            reason: new.reason,
            name_format: if format.is_empty() { name::USUAL.to_owned() } else { format.clone() },
            keep_forever: false,
            snapshot_revision: 1,
            variables,
            variable_groups: content.variable_groups.clone(),
            artifacts,
            tags: Vec::new(),
            properties: new.properties,
            triggering_alias: new.triggering_alias,
            environments,
            history: vec![ReleaseChange {
                snapshot_revision: 1,
                stamp,
                kind: "Create",
                details: "Release created".to_owned(),
                comment: String::new(),
            }],
        };
        releases.all.insert(id, release);
        let recorded = self.record(ReleaseEvent::Created(id)).with(id);
        if status == ReleaseStatus::Active {
            self.begin_release(id)?;
        }
        Ok(recorded)
    }

    /// The name that a release gets.
    fn release_name(
        &self,
        content: &super::definition::DefinitionContent,
        definition: ReleaseDefinitionId,
        id: ReleaseId,
        artifacts: &[Artifact],
        variables: &Variables,
    ) -> String {
        let primary = artifacts.iter().find(|artifact| artifact.is_primary).or_else(|| artifacts.first());
        let of =
            |name: &str, field: &str| primary?.reference.get(name)?.get(field)?.as_str().map(str::to_owned);
        let value = |name: &str| match name.to_lowercase().as_str() {
            "release.definitionname" | "release.releasedefinitionname" => Some(content.name.clone()),
            "release.releaseid" => Some(id.to_string()),
            "build.buildnumber" => of("version", "name"),
            "build.definitionname" => of("definition", "name"),
            "build.sourcebranch" | "artifact.artifacttype.sourcebranch" => of("branch", "id"),
            "build.sourcebranchname" => {
                of("branch", "id").map(|branch| branch.rsplit('/').next().unwrap_or_default().to_owned())
            }
            _ => {
                let found = variables.0.iter().find(|(known, _)| same_name(known, name));
                found.and_then(|(_, variable)| Some(variable["value"].as_str()?.to_owned()))
            }
        };
        let is_taken = |name: &str| {
            self.releases().releases().any(|known| known.definition == definition && known.name == name)
        };
        name::expand(&content.name_format, self.stamp().at, value, is_taken)
    }

    pub(super) fn release_mut(&mut self, id: ReleaseId) -> Refused<&mut Release> {
        let found = self.part_mut::<Releases>().all.get_mut(&id);
        found.filter(|release| release.deleted.is_none()).ok_or(ReleaseRefusal::NoRelease(id))
    }

    /// Changes a release from outside.
    ///
    /// # Errors
    /// When there is none, or it is in no state for it.
    pub fn update_release(&mut self, id: ReleaseId, changes: ReleaseChanges) -> Refused<Recorded> {
        let stamp = self.stamp();
        let release = self.release_mut(id)?;
        let status = changes.status.filter(|status| *status != release.status);
        match (release.status, status) {
            (_, None | Some(ReleaseStatus::Undefined)) => {}
            (ReleaseStatus::Draft, Some(ReleaseStatus::Active | ReleaseStatus::Abandoned)) => {}
            (ReleaseStatus::Active, Some(ReleaseStatus::Abandoned)) => {
                if release.environments.iter().any(ReleaseEnvironment::is_busy) {
                    return Err(ReleaseRefusal::Busy(release.name.clone()));
                }
            }
            (status, Some(_)) => {
                return Err(ReleaseRefusal::Status { name: release.name.clone(), status });
            }
        }
        let takes_snapshot = changes.variables.is_some() || !changes.environment_variables.is_empty();
        if let Some(mut variables) = changes.variables {
            variables.keep_secrets(&release.variables);
            release.variables = variables;
        }
        for (id, mut variables) in changes.environment_variables {
            let found = release.environments.iter_mut().find(|known| known.id == id);
            let found = found.ok_or(ReleaseRefusal::NoEnvironment(id))?;
            variables.keep_secrets(&found.variables);
            found.variables = variables;
        }
        release.snapshot_revision += i64::from(takes_snapshot);
        release.name = changes.name.filter(|name| !name.is_empty()).unwrap_or_else(|| release.name.clone());
        release.description = changes.description.unwrap_or_else(|| release.description.clone());
        release.keep_forever = changes.keep_forever.unwrap_or(release.keep_forever);
        for environment in &mut release.environments {
            if let Some(manual) = &changes.manual_environments {
                environment.is_manual = manual.iter().any(|name| same_name(name, &environment.snapshot.name));
            }
        }
        release.modified = stamp;
        release.status = status.unwrap_or(release.status);
        let (kind, details) = match status {
            Some(ReleaseStatus::Active) => ("Start", "Release started"),
            Some(ReleaseStatus::Abandoned) => ("Abandon", "Release abandoned"),
            _ => ("Update", "Release updated"),
        };
        release.note(stamp, kind, details.to_owned(), changes.comment);
        match status {
            Some(ReleaseStatus::Active) => {
                let recorded = self.record(ReleaseEvent::Started(id));
                self.begin_release(id)?;
                Ok(recorded)
            }
            Some(ReleaseStatus::Abandoned) => Ok(self.record(ReleaseEvent::Abandoned(id))),
            _ => Ok(self.record(ReleaseEvent::Updated(id))),
        }
    }

    /// Changes the tags of a release.
    ///
    /// # Errors
    /// When there is none.
    pub fn tag_release(&mut self, id: ReleaseId, change: impl FnOnce(&mut Vec<String>)) -> Refused<Recorded> {
        change(&mut self.release_mut(id)?.tags);
        Ok(self.record(ReleaseEvent::Updated(id)))
    }

    /// Deletes a release.
    ///
    /// # Errors
    /// When there is none, or it is being deployed.
    pub fn delete_release(&mut self, id: ReleaseId, comment: &str) -> Refused<Recorded> {
        let stamp = self.stamp();
        let release = self.release_mut(id)?;
        if release.environments.iter().any(ReleaseEnvironment::is_busy) {
            return Err(ReleaseRefusal::Busy(release.name.clone()));
        }
        release.deleted = Some(stamp);
        release.note(stamp, "Delete", "Release deleted".to_owned(), comment.to_owned());
        Ok(self.record(ReleaseEvent::Deleted(id)))
    }

    /// Brings a deleted release back.
    ///
    /// # Errors
    /// When there is none that is deleted.
    pub fn restore_release(&mut self, id: ReleaseId) -> Refused<Recorded> {
        let stamp = self.stamp();
        let found = self.part_mut::<Releases>().all.get_mut(&id);
        let release = found.filter(|release| release.deleted.is_some());
        let release = release.ok_or(ReleaseRefusal::NoRelease(id))?;
        release.deleted = None;
        release.note(stamp, "Undelete", "Release restored".to_owned(), String::new());
        Ok(self.record(ReleaseEvent::Restored(id)))
    }

    /// Creates the releases that a completed build triggers.
    ///
    /// # Errors
    /// None: what cannot be created is not.
    pub fn trigger_releases(&mut self, build: BuildId) -> Recorded {
        use BuildResult::{PartiallySucceeded, Succeeded};
        let found = self.builds().build(build);
        let Some(build) = found.filter(|build| matches!(build.result, Some(Succeeded | PartiallySucceeded)))
        else {
            return self.unchanged(());
        };
        let branch = build.new.source_branch.clone().unwrap_or_default();
        let requested = build.new.requested_for.unwrap_or(build.queued.actor);
        let version = (build.id.to_string(), Some(build.number.clone()));
        let releases = self.releases();
        let triggered = releases.definitions.values().filter_map(|revisions| {
            let definition = revisions.last()?;
            let of = |alias: &str| {
                let mut artifacts = definition.content.artifacts.iter();
                artifacts.any(|artifact| {
                    same_name(&artifact.alias, alias)
                        && artifact.build_definition() == Some(build.new.definition)
                })
            };
            let mut triggers = definition.content.triggers.iter();
            let trigger = triggers.find(|trigger| {
                trigger.artifact_alias.as_deref().is_some_and(of) && is_branch(&trigger.branches, &branch)
            })?;
            let is_there = releases.deleted_definition(definition.id).is_none();
            is_there.then(|| Some((definition.id, trigger.artifact_alias.clone()?)))?
        });
        let triggered = triggered.collect::<Vec<_>>();
        let mut recorded = self.unchanged(());
        for (definition, alias) in triggered {
            let new = NewRelease {
                definition,
                description: format!("Triggered by {alias} {}.", version.1.as_deref().unwrap_or_default()),
                versions: vec![(alias.clone(), version.0.clone(), version.1.clone())],
                is_draft: false,
                reason: ReleaseReason::ContinuousIntegration,
                manual_environments: Vec::new(),
                properties: Map::new(),
                variables: Variables::default(),
                environment_variables: Vec::new(),
                created_for: Some(requested),
                triggering_alias: Some(alias),
            };
            match self.create_release(new) {
                Ok(created) => recorded = created.with(()),
                Err(refusal) => tracing::debug!(%refusal, "a trigger created no release"),
            }
        }
        recorded
    }
}

impl Release {
    /// Adds to the history.
    pub(super) fn note(
        &mut self,
        stamp: crate::world::journal::Stamp,
        kind: &'static str,
        details: String,
        comment: String,
    ) {
        let snapshot_revision = self.snapshot_revision;
        self.history.push(ReleaseChange { snapshot_revision, stamp, kind, details, comment });
    }
}

/// Whether a branch is one of these: short or full names, `*` at the end for any rest, `-` before those that are not
/// meant. Without any, all are.
pub(super) fn is_branch(filters: &[String], branch: &str) -> bool {
    let short = |name: &str| name.strip_prefix("refs/heads/").unwrap_or(name).to_lowercase();
    let branch = short(branch);
    let is = |filter: &str| {
        let filter = short(filter);
        match filter.strip_suffix('*') {
            Some(start) => branch.starts_with(start),
            None => branch == filter,
        }
    };
    let (excluded, included): (Vec<_>, Vec<_>) = filters.iter().partition(|filter| filter.starts_with('-'));
    let included = included.is_empty() || included.iter().any(|filter| is(filter));
    included && !excluded.iter().any(|filter| is(&filter[1..]))
}
