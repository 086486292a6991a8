//! `sync-full`, `sync-none`, `sync-one`: `adox sync` beside a plain reader that makes the same requests one
//! after the other, and the fewest requests that the tables take.

use std::process::Command;
use std::time::Duration;

use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};
use serde_json::{Value, json};

use super::measure::{self, Sample};
use super::organization::Shape;
use super::{Goal, Outcome, Stand, plan};
use crate::conformance::{Stage, succeed};

/// The most requests that the plain reader makes. It has the same to do for each: what it takes for all is counted up.
const READ: usize = 500;

/// `adox sync` with these arguments: what it took, the requests as the emulator counts them, and the rows that it
/// wrote.
pub fn run(
    stand: &Stand,
    stage: &Stage,
    name: &str,
    file: &str,
    arguments: &[&str],
) -> Result<Sample, String> {
    let before = stage.emulator.request_count();
    let mut command = Command::new(stand.adox()?);
    command.args(["sync", "--quiet", "--output", "json", "--organization", &stage.url(), "--database"]);
    command.arg(stand.path(file)).args(arguments).env("ADOXIDE_PAT", stage.emulator.token());
    let (mut sample, said) = measure::told(&mut command)?;
    let tables: Vec<Value> = serde_json::from_str(&said)
        .map_err(|error| format!("`adox sync` did not say what it wrote: {error}"))?;
    let number = |table: &Value, column: &str| table[column].as_f64().unwrap_or(0.0);
    let rows =
        tables.iter().flat_map(|table| ["added", "changed", "deleted"].map(|column| number(table, column)));
    sample.amount = Some((rows.sum(), "rows".to_owned()));
    sample.requests = Some(stage.emulator.request_count() - before);
    name.clone_into(&mut sample.subject);
    Ok(sample)
}

fn sync(stand: &Stand, stage: &Stage, file: &str) -> Result<Sample, String> {
    run(stand, stage, "adoxide", file, &[])
}

/// How many rows a table has that are not deleted.
fn count(stand: &Stand, file: &str, table: &str) -> Result<usize, String> {
    let mut command = Command::new(stand.adox()?);
    command.args(["query", "--output", "csv", "--database"]).arg(stand.path(file));
    let said =
        succeed(command.arg(format!("SELECT count(*) AS rows FROM {table} WHERE _deletedAt IS NULL")))?;
    let count = said.lines().nth(1).ok_or("no count")?;
    count.parse().map_err(|error| format!("{count}: {error}"))
}

/// Compares the rows with what the emulator has.
fn complete(stand: &Stand, stage: &Stage, file: &str) -> Result<(), String> {
    for (table, there) in plan::rows(stage)? {
        let found = count(stand, file, table)?;
        if found != there {
            return Err(format!("{table}: the emulator has {there}, and there are {found} rows"));
        }
    }
    Ok(())
}

fn remove(stand: &Stand, file: &str) {
    for ending in ["", "-wal", "-shm"] {
        // It need not be there.
        let _ = std::fs::remove_file(stand.path(&format!("{file}{ending}")));
    }
}

pub fn full(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let runs: &[(&str, Shape, &[u64])] = stand.size(
        &[("company", Shape::COMPANY, &[0, 20, 50, 100]), ("corporation", Shape::CORPORATION, &[50])],
        &[("office", Shape::OFFICE, &[0, 50])],
        &[("desk", Shape::DESK, &[0])],
    );
    for (name, shape, latencies) in runs {
        let stage = shape.stage()?;
        let minimum = plan::whole(&stage)?;
        outcome.notes.push(format!("{name}, the fewest requests: {} ({minimum})", minimum.total()));
        for latency in *latencies {
            stage.emulator.set_latency(Duration::from_millis(*latency));
            let (ours, theirs) = (
                format!("{name}, {latency} ms: adoxide"),
                format!("{name}, {latency} ms: one after the other (Python)"),
            );
            // What is asked for is what the plain reader asks for, too.
            stage.emulator.clear_requests();
            remove(stand, "plan.db");
            let total = sync(stand, &stage, "plan.db")?.requests.unwrap_or_default();
            let read = sample_of(stand, &stage)?;
            let mut subjects: Vec<measure::Subject<'_>> = vec![(
                ours.clone(),
                Box::new(|| {
                    remove(stand, "full.db");
                    let sample = sync(stand, &stage, "full.db")?;
                    complete(stand, &stage, "full.db")?;
                    Ok(sample)
                }),
            )];
            if !stand.is_smoke() {
                subjects.push((
                    theirs.clone(),
                    Box::new(|| {
                        let mut command = Command::new("python3");
                        command.arg(stand.root.join("xtask/bench/reader.py"));
                        command.arg(stage.url()).arg(stand.path("plan.txt"));
                        let mut sample =
                            measure::program(command.env("BENCH_TOKEN", stage.emulator.token()))?;
                        let all = total as f64 / read as f64;
                        (sample.seconds, sample.cpu) = (sample.seconds * all, sample.cpu * all);
                        sample.amount = None;
                        sample.requests = Some(total);
                        Ok(sample)
                    }),
                ));
            }
            outcome.samples.extend(measure::in_turns(&mut subjects, stand.rounds().min(3))?);
            drop(subjects);
            if *latency == 50 {
                outcome.ratio(&theirs, &ours, "time", |sample| sample.seconds, Goal::AtLeast(50.0));
            }
            let requests = outcome.of(&ours).and_then(|sample| sample.requests).unwrap_or_default();
            if Some(latency) == latencies.last() {
                let over = requests as f64 / minimum.total() as f64;
                outcome.reach(format!("{name}: requests / the fewest"), over, Goal::AtMost(1.05));
            }
        }
    }
    outcome.notes.push(format!(
        "the plain reader makes every n-th of the same requests, {READ} at most, and decodes the answers; its time is \
         counted up to all of them. The rows are counted and are those that the emulator has."
    ));
    Ok(outcome)
}

