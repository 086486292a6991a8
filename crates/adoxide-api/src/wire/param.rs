//! Path segments and query values, and how they are escaped.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use super::DateTime;

/// All but RFC 3986's unreserved characters: a name may hold `/`, `?`, `#`, `%`, blanks or any letter.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// In a query, `$top` and lists stay readable.
const ESCAPED_IN_QUERY: &AsciiSet = &ESCAPED.remove(b'$').remove(b',').remove(b':');

/// Escapes one path segment.
pub fn encode_segment(segment: &str) -> String {
    escaped_segment(segment).collect()
}

/// Escapes one query name or value.
pub fn encode_query(value: &str) -> String {
    escaped_in_query(value).collect()
}

/// One path segment in pieces, escaped.
pub(super) fn escaped_segment(segment: &str) -> PercentEncode<'_> {
    utf8_percent_encode(segment, ESCAPED)
}

/// One query name or value in pieces, escaped.
pub(super) fn escaped_in_query(value: &str) -> PercentEncode<'_> {
    utf8_percent_encode(value, ESCAPED_IN_QUERY)
}

/// A value for a place in an operation's path. Each kind of argument is a type of its own, so that two of
/// them can't be swapped.
pub trait PathArg {
    /// The value, not yet escaped.
    fn path_arg(&self) -> String;
}

/// Whether a text is a GUID: 32 hexadecimal digits, with or without hyphens in their places.
pub(super) fn is_guid(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lengths = text.split('-').map(str::len);
    text.split('-').all(digits) && (text.len() == 32 || lengths.eq([8, 4, 4, 4, 12])) && !text.is_empty()
}

/// A value of a query parameter or header.
pub trait QueryValue {
    /// The value as the service reads it, not yet escaped.
    fn query_value(&self) -> String;
}

impl QueryValue for String {
    fn query_value(&self) -> String {
        self.clone()
    }
}

impl QueryValue for str {
    fn query_value(&self) -> String {
        self.to_owned()
    }
}

impl QueryValue for i64 {
    fn query_value(&self) -> String {
        self.to_string()
    }
}

impl QueryValue for bool {
    fn query_value(&self) -> String {
        self.to_string()
    }
}

impl QueryValue for DateTime {
    fn query_value(&self) -> String {
        self.as_str().to_owned()
    }
}

impl<T: QueryValue> QueryValue for [T] {
    fn query_value(&self) -> String {
        self.iter().map(QueryValue::query_value).collect::<Vec<_>>().join(",")
    }
}

impl<T: QueryValue> QueryValue for Vec<T> {
    fn query_value(&self) -> String {
        self.as_slice().query_value()
    }
}

impl<T: QueryValue + ?Sized> QueryValue for &T {
    fn query_value(&self) -> String {
        (**self).query_value()
    }
}

/// Declares path arguments: `path_args! { text ProjectRef, TeamRef; number BuildId }`.
macro_rules! path_args {
    (text $($text:ident),* $(,)?; number $($number:ident),* $(,)?) => {
        $(
            #[doc = concat!("The `", stringify!($text), "` of a path: a name or an id, as the operation says.")]
            #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $text(Box<str>);

            impl $text {
                /// The text, not escaped.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl From<&str> for $text {
                fn from(value: &str) -> Self {
                    Self(value.into())
                }
            }

            impl From<String> for $text {
                fn from(value: String) -> Self {
                    Self(value.into())
                }
            }

            impl From<&String> for $text {
                fn from(value: &String) -> Self {
                    Self(value.as_str().into())
                }
            }

            impl From<i64> for $text {
                fn from(value: i64) -> Self {
                    Self(value.to_string().into())
                }
            }

            impl ::std::fmt::Display for $text {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl $crate::wire::PathArg for $text {
                fn path_arg(&self) -> String {
                    self.0.to_string()
                }
            }
        )*
        $(
            #[doc = concat!("The `", stringify!($number), "` of a path: a number that the service gave.")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $number(pub i64);

            impl From<i64> for $number {
                fn from(value: i64) -> Self {
                    Self(value)
                }
            }

            impl ::std::fmt::Display for $number {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl $crate::wire::PathArg for $number {
                fn path_arg(&self) -> String {
                    self.0.to_string()
                }
            }
        )*
    };
}

/// Declares an operation's optional parameters:
/// `params! { GetItems { path: String = "path", version: String = header "If-Match" } }`.
/// Each becomes `pub field: Option<Type>` of a `Default` struct.
#[allow(unused_macros)]
macro_rules! params {
    ($name:ident { $($field:ident : $type:ty = $($header:ident)? $key:literal),* $(,)? }) => {
        #[doc = concat!("Optional parameters of the operation that takes `", stringify!($name), "`.")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(#[doc = concat!("`", $key, "`")] pub $field: Option<$type>,)*
        }

        impl $name {
            pub(crate) fn add_to<T>(&self, op: $crate::wire::Op<T>) -> $crate::wire::Op<T> {
                $(let op = params!(@add op, self.$field.as_ref(), $($header)? $key);)*
                op
            }
        }
    };
    (@add $op:ident, $value:expr, header $key:literal) => {
        match $value {
            Some(value) => $op.header($key, value),
            None => $op,
        }
    };
    (@add $op:ident, $value:expr, $key:literal) => {
        match $value {
            Some(value) => $op.query($key, value),
            None => $op,
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_is_one_segment() {
        assert_eq!(encode_segment("a/b?c#d%e f\u{e9}"), "a%2Fb%3Fc%23d%25e%20f%C3%A9");
        assert_eq!(encode_segment("plain-1.0_~"), "plain-1.0_~");
    }

    #[test]
    fn lists_are_joined_with_commas() {
        assert_eq!(vec![1_i64, 2, 3].query_value(), "1,2,3");
        assert_eq!(encode_query("$top=1&a b+c"), "$top%3D1%26a%20b%2Bc");
    }
}
