//! Credentials of connections that are stored, not configured: created, changed and deleted while the server runs.
//!
//! A credential is verified before it is stored, and a change before it takes effect: nothing that fails is kept. Its
//! secrets are [encrypted](crate::vault) and never shown again. The server and the command line work on the same store.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use adoxide::Client;
use adoxide::api::wire::Secret;
use adoxide_sync::{Verdict, scope_name, verify};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection as Db, OptionalExtension as _, Row};
use serde::Serialize;
use serde_json::Value;

use crate::config::{Config, ConnectionConfig};
use crate::connection;
use crate::error::{Error, ErrorKind};
use crate::state::{Lock, State};
use crate::token::instant;
use crate::vault::{MasterKey, Sealed};

/// The field that a personal access token is stored in.
pub(crate) const PERSONAL_ACCESS_TOKEN: &str = "personal_access_token";
/// How many days before a credential expires it is warned of.
pub(crate) const WARNED_DAYS: i64 = 14;
/// Characters that a label may have.
const MOST_LABEL: usize = 200;

/// The credentials that are stored.
#[derive(Clone)]
pub struct Credentials {
    state: State,
    key_file: PathBuf,
}

/// What is known of a stored credential. Its secrets are not shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CredentialInfo {
    /// Its number.
    pub id: i64,
    /// The connection that it is for.
    #[serde(skip)]
    pub connection: String,
    /// What kind it is: `personal_access_token`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its name for people.
    pub label: String,
    /// Settings of the caller, which are kept as they are.
    pub settings: Value,
    /// When it was created.
    #[serde(serialize_with = "crate::text::serialize")]
    pub created_at: Timestamp,
    /// When it was disabled; null while it is used.
    #[serde(serialize_with = "crate::text::optional::serialize")]
    pub disabled_at: Option<Timestamp>,
    /// When it was deleted; null while it is there.
    #[serde(serialize_with = "crate::text::optional::serialize")]
    pub deleted_at: Option<Timestamp>,
    /// The last day on which it is valid, as far as it is known.
    #[serde(serialize_with = "crate::text::optional::serialize")]
    pub expiration_date: Option<Date>,
}

impl CredentialInfo {
    /// The days until it expires; negative if it has.
    pub fn days_left(&self, now: Timestamp) -> Option<i64> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let left = self.expiration_date?.since(today).ok()?;
        Some(i64::from(left.get_days()))
    }

    /// A warning if it expires soon, or has.
    pub(crate) fn warning(&self, now: Timestamp) -> Option<String> {
        let (days, date) = (self.days_left(now)?, self.expiration_date?);
        let Self { id, label, .. } = self;
        match days {
            ..0 => Some(format!("the credential {id} ({label}) expired on {date}; update its token")),
            0..=WARNED_DAYS => Some(format!(
                "the credential {id} ({label}) expires on {date}, in {days} days; create a new token and update it"
            )),
            _ => None,
        }
    }
}

/// What a credential is made of, or what of it is changed. What is none is kept as it is, or takes its default.
#[derive(Clone, Debug, Default)]
pub struct CredentialChange {
    /// Its name for people.
    pub label: Option<String>,
    /// Settings of the caller.
    pub settings: Option<Value>,
    /// The personal access token, or a token of Microsoft Entra.
    pub personal_access_token: Option<Secret>,
    /// The last day on which it is valid; `Some(None)` if that is not known any more.
    pub expiration_date: Option<Option<Date>>,
    /// Whether it is disabled: kept, and not used.
    pub disabled: Option<bool>,
}

/// Why a credential was not created, changed or found. Nothing was stored.
#[derive(Debug)]
#[non_exhaustive]
pub enum CredentialError {
    /// The service does not accept it, or it lacks permissions, or there is nothing that it may see.
    Refused {
        /// What was found out.
        verdict: Verdict,
        /// The scopes that it lacks, as the page names them where tokens are made.
        missing_scopes: Vec<String>,
        /// What was found out, for people.
        message: String,
    },
    /// There is no credential of this number in the connection.
    NotFound(i64),
    /// What was given is invalid.
    Invalid(String),
    /// It can't be stored or read.
    Failed(Error),
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { message, .. } | Self::Invalid(message) => f.write_str(message),
            Self::NotFound(id) => write!(f, "there is no credential {id} in this connection"),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CredentialError {}

impl<E: Into<Error>> From<E> for CredentialError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

const COLUMNS: &str = "id, connection, label, settings, created_at, disabled_at, deleted_at, expiration_date";

impl Credentials {
    /// The credentials in the data folder of a configuration.
    ///
    /// # Errors
    /// When the state can't be opened, or credentials are stored there that can't be decrypted.
    pub fn open(config: &Config) -> Result<Self, Error> {
        let this = Self::of(State::open(&config.data)?, config);
        this.check()?;
        Ok(this)
    }

    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    pub(crate) fn listed(&self, connection: &str) -> Result<Vec<CredentialInfo>, Error> {
        Ok(listed(&self.state.db(), connection)?)
    }

