//! `build`: how long whoever builds it waits, and what they get.

use std::process::Command;

use super::measure::{self, Sample};
use super::{Goal, Outcome, Scale, Stand};

const OURS: &str = "cargo check of adoxide-api, all areas, with its dependencies";
const PEER: &str = "cargo check of azure_devops_rust_api, all areas, with its dependencies";

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut outcome = Outcome::default();
    let cold = |name: &str, arguments: &[&str]| -> Result<Sample, String> {
        let target = stand.path(name);
        let mut build = Command::new(&cargo);
        build.args(arguments).arg("--target-dir").arg(&target).current_dir(&stand.root);
        let mut sample = measure::program(&mut build)?;
        name.clone_into(&mut sample.subject);
        std::fs::remove_dir_all(&target).map_err(|error| format!("{}: {error}", target.display()))?;
        Ok(sample)
    };
    let check = ["check", "--quiet", "--package", "adoxide-api", "--all-features"];
    outcome.samples.push(cold(OURS, &check)?);
    outcome.reach("check, s", outcome.samples[0].seconds, Goal::AtMost(60.0));
    let peer = "xtask/bench/azure_devops_rust_api/Cargo.toml";
    let check = ["check", "--quiet", "--manifest-path", peer, "--features", "all"];
    match cold(PEER, &check) {
        Ok(sample) => outcome.samples.push(sample),
        Err(error) => outcome.notes.push(format!("{PEER} is missing: {error}")),
    }
    outcome.ratio(OURS, PEER, "time", |sample| sample.seconds, Goal::AtMost(1.0));
    if stand.scale == Scale::Full {
        let release = ["build", "--quiet", "--release", "--package", "adoxide-cli"];
        let sample = cold("cargo build --release of adox", &release)?;
        outcome.reach("release build, s", sample.seconds, Goal::AtMost(600.0));
        outcome.samples.push(sample);
    }
    let size = std::fs::metadata(stand.adox()?).map_err(|error| error.to_string())?.len();
    outcome.reach("the binary, MB", size as f64 / 1e6, Goal::AtMost(30.0));
    Ok(outcome)
}
