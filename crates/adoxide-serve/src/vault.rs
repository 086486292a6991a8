//! Secrets at rest: envelope encryption with AES-256-GCM.
//!
//! Each secret is encrypted by a data key of its own, and that by the master key of the server. What a ciphertext belongs
//! to is authenticated with it, so one can't be put in the place of another. A new master key encrypts the data keys
//! anew; the secrets stay as they are.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind as IoErrorKind, Write as _};
use std::path::Path;

use adoxide::api::wire::Secret;
use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::{digest, rand};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::error::{Error, ErrorKind};

/// The variable of the environment that holds the master key.
const VARIABLE: &str = "ADOXIDE_SERVE_KEY";
/// Bytes of a key.
const LENGTH: usize = 32;

/// The key that the keys of secrets are encrypted by: 32 bytes, in Base64 where it is written down.
pub struct MasterKey {
    /// The beginning of its hash: says which key it is, and nothing of it.
    id: String,
    key: RandomizedNonceKey,
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MasterKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A secret that is encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sealed {
    /// The master key that its key is encrypted by.
    pub key_id: String,
    pub wrapped_key: Vec<u8>,
    pub text: Vec<u8>,
}

impl MasterKey {
    fn new(bytes: &[u8]) -> Result<Self, Error> {
        let hash = digest::digest(&digest::SHA256, bytes);
        let id = hash.as_ref().iter().take(4).fold(String::new(), |id, byte| format!("{id}{byte:02x}"));
        let key = RandomizedNonceKey::new(&AES_256_GCM, bytes);
        let key = key.map_err(|_| Error::new(ErrorKind::Key, "expected a key of 32 bytes"))?;
        Ok(Self { id, key })
    }

    /// The key of a text: 32 bytes in Base64. `source` says where it is from.
    ///
    /// # Errors
    /// [`ErrorKind::Key`] when it is something else.
    pub fn parse(text: &str, source: &str) -> Result<Self, Error> {
        let bytes = BASE64_STANDARD.decode(text.trim()).ok().filter(|bytes| bytes.len() == LENGTH);
        let message = || {
            format!("{source}: expected a key of 32 bytes in Base64, such as of `openssl rand -base64 32`")
        };
        bytes.ok_or_else(|| Error::new(ErrorKind::Key, message())).and_then(|bytes| Self::new(&bytes))
    }

    /// The key in a file.
    ///
    /// # Errors
    /// [`ErrorKind::Key`] when it can't be read, or holds something else.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let source = format!("`{}`", path.display());
        let text = fs::read_to_string(path).map_err(|error| {
            Error::new(ErrorKind::Key, format!("{source}: the key can't be read: {error}"))
        })?;
        Self::parse(&text, &source)
    }

    /// The key of the variable `ADOXIDE_SERVE_KEY`, or of this file, which is created if it is missing and a key is needed
    /// for new secrets.
    pub(crate) fn find(file: &Path, create: bool) -> Result<Self, Error> {
        match std::env::var(VARIABLE) {
            Ok(text) if !text.is_empty() => return Self::parse(&text, VARIABLE),
            Err(std::env::VarError::NotUnicode(_)) => {
                return Err(Error::new(ErrorKind::Key, format!("{VARIABLE} is not UTF-8")));
            }
            _ => {}
        }
        if !file.exists() && create {
            write_new(file)?;
        }
        if !file.exists() {
            let message = format!(
                "the key of the stored credentials is missing: set {VARIABLE}, or put it into `{}`",
                file.display()
            );
            return Err(Error::new(ErrorKind::Key, message));
        }
        Self::read(file)
    }

    /// Which key it is.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Encrypts a secret. `place` is what it belongs to.
    pub(crate) fn seal(&self, place: &str, secret: &Secret) -> Result<Sealed, Error> {
        let mut data_key = [0; LENGTH];
        rand::fill(&mut data_key).map_err(|_| Error::new(ErrorKind::Key, "no random numbers can be had"))?;
        let text = encrypt(&Self::new(&data_key)?.key, place, secret.expose().as_bytes())?;
        let wrapped_key = encrypt(&self.key, &self.place_of_key(place), &data_key)?;
        Ok(Sealed { key_id: self.id.clone(), wrapped_key, text })
    }

    /// Decrypts a secret that belongs there.
    pub(crate) fn unseal(&self, place: &str, sealed: &Sealed) -> Result<Secret, Error> {
        let data_key = self.unwrap_key(place, sealed)?;
        let secret =
            decrypt(&data_key.key, place, &sealed.text).and_then(|bytes| String::from_utf8(bytes).ok());
        secret.map(Secret::from).ok_or_else(|| damaged(place))
    }

    /// The same secret under another master key.
    pub(crate) fn rewrap(&self, new: &Self, place: &str, sealed: &Sealed) -> Result<Sealed, Error> {
        self.check(place, sealed)?;
        let data_key = decrypt(&self.key, &self.place_of_key(place), &sealed.wrapped_key);
        let data_key = data_key.ok_or_else(|| damaged(place))?;
        let wrapped_key = encrypt(&new.key, &new.place_of_key(place), &data_key)?;
        Ok(Sealed { key_id: new.id.clone(), wrapped_key, text: sealed.text.clone() })
    }

