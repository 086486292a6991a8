//! The configuration file. What is not understood is refused, with the file and the line.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Range;
use std::path::{Path, PathBuf};

use adoxide::Address;
use adoxide::api::wire::Secret;
use adoxide::webhook::Verifier;
use adoxide_sync::{Connector, Deletion, Location, Selection, Table};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use url::Url;

use crate::error::{Error, ErrorKind};
use crate::interval::Interval;

/// Where a server listens by default.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 7878);
/// The data folder by default, beside the file.
const DATA: &str = "serve";

/// The configuration of a server.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The file that it was read from.
    pub path: PathBuf,
    /// The address to listen on: loopback by default.
    pub listen: SocketAddr,
    /// The URL by which others reach it, such as that of a reverse proxy.
    pub public_url: Option<Url>,
    /// Names of hosts that it answers to, besides its address and that of the public URL.
    pub hosts: Vec<String>,
    /// The folder of the server's own state.
    pub data: PathBuf,
    /// The file of the key that stored credentials are encrypted by.
    pub key_file: Option<PathBuf>,
    /// How deliveries of webhooks are accepted; none are if there is none.
    pub webhooks: Option<WebhookConfig>,
    /// How agents are answered; none if they are not.
    pub mcp: Option<McpConfig>,
    /// The connections, by name.
    pub connections: Vec<ConnectionConfig>,
}

/// A connection: an organization, its credentials, what of it is synced, how often, and into which destination.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConnectionConfig {
    /// Its name: letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// The organization.
    pub organization: Address,
    /// Where its tokens are, besides those that are stored.
    pub tokens: Vec<TokenSource>,
    /// Where its rows go.
    pub destination: Location,
    /// How often it is synced.
    pub every: Interval,
    /// Only these projects, by name or id; all if there are none.
    pub projects: Vec<String>,
    /// Only the tables of these connectors.
    pub connectors: Vec<Connector>,
    /// Only these tables.
    pub tables: Vec<String>,
    /// What becomes of rows that are deleted at the source.
    pub deletion: Deletion,
    /// How many projects or repositories are read at once.
    pub concurrency: u16,
}

impl ConnectionConfig {
    /// The tables that were asked for, by name or by connector; none for all that are read by default.
    pub(crate) fn wanted(&self) -> Option<Vec<String>> {
        if !self.tables.is_empty() {
            return Some(self.tables.clone());
        }
        let tables = self.connectors.iter().flat_map(|connector| connector.tables());
        (!self.connectors.is_empty()).then(|| tables.map(|table| table.name().to_owned()).collect())
    }
}

impl ConnectionConfig {
    /// Whether a table is read by it.
    pub(crate) fn reads(&self, table: &str) -> bool {
        match self.wanted() {
            Some(tables) => tables.iter().any(|name| name == table),
            None => adoxide_sync::table::all()
                .any(|known| known.name() == table && known.selection() == Selection::ByDefault),
        }
    }

    /// The connectors that a credential of it is verified for: those that were asked for, or that alone have tables of
    /// those that are read.
    pub(crate) fn verified(&self) -> Vec<Connector> {
        if !self.connectors.is_empty() {
            return self.connectors.clone();
        }
        let is_wanted = |table: &&'static Table| match &self.tables[..] {
            [] => table.selection() == Selection::ByDefault,
            tables => tables.iter().any(|name| name == table.name()),
        };
        let mut wanted: Vec<Connector> = Vec::new();
        for table in adoxide_sync::table::all().filter(is_wanted) {
            match table.connectors() {
                [only] if !wanted.contains(only) => wanted.push(*only),
                _ => {}
            }
        }
        // What all connectors have, such as projects, can be read by a credential for any of them.
        if wanted.is_empty() { vec![Connector::Repos] } else { wanted }
    }
}

/// Where a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenSource {
    /// In a file. One line end at its end belongs to the file.
    File(PathBuf),
    /// In a variable of the environment.
    Variable(String),
}

