//! Organizations of a size. The same every time.

use std::fmt::Write as _;
use std::path::Path;

use adoxide_emulator::Emulator;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::id::{IdentityId, ProjectId};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};

use crate::conformance::{ORGANIZATION, Stage, succeed};

/// How much of everything there is.
#[derive(Clone, Copy)]
pub struct Shape {
    pub projects: usize,
    /// In each project.
    pub repositories: usize,
    /// In each repository.
    pub pull_requests: usize,
    pub people: usize,
    pub work_items: usize,
}

impl Shape {
    /// 3 projects with 4 repositories with 250 pull requests each, 1,300 people, 450 work items.
    pub const COMPANY: Self =
        Self { projects: 3, repositories: 4, pull_requests: 250, people: 1_300, work_items: 450 };

    /// Ten times as much.
    pub const CORPORATION: Self =
        Self { projects: 30, repositories: 4, pull_requests: 250, people: 13_000, work_items: 4_500 };

    /// A company with a tenth of the people and pull requests.
    pub const OFFICE: Self =
        Self { projects: 3, repositories: 4, pull_requests: 25, people: 130, work_items: 450 };

    /// As little as has everything.
    pub const DESK: Self = Self { projects: 1, repositories: 2, pull_requests: 4, people: 8, work_items: 12 };

    /// An emulator with such an organization.
    pub fn stage(&self) -> Result<Stage, String> {
        let builder = Emulator::builder().organization(ORGANIZATION).seed_size(self.projects);
        let stage = Stage::with(builder.repositories(self.repositories).pull_requests(self.pull_requests))?;
        people(&stage, self.people)?;
        let projects: Vec<_> =
            stage.read(|organization| organization.projects().map(|project| project.id).collect())?;
        let there = stage.read(|organization| organization.work_items().iter().count())?;
        for (number, project) in (there..self.work_items).zip(projects.iter().cycle()) {
            work_item(&stage, *project, number)?;
        }
        Ok(stage)
    }
}

/// So many people in all, as far as there are fewer.
fn people(stage: &Stage, count: usize) -> Result<(), String> {
    let there = stage.read(|organization| organization.members().count())?;
    add_people(stage, "Person", there..count).map(drop)
}

/// People with a name and these numbers.
pub fn add_people(
    stage: &Stage,
    name: &str,
    numbers: std::ops::Range<usize>,
) -> Result<Vec<IdentityId>, String> {
    let mail = name.to_lowercase();
    stage.emulator.update(|world, at| {
        let ids: Vec<_> = numbers
            .map(|number| {
                world.add_identity(&format!("{name} {number}"), &format!("{mail}.{number}@fabrikam.example"))
            })
            .collect();
        let organization = world.organization_mut(ORGANIZATION).ok_or("the organization is gone")?;
        let stamp = Stamp { at, actor: organization.owner() };
        for id in &ids {
            organization.change(stamp, |tx| tx.add_member(*id)).map_err(|error| error.to_string())?;
        }
        Ok(ids)
    })
}

fn work_item(stage: &Stage, project: ProjectId, number: usize) -> Result<(), String> {
    stage.update(|organization, stamp| {
        let title = FieldValue::text(format!("What is to be done, {number}"));
        let change = WorkItemChange { fields: vec![(field::TITLE, Some(title))], ..Default::default() };
        // Each process has its own types, and all have epics.
        let made = organization
            .change(stamp, |tx| tx.create_work_item(project, "Epic", &change, EditOptions::default()));
        made.map(drop).map_err(|refusal| refusal.to_string())
    })
}

/// What `git fast-import` reads: a main branch with so many commits.
pub fn history(commits: usize) -> String {
    let mut stream = String::new();
    for number in 0..commits {
        let message = format!("Change {number}: what a commit of some project says of itself");
        let _ = write!(
            stream,
            "commit refs/heads/main\ncommitter Conny Forman <conny@fabrikam.example> {} +0000\ndata {}\n{message}\n\
             M 100644 inline file\ndata {}\n{number}\n\n",
            1_700_000_000 + number,
            message.len(),
            number.to_string().len(),
        );
    }
    stream
}

/// Pushes such a history by git.
pub fn push(stage: &Stage, folder: &Path, url: &str, history: &str) -> Result<(), String> {
    let at = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir(folder).map_err(at)?;
    stage.git(folder, &["init", "--quiet", "--bare"])?;
    let file = folder.join("stream");
    std::fs::write(&file, history).map_err(at)?;
    let mut import = stage.command("git")?;
    let input = std::fs::File::open(&file).map_err(at)?;
    succeed(import.args(["fast-import", "--quiet"]).current_dir(folder).stdin(input))?;
    stage.git(folder, &["push", "--quiet", &stage.owned_url(url), "main"])?;
    std::fs::remove_dir_all(folder).map_err(at)
}
