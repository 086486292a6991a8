//! Security roles: what somebody is to a service connection, an environment, a queue, a library.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// The roles that were assigned on a resource.
#[derive(Clone, Debug)]
pub struct Assignments {
    /// Whether the roles of the project or organization hold here too.
    pub inherits: bool,
    /// The name of the role, by who has it.
    pub roles: BTreeMap<Uuid, String>,
}

impl Default for Assignments {
    fn default() -> Self {
        Self { inherits: true, roles: BTreeMap::new() }
    }
}

/// Roles on a resource changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolesChanged {
    /// The kind of resources: `distributedtask.serviceendpointrole`.
    pub scope: String,
    /// The resource.
    pub resource: String,
}

/// The assigned roles of an organization, by scope and resource.
#[derive(Debug, Default)]
struct Roles {
    all: BTreeMap<(String, String), Assignments>,
}

part!(Roles);
event!(RolesChanged);

impl Organization {
    /// What was assigned on a resource; none if nothing was.
    pub fn assigned_roles(&self, scope: &str, resource: &str) -> Option<&Assignments> {
        self.part::<Roles>().all.get(&(scope.to_lowercase(), resource.to_lowercase()))
    }
}

impl Transaction<'_> {
    /// Sets what is assigned on a resource.
    ///
    /// # Errors
    /// None.
    pub fn set_roles(
        &mut self,
        scope: &str,
        resource: &str,
        assignments: Assignments,
    ) -> Result<Recorded, Refusal> {
        let key = (scope.to_lowercase(), resource.to_lowercase());
        self.part_mut::<Roles>().all.insert(key, assignments);
        Ok(self.record(RolesChanged { scope: scope.to_owned(), resource: resource.to_owned() }))
    }
}
