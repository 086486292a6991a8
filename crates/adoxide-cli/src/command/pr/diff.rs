//! `adox pr diff`.

use std::io::{self, Write};

use adoxide::api::git::{GitObjectType, GitPullRequestChange, GitPullRequestIteration};
use adoxide::resource::{PullRequest, Version};
use similar::TextDiff;

use super::find;
use crate::args::PrDiffArgs;
use crate::error::{Error, Result};
use crate::output::record::{Field, Records};
use crate::printer::{Printer, visible};

const FILES: &[Field] = &[
    Field::new("changeType", |change| change["changeType"].clone()),
    Field::new("path", |change| change["item"]["path"].clone()),
    Field::new("originalPath", |change| change["originalPath"].clone()),
];

/// The lines around a change.
const CONTEXT: usize = 3;

/// Shows what a pull request changes.
pub async fn run(args: &PrDiffArgs, printer: &Printer) -> Result<()> {
    let (_, pull_request) = find(&args.selector, &args.place).await?;
    let iterations = pull_request.iterations().all().await?;
    let last = iterations.into_iter().max_by_key(|iteration| iteration.id);
    let last = last.ok_or_else(|| Error::failed("the service does not say what was pushed to it"))?;
    let mut changes = pull_request.iteration_changes(last.id.unwrap_or(1), None);
    if args.files {
        let mut records = Records::new(FILES, args.output, printer);
        while let Some(change) = changes.next().await {
            records.write(&change?)?;
        }
        return records.finish(printer);
    }
    let sides = Sides::of(&last)?;
    while let Some(change) = changes.next().await {
        let mut patch = Vec::new();
        sides.patch(&pull_request, &change?, &mut patch).await?;
        if printer.is_terminal() {
            patch = harmless(&patch);
        }
        printer.data(|out| out.write_all(&patch))?;
    }
    Ok(())
}

/// The two commits that are compared: where the source left the target, and what it has become.
struct Sides {
    old: Version,
    new: Version,
}

impl Sides {
    fn of(iteration: &GitPullRequestIteration) -> Result<Self> {
        let commit = |commit: &Option<adoxide::api::git::GitCommitRef>| {
            let sha = commit.as_ref().and_then(|commit| commit.commit_id.clone());
            sha.map(Version::commit)
                .ok_or_else(|| Error::failed("the service does not say which commits it compares"))
        };
        Ok(Self { old: commit(&iteration.common_ref_commit)?, new: commit(&iteration.source_ref_commit)? })
    }

    /// What one change does, as a patch.
    async fn patch(
        &self,
        pull_request: &PullRequest,
        change: &GitPullRequestChange,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let item = change.item.clone().unwrap_or_default();
        if item.is_folder == Some(true) || item.git_object_type == Some(GitObjectType::Tree) {
            return Ok(());
        }
        let kinds = change.change_type.as_ref().map(ToString::to_string).unwrap_or_default();
        let is = |wanted: &str| kinds.split(',').any(|kind| kind.trim() == wanted);
        // A renamed file has another path on each side, and what was deleted only the old one.
        let new = item.path.or_else(|| change.original_path.clone());
        let new = new.ok_or_else(|| Error::failed("the service does not say which file was changed"))?;
        let old = change.original_path.clone().unwrap_or_else(|| new.clone());
        let repository = pull_request.repository();
        let before = if is("add") && !is("rename") {
            None
        } else {
            Some(repository.file(&old).at(self.old.clone()).bytes().await?)
        };
        let after =
            if is("delete") { None } else { Some(repository.file(&new).at(self.new.clone()).bytes().await?) };
        let (old, new) = (old.trim_start_matches('/'), new.trim_start_matches('/'));
        Ok(write(out, (old, before.as_deref()), (new, after.as_deref()))?)
    }
}

/// Writes the patch of one file, as git does.
fn write(
    out: &mut Vec<u8>,
    (old, before): (&str, Option<&[u8]>),
    (new, after): (&str, Option<&[u8]>),
) -> io::Result<()> {
    writeln!(out, "diff --git a/{old} b/{new}")?;
    match (before, after) {
        (None, _) => writeln!(out, "new file mode 100644")?,
        (_, None) => writeln!(out, "deleted file mode 100644")?,
        _ if old != new => writeln!(out, "rename from {old}\nrename to {new}")?,
        _ => {}
    }
    let name = |side: &str, path: &str, content: Option<&[u8]>| {
        if content.is_some() { format!("{side}/{path}") } else { "/dev/null".to_owned() }
    };
    let (from, to) = (name("a", old, before), name("b", new, after));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    if before == after {
        return Ok(());
    }
    if before.contains(&0) || after.contains(&0) {
        return writeln!(out, "Binary files {from} and {to} differ");
    }
    TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&from, &to)
        .to_writer(out)
}

/// A patch for the eyes: what would command the terminal can be seen and does nothing.
fn harmless(patch: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(patch);
    let mut shown = String::with_capacity(text.len());
    for part in text.split_inclusive(['\n', '\t']) {
        let (part, end) = part.split_at(part.trim_end_matches(['\n', '\t']).len());
        shown += &visible(part);
        shown += end;
    }
    shown.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(old: (&str, Option<&[u8]>), new: (&str, Option<&[u8]>)) -> String {
        let mut out = Vec::new();
        write(&mut out, old, new).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_kind_of_change() {
        assert_eq!(
            patch(("a", Some(b"1\n2\n")), ("a", Some(b"1\n3"))),
            "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n 1\n-2\n+3\n\\ No newline at end of file\n"
        );
        assert_eq!(
            patch(("a", Some(b"\0")), ("b", Some(b"\x01"))),
            "diff --git a/a b/b\nrename from a\nrename to b\nBinary files a/a and b/b differ\n"
        );
        assert_eq!(patch(("a", None), ("a", Some(b""))), "diff --git a/a b/a\nnew file mode 100644\n");
        assert_eq!(harmless(b"\x1b[1m\ta\n"), b"\\u{1b}[1m\ta\n");
    }
}
