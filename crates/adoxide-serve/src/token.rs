//! Bearer tokens of the server's own API: only their hashes are stored.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{digest, rand};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::state::State;

/// What tokens begin with, so that scanners of secrets know them.
const PREFIX: &str = "adoxs_";

/// A bearer token that was just created. It is shown once; the server keeps its hash.
pub struct Token {
    /// The token.
    pub secret: String,
    /// What is known of it from now on.
    pub info: TokenInfo,
}

/// What is known of a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TokenInfo {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub label: String,
    /// When it was created.
    #[serde(serialize_with = "crate::text::serialize")]
    pub created_at: Timestamp,
    /// When it was revoked; null while it is accepted.
    #[serde(serialize_with = "crate::text::optional::serialize")]
    pub revoked_at: Option<Timestamp>,
}

impl State {
    /// Creates a token for this purpose.
    ///
    /// # Errors
    /// When the state can't be written.
    pub fn create_token(&self, label: &str) -> Result<Token, Error> {
        let mut bytes = [0; 32];
        rand::fill(&mut bytes).map_err(|_| Error::new(ErrorKind::State, "no random numbers can be had"))?;
        let secret = format!("{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(bytes));
        let created_at = Timestamp::now();
        let db = self.db();
        db.execute(
            "INSERT INTO token (label, hash, created_at) VALUES (?1, ?2, ?3)",
            (label, hash(&secret).as_ref(), created_at.to_string()),
        )?;
        let info =
            TokenInfo { id: db.last_insert_rowid(), label: label.to_owned(), created_at, revoked_at: None };
        Ok(Token { secret, info })
    }

    /// The tokens, in the order in which they were created.
    ///
    /// # Errors
    /// When the state can't be read.
    pub fn tokens(&self) -> Result<Vec<TokenInfo>, Error> {
        let db = self.db();
        let mut select = db.prepare("SELECT id, label, created_at, revoked_at FROM token ORDER BY id")?;
        let rows = select.query_map([], |row| {
            Ok(TokenInfo {
                id: row.get(0)?,
                label: row.get(1)?,
                created_at: instant(row, 2)?.unwrap_or_default(),
                revoked_at: instant(row, 3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Revokes a token: it is not accepted any more.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none of this number that is accepted.
    pub fn revoke_token(&self, id: i64) -> Result<(), Error> {
        let revoked = self.db().execute(
            "UPDATE token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
            (id, Timestamp::now().to_string()),
        )?;
        if revoked == 0 {
            let message =
                format!("there is no token {id} that is accepted; `adox serve token list` lists them");
            return Err(Error::new(ErrorKind::NotFound, message));
        }
        Ok(())
    }

    /// Whether a token is one that is accepted.
    pub(crate) fn accepts_token(&self, secret: &str) -> Result<bool, Error> {
        let hash = hash(secret);
        let db = self.db();
        let mut select = db.prepare_cached("SELECT hash FROM token WHERE revoked_at IS NULL")?;
        let mut rows = select.query([])?;
        let mut accepted = false;
        while let Some(row) = rows.next()? {
            let known: Vec<u8> = row.get(0)?;
            accepted |= verify_slices_are_equal(&known, hash.as_ref()).is_ok();
        }
        Ok(accepted)
    }
}

/// A token is 32 random bytes, so a plain hash can't be reversed.
fn hash(secret: &str) -> digest::Digest {
    digest::digest(&digest::SHA256, secret.as_bytes())
}

/// A column that holds an instant as text.
pub(crate) fn instant(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse()).transpose().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_accepted_until_they_are_revoked_and_only_hashes_are_stored() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::open(folder.path()).unwrap();
        assert!(!state.accepts_token("").unwrap());
        let one = state.create_token("one").unwrap();
        let two = state.create_token("two").unwrap();
        assert_ne!(one.secret, two.secret);
        assert!(state.accepts_token(&one.secret).unwrap());
        state.revoke_token(one.info.id).unwrap();
        assert!(!state.accepts_token(&one.secret).unwrap());
        assert!(state.accepts_token(&two.secret).unwrap());
        assert_eq!(state.revoke_token(one.info.id).unwrap_err().kind(), ErrorKind::NotFound);
        let listed = state.tokens().unwrap();
        assert_eq!(listed.iter().map(|token| token.revoked_at.is_some()).collect::<Vec<_>>(), [true, false]);
        drop(state);
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let secret = two.secret.as_bytes();
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
}
