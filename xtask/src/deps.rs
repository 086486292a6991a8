//! `cargo xtask deps`: proves what DESIGN says may never happen between the rooms.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A crate, and what must not be among the things that it is built from.
const NEVERS: &[(&str, &[&str], &str)] = &[
    ("adoxide-api", &["tokio", "reqwest", "hyper", "rustls", "rusqlite", "git2", "socket2"], "it does no IO"),
    ("adoxide-emulator", &["adoxide", "adoxide-sync", "reqwest"], "shared code would share bugs"),
    ("adoxide", &["adoxide-emulator", "adoxide-sync", "axum", "git2", "arrow-array"], "it only talks"),
    ("adoxide-sync", &["adoxide-emulator", "adoxide-report", "axum", "git2"], "it only copies"),
    ("adoxide-report", &["adoxide-emulator", "axum", "git2"], "it only reads tables"),
    (
        "adoxide-serve",
        &["adoxide-emulator", "git2", "axum", "clap"],
        "it only keeps the rooms below it running",
    ),
    (
        "adoxide-yaml",
        &["adoxide", "adoxide-api", "adoxide-emulator", "tokio", "serde"],
        "it stands alone, without IO",
    ),
];

/// Crates whose types no public item of the SDK may name.
const HIDDEN: &[&str] = &["reqwest::", "axum::", "azure_core::", "azure_identity::", "hyper::"];

pub fn run(root: &Path) -> Result<(), String> {
    let graph = graph(root)?;
    let mut faults = Vec::new();
    for (name, nevers, why) in NEVERS {
        let closure = closure(&graph, name);
        for never in *nevers {
            if closure.contains(*never) {
                faults.push(format!("{name} depends on {never}, but {why}"));
            }
        }
    }
    for (file, line) in public_lines(&root.join("crates/adoxide/src")) {
        for hidden in HIDDEN.iter().filter(|hidden| line.contains(**hidden)) {
            faults.push(format!("{file} names {hidden} in public: {}", line.trim()));
        }
    }
    if faults.is_empty() {
        println!("deps: {} rules hold", NEVERS.len() + 1);
        return Ok(());
    }
    Err(faults.join("\n"))
}

/// Normal and build dependencies, all features on: package to packages.
fn graph(root: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--all-features"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let json: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let names: BTreeMap<String, String> = list(&json["packages"])
        .iter()
        .filter_map(|package| {
            Some((package["id"].as_str()?.to_owned(), package["name"].as_str()?.to_owned()))
        })
        .collect();
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in list(&json["resolve"]["nodes"]) {
        let Some(name) = node["id"].as_str().and_then(|id| names.get(id)) else { continue };
        let deps = list(&node["deps"]);
        let kept = deps.iter().filter(|dep| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev"));
        let targets = kept.filter_map(|dep| names.get(dep["pkg"].as_str()?).cloned());
        graph.entry(name.clone()).or_default().extend(targets);
    }
    Ok(graph)
}

fn closure<'a>(graph: &'a BTreeMap<String, BTreeSet<String>>, of: &str) -> BTreeSet<&'a str> {
    let mut open: Vec<&str> = graph.get(of).into_iter().flatten().map(String::as_str).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            open.extend(graph.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    seen
}

/// Lines of public items, with the file they are in.
fn public_lines(dir: &Path) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for path in crate::r#gen::walk(dir) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let public = text.lines().filter(|line| line.trim_start().starts_with("pub ")).map(str::to_owned);
        lines.extend(public.map(|line| (path.display().to_string(), line)));
    }
    lines
}
