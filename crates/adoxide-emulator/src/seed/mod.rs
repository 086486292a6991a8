//! What an emulator begins with: people, projects, repositories with real commits. The same seed gives the
//! same world, to the last id and hash.

mod build;
mod collaboration;
mod governance;
mod package;
mod pipeline;
mod policy;
mod pull_request;
mod release;
mod test;
mod work_item;

use std::collections::HashSet;

use git2::{Oid, Repository as Git, Signature};
use jiff::{SignedDuration, Timestamp};

use self::pull_request::Ground;
use crate::builder::{BuildError, Builder};
use crate::git::change::{FileChange, NewCommit, commit};
use crate::git::{Store, history};
use crate::world::World;
use crate::world::id::{IdentityId, Ids, ProjectId, RepositoryId};
use crate::world::journal::Stamp;
use crate::world::process::PROCESSES;
use crate::world::project::{NewProject, Visibility};
use crate::world::push::RefUpdate;
use crate::world::team::TeamMember;

const DAY: i64 = 86_400;

const PEOPLE: [&str; 16] = [
    "Grace Okafor",
    "Mateo Silva",
    "Yuki Tanaka",
    "Lena Novák",
    "Omar Haddad",
    "Priya Raman",
    "Jonas Berg",
    "Chloé Martin",
    "Tomás Herrera",
    "Aisha Bello",
    "Nikolai Petrov",
    "Sofia Rossi",
    "Wei Chen",
    "Elif Kaya",
    "Noah Fischer",
    "Zanele Dube",
];

const PROJECTS: [&str; 12] = [
    "Storefront",
    "Payments",
    "Data Platform",
    "Mobile App",
    "Warehouse",
    "Identity",
    "Observability",
    "Partner Portal",
    "Search",
    "Fulfilment",
    "Design System",
    "Internal Tools",
];

const REPOSITORIES: [&str; 10] =
    ["web", "api", "infra", "docs", "worker", "shared-lib", "mobile", "e2e-tests", "scripts", "config"];

const TEAMS: [&str; 6] = ["Platform", "Experience", "Reliability", "Growth", "Quality", "Integrations"];

const FILES: [&str; 14] = [
    "src/main.rs",
    "src/lib.rs",
    "src/config.rs",
    "src/http/server.rs",
    "src/http/routes.rs",
    "src/store/memory.rs",
    "tests/smoke.rs",
    "docs/overview.md",
    "docs/operations.md",
    "deploy/values.yaml",
    "deploy/pipeline.yml",
    "scripts/build.sh",
    "web/index.html",
    "web/app.css",
];

const VERBS: [&str; 8] = ["Add", "Fix", "Rework", "Document", "Speed up", "Simplify", "Test", "Tidy"];

const THINGS: [&str; 12] = [
    "the retry policy",
    "login redirects",
    "the order total",
    "pagination of the search",
    "health checks",
    "the release notes",
    "image caching",
    "error messages",
    "the deployment values",
    "the stock counter",
    "address validation",
    "the nightly job",
];

/// Makes the organizations that a builder asks for, with nobody but their owner in them: what has to be there before
/// anybody asks.
///
/// # Errors
/// When an organization is named twice, or its name can't be one.
pub(crate) fn found(builder: &Builder, began: Timestamp) -> Result<World, BuildError> {
    founded(builder, began, |_, _, _| Ok(()))
}

/// Makes the world that a builder asks for, and the repositories in it; `began` is when the emulator was made.
///
/// # Errors
/// When an organization is named twice, or a repository cannot be written.
pub(crate) fn seed(builder: &Builder, store: &Store, began: Timestamp) -> Result<World, BuildError> {
    let mut ids = Ids::new(builder.seed ^ 0x7365_6564);
    founded(builder, began, |world, name, owner| {
        if builder.seed_size == 0 {
            return Ok(());
        }
        let end = midnight(began);
        let ids = Ids::new(ids.number());
        Seeder { ids, world, store, builder, name, began, end, owner }.fill(builder.seed_size)
    })
}

