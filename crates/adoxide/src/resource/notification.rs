//! Notification subscriptions: who gets which mail.

use std::fmt;

use adoxide_api::notification::{
    self, GetSubscription, ISubscriptionChannel, ISubscriptionFilter, ListEventTypes, ListSubscriptions,
    NotificationEventType, NotificationSubscription as Wire, NotificationSubscriptionCreateParameters,
    NotificationSubscriptionUpdateParameters, SubscriptionQuery, SubscriptionScope, SubscriptionStatus,
    SubscriptionUserSettings,
};
use adoxide_api::wit::IdentityRef;
use serde_json::json;

use super::listing::Listing;
use super::people::Subject;
use super::project::{Project, missing};
use super::team::Team;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// A notification subscription: which events are reported to whom, and how, as it was when it was asked for.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().seed_size(0)
/// #     .operation_duration(std::time::Duration::ZERO).build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// let mut subscription = ado
///     .create_notification_subscription("ms.vss-build.build-completed-event")
///     .description("Failed builds")
///     .clause("Status", "=", "Failed")
///     .project(&project)
///     .await?;
/// subscription.disable().await?;
/// assert!(!subscription.is_enabled());
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/notification/subscriptions>
#[derive(Clone)]
pub struct NotificationSubscription {
    client: Client,
    id: String,
    value: Wire,
}

impl Client {
    /// The notification subscriptions of the credential's own user.
    pub fn notification_subscriptions(&self) -> Listing<NotificationSubscription> {
        self.notification_subscriptions_with(ListSubscriptions::default())
    }

    /// The notification subscriptions of a user, a team or a group, by id.
    pub fn notification_subscriptions_of(&self, id: impl Into<String>) -> Listing<NotificationSubscription> {
        let params = ListSubscriptions { target_id: Some(id.into()), ..ListSubscriptions::default() };
        self.notification_subscriptions_with(params)
    }

    /// The notification subscriptions that these parameters select: by their ids, by whose they are, and with more
    /// about each (`query_flags`).
    pub fn notification_subscriptions_with(
        &self,
        params: ListSubscriptions,
    ) -> Listing<NotificationSubscription> {
        let client = self.clone();
        let items = self.items(notification::list_subscriptions(params));
        Listing::new(items, move |value| NotificationSubscription::new(&client, value))
    }

    /// The notification subscriptions, of anybody, that one of the conditions of a query fits.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/notification/subscriptions/query>
    pub fn query_notification_subscriptions(
        &self,
        query: &SubscriptionQuery,
    ) -> Listing<NotificationSubscription> {
        let client = self.clone();
        let items = self.items(notification::query_subscriptions(query));
        Listing::new(items, move |value| NotificationSubscription::new(&client, value))
    }

