use std::collections::BTreeMap;
use std::fmt::Write as _;

use adoxide::{Address, Location};
use clap::{Args, ValueEnum};

use crate::args::ConnectionArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Connection;
use crate::verb::Verb;

/// Give git the credential of its remote, as a credential helper
///
/// Git runs it, where `adox auth setup-git` or `adox repo clone` has configured it. It answers for repositories of the
/// organization only, and keeps nothing.
#[derive(Args, Debug)]
pub struct GitCredential {
    /// What git wants
    #[arg(value_enum)]
    action: Action,

    #[command(flatten)]
    connection: ConnectionArgs,
}

/// What git wants of a credential helper: <https://git-scm.com/docs/gitcredentials>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Action {
    /// A credential
    Get,
    /// Store one that was accepted; adox has it already
    Store,
    /// Forget one that was refused; adox keeps its own
    Erase,
    /// What the helper is capable of
    Capability,
}

impl Verb for GitCredential {
    async fn run(self, context: &Context) -> Result<Exit> {
        match self.action {
            Action::Capability => {
                context.printer.data(|out| out.write_all(b"version 0\ncapability authtype\n"))?;
            }
            Action::Get => {
                let text = std::io::read_to_string(std::io::stdin())
                    .map_err(|error| Error::usage(format!("git's request can't be read: {error}")))?;
                if let Some(answer) = get(&Request::read(&text), self.connection).await? {
                    context.printer.data(|out| out.write_all(answer.as_bytes()))?;
                }
            }
            Action::Store | Action::Erase => {}
        }
        Ok(Exit::Ok)
    }
}

/// What git says about a remote.
struct Request {
    values: BTreeMap<String, String>,
    capabilities: Vec<String>,
}

impl Request {
    fn read(text: &str) -> Self {
        let mut request = Self { values: BTreeMap::new(), capabilities: Vec::new() };
        for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
            if name == "capability[]" {
                request.capabilities.push(value.to_owned());
            } else {
                request.values.insert(name.to_owned(), value.to_owned());
            }
        }
        request
    }

    fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The URL of the remote.
    fn url(&self) -> String {
        let path = self.value("path").trim_start_matches('/');
        format!("{}://{}/{path}", self.value("protocol"), self.value("host"))
    }

    /// The organization of the cloud that it is of. Without a path, as git has it by default, the user of the URL names
    /// it, or the host.
    fn organization(&self) -> Option<Address> {
        let host = self.value("host").to_ascii_lowercase();
        if let Ok(location) = self.url().parse::<Location>() {
            return Some(location.address).filter(Address::is_cloud);
        }
        if let Some(name) = host.strip_suffix(".visualstudio.com") {
            return name.parse().ok();
        }
        let user = self.value("username");
        (host == "dev.azure.com" && !user.is_empty())
            .then(|| user.parse().ok())
            .flatten()
            .filter(Address::is_cloud)
    }

    /// Whether the token may be sent there: encrypted, or to this machine.
    fn is_safe(&self) -> bool {
        let host = self.value("host");
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        match self.value("protocol") {
            "https" => true,
            "http" => matches!(name, "127.0.0.1" | "localhost" | "[::1]"),
            _ => false,
        }
    }
}

/// The answer; none where the remote is none of ours, so that git asks the next helper.
async fn get(request: &Request, mut connection: ConnectionArgs) -> Result<Option<String>> {
    if !request.is_safe() {
        return Ok(None);
    }
    let asked = request.organization();
    if connection.organization.is_none() {
        // A token of a Server is none of the cloud's business.
        let set = Connection::address(&connection).ok();
        if asked.is_some() && set.is_some_and(|set| !set.value.is_cloud()) {
            return Ok(None);
        }
        // What is set may be another one than that of the remote.
        connection.organization = asked.as_ref().map(ToString::to_string);
    }
    let connection = Connection::resolve(&connection)?;
    let address = &connection.address.value;
    let is_ours = address.locate(&request.url()).is_ok()
        || asked.is_some_and(|asked| {
            address.is_cloud() && asked.organization().eq_ignore_ascii_case(&address.organization())
        });
    if !is_ours {
        return Ok(None);
    }
    let authorization = connection.client()?.authorization().await?;
    let Some(token) = authorization.expose_token() else { return Ok(None) };
    let is_bearer = authorization.expose().is_some_and(|header| header.starts_with("Bearer "));
    let mut answer = String::new();
    // Writing to a string can't fail.
    let _ = if is_bearer && request.capabilities.iter().any(|capability| capability == "authtype") {
        writeln!(answer, "capability[]=authtype\nauthtype=Bearer\ncredential={token}\nephemeral=1")
    } else {
        // The service takes either kind of token as the password of any user.
        writeln!(answer, "username=adox\npassword={token}")
    };
    Ok(Some(answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organization_of_a_remote() {
        for (text, organization) in [
            ("protocol=https\nhost=dev.azure.com\npath=contoso/p/_git/r\n", Some("contoso")),
            ("protocol=https\nhost=dev.azure.com\nusername=contoso\n", Some("contoso")),
            ("protocol=https\nhost=contoso.visualstudio.com\n", Some("contoso")),
            ("protocol=https\nhost=dev.azure.com\n", None),
            ("protocol=https\nhost=github.com\npath=contoso/p\n", None),
            ("protocol=https\nhost=evil.example\nusername=contoso\npath=contoso/p/_git/r\n", None),
        ] {
            let found = Request::read(text).organization().map(|address| address.organization());
            assert_eq!(found.as_deref(), organization, "{text}");
        }
    }

    #[test]
    fn a_token_is_not_sent_in_the_clear() {
        for (text, safe) in [
            ("protocol=https\nhost=dev.azure.com\n", true),
            ("protocol=http\nhost=127.0.0.1:7171\n", true),
            ("protocol=http\nhost=dev.azure.com\n", false),
            ("protocol=http\nhost=127.0.0.1.evil.example\n", false),
            ("protocol=ssh\nhost=dev.azure.com\n", false),
        ] {
            assert_eq!(Request::read(text).is_safe(), safe, "{text}");
        }
    }
}
