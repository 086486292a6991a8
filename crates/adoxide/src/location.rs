//! What a URL of Azure DevOps is of: a web page, a git remote, or a resource of the API.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::address::{self, Address};
use crate::error::{Error, ErrorKind, Result};

/// Where a URL points: the organization, and the project and repository, if it goes that deep.
///
/// Read from any of these, and from the pages and API resources below them:
///
/// | shape | of |
/// |---|---|
/// | `https://[user@]dev.azure.com/ORG/PROJECT/_git/REPO` | a remote or a page |
/// | `https://dev.azure.com/ORG/_git/REPO` | the repository that has its project's name |
/// | `https://ORG.visualstudio.com[/DefaultCollection]/PROJECT/_git/REPO` | the same by the old address |
/// | `https://dev.azure.com/ORG/PROJECT/TEAM/_git/REPO` | the same as a team sees it |
/// | `git@ssh.dev.azure.com:v3/ORG/PROJECT/REPO` | a remote over SSH, with or without `ssh://` and a user |
/// | `ORG@vs-ssh.visualstudio.com:v3/ORG/PROJECT/REPO` | the same by the old address |
/// | `ssh://ORG@vs-ssh.visualstudio.com:22/PROJECT/_ssh/REPO` | the same by a still older one |
/// | `https://HOST[/tfs]/COLLECTION/PROJECT/_git/REPO` | a Server |
/// | `https://dev.azure.com/ORG/_apis/projects/ID` | the `url` of an answer |
/// | `https://dev.azure.com/ORG/[PROJECT/]_apis/git/repositories/ID` | the `url` of an answer |
///
/// Names are unescaped. Which part of a Server's path is the collection can't be seen when no project is
/// named, and a Server's remote over SSH (`ssh://git@HOST:22/COLLECTION/PROJECT/_git/REPO`) does not say where its
/// API is; [`Address::locate`] knows both, because it knows the collection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Location {
    /// The organization or collection.
    pub address: Address,
    /// The project, by name or id.
    pub project: Option<String>,
    /// The repository, by name or id.
    pub repository: Option<String>,
}

/// Why a text is not a location. The text is not repeated: it may hold a token.
fn unknown(what: &str) -> Error {
    Error::new(ErrorKind::Invalid, format!("{what} is not a URL of a project or repository"))
        .advise("copy it from the browser or from `git remote -v`")
}

impl FromStr for Location {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Some(ssh) = Ssh::read(text)? {
            return ssh.in_cloud();
        }
        let (base, segments) = parse(text)?;
        let host = base.host_str().unwrap_or_default().to_ascii_lowercase();
        let old = host.ends_with(".visualstudio.com");
        let cloud = host == "dev.azure.com" || host.ends_with(".dev.azure.com");
        // How many segments belong to the address.
        let depth = if cloud {
            1
        } else if old {
            usize::from(segments.first().is_some_and(|first| first.eq_ignore_ascii_case("DefaultCollection")))
        } else {
            // A Server: the project is right before the first segment that is none, and the collection before it.
            let special = segments.iter().position(|segment| segment.starts_with('_'));
            special.unwrap_or(segments.len()).saturating_sub(1).max(1)
        };
        let mut address = base;
        let head: Vec<_> =
            segments.iter().take(depth).map(|segment| adoxide_api::wire::encode_segment(segment)).collect();
        address.set_path(&head.join("/"));
        Self::below(&address.as_str().parse()?, segments.get(depth..).unwrap_or_default())
    }
}

