//! Subscriptions of an owner: what should be there, and what is done so that it is.

use std::collections::BTreeMap;
use std::fmt;

use adoxide_api::hooks::{
    self, CreateTestNotification, Event, ListSubscriptions, Notification, NotificationDetails, Subscription,
    SubscriptionStatus,
};
use adoxide_api::path::SubscriptionId;
use adoxide_api::wire::{Map, Secret};

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// The header by which subscriptions are recognized as those of an owner.
const MARKER: &str = "X-Adoxide";
/// A secret in an answer.
const MASK: &str = "********";

/// A webhook that should be there: which events, and where they are sent.
#[derive(Clone)]
#[must_use = "nothing is subscribed to until `Subscriptions::ensure` is called"]
pub struct DesiredSubscription {
    publisher: String,
    event_type: String,
    resource_version: Option<String>,
    project: Option<String>,
    filters: BTreeMap<String, String>,
    url: String,
    headers: Vec<(String, Secret)>,
    basic: Option<(String, Secret)>,
    accepts_untrusted: bool,
}

impl DesiredSubscription {
    /// A webhook for the events of a publisher: `tfs`, `git.push`. See
    /// [`EVENTS`](super::EVENTS) for those that [`EventResource`](super::EventResource) reads.
    pub fn new(publisher: impl Into<String>, event_type: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            publisher: publisher.into(),
            event_type: event_type.into(),
            resource_version: None,
            project: None,
            filters: BTreeMap::new(),
            url: url.into(),
            headers: Vec::new(),
            basic: None,
            accepts_untrusted: false,
        }
    }

    /// In this version of the resource: `1.0`. By default, the newest.
    pub fn resource_version(mut self, version: impl Into<String>) -> Self {
        self.resource_version = Some(version.into());
        self
    }

    /// Only events of a project, by id. Some event types, `git.repo.created` among them, need one.
    pub fn project(mut self, id: impl Into<String>) -> Self {
        self.project = Some(id.into());
        self
    }

    /// Only events that pass a filter of the event type: `repository`, `branch`, `areaPath`, `buildStatus`. Repeatable.
    pub fn filter(mut self, input: impl Into<String>, value: impl Into<String>) -> Self {
        self.filters.insert(input.into(), value.into());
        self
    }

    /// Sent with a header. The service shows its value to everybody who may see the subscription. Repeatable.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::from(value.into())));
        self
    }

    /// Sent with basic authentication: the password is never shown again.
    pub fn basic(mut self, username: impl Into<String>, password: impl Into<String>) -> Self {
        self.basic = Some((username.into(), Secret::from(password.into())));
        self
    }

    /// Sent to a receiver whose certificate nobody vouches for, too.
    pub fn accept_untrusted_certificates(mut self) -> Self {
        self.accepts_untrusted = true;
        self
    }

    fn publisher_inputs(&self) -> BTreeMap<String, String> {
        let mut inputs = self.filters.clone();
        if let Some(project) = &self.project {
            inputs.insert("projectId".to_owned(), project.clone());
        }
        inputs
    }

    fn consumer_inputs(&self, owner: &str) -> BTreeMap<String, String> {
        let own = self.headers.iter().map(|(name, value)| format!("{name}:{}", value.expose()));
        let headers: Vec<_> = own.chain([format!("{MARKER}:{owner}")]).collect();
        let mut inputs = BTreeMap::from([
            ("url".to_owned(), self.url.clone()),
            ("httpHeaders".to_owned(), headers.join("\n")),
            // Reported: without it, subscriptions of a whole organization get pushes without their refs.
            ("resourceDetailsToSend".to_owned(), "all".to_owned()),
        ]);
        if let Some((username, password)) = &self.basic {
            inputs.insert("basicAuthUsername".to_owned(), username.clone());
            inputs.insert("basicAuthPassword".to_owned(), password.expose().to_owned());
        }
        if self.accepts_untrusted {
            inputs.insert("acceptUntrustedCerts".to_owned(), "true".to_owned());
        }
        inputs
    }

    fn to_wire(&self, owner: &str) -> Subscription {
        fn wire<T: From<String>>(inputs: BTreeMap<String, String>) -> Map<T> {
            inputs.into_iter().map(|(name, value)| (name, Some(value.into()))).collect()
        }
        Subscription {
            publisher_id: Some(self.publisher.clone()),
            event_type: Some(self.event_type.clone()),
            resource_version: self.resource_version.clone(),
            consumer_id: Some("webHooks".to_owned()),
            consumer_action_id: Some("httpRequest".to_owned()),
            publisher_inputs: Some(wire(self.publisher_inputs())),
            consumer_inputs: Some(wire(self.consumer_inputs(owner))),
            ..Subscription::default()
        }
    }

    /// Whether a subscription is for the same events and the same receiver.
    fn is_same(&self, known: &Subscription) -> bool {
        let is = |own: &str, known: &Option<String>| {
            known.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(own))
        };
        is(&self.publisher, &known.publisher_id)
            && is(&self.event_type, &known.event_type)
            && input(known.consumer_inputs.as_ref(), "url") == self.url
            && same(known.publisher_inputs.as_ref(), &self.publisher_inputs())
    }

    /// Whether a subscription is delivered in the same way, as far as answers show it.
    fn is_alike(&self, known: &Subscription, owner: &str) -> bool {
        // The service answers the version that was asked for, and none where none was.
        let version = self.resource_version.as_deref().unwrap_or_default();
        known.resource_version.as_deref().unwrap_or_default() == version
            && same(known.consumer_inputs.as_ref(), &self.consumer_inputs(owner))
    }
}

