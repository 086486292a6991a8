//! What stands beside the tables, such as views.

use std::thread;

use super::Address;
use super::layout::quoted;
use super::link::Link;
use crate::{Error, ErrorKind};

/// Runs statements that define something beside the tables, such as views, in one transaction: all of them, or none.
/// Names without a schema are of the schema of the address. It is synchronous, and waits 10 seconds at most for locks
/// that others hold.
///
/// # Errors
/// When the server can't be reached, when a statement fails, or when a lock is held for too long.
pub fn define(address: &Address, statements: &str) -> Result<(), Error> {
    // The caller may be in a runtime, and can't wait for another one.
    let work = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| {
            Error::new(ErrorKind::Destination, "a runtime can't be started").because(error)
        })?;
        runtime.block_on(async {
            let mut link = Link::open(address).await?;
            let sql = format!(
                "BEGIN; SET LOCAL search_path = {}, public; SET LOCAL lock_timeout = '10s'; \
                 SET LOCAL client_min_messages = error; {statements}; COMMIT",
                quoted(&address.schema)
            );
            // A transaction that failed ends with the connection.
            let done = match link.run(&sql).await {
                Ok(()) => Ok(()),
                Err(error) => Err(link.fault(error).await),
            };
            link.close().await;
            done
        })
    };
    let ended = || Err(Error::new(ErrorKind::Destination, "the connection to PostgreSQL ended"));
    thread::scope(|scope| scope.spawn(work).join().unwrap_or_else(|_| ended()))
}
