//! Who may do what in git repositories.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::ops::{BitAnd, BitOr, Not};

use adoxide_api::security::{
    self, AccessControlEntry, AccessControlList, AccessControlListCollection, HasPermissions,
    QueryAccessControlLists, RemoveAccessControlEntries,
};
use serde_json::json;

use super::project::{Project, missing};
use super::reference::Ref;
use super::repository::Repository;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// The security namespace of git repositories.
const NAMESPACE: &str = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";

/// A set of things that can be allowed and denied in git repositories: the bits of the namespace "Git
/// Repositories", by its names for them.
///
/// <https://learn.microsoft.com/en-us/azure/devops/organizations/security/namespace-reference>
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct GitPermissions(i64);

/// Every bit has one name, for the type and for people.
macro_rules! permissions {
    ($($(#[$doc:meta])+ $name:ident = $bit:literal, $text:literal;)+) => {
        impl GitPermissions {
            $($(#[$doc])+ pub const $name: Self = Self($bit);)+

            const NAMES: &[(Self, &str)] = &[$((Self::$name, $text)),+];
        }
    };
}

permissions! {
    /// Administer. The service keeps it for itself.
    ADMINISTER = 1, "Administer";
    /// Read, clone, fetch.
    READ = 2, "GenericRead";
    /// Push to branches that are there.
    CONTRIBUTE = 4, "GenericContribute";
    /// Rewrite history, delete branches and tags of others.
    FORCE_PUSH = 8, "ForcePush";
    /// Make branches.
    CREATE_BRANCH = 16, "CreateBranch";
    /// Make tags.
    CREATE_TAG = 32, "CreateTag";
    /// Make and change notes.
    MANAGE_NOTE = 64, "ManageNote";
    /// Push past the policies of a branch.
    POLICY_EXEMPT = 128, "PolicyExempt";
    /// Make repositories.
    CREATE_REPOSITORY = 256, "CreateRepository";
    /// Delete and disable repositories.
    DELETE_REPOSITORY = 512, "DeleteRepository";
    /// Rename repositories.
    RENAME_REPOSITORY = 1_024, "RenameRepository";
    /// Change the policies of branches.
    EDIT_POLICIES = 2_048, "EditPolicies";
    /// Unlock branches that others locked.
    REMOVE_OTHERS_LOCKS = 4_096, "RemoveOthersLocks";
    /// Change who may do what.
    MANAGE_PERMISSIONS = 8_192, "ManagePermissions";
    /// Make pull requests, comment and vote on them.
    PULL_REQUEST_CONTRIBUTE = 16_384, "PullRequestContribute";
    /// Complete pull requests past the policies of a branch.
    PULL_REQUEST_BYPASS_POLICY = 32_768, "PullRequestBypassPolicy";
    /// See alerts of Advanced Security.
    VIEW_ADV_SEC_ALERTS = 65_536, "ViewAdvSecAlerts";
    /// Dismiss alerts of Advanced Security.
    DISMISS_ADV_SEC_ALERTS = 131_072, "DismissAdvSecAlerts";
    /// Change the settings of Advanced Security.
    MANAGE_ADV_SEC_SCANNING = 262_144, "ManageAdvSecScanning";
}

impl GitPermissions {
    /// None.
    pub const NONE: Self = Self(0);

    /// Those of these bits; bits without a name are kept.
    pub const fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    /// The bits.
    pub const fn bits(self) -> i64 {
        self.0
    }

    /// Those of a name of the namespace: `GenericRead`, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
        found.map(|(permission, _)| *permission)
    }

    /// Whether all of `others` are among these.
    pub const fn contains(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names that the namespace has for them, in the order of their bits.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().filter(move |(one, _)| self.contains(*one)).map(|(_, name)| *name)
    }
}

impl BitOr for GitPermissions {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for GitPermissions {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Not for GitPermissions {
    type Output = Self;

    fn not(self) -> Self {
        Self(!self.0)
    }
}

impl fmt::Display for GitPermissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("none");
        }
        let unnamed = Self::NAMES.iter().fold(*self, |rest, (known, _)| rest & !*known);
        let mut all: Vec<_> = self.names().map(str::to_owned).collect();
        if !unnamed.is_empty() {
            all.push(format!("{:#x}", unnamed.0));
        }
        f.write_str(&all.join(" | "))
    }
}

impl fmt::Debug for GitPermissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GitPermissions({self})")
    }
}

/// What somebody is allowed and denied.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PermissionEntry {
    /// Who, as lists of access have it: `Microsoft.TeamFoundation.Identity;S-1-9-…`.
    pub descriptor: String,
    /// What they are called; none if the organization does not know them any more.
    pub display_name: Option<String>,
    /// What is allowed right here.
    pub allow: GitPermissions,
    /// What is denied right here. It counts more than what is allowed.
    pub deny: GitPermissions,
    /// What is allowed in the end, by what is said above and of the groups that they are in too; none if the
    /// service did not say.
    pub effective_allow: Option<GitPermissions>,
    /// What is denied in the end.
    pub effective_deny: Option<GitPermissions>,
}

