//! The search of people and groups that the user interface uses wherever somebody is to be named.

use adoxide_api::identity_picker::meta;
use serde_json::Value;

use super::subject::{NamedSubject, named};
use crate::handler::{View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::group::{Subject, Subjects};

handlers! {
    meta::SEARCH_IDENTITIES => read(search_identities),
}

/// Somebody who was found, in the recorded order.
fn to_json(view: &View<'_>, found: &NamedSubject) -> Object {
    let person = match found.subject {
        Subject::Person(id) => view.directory.identity(id),
        Subject::Team(..) | Subject::Group(_) => None,
    };
    let kind = if person.is_some() { "User" } else { "Group" };
    let directory = if person.is_some() { "aad" } else { "vsd" };
    let origin = person.map_or(found.id, |person| person.object_id);
    let mail = person.map(|person| person.unique_name.as_str());
    Object::new()
        .set("entityId", format!("vss.ds.v1.{directory}.{}.{}", kind.to_lowercase(), origin.simple()))
        .set("entityType", kind)
        .set("originDirectory", directory)
        .set("originId", origin.to_string())
        .set("localDirectory", "vsd")
        .set("localId", found.id.to_string())
        .set("displayName", found.display_name.as_str())
        .set("scopeName", view.organization.name())
        .set("samAccountName", mail)
        .set("active", person.map(|_| true))
        .set("subjectDescriptor", found.descriptor.as_str())
        .set("department", Value::Null)
        .set("jobTitle", Value::Null)
        .set("mail", mail)
        .set("mailNickname", mail.and_then(|mail| mail.split('@').next()))
        .set("physicalDeliveryOfficeName", Value::Null)
        .set("signInAddress", mail)
        .set("surname", Value::Null)
        .set("guest", false)
        .set("telephoneNumber", Value::Null)
        .set("description", Value::Null)
        .set("isMru", false)
}

/// Whoever begins with one of the words of the query, several of them between semicolons.
fn search_identities(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let query = text(&body, "/query").ok_or_else(|| Fault::argument_null("query"))?;
    let kinds: Vec<String> = body
        .get("identityTypes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|kind| kind.as_str().map(str::to_lowercase))
        .collect();
    let most = body.pointer("/options/MaxResults").and_then(Value::as_u64).unwrap_or(40);
    let most = usize::try_from(most).unwrap_or(usize::MAX).clamp(1, 200);
    let subjects = Subjects { directory: view.directory, organization: view.organization };
    let all: Vec<NamedSubject> = subjects
        .subjects()
        .into_iter()
        .filter(|subject| {
            let kind = if matches!(subject, Subject::Person(_)) { "user" } else { "group" };
            kinds.is_empty() || kinds.iter().any(|known| known == kind)
        })
        .filter_map(|subject| named(view, subject))
        .collect();
    let results = query.split(';').map(str::trim).filter(|token| !token.is_empty()).map(|token| {
        let lower = token.to_lowercase();
        let fits = |found: &&NamedSubject| {
            let is_person = matches!(found.subject, Subject::Person(_));
            let names =
                [found.display_name.as_str(), if is_person { found.unique_name.as_str() } else { "" }];
            names.iter().any(|name| {
                let name = name.to_lowercase();
                name.starts_with(&lower) || name.split([' ', '\\']).any(|word| word.starts_with(&lower))
            })
        };
        let found: Vec<Object> =
            all.iter().filter(fits).take(most).map(|found| to_json(view, found)).collect();
        Object::new().set("queryToken", lower.as_str()).set("identities", found).set("pagingToken", "")
    });
    Ok(Reply::json(Object::new().set("results", results.collect::<Vec<_>>())))
}
