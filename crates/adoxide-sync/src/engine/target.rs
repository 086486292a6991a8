//! What is read again because somebody said that it changed, such as a webhook.

use super::{Job, Plan};
use crate::merge::Session;
use crate::{Table, Unit, table};

/// Rows to read again: those of a table in a unit, or one of them by its number. What the feed of the table reads with
/// them (the reviewers and threads of a pull request) is read again too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    table: &'static Table,
    unit: Unit,
    id: Option<i64>,
}

impl Target {
    /// What is new in a table of a unit. `None` if there is no table of this name.
    pub fn new(table: &str, unit: Unit) -> Option<Self> {
        let table = table::all().find(|known| known.name() == table)?;
        Some(Self { table, unit, id: None })
    }

    /// One row by its number, and what it has: a pull request or a build. Feeds that can't read one row alone read what
    /// is new in the unit.
    pub fn id(self, id: i64) -> Self {
        Self { id: Some(id), ..self }
    }

    /// The unit.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The table.
    pub fn table(&self) -> &'static Table {
        self.table
    }
}

impl Plan {
    /// What is pulled for these targets: each feed once for each unit, with the tables that were read anywhere before.
    /// Those that were not, and projects that nothing was read of, are left to the next sync.
    pub(super) fn aim(&self, root: &Unit, targets: &[Target], session: &Session<'_>) -> Vec<(Job, Unit)> {
        let read = session.read_tables(root);
        let mut aimed: Vec<(Job, Unit)> = Vec::new();
        for job in &self.jobs {
            let fills = job.feed.tables();
            let mut named: Vec<(Unit, Vec<i64>, bool)> = Vec::new();
            for target in targets.iter().filter(|target| fills.contains(&target.table)) {
                let unit = target.unit.ancestor(job.feed.level());
                if unit.level() != job.feed.level() {
                    continue;
                }
                let at = named.iter().position(|(known, ..)| *known == unit).unwrap_or_else(|| {
                    named.push((unit, Vec::new(), false));
                    named.len() - 1
                });
                match target.id {
                    Some(id) if !named[at].1.contains(&id) => named[at].1.push(id),
                    Some(_) => {}
                    None => named[at].2 = true,
                }
            }
            let tables: Vec<_> =
                job.tables.iter().copied().filter(|table| read.contains(table.name())).collect();
            if tables.is_empty() {
                continue;
            }
            for (unit, ids, all) in named {
                let unit = session.named(&unit);
                // Its name is in the rows.
                if unit.project_id().is_some() && unit.project_name().is_none() {
                    continue;
                }
                let again = Some(if all { Vec::new() } else { ids });
                aimed.push((Job { feed: job.feed.clone(), tables: tables.clone(), again }, unit));
            }
        }
        aimed
    }
}
