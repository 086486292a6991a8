//! Whether a credential is good for what is to be read.

use std::collections::HashMap;
use std::fmt;

use adoxide::api::wire::{List, Op, OpMeta};
use adoxide::{Client, ErrorKind as ServiceErrorKind};

use crate::read::{Given, Items, Json, operation, values_below};
use crate::table::{Answer, Fed, PROJECTS, REPOSITORIES};
use crate::{Connector, Error, Level, Table, Unit};

/// What came of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// All can be read.
    Ok,
    /// The service does not accept the credential.
    InvalidCredentials,
    /// The credential is good and may not read all that is needed.
    InvalidPermissions,
    /// There is nothing that it may see: no organization of that name, no project, no repository.
    NoResources,
    /// The service could not be asked: nothing is known about the credential.
    Unknown,
}

impl Verdict {
    /// `ok`, `invalid_credentials`, `invalid_permissions`, `no_resources` or `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::InvalidCredentials => "invalid_credentials",
            Self::InvalidPermissions => "invalid_permissions",
            Self::NoResources => "no_resources",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was found out about one connector.
#[derive(Debug)]
#[non_exhaustive]
pub struct Verification {
    /// What was to be read.
    pub connector: Connector,
    /// What was called, in order.
    pub probes: Vec<Probe>,
    /// Whether anything could be read.
    good: bool,
}

/// One thing that was asked.
#[derive(Debug)]
#[non_exhaustive]
pub struct Probe {
    /// What for: `projects`, `users`, `builds`.
    pub what: &'static str,
    /// How many there were in the answer, or why there was none. `None` if there was nothing to ask about,
    /// such as the commits of a pull request where there is no pull request.
    pub answer: Result<Option<usize>, adoxide::Error>,
}

impl Verification {
    /// The worst that was found.
    pub fn verdict(&self) -> Verdict {
        let rank = |verdict: &Verdict| match verdict {
            Verdict::InvalidCredentials => 4,
            Verdict::InvalidPermissions => 3,
            Verdict::Unknown => 2,
            Verdict::NoResources => 1,
            Verdict::Ok => 0,
        };
        let verdicts = self.probes.iter().map(|probe| self.verdict_of(probe));
        verdicts.max_by_key(rank).unwrap_or(Verdict::NoResources)
    }

    /// What one probe says about the credential.
    pub fn verdict_of(&self, probe: &Probe) -> Verdict {
        match probe.verdict() {
            // It was accepted for something else: it lacks the scope.
            Verdict::InvalidCredentials if self.good => Verdict::InvalidPermissions,
            verdict => verdict,
        }
    }

    /// The scopes that the credential lacks, each as the service names it: `vso.code`.
    pub fn missing_scopes(&self) -> Vec<&'static str> {
        let lacking =
            self.probes.iter().filter(|probe| self.verdict_of(probe) == Verdict::InvalidPermissions);
        let needed = scopes(self.connector);
        let mut missing: Vec<_> = lacking
            .filter_map(|probe| probe.answer.as_ref().err())
            .filter_map(|error| error.scopes().iter().find(|scope| needed.contains(scope)))
            .copied()
            .collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }
}

