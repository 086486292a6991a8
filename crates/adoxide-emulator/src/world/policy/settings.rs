//! The types of policies, and how their settings are read.

use serde_json::{Map, Value};
use uuid::{Uuid, uuid};

use crate::world::id::RepositoryId;
use crate::world::repository::Repository;

/// What a policy is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum PolicyKind {
    Build,
    CommentRequirements,
    CommitAuthorEmail,
    FileName,
    FileSize,
    CommitHardLimits,
    RepositorySettings,
    SearchBranches,
    MinimumReviewers,
    PathLength,
    MergeStrategy,
    RequiredReviewers,
    ReservedNames,
    SecretsScanning,
    Status,
    WorkItemLinking,
}

/// A type of policies.
#[derive(Debug)]
pub struct PolicyType {
    /// Its id, the same in every organization.
    pub id: Uuid,
    /// What it is about.
    pub kind: PolicyKind,
    /// Its display name.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
    settings: &'static [Setting],
}

#[derive(Debug)]
struct Setting {
    name: &'static str,
    form: Form,
    presence: Presence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Flag,
    /// A whole number from here on.
    Whole(i64),
    Number,
    Text,
    Texts,
    Ids,
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    /// Must be given.
    Required,
    /// Is answered also when it was not given.
    Always,
    /// Is answered only when it says something: recorded for merge strategies, whose `false` is left out.
    Telling,
}

use Form::{Any, Flag, Ids, Number, Text, Texts, Whole};
use Presence::{Always, Required, Telling};

const fn setting(name: &'static str, form: Form, presence: Presence) -> Setting {
    Setting { name, form, presence }
}

