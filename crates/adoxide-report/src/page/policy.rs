//! What a page may load: nothing but what is in it.

use std::sync::LazyLock;

use crate::chart;

/// The style sheet of pages, that of charts included.
pub(super) static STYLE: LazyLock<String> = LazyLock::new(|| {
    let own = include_str!("style.css");
    let lines = chart::STYLE.lines().chain(own.lines());
    lines.map(str::trim).collect::<Vec<_>>().concat()
});

/// The Content-Security-Policy of a page, for its header: no script, no font, no request to anywhere; images and
/// styles that are in the document.
pub fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        format!(
            "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'self'",
            base64(&sha256(STYLE.as_bytes()))
        )
    });
    &POLICY
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;

    sha2::Sha256::digest(bytes).into()
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;

    base64::engine::general_purpose::STANDARD.encode(bytes)
}