    pub(crate) fn of(state: State, config: &Config) -> Self {
        Self { state, key_file: config.key_file() }
    }

    /// Whether all that is stored can be decrypted.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let secrets = self.all_secrets()?;
        if secrets.is_empty() {
            return Ok(());
        }
        let key = MasterKey::find(&self.key_file, false)?;
        secrets.iter().try_for_each(|(place, _, _, sealed)| key.unseal(place, sealed).map(drop))
    }

    /// Verifies a credential, and stores it if it is good.
    ///
    /// # Errors
    /// When it is not good or can't be stored. Nothing is stored then.
    pub async fn create(
        &self,
        connection: &ConnectionConfig,
        new: CredentialChange,
    ) -> Result<CredentialInfo, CredentialError> {
        check_change(&new)?;
        let Some(token) = new.personal_access_token.clone() else {
            let message = "`secrets.personal_access_token` is missing";
            return Err(CredentialError::Invalid(message.to_owned()));
        };
        verified(connection, &token).await?;
        let (this, name) = (self.clone(), connection.name.clone());
        self.state.run(move |_| this.insert(&name, new, &token)).await.map_err(CredentialError::Failed)
    }

    fn insert(
        &self,
        connection: &str,
        new: CredentialChange,
        token: &Secret,
    ) -> Result<CredentialInfo, Error> {
        let key = MasterKey::find(&self.key_file, true)?;
        let now = Timestamp::now().to_string();
        let mut db = self.state.db();
        let change = db.transaction()?;
        let number: i64 = change.query_row(
            "SELECT count(*) + 1 FROM credential WHERE connection = ?1",
            [connection],
            |row| row.get(0),
        )?;
        let label = new.label.unwrap_or_else(|| format!("{connection} {number}"));
        let settings = new.settings.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        let disabled = new.disabled.unwrap_or(false).then(|| now.clone());
        let expires = new.expiration_date.flatten().map(|date| date.to_string());
        change.execute(
            "INSERT INTO credential (connection, label, settings, created_at, updated_at, disabled_at, expiration_date) \
             VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6)",
            (connection, label, settings.to_string(), now, disabled, expires),
        )?;
        let id = change.last_insert_rowid();
        store(&change, &key, id, token)?;
        let info = find(&change, connection, id)?;
        change.commit()?;
        info.ok_or_else(|| Error::new(ErrorKind::State, "the credential was not stored"))
    }

    /// Changes a credential. It is verified as it will be, and stays as it was if it is not good.
    ///
    /// # Errors
    /// When there is none of this number, or it is not good or can't be stored.
    pub async fn update(
        &self,
        connection: &ConnectionConfig,
        id: i64,
        change: CredentialChange,
    ) -> Result<CredentialInfo, CredentialError> {
        check_change(&change)?;
        let (this, name) = (self.clone(), connection.name.clone());
        let known = self.state.run(move |_| this.find_with_secret(&name, id)).await?;
        let (_, stored) =
            known.filter(|(info, _)| info.deleted_at.is_none()).ok_or(CredentialError::NotFound(id))?;
        let token = change.personal_access_token.clone();
        verified(connection, token.as_ref().unwrap_or(&stored)).await?;
        let (this, name) = (self.clone(), connection.name.clone());
        let changed = self.state.run(move |_| this.apply(&name, id, change, token.as_ref())).await?;
        changed.ok_or(CredentialError::NotFound(id))
    }

    fn apply(
        &self,
        connection: &str,
        id: i64,
        change: CredentialChange,
        token: Option<&Secret>,
    ) -> Result<Option<CredentialInfo>, Error> {
        let mut db = self.state.db();
        let transaction = db.transaction()?;
        // It may have been deleted while it was verified.
        let Some(known) = find(&transaction, connection, id)?.filter(|info| info.deleted_at.is_none()) else {
            return Ok(None);
        };
        let now = Timestamp::now();
        let label = change.label.unwrap_or(known.label);
        let settings = change.settings.unwrap_or(known.settings);
        let expires = change.expiration_date.unwrap_or(known.expiration_date);
        let disabled = match change.disabled {
            Some(true) => known.disabled_at.or(Some(now)),
            Some(false) => None,
            None => known.disabled_at,
        };
        transaction.execute(
            "UPDATE credential SET label = ?2, settings = ?3, updated_at = ?4, disabled_at = ?5, expiration_date = ?6 \
             WHERE id = ?1",
            (
                id,
                label,
                settings.to_string(),
                now.to_string(),
                disabled.map(|at| at.to_string()),
                expires.map(|date| date.to_string()),
            ),
        )?;
        if let Some(token) = token {
            store(&transaction, &MasterKey::find(&self.key_file, true)?, id, token)?;
        }
        let info = find(&transaction, connection, id)?;
        transaction.commit()?;
        Ok(info)
    }

