//! What a source is configured by.

use std::fs;
use std::path::Path;

use adoxide::credential::{Credential, Entra, Pat};
use adoxide::{Client, Pool};
use adoxide_sync::{Table, table};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The configuration. It holds secrets, and is not shown.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The name or the URL.
    pub organization: String,
    token: Option<String>,
    #[serde(default)]
    tokens: Vec<String>,
    tenant_id: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    /// Names or ids; all by default.
    #[serde(default)]
    pub projects: Vec<String>,
    /// How many projects or repositories are read at once.
    pub concurrency: Option<usize>,
}

impl Config {
    /// The clients that share the work.
    ///
    /// # Errors
    /// When the credentials are not complete, or can't be ones.
    pub async fn pool(&self) -> Result<Pool> {
        let mut clients = Vec::new();
        for credential in self.credentials()? {
            clients.push(Client::builder(self.organization.as_str()).credential(credential).build()?);
        }
        Ok(Pool::new(clients).await?)
    }

    fn credentials(&self) -> Result<Vec<Box<dyn Credential>>> {
        let tokens: Vec<_> = self.token.iter().chain(&self.tokens).collect();
        let entra = (&self.tenant_id, &self.client_id, &self.client_secret);
        match entra {
            (None, None, None) if !tokens.is_empty() => {
                let pats =
                    tokens.into_iter().map(|token| Ok(Box::new(Pat::new(token)?) as Box<dyn Credential>));
                pats.collect()
            }
            (Some(tenant), Some(client), Some(secret)) if tokens.is_empty() => {
                Ok(vec![Box::new(Entra::client_secret(tenant.clone(), client.clone(), secret.clone()))])
            }
            _ => Err(Error::usage(
                "the configuration needs one kind of credential: `token`, `tokens`, or `tenant_id` with `client_id` \
                 and `client_secret`",
            )),
        }
    }
}

/// Reads a file of JSON. What does not fit is named by its place, and not repeated: it may be a secret.
///
/// # Errors
/// When it can't be read, or is something else.
pub fn read<T: DeserializeOwned>(path: &Path, what: &str) -> Result<T> {
    let shown = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| Error::usage(format!("{what} `{shown}` can't be read: {error}")))?;
    serde_json::from_str(&text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let why = match error.classify() {
            serde_json::error::Category::Data => {
                let text = error.to_string();
                // Names of members are no secrets; values may be.
                let is_name = text.starts_with("missing field") || text.starts_with("unknown field");
                if is_name {
                    text
                } else {
                    format!("a value is of another type (line {line}, column {column})")
                }
            }
            _ => format!("it is not valid JSON (line {line}, column {column})"),
        };
        Error::usage(format!("{what} `{shown}`: {why}"))
    })
}

/// The table of this name.
///
/// # Errors
/// When there is none.
pub fn table(name: &str) -> Result<&'static Table> {
    table::all().find(|table| table.name() == name).ok_or_else(|| {
        Error::usage(format!("the catalog names the stream `{name}`, which does not exist"))
            .help("discover the streams again")
    })
}
