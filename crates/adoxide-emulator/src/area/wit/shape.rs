//! Work items as JSON, and JSON as values of fields.

use http::StatusCode;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use crate::base::choice;
use crate::base::{date, parse_date};
use crate::handler::{Call, View};
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object, link};
use crate::wire::number::Number;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::field::{self, Field, FieldId, FieldKind, FieldValue};
use crate::world::id::{IdentityId, ProjectId};
use crate::world::name::same_name;
use crate::world::work_item::{Link, Relation, Resource, ResourceKind, Revision, WorkItemId, never};

/// What an answer shows of work items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Expand {
    pub relations: bool,
    pub fields: bool,
    pub links: bool,
}

impl Expand {
    pub const NONE: Self = Self { relations: false, fields: false, links: false };

    /// An expansion by name or number.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let all = Self { relations: true, fields: true, links: true };
        let choices = [
            ("none", 0, Self::NONE),
            ("relations", 1, Self { relations: true, ..Self::NONE }),
            ("fields", 2, Self::NONE),
            ("links", 3, Self { links: true, ..Self::NONE }),
            ("all", 4, all),
        ];
        choice(text, &choices).ok_or_else(|| Fault::invalid_parameter("$expand", text))
    }

    pub fn of(call: &Call) -> Result<Self, Fault> {
        call.query.any(&["$expand", "expand"]).map_or(Ok(Self::NONE), Self::parse)
    }
}

/// What of the fields an answer shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Show {
    /// These, or those that are shown by default.
    pub fields: Option<Vec<FieldId>>,
    pub expand: Expand,
    /// Whether the links to other resources are there all the same.
    pub with_links: bool,
    /// Whether the URL says which revision it is, also of the last.
    pub in_url: bool,
}

/// What is needed to write work items down.
pub(super) struct Shape<'a> {
    pub urls: Urls<'a>,
    pub directory: &'a Directory,
    pub organization: &'a Organization,
    /// Whether people are text: recorded below version 5.0, and in the recycle bin at any.
    pub plain_people: bool,
    /// Whether they tell the formats of their fields.
    pub has_formats: bool,
}

impl<'a> Shape<'a> {
    pub fn new(view: &View<'a>) -> Self {
        let plain_people = view.version.number < Number::new(5, 0);
        let View { call, directory, organization } = *view;
        let has_formats = call.shared.edition.has_markdown_fields(call.stamp().at);
        Self { urls: call.urls(), directory, organization, plain_people, has_formats }
    }

    /// A person as text: `Ada Example <ada@fabrikam.example>`.
    pub fn person_text(&self, id: IdentityId) -> String {
        person_text(self.directory, id)
    }

    pub fn person(&self, id: IdentityId) -> Json {
        if self.plain_people {
            self.person_text(id).into_json()
        } else {
            self.urls.person(self.directory, id).into()
        }
    }

    pub fn value(&self, value: &FieldValue) -> Json {
        match value {
            FieldValue::Integer(number) => (*number).into_json(),
            FieldValue::Double(number) => (*number).into_json(),
            FieldValue::Boolean(flag) => (*flag).into_json(),
            FieldValue::DateTime(at) => date(*at).into_json(),
            FieldValue::Text(text) => (&**text).into_json(),
            FieldValue::Identity(id) => self.person(*id),
        }
    }

    pub fn work_item_url(&self, project: ProjectId, id: WorkItemId) -> String {
        self.urls.at(format_args!("{project}/_apis/wit/workItems/{id}"))
    }

    pub fn field_url(&self, field: &Field) -> String {
        self.urls.at(format_args!("_apis/wit/fields/{}", field.reference_name))
    }

    pub fn type_url(&self, project: ProjectId, name: &str) -> String {
        self.urls.at(format_args!("{project}/_apis/wit/workItemTypes/{}", segment(name)))
    }

    /// The fields of a revision, by reference name.
    pub fn fields(&self, revision: &Revision<'_>, show: &Show) -> Object {
        let fields = self.organization.fields();
        let values = match &show.fields {
            Some(wanted) => {
                let values = wanted.iter().map(|id| (*id, revision.value(*id)));
                let mut values: Vec<_> = values.filter_map(|(id, value)| Some((id, value?))).collect();
                values.sort_by_key(|(id, _)| *id);
                values.dedup_by_key(|(id, _)| *id);
                values
            }
            None => revision.fields(show.expand.fields),
        };
        values.iter().fold(Object::new(), |object, (id, value)| match fields.get(*id) {
            Some(field) => object.set(&field.reference_name, self.value(value)),
            None => object,
        })
    }

