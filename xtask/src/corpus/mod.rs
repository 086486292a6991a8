//! `cargo xtask corpus DIR`: decodes each example with the operation that it belongs to, writes it again,
//! and checks that nothing was lost.
//!
//! An example belongs to the operation that the specification links it to. Where there is no link, or the
//! example's own method and URL say another operation, the URL decides: some links point to the wrong one.

pub mod dispatch;
pub mod index;
pub mod same;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use adoxide_api::wire::{DecodeError, OpMeta, Reply};
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use index::{Found, Index};
use same::Same;

/// What can be done with one operation's JSON.
pub struct Entry {
    pub id: &'static str,
    pub meta: &'static OpMeta,
    pub reply: Kind,
    pub body: Kind,
}

/// An event of service hooks, and the type of its resource.
#[cfg_attr(not(feature = "shapes"), allow(dead_code))]
pub struct Event {
    pub name: &'static str,
    /// `#GitPush`, in the specification.
    pub resource: &'static str,
    pub spec: &'static str,
}

/// Reads JSON into the type and writes it again; or says that there is no JSON.
pub type Kind = fn(&[u8]) -> Trip;

pub enum Trip {
    Nothing,
    Bytes,
    Json(Result<Value, String>),
}

fn none(_: &[u8]) -> Trip {
    Trip::Nothing
}

fn bytes(_: &[u8]) -> Trip {
    Trip::Bytes
}

fn text<T: Reply + Serialize>(body: &[u8]) -> Trip {
    Trip::Json(T::decode(body).map_err(|error| error.to_string()).and_then(|value| write(&value)))
}

fn plain<T: DeserializeOwned + Serialize>(body: &[u8]) -> Trip {
    let read = DecodeError::required::<T>(body);
    Trip::Json(read.map_err(|error| error.to_string()).and_then(|value| write(&value)))
}

fn array<T: DeserializeOwned + Serialize>(body: &[u8]) -> Trip {
    plain::<Vec<T>>(body)
}

fn write(value: &impl Serialize) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| error.to_string())
}

/// An example that is itself wrong, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    file: String,
    part: String,
    reason: String,
}

#[derive(Deserialize)]
struct Ratchet {
    known: Vec<Known>,
}

#[derive(Default)]
struct Count {
    good: usize,
    all: usize,
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.good, self.all)
    }
}

#[derive(Default)]
struct Report {
    decoded: Count,
    lossless: Count,
    requests: Count,
    unmatched: Vec<String>,
    failed: BTreeMap<(String, String), Vec<String>>,
}

pub fn run(root: &Path, dir: &Path) -> Result<bool, String> {
    let areas = crate::r#gen::facts(root)?;
    let ratchet_file = root.join("spec/corpus.toml");
    let text =
        fs::read_to_string(&ratchet_file).map_err(|error| format!("{}: {error}", ratchet_file.display()))?;
    let ratchet: Ratchet =
        toml::from_str(&text).map_err(|error| format!("{}: {error}", ratchet_file.display()))?;
    let index = Index::new(&areas);
    let files = json_files(dir);
    if files.is_empty() {
        return Err(format!("{}: no example in this folder", dir.display()));
    }
    let mut report = Report::default();
    let mut seen = BTreeSet::new();
    for file in &files {
        let name = file.strip_prefix(dir).unwrap_or(file).to_string_lossy().replace('\\', "/");
        seen.insert(name.clone());
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let example: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        match index.operation(&name, &example) {
            Some(found) => report.check(&name, &example, &found),
            None => report.unmatched.push(name),
        }
    }
    println!(
        "corpus: decoded {}, lossless {}, requests {}, unmatched {}",
        report.decoded,
        report.lossless,
        report.requests,
        report.unmatched.len()
    );
    for name in &report.unmatched {
        println!("unmatched  {name}");
    }
    let mut good = true;
    for ((name, part), problems) in &report.failed {
        let known = ratchet.known.iter().find(|known| known.file == *name && known.part == *part);
        good &= known.is_some();
        println!("{}  {name}: {part}", if known.is_some() { "known " } else { "FAILED" });
        for problem in problems {
            println!("           {problem}");
        }
        if let Some(known) = known {
            println!("           because {}", known.reason);
        }
    }
    for known in ratchet.known.iter().filter(|known| seen.contains(&known.file)) {
        if !report.failed.contains_key(&(known.file.clone(), known.part.clone())) {
            println!("STALE   {}: {} passes now; take it out of spec/corpus.toml", known.file, known.part);
            good = false;
        }
    }
    Ok(good)
}

impl Report {
    fn check(&mut self, name: &str, example: &Value, found: &Found<'_>) {
        let same = Same::new(found.spec);
        for (_, response) in example["responses"].as_object().into_iter().flatten() {
            let body = &response["body"];
            if body.is_null() {
                continue;
            }
            let Trip::Json(trip) = (found.entry.reply)(&json(body)) else { continue };
            self.decoded.all += 1;
            self.lossless.all += 1;
            match trip {
                Err(error) => self.fail(name, "answer", vec![error]),
                Ok(again) => {
                    self.decoded.good += 1;
                    let kind = found.op.response.as_deref().unwrap_or("any");
                    match same.answer(kind, body, &again) {
                        lost if lost.is_empty() => self.lossless.good += 1,
                        lost => self.fail(name, "answer", lost),
                    }
                }
            }
        }
        let body = &example["parameters"]["body"];
        if body.is_null() {
            return;
        }
        if let Trip::Json(trip) = (found.entry.body)(&json(body)) {
            self.requests.all += 1;
            let kind = found.op.body.as_deref().unwrap_or("any");
            match trip.map(|again| same.value(kind, body, &again)) {
                Ok(lost) if lost.is_empty() => self.requests.good += 1,
                Ok(lost) => self.fail(name, "request", lost),
                Err(error) => self.fail(name, "request", vec![error]),
            }
        }
    }

    fn fail(&mut self, name: &str, part: &str, problems: Vec<String>) {
        self.failed.entry((name.to_owned(), part.to_owned())).or_default().extend(problems);
    }
}

pub fn json(value: &Value) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

pub fn json_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![dir.to_owned()];
    while let Some(dir) = open.pop() {
        for path in
            fs::read_dir(&dir).into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path()))
        {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
