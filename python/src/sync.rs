//! Tables: what there is, syncs into a destination, and rows out of one.

#![allow(clippy::needless_pass_by_value, reason = "they come from Python")]

use std::ffi::CString;
use std::sync::Arc;

use adoxide::Pool;
use adoxide_sync::{
    Connector, Counts, Deletion, Engine, Event, Feed, Location, Report, Requests, Selection, Table, Unit,
    feeds, preflight,
};
use jiff::Timestamp;
use pyo3::exceptions::{PyUserWarning, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::arrow::{Batches, TableSchema};
use crate::client::Client;
use crate::error::{exception, named, sync_exception};
use crate::runtime;

/// A unit: ids and names of its project and repository.
type Place = (Option<String>, Option<String>, Option<String>, Option<String>);

fn find(py: Python<'_>, name: &str) -> PyResult<&'static Table> {
    adoxide_sync::table::all().find(|table| table.name() == name).ok_or_else(|| {
        let names: Vec<_> = adoxide_sync::table::all().map(Table::name).collect();
        named(py, "ConfigError", &format!("no such table: `{name}`; there are {}", names.join(", ")))
    })
}

fn location(py: Python<'_>, text: &str) -> PyResult<Location> {
    text.parse().map_err(|error| sync_exception(py, &error))
}

fn instant(text: Option<&str>) -> PyResult<Option<Timestamp>> {
    let parsed = text.map(str::parse::<Timestamp>).transpose();
    parsed.map_err(|error| PyValueError::new_err(format!("expected a time in ISO 8601: {error}")))
}

/// Every table, as a dictionary of what is known of it.
#[pyfunction]
pub fn tables(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let list = PyList::empty(py);
    for table in adoxide_sync::table::all() {
        let facts = PyDict::new(py);
        facts.set_item("name", table.name())?;
        facts.set_item("description", table.description())?;
        facts.set_item("reference", table.reference())?;
        facts.set_item("ingestion", table.ingestion().as_str())?;
        facts.set_item("key", table.key().to_vec())?;
        facts.set_item("unit", table.unit().to_string())?;
        let connectors: Vec<_> = table.connectors().iter().map(|connector| connector.as_str()).collect();
        facts.set_item("connectors", connectors)?;
        facts.set_item("by_default", table.selection() == Selection::ByDefault)?;
        facts.set_item("cost", table.cost().to_string())?;
        let columns: Vec<_> =
            table.all_columns().map(|column| (column.name(), column.description().to_owned())).collect();
        facts.set_item("columns", columns)?;
        list.append(facts)?;
    }
    Ok(list)
}

/// The Arrow schema of a table.
#[pyfunction]
pub fn schema(py: Python<'_>, table: &str) -> PyResult<TableSchema> {
    Ok(TableSchema::of(find(py, table)?))
}

/// Reads a table of a destination: all rows that are not deleted, or also those. `written_at` reads only what the sync of
/// that time wrote or found gone, from SQLite.
#[pyfunction]
#[pyo3(signature = (table, location, *, deleted=false, written_at=None))]
pub fn read(
    py: Python<'_>,
    table: &str,
    location: &str,
    deleted: bool,
    written_at: Option<&str>,
) -> PyResult<Batches> {
    let table = find(py, table)?;
    let written =
        instant(written_at)?.map(|at| format!("\"_syncedAt\" = '{}'", at.strftime("%Y-%m-%dT%H:%M:%S.%6fZ")));
    let location = self::location(py, location)?;
    let rows = location.read_table(table.name(), written.as_deref());
    Ok(Batches::new(rows.map_err(|error| sync_exception(py, &error))?, deleted, None))
}

/// What is read of whom.
#[derive(Default)]
struct Job {
    clients: Vec<adoxide::Client>,
    tables: Option<Vec<String>>,
    projects: Vec<String>,
    units: Option<Vec<Place>>,
    full: bool,
    deletion: Deletion,
    concurrency: Option<usize>,
    at: Option<Timestamp>,
    /// Whether people will look at the destination.
    has_views: bool,
}

enum Failure {
    Sync(adoxide_sync::Error),
    Service(adoxide::Error),
    Python(PyErr),
}

impl Failure {
    fn raised(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Sync(error) => sync_exception(py, &error),
            Self::Service(error) => exception(py, &error),
            Self::Python(error) => error,
        }
    }
}

impl From<adoxide_sync::Error> for Failure {
    fn from(error: adoxide_sync::Error) -> Self {
        Self::Sync(error)
    }
}

/// What happens, as Python sees it: the event, the feed or table, the unit, rows, a message.
type Told = (&'static str, Option<&'static str>, Option<String>, Option<Counts>, Option<String>);

fn told(event: &Event<'_>) -> Option<Told> {
    Some(match event {
        Event::Found { unit, .. } => ("found", None, Some(unit.to_string()), None, None),
        Event::Started { feed, unit } => ("started", Some(feed), Some(unit.to_string()), None, None),
        Event::Committed { table, unit, counts } => {
            ("committed", Some(table.name()), Some(unit.to_string()), Some(*counts), None)
        }
        Event::Failed(failure) => ("failed", None, None, None, Some(failure.to_string())),
        Event::Fault(fault) => ("fault", Some(fault.table.name()), None, None, Some(fault.to_string())),
        Event::Finished { feed, unit } => ("finished", Some(feed), Some(unit.to_string()), None, None),
        Event::Gone { table, unit } => ("gone", Some(table.name()), Some(unit.to_string()), None, None),
        _ => return None,
    })
}

fn counted(py: Python<'_>, counts: Counts) -> PyResult<Bound<'_, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("added", counts.added)?;
    dict.set_item("changed", counts.changed)?;
    dict.set_item("deleted", counts.deleted)?;
    dict.set_item("unchanged", counts.unchanged)?;
    Ok(dict)
}

fn tell(progress: &Py<PyAny>, (event, name, unit, counts, message): Told) -> PyResult<()> {
    Python::attach(|py| {
        let counts = counts.map(|counts| counted(py, counts)).transpose()?;
        progress.call1(py, (event, name, unit, counts, message)).map(drop)
    })
}

/// Warns as Python does: a caller may turn it into an exception.
fn warn(message: &str) -> PyResult<()> {
    let message = CString::new(message.replace('\0', "\u{fffd}")).unwrap_or_default();
    Python::attach(|py| PyErr::warn(py, &py.get_type::<PyUserWarning>(), &message, 1))
}

impl Job {
    async fn pool(&self) -> Result<Pool, Failure> {
        match &self.clients[..] {
            [client] => Ok(client.into()),
            clients => Pool::new(clients.iter().cloned()).await.map_err(Failure::Service),
        }
    }

    async fn run(&self, location: &Location, progress: Option<&Py<PyAny>>) -> Result<Report, Failure> {
        let pool = self.pool().await?;
        let organization = pool.first().address().organization();
        // Units come from a list of them: only names of a user can be wrong.
        let named = if self.units.is_some() { &[] } else { &self.projects[..] };
        let id = preflight(pool.first(), named).await?;
        let destination = location.open(self.deletion).await?;
        let (sender, mut events) = unbounded_channel();
        let report = {
            let mut run = std::pin::pin!(self.engine(&pool, &organization, id, &*destination, sender));
            loop {
                tokio::select! {
                    biased;
                    Some(event) = events.recv() => {
                        if let Some(progress) = progress {
                            tell(progress, event).map_err(Failure::Python)?;
                        }
                    }
                    report = &mut run => break report?,
                }
            }
        };
        while let (Some(progress), Ok(event)) = (progress, events.try_recv()) {
            tell(progress, event).map_err(Failure::Python)?;
        }
        destination.close().await?;
        // The rows are there, with or without them.
        if self.has_views
            && let Err(error) = adoxide_report::view::install(location)
        {
            warn(&format!("the views were not created: {error}")).map_err(Failure::Python)?;
        }
        Ok(report)
    }

    async fn engine(
        &self,
        pool: &Pool,
        organization: &str,
        id: Option<String>,
        destination: &dyn adoxide_sync::Destination,
        events: UnboundedSender<Told>,
    ) -> Result<Report, adoxide_sync::Error> {
        let mut engine = Engine::new(organization, feeds(pool, &self.projects), destination)
            .full(self.full)
            .watch(move |event| {
                // Nobody listens after an exception.
                let _ = told(event).map(|event| events.send(event));
            });
        if let Some(tables) = &self.tables {
            engine = engine.tables(tables.clone());
        }
        if let Some(units) = &self.units {
            engine = engine.units(units.iter().map(|place| unit(organization, place)));
        }
        if let Some(concurrency) = self.concurrency {
            engine = engine.concurrency(concurrency);
        }
        if let Some(at) = self.at {
            engine = engine.at(at);
        }
        if let Some(id) = id {
            engine = engine.organization_id(id);
        }
        engine.run().await
    }
}

fn unit(organization: &str, (project, project_name, repository, repository_name): &Place) -> Unit {
    let root = Unit::organization(organization);
    let project = project.as_deref().map(|id| root.project(id, project_name.as_deref()));
    match (project, repository) {
        (Some(project), Some(id)) => project.repository(id, repository_name.as_deref()),
        (Some(project), None) => project,
        (None, _) => root,
    }
}

fn place(unit: &Unit) -> Place {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    (
        owned(unit.project_id()),
        owned(unit.project_name()),
        owned(unit.repository_id()),
        owned(unit.repository_name()),
    )
}

fn opened(py: Python<'_>, clients: &[PyRef<'_, Client>]) -> PyResult<Vec<adoxide::Client>> {
    if clients.is_empty() {
        return Err(PyValueError::new_err("expected a client"));
    }
    clients.iter().map(|client| client.open(py)).collect()
}

