//! Personal access tokens and what they are good for.

use std::fmt;

use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::directory::Directory;
use super::id::IdentityId;
use super::journal::event;
use super::organization::{Recorded, Transaction};
use super::refusal::Refusal;

/// A personal access token.
#[derive(Clone)]
pub struct Token {
    /// Its authorization: what it is called where the secret must not be.
    pub id: Uuid,
    secret: String,
    /// Who it belongs to.
    pub identity: IdentityId,
    /// Its name, for people.
    pub name: String,
    /// What it is good for.
    pub scopes: Scopes,
    /// The organization that it is good for; none for all of its owner's.
    pub organization: Option<Uuid>,
    /// When it was made; none for those that were there from the beginning.
    pub valid_from: Option<Timestamp>,
    /// When it stops being good.
    pub valid_to: Option<Timestamp>,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the secret.
        f.debug_struct("Token")
            .field("id", &self.id)
            .field("identity", &self.identity)
            .field("scopes", &self.scopes)
            .field("valid_to", &self.valid_to)
            .finish_non_exhaustive()
    }
}

/// A token to be made.
#[derive(Clone, Debug, Default)]
pub struct NewToken {
    /// Its name, for people.
    pub name: String,
    /// What it is to be good for.
    pub scopes: Scopes,
    /// The organization that it is to be good for; none for all of its owner's.
    pub organization: Option<Uuid>,
    /// From when.
    pub valid_from: Option<Timestamp>,
    /// Until when; none for ever.
    pub valid_to: Option<Timestamp>,
}

/// What happens to a personal access token, with its name. Tokens belong to the directory: this is for the journal of
/// the organization in which it happens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenEvent {
    /// It was created.
    Created(String),
    /// Its name, its scopes or its end changed.
    Updated(String),
    /// It was revoked.
    Revoked(String),
}

event!(TokenEvent);

/// What a token is good for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scopes {
    /// Everything that its owner may do.
    #[default]
    Full,
    /// These, and what they imply: `vso.code_write`.
    Only(Vec<String>),
}

impl Scopes {
    /// Reads scopes as the service writes them: names with blanks between them, `app_token` for everything.
    ///
    /// # Errors
    /// The first that is no scope; empty if there is none at all.
    pub fn parse(text: &str) -> Result<Self, String> {
        let names: Vec<_> =
            text.split([' ', ',']).filter(|name| !name.is_empty()).map(str::to_lowercase).collect();
        if names.iter().any(|name| name == "app_token") {
            return Ok(Self::Full);
        }
        match names.iter().find(|name| !name.starts_with("vso.")) {
            Some(name) => Err(name.clone()),
            None if names.is_empty() => Err(String::new()),
            None => Ok(Self::Only(names)),
        }
    }

    /// Whether they are enough for an operation that any of these allows. An operation of which nothing is
    /// documented needs none in particular.
    pub fn allow(&self, wanted: &[&str]) -> bool {
        match self {
            Self::Full => true,
            Self::Only(held) => {
                wanted.is_empty() || held.iter().any(|held| wanted.iter().any(|wanted| implies(held, wanted)))
            }
        }
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("app_token"),
            Self::Only(names) => f.write_str(&names.join(" ")),
        }
    }
}

/// Scopes that imply another of a different family, in the documented table's words "inherits from":
/// <https://learn.microsoft.com/en-us/azure/devops/integrate/get-started/authentication/oauth>
const INHERITED: &[(&str, &str)] = &[
    ("vso.environment_manage", "vso.agentpools_manage"),
    ("vso.auditstreams_manage", "vso.auditlog"),
    ("vso.notification_diagnostics", "vso.notification"),
    // Not in that column, but in what the scope is said to grant: threads and statuses of pull requests.
    ("vso.code_full", "vso.threads_full"),
    ("vso.code_write", "vso.code_status"),
];

/// Whether one scope includes another. Within a family the documented table is a ladder: `vso.code_manage`
/// inherits from `vso.code_write`, and that from `vso.code`.
fn implies(held: &str, wanted: &str) -> bool {
    let (family, rank) = ladder(held);
    let (wanted_family, wanted_rank) = ladder(wanted);
    let is_higher = family == wanted_family && rank >= wanted_rank;
    let further = INHERITED.iter().filter(|(from, _)| {
        let (from_family, from_rank) = ladder(from);
        family == from_family && rank >= from_rank
    });
    is_higher || further.into_iter().any(|(_, to)| ladder(to).0 != family && implies(to, wanted))
}

/// The family of a scope, and how high it is in there.
fn ladder(scope: &str) -> (&str, u8) {
    const STEPS: &[(&str, u8)] = &[
        ("_full", 4),
        ("_manage", 3),
        ("_write", 2),
        ("_execute", 2),
        ("_use", 2),
        ("_query", 2),
        ("_acquire", 2),
        ("_publish", 2),
        ("_read", 1),
    ];
    // Threads have only one scope, and no family.
    if scope == "vso.threads_full" {
        return (scope, 1);
    }
    let step = STEPS.iter().find_map(|(suffix, rank)| Some((scope.strip_suffix(suffix)?, *rank)));
    step.unwrap_or((scope, 1))
}

