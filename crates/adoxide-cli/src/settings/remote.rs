//! What the git repository that one stands in is a clone of: its remotes, as git resolves them.

use std::process::{Command, Stdio};

use adoxide::{Address, Location};

use super::Setting;

/// The organization of a remote, `origin` first.
///
/// Only one in the cloud: a repository can be cloned from anywhere, and its configuration must not decide
/// that a token is sent to a host of its choice. No git, no repository and no such remote are all the same.
pub(super) fn address() -> Option<Setting<Address>> {
    address_in(&remotes(), &host_of_alias)
}

/// The remote that is a repository of this organization, `origin` first.
pub(super) fn location(of: &Address) -> Option<Remote> {
    location_in(&remotes(), of, &host_of_alias)
}

/// A remote that is a repository of the service.
pub(super) struct Remote {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub location: Location,
}

/// What git says about the remotes, with `url.X.insteadOf` and `pushInsteadOf` applied.
fn remotes() -> String {
    answer("git", &["remote", "--verbose"])
}

/// What SSH makes of a host: `Host work` in its configuration may stand for `ssh.dev.azure.com`, with a user.
fn host_of_alias(host: &str) -> Option<(String, Option<String>)> {
    // A host is not a flag.
    if host.is_empty() || host.starts_with('-') {
        return None;
    }
    let config = answer("ssh", &["-G", host]);
    let value = |key: &str| {
        let mut lines = config.lines().filter_map(|line| line.split_once(' '));
        lines.find(|(name, _)| *name == key).map(|(_, value)| value.to_owned())
    };
    Some((value("hostname").filter(|name| !name.eq_ignore_ascii_case(host))?, value("user")))
}

fn answer(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

/// Names and URLs, `origin` first, those that are fetched from before those that are pushed to; the rest stays in
/// its order.
fn listed(remotes: &str) -> Vec<(&str, &str)> {
    let mut found: Vec<_> = remotes
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once('\t')?;
            let (url, how) = match rest.split_once(" (") {
                Some((url, how)) => (url, how),
                None => (rest, ""),
            };
            Some((name, url, how.starts_with("push")))
        })
        .collect();
    found.sort_by_key(|(name, _, push)| (*name != "origin", *push));
    found.into_iter().map(|(name, url, _)| (name, url)).collect()
}

type HostOfAlias = dyn Fn(&str) -> Option<(String, Option<String>)>;

/// What a URL is of, as it stands or with the host that SSH makes of it.
fn resolved<T>(url: &str, alias: &HostOfAlias, locate: impl Fn(&str) -> adoxide::Result<T>) -> Option<T> {
    locate(url).ok().or_else(|| {
        let rest = url.strip_prefix("ssh://").unwrap_or(url);
        // Only what has the shape of a remote of the service: SSH may run programs to answer.
        let is_ours = rest.contains("v3/") || rest.contains("/_ssh/") || rest.contains("/_git/");
        if url.contains("://") && !url.starts_with("ssh://") || !is_ours {
            return None;
        }
        let end = rest.find([':', '/'])?;
        let (authority, path) = rest.split_at(end);
        let path = path.trim_start_matches(':').trim_start_matches('/');
        let path = path.trim_start_matches(|char: char| char.is_ascii_digit()).trim_start_matches('/');
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user.to_owned()), host),
            None => (None, authority),
        };
        let (host, default_user) = alias(host)?;
        let user = user.or(default_user).unwrap_or_else(|| "git".to_owned());
        locate(&format!("ssh://{user}@{host}/{path}")).ok()
    })
}

fn address_in(remotes: &str, alias: &HostOfAlias) -> Option<Setting<Address>> {
    listed(remotes).into_iter().find_map(|(name, url)| {
        let location: Location = resolved(url, alias, str::parse)?;
        location
            .address
            .is_cloud()
            .then(|| Setting::new(location.address, format!("the git remote `{name}`")))
    })
}

fn location_in(remotes: &str, of: &Address, alias: &HostOfAlias) -> Option<Remote> {
    listed(remotes).into_iter().find_map(|(name, url)| {
        let location = resolved(url, alias, |url| of.locate(url))?;
        location.repository.as_ref()?;
        Some(Remote { name: name.to_owned(), location })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &str) -> Option<(String, Option<String>)> {
        None
    }

    #[test]
    fn a_remote_names_an_organization_in_the_cloud_and_no_other_host() {
        let remotes = "fork\thttps://dev.azure.com/fork/p/_git/r (fetch)\n\
                       origin\tgit@ssh.dev.azure.com:v3/contoso/p/r (fetch) [blob:none]\n";
        let found = address_in(remotes, &none).unwrap();
        assert_eq!(found.value.organization(), "contoso");
        assert_eq!(found.source, "the git remote `origin`");
        for other in [
            "origin\thttps://evil.example/contoso/p/_git/r (fetch)",
            "origin\thttps://github.com/rust-lang/rust.git (fetch)",
            "origin\t../elsewhere (fetch)",
            "",
        ] {
            assert!(address_in(other, &none).is_none(), "{other}");
        }
    }

    #[test]
    fn a_remote_of_another_organization_is_passed_over() {
        let remotes = "origin\thttps://dev.azure.com/fabrikam/p/_git/r (fetch)\n\
                       fork\thttps://dev.azure.com/contoso/q/_git/s (fetch)\n";
        let found = location_in(remotes, &"contoso".parse().unwrap(), &none).unwrap();
        assert_eq!((found.name.as_str(), found.location.project.as_deref()), ("fork", Some("q")));
        assert!(location_in(remotes, &"https://tfs.corp/c".parse().unwrap(), &none).is_none());
    }

    #[test]
    fn an_alias_of_ssh_stands_for_its_host() {
        let alias = |host: &str| match host {
            "work" => Some(("ssh.dev.azure.com".to_owned(), Some("git".to_owned()))),
            "old" => Some(("vs-ssh.visualstudio.com".to_owned(), Some("contoso".to_owned()))),
            "tfs" => Some(("tfs.corp".to_owned(), None)),
            _ => None,
        };
        for url in [
            "git@work:v3/contoso/p/r",
            "work:v3/contoso/p/r",
            "ssh://git@work:22/v3/contoso/p/r",
            "old:22/p/_ssh/r",
        ] {
            let found = address_in(&format!("origin\t{url} (fetch)"), &alias);
            assert_eq!(found.map(|found| found.value.organization()).as_deref(), Some("contoso"), "{url}");
        }
        let server: Address = "https://tfs.corp/tfs/c".parse().unwrap();
        let found = location_in("origin\tssh://tfs:22/c/p/_git/r (fetch)", &server, &alias).unwrap();
        assert_eq!(found.location.repository.as_deref(), Some("r"));
        let asked = |_: &str| -> Option<(String, Option<String>)> { panic!("SSH is asked") };
        assert!(address_in("origin\tgit@github.com:rust-lang/rust.git (fetch)", &asked).is_none());
    }
}
