//! Metrics in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use adoxide::transport::{Body, Network, Transport, TransportError};
use futures::future::BoxFuture;
use jiff::Timestamp;

use crate::connection::{Connection, Phase};
use crate::error::Error;
use crate::webhook::Webhooks;

/// How many requests were sent, by area and status, and for how long the service delayed them.
#[derive(Default)]
pub(crate) struct Requests(Mutex<Sent>);

#[derive(Clone, Default)]
struct Sent {
    /// By area and status; 0 where there was no response.
    counts: BTreeMap<(String, u16), u64>,
    throttled_seconds: f64,
    remaining: Option<f64>,
    limit: Option<f64>,
}

/// Areas beyond this many are counted as `other`: what a label can be must be bounded.
const MOST_AREAS: usize = 500;

impl Requests {
    fn sent(&self) -> std::sync::MutexGuard<'_, Sent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self, area: String, response: Option<&http::Response<Body>>) {
        let mut sent = self.sent();
        let status = response.map_or(0, |response| response.status().as_u16());
        let mut key = (area, status);
        if sent.counts.len() >= MOST_AREAS && !sent.counts.contains_key(&key) {
            "other".clone_into(&mut key.0);
        }
        *sent.counts.entry(key).or_default() += 1;
        let Some(response) = response else { return };
        let number = |name: &str| {
            let text = response.headers().get(name)?.to_str().ok()?;
            text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
        };
        sent.throttled_seconds += number("x-ratelimit-delay").unwrap_or(0.0);
        sent.remaining = number("x-ratelimit-remaining").or(sent.remaining);
        sent.limit = number("x-ratelimit-limit").or(sent.limit);
    }
}

/// The network, with its requests counted.
pub(crate) struct Counted {
    network: Network,
    requests: Arc<Requests>,
}

impl Counted {
    pub(crate) fn new(requests: Arc<Requests>) -> Result<Self, Error> {
        Ok(Self { network: Network::new()?, requests })
    }
}

impl Transport for Counted {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let area = area(request.uri().path());
        Box::pin(async move {
            let answer = self.network.send(request).await;
            self.requests.count(area, answer.as_ref().ok());
            answer
        })
    }
}

/// The area of a path: `git` of `/contoso/_apis/git/repositories`.
fn area(path: &str) -> String {
    let mut parts = path.split('/').skip_while(|part| !part.eq_ignore_ascii_case("_apis")).skip(1);
    let is_plain = |part: &&str| {
        !part.is_empty()
            && part.len() <= 40
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    parts.next().filter(is_plain).map_or_else(|| "other".to_owned(), str::to_lowercase)
}

/// One metric.
struct Family<'a> {
    text: &'a mut String,
    name: &'static str,
}

impl<'a> Family<'a> {
    fn new(text: &'a mut String, name: &'static str, kind: &str, help: &str) -> Self {
        // Writing to a string can't fail.
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
        Self { text, name }
    }

