//! Starts a pipeline, prints its log as it comes, and says why it failed.
//!
//! `cargo run --example watch_run -- PROJECT PIPELINE`, with `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use std::io::Write;

use adoxide::Client;
use adoxide::api::build::BuildResult;
use adoxide::resource::{Pipeline, RunEvent};

/// Whether the run succeeded.
pub async fn watch(
    pipeline: &Pipeline,
    to: &mut impl Write,
) -> std::result::Result<bool, Box<dyn std::error::Error>> {
    let run = pipeline.run().await?;
    let mut events = run.follow();
    while let Some(event) = events.next().await {
        match event? {
            RunEvent::Record(record) => {
                let state = record.state().map(adoxide::api::wire::OpenEnum::as_str).unwrap_or_default();
                writeln!(to, "== {} {}: {state}", record.kind(), record.path())?;
            }
            RunEvent::Line(line) => writeln!(to, "{}", line.line.message())?,
            _ => {}
        }
    }
    if run.result().await? == Some(BuildResult::Succeeded) {
        return Ok(true);
    }
    write!(to, "{}", run.why_failed().await?)?;
    Ok(false)
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, pipeline] = arguments.as_slice() else {
        return Err("expected PROJECT PIPELINE".into());
    };
    let ado = Client::from_env()?;
    let pipeline = ado.project(project).pipeline(pipeline.as_str());
    if !watch(&pipeline, &mut std::io::stdout().lock()).await? {
        return Err("the run did not succeed".into());
    }
    Ok(())
}