    /// A credential, deleted ones too.
    ///
    /// # Errors
    /// [`CredentialError::NotFound`] when there is none of this number.
    pub async fn info(&self, connection: &str, id: i64) -> Result<CredentialInfo, CredentialError> {
        let name = connection.to_owned();
        let found = self.state.run(move |state| Ok(find(&state.db(), &name, id)?)).await?;
        found.ok_or(CredentialError::NotFound(id))
    }

    /// The credentials of a connection that are not deleted, in the order in which they were created.
    ///
    /// # Errors
    /// When the state can't be read.
    pub async fn list(&self, connection: &str) -> Result<Vec<CredentialInfo>, Error> {
        let name = connection.to_owned();
        self.state.run(move |state| Ok(listed(&state.db(), &name)?)).await
    }

    /// Deletes a credential: it is not used and not listed any more, and its secrets are erased. What was known of it
    /// stays.
    ///
    /// # Errors
    /// [`CredentialError::NotFound`] when there is none of this number, or it is deleted.
    pub async fn delete(&self, connection: &str, id: i64) -> Result<(), CredentialError> {
        let name = connection.to_owned();
        let deleted = self
            .state
            .run(move |state| {
                let mut db = state.db();
                let change = db.transaction()?;
                let deleted = change.execute(
                    "UPDATE credential SET deleted_at = ?3 WHERE id = ?1 AND connection = ?2 AND deleted_at IS NULL",
                    (id, name, Timestamp::now().to_string()),
                )?;
                if deleted > 0 {
                    change.execute("DELETE FROM secret WHERE credential = ?1", [id])?;
                }
                change.commit()?;
                Ok(deleted > 0)
            })
            .await?;
        if deleted { Ok(()) } else { Err(CredentialError::NotFound(id)) }
    }

    /// Encrypts what is stored with another master key, all or nothing; answers how many secrets there are. The server
    /// must not run: it has the key that was used.
    ///
    /// # Errors
    /// When a server runs, or something can't be decrypted.
    pub fn rotate(config: &Config, new: &MasterKey) -> Result<usize, Error> {
        let _lock = Lock::take(&config.data)?;
        let this = Self::of(State::open(&config.data)?, config);
        let secrets = this.all_secrets()?;
        if secrets.is_empty() {
            return Ok(0);
        }
        let old = MasterKey::find(&this.key_file, false)?;
        let mut db = this.state.db();
        let change = db.transaction()?;
        for (place, id, field, sealed) in &secrets {
            write(&change, *id, field, &old.rewrap(new, place, sealed)?)?;
        }
        change.commit()?;
        Ok(secrets.len())
    }

    /// The tokens of a connection that are in use, each with what it is called in messages.
    pub(crate) fn tokens(&self, connection: &str) -> Result<Vec<(String, Secret)>, Error> {
        let credentials = listed(&self.state.db(), connection)?;
        let mut tokens = Vec::new();
        for info in credentials.into_iter().filter(|info| info.disabled_at.is_none()) {
            let Some((info, token)) = self.find_with_secret(connection, info.id)? else { continue };
            tokens.push((format!("the credential {} ({})", info.id, info.label), token));
        }
        Ok(tokens)
    }

    fn find_with_secret(&self, connection: &str, id: i64) -> Result<Option<(CredentialInfo, Secret)>, Error> {
        let (info, sealed) = {
            let db = self.state.db();
            let Some(info) = find(&db, connection, id)? else { return Ok(None) };
            let sealed = db
                .query_row(
                    "SELECT key_id, wrapped_key, sealed FROM secret WHERE credential = ?1 AND field = ?2",
                    (id, PERSONAL_ACCESS_TOKEN),
                    |row| Ok(Sealed { key_id: row.get(0)?, wrapped_key: row.get(1)?, text: row.get(2)? }),
                )
                .optional()?;
            (info, sealed)
        };
        let Some(sealed) = sealed else { return Ok(None) };
        let key = MasterKey::find(&self.key_file, false)?;
        Ok(Some((info, key.unseal(&place(id, PERSONAL_ACCESS_TOKEN), &sealed)?)))
    }

