//! From a statement that reads views to one that a source can run.

use std::collections::{BTreeMap, BTreeSet};

use super::dialect::{Dialect, Scoped};
use super::expand::{expand, parameters};
use crate::source::{Relations, Statement};
use crate::view::{self, Named};
use crate::{Error, ErrorKind, Result, Scope, Value};

/// The view of the buckets of the scope.
const BUCKETS: &str = "v_buckets";

/// Composes statements for one source.
pub(crate) struct Composer<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) relations: &'a Relations,
    pub(crate) scope: &'a Scope,
    /// Views whose rows the source has kept as tables.
    pub(crate) kept: &'a BTreeSet<String>,
}

/// What views a statement takes along.
#[derive(Default)]
struct Views {
    /// In an order in which each follows what it reads: name and query.
    ordered: Vec<(String, String, bool)>,
    seen: BTreeSet<String>,
}

/// A query in the SQL of this crate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Query<'a> {
    /// What it computes, for messages.
    pub(crate) what: &'a str,
    pub(crate) sql: &'a str,
    /// The tables that it can do without.
    pub(crate) optional: &'a [String],
}

impl Composer<'_> {
    /// The statement that computes this.
    ///
    /// # Errors
    /// When tables that it needs were never synced, or when the definition is wrong.
    pub(crate) fn statement(&self, query: &Query<'_>, given: &BTreeMap<String, Value>) -> Result<Statement> {
        let expanded = expand(query.sql.trim(), &self.scoped())?;
        let mut missing = BTreeSet::new();
        self.missing(&expanded.views, query.optional, &mut missing)?;
        if !missing.is_empty() {
            return Err(Error::not_synced(query.what, missing.into_iter().collect()));
        }
        let mut views = Views::default();
        for name in &expanded.views {
            self.view(name, &mut views)?;
        }
        let with = views.ordered.iter().map(|(name, sql, inline)| {
            let inline = if *inline { "not materialized " } else { "" };
            format!("{name} as {inline}({sql})")
        });
        let with = with.collect::<Vec<_>>().join(",\n");
        let body = expanded.sql;
        let sql = match (with.as_str(), body.strip_prefix("with ")) {
            ("", _) => body,
            (with, Some(body)) => format!("with {with},\n{body}"),
            (with, None) => format!("with {with}\n{body}"),
        };
        self.bind(&sql, given)
    }

    /// The views to keep for a query, each behind those that it reads.
    ///
    /// # Errors
    /// When the definition is wrong.
    pub(crate) fn keepable(&self, sql: &str) -> Result<Vec<&'static str>> {
        let mut found = Vec::new();
        for name in expand(sql.trim(), &self.scoped())?.views.iter().filter(|name| *name != BUCKETS) {
            if let Named::Written(view) = view::find(name)? {
                found.extend(self.keepable(&view.sql)?);
                if view.keep {
                    found.push(view.name.as_str());
                }
            }
        }
        Ok(found)
    }

    /// The statement as somebody would write it who has the views: parameters written out.
    ///
    /// # Errors
    /// When the definition is wrong.
    pub(crate) fn shown(&self, sql: &str, given: &BTreeMap<String, Value>) -> Result<String> {
        let expanded = expand(sql.trim(), &self.scoped())?;
        let mut sql = expanded.sql;
        if expanded.views.contains(BUCKETS) {
            let buckets = self.buckets(sql.contains(".starts_at") || sql.contains(".ends_at"));
            sql = match sql.strip_prefix("with ") {
                Some(body) => format!("with {BUCKETS} as ({buckets}),\n{body}"),
                None => format!("with {BUCKETS} as ({buckets})\n{sql}"),
            };
        }
        parameters(&sql, |name| Ok(self.dialect.literal(name, &self.value(name, given)?)))
    }

    fn scoped(&self) -> Scoped<'_> {
        Scoped { dialect: self.dialect, scope: Some(self.scope) }
    }

    fn bind(&self, sql: &str, given: &BTreeMap<String, Value>) -> Result<Statement> {
        let mut names: Vec<String> = Vec::new();
        let mut values = Vec::new();
        let sql = parameters(sql, |name| {
            let value = self.value(name, given)?;
            let at = names.iter().position(|known| known == name).unwrap_or(names.len());
            if at == names.len() {
                names.push(name.to_owned());
                values.push(value.clone());
            }
            Ok(self.dialect.parameter(name, at + 1, &value))
        })?;
        Ok(Statement { sql, parameters: values })
    }

    fn value(&self, name: &str, given: &BTreeMap<String, Value>) -> Result<Value> {
        given
            .get(name)
            .cloned()
            .or_else(|| self.scope.parameter(name))
            .ok_or_else(|| Error::new(ErrorKind::Definition, format!("nothing gives the parameter `{name}`")))
    }

    /// The tables that these views can't do without and that are not there.
    fn missing(
        &self,
        views: &BTreeSet<String>,
        optional: &[String],
        missing: &mut BTreeSet<String>,
    ) -> Result<()> {
        for name in views.iter().filter(|name| *name != BUCKETS) {
            match view::find(name)? {
                Named::Live(table) => {
                    let optional = optional.iter().any(|known| known == table.table);
                    if !self.relations.has(table.table) && !optional {
                        missing.insert(table.table.to_owned());
                    }
                }
                Named::Written(view) => {
                    let expanded = expand(view.sql.trim(), &self.scoped())?;
                    let optional: Vec<_> = optional.iter().chain(&view.optional).cloned().collect();
                    self.missing(&expanded.views, &optional, missing)?;
                }
            }
        }
        Ok(())
    }

    fn view(&self, name: &str, views: &mut Views) -> Result<()> {
        if self.kept.contains(name) || !views.seen.insert(name.to_owned()) {
            return Ok(());
        }
        let (sql, inline) = if name == BUCKETS {
            (self.buckets(true), false)
        } else {
            match view::find(name)? {
                Named::Live(table) => (view::live_sql(table, self.dialect, self.relations), true),
                Named::Written(view) => {
                    let expanded = expand(view.sql.trim(), &self.scoped())?;
                    for name in &expanded.views {
                        self.view(name, views)?;
                    }
                    (expanded.sql, false)
                }
            }
        };
        views.ordered.push((name.to_owned(), sql, inline));
        Ok(())
    }

    fn buckets(&self, with_ends: bool) -> String {
        let instant = |day| match self.dialect {
            Dialect::Sqlite => format!("'{day}T00:00:00.000000Z'"),
            Dialect::Postgres => format!("'{day}T00:00:00Z'::timestamptz"),
        };
        let row = |bucket: crate::scope::Bucket| {
            if with_ends {
                format!("('{}', {}, {})", bucket.first, instant(bucket.first), instant(bucket.end))
            } else {
                format!("('{}')", bucket.first)
            }
        };
        let rows = self.scope.buckets().map(row).collect::<Vec<_>>().join(", ");
        let ends = if with_ends { ", column2 as starts_at, column3 as ends_at" } else { "" };
        format!("select column1 as bucket{ends} from (values {rows}) as b")
    }
}
