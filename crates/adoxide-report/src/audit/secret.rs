//! What looks like a secret. Values are never kept: only what kind they are, how long, and the beginning of a hash.

use std::sync::LazyLock;

use regex_lite::Regex;
use serde::{Deserialize, Serialize};
use sha2::Digest as _;

/// Something that looks like a secret, without its value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Secret {
    /// What it looks like: `personal access token of Azure DevOps`.
    pub kind: String,
    /// How many characters it has.
    pub length: usize,
    /// The first 12 digits of the SHA-256 of it, in hexadecimal: the same secret has the same ones.
    pub hash: String,
}

/// What secrets look like, wherever they stand.
static SHAPES: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let shapes = [
        ("a personal access token of Azure DevOps", r"\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\b"),
        ("a personal access token of Azure DevOps", r"\b[a-z2-7]{52}\b"),
        ("a token of GitHub", r"\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b"),
        ("a token of GitLab", r"\bglpat-[A-Za-z0-9_-]{20,}"),
        ("a token of npm", r"\bnpm_[A-Za-z0-9]{36}\b"),
        ("a token of Slack", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
        ("an access key of AWS", r"\b(AKIA|ASIA)[0-9A-Z]{16}\b"),
        ("a client secret of Microsoft Entra", r"[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}"),
        ("a key of Azure", r"[A-Za-z0-9+/]{86}=="),
        ("a shared access signature", r"(?i)[?&;]?\bsig=[A-Za-z0-9%+/=]{30,}"),
        (
            "a key in a connection string",
            r"(?i)\b(AccountKey|SharedAccessKey)\s*=\s*[A-Za-z0-9+/]{20,}={0,2}",
        ),
        ("a password in a connection string", r#"(?i)\b(password|pwd)\s*=\s*[^;\s$"'<{][^;\s"']{3,}"#),
        ("a private key", r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
        ("a JSON Web Token", r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
        ("a password in an address", r"(?i)\b[a-z][a-z0-9+.-]*://[^/\s:@$]+:[^/\s:@$]{4,}@"),
    ];
    shapes
        .into_iter()
        .filter_map(|(kind, shape)| {
            let shape = Regex::new(shape);
            debug_assert!(shape.is_ok(), "{kind}: {shape:?}");
            Some((kind, shape.ok()?))
        })
        .collect()
});

/// Names of variables that hold secrets.
const NAMES: [&str; 10] = [
    "password",
    "passwd",
    "pwd",
    "secret",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "token",
    "connectionstring",
];

/// More of a value is not looked at.
const MOST: usize = 64 * 1024;

/// What a value looks like that stands under this name; none if it looks harmless.
pub(super) fn find(name: &str, value: &str) -> Option<Secret> {
    let value = value.trim();
    let looked_at = value.get(..MOST).unwrap_or(value);
    let shaped = SHAPES.iter().find_map(|(kind, shape)| Some((*kind, shape.find(looked_at)?.as_str())));
    let (kind, secret) =
        shaped.or_else(|| is_named(name, value).then_some(("a secret by its name", value)))?;
    let hash = sha2::Sha256::digest(secret.as_bytes());
    Some(Secret { kind: kind.to_owned(), length: secret.chars().count(), hash: super::hex(&hash[..6]) })
}

/// Whether the name says that it is a secret, and the value could be one: no reference, no path, no sentence.
fn is_named(name: &str, value: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    NAMES.iter().any(|known| plain.ends_with(known))
        && value.len() >= 8
        && !value.contains(char::is_whitespace)
        && !value.starts_with("$(")
        && !value.starts_with("${{")
        && !value.starts_with("$[")
        && !value.starts_with("#{")
        && !value.starts_with("__")
        && !value.starts_with(['/', '@', '~', '%'])
        && !value.contains("://")
        && !value.chars().all(|character| character == '*' || character == 'x' || character == 'X')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_by_their_shape_or_their_name() {
        let long = "a".repeat(40) + &"b2".repeat(18);
        for (name, value, kind) in [
            ("x", format!("{long}AZDOabcd"), "Azure DevOps"),
            ("x", "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst".to_owned(), "Azure DevOps"),
            ("x", format!("ghp_{}", "a1".repeat(18)), "GitHub"),
            ("x", format!("{}==", "Ab".repeat(43)), "key of Azure"),
            ("conn", "Server=db;User Id=sa;Password=hunter22;".to_owned(), "connection string"),
            ("url", "https://ada:hunter22@example.com/".to_owned(), "in an address"),
            ("ApiToken", "h7Gd93kLq0".to_owned(), "by its name"),
            ("DB_PASSWORD", "correct-horse".to_owned(), "by its name"),
        ] {
            let found = find(name, &value).unwrap_or_else(|| panic!("{name}: {kind}"));
            assert!(found.kind.contains(kind), "{name}: {} instead of {kind}", found.kind);
            assert!(!format!("{found:?}").contains(&value));
        }
    }

    #[test]
    fn harmless_values_are_left_alone() {
        for (name, value) in [
            ("DB_PASSWORD", "$(vault.db)"),
            ("password", "********"),
            ("tokenUrl", "https://login.example.com/token"),
            ("configuration", "Release"),
            ("SecretFile", "/run/secrets/db"),
            ("token", "abc"),
            ("connection", "Server=db;Password=$(password)"),
            ("commit", "0123456789abcdef0123456789abcdef01234567"),
            ("note", "the password is kept elsewhere"),
        ] {
            assert_eq!(find(name, value), None, "{name}");
        }
    }
}