impl fmt::Debug for DesiredSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DesiredSubscription")
            .field("publisher", &self.publisher)
            .field("event_type", &self.event_type)
            .field("resource_version", &self.resource_version)
            .field("project", &self.project)
            .field("filters", &self.filters)
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// The text of an input: those of the receiver may be secrets.
trait Text {
    fn text(&self) -> &str;
}

impl Text for String {
    fn text(&self) -> &str {
        self
    }
}

impl Text for Secret {
    fn text(&self) -> &str {
        self.expose()
    }
}

/// An input; empty if it is absent.
fn input<'i, T: Text>(inputs: Option<&'i Map<T>>, name: &str) -> &'i str {
    let found = inputs.into_iter().flatten().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.and_then(|(_, value)| value.as_ref()).map(Text::text).unwrap_or_default()
}

/// Whether inputs say the same. Empty ones say nothing, what the service adds is none of ours, and a masked secret may
/// be the right one.
fn same<T: Text>(known: Option<&Map<T>>, wanted: &BTreeMap<String, String>) -> bool {
    let names =
        known.into_iter().flatten().map(|(name, _)| name.as_str()).chain(wanted.keys().map(String::as_str));
    let mut compared = names.filter(|name| !name.eq_ignore_ascii_case("tfsSubscriptionId"));
    compared.all(|name| {
        let (known, wanted) = (input(known, name), wanted.get(name).map_or("", String::as_str));
        // Line ends come back as the service keeps them.
        known.replace("\r\n", "\n") == wanted || known == MASK && !wanted.is_empty()
    })
}

/// What [`Subscriptions::ensure`] did.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Ensured {
    /// Those that lacked.
    pub created: Vec<Subscription>,
    /// Those that were changed: another version, other headers.
    pub updated: Vec<Subscription>,
    /// Those that were disabled and are enabled again, with the status that they had.
    pub enabled: Vec<(Subscription, SubscriptionStatus)>,
    /// Those that were as they should be.
    pub unchanged: Vec<Subscription>,
    /// Those that were too many, or are not wanted any more.
    pub deleted: Vec<Subscription>,
}

impl Ensured {
    /// Whether nothing had to be done.
    pub fn is_unchanged(&self) -> bool {
        self.created.is_empty()
            && self.updated.is_empty()
            && self.enabled.is_empty()
            && self.deleted.is_empty()
    }
}

/// The webhooks of an owner in an organization: those that carry its name in a header. Nobody else's are touched.
#[derive(Clone, Debug)]
pub struct Subscriptions {
    client: Client,
    owner: String,
    rewrites_secrets: bool,
}

impl Client {
    /// The webhooks that an owner, such as `sync`, has in this organization. They are recognized by the header
    /// `X-Adoxide: <owner>`, with which they are sent.
    pub fn subscriptions(&self, owner: impl Into<String>) -> Subscriptions {
        Subscriptions { client: self.clone(), owner: owner.into(), rewrites_secrets: false }
    }
}

impl Subscriptions {
    /// Writes passwords again that are there already: answers mask them, so a changed one can't be seen. For rotation.
    #[must_use]
    pub fn rewrite_secrets(mut self) -> Self {
        self.rewrites_secrets = true;
        self
    }

