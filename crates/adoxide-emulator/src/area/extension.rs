//! Extensions: installed ones, requests for one, and the documents that extensions keep.
//!
//! There is no Marketplace here: whatever is asked for can be installed, under the identifiers that it is asked for
//! with.

use adoxide_api::contribution::meta as contributions;
use adoxide_api::extension_management::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::base::{date, sql_date};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::extension::{CollectionKey, Extension, ExtensionEvent, ExtensionRequest, RequestState};

handlers! {
    meta::GET_INSTALLED_EXTENSIONS => read(get_installed_extensions),
    contributions::GET_INSTALLED_EXTENSIONS => read(get_installed_extensions),
    contributions::GET_INSTALLED_EXTENSION_BY_NAME => read(get_installed_extension_by_name),
    meta::UPDATE_INSTALLED_EXTENSION => change(update_installed_extension),
    meta::GET_INSTALLED_EXTENSION_BY_NAME => read(get_installed_extension_by_name),
    meta::INSTALL_EXTENSION_BY_NAME => change(install_extension_by_name),
    meta::UNINSTALL_EXTENSION_BY_NAME => change(uninstall_extension_by_name),
    meta::QUERY_EXTENSIONS => read(query_extensions),
    meta::GET_STATES => read(get_states),
    meta::GET_AUDIT_LOG => read(get_audit_log),
    meta::GET_POLICIES => read(get_policies),
    meta::GET_REQUESTS => read(get_requests),
    meta::REQUEST_EXTENSION => change(request_extension),
    meta::DELETE_REQUEST => change(delete_request),
    meta::RESOLVE_REQUEST => change(resolve_request),
    meta::RESOLVE_ALL_REQUESTS => change(resolve_all_requests),
    meta::GET_DOCUMENTS_BY_NAME => read(get_documents_by_name),
    meta::GET_DOCUMENT_BY_NAME => read(get_document_by_name),
    meta::CREATE_DOCUMENT_BY_NAME => change(create_document_by_name),
    meta::SET_DOCUMENT_BY_NAME => change(set_document_by_name),
    meta::UPDATE_DOCUMENT_BY_NAME => change(update_document_by_name),
    meta::DELETE_DOCUMENT_BY_NAME => change(delete_document_by_name),
    meta::QUERY_COLLECTIONS_BY_NAME => read(query_collections_by_name),
}

const NAMESPACE: &str = "Microsoft.VisualStudio.Services.ExtensionManagement.WebApi";

fn not_installed(publisher: &str, extension: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "InstalledExtensionNotFoundException",
        format!("The extension {publisher}.{extension} is not installed in the organization."),
    )
}

fn flags(extension: &Extension) -> String {
    let all = [(extension.is_disabled, "disabled"), (extension.is_built_in, "builtIn, trusted")];
    let set: Vec<_> = all.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| *name).collect();
    if set.is_empty() { "none".to_owned() } else { set.join(", ") }
}

/// A contribution with what the gallery adds, as recorded: what its files are of, and that the extension must be
/// there for whoever uses it.
fn contribution(extension: &Extension, known: &Value) -> Value {
    let mut json = known.clone();
    if let Some(properties) = json.get_mut("properties").and_then(Value::as_object_mut) {
        let is_task = known["type"] == "ms.vss-distributed-task.task";
        properties.entry("::Attributes").or_insert_with(|| if is_task { 16 } else { 0 }.into());
        properties.entry("::Version").or_insert_with(|| extension.version.as_str().into());
    }
    if let Some(fields) = json.as_object_mut().filter(|_| !extension.is_built_in) {
        let of = json!({"extensionId": format!("{}.{}", extension.publisher, extension.id)});
        fields
            .entry("constraints")
            .or_insert_with(|| json!([{"name": "ExtensionLicensed", "properties": of}]));
        fields.entry("restrictedTo").or_insert_with(|| json!(["member"]));
    }
    json
}

