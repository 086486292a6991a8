//! Things of the service: a few fields of them for people and tables, and all of them in JSON.

use std::io::{BufWriter, StdoutLock};

use serde::Serialize;
use serde_json::Value;

use super::Rows;
use crate::args::{Format, OutputArgs};
use crate::error::{Error, Result};
use crate::printer::Printer;

/// A field of a thing, found in what the service says about it.
pub struct Field {
    /// Its name: the service's, where it has one.
    pub name: &'static str,
    /// Whether it is in a table of many; one alone has them all.
    pub listed: bool,
    /// Where it is found.
    pub value: fn(&Value) -> Value,
}

impl Field {
    /// A field that lists have.
    pub const fn new(name: &'static str, value: fn(&Value) -> Value) -> Self {
        Self { name, listed: true, value }
    }

    /// The same, left out of tables of many.
    pub const fn unlisted(self) -> Self {
        Self { listed: false, ..self }
    }
}

/// Writes things, one after the other. JSON has all that the service says, CSV and TSV all fields.
pub struct Records {
    rows: Rows<BufWriter<StdoutLock<'static>>>,
    fields: Vec<&'static Field>,
}

impl Records {
    /// Things that have these fields.
    pub fn new(fields: &'static [Field], output: OutputArgs, printer: &Printer) -> Self {
        let format = output.format(printer.is_terminal());
        let fields: Vec<_> = fields.iter().filter(|field| format != Format::Table || field.listed).collect();
        let columns = fields.iter().map(|field| field.name.to_owned()).collect();
        Self { rows: Rows::new(printer.stdout(), format, printer.width(), columns), fields }
    }

    /// Writes one.
    pub fn write(&mut self, thing: &impl Serialize) -> Result<()> {
        let thing = value(thing)?;
        let values: Vec<_> = self.fields.iter().map(|field| (field.value)(&thing)).collect();
        Ok(self.rows.record(&thing, &values)?)
    }

    /// Ends them.
    pub fn finish(self, printer: &Printer) -> Result<()> {
        if self.rows.finish()? {
            printer.say("\nSome values are shortened to fit the terminal; --output json has them in full.");
        }
        Ok(())
    }
}

/// Writes one thing alone: its fields line by line, or all that the service says about it.
pub fn show(
    fields: &'static [Field],
    thing: &impl Serialize,
    output: OutputArgs,
    printer: &Printer,
) -> Result<()> {
    let thing = value(thing)?;
    match output.format(printer.is_terminal()) {
        Format::Table => {
            let columns = vec!["field".to_owned(), "value".to_owned()];
            let mut rows = Rows::new(printer.stdout(), Format::Table, None, columns);
            for field in fields {
                let value = (field.value)(&thing);
                if !value.is_null() {
                    rows.row(&[field.name.into(), value])?;
                }
            }
            rows.finish()?;
        }
        Format::Json => printer.data(|out| {
            serde_json::to_writer_pretty(&mut *out, &thing)?;
            writeln!(out)
        })?,
        _ => {
            let mut records = Records::new(fields, output, printer);
            records.write(&thing)?;
            records.finish(printer)?;
        }
    }
    Ok(())
}

fn value(thing: &impl Serialize) -> Result<Value> {
    serde_json::to_value(thing).map_err(|error| Error::failed(format!("the answer is no JSON: {error}")))
}
