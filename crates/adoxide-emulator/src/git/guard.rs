//! What may not be pushed: to protected branches at all, and anywhere what the policies of a repository refuse.

use std::collections::HashMap;

use git2::{Commit, ObjectType, Oid, Repository};

use super::diff::{Change, ChangeType, diff};
use super::history;
use crate::world::git_permission::GitPermission;
use crate::world::policy::{Configuration, PolicyKind, PushRules, fits_patterns, matches_patterns};
use crate::world::push::RefUpdate;

/// What the service says of a push to a protected branch: reported very often.
pub(crate) const PROTECTED: &str =
    "TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.";

/// What is against a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Objection {
    /// Somebody lacks a permission.
    Permission(GitPermission),
    /// A policy, in a sentence.
    Policy(String),
}

/// What somebody needs to move a reference.
fn needed(git: &Repository, update: &RefUpdate) -> Result<GitPermission, git2::Error> {
    let rewrites = || Ok::<_, git2::Error>(!git.graph_descendant_of(update.new, update.old)?);
    Ok(if update.new.is_zero() {
        // As documented: this permission deletes branches and tags, too.
        GitPermission::ForcePush
    } else if update.old.is_zero() {
        match update.name.as_str() {
            name if name.starts_with("refs/heads/") => GitPermission::CreateBranch,
            name if name.starts_with("refs/tags/") => GitPermission::CreateTag,
            _ => GitPermission::GenericContribute,
        }
    } else if !update.name.starts_with("refs/heads/") || rewrites()? {
        GitPermission::ForcePush
    } else {
        GitPermission::GenericContribute
    })
}

/// Why a reference may not move, if it may not. Its new object must be there; `known` are the objects that
/// references name before the push.
///
/// # Errors
/// When git cannot.
pub(crate) fn refusal(
    git: &Repository,
    rules: &PushRules,
    update: &RefUpdate,
    known: impl IntoIterator<Item = Oid>,
) -> Result<Option<Objection>, git2::Error> {
    let needed = needed(git, update)?;
    if !rules.access().permits(Some(&update.name), needed) {
        return Ok(Some(Objection::Permission(needed)));
    }
    if rules.is_protected(&update.name) {
        return Ok(Some(Objection::Policy(PROTECTED.to_owned())));
    }
    if update.new.is_zero() || rules.policies().is_empty() {
        return Ok(None);
    }
    for id in history::reachable(git, [update.new], known)? {
        let commit = git.find_commit(id)?;
        let before = commit.parent(0).ok().map(|parent| parent.tree()).transpose()?;
        let changes = diff(git, before.as_ref(), Some(&commit.tree()?))?;
        for policy in rules.policies() {
            if let Some(why) = objection(git, policy, &commit, &changes)? {
                return Ok(Some(Objection::Policy(why)));
            }
        }
    }
    Ok(None)
}

/// What a policy has against a commit. The words are ours: none of these refusals is recorded.
fn objection(
    git: &Repository,
    policy: &Configuration,
    commit: &Commit<'_>,
    changes: &[Change],
) -> Result<Option<String>, git2::Error> {
    let written = |how: ChangeType| !matches!(how, ChangeType::Delete | ChangeType::DeleteSourceRename);
    let new = |how: ChangeType| written(how) && how != ChangeType::Edit;
    let mut files = changes.iter().filter(|change| change.kind == ObjectType::Blob && written(change.how));
    let rejected = |what: String| Some(format!("The push was rejected by a repository policy: {what}."));
    let commit_id = commit.id();
    Ok(match policy.policy.kind {
        PolicyKind::CommitAuthorEmail => {
            let author = commit.author();
            let mail = String::from_utf8_lossy(author.email_bytes()).into_owned();
            let patterns = policy.texts("authorEmailPatterns");
            let fits = patterns.is_empty() || fits_patterns(&patterns, &mail);
            if fits {
                None
            } else {
                rejected(format!("the author of commit {commit_id} has the address '{mail}'"))
            }
        }
        PolicyKind::FileSize => {
            let most = policy.number("maximumGitBlobSizeInBytes");
            let odb = git.odb()?;
            for file in files {
                let (size, _) = odb.read_header(file.object)?;
                if i64::try_from(size).is_ok_and(|size| size > most) {
                    return Ok(rejected(format!(
                        "'{}' in commit {commit_id} has {size} bytes, more than {most}",
                        file.path
                    )));
                }
            }
            None
        }
        PolicyKind::FileName => {
            let patterns = policy.texts("filenamePatterns");
            files.find(|file| new(file.how) && matches_patterns(&patterns, &file.path)).and_then(|file| {
                rejected(format!("no file may be named '{}' (commit {commit_id})", file.path))
            })
        }
        PolicyKind::PathLength => {
            let most = usize::try_from(policy.number("maxPathLength")).unwrap_or(usize::MAX);
            files
                .find(|file| new(file.how) && file.path.trim_start_matches('/').chars().count() > most)
                .and_then(|file| {
                    rejected(format!("the path '{}' has more than {most} characters", file.path))
                })
        }
        PolicyKind::ReservedNames => files
            .find(|file| new(file.how) && file.path.split('/').any(is_reserved))
            .and_then(|file| rejected(format!("'{}' is no name for a file on every system", file.path))),
        PolicyKind::RepositorySettings if policy.flag("enforceConsistentCase") => {
            let mut seen: HashMap<String, String> = HashMap::new();
            let mut walk = Vec::new();
            commit.tree()?.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
                walk.push(format!("/{folder}{}", String::from_utf8_lossy(entry.name_bytes())));
                git2::TreeWalkResult::Ok
            })?;
            walk.into_iter().find_map(|path| match seen.insert(path.to_lowercase(), path.clone()) {
                Some(other) => rejected(format!("'{path}' and '{other}' differ by the case of letters only")),
                None => None,
            })
        }
        _ => None,
    })
}

/// Whether Windows keeps a name for itself, or cannot have it.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        let number = stem.strip_prefix(prefix).and_then(|number| number.parse::<u8>().ok());
        number.is_some_and(|number| (1..=9).contains(&number))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered("com")
        || numbered("lpt")
        || name.ends_with(['.', ' '])
        || name.contains(|c: char| c.is_control() || "<>:\"|?*\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::is_reserved;

    #[test]
    fn names_that_windows_keeps() {
        for name in ["con", "AUX.c", "com1.txt", "LPT9", "a.", "a ", "a:b", "a?"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["", "console", "com10", "comb", ".con", "a.b"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
