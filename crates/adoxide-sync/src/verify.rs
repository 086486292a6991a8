//! Whether a credential is good for what is to be read.

use std::fmt;

use adoxide::api::git::{self, GetCommits, GetPullRequestCommits, GetPullRequestsByProject, GetRepositories};
use adoxide::api::member_entitlement_management::{self as entitlement, SearchUserEntitlements};
use adoxide::api::path::{ProjectRef, PullRequestId, RepositoryId};
use adoxide::api::wire::{Json, List, Op};
use adoxide::{Client, ErrorKind as ServiceErrorKind};

/// What is to be read, by the credential that it needs: one may be enough for some and not for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Connector {
    /// Work items and what is around them.
    Boards,
    /// Pipelines and builds.
    Pipelines,
    /// Repositories and pull requests.
    Repos,
    /// The commits of pull requests.
    PullCommits,
    /// The commits of branches.
    Commits,
    /// People, groups and licences.
    People,
}

impl Connector {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Boards, Self::Pipelines, Self::Repos, Self::PullCommits, Self::Commits, Self::People];

    /// Its name: `boards`, `pipelines`, `repos`, `pull-commits`, `commits`, `people`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Boards => "boards",
            Self::Pipelines => "pipelines",
            Self::Repos => "repos",
            Self::PullCommits => "pull-commits",
            Self::Commits => "commits",
            Self::People => "people",
        }
    }
}

impl Connector {
    /// The tables that it fills, by their names. What takes a request for each commit or build is not among them.
    pub fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Boards => &[
                "projects",
                "users",
                "teams",
                "team_members",
                "areas",
                "iterations",
                "team_iterations",
                "iteration_capacities",
                "team_days_off",
                "boards",
                "board_columns",
                "board_rows",
                "work_item_type_categories",
                "work_item_types",
                "work_item_type_states",
                "work_item_type_fields",
                "work_item_tags",
                "fields",
                "work_items",
                "work_item_revisions",
                "work_item_updates",
                "work_item_relations",
                "work_item_links",
                "work_item_comments",
                "deleted_work_items",
                "queries",
            ],
            Self::Pipelines => {
                &["projects", "users", "build_definitions", "pipelines", "builds", "build_timeline_records"]
            }
            Self::Repos => &[
                "projects",
                "users",
                "repositories",
                "deleted_repositories",
                "refs",
                "pushes",
                "commits",
                "pull_requests",
                "pull_request_reviewers",
                "pull_request_labels",
                "pull_request_threads",
                "pull_request_comments",
                "pull_request_iterations",
                "pull_request_iteration_changes",
                "pull_request_work_items",
                "pull_request_statuses",
                "policy_configurations",
                "policy_evaluations",
            ],
            Self::PullCommits => &["pull_request_commits"],
            Self::Commits => &["default_branch_commits"],
            Self::People => {
                &["users", "service_principals", "groups", "group_memberships", "user_entitlements"]
            }
        }
    }
}

impl fmt::Display for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What came of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// All can be read.
    Ok,
    /// The service does not accept the credential.
    InvalidCredentials,
    /// The credential is good and may not read all that is needed.
    InvalidPermissions,
    /// There is nothing that it may see: no organization of that name, no project, no repository.
    NoResources,
    /// The service could not be asked: nothing is known about the credential.
    Unknown,
}

impl Verdict {
    /// `ok`, `invalid_credentials`, `invalid_permissions`, `no_resources` or `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::InvalidCredentials => "invalid_credentials",
            Self::InvalidPermissions => "invalid_permissions",
            Self::NoResources => "no_resources",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was found out about one connector.
#[derive(Debug)]
#[non_exhaustive]
pub struct Verification {
    /// What was to be read.
    pub connector: Connector,
    /// What was asked, in order.
    pub probes: Vec<Probe>,
}

/// One thing that was asked.
#[derive(Debug)]
#[non_exhaustive]
pub struct Probe {
    /// What for: `projects`, `users`, `builds`.
    pub what: &'static str,
    /// How many there were in the answer, or why there was none. `None` if there was nothing to ask about,
    /// such as the commits of a pull request where there is no pull request.
    pub answer: Result<Option<usize>, adoxide::Error>,
}

impl Verification {
    /// The worst that was found.
    pub fn verdict(&self) -> Verdict {
        let rank = |verdict: &Verdict| match verdict {
            Verdict::InvalidCredentials => 4,
            Verdict::InvalidPermissions => 3,
            Verdict::Unknown => 2,
            Verdict::NoResources => 1,
            Verdict::Ok => 0,
        };
        self.probes.iter().map(Probe::verdict).max_by_key(rank).unwrap_or(Verdict::NoResources)
    }

