//! Reading a database with SQL, and nothing else.

use std::pin::pin;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use futures::TryStreamExt as _;
use tokio_postgres::SimpleQueryMessage;
use tokio_postgres::error::Error as PgError;
use tokio_postgres::types::Type;

use super::Address;
use super::layout::{literal, quoted};
use super::link::Link;
use crate::{Error, ErrorKind};

/// A database that is only read. It is synchronous: a thread of its own waits for the server.
///
/// Each statement runs in a transaction that the server lets write nothing.
pub struct Reader {
    requests: Sender<Request>,
    address: Address,
}

/// A value of a row, or a parameter.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// No value.
    Null,
    /// A truth value.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any number.
    Number(f64),
    /// Text; an instant as `2026-01-31T13:05:00.123456Z`; anything else as PostgreSQL writes it.
    Text(String),
    /// JSON.
    Json(String),
}

/// What a statement answers: its rows, one after the other.
pub struct Answer {
    columns: Vec<String>,
    messages: Receiver<Message>,
}

struct Request {
    sql: String,
    parameters: Vec<Value>,
    timeout: Option<Duration>,
    answer: SyncSender<Message>,
}

enum Message {
    Columns(Vec<String>),
    Row(Vec<Value>),
    Failed(Error),
}

/// Rows that are fetched before somebody takes them.
const AHEAD: usize = 256;

impl Reader {
    /// Connects.
    ///
    /// # Errors
    /// When the server can't be reached, or does not accept the user.
    pub fn open(address: &Address) -> Result<Self, Error> {
        let (requests, incoming) = channel::<Request>();
        let (ready, opened) = channel();
        let to = address.clone();
        thread::Builder::new()
            .name("postgresql".to_owned())
            .spawn(move || work(&to, &incoming, &ready))
            .map_err(|error| {
                Error::new(ErrorKind::Destination, "a thread can't be started").because(error)
            })?;
        opened.recv().map_err(|_| ended())??;
        Ok(Self { requests, address: address.clone() })
    }

    /// The database.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Runs one statement. Its tables are those of the schema, its parameters `$1`, `$2` …; it is ended by the server
    /// after the timeout.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the statement is wrong, or answers no rows; otherwise when the database can't be read.
    pub fn query(&self, sql: &str, parameters: &[Value], timeout: Option<Duration>) -> Result<Answer, Error> {
        let (answer, messages) = sync_channel(AHEAD);
        let request = Request { sql: sql.to_owned(), parameters: parameters.to_vec(), timeout, answer };
        self.requests.send(request).map_err(|_| ended())?;
        match messages.recv().map_err(|_| ended())? {
            Message::Columns(columns) => Ok(Answer { columns, messages }),
            Message::Row(_) => Err(ended()),
            Message::Failed(error) => Err(error),
        }
    }
}

impl Answer {
    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }
}

impl Iterator for Answer {
    type Item = Result<Vec<Value>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.messages.recv().ok()? {
            Message::Row(row) => Some(Ok(row)),
            Message::Failed(error) => Some(Err(error)),
            Message::Columns(_) => None,
        }
    }
}

fn ended() -> Error {
    Error::new(ErrorKind::Destination, "the connection to PostgreSQL ended")
}

/// Answers requests until nobody asks any more.
fn work(address: &Address, requests: &Receiver<Request>, ready: &Sender<Result<(), Error>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let opened = runtime
        .map_err(|error| Error::new(ErrorKind::Destination, "a runtime can't be started").because(error))
        .and_then(|runtime| {
            let link = runtime.block_on(Link::open(address))?;
            Ok((runtime, link))
        });
    let (runtime, mut link) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            // Whoever opened it waits for this.
            let _ = ready.send(Err(error));
            return;
        }
    };
    if ready.send(Ok(())).is_err() {
        return;
    }
    for request in requests {
        runtime.block_on(async {
            let failed = answer(&link, address, &request).await.err();
            // Nothing was written: there is nothing to lose.
            let _ = link.run("ROLLBACK").await;
            if let Some(failed) = failed {
                let error = match failed {
                    Failed::Statement(error) => match statement_error(&error) {
                        Some(wrong) => wrong,
                        None => link.fault(error).await,
                    },
                    Failed::Other(error) => error,
                    // Nobody waits for it.
                    Failed::Dropped => return,
                };
                let _ = request.answer.send(Message::Failed(error));
            }
        });
    }
}

enum Failed {
    Statement(PgError),
    Other(Error),
    Dropped,
}

impl From<PgError> for Failed {
    fn from(error: PgError) -> Self {
        Self::Statement(error)
    }
}

