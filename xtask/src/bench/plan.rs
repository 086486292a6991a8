//! What a full sync has to find, and the fewest requests that it takes: counted from what the emulator holds.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use adoxide_emulator::world::Organization;
use adoxide_emulator::world::pull_request::{PullRequest, PullRequestStatus};
use adoxide_emulator::world::repository::Repository;

use crate::conformance::Stage;

/// How many rows some tables have to have.
pub fn rows(stage: &Stage) -> Result<Vec<(&'static str, usize)>, String> {
    stage.read(|organization| {
        vec![
            ("projects", organization.projects().count()),
            ("repositories", repositories(organization).count()),
            ("pull_requests", organization.pull_requests().count()),
            ("work_items", organization.work_items().iter().count()),
        ]
    })
}

/// The repositories that the service lists: not those of wikis.
fn repositories(organization: &Organization) -> impl Iterator<Item = &Repository> {
    organization.repositories().filter(|repository| !repository.is_hidden)
}

/// The commits of the default branch of each repository, by its id.
pub type Histories = BTreeMap<String, HashSet<String>>;

/// Requests that cannot be spared, and what for.
#[derive(Clone, Default)]
pub struct Plan(BTreeMap<&'static str, usize>);

impl Plan {
    /// Pages of a list of so many items, with so many in a page: one at least.
    pub fn list(&mut self, what: &'static str, items: usize, page: usize) {
        *self.0.entry(what).or_default() += items.div_ceil(page).max(1);
    }

    pub fn total(&self) -> usize {
        self.0.values().sum()
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = self.0.iter().map(|(what, pages)| format!("{pages} {what}"));
        f.write_str(&lists.collect::<Vec<_>>().join(", "))
    }
}

/// The pages that a first sync of the repositories and pull requests has to read, each as large as the service lets it
/// be. Pull requests come by project and status; the commits of a push are asked for if they are not in the default
/// branch, whose history is one list.
pub fn pull_requests(organization: &Organization, histories: &Histories) -> Plan {
    let mut plan = Plan::default();
    plan.list("projects", organization.projects().count(), 500);
    plan.list("repositories", 1, 1);
    for project in organization.projects() {
        plan.list("policies", 1, 100);
        for status in [PullRequestStatus::Active, PullRequestStatus::Completed, PullRequestStatus::Abandoned]
        {
            let of_project = |repository| {
                organization.repository_by_id(repository).is_some_and(|known| known.project == project.id)
            };
            let pulls = organization.pull_requests().filter(|pull| pull.status == status);
            plan.list("pull requests", pulls.filter(|pull| of_project(pull.repository)).count(), 1_000);
        }
    }
    for repository in repositories(organization) {
        let none = HashSet::new();
        let history = histories.get(&repository.id.to_string()).unwrap_or(&none);
        plan.list("refs", repository.refs.len(), 1_000);
        plan.list("pushes", repository.pushes.len(), 1_000);
        plan.list("default branches", history.len(), 1_000);
        for push in &repository.pushes {
            let is_known =
                |commit: &adoxide_emulator::world::id::ObjectId| history.contains(&commit.to_string());
            if !push.commits.iter().all(is_known) {
                plan.list("commits of pushes", push.commits.len(), 1_000);
            }
        }
    }
    for pull in organization.pull_requests() {
        // With its commits and its work items.
        plan.list("pull requests, each", 1, 1);
        plan.list("threads", 1, 1);
        plan.list("statuses", 1, 1);
        plan.list("policy evaluations", 1, 1);
        plan.list("iterations", 1, 1);
        for _ in &pull.iterations {
            plan.list("changes of iterations", pull.changes.len(), 2_000);
        }
    }
    plan
}

/// What has to be asked to see that nothing has changed: what is listed anew, and what belongs to the pull requests
/// that are active.
pub fn unchanged(organization: &Organization) -> Plan {
    let mut plan = Plan::default();
    plan.list("projects", organization.projects().count(), 500);
    plan.list("repositories", 1, 1);
    for _ in organization.projects() {
        plan.list("policies", 1, 100);
        for _ in 0..3 {
            plan.list("pull requests", 1, 1_000);
        }
    }
    for _ in repositories(organization) {
        plan.list("pushes", 1, 1_000);
    }
    for project in organization.projects() {
        let is_here = |pull: &&PullRequest| {
            organization.repository_by_id(pull.repository).is_some_and(|known| known.project == project.id)
        };
        let active = organization.pull_requests().filter(|pull| pull.status == PullRequestStatus::Active);
        let active = active.filter(is_here).count();
        if active > 0 {
            plan.list("threads", active, 1);
            plan.list("statuses", active, 1);
            plan.list("linked work items", active, 100);
        }
    }
    plan
}

/// The commits of the default branch of each repository.
pub fn histories(stage: &Stage) -> Result<Histories, String> {
    let found = stage.read(|organization| {
        let ids = repositories(organization).map(|repository| repository.id.to_string());
        ids.collect::<Vec<_>>()
    })?;
    let history = |id: String| {
        let path = format!("_apis/git/repositories/{id}/commits?searchCriteria.$top=10000");
        let answer = stage.rest("GET", &path, None)?;
        let commits = answer["value"].as_array().ok_or("no commits")?;
        let commits = commits.iter().filter_map(|commit| commit["commitId"].as_str().map(str::to_owned));
        Ok((id, commits.collect()))
    };
    found.into_iter().map(history).collect()
}

/// The pages that a first sync of everything has to read.
pub fn whole(stage: &Stage) -> Result<Plan, String> {
    let histories = histories(stage)?;
    let mut plan = stage.read(|organization| {
        let mut plan = pull_requests(organization, &histories);
        plan.list("fields", 1, 1);
        let items = organization.work_items();
        plan.list("revisions", items.iter().map(|item| item.rev as usize).sum(), 1_000);
        plan.list("links of work items", items.iter().map(|item| item.links().count()).sum(), 1_000);
        for item in items.iter() {
            plan.list("updates of work items", item.rev as usize, 200);
            if !item.comments.is_empty() {
                plan.list("comments of work items", item.comments.len(), 200);
            }
        }
        plan.list("people", organization.members().count(), 500);
        for _ in organization.projects() {
            let lists =
                ["areas and iterations", "teams", "queries", "recycle bins", "categories", "types", "tags"];
            for what in lists {
                plan.list(what, 1, 1);
            }
        }
        plan
    })?;
    let teams = stage.rest("GET", "_apis/teams?api-version=7.1-preview.3", None)?;
    for team in teams["value"].as_array().into_iter().flatten() {
        let text = |name: &str| team[name].as_str().ok_or("a team without a name or project");
        let own = format!("{}/{}/_apis/work", text("projectId")?, text("id")?);
        for (list, each) in [("teamsettings/iterations", "capacities"), ("boards", "boards, each")] {
            let there = stage.rest("GET", &format!("{own}/{list}"), None)?;
            plan.list("members, iterations and boards of teams", 1, 1);
            for _ in there["value"].as_array().into_iter().flatten() {
                plan.list(each, 1, 1);
            }
        }
        plan.list("members, iterations and boards of teams", 1, 1);
    }
    Ok(plan)
}
