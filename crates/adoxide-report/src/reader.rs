//! Reads metrics from a source.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::metric::{Figures, Metric};
use crate::source::{Relations, Source, Statement};
use crate::sql::{Composer, Query};
use crate::{Error, ErrorKind, Named, Result, Scope, Unit, Value};

/// More rows than this are not a report.
const MOST_ROWS: usize = 100_000;

/// A source, and what is in it.
pub struct Reader {
    source: Box<dyn Source>,
    relations: Relations,
    kept: RefCell<Kept>,
}

/// What the source keeps while a report is made.
#[derive(Default)]
struct Kept {
    names: BTreeSet<String>,
    /// From when on its rows are; none if nothing is to be kept.
    scope: Option<Scope>,
    /// The version of the tables that they were computed from.
    version: i64,
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
        Ok(Self { source: Box::new(source), relations, kept: RefCell::default() })
    }

    /// The tables that are there.
    pub fn relations(&self) -> &Relations {
        &self.relations
    }

    /// Where they are, for messages.
    pub fn place(&self) -> String {
        self.source.place()
    }

    /// Keeps what takes long to compute, from the beginning of this scope on, while several metrics are computed.
    ///
    /// What was kept before for the same time and unchanged tables stays.
    ///
    /// # Errors
    /// When the source can't forget what it kept before.
    pub fn keep(&self, scope: &Scope) -> Result<()> {
        let version = self.source.version()?;
        let mut kept = self.kept.borrow_mut();
        if kept.version == version && kept.scope.as_ref().is_some_and(|kept| kept.computes_like(scope)) {
            return Ok(());
        }
        for name in std::mem::take(&mut kept.names) {
            self.source.forget(&name)?;
        }
        *kept = Kept { names: BTreeSet::new(), scope: Some(scope.clone()), version };
        Ok(())
    }

    /// Keeps the rows of the views of a query, if they are of use for this scope. Returns the names of those that are.
    fn kept_for(&self, query: &Query<'_>, scope: &Scope) -> Result<BTreeSet<String>> {
        let mut kept = self.kept.borrow_mut();
        let Some(wide) = kept.scope.clone().filter(|wide| wide.computes_for(scope)) else {
            return Ok(BTreeSet::new());
        };
        let names = self.composer(&wide, &kept.names).keepable(query.sql)?;
        for name in names {
            if kept.names.contains(name) {
                continue;
            }
            let query =
                Query { what: query.what, sql: &format!("select * from {name}"), optional: query.optional };
            let statement = self.composer(&wide, &kept.names).statement(&query, &BTreeMap::new())?;
            if self.source.keep(name, &statement)? {
                kept.names.insert(name.to_owned());
            }
        }
        Ok(kept.names.clone())
    }

    /// Computes a metric.
    ///
    /// # Errors
    /// When a table that it needs was never synced, or when the query fails.
    pub fn metric(&self, metric: &Metric, scope: &Scope) -> Result<Figures> {
        let what = format!("the metric `{}`", metric.name);
        let query = Query { what: &what, sql: &metric.sql, optional: &metric.optional };
        let kept = self.kept_for(&query, scope)?;
        let statement = self.composer(scope, &kept).statement(&query, &BTreeMap::new())?;
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
        self.composer(scope, &BTreeSet::new()).shown(&metric.sql, &BTreeMap::new())
    }

    /// The names of the organizations that are there.
    ///
    /// # Errors
    /// When projects were never synced.
    pub fn organizations(&self, scope: &Scope) -> Result<Vec<String>> {
        let sql =
            "select distinct p.organization from v_projects p where organization!(p) order by p.organization";
        let rows = self.rows("the list", sql, scope, &BTreeMap::new())?;
        Ok(rows.iter().filter_map(|row| row.first()?.text()).map(str::to_owned).collect())
    }

    /// The projects that are there, by name.
    ///
    /// # Errors
    /// When projects were never synced.
    pub fn projects(&self, scope: &Scope) -> Result<Vec<Named>> {
        self.named(
            "select p.id, p.name from v_projects p where organization!(p) order by lower(p.name), p.id",
            scope,
        )
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
        let query = Query { what: &what, sql: &format!("select * from {view}"), optional: &[] };
        let statement = self.composer(&scope, &BTreeSet::new()).statement(&query, &BTreeMap::new())?;
        self.source.columns(&statement)
    }

    fn named(&self, sql: &str, scope: &Scope) -> Result<Vec<Named>> {
        let rows = self.rows("the list", sql, scope, &BTreeMap::new())?;
        let text = |value: Option<&Value>| value.and_then(Value::text).unwrap_or_default().to_owned();
        Ok(rows.iter().map(|row| Named { id: text(row.first()), name: text(row.get(1)) }).collect())
    }

    /// Runs a query in the SQL of this crate, and hands over each row.
    pub(crate) fn each(
        &self,
        query: &Query<'_>,
        scope: &Scope,
        given: &BTreeMap<String, Value>,
        each: &mut dyn FnMut(&[Value]) -> Result<()>,
    ) -> Result<()> {
        let kept = self.kept_for(query, scope)?;
        self.source.read(&self.composer(scope, &kept).statement(query, given)?, each)
    }

    /// Runs a query in the SQL of this crate.
    pub(crate) fn rows(
        &self,
        what: &str,
        sql: &str,
        scope: &Scope,
        given: &BTreeMap<String, Value>,
    ) -> Result<Vec<Vec<Value>>> {
        let query = Query { what, sql, optional: &[] };
        self.bounded(&self.composer(scope, &BTreeSet::new()).statement(&query, given)?)
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

    fn composer<'a>(&'a self, scope: &'a Scope, kept: &'a BTreeSet<String>) -> Composer<'a> {
        Composer { dialect: self.source.dialect(), relations: &self.relations, scope, kept }
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
