//! Deliveries of service hooks: what happened is told to whoever subscribed to it, by HTTP.
//!
//! The journal is read up to its end ([`collect`]), and each event that a subscription wants becomes a notification,
//! rendered there and then. What is due is sent ([`run`], or [`deliver`] with a transport of somebody's own), and how
//! that ended is said to the world, which knows when to try again.
//!
//! The service refuses receivers at loopback and private addresses. The emulator takes them: that is a liberty, and
//! the reason for it.

mod request;
mod send;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use adoxide_api::wire::Host;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::task::JoinSet;
use uuid::Uuid;

use self::request::{classify, exchange, request};
use crate::area::hooks::catalog::{self, EventType};
use crate::area::hooks::happening::{Happening, happenings};
use crate::area::hooks::payload;
use crate::area::hooks::{WEB_HOOKS, sent_event};
use crate::condition::fault::{FaultKind, Target};
use crate::handler::Call;
use crate::service::rest::within;
use crate::shared::Shared;
use crate::wire::address::Address;
use crate::wire::number::Number;
use crate::wire::query::Query;
use crate::wire::version::Version;
use crate::world::group::{Subject, Subjects};
use crate::world::hook::{
    Attempt, Notice, Notification, Outcome, SentRequest, Subscription, SubscriptionStatus,
};
use crate::world::id::IdentityId;
use crate::world::journal::Stamp;
use crate::world::permission::Access;
use crate::world::{Organization, Refusal, World};

/// The name of a delivery where faults are aimed at operations.
const OPERATION: &str = "hooks.delivery";
/// How long a delivery that is to arrive after the next one waits, if there is no next one yet.
const REORDERED: SignedDuration = SignedDuration::from_secs(1);

/// Which notification: the organization, the subscription, the number.
type Key = (String, Uuid, i64);

/// Delivers over the network for as long as it is polled.
pub(crate) async fn run(shared: Arc<Shared>) -> Infallible {
    let mut sending = JoinSet::new();
    loop {
        // From here on no change is missed.
        let mut changed = std::pin::pin!(shared.changed.notified());
        changed.as_mut().enable();
        // Without subscriptions there is nothing to do, and no timer that a paused clock would run to.
        if !shared
            .world()
            .organizations()
            .iter()
            .any(|known| known.subscriptions().next().is_some() || known.next_notification().is_some())
        {
            changed.await;
            continue;
        }
        gather(&shared).await;
        let mut groups: Vec<(Uuid, Vec<Key>)> = Vec::new();
        for key in due(&shared) {
            match groups.iter_mut().find(|(subscription, _)| *subscription == key.1) {
                Some((_, keys)) => keys.push(key),
                None => groups.push((key.1, vec![key])),
            }
        }
        // A receiver that is slow keeps nobody else waiting.
        for (_, keys) in groups {
            let keys = claim(&shared, keys);
            let shared = Arc::clone(&shared);
            sending.spawn(async move {
                for key in keys {
                    attempt(&shared, &key, &send::post).await;
                }
            });
        }
        let next = {
            let world = shared.world();
            let notifications = world.organizations().iter().filter_map(Organization::next_notification);
            notifications.chain(world.next_due()).min()
        };
        let now = shared.clock.now();
        let wait = next.map(|next| next.duration_since(now).unsigned_abs());
        tokio::select! {
            () = changed => {}
            Some(_) = sending.join_next() => {}
            () = async {
                match wait {
                    Some(wait) => shared.clock.sleep(wait.max(Duration::from_millis(1))).await,
                    None => std::future::pending().await,
                }
            } => {}
        }
    }
}

/// Delivers what is due by now with a transport of somebody's own, and says how many attempts there were.
pub(crate) async fn deliver<F, Fut>(shared: &Arc<Shared>, receive: F) -> usize
where
    F: Fn(Request<Bytes>) -> Fut + Sync,
    Fut: Future<Output = io::Result<Response<Bytes>>> + Send,
{
    let mut attempts = 0;
    loop {
        gather(shared).await;
        let keys = claim(shared, due(shared));
        if keys.is_empty() {
            return attempts;
        }
        for key in keys {
            attempts += usize::from(attempt(shared, &key, &|request, _| receive(request)).await);
        }
    }
}

