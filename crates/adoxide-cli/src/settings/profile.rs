//! The profiles that hold.

use super::Setting;
use super::config::{Config, DEFAULT, Values};
use crate::error::{Error, Result};

/// The profiles that hold: the one that was named, which wins over the environment, and the default one, over which
/// the environment wins.
#[derive(Debug)]
pub(super) struct Profiles {
    named: Option<Setting<Values>>,
    default: Option<Setting<Values>>,
}

impl Profiles {
    /// Reads the configuration file, if there is one.
    pub(super) fn open(name: Option<&str>) -> Result<Self> {
        Self::select(Config::open()?, name)
    }

    fn select(mut config: Config, name: Option<&str>) -> Result<Self> {
        let Some(path) = config.path else {
            return match name {
                Some(name) => {
                    Err(Error::usage(format!("there is no profile `{name}`, and no place for one"))
                        .help("set ADOXIDE_CONFIG_DIR to a folder with a config.toml in it"))
                }
                None => Ok(Self { named: None, default: None }),
            };
        };
        let mut take = |name: &str| {
            let values = config.profiles.remove(name)?;
            Some(Setting::new(values, format!("the profile {name} of `{}`", path.display())))
        };
        let Some(name) = name else {
            return Ok(Self { named: None, default: take(DEFAULT) });
        };
        let Some(named) = take(name) else {
            let error = Error::usage(format!("there is no profile `{name}` in `{}`", path.display()));
            let names: Vec<_> = config.profiles.keys().map(String::as_str).collect();
            return Err(if names.is_empty() {
                error.help(format!("`adox config set organization NAME --profile {name}` creates it"))
            } else {
                error.help(format!("there are {}", names.join(", ")))
            });
        };
        Ok(Self { named: Some(named), default: take(DEFAULT) })
    }

    /// What the profile that was named says.
    pub(super) fn named(&self, key: &str) -> Option<Setting<Vec<String>>> {
        of(self.named.as_ref(), key)
    }

    /// What the default profile says.
    pub(super) fn fallback(&self, key: &str) -> Option<Setting<Vec<String>>> {
        of(self.default.as_ref(), key)
    }
}

fn of(profile: Option<&Setting<Values>>, key: &str) -> Option<Setting<Vec<String>>> {
    let profile = profile?;
    let values = profile.value.get(key).filter(|values| !values.is_empty())?;
    Some(Setting::new(values.clone(), &profile.source))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn select(name: Option<&str>) -> Result<Profiles> {
        let values = |key, value: &str| Values::from([(key, vec![value.to_owned()])]);
        let profiles = BTreeMap::from([
            ("default".to_owned(), values("organization", "contoso")),
            ("server".to_owned(), values("token_file", "server.token")),
        ]);
        let path = Some("/etc/adoxide/config.toml".into());
        Profiles::select(Config { path, profiles, ..Config::default() }, name)
    }

    #[test]
    fn a_profile_that_is_named_and_the_default_one() {
        let profiles = select(Some("server")).unwrap();
        let file = profiles.named("token_file").unwrap();
        assert_eq!(file.value, ["server.token"]);
        assert_eq!(file.source, "the profile server of `/etc/adoxide/config.toml`");
        assert!(profiles.named("database").is_none());
        assert_eq!(profiles.fallback("organization").unwrap().value, ["contoso"]);
        assert!(select(None).unwrap().named("organization").is_none());
    }

    #[test]
    fn an_unknown_profile_names_those_that_there_are() {
        let error = select(Some("sever")).unwrap_err();
        assert!(error.message().starts_with("there is no profile `sever`"), "{error:?}");
        assert_eq!(error.hints(), ["there are default, server"]);
    }
}