fn named_tables(
    py: Python<'_>,
    tables: Option<Vec<String>>,
    connectors: &[String],
) -> PyResult<Option<Vec<String>>> {
    let mut names = tables;
    for name in connectors {
        let found = Connector::ALL.into_iter().find(|connector| connector.as_str() == name);
        let connector = found.ok_or_else(|| {
            let known = Connector::ALL.map(Connector::as_str).join(", ");
            named(py, "ConfigError", &format!("no such connector: `{name}`; there are {known}"))
        })?;
        let names = names.get_or_insert_default();
        for table in connector.tables() {
            if !names.iter().any(|name| name == table.name()) {
                names.push(table.name().to_owned());
            }
        }
    }
    Ok(names)
}

/// What a sync did, as a dictionary.
fn reported<'py>(py: Python<'py>, report: &Report) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    let tables = PyDict::new(py);
    for table in report.tables() {
        tables.set_item(table.table.name(), counted(py, table.counts)?)?;
    }
    dict.set_item("tables", tables)?;
    let texts = |list: Vec<String>| PyList::new(py, list);
    dict.set_item("failures", texts(report.failures().iter().map(ToString::to_string).collect())?)?;
    dict.set_item("unsupported", texts(report.unsupported().iter().map(ToString::to_string).collect())?)?;
    dict.set_item("faults", texts(report.faults().iter().map(ToString::to_string).collect())?)?;
    dict.set_item("skipped", texts(report.skipped().iter().map(ToString::to_string).collect())?)?;
    dict.set_item("requests", report.requests())?;
    Ok(dict)
}

