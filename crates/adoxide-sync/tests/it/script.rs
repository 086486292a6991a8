//! A source that does as it is told: an organization with items that change, feeds that read it, and a place
//! where each await can be made to fail or to hang.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};

use adoxide::api::wire::OpMeta;
use adoxide_sync::destination::{Commit, Notes};
use adoxide_sync::table::{integer, record, text};
use adoxide_sync::{
    Change, Counts, Cursor, Decoder, Destination, Error, ErrorKind, Feed, Found, Ingestion, Level, Message,
    Messages, Outbox, Pull, Scope, Table, messages,
};
use futures::future::BoxFuture;
use serde_json::{Value, json};

pub static PROJECTS: LazyLock<Table> = LazyLock::new(|| {
    Table::new("projects", Ingestion::Snapshot, &["id"])
        .columns([text("id"), text("name")])
        .in_project(&["id"])
});
pub static REPOSITORIES: LazyLock<Table> = LazyLock::new(|| {
    let columns = [text("id"), text("name"), record("project", [text("id"), text("name")])];
    Table::new("repositories", Ingestion::Snapshot, &["id"]).columns(columns).in_project(&["project", "id"])
});
pub static ITEMS: LazyLock<Table> = LazyLock::new(|| {
    Table::new("items", Ingestion::Cdc, &["repository_id", "id"])
        .columns([integer("id"), text("name")])
        .by_repository()
});
/// Filled by the same requests as the items.
pub static LENGTHS: LazyLock<Table> = LazyLock::new(|| {
    Table::new("lengths", Ingestion::Cdc, &["repository_id", "id"])
        .columns([integer("id"), integer("length")])
        .by_repository()
});
/// All of a project, page by page, each time.
pub static TEAMS: LazyLock<Table> = LazyLock::new(|| {
    Table::new("teams", Ingestion::Snapshot, &["project_id", "id"])
        .columns([text("id"), text("name")])
        .by_project()
});

#[derive(Clone, Debug)]
pub struct Project {
    pub name: String,
    pub readable: bool,
    pub teams: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
pub struct Repository {
    pub project: String,
    pub name: String,
    pub readable: bool,
    /// What happened, in order: an item got a name, or went.
    pub log: Vec<(i64, Option<String>)>,
}

/// What there is.
#[derive(Debug, Default)]
pub struct State {
    pub projects: BTreeMap<String, Project>,
    pub repositories: BTreeMap<String, Repository>,
    /// Units that can't be read, and the names of rows without a key, and of those with a value that does not fit.
    pub failing: Vec<String>,
    pub bad: Vec<String>,
    pub odd: Vec<String>,
    /// Requests by what they asked for.
    pub requests: Vec<String>,
}

/// Breaks things at one of the places where something is waited for.
#[derive(Clone, Debug, Default)]
pub struct Trip(Arc<TripState>);

#[derive(Debug, Default)]
struct TripState {
    steps: AtomicUsize,
    plan: Mutex<Option<(usize, How)>>,
    hung: tokio::sync::Notify,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It fails, and has not happened.
    FailBefore,
    /// It happens, and fails all the same.
    FailAfter,
    /// It has not happened when all is dropped.
    DropBefore,
    /// It has happened when all is dropped.
    DropAfter,
}

impl Trip {
    pub fn at(step: usize, how: How) -> Self {
        let trip = Self::default();
        *trip.0.plan.lock().unwrap() = Some((step, how));
        trip
    }

    /// How many places were come by.
    pub fn steps(&self) -> usize {
        self.0.steps.load(Ordering::SeqCst)
    }

    pub async fn hung(&self) {
        self.0.hung.notified().await;
    }

    /// Does something that is waited for.
    pub async fn step<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let step = self.0.steps.fetch_add(1, Ordering::SeqCst);
        let how = self.0.plan.lock().unwrap().filter(|(at, _)| *at == step).map(|(_, how)| how);
        let tripped = || Error::new(ErrorKind::Destination, "tripped");
        match how {
            None => work.await,
            Some(How::FailBefore) => Err(tripped()),
            Some(How::FailAfter) => {
                work.await?;
                Err(tripped())
            }
            Some(how) => {
                if how == How::DropAfter {
                    work.await?;
                }
                self.0.hung.notify_one();
                std::future::pending().await
            }
        }
    }
}

/// The source.
#[derive(Clone, Debug, Default)]
pub struct Source {
    state: Arc<Mutex<State>>,
    pub trip: Trip,
}

impl Source {
    /// Two projects, three repositories, some items and teams.
    pub fn new() -> Self {
        let source = Self::default();
        for (project, name) in [("p1", "Shop"), ("p2", "Web")] {
            source.add_project(project, name);
            for team in ["a", "b", "c"] {
                source.state().projects.get_mut(project).unwrap().teams.insert(team.into(), "Team".into());
            }
        }
        for (repository, project) in [("r1", "p1"), ("r2", "p1"), ("r3", "p2")] {
            source.add_repository(repository, project);
            for id in 0..5 {
                source.set(repository, id, "first");
            }
        }
        source
    }

