//! Where secrets are stored: the system's store where there is one, else a file, encrypted. Never in the clear.
//!
//! The file is `credentials` beside the configuration: each secret is sealed with AES-256-GCM under its name. The key is
//! the 32 bytes of `ADOXIDE_KEY` in Base64, or made once and kept in a file of its own, away from the configuration, so
//! that whoever copies or backs up one does not have the other. That is as safe as this account's own files are.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::rand;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use super::{config, variable};
use crate::error::{Error, Result};

/// What secrets are stored under in the system's store.
const SERVICE: &str = "adoxide";
/// Names the store: `keyring` or `file`.
const CHOICE: &str = "ADOXIDE_CREDENTIAL_STORE";
/// The key of the file, in Base64.
const KEY: &str = "ADOXIDE_KEY";

/// A store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Store {
    /// The system's: Keychain, Credential Manager, or the Secret Service by `secret-tool`.
    Keyring,
    /// The encrypted file.
    File,
}

impl Store {
    /// The ones to try for a new secret, in their order.
    ///
    /// # Errors
    /// When the variable that chooses can't be understood.
    pub fn for_new() -> Result<Vec<Self>> {
        match variable(CHOICE)?.as_deref() {
            Some("keyring") => Ok(vec![Self::Keyring]),
            Some("file") => Ok(vec![Self::File]),
            Some(other) => Err(Error::usage(format!("{CHOICE}: expected keyring or file, got `{other}`"))),
            None if system::is_there() => Ok(vec![Self::Keyring, Self::File]),
            None => Ok(vec![Self::File]),
        }
    }

    /// Where that is, in words.
    pub fn place(self) -> String {
        match self {
            Self::Keyring => system::NAME.to_owned(),
            Self::File => match path() {
                Some(path) => format!("`{}`, encrypted", path.display()),
                None => "an encrypted file".to_owned(),
            },
        }
    }

    /// The secret of this name, if there is one.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn get(self, name: &str) -> Result<Option<String>> {
        match self {
            Self::Keyring => system::get(name),
            Self::File => {
                let Some(sealed) = Sealed::open()?.entries.remove(name) else { return Ok(None) };
                unseal(&key(false)?, name, &sealed).map(Some)
            }
        }
    }

    /// Stores a secret in place of another one of this name.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn set(self, name: &str, secret: &str) -> Result<()> {
        match self {
            Self::Keyring => system::set(name, secret),
            Self::File => {
                let mut sealed = Sealed::open()?;
                sealed.entries.insert(name.to_owned(), seal(&key(true)?, name, secret)?);
                sealed.save()
            }
        }
    }

    /// Removes the secret of this name, if there is one.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn remove(self, name: &str) -> Result<()> {
        match self {
            Self::Keyring => system::remove(name),
            Self::File => {
                let mut sealed = Sealed::open()?;
                match sealed.entries.remove(name) {
                    Some(_) => sealed.save(),
                    None => Ok(()),
                }
            }
        }
    }
}

/// The encrypted file: Base64 of nonce and ciphertext by name.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Sealed {
    version: u32,
    entries: BTreeMap<String, String>,
}

fn path() -> Option<PathBuf> {
    config::folder().map(|folder| folder.join("credentials"))
}

fn no_place() -> Error {
    Error::usage("there is no place to store a credential").help("set ADOXIDE_CONFIG_DIR to a folder")
}

impl Sealed {
    fn open() -> Result<Self> {
        let path = path().ok_or_else(no_place)?;
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Self { version: 1, entries: BTreeMap::new() });
            }
            Err(error) => return Err(Error::failed(format!("`{}` can't be read: {error}", path.display()))),
        };
        let sealed: Self = serde_json::from_str(&text).map_err(|error| {
            Error::failed(format!("`{}` is damaged: {error}", path.display()))
                .help("delete it, and sign in again with `adox auth login`")
        })?;
        if sealed.version == 1 {
            Ok(sealed)
        } else {
            Err(Error::failed(format!("`{}` was written by a newer adox", path.display()))
                .help("update adox"))
        }
    }

    fn save(&self) -> Result<()> {
        let path = path().ok_or_else(no_place)?;
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        config::write(&path, &text)
            .map_err(|error| Error::failed(format!("`{}` can't be written: {error}", path.display())))
    }
}

