//! The user's git, and how it gets the token.

use std::ffi::OsStr;
use std::process::Stdio;

use adoxide::Client;
use tokio::process::Command;

use crate::error::{Error, Result};

/// A run of git in the folder that one stands in, with the user's settings.
pub struct Git(Command);

impl Git {
    /// `git ARGUMENT…`.
    pub fn new<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Self {
        let mut command = Command::new("git");
        command.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
        Self(command)
    }

    /// Lets it use the client's credential at this remote, and nowhere else.
    ///
    /// The token is in the environment of git, where only its user sees it: never in a URL, in arguments, or in
    /// a file. It is not sent on to where a redirect leads.
    pub async fn authorized(mut self, ado: &Client, remote: &str) -> Result<Self> {
        let authorization = ado.authorization().await?;
        let header = authorization.expose().map(|value| format!("Authorization: {value}"));
        let key = |name: &str| format!("http.{remote}.{name}");
        // An empty header forgets those that were set before.
        let settings = [
            (key("extraHeader"), String::new()),
            (key("extraHeader"), header.unwrap_or_default()),
            (key("followRedirects"), "false".to_owned()),
        ];
        let before = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse().ok());
        let before: usize = before.unwrap_or(0);
        for (index, (key, value)) in settings.iter().enumerate() {
            let at = before + index;
            self.0.env(format!("GIT_CONFIG_KEY_{at}"), key).env(format!("GIT_CONFIG_VALUE_{at}"), value);
        }
        self.0.env("GIT_CONFIG_COUNT", (before + settings.len()).to_string());
        // Whoever wants to be asked for a password has no use for adox.
        self.0.env("GIT_TERMINAL_PROMPT", "0");
        Ok(self)
    }

    /// Runs it, its talk on stderr.
    pub async fn run(mut self) -> Result<()> {
        let status = self.0.stdout(Stdio::null()).status().await.map_err(|error| missing(&error))?;
        if status.success() {
            return Ok(());
        }
        let ended = status.code().map_or_else(|| status.to_string(), |code| format!("exit code {code}"));
        Err(Error::failed(format!("git {} failed ({ended})", self.name())).help("git says above why"))
    }

    /// Runs it, and answers with what it wrote; none if it failed.
    pub async fn answer(mut self) -> Result<Option<String>> {
        let output = self.0.stderr(Stdio::null()).output().await.map_err(|error| missing(&error))?;
        let text = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        Ok(output.status.success().then_some(text))
    }

    fn name(&self) -> String {
        self.0.as_std().get_args().next().unwrap_or_default().to_string_lossy().into_owned()
    }
}

fn missing(error: &std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::NotFound {
        Error::failed("this needs git, and there is none on the PATH")
            .help("install it from https://git-scm.com")
    } else {
        Error::failed(format!("git can't be started: {error}"))
    }
}

/// The branch that is checked out here.
pub async fn current_branch() -> Result<Option<String>> {
    Git::new(["symbolic-ref", "--quiet", "--short", "HEAD"]).answer().await
}

/// A remote's URL without a user in it: git would ask for that user's password.
pub fn without_user(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_of_a_url_is_left_out() {
        for (url, clean) in [
            ("https://contoso@dev.azure.com/contoso/p/_git/r", "https://dev.azure.com/contoso/p/_git/r"),
            ("https://dev.azure.com/o/a@b/_git/r", "https://dev.azure.com/o/a@b/_git/r"),
        ] {
            assert_eq!(without_user(url), clean);
        }
    }
}
