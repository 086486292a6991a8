//! What holds: flag > named profile > environment > default profile > git remote. Each value knows where it comes
//! from.
//!
//! Profiles are in `config.toml` in the first of `$ADOXIDE_CONFIG_DIR`, `$XDG_CONFIG_HOME/adoxide`,
//! `%AppData%\adoxide` and `~/.config/adoxide`; [`config`] lists the keys:
//!
//! ```toml
//! [profile.default]                        # used where neither a flag nor the environment sets a value
//! organization = "contoso"
//! token_file = "contoso.token"             # paths are relative to this file; a sync takes a list, too
//!
//! [profile.server]                         # used with --profile server, and then before the environment
//! organization = "https://tfs.example.com/tfs/DefaultCollection"
//! token_file = "server.token"
//! database = "server.db"
//! ```
//!
//! There are no tokens in that file: it is the kind of file that people share.

pub mod config;
pub mod environment;
pub mod login;
mod place;
mod profile;
mod remote;
pub mod store;

use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use adoxide::credential::{self, Bearer, Credential, Pat};
use adoxide::{Address, Client, Pool};
use adoxide_report::Reader;
use adoxide_sync::Location;

pub use self::place::{OTHER, Place};
use self::profile::Profiles;
use crate::args::{ConnectionArgs, PoolArgs, ProfileArgs};
use crate::error::{Error, Result};

/// A value, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// What holds.
    pub value: T,
    /// Who said so: `--organization`, `ADOXIDE_ORG`, `the profile default of …`.
    pub source: String,
}

impl<T> Setting<T> {
    /// A value from a source.
    pub fn new(value: T, source: impl fmt::Display) -> Self {
        Self { value, source: source.to_string() }
    }
}

/// Where to, and who asks.
pub struct Connection {
    /// The organization.
    pub address: Setting<Address>,
    credential: Box<dyn Credential>,
    api_version: Option<Setting<String>>,
}

impl Connection {
    /// Finds out where to and who asks.
    ///
    /// # Errors
    /// When one of them is nowhere, or can't be used; nothing is passed over silently.
    pub fn resolve(args: &ConnectionArgs) -> Result<Self> {
        let profiles = Profiles::open(args.profile.profile.as_deref())?;
        let address = address(args.organization.as_deref(), &profiles)?;
        let asked = Asked {
            several: false,
            files: args.token_file.as_slice(),
            profile: args.profile.profile.as_deref(),
        };
        let credentials = credentials(asked, &profiles, &address.value)?;
        let credential = credentials.into_iter().next().ok_or_else(no_credential)?;
        let api_version = api_version(args.api_version.as_deref(), &profiles);
        Ok(Self { address, credential, api_version })
    }

    /// Finds out the organization alone.
    ///
    /// # Errors
    /// When it is nowhere, or can't be used.
    pub fn address(args: &ConnectionArgs) -> Result<Setting<Address>> {
        let profiles = Profiles::open(args.profile.profile.as_deref())?;
        address(args.organization.as_deref(), &profiles)
    }

    /// A client for it.
    ///
    /// # Errors
    /// When the network can't be used.
    pub fn client(self) -> Result<Client> {
        client(&self.address.value, self.credential, self.api_version.as_ref())
    }
}

/// Where to, and who asks, of whom there may be several.
pub struct Connections {
    /// The organization.
    pub address: Setting<Address>,
    credentials: Vec<Box<dyn Credential>>,
    api_version: Option<Setting<String>>,
}

impl Connections {
    /// Finds out where to and who asks.
    ///
    /// # Errors
    /// As [`Connection::resolve`].
    pub fn resolve(args: &PoolArgs) -> Result<Self> {
        let profiles = Profiles::open(args.profile.profile.as_deref())?;
        let address = address(args.organization.as_deref(), &profiles)?;
        let asked =
            Asked { several: true, files: &args.token_file, profile: args.profile.profile.as_deref() };
        let credentials = credentials(asked, &profiles, &address.value)?;
        if credentials.is_empty() {
            return Err(no_credential());
        }
        let api_version = api_version(args.api_version.as_deref(), &profiles);
        Ok(Self { address, credentials, api_version })
    }

    /// A client for each: at least one.
    ///
    /// # Errors
    /// When the network can't be used.
    pub fn clients(self) -> Result<Vec<Client>> {
        let Self { address, credentials, api_version } = self;
        let client = |credential| client(&address.value, credential, api_version.as_ref());
        credentials.into_iter().map(client).collect()
    }

    /// All of them together. Several are asked who they are.
    ///
    /// # Errors
    /// When the network can't be used, or one of several is not accepted.
    pub async fn pool(self) -> Result<Pool> {
        let mut clients = self.clients()?;
        match (clients.pop(), clients.is_empty()) {
            (Some(only), true) => Ok((&only).into()),
            (last, _) => Ok(Pool::new(clients.into_iter().chain(last)).await?),
        }
    }
}

