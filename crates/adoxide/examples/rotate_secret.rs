//! Sets a secret in every variable group of every project that has it. The new value is read from stdin.
//!
//! `cargo run --example rotate_secret -- NAME < new-value`, with `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use std::collections::HashSet;
use std::io::Read;

use adoxide::{Client, Result};

/// The names of the groups that were changed. A group that projects share is changed once.
pub async fn rotate(ado: &Client, name: &str, value: &str) -> Result<Vec<String>> {
    let mut changed = Vec::new();
    let mut seen = HashSet::new();
    let mut projects = ado.projects();
    while let Some(project) = projects.next().await {
        let project = project?;
        let mut groups = project.variable_groups();
        while let Some(group) = groups.next().await {
            let mut group = group?;
            if group.is_secret(name) && seen.insert(group.id()) {
                group.set_secret(name, value).await?;
                changed.push(group.name().to_owned());
            }
        }
    }
    Ok(changed)
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("expected NAME")?;
    let mut value = String::new();
    std::io::stdin().read_to_string(&mut value)?;
    for group in rotate(&Client::from_env()?, &name, value.trim_end()).await? {
        println!("{group}");
    }
    Ok(())
}
