//! Subscriptions: create, replace, delete, list, query, diagnostics.

use std::collections::BTreeMap;

use adoxide_api::hooks::meta;
use adoxide_api::wire::Host;
use http::{StatusCode, Uri};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::catalog;
use super::consumer::{WEB_HOOKS, consumer};
use crate::base::{date, sql_date};
use crate::handler::permission::EDIT_SUBSCRIPTIONS;
use crate::handler::{Call, Change, View, handlers, ready_project};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::hook::{NewSubscription, Subscription, SubscriptionStatus, Tracing};
use crate::world::id::IdentityId;

handlers! {
    meta::LIST_SUBSCRIPTIONS => read(list_subscriptions),
    meta::GET_SUBSCRIPTION => read(get_subscription),
    meta::CREATE_SUBSCRIPTION => change(create_subscription).needs(EDIT_SUBSCRIPTIONS),
    meta::REPLACE_SUBSCRIPTION => change(replace_subscription).needs(EDIT_SUBSCRIPTIONS),
    meta::DELETE_SUBSCRIPTION => change(delete_subscription).needs(EDIT_SUBSCRIPTIONS),
    meta::CREATE_SUBSCRIPTIONS_QUERY => read(query_subscriptions),
    meta::GET_SUBSCRIPTION_DIAGNOSTICS => read(get_diagnostics),
    meta::UPDATE_SUBSCRIPTION_DIAGNOSTICS => change(update_diagnostics).needs(EDIT_SUBSCRIPTIONS),
}

/// A secret in an answer: documented. In a request it stands for the secret that is there.
const MASK: &str = "********";
/// How long diagnostics go on: the clients say two hours.
const TRACED: SignedDuration = SignedDuration::from_hours(2);

/// The inputs of a consumer, without its secrets.
pub(super) fn consumer_inputs(content: &NewSubscription) -> Object {
    let known = consumer(&content.consumer);
    let inputs = content.consumer_inputs.iter().map(|(name, value)| {
        let is_secret = known.is_none_or(|known| known.is_secret(name));
        (name.as_str(), if is_secret && !value.is_empty() { MASK } else { value.as_str() })
    });
    inputs.collect()
}

/// Who made it, with the four members that are recorded.
fn person(view: &View<'_>, id: IdentityId) -> Object {
    let known = view.directory.identity(id);
    Object::new()
        .set_some("displayName", known.map(|known| known.display_name.as_str()))
        .set("id", id)
        .set_some("uniqueName", known.map(|known| known.unique_name.as_str()))
        .set_some("descriptor", known.map(|known| known.subject_descriptor.as_str()))
}

/// What people read of the filters: `Repository web, Target branch main`.
fn event_description(view: &View<'_>, content: &NewSubscription) -> String {
    let known = catalog::event_type(&content.publisher, &content.event_type);
    let set = known.into_iter().flat_map(|known| known.inputs).filter_map(|input| {
        let value = content.filter(input.id)?;
        let named = input.values.iter().find(|(own, _)| *own == value).map(|(_, name)| (*name).to_owned());
        let repository = || {
            let found = view.organization.repositories().find(|known| known.id.to_string() == value);
            found.map(|known| known.name.clone())
        };
        Some(format!("{} {}", input.name, named.or_else(repository).unwrap_or_else(|| value.to_owned())))
    });
    let set: Vec<_> = set.collect();
    match known {
        Some(known) if set.is_empty() => format!("Any {}", known.name.to_lowercase()),
        _ => set.join(", "),
    }
}