    fn unwrap_key(&self, place: &str, sealed: &Sealed) -> Result<Self, Error> {
        self.check(place, sealed)?;
        let data_key = decrypt(&self.key, &self.place_of_key(place), &sealed.wrapped_key);
        Self::new(&data_key.ok_or_else(|| damaged(place))?)
    }

    fn check(&self, place: &str, sealed: &Sealed) -> Result<(), Error> {
        if sealed.key_id == self.id {
            return Ok(());
        }
        let message = format!(
            "the {place} is encrypted with the key {}, and the key of the server is {}; give it the key that was used",
            sealed.key_id, self.id
        );
        Err(Error::new(ErrorKind::Key, message))
    }

    fn place_of_key(&self, place: &str) -> String {
        format!("{place} under {}", self.id)
    }
}

fn damaged(place: &str) -> Error {
    Error::new(ErrorKind::Key, format!("the {place} can't be decrypted: it was damaged or moved"))
}

/// Nonce, ciphertext and tag.
fn encrypt(key: &RandomizedNonceKey, place: &str, text: &[u8]) -> Result<Vec<u8>, Error> {
    let mut sealed = text.to_vec();
    let nonce = key
        .seal_in_place_append_tag(Aad::from(place.as_bytes()), &mut sealed)
        .map_err(|_| Error::new(ErrorKind::Key, "a secret can't be encrypted"))?;
    let mut all = nonce.as_ref().to_vec();
    all.append(&mut sealed);
    Ok(all)
}

fn decrypt(key: &RandomizedNonceKey, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, text) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut text = text.to_vec();
    let length = key.open_in_place(nonce, Aad::from(place.as_bytes()), &mut text).ok()?.len();
    text.truncate(length);
    Some(text)
}

/// Writes a new key into a file that only this account may read. If another process was quicker, its key holds.
pub(crate) fn write_new(path: &Path) -> Result<(), Error> {
    let fault = |why: String| {
        Error::new(ErrorKind::Key, format!("the key `{}` can't be created: {why}", path.display()))
    };
    let mut bytes = [0; LENGTH];
    rand::fill(&mut bytes).map_err(|_| fault("no random numbers can be had".to_owned()))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == IoErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(fault(error.to_string())),
    };
    let written = writeln!(file, "{}", BASE64_STANDARD.encode(bytes)).and_then(|()| file.sync_all());
    written.map_err(|error| fault(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> MasterKey {
        MasterKey::parse(&BASE64_STANDARD.encode([byte; LENGTH]), "a test").unwrap()
    }

    #[test]
    fn a_secret_is_read_by_its_key_in_its_place_and_nowhere_else() {
        let (one, other) = (key(1), key(2));
        let secret = Secret::from("hunter2");
        let sealed = one.seal("credential 1", &secret).unwrap();
        assert!(!sealed.text.windows(7).any(|window| window == b"hunter2"));
        assert_ne!(one.seal("credential 1", &secret).unwrap().text, sealed.text);
        assert_eq!(one.unseal("credential 1", &sealed).unwrap().expose(), "hunter2");
        assert_eq!(one.unseal("credential 2", &sealed).unwrap_err().kind(), ErrorKind::Key);
        let wrong = other.unseal("credential 1", &sealed).unwrap_err().to_string();
        assert!(wrong.contains(one.id()) && wrong.contains(other.id()), "{wrong}");
        for at in 0..sealed.text.len() {
            let mut damaged = sealed.clone();
            damaged.text[at] ^= 1;
            assert!(one.unseal("credential 1", &damaged).is_err());
        }
        let mut short = sealed;
        short.wrapped_key.truncate(5);
        assert!(one.unseal("credential 1", &short).is_err());
        assert!(!format!("{one:?}").contains(&BASE64_STANDARD.encode([1; LENGTH])));
    }

    #[test]
    fn another_master_key_takes_over_without_the_secrets_being_touched() {
        let (old, new) = (key(1), key(2));
        let sealed = old.seal("credential 1", &Secret::from("hunter2")).unwrap();
        let moved = old.rewrap(&new, "credential 1", &sealed).unwrap();
        assert_eq!(moved.text, sealed.text);
        assert_eq!(new.unseal("credential 1", &moved).unwrap().expose(), "hunter2");
        assert!(old.unseal("credential 1", &moved).is_err());
    }

    #[test]
    fn a_key_file_is_created_once_and_what_is_not_a_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("serve.key");
        assert!(MasterKey::read(&path).is_err());
        write_new(&path).unwrap();
        let id = MasterKey::read(&path).unwrap().id().to_owned();
        write_new(&path).unwrap();
        assert_eq!(MasterKey::read(&path).unwrap().id(), id);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        for text in ["", "short", &BASE64_STANDARD.encode([1; 16])] {
            let error = MasterKey::parse(text, "here").unwrap_err().to_string();
            assert!(error.starts_with("here: expected a key of 32 bytes"), "{error}");
        }
    }
}