    /// A work item, in the recorded order of keys.
    pub fn work_item(&self, revision: &Revision<'_>, show: &Show) -> Object {
        let (id, project) = (revision.item.id, revision.project());
        let url = self.work_item_url(project, id);
        let relations =
            if show.expand.relations { self.relations(&revision.relations()) } else { Vec::new() };
        let is_current = revision.rev == revision.item.rev;
        let formats = revision.item.markdown.iter().filter(|_| is_current && show.fields.is_none());
        let formats: Map<String, Value> = formats
            .filter_map(|id| self.organization.fields().get(*id))
            .map(|field| (field.reference_name.to_string(), "markdown".into()))
            .collect();
        let comment = revision.item.comments.iter().find(|comment| comment.rev == revision.rev);
        let comment = comment.filter(|_| revision.value(field::HISTORY).is_some()).map(|comment| {
            let url = format!("{url}/comments/{}/versions/1", comment.id);
            Object::new().set("commentId", comment.id).set("version", 1).set("url", url)
        });
        let with_links = show.with_links || show.expand.links;
        Object::new()
            .set("id", id)
            .set("rev", revision.rev)
            .set("fields", self.fields(revision, show))
            // Recorded in March 2026: there also where no field has a format.
            .set_if(is_current && self.has_formats, "multilineFieldsFormat", || formats)
            .set_if(!relations.is_empty(), "relations", || relations)
            .set_some("commentVersionRef", comment.filter(|_| show.fields.is_none()))
            .set_if(with_links, "_links", || self.links(revision))
            .set(
                "url",
                if is_current && !show.in_url { url } else { format!("{url}/revisions/{}", revision.rev) },
            )
    }

    fn links(&self, revision: &Revision<'_>) -> Object {
        let (id, project) = (revision.item.id, revision.project());
        let url = self.work_item_url(project, id);
        let kind = revision.value(field::WORK_ITEM_TYPE);
        let kind = kind.as_ref().and_then(FieldValue::as_text).unwrap_or_default();
        let is_old = self.urls.version.number < Number::new(5, 0);
        let talk = if is_old { ("workItemHistory", "history") } else { ("workItemComments", "comments") };
        Object::new()
            .set("self", link(url.as_str()))
            .set("workItemUpdates", link(format!("{url}/updates")))
            .set("workItemRevisions", link(format!("{url}/revisions")))
            .set(talk.0, link(format!("{url}/{}", talk.1)))
            .set("html", link(self.urls.at(format_args!("{project}/_workitems/edit/{id}"))))
            .set("workItemType", link(self.type_url(project, kind)))
            .set("fields", link(self.urls.at(format_args!("{project}/_apis/wit/fields"))))
    }

    /// A deleted work item: recorded with people as text and links to the recycle bin.
    pub fn deleted(&self, revision: &Revision<'_>) -> Object {
        let (id, project) = (revision.item.id, revision.project());
        let url = self.urls.at(format_args!("{project}/_apis/wit/recyclebin/{id}"));
        let text = |id: FieldId| {
            let value = revision.value(id);
            value.as_ref().and_then(FieldValue::as_text).unwrap_or_default().to_owned()
        };
        let kind = text(field::WORK_ITEM_TYPE);
        let links = Object::new()
            .set("self", link(url.as_str()))
            .set("workItemType", link(self.type_url(project, &kind)))
            .set("fields", link(self.urls.at(format_args!("{project}/_apis/wit/fields"))));
        let plain = Shape { plain_people: true, ..*self };
        // Recorded: that it is deleted is no field that is shown.
        let resource = Object::new()
            .set("id", id)
            .set("rev", revision.rev)
            .set("fields", plain.fields(revision, &Show::default()))
            .set("_links", links)
            .set("url", url.as_str());
        self.deleted_reference(revision).set("resource", resource)
    }

    /// A deleted work item without its fields.
    pub fn deleted_reference(&self, revision: &Revision<'_>) -> Object {
        let bin = format_args!("{}/_apis/wit/recyclebin/{}", revision.project(), revision.item.id);
        self.reference_at(revision, self.urls.at(bin))
    }

    /// A work item that is or was deleted, without its fields, and where it is.
    pub fn reference_at(&self, revision: &Revision<'_>, url: String) -> Object {
        let text = |id: FieldId| revision.value(id).map(|value| self.value(&value));
        let (at, by) = revision.item.deleted.unwrap_or((revision.changed_date(), revision.changed_by()));
        let at = at.to_zoned(TimeZone::UTC);
        let hour = at.hour() % 12;
        let hour = if hour == 0 { 12 } else { hour };
        let (month, day, year) = (at.month(), at.day(), at.year());
        let half = if at.hour() < 12 { "AM" } else { "PM" };
        let date = format!("{month}/{day}/{year} {hour}:{:02}:{:02} {half}", at.minute(), at.second());
        Object::new()
            .set("id", revision.item.id)
            .set_some("type", text(field::WORK_ITEM_TYPE))
            .set_some("name", text(field::TITLE))
            .set_some("project", text(field::TEAM_PROJECT))
            .set("deletedDate", date)
            .set("deletedBy", self.person_text(by))
            .set("code", 200)
            .set("url", url)
    }

    pub fn relations(&self, relations: &[Relation]) -> Vec<Object> {
        relations.iter().map(|relation| self.relation(relation)).collect()
    }

    /// A relation as a work item lists it.
    pub fn relation(&self, relation: &Relation) -> Object {
        match relation {
            Relation::Link(link) => self.link(link),
            Relation::Resource(resource) => self.resource(resource),
        }
    }

