//! Who there is: people, service principals, groups and who is in them, licences.
//!
//! The service tells of none of it when it changed, so all is read each time.

use adoxide::api::graph::{self, ListGroups, ListMemberships, ListServicePrincipals, ListUsers};
use adoxide::api::member_entitlement_management::{self as entitlement, SearchUserEntitlements};
use adoxide::api::path::SubjectDescriptor;
use futures::FutureExt as _;
use futures::stream::{self, StreamExt as _};

use super::pull_request::is_refused;
use crate::decode::texts;
use crate::service::{AT_ONCE, FeedOf, Reader};
use crate::table::{GROUP_MEMBERSHIPS, GROUPS, SERVICE_PRINCIPALS, USER_ENTITLEMENTS, USERS};
use crate::{Change, Error, Level, Scope};

pub(super) static USERS_FEED: FeedOf = FeedOf {
    name: "users",
    level: Level::Organization,
    tables: || vec![&USERS],
    operations: &["graph.list_users"],
    read: |reader| async move { reader.list(&USERS, graph::list_users(ListUsers::default())).await }.boxed(),
};

pub(super) static SERVICE_PRINCIPALS_FEED: FeedOf = FeedOf {
    name: "service principals",
    level: Level::Organization,
    tables: || vec![&SERVICE_PRINCIPALS],
    operations: &["graph.list_service_principals"],
    read: |reader| {
        let op = graph::list_service_principals(ListServicePrincipals::default());
        async move { reader.list(&SERVICE_PRINCIPALS, op).await }.boxed()
    },
};

pub(super) static ENTITLEMENTS: FeedOf = FeedOf {
    name: "entitlements",
    level: Level::Organization,
    tables: || vec![&USER_ENTITLEMENTS],
    operations: &["member_entitlement_management.search_user_entitlements"],
    read: |reader| {
        let select = Some("Projects,Extensions,Grouprules".into());
        let op = entitlement::search_user_entitlements(SearchUserEntitlements {
            select,
            ..SearchUserEntitlements::default()
        });
        async move { reader.list(&USER_ENTITLEMENTS, op).await }.boxed()
    },
};

pub(super) static GROUPS_FEED: FeedOf = FeedOf {
    name: "groups",
    level: Level::Organization,
    tables: || vec![&GROUPS, &GROUP_MEMBERSHIPS],
    operations: &["graph.list_groups", "graph.list_memberships"],
    read: |reader| groups(reader).boxed(),
};

async fn groups(mut reader: Reader) -> Result<(), Error> {
    let mut pages = reader.ask.pages(graph::list_groups(ListGroups::default()), None)?;
    reader.change(Change::SnapshotBegin(&GROUPS, Scope::unit())).await?;
    let mut groups: Vec<String> = Vec::new();
    while let Some(items) = pages.next().await? {
        let rows = reader.decode(&GROUPS, &items, &[]).await?;
        groups.extend(texts(&rows, &["descriptor"])?.iter().flatten().map(str::to_owned));
        reader.say(&GROUPS, rows).await?;
    }
    reader.change(Change::SnapshotEnd(&GROUPS)).await?;

    if reader.pull.wants(&GROUP_MEMBERSHIPS) {
        reader.change(Change::SnapshotBegin(&GROUP_MEMBERSHIPS, Scope::unit())).await?;
        let ask = reader.ask.clone();
        let mut members = stream::iter(groups)
            .map(move |group| {
                let ask = ask.clone();
                async move {
                    let params = ListMemberships { direction: Some("down".into()), depth: Some(1) };
                    ask.all(graph::list_memberships(&SubjectDescriptor::from(&*group), params)).await
                }
            })
            .buffered(AT_ONCE);
        while let Some(members) = members.next().await {
            match members {
                Ok(members) => reader.say_all(&GROUP_MEMBERSHIPS, &members, &[]).await?,
                // One that can't be read does not hold back the others.
                Err(error) if is_refused(&error) => reader.fault(&GROUP_MEMBERSHIPS, error).await?,
                Err(error) => return Err(error),
            }
            if reader.is_full() {
                reader.checkpoint(1, &()).await?;
            }
        }
        reader.change(Change::SnapshotEnd(&GROUP_MEMBERSHIPS)).await?;
    }
    reader.checkpoint(1, &()).await
}
