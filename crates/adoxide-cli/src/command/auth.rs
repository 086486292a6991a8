//! `adox auth`.

mod status;

use clap::Args;

use crate::verb::Entry;

/// Sign in, and show the credential in use
#[derive(Args, Debug)]
pub struct Auth {}

/// The verbs.
pub const VERBS: &[Entry] = &[Entry::verb::<status::Status>("status")];
