use adoxide::Pool;
use std::collections::BTreeMap;

use adoxide::api::git::{self, GetRepositories};
use adoxide::api::path::ProjectRef;
use adoxide::api::wire::Json;
use arrow_array::{Array, BooleanArray, RecordBatch};
use futures::FutureExt as _;

use super::{Feed, Messages, Outbox, Pull, messages};
use crate::decode::texts;
use crate::service::{FeedOf, Items, Reader, Service};
use crate::table::{DELETED_REPOSITORIES, REPOSITORIES};
use crate::{Change, Cursor, Decoder, Error, Found, Level, Message, Scope, Table};

const OPERATIONS: &[&str] = &["git.get_repositories"];

/// Lists the repositories: all of an organization in one request, or those of each project.
pub struct Repositories {
    service: Service,
    level: Level,
}

impl Repositories {
    /// The repositories of all projects that the client, or the first of a pool, may see.
    pub fn new(pool: impl Into<Pool>) -> Self {
        Self { service: Service::listing(pool, OPERATIONS), level: Level::Organization }
    }

    /// Those of each project on its own, for when not all projects are read.
    pub fn by_project(self, by_project: bool) -> Self {
        Self { level: if by_project { Level::Project } else { Level::Organization }, ..self }
    }
}

impl Feed for Repositories {
    fn name(&self) -> &'static str {
        "repositories"
    }

    fn tables(&self) -> Vec<&'static Table> {
        vec![&REPOSITORIES]
    }

    fn level(&self) -> Level {
        self.level
    }

    fn lists(&self) -> Option<Level> {
        Some(Level::Repository)
    }

    fn operations(&self) -> &'static [&'static str] {
        self.service.operations()
    }

    fn pull(&self, pull: Pull) -> Messages {
        let service = self.service.clone();
        messages(|out| list(service, pull, out))
    }
}

async fn list(service: Service, pull: Pull, mut out: Outbox) -> Result<(), Error> {
    let project = pull.unit.project_id().map(Into::into);
    let params = GetRepositories { include_links: Some(true), ..GetRepositories::default() };
    let mut pages = service.pages(git::get_repositories(project.as_ref(), params), &pull.requests)?;
    let mut decoder = Decoder::new(&REPOSITORIES);
    out.send(Change::SnapshotBegin(&REPOSITORIES, Scope::unit())).await?;
    while let Some(page) = pages.next().await? {
        let rows = page.read(&mut decoder, &pull, &mut out).await?;
        let (ids, names) = (texts(&rows, &["id"])?, texts(&rows, &["name"])?);
        let (project_ids, project_names) =
            (texts(&rows, &["project", "id"])?, texts(&rows, &["project", "name"])?);
        let (disabled, busy) = (truths(&rows, "isDisabled"), truths(&rows, "isInMaintenance"));
        for row in 0..rows.num_rows() {
            let text =
                |texts: &arrow_array::StringArray| texts.is_valid(row).then(|| texts.value(row).to_owned());
            let project = match text(&project_ids) {
                Some(id) => pull.unit.project(&id, text(&project_names).as_deref()),
                None => pull.unit.clone(),
            };
            let unit = project.repository(ids.value(row), text(&names).as_deref());
            let readable = !disabled[row] && !busy[row];
            out.send(Message::Found(Found { unit, readable })).await?;
        }
        out.send(Change::Upsert(&REPOSITORIES, rows)).await?;
    }
    out.send(Change::SnapshotEnd(&REPOSITORIES)).await?;
    out.send(Message::Listed(Level::Repository)).await?;
    out.send(Message::Checkpoint(Cursor::new(1, &())?)).await
}

/// Where a column of truth values is true.
fn truths(rows: &RecordBatch, column: &str) -> Vec<bool> {
    let truths =
        rows.column_by_name(column).and_then(|column| column.as_any().downcast_ref::<BooleanArray>());
    let is_true = |row| truths.is_some_and(|truths| truths.is_valid(row) && truths.value(row));
    (0..rows.num_rows()).map(is_true).collect()
}

pub(super) static DELETED: FeedOf = FeedOf {
    name: "deleted repositories",
    level: Level::Project,
    tables: || vec![&DELETED_REPOSITORIES],
    operations: &["git.get_deleted_repositories", "git.get_recycle_bin_repositories"],
    read: |reader| deleted(reader).boxed(),
};

/// Reads both lists of what was deleted: all, and what is in the recycle bin still.
async fn deleted(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let all = reader.ask.all(git::get_deleted_repositories(&project)).await?;
    let binned = reader.ask.all(git::get_recycle_bin_repositories(&project)).await?;
    let mut rows: BTreeMap<String, Json> = BTreeMap::new();
    for (pages, is_binned) in [(all, false), (binned, true)] {
        for page in pages {
            for mut repository in page.values()? {
                repository["isInRecycleBin"] = is_binned.into();
                rows.insert(repository["id"].as_str().unwrap_or_default().to_owned(), repository);
            }
        }
    }
    let rows = Items::of(rows.into_values().collect());
    reader.snapshot(&DELETED_REPOSITORIES, Scope::unit(), &[rows], &[]).await?;
    reader.checkpoint(1, &()).await
}
