//! `start`: what a command costs before it does anything, and one call.

use std::process::Command;

use super::measure;
use super::{Goal, Outcome, Stand};
use crate::conformance::Stage;

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let adox = stand.adox()?;
    let mut outcome = Outcome::default();
    let mut commands: Vec<(&str, Command)> = Vec::new();
    let mut add = |name, program: &std::path::Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments);
        commands.push((name, command));
    };
    add("adox --version", &adox, &["--version"]);
    add("true (the floor)", "true".as_ref(), &[]);
    for (name, program) in [("gh --version", "gh"), ("az --version", "az")] {
        if Command::new(program).arg("--version").output().is_ok() {
            add(name, program.as_ref(), &["--version"]);
        } else {
            outcome.notes.push(format!("{program} is missing"));
        }
    }
    let stage = Stage::new()?;
    let mut call = Command::new(&adox);
    call.args(["api", "core.get_projects", "--organization", &stage.url()])
        .env("ADOXIDE_PAT", stage.emulator.token());
    commands.push(("adox api, one call", call));
    let mut curl = Command::new("curl");
    let user = format!(":{}", stage.emulator.token());
    curl.args([
        "--silent",
        "--fail",
        "--user",
        &user,
        &format!("{}/_apis/projects?api-version=7.1", stage.url()),
    ]);
    commands.push(("curl, the same call", curl));
    let mut subjects: Vec<measure::Subject<'_>> = Vec::new();
    for (name, mut command) in commands {
        subjects.push((name.to_owned(), Box::new(move || measure::program(&mut command))));
    }
    outcome.samples = measure::in_turns(&mut subjects, stand.rounds() * 3)?;
    let before = stage.emulator.request_count();
    let mut once = Command::new(&adox);
    once.args(["api", "core.get_projects", "--organization", &stage.url()])
        .env("ADOXIDE_PAT", stage.emulator.token());
    measure::program(&mut once)?;
    outcome.reach(
        "requests of one call",
        (stage.emulator.request_count() - before) as f64,
        Goal::AtMost(1.0),
    );
    if let Some(sample) = outcome.of("adox --version") {
        let milliseconds = sample.seconds * 1e3;
        outcome.reach("adox --version, ms", milliseconds, Goal::AtMost(10.0));
    }
    Ok(outcome)
}
