//! `freshness`: from a change at the source to the row in the destination, by a service hook and a real `adox serve`; and
//! what an hour costs in which nothing changes.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use adoxide_emulator::Emulator;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};
use serde_json::{Value, json};

use super::events::percentile;
use super::serve::{Rows, Served, Setup};
use super::{Goal, Outcome, Stand};
use crate::conformance::{ORGANIZATION, Stage};

const TABLES: &[&str] = &["projects", "repositories", "refs", "pull_requests", "work_items"];
/// How long a change may take before it is taken to be lost.
const PATIENCE: Duration = Duration::from_secs(60);
/// The rows that changes are seen in: what was changed, and how it is called then.
const SEEN: &str = "SELECT 'pull ' || \"pullRequestId\", title FROM pull_requests WHERE title LIKE 'Fresh %' \
     UNION ALL SELECT 'item ' || id, title FROM work_items WHERE title LIKE 'Fresh %' \
     UNION ALL SELECT name, 'Fresh 0' FROM refs WHERE name LIKE 'refs/heads/fresh-%'";

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    for rows in &Rows::all(&mut outcome.notes) {
        fresh(stand, rows, &mut outcome)?;
    }
    quiet(stand, &mut outcome)?;
    Ok(outcome)
}

/// Waits until it has synced, subscribed, and heard of it.
fn subscribed(served: &Served<'_>) -> Result<(), String> {
    served.synced()?;
    served.until("a test notification arrives", |served| {
        served.connection().is_ok_and(|status| status["test_notification"]["arrived"] == true)
    })
}

/// What can be changed.
struct Things {
    pulls: Vec<(String, String)>,
    items: Vec<i64>,
    /// Repositories with the commit of a branch.
    tips: Vec<(String, String)>,
}

impl Things {
    fn of(stage: &Stage) -> Result<Self, String> {
        stage.read(|organization| Self {
            pulls: organization
                .pull_requests()
                .filter(|pull| {
                    pull.status == adoxide_emulator::world::pull_request::PullRequestStatus::Active
                })
                .map(|pull| (pull.repository.to_string(), pull.id.to_string()))
                .collect(),
            items: organization.work_items().iter().map(|item| item.id).collect(),
            tips: organization
                .repositories()
                .filter_map(|repository| {
                    let tip = repository.tip("refs/heads/main")?;
                    Some((repository.id.to_string(), tip.to_string()))
                })
                .collect(),
        })
    }

    /// Changes one of them; answers what it is called in [`SEEN`], and by which number it is known to be changed.
    fn change(&self, stage: &Stage, number: usize) -> Result<(String, usize), String> {
        let (kind, at) = (number % 3, number / 3);
        let title = format!("Fresh {number}");
        match kind {
            0 => {
                let (repository, pull) = &self.pulls[at % self.pulls.len()];
                let path = format!("_apis/git/repositories/{repository}/pullRequests/{pull}");
                stage.rest("PATCH", &path, Some(&json!({ "title": title })))?;
                Ok((format!("pull {pull}"), number))
            }
            1 => {
                let item = self.items[at % self.items.len()];
                stage.update(|organization, stamp| {
                    let change = WorkItemChange {
                        fields: vec![(field::TITLE, Some(FieldValue::text(title)))],
                        ..Default::default()
                    };
                    organization
                        .change(stamp, |tx| tx.update_work_item(item, &change, EditOptions::default()))
                        .map(drop)
                        .map_err(|error| error.to_string())
                })?;
                Ok((format!("item {item}"), number))
            }
            _ => {
                let (repository, tip) = &self.tips[at % self.tips.len()];
                let name = format!("refs/heads/fresh-{number}");
                let update = json!([{"name": name, "oldObjectId": "0".repeat(40), "newObjectId": tip}]);
                stage.rest("POST", &format!("_apis/git/repositories/{repository}/refs"), Some(&update))?;
                Ok((name, 0))
            }
        }
    }
}

/// Changes whose rows were not seen yet: when each was made.
#[derive(Default)]
struct Pending(Mutex<HashMap<String, Vec<(usize, Instant)>>>);

impl Pending {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Vec<(usize, Instant)>>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn add(&self, what: String, number: usize, made: Instant) {
        self.lock().entry(what).or_default().push((number, made));
    }

    fn count(&self) -> usize {
        self.lock().values().map(Vec::len).sum()
    }

    /// A row has this number: it has all changes up to it. Adds how long they took.
    fn see(&self, what: &str, number: usize, times: &mut Vec<f64>) {
        if let Some(changes) = self.lock().get_mut(what) {
            changes.retain(|(known, made)| {
                let is_there = *known <= number;
                if is_there {
                    times.push(made.elapsed().as_secs_f64());
                }
                !is_there
            });
        }
    }
}

