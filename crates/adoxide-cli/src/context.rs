//! What commands have in common: where they write, and how lists, things and changes are written.

use std::fmt::Display;
use std::io::Write as _;

use adoxide::Address;
use futures::{Stream, StreamExt as _};
use serde::Serialize;

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ShowArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::View;
use crate::output::{self, Records};
use crate::printer::Printer;
use crate::web;

/// What a command has besides what was typed.
pub struct Context {
    /// Where it writes.
    pub printer: Printer,
}

impl Context {
    /// Writes a list of things: as many as are wanted, with a line that says so where there are more.
    ///
    /// # Errors
    /// When the list can't be read to that point, or not be written.
    pub async fn list<T: Serialize, E: Into<Error>>(
        &self,
        view: &'static View,
        address: &Address,
        args: &ListArgs,
        things: impl Stream<Item = Result<T, E>>,
    ) -> Result<Exit> {
        let most = args.most(self.printer.is_terminal());
        let mut records = Records::new(view, Some(address), &args.output, &self.printer)?;
        let mut things = std::pin::pin!(things);
        let mut written = 0;
        let mut more = false;
        while let Some(thing) = things.next().await {
            let thing = thing.map_err(Into::into)?;
            if written == most {
                more = true;
                break;
            }
            records.write(&thing)?;
            written += 1;
        }
        records.finish()?;
        if more && args.limit.is_none() {
            self.printer
                .say(format_args!("\nThe first {written} are shown; --limit NUMBER or --all shows more."));
        }
        Ok(Exit::Ok)
    }

    /// Writes one thing, or opens it in the browser.
    ///
    /// # Errors
    /// When it can't be written, or there is no page or no browser to show it.
    pub fn show(
        &self,
        view: &'static View,
        address: &Address,
        args: &ShowArgs,
        thing: &impl Serialize,
    ) -> Result<Exit> {
        if args.web {
            let url = url(view, address, thing)?;
            let url = url.ok_or_else(|| Error::usage("no page shows this"))?;
            web::open(&url, &self.printer)?;
            return Ok(Exit::Ok);
        }
        output::show(view, Some(address), thing, &args.output, &self.printer)?;
        Ok(Exit::Ok)
    }

    /// Tells about a change that was made: a sentence to stderr, and to stdout the URL of what was changed, or as
    /// much of it as was asked for.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn changed(
        &self,
        sentence: impl Display,
        view: &'static View,
        address: &Address,
        output: &OutputArgs,
        thing: &impl Serialize,
    ) -> Result<Exit> {
        self.printer.say(sentence);
        if output.asked().is_some() {
            output::show(view, Some(address), thing, output, &self.printer)?;
        } else if let Some(url) = url(view, address, thing)?.filter(|_| !self.printer.is_quiet()) {
            self.printer.line(url)?;
        }
        Ok(Exit::Ok)
    }

    /// Asks before something is deleted, or takes `--yes` for the answer.
    ///
    /// # Errors
    /// When the answer is no, or nobody can be asked.
    pub fn confirm(&self, args: ConfirmArgs, what: impl Display, undo: impl Display) -> Result<()> {
        if args.yes {
            return Ok(());
        }
        if !self.printer.is_interactive() {
            return Err(Error::usage(what.to_string())
                .help(undo.to_string())
                .help("--yes skips the confirmation"));
        }
        eprint_prompt(&format!("{what}; {undo}. Continue? [y/N] "));
        let mut answer = String::new();
        let read = std::io::stdin().read_line(&mut answer);
        read.map_err(|error| Error::usage(format!("the answer can't be read: {error}")))?;
        if matches!(answer.trim(), "y" | "Y" | "yes") {
            Ok(())
        } else {
            Err(Error::usage("cancelled; nothing was changed"))
        }
    }
}

/// The page that shows a thing.
fn url(view: &View, address: &Address, thing: &impl Serialize) -> Result<Option<String>> {
    let thing = serde_json::to_value(thing)
        .map_err(|error| Error::failed(format!("the answer can't be written as JSON: {error}")))?;
    let own = thing[output::field::WEB_URL].as_str().map(str::to_owned);
    Ok((view.url)(&thing, address).or(own))
}

fn eprint_prompt(text: &str) {
    let mut stderr = std::io::stderr();
    // If stderr is closed there is nobody to ask, and no answer comes.
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}
