//! The organization that is synced: projects, repositories with pull requests, people and work items, made
//! through the emulator's own doors. The same every time.

use std::fmt::Write as _;
use std::path::Path;

use adoxide_emulator::Emulator;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::id::ProjectId;
use adoxide_emulator::world::process::PROCESSES;
use adoxide_emulator::world::project::{NewProject, Visibility};
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};
use serde_json::json;

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

    /// Ten times the repositories, people and work items.
    pub const CORPORATION: Self =
        Self { projects: 30, repositories: 4, pull_requests: 250, people: 13_000, work_items: 4_500 };

    /// A company with a tenth of its pull requests.
    pub const OFFICE: Self =
        Self { projects: 3, repositories: 4, pull_requests: 25, people: 130, work_items: 450 };

    /// As little as has everything.
    pub const DESK: Self = Self { projects: 1, repositories: 2, pull_requests: 4, people: 8, work_items: 12 };

    /// An emulator with such an organization.
    pub fn stage(&self) -> Result<Stage, String> {
        let stage = Stage::with(Emulator::builder().organization(ORGANIZATION).seed_size(0))?;
        self.people(&stage)?;
        for project in 0..self.projects {
            let id = new_project(&stage, &format!("Project {project:02}"))?;
            for repository in 0..self.repositories {
                self.repository(&stage, project, id, repository)?;
            }
            work_items(&stage, id, self.work_items / self.projects)?;
        }
        stage.emulator.clear_requests();
        Ok(stage)
    }

    fn people(&self, stage: &Stage) -> Result<(), String> {
        stage.emulator.update(|world, at| {
            let ids: Vec<_> = (0..self.people)
                .map(|number| {
                    world.add_identity(&format!("Person {number}"), &format!("person.{number}@fabrikam.example"))
                })
                .collect();
            let organization = world.organization_mut(ORGANIZATION).ok_or("the organization is gone")?;
            let stamp = adoxide_emulator::world::journal::Stamp { at, actor: organization.owner() };
            for id in ids {
                organization.add_member(stamp, id);
            }
            Ok(())
        })
    }

    /// A repository whose branches were pushed by git; each but the main one has a pull request. Of ten, eight
    /// are completed, one is abandoned, one is open; each was talked about.
    fn repository(&self, stage: &Stage, project: usize, id: ProjectId, number: usize) -> Result<(), String> {
        let name = format!("service-{project:02}-{number}");
        let repository = stage.new_repository(id, &name)?;
        let branches: Vec<String> = (0..self.pull_requests).map(|topic| format!("topic/{topic}")).collect();
        let url = format!("Project%20{project:02}/_git/{name}");
        push(stage, &stage.path(&name), &url, &history(20, &branches))?;
        let base = format!("_apis/git/repositories/{repository}/pullrequests");
        for (number, branch) in branches.iter().enumerate() {
            let new = json!({
                "sourceRefName": format!("refs/heads/{branch}"), "targetRefName": "refs/heads/main",
                "title": format!("Change {number}"), "description": "What it does, and why.\n\n- [x] tested",
            });
            let made = stage.rest("POST", &base, Some(&new))?;
            let own = format!("{base}/{}", made["pullRequestId"]);
            let remark = json!({"comments": [{"content": "Could this be a constant?", "commentType": "text"}], "status": "active"});
            stage.rest("POST", &format!("{own}/threads"), Some(&remark))?;
            let change = match number % 10 {
                0 => continue,
                1 => json!({"status": "abandoned"}),
                _ => json!({"status": "completed", "lastMergeSourceCommit": made["lastMergeSourceCommit"]}),
            };
            stage.rest("PATCH", &own, Some(&change))?;
        }
        Ok(())
    }
}

/// A new project.
pub fn new_project(stage: &Stage, name: &str) -> Result<ProjectId, String> {
    stage.update(|organization, stamp| {
        let new = NewProject {
            name: name.to_owned(),
            description: None,
            visibility: Visibility::Private,
            process: PROCESSES[2].id,
        };
        organization.create_project(stamp, new).map_err(|refusal| refusal.to_string())
    })
}

/// So many new tasks.
pub fn work_items(stage: &Stage, project: ProjectId, count: usize) -> Result<(), String> {
    stage.update(|organization, stamp| {
        for number in 0..count {
            let title = FieldValue::text(format!("Task {number}"));
            let change = WorkItemChange { fields: vec![(field::TITLE, Some(title))], ..Default::default() };
            organization
                .create_work_item(stamp, project, "Task", &change, EditOptions::default())
                .map_err(|refusal| refusal.to_string())?;
        }
        Ok(())
    })
}

/// What `git fast-import` reads: a main branch, and branches from its end with a commit each.
pub fn history(commits: usize, branches: &[String]) -> String {
    let mut stream = String::new();
    let mut commit = |branch: &str, from: Option<&str>, number: usize, file: &str| {
        let message = format!("Change {number}: what a commit of some project says of itself");
        let from = from.map_or(String::new(), |from| format!("from {from}\n"));
        let _ = write!(
            stream,
            "commit refs/heads/{branch}\ncommitter Conny Forman <conny@fabrikam.example> {} +0000\ndata {}\n{message}\n\
             {from}M 100644 inline {file}\ndata {}\n{number}\n\n",
            1_700_000_000 + number,
            message.len(),
            number.to_string().len(),
        );
    };
    for number in 0..commits {
        commit("main", None, number, "file");
    }
    for (number, branch) in branches.iter().enumerate() {
        commit(branch, Some("refs/heads/main"), commits + number, branch);
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
    // The main branch first: it becomes the default branch.
    stage.git(folder, &["push", "--quiet", &stage.owned_url(url), "main"])?;
    stage.git(folder, &["push", "--quiet", "--all", &stage.owned_url(url)])?;
    std::fs::remove_dir_all(folder).map_err(at)
}
