//! Golden files: what was drawn or written before, and looked at.

use std::path::Path;

/// Compares with `tests/golden/NAME`. `ADOXIDE_BLESS=1` writes the file; look at it before it is committed.
pub fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("ADOXIDE_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected == actual {
        return;
    }
    let line = expected.lines().zip(actual.lines()).position(|(expected, actual)| expected != actual);
    let line = line.unwrap_or_else(|| expected.lines().count().min(actual.lines().count()));
    panic!(
        "{name} differs in line {}; run with ADOXIDE_BLESS=1 to accept it\nexpected: {:?}\ngot:      {:?}",
        line + 1,
        expected.lines().nth(line),
        actual.lines().nth(line),
    );
}