impl Address {
    /// What a URL of this organization is of.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is no such URL, or one of another organization.
    pub fn locate(&self, url: &str) -> Result<Location> {
        let other = |address: &Self| {
            Error::new(ErrorKind::Invalid, format!("this is a URL of {address}, and not of {self}"))
                .advise("use a client for that organization")
        };
        if self.is_cloud() {
            let location: Location = url.parse()?;
            let same = location.address.is_cloud()
                && location.address.organization().eq_ignore_ascii_case(&self.organization());
            return if same {
                Ok(Location { address: self.clone(), ..location })
            } else {
                Err(other(&location.address))
            };
        }
        let (own, collection) = parse(&self.to_string())?;
        if let Some(ssh) = Ssh::read(url.trim())? {
            let host = own.host_str().unwrap_or_default();
            return match ssh.below(&collection).filter(|_| ssh.host.eq_ignore_ascii_case(host)) {
                Some(segments) => Location::below(self, segments),
                None => Err(ssh.in_cloud().map_or_else(|error| error, |location| other(&location.address))),
            };
        }
        let (base, segments) = parse(url.trim())?;
        let below = segments.len() >= collection.len()
            && segments.iter().zip(&collection).all(|(one, other)| one.eq_ignore_ascii_case(other));
        if base.origin() != own.origin() || !below {
            let location: Location = url.parse()?;
            return Err(other(&location.address));
        }
        Location::below(self, &segments[collection.len()..])
    }
}

impl Location {
    /// What the path below an organization says.
    fn below(address: &Address, segments: &[String]) -> Result<Self> {
        let at = |project: Option<&String>, repository: Option<&String>| {
            Ok(Self { address: address.clone(), project: project.cloned(), repository: repository.cloned() })
        };
        let is = |index: usize, name: &str| {
            segments.get(index).is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        let special = segments.iter().position(|segment| segment.starts_with('_'));
        let project = segments.first().filter(|_| special != Some(0));
        match special {
            // Behind the project may stand a team.
            Some(index @ (0..=2)) if is(index, "_git") || is(index, "_ssh") => {
                // `_optimized` and `_full` say how it is cloned.
                let how = usize::from(is(index + 1, "_optimized") || is(index + 1, "_full"));
                match segments.get(index + 1 + how) {
                    Some(repository) => at(project.or(Some(repository)), Some(repository)),
                    None => Err(unknown("this")),
                }
            }
            Some(index @ (0 | 1)) if is(index, "_apis") => {
                if is(index + 1, "projects") {
                    return at(segments.get(index + 2), None);
                }
                let repositories = is(index + 1, "git") && is(index + 2, "repositories");
                at(project, segments.get(index + 3).filter(|_| repositories))
            }
            _ => at(project, None),
        }
    }
}

/// The base of a URL and the segments of its path, unescaped.
fn parse(text: &str) -> Result<(Url, Vec<String>)> {
    let mut url = address::parse(text).map_err(|error| unknown(&format!("the text ({error})")))?;
    if !matches!(url.scheme(), "https" | "http") || url.cannot_be_a_base() {
        return Err(unknown(&format!("a {} URL", url.scheme())));
    }
    let segments = url.path_segments().into_iter().flatten().filter(|segment| !segment.is_empty());
    let segments = segments.map(decode).collect::<Result<_>>()?;
    // Git writes the organization, or a token, before the host.
    let cleared = url.set_username("").is_ok() && url.set_password(None).is_ok();
    url.set_query(None);
    url.set_fragment(None);
    if cleared { Ok((url, segments)) } else { Err(unknown("the text")) }
}

fn decode(segment: &str) -> Result<String> {
    let text = percent_decode_str(segment).decode_utf8().map_err(|_| unknown("a text that is not UTF-8"))?;
    Ok(text.into_owned())
}

/// A remote over SSH: `ssh://[USER@]HOST[:PORT]/PATH` or `[USER@]HOST:PATH`.
struct Ssh {
    user: Option<String>,
    host: String,
    segments: Vec<String>,
}

impl Ssh {
    /// Reads a remote, if it is one over SSH.
    fn read(text: &str) -> Result<Option<Self>> {
        let (authority, path) = match text.strip_prefix("ssh://") {
            Some(rest) => {
                let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
                // The port says nothing about the repository.
                let (before, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
                (if port.bytes().all(|byte| byte.is_ascii_digit()) { before } else { authority }, path)
            }
            None if text.contains("://") => return Ok(None),
            None => match text.split_once(':') {
                // One letter is a drive of Windows.
                Some((authority, path)) if authority.len() > 1 && !authority.contains('/') => {
                    (authority, path)
                }
                _ => return Ok(None),
            },
        };
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(decode(user)?), host),
            None => (None, authority),
        };
        let path = path.strip_prefix("22/").unwrap_or(path);
        let segments = path.split('/').filter(|segment| !segment.is_empty()).map(decode);
        Ok(Some(Self { user, host: host.to_ascii_lowercase(), segments: segments.collect::<Result<_>>()? }))
    }

