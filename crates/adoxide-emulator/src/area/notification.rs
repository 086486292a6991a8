//! Notifications by mail: subscriptions, what one can subscribe to, and who gets what.

mod field;
mod notice;

use adoxide_api::notification::meta;
use http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::subject::by_id;
use crate::base::date;
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::notification::MailSubscription;

handlers! {
    meta::LIST_SUBSCRIPTIONS => read(list_subscriptions),
    meta::CREATE_SUBSCRIPTION => change(create_subscription),
    meta::QUERY_SUBSCRIPTIONS => read(query_subscriptions),
    meta::GET_SUBSCRIPTION => read(get_subscription),
    meta::UPDATE_SUBSCRIPTION => change(update_subscription),
    meta::DELETE_SUBSCRIPTION => change(delete_subscription),
    meta::GET_SUBSCRIPTION_DIAGNOSTICS => read(get_subscription_diagnostics),
    meta::UPDATE_SUBSCRIPTION_DIAGNOSTICS => change(update_subscription_diagnostics),
    meta::UPDATE_SUBSCRIPTION_USER_SETTINGS => change(update_subscription_user_settings),
    meta::GET_SUBSCRIPTION_TEMPLATES => read(get_subscription_templates),
    meta::LIST_EVENT_TYPES => read(list_event_types),
    meta::GET_EVENT_TYPE => read(get_event_type),
    meta::GET_SUBSCRIBER => read(get_subscriber),
    meta::UPDATE_SUBSCRIBER => change(update_subscriber),
    meta::GET_SETTINGS => read(get_settings),
    meta::UPDATE_SETTINGS => change(update_settings),
    meta::QUERY_EVENT_TYPES => read(field::query_event_types),
    meta::GET_NOTIFICATION_REASONS => read(notice::get_notification_reasons),
    meta::LIST_LOGS => read(notice::list_logs),
    meta::LIST_NOTIFICATION_REASONS => read(notice::list_notification_reasons),
    meta::PERFORM_BATCH_NOTIFICATION_OPERATIONS => change(notice::perform_batch_notification_operations),
}

const NAMESPACE: &str = "Microsoft.VisualStudio.Services.Notifications.WebApi";

/// Where the preferences are kept.
const SCOPE: &str = "notification";

/// An event type: its id, its name, its publisher, its category and the category's name.
type EventType = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// What can happen.
/// <https://learn.microsoft.com/azure/devops/organizations/notifications/oob-supported-event-types>
const EVENT_TYPES: [EventType; 10] = [
    (
        "ms.vss-build.build-completed-event",
        "Build completed",
        "ms.vss-build.build-event-publisher",
        "ms.vss-build.build-and-release-event-category",
        "Build",
    ),
    (
        "ms.vss-build.build-failed-event",
        "Build failed",
        "ms.vss-build.build-event-publisher",
        "ms.vss-build.build-and-release-event-category",
        "Build",
    ),
    (
        "ms.vss-build.build-status-changed-event",
        "Build status changed",
        "ms.vss-build.build-event-publisher",
        "ms.vss-build.build-and-release-event-category",
        "Build",
    ),
    (
        "ms.vss-code.git-push-event",
        "Code pushed",
        "ms.vss-code.git-event-publisher",
        "ms.vss-code.git-event-category",
        "Code (Git)",
    ),
    (
        "ms.vss-code.git-pullrequest-event",
        "Pull request",
        "ms.vss-code.git-event-publisher",
        "ms.vss-code.git-event-category",
        "Code (Git)",
    ),
    (
        "ms.vss-code.git-pullrequest-comment-event",
        "Pull request comment",
        "ms.vss-code.git-event-publisher",
        "ms.vss-code.git-event-category",
        "Code (Git)",
    ),
    (
        "ms.vss-work.workitem-changed-event",
        "Work item",
        "ms.vss-work.workitem-event-publisher",
        "ms.vss-work.work-event-category",
        "Work",
    ),
    (
        "ms.vss-release.deployment-completed-event",
        "Release deployment completed",
        "ms.vss-release.release-event-publisher",
        "ms.vss-release.release-event-category",
        "Release",
    ),
    (
        "ms.vss-release.deployment-approval-pending-event",
        "Release deployment approval pending",
        "ms.vss-release.release-event-publisher",
        "ms.vss-release.release-event-category",
        "Release",
    ),
    (
        "ms.vss-notifications.extension-event",
        "Extension event",
        "ms.vss-notifications.extension-publisher",
        "ms.vss-notifications.extension-category",
        "Extension management",
    ),
];

