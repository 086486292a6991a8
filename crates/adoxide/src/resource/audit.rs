//! The audit log, and where it is streamed to.

use std::fmt;

use adoxide_api::audit::{
    self, AuditActionInfo, AuditStream as Wire, AuditStreamStatus, DecoratedAuditLogEntry, DownloadLog,
    GetActions, QueryLog,
};
use adoxide_api::path::StreamId;
use adoxide_api::wire::{DateTime, Map, Secret};
use jiff::Timestamp;

use super::listing::Listing;
use super::project::missing;
use crate::client::Client;
use crate::download::Download;
use crate::error::Result;

/// The audit log, or a part of it: who changed what, when, and with which credential. The service keeps it for 90
/// days.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().seed_size(1).build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// let mut entries = ado.audit_log().stream();
/// while let Some(entry) = entries.next().await {
///     let entry = entry?;
///     println!("{} {}", entry.action_id.unwrap_or_default(), entry.details.unwrap_or_default());
/// }
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/audit/audit-log>
#[derive(Clone, Debug)]
#[must_use = "the log is not asked for until stream is called"]
pub struct AuditLog {
    client: Client,
    params: QueryLog,
}

impl Client {
    /// The audit log.
    pub fn audit_log(&self) -> AuditLog {
        AuditLog { client: self.clone(), params: QueryLog::default() }
    }

    /// The actions that are audited.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/audit/actions>
    pub fn audit_actions(&self) -> Listing<AuditActionInfo> {
        self.audit_actions_with(GetActions::default())
    }

    /// The actions that are audited of those that these parameters select: by area (`Git`).
    pub fn audit_actions_with(&self, params: GetActions) -> Listing<AuditActionInfo> {
        Listing::new(self.items(audit::get_actions(params)), Some)
    }

    /// The streams that the audit log goes to.
    pub fn audit_streams(&self) -> Listing<AuditStream> {
        let client = self.clone();
        Listing::new(self.items(audit::query_all_streams()), move |value| AuditStream::new(&client, value))
    }

    /// The audit stream of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn audit_stream(&self, id: i64) -> Result<AuditStream> {
        AuditStream::made(self, self.call(audit::query_stream_by_id(id.into())).await?)
    }

    /// An audit stream that is to be made: from now on, the log goes to this consumer, too.
    pub fn create_audit_stream(&self, consumer: AuditConsumer) -> NewAuditStream {
        NewAuditStream { client: self.clone(), consumer, display_name: None, days_to_backfill: 0 }
    }
}

impl AuditLog {
    /// Entries since this instant. By default, those of 90 days.
    pub fn since(mut self, instant: Timestamp) -> Self {
        self.params.start_time = Some(instant.into());
        self
    }

    /// Entries until this instant. By default, until now.
    pub fn until(mut self, instant: Timestamp) -> Self {
        self.params.end_time = Some(instant.into());
        self
    }

    /// Every entry by itself: by default, the service makes one of entries that are alike and near each other.
    pub fn without_aggregation(mut self) -> Self {
        self.params.skip_aggregation = Some(true);
        self
    }

    /// Changes any parameter of the operation.
    pub fn params(mut self, change: impl FnOnce(&mut QueryLog)) -> Self {
        change(&mut self.params);
        self
    }

    /// All entries, the newest first.
    pub fn stream(self) -> Listing<DecoratedAuditLogEntry> {
        Listing::new(self.client.items(audit::query_log(self.params)), Some)
    }

    /// The entries as a file: `json` or `csv`.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/audit/download-log>
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) for another format, and as any call.
    pub async fn download(self, format: &str) -> Result<Download> {
        let QueryLog { start_time, end_time, .. } = self.params;
        let params = DownloadLog { start_time, end_time };
        self.client.download(audit::download_log(format, params)).await
    }
}

/// Where an audit stream goes.
///
/// <https://learn.microsoft.com/en-us/azure/devops/organizations/audit/auditing-streaming>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AuditConsumer {
    /// Azure Monitor Logs.
    AzureMonitorLogs {
        /// The id of the workspace.
        workspace_id: String,
        /// Its primary key.
        shared_key: Secret,
    },
    /// Azure Event Grid.
    AzureEventGrid {
        /// The host of the topic.
        topic_hostname: String,
        /// Its access key.
        topic_access_key: Secret,
    },
    /// Splunk.
    Splunk {
        /// The URL of the event collector.
        url: String,
        /// Its token.
        token: Secret,
    },
}