    fn sample(&mut self, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        self.text.push_str(self.name);
        for (number, (label, text)) in labels.iter().enumerate() {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(self.text, "{}{label}=\"{text}\"", if number == 0 { '{' } else { ',' });
        }
        let _ = writeln!(self.text, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }
}

/// All metrics of these connections.
pub(crate) fn text(connections: &[Arc<Connection>], webhooks: Option<&Webhooks>, now: Timestamp) -> String {
    let mut text = String::new();
    runs(&mut text, connections);
    tables(&mut text, connections, now);
    requests(&mut text, connections);
    if let Some(webhooks) = webhooks {
        deliveries(&mut text, connections, webhooks, now);
    }
    text
}

/// What webhooks told.
fn deliveries(text: &mut String, connections: &[Arc<Connection>], webhooks: &Webhooks, now: Timestamp) {
    let mut family = Family::new(
        text,
        "adox_webhook_deliveries_total",
        "counter",
        "Deliveries of webhooks by what became of them: stored, test, ignored, refused, busy.",
    );
    for (outcome, count) in webhooks.counts() {
        family.sample(&[("outcome", outcome)], count);
    }
    let help = "Deliveries that are stored and not acted on yet.";
    Family::new(text, "adox_inbox_waiting", "gauge", help).sample(&[], webhooks.waiting());
    let mut family = Family::new(
        text,
        "adox_hook_last_delivery_seconds",
        "gauge",
        "Seconds since the last delivery of a subscription, since the server was started.",
    );
    for (subscription, at) in webhooks.last() {
        let seconds = format!("{:.3}", now.duration_since(at).as_secs_f64().max(0.0));
        family.sample(&[("subscription", &subscription)], seconds);
    }
    let probes: Vec<_> = connections
        .iter()
        .filter_map(|connection| Some((connection.config.name.as_str(), connection.live().probe.clone()?)))
        .collect();
    let help = "1 if the last test notification arrived, else 0.";
    let mut family = Family::new(text, "adox_hook_test_up", "gauge", help);
    for (connection, probe) in &probes {
        family.sample(&[("connection", connection)], u8::from(probe.outcome.is_ok()));
    }
    let help = "Seconds from sending the last test notification to its arrival.";
    let mut family = Family::new(text, "adox_hook_test_seconds", "gauge", help);
    for (connection, probe) in &probes {
        if let Ok(took) = &probe.outcome {
            family.sample(&[("connection", connection)], format!("{:.3}", took.as_secs_f64()));
        }
    }
    let mut family = Family::new(text, "adox_rereads_total", "counter", "Rereads of what webhooks named.");
    for connection in connections {
        family.sample(&[("connection", &connection.config.name)], connection.live().rereads);
    }
}

/// What connections do.
fn runs(text: &mut String, connections: &[Arc<Connection>]) {
    let mut family =
        Family::new(text, "adox_connection_up", "gauge", "1 if the last sync run was completed, else 0.");
    for connection in connections {
        let live = connection.live();
        let up = live.last.as_ref().is_some_and(|last| last.outcome == "completed");
        family.sample(&[("connection", &connection.config.name)], u8::from(up));
    }
    let mut family = Family::new(text, "adox_connection_paused", "gauge", "1 if the schedule is paused.");
    for connection in connections {
        let paused = connection.live().schedule.is_paused();
        family.sample(&[("connection", &connection.config.name)], u8::from(paused));
    }
    let help = "1 while another server writes to the destination, and this one stands by.";
    let mut family = Family::new(text, "adox_connection_standby", "gauge", help);
    for connection in connections {
        family.sample(&[("connection", &connection.config.name)], u8::from(connection.stands_by()));
    }
    let mut family =
        Family::new(text, "adox_connection_running", "gauge", "1 while a sync run of it is running.");
    for connection in connections {
        let running = matches!(connection.live().phase, Phase::Running(_));
        family.sample(&[("connection", &connection.config.name)], u8::from(running));
    }
    let mut family = Family::new(text, "adox_sync_runs_total", "counter", "Sync runs by outcome.");
    for connection in connections {
        for (outcome, count) in &connection.live().runs {
            family.sample(&[("connection", &connection.config.name), ("outcome", outcome)], count);
        }
    }
}

/// What became of tables, and of credentials.
fn tables(text: &mut String, connections: &[Arc<Connection>], now: Timestamp) {
    let mut family = Family::new(
        text,
        "adox_sync_lag_seconds",
        "gauge",
        "Seconds since the start of the last sync run that read all of the table.",
    );
    for connection in connections {
        for (table, figures) in &connection.live().tables {
            if let Some(fresh) = figures.fresh_at {
                let lag = format!("{:.3}", now.duration_since(fresh).as_secs_f64().max(0.0));
                family.sample(&[("connection", &connection.config.name), ("table", table)], lag);
            }
        }
    }
    let mut family =
        Family::new(text, "adox_rows_total", "counter", "Rows that were written, by table and change.");
    for connection in connections {
        for (table, figures) in &connection.live().tables {
            let counts = figures.counts;
            for (change, count) in
                [("added", counts.added), ("changed", counts.changed), ("deleted", counts.deleted)]
            {
                let labels =
                    [("connection", connection.config.name.as_str()), ("table", table), ("change", change)];
                family.sample(&labels, count);
            }
        }
    }
    let mut family = Family::new(
        text,
        "adox_credential_expires_days",
        "gauge",
        "Days until a stored credential expires; negative if it has.",
    );
    for connection in connections {
        for info in &connection.live().stored {
            if let Some(days) = info.days_left(now) {
                let id = info.id.to_string();
                family.sample(&[("connection", &connection.config.name), ("credential", &id)], days);
            }
        }
    }
}

/// What was sent to the service.
fn requests(text: &mut String, connections: &[Arc<Connection>]) {
    let sent: Vec<_> = connections
        .iter()
        .map(|connection| (connection.config.name.as_str(), connection.requests.sent().clone()))
        .collect();
    let mut family = Family::new(
        text,
        "adox_requests_total",
        "counter",
        "Requests to the service by area and status; status 0 if there was no response.",
    );
    for (connection, sent) in &sent {
        for ((area, status), count) in &sent.counts {
            let status = status.to_string();
            family.sample(&[("connection", connection), ("area", area), ("status", &status)], count);
        }
    }
    let mut family = Family::new(
        text,
        "adox_throttled_seconds_total",
        "counter",
        "Seconds by which the service delayed requests (X-RateLimit-Delay).",
    );
    for (connection, sent) in &sent {
        family.sample(&[("connection", connection)], format!("{:.3}", sent.throttled_seconds));
    }
    for (name, help, value) in [
        ("adox_rate_limit", "The budget of the identity that asked last (X-RateLimit-Limit).", 0),
        ("adox_rate_limit_remaining", "What is left of the budget (X-RateLimit-Remaining).", 1),
    ] {
        let mut family = Family::new(text, name, "gauge", help);
        for (connection, sent) in &sent {
            let value = if value == 0 { sent.limit } else { sent.remaining };
            if let Some(value) = value {
                family.sample(&[("connection", connection)], value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_bounded_and_escaped() {
        assert_eq!(area("/contoso/Shop/_apis/git/repositories"), "git");
        assert_eq!(area("/contoso/_APIS/WIT/workItems/5"), "wit");
        assert_eq!(area("/contoso/_apis/"), "other");
        assert_eq!(area("/contoso/_apis/a%20b/c"), "other");
        assert_eq!(area("/"), "other");
        let mut text = String::new();
        Family::new(&mut text, "x", "gauge", "X.").sample(&[("a", "b\"c\\d\ne")], 1);
        assert_eq!(text, "# HELP x X.\n# TYPE x gauge\nx{a=\"b\\\"c\\\\d\\ne\"} 1\n");
        let requests = Requests::default();
        for number in 0..2 * MOST_AREAS {
            requests.count(format!("area{number}"), None);
        }
        assert_eq!(requests.sent().counts.len(), MOST_AREAS + 1);
    }
}