/// The key of the file; a new one is made where one is needed and there is none.
fn key(make: bool) -> Result<Vec<u8>> {
    let wrong = |place: &str| {
        Error::failed(format!("{place} is not a key"))
            .help("a key is 32 bytes in Base64, as `openssl rand -base64 32` prints it")
    };
    let read = |text: &str, place: &str| {
        let bytes = BASE64_STANDARD.decode(text.trim()).map_err(|_| wrong(place))?;
        if bytes.len() == 32 { Ok(bytes) } else { Err(wrong(place)) }
    };
    if let Some(text) = variable(KEY)? {
        return read(&text, KEY);
    }
    let path = key_path().ok_or_else(|| {
        Error::usage("there is no place for the key of the credentials").help(format!("set {KEY}"))
    })?;
    let shown = format!("`{}`", path.display());
    match std::fs::read_to_string(&path) {
        Ok(text) => return read(&text, &shown),
        Err(error) if error.kind() == ErrorKind::NotFound && make => {}
        Err(error) => {
            return Err(Error::failed(format!(
                "the key of the credentials, {shown}, can't be read: {error}"
            ))
            .help("sign in again with `adox auth login`"));
        }
    }
    let mut bytes = vec![0; 32];
    random(&mut bytes)?;
    config::write(&path, &(BASE64_STANDARD.encode(&bytes) + "\n"))
        .map_err(|error| Error::failed(format!("{shown} can't be written: {error}")))?;
    Ok(bytes)
}

/// Where the key is: with the data of programs, away from the configuration.
pub fn key_path() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = |below: &str| std::env::home_dir().map(|home| home.join(below));
    let folder = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else {
        variable("XDG_DATA_HOME").or_else(|| home(".local/share"))
    };
    folder.map(|folder| folder.join("adoxide").join("key"))
}

fn random(bytes: &mut [u8]) -> Result<()> {
    rand::fill(bytes).map_err(|_| Error::failed("this machine has no random numbers"))
}

fn aead(key: &[u8]) -> Result<LessSafeKey> {
    let key = UnboundKey::new(&AES_256_GCM, key)
        .map_err(|_| Error::failed("the key of the credentials is not one"))?;
    Ok(LessSafeKey::new(key))
}

/// Base64 of a nonce and the ciphertext, which holds for this name only.
fn seal(key: &[u8], name: &str, secret: &str) -> Result<String> {
    let mut nonce = [0; NONCE_LEN];
    random(&mut nonce)?;
    let mut text = secret.as_bytes().to_vec();
    aead(key)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(name), &mut text)
        .map_err(|_| Error::failed("the credential can't be encrypted"))?;
    Ok(BASE64_STANDARD.encode([&nonce[..], &text].concat()))
}

fn unseal(key: &[u8], name: &str, sealed: &str) -> Result<String> {
    let wrong = || {
        Error::failed("the stored credential can't be decrypted: its key is another one, or it was changed")
            .help("sign in again with `adox auth login`")
    };
    let bytes = BASE64_STANDARD.decode(sealed).map_err(|_| wrong())?;
    let (nonce, text) = bytes.split_at_checked(NONCE_LEN).ok_or_else(wrong)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| wrong())?;
    let mut text = text.to_vec();
    let secret = aead(key)?.open_in_place(nonce, Aad::from(name), &mut text).map_err(|_| wrong())?;
    String::from_utf8(secret.to_vec()).map_err(|_| wrong())
}

/// The key's file, for messages.
pub fn key_place() -> Option<PathBuf> {
    key_path().filter(|path: &PathBuf| Path::exists(path) && variable(KEY).ok().flatten().is_none())
}

#[cfg(any(windows, target_os = "macos"))]
mod system {
    //! The system's store, by its own interface.

    use std::sync::OnceLock;

    use keyring_core::{Entry, Error as KeyringError};

    use super::SERVICE;
    use crate::error::{Error, Result};

    pub const NAME: &str = if cfg!(windows) { "the Credential Manager" } else { "the Keychain" };

    pub fn is_there() -> bool {
        true
    }

    fn cannot(error: &KeyringError) -> Error {
        Error::failed(format!("{NAME} can't be used: {error}"))
            .help("ADOXIDE_CREDENTIAL_STORE=file keeps credentials in an encrypted file instead")
    }