impl TokenSource {
    /// The token.
    ///
    /// # Errors
    /// When the file can't be read, the variable is not set, or either is empty.
    pub(crate) fn read(&self) -> Result<Secret, Error> {
        let invalid = |why: String| Error::new(ErrorKind::Config, format!("{self}: {why}"));
        let text = match self {
            Self::File(path) => std::fs::read_to_string(path)
                .map_err(|error| invalid(format!("it can't be read: {error}")))?,
            Self::Variable(name) => std::env::var(name).map_err(|error| invalid(error.to_string()))?,
        };
        let token = text.trim();
        if token.is_empty() {
            return Err(invalid("it is empty".to_owned()));
        }
        Ok(Secret::from(token))
    }
}

impl fmt::Display for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "the token in `{}`", path.display()),
            Self::Variable(name) => write!(f, "the token in the variable {name}"),
        }
    }
}

impl Config {
    /// Reads a file. Relative paths in it are relative to its folder.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] with the file and the line when a key is not known, a value is invalid, or a credential is
    /// missing.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let message = format!("the configuration `{}` can't be read: {error}", path.display());
            Error::new(ErrorKind::Config, message)
        })?;
        Self::parse(path, &text)
    }

    /// The file of the key that stored credentials are encrypted by: in the data folder by default.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.data.join("serve.key"))
    }

    /// The connection of this name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none.
    pub fn connection(&self, name: &str) -> Result<&ConnectionConfig, Error> {
        self.connections.iter().find(|connection| connection.name == name).ok_or_else(|| {
            let names: Vec<_> = self.connections.iter().map(|connection| connection.name.as_str()).collect();
            let message = format!(
                "there is no connection `{name}` in `{}`; there are {}",
                self.path.display(),
                names.join(", ")
            );
            Error::new(ErrorKind::NotFound, message)
        })
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let file = Source { path, text };
        let raw: RawConfig = toml::from_str(text)
            .map_err(|error| file.error(error.span().unwrap_or_default(), error.message()))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut connections = Vec::new();
        for (name, connection) in raw.connection {
            connections.push(file.connection(name, connection, folder)?);
        }
        if connections.is_empty() {
            return Err(file.error(0..0, "there is no connection; add a table [connection.NAME]"));
        }
        if let Some(webhooks) = raw.webhooks.as_ref().filter(|webhooks| webhooks.get_ref().subscribe)
            && raw.public_url.is_none()
        {
            let message = "`subscribe` needs `public_url`: the URL by which the service reaches this server";
            return Err(file.error(webhooks.span(), message));
        }
        let public_url = raw.public_url.map(|url| {
            let span = url.span();
            Url::parse(url.get_ref())
                .ok()
                .filter(Url::has_host)
                .ok_or_else(|| file.error(span, "expected a URL, such as https://sync.example.com"))
        });
        Ok(Self {
            path: path.to_owned(),
            listen: raw.listen.unwrap_or(LISTEN),
            public_url: public_url.transpose()?,
            hosts: raw.hosts,
            data: folder.join(raw.data.unwrap_or_else(|| DATA.into())),
            key_file: raw.key_file.map(|file| folder.join(file)),
            webhooks: raw.webhooks.map(|webhooks| file.webhooks(webhooks, folder)).transpose()?,
            mcp: raw.mcp.map(|mcp| file.mcp(mcp, &connections)).transpose()?,
            connections,
        })
    }
}

/// How deliveries of webhooks are accepted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WebhookConfig {
    /// Where the secrets are: the first is that of new subscriptions, all are accepted.
    pub secrets: Vec<TokenSource>,
    /// The header that carries the secret.
    pub header: String,
    /// The user name of basic authentication, whose password is the secret.
    pub username: String,
    /// Whether subscriptions are created, updated and enabled by the server.
    pub subscribe: bool,
    /// How often they are looked at.
    pub check_every: Interval,
}

