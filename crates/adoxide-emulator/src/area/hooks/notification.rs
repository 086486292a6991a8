//! Notifications: the history of a subscription, queries over all, and test notifications.

use adoxide_api::hooks::meta;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::happening::{Happening, happenings};
use super::payload::{self, Envelope};
use super::sample;
use super::subscription::{consumer_inputs, subscription_json};
use super::{catalog, payload::envelope};
use crate::base::{date, parse_date};
use crate::handler::permission::EDIT_SUBSCRIPTIONS;
use crate::handler::{Call, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::hook::{NewSubscription, Notice, Notification, NotificationResult, TEST_SUBSCRIPTION};
use crate::world::id::Ids;

handlers! {
    meta::GET_NOTIFICATIONS => read(get_notifications),
    meta::GET_NOTIFICATION => read(get_notification),
    meta::QUERY_NOTIFICATIONS => read(query_notifications),
    meta::CREATE_TEST_NOTIFICATION => work(create_test_notification).needs(EDIT_SUBSCRIPTIONS),
}

/// How many notifications are given by default, and at most: documented.
const DEFAULT: usize = 100;
const MOST: usize = 10_000;

/// Containers of test notifications: recorded, the same everywhere.
const COLLECTION: &str = "c12d0eb8-e382-443b-9f9c-c52cba5014c2";
const ACCOUNT: &str = "f844ec47-a9db-4511-8281-8b63f4eaf94e";
const PROJECT: &str = "be9b3917-87e6-42a4-a549-2bc06a7a878f";

/// The event as it is sent: with the ids that make it unique in front.
pub(crate) fn sent_event(known: &Notification) -> Value {
    let mut event = Map::new();
    event.insert("subscriptionId".to_owned(), known.subscription.to_string().into());
    event.insert("notificationId".to_owned(), known.id.into());
    if let Value::Object(members) = &known.notice.event {
        event.extend(members.clone());
    }
    event.into()
}

fn details_json(known: &Notification) -> Object {
    let content = &known.notice.content;
    let sent = known.sent.as_ref();
    let publisher_inputs =
        content.publisher_inputs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    Object::new()
        .set("eventType", content.event_type.as_str())
        .set("event", sent_event(known))
        .set("publisherId", content.publisher.as_str())
        .set("consumerId", content.consumer.as_str())
        .set("consumerActionId", content.action.as_str())
        .set("consumerInputs", consumer_inputs(content))
        .set("publisherInputs", publisher_inputs.collect::<Object>())
        .set("request", sent.map(|sent| sent.request.as_str()))
        .set("response", sent.and_then(|sent| sent.response.as_deref()))
        .set("errorMessage", known.error.as_deref())
        .set("errorDetail", Value::Null)
        .set("queuedDate", date(known.created))
        .set_some("dequeuedDate", known.dequeued.map(date))
        .set_some("processedDate", known.dequeued.map(date))
        .set_some("completedDate", known.completed.map(date))
        .set_some("nextRetryTime", known.due.filter(|_| known.attempts > 0).map(date))
        .set_some("requestDuration", sent.map(|sent| Value::from(sent.elapsed.as_secs_f64())))
        .set("requestAttempts", known.attempts)
        .set("retryCount", known.retries)
}

fn notification_json(known: &Notification, with_details: bool) -> Object {
    Object::new()
        .set("id", known.id)
        .set("subscriptionId", known.subscription.to_string())
        .set("subscriberId", Uuid::nil().to_string())
        .set("eventId", known.notice.event_id.to_string())
        .set("status", known.status.name())
        .set("result", known.result.name())
        .set("createdDate", date(known.created))
        .set("modifiedDate", date(known.modified))
        .set_if(with_details, "details", || details_json(known))
}

/// The subscription of the path: one that is there, or that of the test notifications.
fn subscription_of(view: &View<'_>) -> Result<Uuid, Fault> {
    let given = view.required("subscriptionId")?;
    let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("subscriptionId", given))?;
    if id != TEST_SUBSCRIPTION && view.organization.subscription(id).is_none() {
        return Err(Fault::hook_subscription_not_found(given));
    }
    Ok(id)
}

fn get_notifications(view: &View<'_>) -> Result<Reply, Fault> {
    let subscription = subscription_of(view)?;
    let most = view.query.number(&["maxResults"])?.unwrap_or(DEFAULT).min(MOST);
    let (status, result) = (view.query.any(&["status"]), view.query.any(&["result"]));
    let found = view.organization.notifications(subscription).filter(|known| {
        status.is_none_or(|wanted| wanted.eq_ignore_ascii_case(known.status.name()))
            && result.is_none_or(|wanted| wanted.eq_ignore_ascii_case(known.result.name()))
    });
    Ok(Reply::list(found.take(most).map(|known| notification_json(known, false))))
}

