//! `adox auth`.

mod browser;
mod git_credential;
mod login;
mod logout;
mod setup_git;
mod status;
mod token;

use clap::Args;

use crate::verb::Entry;

/// Sign in, and show the credential in use
#[derive(Args, Debug)]
pub struct Auth {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<login::Login>("login"),
    Entry::verb::<logout::Logout>("logout"),
    Entry::verb::<logout::List>("list"),
    Entry::verb::<status::Status>("status"),
    Entry::verb::<token::Token>("token"),
    Entry::verb::<setup_git::SetupGit>("setup-git"),
    Entry::verb::<git_credential::GitCredential>("git-credential"),
];
