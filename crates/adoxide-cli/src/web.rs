//! The browser.

use std::process::{Command, Stdio};

use crate::error::{Error, Result};
use crate::printer::Printer;
use crate::settings::config::Config;

/// Opens a page of the service in the browser: the one of `ADOXIDE_BROWSER` or `BROWSER`, or the system's.
///
/// # Errors
/// When there is no browser.
pub fn open(url: &str, printer: &Printer) -> Result<()> {
    // What is opened is a page, whatever else a URL could make a system do.
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(Error::failed(format!("`{url}` is not the URL of a page")));
    }
    start(url, printer)
}

/// Opens a page that is a file.
///
/// # Errors
/// When there is no browser.
pub fn open_file(path: &std::path::Path, printer: &Printer) -> Result<()> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    start(&absolute.to_string_lossy(), printer)
}

fn start(url: &str, printer: &Printer) -> Result<()> {
    printer.say(format_args!("Opening {url}"));
    let variable = |name: &str| std::env::var(name).ok().filter(|program| !program.trim().is_empty());
    let named = variable("ADOXIDE_BROWSER")
        .or_else(|| Config::open().ok()?.top("browser").map(str::to_owned))
        .or_else(|| variable("BROWSER"));
    let programs: Vec<Vec<String>> = match &named {
        Some(program) => vec![program.split_whitespace().map(str::to_owned).collect()],
        None if cfg!(target_os = "macos") => vec![vec!["open".to_owned()]],
        None if cfg!(windows) => vec![vec!["rundll32".to_owned(), "url.dll,FileProtocolHandler".to_owned()]],
        None => ["xdg-open", "wslview", "x-www-browser"].map(|name| vec![name.to_owned()]).to_vec(),
    };
    for program in programs {
        let Some((name, arguments)) = program.split_first() else { continue };
        let mut command = Command::new(name);
        command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Ok(status) = command.status()
            && status.success()
        {
            return Ok(());
        }
    }
    Err(Error::failed("no browser could be started")
        .help(format!("open {url} yourself, or set BROWSER to a program")))
}

/// The page below an organization that these segments name.
pub fn page(address: &adoxide::Address, segments: &[&str]) -> String {
    let mut url = address.to_string().trim_end_matches('/').to_owned();
    for segment in segments {
        url.push('/');
        escape(segment, &mut url);
    }
    url
}

/// A text for a query or a path.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    escape(text, &mut escaped);
    escaped
}

/// A text as a segment of a path, escaped as RFC 3986 has it.
fn escape(segment: &str, url: &mut String) {
    use std::fmt::Write as _;

    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(byte.into());
        } else {
            // Writing to a string can't fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
}
