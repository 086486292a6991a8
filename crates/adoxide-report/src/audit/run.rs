//! Runs checks over the tables.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::Digest as _;

use super::check::{self, Check, CheckQuery};
use super::compare::Earlier;
use super::report::{Accepted, Finding, Outcome, Report, State, Status};
use super::secret;
use super::settings::Settings;
use crate::reader::Reader;
use crate::sql::{self, Query};
use crate::{ErrorKind, Result, Scope, Value, view};

/// A check with more findings than this can't be read by anybody, nor by a program.
const MOST_FINDINGS: usize = 100_000;

/// What is to be checked.
#[derive(Clone, Debug)]
pub struct Audit {
    checks: Vec<&'static Check>,
    settings: Settings,
    earlier: Option<Earlier>,
}

impl Default for Audit {
    fn default() -> Self {
        Self::new()
    }
}

impl Audit {
    /// An audit with every check.
    pub fn new() -> Self {
        Self { checks: check::all().iter().collect(), settings: Settings::default(), earlier: None }
    }

    /// Only these checks.
    #[must_use]
    pub fn only(mut self, checks: &[&'static Check]) -> Self {
        self.checks.retain(|check| checks.iter().any(|wanted| wanted.id == check.id));
        self
    }

    /// With what was accepted, and with other parameters than by default.
    #[must_use]
    pub fn settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// Compared with an earlier audit.
    #[must_use]
    pub fn compare(self, earlier: Earlier) -> Self {
        Self { earlier: Some(earlier), ..self }
    }

    /// The checks.
    pub fn checks(&self) -> &[&'static Check] {
        &self.checks
    }

    /// Runs the checks over these tables. What can't be checked is an outcome, and not an error.
    ///
    /// # Errors
    /// When the tables can't be read at all.
    pub fn run(&self, reader: &Reader, scope: &Scope, made: Timestamp) -> Result<Report> {
        reader.keep(scope)?;
        let places = Places::of(reader, scope)?;
        let gaps = Gaps::of(reader, scope)?;
        let mut outcomes = Vec::new();
        let mut findings = Vec::new();
        let within_project = scope.in_project().is_some();
        for check in &self.checks {
            let Some(query) = &check.query else { continue };
            if within_project && check.kind.organization {
                continue;
            }
            let one = One { reader, scope, places: &places, check, query };
            let mut outcome = Outcome { check, status: Status::Passed, looked_at: None, reasons: Vec::new() };
            match one.find(self.settings.parameters.get(&check.id)) {
                Ok(found) => findings.extend(found),
                Err(reason) => outcome.reasons.push(reason),
            }
            if outcome.reasons.is_empty() {
                outcome.reasons = gaps.of_tables(&check.tables());
                outcome.looked_at = one.looked_at();
                if outcome.looked_at == Some(0) && outcome.reasons.is_empty() {
                    if gaps.is_known() {
                        outcome.status = Status::NotApplicable;
                    } else {
                        outcome.reasons.push(format!(
                            "the table `{}` has no rows, and the last sync has not written down whether it could read it",
                            query.over
                        ));
                    }
                }
            }
            if !outcome.reasons.is_empty() {
                outcome.status = Status::NotChecked;
            }
            outcomes.push(outcome);
        }
        let organizations = places.organizations();
        let organization = organizations.first().map_or("", String::as_str);
        let wrong = self.accept(made, &outcomes, &mut findings);
        if !within_project {
            self.acceptances(organization, &wrong, &mut outcomes, &mut findings);
        }
        let open: HashSet<&str> = findings
            .iter()
            .filter(|finding: &&Finding| finding.accepted.is_none())
            .map(|finding| finding.check.id.as_str())
            .collect();
        for outcome in &mut outcomes {
            if open.contains(outcome.check.id.as_str()) {
                outcome.status = Status::Failed;
            }
        }
        let resolved = self.compared(&outcomes, &mut findings);
        let order = |finding: &Finding| {
            let place = self.checks.iter().position(|check| check.id == finding.check.id);
            (std::cmp::Reverse(finding.check.severity), place)
        };
        findings.sort_by_cached_key(|finding| {
            (order(finding), finding.organization.clone(), finding.resource.to_lowercase())
        });
        Ok(Report {
            made,
            organizations,
            project: scope.in_project().map(|project| project.name.clone()),
            place: reader.place(),
            outcomes,
            findings,
            compared: self.earlier.as_ref().map(|earlier| earlier.made),
            resolved,
        })
    }

    /// Marks what was accepted. Returns the acceptances that have expired or that nothing needs.
    fn accept(&self, made: Timestamp, outcomes: &[Outcome], findings: &mut [Finding]) -> Vec<Wrong> {
        let today = made.to_zoned(TimeZone::UTC).date();
        let mut used = vec![false; self.settings.acceptances.len()];
        for finding in findings.iter_mut() {
            for (at, acceptance) in self.settings.acceptances.iter().enumerate() {
                if !acceptance.is_for(finding.check, &finding.resource) {
                    continue;
                }
                used[at] = true;
                if acceptance.until >= today && finding.accepted.is_none() {
                    finding.accepted = Some(Accepted {
                        reason: acceptance.reason.clone(),
                        by: acceptance.by.clone(),
                        until: acceptance.until,
                    });
                }
            }
        }
        // Of a check that did not run, or could not look at everything, nothing is known.
        let is_known = |check: &Check| {
            outcomes.iter().any(|outcome| outcome.check.id == check.id && outcome.reasons.is_empty())
        };
        let mut wrong = Vec::new();
        for (acceptance, used) in self.settings.acceptances.iter().zip(used) {
            let (id, detail) = if acceptance.until < today {
                ("AUD-001", format!("was accepted by {} until {}", acceptance.by, acceptance.until))
            } else if !used && is_known(acceptance.check) {
                ("AUD-002", format!("was accepted by {}, and there is no such finding", acceptance.by))
            } else {
                continue;
            };
            let resource = format!("{} {}", acceptance.check.id, acceptance.resource);
            wrong.push(Wrong { id, resource, detail });
        }
        wrong
    }

    /// The outcomes of the checks of the acceptances themselves.
    fn acceptances(
        &self,
        organization: &str,
        wrong: &[Wrong],
        outcomes: &mut Vec<Outcome>,
        findings: &mut Vec<Finding>,
    ) {
        let count = self.settings.acceptances.len();
        for check in self.checks.iter().filter(|check| check.query.is_none()) {
            let status = if count == 0 { Status::NotApplicable } else { Status::Passed };
            let looked_at = i64::try_from(count).ok();
            outcomes.push(Outcome { check, status, looked_at, reasons: Vec::new() });
            for wrong in wrong.iter().filter(|wrong| wrong.id == check.id) {
                findings.push(Finding {
                    fingerprint: fingerprint([&check.id, organization, "", &wrong.resource, ""]),
                    check,
                    organization: organization.to_owned(),
                    project: None,
                    resource: wrong.resource.clone(),
                    detail: wrong.detail.clone(),
                    url: None,
                    secret: None,
                    state: None,
                    accepted: None,
                });
            }
        }
    }

    /// Marks what is new, and answers what the earlier audit had found that is gone.
    fn compared(&self, outcomes: &[Outcome], findings: &mut [Finding]) -> Vec<super::compare::Known> {
        let Some(earlier) = &self.earlier else { return Vec::new() };
        let known = earlier.fingerprints();
        for finding in findings.iter_mut() {
            let is_known = known.contains(finding.fingerprint.as_str());
            finding.state = Some(if is_known { State::Unchanged } else { State::New });
        }
        let now: HashSet<&str> = findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        let is_checked =
            |id: &str| outcomes.iter().any(|outcome| outcome.check.id == id && outcome.reasons.is_empty());
        let gone = |known: &&super::compare::Known| {
            !now.contains(known.fingerprint.as_str()) && is_checked(&known.check)
        };
        earlier.findings.iter().filter(gone).cloned().collect()
    }
}

/// An acceptance that has to be looked at.
struct Wrong {
    /// The check that finds it.
    id: &'static str,
    resource: String,
    detail: String,
}

/// What a finding is known by: it has no names in it that may change.
fn fingerprint(parts: [&str; 5]) -> String {
    let mut hash = sha2::Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    super::hex(&hash.finalize()[..10])
}

/// One check over the tables.
struct One<'a> {
    reader: &'a Reader,
    scope: &'a Scope,
    places: &'a Places,
    check: &'static Check,
    query: &'a CheckQuery,
}

