//! Messages from the client, in the order in which they come.

use std::collections::VecDeque;
use std::io::{BufRead as _, Read as _};

use serde_json::Value;
use tokio::sync::mpsc::{Receiver, channel};

/// The longest message, in bytes.
const LONGEST: u64 = 8 << 20;

/// What a client sent.
#[derive(Debug)]
pub enum Message {
    /// A message of JSON-RPC.
    Json(Value),
    /// A line that is not JSON, with what is wrong with it.
    Wrong(String),
}

/// Messages that have come and were not handled.
pub struct Inbox {
    lines: Receiver<Message>,
    waiting: VecDeque<Message>,
}

impl Inbox {
    /// Reads stdin on a thread of its own: reading it can't be cancelled.
    pub fn stdin() -> Self {
        let (sender, lines) = channel(64);
        std::thread::spawn(move || {
            let mut stdin = std::io::stdin().lock();
            loop {
                let mut line = Vec::new();
                match stdin.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                    Ok(0) | Err(_) => return,
                    Ok(_) => {}
                }
                if line.trim_ascii().is_empty() {
                    continue;
                }
                let message = match serde_json::from_slice(&line) {
                    Ok(message) => Message::Json(message),
                    Err(error) => Message::Wrong(error.to_string()),
                };
                if sender.blocking_send(message).is_err() {
                    return;
                }
            }
        });
        Self { lines, waiting: VecDeque::new() }
    }

    /// Nothing comes by this way.
    pub fn none() -> Self {
        Self { lines: channel(1).1, waiting: VecDeque::new() }
    }

    /// The next message; none when the client has gone.
    pub async fn next(&mut self) -> Option<Message> {
        match self.waiting.pop_front() {
            Some(message) => Some(message),
            None => self.lines.recv().await,
        }
    }

    /// Waits until the client cancels this request. Everything else that comes meanwhile stays in its order.
    pub async fn cancelled(&mut self, request: &Value) {
        loop {
            let Some(message) = self.lines.recv().await else { return std::future::pending().await };
            if let Message::Json(json) = &message
                && json["method"] == "notifications/cancelled"
                && json["params"]["requestId"] == *request
            {
                return;
            }
            self.waiting.push_back(message);
        }
    }

    /// The response to a request of ours; none when the client has gone.
    pub async fn response(&mut self, request: &str) -> Option<Value> {
        loop {
            let message = self.lines.recv().await?;
            if let Message::Json(json) = &message
                && json["id"] == request
                && json["method"].is_null()
            {
                let Message::Json(json) = message else { return None };
                return Some(json);
            }
            self.waiting.push_back(message);
        }
    }
}
