//! Replaces a text in the same file of every repository of a project, each by a pull request of its own.
//!
//! `cargo run --example bump_version -- PROJECT /path/of/file FROM TO`, with `AZURE_DEVOPS_ORG_URL` and
//! `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use adoxide::resource::{Project, PullRequest};
use adoxide::{Client, ErrorKind, OptionalExt, Result};

/// The pull requests that were made. Repositories without the file or the text are left alone, and so are those where
/// the branch is there from an earlier run.
pub async fn bump(project: &Project, path: &str, from: &str, to: &str) -> Result<Vec<PullRequest>> {
    let mut made = Vec::new();
    let branch = format!("bump/{to}");
    let title = format!("Bump {from} to {to}");
    let mut repositories = project.repositories();
    while let Some(repository) = repositories.next().await {
        let repository = repository?;
        let Some(default) = repository.default_branch().await? else { continue };
        let Some(text) = repository.file(path).text().await.optional()? else { continue };
        if !text.contains(from) {
            continue;
        }
        match repository.branch(&branch).create(default.object_id().await?).await {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
        repository.commit(&branch, &title).edit(path, text.replace(from, to)).await?;
        made.push(repository.new_pull_request(&branch, &title).await?);
    }
    Ok(made)
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, path, from, to] = arguments.as_slice() else {
        return Err("expected PROJECT PATH FROM TO".into());
    };
    let ado = Client::from_env()?;
    for request in bump(&ado.project(project), path, from, to).await? {
        println!("{}", request.web_url().await?.unwrap_or_default());
    }
    Ok(())
}
