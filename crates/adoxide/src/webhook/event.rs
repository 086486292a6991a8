//! One event: the envelope, and the resource in it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use adoxide_api::event::EventResource;
use adoxide_api::hooks::{FormattedEventMessage, ResourceContainer};
use adoxide_api::wire::{DateTime, DecodeError, Json};
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::subject::is_zero;
use crate::error::{Error, ErrorKind, Result};

/// The largest body that [`Event::parse`] reads, in bytes. Larger than what the service is known to send.
pub const BODY_LIMIT: usize = 10 * 1024 * 1024;

/// One event, as service hooks deliver it.
///
/// Members that are absent and members that are null are both `None`. The text that was delivered is kept whole: see
/// [`raw`](Self::raw).
#[derive(Clone)]
#[non_exhaustive]
pub struct Event {
    /// The id of the event, a GUID. It is the same in the deliveries of all subscriptions; in test notifications it is
    /// a constant of the event type.
    pub id: Option<String>,
    /// The id of the subscription, a GUID. Absent in bodies that were read from a storage queue.
    pub subscription_id: Option<String>,
    /// The number of the notification in its subscription.
    pub notification_id: Option<i64>,
    /// The event type: `git.push`.
    pub event_type: String,
    /// The publisher: `tfs`, `pipelines`, `rm`.
    pub publisher_id: Option<String>,
    /// What the resource was rendered for; `all` in older deliveries.
    pub scope: Option<String>,
    /// What happened, in a sentence, unless the subscription sends no messages (`messagesToSend`).
    pub message: Option<FormattedEventMessage>,
    /// What happened, in detail, unless the subscription sends no detailed messages (`detailedMessagesToSend`).
    pub detailed_message: Option<FormattedEventMessage>,
    /// The version of the resource's shape: `1.0`, `5.1-preview.1`.
    pub resource_version: Option<String>,
    /// Where it happened.
    pub containers: Containers,
    /// When the delivery was created, some seconds after what happened.
    pub created_date: Option<DateTime>,
    /// The id of the service's activity, from the header `X-VSS-ActivityId`: quote it to support.
    pub activity_id: Option<String>,
    /// The resource, by event type and resource version. `None` if the subscription sends none
    /// (`resourceDetailsToSend: none`).
    pub resource: Option<EventResource>,
    raw: Box<str>,
    raw_resource: Option<Box<str>>,
    unexpected: Option<Arc<Error>>,
}

/// Where an event happened. Test notifications and samples have ids that lead nowhere, and no addresses.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Containers {
    /// The project, if the event is of one.
    pub project: Option<ResourceContainer>,
    /// The collection, in Azure DevOps Services the one that the organization has.
    pub collection: Option<ResourceContainer>,
    /// The organization.
    pub account: Option<ResourceContainer>,
    /// All others, such as `server`.
    pub others: BTreeMap<String, ResourceContainer>,
}

impl Event {
    /// Reads a delivery. Authenticate it first, with a [`Verifier`](super::Verifier).
    ///
    /// A resource that can't be decoded is not an error: the event is there, with [`EventResource::Other`] and
    /// [`unexpected`](Self::unexpected), so that a receiver doesn't lose it.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] if the body is larger than [`BODY_LIMIT`]; [`ErrorKind::NotSupported`] if it is
    /// compressed; [`ErrorKind::Decode`] if it is not JSON, not an object, or has no event type.
    pub fn parse(headers: &HeaderMap, body: impl AsRef<[u8]>) -> Result<Self> {
        let body = body.as_ref();
        if body.len() > BODY_LIMIT {
            return Err(Error::new(
                ErrorKind::TooLarge,
                format!("the delivery has {} bytes, expected at most {BODY_LIMIT}", body.len()),
            )
            .advise("set `resourceDetailsToSend` of the subscription to `minimal`"));
        }
        if let Some(encoding) = headers.get(CONTENT_ENCODING).filter(|encoding| *encoding != "identity") {
            return Err(Error::new(
                ErrorKind::NotSupported,
                format!("the delivery is encoded as {encoding:?}"),
            )
            .advise("decode the body before it is parsed"));
        }
        let mut event = Self::from_json(body)?;
        event.activity_id =
            headers.get("x-vss-activityid").and_then(|id| id.to_str().ok()).map(str::to_owned);
        Ok(event)
    }