fn client(
    address: &Address,
    credential: Box<dyn Credential>,
    api_version: Option<&Setting<String>>,
) -> Result<Client> {
    let mut builder = Client::builder(address.to_string())
        .credential(credential)
        .user_agent(concat!("adox/", env!("CARGO_PKG_VERSION")));
    if let Some(version) = api_version {
        let parsed = version.value.parse::<adoxide::api::wire::ApiVersion>();
        parsed.map_err(|error| Error::usage(format!("{}: {error}", version.source)))?;
        builder = builder.api_version(&version.value);
    }
    Ok(builder.build()?)
}

/// The API version that is fixed, if not by the environment: that of the flag, or of the profile; the environment, which the
/// SDK reads, wins over the default profile.
fn api_version(named: Option<&str>, profiles: &Profiles) -> Option<Setting<String>> {
    let first = |values: Setting<Vec<String>>| Setting::new(values.value.concat(), values.source);
    let flag = named.map(|text| Setting::new(text.to_owned(), "--api-version"));
    let chosen = flag.or_else(|| profiles.named("api_version").map(first));
    let is_set = std::env::var_os("ADOXIDE_API_VERSION").is_some_and(|value| !value.is_empty());
    chosen.or_else(|| profiles.fallback("api_version").filter(|_| !is_set).map(first))
}

const NO_ORGANIZATION: &str = "no organization is named";

fn address(named: Option<&str>, profiles: &Profiles) -> Result<Setting<Address>> {
    let parsed = |text: &str, source: &str| -> Result<Setting<Address>> {
        let address = text.parse().map_err(|error: adoxide::Error| Error::from(error).at(source))?;
        Ok(Setting::new(address, source))
    };
    if let Some(text) = named {
        return parsed(text, "--organization");
    }
    if let Some(text) = profiles.named("organization") {
        return parsed(&text.value[0], &text.source);
    }
    if let Some((address, name)) = credential::organization_from_env()? {
        return Ok(Setting::new(address, name));
    }
    if let Some(text) = profiles.fallback("organization") {
        return parsed(&text.value[0], &text.source);
    }
    if let Some(address) = remote::address() {
        return Ok(address);
    }
    Err(Error::usage(NO_ORGANIZATION)
        .help("name it with --organization NAME|URL, in ADOXIDE_ORG, or in a profile")
        .help("`adox demo` needs none"))
}

/// What was typed about credentials.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// Whether several are of use.
    several: bool,
    files: &'a [PathBuf],
    profile: Option<&'a str>,
}

/// The credentials: those of the files, of the profile that is named, of the environment, of the default profile, of the
/// sign-in to the organization, or of `az login`; none if there are none anywhere.
fn credentials(asked: Asked<'_>, profiles: &Profiles, address: &Address) -> Result<Vec<Box<dyn Credential>>> {
    if !asked.files.is_empty() {
        return asked.files.iter().map(|file| token(file, "--token-file")).collect();
    }
    let all = |files: &Setting<Vec<String>>| -> Result<Vec<_>> {
        files.value.iter().map(|file| token(Path::new(file), &files.source)).collect()
    };
    if let Some(files) = profiles.named("token_file") {
        return all(&files);
    }
    if let Some(profile) = asked.profile
        && let Some(found) = login::credential(&login::name(Some(profile), address))?
    {
        return Ok(vec![found]);
    }
    let found = if asked.several {
        credential::all_from_variables()?
    } else {
        credential::from_variables()?.into_iter().collect()
    };
    if !found.is_empty() {
        return Ok(found);
    }
    if let Some(files) = profiles.fallback("token_file") {
        return all(&files);
    }
    if let Some(found) = login::credential(&login::name(None, address))? {
        return Ok(vec![found]);
    }
    Ok(credential::from_azure_cli()?.into_iter().collect())
}

fn no_credential() -> Error {
    Error::new(crate::exit::Exit::Auth, "there is no credential")
        .help("sign in with `adox auth login`, or set ADOXIDE_PAT to a personal access token")
        .help("a token is made at https://dev.azure.com/ORGANIZATION/_usersSettings/tokens")
}

/// Where a token is read from, in words.
fn token_place(file: &Path) -> String {
    if file == Path::new("-") { "stdin".to_owned() } else { format!("`{}`", file.display()) }
}

/// The text of a token in a file, or from stdin. One line end at its end belongs to the file.
///
/// # Errors
/// When it can't be read.
pub fn token_text(file: &Path, source: &str) -> Result<String> {
    let mut text = String::new();
    let place = token_place(file);
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    read.map_err(|error| Error::usage(format!("{source}: the token can't be read from {place}: {error}")))?;
    let token = text.strip_suffix('\n').unwrap_or(&text);
    Ok(token.strip_suffix('\r').unwrap_or(token).to_owned())
}

