//! Who gets which mail.

use adoxide::api::notification::{
    ISubscriptionChannel, ISubscriptionFilter, ListEventTypes, ListSubscriptions,
    NotificationSubscriptionUpdateParameters, SubscriptionQuery, SubscriptionQueryCondition,
    SubscriptionStatus,
};
use adoxide::resource::NotificationSubscription;
use adoxide::{ErrorKind, OptionalExt};

use crate::emulator::{empty, in_process};
use crate::people::with_scopes;

const WORK_ITEM: &str = "ms.vss-work.workitem-changed-event";

#[tokio::test]
async fn a_subscription_is_made_changed_disabled_and_deleted() {
    let ado = in_process(&empty());
    let project = ado.create_project("Fabrikam").await.unwrap();
    assert!(ado.notification_subscriptions().all().await.unwrap().is_empty());
    let mut made = ado
        .create_notification_subscription(WORK_ITEM)
        .description("What enters our area")
        .clause("Area Path", "Under", "Fabrikam\\Web")
        .clause("State", "=", "New")
        .mail_to("web@example.com")
        .project(&project)
        .await
        .unwrap();
    assert_eq!((made.description(), made.event_type()), ("What enters our area", Some(WORK_ITEM)));
    assert!(made.is_enabled());
    let me = ado.me().await.unwrap();
    assert_eq!(made.subscriber().unwrap().id.as_deref(), Some(me.id().unwrap()));
    let filter = made.value().filter.as_ref().unwrap();
    let clauses = filter.extra.get("criteria").unwrap()["clauses"].as_array().unwrap();
    assert_eq!(clauses.len(), 2);
    assert_eq!((&clauses[0]["fieldName"], &clauses[0]["logicalOperator"]), (&"Area Path".into(), &"".into()));
    assert_eq!((&clauses[1]["value"], &clauses[1]["logicalOperator"]), (&"New".into(), &"And".into()));
    let channel = made.value().channel.as_ref().unwrap();
    assert_eq!(channel.extra.get("address").unwrap(), "web@example.com");
    assert_eq!(made.value().scope.as_ref().unwrap().id, Some(project.id().await.unwrap()));
    made.disable().await.unwrap();
    assert_eq!((made.status(), made.is_enabled()), (Some(&SubscriptionStatus::Disabled), false));
    assert!(!ado.notification_subscription(made.id()).await.unwrap().is_enabled());
    made.enable().await.unwrap();
    made.reload().await.unwrap();
    assert!(made.is_enabled());
    let description = Some("Ours".to_owned());
    made.update(&NotificationSubscriptionUpdateParameters { description, ..Default::default() })
        .await
        .unwrap();
    assert_eq!(made.description(), "Ours");
    assert_eq!(made.event_type(), Some(WORK_ITEM), "what is not changed stays");
    assert_eq!(format!("{made:?}"), format!("NotificationSubscription({}: Ours)", made.id()));
    made.set_opted_out(true).await.unwrap();
    let listed = ado.notification_subscriptions().all().await.unwrap();
    assert_eq!(listed.iter().map(NotificationSubscription::id).collect::<Vec<_>>(), [made.id()]);
    made.delete().await.unwrap();
    assert!(ado.notification_subscription(made.id()).await.optional().unwrap().is_none());
    assert_eq!(made.reload().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(made.enable().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn subscriptions_are_those_of_users_teams_and_queries() {
    let ado = in_process(&empty());
    let project = ado.create_project("Fabrikam").await.unwrap();
    let team = project.create_team("Web").await.unwrap();
    let ada = ado.create_user("ada@example.com").await.unwrap();
    let of_team = ado.create_notification_subscription(WORK_ITEM).team(&team).await.unwrap();
    let of_ada = ado
        .create_notification_subscription("ms.vss-code.git-push-event")
        .subscriber(&ada)
        .channel(ISubscriptionChannel { r#type: Some("EmailPlaintext".into()), ..Default::default() })
        .await
        .unwrap();
    let mut followed = Vec::new();
    for number in 0..30 {
        followed.push(ado.follow("WorkItem", number.to_string()).await.unwrap());
    }
    assert_eq!(followed[7].event_type(), None);
    assert!(followed[7].description().contains('7'));
    let ids = |found: Vec<NotificationSubscription>| -> Vec<String> {
        found.iter().map(|one| one.id().to_owned()).collect()
    };
    assert_eq!(ids(team.notification_subscriptions().all().await.unwrap()), [of_team.id()]);
    assert_eq!(ids(ada.notification_subscriptions().all().await.unwrap()), [of_ada.id()]);
    let id = ada.id().await.unwrap();
    assert_eq!(ids(ado.notification_subscriptions_of(&id).all().await.unwrap()), [of_ada.id()]);
    assert_eq!(ado.notification_subscriptions().all().await.unwrap().len(), 30);
    let params = ListSubscriptions {
        ids: Some(vec![of_ada.id().to_owned(), of_team.id().to_owned()]),
        ..ListSubscriptions::default()
    };
    assert_eq!(ado.notification_subscriptions_with(params).all().await.unwrap().len(), 2);
    let filter = ISubscriptionFilter { event_type: Some(WORK_ITEM.into()), ..Default::default() };
    let conditions = [
        SubscriptionQueryCondition { filter: Some(filter), ..Default::default() },
        SubscriptionQueryCondition { subscriber_id: Some(id), ..Default::default() },
    ];
    let query = SubscriptionQuery { conditions: Some(conditions.to_vec()), ..SubscriptionQuery::default() };
    let found = ids(ado.query_notification_subscriptions(&query).all().await.unwrap());
    assert_eq!(found, [of_team.id(), of_ada.id()]);
    let filter = ISubscriptionFilter {
        event_type: Some(WORK_ITEM.into()),
        r#type: Some("Expression".into()),
        ..Default::default()
    };
    let own = ado.follow("WorkItem", "1").filter(filter).await.unwrap();
    assert_eq!(own.event_type(), Some(WORK_ITEM));
}

#[tokio::test]
async fn event_types_say_what_can_be_compared() {
    let ado = in_process(&empty());
    let all = ado.notification_event_types().all().await.unwrap();
    assert!(all.iter().any(|one| one.id.as_deref() == Some(WORK_ITEM)));
    let publisher_id = Some("ms.vss-build.build-event-publisher".to_owned());
    let of_builds = ado.notification_event_types_with(ListEventTypes { publisher_id });
    let of_builds = of_builds.all().await.unwrap();
    assert!(!of_builds.is_empty() && of_builds.len() < all.len());
    let completed = ado.notification_event_type("ms.vss-build.build-completed-event").await.unwrap();
    assert!(completed.fields.unwrap().contains_key("ms.vss-build.status-event-field"));
}

#[tokio::test]
async fn what_can_not_be_subscribed_to_is_refused() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let unknown = ado.notification_event_type("ms.vss-nothing").await.unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::NotFound, "{unknown}");
    assert_eq!(ado.notification_subscription("4711").await.unwrap_err().kind(), ErrorKind::NotFound);
    let before = emulator.request_count();
    let clause = ado.follow("WorkItem", "1").clause("State", "=", "New").await.unwrap_err();
    assert_eq!((clause.kind(), emulator.request_count()), (ErrorKind::Invalid, before), "{clause}");
    let nobody = ado.create_notification_subscription(WORK_ITEM).subscriber(ado.user("nobody@example.com"));
    assert_eq!(nobody.await.unwrap_err().kind(), ErrorKind::NotFound);
    let nowhere = ado.create_notification_subscription(WORK_ITEM).project(&ado.project("Nowhere"));
    assert_eq!(nowhere.await.unwrap_err().kind(), ErrorKind::NotFound);
    let of_nobody = ado.notification_subscriptions_of("11111111-2222-3333-4444-555555555555");
    assert_eq!(of_nobody.all().await.unwrap_err().kind(), ErrorKind::NotFound);
    let made = ado.create_notification_subscription(WORK_ITEM).await.unwrap();
    let read = with_scopes(&emulator, "vso.notification");
    let mut same = read.notification_subscription(made.id()).await.unwrap();
    assert_eq!(same.disable().await.unwrap_err().scopes(), ["vso.notification_write"]);
    assert!(same.is_enabled());
    let other = with_scopes(&emulator, "vso.code");
    let refused = other.notification_subscriptions().all().await.unwrap_err();
    assert_eq!(refused.scopes(), ["vso.notification"], "{refused}");
}
