//! What all requests share.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::base::lock;
use crate::builder::{BuildError, Builder};
use crate::condition::clock::Clock;
use crate::condition::fault::Faults;
use crate::condition::log::RequestLog;
use crate::condition::throttle::Budgets;
use crate::entra::Entra;
use crate::git::{Projection, Store, merge};
use crate::pipeline::{self, Asked, Place};
use crate::seed;
use crate::state::Recorder;
use crate::wire::edition::Edition;
use crate::world::World;
use crate::world::build::BuildId;
use crate::world::build::plan::Plan;
use crate::world::id::{Ids, RepositoryId};
use crate::world::pull_request::{Attempt, Effort, Outcome, Outside};

/// The state behind an emulator and its clones.
pub(crate) struct Shared {
    pub clock: Clock,
    pub edition: Edition,
    pub git: Store,
    pub faults: Faults,
    pub entra: Entra,
    pub budgets: Budgets,
    pub log: RequestLog,
    /// The address that answers name; none for the one that the client used.
    pub base_url: Option<String>,
    /// What the emulator began with, and begins with again after a reset.
    pub builder: Builder,
    /// When it was made.
    began: Timestamp,
    world: RwLock<World>,
    /// Whether the world has what the seed makes: it is planted when somebody first looks.
    seeded: OnceLock<Result<(), BuildError>>,
    /// Told of each request and each change from outside: something may have happened.
    pub changed: Notify,
    /// What writes the state down, where it is kept in a file.
    pub recorder: OnceLock<Recorder>,
    /// URLs of elsewhere that stand for repositories here.
    mirrors: Mutex<HashMap<String, (String, RepositoryId)>>,
    latency: Mutex<Duration>,
    seed: u64,
    activities: AtomicU64,
    /// Looks random and stays the same: the recorded service names the process that answered.
    pub process: Uuid,
}

impl Shared {
    pub fn new(builder: Builder, edition: Edition, git: Store) -> Result<Self, BuildError> {
        let mut ids = Ids::new(builder.seed ^ 0x70_72_6f_63);
        let began = builder.clock.now();
        let world = seed::found(&builder, began)?;
        Ok(Self {
            clock: builder.clock.clone(),
            edition,
            git,
            faults: Faults::new(builder.seed),
            entra: Entra::default(),
            budgets: Budgets::new(builder.throttle.clone()),
            log: RequestLog::default(),
            base_url: builder.base_url.clone(),
            began,
            world: RwLock::new(world),
            seeded: OnceLock::new(),
            changed: Notify::new(),
            recorder: OnceLock::new(),
            mirrors: Mutex::default(),
            latency: Mutex::new(builder.latency),
            seed: builder.seed,
            activities: AtomicU64::new(0),
            process: ids.uuid(),
            builder,
        })
    }

    /// Plants the seed, unless that was done: repositories take most of the time of making an emulator, and who only
    /// wants to know where it listens does not wait for them.
    ///
    /// # Errors
    /// When a repository cannot be written; then the organizations stay empty, and the same error is given each time.
    pub fn seeded(&self) -> Result<(), &BuildError> {
        let seeded = self.seeded.get_or_init(|| {
            let world = seed::seed(&self.builder, &self.git, self.began)?;
            *self.world.write().unwrap_or_else(PoisonError::into_inner) = world;
            Ok(())
        });
        seeded.as_ref().copied()
    }

    /// The names of the organizations: nothing is seeded for them.
    pub fn organizations(&self) -> Vec<String> {
        let world = self.world.read().unwrap_or_else(PoisonError::into_inner);
        world.organizations().iter().map(|known| known.name().to_owned()).collect()
    }

