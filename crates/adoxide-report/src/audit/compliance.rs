//! Frameworks: which of their requirements the checks belong to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A framework of requirements.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Framework {
    /// Its name.
    pub name: String,
    /// Its name in few letters: `OWASP`.
    pub short: String,
    /// Its page.
    pub url: String,
    /// Its requirements, by id.
    pub requirements: BTreeMap<String, Requirement>,
}

/// A requirement of a framework.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Requirement {
    /// Its title.
    pub title: String,
    /// The ids of the checks that belong to it.
    pub checks: Vec<String>,
}

static ALL: LazyLock<Vec<Framework>> = LazyLock::new(|| {
    let files = [include_str!("compliance/cis.toml"), include_str!("compliance/owasp.toml")];
    crate::definition::parse(&files, |framework: Framework| vec![framework])
});

/// Every framework.
pub fn frameworks() -> &'static [Framework] {
    &ALL
}

/// The requirements that a check belongs to: the short name of the framework, and the id of the requirement.
pub fn requirements(check: &str) -> Vec<(&'static str, &'static str)> {
    let of = |framework: &'static Framework| {
        let requirements = framework.requirements.iter();
        requirements
            .filter(|(_, requirement)| requirement.checks.iter().any(|known| known == check))
            .map(|(id, _)| (framework.short.as_str(), id.as_str()))
    };
    frameworks().iter().flat_map(of).collect()
}
