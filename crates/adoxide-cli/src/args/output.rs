use clap::{Args, ValueEnum};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people
    Table,
    /// One array of objects
    Json,
    /// One object a line
    Jsonl,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// Tab-separated values
    Tsv,
}

/// How rows are to be written.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct OutputArgs {
    /// The format; a table on a terminal and JSON elsewhere, if nothing is said
    #[arg(long, short, value_enum, value_name = "FORMAT", hide_possible_values = false)]
    pub output: Option<Format>,

    /// The same as `--output json`
    #[arg(long, conflicts_with = "output")]
    pub json: bool,
}

impl OutputArgs {
    /// The format that was asked for, if one was.
    pub fn asked(self) -> Option<Format> {
        if self.json { Some(Format::Json) } else { self.output }
    }

    /// The format to write: the one that was asked for, or what fits who reads it.
    pub fn format(self, is_terminal: bool) -> Format {
        self.asked().unwrap_or(if is_terminal { Format::Table } else { Format::Json })
    }
}