impl One<'_> {
    /// What it finds, or why it can't look.
    fn find(&self, set: Option<&BTreeMap<String, check::Parameter>>) -> Result<Vec<Finding>, String> {
        let what = format!("the check {}", self.check.id);
        let query = Query { what: &what, sql: &self.query.sql, optional: &self.query.optional };
        self.readable()?;
        let mut findings = Vec::new();
        let mut seen = HashSet::new();
        let read = self.reader.each(&query, self.scope, &self.check.given(set), &mut |row| {
            if let Some(finding) = self.finding(row)
                && seen.insert(finding.fingerprint.clone())
            {
                crate::source::bounded(findings.len(), MOST_FINDINGS)?;
                findings.push(finding);
            }
            Ok(())
        });
        match read {
            Ok(()) => Ok(findings),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Whether the tables are there, with the columns that the query reads.
    fn readable(&self) -> Result<(), String> {
        let needs = sql::needs(&self.query.sql).map_err(|error| error.to_string())?;
        let relations = self.reader.relations();
        let mut tables = needs.tables.clone();
        tables.insert(&self.query.over);
        let optional = |table: &&str| {
            self.query.optional.iter().any(|known| known == table) || needs.optional.contains(*table)
        };
        let missing: Vec<&str> =
            tables.iter().copied().filter(|table| !relations.has(table) && !optional(table)).collect();
        let (unknown, missing): (Vec<&str>, Vec<&str>) =
            missing.into_iter().partition(|table| !view::tables().any(|known| known.name() == *table));
        if let Some(table) = unknown.first() {
            return Err(format!("the table `{table}` is not read by this version of adox"));
        }
        if !missing.is_empty() {
            let quoted: Vec<_> = missing.iter().map(|table| format!("`{table}`")).collect();
            let (noun, verb) = if missing.len() == 1 { ("table", "was") } else { ("tables", "were") };
            return Err(format!(
                "the {noun} {} {verb} never synced: `adox sync --tables {}`",
                quoted.join(", "),
                missing.join(",")
            ));
        }
        for table in tables.iter().filter(|table| relations.has(table)) {
            let lacks = |column: &&&str| {
                let name = view::snake(column);
                !relations.has_column(table, column)
                    && needs.words.iter().any(|word| *word == name || word.starts_with(&(name.clone() + "_")))
            };
            if let Some(column) = view::columns(table).iter().find(lacks) {
                return Err(format!(
                    "the table `{table}` was written by an earlier version and has no column `{column}`: sync again"
                ));
            }
        }
        Ok(())
    }

    fn finding(&self, row: &[Value]) -> Option<Finding> {
        let text = |at: usize| row.get(at).map(plain).unwrap_or_default();
        let (organization, name, id, part) = (text(0), text(2), text(3), text(4));
        let project = row.get(1).filter(|value| !value.is_null()).map(plain);
        let mut detail = text(5);
        let secret = if self.check.secret {
            let found = secret::find(&part, &text(6))?;
            detail = format!("{detail}, which looks like {}", found.kind);
            Some(found)
        } else {
            None
        };
        let resource = match &project {
            Some(project) if !self.check.kind.is_project() => format!("{project}/{name}"),
            _ => name.clone(),
        };
        let place = self.places.project(&organization, project.as_deref());
        let base = self.places.bases.get(&organization);
        Some(Finding {
            fingerprint: fingerprint([&self.check.id, &organization.to_lowercase(), place, &id, &part]),
            check: self.check,
            url: base.map(|base| self.check.kind.address(base, project.as_deref(), &name, &id)),
            organization,
            project,
            resource,
            detail,
            secret,
            state: None,
            accepted: None,
        })
    }

    /// How many rows it looks at.
    fn looked_at(&self) -> Option<i64> {
        let over = &self.query.over;
        let columns = view::columns(over);
        let narrow = match over.as_str() {
            "projects" => "organization!(t) and (:project is null or t.id = :project)",
            _ if columns.contains(&"project_id") || columns.contains(&"project") => "here!(t)",
            _ => "organization!(t)",
        };
        let sql = format!("select count(*) from v_{over} t where {narrow}");
        let rows = self.reader.rows("the audit", &sql, self.scope, &BTreeMap::new()).ok()?;
        match rows.first()?.first()? {
            Value::Integer(count) => Some(*count),
            _ => None,
        }
    }
}

/// A value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Flag(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) | Value::Json(text) => text.clone(),
    }
}

