//! Security namespaces, access control lists, and whether something is allowed.

use adoxide_api::security::meta;
use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use crate::base::distinct;
use crate::handler::git_denied;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::git_permission::{GIT_NAMESPACE, GitPermission};
use crate::world::group::{Subject, Subjects};
use crate::world::security::{AccessControlEntry, AccessControlList, SecurityNamespace, security_namespaces};

handlers! {
    meta::QUERY_SECURITY_NAMESPACES => read(query_security_namespaces),
    meta::QUERY_ACCESS_CONTROL_LISTS => read(query_access_control_lists),
    meta::SET_ACCESS_CONTROL_LISTS => change(set_access_control_lists),
    meta::REMOVE_ACCESS_CONTROL_LISTS => change(remove_access_control_lists),
    meta::SET_ACCESS_CONTROL_ENTRIES => change(set_access_control_entries),
    meta::REMOVE_ACCESS_CONTROL_ENTRIES => change(remove_access_control_entries),
    meta::HAS_PERMISSIONS => read(has_permissions),
    meta::REMOVE_PERMISSION => change(remove_permission),
    meta::HAS_PERMISSIONS_BATCH => read(has_permissions_batch),
    meta::GET_DISPLAY_PERMISSIONS => read(get_display_permissions),
}

fn namespace_by(id: &str) -> Result<&'static SecurityNamespace, Fault> {
    let parsed: Option<Uuid> = id.parse().ok();
    let found = security_namespaces().iter().find(|namespace| Some(namespace.id) == parsed);
    found.ok_or_else(|| Fault::security_namespace_not_found(id))
}

/// The namespace of the path.
fn namespace(call: &Call) -> Result<&'static SecurityNamespace, Fault> {
    namespace_by(call.required("securityNamespaceId")?)
}

fn query_security_namespaces(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = match view.argument("securityNamespaceId") {
        // The GUID of nothing stands for all.
        Some(id) if id.parse() != Ok(Uuid::nil()) => vec![namespace_by(id)?],
        _ => security_namespaces().iter().collect(),
    };
    Ok(Reply::list(wanted.into_iter().map(namespace_json)))
}

fn namespace_json(namespace: &SecurityNamespace) -> Object {
    let actions = namespace.actions.iter().map(|action| {
        Object::new()
            .set("bit", action.bit)
            .set("name", action.name)
            .set("displayName", action.display_name)
            .set("namespaceId", action.namespace.to_string())
    });
    Object::new()
        .set("namespaceId", namespace.id.to_string())
        .set("name", namespace.name)
        .set("displayName", namespace.display_name)
        .set("separatorValue", namespace.separator.map(String::from).unwrap_or_default())
        .set("elementLength", namespace.element_length)
        .set("writePermission", namespace.write_permission)
        .set("readPermission", namespace.read_permission)
        .set("dataspaceCategory", namespace.dataspace_category)
        .set("actions", actions.collect::<Json>())
        .set("structureValue", namespace.structure)
        .set("extensionType", namespace.extension_type)
        .set("isRemotable", namespace.is_remotable)
        .set("useTokenTranslator", namespace.use_token_translator)
        .set("systemBitMask", namespace.system_bit_mask)
}

/// A legacy descriptor as it is written: that of a known subject by any case, another as it came.
fn canonical(directory: Subjects<'_>, descriptor: &str) -> String {
    let known = directory.by_descriptor(descriptor).and_then(|subject| directory.descriptors(subject));
    known.map_or_else(|| descriptor.to_owned(), |(descriptor, _)| descriptor)
}

/// A descriptor and all groups that it is in, directly or not.
fn with_groups(directory: Subjects<'_>, descriptor: &str) -> Vec<String> {
    let Some(subject) = directory.by_descriptor(descriptor) else {
        return vec![descriptor.to_owned()];
    };
    let all = directory.organization.all_containers_of(subject);
    let all = all.into_iter().chain([subject]).filter_map(|subject| directory.descriptors(subject));
    all.map(|(descriptor, _)| descriptor).collect()
}

