//! Work that the service does in its own time.

use std::time::Duration;

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::limit::after;
use adoxide_api::core::{OperationReference, OperationStatus};
use adoxide_api::operations::{GetOperation, get_operation};
use adoxide_api::wire::OpenEnum;

/// The first wait between two looks; each one after it is longer.
const FIRST: Duration = Duration::from_millis(100);
/// The longest.
const MOST: Duration = Duration::from_secs(5);

/// Looks again and again, until there is something to see or the time of a call is over.
pub(super) async fn wait<T, F>(client: &Client, what: &str, mut look: impl FnMut() -> F) -> Result<T>
where
    F: Future<Output = Result<Option<T>>>,
{
    let time = client.options().time;
    let deadline = after(time);
    let mut pause = FIRST;
    loop {
        if let Some(seen) = look().await? {
            return Ok(seen);
        }
        if after(pause) > deadline {
            let what = format!("{what} is not done after {time:.0?}");
            return Err(Error::new(ErrorKind::Unavailable, what)
                .advise("it goes on by itself: look again later, or give the call more time"));
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(MOST);
    }
}

/// Waits for the end of a long operation.
pub(super) async fn finished(client: &Client, what: &str, operation: OperationReference) -> Result<()> {
    let Some(id) = operation.id.as_deref().map(Into::into) else {
        return Err(Error::new(
            ErrorKind::Decode,
            format!("{what}: the service names no operation to wait for"),
        ));
    };
    let params = GetOperation { plugin_id: operation.plugin_id };
    wait(client, what, || async {
        let operation = client.call(get_operation(&id, params.clone())).await?;
        let message = operation.detailed_message.as_deref().or(operation.result_message.as_deref());
        match operation.status {
            Some(OperationStatus::Succeeded) => Ok(Some(())),
            Some(status @ (OperationStatus::Failed | OperationStatus::Cancelled)) => {
                let status = status.as_str();
                let reason =
                    message.filter(|message| !message.is_empty()).map(|message| format!(": {message}"));
                Err(Error::new(ErrorKind::Conflict, format!("{what} {status}{}", reason.unwrap_or_default()))
                    .of("operations.get_operation"))
            }
            _ => Ok(None),
        }
    })
    .await
}