    pub fn with(&self, trip: Trip) -> Self {
        Self { state: self.state.clone(), trip }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn add_project(&self, id: &str, name: &str) {
        let project = Project { name: name.into(), readable: true, teams: BTreeMap::new() };
        self.state().projects.insert(id.into(), project);
    }

    pub fn add_repository(&self, id: &str, project: &str) {
        let name = format!("repository {id}");
        let repository = Repository { project: project.into(), name, readable: true, log: Vec::new() };
        self.state().repositories.insert(id.into(), repository);
    }

    pub fn set(&self, repository: &str, id: i64, name: &str) {
        self.state().repositories.get_mut(repository).unwrap().log.push((id, Some(name.into())));
    }

    pub fn unset(&self, repository: &str, id: i64) {
        self.state().repositories.get_mut(repository).unwrap().log.push((id, None));
    }

    pub fn feeds(&self) -> Vec<Arc<dyn Feed>> {
        vec![
            Arc::new(Projects(self.clone())),
            Arc::new(Repositories(self.clone())),
            Arc::new(Items(self.clone())),
            Arc::new(Teams(self.clone())),
        ]
    }

    /// The rows that each table should have.
    pub fn rows(&self) -> BTreeMap<&'static str, Vec<String>> {
        let state = self.state();
        let mut rows: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for (id, project) in &state.projects {
            rows.entry("projects").or_default().push(format!("{id} {}", project.name));
            for (team, name) in &project.teams {
                rows.entry("teams").or_default().push(format!("{id}/{team} {name}"));
            }
        }
        for (id, repository) in &state.repositories {
            rows.entry("repositories").or_default().push(format!("{id} {}", repository.name));
            let mut items = BTreeMap::new();
            for (item, name) in &repository.log {
                match name {
                    Some(name) => items.insert(item, name),
                    None => items.remove(item),
                };
            }
            for (item, name) in items {
                rows.entry("items").or_default().push(format!("{id}/{item} {name}"));
                rows.entry("lengths").or_default().push(format!("{id}/{item} {}", name.len()));
            }
        }
        for rows in rows.values_mut() {
            rows.sort();
        }
        rows
    }

    async fn request(&self, pull: &Pull, what: &str) -> Result<(), Error> {
        let key = pull.unit.key();
        self.trip
            .step(async {
                pull.requests.add(1);
                let mut state = self.state();
                state.requests.push(format!("{what} {key}"));
                if state.failing.contains(&format!("{what} {key}")) {
                    return Err(Error::new(ErrorKind::Service, format!("{what} of {key} can't be read")));
                }
                Ok(())
            })
            .await
    }

    fn is_bad(&self, what: &str) -> bool {
        self.state().bad.iter().any(|bad| bad == what)
    }

    fn is_odd(&self, what: &str) -> bool {
        self.state().odd.iter().any(|odd| odd == what)
    }

    /// Rows as a feed says them; one that is bad is lost, one that is odd has a fault.
    async fn say(
        &self,
        out: &mut Outbox,
        pull: &Pull,
        table: &'static Table,
        mut rows: Vec<Value>,
    ) -> Result<(), Error> {
        for row in &mut rows {
            if self.is_bad(row["name"].as_str().unwrap_or_default()) {
                row["id"] = json!({});
            }
            if self.is_odd(row["name"].as_str().unwrap_or_default()) {
                row["name"] = json!({});
            }
        }
        let read = Decoder::new(table).decode(Value::from(rows).to_string().as_bytes(), "$", &pull.unit)?;
        for fault in read.faults {
            out.send(Message::Fault(fault)).await?;
        }
        for error in read.lost {
            out.send(Message::Lost(table, Scope::unit(), error)).await?;
        }
        out.send(Change::Upsert(table, read.rows)).await
    }
}

pub struct Projects(Source);

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
    fn operations(&self) -> Vec<&'static OpMeta> {
        Vec::new()
    }
    fn pull(&self, pull: Pull) -> Messages {
        let source = self.0.clone();
        messages(|mut out| async move {
            out.send(Change::SnapshotBegin(&PROJECTS, Scope::unit())).await?;
            source.request(&pull, "projects").await?;
            let projects = source.state().projects.clone();
            let rows = projects.iter().map(|(id, project)| json!({"id": id, "name": project.name}));
            source.say(&mut out, &pull, &PROJECTS, rows.collect()).await?;
            for (id, project) in projects {
                let unit = pull.unit.project(&id, Some(&project.name));
                out.send(Message::Found(Found { unit, readable: project.readable })).await?;
            }
            out.send(Change::SnapshotEnd(&PROJECTS)).await?;
            out.send(Message::Listed(Level::Project)).await?;
            out.send(Message::Checkpoint(Cursor::new(1, &())?)).await
        })
    }
}

pub struct Repositories(Source);