/// The lists of a namespace: of a token, and of those below it if the query says so.
fn query_access_control_lists(view: &View<'_>) -> Result<Reply, Fault> {
    let namespace = namespace(view)?;
    let token = view.query.any(&["token"]);
    let with_info = view.query.flag("includeExtendedInfo")?;
    let recurse = view.query.flag("recurse")?;
    let organization = view.organization;
    let directory = Subjects { directory: view.directory, organization };
    let descriptors: Vec<_> = view.query.all("descriptors");
    let descriptors = distinct(descriptors.into_iter().map(|known| canonical(directory, known)));
    let is_wanted = |known: &str| match token {
        None => true,
        Some(token) => known.eq_ignore_ascii_case(token) || recurse && is_below(namespace, known, token),
    };
    let lists = organization.access_control_lists(namespace.id).filter(|(known, _)| is_wanted(known));
    let lists = lists.map(|(token, list)| {
        let all: Vec<String> =
            if descriptors.is_empty() { list.entries.keys().cloned().collect() } else { descriptors.clone() };
        let entries = all.into_iter().filter_map(|descriptor| {
            let own = list.entries.get(&descriptor).copied();
            // Recorded: with extended information also who is not in the list is shown.
            let own = own.or_else(|| with_info.then(AccessControlEntry::default))?;
            let info = with_info.then(|| {
                let all = with_groups(directory, &descriptor);
                let effective = organization.effective_access(namespace.id, token, &all);
                extended_info(own, effective)
            });
            let entry = entry_json(&descriptor, own).set_some("extendedInfo", info);
            Some((descriptor, entry))
        });
        Object::new()
            .set("inheritPermissions", list.inherits)
            .set("token", token)
            .set("acesDictionary", entries.collect::<Object>())
            .set_if(with_info, "includeExtendedInfo", || true)
    });
    Ok(Reply::list(lists))
}

/// What the page of a security dialog shows of somebody: each permission of a namespace, and how it comes about.
///
/// Nothing documents it. The members are those that `simple_ado` and ADOScanner read.
fn get_display_permissions(view: &View<'_>) -> Result<Reply, Fault> {
    let given = |name: &'static str| view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name));
    let (id, token) = (given("tfid")?, given("permissionSetToken")?);
    let namespace = namespace_by(given("permissionSetId")?)?;
    let organization = view.organization;
    let directory = Subjects { directory: view.directory, organization };
    let subject = id.parse().ok().and_then(|id: Uuid| directory.by_storage_key(id));
    let descriptor =
        subject.and_then(|subject| directory.descriptors(subject)).map(|(descriptor, _)| descriptor);
    let descriptor = descriptor.ok_or_else(|| Fault::invalid_parameter("tfid", id))?;
    let own = organization.access_control_list(namespace.id, token);
    let own = own.and_then(|list| list.entries.get(&descriptor)).copied().unwrap_or_default();
    let all = organization.effective_access(namespace.id, token, &with_groups(directory, &descriptor));
    let may_edit = is_allowed(view, namespace, token, namespace.write_permission);
    let rows = namespace.actions.iter().map(|action| {
        // Set on the spot, or inherited; the numbers and words are those of the dialog.
        let (number, words) = if own.deny & action.bit != 0 {
            (2, "Deny")
        } else if own.allow & action.bit != 0 {
            (1, "Allow")
        } else if all.deny & action.bit != 0 {
            (4, "Deny (inherited)")
        } else if all.allow & action.bit != 0 {
            (3, "Allow (inherited)")
        } else {
            (0, "Not set")
        };
        serde_json::json!({
            "namespaceId": namespace.id.to_string(),
            "permissionBit": action.bit,
            "permissionToken": token,
            "displayName": action.display_name,
            "permissionId": number,
            "permissionDisplayString": words,
            "explicitPermissionId": if number < 3 { number } else { 0 },
            "originalPermissionId": number,
            "inheritDenyOverride": false,
            "canEdit": may_edit,
        })
    });
    let (kind, bare) = descriptor.split_once(';').unwrap_or(("", &descriptor));
    Ok(Reply::json(
        Object::new()
            .set("currentTeamFoundationId", id)
            .set("descriptorIdentityType", kind)
            .set("descriptorIdentifier", bare)
            .set("canEditPermissions", may_edit)
            .set("permissions", rows.collect::<Vec<_>>()),
    ))
}

fn is_below(namespace: &SecurityNamespace, token: &str, above: &str) -> bool {
    let (token, above) = (token.to_lowercase(), above.to_lowercase());
    let rest = token.strip_prefix(&above);
    match namespace.separator {
        Some(separator) => rest.is_some_and(|rest| above.ends_with(separator) || rest.starts_with(separator)),
        None => rest.is_some(),
    }
}

/// As recorded: what is zero is left out.
fn extended_info(own: AccessControlEntry, effective: AccessControlEntry) -> Object {
    let some = |bits: i64| (bits != 0).then_some(bits);
    Object::new()
        .set_some("effectiveAllow", some(effective.allow))
        .set_some("effectiveDeny", some(effective.deny))
        .set_some("inheritedAllow", some(effective.allow & !own.allow))
        .set_some("inheritedDeny", some(effective.deny & !own.deny))
}

