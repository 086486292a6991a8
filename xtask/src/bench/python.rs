//! `python`: the Python package beside Python's other clients: one object many times, and a list in pages.

use std::process::Command;

use super::call::repository;
use super::{Goal, Outcome, Stand, measure};
use crate::conformance::{Language, Stage, cache, install};

/// Each is a program in `xtask/bench/NAME` that does the jobs of `call`.
const CLIENTS: &[(&str, Language)] =
    &[("adoxide", Language::Package), ("azure-devops", Language::Python), ("pyado", Language::Python)];

/// What is done, and how many times less CPU it should take than with the others.
const JOBS: &[(&str, f64)] = &[("get", 3.0), ("list", 5.0)];

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    if stand.is_smoke() {
        outcome.notes.push("the package is not built in a smoke run".to_owned());
        return Ok(outcome);
    }
    let stage = Stage::new()?;
    let (gets, commits) = (stand.size(2_000, 500, 5), 10_000);
    let (project, repository) = repository(&stage, commits)?;
    let mut clients = Vec::new();
    for (name, language) in CLIENTS {
        match install(*language, &stand.root.join("xtask/bench").join(name), &cache()?, false) {
            Ok(installed) => clients.push((*name, installed)),
            Err(why) => outcome.notes.push(format!("{name} is missing: {why}")),
        }
    }
    for (job, wanted) in JOBS {
        let count = if *job == "get" { gets } else { commits };
        let mut subjects: Vec<measure::Subject<'_>> = Vec::new();
        for (name, installed) in &clients {
            let mut command = Command::new(&installed.program);
            command.args(&installed.arguments).envs(installed.environment.iter().cloned());
            command.args([job, stage.url().as_str(), &project, &repository, &count.to_string()]);
            command.env("BENCH_TOKEN", stage.emulator.token());
            subjects.push((format!("{job}: {name}"), Box::new(move || measure::program(&mut command))));
        }
        outcome.samples.extend(measure::in_turns(&mut subjects, stand.rounds())?);
        for (name, _) in clients.iter().filter(|(name, _)| *name != "adoxide") {
            let (one, other) = (format!("{job}: {name}"), format!("{job}: adoxide"));
            outcome.ratio(&one, &other, "CPU", |sample| sample.cpu, Goal::AtLeast(*wanted));
        }
    }
    outcome.notes.push("CPU is that of the client's process, all threads, without its start.".to_owned());
    Ok(outcome)
}
