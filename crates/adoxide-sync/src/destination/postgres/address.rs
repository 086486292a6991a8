//! Where a database is, as people write it: `postgresql://user@host:port/database?schema=ado`.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::{Error, ErrorKind};

/// The schema that tables are in by default.
const SCHEMA: &str = "ado";

/// The parameters of libpq that are taken as they are.
const PASSED: &[&str] = &[
    "application_name",
    "channel_binding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_retries",
    "load_balance_hosts",
    "options",
    "password",
    "port",
    "sslnegotiation",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
];

/// A PostgreSQL database, and a schema in it.
///
/// Its password is in the URL, in `PGPASSWORD`, or in `~/.pgpass` (`PGPASSFILE`); neither [`Display`](fmt::Display) nor
/// [`Debug`] shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    pub(super) config: Config,
    pub(super) schema: String,
    pub(super) tls: TlsMode,
    /// The certificates to trust, in PEM; those of the system without it.
    pub(super) roots: Option<PathBuf>,
}

/// How a connection is encrypted, and what is verified of the server: as in libpq.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TlsMode {
    /// Not encrypted.
    Disable,
    /// Encrypted if the server can, not verified.
    Prefer,
    /// Encrypted, not verified unless `sslrootcert` names a certificate.
    Require,
    /// Encrypted, and the certificate is signed by one that is trusted.
    VerifyCa,
    /// The same, and the certificate is that of the host.
    VerifyFull,
}

impl TlsMode {
    const ALL: [(&str, Self); 5] = [
        ("disable", Self::Disable),
        ("prefer", Self::Prefer),
        ("require", Self::Require),
        ("verify-ca", Self::VerifyCa),
        ("verify-full", Self::VerifyFull),
    ];
}

impl Address {
    /// The schema that the tables are in.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// The name of the user, if the address names one.
    pub(super) fn user(&self) -> Option<&str> {
        self.config.get_user()
    }

    /// The environment says what the address does not: host, user, database, TLS.
    fn complete(&mut self, mode: Option<TlsMode>) -> Result<(), Error> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        if self.config.get_hosts().is_empty() && self.config.get_hostaddrs().is_empty() {
            self.config.host(variable("PGHOST").unwrap_or_else(|| "localhost".to_owned()));
        }
        if self.config.get_ports().is_empty()
            && let Some(port) = variable("PGPORT")
        {
            let wrong = |_| config(format!("PGPORT: expected a port, got `{port}`"));
            self.config.port(port.parse().map_err(wrong)?);
        }
        if self.config.get_user().is_none()
            && let Some(user) = variable("PGUSER")
        {
            self.config.user(user);
        }
        if self.config.get_dbname().is_none()
            && let Some(database) = variable("PGDATABASE")
        {
            self.config.dbname(database);
        }
        if self.config.get_application_name().is_none() {
            self.config.application_name(format!("adoxide, process {}", std::process::id()));
        }
        if self.roots.is_none() {
            self.roots = variable("PGSSLROOTCERT").map(PathBuf::from);
        }
        self.roots = self.roots.take().filter(|roots| roots.as_os_str() != "system");
        let mode = match (mode, variable("PGSSLMODE")) {
            (Some(mode), _) => Some(mode),
            (None, Some(mode)) => Some(tls_mode(&mode)?),
            (None, None) => None,
        };
        self.tls = mode.unwrap_or(if self.is_local() { TlsMode::Prefer } else { TlsMode::VerifyFull });
        if self.is_socket() {
            // Nothing to encrypt, and no name to verify: as libpq, whatever is asked for.
            self.tls = TlsMode::Disable;
        }
        if self.tls == TlsMode::VerifyCa && self.roots.is_none() {
            return Err(config("sslmode=verify-ca needs sslrootcert=FILE; or use sslmode=verify-full"));
        }
        self.config.ssl_mode(match self.tls {
            TlsMode::Disable => SslMode::Disable,
            TlsMode::Prefer => SslMode::Prefer,
            TlsMode::Require | TlsMode::VerifyCa | TlsMode::VerifyFull => SslMode::Require,
        });
        Ok(())
    }

    /// Whether it is reached by a socket in a folder.
    fn is_socket(&self) -> bool {
        let hosts = self.config.get_hosts();
        let is_socket = |host: &Host| match host {
            Host::Tcp(_) => false,
            #[cfg(unix)]
            Host::Unix(_) => true,
        };
        self.config.get_hostaddrs().is_empty() && !hosts.is_empty() && hosts.iter().all(is_socket)
    }

    /// Whether nothing leaves this machine.
    fn is_local(&self) -> bool {
        let is_loopback = |host: &Host| match host {
            Host::Tcp(name) => {
                name == "localhost"
                    || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
            }
            #[cfg(unix)]
            Host::Unix(_) => true,
        };
        let addresses = self.config.get_hostaddrs();
        if addresses.is_empty() {
            self.config.get_hosts().iter().all(is_loopback)
        } else {
            addresses.iter().all(std::net::IpAddr::is_loopback)
        }
    }
}

fn config(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, message)
}

