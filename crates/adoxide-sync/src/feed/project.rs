use std::collections::BTreeMap;

use adoxide::Pool;
use adoxide::api::core::{self, GetProject, GetProjects};
use adoxide::api::path::ProjectId;
use arrow_array::{Array, BooleanArray, RecordBatch};
use arrow_select::filter::filter_record_batch;
use futures::FutureExt as _;

use super::{Feed, Messages, Outbox, Pull, messages};
use crate::decode::texts;
use crate::service::{Asking, FeedOf, Items, Reader, Service};
use crate::table::{PROJECT_CAPABILITIES, PROJECTS};
use crate::{Change, Cursor, Decoder, Error, ErrorKind, Found, Level, Message, Scope, Table};

const OPERATIONS: &[&str] = &["core.get_projects"];

/// Lists the projects.
pub struct Projects {
    service: Service,
    only: Vec<String>,
}

impl Projects {
    /// All projects that the client, or the first of a pool, may see.
    pub fn new(pool: impl Into<Pool>) -> Self {
        Self { service: Service::listing(pool, OPERATIONS), only: Vec::new() }
    }

    /// Only those of these names or ids, in whatever letter case; all if there are none. The rows of others
    /// are left as they are.
    pub fn only(self, projects: &[String]) -> Self {
        Self { only: projects.to_vec(), ..self }
    }
}

impl Feed for Projects {
    fn name(&self) -> &'static str {
        "projects"
    }

    fn tables(&self) -> Vec<&'static Table> {
        vec![&PROJECTS]
    }

    fn level(&self) -> Level {
        Level::Organization
    }

    fn lists(&self) -> Option<Level> {
        Some(Level::Project)
    }

    fn operations(&self) -> &'static [&'static str] {
        self.service.operations()
    }

    fn pull(&self, pull: Pull) -> Messages {
        let (service, only) = (self.service.clone(), self.only.clone());
        messages(|out| list(service, only, pull, out))
    }
}

async fn list(service: Service, only: Vec<String>, pull: Pull, mut out: Outbox) -> Result<(), Error> {
    let params = GetProjects { state_filter: Some("all".into()), top: Some(500), ..GetProjects::default() };
    let mut pages = service.pages(core::get_projects(params), &pull.requests)?;
    let mut decoder = Decoder::new(&PROJECTS);
    let mut missing = only.clone();
    if only.is_empty() {
        out.send(Change::SnapshotBegin(&PROJECTS, Scope::unit())).await?;
    }
    while let Some(page) = pages.next().await? {
        let rows = page.read(&mut decoder, &pull, &mut out).await?;
        let (ids, names, states) =
            (texts(&rows, &["id"])?, texts(&rows, &["name"])?, texts(&rows, &["state"])?);
        let mut kept = Vec::with_capacity(rows.num_rows());
        for row in 0..rows.num_rows() {
            let (id, name) = (ids.value(row), names.is_valid(row).then(|| names.value(row)));
            let is = |wanted: &String| is_called(wanted, id, name);
            let state = if states.is_valid(row) { states.value(row) } else { "" };
            // One that is deleted is listed for a while.
            let keep = state != "deleted" && (only.is_empty() || only.iter().any(is));
            kept.push(keep);
            if keep {
                missing.retain(|wanted| !is(wanted));
                let unit = pull.unit.project(id, name);
                out.send(Message::Found(Found { unit, readable: state == "wellFormed" })).await?;
            }
        }
        out.send(Change::Upsert(&PROJECTS, filter(&rows, kept)?)).await?;
    }
    if only.is_empty() {
        out.send(Change::SnapshotEnd(&PROJECTS)).await?;
        out.send(Message::Listed(Level::Project)).await?;
    }
    out.send(Message::Checkpoint(Cursor::new(1, &())?)).await?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Config,
        format!(
            "there is no project `{}` in {}, or the credential may not see it; check its name",
            missing.join("`, `"),
            pull.unit
        ),
    ))
}

pub(super) static CAPABILITIES: FeedOf = FeedOf {
    name: "project capabilities",
    level: Level::Project,
    tables: || vec![&PROJECT_CAPABILITIES],
    operations: &["core.get_project"],
    read: |reader| capabilities(reader).boxed(),
};

async fn capabilities(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectId::from(reader.project()?);
    let params = GetProject { include_capabilities: Some(true), ..GetProject::default() };
    let found = reader.ask.call(core::get_project(&project, params)).await?;
    reader.snapshot(&PROJECT_CAPABILITIES, Scope::unit(), &[Items::of(vec![found])], &[]).await?;
    reader.checkpoint(1, &()).await
}

/// Whether this is the name or the id of a project, in whatever letter case.
fn is_called(wanted: &str, id: &str, name: Option<&str>) -> bool {
    wanted.eq_ignore_ascii_case(id) || name.is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
}

/// The names by id of the projects that can be read and that are wanted; all if none are named.
pub(super) async fn wanted(ask: &Asking, only: &[String]) -> Result<BTreeMap<String, String>, Error> {
    let params =
        GetProjects { state_filter: Some("wellFormed".into()), top: Some(500), ..GetProjects::default() };
    let mut projects = BTreeMap::new();
    for page in ask.all(core::get_projects(params)).await? {
        for project in page.values()? {
            let (Some(id), Some(name)) = (project["id"].as_str(), project["name"].as_str()) else { continue };
            if only.is_empty() || only.iter().any(|wanted| is_called(wanted, id, Some(name))) {
                projects.insert(id.to_owned(), name.to_owned());
            }
        }
    }
    Ok(projects)
}

/// The rows that are kept.
pub(super) fn filter(rows: &RecordBatch, kept: Vec<bool>) -> Result<RecordBatch, Error> {
    filter_record_batch(rows, &BooleanArray::from(kept))
        .map_err(|error| Error::new(ErrorKind::Contract, "rows can't be filtered").because(error))
}
