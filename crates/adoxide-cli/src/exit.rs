//! How the program ends.

use std::process::ExitCode;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It is done.
    Ok,
    /// It failed, or a part of it.
    Failed,
    /// A usage error, or cancelled.
    Usage,
    /// An audit has found what it was told to fail on.
    Findings,
    /// The credential is missing, was refused, or may not do it.
    Auth,
    /// What was looked at is not finished.
    Pending,
    /// As a program ended that was run.
    Program(u8),
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Findings => 3,
            Self::Auth => 4,
            Self::Pending => 8,
            Self::Program(code) => code,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
