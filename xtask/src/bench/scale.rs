//! `sync-pull-requests`, `memory`: `adox sync` of what is large, beside the least that has to be asked.

use std::fmt;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use adoxide_emulator::Emulator;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::process::PROCESSES;
use adoxide_emulator::world::project::{NewProject, Visibility};
use adoxide_emulator::world::pull_request::PullRequestStatus;
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};
use jiff::SignedDuration;
use serde_json::json;

use super::measure::{self, Sample};
use super::plan::{self, Plan};
use super::{Goal, Outcome, Stand, sync};
use crate::conformance::{ORGANIZATION, Stage};

pub fn pull_requests(stand: &Stand) -> Result<Outcome, String> {
    let begin = Instant::now();
    let (projects, repositories, pulls) =
        (stand.size(20, 4, 1), stand.size(50, 25, 2), stand.size(10, 10, 3));
    let world = Emulator::builder().organization(ORGANIZATION).seed_size(projects);
    let stage = Stage::with(world.repositories(repositories).pull_requests(pulls))?;
    let mut outcome = Outcome::default();
    let (count, first) = {
        let histories = plan::histories(&stage)?;
        stage.read(|organization| {
            (organization.pull_requests().count(), plan::pull_requests(organization, &histories))
        })?
    };
    outcome.notes.push(format!(
        "{count} pull requests in {} repositories, seeded in {}",
        projects * repositories,
        measure::time(begin.elapsed().as_secs_f64())
    ));
    let connectors = ["--connector", "repos,pull-commits"];
    let run = |name: &str| sync::run(stand, &stage, name, "pulls.db", &connectors);
    let ratio = |outcome: &mut Outcome, sample: &Sample, plan: &Plan, goal: f64| {
        let requests = sample.requests.unwrap_or(0) as f64;
        let what = format!("{}: requests / the least", sample.subject);
        outcome.reach(what, requests / plan.total() as f64, Goal::AtMost(goal));
        outcome.notes.push(format!("{}, the least: {} requests ({plan})", sample.subject, plan.total()));
        outcome.samples.push(sample.clone());
    };

    let sample = run("first sync")?;
    outcome.reach("first sync: peak memory, MB", sample.peak_mb, Goal::AtMost(100.0));
    ratio(&mut outcome, &sample, &first, 1.05);
    let next = stage.read(plan::unchanged)?;
    let unchanged = run("no change")?;
    ratio(&mut outcome, &unchanged, &next, 1.05);

    // One pull request gets a commit and a comment.
    let change = stage.read(|organization| {
        let pull = organization.pull_requests().find(|pull| pull.status == PullRequestStatus::Active)?;
        let repository = organization.repository_by_id(pull.repository)?;
        let tip = repository.tip(&pull.source)?.to_string();
        Some((pull.id, pull.repository.to_string(), pull.source.clone(), tip))
    })?;
    let (id, repository, branch, tip) = change.ok_or("no pull request is active")?;
    let path = format!("_apis/git/repositories/{repository}");
    let push = json!({
        "refUpdates": [{"name": branch, "oldObjectId": tip}],
        "commits": [{"comment": "One more", "changes": [{
            "changeType": "add", "item": {"path": "/one-more.txt"},
            "newContent": {"content": "more", "contentType": "rawtext"},
        }]}],
    });
    stage.rest("POST", &format!("{path}/pushes"), Some(&push))?;
    let thread = json!({"comments": [{"content": "Better", "commentType": "text"}], "status": "active"});
    stage.rest("POST", &format!("{path}/pullRequests/{id}/threads"), Some(&thread))?;
    let mut plan = next;
    let again = [
        "refs",
        "commits of pushes",
        "pull requests, each",
        "policy evaluations",
        "iterations",
        "changes of iterations",
    ];
    for what in again {
        plan.list(what, 1, 1);
    }
    let changed = run("one pull request changed")?;
    ratio(&mut outcome, &changed, &plan, 1.05);
    Ok(outcome)
}

/// Revisions of one work item.
const EACH: usize = 20;

