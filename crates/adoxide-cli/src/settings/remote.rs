//! The organization of the git repository that one stands in.

use std::process::{Command, Stdio};

use adoxide::{Address, Location};

use super::Setting;

/// The organization of a remote, `origin` first.
///
/// Only one in the cloud: a repository can be cloned from anywhere, and its configuration must not decide
/// that a token is sent to a host of its choice. No git, no repository and no such remote are all the same.
pub(super) fn address() -> Option<Setting<Address>> {
    let output = Command::new("git")
        .args(["config", "--get-regexp", r"^remote\..*\.url$"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    from_remotes(&String::from_utf8_lossy(&output.stdout))
}

fn from_remotes(config: &str) -> Option<Setting<Address>> {
    let mut remotes: Vec<_> = config
        .lines()
        .filter_map(|line| {
            let (key, url) = line.split_once(' ')?;
            Some((key.strip_prefix("remote.")?.strip_suffix(".url")?, url))
        })
        .collect();
    // The rest stays in its order.
    remotes.sort_by_key(|(name, _)| *name != "origin");
    remotes.into_iter().find_map(|(name, url)| {
        let location: Location = url.parse().ok()?;
        location
            .address
            .is_cloud()
            .then(|| Setting::new(location.address, format!("the git remote `{name}`")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_names_an_organization_in_the_cloud_and_no_other_host() {
        let config = "remote.fork.url https://dev.azure.com/fork/p/_git/r\n\
                      remote.origin.url git@ssh.dev.azure.com:v3/contoso/p/r\n";
        let found = from_remotes(config).unwrap();
        assert_eq!(found.value.organization(), "contoso");
        assert_eq!(found.source, "the git remote `origin`");
        for other in [
            "remote.origin.url https://evil.example/contoso/p/_git/r",
            "remote.origin.url https://github.com/rust-lang/rust.git",
            "remote.origin.url ../elsewhere",
            "",
        ] {
            assert!(from_remotes(other).is_none(), "{other}");
        }
    }
}