/// Makes the owner and the organizations; each is filled before the next one is made.
fn founded(
    builder: &Builder,
    began: Timestamp,
    mut fill: impl FnMut(&mut World, &str, IdentityId) -> Result<(), BuildError>,
) -> Result<World, BuildError> {
    let mut world = World::new(builder.seed, builder.operation_duration);
    let owner = world.add_identity("Ada Example", "ada@fabrikam.example");
    // A seed keeps its ids from version to version, and once there was a token among them.
    world.skip_token();
    for given in &builder.tokens {
        world.add_token(given.clone(), owner, None);
    }
    let at = ago(midnight(began), 400 * DAY);
    for name in &builder.organizations {
        world.add_organization(Stamp { at, actor: owner }, name)?;
        fill(&mut world, name, owner)?;
    }
    Ok(world)
}

/// History ends with yesterday: so an emulator of the same seed is the same for a whole day.
fn midnight(began: Timestamp) -> Timestamp {
    Timestamp::from_second(began.as_second().div_euclid(DAY) * DAY).unwrap_or(began)
}

fn ago(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_sub(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MIN)
}

/// Fills one organization.
struct Seeder<'a> {
    ids: Ids,
    world: &'a mut World,
    store: &'a Store,
    builder: &'a Builder,
    name: &'a str,
    began: Timestamp,
    end: Timestamp,
    owner: IdentityId,
}

/// Somebody who commits.
#[derive(Clone)]
struct Person {
    id: IdentityId,
    name: String,
    mail: String,
}