fn entry_json(descriptor: &str, access: AccessControlEntry) -> Object {
    Object::new().set("descriptor", descriptor).set("allow", access.allow).set("deny", access.deny)
}

fn bits(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_i64).unwrap_or(0)
}

/// The entries of a body, each with its descriptor as it is written.
fn entries(
    directory: Subjects<'_>,
    body: impl Iterator<Item = Value>,
) -> Result<Vec<(String, AccessControlEntry)>, Fault> {
    body.map(|entry| {
        let descriptor = text(&entry, "/descriptor").ok_or_else(|| Fault::argument_null("descriptor"))?;
        let access = AccessControlEntry { allow: bits(&entry, "allow"), deny: bits(&entry, "deny") };
        Ok((canonical(directory, descriptor), access))
    })
    .collect()
}

fn set_access_control_lists(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let namespace = namespace(change.call)?;
    let lists = body.get("value").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("value"))?;
    for body in lists {
        let token = text(body, "/token").ok_or_else(|| Fault::argument_null("token"))?;
        let inherits = body.get("inheritPermissions").and_then(Value::as_bool).unwrap_or(true);
        let given = body.get("acesDictionary").and_then(Value::as_object).cloned().unwrap_or_default();
        let directory = Subjects { directory: change.directory, organization: change.view().organization };
        let entries = entries(directory, given.into_iter().map(|(_, entry)| entry))?.into_iter().collect();
        let list = AccessControlList { inherits, entries };
        change.make(|tx| tx.set_access_control_list(namespace.id, token, Some(list)))?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Whether the caller may change the list of a token. In Git that is a permission of its own, which its owner
/// always has.
fn check_manage(
    call: &Call,
    directory: Subjects<'_>,
    namespace: &SecurityNamespace,
    token: &str,
) -> Result<(), Fault> {
    let needed = GitPermission::ManagePermissions;
    if namespace.id != GIT_NAMESPACE || call.actor == directory.organization.owner() {
        return Ok(());
    }
    let descriptors = directory.descriptors(Subject::Person(call.actor));
    let descriptors = descriptors.map(|(descriptor, _)| with_groups(directory, &descriptor));
    let access =
        directory.organization.effective_access(namespace.id, token, &descriptors.unwrap_or_default());
    if access.deny & needed.bit() == 0 {
        return Ok(());
    }
    Err(git_denied(directory.directory, call.actor, needed.name(), "repository"))
}

fn remove_access_control_lists(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let namespace = namespace(change.call)?;
    let recurse = change.query.flag("recurse")?;
    let wanted = change.query.all("tokens");
    let organization = change.view().organization;
    let is_wanted = |known: &str| {
        wanted
            .iter()
            .any(|token| known.eq_ignore_ascii_case(token) || recurse && is_below(namespace, known, token))
    };
    let lists = organization.access_control_lists(namespace.id);
    let gone: Vec<_> = lists.map(|(token, _)| token.to_owned()).filter(|token| is_wanted(token)).collect();
    for token in &gone {
        change.make(|tx| tx.set_access_control_list(namespace.id, token, None))?;
    }
    Ok(Reply::json(!gone.is_empty()))
}

fn set_access_control_entries(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let namespace = namespace(change.call)?;
    let token = text(&body, "/token").ok_or_else(|| Fault::argument_null("token"))?;
    let merges = body.get("merge").and_then(Value::as_bool).unwrap_or(false);
    let given = body.get("accessControlEntries").and_then(Value::as_array);
    let given = given.ok_or_else(|| Fault::argument_null("accessControlEntries"))?;
    let directory = Subjects { directory: change.directory, organization: change.view().organization };
    check_manage(change.call, directory, namespace, token)?;
    let entries = entries(directory, given.iter().cloned())?;
    let organization = change.view().organization;
    let mut list = organization.access_control_list(namespace.id, token).cloned().unwrap_or_default();
    let mut answer = Vec::new();
    for (descriptor, access) in entries {
        let old = list.entries.get(&descriptor).copied().unwrap_or_default();
        let new = if merges { old.merged(access) } else { access };
        answer.push(entry_json(&descriptor, new));
        list.entries.insert(descriptor, new);
    }
    change.make(|tx| tx.set_access_control_list(namespace.id, token, Some(list)))?;
    Ok(Reply::list(answer))
}

fn remove_access_control_entries(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let namespace = namespace(change.call)?;
    let token = change.query.any(&["token"]).ok_or_else(|| Fault::argument_null("token"))?;
    let directory = Subjects { directory: change.directory, organization: change.view().organization };
    let gone: Vec<_> =
        change.query.all("descriptors").into_iter().map(|known| canonical(directory, known)).collect();
    let organization = change.view().organization;
    let Some(mut list) = organization.access_control_list(namespace.id, token).cloned() else {
        return Ok(Reply::json(false));
    };
    let before = list.entries.len();
    list.entries.retain(|descriptor, _| !gone.contains(descriptor));
    let removed = list.entries.len() < before;
    change.make(|tx| tx.set_access_control_list(namespace.id, token, Some(list)))?;
    Ok(Reply::json(removed))
}

/// The bits of the path; what reads the namespace if there are none.
fn permissions(call: &Call, namespace: &SecurityNamespace) -> Result<i64, Fault> {
    let Some(text) = call.argument("permissions") else {
        return Ok(namespace.read_permission);
    };
    text.parse().map_err(|_| Fault::invalid_parameter("permissions", text))
}

/// Whether the caller may do all of this. Whoever administers the organization may, unless it is denied.
fn is_allowed(view: &View<'_>, namespace: &SecurityNamespace, token: &str, wanted: i64) -> bool {
    let organization = view.organization;
    let directory = Subjects { directory: view.directory, organization };
    let Some((descriptor, _)) = directory.descriptors(Subject::Person(view.actor)) else {
        return false;
    };
    let access = organization.effective_access(namespace.id, token, &with_groups(directory, &descriptor));
    if access.deny & wanted != 0 {
        return false;
    }
    access.allow & wanted == wanted || view.actor == organization.owner()
}

fn has_permissions(view: &View<'_>) -> Result<Reply, Fault> {
    let namespace = namespace(view)?;
    let wanted = permissions(view, namespace)?;
    let delimiter = view.query.any(&["delimiter"]).unwrap_or(",");
    let tokens = view.query.any(&["tokens", "token"]);
    let allowed = |token: &str| is_allowed(view, namespace, token, wanted);
    Ok(match tokens {
        // The first version knew one token and answered whether, not a list.
        Some(token) if view.query.get("tokens").is_none() && view.version.number.major < 2 => {
            Reply::json(Value::Bool(is_allowed(view, namespace, token, wanted)))
        }
        Some(tokens) => Reply::list(tokens.split(delimiter).map(allowed)),
        None => Reply::list(vec![allowed("")]),
    })
}

fn remove_permission(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let namespace = namespace(change.call)?;
    let gone = permissions(change.call, namespace)?;
    let descriptor = change.query.any(&["descriptor"]).ok_or_else(|| Fault::argument_null("descriptor"))?;
    let token = change.query.any(&["token"]).unwrap_or_default();
    let directory = Subjects { directory: change.directory, organization: change.view().organization };
    let descriptor = canonical(directory, descriptor);
    let organization = change.view().organization;
    let mut list = organization.access_control_list(namespace.id, token).cloned().unwrap_or_default();
    let old = list.entries.get(&descriptor).copied().unwrap_or_default();
    let new = AccessControlEntry { allow: old.allow & !gone, deny: old.deny & !gone };
    if old != new {
        list.entries.insert(descriptor.clone(), new);
        change.make(|tx| tx.set_access_control_list(namespace.id, token, Some(list)))?;
    }
    Ok(Reply::json(entry_json(&descriptor, new)))
}

fn has_permissions_batch(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    // As documented: the names come in any case.
    let field = |value: &Value, name: &str| -> Value {
        let fields = value.as_object();
        let found = fields.and_then(|fields| fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
        found.map_or(Value::Null, |(_, value)| value.clone())
    };
    let evaluations = field(&body, "evaluations");
    let evaluations = evaluations.as_array().ok_or_else(|| Fault::argument_null("evaluations"))?;
    let answers = evaluations.iter().map(|evaluation| {
        let id = field(evaluation, "securityNamespaceId");
        let namespace = namespace_by(id.as_str().unwrap_or_default())?;
        let token = field(evaluation, "token");
        let token = token.as_str().unwrap_or_default();
        let wanted = field(evaluation, "permissions").as_i64().unwrap_or(0);
        let value = is_allowed(view, namespace, token, wanted);
        Ok(Object::new()
            .set("securityNamespaceId", namespace.id.to_string())
            .set("token", token)
            .set("permissions", wanted)
            .set("value", value))
    });
    let answers = answers.collect::<Result<Vec<Object>, Fault>>()?;
    Ok(Reply::json(Object::new().set("evaluations", answers)))
}
