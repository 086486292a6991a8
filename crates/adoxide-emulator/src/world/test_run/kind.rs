//! The enums of the test API.

use crate::base::named;

named! {
    /// How a test run is doing.
    pub enum RunState {
        Unspecified = 0 "Unspecified",
        NotStarted = 1 "NotStarted",
        InProgress = 2 "InProgress",
        Completed = 3 "Completed",
        Aborted = 4 "Aborted",
        Waiting = 5 "Waiting",
        NeedsInvestigation = 6 "NeedsInvestigation",
    }

    /// How a test ended.
    pub enum Outcome {
        Unspecified = 0 "Unspecified",
        None = 1 "None",
        Passed = 2 "Passed",
        Failed = 3 "Failed",
        Inconclusive = 4 "Inconclusive",
        Timeout = 5 "Timeout",
        Aborted = 6 "Aborted",
        Blocked = 7 "Blocked",
        NotExecuted = 8 "NotExecuted",
        Warning = 9 "Warning",
        Error = 10 "Error",
        NotApplicable = 11 "NotApplicable",
        Paused = 12 "Paused",
        InProgress = 13 "InProgress",
        NotImpacted = 14 "NotImpacted",
    }

    /// How a test result is doing.
    pub enum ResultState {
        Unspecified = 0 "Unspecified",
        Pending = 1 "Pending",
        Queued = 2 "Queued",
        InProgress = 3 "InProgress",
        Paused = 4 "Paused",
        Completed = 5 "Completed",
    }

    /// What an attachment is.
    pub enum AttachmentKind {
        GeneralAttachment = 0 "generalAttachment",
        CodeCoverage = 1 "codeCoverage",
        ConsoleLog = 2 "consoleLog",
    }
}

impl RunState {
    /// Whether nothing comes any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Aborted | Self::NeedsInvestigation)
    }
}

impl Outcome {
    /// The outcome as the values of reports have it: `passed`, `notExecuted`.
    pub fn value_name(self) -> String {
        let mut name = self.name().to_owned();
        name[..1].make_ascii_lowercase();
        name
    }

    /// Whether something went wrong.
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Aborted | Self::Timeout | Self::Error)
    }

    /// Whether the test did not run, which is nothing wrong.
    pub fn is_not_applicable(self) -> bool {
        matches!(self, Self::NotExecuted | Self::NotApplicable | Self::NotImpacted)
    }
}