fn event_type_json((id, name, publisher, category, category_name): EventType) -> Value {
    json!({"id": id, "name": name, "url": null, "eventPublisher": {"id": publisher},
           "category": {"id": category, "name": category_name}, "fields": field::fields_json(id), "roles": [],
           "supportedScopes": ["project", "collection"], "hasInitiator": true, "customSubscriptionsAllowed": true,
           "icon": null, "color": null})
}

fn list_event_types(view: &View<'_>) -> Result<Reply, Fault> {
    let publisher = view.query.any(&["publisherId"]);
    let wanted = EVENT_TYPES
        .iter()
        .filter(|known| publisher.is_none_or(|publisher| known.2.eq_ignore_ascii_case(publisher)));
    Ok(Reply::list(wanted.map(|known| event_type_json(*known))))
}

/// An event type by its id.
fn known_event_type(id: &str) -> Result<EventType, Fault> {
    let found = EVENT_TYPES.iter().find(|known| known.0.eq_ignore_ascii_case(id));
    found.copied().ok_or_else(|| {
        Fault::exception(
            StatusCode::NOT_FOUND,
            NAMESPACE,
            "EventTypeDoesNotExistException",
            format!("The event type {id} does not exist."),
        )
    })
}

/// The id of the event type of the path.
fn event_type(call: &Call) -> Result<&'static str, Fault> {
    known_event_type(call.required("eventType")?).map(|known| known.0)
}

fn get_event_type(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(event_type_json(known_event_type(view.required("eventType")?)?)))
}

/// One template for each event type.
fn get_subscription_templates(_: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(EVENT_TYPES.map(|known| {
        let filter = json!({"type": "Expression", "eventType": known.0,
                            "criteria": {"clauses": [], "groups": [], "maxGroupLevel": 0}});
        json!({"id": known.0, "description": known.1, "filter": filter, "type": "both",
               "notificationEventInformation": event_type_json(known)})
    })))
}

/// A subscription in the documented order.
fn to_json(view: &View<'_>, subscription: &MailSubscription) -> Object {
    let url = view.urls().at(format_args!("_apis/notification/Subscriptions/{}", subscription.id));
    let page = view.urls().at(format_args!("_notifications?subscriptionId={}&action=view", subscription.id));
    let who = |id: Uuid| by_id(view, &id.to_string()).ok().map(|found| found.brief());
    let scope = match subscription.scope {
        Some(project) => {
            let name = view.organization.project_by_id(project).map(|project| project.name.as_str());
            json!({"id": project.to_string(), "name": name, "type": "project"})
        }
        None => json!({"id": view.organization.id().to_string(), "type": "none"}),
    };
    Object::new()
        .set("id", subscription.id.to_string())
        .set("url", url)
        .set("description", subscription.description.as_str())
        .set("subscriber", who(subscription.subscriber))
        .set("status", subscription.status.as_str())
        .set("flags", "none")
        .set("modifiedDate", date(subscription.modified.at))
        .set("lastModifiedBy", who(subscription.modified.actor.0))
        .set("scope", scope)
        .set("filter", subscription.filter.clone())
        .set("channel", subscription.channel.clone())
        .set("_links", Object::new().set("edit", link(page)))
        .set("permissions", "view, edit, delete")
}

/// The subscriptions of somebody (the caller by default), or those with these numbers.
fn list_subscriptions(view: &View<'_>) -> Result<Reply, Fault> {
    let target = match view.query.any(&["targetId"]) {
        Some(id) => by_id(view, id)?.id,
        None => view.actor.0,
    };
    let ids = view.query.all("ids");
    let all = view.organization.mail_subscriptions().iter().filter(|known| {
        if ids.is_empty() { known.subscriber == target } else { ids.contains(&known.id.to_string().as_str()) }
    });
    Ok(Reply::list(all.map(|known| to_json(view, known))))
}

/// Whether a subscription is one that a condition asks for.
fn fits(subscription: &MailSubscription, condition: &Value) -> bool {
    let is = |pointer: &str, value: Option<&str>| {
        text(condition, pointer)
            .is_none_or(|wanted| value.is_some_and(|value| value.eq_ignore_ascii_case(wanted)))
    };
    is("/subscriptionId", Some(&subscription.id.to_string()))
        && is("/subscriberId", Some(&subscription.subscriber.to_string()))
        && is("/filter/eventType", text(&subscription.filter, "/eventType"))
        && is("/filter/type", text(&subscription.filter, "/type"))
        && is("/scope", subscription.scope.map(|scope| scope.to_string()).as_deref())
}

fn query_subscriptions(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let conditions = body.get("conditions").and_then(Value::as_array).cloned().unwrap_or_default();
    let all =
        view.organization.mail_subscriptions().iter().filter(|known| {
            conditions.is_empty() || conditions.iter().any(|condition| fits(known, condition))
        });
    Ok(Reply::list(all.map(|known| to_json(view, known))))
}

