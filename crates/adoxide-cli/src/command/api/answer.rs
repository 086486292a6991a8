//! What came back, to stdout or into a file.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use adoxide::{Download, Pages, RawPage};
use http::header::{CONTENT_TYPE, SET_COOKIE};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use tempfile::NamedTempFile;

use crate::args::{ApiArgs, Format};
use crate::error::{Error, Result};
use crate::output::{Layout, document, json};
use crate::printer::Printer;

/// How an answer is to be written.
pub struct Answer<'a> {
    printer: &'a Printer,
    include: bool,
    lines: bool,
    layout: Layout,
    file: Option<PathBuf>,
}

impl<'a> Answer<'a> {
    pub fn new(args: &ApiArgs, printer: &'a Printer) -> Result<Self> {
        let layout = args.output.layout(printer)?;
        let lines = match args.output.asked() {
            None | Some(Format::Json) => false,
            Some(Format::Jsonl) => true,
            Some(_) if layout.filter.is_some() => false,
            Some(_) => {
                return Err(Error::usage("an answer is written as json or jsonl")
                    .help("--query EXPRESSION makes rows of it, for the other formats"));
            }
        };
        Ok(Self { printer, include: args.include, lines, layout, file: args.output_file.clone() })
    }

    /// Writes an answer of whatever kind, as it comes.
    pub async fn download(self, mut download: Download) -> Result<()> {
        let mut target = Target::open(&self)?;
        let (status, headers) = (download.status(), download.headers().clone());
        self.head(&mut target, status, &headers)?;
        if is_json(&headers) && (self.file.is_none() || self.layout.filter.is_some()) {
            let body = download.bytes().await?;
            self.json(&mut target, &body)?;
            return target.close();
        }
        if self.layout.filter.is_some() {
            return Err(Error::usage("the answer is not JSON, so it can't be filtered")
                .help("leave --jq and --query out"));
        }
        let mut first = true;
        while let Some(piece) = download.next().await {
            let piece = piece?;
            if first && self.file.is_none() && io::stdout().is_terminal() && piece.contains(&0) {
                return Err(Error::usage("the answer is binary, and stdout is a terminal")
                    .help("write it into a file with --output-file FILE"));
            }
            first = false;
            target.write(&piece)?;
        }
        target.close()
    }

    /// Writes the items of all pages.
    pub async fn pages(self, mut pages: Pages<RawPage>) -> Result<()> {
        let mut target = Target::open(&self)?;
        if self.layout.filter.is_some() {
            let mut items = Vec::new();
            while let Some(page) = pages.next().await {
                for item in page?.items() {
                    items.push(parsed(&item)?);
                }
            }
            let mut text = Vec::new();
            document(&mut text, self.layout, &Value::Array(items))?;
            target.write(&text)?;
            return target.close();
        }
        let mut written = 0_u64;
        while let Some(page) = pages.next().await {
            for item in page?.items() {
                let mut text = Vec::with_capacity(item.len() + 4);
                if self.lines {
                    json::in_one_line(&mut text, &item)?;
                    text.push(b'\n');
                } else {
                    text.extend_from_slice(if written == 0 { b"[\n" } else { b",\n" });
                    if self.printer.is_terminal() {
                        json::indented(&mut text, &item)?;
                    } else {
                        json::in_one_line(&mut text, &item)?;
                    }
                }
                target.write(&text)?;
                written += 1;
            }
        }
        if !self.lines {
            target.write(if written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        target.close()
    }

    fn head(&self, target: &mut Target, status: StatusCode, headers: &HeaderMap) -> Result<()> {
        if !self.include {
            return Ok(());
        }
        let mut head = format!("{status}\n").into_bytes();
        for (name, value) in headers {
            // A cookie is as good as a password.
            let value = if name == SET_COOKIE { b"***" } else { value.as_bytes() };
            head.extend([name.as_str().as_bytes(), b": ", value, b"\n"].concat());
        }
        head.push(b'\n');
        target.write(&head)
    }

    fn json(self, target: &mut Target, body: &[u8]) -> Result<()> {
        let body = body.trim_ascii();
        if body.is_empty() {
            return Ok(());
        }
        if self.layout.filter.is_some() {
            let mut text = Vec::new();
            document(&mut text, self.layout, &parsed(body)?)?;
            return target.write(&text);
        }
        // Half an answer is noticed here.
        serde_json::from_slice::<&RawValue>(body).map_err(|error| not_json(&error))?;
        let mut text = Vec::with_capacity(body.len() + 1);
        if self.lines {
            let list: Option<ListOfAnything<'_>> = serde_json::from_slice(body).ok();
            let items = list.map_or_else(Vec::new, |list| list.value);
            for item in &items {
                json::in_one_line(&mut text, item.get().as_bytes())?;
                text.push(b'\n');
            }
            if !items.is_empty() {
                return target.write(&text);
            }
            json::in_one_line(&mut text, body)?;
        } else if self.file.is_none() && self.printer.is_terminal() {
            json::indented(&mut text, body)?;
        } else {
            text.extend_from_slice(body);
        }
        text.push(b'\n');
        target.write(&text)
    }
}

fn parsed(body: &[u8]) -> Result<Value> {
    serde_json::from_slice(body).map_err(|error| not_json(&error))
}

fn not_json(error: &serde_json::Error) -> Error {
    Error::failed(format!("the answer is not whole, or is not JSON: {error}"))
}

/// A list as the service wraps it.
#[derive(Deserialize)]
struct ListOfAnything<'a> {
    #[serde(borrow)]
    value: Vec<&'a RawValue>,
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media.split(';').next().is_some_and(|media| media.trim().ends_with("json"))
}

/// Where it goes. A file is there in whole or not at all.
enum Target {
    Stdout(Box<dyn Write>),
    File(NamedTempFile, PathBuf),
}

impl Target {
    fn open(answer: &Answer<'_>) -> Result<Self> {
        let Some(path) = &answer.file else {
            return Ok(Self::Stdout(Box::new(answer.printer.paged(&answer.layout))));
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if path.is_dir() {
            return Err(Error::usage(format!("`{}` is a folder", path.display())).help("name a file in it"));
        }
        if !folder.is_dir() {
            return Err(Error::usage(format!("there is no folder `{}` to write into", folder.display())));
        }
        let mut builder = tempfile::Builder::new();
        // As any other file, and not as secret as temporary ones are.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(|error| cannot(path, &error))?;
        Ok(Self::File(file, path.clone()))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Stdout(out) => Ok(out.write_all(bytes)?),
            Self::File(file, path) => file.write_all(bytes).map_err(|error| cannot(path, &error)),
        }
    }

    fn close(self) -> Result<()> {
        match self {
            Self::Stdout(mut out) => Ok(out.flush()?),
            Self::File(file, path) => {
                file.persist(&path).map_err(|error| cannot(&path, &error.error))?;
                Ok(())
            }
        }
    }
}

fn cannot(path: &Path, error: &io::Error) -> Error {
    Error::failed(format!("`{}` can't be written: {error}", path.display()))
}
