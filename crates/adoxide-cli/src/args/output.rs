use clap::{Args, ValueEnum};

use crate::error::Result;
use crate::output::filter::Filter;
use crate::output::{Layout, Selection};
use crate::printer::Printer;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people
    Table,
    /// One line for each field
    Line,
    /// One JSON array of objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// Tab-separated values
    Tsv,
}

// Not a doc comment: flattened into a command, it would be the text of that command.
// The format of the output, and what of it is wanted.
#[derive(Args, Clone, Debug, Default)]
pub struct OutputArgs {
    /// The format; by default a table on a terminal, JSON elsewhere
    #[arg(long, short, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub output: Option<Format>,

    /// Print JSON; with FIELDS, these only, separated by commas, also in --output
    #[arg(
        long,
        value_name = "FIELDS",
        num_args = 0..=1,
        require_equals = false,
        default_missing_value = "",
        help_heading = "Output"
    )]
    pub json: Option<String>,

    /// Filter the JSON with a jq expression; strings are printed raw
    #[arg(long, value_name = "EXPRESSION", conflicts_with_all = ["output", "query"], help_heading = "Output")]
    pub jq: Option<String>,

    /// Filter the JSON with a JMESPath expression; --output formats the result
    #[arg(long, value_name = "EXPRESSION", help_heading = "Output")]
    pub query: Option<String>,

    /// Write the JSON by a Jinja template: `items` is the list, `item` the one thing
    // Its id is not `template`, which `pr create` has for something else.
    #[arg(
        id = "jinja",
        long = "template",
        value_name = "TEMPLATE",
        conflicts_with_all = ["output", "query", "jq"],
        help_heading = "Output"
    )]
    pub template: Option<String>,

    /// In CSV, put ' before cells that a spreadsheet would run as a formula
    #[arg(long, help_heading = "Output")]
    pub csv_safe: bool,
}

impl OutputArgs {
    /// The format that was asked for, if one was.
    pub fn asked(&self) -> Option<Format> {
        let json =
            self.json.is_some() || self.jq.is_some() || self.query.is_some() || self.template.is_some();
        self.output.or_else(|| json.then_some(Format::Json))
    }

    /// The format to write: the one that was asked for, or what fits the reader.
    pub fn format(&self, is_terminal: bool) -> Format {
        self.asked().unwrap_or(if is_terminal { Format::Table } else { Format::Json })
    }

    /// All that decides how rows are written.
    ///
    /// # Errors
    /// When an expression of jq or JMESPath, or a template, can't be read.
    pub fn layout(&self, printer: &Printer) -> Result<Layout> {
        let filter = match (&self.jq, &self.query, &self.template) {
            (Some(expression), ..) => Some(Filter::jq(expression)?),
            (None, Some(expression), _) => Some(Filter::jmespath(expression)?),
            (None, None, Some(template)) => Some(Filter::template(template)?),
            (None, None, None) => None,
        };
        Ok(Layout {
            format: self.format(printer.is_terminal()),
            selection: self.json.as_deref().and_then(Selection::read),
            filter,
            csv_safe: self.csv_safe,
            style: printer.style(),
        })
    }
}