    /// Every secret: what it belongs to, its credential and field, and itself.
    fn all_secrets(&self) -> Result<Vec<(String, i64, String, Sealed)>, Error> {
        let db = self.state.db();
        let mut select = db.prepare("SELECT credential, field, key_id, wrapped_key, sealed FROM secret")?;
        let secrets = select.query_map([], |row| {
            let (id, field): (i64, String) = (row.get(0)?, row.get(1)?);
            let sealed = Sealed { key_id: row.get(2)?, wrapped_key: row.get(3)?, text: row.get(4)? };
            Ok((place(id, &field), id, field, sealed))
        })?;
        Ok(secrets.collect::<Result<_, _>>()?)
    }
}

/// What a secret belongs to: authenticated with it.
fn place(id: i64, field: &str) -> String {
    format!("{field} of credential {id}")
}

fn store(db: &Db, key: &MasterKey, id: i64, token: &Secret) -> Result<(), Error> {
    let sealed = key.seal(&place(id, PERSONAL_ACCESS_TOKEN), token)?;
    write(db, id, PERSONAL_ACCESS_TOKEN, &sealed)
}

fn write(db: &Db, id: i64, field: &str, sealed: &Sealed) -> Result<(), Error> {
    db.execute(
        "INSERT INTO secret (credential, field, key_id, wrapped_key, sealed) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (credential, field) DO UPDATE SET key_id = excluded.key_id, \
         wrapped_key = excluded.wrapped_key, sealed = excluded.sealed",
        (id, field, &sealed.key_id, &sealed.wrapped_key, &sealed.text),
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<CredentialInfo> {
    let (settings, expires): (String, Option<String>) = (row.get(3)?, row.get(7)?);
    Ok(CredentialInfo {
        id: row.get(0)?,
        connection: row.get(1)?,
        kind: PERSONAL_ACCESS_TOKEN,
        label: row.get(2)?,
        settings: serde_json::from_str(&settings).unwrap_or_default(),
        created_at: instant(row, 4)?.unwrap_or_default(),
        disabled_at: instant(row, 5)?,
        deleted_at: instant(row, 6)?,
        expiration_date: expires.and_then(|date| date.parse().ok()),
    })
}

fn find(db: &Db, connection: &str, id: i64) -> rusqlite::Result<Option<CredentialInfo>> {
    let sql = format!("SELECT {COLUMNS} FROM credential WHERE connection = ?1 AND id = ?2");
    db.query_row(&sql, (connection, id), read).optional()
}

fn listed(db: &Db, connection: &str) -> rusqlite::Result<Vec<CredentialInfo>> {
    let sql =
        format!("SELECT {COLUMNS} FROM credential WHERE connection = ?1 AND deleted_at IS NULL ORDER BY id");
    let mut select = db.prepare(&sql)?;
    select.query_map([connection], read)?.collect()
}

fn check_change(change: &CredentialChange) -> Result<(), CredentialError> {
    let invalid = |message: String| Err(CredentialError::Invalid(message));
    if let Some(label) = &change.label
        && (label.trim().is_empty() || label.chars().count() > MOST_LABEL)
    {
        return invalid(format!("`label`: expected a text of 1 to {MOST_LABEL} characters"));
    }
    if change.settings.as_ref().is_some_and(|settings| !settings.is_object()) {
        return invalid("`settings`: expected a JSON object".to_owned());
    }
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    match change.expiration_date {
        Some(Some(date)) if date < today => invalid(format!("`expiration_date`: {date} is in the past")),
        _ => Ok(()),
    }
}

/// Verifies a token for what the connection reads.
async fn verified(config: &ConnectionConfig, token: &Secret) -> Result<(), CredentialError> {
    let credential = connection::credential(token, "the new credential")
        .map_err(|error| CredentialError::Invalid(format!("`secrets.personal_access_token`: {error}")))?;
    let client = Client::builder(config.organization.to_string())
        .credential(credential)
        .user_agent(connection::USER_AGENT)
        .build()?;
    let mut refusals: BTreeMap<u8, (Verdict, Vec<String>)> = BTreeMap::new();
    let mut missing = Vec::new();
    for connector in config.verified() {
        let verification = verify(&client, connector).await;
        let verdict = verification.verdict();
        let rank = match verdict {
            Verdict::Ok => continue,
            Verdict::InvalidCredentials => 0,
            Verdict::InvalidPermissions => 1,
            Verdict::NoResources => 3,
            _ => 2,
        };
        missing.extend(verification.missing_scopes().into_iter().map(scope_name));
        refusals.entry(rank).or_insert((verdict, Vec::new())).1.push(verification.to_string());
        if verdict == Verdict::InvalidCredentials {
            break;
        }
    }
    missing.sort_unstable();
    missing.dedup();
    match refusals.into_values().next() {
        None => Ok(()),
        Some((verdict, messages)) => {
            Err(CredentialError::Refused { verdict, missing_scopes: missing, message: messages.join("; ") })
        }
    }
}
