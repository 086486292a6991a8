//! What people share beside code: a wiki, queries and service hooks.

use git2::{Oid, Signature};
use std::collections::BTreeMap;

use super::{DAY, Person, Seeder, ago};
use crate::builder::BuildError;
use crate::git::change::{FileChange, NewCommit, commit};
use crate::git::history;
use crate::world::hook::{NewSubscription, SubscriptionStatus};
use crate::world::id::ProjectId;
use crate::world::journal::Stamp;
use crate::world::push::RefUpdate;
use crate::world::wiki::{NewWiki, WIKI_BRANCH, WikiKind};

/// The pages of the wiki, and the order of those at its root.
const PAGES: [(&str, &str); 4] = [
    (".order", "Home\nOn-call\n"),
    ("Home.md", "# Welcome\n\nHow we work, and whom to ask. See [On call](/On-call).\n"),
    (
        "On-call.md",
        "# On call\n\nWho is on call answers within 15 minutes.\n\n1. Look at the dashboards.\n2. Say so.\n",
    ),
    (
        "On-call/Restart-the-gateway.md",
        "# Restart the gateway\n\nDrain it first: `make drain`, then `make restart`.\n",
    ),
];

/// Shared queries: name and WIQL.
const QUERIES: [(&str, &str); 3] = [
    (
        "Open bugs",
        "SELECT [System.Id], [System.Title], [System.State] FROM WorkItems WHERE [System.TeamProject] = @project \
         AND [System.WorkItemType] IN ('Bug', 'Issue') AND [System.State] NOT IN ('Done', 'Closed', 'Removed') \
         ORDER BY [System.ChangedDate] DESC",
    ),
    (
        "Assigned to me",
        "SELECT [System.Id], [System.WorkItemType], [System.Title], [System.State] FROM WorkItems \
         WHERE [System.TeamProject] = @project AND [System.AssignedTo] = @me ORDER BY [System.Id]",
    ),
    (
        "What belongs to what",
        "SELECT [System.Id], [System.Title] FROM WorkItemLinks WHERE [Source].[System.TeamProject] = @project \
         AND [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (Recursive)",
    ),
];

/// A service hook: event type, resource version, and a filter besides the project; none if its name is empty.
type Hook = (&'static str, &'static str, (&'static str, &'static str));

const HOOKS: [Hook; 3] = [
    ("git.push", "1.0", ("branch", "main")),
    ("build.complete", "2.0", ("buildStatus", "Failed")),
    ("workitem.updated", "1.0", ("", "")),
];

impl Seeder<'_> {
    /// Fills in what the people of a project share.
    pub fn collaboration(&mut self, project: ProjectId, people: &[Person]) -> Result<(), BuildError> {
        let at = ago(self.end, DAY);
        let Some(author) = people.first().cloned() else { return Ok(()) };
        let stamp = Stamp { at, actor: author.id };
        self.wiki(project, &author, stamp)?;
        let organization = self.organization()?;
        let root = organization.query_root(project, None);
        for (name, wiql) in QUERIES {
            let made = organization.change(stamp, |tx| tx.create_query(&root, name, Some(wiql.to_owned())));
            made.map_err(|refusal| BuildError::Seed(format!("{name}: {refusal:?}")))?;
        }
        self.hooks(project)
    }

    fn wiki(&mut self, project: ProjectId, author: &Person, stamp: Stamp) -> Result<(), BuildError> {
        let organization = self.organization()?;
        let name = organization.project_by_id(project).map(|known| known.name.clone()).unwrap_or_default();
        let new = NewWiki {
            project,
            name: format!("{name}.wiki"),
            kind: WikiKind::Project,
            repository: None,
            mapped_path: "/".to_owned(),
            version: None,
        };
        let id = organization.change(stamp, |tx| tx.create_wiki(new))?;
        let wiki = organization.wiki(None, &id.to_string());
        let repository = wiki.ok_or_else(|| BuildError::Seed("the wiki is gone".into()))?.repository;
        let (tip, commits, size) = self.store.fill(repository, |git| {
            let when = git2::Time::new(stamp.at.as_second(), 0);
            let who = Signature::new(&author.name, &author.mail, &when)?;
            let changes = PAGES
                .iter()
                .map(|(path, text)| ((*path).to_owned(), FileChange::Add(text.as_bytes().to_vec())));
            let new = NewCommit {
                author: who.clone(),
                committer: who,
                message: "Begin the wiki".to_owned(),
                changes: changes.collect(),
            };
            let tip = commit(git, &[], &new).map_err(|fault| BuildError::Seed(fault.message().to_owned()))?;
            Ok::<_, BuildError>((tip, history::reachable(git, [tip], None)?, super::total(git, [tip])?))
        })?;
        let update = RefUpdate { name: format!("refs/heads/{WIKI_BRANCH}"), old: Oid::ZERO_SHA1, new: tip };
        self.organization()?.change(stamp, |tx| tx.record_push(repository, vec![update], commits, size))?;
        Ok(())
    }

    /// Subscriptions that somebody switched off: nothing is sent anywhere unless it is asked for.
    fn hooks(&mut self, project: ProjectId) -> Result<(), BuildError> {
        let stamp = Stamp { at: ago(self.end, DAY), actor: self.owner };
        let base = self.builder.base_url.as_deref().unwrap_or("https://dev.azure.com");
        let address = format!("{}/{}", base.trim_end_matches('/'), self.name);
        let organization = self.organization()?;
        for (event, version, (name, value)) in HOOKS {
            let own = [("projectId".to_owned(), project.to_string())];
            let filter = Some((name.to_owned(), value.to_owned())).filter(|_| !name.is_empty());
            let url = format!("https://chat.fabrikam.example/hooks/{event}");
            let content = NewSubscription {
                publisher: "tfs".to_owned(),
                event_type: event.to_owned(),
                resource_version: Some(version.to_owned()),
                consumer: "webHooks".to_owned(),
                action: "httpRequest".to_owned(),
                publisher_inputs: own.into_iter().chain(filter).collect(),
                consumer_inputs: BTreeMap::from([("url".to_owned(), url)]),
                address: address.clone(),
            };
            let id = organization.change(stamp, |tx| Ok::<_, BuildError>(tx.create_subscription(content)))?;
            let off = SubscriptionStatus::DisabledByUser;
            organization.change(stamp, |tx| tx.set_subscription_status(id, off))?;
        }
        Ok(())
    }
}
