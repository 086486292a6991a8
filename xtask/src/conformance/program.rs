//! Suites that are programs: they run on a stage, and what they print is their report.

use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};

use super::check::Report;
use super::stage::Stage;

/// A suite that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(600);

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