/// For people: what was found, and what to do.
impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = self.verdict();
        write!(f, "{}: {verdict}", self.connector)?;
        let of_verdict = || self.probes.iter().filter(|probe| self.verdict_of(probe) == verdict);
        match verdict {
            Verdict::Ok => Ok(()),
            Verdict::InvalidPermissions => {
                let what: Vec<_> = of_verdict().map(|probe| probe.what).collect();
                let scopes: Vec<_> = self.missing_scopes().into_iter().map(scope_name).collect();
                write!(f, "; the credential may not read {}", what.join(", "))?;
                if scopes.is_empty() {
                    Ok(())
                } else {
                    write!(f, "; it needs the scopes {}", scopes.join(", "))
                }
            }
            Verdict::NoResources => match of_verdict().find_map(|probe| probe.answer.as_ref().err()) {
                Some(error) => write!(f, "; {error}"),
                None => f.write_str("; there are no projects or repositories that the credential may see"),
            },
            Verdict::InvalidCredentials | Verdict::Unknown => {
                match of_verdict().find_map(|probe| probe.answer.as_ref().err()) {
                    Some(error) => write!(f, "; {error}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl Probe {
    /// What it says about the credential, if nothing else is known of that.
    pub fn verdict(&self) -> Verdict {
        // Only what all else is in must not be empty: an organization without builds is a good one.
        let lists = matches!(self.what, "projects" | "repositories");
        match &self.answer {
            Ok(Some(0)) if lists => Verdict::NoResources,
            Ok(_) => Verdict::Ok,
            Err(error) => match error.kind() {
                ServiceErrorKind::Auth => Verdict::InvalidCredentials,
                ServiceErrorKind::Permission => Verdict::InvalidPermissions,
                ServiceErrorKind::NotFound if lists => Verdict::NoResources,
                // An area that an older Server does not have: there is nothing to be read.
                ServiceErrorKind::NotFound | ServiceErrorKind::NotSupported => Verdict::Ok,
                _ => Verdict::Unknown,
            },
        }
    }
}

/// A scope as the page names it where tokens are made.
pub fn scope_name(scope: &str) -> String {
    let name = match scope {
        "vso.advsec" => "Advanced Security (read)",
        "vso.agentpools" => "Agent Pools (read)",
        "vso.auditlog" => "Audit Log (read)",
        "vso.build" => "Build (read)",
        "vso.code" => "Code (read)",
        "vso.graph" => "Graph (read)",
        "vso.memberentitlementmanagement" => "Member Entitlement Management (read)",
        "vso.identity" => "Identity (read)",
        "vso.packaging" => "Packaging (read)",
        "vso.profile" => "User Profile (read)",
        "vso.project" => "Project and Team (read)",
        "vso.release" => "Release (read)",
        "vso.security_manage" => "Security (manage)",
        "vso.serviceendpoint" => "Service Connections (read)",
        "vso.work" => "Work Items (read)",
        _ => return scope.to_owned(),
    };
    format!("{name} ({scope})")
}

/// Calls a little of everything that a connector reads, and says whether it may be read: each operation that its tables
/// name, as far as there is something to call it for.
///
/// A token that lacks a scope is answered by the service like one that is not valid. So it is the credential that is
/// wrong only if nothing at all can be read by it, and the service does not say either whose it is, which takes no scope.
pub async fn verify(client: &Client, connector: Connector) -> Verification {
    let mut probing = Probing::new(client);
    probing.accepted = is_accepted(client).await;
    let tables = probed(connector);
    for table in &tables {
        if probing.is_hopeless() {
            break;
        }
        let is_parent = |other: &&Table| matches!(other.fed(), Fed::ChildOf(parent) if **parent == **table);
        probing.probe(table, tables.iter().any(|other| is_parent(&&**other))).await;
    }
    Verification { connector, probes: probing.probes, good: probing.good || probing.accepted }
}

/// Whether the service knows whose the credential is.
async fn is_accepted(client: &Client) -> bool {
    /// Nobody.
    const ANONYMOUS: &str = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
    let Ok(answer) = client.request(adoxide::Method::GET, "_apis/connectionData").await else { return false };
    answer.body["authenticatedUser"]["id"].as_str().is_some_and(|id| id != ANONYMOUS)
}

/// The tables that are probed, those first that list what the others are in or are read by.
fn probed(connector: Connector) -> Vec<&'static Table> {
    fn with_parents(table: &'static Table, probed: &mut Vec<&'static Table>) {
        if let Fed::ChildOf(parent) | Fed::Within(parent, _) = table.fed() {
            with_parents(parent, probed);
        }
        if !probed.contains(&table) {
            probed.push(table);
        }
    }
    let tables: Vec<_> = connector.tables().collect();
    let mut probed: Vec<&'static Table> = Vec::new();
    if tables.iter().any(|table| table.unit() != Level::Organization) {
        probed.push(&PROJECTS);
    }
    if tables.iter().any(|table| table.unit() == Level::Repository) {
        probed.push(&REPOSITORIES);
    }
    for table in tables {
        with_parents(table, &mut probed);
    }
    probed
}

/// The scopes that a token needs for a connector, each as the service names it: `vso.code`.
pub fn scopes(connector: Connector) -> Vec<&'static str> {
    let mut operations: Vec<_> =
        probed(connector).into_iter().flat_map(Table::operations).map(|operation| operation.scopes).collect();
    // Where one of several is enough, it is one that is needed anyway.
    operations.sort_by_key(|scopes| scopes.len());
    let mut needed: Vec<&'static str> = Vec::new();
    for scopes in operations {
        if !scopes.iter().any(|scope| needed.contains(scope)) {
            needed.extend(scopes.last());
        }
    }
    needed.sort_unstable();
    needed
}

/// So many operations are called with a credential that is refused each time.
const REFUSED: usize = 2;
/// So many projects are looked into for something that others are read by.
const PROJECTS_LOOKED_INTO: usize = 20;

/// A row, and what it was read by.
#[derive(Clone)]
struct Row {
    json: Json,
    given: Given,
    unit: Unit,
}

struct Probing<'a> {
    client: &'a Client,
    probes: Vec<Probe>,
    /// The scopes of what was refused.
    refused: Vec<&'static [&'static str]>,
    /// Whether anything could be read.
    good: bool,
    /// Whether the service knows whose the credential is.
    accepted: bool,
    /// Rows of each table that was probed.
    rows: HashMap<&'static str, Vec<Row>>,
    called: Vec<&'static str>,
}

impl<'a> Probing<'a> {
    fn new(client: &'a Client) -> Self {
        let (probes, refused, rows, called) = (Vec::new(), Vec::new(), HashMap::new(), Vec::new());
        Self { client, probes, refused, good: false, accepted: false, rows, called }
    }