    /// What it is of, if its host is one of the cloud.
    fn in_cloud(&self) -> Result<Location> {
        let at = |organization: &str| -> Result<Address> {
            let organization = adoxide_api::wire::encode_segment(organization);
            format!("https://dev.azure.com/{organization}").parse()
        };
        let old = self.host.strip_suffix(".visualstudio.com");
        if self.host != "ssh.dev.azure.com" && old.is_none() {
            return Err(unknown("a remote over SSH of another host"));
        }
        let below = match &self.segments[..] {
            [v3, organization, project, repository] if v3 == "v3" => {
                let (project, repository) = (Some(project.clone()), Some(repository.clone()));
                return Ok(Location { address: at(organization)?, project, repository });
            }
            [collection, below @ ..] if collection.eq_ignore_ascii_case("DefaultCollection") => below,
            below => below,
        };
        // The organization is the user, or the first label of the host.
        let organization = match (old, &self.user) {
            (Some("vs-ssh"), Some(user)) => user.as_str(),
            (Some(label), _) if label != "vs-ssh" => label,
            _ => return Err(unknown("this")),
        };
        let location = Location::below(&at(organization)?, below)?;
        if location.repository.is_some() { Ok(location) } else { Err(unknown("this")) }
    }

    /// The path below a collection of a Server: a virtual directory before the collection may be left out.
    fn below(&self, collection: &[String]) -> Option<&[String]> {
        let is = |from: usize| {
            let named = collection.get(from..)?;
            let (head, below) = self.segments.split_at_checked(named.len())?;
            let same = head.iter().zip(named).all(|(one, other)| one.eq_ignore_ascii_case(other));
            (same && !named.is_empty()).then_some(below)
        };
        is(0).or_else(|| is(collection.len().checked_sub(1)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> (String, Option<String>, Option<String>) {
        let Location { address, project, repository } = url.parse().unwrap();
        (address.to_string(), project, repository)
    }

    #[test]
    fn every_shape() {
        for (url, address, project, repository) in [
            ("https://dev.azure.com/o/p/_git/r", "https://dev.azure.com/o", "p", "r"),
            ("https://o@dev.azure.com/o/p/_git/r", "https://dev.azure.com/o", "p", "r"),
            ("https://user:hunter2@dev.azure.com/o/p/_git/r", "https://dev.azure.com/o", "p", "r"),
            ("https://dev.azure.com/o/_git/r", "https://dev.azure.com/o", "r", "r"),
            ("https://dev.azure.com/o/p/_git/_optimized/r", "https://dev.azure.com/o", "p", "r"),
            (
                "https://dev.azure.com/o/p%20q/_git/%C3%A9?path=/x&version=GBmain",
                "https://dev.azure.com/o",
                "p q",
                "é",
            ),
            ("https://dev.azure.com/o/p/_git/r/pullrequest/7", "https://dev.azure.com/o", "p", "r"),
            ("https://o.visualstudio.com/p/_git/r", "https://dev.azure.com/o", "p", "r"),
            ("https://o.visualstudio.com/DefaultCollection/p/_git/r", "https://dev.azure.com/o", "p", "r"),
            ("git@ssh.dev.azure.com:v3/o/p%20q/r", "https://dev.azure.com/o", "p q", "r"),
            ("ssh://git@ssh.dev.azure.com/v3/o/p/r", "https://dev.azure.com/o", "p", "r"),
            ("ssh://git@ssh.dev.azure.com:22/v3/o/p/r", "https://dev.azure.com/o", "p", "r"),
            ("o@vs-ssh.visualstudio.com:v3/o/p/r", "https://dev.azure.com/o", "p", "r"),
            ("ssh.dev.azure.com:v3/o/p/r", "https://dev.azure.com/o", "p", "r"),
            ("ssh://o@vs-ssh.visualstudio.com:22/p/_ssh/r", "https://dev.azure.com/o", "p", "r"),
            (
                "ssh://o@vs-ssh.visualstudio.com:22/DefaultCollection/p/_ssh/r",
                "https://dev.azure.com/o",
                "p",
                "r",
            ),
            ("ssh://o@vs-ssh.visualstudio.com:22/_ssh/r", "https://dev.azure.com/o", "r", "r"),
            ("ssh://o@o.visualstudio.com:22/p/_git/r", "https://dev.azure.com/o", "p", "r"),
            ("https://dev.azure.com/o/p/team/_git/r", "https://dev.azure.com/o", "p", "r"),
            ("https://tfs.corp/tfs/c/p/_git/r", "https://tfs.corp/tfs/c", "p", "r"),
            ("https://tfs.corp/c/p/_git/r", "https://tfs.corp/c", "p", "r"),
            ("http://127.0.0.1:8080/o/p/_git/r", "http://127.0.0.1:8080/o", "p", "r"),
            (
                "https://dev.azure.com/o/pid/_apis/git/repositories/rid/refs",
                "https://dev.azure.com/o",
                "pid",
                "rid",
            ),
        ] {
            let expected = (address.to_owned(), Some(project.to_owned()), Some(repository.to_owned()));
            assert_eq!(read(url), expected, "{url}");
        }
        for (url, project) in [
            ("https://dev.azure.com/o", None),
            ("https://dev.azure.com/o/p", Some("p")),
            ("https://dev.azure.com/o/p/_boards/board", Some("p")),
            ("https://dev.azure.com/o/_settings/users", None),
            ("https://dev.azure.com/o/_apis/projects/pid", Some("pid")),
        ] {
            let expected = ("https://dev.azure.com/o".to_owned(), project.map(str::to_owned), None);
            assert_eq!(read(url), expected, "{url}");
        }
    }

    #[test]
    fn a_known_collection_leaves_no_doubt() {
        let server: Address = "https://tfs.corp/tfs/c".parse().unwrap();
        let location = server.locate("https://tfs.corp/tfs/C/_git/r").unwrap();
        assert_eq!((location.project.as_deref(), location.repository.as_deref()), (Some("r"), Some("r")));
        for url in
            ["ssh://git@tfs.corp:22/c/p/_git/r", "ssh://tfs.corp/tfs/C/p/_ssh/r", "tfs.corp:c/p/_git/r"]
        {
            let location = server.locate(url).unwrap();
            let found = (location.project.as_deref(), location.repository.as_deref());
            assert_eq!(found, (Some("p"), Some("r")), "{url}");
        }
        let cloud: Address = "contoso".parse().unwrap();
        assert!(cloud.locate("https://Contoso.visualstudio.com/p").is_ok());
        for (address, url) in [
            (&cloud, "https://dev.azure.com/fabrikam/p"),
            (&cloud, "git@ssh.dev.azure.com:v3/fabrikam/p/r"),
            (&server, "https://tfs.corp/tfs/other/p/_git/r"),
            (&server, "https://dev.azure.com/c/p"),
            (&server, "git@ssh.dev.azure.com:v3/c/p/r"),
        ] {
            let error = address.locate(url).unwrap_err();
            assert!(error.to_string().contains("and not of"), "{error}");
        }
    }

    #[test]
    fn other_texts_are_refused_and_not_repeated() {
        for text in
            ["", "hunter2", "ftp://hunter2/x", "git@github.com:hunter2/x", "git@ssh.dev.azure.com:hunter2"]
        {
            let error = text.parse::<Location>().unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }
}