fn fresh(stand: &Stand, rows: &Rows, outcome: &mut Outcome) -> Result<(), String> {
    let (projects, repositories, pulls) = stand.size((2, 5, 20), (2, 5, 20), (1, 2, 4));
    let builder = Emulator::builder().organization(ORGANIZATION).seed_size(projects);
    let stage = Stage::with(builder.repositories(repositories).pull_requests(pulls))?;
    let (name, rate, seconds) = (rows.name(), stand.size(50, 50, 5), stand.size(60, 15, 2));
    let setup =
        Setup { stand, stage: &stage, rows, name: "fresh".to_owned(), tables: TABLES, subscribe: true };
    let served = setup.start()?;
    subscribed(&served)?;
    let things = Things::of(&stage)?;
    if things.pulls.is_empty() || things.items.is_empty() || things.tips.is_empty() {
        return Err("there is nothing to change".to_owned());
    }
    let (pending, is_over) = (Pending::default(), AtomicBool::new(false));
    let before = stage.emulator.request_count();
    let begin = Instant::now();
    let look = || -> Result<Vec<f64>, String> {
        let mut times = Vec::new();
        while !is_over.load(Ordering::Relaxed) {
            for row in setup.texts("rows.db", SEEN)? {
                let [what, title] = &row[..] else { continue };
                let number = title.trim_start_matches("Fresh ").parse().unwrap_or(0);
                pending.see(what, number, &mut times);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(times)
    };
    let (made, times) = std::thread::scope(|scope| {
        let looking = scope.spawn(look);
        let made = (|| -> Result<f64, String> {
            let total = rate * seconds;
            for number in 1..=total {
                let due = begin + Duration::from_secs_f64(number as f64 / rate as f64);
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
                let (what, number) = things.change(&stage, number)?;
                pending.add(what, number, Instant::now());
            }
            let made = total as f64 / begin.elapsed().as_secs_f64();
            let end = Instant::now() + PATIENCE;
            while pending.count() > 0 && Instant::now() < end && !looking.is_finished() {
                std::thread::sleep(Duration::from_millis(20));
            }
            Ok(made)
        })();
        is_over.store(true, Ordering::Relaxed);
        let times = looking.join().unwrap_or_else(|_| Err("the rows can't be looked at".to_owned()));
        (made, times)
    });
    let (made, mut times) = (made?, times?);
    if pending.count() > 0 {
        return Err(format!(
            "{name}: {} changes have no row after {} s",
            pending.count(),
            PATIENCE.as_secs()
        ));
    }
    let mut sample = served.sample(format!("{name}: {rate} changes a second"))?;
    sample.seconds = seconds as f64;
    sample.amount = Some((times.len() as f64, "changes".to_owned()));
    sample.requests = Some(stage.emulator.request_count() - before);
    outcome.samples.push(sample);
    outcome.notes.push(format!(
        "{name}: {made:.0} changes a second were made: titles of {} pull requests and {} work items, and new branches in {} \
         repositories, in turn; the slowest took {}.",
        things.pulls.len(),
        things.items.len(),
        things.tips.len(),
        super::measure::time(percentile(&mut times, 1.0)),
    ));
    for (what, share, goal) in [("median", 0.5, 2.0), ("99th percentile", 0.99, 5.0)] {
        let what = format!("{name}: from the change to its row, {what}, s");
        outcome.reach(what, percentile(&mut times, share), Goal::AtMost(goal));
    }
    Ok(())
}

/// What an hour costs in which nothing changes, with hooks and without.
fn quiet(stand: &Stand, outcome: &mut Outcome) -> Result<(), String> {
    let projects = stand.size(80, 80, 2);
    let builder = Emulator::builder().organization(ORGANIZATION).seed_size(projects);
    let stage = Stage::with(builder.repositories(2).pull_requests(2))?;
    let rows = Rows::Sqlite;
    let setup = Setup {
        stand,
        stage: &stage,
        rows: &rows,
        name: "quiet".to_owned(),
        tables: TABLES,
        subscribe: true,
    };
    let served = setup.start()?;
    subscribed(&served)?;
    let counted = |what: &str, path: &str, of: fn(&Value) -> &Value| -> Result<u64, String> {
        let before = of(&served.connection()?).clone();
        let count = stage.emulator.request_count();
        served.ask("POST", path, "")?;
        served.until(what, |served| {
            served.connection().is_ok_and(|status| *of(&status) != before && status["state"] == "idle")
        })?;
        Ok(stage.emulator.request_count() - count)
    };
    let sweep =
        || counted("it is synced", "/api/connections/one/run", |status| &status["last_run"]["started_at"]);
    // The first one after a first sync may have something left to find.
    sweep()?;
    let sweep = sweep()?;
    let check = counted(
        "hooks are checked",
        "/api/webhooks/check",
        |status| &status["test_notification"]["sent_at"],
    )?;
    let (without, with) = (4 * sweep, check);
    outcome.notes.push(format!(
        "{projects} projects, no change: a sync takes {sweep} requests, a check of the subscriptions with its test \
         notification {check}. An hour without hooks and a sync every 15 minutes: {without}; an hour with hooks between two \
         syncs: {with}. Once a day a sync is added."
    ));
    let day = |hour: u64| (24 * hour) as f64;
    outcome.reach(
        format!("requests of an hour with hooks / {projects} projects"),
        with as f64 / projects as f64,
        Goal::AtMost(1.0),
    );
    outcome.reach(
        "requests of a day without a change, with hooks and one sync / a sync every 15 minutes",
        (day(with) + sweep as f64) / day(without),
        Goal::AtMost(0.1),
    );
    Ok(())
}