/// An emulator with so many revisions of work items, in an order as people make them.
fn revised(count: usize) -> Result<Stage, String> {
    let stage = Stage::with(Emulator::builder().organization(ORGANIZATION).seed_size(0))?;
    let refused = |error: &dyn fmt::Display| error.to_string();
    stage.update(|organization, mut stamp: Stamp| {
        let project = NewProject {
            name: "P".into(),
            description: None,
            visibility: Visibility::Private,
            process: PROCESSES[2].id,
        };
        let project =
            organization.change(stamp, |tx| tx.create_project(project)).map_err(|error| refused(&error))?;
        let options = EditOptions::default();
        let mut items = Vec::new();
        for number in 0..count {
            stamp.at =
                stamp.at.checked_add(SignedDuration::from_millis(500)).map_err(|error| refused(&error))?;
            let title = FieldValue::text(format!("Work item {number}"));
            let mut change =
                WorkItemChange { fields: vec![(field::TITLE, Some(title))], ..Default::default() };
            if number < count.div_ceil(EACH) {
                let made =
                    organization.change(stamp, |tx| tx.create_work_item(project, "Task", &change, options));
                items.push(made.map_err(|error| refused(&error))?);
                continue;
            }
            let state = if number / items.len() % 2 == 0 { "Active" } else { "New" };
            change.fields.push((field::STATE, Some(FieldValue::text(state))));
            let item = items[number % items.len()];
            organization
                .change(stamp, |tx| tx.update_work_item(item, &change, options))
                .map_err(|error| refused(&error))?;
        }
        Ok(())
    })?;
    Ok(stage)
}

pub fn revisions(stand: &Stand) -> Result<Outcome, String> {
    let count = stand.size(1_000_000, 100_000, 500);
    let mut outcome = Outcome::default();
    let tables = ["--tables", "work_items,work_item_revisions"];
    let few = revised(count / 10)?;
    let tenth = sync::run(stand, &few, "a tenth of the history", "few.db", &tables)?;
    drop(few);
    let stage = revised(count)?;
    let sample = sync::run(stand, &stage, "a first sync", "revisions.db", &tables)?;
    outcome.reach("a first sync: peak memory, MB", sample.peak_mb, Goal::AtMost(100.0));
    let growth = sample.peak_mb / tenth.peak_mb;
    outcome.reach("peak memory, the history / a tenth of it", growth, Goal::AtMost(1.2));
    outcome.samples.push(tenth);
    // The list of projects, pages of a thousand, and what is not in a feed: links, the recycle bin.
    let least = count.div_ceil(1_000) as f64;
    outcome.reach(
        "requests / pages of 1,000",
        sample.requests.unwrap_or(0) as f64 / least,
        Goal::AtMost(1.05),
    );
    let seconds = sample.seconds;
    outcome.samples.push(sample);

    // Killed again and again, wherever it is.
    let (begin, before) = (Instant::now(), stage.emulator.request_count());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut kills = 0;
    loop {
        // A number from xorshift: the same every time.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // Later and later, so that a short one comes to its end, too.
        let part = 0.02 + (state >> 11) as f64 / (1_u64 << 53) as f64 * (0.2 + 0.02 * f64::from(kills));
        let mut command = Command::new(stand.adox()?);
        command.args(["sync", "--quiet", "--organization", &stage.url(), "--database"]);
        command.arg(stand.path("killed.db")).args(tables).env("ADOXIDE_PAT", stage.emulator.token());
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let mut child = child.map_err(|error| error.to_string())?;
        let end = Instant::now() + Duration::from_secs_f64(seconds * part);
        let status = loop {
            if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
                break Some(status);
            }
            if Instant::now() >= end {
                child.kill().and_then(|()| child.wait()).map_err(|error| error.to_string())?;
                break None;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        match status {
            Some(status) if status.success() => break,
            Some(status) => return Err(format!("`adox sync` ended with {status}")),
            None => kills += 1,
        }
    }
    outcome.notes.push(format!(
        "killed {kills} times and begun again: {} in all, {} requests",
        measure::time(begin.elapsed().as_secs_f64()),
        stage.emulator.request_count() - before
    ));
    for table in ["work_items", "work_item_revisions"] {
        let whole = digest(stand, &stand.path("revisions.db"), table)?;
        let killed = digest(stand, &stand.path("killed.db"), table)?;
        outcome.reach(
            format!("`{table}`: rows that differ after {kills} kills"),
            f64::from(u8::from(whole != killed)),
            Goal::AtMost(0.0),
        );
        outcome.notes.push(format!("`{table}`: {} bytes as text", whole.0));
    }
    Ok(outcome)
}

/// All rows of a table in order, as the length and a checksum of their text: without the time of the sync.
fn digest(stand: &Stand, file: &Path, table: &str) -> Result<(usize, u64), String> {
    let sql = format!(
        "SELECT organization, id, rev, title, state, changedDate, createdDate, fields, _deletedAt FROM {table} \
         ORDER BY organization, id, rev"
    );
    let mut command = Command::new(stand.adox()?);
    command.args(["query", "--output", "tsv", "--database"]).arg(file).arg(sql).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let mut out = child.stdout.take().ok_or("no output")?;
    let (mut length, mut sum) = (0, 0xcbf2_9ce4_8422_2325_u64);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = out.read(&mut buffer).map_err(|error| error.to_string())?;
        if read == 0 {
            break;
        }
        length += read;
        for byte in &buffer[..read] {
            sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() && length > 0 { Ok((length, sum)) } else { Err(format!("no rows of `{table}`")) }
}
