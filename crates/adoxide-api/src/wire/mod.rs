//! The hand-written half: what all operations have in common.
//!
//! The decode rule has no exceptions: nothing in a response is required, every enum is open, an unknown
//! field is kept, each item of a list decodes on its own, and `object` means any JSON.

#[macro_use]
mod object;
#[macro_use]
mod open_enum;
#[macro_use]
mod param;
#[macro_use]
mod op;
#[macro_use]
mod subtype;
#[macro_use]
mod event;
#[macro_use]
mod required;
mod date;
mod error;
mod link;
mod patch;
mod reply;
mod scan;
mod secret;
mod version;

pub use date::{DateTime, TimeSpan};
pub use error::{ApiError, ErrorBody};
pub use event::EventMeta;
#[doc(hidden)]
pub use event::event_form;
pub use link::{Link, Links, OneOrMany};
pub use object::{Extra, Object};
#[doc(hidden)]
pub use object::{Field, deserialize_object, put, serialize_object};
pub use op::{Body, Content, Effect, Form, Host, Op, OpError, OpMeta, Paging, PagingEnd, TokenPlace};
pub use open_enum::OpenEnum;
#[doc(hidden)]
pub use open_enum::deserialize_enum;
pub use param::{PathArg, QueryValue, encode_query, encode_segment};
pub use patch::{JsonPatch, PatchOperation};
pub use reply::{DecodeError, List, Page, Paged, Reply, Undecoded, Wrapped};
#[doc(hidden)]
pub use scan::{Malformed, Scanner};
pub use secret::Secret;
pub use subtype::Subtype;
#[doc(hidden)]
pub use subtype::{downcast, is_tagged, upcast};
pub use version::ApiVersion;

/// Any JSON: what the specs call `object`, `JObject` or `JToken`.
pub type Json = serde_json::Value;

/// A JSON object used as a dictionary. Values may be null on the wire, so they are optional.
pub type Map<T> = std::collections::BTreeMap<String, Option<T>>;

#[cfg(test)]
mod tests {
    use super::Json;

    /// With 17 digits a number came out one unit in the last place away.
    #[test]
    fn numbers_are_read_exactly() {
        for text in ["6.691795161491539e+299", "0.1234567890123456", "5e-324", "123456789.12345679"] {
            let read: Json = serde_json::from_str(text).unwrap();
            assert_eq!(read.to_string(), text);
        }
    }
}