impl AuditConsumer {
    fn kind(&self) -> &'static str {
        match self {
            Self::AzureMonitorLogs { .. } => "AzureMonitorLogs",
            Self::AzureEventGrid { .. } => "AzureEventGrid",
            Self::Splunk { .. } => "Splunk",
        }
    }

    fn inputs(self) -> Map<Secret> {
        let inputs = match self {
            Self::AzureMonitorLogs { workspace_id, shared_key } => {
                [("WorkspaceId", workspace_id.into()), ("SharedKey", shared_key)]
            }
            Self::AzureEventGrid { topic_hostname, topic_access_key } => [
                ("EventGridTopicHostname", topic_hostname.into()),
                ("EventGridTopicAccessKey", topic_access_key),
            ],
            Self::Splunk { url, token } => [("SplunkUrl", url.into()), ("SplunkEventCollectorToken", token)],
        };
        inputs.into_iter().map(|(name, value)| (name.to_owned(), Some(value))).collect()
    }
}

/// An audit stream, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/audit/streams>
#[derive(Clone)]
pub struct AuditStream {
    client: Client,
    id: i64,
    value: Wire,
}

impl AuditStream {
    fn new(client: &Client, value: Wire) -> Option<Self> {
        Some(Self { client: client.clone(), id: value.id?, value })
    }

    fn made(client: &Client, value: Wire) -> Result<Self> {
        Self::new(client, value).ok_or_else(|| missing("id"))
    }

    /// All that the service says about it. Secrets are asterisks there.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name.
    pub fn display_name(&self) -> &str {
        self.value.display_name.as_deref().unwrap_or_default()
    }

    /// The kind of its consumer: `AzureMonitorLogs`, `AzureEventGrid`, `Splunk`.
    pub fn consumer_type(&self) -> &str {
        self.value.consumer_type.as_deref().unwrap_or_default()
    }

    /// Whether it is enabled, and if not, by whom.
    pub fn status(&self) -> Option<&AuditStreamStatus> {
        self.value.status.as_ref()
    }

    /// Whether entries go there: it is enabled, or catching up.
    pub fn is_enabled(&self) -> bool {
        matches!(self.status(), Some(AuditStreamStatus::Enabled | AuditStreamStatus::Backfilling))
    }

    /// When it was made.
    pub fn created(&self) -> Option<Timestamp> {
        self.value.created_time.as_ref().and_then(DateTime::timestamp)
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.client.audit_stream(self.id).await?;
        Ok(())
    }

    async fn set_status(&mut self, status: AuditStreamStatus) -> Result<()> {
        let op = audit::update_status(StreamId::from(self.id), &status);
        *self = Self::made(&self.client, self.client.call(op).await?)?;
        Ok(())
    }

    /// Enables it.
    ///
    /// # Errors
    /// As any call.
    pub async fn enable(&mut self) -> Result<()> {
        self.set_status(AuditStreamStatus::Enabled).await
    }

    /// Disables it: it stays, and no entries go there.
    ///
    /// # Errors
    /// As any call.
    pub async fn disable(&mut self) -> Result<()> {
        self.set_status(AuditStreamStatus::DisabledByUser).await
    }

    /// Changes where it goes, within the kind of consumer that it has.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) when the service refuses an input, and as any call.
    pub async fn set_consumer(&mut self, consumer: AuditConsumer) -> Result<()> {
        let body = Wire {
            id: Some(self.id),
            consumer_type: Some(consumer.kind().to_owned()),
            display_name: self.value.display_name.clone(),
            consumer_inputs: Some(consumer.inputs()),
            ..Wire::default()
        };
        *self = Self::made(&self.client, self.client.call(audit::update_stream(&body)).await?)?;
        Ok(())
    }

    /// Deletes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.client.call(audit::delete_stream(self.id.into())).await
    }
}

impl fmt::Debug for AuditStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuditStream({} to {})", self.id, self.consumer_type())
    }
}

/// An audit stream that is to be made. `.await` makes it.
#[derive(Clone, Debug)]
#[must_use = "an audit stream is not made until this is awaited"]
pub struct NewAuditStream {
    client: Client,
    consumer: AuditConsumer,
    display_name: Option<String>,
    days_to_backfill: i64,
}

impl NewAuditStream {
    /// With this name. By default, the service makes one from the consumer.
    pub fn display_name(mut self, name: impl Into<String>) -> Self {
        self.display_name = Some(name.into());
        self
    }

    /// With the entries of the last days, too; none by default.
    pub fn days_to_backfill(mut self, days: u8) -> Self {
        self.days_to_backfill = days.into();
        self
    }

    async fn create(self) -> Result<AuditStream> {
        let body = Wire {
            consumer_type: Some(self.consumer.kind().to_owned()),
            consumer_inputs: Some(self.consumer.inputs()),
            display_name: self.display_name,
            ..Wire::default()
        };
        let made = self.client.call(audit::create_stream(self.days_to_backfill, &body)).await?;
        AuditStream::made(&self.client, made)
    }
}

awaitable!(NewAuditStream => AuditStream, create;);
