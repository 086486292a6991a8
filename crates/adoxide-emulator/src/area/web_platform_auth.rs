//! Session tokens: what pages of the service give to their own scripts.

use adoxide_api::web_platform_auth::meta;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::base::date;
use crate::handler::{Change, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::token::{NewToken, Scopes, TokenEvent};

handlers! {
    meta::CREATE_SESSION_TOKEN => change(create_session_token),
}

/// A token for the caller, good for an hour. It may do little, whatever the caller's own may do: what the service's can do
/// is not known.
fn create_session_token(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let now = change.stamp().at;
    let end = now.checked_add(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MAX);
    let name = text(&body, "/namedTokenId").map(str::to_owned);
    let scopes = Scopes::parse("vso.profile").map_err(Fault::internal)?;
    let new = NewToken {
        name: name.clone().unwrap_or_else(|| "session".to_owned()),
        scopes,
        organization: Some(change.view().organization.id().0),
        valid_from: Some(now),
        valid_to: Some(end),
    };
    let shown = new.name.clone();
    let (secret, _) = change.directory.make_token(change.actor, new);
    change.make(|tx| tx.note_token(TokenEvent::Created(shown)))?;
    Ok(Reply::json(
        Object::new()
            .set("appId", text(&body, "/appId"))
            .set("token", secret)
            .set("tokenType", "session")
            .set("validTo", date(end))
            .set_some("namedTokenId", name),
    ))
}
