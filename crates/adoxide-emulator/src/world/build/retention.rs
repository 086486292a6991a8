//! What keeps builds: leases, and the settings of a project.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::{BuildEvent, BuildId, Builds, DefinitionId};
use crate::world::id::ProjectId;
use crate::world::organization::{Recorded, Transaction};
use crate::world::pipeline_refusal::PipelineRefusal;
use crate::world::refusal::Refusal;

/// A lease: who wants a build to be kept, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Its number in the organization.
    pub id: i64,
    /// Who wants it: `User:ID`, `Branch:…`, …
    pub owner: String,
    /// The build.
    pub build: BuildId,
    /// Its definition.
    pub definition: DefinitionId,
    /// When it was asked for.
    pub created: Timestamp,
    /// For how many days.
    pub days: i64,
    /// Whether the definition cannot be deleted meanwhile.
    pub protects_pipeline: bool,
}

impl Lease {
    /// Until when it holds.
    pub fn valid_until(&self) -> Timestamp {
        let days = SignedDuration::from_hours(24 * self.days.clamp(0, 365_000));
        self.created.saturating_add(days).unwrap_or(Timestamp::MAX)
    }
}

/// Settings of the builds of a project, by name.
pub type Settings = BTreeMap<ProjectId, Map<String, Value>>;

impl Builds {
    /// The leases of all builds, by number.
    pub fn leases(&self) -> impl Iterator<Item = &Lease> {
        self.builds().flat_map(|build| &build.leases)
    }
}

impl Transaction<'_> {
    /// Keeps a build for some days.
    ///
    /// # Errors
    /// When there is no such build, or it is one of another definition.
    pub fn add_lease(&mut self, lease: Lease) -> Result<Recorded<i64>, Refusal> {
        let at = self.stamp().at;
        let known = self.part::<Builds>().build(lease.build).ok_or(Refusal::NoBuild(lease.build))?;
        if known.new.definition != lease.definition {
            return Err(Refusal::NoBuild(lease.build));
        }
        let builds = self.part_mut::<Builds>();
        builds.last_lease += 1;
        let (id, build) = (builds.last_lease, lease.build);
        if let Some(known) = builds.all.get_mut(&build) {
            known.leases.push(Lease { id, created: at, ..lease });
        }
        Ok(self.record(BuildEvent::Updated(build)).with(id))
    }

    /// Keeps a build for longer, or shorter.
    ///
    /// # Errors
    /// When there is no such lease.
    pub fn update_lease(
        &mut self,
        id: i64,
        days: Option<i64>,
        protects_pipeline: Option<bool>,
    ) -> Result<Recorded, Refusal> {
        let missing = || PipelineRefusal::NoPart { what: "retention lease", id: id.to_string() };
        let all = self.part_mut::<Builds>().all.values_mut();
        let lease =
            all.flat_map(|build| &mut build.leases).find(|lease| lease.id == id).ok_or_else(missing)?;
        lease.days = days.unwrap_or(lease.days);
        lease.protects_pipeline = protects_pipeline.unwrap_or(lease.protects_pipeline);
        let build = lease.build;
        Ok(self.record(BuildEvent::Updated(build)))
    }

    /// Lets leases go.
    ///
    /// # Errors
    /// When one of them does not exist.
    pub fn delete_leases(&mut self, ids: &[i64]) -> Result<Recorded, Refusal> {
        let known: Vec<_> = self.part::<Builds>().leases().map(|lease| (lease.id, lease.build)).collect();
        let mut recorded = self.unchanged(());
        for id in ids {
            let missing = || PipelineRefusal::NoPart { what: "retention lease", id: id.to_string() };
            let (_, build) = known.iter().find(|(known, _)| known == id).copied().ok_or_else(missing)?;
            if let Some(build) = self.part_mut::<Builds>().all.get_mut(&build) {
                build.leases.retain(|lease| lease.id != *id);
            }
            recorded = self.record(BuildEvent::Updated(build));
        }
        Ok(recorded)
    }

    /// Changes the settings of the retention of a project's builds.
    ///
    /// # Errors
    /// None.
    pub fn set_retention_settings(
        &mut self,
        project: ProjectId,
        settings: Map<String, Value>,
    ) -> Result<Recorded, Refusal> {
        self.part_mut::<Builds>().retention.entry(project).or_default().extend(settings);
        Ok(self.record(super::SettingsChanged(project)))
    }
}
