//! Service hooks: all of an organization in one request, each with the name of the project that it names by id.

use adoxide::api::core;
use adoxide::api::hooks::{self, ListSubscriptions};
use futures::FutureExt as _;

use super::FeedOf;
use super::project::wanted;
use crate::read::{Items, Reader};
use crate::table::{PROJECT_NAME, SERVICE_HOOK_SUBSCRIPTIONS};
use crate::{Error, ScopeValue};

pub(crate) static FEED: FeedOf =
    FeedOf::new("service_hooks", crate::Level::Organization, |reader| read(reader).boxed())
        .also(&[&core::meta::GET_PROJECTS]);

async fn read(mut reader: Reader) -> Result<(), Error> {
    let projects = wanted(&reader.ask, &reader.only).await?;
    let mut pieces = Vec::new();
    for page in reader.ask.all(hooks::list_subscriptions(ListSubscriptions::default())).await? {
        for subscription in page.each()? {
            let project = subscription.text(&["publisherInputs", "projectId"])?.filter(|id| !id.is_empty());
            let name = project.as_ref().and_then(|id| projects.get(id));
            if project.is_some() && name.is_none() && !reader.only.is_empty() {
                continue;
            }
            let id = project.clone().map(|id| ("project_id", ScopeValue::Text(id)));
            let name = name.map(|name| (PROJECT_NAME, ScopeValue::Text(name.clone())));
            pieces.push((id.into_iter().chain(name).collect(), Items::of([subscription])));
        }
    }
    reader.replace(&SERVICE_HOOK_SUBSCRIPTIONS, &[], pieces).await?;
    reader.checkpoint(1, &()).await
}
