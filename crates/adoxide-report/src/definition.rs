//! Definitions that are built in: TOML files with views, metrics, pages and checks.

use serde::de::DeserializeOwned;

/// The definitions of these files, in order. They are part of the program, and a test reads them all: one that is
/// wrong never leaves this repository.
pub(crate) fn parse<F: DeserializeOwned, T>(files: &[&str], items: impl Fn(F) -> Vec<T>) -> Vec<T> {
    let read = |text: &&str| toml::from_str::<F>(text).map(&items);
    match files.iter().map(read).collect::<Result<Vec<_>, _>>() {
        Ok(files) => files.into_iter().flatten().collect(),
        Err(error) => {
            debug_assert!(false, "a built-in definition is wrong: {error}");
            Vec::new()
        }
    }
}
