//! Suites that are programs: they run on a stage, and what they print is their report.

use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};

use super::check::Report;
use super::stage::Stage;

/// A suite that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(1200);

/// Runs a program and reads its report.
pub fn run(stage: &Stage, command: Command, report: &mut Report) -> Result<(), String> {
    let ended = stage.runtime().block_on(async {
        tokio::time::timeout(LIMIT, watch(command, report))
            .await
            .unwrap_or_else(|_| Ok((None, format!("it was stopped after {} seconds", LIMIT.as_secs()))))
    });
    let (status, said) = ended?;
    let status = status.map_or_else(|| "it did not end".to_owned(), |status| status.to_string());
    let why = format!("{status}; it said {:?}", said.trim()).replace(&stage.emulator.token(), "TOKEN");
    report.close(&why);
    Ok(())
}

/// Reads a program's lines as they come; how it ended and the last that it said besides.
async fn watch(command: Command, report: &mut Report) -> Result<(Option<ExitStatus>, String), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let broken = |error: std::io::Error| format!("{name}: {error}");
    let mut command = tokio::process::Command::from(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().map_err(broken)?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let mut lines = BufReader::new(stdout.ok_or("no output")?).lines();
    let mut stderr = stderr.ok_or("no output")?;
    let mut said = Vec::new();
    let read = async {
        while let Some(line) = lines.next_line().await? {
            if !line.is_empty() {
                report.read(&line);
            }
        }
        Ok(())
    };
    let (read, heard) = tokio::join!(read, stderr.read_to_end(&mut said));
    read.and(heard.map(|_| ())).map_err(broken)?;
    let status = child.wait().await.map_err(broken)?;
    let said = String::from_utf8_lossy(&said);
    let from = said.char_indices().rev().nth(600).map_or(0, |(at, _)| at);
    Ok((Some(status), said[from..].to_owned()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use adoxide_emulator::Emulator;

    fn report_of(program: &str, arguments: &[&str], script: &str) -> String {
        let stage = Stage::with(Emulator::builder().seed_size(1)).unwrap();
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/shared");
        let mut command = stage.command(program).unwrap();
        command.args(arguments).arg(script).env("PYTHONPATH", &shared).env("SHARED", &shared);
        let mut report = Report::new("client");
        run(&stage, command, &mut report).unwrap();
        assert!(!report.is_good());
        assert!(!report.to_string().contains(&stage.emulator.token()));
        report.to_string()
    }

    #[test]
    fn a_suite_that_breaks_off_has_failed() {
        let script = r#"echo '{"plan": ["one", "two"]}'; echo '{"check": "one", "ok": true}'; echo "$ADOXIDE_PAT" >&2
                        exit 3"#;
        let report = report_of("sh", &["-c"], script);
        assert!(report.starts_with("conformance: client 1/2\n  failed  two\n"), "{report}");
        assert!(report.contains("exit status: 3; it said \"TOKEN\""), "{report}");
    }

    const EXPECTED: &str = "conformance: client 1/4\n  failed  differs\n          count: expected 3, saw 2\n  failed  \
                            breaks\n          ";

    #[test]
    fn a_python_check_that_must_fail_is_reported_as_failed() {
        let script = r#"
from checks import check, equal, raises, run
@check("holds")
def _(): print("noise"); equal("count", 3, 3)
@check("differs")
def _(): equal("count", 2, 3)
@check("breaks")
def _(): {}["key"]
@check("does not break")
def _(): raises("call", KeyError, lambda: 5)
run()
"#;
        let report = report_of("python3", &["-c"], script);
        assert!(report.starts_with(EXPECTED), "{report}");
        assert!(report.contains("KeyError: 'key'"), "{report}");
        assert!(report.ends_with("does not break\n          call: expected KeyError, saw 5"), "{report}");
    }

    #[test]
    fn a_javascript_check_that_must_fail_is_reported_as_failed() {
        let script = r#"
const { check, equal, refused, run } = require(process.env.SHARED + "/checks.js");
check("holds", () => { console.log("noise"); equal("count", [3], [3]); });
check("differs", () => equal("count", 2, 3));
check("breaks", async () => undefined.key);
check("does not break", () => refused("call", 404, async () => 5));
run();
"#;
        let report = report_of("node", &["-e"], script);
        assert!(report.starts_with(EXPECTED), "{report}");
        assert!(report.contains("Cannot read properties of undefined"), "{report}");
        assert!(report.ends_with("does not break\n          call: expected status 404, saw 5"), "{report}");
    }
}
