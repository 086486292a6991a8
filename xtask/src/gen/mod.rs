//! `cargo xtask gen`: OpenAPI files → facts (`spec/ir`) → corrections (`spec/overlay`) → Rust
//! (`crates/adoxide-api/src/generated`, `docs/OPERATIONS.md`).

mod added;
mod emit;
pub mod ir;
mod location;
mod merge;
pub mod name;
mod operations;
mod overlay;
mod paging;
mod plan;
mod read;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ir::Area;
#[cfg(feature = "corpus")]
pub use plan::resolve;

/// Reads the facts of the repository and corrects them.
pub fn facts(root: &Path) -> Result<Vec<Area>, String> {
    let dir = root.join("spec/ir");
    let mut areas = Vec::new();
    let mut files: Vec<_> = fs::read_dir(&dir)
        .map_err(|error| format!("{}: {error}", dir.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let area: Area =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        areas.push(area);
    }
    overlay::apply(&mut areas, &root.join("spec/overlay"))?;
    Ok(areas)
}

/// Runs the generator; with `check`, writes nothing and fails if something would change.
pub fn run(root: &Path, spec: Option<&Path>, check: bool) -> Result<(), String> {
    let mut output = Output { root, check, stale: Vec::new() };
    if let Some(dir) = spec {
        let read = read::read(dir)?;
        let files =
            read.iter().map(|area| (PathBuf::from(format!("{}.json", area.area)), area.to_json())).collect();
        output.folder(Path::new("spec/ir"), &files)?;
    }
    let areas = facts(root)?;
    let plan = plan::plan(&areas)?;
    let locations = location::Locations::read(&root.join("crates/adoxide-emulator/data/locations.csv"))?;
    let files = emit::emit(&plan, &locations)?;
    output.folder(Path::new("crates/adoxide-api/src/generated"), &files.generated)?;
    output.file(Path::new("xtask/src/corpus/dispatch.rs"), &files.dispatch)?;
    output.features(&files.features)?;
    output.file(Path::new("docs/OPERATIONS.md"), &operations::page(&plan))?;
    if check && !output.stale.is_empty() {
        let list: Vec<_> = output.stale.iter().map(|path| format!("  {}", path.display())).collect();
        return Err(format!("generated files are stale; run `cargo xtask gen`:\n{}", list.join("\n")));
    }
    let operations: usize = plan.modules.iter().map(|module| module.spec.operations.len()).sum();
    let lines: usize =
        files.generated.values().chain([&files.dispatch]).map(|text| text.lines().count()).sum();
    let types: usize =
        plan.modules.iter().map(|module| module.types.len()).sum::<usize>() + plan.common.len();
    println!(
        "gen: {} specifications, {operations} operations, {types} types, {lines} lines",
        plan.modules.len()
    );
    Ok(())
}

struct Output<'a> {
    root: &'a Path,
    check: bool,
    stale: Vec<PathBuf>,
}

impl Output<'_> {
    /// Makes a folder hold exactly these files.
    fn folder(&mut self, dir: &Path, files: &BTreeMap<PathBuf, String>) -> Result<(), String> {
        for path in walk(&self.root.join(dir)) {
            let relative = path.strip_prefix(self.root.join(dir)).unwrap_or(&path);
            if !files.contains_key(relative) {
                self.stale.push(dir.join(relative));
                if !self.check {
                    fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                }
            }
        }
        files.iter().try_for_each(|(path, text)| self.file(&dir.join(path), text))
    }

    fn file(&mut self, path: &Path, text: &str) -> Result<(), String> {
        let full = self.root.join(path);
        if fs::read_to_string(&full).is_ok_and(|old| old == text) {
            return Ok(());
        }
        self.stale.push(path.to_owned());
        if self.check {
            return Ok(());
        }
        let fault = |error: std::io::Error| format!("{}: {error}", full.display());
        fs::create_dir_all(full.parent().unwrap_or(self.root)).map_err(fault)?;
        fs::write(&full, text).map_err(fault)
    }

    /// The features of the crate: one for each area, and `all`.
    fn features(&mut self, areas: &[String]) -> Result<(), String> {
        let path = Path::new("crates/adoxide-api/Cargo.toml");
        let full = self.root.join(path);
        let text = fs::read_to_string(&full).map_err(|error| format!("{}: {error}", full.display()))?;
        let (begin, end) =
            ("# Written by `cargo xtask gen`: one feature for each area.\n", "# End of the written part.\n");
        let parts = text.split_once(begin).and_then(|(head, rest)| Some((head, rest.split_once(end)?.1)));
        let (head, tail) =
            parts.ok_or_else(|| format!("{}: no lines `{begin}` and `{end}`", path.display()))?;
        let list: Vec<_> = areas.iter().map(|area| format!("    \"{area}\",\n")).collect();
        let each: Vec<_> = areas.iter().map(|area| format!("{area} = []\n")).collect();
        self.file(path, &format!("{head}{begin}all = [\n{}]\n{}{end}{tail}", list.concat(), each.concat()))
    }
}

pub fn walk(dir: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(dir).into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path()));
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_code_is_what_the_facts_say() {
        run(&crate::root(), None, true).unwrap();
    }
}