/// Copies an organization into a destination; what it did, as a dictionary.
#[pyfunction]
#[pyo3(signature = (
    clients, location, *, tables=None, connectors=Vec::new(), projects=Vec::new(), units=None, full=false,
    remove_deleted=false, concurrency=None, at=None, progress=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub fn sync<'py>(
    py: Python<'py>,
    clients: Vec<PyRef<'py, Client>>,
    location: &str,
    tables: Option<Vec<String>>,
    connectors: Vec<String>,
    projects: Vec<String>,
    units: Option<Vec<Place>>,
    full: bool,
    remove_deleted: bool,
    concurrency: Option<usize>,
    at: Option<&str>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let has_views = units.is_none();
    let job = Job {
        clients: opened(py, &clients)?,
        tables: named_tables(py, tables, &connectors)?,
        projects,
        units,
        full,
        deletion: if remove_deleted { Deletion::Remove } else { Deletion::Mark },
        concurrency,
        at: instant(at)?,
        has_views,
    };
    let location = self::location(py, location)?;
    let report = runtime::block_on(py, job.run(&location, progress.as_ref()))?;
    reported(py, &report.map_err(|failure| failure.raised(py))?)
}

/// Reads a table from the service; the rows, and what the reading did.
#[pyfunction]
#[pyo3(signature = (table, clients, *, projects=Vec::new(), units=None, concurrency=None, at=None))]
pub fn fetch<'py>(
    py: Python<'py>,
    table: &str,
    clients: Vec<PyRef<'py, Client>>,
    projects: Vec<String>,
    units: Option<Vec<Place>>,
    concurrency: Option<usize>,
    at: Option<&str>,
) -> PyResult<(Batches, Bound<'py, PyDict>)> {
    let table = find(py, table)?;
    let job = Job {
        clients: opened(py, &clients)?,
        tables: Some(vec![table.name().to_owned()]),
        projects,
        units,
        concurrency,
        at: instant(at)?,
        ..Job::default()
    };
    // Rows may be sent again, changed or taken back while a table is read, so they are merged first, where there is room.
    let folder = tempfile::Builder::new().prefix("adoxide-").tempdir()?;
    let file = folder.path().join("table.db");
    let location = Location::Sqlite(file.clone());
    let report = runtime::block_on(py, job.run(&location, None))?.map_err(|failure| failure.raised(py))?;
    let report = reported(py, &report)?;
    // It is made when there is something to write.
    if !file.exists() {
        return Ok((Batches::empty(table), report));
    }
    let rows = location.read_table(table.name(), None).map_err(|error| sync_exception(py, &error))?;
    Ok((Batches::new(rows, false, Some(folder)), report))
}

/// The units that a table is read by: those that can be read now, and those that can't.
#[pyfunction]
#[pyo3(signature = (table, client, *, projects=Vec::new()))]
pub fn units(
    py: Python<'_>,
    table: &str,
    client: PyRef<'_, Client>,
    projects: Vec<String>,
) -> PyResult<(Vec<Place>, Vec<Place>)> {
    let (table, client) = (find(py, table)?, client.open(py)?);
    let found = runtime::block_on(py, async move {
        let feeds: Vec<Arc<dyn Feed>> = feeds(&client, &projects);
        adoxide_sync::units(&client.address().organization(), &feeds, table, &Requests::default()).await
    })?;
    let found = found.map_err(|error| sync_exception(py, &error))?;
    Ok((found.readable.iter().map(place).collect(), found.unreadable.iter().map(place).collect()))
}
