//! The repositories: all of an organization in one request, or those of each project if only some are read.

use std::collections::BTreeMap;

use adoxide::api::git::{self, GetRepositories};
use adoxide::api::path::ProjectRef;
use arrow_array::{Array as _, StringArray};
use futures::FutureExt as _;

use super::FeedOf;
use crate::read::{Items, Json, Reader, filter, is_not_found, is_true, texts};
use crate::table::{DELETED_REPOSITORIES, REPOSITORIES};
use crate::{Change, Error, Found, Level, Scope, ScopeValue};

pub(crate) static FEED: FeedOf =
    FeedOf::new("repositories", Level::Organization, |reader| read(reader).boxed())
        .lists(Level::Repository)
        .by_project_if_only_some();

pub(crate) static DELETED: FeedOf =
    FeedOf::new("deleted_repositories", Level::Project, |reader| deleted(reader).boxed());

async fn read(mut reader: Reader) -> Result<(), Error> {
    let project = reader.pull.unit.project_id().map(Into::into);
    let params = GetRepositories { include_links: Some(true), ..GetRepositories::default() };
    let pages = reader.ask.shared(git::get_repositories(project.as_ref(), params)).await?;
    reader.change(Change::SnapshotBegin(&REPOSITORIES, Scope::unit())).await?;
    for page in pages {
        let rows = reader.decode(&REPOSITORIES, &page, &[]).await?;
        let forks = is_true(&rows, "isFork");
        let (ids, names) = (texts(&rows, &["id"])?, texts(&rows, &["name"])?);
        let (project_ids, project_names) =
            (texts(&rows, &["project", "id"])?, texts(&rows, &["project", "name"])?);
        let (disabled, busy) = (is_true(&rows, "isDisabled"), is_true(&rows, "isInMaintenance"));
        for row in 0..rows.num_rows() {
            let text = |texts: &StringArray| texts.is_valid(row).then(|| texts.value(row).to_owned());
            let project = match text(&project_ids) {
                Some(id) => reader.pull.unit.project(&id, text(&project_names).as_deref()),
                None => reader.pull.unit.clone(),
            };
            let unit = project.repository(ids.value(row), text(&names).as_deref());
            reader.found(Found { unit, readable: !disabled[row] && !busy[row] }).await?;
        }
        if reader.pull.wants(&REPOSITORIES) {
            forked(&mut reader, &page, &forks).await?;
        }
        let is_none = forks.into_iter().map(|is_fork| !is_fork).collect();
        reader.say(&REPOSITORIES, filter(&rows, is_none)?).await?;
    }
    reader.change(Change::SnapshotEnd(&REPOSITORIES)).await?;
    reader.listed(Level::Repository).await?;
    reader.checkpoint(1, &()).await
}

/// Says the forks of a page. Lists leave out what a repository was forked from.
async fn forked(reader: &mut Reader, page: &Items, forks: &[bool]) -> Result<(), Error> {
    let each = if forks.contains(&true) { page.each()? } else { Vec::new() };
    for (fork, _) in each.into_iter().zip(forks).filter(|(_, is_fork)| **is_fork) {
        let id = fork.text(&["id"])?.unwrap_or_default();
        let op = git::get_repository_with_parent(None, &id.as_str().into(), true);
        match reader.ask.call(op).await {
            Ok(whole) => reader.rows(&REPOSITORIES, &Items::of([whole]), &[]).await?,
            // It was deleted meanwhile, or is disabled.
            Err(error) if is_not_found(&error) => {
                reader.rows(&REPOSITORIES, &Items::of([fork]), &[]).await?;
            }
            Err(error) => {
                let name = format!("repository {}", fork.text(&["name"])?.unwrap_or_default());
                let values = [("id", ScopeValue::Text(id))];
                reader.failed(&REPOSITORIES, &values, name, error).await?;
            }
        }
    }
    Ok(())
}

/// Reads both lists of what was deleted: all, and what can still be restored.
async fn deleted(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let all = reader.ask.all(git::get_deleted_repositories(&project)).await?;
    let binned = reader.ask.all(git::get_recycle_bin_repositories(&project)).await?;
    let mut rows = BTreeMap::new();
    for (pages, is_binned) in [(all, false), (binned, true)] {
        for page in pages {
            for repository in page.each()? {
                let mut repository = repository.tree()?;
                repository["isInRecycleBin"] = is_binned.into();
                rows.insert(repository["id"].as_str().unwrap_or_default().to_owned(), repository);
            }
        }
    }
    let rows = Items::of(rows.values().map(Json::of));
    reader.snapshot(&DELETED_REPOSITORIES, &[], &[rows]).await?;
    reader.checkpoint(1, &()).await
}