/// All types, in the order of their names, as the service lists them. Ids and names are those of the service;
/// which settings there are and how they are answered is known from recordings, documented examples and the
/// clients.
pub const POLICY_TYPES: &[PolicyType] = &[
    PolicyType {
        id: uuid!("0609b952-1397-4640-95ec-e00a01b2c241"),
        kind: PolicyKind::Build,
        name: "Build",
        description: "A build must have succeeded before protected branches are updated.",
        settings: &[
            setting("buildDefinitionId", Whole(1), Required),
            setting("queueOnSourceUpdateOnly", Flag, Always),
            setting("manualQueueOnly", Flag, Always),
            setting("displayName", Text, Always),
            setting("validDuration", Number, Always),
            setting("filenamePatterns", Texts, Telling),
        ],
    },
    PolicyType {
        id: uuid!("c6a1889d-b943-4856-b76f-9e46bb6b0df2"),
        kind: PolicyKind::CommentRequirements,
        name: "Comment requirements",
        description: "No comment of the pull request may be active.",
        settings: &[],
    },
    PolicyType {
        id: uuid!("77ed4bd3-b063-4689-934a-175e4d0a78d7"),
        kind: PolicyKind::CommitAuthorEmail,
        name: "Commit author email validation",
        description: "Refuses commits whose author has a mail address that fits none of the patterns.",
        settings: &[setting("authorEmailPatterns", Texts, Always)],
    },
    PolicyType {
        id: uuid!("51c78909-e838-41a2-9496-c647091e3c61"),
        kind: PolicyKind::FileName,
        name: "File name restriction",
        description: "Refuses pushes that add files whose paths fit one of the patterns.",
        settings: &[setting("filenamePatterns", Texts, Always)],
    },
    PolicyType {
        id: uuid!("2e26e725-8201-4edd-8bf5-978563c34a80"),
        kind: PolicyKind::FileSize,
        name: "File size restriction",
        description: "Refuses pushes with files above a size.",
        settings: &[
            setting("maximumGitBlobSizeInBytes", Whole(1), Required),
            setting("useUncompressedSize", Flag, Always),
        ],
    },
    PolicyType {
        id: uuid!("90231074-b810-4521-ac14-ca5aa6781f42"),
        kind: PolicyKind::CommitHardLimits,
        name: "Git Commit Hard Limits Push Policy",
        description: "Limits the entries of a commit and the lengths of paths.",
        settings: &[],
    },
    PolicyType {
        id: uuid!("7ed39669-655c-494e-b4a0-a08b4da0fcce"),
        kind: PolicyKind::RepositorySettings,
        name: "Git repository settings",
        description: "Git repository settings",
        settings: &[
            setting("enforceConsistentCase", Flag, Telling),
            setting("rejectDotGit", Flag, Telling),
            setting("optimizedByDefault", Flag, Telling),
            setting("breadcrumbDays", Whole(0), Telling),
            setting("allowedForkTargets", Whole(0), Telling),
            setting("gvfsOnly", Flag, Telling),
            setting("gvfsExemptUsers", Any, Telling),
            setting("gvfsAllowedVersionRanges", Any, Telling),
            setting("detectRenameFalsePositivesByDefault", Flag, Telling),
            setting("strictVoteMode", Flag, Telling),
            setting("inheritPullRequestCreationMode", Flag, Telling),
            setting("repoPullRequestAsDraftByDefault", Flag, Telling),
            setting("repoPullRequestAutoCompleteByDefault", Flag, Telling),
        ],
    },
    PolicyType {
        id: uuid!("0517f88d-4ec5-4343-9d26-9930ebd53069"),
        kind: PolicyKind::SearchBranches,
        name: "GitRepositorySettingsPolicyName",
        description: "GitRepositorySettingsPolicyName",
        settings: &[setting("searchBranches", Texts, Always)],
    },
    PolicyType {
        id: uuid!("fa4e907d-c16b-4a4c-9dfa-4906e5d171dd"),
        kind: PolicyKind::MinimumReviewers,
        name: "Minimum number of reviewers",
        description: "So many reviewers must have approved before a pull request is completed.",
        settings: &[
            setting("minimumApproverCount", Whole(1), Required),
            setting("creatorVoteCounts", Flag, Always),
            setting("allowDownvotes", Flag, Always),
            setting("resetOnSourcePush", Flag, Always),
            setting("requireVoteOnLastIteration", Flag, Always),
            setting("resetRejectionsOnSourcePush", Flag, Always),
            setting("blockLastPusherVote", Flag, Always),
            setting("requireVoteOnEachIteration", Flag, Always),
        ],
    },
    PolicyType {
        id: uuid!("001a79cf-fda1-4c4e-9e7c-bac40ee5ead8"),
        kind: PolicyKind::PathLength,
        name: "Path Length restriction",
        description: "Refuses pushes with paths above a length.",
        settings: &[setting("maxPathLength", Whole(1), Required)],
    },
    PolicyType {
        id: uuid!("fa4e907d-c16b-4a4c-9dfa-4916e5d171ab"),
        kind: PolicyKind::MergeStrategy,
        name: "Require a merge strategy",
        description: "Pull requests are merged in the allowed ways only.",
        settings: &[
            setting("useSquashMerge", Flag, Telling),
            setting("allowNoFastForward", Flag, Telling),
            setting("allowSquash", Flag, Telling),
            setting("allowRebase", Flag, Telling),
            setting("allowRebaseMerge", Flag, Telling),
        ],
    },
    PolicyType {
        id: uuid!("fd2167ab-b0be-447a-8ec8-39368250530e"),
        kind: PolicyKind::RequiredReviewers,
        name: "Required reviewers",
        description: "Reviewers are added, and must approve, where certain files change.",
        settings: &[
            setting("requiredReviewerIds", Ids, Required),
            setting("filenamePatterns", Texts, Telling),
            setting("addedFilesOnly", Flag, Always),
            setting("minimumApproverCount", Whole(0), Telling),
            setting("creatorVoteCounts", Flag, Telling),
            setting("message", Text, Always),
        ],
    },
    PolicyType {
        id: uuid!("db2b9b4c-180d-4529-9701-01541d19f36b"),
        kind: PolicyKind::ReservedNames,
        name: "Reserved names restriction",
        description: "Refuses pushes with names that not every client's operating system can have.",
        settings: &[],
    },
    PolicyType {
        id: uuid!("ec003f37-8db0-4e10-992a-a2895045752c"),
        kind: PolicyKind::SecretsScanning,
        name: "Secrets scanning restriction",
        description: "Refuses pushes with files that hold secrets.",
        settings: &[],
    },
    PolicyType {
        id: uuid!("cbdc66da-9728-4af8-aada-9a5a32e4a226"),
        kind: PolicyKind::Status,
        name: "Status",
        description: "A status must be posted as succeeded before protected branches are updated.",
        settings: &[
            setting("statusGenre", Text, Telling),
            setting("statusName", Text, Required),
            setting("authorId", Text, Always),
            setting("invalidateOnSourceUpdate", Flag, Always),
            setting("defaultDisplayName", Text, Always),
            setting("policyApplicability", Any, Always),
            setting("filenamePatterns", Texts, Telling),
        ],
    },
    PolicyType {
        id: uuid!("40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e"),
        kind: PolicyKind::WorkItemLinking,
        name: "Work item linking",
        description: "Pull requests are linked to work items.",
        settings: &[],
    },
];

/// The type with an id.
pub fn policy_type(id: Uuid) -> Option<&'static PolicyType> {
    POLICY_TYPES.iter().find(|policy| policy.id == id)
}

impl PolicyType {
    /// Whether it applies to whole repositories: its scopes name no branches.
    pub fn is_of_repositories(&self) -> bool {
        matches!(
            self.kind,
            PolicyKind::CommitAuthorEmail
                | PolicyKind::FileName
                | PolicyKind::FileSize
                | PolicyKind::CommitHardLimits
                | PolicyKind::RepositorySettings
                | PolicyKind::PathLength
                | PolicyKind::ReservedNames
                | PolicyKind::SecretsScanning
        )
    }

