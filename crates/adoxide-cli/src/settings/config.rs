//! The configuration file: what may stand in it, and how it is read and changed.
//!
//! [`KEYS`] is the one list of keys: reading, `adox config` and `adox help environment` follow it.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml_edit::{Document, DocumentMut, Item, TableLike};

use crate::error::{Error, Result};

/// A key of the configuration.
pub struct Key {
    /// As it stands in the file, and as `adox config` takes it.
    pub name: &'static str,
    /// What it sets.
    pub about: &'static str,
    /// The variables of the environment that set the same, the strongest first.
    pub variables: &'static [&'static str],
    /// What its value is.
    pub form: Form,
    /// Where it stands.
    pub section: Section,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text.
    Text,
    /// A path; in the file it is relative to the file.
    Path,
    /// A path, or a list of paths.
    Paths,
}

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// In `[profile.NAME]`.
    Profile,
    /// At the top.
    Top,
}

/// All keys but aliases, which have names of their own.
pub const KEYS: &[Key] = &[
    Key {
        name: "organization",
        about: "The organization: its name or URL, or the URL of a collection of a Server",
        // The SDK reads them, and lists them itself.
        variables: &["ADOXIDE_ORG"],
        form: Form::Text,
        section: Section::Profile,
    },
    Key {
        name: "project",
        about: "The project, by name or id",
        variables: super::place::VARIABLES,
        form: Form::Text,
        section: Section::Profile,
    },
    Key {
        name: "token_file",
        about: "A file that holds a token, or a list of such files",
        variables: &["ADOXIDE_PAT", "ADOXIDE_TOKEN", "ADOXIDE_TOKENS"],
        form: Form::Paths,
        section: Section::Profile,
    },
    Key {
        name: "api_version",
        about: "The API version of all operations, such as 6.0 (default: negotiated)",
        variables: &["ADOXIDE_API_VERSION"],
        form: Form::Text,
        section: Section::Profile,
    },
    Key {
        name: "database",
        about: "The SQLite file of `adox sync` and `adox query`",
        variables: &["ADOXIDE_DATABASE"],
        form: Form::Path,
        section: Section::Profile,
    },
    Key {
        name: "pager",
        about: "The program that shows long output on a terminal; cat for none",
        variables: &["ADOXIDE_PAGER"],
        form: Form::Text,
        section: Section::Top,
    },
    Key {
        name: "browser",
        about: "The program that opens web pages",
        variables: &["ADOXIDE_BROWSER"],
        form: Form::Text,
        section: Section::Top,
    },
];

/// The profile that is used where none is named.
pub const DEFAULT: &str = "default";

/// A key of this name.
///
/// # Errors
/// When there is none, with those that there are.
pub fn key(name: &str) -> Result<&'static Key> {
    KEYS.iter().find(|key| key.name == name).ok_or_else(|| {
        let names: Vec<_> = KEYS.iter().map(|key| key.name).collect();
        Error::usage(format!("there is no key `{name}`"))
            .help(format!("the keys are {}, and alias.NAME", names.join(", ")))
    })
}

/// The values of a section.
pub type Values = BTreeMap<&'static str, Vec<String>>;

/// What the file says.
#[derive(Debug, Default)]
pub struct Config {
    /// Where it is, or would be; none where there is no place for it.
    pub path: Option<PathBuf>,
    /// The profiles.
    pub profiles: BTreeMap<String, Values>,
    /// What stands at the top.
    pub top: Values,
    /// Commands by the names that the user gave them.
    pub aliases: BTreeMap<String, String>,
}

impl Config {
    /// Reads the file, if there is one.
    ///
    /// # Errors
    /// When it can't be read, or has something that it may not have.
    pub fn open() -> Result<Self> {
        let Some(path) = path() else { return Ok(Self::default()) };
        let text = read(&path)?;
        Self::parse(&text, path)
    }

    fn parse(text: &str, path: PathBuf) -> Result<Self> {
        let wrong = |span: Option<Range<usize>>, message: &str| {
            let line = span.map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            Error::usage(format!("`{}`, line {line}: {message}", path.display()))
        };
        let document = Document::parse(text).map_err(|error| wrong(error.span(), error.message()))?;
        let mut config = Self::default();
        for (name, item) in document.iter() {
            match (name, item.as_table_like()) {
                ("profile", Some(profiles)) => {
                    for (profile, item) in profiles.iter() {
                        let table = item
                            .as_table_like()
                            .ok_or_else(|| wrong(item.span(), "expected a table [profile.NAME]"))?;
                        let values = values(table, Section::Profile, &wrong)?;
                        config.profiles.insert(profile.to_owned(), values);
                    }
                }
                ("alias", Some(aliases)) => {
                    for (alias, item) in aliases.iter() {
                        let command = item
                            .as_str()
                            .ok_or_else(|| wrong(item.span(), "expected a command, as a text"))?;
                        config.aliases.insert(alias.to_owned(), command.to_owned());
                    }
                }
                _ => {
                    let mut one = toml_edit::Table::new();
                    one.insert(name, item.clone());
                    config.top.extend(values(&one, Section::Top, &wrong)?);
                }
            }
        }
        // Paths are relative to the file.
        let beside = path.parent().unwrap_or(Path::new(""));
        for (name, values) in config.profiles.values_mut().flatten() {
            if KEYS.iter().any(|key| key.name == *name && key.form != Form::Text) {
                for value in values {
                    *value = beside.join(&value).to_string_lossy().into_owned();
                }
            }
        }
        config.path = Some(path);
        Ok(config)
    }