    /// The scopes that the credential lacks, each as the service names it: `vso.code`.
    pub fn missing_scopes(&self) -> Vec<&'static str> {
        let mut missing: Vec<_> = self.probes.iter().flat_map(Probe::missing_scopes).copied().collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }
}

/// For people: what was found, and what to do.
impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = self.verdict();
        write!(f, "{}: {verdict}", self.connector)?;
        let of_verdict = || self.probes.iter().filter(|probe| probe.verdict() == verdict);
        match verdict {
            Verdict::Ok => Ok(()),
            Verdict::InvalidPermissions => {
                let what: Vec<_> = of_verdict().map(|probe| probe.what).collect();
                let scopes: Vec<_> = self.missing_scopes().into_iter().map(scope_name).collect();
                write!(f, "; the credential may not read {}", what.join(", "))?;
                if scopes.is_empty() {
                    Ok(())
                } else {
                    write!(f, "; it needs the scopes {}", scopes.join(", "))
                }
            }
            Verdict::NoResources => match of_verdict().find_map(|probe| probe.answer.as_ref().err()) {
                Some(error) => write!(f, "; {error}"),
                None => f.write_str("; there are no projects or repositories that the credential may see"),
            },
            Verdict::InvalidCredentials | Verdict::Unknown => {
                match of_verdict().find_map(|probe| probe.answer.as_ref().err()) {
                    Some(error) => write!(f, "; {error}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl Probe {
    /// What it says about the credential.
    pub fn verdict(&self) -> Verdict {
        match &self.answer {
            // Only what all else is in must not be empty: an organization without builds is a good one.
            Ok(Some(0)) if matches!(self.what, "projects" | "repositories") => Verdict::NoResources,
            Ok(_) => Verdict::Ok,
            Err(error) => match error.kind() {
                ServiceErrorKind::Auth => Verdict::InvalidCredentials,
                ServiceErrorKind::Permission => Verdict::InvalidPermissions,
                ServiceErrorKind::NotFound => Verdict::NoResources,
                _ => Verdict::Unknown,
            },
        }
    }

    fn missing_scopes(&self) -> &'static [&'static str] {
        match &self.answer {
            Err(error) if error.kind() == ServiceErrorKind::Permission => error.scopes(),
            _ => &[],
        }
    }
}

/// A scope as the page names it where tokens are made.
fn scope_name(scope: &str) -> String {
    let name = match scope {
        "vso.build" => "Build (read)",
        "vso.code" => "Code (read)",
        "vso.graph" => "Graph (read)",
        "vso.memberentitlementmanagement" => "Member Entitlement Management (read)",
        "vso.identity" => "Identity (read)",
        "vso.profile" => "User Profile (read)",
        "vso.project" => "Project and Team (read)",
        "vso.release" => "Release (read)",
        "vso.work" => "Work Items (read)",
        _ => return scope.to_owned(),
    };
    format!("{name} ({scope})")
}

/// Operations that are asked for by their names only: the types of their areas are not needed here.
const BY_NAME: [&str; 5] = [
    "core.get_projects",
    "graph.list_users",
    "graph.list_groups",
    "build.get_builds",
    "wit.get_work_item_types",
];
/// The others.
const OTHERS: [&str; 5] = [
    "member_entitlement_management.search_user_entitlements",
    "git.get_repositories",
    "git.get_commits",
    "git.get_pull_requests_by_project",
    "git.get_pull_request_commits",
];

/// The operations that [`verify`] may call, by their names in the catalog.
pub fn probed() -> impl Iterator<Item = &'static str> {
    BY_NAME.into_iter().chain(OTHERS)
}

/// Asks the service for a little of everything that a connector reads, and says whether it may be read.
///
/// Nothing is asked any more once the credential was refused.
pub async fn verify(client: &Client, connector: Connector) -> Verification {
    let mut asking = Asking { client, probes: Vec::new() };
    // A credential is refused but once; what it may not read is worth knowing in full.
    let _ = asking.all(connector).await;
    Verification { connector, probes: asking.probes }
}

struct Asking<'a> {
    client: &'a Client,
    probes: Vec<Probe>,
}

/// There is nothing more to ask.
struct Done;