    /// Whether a scope has one of it at most: two could only say the same, or contradict each other.
    pub fn is_unique(&self) -> bool {
        matches!(
            self.kind,
            PolicyKind::MinimumReviewers
                | PolicyKind::CommentRequirements
                | PolicyKind::WorkItemLinking
                | PolicyKind::MergeStrategy
        )
    }

    /// Whether pull requests are evaluated by it.
    pub fn is_evaluated(&self) -> bool {
        !self.is_of_repositories() && self.kind != PolicyKind::SearchBranches
    }

    /// Reads settings as a client gives them: names in any case, what is unknown left out, what is missing
    /// completed.
    ///
    /// # Errors
    /// A sentence about what is missing or no good.
    pub(super) fn read(&self, given: &Value) -> Result<(Value, Vec<Scope>), String> {
        let Value::Object(given) = given else {
            return Err("settings must be an object".to_owned());
        };
        let field = |name: &str| {
            let found = given.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value).filter(|value| !value.is_null())
        };
        let scopes = field("scope").and_then(Value::as_array).filter(|scopes| !scopes.is_empty());
        let scopes = scopes.ok_or("settings.scope must name at least one scope")?;
        let scopes = scopes.iter().map(|scope| Scope::read(scope, self.is_of_repositories()));
        let scopes = scopes.collect::<Result<Vec<_>, _>>()?;
        let mut settings = Map::new();
        for Setting { name, form, presence } in self.settings {
            let value = field(name).map(|value| form.read(name, value)).transpose()?;
            let value = match (presence, value) {
                (Required, None) => return Err(format!("settings.{name} is missing")),
                (Always, None) => form.nothing(),
                (Telling, None) => continue,
                (Telling, Some(value)) if value == form.nothing() => continue,
                (_, Some(value)) => value,
            };
            settings.insert((*name).to_owned(), value);
        }
        Ok((Value::Object(settings), scopes))
    }
}

impl Form {
    /// What is answered where nothing was given.
    fn nothing(self) -> Value {
        match self {
            Flag => false.into(),
            Whole(_) => 0.into(),
            Number => 0.0.into(),
            Texts | Ids => Value::Array(Vec::new()),
            Text | Any => Value::Null,
        }
    }

    fn read(self, name: &str, value: &Value) -> Result<Value, String> {
        let parsed = match (self, value) {
            (Any, value) => Some(value.clone()),
            (Flag, Value::Bool(_)) => Some(value.clone()),
            (Flag, Value::String(text)) => crate::base::flag(text).map(Value::from),
            (Whole(least), value) => {
                let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
                number.filter(|number| *number >= least).map(Value::from)
            }
            (Number, value) => {
                let number = value.as_f64().or_else(|| value.as_str()?.parse().ok());
                number.filter(|number| *number >= 0.0).map(Value::from)
            }
            (Text, Value::String(_)) => Some(value.clone()),
            (Texts, Value::Array(items)) if items.iter().all(Value::is_string) => Some(value.clone()),
            (Ids, Value::Array(items)) if !items.is_empty() => {
                let is_id = |item: &Value| item.as_str().is_some_and(|id| id.parse::<Uuid>().is_ok());
                items.iter().all(is_id).then(|| value.clone())
            }
            _ => None,
        };
        parsed.ok_or_else(|| format!("settings.{name} cannot be {value}"))
    }
}

/// How the name of a branch is meant. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchKind {
    /// This branch.
    Exact,
    /// All branches whose names begin so.
    Prefix,
    /// Whatever the default branch is.
    DefaultBranch,
}

impl MatchKind {
    /// The name on the wire: recorded with a capital, however it was given.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "Exact",
            Self::Prefix => "Prefix",
            Self::DefaultBranch => "DefaultBranch",
        }
    }
}

/// Where a policy applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The repository; none for all of the project.
    pub repository: Option<RepositoryId>,
    /// The branches; none where the policy is about whole repositories.
    pub branch: Option<(Option<String>, MatchKind)>,
}

