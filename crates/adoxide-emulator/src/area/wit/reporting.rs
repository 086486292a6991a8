//! The reporting feeds: what changed since a watermark.
//!
//! A token of revisions is `watermark;id;rev`, as recorded; one of links is the watermark alone. A page looks at
//! a bounded part of the journal: it may be short, even empty, and only `isLastBatch` says that it is the end.

use std::collections::BTreeSet;

use adoxide_api::wit::meta;
use serde_json::Value;

use super::shape::{Shape, known_field};
use super::work_item::scope;
use crate::base::flag;
use crate::base::{date, parse_date};
use crate::handler::handlers;
use crate::handler::{Call, View};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::field::{self, FieldId, FieldKind, FieldValue};
use crate::world::id::ProjectId;
use crate::world::work_item::{Revision, RevisionEvent};

handlers! {
    meta::READ_REPORTING_REVISIONS_GET => read(get_revisions),
    meta::READ_REPORTING_REVISIONS_POST => read(post_revisions),
    meta::READ_REPORTING_DISCUSSIONS => read(get_discussions),
    meta::GET_REPORTING_LINKS_BY_LINK_TYPE => read(get_links),
}

/// Rows of a page of revisions by default, and at most.
const PAGE: usize = 200;
const LARGEST_PAGE: usize = 1_000;
/// Rows of a page of links.
const LINKS: usize = 1_000;
/// How much of the journal a page looks at, in pages.
const LOOK: usize = 50;

/// What of the feed is wanted.
#[expect(clippy::struct_excessive_bools, reason = "each is a parameter of its own")]
struct Filter {
    scope: Option<ProjectId>,
    types: BTreeSet<String>,
    fields: Option<Vec<FieldId>>,
    with_identities: bool,
    with_deleted: bool,
    with_tags: bool,
    latest_only: bool,
    discussions_only: bool,
    with_long_text: bool,
    /// The path of the feed.
    resource: &'static str,
}

impl Filter {
    fn of_query(view: &View<'_>) -> Result<Self, Fault> {
        let names = view.query.all("fields");
        let expand = view.query.any(&["$expand", "expand"]).unwrap_or("none");
        let expand = crate::base::choice(expand, &[("none", 0, false), ("fields", 1, true)])
            .ok_or_else(|| Fault::invalid_parameter("$expand", expand))?;
        Ok(Self {
            scope: scope(view)?,
            types: view.query.all("types").into_iter().map(str::to_lowercase).collect(),
            fields: fields_of(view.organization, &names)?,
            with_identities: view.query.flag("includeIdentityRef")?,
            with_deleted: view.query.flag("includeDeleted")?,
            with_tags: view.query.flag("includeTagRef")?,
            latest_only: view.query.flag("includeLatestOnly")?,
            discussions_only: view.query.flag("includeDiscussionChangesOnly")?,
            with_long_text: expand,
            resource: "workItemRevisions",
        })
    }

    fn of_body(view: &View<'_>, body: &Value) -> Result<Self, Fault> {
        let texts = |name: &str| {
            let list = body.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(Value::as_str).collect::<Vec<_>>()
        };
        let is = |name: &str| match body.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(Value::String(text)) => flag(text).ok_or_else(|| Fault::invalid_parameter(name, text)),
            Some(other) => Err(Fault::invalid_parameter(name, &other.to_string())),
        };
        let query = Self::of_query(view)?;
        Ok(Self {
            types: texts("types").into_iter().map(str::to_lowercase).collect(),
            fields: fields_of(view.organization, &texts("fields"))?,
            with_identities: is("includeIdentityRef")?,
            with_deleted: is("includeDeleted")?,
            with_tags: is("includeTagRef")?,
            latest_only: is("includeLatestOnly")?,
            discussions_only: is("includeDiscussionChangesOnly")?,
            ..query
        })
    }

    fn lets_through(&self, revision: &Revision<'_>) -> bool {
        if revision.item.deleted.is_some() && !self.with_deleted {
            return false;
        }
        if self.scope.is_some_and(|scope| scope != revision.project()) {
            return false;
        }
        if self.discussions_only && revision.value(field::HISTORY).is_none() {
            return false;
        }
        if self.types.is_empty() {
            return true;
        }
        let kind = revision.value(field::WORK_ITEM_TYPE);
        let kind = kind.as_ref().and_then(FieldValue::as_text).unwrap_or_default();
        self.types.contains(&kind.to_lowercase())
    }
}

