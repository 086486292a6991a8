//! The commits of the default branch.
//!
//! Where the branch ends says whether anything changed. If so, the service is asked for what the branch has now and had
//! not, and the other way around; only a branch that is new here, or whose old end is not known any more, is read in
//! full.

use adoxide::api::git::{self, GetCommits, GitVersionType};
use adoxide::api::path::{ProjectRef, RepositoryId};
use futures::FutureExt as _;
use serde::{Deserialize, Serialize};

use super::FeedOf;
use crate::read::{Reader, Reading, is_not_found, keys};
use crate::table::DEFAULT_BRANCH_COMMITS as COMMITS;
use crate::{Change, Error, Level, Scope};

pub(crate) static FEED: FeedOf = FeedOf::new("default_branches", Level::Repository, |reader| {
    async move { Run::new(reader)?.all().await }.boxed()
})
.also(&[&git::meta::GET_REPOSITORY]);

/// Commits asked for in one page.
const PAGE: i64 = 1_000;

/// What the cursor holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// Project and repository by name: their names are in the rows.
    name: String,
    /// The end of the branch; none if there is no branch.
    tip: Option<String>,
}

/// The version of [`State`].
const VERSION: u32 = 1;

/// One pull.
struct Run {
    reader: Reader,
    project: Option<ProjectRef>,
    repository: RepositoryId,
    /// Where the table is; none if all is to be read.
    known: Option<State>,
    name: String,
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let unit = &reader.pull.unit;
        let name = [unit.project_name(), unit.repository_name()].map(Option::unwrap_or_default).join("/");
        let known = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
        // Who names a repository by its id does not know whether it was renamed; the next sync does.
        let is_same = |state: &State| state.name == name || unit.repository_name().is_none();
        let known = known.flatten().filter(is_same);
        let name = known.as_ref().map_or(name, |known| known.name.clone());
        let repository = RepositoryId::from(reader.repository()?);
        let project = unit.project_id().filter(|id| !id.is_empty()).map(ProjectRef::from);
        Ok(Self { reader, project, repository, known, name })
    }

    async fn all(mut self) -> Result<(), Error> {
        let tip = self.tip().await?;
        let state = State { name: self.name.clone(), tip };
        if self.known.as_ref() == Some(&state) {
            return Ok(());
        }
        let known = self.known.take().and_then(|known| known.tip);
        match (known, &state.tip) {
            (Some(known), Some(tip)) => match self.differ(&known, tip).await {
                Ok(()) => {}
                Err(error) if is_not_found(&error) => self.whole(Some(tip)).await?,
                Err(error) => return Err(error),
            },
            (_, tip) => self.whole(tip.as_deref()).await?,
        }
        self.reader.checkpoint(VERSION, &state).await
    }

    /// The end of the branch; none if there is no branch.
    async fn tip(&mut self) -> Result<Option<String>, Error> {
        let found =
            self.reader.ask.call(git::get_repository(self.project.as_ref(), &self.repository)).await?;
        let Some(branch) = found.text(&["defaultBranch"])? else { return Ok(None) };
        let branch = GetCommits {
            top: Some(1),
            item_version_version: Some(branch.trim_start_matches("refs/heads/").to_owned()),
            item_version_version_type: Some(GitVersionType::Branch),
            ..GetCommits::default()
        };
        let page = match self.commits(branch)?.next().await {
            Ok(page) => page,
            // It is the default branch, and was never pushed or is deleted.
            Err(error) if is_not_found(&error) => None,
            Err(error) => return Err(error),
        };
        match page.map(|page| page.each()).transpose()?.and_then(|page| page.into_iter().next()) {
            Some(commit) => commit.text(&["commitId"]),
            None => Ok(None),
        }
    }

    fn commits(&self, params: GetCommits) -> Result<Reading, Error> {
        self.reader.ask.pages(git::get_commits(self.project.as_ref(), &self.repository, params))
    }

    /// Reads all commits of the branch.
    async fn whole(&mut self, tip: Option<&str>) -> Result<(), Error> {
        self.reader.change(Change::SnapshotBegin(&COMMITS, Scope::unit())).await?;
        if let Some(tip) = tip {
            let mut pages = self.commits(at(tip))?;
            while let Some(items) = pages.next().await? {
                let rows = self.reader.decode(&COMMITS, &items, &[]).await?;
                self.reader.say(&COMMITS, rows).await?;
                if self.reader.is_full() {
                    // The snapshot begins again if it breaks off.
                    self.reader.checkpoint(0, &()).await?;
                }
            }
        }
        self.reader.change(Change::SnapshotEnd(&COMMITS)).await
    }

    /// Reads what is in one and not in the other.
    async fn differ(&mut self, known: &str, tip: &str) -> Result<(), Error> {
        for (base, end, is_new) in [(known, tip, true), (tip, known, false)] {
            let compared = GetCommits {
                compare_version_version: Some(end.to_owned()),
                compare_version_version_type: Some(GitVersionType::Commit),
                ..at(base)
            };
            let mut pages = self.commits(compared)?;
            while let Some(items) = pages.next().await? {
                let rows = self.reader.decode(&COMMITS, &items, &[]).await?;
                if is_new {
                    self.reader.say(&COMMITS, rows).await?;
                } else {
                    self.reader.change(Change::Delete(&COMMITS, keys(&COMMITS, &rows)?)).await?;
                }
                if self.reader.is_full() {
                    // Where it was is still where it is: the rows are kept, and come again if it breaks off.
                    let state = State { name: self.name.clone(), tip: Some(known.to_owned()) };
                    self.reader.checkpoint(VERSION, &state).await?;
                }
            }
        }
        Ok(())
    }
}

/// The history of a commit.
fn at(commit: &str) -> GetCommits {
    GetCommits {
        top: Some(PAGE),
        item_version_version: Some(commit.to_owned()),
        item_version_version_type: Some(GitVersionType::Commit),
        ..GetCommits::default()
    }
}
