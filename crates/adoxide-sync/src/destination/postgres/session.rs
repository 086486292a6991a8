//! What is kept beside the tables: a table of somebody else's in the same schema, read and written without the lock of
//! the writer.

use tokio::sync::Mutex;
use tokio_postgres::error::Error as PgError;

use super::layout::{hash, quoted};
use super::link::Link;
use super::writer::BESIDE;
use super::{Address, catalog};
use crate::destination::nul::without_nul;
use crate::{Error, ErrorKind};

pub use super::link::Param;

/// A connection to a database for tables that are kept beside those of a sync, in the same schema. It is made when it is
/// needed, and made anew after it was cut.
///
/// Each statement is a transaction of its own, and none is prepared by name: it works behind a pooler that shares
/// sessions by transaction.
pub struct Session {
    address: Address,
    link: Mutex<Option<Link>>,
}

/// A row that a statement answers.
#[derive(Debug)]
pub struct Row(tokio_postgres::Row);

impl Row {
    /// The text of a column, counted from 0; none where it is null.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] when it is not text.
    pub fn text(&self, at: usize) -> Result<Option<String>, Error> {
        self.0.try_get(at).map_err(|error| altered(&error))
    }

    /// The number of a column of type `bigint`, counted from 0; none where it is null.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] when it is not such a number.
    pub fn integer(&self, at: usize) -> Result<Option<i64>, Error> {
        self.0.try_get(at).map_err(|error| altered(&error))
    }
}

fn altered(error: &PgError) -> Error {
    Error::new(ErrorKind::Incompatible, format!("a table was altered by another program: {error}"))
}

impl Session {
    /// A connection that is made when it is needed.
    pub fn new(address: Address) -> Self {
        Self { address, link: Mutex::new(None) }
    }

    /// A name in the schema, as SQL.
    pub fn name(&self, table: &str) -> String {
        format!("{}.{}", quoted(&self.address.schema), quoted(table))
    }

    /// Makes the schema one of a destination if it is none yet, and runs statements that create what is kept beside its
    /// tables, in one transaction. Who does this at the same time waits.
    ///
    /// # Errors
    /// When the server can't be reached, the schema is one of another program or of a newer version, or a statement
    /// fails.
    pub async fn prepare(&self, statements: &str) -> Result<(), Error> {
        let mut link = Link::open(&self.address).await?;
        let schema = hash(&self.address.schema).cast_signed();
        let begin = format!(
            "BEGIN; SET LOCAL client_min_messages = error; SET LOCAL lock_timeout = '30s'; \
             SELECT pg_advisory_xact_lock({BESIDE}, {schema})"
        );
        let prepared = async {
            link.run(&begin).await?;
            match catalog::look(&link, &self.address).await? {
                Ok(found) if found.layout.is_none() => link.run(&catalog::create(&self.address)).await?,
                Ok(_) => {}
                Err(refused) => return Ok(Err(refused)),
            }
            link.run(statements).await?;
            link.run("COMMIT").await.map(Ok)
        };
        // A transaction that failed ends with the connection.
        let prepared = match prepared.await {
            Ok(prepared) => prepared,
            Err(error) => Err(link.fault(error).await),
        };
        link.close().await;
        prepared
    }

    /// Runs one statement, and answers its rows. It is run once more when the connection was cut, so it has to be one
    /// that may be done twice. U+FFFD stands for U+0000 in its parameters.
    ///
    /// # Errors
    /// When the server can't be reached, or refuses the statement.
    pub async fn rows(&self, sql: &str, params: Vec<Param>) -> Result<Vec<Row>, Error> {
        let params: Vec<_> = params.into_iter().map(clean).collect();
        let mut held = self.link.lock().await;
        let mut is_fresh = false;
        loop {
            let link = if let Some(link) = held.take().filter(|link| !link.client().is_closed()) {
                held.insert(link)
            } else {
                is_fresh = true;
                held.insert(Link::open(&self.address).await?)
            };
            match link.rows(sql, &params).await {
                Ok(rows) => return Ok(rows.into_iter().map(Row).collect()),
                Err(error) => {
                    let is_cut = error.is_closed() || link.client().is_closed();
                    let fault = link.fault(error).await;
                    if is_cut {
                        *held = None;
                    }
                    if is_fresh || !is_cut {
                        return Err(fault);
                    }
                }
            }
        }
    }
}

fn clean(param: Param) -> Param {
    let clean = |text: String| if text.contains('\0') { without_nul(&text).into_owned() } else { text };
    match param {
        Param::Text(text) => Param::Text(clean(text)),
        Param::Texts(texts) => Param::Texts(texts.into_iter().map(clean).collect()),
        Param::TextsOrNull(texts) => {
            Param::TextsOrNull(texts.into_iter().map(|text| text.map(clean)).collect())
        }
        other @ (Param::Integer(_) | Param::Integers(_) | Param::IntegersOrNull(_)) => other,
    }
}
