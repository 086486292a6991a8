//! How files differ between two commits, in lines.

use adoxide_api::git::meta;
use git2::{DiffOptions, Oid, Patch, Repository as Git};
use serde::Deserialize;

use super::subject::{Subject, find_enabled, object_id, subject};
use crate::handler::{Call, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_FILE_DIFFS => work(get_file_diffs),
}

/// As many files as one request may ask for: documented.
const FILES: usize = 10;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Criteria {
    base_version_commit: String,
    target_version_commit: String,
    file_diff_params: Vec<File>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    path: Option<String>,
    original_path: Option<String>,
}

/// What a file has in a commit; nothing if it is not there.
fn content(git: &Git, subject: &Subject, commit: Oid, path: Option<&str>) -> Result<Vec<u8>, Fault> {
    let Some(path) = path.map(|path| path.trim_start_matches('/')).filter(|path| !path.is_empty()) else {
        return Ok(Vec::new());
    };
    let commit = git.find_commit(commit);
    let commit = commit.map_err(|_| Fault::commit_not_found("of the comparison", &subject.name))?;
    match commit.tree()?.get_path(std::path::Path::new(path)) {
        Ok(entry) => Ok(git.find_blob(entry.id()).map(|blob| blob.content().to_vec()).unwrap_or_default()),
        Err(_) => Ok(Vec::new()),
    }
}

/// The places where two texts differ.
fn blocks(old: &[u8], new: &[u8]) -> Result<Vec<Object>, Fault> {
    let mut options = DiffOptions::new();
    options.context_lines(0).interhunk_lines(0);
    let patch = Patch::from_buffers(old, None, new, None, Some(&mut options))?;
    let mut blocks = Vec::new();
    for at in 0..patch.num_hunks() {
        let (hunk, _) = patch.hunk(at)?;
        let how = match (hunk.old_lines(), hunk.new_lines()) {
            (0, _) => "add",
            (_, 0) => "delete",
            _ => "edit",
        };
        blocks.push(
            Object::new()
                .set("changeType", how)
                .set("originalLineNumberStart", hunk.old_start())
                .set("originalLinesCount", hunk.old_lines())
                .set("modifiedLineNumberStart", hunk.new_start())
                .set("modifiedLinesCount", hunk.new_lines()),
        );
    }
    Ok(blocks)
}

fn get_file_diffs(call: &Call, body: Criteria) -> Result<Reply, Fault> {
    let commit =
        |name: &str, given: &str| object_id(given).ok_or_else(|| Fault::invalid_parameter(name, given));
    let base = commit("baseVersionCommit", &body.base_version_commit)?;
    let target = commit("targetVersionCommit", &body.target_version_commit)?;
    if body.file_diff_params.is_empty() || body.file_diff_params.len() > FILES {
        let what = format!("{} files; 1 to {FILES} are allowed", body.file_diff_params.len());
        return Err(Fault::invalid_parameter("fileDiffParams", &what));
    }
    let subject = call.read(|view| Ok(subject(view.organization, find_enabled(view)?)))?;
    let rows = call.shared.git.with(subject.id, |git| {
        for id in [base, target] {
            git.find_commit(id).map_err(|_| Fault::commit_not_found(&id.to_string(), &subject.name))?;
        }
        let rows = body.file_diff_params.iter().map(|file| {
            let (path, original) = (file.path.as_deref(), file.original_path.as_deref());
            let old = content(git, &subject, base, original.or(path))?;
            let new = content(git, &subject, target, path)?;
            Ok(Object::new()
                .set_some("path", path)
                .set("originalPath", original.or(path).unwrap_or_default())
                .set("lineDiffBlocks", blocks(&old, &new)?))
        });
        rows.collect::<Result<Vec<_>, Fault>>()
    })?;
    Ok(Reply::list(rows))
}
