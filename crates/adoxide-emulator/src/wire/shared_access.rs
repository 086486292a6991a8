//! Shared access signatures: URLs of files that are good by themselves, for a while, as those of Azure Storage are.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;

use super::query::Query;

/// What a signature permits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SharedAccess<'a> {
    /// The path below the store, of a file or of a container of files.
    pub resource: &'a str,
    /// Whether all files of a container are meant.
    pub is_container: bool,
    /// Whether files may be read.
    pub reads: bool,
    /// Whether files may be written.
    pub writes: bool,
    /// Until when, in seconds of Unix time.
    pub until: i64,
}

impl SharedAccess<'_> {
    fn permissions(&self) -> &'static str {
        match (self.reads, self.writes) {
            (true, true) => "rcw",
            (true, false) => "r",
            (false, true) => "cw",
            (false, false) => "",
        }
    }

    fn text(&self) -> String {
        let kind = if self.is_container { "c" } else { "b" };
        format!("{}\n{}\n{kind}\n{}", self.permissions(), self.until, self.resource)
    }

    /// The query of a URL that is good for this.
    pub fn query(&self, secret: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(hmac::sign(&key, self.text().as_bytes()));
        let kind = if self.is_container { "c" } else { "b" };
        format!("sr={kind}&sp={}&se={}&sig={signature}", self.permissions(), self.until)
    }
}

/// Whether the query of a request is good for a file: `container` is the path of its container, `file` its own.
pub(crate) fn permits(
    secret: &str,
    query: &Query,
    (container, file): (&str, &str),
    writes: bool,
    now: Timestamp,
) -> bool {
    let text = |name: &str| query.get(name).unwrap_or_default();
    let is_container = text("sr") == "c";
    let permissions = text("sp");
    let access = SharedAccess {
        resource: if is_container { container } else { file },
        is_container,
        reads: permissions.contains('r'),
        writes: permissions.contains('w'),
        until: text("se").parse().unwrap_or_default(),
    };
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    // The comparison takes the same time wherever they differ.
    let is_signed = URL_SAFE_NO_PAD
        .decode(text("sig"))
        .is_ok_and(|signature| hmac::verify(&key, access.text().as_bytes(), &signature).is_ok());
    let is_permitted = if writes { access.writes } else { access.reads };
    is_signed && is_permitted && now.as_second() <= access.until
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_good_for_what_it_says_alone() {
        let file = SharedAccess {
            resource: "fabrikam/run-1/generalAttachment/a.txt",
            is_container: false,
            reads: true,
            writes: false,
            until: 100,
        };
        let query = Query::parse(&file.query("secret"));
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let paths = ("fabrikam/run-1", file.resource);
        assert!(permits("secret", &query, paths, false, at(100)));
        assert!(!permits("secret", &query, paths, false, at(101)), "it is over");
        assert!(!permits("secret", &query, paths, true, at(1)), "it may only read");
        assert!(!permits("other", &query, paths, false, at(1)));
        assert!(!permits(
            "secret",
            &query,
            ("fabrikam/run-1", "fabrikam/run-1/generalAttachment/b.txt"),
            false,
            at(1)
        ));
        let all = SharedAccess { resource: "fabrikam/run-1", is_container: true, writes: true, ..file };
        let query = Query::parse(&all.query("secret"));
        assert!(permits("secret", &query, paths, true, at(1)));
        assert!(!permits("secret", &query, ("fabrikam/run-2", file.resource), true, at(1)));
        let more = Query::parse(&file.query("secret").replace("sp=r", "sp=rcw"));
        assert!(!permits("secret", &more, paths, true, at(1)), "what it permits is signed");
    }
}