    /// The notification subscription of this id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn notification_subscription(&self, id: &str) -> Result<NotificationSubscription> {
        let op = notification::get_subscription(&id.into(), GetSubscription::default());
        NotificationSubscription::made(self, self.call(op).await?)
    }

    /// A notification subscription to events of a type (`ms.vss-work.workitem-changed-event`), by mail to the
    /// credential's own user by default. [`notification_event_types`](Self::notification_event_types) lists the
    /// types.
    pub fn create_notification_subscription(
        &self,
        event_type: impl Into<String>,
    ) -> NewNotificationSubscription {
        let filter = ISubscriptionFilter {
            event_type: Some(event_type.into()),
            r#type: Some("Expression".to_owned()),
            ..ISubscriptionFilter::default()
        };
        let mut this = NewNotificationSubscription::new(self, filter);
        this.body.channel =
            Some(ISubscriptionChannel { r#type: Some("EmailHtml".to_owned()), ..Default::default() });
        this
    }

    /// A notification subscription to all that happens to one artifact: its kind and id, such as `WorkItem` and
    /// `42`, or `PullRequestId` and `project/repository/7`.
    pub fn follow(&self, kind: impl Into<String>, id: impl Into<String>) -> NewNotificationSubscription {
        let mut filter =
            ISubscriptionFilter { r#type: Some("Artifact".to_owned()), ..ISubscriptionFilter::default() };
        filter.extra.insert("artifactType", kind.into());
        filter.extra.insert("artifactId", id.into());
        NewNotificationSubscription::new(self, filter)
    }

    /// The types of events that one can subscribe to, with their fields.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/notification/event-types>
    pub fn notification_event_types(&self) -> Listing<NotificationEventType> {
        self.notification_event_types_with(ListEventTypes::default())
    }

    /// The types of events that these parameters select: by publisher.
    pub fn notification_event_types_with(&self, params: ListEventTypes) -> Listing<NotificationEventType> {
        Listing::new(self.items(notification::list_event_types(params)), Some)
    }

    /// The type of events of this id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn notification_event_type(&self, id: &str) -> Result<NotificationEventType> {
        self.call(notification::get_event_type(&id.into())).await
    }
}

impl Team {
    /// The notification subscriptions of the team.
    pub fn notification_subscriptions(&self) -> Listing<NotificationSubscription> {
        let this = self.clone();
        Listing::after(async move { Ok(this.client().notification_subscriptions_of(this.id().await?)) })
    }
}

impl NotificationSubscription {
    fn new(client: &Client, value: Wire) -> Option<Self> {
        Some(Self { client: client.clone(), id: value.id.clone()?, value })
    }

    fn made(client: &Client, value: Wire) -> Result<Self> {
        Self::new(client, value).ok_or_else(|| missing("id"))
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its id: a number, or a name such as `ms.vss-work.my-workitem-changes-subscription` for one that comes with
    /// the service.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is about.
    pub fn description(&self) -> &str {
        self.value.description.as_deref().unwrap_or_default()
    }

    /// The type of its events, unless it follows one artifact.
    pub fn event_type(&self) -> Option<&str> {
        self.value.filter.as_ref()?.event_type.as_deref().filter(|event| !event.is_empty())
    }

    /// Who is notified.
    pub fn subscriber(&self) -> Option<&IdentityRef> {
        self.value.subscriber.as_ref()
    }

    /// Whether it is enabled, and if not, why.
    pub fn status(&self) -> Option<&SubscriptionStatus> {
        self.value.status.as_ref()
    }

    /// Whether it is enabled.
    pub fn is_enabled(&self) -> bool {
        matches!(self.status(), Some(SubscriptionStatus::Enabled | SubscriptionStatus::EnabledOnProbation))
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.client.notification_subscription(&self.id).await?;
        Ok(())
    }

    /// Changes what is set in `changes`: description, filter, channel, scope, status.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the service refuses a value, [`ErrorKind::NotFound`] when it is gone, and as any
    /// call.
    pub async fn update(&mut self, changes: &NotificationSubscriptionUpdateParameters) -> Result<()> {
        let op = notification::update_subscription(&self.id.as_str().into(), changes);
        *self = Self::made(&self.client, self.client.call(op).await?)?;
        Ok(())
    }

    async fn set_status(&mut self, status: SubscriptionStatus) -> Result<()> {
        let status = Some(status);
        self.update(&NotificationSubscriptionUpdateParameters { status, ..Default::default() }).await
    }

    /// Enables it.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn enable(&mut self) -> Result<()> {
        self.set_status(SubscriptionStatus::Enabled).await
    }

    /// Disables it: it stays, and nobody is notified.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn disable(&mut self) -> Result<()> {
        self.set_status(SubscriptionStatus::Disabled).await
    }

    /// Lets the credential's own user opt out of the subscription of a team or of the service, or back in.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/notification/subscriptions/update-subscription-user-settings>
    ///
    /// # Errors
    /// [`ErrorKind::Permission`] when an administrator does not let anybody out, and as any call.
    pub async fn set_opted_out(&self, opted_out: bool) -> Result<()> {
        let user = self.client.identity_id("@me").await?;
        let body = SubscriptionUserSettings { opted_out: Some(opted_out), ..Default::default() };
        let id = self.id.as_str().into();
        let op = notification::update_subscription_user_settings(&id, &user.into(), &body);
        self.client.call(op).await.map(drop)
    }

    /// Deletes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.client.call(notification::delete_subscription(&self.id.as_str().into())).await
    }
}

impl fmt::Debug for NotificationSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NotificationSubscription({}: {})", self.id, self.description())
    }
}

/// Who is notified.
#[derive(Clone)]
enum Subscriber {
    Subject(Subject),
    Team(Team),
}