/// An extension in the recorded order.
fn to_json(extension: &Extension) -> Object {
    let Extension { publisher, id, version, .. } = extension;
    let asset = format!("{publisher}/{id}/{version}");
    let state =
        Object::new().set("flags", flags(extension)).set("lastUpdated", sql_date(extension.installed.at));
    Object::new()
        .set("extensionId", id.as_str())
        .set("extensionName", extension.name.as_str())
        .set("publisherId", publisher.as_str())
        .set("publisherName", extension.publisher_name.as_str())
        .set("version", version.as_str())
        .set("registrationId", uuid::Uuid::nil().to_string())
        .set("manifestVersion", 1)
        .set("baseUri", format!("https://{publisher}.gallerycdn.vsassets.io/extensions/{asset}"))
        .set(
            "fallbackBaseUri",
            format!(
                "https://{publisher}.gallery.vsassets.io/_apis/public/gallery/publisher/{publisher}/extension/{id}/{version}/assetbyname"
            ),
        )
        .set("scopes", extension.scopes.clone())
        .set("contributions", extension.contributions.iter().map(|known| contribution(extension, known)).collect::<Vec<_>>())
        .set_if(extension.is_built_in, "flags", || "builtIn, trusted")
        .set("installState", state)
        .set("contributionTypes", json!([]))
        .set("lastPublished", sql_date(extension.published))
        .set("files", json!([]))
}

fn get_installed_extensions(view: &View<'_>) -> Result<Reply, Fault> {
    let disabled =
        ["includeDisabledExtensions", "includeDisabledApps"].into_iter().find(|name| view.query.has(name));
    let with_disabled = disabled.map_or(Ok(true), |name| view.query.flag(name))?;
    // What contributes one of these, where a client names some.
    let wanted = view.query.any(&["contributionIds"]).map(|ids| ids.split([',', ';']).collect::<Vec<_>>());
    let contributes = |known: &&Extension| {
        wanted.as_ref().is_none_or(|wanted| {
            known.contributions.iter().any(|own| wanted.iter().any(|id| own["id"] == *id))
        })
    };
    let found = view.organization.extensions().iter().filter(|known| with_disabled || !known.is_disabled);
    let found = found.filter(contributes);
    Ok(Reply::list(found.map(to_json)))
}

/// The publisher and the extension of the path.
fn names(call: &Call) -> Result<(&str, &str), Fault> {
    Ok((call.required("publisherName")?, call.required("extensionName")?))
}

fn of_path<'v>(view: &View<'v>) -> Result<&'v Extension, Fault> {
    let (publisher, id) = names(view.call)?;
    view.organization.extension(publisher, id).ok_or_else(|| not_installed(publisher, id))
}

fn get_installed_extension_by_name(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(to_json(of_path(view)?)))
}

fn install_extension_by_name(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (publisher, id) = names(change.call)?;
    let installed = change.stamp();
    let version = change.argument("version");
    if let Some(known) = change.view().organization.extension(publisher, id)
        && version.is_none_or(|version| version == known.version)
    {
        return Err(Fault::exception(
            StatusCode::CONFLICT,
            NAMESPACE,
            "ExtensionAlreadyInstalledException",
            format!("The extension {publisher}.{id} is already installed in the organization."),
        ));
    }
    let extension = Extension {
        publisher: publisher.to_owned(),
        id: id.to_owned(),
        publisher_name: publisher.to_owned(),
        name: id.to_owned(),
        version: version.unwrap_or("1.0.0").to_owned(),
        scopes: Vec::new(),
        contributions: Vec::new(),
        is_built_in: false,
        is_disabled: false,
        published: installed.at,
        installed,
    };
    change.make(|tx| tx.install_extension(extension))?;
    Ok(Reply::json(to_json(of_path(&change.view())?)))
}