/// Who may do what in a repository, at a branch, or in all repositories of a project.
///
/// People and groups are named by id, sign-in address or display name (`[Fabrikam]\Contributors`); `@me` is who
/// asks. What is not said here comes from above: from the repository for a branch, from the project for a
/// repository.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// # let repo = project.create_repository("web").await?;
/// use adoxide::resource::GitPermissions;
///
/// let main = repo.branch("main").permissions();
/// main.deny("[Fabrikam]\\Contributors", GitPermissions::FORCE_PUSH | GitPermissions::POLICY_EXEMPT).await?;
/// for entry in main.entries().await? {
///     println!("{}: {} denied", entry.display_name.unwrap_or(entry.descriptor), entry.deny);
/// }
/// # assert!(main.of("[Fabrikam]\\Contributors").await?.deny.contains(GitPermissions::FORCE_PUSH));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/security>
#[derive(Clone, Debug)]
#[must_use = "nothing is asked for until one of its methods is called"]
pub struct Permissions {
    project: Project,
    repository: Option<Repository>,
    /// The full name of a ref.
    reference: Option<String>,
}

impl Permissions {
    fn client(&self) -> &Client {
        self.project.client()
    }

    /// What access lists call it: `repoV2/{project}/{repository}/refs/heads/{name}`, the parts of the name as
    /// the bytes of their UTF-16.
    ///
    /// # Errors
    /// When the ids of the project and the repository can't be had.
    pub async fn token(&self) -> Result<String> {
        let mut token = format!("repoV2/{}", self.project.id().await?);
        if let Some(repository) = &self.repository {
            token.push('/');
            token.push_str(&repository.id().await?);
        }
        if let Some((kind, name)) = self.reference.as_deref().and_then(|name| {
            let (kind, name) = name.strip_prefix("refs/")?.split_once('/')?;
            Some((kind, name))
        }) {
            token.push_str("/refs/");
            token.push_str(kind);
            for part in name.split('/') {
                token.push('/');
                for byte in part.encode_utf16().flat_map(u16::to_le_bytes) {
                    let _ = write!(token, "{byte:02x}");
                }
            }
        }
        Ok(token)
    }

    async fn list(&self, descriptor: Option<String>) -> Result<Option<AccessControlList>> {
        let token = self.token().await?;
        let params = QueryAccessControlLists {
            token: Some(token.clone()),
            descriptors: descriptor,
            include_extended_info: Some(true),
            recurse: Some(false),
        };
        let op = security::query_access_control_lists(&NAMESPACE.into(), params);
        let lists = self.client().items(op).all().await?;
        let own = |known: &str| known.trim_end_matches('/').eq_ignore_ascii_case(&token);
        Ok(lists.into_iter().find(|list| list.token.as_deref().is_some_and(own)))
    }

    /// What is said right here, of whom.
    ///
    /// # Errors
    /// As any call.
    pub async fn entries(&self) -> Result<Vec<PermissionEntry>> {
        let list = self.list(None).await?.unwrap_or_default();
        let entries = list.aces_dictionary.unwrap_or_default();
        let mut entries: Vec<_> = entries
            .into_iter()
            .map(|(descriptor, entry)| read(descriptor, entry.unwrap_or_default()))
            .collect();
        let mut names = HashMap::new();
        let descriptors = entries.iter().map(|entry| entry.descriptor.as_str());
        let mut found = self.client().identities_by_descriptor(descriptors).stream();
        while let Some(identity) = found.next().await {
            let identity = identity?;
            if let Some(descriptor) = identity.descriptor() {
                names.insert(descriptor.to_lowercase(), identity.display_name().to_owned());
            }
        }
        for entry in &mut entries {
            entry.display_name = names.remove(&entry.descriptor.to_lowercase());
        }
        Ok(entries)
    }

    /// The permissions of an identity: what is set here, and what is in effect. Empty by default.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when nobody is called so, and as any call.
    pub async fn of(&self, who: &str) -> Result<PermissionEntry> {
        let (descriptor, display_name) = self.identity(who).await?;
        let list = self.list(Some(descriptor.clone())).await?.unwrap_or_default();
        let mut known = list.aces_dictionary.unwrap_or_default().into_iter();
        let entry = known.find(|(known, _)| known.eq_ignore_ascii_case(&descriptor));
        let entry = entry.and_then(|(_, entry)| entry).unwrap_or_default();
        Ok(PermissionEntry { display_name, ..read(descriptor, entry) })
    }

    /// Says what somebody is allowed and denied here; what was said of them here before is forgotten.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when something is allowed and denied at once, [`ErrorKind::NotFound`] when nobody
    /// is called so, and as any call.
    pub async fn set(
        &self,
        who: &str,
        allow: GitPermissions,
        deny: GitPermissions,
    ) -> Result<PermissionEntry> {
        let both = allow & deny;
        if !both.is_empty() {
            let what = format!("{both} can't be both allowed and denied");
            return Err(
                Error::new(ErrorKind::Invalid, what).advise("a denial counts more: leave it out of one")
            );
        }
        self.say(who, allow, deny, false).await
    }

