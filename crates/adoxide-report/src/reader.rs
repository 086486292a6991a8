//! Reads metrics from a source.

use std::collections::BTreeMap;

use crate::metric::{Figures, Metric};
use crate::source::{Relations, Source, Statement};
use crate::sql::Composer;
use crate::{Error, ErrorKind, Named, Result, Scope, Unit, Value};

/// More rows than this are not a report.
const MOST_ROWS: usize = 100_000;

/// A source, and what is in it.
pub struct Reader {
    source: Box<dyn Source>,
    relations: Relations,
}

impl Reader {
    /// Looks at what tables a source has.
    ///
    /// # Errors
    /// When they can't be read, or when there are none that a sync has written.
    pub fn new(source: impl Source + 'static) -> Result<Self> {
        let relations = source.relations()?;
        if !crate::view::tables().any(|table| relations.has(table.name())) {
            return Err(Error::new(ErrorKind::Source, format!("`{}` has no synced tables", source.place()))
                .help("`adox sync` copies an organization into it"));
        }
        Ok(Self { source: Box::new(source), relations })
    }

    /// The tables that are there.
    pub fn relations(&self) -> &Relations {
        &self.relations
    }

    /// Where they are, for messages.
    pub fn place(&self) -> String {
        self.source.place()
    }

    /// Computes a metric.
    ///
    /// # Errors
    /// When a table that it needs was never synced, or when the query fails.
    pub fn metric(&self, metric: &Metric, scope: &Scope) -> Result<Figures> {
        let what = format!("the metric `{}`", metric.name);
        let statement = self.composer(scope).statement(&what, &metric.sql, &BTreeMap::new())?;
        let mut rows = self.bounded(&statement)?;
        for row in &mut rows {
            if row.len() != metric.columns.len() {
                let message = format!("{what} has {} columns, not {}", row.len(), metric.columns.len());
                return Err(Error::new(ErrorKind::Definition, message));
            }
            for (value, column) in row.iter_mut().zip(&metric.columns) {
                *value = tidy(value, column.unit);
            }
        }
        Ok(Figures { columns: metric.columns.clone(), rows })
    }

    /// The query of a metric, for those who run it elsewhere: it reads the views.
    ///
    /// # Errors
    /// When the definition is wrong.
    pub fn sql(&self, metric: &Metric, scope: &Scope) -> Result<String> {
        self.composer(scope).shown(&metric.sql, &BTreeMap::new())
    }

    /// The projects that are there, by name.
    ///
    /// # Errors
    /// When projects were never synced.
    pub fn projects(&self, scope: &Scope) -> Result<Vec<Named>> {
        self.named("select p.id, p.name from v_projects p order by lower(p.name), p.id", scope)
    }

    /// The teams of a project, or of all projects, by name.
    ///
    /// # Errors
    /// When teams were never synced.
    pub fn teams(&self, scope: &Scope) -> Result<Vec<Named>> {
        self.named("select t.id, t.name from v_teams t where here!(t) order by lower(t.name), t.id", scope)
    }

    /// The columns of a view.
    ///
    /// # Errors
    /// When there is no such view, or when a table that it needs was never synced.
    pub fn columns(&self, view: &str) -> Result<Vec<String>> {
        let scope = Scope::last_days(jiff::Timestamp::UNIX_EPOCH, 1)?;
        let what = format!("the view `{view}`");
        let statement =
            self.composer(&scope).statement(&what, &format!("select * from {view}"), &BTreeMap::new())?;
        self.source.columns(&statement)
    }

    fn named(&self, sql: &str, scope: &Scope) -> Result<Vec<Named>> {
        let rows = self.rows("the list", sql, scope, &BTreeMap::new())?;
        let text = |value: Option<&Value>| value.and_then(Value::text).unwrap_or_default().to_owned();
        Ok(rows.iter().map(|row| Named { id: text(row.first()), name: text(row.get(1)) }).collect())
    }

    /// Runs a query in the SQL of this crate.
    pub(crate) fn rows(
        &self,
        what: &str,
        sql: &str,
        scope: &Scope,
        given: &BTreeMap<String, Value>,
    ) -> Result<Vec<Vec<Value>>> {
        self.bounded(&self.composer(scope).statement(what, sql, given)?)
    }

    fn bounded(&self, statement: &Statement) -> Result<Vec<Vec<Value>>> {
        let mut rows = Vec::new();
        self.source.read(statement, &mut |row| {
            crate::source::bounded(rows.len(), MOST_ROWS)?;
            rows.push(row.to_vec());
            Ok(())
        })?;
        Ok(rows)
    }

    fn composer<'a>(&'a self, scope: &'a Scope) -> Composer<'a> {
        Composer { dialect: self.source.dialect(), relations: &self.relations, scope }
    }
}

/// One value as a column has it, whatever the source calls it.
fn tidy(value: &Value, unit: Unit) -> Value {
    match (unit, value) {
        (Unit::Flag, Value::Integer(number)) => Value::Flag(*number != 0),
        // Fractions of a microsecond are noise of the arithmetic.
        (Unit::Seconds, Value::Number(number)) => Value::Number((number * 1e6).round() / 1e6),
        (Unit::Count, Value::Number(number)) if number.fract() == 0.0 => Value::Integer(*number as i64),
        (_, value) => value.clone(),
    }
}