fn not_found(id: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "SubscriptionNotFoundException",
        format!("The subscription {id} does not exist."),
    )
}

fn of_path<'v>(call: &Call, view: &View<'v>) -> Result<&'v MailSubscription, Fault> {
    known_subscription(view, call.required("subscriptionId")?)
}

fn known_subscription<'v>(view: &View<'v>, id: &str) -> Result<&'v MailSubscription, Fault> {
    let found = view.organization.mail_subscriptions().iter().find(|known| Ok(known.id) == id.parse());
    found.ok_or_else(|| not_found(id))
}

fn get_subscription(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(to_json(view, of_path(view, view)?)))
}

/// The state that a body asks for: a subscription is enabled, or disabled by somebody.
fn status(body: &Value) -> Result<Option<String>, Fault> {
    const STATES: [(&str, i64, &str); 3] =
        [("enabled", 0, "enabled"), ("enabledOnProbation", 1, "enabled"), ("disabled", -1, "disabled")];
    let Some(given) = body.get("status").filter(|value| !value.is_null()) else { return Ok(None) };
    let name = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
    let found =
        crate::base::choice(&name, &STATES).ok_or_else(|| Fault::invalid_parameter("status", &name))?;
    Ok(Some(found.to_owned()))
}

/// The project of a body's scope.
fn scope(view: &View<'_>, body: &Value) -> Result<Option<crate::world::id::ProjectId>, Fault> {
    let Some(id) = text(body, "/scope/id").filter(|id| *id != view.organization.id().to_string()) else {
        return Ok(None);
    };
    if id.parse() == Ok(Uuid::nil()) {
        return Ok(None);
    }
    view.organization.project(id).map(|project| Some(project.id)).ok_or_else(|| Fault::project_not_found(id))
}

fn answer(view: &View<'_>, id: i64) -> Result<Reply, Fault> {
    let found = view.organization.mail_subscriptions().iter().find(|known| known.id == id);
    Ok(Reply::json(to_json(view, found.ok_or_else(|| not_found(&id.to_string()))?)))
}

fn create_subscription(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let view = change.view();
    let mut filter = body.get("filter").cloned().ok_or_else(|| Fault::argument_null("filter"))?;
    let kind = text(&filter, "/type").ok_or_else(|| Fault::argument_null("filter.type"))?.to_owned();
    let artifact =
        (text(&filter, "/artifactType").map(str::to_owned), text(&filter, "/artifactId").map(str::to_owned));
    let mut description = text(&body, "/description").unwrap_or_default().to_owned();
    let mut channel = body
        .get("channel")
        .cloned()
        .unwrap_or_else(|| json!({"type": "EmailHtml", "useCustomAddress": false}));
    // As documented: to follow a thing is a subscription of its own kind.
    if kind.eq_ignore_ascii_case("Artifact") {
        let (Some(kind), Some(id)) = artifact else { return Err(Fault::argument_null("filter.artifactId")) };
        if description.is_empty() {
            description = format!("Following '{kind}' artifact '{id}'");
        }
        channel = json!({"type": "User", "useCustomAddress": false});
        if let Some(members) = filter.as_object_mut() {
            members
                .entry("artifactUri")
                .or_insert_with(|| format!("vstfs:///WorkItemTracking/{kind}/{id}").into());
            members.entry("eventType").or_insert_with(|| "".into());
        }
    } else {
        let event = text(&filter, "/eventType").ok_or_else(|| Fault::argument_null("filter.eventType"))?;
        if description.is_empty() {
            let known = EVENT_TYPES.iter().find(|known| known.0.eq_ignore_ascii_case(event));
            known.map_or(event, |known| known.1).clone_into(&mut description);
        }
    }
    let subscriber = match text(&body, "/subscriber/id") {
        Some(id) => by_id(&view, id)?.id,
        None => view.actor.0,
    };
    let new = MailSubscription {
        id: 0,
        subscriber,
        description,
        filter,
        channel,
        scope: scope(&view, &body)?,
        status: "enabled".to_owned(),
        modified: view.stamp(),
    };
    let id = change.make(|tx| tx.set_mail_subscription(new))?;
    answer(&change.view(), id)
}

fn update_subscription(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let mut known = of_path(change.call, &change.view())?.clone();
    if let Some(description) = text(&body, "/description") {
        description.clone_into(&mut known.description);
    }
    for (name, part) in [("filter", &mut known.filter), ("channel", &mut known.channel)] {
        if let Some(new) = body.get(name).filter(|new| !new.is_null()) {
            part.clone_from(new);
        }
    }
    if body.get("scope").is_some_and(|scope| !scope.is_null()) {
        known.scope = scope(&change.view(), &body)?;
    }
    known.status = status(&body)?.unwrap_or(known.status);
    known.modified = change.stamp();
    let id = change.make(|tx| tx.set_mail_subscription(known))?;
    answer(&change.view(), id)
}

