//! The state of the emulated service: plain values, no HTTP, no IO, no clock of its own.
//!
//! One file a noun: what it is, its [part](part) of the organization's state, its events, its rules. A rule is a
//! method of a [`Transaction`](organization::Transaction), which alone lends parts to be changed and ends with an
//! event of the [`journal`]. What takes time is a job with an instant at which it is due; [`World::settle`] does what
//! is due.
//!
//! Below the nouns are [`organization`], [`part`], [`journal`] and [`operation`], which know none of them. A noun
//! uses those and the nouns that its own fields name; what a rule does to other nouns, it does by their rules.

pub mod agent;
pub mod alert;
pub mod application;
pub mod approval;
pub mod audit_stream;
pub mod board;
pub mod build;
pub mod check;
pub mod classification;
pub mod commit_status;
pub mod custom_task;
pub mod dashboard;
pub mod deployment_group;
pub mod directory;
pub mod elastic_pool;
pub mod entitlement;
pub mod environment;
pub mod extension;
pub mod favorite;
pub mod feed;
pub mod field;
pub mod git_operation;
pub mod git_permission;
pub mod group;
pub mod hook;
pub mod id;
pub mod identity;
pub mod import;
pub mod inherited;
pub mod journal;
pub mod link;
pub mod member;
pub mod name;
pub mod notification;
pub mod operation;
pub mod organization;
pub mod part;
pub mod permission;
pub mod pipeline_refusal;
pub mod plan;
pub mod policy;
pub mod pool_maintenance;
pub mod process;
pub mod profile;
pub mod project;
pub mod pull_request;
pub mod push;
pub mod query;
pub mod refusal;
pub mod release;
pub mod repository;
pub mod role;
pub(crate) mod secret;
pub mod secure_file;
pub mod security;
pub mod service_endpoint;
pub mod setting;
pub mod task;
pub mod task_group;
pub mod team;
pub mod team_settings;
pub mod test_log;
pub mod test_plan;
pub mod test_run;
pub mod tfvc;
pub mod token;
pub mod variable_group;
pub mod wiki;
pub mod wiki_comment;
pub mod work_item;
pub mod work_item_type;

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use jiff::Timestamp;

use self::directory::Directory;
use self::id::Ids;
use self::journal::Stamp;
use self::name::same_name;
pub use self::organization::Organization;
use self::pull_request::Outside;
pub use self::refusal::Refusal;

/// Everything that the emulated service knows: the directory of people, and the organizations.
#[derive(Debug)]
pub struct World {
    operation_duration: Duration,
    directory: Directory,
    organizations: Vec<Organization>,
}

/// What belongs to the directory is reached through the world too.
impl Deref for World {
    type Target = Directory;

    fn deref(&self) -> &Directory {
        &self.directory
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut Directory {
        &mut self.directory
    }
}

impl World {
    /// A world without organizations. Work that takes time takes `operation_duration`.
    pub fn new(seed: u64, operation_duration: Duration) -> Self {
        Self { operation_duration, directory: Directory::new(seed), organizations: Vec::new() }
    }

    /// The directory and the organization of this name, to change both.
    pub fn parts_mut(&mut self, name: &str) -> Option<(&mut Directory, &mut Organization)> {
        let organization = self.organizations.iter_mut().find(|known| same_name(known.name(), name))?;
        Some((&mut self.directory, organization))
    }

    /// Adds an organization, owned by the actor.
    ///
    /// # Errors
    /// When one of this name exists.
    pub fn add_organization(&mut self, stamp: Stamp, name: &str) -> Result<&mut Organization, Refusal> {
        if self.organization(name).is_some() {
            return Err(Refusal::OrganizationExists(name.to_owned()));
        }
        let ids = Ids::new(self.directory.number());
        let duration = self.operation_duration;
        let mut organization = Organization::new(ids, name.to_owned(), self.tenant(), duration, stamp);
        organization.change(stamp, |tx| Ok::<_, Refusal>(tx.found()))?;
        self.organizations.push(organization);
        let last = self.organizations.len() - 1;
        Ok(&mut self.organizations[last])
    }

    /// All organizations.
    pub fn organizations(&self) -> &[Organization] {
        &self.organizations
    }

    /// An organization by name, whatever the case of its letters.
    pub fn organization(&self, name: &str) -> Option<&Organization> {
        self.organizations.iter().find(|organization| same_name(organization.name(), name))
    }

    /// An organization by name, to change it.
    pub fn organization_mut(&mut self, name: &str) -> Option<&mut Organization> {
        self.organizations.iter_mut().find(|organization| same_name(organization.name(), name))
    }

    /// When the next piece of work is due, in any organization.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.organizations.iter().filter_map(Organization::next_due).min()
    }

    /// Does all work that is due, up to what somebody who knows git must do: given back with the name of its
    /// organization. See [`Organization::settle`].
    pub fn settle(&mut self, now: Timestamp) -> Option<(String, Outside)> {
        self.organizations
            .iter_mut()
            .find_map(|organization| Some((organization.name().to_owned(), organization.settle(now)?)))
    }
}