impl WebhookConfig {
    /// The secrets as they are now.
    pub(crate) fn secrets(&self) -> Result<Vec<Secret>, Error> {
        self.secrets.iter().map(TokenSource::read).collect()
    }

    /// What authenticates deliveries.
    pub(crate) fn verifier(&self) -> Result<Verifier, Error> {
        let mut verifier = Verifier::new();
        for secret in self.secrets()? {
            verifier =
                verifier.header(&self.header, secret.expose())?.basic(&self.username, secret.expose())?;
        }
        Ok(verifier)
    }
}

/// How agents are answered by the Model Context Protocol.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct McpConfig {
    /// The connection whose organization, credential and tables agents use.
    pub connection: String,
    /// The file of its token.
    pub token_file: PathBuf,
    /// Whether calls may change something.
    pub write: bool,
    /// The project of calls that name none.
    pub project: Option<String>,
}

/// The text, and where it is from.
struct Source<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Source<'_> {
    fn error(&self, span: Range<usize>, message: &str) -> Error {
        let line = self.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1;
        Error::new(ErrorKind::Config, format!("{}:{line}: {message}", self.path.display()))
    }

    fn webhooks(&self, raw: Spanned<RawWebhooks>, folder: &Path) -> Result<WebhookConfig, Error> {
        let span = raw.span();
        let raw = raw.into_inner();
        let secrets = self.sources(raw.secret_file, raw.secret_env, folder)?;
        if secrets.is_empty() {
            return Err(self.error(span, "the webhooks have no secret; set `secret_file` or `secret_env`"));
        }
        let config = WebhookConfig {
            secrets,
            header: raw.header.unwrap_or_else(|| "X-ADO-Signature".to_owned()),
            username: raw.username.unwrap_or_else(|| "adox".to_owned()),
            subscribe: raw.subscribe,
            check_every: raw.check_every.map_or_else(|| "1h".parse(), Ok)?,
        };
        config.verifier().map_err(|error| self.error(span, &error.to_string()))?;
        Ok(config)
    }

    fn mcp(&self, raw: Spanned<RawMcp>, connections: &[ConnectionConfig]) -> Result<McpConfig, Error> {
        let span = raw.span();
        let raw = raw.into_inner();
        let name = raw.connection;
        let connection = connections.iter().find(|known| known.name == name);
        let connection = connection.ok_or_else(|| {
            self.error(span.clone(), &format!("`mcp.connection`: there is no connection `{name}`"))
        })?;
        let file = connection.tokens.iter().find_map(|source| match source {
            TokenSource::File(file) => Some(file.clone()),
            TokenSource::Variable(_) => None,
        });
        let token_file = file.ok_or_else(|| {
            self.error(
                span,
                &format!("`mcp.connection`: the connection `{name}` has no `token_file`, which agents need"),
            )
        })?;
        Ok(McpConfig { connection: name, token_file, write: raw.write, project: raw.project })
    }

    /// Where tokens or secrets are. They are read now, so that a missing one is found out before anything runs; and again
    /// when they are used.
    fn sources(
        &self,
        files: OneOrMany,
        variables: OneOrMany,
        folder: &Path,
    ) -> Result<Vec<TokenSource>, Error> {
        let files = files.0.into_iter().map(|file| (file.span(), file.into_inner()));
        let files = files.map(|(span, file)| (span, TokenSource::File(folder.join(file))));
        let variables = variables.0.into_iter().map(|name| (name.span(), name.into_inner()));
        let variables = variables.map(|(span, name)| (span, TokenSource::Variable(name)));
        let mut sources = Vec::new();
        for (span, source) in files.chain(variables) {
            source.read().map_err(|error| self.error(span, &error.to_string()))?;
            sources.push(source);
        }
        Ok(sources)
    }

    fn connection(
        &self,
        name: String,
        raw: Spanned<RawConnection>,
        folder: &Path,
    ) -> Result<ConnectionConfig, Error> {
        let span = raw.span();
        let raw = raw.into_inner();
        let is_plain = |name: &str| {
            !name.is_empty()
                && name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.'))
        };
        if !is_plain(&name) {
            let message = format!("expected a name of letters, digits, `-`, `_` and `.`, got `{name}`");
            return Err(self.error(span, &message));
        }
        if !raw.tables.is_empty() && !raw.connectors.is_empty() {
            return Err(self.error(span, "`tables` and `connectors` exclude each other"));
        }
        let tokens = self.sources(raw.token_file, raw.token_env, folder)?;
        if tokens.is_empty() && !raw.stored_credentials {
            let message = format!(
                "the connection `{name}` has no credential; set `token_file` or `token_env`, or \
                 `stored_credentials = true` if it only has those that `adox credential create` stores"
            );
            return Err(self.error(span, &message));
        }
        let destination = raw.destination.within(folder);
        Ok(ConnectionConfig {
            name,
            organization: raw.organization,
            tokens,
            destination,
            every: raw.every,
            projects: raw.projects,
            connectors: raw.connectors.into_iter().map(|connector| connector.0).collect(),
            tables: raw.tables,
            deletion: match raw.deleted {
                RawDeletion::Mark => Deletion::Mark,
                RawDeletion::Remove => Deletion::Remove,
            },
            concurrency: raw.concurrency.0,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    listen: Option<SocketAddr>,
    public_url: Option<Spanned<String>>,
    #[serde(default)]
    hosts: Vec<String>,
    data: Option<PathBuf>,
    key_file: Option<PathBuf>,
    #[serde(default)]
    connection: BTreeMap<String, Spanned<RawConnection>>,
    webhooks: Option<Spanned<RawWebhooks>>,
    mcp: Option<Spanned<RawMcp>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMcp {
    connection: String,
    #[serde(default)]
    write: bool,
    project: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWebhooks {
    #[serde(default)]
    secret_file: OneOrMany,
    #[serde(default)]
    secret_env: OneOrMany,
    header: Option<String>,
    username: Option<String>,
    #[serde(default)]
    subscribe: bool,
    check_every: Option<Interval>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConnection {
    #[serde(deserialize_with = "from_text")]
    organization: Address,
    #[serde(default)]
    token_file: OneOrMany,
    #[serde(default)]
    token_env: OneOrMany,
    #[serde(default)]
    stored_credentials: bool,
    #[serde(deserialize_with = "from_text")]
    destination: Location,
    every: Interval,
    #[serde(default)]
    projects: Vec<String>,
    #[serde(default)]
    connectors: Vec<RawConnector>,
    #[serde(default)]
    tables: Vec<String>,
    #[serde(default)]
    deleted: RawDeletion,
    #[serde(default)]
    concurrency: Concurrency,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawDeletion {
    #[default]
    Mark,
    Remove,
}

/// A text, or a list of them.
#[derive(Default)]
struct OneOrMany(Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "expected a text, or a list of texts")]
        enum Either {
            One(String),
            Many(Vec<String>),
        }
        let spanned = Spanned::<Either>::deserialize(deserializer)?;
        let span = spanned.span();
        Ok(Self(match spanned.into_inner() {
            Either::One(text) => vec![Spanned::new(span, text)],
            Either::Many(texts) => texts.into_iter().map(|text| Spanned::new(span.clone(), text)).collect(),
        }))
    }
}

struct RawConnector(Connector);

impl<'de> Deserialize<'de> for RawConnector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let found = Connector::ALL.into_iter().find(|connector| connector.as_str() == text);
        found.map(Self).ok_or_else(|| {
            let names = Connector::ALL.map(Connector::as_str).join(", ");
            serde::de::Error::custom(format!("expected a connector ({names}), got `{text}`"))
        })
    }
}

struct Concurrency(u16);

impl Default for Concurrency {
    fn default() -> Self {
        Self(8)
    }
}

impl<'de> Deserialize<'de> for Concurrency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        u16::try_from(number)
            .ok()
            .filter(|number| (1..=256).contains(number))
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom(format!("expected a number from 1 to 256, got {number}")))
    }
}