/// The organizations and projects: where they are, and the ids of projects.
#[derive(Default)]
struct Places {
    /// The address of each organization.
    bases: BTreeMap<String, String>,
    projects: HashMap<(String, String), String>,
    all: BTreeSet<String>,
}

impl Places {
    fn of(reader: &Reader, scope: &Scope) -> Result<Self> {
        let sql = "select p.organization, p.name, p.id, p.url from v_projects p where organization!(p)";
        let rows = match reader.rows("the audit", sql, scope, &BTreeMap::new()) {
            Ok(rows) => rows,
            Err(error) if matches!(error.kind(), ErrorKind::NotSynced(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        let mut places = Self::default();
        for row in &rows {
            let [organization, name, id, url] = &row[..] else { continue };
            let (organization, name, id) = (plain(organization), plain(name), plain(id));
            if let Some((base, _)) = plain(url).split_once("/_apis/")
                && (base.starts_with("https://") || base.starts_with("http://"))
            {
                places.bases.entry(organization.clone()).or_insert_with(|| base.to_owned());
            }
            places.all.insert(organization.clone());
            places.projects.insert((organization, name), id);
        }
        Ok(places)
    }

    fn organizations(&self) -> Vec<String> {
        self.all.iter().cloned().collect()
    }

    /// The id of a project; its name, if it isn't known.
    fn project<'a>(&'a self, organization: &str, name: Option<&'a str>) -> &'a str {
        let Some(name) = name else { return "" };
        self.projects.get(&(organization.to_owned(), name.to_owned())).map_or(name, String::as_str)
    }
}

/// What the last sync could not read.
struct Gaps {
    /// By table; none if no sync has written it down.
    tables: Option<BTreeMap<String, Vec<String>>>,
}

impl Gaps {
    fn of(reader: &Reader, scope: &Scope) -> Result<Self> {
        let relations = reader.relations();
        if !(relations.has("sync_tables") && relations.has("sync_faults")) {
            return Ok(Self { tables: None });
        }
        let sql = "
            select t.table_name, f.unit, f.key, f.message
            from v_sync_tables t
            left join v_sync_faults f on f.organization = t.organization and f.kind in ('unit', 'part')
              and (f.table_name = t.table_name or f.kind = 'unit')
            where organization!(t) and not coalesce(t.is_complete, 1 = 0)
            order by t.table_name, f.table_name <> t.table_name, f.unit, f.key limit 10000";
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in reader.rows("the audit", sql, scope, &BTreeMap::new())? {
            let [table, unit, key, message] = &row[..] else { continue };
            let reasons = tables.entry(plain(table)).or_default();
            let place = match (plain(unit), plain(key)) {
                (unit, key) if key.is_empty() => unit,
                (unit, key) => format!("{unit} {key}"),
            };
            let reason = match plain(message) {
                message if message.is_empty() => "the last sync could not read all of it".to_owned(),
                message if place.is_empty() => message,
                message => format!("{place}: {message}"),
            };
            // The rest is told by the sync.
            if reasons.len() < 3 && !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        Ok(Self { tables: Some(tables) })
    }

    fn is_known(&self) -> bool {
        self.tables.is_some()
    }

    fn of_tables(&self, tables: &BTreeSet<&'static str>) -> Vec<String> {
        let Some(known) = &self.tables else { return Vec::new() };
        let of = |table: &&'static str| {
            let reasons = known.get(*table).into_iter().flatten();
            reasons.map(|reason| format!("`{table}`: {reason}")).collect::<Vec<_>>()
        };
        tables.iter().flat_map(of).collect()
    }
}