async fn gather(shared: &Arc<Shared>) {
    let shared = Arc::clone(shared);
    // Payloads are made with git, which must not keep the threads that answer requests.
    if let Err(error) = tokio::task::spawn_blocking(move || collect(&shared)).await {
        tracing::error!(%error, "events cannot be collected");
    }
}

/// Makes notifications of what happened since the journal was last read.
fn collect(shared: &Arc<Shared>) {
    let names: Vec<_> = shared.world().organizations().iter().map(|known| known.name().to_owned()).collect();
    for name in names {
        let (subscriptions, found) = read_journal(shared, &name);
        for (sequence, happening) in found {
            let event_id = {
                let mut world = shared.world_mut();
                world.organization_mut(&name).and_then(|known| known.new_ids(1).pop()).unwrap_or_default()
            };
            for subscription in &subscriptions {
                notify(shared, &name, subscription, sequence, &happening, event_id);
            }
        }
    }
}

/// The subscriptions that deliver, and the events that one of them may want.
fn read_journal(shared: &Arc<Shared>, name: &str) -> (Vec<Subscription>, Vec<(u64, Happening)>) {
    let now = shared.clock.now();
    let mut world = shared.world_mut();
    let Some(organization) = world.organization_mut(name) else { return (Vec::new(), Vec::new()) };
    let (seen, end) = (organization.hooks_seen(), organization.journal().len());
    if seen >= end || organization.subscriptions().next().is_none() {
        return (Vec::new(), Vec::new());
    }
    // Whoever left cannot subscribe any more.
    let left = organization.subscriptions().filter(|known| {
        known.status == SubscriptionStatus::Enabled && !organization.is_member(known.created.actor)
    });
    for (id, actor) in left.map(|known| (known.id, known.created.actor)).collect::<Vec<_>>() {
        let status = SubscriptionStatus::DisabledByInactiveIdentity;
        let disabled =
            organization.change(Stamp { at: now, actor }, |tx| tx.set_subscription_status(id, status));
        log(disabled);
    }
    let enabled = organization
        .subscriptions()
        .filter(|known| known.status == SubscriptionStatus::Enabled && known.content.consumer == WEB_HOOKS);
    let subscriptions: Vec<_> = enabled.cloned().collect();
    let wanted = |event_type: &str| subscriptions.iter().any(|known| known.content.event_type == event_type);
    let entries = organization.journal().since(seen).iter();
    let found = entries
        .flat_map(|entry| happenings(organization, entry).into_iter().map(|one| (entry.sequence, one)));
    let found = found.filter(|(_, one)| wanted(one.event_type)).collect();
    let actor = organization.owner();
    log(organization.change(Stamp { at: now, actor }, |tx| Ok::<_, Refusal>(tx.hooks_saw(end))));
    (subscriptions, found)
}

fn log(outcome: Result<(), Refusal>) {
    if let Err(refusal) = outcome {
        tracing::debug!(%refusal, "a subscription or notification went away");
    }
}

/// Makes a notification of an event, if a subscription wants it.
fn notify(
    shared: &Arc<Shared>,
    name: &str,
    subscription: &Subscription,
    sequence: u64,
    happening: &Happening,
    event_id: Uuid,
) {
    let content = &subscription.content;
    let Some(event_type) = catalog::event_type(&content.publisher, &content.event_type) else { return };
    if event_type.id != happening.event_type || !is_of_project(subscription, happening) {
        return;
    }
    {
        let world = shared.world();
        let Some(organization) = world.organization(name) else { return };
        let listens =
            organization.subscription(subscription.id).is_some_and(|now| organization.listens(now, sequence));
        let access = organization.access(subscription.created.actor, happening.project, None);
        if !listens || access == Access::None {
            return;
        }
    }
    let call = call(shared, &content.address, name, subscription.created.actor);
    let version = content.resource_version.as_deref();
    let version = version.or(event_type.versions.first().copied()).unwrap_or("1.0");
    let resource = match payload::resource(&call, happening, version) {
        Ok(resource) => resource,
        // It is gone already, or its subscriber may not see it.
        Err(fault) => {
            tracing::debug!(event = happening.event_type, message = fault.message(), "no payload");
            return;
        }
    };
    if !passes(&shared.world(), name, subscription, event_type, &payload::facts(happening, &resource)) {
        return;
    }
    let event = payload::event(&call, happening, resource, event_id, content, version);
    let notice = Notice { event_id, event, content: content.clone() };
    let stamp = Stamp { at: shared.clock.now(), actor: subscription.created.actor };
    let mut world = shared.world_mut();
    if let Some(organization) = world.organization_mut(name) {
        let queued = organization.change(stamp, |tx| Ok::<_, Refusal>(tx.notify(subscription.id, notice)));
        log(queued.map(|_| ()));
    }
}