fn delete_subscription(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = of_path(change.call, &change.view())?.id;
    change.make(|tx| tx.delete_mail_subscription(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

const TRACES: [&str; 3] = ["deliveryTracing", "deliveryResults", "evaluationTracing"];

fn diagnostics(view: &View<'_>, id: i64) -> Object {
    TRACES.iter().fold(Object::new(), |all, name| {
        let is_on = view.organization.is_set(SCOPE, &format!("{id}/{name}"), false);
        all.set(name, json!({"enabled": is_on, "maxTracedEntries": 0, "tracedEntries": 0}))
    })
}

fn get_subscription_diagnostics(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(diagnostics(view, of_path(view, view)?.id)))
}

fn update_subscription_diagnostics(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = of_path(change.call, &change.view())?.id;
    for name in TRACES {
        if let Some(is_on) = body.get(name).and_then(|trace| trace.get("enabled")).and_then(Value::as_bool) {
            change.make(|tx| tx.set_setting(SCOPE, &format!("{id}/{name}"), Some(Value::Bool(is_on))))?;
        }
    }
    Ok(Reply::json(diagnostics(&change.view(), id)))
}

/// Whether somebody opted out of a subscription of their team.
fn update_subscription_user_settings(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = of_path(change.call, &change.view())?.id;
    let user = change.required("userId")?;
    let user = if user.eq_ignore_ascii_case("me") { change.actor.to_string() } else { user.to_owned() };
    let out =
        body.get("optedOut").and_then(Value::as_bool).ok_or_else(|| Fault::argument_null("optedOut"))?;
    change.make(|tx| tx.set_setting(SCOPE, &format!("{id}/{user}"), Some(Value::Bool(out))))?;
    Ok(Reply::json(Object::new().set("optedOut", out)))
}

const PREFERENCES: [(&str, i64, &str); 4] = [
    ("noDelivery", -1, "noDelivery"),
    ("preferredEmailAddress", 1, "preferredEmailAddress"),
    ("eachMember", 2, "eachMember"),
    ("useDefault", 3, "useDefault"),
];

fn subscriber(view: &View<'_>) -> Result<Reply, Fault> {
    let found = by_id(view, view.required("subscriberId")?)?;
    let kept = |name: &str| view.organization.setting(SCOPE, &format!("{}/{name}", found.id)).cloned();
    let is_group = !matches!(found.subject, crate::world::group::Subject::Person(_));
    let mail =
        kept("mail").unwrap_or_else(|| if is_group { Value::Null } else { found.unique_name.clone().into() });
    Ok(Reply::json(
        Object::new()
            .set("id", found.id.to_string())
            .set("deliveryPreference", kept("preference").unwrap_or_else(|| "useDefault".into()))
            .set("preferredEmailAddress", mail)
            .set("flags", if is_group { "isGroup, isTeam" } else { "isUser" }),
    ))
}

fn get_subscriber(view: &View<'_>) -> Result<Reply, Fault> {
    subscriber(view)
}

fn update_subscriber(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = by_id(&change.view(), change.required("subscriberId")?)?.id;
    if let Some(given) = body.get("deliveryPreference").filter(|given| !given.is_null()) {
        let name = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
        let found = crate::base::choice(&name, &PREFERENCES);
        let found = found.ok_or_else(|| Fault::invalid_parameter("deliveryPreference", &name))?;
        change.make(|tx| tx.set_setting(SCOPE, &format!("{id}/preference"), Some(found.into())))?;
    }
    if let Some(mail) = text(&body, "/preferredEmailAddress") {
        change.make(|tx| tx.set_setting(SCOPE, &format!("{id}/mail"), Some(mail.into())))?;
    }
    subscriber(&change.view())
}

fn settings(view: &View<'_>) -> Reply {
    let kept = view.organization.setting(SCOPE, "defaultGroupDeliveryPreference").cloned();
    Reply::json(
        Object::new().set("defaultGroupDeliveryPreference", kept.unwrap_or_else(|| "eachMember".into())),
    )
}

fn get_settings(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(settings(view))
}

fn update_settings(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let given = body.get("defaultGroupDeliveryPreference");
    let given = given.ok_or_else(|| Fault::argument_null("defaultGroupDeliveryPreference"))?;
    let name = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
    let found = crate::base::choice(&name, &PREFERENCES);
    let found = found.ok_or_else(|| Fault::invalid_parameter("defaultGroupDeliveryPreference", &name))?;
    change.make(|tx| tx.set_setting(SCOPE, "defaultGroupDeliveryPreference", Some(found.into())))?;
    Ok(settings(&change.view()))
}
