//! Names are compared without regard to case.

/// Whether two names are one: the service compares them without regard to case.
pub fn same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || one.to_lowercase() == other.to_lowercase()
}

/// A name as a key.
pub(super) fn name_key(name: &str) -> String {
    name.to_lowercase()
}