impl Seeder<'_> {
    fn fill(&mut self, size: usize) -> Result<(), BuildError> {
        let people = self.people(4 + 2 * size)?;
        let mut projects = Vec::new();
        for index in 0..size {
            let name = numbered(&PROJECTS, index);
            let project = self.project(&name, index)?;
            self.teams(project, &people)?;
            projects.push(project);
        }
        self.work_items(&projects, &people)?;
        let (first, last) = (projects.first().copied(), projects.last().copied());
        for (index, project) in projects.into_iter().enumerate() {
            let some = 2 + self.ids.below(3);
            for repository in 0..self.builder.repositories.unwrap_or(some) {
                let round = repository / REPOSITORIES.len() * REPOSITORIES.len();
                let name = numbered(&REPOSITORIES, (index + repository) % REPOSITORIES.len() + round);
                self.repository(project, &name, &people)?;
            }
        }
        // At last: until here things were done as if there were no policies.
        let Some(first) = first else { return Ok(()) };
        let pipeline = self.builds(first, &people)?;
        self.policies(first, pipeline)?;
        self.tests(first)?;
        self.releases(first)?;
        // The first project is for trying things: what there is only one of is left to whoever tries.
        if let Some(last) = last.filter(|last| *last != first) {
            self.collaboration(last, &people)?;
        }
        self.governance(first, &people)
    }

    fn organization(&mut self) -> Result<&mut crate::world::Organization, BuildError> {
        let name = self.name;
        self.world.organization_mut(name).ok_or_else(|| BuildError::Seed(format!("{name} is gone")))
    }

    fn people(&mut self, count: usize) -> Result<Vec<Person>, BuildError> {
        let stamp = Stamp { at: ago(self.end, 399 * DAY), actor: self.owner };
        let mut people = Vec::new();
        for index in 0..count {
            let name = numbered(&PEOPLE, index);
            // Addresses are plain letters, whatever the name has.
            let mail: String = name
                .to_lowercase()
                .chars()
                .map(|c| match c {
                    'á' => 'a',
                    'é' => 'e',
                    ' ' => '.',
                    c => c,
                })
                .collect();
            let mail = format!("{mail}@fabrikam.example");
            let id = self.world.add_identity(&name, &mail);
            if let Some(organization) = self.world.organization_mut(self.name) {
                organization.change(stamp, |tx| tx.add_member(id))?;
            }
            people.push(Person { id, name, mail });
        }
        Ok(people)
    }

    fn project(&mut self, name: &str, index: usize) -> Result<ProjectId, BuildError> {
        // Whether the whole organization sees it is not drawn any more; what is drawn after it stays the same.
        self.ids.below(4);
        let visibility = Visibility::Private;
        let process = PROCESSES[self.ids.below(PROCESSES.len())].id;
        let days = 380_i64.saturating_sub(index as i64 * 3).max(1);
        let stamp = Stamp { at: ago(self.end, days * DAY), actor: self.owner };
        let new = NewProject {
            name: name.to_owned(),
            description: Some(format!("All that {} needs.", name.to_lowercase())),
            visibility,
            process,
        };
        Ok(self.organization()?.change(stamp, |tx| tx.create_project(new))?)
    }

    fn teams(&mut self, project: ProjectId, people: &[Person]) -> Result<(), BuildError> {
        let first = self.ids.below(TEAMS.len());
        for offset in 0..=self.ids.below(2) {
            let name = TEAMS[(first + offset) % TEAMS.len()];
            let members: Vec<_> =
                (0..3).filter_map(|_| self.ids.pick(people).map(|person| person.id)).collect();
            let stamp = Stamp { at: ago(self.end, 300 * DAY), actor: self.owner };
            let description = format!("The {} team.", name.to_lowercase());
            let organization = self.organization()?;
            let team =
                organization.change(stamp, |tx| tx.create_team(project, name.to_owned(), description))?;
            for identity in members {
                let member = TeamMember { identity, is_team_admin: false };
                organization.change(stamp, |tx| tx.add_team_member(project, team, member))?;
            }
        }
        Ok(())
    }

    fn repository(&mut self, project: ProjectId, name: &str, people: &[Person]) -> Result<(), BuildError> {
        let stamp = Stamp { at: ago(self.end, 290 * DAY), actor: self.owner };
        let id = self.organization()?.change(stamp, |tx| tx.create_repository(project, name.to_owned()))?;
        let count = 8 + self.ids.below(9);
        let mut at = ago(self.end, 280 * DAY);
        let mut ids = Ids::new(self.ids.number());
        let store = self.store;
        let size = store.fill(id, |git| {
            let mut pushes = Vec::new();
            let mut tip = Oid::ZERO_SHA1;
            let mut files = Vec::new();
            let mut left = count;
            while left > 0 {
                let some = (1 + ids.below(3)).min(left);
                left -= some;
                let begin = tip;
                let who = ids.pick(people).cloned().ok_or_else(|| BuildError::Seed("nobody".into()))?;
                for _ in 0..some {
                    at = later(at, 3_600 + ids.below(9 * DAY as usize) as i64);
                    tip = write(git, &mut ids, tip, &who, at, name, &mut files)?;
                }
                let commits = history::reachable(git, [tip], Some(begin).filter(|begin| !begin.is_zero()))?;
                let branch = "refs/heads/main".to_owned();
                pushes.push(Planned { branch, from: begin, to: tip, commits, who, at });
            }
            for branch in 0..ids.below(3) {
                let who = ids.pick(people).cloned().ok_or_else(|| BuildError::Seed("nobody".into()))?;
                let topic = ids.pick(&THINGS).copied().unwrap_or_default();
                at = later(at, 7_200);
                let head = write(git, &mut ids, tip, &who, at, name, &mut files.clone())?;
                let branch = format!("refs/heads/topic/{branch}-{}", topic.replace(' ', "-"));
                let commits = vec![head];
                pushes.push(Planned { branch, from: Oid::ZERO_SHA1, to: head, commits, who, at });
            }
            for planned in pushes {
                self.push(id, planned)?;
            }
            self.pull_requests(Ground { git, id, name, people, files: &files, at, ids })?;
            let refs = self.organization()?.repository_by_id(id).map(|known| known.refs.clone());
            Ok::<_, BuildError>(total(git, refs.unwrap_or_default().values().map(|known| known.object))?)
        })?;
        self.organization()?.change(stamp, |tx| tx.set_repository_size(id, size))?;
        Ok(())
    }

    fn push(&mut self, id: RepositoryId, planned: Planned) -> Result<(), BuildError> {
        // A push comes a little after its last commit.
        let stamp = Stamp { at: later(planned.at, 60), actor: planned.who.id };
        let update = RefUpdate { name: planned.branch, old: planned.from, new: planned.to };
        self.organization()?.change(stamp, |tx| tx.record_push(id, vec![update], planned.commits, 0))?;
        Ok(())
    }
}