/// Whether an event is of the project that a subscription is restricted to.
fn is_of_project(subscription: &Subscription, happening: &Happening) -> bool {
    // Clients name it in two ways.
    let wanted = subscription.content.filter("projectId").or_else(|| subscription.content.filter("project"));
    wanted.is_none_or(|wanted| {
        happening.project.is_some_and(|project| project.to_string().eq_ignore_ascii_case(wanted))
    })
}

/// Whether an event passes all filters of a subscription.
fn passes(
    world: &World,
    name: &str,
    subscription: &Subscription,
    event_type: &EventType,
    facts: &Value,
) -> bool {
    let Some(organization) = world.organization(name) else { return false };
    let subjects = Subjects { directory: world, organization };
    let is_member = |who: &str, group: &str| {
        if who.eq_ignore_ascii_case(group) {
            return true;
        }
        let Ok(who) = who.parse::<Uuid>() else { return false };
        let group = match group.parse::<Uuid>() {
            Ok(key) => subjects.by_storage_key(key),
            Err(_) => subjects.by_subject_descriptor(group).or_else(|| subjects.by_descriptor(group)),
        };
        let person = Subject::Person(IdentityId(who));
        group.is_some_and(|group| organization.all_containers_of(person).contains(&group))
    };
    event_type.inputs.iter().all(|input| {
        let wanted = subscription.content.filter(input.id);
        wanted.is_none_or(|wanted| input.filter.passes(facts, wanted, &is_member))
    })
}

/// A request of the subscriber, at the address that they know the organization by.
fn call(shared: &Arc<Shared>, root: &str, organization: &str, actor: IdentityId) -> Call {
    let host = root.split_once("://").map_or(root, |(_, host)| host);
    let address = Address::of_name(host).unwrap_or_else(|| Address::Single(root.to_owned()));
    Call {
        shared: Arc::clone(shared),
        version: Version { number: Number::new(7, 1), preview: None },
        base: address.organization(Host::Dev, organization),
        address,
        organization: organization.to_owned(),
        actor,
        is_personal: false,
        arguments: Vec::new(),
        target: crate::handler::Target::default(),
        query: Query::parse(""),
        headers: HeaderMap::new(),
        body: Bytes::new(),
        within,
    }
}

/// The notifications that are due.
fn due(shared: &Arc<Shared>) -> Vec<Key> {
    let now = shared.clock.now();
    let world = shared.world();
    let of = |organization: &crate::world::Organization| {
        let name = organization.name().to_owned();
        organization
            .due_notifications(now)
            .into_iter()
            .map(move |(of, id)| (name.clone(), of, id))
            .collect::<Vec<_>>()
    };
    world.organizations().iter().flat_map(of).collect()
}

/// Those of the notifications that nobody else sends, with what faults make of their order: one may be held back, and
/// one may come after the next.
fn claim(shared: &Arc<Shared>, keys: Vec<Key>) -> Vec<Key> {
    let now = shared.clock.now();
    let mut claimed: Vec<Key> = Vec::new();
    for key in keys {
        let (name, subscription, id) = &key;
        let mut world = shared.world_mut();
        let Some(organization) = world.organization_mut(name) else { continue };
        let stamp = Stamp { at: now, actor: organization.owner() };
        if organization.change(stamp, |tx| tx.start_attempt(*subscription, *id)).is_ok() {
            claimed.push(key);
        }
    }
    claimed
}

/// What goes wrong with a delivery, if faults say so.
fn strike(shared: &Shared, known: &Notification) -> (Duration, Option<FaultKind>) {
    let url = known.notice.content.consumer_input("url").and_then(|url| url.parse::<Uri>().ok());
    let strike = shared.faults.strike(Target {
        operation: Some(OPERATION),
        method: &Method::POST,
        path: &known.notice.content.event_type,
        host: url.as_ref().and_then(Uri::host).unwrap_or_default(),
        identity: None,
    });
    (strike.latency, strike.kind)
}