pub(super) fn subscription_json(view: &View<'_>, known: &Subscription) -> Object {
    let content = &known.content;
    let urls = view.urls();
    let url = urls.at(format_args!("_apis/hooks/subscriptions/{}", known.id));
    let consumer = urls.at(format_args!("_apis/hooks/consumers/{}", content.consumer));
    let links = Object::new()
        .set("self", link(url.clone()))
        .set("consumer", link(consumer.clone()))
        .set("actions", link(format!("{consumer}/actions")))
        .set("notifications", link(format!("{url}/notifications")))
        .set("publisher", link(urls.at(format_args!("_apis/hooks/publishers/{}", content.publisher))));
    let own = ("tfsSubscriptionId", known.publisher_subscription.to_string());
    let publisher_inputs =
        content.publisher_inputs.iter().map(|(name, value)| (name.as_str(), value.clone()));
    let host = content.consumer_input("url").and_then(|url| url.parse::<Uri>().ok());
    let host = host.as_ref().and_then(Uri::host).unwrap_or_default();
    Object::new()
        .set("id", known.id.to_string())
        .set("url", url)
        .set("status", known.status.name())
        .set("publisherId", content.publisher.as_str())
        .set("eventType", content.event_type.as_str())
        .set("subscriber", Value::Null)
        .set("resourceVersion", content.resource_version.as_deref())
        .set("eventDescription", event_description(view, content))
        .set("consumerId", content.consumer.as_str())
        .set("consumerActionId", content.action.as_str())
        .set("actionDescription", format!("To host {host}"))
        .set_if(known.probation_retries > 0, "probationRetries", || known.probation_retries)
        .set_some("lastSuccessfulAttemptDate", known.last_success.map(sql_date))
        .set("createdBy", person(view, known.created.actor))
        .set("createdDate", sql_date(known.created.at))
        .set("modifiedBy", person(view, known.modified.actor))
        .set("modifiedDate", sql_date(known.modified.at))
        .set_some("lastProbationRetryDate", known.last_probation_retry.map(sql_date))
        .set("publisherInputs", publisher_inputs.chain([own]).collect::<Object>())
        .set("consumerInputs", consumer_inputs(content))
        .set("_links", links)
}

fn id_of(call: &Call) -> Result<Uuid, Fault> {
    let given = call.required("subscriptionId")?;
    given.parse().map_err(|_| Fault::invalid_parameter("subscriptionId", given))
}

/// The subscription of the path.
pub(super) fn of_path<'v>(view: &View<'v>) -> Result<&'v Subscription, Fault> {
    let id = id_of(view)?;
    view.organization.subscription(id).ok_or_else(|| Fault::hook_subscription_not_found(&id.to_string()))
}

fn list_subscriptions(view: &View<'_>) -> Result<Reply, Fault> {
    let is = |name: &str, value: &str| {
        view.query.any(&[name]).is_none_or(|wanted| wanted.is_empty() || wanted.eq_ignore_ascii_case(value))
    };
    let found = view.organization.subscriptions().filter(|known| {
        let content = &known.content;
        is("publisherId", &content.publisher)
            && is("eventType", &content.event_type)
            && is("consumerId", &content.consumer)
            && is("consumerActionId", &content.action)
    });
    Ok(Reply::list(found.map(|known| subscription_json(view, known))))
}

fn get_subscription(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(subscription_json(view, of_path(view)?)))
}

/// A subscription, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    id: Option<String>,
    status: Option<Value>,
    publisher_id: Option<String>,
    event_type: Option<String>,
    resource_version: Option<String>,
    consumer_id: Option<String>,
    consumer_action_id: Option<String>,
    #[serde(default)]
    publisher_inputs: Map<String, Value>,
    #[serde(default)]
    consumer_inputs: Map<String, Value>,
}

/// Inputs are text: recorded even of `acceptUntrustedCerts`.
fn inputs(given: Map<String, Value>) -> BTreeMap<String, String> {
    let text = |value: Value| match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    };
    given.into_iter().map(|(name, value)| (name, text(value))).collect()
}

fn status(given: &Value) -> Result<SubscriptionStatus, Fault> {
    let found = SubscriptionStatus::ALL.iter().find(|(number, known)| {
        given.as_u64() == Some(*number)
            || given
                .as_str()
                .is_some_and(|text| text.eq_ignore_ascii_case(known.name()) || text.parse() == Ok(*number))
    });
    found.map(|(_, known)| *known).ok_or_else(|| Fault::invalid_parameter("status", &given.to_string()))
}