/// Every n-th of the requests that were made, for the plain reader; how many.
fn sample_of(stand: &Stand, stage: &Stage) -> Result<usize, String> {
    let requests = stage.emulator.requests();
    let gets: Vec<_> = requests.into_iter().filter(|request| request.method == "GET").collect();
    let step = gets.len().div_ceil(READ).max(1);
    let lines: Vec<String> = gets
        .into_iter()
        .step_by(step)
        .map(|request| match request.query.as_str() {
            "" => request.path,
            query => format!("{}?{query}", request.path),
        })
        .collect();
    std::fs::write(stand.path("plan.txt"), lines.join("\n")).map_err(|error| error.to_string())?;
    Ok(lines.len())
}

/// Syncs organizations of two sizes again, with something in between: what that takes is to depend on the change and on
/// the units that can change, and not on the rows that there are.
fn again(stand: &Stand, between: fn(&Stage) -> Result<(), String>) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let few = Shape { pull_requests: 25, work_items: 45, ..Shape::OFFICE };
    let many = Shape { pull_requests: stand.size(250, 100, 50), work_items: 450, ..Shape::OFFICE };
    for (name, shape) in [("few rows", few), ("many rows", many)] {
        let shape = if stand.is_smoke() {
            Shape { pull_requests: shape.pull_requests / 10, ..Shape::DESK }
        } else {
            shape
        };
        let stage = shape.stage()?;
        let file = format!("{name}.db");
        sync(stand, &stage, &file)?;
        let mut subjects: Vec<measure::Subject<'_>> = vec![(
            name.to_owned(),
            Box::new(|| {
                between(&stage)?;
                let sample = sync(stand, &stage, &file)?;
                complete(stand, &stage, &file)?;
                Ok(sample)
            }),
        )];
        outcome.samples.extend(measure::in_turns(&mut subjects, stand.rounds().min(3))?);
    }
    // Active pull requests can change: they are asked for each time, and there are more of them where there are many
    // rows.
    outcome.ratio(
        "many rows",
        "few rows",
        "requests",
        |sample| sample.requests.unwrap_or_default() as f64,
        Goal::AtMost(1.05),
    );
    Ok(outcome)
}

pub fn none(stand: &Stand) -> Result<Outcome, String> {
    again(stand, |_| Ok(()))
}

/// A commit, a comment on a pull request, and a work item.
pub fn one(stand: &Stand) -> Result<Outcome, String> {
    again(stand, |stage| {
        let found = stage.rest("GET", "_apis/git/repositories", None)?;
        let repositories = found["value"].as_array().into_iter().flatten();
        let repository = repositories.into_iter().find(|repository| repository["defaultBranch"].is_string());
        let repository = repository.ok_or("no repository has a branch")?;
        let id = repository["id"].as_str().ok_or("no repository")?;
        let branch = repository["defaultBranch"].as_str().ok_or("no default branch")?;
        let refs = format!("_apis/git/repositories/{id}/refs?filter={}", branch.trim_start_matches("refs/"));
        let tip = stage.rest("GET", &refs, None)?["value"][0]["objectId"].clone();
        let push = json!({
            "refUpdates": [{"name": branch, "oldObjectId": tip}],
            "commits": [{"comment": "One more", "changes": [{
                "changeType": "add", "item": {"path": format!("/{}", tip.as_str().unwrap_or_default())},
                "newContent": {"content": "more", "contentType": "rawtext"},
            }]}],
        });
        stage.rest("POST", &format!("_apis/git/repositories/{id}/pushes"), Some(&push))?;
        let pulls = format!("_apis/git/repositories/{id}/pullrequests");
        let pull = stage.rest("GET", &pulls, None)?["value"][0]["pullRequestId"].clone();
        if pull.is_null() {
            return Err(format!("no pull request of {id} is active"));
        }
        let remark =
            json!({"comments": [{"content": "One more", "commentType": "text"}], "status": "active"});
        stage.rest("POST", &format!("{pulls}/{pull}/threads"), Some(&remark))?;
        stage.update(|organization, stamp| {
            let item = organization.work_items().iter().next().map(|item| item.id).ok_or("no work item")?;
            let title = FieldValue::text("One more");
            let change = WorkItemChange { fields: vec![(field::TITLE, Some(title))], ..Default::default() };
            let edited =
                organization.change(stamp, |tx| tx.update_work_item(item, &change, EditOptions::default()));
            edited.map(drop).map_err(|refusal| refusal.to_string())
        })
    })
}
