//! The user's git, and how it gets the token.

use std::ffi::OsStr;
use std::process::Stdio;

use adoxide::{Address, Client};
use tokio::process::Command;

use crate::args::ConnectionArgs;
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
        let mut settings = vec![
            (key("extraHeader"), String::new()),
            (key("extraHeader"), header.unwrap_or_default()),
            (key("followRedirects"), "false".to_owned()),
        ];
        if remote.starts_with("http://") {
            // A repository may name a proxy of its own, and without TLS that would see the token.
            settings.push((key("proxy"), String::new()));
        }
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
        Err(Error::failed(format!("git {} failed ({ended}); see its message above", self.name())))
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

/// adox as a credential helper of git.
pub struct Helper(String);

impl Helper {
    /// This program, for an organization or for all of the cloud, with the credential that these flags name.
    ///
    /// # Errors
    /// When this program does not know where it is.
    pub fn new(address: Option<&Address>, args: &ConnectionArgs) -> Result<Self> {
        let program = std::env::current_exe()
            .map_err(|error| Error::failed(format!("this program can't be found again: {error}")))?;
        let program = program.to_string_lossy().replace('\\', "/");
        let mut command = format!("!{} auth git-credential", quoted(&program));
        let mut add = |flag: &str, value: &str| command.extend([" ", flag, " ", &quoted(value)]);
        if let Some(address) = address {
            add("--organization", &address.to_string());
        }
        if let Some(profile) = &args.profile.profile {
            add("--profile", profile);
        }
        // What came from stdin can't come again.
        if let Some(file) = args.token_file.as_ref().filter(|file| file.as_os_str() != "-") {
            let file = std::path::absolute(file).unwrap_or_else(|_| file.clone());
            add("--token-file", &file.to_string_lossy().replace('\\', "/"));
        }
        Ok(Self(command))
    }

    /// The settings of git that make it the only helper for this URL, in their order.
    pub fn settings(&self, url: &str) -> [(String, String); 3] {
        let key = |name: &str| format!("credential.{url}.{name}");
        [
            // An empty one forgets those that were set before.
            (key("helper"), String::new()),
            (key("helper"), self.0.clone()),
            // The path names the organization.
            (key("useHttpPath"), "true".to_owned()),
        ]
    }
}

/// A word for the shell that git runs helpers in.
fn quoted(word: &str) -> String {
    let plain = |char: char| char.is_ascii_alphanumeric() || "/._-:=@".contains(char);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// The commit that a name stands for here; none if it stands for none.
pub async fn commit_of(name: &str) -> Result<Option<String>> {
    Git::new(["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]).answer().await
}

/// How many commits `new` has that `old` has not; none if one of them is not here.
pub async fn ahead(old: &str, new: &str) -> Result<Option<u64>> {
    let count = Git::new(["rev-list", "--count", &format!("{old}..{new}"), "--"]).answer().await?;
    Ok(count.and_then(|count| count.parse().ok()))
}

/// The first line of the last commit of a branch.
pub async fn subject(branch: &str) -> Result<Option<String>> {
    Git::new(["log", "-1", "--format=%s", &format!("refs/heads/{branch}"), "--"]).answer().await
}

/// The commits that a branch has and another name has not, the oldest first: their subjects and bodies.
pub async fn commits(base: &str, branch: &str) -> Result<Vec<(String, String)>> {
    let range = format!("{base}..refs/heads/{branch}");
    let log = Git::new(["log", "--reverse", "--no-merges", "--format=%s%x00%b%x00", &range, "--"]);
    let Some(text) = log.answer().await? else { return Ok(Vec::new()) };
    let mut parts = text.split('\0').map(str::trim);
    let mut commits = Vec::new();
    while let (Some(subject), Some(body)) = (parts.next(), parts.next()) {
        commits.push((subject.to_owned(), body.to_owned()));
    }
    Ok(commits)
}

/// The top folder of what is checked out here; none outside of a repository.
pub async fn top() -> Result<Option<std::path::PathBuf>> {
    Ok(Git::new(["rev-parse", "--show-toplevel"]).answer().await?.map(Into::into))
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
