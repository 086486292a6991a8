//! What a query reads, through all of its views.

use std::collections::BTreeSet;

use super::dialect::{Dialect, Scoped};
use super::expand::{expand, words};
use crate::Result;
use crate::view::{self, Named};

/// What a query reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// The tables.
    pub(crate) tables: BTreeSet<&'static str>,
    /// Those of them that its views can do without.
    pub(crate) optional: BTreeSet<&'static str>,
    /// Every name in it and in its views: those of columns are among them.
    pub(crate) words: BTreeSet<String>,
}

/// # Errors
/// When a definition is wrong.
pub(crate) fn needs(sql: &str) -> Result<Needs> {
    let mut needs = Needs::default();
    let mut optional = BTreeSet::new();
    collect(sql, &mut needs, &mut optional, &mut BTreeSet::new())?;
    needs.optional = needs.tables.iter().copied().filter(|table| optional.contains(*table)).collect();
    Ok(needs)
}

fn collect(
    sql: &str,
    needs: &mut Needs,
    optional: &mut BTreeSet<&'static str>,
    seen: &mut BTreeSet<String>,
) -> Result<()> {
    let expanded = expand(sql.trim(), &Scoped { dialect: Dialect::Sqlite, scope: None })?;
    needs.words.extend(words(&expanded.sql));
    for name in expanded.views {
        if !seen.insert(name.clone()) {
            continue;
        }
        match view::find(&name)? {
            Named::Live(live) => {
                needs.tables.insert(live.table);
            }
            Named::Written(view) => {
                optional.extend(view.optional.iter().map(String::as_str));
                collect(&view.sql, needs, optional, seen)?;
            }
        }
    }
    Ok(())
}
