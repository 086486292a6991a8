//! The projects: the units that most else is read by.

use std::collections::BTreeMap;

use adoxide::api::core::{self, GetProjects};
use arrow_array::Array as _;
use futures::FutureExt as _;

use super::FeedOf;
use crate::read::{Asking, Reader, filter, texts};
use crate::table::PROJECTS;
use crate::{Change, Error, ErrorKind, Found, Level, Scope};

pub(crate) static FEED: FeedOf =
    FeedOf::new("projects", Level::Organization, |reader| read(reader).boxed()).lists(Level::Project);

/// Projects asked for in one page.
const PAGE: i64 = 500;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let params = GetProjects { state_filter: Some("all".into()), top: Some(PAGE), ..GetProjects::default() };
    let mut pages = reader.ask.pages(core::get_projects(params))?;
    let only = reader.only.clone();
    let mut missing = only.to_vec();
    if only.is_empty() {
        reader.change(Change::SnapshotBegin(&PROJECTS, Scope::unit())).await?;
    }
    while let Some(page) = pages.next().await? {
        let rows = reader.decode(&PROJECTS, &page, &[]).await?;
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
                let unit = reader.pull.unit.project(id, name);
                reader.found(Found { unit, readable: state == "wellFormed" }).await?;
            }
        }
        reader.say(&PROJECTS, filter(&rows, kept)?).await?;
    }
    // The rows of projects that are not wanted are left as they are.
    if only.is_empty() {
        reader.change(Change::SnapshotEnd(&PROJECTS)).await?;
        reader.listed(Level::Project).await?;
    }
    reader.checkpoint(1, &()).await?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Config,
        format!(
            "there is no project `{}` in {}, or the credential may not see it; check its name",
            missing.join("`, `"),
            reader.pull.unit
        ),
    ))
}

/// Whether this is the name or the id of a project, in whatever letter case.
fn is_called(wanted: &str, id: &str, name: Option<&str>) -> bool {
    wanted.eq_ignore_ascii_case(id) || name.is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
}

/// The names by id of the projects that can be read and that are wanted; all if none are named.
pub(super) async fn wanted(ask: &Asking, only: &[String]) -> Result<BTreeMap<String, String>, Error> {
    let params =
        GetProjects { state_filter: Some("wellFormed".into()), top: Some(PAGE), ..GetProjects::default() };
    let mut projects = BTreeMap::new();
    for page in ask.all(core::get_projects(params)).await? {
        for project in page.each()? {
            let (Some(id), Some(name)) = (project.text(&["id"])?, project.text(&["name"])?) else { continue };
            if only.is_empty() || only.iter().any(|wanted| is_called(wanted, &id, Some(&name))) {
                projects.insert(id, name);
            }
        }
    }
    Ok(projects)
}
