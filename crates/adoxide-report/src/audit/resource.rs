//! What findings are about, and where that is in the web portal.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A kind of resource.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Kind {
    /// What people call it: `service connection`.
    pub name: String,
    /// Where it is changed, below the address of the organization.
    page: String,
    /// Whether it belongs to the organization, and not to a project.
    #[serde(default)]
    pub organization: bool,
}

static ALL: LazyLock<BTreeMap<String, Kind>> = LazyLock::new(|| {
    crate::definition::parse(&[include_str!("resources.toml")], |kinds: BTreeMap<String, Kind>| {
        kinds.into_iter().collect()
    })
    .into_iter()
    .collect()
});

/// The kind of a name.
pub(super) fn find(name: &str) -> &'static Kind {
    static UNKNOWN: LazyLock<Kind> =
        LazyLock::new(|| Kind { name: "resource".to_owned(), page: String::new(), organization: false });
    debug_assert!(ALL.contains_key(name), "there is no kind of resource `{name}`");
    ALL.get(name).unwrap_or(&UNKNOWN)
}

impl Kind {
    /// Whether it is the project itself, and not something in it.
    pub(super) fn is_project(&self) -> bool {
        self.name == "project"
    }

    /// The address of its page for people.
    pub(super) fn address(&self, base: &str, project: Option<&str>, name: &str, id: &str) -> String {
        let page = self
            .page
            .replace("{project}/", &project.map(|project| encoded(project) + "/").unwrap_or_default())
            .replace("{name}", &encoded(name))
            .replace("{id}", &encoded(id));
        format!("{}/{page}", base.trim_end_matches('/'))
    }
}

/// Text in an address, its slashes as they are.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(byte.into());
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)].into());
            out.push(DIGITS[usize::from(byte & 15)].into());
        }
    }
    out
}