/// What a body asks for. Secrets that are masked stay as they were.
fn content(view: &View<'_>, body: Body, old: Option<&NewSubscription>) -> Result<NewSubscription, Fault> {
    let required = |name: &str, given: Option<String>, old: Option<&String>| {
        let given = given.filter(|given| !given.is_empty()).or_else(|| old.cloned());
        given.ok_or_else(|| Fault::argument_null(name))
    };
    let publisher = required("publisherId", body.publisher_id, old.map(|old| &old.publisher))?;
    let event_type = required("eventType", body.event_type, old.map(|old| &old.event_type))?;
    let consumer_id = required("consumerId", body.consumer_id, old.map(|old| &old.consumer))?;
    let action = required("consumerActionId", body.consumer_action_id, old.map(|old| &old.action))?;
    let known_publisher = catalog::publisher(&publisher);
    let known_publisher = known_publisher.ok_or_else(|| Fault::hook_publisher_not_found(&publisher))?;
    let known_event = catalog::event_type(known_publisher.id, &event_type);
    let known_event = known_event.ok_or_else(|| Fault::hook_event_type_not_found(&publisher, &event_type))?;
    let known_consumer =
        consumer(&consumer_id).ok_or_else(|| Fault::hook_consumer_not_found(&consumer_id))?;
    let known_action = known_consumer.action(&action);
    let known_action = known_action.ok_or_else(|| Fault::hook_action_not_found(&consumer_id, &action))?;
    let resource_version = body.resource_version.filter(|version| !version.is_empty());
    if let Some(version) = &resource_version
        && !known_event.versions.contains(&version.as_str())
    {
        return Err(Fault::hook_version_not_supported(version, known_event.versions));
    }

    let mut publisher_inputs = inputs(body.publisher_inputs);
    // The service gives it, and gives it again.
    publisher_inputs.retain(|name, _| !name.eq_ignore_ascii_case("tfsSubscriptionId"));
    let mut consumer_inputs = inputs(body.consumer_inputs);
    for (name, value) in &mut consumer_inputs {
        if value == MASK && known_consumer.is_secret(name) {
            let kept = old.and_then(|old| old.consumer_inputs.get(name));
            value.clone_from(kept.ok_or_else(|| Fault::invalid_parameter(name, MASK))?);
        }
    }
    let new = NewSubscription {
        publisher: known_publisher.id.to_owned(),
        event_type: known_event.id.to_owned(),
        resource_version,
        consumer: known_consumer.id.to_owned(),
        action: known_action.id.to_owned(),
        publisher_inputs,
        consumer_inputs,
        address: view.address.root(Host::Dev),
    };
    check(view, &new, known_event, known_consumer.required(known_action))?;
    Ok(new)
}

fn check(
    view: &View<'_>,
    new: &NewSubscription,
    event_type: &catalog::EventType,
    required: impl Iterator<Item = &'static str>,
) -> Result<(), Fault> {
    if let Some(project) = new.filter("projectId") {
        ready_project(view.organization, project)?;
    }
    for input in event_type.inputs {
        match new.filter(input.id) {
            None if input.is_required => return Err(Fault::hook_input_required(input.id)),
            Some(value) if input.is_guid && value.parse::<Uuid>().is_err() => {
                return Err(Fault::hook_input_invalid(input.id, value));
            }
            Some(value)
                if !input.values.is_empty()
                    && !input.values.iter().any(|(own, _)| own.eq_ignore_ascii_case(value)) =>
            {
                return Err(Fault::hook_input_invalid(input.id, value));
            }
            _ => {}
        }
    }
    for name in required {
        if new.consumer_input(name).is_none() {
            return Err(Fault::hook_input_required(name));
        }
    }
    if new.consumer == WEB_HOOKS {
        // Loopback and private addresses are refused by the service, and taken here: that is what an emulator is for.
        let url = new.consumer_input("url").unwrap_or_default();
        let is_http = url.parse::<Uri>().is_ok_and(|url| {
            url.host().is_some() && url.scheme_str().is_some_and(|scheme| matches!(scheme, "http" | "https"))
        });
        if !is_http {
            return Err(Fault::hook_input_invalid("url", url));
        }
        for line in new.consumer_input("httpHeaders").unwrap_or_default().lines() {
            let is_header = line.split_once(':').is_some_and(|(name, value)| {
                http::HeaderName::try_from(name.trim()).is_ok()
                    && http::HeaderValue::from_str(value.trim()).is_ok()
            });
            if !is_header && !line.trim().is_empty() {
                return Err(Fault::hook_input_invalid("httpHeaders", line));
            }
        }
    }
    Ok(())
}