    fn entry(name: &str) -> Result<Entry> {
        static OPENED: OnceLock<std::result::Result<(), String>> = OnceLock::new();
        let opened = OPENED.get_or_init(|| {
            #[cfg(windows)]
            let store = windows_native_keyring_store::Store::new();
            #[cfg(target_os = "macos")]
            let store = apple_native_keyring_store::keychain::Store::new();
            keyring_core::set_default_store(store.map_err(|error| error.to_string())?);
            Ok(())
        });
        opened.clone().map_err(|error| Error::failed(format!("{NAME} can't be used: {error}")))?;
        Entry::new(SERVICE, name).map_err(|error| cannot(&error))
    }

    pub fn get(name: &str) -> Result<Option<String>> {
        match entry(name)?.get_secret() {
            Ok(secret) => Ok(String::from_utf8(secret).ok()),
            Err(KeyringError::NoEntry) => Ok(None),
            Err(error) => Err(cannot(&error)),
        }
    }

    pub fn set(name: &str, secret: &str) -> Result<()> {
        entry(name)?.set_secret(secret.as_bytes()).map_err(|error| cannot(&error))
    }

    pub fn remove(name: &str) -> Result<()> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(KeyringError::NoEntry) => Ok(()),
            Err(error) => Err(cannot(&error)),
        }
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
mod system {
    //! The Secret Service of a desktop, by `secret-tool` of libsecret.

    use std::io::Write as _;
    use std::process::{Command, Output, Stdio};

    use super::SERVICE;
    use crate::error::{Error, Result};

    pub const NAME: &str = "the keyring";

    /// Whether there is a desktop session with a bus, and the program.
    pub fn is_there() -> bool {
        let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|value| !value.is_empty());
        let path = std::env::var_os("PATH").unwrap_or_default();
        has_bus && std::env::split_paths(&path).any(|folder| folder.join("secret-tool").is_file())
    }

    fn run(arguments: &[&str], input: Option<&str>) -> Result<Output> {
        let cannot = |error: &dyn std::fmt::Display| {
            Error::failed(format!("secret-tool can't be run: {error}"))
                .help("ADOXIDE_CREDENTIAL_STORE=file keeps credentials in an encrypted file instead")
        };
        let mut command = Command::new("secret-tool");
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.spawn().map_err(|error| cannot(&error))?;
        if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
            stdin.write_all(input.as_bytes()).map_err(|error| cannot(&error))?;
        }
        child.wait_with_output().map_err(|error| cannot(&error))
    }

    fn refused(output: &Output) -> Error {
        let why = String::from_utf8_lossy(&output.stderr);
        Error::failed(format!("the keyring can't be used: {}", why.trim()))
            .help("unlock it, or keep credentials in an encrypted file: ADOXIDE_CREDENTIAL_STORE=file")
    }

    pub fn get(name: &str) -> Result<Option<String>> {
        let output = run(&["lookup", "service", SERVICE, "name", name], None)?;
        let secret = String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned();
        match (output.status.success(), output.stderr.is_empty()) {
            (true, _) => Ok(Some(secret).filter(|secret| !secret.is_empty())),
            // It says nothing where there is no such secret.
            (false, true) => Ok(None),
            (false, false) => Err(refused(&output)),
        }
    }

    pub fn set(name: &str, secret: &str) -> Result<()> {
        let label = format!("--label=adox: {name}");
        let output = run(&["store", &label, "service", SERVICE, "name", name], Some(secret))?;
        if output.status.success() { Ok(()) } else { Err(refused(&output)) }
    }

    pub fn remove(name: &str) -> Result<()> {
        let output = run(&["clear", "service", SERVICE, "name", name], None)?;
        if output.status.success() || output.stderr.is_empty() { Ok(()) } else { Err(refused(&output)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_sealed_for_its_name() {
        let key = [7; 32];
        let sealed = seal(&key, "contoso", "hunter2").unwrap();
        assert!(!sealed.contains("hunter2"));
        assert_ne!(sealed, seal(&key, "contoso", "hunter2").unwrap());
        assert_eq!(unseal(&key, "contoso", &sealed).unwrap(), "hunter2");
        for (key, name, sealed) in
            [(&[8; 32], "contoso", sealed.as_str()), (&key, "fabrikam", &sealed), (&key, "contoso", "AAAA")]
        {
            let error = unseal(key, name, sealed).unwrap_err();
            assert!(error.message().starts_with("the stored credential can't be decrypted"), "{error:?}");
        }
    }
}