fn uninstall_extension_by_name(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (publisher, id) = names(change.call)?;
    of_path(&change.view())?;
    change.make(|tx| tx.uninstall_extension(publisher, id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// An extension is switched on and off by its state. <https://learn.microsoft.com/rest/api/azure/devops/extensionmanagement>
fn update_installed_extension(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let publisher = text(&body, "/publisherId").ok_or_else(|| Fault::argument_null("publisherId"))?;
    let id = text(&body, "/extensionId").ok_or_else(|| Fault::argument_null("extensionId"))?;
    change.view().organization.extension(publisher, id).ok_or_else(|| not_installed(publisher, id))?;
    let flags = body.pointer("/installState/flags");
    let flags = flags.ok_or_else(|| Fault::argument_null("installState.flags"))?;
    // By name, or by number: 1 is disabled.
    let is_disabled = match flags {
        Value::String(text) => text.split(',').any(|flag| flag.trim().eq_ignore_ascii_case("disabled")),
        other => other.as_i64().is_some_and(|flags| flags & 1 != 0),
    };
    change.make(|tx| tx.disable_extension(publisher, id, is_disabled))?;
    let view = change.view();
    let known = view.organization.extension(publisher, id).ok_or_else(|| not_installed(publisher, id))?;
    Ok(Reply::json(to_json(known)))
}

fn query_extensions(view: &View<'_>, _body: Option<Value>) -> Result<Reply, Fault> {
    Ok(Reply::list(view.organization.extensions().iter().map(to_json)))
}

fn get_states(view: &View<'_>) -> Result<Reply, Fault> {
    let with_disabled = view.query.flag("includeDisabled")?;
    let found = view.organization.extensions().iter().filter(|known| with_disabled || !known.is_disabled);
    Ok(Reply::list(found.map(|extension| {
        Object::new()
            .set("extensionName", extension.id.as_str())
            .set("publisherName", extension.publisher.as_str())
            .set("version", extension.version.as_str())
            .set("flags", flags(extension))
            .set("lastUpdated", sql_date(extension.installed.at))
            .set("lastVersionCheck", date(view.stamp().at))
    })))
}

/// What happened to an extension, newest first.
fn get_audit_log(view: &View<'_>) -> Result<Reply, Fault> {
    let (publisher, id) = names(view.call)?;
    let events: Vec<_> = view.organization.journal().of::<ExtensionEvent>(0).collect();
    let entries = events.into_iter().rev().filter_map(|(entry, event)| {
        let (extension, action) = match event {
            ExtensionEvent::Installed(extension) => (extension, "installed"),
            ExtensionEvent::Updated(extension) => (extension, "versionUpdated"),
            ExtensionEvent::Disabled(extension) => (extension, "disabled"),
            ExtensionEvent::Enabled(extension) => (extension, "enabled"),
            ExtensionEvent::Uninstalled(extension) => (extension, "uninstalled"),
            _ => return None,
        };
        let is_it =
            extension.publisher.eq_ignore_ascii_case(publisher) && extension.id.eq_ignore_ascii_case(id);
        is_it.then(|| {
            Object::new()
                .set("auditDate", sql_date(entry.stamp.at))
                .set("updatedBy", view.urls().person(view.directory, entry.stamp.actor))
                .set("auditAction", action)
                .set("comment", extension.version.as_str())
        })
    });
    let entries: Vec<Object> = entries.collect();
    Ok(Reply::json(
        Object::new().set("publisherName", publisher).set("extensionName", id).set("entries", entries),
    ))
}

fn get_policies(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("userId")?;
    let all = json!({"install": "all", "request": "all"});
    Ok(Reply::json(Object::new().set("displayName", Value::Null).set("userId", id).set("permissions", all)))
}

fn request_json(view: &View<'_>, request: &ExtensionRequest) -> Object {
    let state = match request.state {
        RequestState::Open => "open",
        RequestState::Accepted => "accepted",
        RequestState::Rejected => "rejected",
    };
    let resolved =
        request.resolved.map(|stamp| (date(stamp.at), view.urls().person(view.directory, stamp.actor)));
    let (resolve_date, resolved_by) = resolved.unzip();
    Object::new()
        .set("requestDate", sql_date(request.asked.at))
        .set("requestedBy", view.urls().person(view.directory, request.asked.actor))
        .set("requestMessage", request.message.as_str())
        .set("requestState", state)
        .set_some("rejectMessage", request.reject_message.as_deref())
        .set_some("resolveDate", resolve_date)
        .set_some("resolvedBy", resolved_by)
}

fn requested_json(view: &View<'_>, publisher: &str, extension: &str) -> Object {
    let all = view.organization.extension_requests().iter();
    let own = all.filter(|known| known.publisher == publisher && known.extension == extension);
    let requests: Vec<Object> = own.map(|request| request_json(view, request)).collect();
    Object::new()
        .set("publisherName", publisher)
        .set("extensionName", extension)
        .set("publisherDisplayName", publisher)
        .set("extensionDisplayName", extension)
        .set("requestCount", requests.len())
        .set("extensionRequests", requests)
}

fn get_requests(view: &View<'_>) -> Result<Reply, Fault> {
    let requests = view.organization.extension_requests().iter();
    let names =
        crate::base::distinct(requests.map(|known| (known.publisher.as_str(), known.extension.as_str())));
    Ok(Reply::list(
        names.into_iter().map(|(publisher, extension)| requested_json(view, publisher, extension)),
    ))
}

fn request_extension(change: &mut Change<'_>, body: Option<Value>) -> Result<Reply, Fault> {
    let (publisher, extension) = names(change.call)?;
    // The message alone, as a JSON text.
    let message = body.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
    change.make(|tx| tx.request_extension(publisher.to_owned(), extension.to_owned(), message))?;
    Ok(Reply::json(requested_json(&change.view(), publisher, extension)))
}

fn delete_request(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (publisher, extension) = names(change.call)?;
    change.make(|tx| tx.delete_extension_request(publisher, extension))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// How requests are decided: `state` in the query, the reason as the body.
fn resolve(change: &mut Change<'_>, body: Option<&Value>, requester: Option<&str>) -> Result<Reply, Fault> {
    const STATES: [(&str, i64, RequestState); 2] =
        [("accepted", 1, RequestState::Accepted), ("rejected", 2, RequestState::Rejected)];
    let names = names(change.call)?;
    let wanted = change.query.any(&["state"]).ok_or_else(|| Fault::argument_null("state"))?;
    let state =
        crate::base::choice(wanted, &STATES).ok_or_else(|| Fault::invalid_parameter("state", wanted))?;
    let requester = match requester {
        None => None,
        Some(id) => Some(id.parse().map_err(|_| Fault::invalid_parameter("requesterId", id))?),
    };
    let message = body.and_then(Value::as_str);
    let count = change.make(|tx| tx.resolve_extension_requests(names, requester, state, message))?;
    Ok(Reply::json(count))
}

fn resolve_request(change: &mut Change<'_>, body: Option<Value>) -> Result<Reply, Fault> {
    let requester = change.required("requesterId")?;
    resolve(change, body.as_ref(), Some(requester))
}

fn resolve_all_requests(change: &mut Change<'_>, body: Option<Value>) -> Result<Reply, Fault> {
    resolve(change, body.as_ref(), None)
}

/// The collection of the path.
fn collection(call: &Call) -> Result<CollectionKey, Fault> {
    let (publisher, extension) = names(call)?;
    let lower = |name: &str| call.required(name).map(str::to_lowercase);
    let (scope, mut value, collection) =
        (lower("scopeType")?, lower("scopeValue")?, lower("collectionName")?);
    if value == "me" {
        // Everybody has a collection of their own.
        value = call.actor.to_string();
    }
    Ok((publisher.to_lowercase(), extension.to_lowercase(), scope, value, collection))
}

fn no_document(id: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "DocumentDoesNotExistException",
        format!("The document {id} does not exist."),
    )
}

fn no_collection(name: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "DocumentCollectionDoesNotExistException",
        format!("The collection {name} does not exist."),
    )
}

fn get_documents_by_name(view: &View<'_>) -> Result<Reply, Fault> {
    let key = collection(view)?;
    let found = view.organization.extension_documents(&key).ok_or_else(|| no_collection(&key.4))?;
    Ok(Reply::list(found.values()))
}

fn get_document_by_name(view: &View<'_>) -> Result<Reply, Fault> {
    let (key, id) = (collection(view)?, view.required("documentId")?);
    let found = view.organization.extension_documents(&key).ok_or_else(|| no_collection(&key.4))?;
    let found = found.get(id).ok_or_else(|| no_document(id))?;
    Ok(Reply::json(found.clone()))
}

/// Who wins when two write one document: the version that a body names must be the one that is there; -1 is any.
fn write(change: &mut Change<'_>, mut document: Map<String, Value>, merges: bool) -> Result<Reply, Fault> {
    let key = collection(change.call)?;
    let id = document.get("id").and_then(Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned);
    let id = id.or_else(|| change.new_ids(1).first().map(ToString::to_string)).unwrap_or_default();
    let view = change.view();
    let known = view.organization.extension_documents(&key).and_then(|known| known.get(&id)).cloned();
    let etag = known.as_ref().and_then(|known| known.get("__etag")).and_then(Value::as_i64).unwrap_or(0);
    let given = document.get("__etag").and_then(Value::as_i64);
    if known.is_some() && given.is_some_and(|given| given != -1 && given != etag) {
        return Err(Fault::exception(
            StatusCode::BAD_REQUEST,
            NAMESPACE,
            "InvalidDocumentVersionException",
            format!("The document {id} has another version than the request names."),
        ));
    }
    if let Some(Value::Object(mut whole)) = known.filter(|_| merges) {
        whole.extend(document);
        document = whole;
    }
    document.insert("id".to_owned(), id.clone().into());
    document.insert("__etag".to_owned(), (etag + 1).into());
    let document = Value::Object(document);
    change.make(|tx| tx.set_extension_document(key, &id, Some(document.clone())))?;
    Ok(Reply::json(document))
}

fn exists(change: &Change<'_>, document: &Map<String, Value>) -> Result<Option<String>, Fault> {
    let key = collection(change.call)?;
    let id = document.get("id").and_then(Value::as_str);
    let view = change.view();
    let known = view.organization.extension_documents(&key);
    Ok(id.filter(|id| known.is_some_and(|known| known.contains_key(*id))).map(str::to_owned))
}

fn create_document_by_name(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    if let Some(id) = exists(change, &body)? {
        return Err(Fault::exception(
            StatusCode::CONFLICT,
            NAMESPACE,
            "DocumentExistsException",
            format!("The document {id} already exists."),
        ));
    }
    write(change, body, false)
}

fn set_document_by_name(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    write(change, body, false)
}

fn update_document_by_name(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let id = body.get("id").and_then(Value::as_str).ok_or_else(|| Fault::argument_null("id"))?.to_owned();
    exists(change, &body)?.ok_or_else(|| no_document(&id))?;
    write(change, body, true)
}

fn delete_document_by_name(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (key, id) = (collection(change.call)?, change.required("documentId")?);
    let view = change.view();
    let is_there = view.organization.extension_documents(&key).is_some_and(|known| known.contains_key(id));
    is_there.then_some(()).ok_or_else(|| no_document(id))?;
    change.make(|tx| tx.set_extension_document(key, id, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn query_collections_by_name(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let (publisher, extension) = names(view.call)?;
    let asked = body.get("collections").and_then(Value::as_array).into_iter().flatten();
    let found = asked.map(|asked| {
        let part = |name: &str| text(asked, name).unwrap_or_default();
        let (name, scope, value) = (part("/collectionName"), part("/scopeType"), part("/scopeValue"));
        let own = view.actor.to_string();
        let kept = if value.eq_ignore_ascii_case("me") { own.as_str() } else { value };
        let key = [publisher, extension, scope, kept, name].map(str::to_lowercase);
        let [publisher, extension, scope_key, kept, collection] = key;
        let key = (publisher, extension, scope_key, kept, collection);
        let documents = view.organization.extension_documents(&key).into_iter().flatten();
        let documents: Vec<Value> = documents.map(|(_, document)| document.clone()).collect();
        Object::new()
            .set("collectionName", name)
            .set("scopeType", scope)
            .set("scopeValue", value)
            .set("documents", Value::Array(documents))
    });
    Ok(Reply::list(found.collect::<Vec<_>>()))
}