fn create_subscription(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let wanted = body.status.as_ref().map(status).transpose()?.filter(|status| status.is_disabled());
    let new = content(&change.view(), body, None)?;
    let id = change.make(|tx| {
        let created = tx.create_subscription(new);
        let id = created.into_inner();
        if let Some(status) = wanted {
            tx.set_subscription_status(id, status)?;
        }
        Ok::<_, Fault>(created)
    })?;
    let view = change.view();
    let known = view.organization.subscription(id);
    let known = known.ok_or_else(|| Fault::hook_subscription_not_found(&id.to_string()))?;
    Ok(Reply::json(subscription_json(&view, known)))
}

/// The id is in the path or in the body: both are documented.
fn replace_subscription(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let given = change.argument("subscriptionId").map(str::to_owned).or_else(|| body.id.clone());
    let given = given.ok_or_else(|| Fault::argument_null("subscriptionId"))?;
    let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("subscriptionId", &given))?;
    let wanted = body.status.as_ref().map(status).transpose()?;
    let view = change.view();
    let old = view.organization.subscription(id).ok_or_else(|| Fault::hook_subscription_not_found(&given))?;
    let mut new = content(&view, body, Some(&old.content))?;
    // What cannot be changed: reported by clients.
    if (&new.publisher, &new.consumer, &new.action)
        != (&old.content.publisher, &old.content.consumer, &old.content.action)
    {
        return Err(Fault::hook_subscription_immutable());
    }
    new.address.clone_from(&old.content.address);
    // Only somebody, and the service, disable it: a client that puts back what it read changes nothing.
    let wanted = wanted
        .filter(|wanted| matches!(wanted, SubscriptionStatus::Enabled | SubscriptionStatus::DisabledByUser));
    change.make(|tx| tx.replace_subscription(id, new, wanted))?;
    let view = change.view();
    let known = view.organization.subscription(id);
    let known = known.ok_or_else(|| Fault::hook_subscription_not_found(&given))?;
    Ok(Reply::json(subscription_json(&view, known)))
}