/// Sends a notification once, and says how that ended. Whether anything was sent.
async fn attempt<F, Fut>(shared: &Arc<Shared>, key: &Key, post: &F) -> bool
where
    F: Fn(Request<Bytes>, bool) -> Fut + Sync,
    Fut: Future<Output = io::Result<Response<Bytes>>> + Send,
{
    let (name, subscription, id) = key;
    let known = {
        let world = shared.world();
        world.organization(name).and_then(|known| known.notification(*subscription, *id)).cloned()
    };
    let Some(known) = known else { return false };
    // A fault happens to a notification once, not to each of its attempts.
    let (latency, fault) = if known.was_held { (Duration::ZERO, None) } else { strike(shared, &known) };
    let wait = match fault {
        Some(FaultKind::Reorder) => Some(REORDERED),
        _ => SignedDuration::try_from(latency).ok().filter(|wait| !wait.is_zero()),
    };
    if let Some(wait) = wait {
        finish(shared, name, |tx| tx.hold_notification(*subscription, *id, wait));
        return false;
    }
    let begun = shared.clock.now();
    let body = sent_event(&known);
    let request = request(shared, &known, &body);
    let (sent, result) = match request {
        Err(why) => (SentRequest::default(), Err(io::Error::other(why))),
        Ok(request) => {
            let text = exchange::request_text(&request);
            let accepts_any = known.notice.content.consumer_input("acceptUntrustedCerts");
            let accepts_any = accepts_any.is_some_and(|value| value.eq_ignore_ascii_case("true"));
            let result = faulty(request, accepts_any, fault, post).await;
            let response = result.as_ref().ok().map(exchange::response_text);
            (SentRequest { request: text, response, elapsed: Duration::ZERO }, result)
        }
    };
    let elapsed = shared.clock.now().duration_since(begun).unsigned_abs();
    let outcome = match result {
        Ok(response) => classify(response.status()),
        Err(error) if error.kind() == io::ErrorKind::TimedOut => Outcome::Transient(error.to_string()),
        Err(error) => Outcome::Enduring(error.to_string()),
    };
    let attempt = Attempt { outcome, sent: SentRequest { elapsed, ..sent } };
    finish(shared, name, |tx| tx.finish_attempt(*subscription, *id, attempt));
    true
}

/// Sends a request, with what faults make of it.
async fn faulty<F, Fut>(
    request: Request<Bytes>,
    accepts_any: bool,
    fault: Option<FaultKind>,
    post: &F,
) -> io::Result<Response<Bytes>>
where
    F: Fn(Request<Bytes>, bool) -> Fut + Sync,
    Fut: Future<Output = io::Result<Response<Bytes>>> + Send,
{
    let answer = |status: StatusCode| {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status;
        response
    };
    let reset = || io::Error::from(io::ErrorKind::ConnectionReset);
    match fault {
        Some(FaultKind::Drop) => Ok(answer(StatusCode::OK)),
        Some(FaultKind::Duplicate) => {
            // What becomes of the first is not looked at.
            drop(post(request.clone(), accepts_any).await);
            post(request, accepts_any).await
        }
        Some(FaultKind::ResetBefore) => Err(reset()),
        Some(FaultKind::ResetAfter | FaultKind::Truncate) => {
            post(request, accepts_any).await?;
            Err(reset())
        }
        Some(FaultKind::Unavailable { status, .. }) => Ok(answer(status)),
        Some(FaultKind::Throttle { .. }) => Ok(answer(StatusCode::TOO_MANY_REQUESTS)),
        Some(FaultKind::ExpiredToken | FaultKind::SignInPage) => Ok(answer(StatusCode::UNAUTHORIZED)),
        _ => post(request, accepts_any).await,
    }
}

fn finish(
    shared: &Arc<Shared>,
    name: &str,
    rule: impl FnOnce(
        &mut crate::world::organization::Transaction<'_>,
    ) -> Result<crate::world::organization::Recorded, Refusal>,
) {
    let at: Timestamp = shared.clock.now();
    let mut world = shared.world_mut();
    if let Some(organization) = world.organization_mut(name) {
        let actor = organization.owner();
        log(organization.change(Stamp { at, actor }, rule));
    }
}