fn from_text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: fmt::Display>,
{
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A good file, with one text in place of another.
    fn read(folder: &Path, what: &str, instead: &str) -> Result<Config, Error> {
        std::fs::write(folder.join("one.token"), "secret-one\n").unwrap();
        let text = "\
listen = \"127.0.0.1:0\"

[connection.contoso]
organization = \"https://dev.azure.com/contoso\"
token_file = \"one.token\"
destination = \"sqlite:contoso.db\"
every = \"15m\"
";
        assert!(text.contains(what), "{what}");
        Config::parse(&folder.join("serve.toml"), &text.replace(what, instead))
    }

    #[test]
    fn a_file_is_read_and_paths_are_relative_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let config = read(folder.path(), "every", "connectors = [\"repos\"]\nevery").unwrap();
        assert!(config.listen.ip().is_loopback());
        assert_eq!(config.data, folder.path().join("serve"));
        let [connection] = &config.connections[..] else { panic!("{config:?}") };
        assert_eq!(connection.name, "contoso");
        assert_eq!(connection.destination, Location::Sqlite(folder.path().join("contoso.db")));
        assert_eq!(connection.tokens[0].read().unwrap().expose(), "secret-one");
        assert!(connection.wanted().unwrap().contains(&"pull_requests".to_owned()));
        assert!(!format!("{config:?}").contains("secret-one"));
    }

    #[test]
    fn what_is_wrong_is_refused_with_the_line() {
        let folder = tempfile::tempdir().unwrap();
        for (what, instead, line, says) in [
            ("every = \"15m\"", "evry = \"15m\"", 7, "unknown field `evry`"),
            ("\"15m\"", "\"soon\"", 7, "expected an interval"),
            ("\"15m\"", "\"0s\"", 7, "expected an interval"),
            ("one.token", "two.token", 5, "two.token"),
            ("token_file = \"one.token\"", "", 3, "has no credential"),
            (
                "token_file = \"one.token\"",
                "token_env = \"ADOXIDE_NO_SUCH_VARIABLE\"",
                5,
                "ADOXIDE_NO_SUCH_VARIABLE",
            ),
            ("sqlite:contoso.db", "oracle:contoso", 6, "expected a destination"),
            ("every", "connectors = [\"bords\"]\nevery", 7, "expected a connector"),
            ("every", "concurrency = 0\nevery", 7, "from 1 to 256"),
            ("127.0.0.1:0", "localhost", 1, "socket address"),
            ("every", "listen = 3\nevery", 7, "unknown field `listen`"),
            ("[conn", "[webhooks]\n[conn", 3, "the webhooks have no secret"),
            (
                "[conn",
                "[webhooks]\nsecret_file = \"one.token\"\nsubscribe = true\n[conn",
                3,
                "needs `public_url`",
            ),
            (
                "[conn",
                "[webhooks]\nsecret_file = \"one.token\"\nheader = \"a b\"\n[conn",
                3,
                "the name of a header",
            ),
            ("[connection.contoso]", "[connection.\"a/b\"]", 3, "expected a name"),
        ] {
            let error = read(folder.path(), what, instead).expect_err(instead);
            let text = error.to_string();
            assert_eq!(error.kind(), ErrorKind::Config);
            let place = format!("{}:{line}: ", folder.path().join("serve.toml").display());
            assert!(text.starts_with(&place) && text.contains(says), "{instead}: {text}");
            assert!(!text.contains("secret-one"), "{text}");
        }
        let empty = Config::parse(Path::new("serve.toml"), "").unwrap_err().to_string();
        assert!(empty.contains("there is no connection"), "{empty}");
    }
}
