//! How the program ends.

use std::process::ExitCode;

/// What the exit code says. 8 is kept for commands that look at something that is not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It is done.
    Ok = 0,
    /// It failed, or a part of it.
    Failed = 1,
    /// What was typed or set can't be meant, or it was cancelled.
    Usage = 2,
    /// The credential is missing, was refused, or may not do it.
    Auth = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