async fn answer(link: &Link, address: &Address, request: &Request) -> Result<(), Failed> {
    let timeout = request.timeout.map_or(0, |timeout| timeout.as_millis());
    link.run(&format!(
        "BEGIN READ ONLY; SET LOCAL search_path = {}, public; SET LOCAL statement_timeout = {timeout}; \
         SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL timezone = 'UTC'; SET LOCAL client_min_messages = error",
        quoted(&address.schema)
    ))
    .await?;
    // It says what the columns are, and refuses more than one statement.
    let statement = link.client().prepare(&request.sql).await?;
    let kinds: Vec<Type> = statement.columns().iter().map(|column| column.type_().clone()).collect();
    if kinds.is_empty() {
        let message = "the statement answers no rows: only statements that read are run";
        return Err(Failed::Other(Error::new(ErrorKind::Config, message)));
    }
    let names = statement.columns().iter().map(|column| column.name().to_owned()).collect();
    request.answer.send(Message::Columns(names)).map_err(|_| Failed::Dropped)?;
    let sql = if request.parameters.is_empty() {
        request.sql.clone()
    } else {
        link.run("DEALLOCATE ALL").await?;
        link.run(&format!("PREPARE adoxide AS {}", request.sql)).await?;
        let parameters: Vec<_> = request.parameters.iter().map(parameter).collect();
        format!("EXECUTE adoxide ({})", parameters.join(", "))
    };
    let mut messages = pin!(link.client().simple_query_raw(&sql).await?);
    while let Some(message) = messages.try_next().await? {
        let SimpleQueryMessage::Row(row) = message else { continue };
        let mut values = Vec::with_capacity(kinds.len());
        for (at, kind) in kinds.iter().enumerate() {
            values.push(row.try_get(at)?.map_or(Value::Null, |text| value(kind, text)));
        }
        request.answer.send(Message::Row(values)).map_err(|_| Failed::Dropped)?;
    }
    Ok(())
}

/// A parameter as SQL.
fn parameter(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => literal(&value.to_string()),
        Value::Number(value) => literal(&value.to_string()),
        Value::Text(value) | Value::Json(value) => literal(value),
    }
}

/// A value that PostgreSQL has written.
fn value(kind: &Type, text: &str) -> Value {
    let text_as_it_is = || Value::Text(text.to_owned());
    match *kind {
        Type::BOOL => Value::Boolean(text == "t"),
        Type::INT2 | Type::INT4 | Type::INT8 | Type::OID => {
            text.parse().map_or_else(|_| text_as_it_is(), Value::Integer)
        }
        Type::FLOAT4 | Type::FLOAT8 => text.parse().map_or_else(|_| text_as_it_is(), Value::Number),
        // Sums of integers are of this type.
        Type::NUMERIC => match (text.parse(), text.parse()) {
            (Ok(integer), _) => Value::Integer(integer),
            (_, Ok(number)) => Value::Number(number),
            _ => text_as_it_is(),
        },
        Type::JSON | Type::JSONB => Value::Json(text.to_owned()),
        Type::TIMESTAMPTZ => Value::Text(instant(text).unwrap_or_else(|| text.to_owned())),
        _ => text_as_it_is(),
    }
}

/// `2026-01-31 13:05:00.5+00` as `2026-01-31T13:05:00.500000Z`.
fn instant(text: &str) -> Option<String> {
    let (date, time) = text.strip_suffix("+00")?.split_once(' ')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    Some(format!("{date}T{time}.{fraction:0<6}Z"))
}

/// What is wrong with a statement; none if something else failed.
fn statement_error(error: &PgError) -> Option<Error> {
    let db = error.as_db_error()?;
    let class = db.code().code().get(..2)?;
    // Syntax and names, values, divisions by zero, what only reads, and what takes too long.
    if !matches!(class, "42" | "22" | "0A" | "25" | "21") && db.code().code() != "57014" {
        return None;
    }
    let hint = db.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    Some(Error::new(ErrorKind::Config, format!("the SQL can't be run: {}{hint}", db.message())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_of_their_kinds() {
        for (kind, text, expected) in [
            (Type::BOOL, "t", Value::Boolean(true)),
            (Type::INT8, "-5", Value::Integer(-5)),
            (Type::NUMERIC, "12", Value::Integer(12)),
            (Type::NUMERIC, "1.5", Value::Number(1.5)),
            (Type::FLOAT8, "1e+300", Value::Number(1e300)),
            (Type::JSONB, "{}", Value::Json("{}".to_owned())),
            (
                Type::TIMESTAMPTZ,
                "2026-01-31 13:05:00.5+00",
                Value::Text("2026-01-31T13:05:00.500000Z".to_owned()),
            ),
            (
                Type::TIMESTAMPTZ,
                "2026-01-31 13:05:00+00",
                Value::Text("2026-01-31T13:05:00.000000Z".to_owned()),
            ),
            (Type::TIMESTAMPTZ, "infinity", Value::Text("infinity".to_owned())),
            (Type::UUID, "x", Value::Text("x".to_owned())),
        ] {
            assert_eq!(value(&kind, text), expected, "{kind} {text}");
        }
    }
}