fn fields_of(organization: &Organization, names: &[&str]) -> Result<Option<Vec<FieldId>>, Fault> {
    let fields = names.iter().map(|name| known_field(organization, name).map(|field| field.id));
    let fields: Vec<_> = fields.collect::<Result<_, _>>()?;
    Ok((!fields.is_empty()).then_some(fields))
}

/// Where a feed goes on: the number of the journal's event that was last seen.
fn begin(view: &View<'_>) -> Result<u64, Fault> {
    let organization = view.organization;
    if let Some(token) = view.query.any(&["continuationToken", "watermark"]) {
        let first = token.split(';').next().unwrap_or_default();
        return first.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token));
    }
    let Some(text) = view.query.any(&["startDateTime"]) else { return Ok(0) };
    let at = parse_date(text).ok_or_else(|| Fault::invalid_parameter("startDateTime", text))?;
    Ok(organization.journal().before(at))
}

fn get_revisions(view: &View<'_>) -> Result<Reply, Fault> {
    let filter = Filter::of_query(view)?;
    revisions(view, &Shape::new(view), &filter)
}

fn post_revisions(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let filter = Filter::of_body(view, &body)?;
    revisions(view, &Shape::new(view), &filter)
}

fn get_discussions(view: &View<'_>) -> Result<Reply, Fault> {
    let filter = Filter::of_query(view)?;
    let resource = "workItemRevisions/discussions";
    let filter = Filter { discussions_only: true, with_long_text: true, resource, ..filter };
    revisions(view, &Shape::new(view), &filter)
}

/// One page of a feed: the rows, where to go on, and whether that is the end.
struct Page {
    rows: Vec<Object>,
    token: String,
    is_last: bool,
}

fn revisions(view: &View<'_>, shape: &Shape<'_>, filter: &Filter) -> Result<Reply, Fault> {
    let size = view.query.number(&["$maxPageSize", "maxPageSize"])?.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let start = begin(view)?;
    let page = if filter.latest_only {
        take_revisions(shape, filter, shape.organization.latest_since(start), size, view, start)
    } else {
        take_revisions(shape, filter, shape.organization.revisions_since(start), size, view, start)
    };
    Ok(reply(view, filter.resource, page))
}

fn take_revisions<'w>(
    shape: &Shape<'w>,
    filter: &Filter,
    events: impl Iterator<Item = (u64, Option<RevisionEvent<'w>>)>,
    size: usize,
    call: &Call,
    start: u64,
) -> Page {
    let mut events = events.peekable();
    let mut rows = Vec::new();
    // The token of a page that is empty is the one that asked for it.
    let mut token =
        call.query.any(&["continuationToken"]).map_or_else(|| format!("{start};0;0"), str::to_owned);
    let mut seen = 0;
    while rows.len() < size && seen < size.saturating_mul(LOOK) {
        let Some((sequence, event)) = events.next() else { break };
        seen += 1;
        token = match &event {
            Some(event) => format!("{sequence};{};{}", event.revision.item.id, event.revision.rev),
            None => format!("{sequence};0;0"),
        };
        if let Some(event) = event.filter(|event| filter.lets_through(&event.revision)) {
            rows.push(row(shape, filter, &event.revision));
        }
    }
    Page { rows, token, is_last: events.peek().is_none() }
}

/// A revision in the feed: id, rev, and fields; people as text or as references, long texts only if asked for.
fn row(shape: &Shape<'_>, filter: &Filter, revision: &Revision<'_>) -> Object {
    // These are always there, as documented, but for requests that name their fields.
    const MORE: &[FieldId] =
        &[field::ID, field::REV, field::REVISED_DATE, field::WATERMARK, field::IS_DELETED];
    let organization = shape.organization;
    let mut values: Vec<(FieldId, FieldValue)> = if let Some(fields) = &filter.fields {
        fields.iter().filter_map(|id| Some((*id, revision.value(*id)?))).collect()
    } else {
        let kept = revision.fields(false).into_iter().filter(|(id, _)| {
            let kind = organization.fields().get(*id).map(|field| field.kind);
            let is_text = matches!(kind, Some(FieldKind::Html | FieldKind::History | FieldKind::PlainText));
            !is_text || filter.with_long_text || *id == field::TAGS
        });
        kept.chain(MORE.iter().filter_map(|id| Some((*id, revision.value(*id)?)))).collect()
    };
    values.sort_by_key(|(id, _)| *id);
    values.dedup_by_key(|(id, _)| *id);
    let fields = values.into_iter().fold(Object::new(), |fields, (id, value)| {
        let Some(known) = organization.fields().get(id) else { return fields };
        let value = match value {
            FieldValue::Identity(person) if filter.with_identities => {
                shape.urls.person(shape.directory, person).into()
            }
            FieldValue::Identity(person) => shape.person_text(person).into_json(),
            FieldValue::Text(text) if id == field::TAGS && filter.with_tags => {
                let known = organization.tags(revision.project());
                let tags = text.split("; ").filter_map(|name| known.iter().find(|tag| tag.name == name));
                let tags = tags
                    .map(|tag| Object::new().set("id", tag.id.to_string()).set("name", tag.name.as_str()));
                tags.collect::<Json>()
            }
            value => shape.value(&value),
        };
        fields.set(&known.reference_name, value)
    });
    Object::new().set("id", revision.item.id).set("rev", revision.rev).set("fields", fields)
}