impl Feed for Repositories {
    fn name(&self) -> &'static str {
        "repositories"
    }
    fn tables(&self) -> Vec<&'static Table> {
        vec![&REPOSITORIES]
    }
    fn level(&self) -> Level {
        Level::Organization
    }
    fn lists(&self) -> Option<Level> {
        Some(Level::Repository)
    }
    fn operations(&self) -> Vec<&'static OpMeta> {
        Vec::new()
    }
    fn pull(&self, pull: Pull) -> Messages {
        let source = self.0.clone();
        messages(|mut out| async move {
            out.send(Change::SnapshotBegin(&REPOSITORIES, Scope::unit())).await?;
            let all: Vec<_> = source.state().repositories.clone().into_iter().collect();
            for page in all.chunks(2) {
                source.request(&pull, "repositories").await?;
                let rows = page.iter().map(|(id, repository)| {
                    json!({"id": id, "name": repository.name, "project": {"id": repository.project}})
                });
                source.say(&mut out, &pull, &REPOSITORIES, rows.collect()).await?;
                // One whose row is bad is not seen.
                for (id, repository) in page.iter().filter(|(_, repository)| !source.is_bad(&repository.name))
                {
                    let unit =
                        pull.unit.project(&repository.project, None).repository(id, Some(&repository.name));
                    out.send(Message::Found(Found { unit, readable: repository.readable })).await?;
                }
            }
            out.send(Change::SnapshotEnd(&REPOSITORIES)).await?;
            out.send(Message::Listed(Level::Repository)).await?;
            out.send(Message::Checkpoint(Cursor::new(1, &())?)).await
        })
    }
}

/// Two entries of the log a request, and a checkpoint after each.
pub struct Items(Source);

impl Feed for Items {
    fn name(&self) -> &'static str {
        "items"
    }
    fn tables(&self) -> Vec<&'static Table> {
        vec![&ITEMS, &LENGTHS]
    }
    fn level(&self) -> Level {
        Level::Repository
    }
    fn operations(&self) -> Vec<&'static OpMeta> {
        Vec::new()
    }
    fn pull(&self, pull: Pull) -> Messages {
        let source = self.0.clone();
        messages(|mut out| async move {
            let mut from: usize = match &pull.cursor {
                Some(cursor) => cursor.state(1)?.unwrap_or_default(),
                None => 0,
            };
            loop {
                source.request(&pull, "items").await?;
                let id = pull.unit.repository_id().unwrap().to_owned();
                let log = source.state().repositories[&id].log.clone();
                let page: Vec<_> = log.into_iter().skip(from).take(2).collect();
                from += page.len();
                for (item, name) in &page {
                    match name {
                        Some(name) => {
                            let row = json!({"id": item, "name": name});
                            source.say(&mut out, &pull, &ITEMS, vec![row]).await?;
                            let row = json!({"id": item, "length": name.len()});
                            source.say(&mut out, &pull, &LENGTHS, vec![row]).await?;
                        }
                        None => {
                            for table in [&*ITEMS, &*LENGTHS] {
                                let rows = Value::from(vec![json!({"id": item})]).to_string();
                                let read = Decoder::new(table).decode(rows.as_bytes(), "$", &pull.unit)?;
                                let key = table.key().iter().map(|key| table.schema().index_of(key).unwrap());
                                let key = read.rows.project(&key.collect::<Vec<_>>()).unwrap();
                                out.send(Change::Delete(table, key)).await?;
                            }
                        }
                    }
                }
                out.send(Message::Checkpoint(Cursor::new(1, &from)?)).await?;
                if page.len() < 2 {
                    return Ok(());
                }
            }
        })
    }
}

/// A snapshot over several requests, with a checkpoint after each.
pub struct Teams(Source);

impl Feed for Teams {
    fn name(&self) -> &'static str {
        "teams"
    }
    fn tables(&self) -> Vec<&'static Table> {
        vec![&TEAMS]
    }
    fn level(&self) -> Level {
        Level::Project
    }
    fn operations(&self) -> Vec<&'static OpMeta> {
        Vec::new()
    }
    fn pull(&self, pull: Pull) -> Messages {
        let source = self.0.clone();
        messages(|mut out| async move {
            out.send(Change::SnapshotBegin(&TEAMS, Scope::unit())).await?;
            let project = pull.unit.project_id().unwrap().to_owned();
            let teams: Vec<_> = source.state().projects[&project].teams.clone().into_iter().collect();
            for page in teams.chunks(2) {
                source.request(&pull, "teams").await?;
                let rows = page.iter().map(|(id, name)| json!({"id": id, "name": name}));
                source.say(&mut out, &pull, &TEAMS, rows.collect()).await?;
                out.send(Message::Checkpoint(Cursor::new(1, &"open")?)).await?;
            }
            out.send(Change::SnapshotEnd(&TEAMS)).await?;
            out.send(Message::Checkpoint(Cursor::new(1, &"done")?)).await
        })
    }
}

/// A destination whose every answer can be made to fail or to hang.
pub struct Tripping<D> {
    pub inner: D,
    pub trip: Trip,
}

impl<D: Destination> Destination for Tripping<D> {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        Box::pin(self.trip.step(self.inner.notes()))
    }
    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(self.trip.step(self.inner.open(tables)))
    }
    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        Box::pin(self.trip.step(self.inner.commit(commit)))
    }
    fn takes_repeated_keys(&self) -> bool {
        self.inner.takes_repeated_keys()
    }
}