impl Directory {
    /// Makes a new token for somebody that is good for everything, until an instant or forever.
    pub fn new_token(&mut self, identity: IdentityId, valid_to: Option<Timestamp>) -> String {
        let secret = self.ids.token();
        self.add_token(secret.clone(), identity, valid_to);
        secret
    }

    /// Goes on as if a token had been made.
    pub(crate) fn skip_token(&mut self) {
        self.ids.token();
        self.secret_ids.uuid();
    }

    /// Makes a token for somebody; its secret is in the answer only.
    pub fn make_token(&mut self, identity: IdentityId, new: NewToken) -> (String, Uuid) {
        let secret = self.secret_ids.token();
        let id = self.keep_token(secret.clone(), identity, new);
        (secret, id)
    }

    /// Lets a token stand for somebody, good until an instant or forever. The last word on a token counts.
    pub fn add_token(
        &mut self,
        secret: impl Into<String>,
        identity: IdentityId,
        valid_to: Option<Timestamp>,
    ) {
        self.keep_token(secret.into(), identity, NewToken { valid_to, ..NewToken::default() });
    }

    fn keep_token(&mut self, secret: String, identity: IdentityId, new: NewToken) -> Uuid {
        let id = self.secret_ids.uuid();
        let NewToken { name, scopes, organization, valid_from, valid_to } = new;
        self.tokens.retain(|known| known.secret != secret);
        self.tokens.push(Token {
            id,
            secret,
            identity,
            name,
            scopes,
            organization,
            valid_from,
            valid_to,
            is_revoked: false,
        });
        id
    }

    /// Takes a token back.
    pub fn revoke_token(&mut self, secret: &str) {
        self.tokens.retain(|known| known.secret != secret);
    }

    /// The token with this secret. How long the search takes does not depend on the secret.
    pub fn token(&self, secret: &str) -> Option<&Token> {
        let secret = secret.as_bytes();
        let found = self.tokens.iter().fold(None, |found, token| {
            let same = bool::from(token.secret.as_bytes().ct_eq(secret));
            if same { Some(token) } else { found }
        });
        found.filter(|token| !token.is_revoked)
    }

    /// A part of a URL, or something in its place if it holds a token, or `sent`, which came with it: what is
    /// written down can be read by others than whoever sent it.
    pub(crate) fn hide_tokens<'t>(&self, text: &'t str, sent: Option<&str>) -> &'t str {
        // What is shorter is no secret, and in many words.
        const LEAST: usize = 12;
        let plain = percent_decode_str(text).decode_utf8_lossy();
        let mut secrets = self.tokens.iter().map(|token| token.secret.as_str()).chain(sent);
        let is_in = |secret: &str| secret.len() >= LEAST && (plain.contains(secret) || text.contains(secret));
        if secrets.any(is_in) { "***" } else { text }
    }

    /// The tokens of somebody, oldest first, with those that were taken back.
    pub fn tokens_of(&self, identity: IdentityId) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(move |token| token.identity == identity)
    }

    /// A token of somebody, to change it.
    pub fn token_mut(&mut self, identity: IdentityId, id: Uuid) -> Option<&mut Token> {
        self.tokens.iter_mut().find(|token| token.identity == identity && token.id == id)
    }
}

impl Transaction<'_> {
    /// Writes to the journal what happened to a token.
    ///
    /// # Errors
    /// None.
    pub fn note_token(&mut self, event: TokenEvent) -> Result<Recorded, Refusal> {
        Ok(self.record(event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_imply_what_is_documented() {
        for (held, wanted, expected) in [
            ("vso.code", "vso.code", true),
            ("vso.code_write", "vso.code", true),
            ("vso.code_manage", "vso.code_write", true),
            ("vso.code_full", "vso.code_manage", true),
            ("vso.code", "vso.code_write", false),
            ("vso.code_write", "vso.code_manage", false),
            ("vso.work_full", "vso.work", true),
            ("vso.build_execute", "vso.build", true),
            ("vso.serviceendpoint_query", "vso.serviceendpoint", true),
            ("vso.serviceendpoint_manage", "vso.serviceendpoint_query", true),
            ("vso.variablegroups_manage", "vso.variablegroups_read", true),
            ("vso.variablegroups_read", "vso.variablegroups_manage", false),
            ("vso.environment_manage", "vso.agentpools", true),
            ("vso.auditstreams_manage", "vso.auditlog", true),
            ("vso.code_status", "vso.code", false),
            ("vso.code_write", "vso.code_status", true),
            ("vso.code_full", "vso.threads_full", true),
            ("vso.code", "vso.threads_full", false),
            ("vso.threads_full", "vso.code", false),
            ("vso.work", "vso.code", false),
            ("vso.project", "vso.profile", false),
        ] {
            let scopes = Scopes::parse(held).unwrap();
            assert_eq!(scopes.allow(&[wanted]), expected, "{held} {wanted}");
        }
        assert!(Scopes::parse("vso.work vso.code").unwrap().allow(&["vso.build", "vso.code"]));
        assert!(Scopes::parse("vso.work").unwrap().allow(&[]));
        assert_eq!(Scopes::parse("app_token"), Ok(Scopes::Full));
        assert_eq!(Scopes::parse("vso.code code"), Err("code".to_owned()));
        assert_eq!(Scopes::parse(" "), Err(String::new()));
    }
}
