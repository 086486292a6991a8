use clap::Args;

use super::OutputArgs;

// Not a doc comment: flattened into a command, it would be the text of that command.
// How many rows, and how they are written.
#[derive(Args, Clone, Debug, Default)]
pub struct ListArgs {
    /// The most to list (default: 30 on a terminal, all elsewhere)
    #[arg(
        long,
        short = 'L',
        value_name = "NUMBER",
        value_parser = limit,
        help_heading = "Output"
    )]
    pub limit: Option<u64>,

    /// List all, on a terminal too
    #[arg(long, conflicts_with = "limit", help_heading = "Output")]
    pub all: bool,

    #[command(flatten)]
    pub output: OutputArgs,
}

/// As many rows as a person looks at, unless another number is given.
const ON_A_TERMINAL: u64 = 30;

impl ListArgs {
    /// The most rows to write.
    pub fn most(&self, is_terminal: bool) -> u64 {
        match self.limit {
            Some(limit) => limit,
            None if is_terminal && !self.all && self.output.asked().is_none() => ON_A_TERMINAL,
            None => u64::MAX,
        }
    }
}

// How one thing is shown.
#[derive(Args, Clone, Debug, Default)]
pub struct ShowArgs {
    /// Open it in the browser
    #[arg(long, short, conflicts_with_all = ["output", "json", "jq", "query", "jinja"], help_heading = "Output")]
    pub web: bool,

    #[command(flatten)]
    pub output: OutputArgs,
}

// What is asked before something is deleted.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct ConfirmArgs {
    /// Skip the confirmation
    #[arg(long, short)]
    pub yes: bool,
}

/// How many are listed: 1 or more.
fn limit(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(limit) if limit > 0 => Ok(limit),
        _ => Err("expected a number above 0; --all lists all".to_owned()),
    }
}
