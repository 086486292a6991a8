//! The nouns: projects, teams, repositories, refs, commits, pushes, pull requests, policies, work items, queries,
//! areas and iterations, boards, processes, pipelines and their runs, variable groups, secure files, service
//! endpoints, environments, approvals and checks, agents, classic releases, test runs, users, groups and service
//! principals, who has which licence, notification subscriptions, the audit log, wikis, dashboards, search, feeds and
//! their packages.
//!
//! A handle is cheap and made without asking the service: `ado.project("Fabrikam").repository("web")`. What
//! the thing looks like is fetched when it is first wanted, kept, replaced by what a change answers with, and
//! dropped by `refresh`. Handles of the same thing share all that, however they were reached: by name, in
//! another letter case, by id, by URL or out of an answer. `ptr_eq` says whether two handles do. Before
//! something was fetched nobody can know that a name and an id belong together; with the first answer that
//! has both, all their handles become one.

/// Makes builders futures: `.await` does what the method does.
macro_rules! awaitable {
    ($($builder:ident => $output:ty, $method:ident;)*) => {$(
        impl std::future::IntoFuture for $builder {
            type Output = crate::error::Result<$output>;
            type IntoFuture = futures::future::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.$method())
            }
        }
    )*};
}

mod audit;
mod board;
mod classification;
mod commit;
mod dashboard;
mod feed;
mod fork;
mod identities;
mod identity;
mod listing;
mod notification;
mod operation;
mod people;
mod permission;
mod pipeline;
mod policy;
mod process;
mod project;
mod pull_request;
mod push;
mod query;
mod reference;
mod release;
mod repository;
mod search;
mod team;
mod test_run;
mod wiki;
mod work_item;
mod work_item_type;

pub use audit::{AuditConsumer, AuditLog, AuditStream, NewAuditStream};
pub use board::Board;
pub use classification::ClassificationNode;
pub use commit::{Commit, Commits};
pub use dashboard::{Dashboard, NewDashboard, NewWidget, Widget};
pub use feed::{Feed, NewFeed, Package, PackageVersion, Packages};
pub use identities::{Identities, Identity};
pub use listing::Listing;
pub use notification::{NewNotificationSubscription, NotificationSubscription};
pub use people::{
    EditEntitlement, Entitlement, Group, GroupEntitlement, Me, Memberships, NewEntitlement, NewGroup,
    NewGroupEntitlement, NewServicePrincipal, NewUser, OtherSubject, ServicePrincipal, Subject, User,
};
pub use permission::{GitPermissions, PermissionEntry, Permissions};
pub use pipeline::{
    Agent, AgentPool, AgentQueue, Approval, Approvals, Artifact, Check, CheckKind, Checks, Environment,
    Failure, Failures, Follow, Log, LogLine, NewPipeline, NewRun, NewVariableGroup, Pipeline,
    PipelinePermissions, PipelineRef, Pipelines, ProtectedResource, Record, RecordKind, RequiredTemplate,
    Run, RunEvent, RunLine, Runs, SecureFile, ServiceEndpoint, Stage, TaskGroup, TaskSession, Timeline,
    VariableGroup,
};
pub use policy::{Evaluation, NewPolicy, Policy, PolicyKind};
pub use process::{Process, ProcessType};
pub use project::{NewProject, Project};
pub use pull_request::{Completion, NewPullRequest, PullRequest, PullRequests, Thread, Vote};
pub use push::{Change, FileContent, NewCommit, Push, Pushes};
pub use query::{Query, QueryLink, QueryNode, QueryResult, SavedQuery};
pub use reference::Ref;
pub use release::{NewRelease, Release, ReleaseApproval, ReleaseDefinition};
pub use repository::{Diff, File, Folder, Repository, Version};
pub use search::{CodeHit, CommitHit, PackageHit, Search, SearchSummary, WikiHit, WorkItemHit};
pub use team::{Team, TeamIteration};
pub use test_run::TestRun;
pub use wiki::{NewWiki, PageChange, PageComment, PageEdit, PageNode, Wiki, WikiPage};
pub use work_item::{
    Attachment, Comment, Edit, FieldChange, Format, Link, LinkKind, Revision, Target, Text, Update, WorkItem,
    WorkItems, field,
};
pub use work_item_type::{Category, Field, WorkItemType};

use adoxide_api::artifacts::feed::Feed as WireFeed;
use adoxide_api::build::{Build, BuildDefinition};
use adoxide_api::core::{TeamProject, WebApiTeam};
use adoxide_api::git::{GitCommit, GitPullRequest, GitRef, GitRepository};
use adoxide_api::graph::{GraphGroup, GraphServicePrincipal, GraphUser};
use adoxide_api::wiki::WikiV2;
use adoxide_api::wit;

use identity::Registry;

/// All that a client and its clones know.
#[derive(Debug, Default)]
pub(crate) struct Known {
    projects: Registry<TeamProject>,
    teams: Registry<WebApiTeam>,
    repositories: Registry<GitRepository>,
    refs: Registry<GitRef>,
    commits: Registry<GitCommit>,
    pull_requests: Registry<GitPullRequest>,
    work_items: Registry<wit::WorkItem>,
    pipelines: Registry<BuildDefinition>,
    runs: Registry<Build>,
    users: Registry<GraphUser>,
    groups: Registry<GraphGroup>,
    service_principals: Registry<GraphServicePrincipal>,
    wikis: Registry<WikiV2>,
    feeds: Registry<WireFeed>,
}

awaitable! {
    Edit => WorkItem, save;
    NewCommit => Push, push;
    NewPolicy => Policy, create;
    NewPullRequest => PullRequest, create;
}

impl Known {
    /// Two projects are one: so are their repositories, and what is in them.
    fn merge_projects(&self, merged: &[(u64, u64)]) {
        for (from, to) in merged {
            self.teams.move_below(*from, *to);
            self.groups.move_below(*from, *to);
            self.wikis.move_below(*from, *to);
            self.feeds.move_below(*from, *to);
            self.merge_repositories(&self.repositories.move_below(*from, *to));
        }
    }

    fn merge_repositories(&self, merged: &[(u64, u64)]) {
        for (from, to) in merged {
            self.refs.move_below(*from, *to);
            self.commits.move_below(*from, *to);
        }
    }
}