    /// Allows somebody more. What was denied of it is not denied here any more.
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub async fn allow(&self, who: &str, permissions: GitPermissions) -> Result<PermissionEntry> {
        self.say(who, permissions, GitPermissions::NONE, true).await
    }

    /// Denies somebody something. What was allowed of it is not allowed here any more.
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub async fn deny(&self, who: &str, permissions: GitPermissions) -> Result<PermissionEntry> {
        self.say(who, GitPermissions::NONE, permissions, true).await
    }

    async fn say(
        &self,
        who: &str,
        allow: GitPermissions,
        deny: GitPermissions,
        merge: bool,
    ) -> Result<PermissionEntry> {
        let (descriptor, display_name) = self.identity(who).await?;
        let body = json!({
            "token": self.token().await?,
            "merge": merge,
            "accessControlEntries":
                [{"descriptor": descriptor, "allow": allow.bits(), "deny": deny.bits(), "extendedInfo": {}}],
        });
        let op = security::set_access_control_entries(&NAMESPACE.into(), &body);
        let said = self.client().items(op).all().await?;
        let is = |entry: &AccessControlEntry| {
            entry.descriptor.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(&descriptor))
        };
        let entry = said.into_iter().find(is).ok_or_else(|| missing("descriptor"))?;
        Ok(PermissionEntry { display_name, ..read(descriptor, entry) })
    }

    /// Says nothing of somebody any more, so that what is said above holds. Whether something was said.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when nobody is called so, and as any call.
    pub async fn remove(&self, who: &str) -> Result<bool> {
        let (descriptor, _) = self.identity(who).await?;
        let params =
            RemoveAccessControlEntries { token: Some(self.token().await?), descriptors: Some(descriptor) };
        self.client().call(security::remove_access_control_entries(&NAMESPACE.into(), params)).await
    }

    /// Whether who asks may do all of this.
    ///
    /// # Errors
    /// As any call.
    pub async fn may(&self, permissions: GitPermissions) -> Result<bool> {
        let params = HasPermissions { tokens: Some(self.token().await?), ..HasPermissions::default() };
        let op = security::has_permissions(&NAMESPACE.into(), Some(permissions.bits().into()), params);
        let answer = self.client().items(op).all().await?;
        answer.first().copied().ok_or_else(|| missing("value"))
    }

    /// Whether what is said above holds here too.
    ///
    /// # Errors
    /// As any call.
    pub async fn inherits(&self) -> Result<bool> {
        // Without an entry, everything is inherited.
        Ok(self.list(None).await?.and_then(|list| list.inherit_permissions).unwrap_or(true))
    }

    /// Lets what is said above hold here too, or not. What is said here stays.
    ///
    /// The service knows no smaller change than that of the whole list: what somebody else says of it meanwhile
    /// is lost.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_inherits(&self, inherits: bool) -> Result<()> {
        let mut list = self.list(None).await?.unwrap_or_default();
        list.token = Some(self.token().await?);
        list.inherit_permissions = Some(inherits);
        list.aces_dictionary.get_or_insert_default();
        let body = AccessControlListCollection {
            count: Some(1),
            value: Some(vec![list]),
            ..AccessControlListCollection::default()
        };
        self.client().call(security::set_access_control_lists(&NAMESPACE.into(), &body)).await
    }

    /// The descriptor of somebody, and what they are called.
    async fn identity(&self, who: &str) -> Result<(String, Option<String>)> {
        let identity = self.client().identity(who).await?;
        let descriptor = identity.descriptor().ok_or_else(|| missing("descriptor"))?.to_owned();
        Ok((descriptor, Some(identity.display_name().to_owned())))
    }
}

fn read(descriptor: String, entry: AccessControlEntry) -> PermissionEntry {
    let set = |bits: Option<i64>| GitPermissions(bits.unwrap_or_default());
    let effective = entry.extended_info;
    PermissionEntry {
        descriptor,
        display_name: None,
        allow: set(entry.allow),
        deny: set(entry.deny),
        effective_allow: effective.as_ref().map(|info| set(info.effective_allow)),
        effective_deny: effective.as_ref().map(|info| set(info.effective_deny)),
    }
}

impl Project {
    /// Who may do what in all repositories of the project.
    pub fn repository_permissions(&self) -> Permissions {
        Permissions { project: self.clone(), repository: None, reference: None }
    }
}

impl Repository {
    /// Who may do what in it.
    pub fn permissions(&self) -> Permissions {
        let (project, repository) = (self.project().clone(), Some(self.clone()));
        Permissions { project, repository, reference: None }
    }
}

impl Ref {
    /// Who may do what with it. A branch that is a folder of branches (`release/`) holds for those in it.
    pub fn permissions(&self) -> Permissions {
        let name = self.name().trim_end_matches('/').to_owned();
        Permissions { reference: Some(name), ..self.repository().permissions() }
    }
}