fn get_notification(view: &View<'_>) -> Result<Reply, Fault> {
    let subscription = subscription_of(view)?;
    let given = view.required("notificationId")?;
    let id = given.parse().map_err(|_| Fault::invalid_parameter("notificationId", given))?;
    let known = view.organization.notification(subscription, id);
    let known = known.ok_or_else(|| Fault::hook_notification_not_found(id))?;
    Ok(Reply::json(notification_json(known, true)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NotificationsQuery {
    #[serde(default)]
    subscription_ids: Vec<String>,
    publisher_id: Option<String>,
    min_created_date: Option<String>,
    max_created_date: Option<String>,
    status: Option<String>,
    result_type: Option<String>,
    #[serde(default)]
    include_details: bool,
    max_results: Option<usize>,
    max_results_per_subscription: Option<usize>,
}

fn query_notifications(view: &View<'_>, body: NotificationsQuery) -> Result<Reply, Fault> {
    let day = |name: &str, given: &Option<String>| {
        let Some(text) = given else { return Ok(None) };
        parse_date(text).map(Some).ok_or_else(|| Fault::invalid_parameter(name, text))
    };
    let from = day("minCreatedDate", &body.min_created_date)?;
    let to = day("maxCreatedDate", &body.max_created_date)?;
    let is = |wanted: &Option<String>, value: &str| {
        wanted.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
    };
    let wanted = view.organization.subscriptions().filter(|known| {
        let id = known.id.to_string();
        (body.subscription_ids.is_empty()
            || body.subscription_ids.iter().any(|wanted| wanted.eq_ignore_ascii_case(&id)))
            && is(&body.publisher_id, &known.content.publisher)
    });
    let wanted: Vec<_> = wanted.collect();
    let each = body.max_results_per_subscription.unwrap_or(MOST);
    let mut found: Vec<&Notification> = Vec::new();
    let mut summary = Vec::new();
    for subscription in &wanted {
        let of_it = view.organization.notifications(subscription.id).filter(|known| {
            from.is_none_or(|from| known.created >= from)
                && to.is_none_or(|to| known.created <= to)
                && is(&body.status, known.status.name())
                && is(&body.result_type, known.result.name())
        });
        let of_it: Vec<_> = of_it.take(each).collect();
        let count = |result: NotificationResult| of_it.iter().filter(|known| known.result == result).count();
        let results =
            [NotificationResult::Pending, NotificationResult::Succeeded, NotificationResult::Failed]
                .map(|result| (result, count(result)))
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(result, count)| json!({ "result": result.name(), "notificationCount": count }));
        summary.push(
            json!({ "subscriptionId": subscription.id.to_string(), "results": results.collect::<Vec<_>>() }),
        );
        found.extend(of_it);
    }
    found.sort_by_key(|known| std::cmp::Reverse((known.created, known.id)));
    found.truncate(body.max_results.unwrap_or(MOST).min(MOST));
    let results = found.into_iter().map(|known| notification_json(known, body.include_details));
    let json = Object::new()
        .set("subscriptionIds", body.subscription_ids.clone())
        .set_some("publisherId", body.publisher_id.as_deref())
        .set_some("minCreatedDate", body.min_created_date.as_deref())
        .set_some("maxCreatedDate", body.max_created_date.as_deref())
        .set_some("status", body.status.as_deref())
        .set_some("resultType", body.result_type.as_deref())
        .set("includeDetails", body.include_details)
        .set("results", results.collect::<Vec<Object>>())
        .set("summary", Value::Array(summary))
        .set(
            "associatedSubscriptions",
            wanted.iter().map(|known| subscription_json(view, known)).collect::<Vec<Object>>(),
        );
    Ok(Reply::json(json))
}

/// A test notification, as bodies have it: its subscription, if there is one, else what it would be.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    subscription_id: Option<String>,
    #[serde(default)]
    details: Details,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Details {
    publisher_id: Option<String>,
    event_type: Option<String>,
    consumer_id: Option<String>,
    consumer_action_id: Option<String>,
    #[serde(default)]
    publisher_inputs: Map<String, Value>,
    #[serde(default)]
    consumer_inputs: Map<String, Value>,
    /// Of the event only its version counts.
    #[serde(default)]
    event: TestEvent,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TestEvent {
    resource_version: Option<String>,
}

fn test_content(call: &Call, body: &Test) -> Result<NewSubscription, Fault> {
    let known = match body.subscription_id.as_deref().map(|id| (id, id.parse::<Uuid>())) {
        Some((_, Ok(id))) if id != TEST_SUBSCRIPTION => call.read(|view| {
            let known = view.organization.subscription(id);
            known
                .map(|known| Some(known.content.clone()))
                .ok_or_else(|| Fault::hook_subscription_not_found(&id.to_string()))
        })?,
        Some((given, Err(_))) => return Err(Fault::invalid_parameter("subscriptionId", given)),
        _ => None,
    };
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut content = known.unwrap_or_else(|| NewSubscription {
        publisher: String::new(),
        event_type: String::new(),
        resource_version: None,
        consumer: "webHooks".to_owned(),
        action: "httpRequest".to_owned(),
        publisher_inputs: std::collections::BTreeMap::new(),
        consumer_inputs: std::collections::BTreeMap::new(),
        address: call.address.root(adoxide_api::wire::Host::Dev),
    });
    let Details {
        publisher_id,
        event_type,
        consumer_id,
        consumer_action_id,
        publisher_inputs,
        consumer_inputs,
        event: _,
    } = &body.details;
    if let Some(version) = &body.details.event.resource_version {
        content.resource_version = Some(version.clone());
    }
    for (field, given) in [
        (&mut content.publisher, publisher_id),
        (&mut content.event_type, event_type),
        (&mut content.consumer, consumer_id),
        (&mut content.action, consumer_action_id),
    ] {
        if let Some(given) = given {
            field.clone_from(given);
        }
    }
    content.publisher_inputs.extend(publisher_inputs.iter().map(|(name, value)| (name.clone(), text(value))));
    // A masked secret is the one that is there.
    let given = consumer_inputs.iter().map(|(name, value)| (name.clone(), text(value)));
    content.consumer_inputs.extend(given.filter(|(_, value)| value != "********"));
    if content.publisher.is_empty() {
        return Err(Fault::argument_null("publisherId"));
    }
    Ok(content)
}

/// The newest event of the type that there was, if there was one.
fn newest(call: &Call, event_type: &str) -> Result<Option<Happening>, Fault> {
    call.read(|view| {
        let entries = view.organization.journal().since(0).iter().rev();
        let mut found = entries.flat_map(|entry| happenings(view.organization, entry));
        Ok(found.find(|happening| happening.event_type == event_type))
    })
}

/// Sends a sample to where a subscription would send its events. It is queued, and sent like any other.
///
/// With `useRealData` it is the newest event of the type that there was, if there was one.
fn create_test_notification(call: &Call, body: Test) -> Result<Reply, Fault> {
    let content = test_content(call, &body)?;
    let known = catalog::event_type(&content.publisher, &content.event_type);
    let known =
        known.ok_or_else(|| Fault::hook_event_type_not_found(&content.publisher, &content.event_type))?;
    let version = content.resource_version.clone();
    let version = version.unwrap_or_else(|| known.versions.first().copied().unwrap_or("1.0").to_owned());
    // An id of the event type's own, the same in all test notifications of it: recorded.
    let seed = known.id.bytes().fold(0, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let event_id = Ids::new(seed).uuid();
    let real = if call.query.flag("useRealData")? { newest(call, known.id)? } else { None };
    let event = if let Some(happening) = real {
        let resource = payload::resource(call, &happening, &version)?;
        payload::event(call, &happening, resource, event_id, &content, &version)
    } else {
        let resource = sample::resource(known.id, &version, &call.base).unwrap_or_default();
        let text = format!("{} (test)", known.name);
        let containers = json!({
            "collection": { "id": COLLECTION, "baseUrl": format!("{}/", call.base) },
            "account": { "id": ACCOUNT, "baseUrl": format!("{}/", call.base) },
            "project": { "id": PROJECT, "baseUrl": format!("{}/", call.base) },
        });
        // Documented: to the millisecond, where real deliveries have seven digits.
        let now = call.shared.clock.now();
        let created = date(now.round(jiff::Unit::Millisecond).unwrap_or(now));
        let parts = Envelope {
            event_id,
            event_type: known.id,
            text: &text,
            detailed: &text,
            resource,
            version: &version,
            containers,
            created,
        };
        let mut event = envelope(&content, &parts);
        // Documented for samples, and in no recorded delivery of a real event.
        event["scope"] = "all".into();
        event
    };
    let notice = Notice { event_id, event, content: content.clone() };
    call.change(|change| {
        let id = change.make(|tx| Ok::<_, Fault>(tx.notify(TEST_SUBSCRIPTION, notice)))?;
        let view = change.view();
        let known = view.organization.notification(TEST_SUBSCRIPTION, id);
        let known = known.ok_or_else(|| Fault::hook_notification_not_found(id))?;
        Ok(Reply::json(notification_json(known, true)))
    })
}