    fn link(&self, link: &Link) -> Object {
        let project = self.organization.work_items().get_any(link.target).map(|item| item.project);
        let url = match project {
            Some(project) => self.work_item_url(project, link.target),
            None => self.urls.at(format_args!("_apis/wit/workItems/{}", link.target)),
        };
        let attributes = Object::new()
            .set("isLocked", false)
            .set_some("comment", link.comment.as_deref())
            .set("name", link.end.name());
        Object::new().set("rel", link.end.reference_name()).set("url", url).set("attributes", attributes)
    }

    fn resource(&self, resource: &Resource) -> Object {
        let added = date(resource.added);
        let attributes = Object::new()
            .set("authorizedDate", added.as_str())
            .set("id", resource.id)
            .set("resourceCreatedDate", added.as_str())
            .set("resourceModifiedDate", added.as_str())
            .set("revisedDate", date(never()))
            .set_some("resourceSize", resource.size)
            .set_some("comment", resource.comment.as_deref())
            .set_some("name", resource.name.as_deref());
        let url = match resource.kind {
            ResourceKind::AttachedFile => self.attachment_url(&resource.url),
            _ => resource.url.to_string(),
        };
        Object::new().set("rel", resource.kind.name()).set("url", url).set("attributes", attributes)
    }

    pub fn attachment_url(&self, id: &str) -> String {
        let project = id.parse().ok().and_then(|id| self.organization.attachment(id)?.project);
        match project {
            Some(project) => self.urls.at(format_args!("{project}/_apis/wit/attachments/{id}")),
            None => self.urls.at(format_args!("_apis/wit/attachments/{id}")),
        }
    }
}

/// A person as text: `Ada Example <ada@fabrikam.example>`.
fn person_text(directory: &Directory, id: IdentityId) -> String {
    directory
        .identity(id)
        .map_or_else(|| id.to_string(), |person| format!("{} <{}>", person.display_name, person.unique_name))
}

/// A field by name; unknown ones are an error.
pub(super) fn known_field<'a>(organization: &'a Organization, name: &str) -> Result<&'a Field, Fault> {
    let found = organization.fields().find(name.trim());
    found.ok_or_else(|| Fault::field_not_found(StatusCode::BAD_REQUEST, name))
}

/// A JSON value as the value of a field; nothing for an empty one.
pub(super) fn field_value(
    directory: &Directory,
    organization: &Organization,
    field: &Field,
    value: &Value,
    any_person: bool,
) -> Result<Option<FieldValue>, Fault> {
    let invalid = || {
        Fault::invalid_value(&field.reference_name, field.kind.name(), value.to_string().trim_matches('"'))
    };
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) if text.is_empty() => return Ok(None),
        Value::String(text) => text.clone(),
        Value::Bool(flag) => if *flag { "True" } else { "False" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(_) if field.is_identity => String::new(),
        Value::Array(_) | Value::Object(_) => return Err(invalid()),
    };
    if field.is_identity {
        let found = find_person(directory, organization, value);
        return match found {
            Some(id) => Ok(Some(FieldValue::Identity(id))),
            None if any_person && value.is_string() => Ok(Some(FieldValue::text(text))),
            None => {
                let name = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                Err(Fault::unknown_identity(&field.name, &name))
            }
        };
    }
    Ok(Some(match field.kind {
        FieldKind::Integer => {
            let whole = text.trim().parse::<f64>().ok().filter(|number| number.fract() == 0.0);
            let number = text.trim().parse::<i64>().ok().or_else(|| whole.map(|number| number as i64));
            FieldValue::Integer(number.ok_or_else(invalid)?)
        }
        FieldKind::Double => {
            let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            FieldValue::Double(number.ok_or_else(invalid)?)
        }
        FieldKind::Boolean => FieldValue::Boolean(crate::base::flag(&text).ok_or_else(invalid)?),
        FieldKind::DateTime => FieldValue::DateTime(parse_date(&text).ok_or_else(invalid)?),
        FieldKind::Guid => FieldValue::text(text.parse::<uuid::Uuid>().map_err(|_| invalid())?.to_string()),
        _ => FieldValue::text(text),
    }))
}

/// A person by object, `Name <address>`, address, name, id or descriptor.
fn find_person(directory: &Directory, organization: &Organization, value: &Value) -> Option<IdentityId> {
    let by = |text: &str| {
        let text = text.trim();
        let address = text.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).map(str::trim);
        let mut members = organization.members().filter_map(|id| directory.identity(id));
        members
            .find(|person| match address {
                Some(address) => same_name(&person.unique_name, address),
                None => {
                    same_name(&person.unique_name, text)
                        || same_name(&person.display_name, text)
                        || person.id.to_string().eq_ignore_ascii_case(text)
                        || person.subject_descriptor == text
                        || person.descriptor == text
                }
            })
            .map(|person| person.id)
    };
    if let Some(text) = value.as_str() {
        return by(text);
    }
    let part = |name: &str| value.get(name).and_then(Value::as_str);
    ["id", "descriptor", "uniqueName", "displayName"].into_iter().filter_map(part).find_map(by)
}