/// How many bytes the objects take that some commits reach. What they take on disk depends on how a pack
/// happened to be packed, and a seed gives the same every time.
fn total(git: &Git, tips: impl IntoIterator<Item = Oid>) -> Result<u64, git2::Error> {
    let odb = git.odb()?;
    let mut seen = HashSet::new();
    let mut waiting = Vec::new();
    for commit in history::reachable(git, tips, None)? {
        seen.insert(commit);
        waiting.push(git.find_commit(commit)?.tree_id());
    }
    while let Some(id) = waiting.pop() {
        if seen.insert(id)
            && let Ok(tree) = git.find_tree(id)
        {
            waiting.extend(tree.iter().map(|entry| entry.id()));
        }
    }
    let sizes = seen.into_iter().map(|id| Ok(odb.read_header(id)?.0 as u64));
    sizes.sum()
}

/// A push that is still to be recorded.
struct Planned {
    branch: String,
    from: Oid,
    to: Oid,
    commits: Vec<Oid>,
    who: Person,
    at: Timestamp,
}

/// A name of a list, and numbered ones when the list is used up.
fn numbered(names: &[&str], index: usize) -> String {
    match index / names.len() {
        0 => names[index].to_owned(),
        round => format!("{} {}", names[index % names.len()], round + 1),
    }
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

/// Writes a commit that adds a file or changes one or two.
fn write(
    git: &Git,
    ids: &mut Ids,
    parent: Oid,
    who: &Person,
    at: Timestamp,
    repository: &str,
    files: &mut Vec<String>,
) -> Result<Oid, BuildError> {
    let thing = ids.pick(&THINGS).copied().unwrap_or_default();
    let verb = ids.pick(&VERBS).copied().unwrap_or_default();
    let line = |ids: &mut Ids| format!("{verb} {thing}: {:08x}\n", ids.number() >> 32);
    let mut changes = Vec::new();
    let message = if parent.is_zero() {
        let text = format!("# {repository}\n\nWhat this is, and how to build it.\n");
        files.push("README.md".to_owned());
        changes.push(("/README.md".to_owned(), FileChange::Add(text.into_bytes())));
        // Nobody edits these at random: runs read them.
        for (path, text) in pipeline::FILES {
            changes.push((path.to_owned(), FileChange::Add(text.as_bytes().to_vec())));
        }
        format!("Begin {repository}\n")
    } else {
        let fresh = FILES.iter().find(|file| !files.iter().any(|known| known == *file));
        match fresh {
            Some(file) if files.len() < 4 || ids.below(2) == 0 => {
                files.push((*file).to_owned());
                let text = format!("{file}\n\n{}{}", line(ids), line(ids));
                changes.push((format!("/{file}"), FileChange::Add(text.into_bytes())));
            }
            _ => {
                let file = ids.pick(files).cloned().unwrap_or_default();
                let text = format!("{file}\n\n{}{}{}", line(ids), line(ids), line(ids));
                changes.push((format!("/{file}"), FileChange::Edit(text.into_bytes())));
            }
        }
        let body =
            if ids.below(3) == 0 { "\n\nSeen in production, and reproduced in a test.\n" } else { "\n" };
        format!("{verb} {thing}{body}")
    };
    let when = git2::Time::new(at.as_second(), 0);
    let signature = Signature::new(&who.name, &who.mail, &when)?;
    let new = NewCommit { author: signature.clone(), committer: signature, message, changes };
    let parents: Vec<_> = Some(parent).filter(|parent| !parent.is_zero()).into_iter().collect();
    commit(git, &parents, &new).map_err(|fault| BuildError::Seed(fault.message().to_owned()))
}