    /// A value that stands at the top.
    pub fn top(&self, name: &str) -> Option<&str> {
        self.top.get(name).and_then(|values| values.first()).map(String::as_str)
    }
}

fn values(
    table: &dyn TableLike,
    section: Section,
    wrong: &dyn Fn(Option<Range<usize>>, &str) -> Error,
) -> Result<Values> {
    let mut values = Values::new();
    for (name, item) in table.iter() {
        let key = KEYS.iter().find(|key| key.name == name && key.section == section).ok_or_else(|| {
            let names: Vec<_> =
                KEYS.iter().filter(|key| key.section == section).map(|key| key.name).collect();
            wrong(item.span(), &format!("unknown key `{name}`, expected one of {}", names.join(", ")))
        })?;
        let texts = match (item.as_str(), item.as_array(), key.form) {
            (Some(text), ..) => Some(vec![text.to_owned()]),
            (None, Some(list), Form::Paths) => {
                list.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
            }
            _ => None,
        };
        let expected = if key.form == Form::Paths { "a path, or a list of paths" } else { "a text" };
        let texts = texts.ok_or_else(|| wrong(item.span(), &format!("{name}: expected {expected}")))?;
        values.insert(key.name, texts);
    }
    Ok(values)
}

/// Where something stands in the file.
pub enum Entry<'a> {
    /// A key, and the profile that it is of, where it is of one.
    Key(&'static Key, &'a str),
    /// An alias of this name.
    Alias(&'a str),
}

impl Entry<'_> {
    /// Sets its value, or removes it. Comments and the order of the file stay.
    ///
    /// # Errors
    /// When the file can't be read or written.
    pub fn set(&self, value: Option<&str>) -> Result<PathBuf> {
        let path = path().ok_or_else(|| {
            Error::usage("there is no place for a configuration file")
                .help("set ADOXIDE_CONFIG_DIR to a folder")
        })?;
        let text = read(&path)?;
        // What is wrong with it is told before it is written.
        Config::parse(&text, path.clone())?;
        let cannot = |error: &dyn std::fmt::Display| {
            Error::failed(format!("`{}` can't be changed: {error}", path.display()))
        };
        let mut document: DocumentMut = text.parse().map_err(|error| cannot(&error))?;
        let (sections, name): (Vec<&str>, &str) = match self {
            Self::Key(key, profile) if key.section == Section::Profile => {
                (vec!["profile", profile], key.name)
            }
            Self::Key(key, _) => (vec![], key.name),
            Self::Alias(name) => (vec!["alias"], name),
        };
        let mut table: &mut dyn TableLike = document.as_table_mut();
        for (depth, section) in sections.iter().enumerate() {
            let item = table.entry(section).or_insert_with(|| {
                let mut table = toml_edit::Table::new();
                table.set_implicit(depth + 1 < sections.len());
                Item::Table(table)
            });
            table = item.as_table_like_mut().ok_or_else(|| cannot(&format!("`{section}` is not a table")))?;
        }
        match value {
            Some(value) => {
                table.insert(name, toml_edit::value(value));
            }
            None => {
                table.remove(name);
            }
        }
        write(&path, &document.to_string()).map_err(|error| cannot(&error))?;
        Ok(path)
    }
}

fn read(path: &Path) -> Result<String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Error::usage(format!("`{}` can't be read: {error}", path.display()))),
    }
}

/// Replaces a file as a whole: it is never half written.
pub fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The folder of the configuration; none where there is no place for it.
pub fn folder() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("ADOXIDE_CONFIG_DIR")
        .or_else(|| variable("XDG_CONFIG_HOME").map(|folder| folder.join("adoxide")))
        .or_else(|| variable("APPDATA").filter(|_| cfg!(windows)).map(|folder| folder.join("adoxide")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".config").join("adoxide")))
}

/// The file.
pub fn path() -> Option<PathBuf> {
    folder().map(|folder| folder.join("config.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let message = |text: &str| {
            let error = Config::parse(text, "/etc/config.toml".into()).unwrap_err();
            error.message().to_owned()
        };
        for (text, expected) in [
            (
                "\n[profile.default]\nurl = \"x\"",
                "`/etc/config.toml`, line 3: unknown key `url`, expected one of",
            ),
            ("pager = 1", "`/etc/config.toml`, line 1: pager: expected a text"),
            ("profile = 1", "`/etc/config.toml`, line 1: unknown key `profile`"),
            (
                "[profile.a]\ntoken_file = [1]",
                "`/etc/config.toml`, line 2: token_file: expected a path, or a list",
            ),
            ("[alias]\nco = 1", "`/etc/config.toml`, line 2: expected a command, as a text"),
            ("[profile", "`/etc/config.toml`, line 1: "),
        ] {
            assert!(message(text).starts_with(expected), "{}", message(text));
        }
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let text = "pager = \"cat\"\n[profile.default]\ndatabase = \"a.db\"\ntoken_file = [\"one\", \"/two\"]\n[alias]\nco = \"pr checkout\"";
        let config = Config::parse(text, "/etc/adoxide/config.toml".into()).unwrap();
        let profile = &config.profiles["default"];
        assert_eq!(profile["database"], ["/etc/adoxide/a.db"]);
        assert_eq!(profile["token_file"], ["/etc/adoxide/one", "/two"]);
        assert_eq!((config.top("pager"), config.aliases["co"].as_str()), (Some("cat"), "pr checkout"));
    }
}