impl Asking<'_> {
    async fn all(&mut self, connector: Connector) -> Result<(), Done> {
        match connector {
            Connector::Boards | Connector::Pipelines | Connector::Repos => {
                let projects = self.list("projects", "core.get_projects", None).await?;
                self.list("users", "graph.list_users", None).await?;
                let project = projects.iter().find(|project| project["state"] == "wellFormed");
                let project = project.and_then(|project| project["id"].as_str());
                let (what, operation) = match connector {
                    Connector::Boards => ("work item types", "wit.get_work_item_types"),
                    Connector::Pipelines => ("builds", "build.get_builds"),
                    _ => ("repositories", "git.get_repositories"),
                };
                // Repositories are looked for in all projects: the first one may have none.
                let everywhere = connector == Connector::Repos;
                if everywhere || project.is_some() {
                    let project = project.filter(|_| !everywhere);
                    self.list(what, operation, project).await?;
                } else {
                    self.nothing(what);
                }
            }
            Connector::People => {
                self.list("users", "graph.list_users", None).await?;
                self.list("groups", "graph.list_groups", None).await?;
                let op = entitlement::search_user_entitlements(SearchUserEntitlements::default());
                let answer = self.client.call(op).await;
                let items = answer.map(|page| Some(page.items.map_or(0, |items| items.len())));
                self.said("entitlements", items)?;
            }
            Connector::PullCommits | Connector::Commits => {
                let repositories = git::get_repositories(None, GetRepositories::default()).reply_as();
                let repositories = self.ask("repositories", repositories).await?;
                let readable = |repository: &&Json| repository["isDisabled"] != true;
                let readable: Vec<_> = repositories.iter().filter(readable).collect();
                if connector == Connector::Commits {
                    self.branch_commits(&readable).await?;
                } else {
                    self.pull_commits(&readable).await?;
                }
            }
        }
        Ok(())
    }

    async fn branch_commits(&mut self, repositories: &[&Json]) -> Result<(), Done> {
        // One with a default branch: an empty repository has no commits to be asked for.
        let repository = repositories.iter().find(|repository| repository["defaultBranch"].is_string());
        let Some(id) = repository.and_then(|repository| repository["id"].as_str()) else {
            self.nothing("commits");
            return Ok(());
        };
        let params = GetCommits { top: Some(1), ..GetCommits::default() };
        self.ask("commits", git::get_commits(None, &RepositoryId::from(id), params).reply_as()).await?;
        Ok(())
    }

    async fn pull_commits(&mut self, repositories: &[&Json]) -> Result<(), Done> {
        let mut projects: Vec<_> =
            repositories.iter().filter_map(|repository| repository["project"]["id"].as_str()).collect();
        projects.sort_unstable();
        projects.dedup();
        // Some projects have none. It is not worth asking very many.
        for project in projects.into_iter().take(20) {
            let project = ProjectRef::from(project);
            let params =
                GetPullRequestsByProject { status: Some("all".into()), top: Some(1), ..Default::default() };
            let op = git::get_pull_requests_by_project(&project, params).reply_as();
            let pulls = self.ask("pull requests", op).await?;
            let pull = pulls
                .first()
                .and_then(|pull| Some((pull["repository"]["id"].as_str()?, pull["pullRequestId"].as_i64()?)));
            if let Some((repository, pull)) = pull {
                let params = GetPullRequestCommits { top: Some(1), ..Default::default() };
                let repository = RepositoryId::from(repository);
                let op = git::get_pull_request_commits(None, &repository, PullRequestId(pull), params);
                self.ask("commits of a pull request", op.reply_as()).await?;
                return Ok(());
            }
        }
        self.nothing("commits of a pull request");
        Ok(())
    }

    /// Asks for a list by the name of its operation, in areas whose types are not needed here.
    async fn list(
        &mut self,
        what: &'static str,
        operation: &str,
        project: Option<&str>,
    ) -> Result<Vec<Json>, Done> {
        let named = probed().find(|name| *name == operation);
        let Some(meta) = named.and_then(|name| adoxide_api::catalog().find(|meta| meta.id == name)) else {
            self.nothing(what);
            return Ok(Vec::new());
        };
        let op = Op::new(meta).path_opt("project", project.map(ProjectRef::from).as_ref());
        let top = meta.optional.contains(&"$top");
        self.ask(what, if top { op.query("$top", &100_i64) } else { op }).await
    }

    async fn ask(&mut self, what: &'static str, op: Op<List<Json>>) -> Result<Vec<Json>, Done> {
        let answer = self.client.call(op).await;
        let (answer, items) = match answer {
            Ok(list) => {
                let items: Vec<_> = list.into_iter().flatten().collect();
                (Ok(Some(items.len())), items)
            }
            Err(error) => (Err(error), Vec::new()),
        };
        self.said(what, answer).map(|()| items)
    }

    /// Keeps what came of a question.
    fn said(
        &mut self,
        what: &'static str,
        answer: Result<Option<usize>, adoxide::Error>,
    ) -> Result<(), Done> {
        let probe = Probe { what, answer };
        let refused = probe.verdict() == Verdict::InvalidCredentials;
        // Asked of several projects, it is one thing that was asked.
        self.probes.retain(|known| known.what != what);
        self.probes.push(probe);
        if refused { Err(Done) } else { Ok(()) }
    }

    fn nothing(&mut self, what: &'static str) {
        self.probes.push(Probe { what, answer: Ok(None) });
    }
}