    /// Whether the credential was refused for all that was tried, which is enough.
    fn is_hopeless(&self) -> bool {
        !self.good && !self.accepted && self.refused.len() >= REFUSED
    }

    /// Where a table can be probed: units, each with the values of the row that it is read by.
    fn places(&self, table: &'static Table) -> Result<Vec<(Unit, Given)>, Error> {
        let rows = |table: &Table| self.rows.get(table.name()).into_iter().flatten();
        let mut places = Vec::new();
        match (table.fed(), table.unit()) {
            (Fed::ChildOf(parent), _) => {
                for row in rows(parent) {
                    let given = values_below(table, parent, &row.json, &row.given)?;
                    places.extend(given.map(|given| (row.unit.clone(), given)));
                }
            }
            (_, Level::Organization) => {
                places.push((Unit::organization(&self.client.address().organization()), Vec::new()));
            }
            (_, Level::Project) => {
                for row in rows(&PROJECTS) {
                    let id = row.json.text(&["id"])?;
                    places.extend(id.map(|id| (row.unit.project(&id, None), Vec::new())));
                }
            }
            (_, Level::Repository) => {
                for row in rows(&REPOSITORIES) {
                    let ids = (row.json.text(&["project", "id"])?, row.json.text(&["id"])?);
                    if let (Some(project), Some(id)) = ids {
                        places.push((row.unit.project(&project, None).repository(&id, None), Vec::new()));
                    }
                }
            }
        }
        Ok(places)
    }

    /// Reads a first page of a table.
    async fn probe(&mut self, table: &'static Table, is_parent: bool) {
        if matches!(table.fed(), Fed::Within(..)) {
            return;
        }
        let what = table.name();
        let places = self.places(table).unwrap_or_default();
        if places.is_empty() {
            if self.good {
                self.probes.push(Probe { what, answer: Ok(None) });
            }
            return;
        }
        // Some projects have none of what others are read by.
        let places = places.into_iter().take(if is_parent { PROJECTS_LOOKED_INTO } else { 1 });
        let mut answer = None;
        for (unit, given) in places {
            let op = table.operations().iter().find_map(|meta| probe_of(table, meta, &unit, &given));
            // There is no operation that could be called with so little, or another table has called it.
            let Some(op) = op.filter(|op| answer.is_some() || !self.called.contains(&op.meta().id)) else {
                break;
            };
            self.called.push(op.meta().id);
            let page = first_page(self.client, table, op).await;
            let found = page.map(|items| {
                let rows = items.each().unwrap_or_default();
                let count = rows.len();
                let readable = rows.into_iter().filter(|row| is_readable(table, row));
                let rows = readable.map(|json| Row { json, given: given.clone(), unit: unit.clone() });
                self.rows.entry(what).or_default().extend(rows);
                count
            });
            let goes_on = matches!(found, Ok(0));
            answer = Some(found);
            if !goes_on {
                break;
            }
        }
        match answer {
            None => {}
            Some(Ok(found)) => {
                self.good = true;
                self.probes.push(Probe { what, answer: Ok(Some(found)) });
            }
            Some(Err(error)) => {
                if error.kind() == ServiceErrorKind::Auth && !self.refused.contains(&error.scopes()) {
                    self.refused.push(error.scopes());
                }
                self.probes.push(Probe { what, answer: Err(error) });
            }
        }
    }
}

async fn first_page(
    client: &Client,
    table: &'static Table,
    op: Op<List<adoxide_api::wire::Json>>,
) -> Result<Items, adoxide::Error> {
    if table.answer() != Answer::List {
        return Ok(Items::of([client.call(op.reply_as::<Json>()).await?]));
    }
    match client.raw_pages(op).one_by_one().next().await {
        Some(page) => Ok(Items::page(&page?)),
        None => Ok(Items::of([])),
    }
}

/// An operation of a table with as few rows as it can be asked for; none if it needs more than is known.
fn probe_of(
    table: &'static Table,
    meta: &'static OpMeta,
    unit: &Unit,
    given: &Given,
) -> Option<Op<List<adoxide_api::wire::Json>>> {
    let is_enough =
        meta.required.iter().all(|name| table.query_parameters().iter().any(|(known, _)| known == name));
    if meta.method != adoxide::Method::GET || !is_enough {
        return None;
    }
    let op = operation(table, Some(meta), unit, given).ok()?;
    // Some projects and repositories may not be readable.
    let few = if *table == *PROJECTS { 100_i64 } else { 1 };
    let top = meta.optional.iter().find(|name| matches!(**name, "$top" | "top"));
    Some(match top {
        Some(top) => op.set_query(top, &few),
        None => op,
    })
}

/// Whether what is in a project or repository can be read now.
fn is_readable(table: &Table, row: &Json) -> bool {
    let text = |member: &str| row.text(&[member]).ok().flatten();
    match table.name() {
        "projects" => text("state").is_none_or(|state| state == "wellFormed"),
        // An empty repository has no commits to call for.
        "repositories" => text("isDisabled").as_deref() != Some("true") && text("defaultBranch").is_some(),
        _ => true,
    }
}
