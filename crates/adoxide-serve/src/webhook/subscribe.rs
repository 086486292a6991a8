//! Subscriptions: made what they should be at the start, and now and then, for they break silently.

use adoxide::Client;
use adoxide::webhook::{DesiredSubscription, Subscriptions};

use super::rule::events;
use crate::config::{ConnectionConfig, WebhookConfig};
use crate::error::{Error, ErrorKind};

/// The subscriptions that tell about the tables of a connection: one for each event in each project.
///
/// # Errors
/// When the secret can't be read, or the projects can't be listed.
pub(super) async fn desired(
    client: &Client,
    config: &ConnectionConfig,
    webhooks: &WebhookConfig,
    url: &str,
) -> Result<Vec<DesiredSubscription>, Error> {
    let secrets = webhooks.secrets()?;
    let secret =
        secrets.first().ok_or_else(|| Error::new(ErrorKind::Config, "there is no webhook secret"))?;
    let events = events(|table| config.reads(table));
    let mut desired = Vec::new();
    for project in projects(client, config).await? {
        for (publisher, event) in &events {
            let one = DesiredSubscription::new(*publisher, *event, url).project(&project);
            // The service takes basic authentication, which it does not show again, only with https.
            desired.push(if url.starts_with("https:") {
                one.basic(&webhooks.username, secret.expose())
            } else {
                one.header(&webhooks.header, secret.expose())
            });
        }
    }
    Ok(desired)
}

/// Those of a connection that this server made, or will make.
pub(super) fn own(client: &Client, config: &ConnectionConfig) -> Subscriptions {
    client.subscriptions(format!("serve-{}", config.name))
}

/// The ids of the projects that are synced.
async fn projects(client: &Client, config: &ConnectionConfig) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    for project in client.projects().all().await? {
        let (id, name) = (project.id().await?, project.name().await?);
        let is_wanted = |wanted: &String| {
            wanted.eq_ignore_ascii_case(&id) || wanted.to_lowercase() == name.to_lowercase()
        };
        if config.projects.is_empty() || config.projects.iter().any(is_wanted) {
            ids.push(id);
        }
    }
    Ok(ids)
}
