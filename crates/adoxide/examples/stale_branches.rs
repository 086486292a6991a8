//! Lists the branches of a project whose last commit is older than so many days.
//!
//! `cargo run --example stale_branches -- PROJECT DAYS`, with `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use adoxide::jiff::{Timestamp, ToSpan};
use adoxide::resource::{Project, Ref};
use adoxide::{Client, Result};

/// The branches without a commit since `before`, but the default ones.
pub async fn stale(project: &Project, before: Timestamp) -> Result<Vec<Ref>> {
    let mut found = Vec::new();
    let mut repositories = project.repositories();
    while let Some(repository) = repositories.next().await {
        let repository = repository?;
        let default = repository.default_branch().await?;
        let mut branches = repository.branches();
        while let Some(branch) = branches.next().await {
            let branch = branch?;
            if default.as_ref().is_some_and(|default| default.name() == branch.name()) {
                continue;
            }
            let date = branch.commit().await?.committer().await?.date;
            if date.and_then(|date| date.timestamp()).is_some_and(|date| date < before) {
                found.push(branch);
            }
        }
    }
    Ok(found)
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let project = arguments.next().ok_or("expected PROJECT DAYS")?;
    let days: i64 = arguments.next().ok_or("expected PROJECT DAYS")?.parse()?;
    let ado = Client::from_env()?;
    let before = Timestamp::now() - (days * 24).hours();
    for branch in stale(&ado.project(project), before).await? {
        println!("{:?}\t{}", branch.repository(), branch.short_name());
    }
    Ok(())
}