    /// The world, to look at. It is seeded first, and work that is due is done.
    pub fn world(&self) -> RwLockReadGuard<'_, World> {
        // Requests are refused at the door with what went wrong.
        let _ = self.seeded();
        let now = self.clock.now();
        let world = self.world.read().unwrap_or_else(PoisonError::into_inner);
        if world.next_due().is_none_or(|due| due > now) {
            return world;
        }
        drop(world);
        drop(self.world_mut());
        self.world.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The world, to change. It is seeded first, and work that is due is done.
    pub fn world_mut(&self) -> RwLockWriteGuard<'_, World> {
        let _ = self.seeded();
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        while let Some((organization, work)) = world.settle(now) {
            let effort = match work {
                Outside::Merge(effort) => effort,
                Outside::Plan(build) => {
                    let plan = self.plan(&world, &organization, build);
                    if let Some(organization) = world.organization_mut(&organization) {
                        organization.finish_plan(build, plan);
                    }
                    continue;
                }
                Outside::Push(arrived) => {
                    let base = format!("https://dev.azure.com/{organization}");
                    let name = organization.as_str();
                    let place = Place { shared: self, held: Some(&world), organization: name, base: &base };
                    let builds = pipeline::triggered(place, &arrived);
                    if let Some(organization) = world.organization_mut(&organization) {
                        organization.finish_push(arrived, builds);
                    }
                    continue;
                }
            };
            // While somebody moves references there, merges wait: none may be built on what is about to change.
            let lock = self.git.lock(effort.repository);
            let Ok(_moving) = lock.try_lock() else { break };
            let outcome = self.merge(&world, &effort);
            if let Some(organization) = world.organization_mut(&organization) {
                organization.finish_merge(&effort, outcome);
            }
        }
        world
    }

    /// Reads the YAML of a build that nobody has read.
    fn plan(&self, world: &World, organization: &str, build: BuildId) -> Result<Option<Plan>, String> {
        let found =
            world.organization(organization).and_then(|organization| organization.builds().build(build));
        let Some(build) = found else { return Ok(None) };
        let base = format!("https://dev.azure.com/{organization}");
        let place = Place { shared: self, held: Some(world), organization, base: &base };
        pipeline::plan(place, &Asked::of(build)).map_err(|fault| fault.message().to_owned())
    }

    /// Makes a merge.
    fn merge(&self, world: &World, effort: &Effort) -> Outcome {
        let who = |id| {
            let who = world.identity(id);
            who.map_or(("Unknown", "unknown"), |who| (who.display_name.as_str(), who.unique_name.as_str()))
        };
        let shared = effort.fork.map_or(Ok(()), |fork| self.git.share(fork, effort.repository));
        let made = shared.and_then(|()| {
            self.git.with(effort.repository, |git| {
                merge::perform(git, effort, who(effort.author), who(effort.committer))
            })
        });
        let mut outcome = made.unwrap_or_else(|error| Outcome {
            result: Attempt::Failed(format!("git cannot merge: {error}")),
            changes: Vec::new(),
        });
        if let Attempt::Merged { size, .. } = &mut outcome.result
            && effort.completes
        {
            *size = self.git.size(effort.repository);
        }
        outcome
    }

    /// The token of the owner.
    pub fn token(&self) -> String {
        self.builder.tokens.first().cloned().unwrap_or_default()
    }

    /// Whether what happened before is being done again: no condition applies to that.
    pub fn replays(&self) -> bool {
        self.recorder.get().is_some_and(Recorder::replays)
    }

    /// Says that a URL stands for a repository.
    pub fn add_mirror(&self, url: String, organization: String, repository: RepositoryId) {
        lock(&self.mirrors).insert(url, (organization, repository));
    }

    /// The repository that a URL stands for, if it was said.
    pub fn mirror(&self, url: &str) -> Option<(String, RepositoryId)> {
        lock(&self.mirrors).get(url).cloned()
    }

    /// Begins again.
    ///
    /// # Errors
    /// When the repositories cannot be replaced.
    pub fn reset(&self) -> Result<(), BuildError> {
        let mut world = self.world_mut();
        self.git.clear()?;
        *world = seed::seed(&self.builder, &self.git, self.clock.now())?;
        self.faults.clear();
        self.budgets.set(self.builder.throttle.clone());
        self.log.clear();
        lock(&self.mirrors).clear();
        Ok(())
    }

    /// How long every answer is held back.
    pub fn latency(&self) -> Duration {
        *lock(&self.latency)
    }

    /// Sets how long every answer is held back.
    pub fn set_latency(&self, latency: Duration) {
        *lock(&self.latency) = latency;
    }

    /// A new id for a request.
    pub fn activity(&self) -> Uuid {
        let number = self.activities.fetch_add(1, Ordering::Relaxed);
        Ids::new(self.seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d)).uuid()
    }

    /// Brings the references of a repository on disk in line with the world.
    ///
    /// # Errors
    /// A sentence about what cannot be done.
    pub fn project(&self, organization: &str, id: RepositoryId, done: &mut Projection) -> Result<(), String> {
        self.git.with(id, |_| Ok::<_, git2::Error>(())).map_err(|error| error.to_string())?;
        let world = self.world();
        let found = world.organization(organization).and_then(|known| known.repository_by_id(id));
        let repository = found.ok_or("the repository went away")?;
        let projected = self.git.project(repository, done);
        projected.map_err(|error| format!("the references cannot be written: {error}"))
    }
}
