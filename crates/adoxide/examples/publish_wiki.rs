//! Makes the Markdown files of a folder the pages of a wiki: `guide/first-steps.md` is the page `/guide/first steps`.
//! Only what is different is written, and pages without a file stay.
//!
//! `cargo run --example publish_wiki -- PROJECT WIKI FOLDER`, with `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use std::io;
use std::path::{Path, PathBuf};

use adoxide::Client;
use adoxide::resource::{PageChange, Wiki};

type Failure = Box<dyn std::error::Error>;

/// The Markdown files of a folder and those below it, in the order of their names.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The path of the page of a file.
fn page(folder: &Path, file: &Path) -> Result<String, Failure> {
    let parts = file.strip_prefix(folder)?.with_extension("");
    let titles = parts.iter().map(|part| Ok(part.to_str().ok_or("a name is not UTF-8")?.replace('-', " ")));
    Ok(titles.collect::<Result<Vec<_>, Failure>>()?.join("/"))
}

/// What became of each page.
pub async fn publish(wiki: &Wiki, folder: &Path) -> Result<Vec<(String, PageChange)>, Failure> {
    let mut changes = Vec::new();
    for file in files(folder)? {
        let page = wiki.page(page(folder, &file)?);
        let text = std::fs::read_to_string(&file)?;
        let change = page.put(text).with_parents().comment("Published").await?;
        changes.push((page.path().to_owned(), change));
    }
    Ok(changes)
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, wiki, folder] = arguments.as_slice() else {
        return Err("expected PROJECT WIKI FOLDER".into());
    };
    let wiki = Client::from_env()?.project(project).wiki(wiki);
    for (path, change) in publish(&wiki, Path::new(folder)).await? {
        println!("{change:?} {path}");
    }
    Ok(())
}