fn delete_subscription(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = id_of(change.call)?;
    change.make(|tx| tx.delete_subscription(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SubscriptionsQuery {
    publisher_id: Option<String>,
    event_type: Option<String>,
    consumer_id: Option<String>,
    consumer_action_id: Option<String>,
    #[serde(default)]
    publisher_input_filters: Vec<InputFilter>,
    #[serde(default)]
    consumer_input_filters: Vec<InputFilter>,
    subscriber_id: Option<String>,
}

/// Conditions that all hold. Of several filters one is enough.
#[derive(Deserialize)]
struct InputFilter {
    #[serde(default)]
    conditions: Vec<Condition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Condition {
    input_id: String,
    #[serde(default)]
    input_value: String,
    operator: Option<Value>,
    #[serde(default)]
    case_sensitive: bool,
}

impl Condition {
    fn holds(&self, inputs: &BTreeMap<String, String>) -> bool {
        let value = inputs.iter().find(|(name, _)| name.eq_ignore_ascii_case(&self.input_id));
        let value = value.map_or("", |(_, value)| value.as_str());
        let is_equal = if self.case_sensitive {
            value == self.input_value
        } else {
            value.to_lowercase() == self.input_value.to_lowercase()
        };
        let is_negated = self.operator.as_ref().is_some_and(|operator| {
            operator.as_u64() == Some(1)
                || operator.as_str().is_some_and(|name| name.eq_ignore_ascii_case("notEquals"))
        });
        is_equal != is_negated
    }

    fn to_json(&self) -> Value {
        json!({
            "inputId": self.input_id,
            "operator": self.operator.clone().unwrap_or_else(|| "equals".into()),
            "inputValue": self.input_value,
            "caseSensitive": self.case_sensitive,
        })
    }
}

fn passes(filters: &[InputFilter], inputs: &BTreeMap<String, String>) -> bool {
    let all = |filter: &InputFilter| filter.conditions.iter().all(|condition| condition.holds(inputs));
    filters.is_empty() || filters.iter().any(all)
}

fn query_subscriptions(view: &View<'_>, body: SubscriptionsQuery) -> Result<Reply, Fault> {
    let is = |wanted: &Option<String>, value: &str| {
        wanted.as_deref().is_none_or(|wanted| wanted.is_empty() || wanted.eq_ignore_ascii_case(value))
    };
    let found = view.organization.subscriptions().filter(|known| {
        let content = &known.content;
        let nobody = Uuid::nil().to_string();
        is(&body.publisher_id, &content.publisher)
            && is(&body.event_type, &content.event_type)
            && is(&body.consumer_id, &content.consumer)
            && is(&body.consumer_action_id, &content.action)
            && is(&body.subscriber_id, &nobody)
            && passes(&body.publisher_input_filters, &content.publisher_inputs)
            && passes(&body.consumer_input_filters, &content.consumer_inputs)
    });
    let results: Vec<_> = found.map(|known| subscription_json(view, known)).collect();
    let filters = |filters: &[InputFilter]| {
        let json = filters.iter().map(|filter| {
            json!({ "conditions": filter.conditions.iter().map(Condition::to_json).collect::<Vec<_>>() })
        });
        Value::Array(json.collect())
    };
    let json = Object::new()
        .set_some("publisherId", body.publisher_id.as_deref())
        .set_some("eventType", body.event_type.as_deref())
        .set_some("consumerId", body.consumer_id.as_deref())
        .set_some("consumerActionId", body.consumer_action_id.as_deref())
        .set_some("subscriberId", body.subscriber_id.as_deref())
        .set("publisherInputFilters", filters(&body.publisher_input_filters))
        .set("consumerInputFilters", filters(&body.consumer_input_filters))
        .set("results", results);
    Ok(Reply::json(json))
}

const DIAGNOSTICS: [&str; 3] = ["deliveryResults", "deliveryTracing", "evaluationTracing"];

fn diagnostics_json(known: &Subscription) -> Object {
    let of = DIAGNOSTICS.map(|name| {
        let tracing = known.diagnostics.get(name).copied().unwrap_or_default();
        let json = Object::new()
            .set("enabled", tracing.is_enabled)
            .set_some("startDate", tracing.start.map(date))
            .set_some("endDate", tracing.end.map(date));
        (name, json)
    });
    of.into_iter().collect()
}

fn get_diagnostics(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(diagnostics_json(of_path(view)?)))
}

fn update_diagnostics(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let id = id_of(change.call)?;
    let now = change.call.stamp().at;
    let mut wanted = BTreeMap::new();
    for name in DIAGNOSTICS {
        let given = body.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        if let Some(is_enabled) = given.and_then(|given| given["enabled"].as_bool()) {
            let start = is_enabled.then_some(now);
            let end = is_enabled.then(|| now.saturating_add(TRACED).unwrap_or(now));
            wanted.insert(name.to_owned(), Tracing { is_enabled, start, end });
        }
    }
    change.make(|tx| tx.set_subscription_diagnostics(id, wanted))?;
    let view = change.view();
    Ok(Reply::json(diagnostics_json(of_path(&view)?)))
}
