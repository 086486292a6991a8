//! Things of the service: a few fields of them for people and tables, and all of them in JSON.

use adoxide::Address;
use serde::Serialize;
use serde_json::Value;

use super::field::{Column, Field, Kind, View, WEB_URL};
use super::{Layout, Rows, document, lines};
use crate::args::{Format, OutputArgs};
use crate::error::{Error, Result};
use crate::printer::{Out, Printer};

/// Writes things, one after the other. JSON has all that the service says, CSV and TSV all fields.
pub struct Records<'a> {
    rows: Rows<Out>,
    fields: Vec<&'static Field>,
    view: &'static View,
    address: Option<&'a Address>,
    printer: &'a Printer,
}

impl<'a> Records<'a> {
    /// Things of this view, of this organization.
    pub fn new(
        view: &'static View,
        address: Option<&'a Address>,
        output: &OutputArgs,
        printer: &'a Printer,
    ) -> Result<Self> {
        let layout = output.layout(printer)?;
        let is_table = layout.format == Format::Table;
        let fields: Vec<_> = view
            .fields
            .iter()
            .filter(|field| !is_table || field.listed || layout.selection.is_some())
            .collect();
        let columns: Vec<Column> = fields.iter().map(|field| Column::from(*field)).collect();
        let out = printer.paged(&layout);
        Ok(Self { rows: Rows::new(out, layout, columns), fields, view, address, printer })
    }

    /// Writes one.
    pub fn write(&mut self, thing: &impl Serialize) -> Result<()> {
        let thing = whole(self.view, self.address, thing)?;
        let values: Vec<_> = self.fields.iter().map(|field| field.value(&thing)).collect();
        self.rows.record(thing, &values)
    }

    /// Ends them.
    pub fn finish(self) -> Result<()> {
        let written = self.rows.finish()?;
        self.printer.about(written);
        Ok(())
    }
}

/// Writes one thing alone: its fields line by line, or all that the service says about it.
pub fn show(
    view: &'static View,
    address: Option<&Address>,
    thing: &impl Serialize,
    output: &OutputArgs,
    printer: &Printer,
) -> Result<()> {
    let layout = output.layout(printer)?;
    match layout.format {
        Format::Table | Format::Line if layout.filter.is_none() && layout.selection.is_none() => {
            let thing = whole(view, address, thing)?;
            for_people(view, &thing, &layout, printer)
        }
        Format::Json => {
            let thing = whole(view, address, thing)?;
            let thing = match &layout.selection {
                Some(selection) => {
                    let names: Vec<_> = view.fields.iter().map(|field| field.name).collect();
                    let field = |name: &str| view.fields.iter().find(|field| field.name == name);
                    selection.of(&thing, |name| field(name).map(|field| field.value(&thing)), true, &names)?
                }
                None => thing,
            };
            document(printer.paged(&layout), layout, &thing)?;
            Ok(())
        }
        _ => {
            let mut records = Records::new(view, address, output, printer)?;
            records.write(thing)?;
            records.finish()
        }
    }
}

fn for_people(view: &'static View, thing: &Value, layout: &Layout, printer: &Printer) -> Result<()> {
    let mut out = printer.paged(layout);
    let style = &layout.style;
    let (long, short): (Vec<_>, Vec<_>) = view.fields.iter().partition(|field| field.is_long());
    let mut named: Vec<_> =
        short.iter().map(|field| (field.name, Column::from(*field).kind, field.value(thing))).collect();
    if let Some(url) = thing.get(WEB_URL).filter(|_| !view.fields.iter().any(|field| field.name == WEB_URL)) {
        named.push((WEB_URL, Kind::Plain, url.clone()));
    }
    lines(&mut out, style, named.iter().map(|(name, kind, value)| (*name, *kind, value)))?;
    for field in long {
        let value = field.value(thing);
        let text = Column::from(field).kind.lines(&value, style);
        if !text.trim().is_empty() {
            use std::io::Write as _;
            writeln!(out, "\n{}", style.paint("1", field.name))?;
            for line in text.trim_end().lines() {
                for piece in
                    super::line::wrapped(line, style.width.map(|width| width.saturating_sub(2).max(20)))
                {
                    writeln!(out, "{}", format!("  {piece}").trim_end())?;
                }
            }
        }
    }
    out.finish()?;
    Ok(())
}

/// All that the service says about a thing, and where a browser shows it.
fn whole(view: &View, address: Option<&Address>, thing: &impl Serialize) -> Result<Value> {
    let mut thing = serde_json::to_value(thing)
        .map_err(|error| Error::failed(format!("the answer can't be written as JSON: {error}")))?;
    let url = address.and_then(|address| (view.url)(&thing, address));
    if let (Some(url), Value::Object(members)) = (url, &mut thing) {
        members.entry(WEB_URL).or_insert_with(|| url.into());
    }
    Ok(thing)
}