fn get_links(view: &View<'_>) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let organization = shape.organization;
    let scope = scope(view)?;
    let start = begin(view)?;
    let kinds: Vec<_> = view.query.all("linkTypes").into_iter().map(str::to_lowercase).collect();
    let types: BTreeSet<_> = view.query.all("types").into_iter().map(str::to_lowercase).collect();
    let mut events = organization.links_since(start).peekable();
    let mut rows = Vec::new();
    let mut token = view.query.any(&["continuationToken"]).map_or_else(|| start.to_string(), str::to_owned);
    let mut seen = 0;
    while rows.len() < LINKS && seen < LINKS * LOOK {
        let Some((sequence, event)) = events.next() else { break };
        seen += 1;
        token = sequence.to_string();
        let Some(event) = event else { continue };
        let items = organization.work_items();
        let (source, target) = (items.get_any(event.source), items.get_any(event.target));
        let name = event.end.reference_name();
        let kind = event.end.link_type().reference_name;
        let is_wanted = kinds.is_empty()
            || kinds.iter().any(|wanted| *wanted == name.to_lowercase() || *wanted == kind.to_lowercase());
        let is_here = scope.is_none_or(|scope| source.is_some_and(|item| item.project == scope));
        let has_type = types.is_empty()
            || source.is_some_and(|item| {
                let kind = item.values().text(field::WORK_ITEM_TYPE).unwrap_or_default();
                types.contains(&kind.to_lowercase())
            });
        if !is_wanted || !is_here || !has_type {
            continue;
        }
        let comment = source.and_then(|item| {
            let link = item.links().find(|link| link.end == event.end && link.target == event.target)?;
            link.comment.clone()
        });
        rows.push(
            Object::new()
                .set("rel", name)
                .set("sourceId", event.source)
                .set("targetId", event.target)
                .set("changedDate", date(event.stamp.at))
                .set("changedBy", shape.urls.person(shape.directory, event.stamp.actor))
                .set_some("comment", comment.as_deref())
                .set("isActive", event.is_active)
                .set("changedOperation", if event.is_active { "create" } else { "remove" })
                .set_some("sourceProjectId", source.map(|item| item.project.to_string()))
                .set_some("targetProjectId", target.map(|item| item.project.to_string())),
        );
    }
    let page = Page { rows, token, is_last: events.peek().is_none() };
    Ok(reply(view, "workItemLinks", page))
}

/// A page, with the request that goes on from it.
fn reply(call: &Call, resource: &str, page: Page) -> Reply {
    let project = call.argument("project").map(|name| format!("{}/", crate::wire::address::segment(name)));
    let path = format!("{}_apis/wit/reporting/{resource}", project.unwrap_or_default());
    let mut query = vec![format!("continuationToken={}", page.token)];
    let repeated = [
        "types",
        "linkTypes",
        "fields",
        "includeIdentityRef",
        "includeDeleted",
        "includeTagRef",
        "includeLatestOnly",
        "includeDiscussionChangesOnly",
        "$expand",
        "$maxPageSize",
    ];
    for name in repeated {
        let values = call.query.all(name);
        if !values.is_empty() {
            let values: Vec<_> = values.into_iter().map(crate::wire::address::segment).collect();
            query.push(format!("{name}={}", values.join(",")));
        }
    }
    query.push(format!("api-version={}", call.version));
    let next = call.urls().at(format_args!("{path}?{}", query.join("&")));
    Reply::json(
        Object::new()
            .set("values", page.rows)
            .set("nextLink", next)
            .set("continuationToken", page.token)
            .set("isLastBatch", page.is_last),
    )
}
