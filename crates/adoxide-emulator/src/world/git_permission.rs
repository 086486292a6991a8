//! What the access control lists of Git allow and deny: in all repositories, in those of a project, in one, and at
//! its branches and tags. Where they say nothing, everybody may do what [`Access`](super::permission::Access) lets
//! them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use uuid::{Uuid, uuid};

use super::group::{Subject, Subjects};
use super::id::{IdentityId, ProjectId, RepositoryId};
use super::policy::PushRules;
use super::security::AccessControlEntry;

/// The namespace of Git.
pub const GIT_NAMESPACE: Uuid = uuid!("2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87");

/// The token of all repositories.
const ROOT: &str = "repov2";

/// Something that can be allowed and denied in Git. The names are those of the security namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum GitPermission {
    GenericRead,
    GenericContribute,
    ForcePush,
    CreateBranch,
    CreateTag,
    PolicyExempt,
    CreateRepository,
    DeleteRepository,
    RenameRepository,
    EditPolicies,
    RemoveOthersLocks,
    ManagePermissions,
    PullRequestContribute,
    PullRequestBypassPolicy,
}

impl GitPermission {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::GenericRead,
        Self::GenericContribute,
        Self::ForcePush,
        Self::CreateBranch,
        Self::CreateTag,
        Self::PolicyExempt,
        Self::CreateRepository,
        Self::DeleteRepository,
        Self::RenameRepository,
        Self::EditPolicies,
        Self::RemoveOthersLocks,
        Self::ManagePermissions,
        Self::PullRequestContribute,
        Self::PullRequestBypassPolicy,
    ];

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Its bit in the namespace.
    pub fn bit(self) -> i64 {
        match self {
            Self::GenericRead => 2,
            Self::GenericContribute => 4,
            Self::ForcePush => 8,
            Self::CreateBranch => 16,
            Self::CreateTag => 32,
            Self::PolicyExempt => 128,
            Self::CreateRepository => 256,
            Self::DeleteRepository => 512,
            Self::RenameRepository => 1_024,
            Self::EditPolicies => 2_048,
            Self::RemoveOthersLocks => 4_096,
            Self::ManagePermissions => 8_192,
            Self::PullRequestContribute => 16_384,
            Self::PullRequestBypassPolicy => 32_768,
        }
    }

    /// Its name in the namespace, which refusals give.
    pub fn name(self) -> &'static str {
        match self {
            Self::GenericRead => "GenericRead",
            Self::GenericContribute => "GenericContribute",
            Self::ForcePush => "ForcePush",
            Self::CreateBranch => "CreateBranch",
            Self::CreateTag => "CreateTag",
            Self::PolicyExempt => "PolicyExempt",
            Self::CreateRepository => "CreateRepository",
            Self::DeleteRepository => "DeleteRepository",
            Self::RenameRepository => "RenameRepository",
            Self::EditPolicies => "EditPolicies",
            Self::RemoveOthersLocks => "RemoveOthersLocks",
            Self::ManagePermissions => "ManagePermissions",
            Self::PullRequestContribute => "PullRequestContribute",
            Self::PullRequestBypassPolicy => "PullRequestBypassPolicy",
        }
    }
}

/// What the token of a reference adds to that of its repository. As documented: the parts of its name are written
/// as the bytes of their UTF-16.
fn below(reference: &str) -> String {
    let Some((kind, name)) = reference.strip_prefix("refs/").and_then(|name| name.split_once('/')) else {
        return String::new();
    };
    let mut token = format!("/refs/{kind}");
    for part in name.split('/') {
        token.push('/');
        for byte in part.encode_utf16().flat_map(u16::to_le_bytes) {
            let _ = write!(token, "{byte:02x}");
        }
    }
    token
}

/// What the lists say of somebody, in a project's repositories.
#[derive(Clone, Debug, Default)]
pub struct GitAccess {
    /// That of the repository, or of the project.
    token: String,
    is_repository: bool,
    /// By token, in lower case: whether the list inherits, and what it says.
    lists: BTreeMap<String, (bool, AccessControlEntry)>,
}

impl GitAccess {
    /// What the list says that is nearest to a reference (or to the repository) and says something; none where
    /// none does. A list that does not inherit has the last word.
    pub fn says(&self, reference: Option<&str>, permission: GitPermission) -> Option<bool> {
        if self.lists.is_empty() {
            return None;
        }
        let token = match reference {
            Some(name) if self.is_repository => format!("{}{}", self.token, below(name)),
            _ => self.token.clone(),
        };
        let mut at = Some(token.as_str());
        while let Some(token) = at {
            if let Some((inherits, entry)) = self.lists.get(token) {
                if entry.deny & permission.bit() != 0 {
                    return Some(false);
                }
                if entry.allow & permission.bit() != 0 {
                    return Some(true);
                }
                if !inherits {
                    return Some(false);
                }
            }
            at = token.rsplit_once('/').map(|(above, _)| above);
        }
        None
    }

    /// Whether the lists are not against something.
    pub fn permits(&self, reference: Option<&str>, permission: GitPermission) -> bool {
        self.says(reference, permission).unwrap_or(true)
    }
}

impl Subjects<'_> {
    /// What the lists of Git say of somebody.
    pub fn git_access(
        &self,
        actor: IdentityId,
        project: ProjectId,
        repository: Option<RepositoryId>,
    ) -> GitAccess {
        let mut lists = self.organization.access_control_lists(GIT_NAMESPACE).peekable();
        if lists.peek().is_none() {
            return GitAccess::default();
        }
        let own = Subject::Person(actor);
        let subjects = self.organization.all_containers_of(own).into_iter().chain([own]);
        let descriptors: Vec<_> =
            subjects.filter_map(|subject| Some(self.descriptors(subject)?.0.to_lowercase())).collect();
        let lists = lists.map(|(token, list)| {
            let mine = list.entries.iter().filter(|(known, _)| descriptors.contains(&known.to_lowercase()));
            let entry = mine.fold(AccessControlEntry::default(), |sum, (_, entry)| AccessControlEntry {
                allow: sum.allow | entry.allow,
                deny: sum.deny | entry.deny,
            });
            (token.trim_end_matches('/').to_lowercase(), (list.inherits, entry))
        });
        let token = match repository {
            Some(repository) => format!("{ROOT}/{project}/{repository}"),
            None => format!("{ROOT}/{project}"),
        };
        GitAccess { token, is_repository: repository.is_some(), lists: lists.collect() }
    }

    /// What somebody's pushes into a repository are held against.
    pub fn push_rules(&self, repository: RepositoryId, actor: IdentityId) -> PushRules {
        let Some(found) = self.organization.repository_by_id(repository) else { return PushRules::default() };
        let access = self.git_access(actor, found.project, Some(repository));
        self.organization.push_rules(found, actor, access)
    }
}

#[cfg(test)]
mod tests {
    use super::super::security::security_namespaces;
    use super::*;

    #[test]
    fn tokens_of_branches_are_in_utf_16() {
        assert_eq!(below("refs/heads/main/ä"), "/refs/heads/6d00610069006e00/e400");
        assert_eq!(below("HEAD"), "");
    }

    #[test]
    fn the_names_are_those_of_the_namespace() {
        let git = security_namespaces().iter().find(|namespace| namespace.id == GIT_NAMESPACE).unwrap();
        for permission in GitPermission::ALL {
            let action = git.actions.iter().find(|action| action.bit == permission.bit()).unwrap();
            assert_eq!(action.name, permission.name());
        }
    }
}
