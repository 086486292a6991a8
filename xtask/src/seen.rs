//! Which operations a suite has seen answered as they must be: what `cargo xtask coverage` calls tested.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Where the suites leave word, a file a suite; it goes with the target folder.
fn folder() -> Result<PathBuf, String> {
    let binary = std::env::current_exe().map_err(|error| format!("this program's own place: {error}"))?;
    let profile = binary.parent().ok_or("this program is in no folder")?;
    Ok(profile.with_file_name("adoxide-seen"))
}

/// Remembers what a suite has seen.
#[cfg_attr(not(any(feature = "conformance", feature = "replay")), allow(dead_code))]
pub fn write(suite: &str, operations: impl IntoIterator<Item = String>) -> Result<(), String> {
    let folder = folder()?;
    let operations: BTreeSet<String> = operations.into_iter().collect();
    let text = operations.into_iter().collect::<Vec<_>>().join("\n");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(suite), text))
        .map_err(|error| format!("{}: {error}", folder.display()))
}

/// What the suites that were run have seen: suite and operation.
#[cfg_attr(not(feature = "coverage"), allow(dead_code))]
pub fn read() -> Result<BTreeSet<(String, String)>, String> {
    let mut seen = BTreeSet::new();
    let Ok(files) = fs::read_dir(folder()?) else { return Ok(seen) };
    for file in files.flatten() {
        let suite = file.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(file.path()).map_err(|error| format!("{suite}: {error}"))?;
        seen.extend(text.lines().map(|operation| (operation.to_owned(), suite.clone())));
    }
    Ok(seen)
}