fn tls_mode(text: &str) -> Result<TlsMode, Error> {
    let known = TlsMode::ALL.iter().find(|(name, _)| *name == text);
    known.map(|(_, mode)| *mode).ok_or_else(|| {
        let names = TlsMode::ALL.map(|(name, _)| name).join(", ");
        config(format!("unknown sslmode; expected one of {names}"))
    })
}

/// What is wrong with an address never repeats it: a password may be anywhere in it.
impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        const ENCODE: &str =
            "characters such as `@`, `:`, `/`, `?` and `#` in a password have to be percent-encoded";
        let has_scheme = ["postgresql://", "postgres://"].iter().any(|scheme| text.starts_with(scheme));
        if !has_scheme {
            return Err(config("expected postgresql://USER@HOST:PORT/DATABASE?schema=SCHEMA"));
        }
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let (mut schema, mut mode, mut roots) = (SCHEMA.to_owned(), None, None);
        let mut passed = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decoded = || {
                let text = percent_decode_str(value).decode_utf8();
                text.map(Cow::into_owned)
                    .map_err(|_| config(format!("the parameter `{name}` of the address is not UTF-8")))
            };
            match name {
                "schema" => schema = decoded()?,
                "sslmode" => mode = Some(tls_mode(&decoded()?)?),
                "sslrootcert" => roots = Some(PathBuf::from(decoded()?)),
                name if PASSED.contains(&name) => passed.push(pair),
                _ => {
                    return Err(config(format!(
                        "the address has an unknown parameter; known are schema, sslmode, sslrootcert, {}; {ENCODE}",
                        PASSED.join(", ")
                    )));
                }
            }
        }
        if schema.is_empty() || schema.contains('\0') || schema.len() > 63 || schema.starts_with("pg_") {
            return Err(config("schema: expected a name of 1 to 63 bytes that does not begin with `pg_`"));
        }
        let config = format!("{base}?{}", passed.join("&")).parse::<Config>().map_err(|error| {
            let why = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            config(format!("the address can't be read: {why}; {ENCODE}"))
        })?;
        let mut address = Self { config, schema, tls: TlsMode::VerifyFull, roots };
        address.complete(mode)?;
        Ok(address)
    }
}

/// What is written as it is in a host, a name and a value.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// As a URL, without the password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
        f.write_str("postgresql://")?;
        if let Some(user) = self.user() {
            write!(f, "{}@", encoded(user))?;
        }
        let addresses = self.config.get_hostaddrs().iter().map(|address| match address {
            std::net::IpAddr::V4(address) => address.to_string(),
            std::net::IpAddr::V6(address) => format!("[{address}]"),
        });
        let hosts = self.config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) if name.contains(':') => format!("[{name}]"),
            Host::Tcp(name) => encoded(name),
            #[cfg(unix)]
            Host::Unix(path) => encoded(&path.to_string_lossy()),
        });
        let hosts: Vec<_> =
            if self.config.get_hosts().is_empty() { addresses.collect() } else { hosts.collect() };
        let ports = self.config.get_ports();
        for (at, host) in hosts.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { "," })?;
            f.write_str(host)?;
            if let Some(port) = ports.get(at).or(ports.last()).filter(|port| **port != 5432) {
                write!(f, ":{port}")?;
            }
        }
        if let Some(database) = self.config.get_dbname() {
            write!(f, "/{}", encoded(database))?;
        }
        if self.schema != SCHEMA {
            write!(f, "?schema={}", encoded(&self.schema))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match text.parse::<Address>() {
            Ok(address) => format!("{address} {:?}", address.tls),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (text, expected) in [
            (
                "postgresql://ada:secret@db.example:6432/ado",
                "postgresql://ada@db.example:6432/ado VerifyFull",
            ),
            (
                "postgres://ada@localhost/x?schema=My%20Tables",
                "postgresql://ada@localhost/x?schema=My%20Tables Prefer",
            ),
            ("postgresql://a@db/x?sslmode=require&password=secret", "postgresql://a@db/x Require"),
            ("postgresql://a@[::1]/x", "postgresql://a@[::1]/x Prefer"),
            ("postgresql://a@/x?host=/run/secret", "postgresql://a@%2Frun%2Fsecret/x Disable"),
        ] {
            let text = told(text);
            assert_eq!(text, expected);
        }
        let address: Address = "postgresql://a:secret@db/x".parse().unwrap();
        assert!(!format!("{address:?} {address:#?} {address}").contains("secret"));
    }

    #[test]
    fn what_is_wrong_with_an_address_does_not_repeat_it() {
        for text in [
            "postgre://ada:secret@db/x",
            "postgresql://ada:sec?ret=secret@db/x",
            "postgresql://ada:secret@db:secret/x",
            "postgresql://ada:secret@db/x?sslmode=secret",
            "postgresql://ada:secret@db/x?sslmode=verify-ca",
            "postgresql://ada:secret@db/x?schema=pg_secret",
            "postgresql://ada:secret@db/x?schema=",
            "postgresql://ada:secret@db/x?secret",
            "postgresql://ada:secret@db/x?connect_timeout=secret",
        ] {
            let error = text.parse::<Address>().unwrap_err();
            assert!(error.kind() == ErrorKind::Config && !error.to_string().contains("secret"), "{error}");
        }
    }
}
