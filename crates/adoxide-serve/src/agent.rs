//! Agents: the Model Context Protocol over streamable HTTP. What answers is given to the server; here are its sessions.
//!
//! <https://modelcontextprotocol.io/specification/2025-06-18/basic/transports>

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use aws_lc_rs::rand;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use futures::future::BoxFuture;
use serde_json::Value;

use crate::error::{Error, ErrorKind};

/// Sessions at once. For one more, the one that was not used for longest ends.
const MOST: usize = 64;

/// What answers an agent in one session of the Model Context Protocol.
pub trait Agent: Send + Sync {
    /// The answer to a message of JSON-RPC 2.0; none to a notification or a response.
    fn answer(&self, message: Value) -> BoxFuture<'_, Option<Value>>;
}

/// What answers agents.
pub trait Agents: Send + Sync {
    /// The versions of the protocol that it knows, such as `2025-06-18`.
    fn versions(&self) -> &[&str];

    /// Begins a session.
    fn begin(&self) -> Arc<dyn Agent>;
}

struct Session {
    id: String,
    used: Instant,
    agent: Arc<dyn Agent>,
}

/// The sessions of agents.
pub(crate) struct Sessions {
    agents: Box<dyn Agents>,
    open: Mutex<Vec<Session>>,
}

impl Sessions {
    pub(crate) fn new(agents: Box<dyn Agents>) -> Self {
        Self { agents, open: Mutex::default() }
    }

    /// Whether a version of the protocol is known.
    pub(crate) fn knows(&self, version: &str) -> bool {
        self.agents.versions().contains(&version)
    }

    /// Begins a session. Answers its id, which nobody can guess.
    pub(crate) fn begin(&self) -> Result<(String, Arc<dyn Agent>), Error> {
        let mut bytes = [0; 24];
        rand::fill(&mut bytes).map_err(|_| Error::new(ErrorKind::State, "no random numbers can be had"))?;
        let (id, agent) = (BASE64_URL_SAFE_NO_PAD.encode(bytes), self.agents.begin());
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST
            && let Some(oldest) = (0..open.len()).min_by_key(|at| open[*at].used)
        {
            open.swap_remove(oldest);
        }
        open.push(Session { id: id.clone(), used: Instant::now(), agent: agent.clone() });
        Ok((id, agent))
    }

    /// What answers in a session; none if it has ended.
    pub(crate) fn find(&self, id: &str) -> Option<Arc<dyn Agent>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let session = open.iter_mut().find(|session| session.id == id)?;
        session.used = Instant::now();
        Some(session.agent.clone())
    }

    /// Ends a session; answers whether there was one.
    pub(crate) fn end(&self, id: &str) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let before = open.len();
        open.retain(|session| session.id != id);
        open.len() < before
    }
}
