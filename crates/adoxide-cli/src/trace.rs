//! `--debug`: a line to stderr for each call to the service, and for each time that it is repeated.
//!
//! The lines have what the SDK puts into its spans: operations, statuses, waits. There are no queries, bodies, headers
//! and tokens in them.

use std::fmt::{self, Debug, Write as _};
use std::time::Instant;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// The spans and events that are told: those of the SDK and the sync, not those of the libraries below.
const OURS: &[&str] = &["adoxide", "adoxide_sync"];
/// The span that the SDK puts around a call.
const CALL: &str = "ado";

/// Tells what is done from now on.
pub fn start() {
    // There is one program, and it starts this once: nobody was there before.
    let _ = tracing::subscriber::set_global_default(Registry::default().with(Lines));
}

/// Fields by name, as text.
#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    fn get(&self, name: &str) -> Option<&str> {
        // What is recorded last holds.
        self.0.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name(), value.to_owned()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push((field.name(), format!("{value:?}")));
    }
}

/// A call that goes on.
struct Call {
    begun: Instant,
    fields: Fields,
}

/// The line of a call that has ended.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = |name| self.fields.get(name);
        write!(f, "{} {}", field("method").unwrap_or("-"), field("operation").unwrap_or("-"))?;
        match (field("status"), field("error")) {
            (Some(status), _) => write!(f, " {status}")?,
            (None, Some(error)) => write!(f, " {error}")?,
            // It was dropped: nobody wanted the answer any more.
            (None, None) => f.write_str(" cancelled")?,
        }
        write!(f, " in {} ms", self.begun.elapsed().as_millis())?;
        if let Some(waited) = field("waited_ms").filter(|waited| *waited != "0") {
            write!(f, ", waited {waited} ms")?;
        }
        if let Some(attempts) = field("attempts").filter(|attempts| !matches!(*attempts, "0" | "1")) {
            write!(f, ", {attempts} attempts")?;
        }
        if let Some(id) = field("activity_id") {
            write!(f, ", activity {id}")?;
        }
        Ok(())
    }
}

/// Writes the lines.
struct Lines;

fn is_ours(target: &str) -> bool {
    OURS.contains(&target.split("::").next().unwrap_or_default())
}

/// One write a line: several calls go on at once.
fn line(text: &str) {
    use std::io::Write as _;

    let line = format!("debug: {}\n", crate::printer::one_line(text));
    // If stderr is closed nobody reads it.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Lines {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let metadata = attributes.metadata();
        let Some(span) = context.span(id).filter(|_| metadata.name() == CALL && is_ours(metadata.target()))
        else {
            return;
        };
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        span.extensions_mut().insert(Call { begun: Instant::now(), fields });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(call) = span.extensions_mut().get_mut::<Call>()
        {
            values.record(&mut call.fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if !is_ours(event.metadata().target()) {
            return;
        }
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut text = fields.get("message").unwrap_or_default().to_owned();
        for (name, value) in fields.0.iter().filter(|(name, _)| *name != "message") {
            // Writing to a string can't fail.
            let _ = write!(text, " {name}={value}");
        }
        line(&text);
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        if let Some(span) = context.span(&id)
            && let Some(call) = span.extensions().get::<Call>()
        {
            line(&call.to_string());
        }
    }
}