    fn from_json(body: &[u8]) -> Result<Self> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let raw = str::from_utf8(body).map_err(|error| {
            Error::new(ErrorKind::Decode, format!("{NOT_AN_EVENT}: the body is not UTF-8: {error}"))
        })?;
        let members = Members::read(body, NOT_AN_EVENT)?;
        // A sample of the documentation has the event type in `eventId`.
        let Some(event_type) = members.text("eventType")?.or(members.text("eventId")?) else {
            return Err(Error::new(ErrorKind::Decode, format!("{NOT_AN_EVENT}: `eventType` is missing")));
        };
        let resource_version = members.text("resourceVersion")?;
        let raw_resource = members.raw("resource");
        let version = resource_version.as_deref();
        let (resource, unexpected) = match raw_resource {
            None => (None, None),
            Some(resource) => match EventResource::read(&event_type, version, resource.as_bytes()) {
                Ok(resource) => (Some(resource), None),
                Err(error) => (Some(any(resource)?), Some(unexpected_resource(&event_type, version, &error))),
            },
        };
        Ok(Self {
            id: members.text("id")?,
            subscription_id: members.text("subscriptionId")?,
            notification_id: members.integer("notificationId")?,
            publisher_id: members.text("publisherId")?,
            scope: members.text("scope")?,
            message: members.get("message")?,
            detailed_message: members.get("detailedMessage")?,
            containers: Containers::read(&members)?,
            created_date: members.get("createdDate")?,
            activity_id: None,
            raw_resource: raw_resource.map(Into::into),
            raw: raw.into(),
            event_type,
            resource_version,
            resource,
            unexpected: unexpected.map(Arc::new),
        })
    }

    /// What makes a delivery unique: its subscription and the number of the notification in it. A delivery that is
    /// retried has the same key. `None` if the body has no such ids.
    pub fn key(&self) -> Option<(&str, i64)> {
        Some((self.subscription_id.as_deref()?, self.notification_id?))
    }

    /// Whether this is a test notification: sample data, of a subscription that may not exist yet.
    pub fn is_test(&self) -> bool {
        self.subscription_id.as_deref().is_some_and(is_zero) || self.notification_id.is_some_and(|id| id < 0)
    }

    /// The body as it was delivered.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The resource as it was delivered; `None` if the event has none.
    pub fn raw_resource(&self) -> Option<&str> {
        self.raw_resource.as_deref()
    }

    /// Why the resource of a known event type is a [`EventResource::Other`]: what was unexpected, and where.
    pub fn unexpected(&self) -> Option<&Error> {
        self.unexpected.as_deref()
    }
}

impl Containers {
    fn read(members: &Members) -> Result<Self> {
        let mut this = Self::default();
        let Some(containers) = members.raw("resourceContainers") else { return Ok(this) };
        let containers = Members::read(containers.as_bytes(), "the `resourceContainers` of the delivery")?;
        for (name, value) in &containers.0 {
            if is_null(value.get()) {
                continue;
            }
            let members =
                Members::read(value.get().as_bytes(), &format!("the container `{name}` of the delivery"))?;
            let container = ResourceContainer {
                base_url: members.text("baseUrl")?,
                id: members.text("id")?,
                name: members.text("name")?,
                url: members.text("url")?,
                ..ResourceContainer::default()
            };
            match name.to_ascii_lowercase().as_str() {
                "project" => this.project = Some(container),
                "collection" => this.collection = Some(container),
                "account" => this.account = Some(container),
                _ => {
                    this.others.insert(name.clone(), container);
                }
            }
        }
        Ok(this)
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the body: it may hold the token of a session.
        f.debug_struct("Event")
            .field("event_type", &self.event_type)
            .field("resource_version", &self.resource_version)
            .field("id", &self.id)
            .field("key", &self.key())
            .field("created_date", &self.created_date)
            .field("containers", &self.containers)
            .field("unexpected", &self.unexpected)
            .finish_non_exhaustive()
    }
}

const NOT_AN_EVENT: &str = "not a delivery of a service hook";

/// The members of an object, found in any letter case: consumers that pass an event on write `EventType`.
struct Members(Vec<(String, Box<RawValue>)>);

impl Members {
    fn read(text: &[u8], what: &str) -> Result<Self> {
        DecodeError::required(text).map_err(|error| Error::undecoded(what, &error))
    }

    /// The value of a member as JSON text, unless it is absent or null.
    fn raw(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().rev().find(|(member, _)| member.eq_ignore_ascii_case(name))?;
        Some(value.get()).filter(|value| !is_null(value))
    }

    fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        let Some(value) = self.raw(name) else { return Ok(None) };
        DecodeError::required(value.as_bytes())
            .map(Some)
            .map_err(|error| Error::undecoded(&format!("the `{name}` of the delivery"), &error))
    }

    /// Text, or a number as text.
    fn text(&self, name: &str) -> Result<Option<String>> {
        match self.get::<Json>(name)? {
            None => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(Json::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => Err(Error::new(
                ErrorKind::Decode,
                format!("{NOT_AN_EVENT}: expected text as `{name}`, got JSON"),
            )),
        }
    }

    /// A whole number, also as text.
    fn integer(&self, name: &str) -> Result<Option<i64>> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        text.trim().parse().map(Some).map_err(|_| {
            Error::new(ErrorKind::Decode, format!("{NOT_AN_EVENT}: expected a whole number as `{name}`"))
        })
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

fn is_null(value: &str) -> bool {
    value == "null"
}

fn any(resource: &str) -> Result<EventResource> {
    DecodeError::required(resource.as_bytes())
        .map(EventResource::Other)
        .map_err(|error| Error::undecoded("the resource of the delivery", &error))
}

fn unexpected_resource(event_type: &str, version: Option<&str>, error: &DecodeError) -> Error {
    let version = version.filter(|version| !version.is_empty()).unwrap_or("without a resource version");
    Error::undecoded(&format!("the resource of {event_type} ({version}) has an unexpected shape"), error)
}
