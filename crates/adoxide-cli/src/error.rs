//! What went wrong, for people: one sentence, and what to do.

use std::fmt::Display;
use std::io;

use adoxide_sync::ErrorKind as SyncErrorKind;

use crate::exit::Exit;

/// Why a command failed.
#[derive(Debug)]
pub struct Error(Box<Said>);

#[derive(Debug)]
struct Said {
    exit: Exit,
    /// Empty if there is nobody to say it to.
    message: String,
    help: Vec<String>,
}

/// What commands answer with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// It did not work.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::new(Exit::Failed, message)
    }

    /// A usage error: an argument or a setting is not valid.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// It ends with this exit code.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self(Box::new(Said { exit, message: message.into(), help: Vec::new() }))
    }

    /// Ctrl-C can't be waited for.
    pub fn interrupt(error: &io::Error) -> Self {
        Self::failed(format!("Ctrl-C can't be waited for: {error}"))
    }

    /// Says what can be done about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help.push(help.into());
        self
    }

    /// Says before the sentence where it was.
    pub fn at(mut self, place: impl Display) -> Self {
        self.0.message = format!("{place}: {}", self.0.message);
        self
    }

    /// What was typed was wrong, whoever found that out.
    pub fn wrong(mut self) -> Self {
        self.0.exit = Exit::Usage;
        self
    }

    /// Says what can be done about it, in place of what was said.
    pub fn instead(mut self, help: impl Into<String>) -> Self {
        self.0.help = vec![help.into()];
        self
    }

    /// What was typed was wrong, whoever found that out; this can be done about it.
    pub fn typed(mut self, help: impl Into<String>) -> Self {
        self.0.exit = Exit::Usage;
        self.0.help = vec![help.into()];
        self
    }

    /// How the program ends.
    pub fn exit(&self) -> Exit {
        self.0.exit
    }

    /// What happened; empty if nothing needs to be said.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What can be done about it.
    pub fn hints(&self) -> &[String] {
        &self.0.help
    }
}

impl From<adoxide::Error> for Error {
    fn from(error: adoxide::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&adoxide::Error> for Error {
    fn from(error: &adoxide::Error) -> Self {
        use adoxide::ErrorKind::{Auth, Config, Permission, Unavailable};

        let exit = match error.kind() {
            Auth | Permission => Exit::Auth,
            Config => Exit::Usage,
            _ => Exit::Failed,
        };
        // The text ends with what to do; here that has a line of its own.
        let text = error.to_string();
        let advice = error.advice();
        let what = text.strip_suffix(advice).and_then(|what| what.strip_suffix("; "));
        let mut this = Self::new(exit, what.unwrap_or(&text));
        if what.is_some() {
            this = this.help(advice);
        }
        let is_their_fault = error.kind() == Unavailable && error.status().is_some();
        match error.activity_id() {
            Some(id) if is_their_fault => {
                this.help(format!("Microsoft's support finds it by the activity id {id}"))
            }
            _ => this,
        }
    }
}

impl From<adoxide_sync::Error> for Error {
    fn from(error: adoxide_sync::Error) -> Self {
        match error.as_service() {
            Some(service) => Self::from(service),
            None if error.kind() == SyncErrorKind::Config => Self::usage(error.to_string()),
            None => Self::failed(error.to_string()),
        }
    }
}

impl From<adoxide_report::Error> for Error {
    fn from(error: adoxide_report::Error) -> Self {
        use adoxide_report::ErrorKind::{Invalid, NotFound};

        let exit = match error.kind() {
            Invalid | NotFound => Exit::Usage,
            _ => Exit::Failed,
        };
        let this = Self::new(exit, error.to_string());
        match error.advice() {
            Some(help) => this.help(help),
            None => this,
        }
    }
}

/// Errors of standard output. If nobody reads it any more, that is not a failure.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::new(Exit::Ok, "")
        } else {
            Self::failed(format!("the output can't be written: {error}"))
        }
    }
}
