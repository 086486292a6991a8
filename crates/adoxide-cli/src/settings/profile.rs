//! The configuration file.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Setting;
use crate::error::{Error, Result};

/// What one profile says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    pub organization: Option<String>,
    token_file: Option<Files>,
    pub database: Option<PathBuf>,
}

/// A file, or a list of files.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected a path, or a list of paths")]
enum Files {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl Profile {
    /// The files with its tokens; none if it names none.
    pub(super) fn token_files(&self) -> Option<Vec<PathBuf>> {
        match self.token_file.as_ref()? {
            Files::One(file) => Some(vec![file.clone()]),
            Files::Many(files) => Some(files.clone()).filter(|files| !files.is_empty()),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    profile: BTreeMap<String, Profile>,
}

/// The profiles that hold: the one that was named, which comes before the environment, and the default one,
/// which comes behind it.
#[derive(Debug)]
pub(super) struct Profiles {
    named: Option<Setting<Profile>>,
    default: Option<Setting<Profile>>,
}

const DEFAULT: &str = "default";

impl Profiles {
    /// Reads the configuration file, if there is one.
    pub(super) fn open(name: Option<&str>) -> Result<Self> {
        let Some(path) = folder().map(|folder| folder.join("config.toml")) else {
            return match name {
                Some(name) => {
                    Err(Error::usage(format!("there is no profile `{name}`, and no place for one"))
                        .help("set ADOXIDE_CONFIG_DIR to a folder with a config.toml in it"))
                }
                None => Ok(Self { named: None, default: None }),
            };
        };
        let shown = path.display();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::usage(format!("`{shown}` can't be read: {error}"))),
        };
        let file: File = toml_edit::de::from_str(&text).map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start].matches('\n').count() + 1);
            Error::usage(format!("`{shown}`, line {line}: {}", error.message()))
        })?;
        Self::select(file, &path, name)
    }

    fn select(mut file: File, path: &Path, name: Option<&str>) -> Result<Self> {
        let beside = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut take = |name: &str| {
            let mut profile = file.profile.remove(name)?;
            let files = match &mut profile.token_file {
                None => &mut [][..],
                Some(Files::One(file)) => std::slice::from_mut(file),
                Some(Files::Many(files)) => files,
            };
            for file in files.iter_mut().chain(&mut profile.database) {
                *file = beside.join(&file);
            }
            Some(Setting::new(profile, format!("the profile {name} of `{}`", path.display())))
        };
        let Some(name) = name else {
            return Ok(Self { named: None, default: take(DEFAULT) });
        };
        let Some(named) = take(name) else {
            let error = Error::usage(format!("there is no profile `{name}` in `{}`", path.display()));
            let names: Vec<_> = file.profile.keys().map(String::as_str).collect();
            return Err(if names.is_empty() {
                error.help(format!("write [profile.{name}] into it"))
            } else {
                error.help(format!("there are {}", names.join(", ")))
            });
        };
        Ok(Self { named: Some(named), default: take(DEFAULT) })
    }

    /// What the profile that was named says.
    pub(super) fn named<T>(&self, value: impl Fn(&Profile) -> Option<T>) -> Option<Setting<T>> {
        self.named.as_ref().and_then(|profile| of(profile, value))
    }

    /// What the default profile says.
    pub(super) fn fallback<T>(&self, value: impl Fn(&Profile) -> Option<T>) -> Option<Setting<T>> {
        self.default.as_ref().and_then(|profile| of(profile, value))
    }
}

fn of<T>(profile: &Setting<Profile>, value: impl Fn(&Profile) -> Option<T>) -> Option<Setting<T>> {
    value(&profile.value).map(|value| Setting::new(value, &profile.source))
}

/// Where the configuration is.
fn folder() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("ADOXIDE_CONFIG_DIR")
        .or_else(|| variable("XDG_CONFIG_HOME").map(|folder| folder.join("adoxide")))
        .or_else(|| variable("APPDATA").filter(|_| cfg!(windows)).map(|folder| folder.join("adoxide")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".config").join("adoxide")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "
        [profile.default]
        organization = \"contoso\"
        [profile.server]
        organization = \"https://tfs.corp/tfs/c\"
        token_file = \"server.token\"
        [profile.nightly]
        token_file = [\"one.token\", \"/etc/two.token\"]
    ";

    fn select(name: Option<&str>) -> Result<Profiles> {
        Profiles::select(
            toml_edit::de::from_str(CONFIG).unwrap(),
            Path::new("/etc/adoxide/config.toml"),
            name,
        )
    }

    #[test]
    fn a_profile_that_is_named_and_the_default_one() {
        let profiles = select(Some("server")).unwrap();
        let file = profiles.named(Profile::token_files).unwrap();
        assert_eq!(file.value, [Path::new("/etc/adoxide/server.token")]);
        assert_eq!(file.source, "the profile server of `/etc/adoxide/config.toml`");
        assert!(profiles.named(|profile| profile.database.clone()).is_none());
        let files = select(Some("nightly")).unwrap().named(Profile::token_files).unwrap();
        assert_eq!(files.value, [Path::new("/etc/adoxide/one.token"), Path::new("/etc/two.token")]);
        let organization = |profile: &Profile| profile.organization.clone();
        assert_eq!(profiles.fallback(organization).unwrap().value, "contoso");
        assert!(select(None).unwrap().named(organization).is_none());
    }

    #[test]
    fn an_unknown_profile_names_those_that_there_are() {
        let error = select(Some("sever")).unwrap_err();
        assert!(error.message().starts_with("there is no profile `sever`"), "{error:?}");
        assert_eq!(error.hints(), ["there are default, nightly, server"]);
    }
}