impl Scope {
    fn read(given: &Value, is_of_repositories: bool) -> Result<Self, String> {
        let field = |name: &str| {
            let found = given.as_object()?.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value).and_then(Value::as_str).filter(|text| !text.is_empty())
        };
        let repository = field("repositoryId")
            .map(|id| id.parse().map_err(|_| format!("scope.repositoryId cannot be '{id}'")))
            .transpose()?;
        if is_of_repositories {
            return Ok(Self { repository, branch: None });
        }
        let name = field("refName").map(str::to_owned);
        let kind = match field("matchKind") {
            None if name.is_none() => MatchKind::Prefix,
            None => MatchKind::Exact,
            Some(kind) if kind.eq_ignore_ascii_case("exact") => MatchKind::Exact,
            Some(kind) if kind.eq_ignore_ascii_case("prefix") => MatchKind::Prefix,
            Some(kind) if kind.eq_ignore_ascii_case("defaultBranch") => MatchKind::DefaultBranch,
            Some(kind) => return Err(format!("scope.matchKind cannot be '{kind}'")),
        };
        if let Some(name) = name.as_deref().filter(|name| !name.starts_with("refs/")) {
            return Err(format!("scope.refName must be a full name that begins with refs/, not '{name}'"));
        }
        if name.is_none() && kind == MatchKind::Exact {
            return Err("scope.refName is missing".to_owned());
        }
        Ok(Self { repository, branch: Some((name, kind)) })
    }

    /// Whether it is about a repository, or about all of them.
    pub fn is_of(&self, repository: RepositoryId) -> bool {
        self.repository.is_none_or(|known| known == repository)
    }

    /// Whether it is about a branch of a repository.
    pub fn covers(&self, repository: &Repository, name: &str) -> bool {
        let is_default = repository.default_branch.as_deref() == Some(name);
        self.is_of(repository.id) && self.names(name, is_default)
    }

    /// Whether it is about a branch of this name.
    pub fn names(&self, name: &str, is_default: bool) -> bool {
        match &self.branch {
            None => true,
            Some((_, MatchKind::DefaultBranch)) => is_default,
            Some((Some(known), MatchKind::Exact)) => known == name,
            Some((Some(known), MatchKind::Prefix)) => is_below(known, name),
            Some((None, _)) => true,
        }
    }
}

/// Whether a name is this one or in a folder of it.
pub(super) fn is_below(folder: &str, name: &str) -> bool {
    let rest = name.strip_prefix(folder.trim_end_matches('*'));
    rest.is_some_and(|rest| rest.is_empty() || folder.ends_with(['/', '*']) || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(kind: PolicyKind) -> &'static PolicyType {
        POLICY_TYPES.iter().find(|policy| policy.kind == kind).unwrap()
    }

    #[test]
    fn settings_are_completed_as_recorded() {
        let (settings, scopes) = of(PolicyKind::MinimumReviewers)
            .read(&json!({"MinimumApproverCount": 3, "creatorVoteCounts": true,
                "scope": [{"repositoryId": null, "refName": null, "matchKind": "defaultBranch"}]}))
            .unwrap();
        assert_eq!(
            settings,
            json!({"minimumApproverCount": 3, "creatorVoteCounts": true, "allowDownvotes": false,
                "resetOnSourcePush": false, "requireVoteOnLastIteration": false,
                "resetRejectionsOnSourcePush": false, "blockLastPusherVote": false,
                "requireVoteOnEachIteration": false})
        );
        assert_eq!(scopes, [Scope { repository: None, branch: Some((None, MatchKind::DefaultBranch)) }]);
        let scope = json!([{"refName": "refs/heads/main", "matchKind": "exact"}]);
        let (settings, _) = of(PolicyKind::MergeStrategy)
            .read(&json!({"allowSquash": true, "allowRebase": false, "scope": scope}))
            .unwrap();
        assert_eq!(settings, json!({"allowSquash": true}));
    }

    #[test]
    fn settings_that_cannot_be_are_refused() {
        let scope = json!([{"refName": "refs/heads/main", "matchKind": "exact"}]);
        for (kind, settings) in [
            (PolicyKind::MinimumReviewers, json!({"scope": scope})),
            (PolicyKind::MinimumReviewers, json!({"minimumApproverCount": 0, "scope": scope})),
            (PolicyKind::MinimumReviewers, json!({"minimumApproverCount": 1, "scope": []})),
            (
                PolicyKind::MinimumReviewers,
                json!({"minimumApproverCount": 1, "scope": [{"refName": "main"}]}),
            ),
            (
                PolicyKind::MinimumReviewers,
                json!({"minimumApproverCount": 1, "scope": [{"matchKind": "near"}]}),
            ),
            (PolicyKind::RequiredReviewers, json!({"requiredReviewerIds": ["me"], "scope": scope})),
            (PolicyKind::Build, json!({"buildDefinitionId": "five", "scope": scope})),
            (PolicyKind::Build, json!([])),
        ] {
            assert!(of(kind).read(&settings).is_err(), "{settings}");
        }
    }

    #[test]
    fn folders_of_branches() {
        assert!(is_below("refs/heads/releases/", "refs/heads/releases/1/2"));
        assert!(is_below("refs/heads/releases/*", "refs/heads/releases/1"));
        assert!(is_below("refs/heads/releases", "refs/heads/releases/1"));
        assert!(!is_below("refs/heads/releases", "refs/heads/releases-old"));
        assert!(!is_below("refs/heads/releases/", "refs/heads/main"));
    }
}
