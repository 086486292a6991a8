//! The units that a table is read by, for those who read it in parts.

use std::collections::HashSet;
use std::sync::Arc;

use futures::StreamExt as _;

use crate::{Error, ErrorKind, Feed, Level, Message, Pull, Requests, Table, Unit};

/// What there is to read of a table.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Units {
    /// The units that can be read now, each once.
    pub readable: Vec<Unit>,
    /// Those that are there and can't be read now: a disabled repository, a project that is being made.
    pub unreadable: Vec<Unit>,
}

/// Lists the units that a table is read by with these feeds: the organization, its projects or its repositories. Each
/// can be read on its own, with [`Engine::units`](super::Engine::units). Feeds of named projects read more tables
/// project by project.
///
/// # Errors
/// When no feed has the table, or the units can't be listed: one that is missing would be taken for gone.
pub async fn units(
    organization: &str,
    feeds: &[Arc<dyn Feed>],
    table: &Table,
    requests: &Requests,
) -> Result<Units, Error> {
    let of = feeds.iter().find(|feed| feed.tables().iter().any(|one| one.name() == table.name()));
    let level = of.map(|feed| feed.level()).ok_or_else(|| {
        Error::new(ErrorKind::Config, format!("no feed reads the table `{}`", table.name()))
    })?;
    let root = Unit::organization(organization);
    let mut found = Units { readable: vec![root.clone()], unreadable: Vec::new() };
    if level == Level::Organization {
        return Ok(found);
    }
    let projects = list(feeds, Level::Project, &found.readable, requests).await?;
    if level == Level::Project {
        return Ok(projects);
    }
    // Repositories are listed of the whole organization, or project by project.
    let lister = lister(feeds, Level::Repository)?;
    if lister.level() == Level::Project {
        found = projects;
    }
    let mut repositories = list(feeds, Level::Repository, &found.readable, requests).await?;
    repositories.unreadable.extend(found.unreadable);
    Ok(repositories)
}

fn lister(feeds: &[Arc<dyn Feed>], level: Level) -> Result<&Arc<dyn Feed>, Error> {
    feeds
        .iter()
        .find(|feed| feed.lists() == Some(level))
        .ok_or_else(|| Error::new(ErrorKind::Contract, format!("no feed lists what is read by {level}")))
}

/// The units of a level below these.
async fn list(
    feeds: &[Arc<dyn Feed>],
    level: Level,
    below: &[Unit],
    requests: &Requests,
) -> Result<Units, Error> {
    let lister = lister(feeds, level)?;
    let (mut found, mut seen) = (Units::default(), HashSet::new());
    for unit in below {
        let mut pull = Pull::new(unit.clone(), &[]);
        pull.requests = requests.clone();
        let mut messages = lister.pull(pull);
        while let Some(message) = messages.next().await {
            match message? {
                Message::Found(one) if seen.insert(one.unit.key()) => {
                    let units = if one.readable { &mut found.readable } else { &mut found.unreadable };
                    units.push(one.unit);
                }
                Message::Lost(_, _, error) => return Err(error),
                Message::Failed(part) => return Err(part.error),
                _ => {}
            }
        }
    }
    Ok(found)
}
