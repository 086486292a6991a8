//! Maintenance of agent pools: when old working directories are cleaned, and the jobs that do it.

use std::collections::BTreeMap;
use std::time::Duration;

use uuid::Uuid;

use super::journal::{Stamp, event};
use super::operation::Work;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// What a maintenance definition says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaintenanceContent {
    /// Whether it is in force.
    pub is_enabled: bool,
    /// How long a job may take, in minutes.
    pub timeout: i64,
    /// How many agents may be cleaned at a time, in percent.
    pub most_agents: i64,
    /// After how many days an unused working directory goes away.
    pub expiration: i64,
    /// How many jobs are remembered.
    pub history: i64,
    /// The days, as a bit mask from Monday, 1.
    pub days: i64,
    /// When it begins: hours and minutes.
    pub start: (i64, i64),
    /// Where that time is told.
    pub time_zone: String,
}

/// A maintenance definition of a pool.
#[derive(Clone, Debug)]
pub struct MaintenanceDefinition {
    /// Its number in the organization.
    pub id: i64,
    /// The pool.
    pub pool: i64,
    /// What the schedule is known by.
    pub schedule_job: Uuid,
    /// What it says.
    pub content: MaintenanceContent,
}

/// A job that cleans the agents of a pool.
#[derive(Clone, Debug)]
pub struct MaintenanceJob {
    /// Its number in the organization.
    pub id: i64,
    /// The pool.
    pub pool: i64,
    /// The definition.
    pub definition: i64,
    /// Who asked for it, and when.
    pub queued: Stamp,
    /// When it ended, and whether it was cancelled.
    pub finished: Option<(jiff::Timestamp, bool)>,
    /// What it is known by while it runs.
    pub orchestration: Uuid,
}

/// Maintenance of a pool changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MaintenanceEvent {
    /// A definition was created, changed or deleted.
    DefinitionChanged(i64),
    /// A job was queued, cancelled, deleted, or ended.
    JobChanged(i64),
}

/// The maintenance of all pools.
#[derive(Debug, Default)]
pub struct Maintenance {
    definitions: BTreeMap<i64, MaintenanceDefinition>,
    jobs: BTreeMap<i64, MaintenanceJob>,
    last_definition: i64,
    last_job: i64,
}

part!(Maintenance);
event!(MaintenanceEvent);

/// A job has taken its time.
#[derive(Debug)]
struct JobDue(i64);

impl Work for JobDue {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        Ok(tx.end_maintenance_job(self.0, false).unwrap_or_else(|_| tx.unchanged(())))
    }
}

impl Maintenance {
    /// The definitions of a pool.
    pub fn definitions(&self, pool: i64) -> impl Iterator<Item = &MaintenanceDefinition> {
        self.definitions.values().filter(move |known| known.pool == pool)
    }

    /// The jobs of a pool, newest first.
    pub fn jobs(&self, pool: i64) -> impl Iterator<Item = &MaintenanceJob> {
        self.jobs.values().rev().filter(move |known| known.pool == pool)
    }
}

impl Organization {
    /// The maintenance of agent pools.
    pub fn maintenance(&self) -> &Maintenance {
        self.part()
    }
}

impl Transaction<'_> {
    /// Creates a definition for a pool.
    ///
    /// # Errors
    /// When there is no such pool.
    pub fn create_maintenance(
        &mut self,
        pool: i64,
        content: MaintenanceContent,
    ) -> Result<Recorded<i64>, Refusal> {
        self.agents().pool(pool).ok_or(PipelineRefusal::NoPool(pool))?;
        let schedule_job = self.uuid();
        let maintenance = self.part_mut::<Maintenance>();
        maintenance.last_definition += 1;
        let id = maintenance.last_definition;
        maintenance.definitions.insert(id, MaintenanceDefinition { id, pool, schedule_job, content });
        Ok(self.record(MaintenanceEvent::DefinitionChanged(id)).with(id))
    }

    /// Changes a definition: all of it.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_maintenance(&mut self, id: i64, content: MaintenanceContent) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<Maintenance>().definitions.get_mut(&id);
        known.ok_or(PipelineRefusal::NoMaintenance(id))?.content = content;
        Ok(self.record(MaintenanceEvent::DefinitionChanged(id)))
    }

    /// Deletes a definition; its jobs stay.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_maintenance(&mut self, id: i64) -> Result<Recorded, Refusal> {
        self.part_mut::<Maintenance>().definitions.remove(&id).ok_or(PipelineRefusal::NoMaintenance(id))?;
        Ok(self.record(MaintenanceEvent::DefinitionChanged(id)))
    }

    /// Queues a job of a definition.
    ///
    /// # Errors
    /// When there is no such definition.
    pub fn queue_maintenance(&mut self, definition: i64) -> Result<Recorded<i64>, Refusal> {
        let (queued, orchestration) = (self.stamp(), self.uuid());
        let maintenance = self.part_mut::<Maintenance>();
        let known = maintenance.definitions.get(&definition);
        let pool = known.ok_or(PipelineRefusal::NoMaintenance(definition))?.pool;
        maintenance.last_job += 1;
        let id = maintenance.last_job;
        let job = MaintenanceJob { id, pool, definition, queued, finished: None, orchestration };
        maintenance.jobs.insert(id, job);
        self.queue_for(Duration::from_secs(30), None, JobDue(id));
        Ok(self.record(MaintenanceEvent::JobChanged(id)).with(id))
    }

    /// Ends a job: it is done, or somebody cancels it. One that has ended stays as it is.
    ///
    /// # Errors
    /// When there is none.
    pub fn end_maintenance_job(&mut self, id: i64, is_cancelled: bool) -> Result<Recorded, Refusal> {
        let at = self.stamp().at;
        let job = self.part_mut::<Maintenance>().jobs.get_mut(&id);
        let job = job.ok_or(PipelineRefusal::NoMaintenance(id))?;
        if job.finished.is_some() {
            return Ok(self.unchanged(()));
        }
        job.finished = Some((at, is_cancelled));
        Ok(self.record(MaintenanceEvent::JobChanged(id)))
    }

    /// Deletes a job.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_maintenance_job(&mut self, id: i64) -> Result<Recorded, Refusal> {
        self.part_mut::<Maintenance>().jobs.remove(&id).ok_or(PipelineRefusal::NoMaintenance(id))?;
        Ok(self.record(MaintenanceEvent::JobChanged(id)))
    }
}
