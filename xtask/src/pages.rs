//! `cargo xtask pages`: each page of a report in headless Chromium.
//!
//! `xtask/pages/suite.js` opens them at three widths: nothing is loaded from elsewhere, nothing is wider than the
//! window, each chart has a role, a label and a table, each link leads somewhere, and the numbers are those that the
//! SQL beside them computes. Chromium comes from the system (`apt-get install chromium`), or from `CHROMIUM`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install::{Language, cache, install, succeed};
use crate::option;

/// What runs `adox`, and where it was built.
struct Adox(PathBuf);

/// Whether all pages are as they should be.
///
/// # Errors
/// When something is missing that the suite needs.
pub fn run(root: &Path, args: &[String]) -> Result<bool, String> {
    let shots = option(args, "--screenshots").map(|folder| root.join(folder));
    let values = args
        .iter()
        .enumerate()
        .filter(|(at, arg)| !arg.starts_with("--") && (*at == 0 || args[at - 1] != "--screenshots"));
    let named: Vec<PathBuf> =
        values.map(|(_, arg)| std::path::absolute(arg).unwrap_or_else(|_| arg.into())).collect();
    let adox = Adox::build(root)?;
    let (report, database) = match &named[..] {
        [report, database] => (report.clone(), database.clone()),
        [] => adox.demo()?,
        _ => {
            return Err(
                "pages needs the folder of a report and the database that it was made from, or neither"
                    .into(),
            );
        }
    };
    let anew = args.iter().any(|arg| arg == "--install");
    let suite = install(Language::JavaScript, &root.join("xtask/pages"), &cache()?, anew)?;
    let chromium = std::env::var_os("CHROMIUM").unwrap_or_else(|| OsString::from("/usr/bin/chromium"));
    if !Path::new(&chromium).exists() {
        return Err(format!(
            "there is no Chromium at {}: `apt-get install chromium`, or name it in CHROMIUM",
            chromium.display()
        ));
    }
    let mut command = Command::new(&suite.program);
    command.args(&suite.arguments).args([&report, &database, &adox.0]).arg(chromium).args(shots);
    command.envs(suite.environment.iter().map(|(name, value)| (*name, value)));
    let status = command.status().map_err(|error| format!("{}: {error}", suite.program.display()))?;
    match status.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => Err(format!("the suite ended with {status}")),
    }
}

impl Adox {
    fn build(root: &Path) -> Result<Self, String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let build = ["build", "--quiet", "--package", "adoxide-cli", "--message-format", "json"];
        let said = succeed(Command::new(cargo).current_dir(root).args(build))?;
        let artifacts = said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let program =
            artifacts.filter_map(|artifact| artifact["executable"].as_str().map(PathBuf::from)).next_back();
        program.map(Self).ok_or_else(|| "cargo has built no program".to_owned())
    }

    /// The report of a demo, and its database.
    fn demo(&self) -> Result<(PathBuf, PathBuf), String> {
        let folder = cache()?.join("pages-demo");
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let database = folder.join("demo.db");
        let report = folder.join("report");
        let mut demo = Command::new(&self.0);
        succeed(demo.arg("demo").arg("--database").arg(&database).arg("--report").arg(&report))?;
        Ok((report, database))
    }
}
