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
}

/// What views a statement takes along.
#[derive(Default)]
struct Views {
    /// In an order in which each follows what it reads: name and query.
    ordered: Vec<(String, String, bool)>,
    seen: BTreeSet<String>,
    missing: BTreeSet<String>,
}

impl Composer<'_> {
    /// The statement that computes this.
    ///
    /// # Errors
    /// When tables that it needs were never synced, or when the definition is wrong.
    pub(crate) fn statement(
        &self,
        what: &str,
        sql: &str,
        given: &BTreeMap<String, Value>,
    ) -> Result<Statement> {
        let expanded = expand(sql.trim(), &self.scoped())?;
        let mut views = Views::default();
        for name in &expanded.views {
            self.view(name, &[], &mut views)?;
        }
        if !views.missing.is_empty() {
            return Err(Error::not_synced(what, views.missing.into_iter().collect()));
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

    /// The statement as somebody would write it who has the views: parameters written out.
    ///
    /// # Errors
    /// When the definition is wrong.
    pub(crate) fn shown(&self, sql: &str, given: &BTreeMap<String, Value>) -> Result<String> {
        let expanded = expand(sql.trim(), &self.scoped())?;
        let mut sql = expanded.sql;
        if expanded.views.contains(BUCKETS) {
            let buckets = self.buckets();
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

    fn view(&self, name: &str, optional: &[String], views: &mut Views) -> Result<()> {
        if !views.seen.insert(name.to_owned()) {
            return Ok(());
        }
        if name == BUCKETS {
            views.ordered.push((name.to_owned(), self.buckets(), false));
            return Ok(());
        }
        match view::find(name) {
            None => Err(Error::new(ErrorKind::Definition, format!("there is no view `{name}`"))),
            Some(Named::Live(table)) => {
                if !self.relations.has(table.name()) && !optional.iter().any(|name| name == table.name()) {
                    views.missing.insert(table.name().to_owned());
                }
                let sql = view::live_sql(table, self.dialect, self.relations);
                views.ordered.push((name.to_owned(), sql, true));
                Ok(())
            }
            Some(Named::Written(view)) => {
                let expanded = expand(view.sql.trim(), &self.scoped())?;
                for name in &expanded.views {
                    self.view(name, &view.optional, views)?;
                }
                views.ordered.push((name.to_owned(), expanded.sql, false));
                Ok(())
            }
        }
    }

    fn buckets(&self) -> String {
        let row = |bucket: crate::scope::Bucket| {
            let instant = |day| match self.dialect {
                Dialect::Sqlite => format!("'{day}T00:00:00.000000Z'"),
                Dialect::Postgres => format!("'{day}T00:00:00Z'::timestamptz"),
            };
            format!("('{}', {}, {})", bucket.first, instant(bucket.first), instant(bucket.end))
        };
        let rows = self.scope.buckets().map(row).collect::<Vec<_>>().join(", ");
        format!(
            "select column1 as bucket, column2 as starts_at, column3 as ends_at from (values {rows}) as b"
        )
    }
}