    /// The subscriptions of the owner.
    ///
    /// # Errors
    /// Those of the call; [`ErrorKind::Config`] if the owner can't stand in a header.
    pub async fn list(&self) -> Result<Vec<Subscription>> {
        let is_name =
            !self.owner.is_empty() && self.owner.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':');
        if !is_name {
            let what =
                format!("expected an owner of subscriptions without blanks and colons, got `{}`", self.owner);
            return Err(Error::new(ErrorKind::Config, what));
        }
        let params =
            ListSubscriptions { consumer_id: Some("webHooks".to_owned()), ..ListSubscriptions::default() };
        let mut items = self.client.items(hooks::list_subscriptions(params));
        let mut own = Vec::new();
        while let Some(known) = items.next().await {
            let known = known?;
            let headers = input(known.consumer_inputs.as_ref(), "httpHeaders");
            let is_own = headers
                .lines()
                .filter_map(|line| line.split_once(':'))
                .any(|(name, value)| name.trim().eq_ignore_ascii_case(MARKER) && value.trim() == self.owner);
            if is_own {
                own.push(known);
            }
        }
        Ok(own)
    }

    /// Makes the subscriptions of the owner those that are desired: creates what lacks, updates what differs, enables
    /// what is disabled, deletes what is there twice or not desired. Called again, it does nothing.
    ///
    /// A subscription whose creator left the organization can't be enabled: it is replaced by a new one.
    ///
    /// # Errors
    /// The first error of a call. What was done until then stays, and is not done again by the next call.
    pub async fn ensure(&self, desired: &[DesiredSubscription]) -> Result<Ensured> {
        let mut known = self.list().await?;
        // The one that delivers is kept, of several the oldest.
        known.sort_by_key(|known| {
            (
                known.status != Some(SubscriptionStatus::Enabled),
                known.created_date.as_ref().map(ToString::to_string),
            )
        });
        let mut done = Ensured::default();
        for wanted in desired {
            let found = known.iter().position(|known| wanted.is_same(known));
            match found.map(|at| known.remove(at)) {
                Some(found) => self.adjust(wanted, found, &mut done).await?,
                None => done.created.push(self.create(wanted).await?),
            }
        }
        for extra in known {
            self.delete(&extra).await?;
            done.deleted.push(extra);
        }
        Ok(done)
    }

    /// Sends a test notification to the receiver of a subscription, which need not be there: a sample event of its type,
    /// with its headers and password. The answer is the notification as it is queued; what became of it is answered by
    /// [`hooks::get_notification`].
    ///
    /// <https://learn.microsoft.com/rest/api/azure/devops/hooks/notifications/create>
    ///
    /// # Errors
    /// Those of the call.
    pub async fn test(&self, wanted: &DesiredSubscription) -> Result<Notification> {
        let wire = wanted.to_wire(&self.owner);
        let event = Event { resource_version: wire.resource_version, ..Event::default() };
        let details = NotificationDetails {
            publisher_id: wire.publisher_id,
            event_type: wire.event_type,
            consumer_id: wire.consumer_id,
            consumer_action_id: wire.consumer_action_id,
            publisher_inputs: wire.publisher_inputs,
            consumer_inputs: wire.consumer_inputs,
            event: Some(event),
            ..NotificationDetails::default()
        };
        let body = Notification { details: Some(details), ..Notification::default() };
        self.client.call(hooks::create_test_notification(&body, CreateTestNotification::default())).await
    }

    async fn create(&self, wanted: &DesiredSubscription) -> Result<Subscription> {
        let body =
            hooks::CreateSubscriptionBody::try_from(wanted.to_wire(&self.owner)).map_err(Error::unsent)?;
        self.client.call(hooks::create_subscription(&body)).await
    }

    async fn adjust(
        &self,
        wanted: &DesiredSubscription,
        found: Subscription,
        done: &mut Ensured,
    ) -> Result<()> {
        let status = found.status.clone().unwrap_or(SubscriptionStatus::Enabled);
        if status == SubscriptionStatus::DisabledByInactiveIdentity {
            done.created.push(self.create(wanted).await?);
            self.delete(&found).await?;
            done.deleted.push(found);
            return Ok(());
        }
        let is_disabled =
            matches!(status, SubscriptionStatus::DisabledBySystem | SubscriptionStatus::DisabledByUser);
        let rewrites = self.rewrites_secrets && wanted.basic.is_some();
        if wanted.is_alike(&found, &self.owner) && !is_disabled && !rewrites {
            done.unchanged.push(found);
            return Ok(());
        }
        let id = id_of(&found)?;
        let mut body = wanted.to_wire(&self.owner);
        body.id.clone_from(&found.id);
        body.status = Some(if is_disabled { SubscriptionStatus::Enabled } else { status.clone() });
        let updated = self.client.call(hooks::replace_subscription(Some(&id), &body)).await?;
        if is_disabled {
            done.enabled.push((updated, status));
        } else {
            done.updated.push(updated);
        }
        Ok(())
    }

    async fn delete(&self, known: &Subscription) -> Result<()> {
        match self.client.call(hooks::delete_subscription(&id_of(known)?)).await {
            // Somebody else was faster.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

fn id_of(known: &Subscription) -> Result<SubscriptionId> {
    let id = known.id.clone().ok_or_else(|| Error::new(ErrorKind::Decode, "the subscription has no id"))?;
    Ok(SubscriptionId::from(id))
}
