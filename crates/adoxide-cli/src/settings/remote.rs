//! What the git repository that one stands in is a clone of.

use std::process::{Command, Stdio};

use adoxide::{Address, Location};

use super::Setting;

/// The organization of a remote, `origin` first.
///
/// Only one in the cloud: a repository can be cloned from anywhere, and its configuration must not decide
/// that a token is sent to a host of its choice. No git, no repository and no such remote are all the same.
pub(super) fn address() -> Option<Setting<Address>> {
    address_in(&config())
}

/// The remote that is a repository of this organization, `origin` first.
pub(super) fn location(of: &Address) -> Option<Remote> {
    location_in(&config(), of)
}

/// A remote that is a repository of the service.
pub(super) struct Remote {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub location: Location,
}

fn config() -> String {
    let output = Command::new("git")
        .args(["config", "--get-regexp", r"^remote\..*\.url$"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

/// Names and URLs, `origin` first; the rest stays in its order.
fn remotes(config: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut remotes: Vec<_> = config
        .lines()
        .filter_map(|line| {
            let (key, url) = line.split_once(' ')?;
            Some((key.strip_prefix("remote.")?.strip_suffix(".url")?, url))
        })
        .collect();
    remotes.sort_by_key(|(name, _)| *name != "origin");
    remotes.into_iter()
}

fn address_in(config: &str) -> Option<Setting<Address>> {
    remotes(config).find_map(|(name, url)| {
        let location: Location = url.parse().ok()?;
        location
            .address
            .is_cloud()
            .then(|| Setting::new(location.address, format!("the git remote `{name}`")))
    })
}

fn location_in(config: &str, of: &Address) -> Option<Remote> {
    remotes(config).find_map(|(name, url)| {
        let location = of.locate(url).ok()?;
        location.repository.as_ref()?;
        Some(Remote { name: name.to_owned(), location })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_names_an_organization_in_the_cloud_and_no_other_host() {
        let config = "remote.fork.url https://dev.azure.com/fork/p/_git/r\n\
                      remote.origin.url git@ssh.dev.azure.com:v3/contoso/p/r\n";
        let found = address_in(config).unwrap();
        assert_eq!(found.value.organization(), "contoso");
        assert_eq!(found.source, "the git remote `origin`");
        for other in [
            "remote.origin.url https://evil.example/contoso/p/_git/r",
            "remote.origin.url https://github.com/rust-lang/rust.git",
            "remote.origin.url ../elsewhere",
            "",
        ] {
            assert!(address_in(other).is_none(), "{other}");
        }
    }
    #[test]
    fn a_remote_of_another_organization_is_passed_over() {
        let config = "remote.origin.url https://dev.azure.com/fabrikam/p/_git/r\n\
                      remote.fork.url https://dev.azure.com/contoso/q/_git/s\n";
        let found = location_in(config, &"contoso".parse().unwrap()).unwrap();
        assert_eq!((found.name.as_str(), found.location.project.as_deref()), ("fork", Some("q")));
        assert!(location_in(config, &"https://tfs.corp/c".parse().unwrap()).is_none());
    }
}