fn token(file: &Path, source: &str) -> Result<Box<dyn Credential>> {
    let token = &*token_text(file, source)?;
    let place = token_place(file);
    let source = format!("the token in {place}");
    // A JSON Web Token is one of Microsoft Entra, or of a pipeline.
    let is_bearer = token.starts_with("eyJ") && token.matches('.').count() == 2;
    let credential: adoxide::Result<Box<dyn Credential>> = if is_bearer {
        Bearer::new(token).map(|bearer| Box::new(bearer.from_source(&source)) as _)
    } else {
        Pat::new(token).map(|pat| Box::new(pat.from_source(&source)) as _)
    };
    credential.map_err(|error| Error::from(error).at(&source))
}

/// The SQLite file, by default.
const DATABASE: &str = "adox.db";

/// The SQLite file to read or write.
///
/// # Errors
/// When the profile can't be read.
pub fn database(flag: Option<&Path>, args: &ProfileArgs) -> Result<Setting<PathBuf>> {
    if let Some(path) = flag {
        return Ok(Setting::new(path.to_owned(), "--database"));
    }
    let profiles = Profiles::open(args.profile.as_deref())?;
    let found = layered("database", &profiles)?;
    Ok(found.map_or_else(
        || Setting::new(DATABASE.into(), "the default"),
        |found| Setting { value: found.value.into(), source: found.source },
    ))
}

/// Where the synced tables are: in a SQLite file, or in a PostgreSQL database if it is the URL of one.
///
/// # Errors
/// When the profile can't be read, or the URL is wrong.
pub fn location(flag: Option<&Path>, args: &ProfileArgs) -> Result<Location> {
    at(&database(flag, args)?.value)
}

/// The same, where it is known what was typed.
///
/// # Errors
/// When the URL is wrong.
pub fn at(database: &Path) -> Result<Location> {
    match database
        .to_str()
        .filter(|text| text.starts_with("postgresql://") || text.starts_with("postgres://"))
    {
        Some(url) => Ok(url.parse()?),
        None => Ok(Location::Sqlite(database.to_owned())),
    }
}

/// The synced tables, opened for reports.
///
/// # Errors
/// When they can't be read.
pub fn reader(location: &Location) -> Result<Reader> {
    match location {
        Location::Sqlite(path) => Ok(Reader::new(adoxide_report::Sqlite::open(path)?)?),
        Location::Postgres(address) => Ok(Reader::new(adoxide_report::Postgres::open(address)?)?),
        other => Err(cannot_query(other)),
    }
}

/// The error for a destination that has no SQL.
pub fn cannot_query(location: &Location) -> Error {
    Error::usage(format!("`{location}` can't be queried"))
        .help("name a SQLite file, or a PostgreSQL database by its URL")
}

/// What holds for a key without its flag: named profile > environment > default profile.
fn layered(key: &str, profiles: &Profiles) -> Result<Option<Setting<String>>> {
    let first = |found: Setting<Vec<String>>| {
        let source = found.source;
        found.value.into_iter().next().map(|value| Setting { value, source })
    };
    if let Some(found) = profiles.named(key) {
        return Ok(first(found));
    }
    for name in config::key(key)?.variables {
        if let Some(value) = variable(name)? {
            return Ok(Some(Setting::new(value, name)));
        }
    }
    Ok(profiles.fallback(key).and_then(first))
}

/// A variable of the environment. An empty one is not set.
///
/// # Errors
/// When it is not UTF-8.
pub fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(Error::usage(format!("{name} is not UTF-8"))),
    }
}

/// What holds for a key, and where it comes from; none if it is set nowhere.
///
/// # Errors
/// When the profile or a variable can't be read.
pub fn effective(key: &config::Key, args: &ProfileArgs) -> Result<Option<Setting<String>>> {
    let profiles = Profiles::open(args.profile.as_deref())?;
    match key.name {
        "organization" => match address(None, &profiles) {
            Ok(found) => Ok(Some(Setting::new(found.value.to_string(), found.source))),
            Err(error) if error.message() == NO_ORGANIZATION => Ok(None),
            Err(error) => Err(error),
        },
        name if key.section == config::Section::Top => {
            let config = config::Config::open()?;
            for variable in key.variables {
                if let Some(value) = self::variable(variable)? {
                    return Ok(Some(Setting::new(value, variable)));
                }
            }
            let path = config.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
            Ok(config.top(name).map(|value| Setting::new(value.to_owned(), format!("`{path}`"))))
        }
        // A token is not printed: where it is taken from is.
        "token_file" => Ok(profiles
            .named("token_file")
            .or_else(|| profiles.fallback("token_file"))
            .map(|files| Setting { value: files.value.join(", "), source: files.source })),
        name => layered(name, &profiles),
    }
}