/// A notification subscription that is to be made. `.await` makes it.
#[derive(Clone)]
#[must_use = "a subscription is not made until this is awaited"]
pub struct NewNotificationSubscription {
    client: Client,
    body: NotificationSubscriptionCreateParameters,
    clauses: Vec<(String, String, String)>,
    subscriber: Option<Subscriber>,
    project: Option<Project>,
}

impl NewNotificationSubscription {
    fn new(client: &Client, filter: ISubscriptionFilter) -> Self {
        let body = NotificationSubscriptionCreateParameters {
            filter: Some(filter),
            ..NotificationSubscriptionCreateParameters::default()
        };
        Self { client: client.clone(), body, clauses: Vec::new(), subscriber: None, project: None }
    }

    /// What it is about. By default, the service says it.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.body.description = Some(description.into());
        self
    }

    /// Only for events whose field compares so: `Status`, `=`, `Failed`. The clauses of several calls must all
    /// hold; they are those of an event type, and not of an artifact.
    pub fn clause(
        mut self,
        field: impl Into<String>,
        operator: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.clauses.push((field.into(), operator.into(), value.into()));
        self
    }

    /// With this filter, in place of all that was said of events.
    pub fn filter(mut self, filter: ISubscriptionFilter) -> Self {
        self.body.filter = Some(filter);
        self.clauses.clear();
        self
    }

    /// By mail to this address, in place of the subscriber's own.
    pub fn mail_to(self, address: impl Into<String>) -> Self {
        let mut channel = ISubscriptionChannel { r#type: Some("EmailHtml".to_owned()), ..Default::default() };
        channel.extra.insert("address", address.into());
        channel.extra.insert("useCustomAddress", true);
        self.channel(channel)
    }

    /// By this channel.
    pub fn channel(mut self, channel: ISubscriptionChannel) -> Self {
        self.body.channel = Some(channel);
        self
    }

    /// Only of this project, in place of the whole organization.
    pub fn project(mut self, project: &Project) -> Self {
        self.project = Some(project.clone());
        self
    }

    /// For this user or group.
    pub fn subscriber(mut self, subscriber: impl Into<Subject>) -> Self {
        self.subscriber = Some(Subscriber::Subject(subscriber.into()));
        self
    }

    /// For this team.
    pub fn team(mut self, team: &Team) -> Self {
        self.subscriber = Some(Subscriber::Team(team.clone()));
        self
    }

    async fn create(mut self) -> Result<NotificationSubscription> {
        if let Some(filter) = self.body.filter.as_mut().filter(|filter| filter.event_type.is_some()) {
            let clauses = self.clauses.iter().enumerate().map(|(index, (field, operator, value))| {
                let logic = if index == 0 { "" } else { "And" };
                json!({"logicalOperator": logic, "fieldName": field, "operator": operator, "value": value,
                       "index": index + 1})
            });
            let clauses: Vec<_> = clauses.collect();
            if filter.extra.get("criteria").is_none() {
                let criteria = json!({ "clauses": clauses, "groups": [], "maxGroupLevel": 0 });
                filter.extra.insert("criteria", criteria);
            }
        } else if !self.clauses.is_empty() {
            return Err(Error::new(ErrorKind::Invalid, "what follows one artifact has no clauses")
                .advise("leave them out, or subscribe to a type of events"));
        }
        let subscriber = match &self.subscriber {
            Some(Subscriber::Subject(subject)) => Some(subject.id().await?),
            Some(Subscriber::Team(team)) => Some(team.id().await?),
            None => None,
        };
        if let Some(id) = subscriber {
            self.body.subscriber = Some(IdentityRef { id: Some(id), ..IdentityRef::default() });
        }
        if let Some(project) = &self.project {
            let id = Some(project.id().await?);
            self.body.scope = Some(SubscriptionScope { id, ..SubscriptionScope::default() });
        }
        let made = self.client.call(notification::create_subscription(&self.body)).await?;
        NotificationSubscription::made(&self.client, made)
    }
}

awaitable!(NewNotificationSubscription => NotificationSubscription, create;);

impl fmt::Debug for NewNotificationSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewNotificationSubscription")
            .field("filter", &self.body.filter)
            .finish_non_exhaustive()
    }
}
