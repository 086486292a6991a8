//! Which tables are wanted, as people write it.

use super::{Selection, Table, all};
use crate::{Connector, Error, ErrorKind};

/// The tables of these names or patterns, and those of these connectors, without the excluded ones. Without either, those
/// that are read by default. In a pattern, `*` stands for any text: `pull_request_*`.
///
/// A pattern does not choose tables that are only read when they are named, unless it is the name.
///
/// # Errors
/// When nothing has such a name, or nothing is left.
pub fn choose(
    named: &[String],
    connectors: &[Connector],
    excluded: &[String],
) -> Result<Vec<&'static Table>, Error> {
    for pattern in named.iter().chain(excluded) {
        if !all().any(|table| is_like(pattern, table.name())) {
            return Err(no_table(pattern, all().map(Table::name)));
        }
    }
    let of_connectors: Vec<_> = connectors.iter().flat_map(|connector| connector.tables()).collect();
    let is_wanted = |table: &&'static Table| {
        let is_like = |pattern: &String| {
            pattern == table.name()
                || table.selection() != Selection::ByName && is_like(pattern, table.name())
        };
        if named.is_empty() && connectors.is_empty() {
            return table.selection() == Selection::ByDefault;
        }
        named.iter().any(is_like) || of_connectors.contains(table)
    };
    let is_excluded = |table: &Table| excluded.iter().any(|pattern| is_like(pattern, table.name()));
    let tables: Vec<_> = all().filter(is_wanted).filter(|table| !is_excluded(table)).collect();
    if tables.is_empty() {
        return Err(Error::new(ErrorKind::Config, "no table is left to read"));
    }
    Ok(tables)
}

/// The error of a name that none of these tables has: it says which one is near, or all.
pub fn no_table<'a>(wanted: &str, tables: impl Iterator<Item = &'a str>) -> Error {
    /// Names that are less alike are no misspelling of each other.
    const LIKENESS: f64 = 0.8;
    let folded = wanted.to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(name, &folded);
    let tables: Vec<_> = tables.collect();
    let near = tables.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let message = match near.filter(|near| likeness(near) >= LIKENESS) {
        Some(near) if !wanted.contains('*') => format!("there is no table `{wanted}`; maybe it is `{near}`"),
        _ => {
            let what = if wanted.contains('*') { "no table is like" } else { "there is no table" };
            format!("{what} `{wanted}`; there are {}", tables.join(", "))
        }
    };
    Error::new(ErrorKind::Config, message)
}

/// Whether a pattern stands for a name.
fn is_like(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == name };
    let Some(rest) = name.strip_prefix(before) else { return false };
    (0..=rest.len()).any(|at| rest.is_char_boundary(at) && is_like(after, &rest[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(named: &[&str], connectors: &[Connector], excluded: &[&str]) -> Vec<&'static str> {
        let [named, excluded] =
            [named, excluded].map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        choose(&named, connectors, &excluded).unwrap().into_iter().map(Table::name).collect()
    }

    #[test]
    fn names_patterns_and_connectors() {
        let default: Vec<_> =
            all().filter(|table| table.selection() == Selection::ByDefault).map(Table::name).collect();
        assert_eq!(names(&[], &[], &[]), default);
        assert_eq!(names(&["refs", "projects"], &[], &[]), ["projects", "refs"]);
        let builds = names(&["build_*s"], &[], &["*artifacts"]);
        assert_eq!(builds, ["build_definitions", "build_timeline_records"]);
        assert!(names(&["build*"], &[Connector::Commits], &[]).contains(&"default_branch_commits"));
        assert!(!names(&[], &[], &["work_item*"]).iter().any(|name| name.starts_with("work_item")));
        // Those that take very many requests are not chosen by chance.
        assert!(!names(&["*"], &[], &[]).contains(&"test_results"));
        assert_eq!(names(&["test_results"], &[], &[]), ["test_results"]);
        for (named, excluded) in [("reps", ""), ("x*", ""), ("refs", "refs"), ("", "reps")] {
            let list = |name: &str| if name.is_empty() { vec![] } else { vec![name.to_owned()] };
            assert!(choose(&list(named), &[], &list(excluded)).is_err(), "{named} {excluded}");
        }
    }
}
