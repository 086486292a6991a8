//! Sessions of agents under `adox serve`: each is a server of its own. All are on one thread, which commands stay on.

use std::rc::Rc;
use std::sync::Arc;

use adoxide_serve::{Agent, Agents};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tokio::task::LocalSet;

use super::server::{INTERNAL_ERROR, Server, Settings, VERSIONS, failure};
use crate::error::{Error, Result};

/// Messages of a session that wait.
const WAITING: usize = 16;

/// A message, and who waits for its answer.
type Asked = (Value, oneshot::Sender<Option<Value>>);

/// Begins sessions.
pub struct Sessions {
    begin: mpsc::UnboundedSender<mpsc::Receiver<Asked>>,
}

/// A session.
struct Session {
    ask: mpsc::Sender<Asked>,
}

impl Sessions {
    /// Starts the thread that they are on.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(settings: Settings) -> Result<Self> {
        let (begin, begun) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let cannot = |error: std::io::Error| Error::failed(format!("agents can't be answered: {error}"));
        let runtime = runtime.map_err(cannot)?;
        let thread = std::thread::Builder::new().name("mcp".to_owned());
        thread.spawn(move || LocalSet::new().block_on(&runtime, work(settings, begun))).map_err(cannot)?;
        Ok(Self { begin })
    }
}

async fn work(settings: Settings, mut begun: mpsc::UnboundedReceiver<mpsc::Receiver<Asked>>) {
    let settings = Rc::new(settings);
    while let Some(mut asked) = begun.recv().await {
        let mut server = Server::session(settings.clone());
        tokio::task::spawn_local(async move {
            while let Some((message, mut done)) = asked.recv().await {
                let answer = tokio::select! {
                    answer = server.answer(&message) => answer,
                    // The client has gone, and with it the wish.
                    () = done.closed() => continue,
                };
                let answer = answer
                    .unwrap_or_else(|error| Some(failure(&message["id"], INTERNAL_ERROR, error.message())));
                let _ = done.send(answer);
            }
        });
    }
}

impl Agents for Sessions {
    fn versions(&self) -> &[&str] {
        &VERSIONS
    }

    fn begin(&self) -> Arc<dyn Agent> {
        let (ask, asked) = mpsc::channel(WAITING);
        // If the thread has ended, each message is answered so.
        let _ = self.begin.send(asked);
        Arc::new(Session { ask })
    }
}

impl Agent for Session {
    fn answer(&self, message: Value) -> BoxFuture<'_, Option<Value>> {
        async move {
            let id = message.get("id").cloned();
            let (done, answer) = oneshot::channel();
            let sent = self.ask.send((message, done)).await.is_ok();
            match answer.await {
                Ok(answer) if sent => answer,
                _ => id.map(|id| failure(&id, INTERNAL_ERROR, "the session has ended")),
            }
        }
        .boxed()
    }
}
