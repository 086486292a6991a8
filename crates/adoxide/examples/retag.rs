//! Replaces a tag of all work items that have it. One that somebody else changes meanwhile is changed on top of that.
//!
//! `cargo run --example retag -- PROJECT FROM TO`, with `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use adoxide::resource::Project;
use adoxide::{Client, Result};
use futures::StreamExt;

/// How many work items were changed.
pub async fn retag(project: &Project, from: &str, to: &str) -> Result<usize> {
    let quoted = from.replace('\'', "''");
    let query = format!(
        "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS '{quoted}'"
    );
    let mut found = project.wiql(query).ids();
    let mut changed = 0;
    while let Some(id) = found.next().await {
        let item = project.work_item(id?);
        item.edit().remove_tag(from).tag(to).onto_latest().await?;
        changed += 1;
    }
    Ok(changed)
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, from, to] = arguments.as_slice() else {
        return Err("expected PROJECT FROM TO".into());
    };
    let ado = Client::from_env()?;
    println!("{} work items", retag(&ado.project(project), from, to).await?);
    Ok(())
}
