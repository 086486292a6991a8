//! Groups made, and identities renamed.

use http::StatusCode;
use serde_json::Value;

use super::own_scope::OwnScope;
use super::{scope, subjects, to_json};
use crate::area::subject::by_id;
use crate::handler::Change;
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::group::Subject;
use crate::world::permission::Access;
use crate::world::profile::CORE;

/// A property of an identity, as it is or with its type.
fn property<'b>(body: &'b Value, name: &str) -> Option<&'b str> {
    let known = body.get("properties")?.get(name)?;
    known.as_str().or_else(|| known.get("$value")?.as_str())
}

/// The name in the body of an identity, without the scope before it (`[Fabrikam]\Readers`).
fn name(body: &Value) -> Option<&str> {
    let names = ["/customDisplayName", "/providerDisplayName"];
    let given = names.iter().find_map(|pointer| text(body, pointer)).or_else(|| property(body, "Account"))?;
    Some(given.rsplit_once(']').map_or(given, |(_, name)| name.trim_start_matches('\\')))
}

/// Makes groups in a scope, all or none.
pub(super) fn create_groups(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = text(&body, "/scopeId").ok_or_else(|| Fault::argument_null("scopeId"))?;
    if OwnScope::of_id(&change.view(), id).is_some() {
        return Err(Fault::not_emulated("groups in scopes that clients made"));
    }
    let project = scope::find(&change.view(), id)?;
    let groups = body.get("groups").and_then(Value::as_array).filter(|groups| !groups.is_empty());
    let groups = groups.ok_or_else(|| Fault::argument_null("groups"))?;
    let names = groups.iter().map(|group| {
        let description = property(group, "Description").unwrap_or_default();
        Ok((name(group).ok_or_else(|| Fault::argument_null("groups.providerDisplayName"))?, description))
    });
    let names = names.collect::<Result<Vec<_>, Fault>>()?;
    let mut made: Vec<String> = Vec::new();
    for (name, description) in names {
        match change.make(|tx| tx.create_group(project, name, description)) {
            Ok(id) => made.push(id.to_string()),
            Err(refusal) => {
                // Those that were made before it are taken back.
                for id in made.iter().filter_map(|id| id.parse().ok()) {
                    change.make(|tx| tx.delete_group(id))?;
                }
                return Err(refusal.into());
            }
        }
    }
    let view = change.view();
    let all = subjects(view.directory, view.organization);
    let found = made.iter().filter_map(|id| all.iter().find(|subject| subject.id() == *id));
    Ok(Reply::list(found.map(|subject| to_json(&view, subject))))
}

/// Renames or describes a group or team, or renames a person: oneself, and as an administrator anybody.
pub(super) fn update_identity(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let found = by_id(&change.view(), change.required("identityId")?)?;
    let (name, description) = (name(&body), property(&body, "Description"));
    if name.is_none_or(|name| name.trim().is_empty()) && description.is_none() {
        return Err(Fault::argument_null("customDisplayName"));
    }
    match found.subject {
        Subject::Person(id) => {
            let name = name.ok_or_else(|| Fault::argument_null("customDisplayName"))?;
            let view = change.view();
            if id != view.actor && view.organization.access(view.actor, None, None) < Access::Administer {
                let actor = view.directory.identity(view.actor).map_or("", |actor| &actor.display_name);
                return Err(Fault::access_denied(actor, "Edit"));
            }
            let at = change.stamp().at;
            change.directory.set_attribute(id, at, CORE, "DisplayName", name.into());
        }
        Subject::Group(id) => change.make(|tx| tx.update_group(id, name, description))?,
        Subject::Team(project, team) => {
            let (name, description) = (name.map(str::to_owned), description.map(str::to_owned));
            change.make(|tx| tx.update_team(project, team, name, description))?;
        }
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
