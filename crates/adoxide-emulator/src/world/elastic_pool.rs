//! Elastic pools: agent pools whose agents are the machines of a scale set.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::agent::NewAgentPool;
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// An elastic pool: its settings, as the service names and orders them.
#[derive(Clone, Debug)]
pub struct ElasticPool {
    /// The agent pool that it fills.
    pub pool: i64,
    /// Its settings: `serviceEndpointId`, `azureId`, `maxCapacity`, …
    pub settings: Map<String, Value>,
}

/// An elastic pool came or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ElasticPoolEvent {
    /// It was created, for this agent pool.
    Created(i64),
    /// It was changed.
    Updated(i64),
}

/// The elastic pools of an organization, by agent pool.
#[derive(Debug, Default)]
struct ElasticPools {
    all: BTreeMap<i64, ElasticPool>,
}

part!(ElasticPools);
event!(ElasticPoolEvent);

impl Organization {
    /// The elastic pools. One whose agent pool was deleted is gone with it.
    pub fn elastic_pools(&self) -> impl Iterator<Item = &ElasticPool> {
        self.part::<ElasticPools>().all.values().filter(|known| self.agents().pool(known.pool).is_some())
    }
}

impl Transaction<'_> {
    /// Creates an elastic pool, with an agent pool of this name.
    ///
    /// # Errors
    /// When the name is taken.
    pub fn create_elastic_pool(
        &mut self,
        new: NewAgentPool,
        settings: Map<String, Value>,
    ) -> Result<Recorded<i64>, Refusal> {
        let pool = self.create_agent_pool(new)?.into_inner();
        self.part_mut::<ElasticPools>().all.insert(pool, ElasticPool { pool, settings });
        Ok(self.record(ElasticPoolEvent::Created(pool)).with(pool))
    }

    /// Changes settings of an elastic pool.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_elastic_pool(
        &mut self,
        pool: i64,
        settings: Map<String, Value>,
    ) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<ElasticPools>().all.get_mut(&pool);
        known.ok_or(PipelineRefusal::NoPool(pool))?.settings.extend(settings);
        Ok(self.record(ElasticPoolEvent::Updated(pool)))
    }
}
