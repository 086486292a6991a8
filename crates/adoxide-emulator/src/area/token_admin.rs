//! Personal access tokens as an administrator sees them: everybody's, without their secrets.

use adoxide_api::token_admin::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::base::{date, page, parse_date};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::group::{Subject, Subjects};
use crate::world::id::IdentityId;
use crate::world::token::{Scopes, Token, TokenEvent};

handlers! {
    meta::LIST_PERSONAL_ACCESS_TOKENS => read(list_personal_access_tokens),
    meta::REVOKE_AUTHORIZATIONS => change(revoke_authorizations),
    meta::CREATE_REVOCATION_RULE => change(create_revocation_rule),
}

fn to_json(view: &View<'_>, token: &Token) -> Object {
    let is_expired = token.valid_to.is_some_and(|end| end <= view.stamp().at);
    let from = token.valid_from.unwrap_or_else(|| view.organization.created());
    let to = token.valid_to.map_or_else(|| "9999-12-31T23:59:59.9999999Z".to_owned(), date);
    Object::new()
        .set("clientId", Uuid::nil().to_string())
        .set("accessId", token.id.to_string())
        .set("authorizationId", token.id.to_string())
        .set("hostAuthorizationId", Uuid::nil().to_string())
        .set("userId", token.identity.to_string())
        .set("validFrom", date(from))
        .set("validTo", to)
        .set("displayName", token.name.as_str())
        .set("scope", token.scopes.to_string())
        .set("targetAccounts", token.organization.map(|id| [id]))
        .set("token", Value::Null)
        .set("alternateToken", Value::Null)
        .set("isValid", !token.is_revoked && !is_expired)
        .set("isPublic", false)
        .set("publicData", Value::Null)
        .set("source", Value::Null)
        .set("claims", Value::Null)
}

/// The tokens of a user, a page at a time: <https://learn.microsoft.com/rest/api/azure/devops/tokenadmin>
fn list_personal_access_tokens(view: &View<'_>) -> Result<Reply, Fault> {
    let descriptor = view.required("subjectDescriptor")?;
    let subjects = Subjects { directory: view.directory, organization: view.organization };
    let Some(Subject::Person(id)) = subjects.by_subject_descriptor(descriptor) else {
        return Err(Fault::subject_not_found(descriptor));
    };
    let size = view.query.number(&["pageSize"])?.unwrap_or(20).clamp(1, 100);
    let skip = view.query.number(&["continuationToken"])?.unwrap_or(0);
    // Public keys are tokens too there; nobody here has any.
    let is_public = view.query.flag("isPublic")?;
    let here = view.organization.id().0;
    let tokens = view.directory.tokens_of(id).filter(|token| token.organization.is_none_or(|id| id == here));
    let all: Vec<_> = tokens.filter(|token| !token.is_revoked && !is_public).collect();
    let next = skip.saturating_add(size);
    let token = (next < all.len()).then(|| next.to_string());
    let some: Vec<Object> = page(all, skip, size).into_iter().map(|token| to_json(view, token)).collect();
    Ok(Reply::json(Object::new().set("value", some).set("continuationToken", token)))
}

/// A token to revoke.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Revocation {
    authorization_id: String,
}

/// Revokes the tokens of the members that `is_gone` names.
fn revoke(change: &mut Change<'_>, is_gone: impl Fn(&Token) -> bool) -> Result<Reply, Fault> {
    let members: Vec<IdentityId> = change.view().organization.members().collect();
    for person in members {
        let gone: Vec<_> =
            change.directory.tokens_of(person).filter(|token| is_gone(token)).map(|token| token.id).collect();
        for id in gone {
            let Some(token) = change.directory.token_mut(person, id).filter(|token| !token.is_revoked) else {
                continue;
            };
            token.is_revoked = true;
            let name = token.name.clone();
            change.make(|tx| tx.note_token(TokenEvent::Revoked(name)))?;
        }
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn revoke_authorizations(change: &mut Change<'_>, body: Vec<Revocation>) -> Result<Reply, Fault> {
    revoke(change, |token| body.iter().any(|gone| gone.authorization_id.parse() == Ok(token.id)))
}

/// A rule revokes what was made before, or with these scopes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    created_before: Option<String>,
    scopes: Option<String>,
}

fn create_revocation_rule(change: &mut Change<'_>, body: Rule) -> Result<Reply, Fault> {
    let before = match body.created_before.as_deref() {
        None => None,
        Some(text) => Some(parse_date(text).ok_or_else(|| Fault::invalid_parameter("createdBefore", text))?),
    };
    let scopes = match body.scopes.as_deref().filter(|scopes| !scopes.is_empty()) {
        None => None,
        Some(text) => Some(Scopes::parse(text).map_err(|_| Fault::invalid_parameter("scopes", text))?),
    };
    if before.is_none() && scopes.is_none() {
        return Err(Fault::argument_null("createdBefore"));
    }
    revoke(change, |token| {
        let is_old = before.is_none_or(|before| token.valid_from.is_some_and(|from| from < before));
        let has_scope = match &scopes {
            None => true,
            Some(Scopes::Full) => token.scopes == Scopes::Full,
            Some(Scopes::Only(names)) => match &token.scopes {
                Scopes::Full => false,
                Scopes::Only(held) => names.iter().any(|name| held.contains(name)),
            },
        };
        is_old && has_scope
    })
}
