//! `sync-full`, `sync-none`, `sync-one`: `adox sync` beside a plain reader that makes the same requests one
//! after the other.

use std::process::Command;
use std::time::Duration;

use adoxide_emulator::Emulator;
use serde_json::json;

use super::measure::{self, Sample};
use super::{Goal, Outcome, Stand};
use crate::conformance::{ORGANIZATION, Stage};

/// How many projects the organization has; people, repositories and the rest come with them.
const PROJECTS: usize = 6;

fn stage() -> Result<Stage, String> {
    Stage::with(Emulator::builder().organization(ORGANIZATION).seed_size(PROJECTS))
}

/// `adox sync` into a file; the requests are the emulator's count.
fn sync(stand: &Stand, stage: &Stage, file: &str) -> Result<Sample, String> {
    let before = stage.emulator.requests().len();
    let mut command = Command::new(stand.adox()?);
    command.args(["sync", "--quiet", "--organization", &stage.url(), "--database"]).arg(stand.path(file));
    let mut sample = measure::program(command.env("ADOXIDE_PAT", stage.emulator.token()))?;
    sample.requests = Some((stage.emulator.requests().len() - before) as u64);
    Ok(sample)
}

fn remove(stand: &Stand, file: &str) {
    for ending in ["", "-wal", "-shm"] {
        // It need not be there.
        let _ = std::fs::remove_file(stand.path(&format!("{file}{ending}")));
    }
}

pub fn full(stand: &Stand) -> Result<Outcome, String> {
    let stage = stage()?;
    let mut outcome = Outcome::default();
    // What is asked for is what the plain reader asks for, too.
    remove(stand, "plan.db");
    stage.emulator.clear_requests();
    sync(stand, &stage, "plan.db")?;
    let plan: Vec<String> = stage
        .emulator
        .requests()
        .into_iter()
        .filter(|request| request.method == "GET")
        .map(|request| {
            if request.query.is_empty() {
                request.path
            } else {
                format!("{}?{}", request.path, request.query)
            }
        })
        .collect();
    let list = stand.path("plan.txt");
    std::fs::write(&list, plan.join("\n")).map_err(|error| error.to_string())?;
    let reader = stand.root.join("xtask/bench/reader.py");
    for latency in [0, 20, 50, 100] {
        if stand.quick && latency > 50 {
            continue;
        }
        stage.emulator.set_latency(Duration::from_millis(latency));
        let mut subjects: Vec<measure::Subject<'_>> = vec![
            (
                format!("{latency} ms: adoxide"),
                Box::new(|| {
                    remove(stand, "full.db");
                    sync(stand, &stage, "full.db")
                }),
            ),
            (
                format!("{latency} ms: one after the other (Python)"),
                Box::new(|| {
                    let before = stage.emulator.requests().len();
                    let mut command = Command::new("python3");
                    command
                        .arg(&reader)
                        .arg(stage.url())
                        .arg(&list)
                        .env("BENCH_TOKEN", stage.emulator.token());
                    let mut sample = measure::program(&mut command)?;
                    sample.requests = Some((stage.emulator.requests().len() - before) as u64);
                    Ok(sample)
                }),
            ),
        ];
        outcome.samples.extend(measure::in_turns(&mut subjects, stand.rounds().min(3))?);
    }
    outcome.ratio(
        "50 ms: one after the other (Python)",
        "50 ms: adoxide",
        "time",
        |sample| sample.seconds,
        Goal::AtLeast(50.0),
    );
    Ok(outcome)
}

/// Syncs twice, with something in between; the second time counts.
fn again(stand: &Stand, between: fn(&Stage) -> Result<(), String>) -> Result<Outcome, String> {
    let stage = stage()?;
    let mut outcome = Outcome::default();
    let mut subjects: Vec<measure::Subject<'_>> = vec![(
        "adoxide".to_owned(),
        Box::new(|| {
            between(&stage)?;
            sync(stand, &stage, "again.db")
        }),
    )];
    remove(stand, "again.db");
    sync(stand, &stage, "again.db")?;
    outcome.samples = measure::in_turns(&mut subjects, stand.rounds().min(3))?;
    Ok(outcome)
}

pub fn none(stand: &Stand) -> Result<Outcome, String> {
    again(stand, |_| Ok(()))
}

pub fn one(stand: &Stand) -> Result<Outcome, String> {
    again(stand, |stage| {
        let found = stage.rest("GET", "_apis/git/repositories?api-version=7.1", None)?;
        let repository = &found["value"][0];
        let id = repository["id"].as_str().ok_or("no repository")?;
        let branch = repository["defaultBranch"].as_str().ok_or("no default branch")?;
        let refs = format!(
            "_apis/git/repositories/{id}/refs?filter={}&api-version=7.1",
            branch.trim_start_matches("refs/")
        );
        let tip = stage.rest("GET", &refs, None)?["value"][0]["objectId"].clone();
        let push = json!({
            "refUpdates": [{"name": branch, "oldObjectId": tip}],
            "commits": [{"comment": "One more", "changes": [{
                "changeType": "add", "item": {"path": format!("/{}", tip.as_str().unwrap_or_default())},
                "newContent": {"content": "more", "contentType": "rawtext"},
            }]}],
        });
        stage
            .rest("POST", &format!("_apis/git/repositories/{id}/pushes?api-version=7.1"), Some(&push))
            .map(drop)
    })
}
