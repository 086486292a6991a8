//! What the events of service hooks carry.

/// An event that the catalog knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventMeta {
    /// `git.push`
    pub event_type: &'static str,
    /// The publisher: `tfs`, `pipelines`, `rm`, `advsec`, `distributedtask`.
    pub publisher: &'static str,
    /// The resource versions that have this form, the newest last; a version that is not named reads as the newest.
    pub versions: &'static [&'static str],
    /// The area whose cargo feature has its type.
    pub feature: &'static str,
}

impl EventMeta {
    #[doc(hidden)]
    pub const fn new(
        event_type: &'static str,
        publisher: &'static str,
        versions: &'static [&'static str],
        feature: &'static str,
    ) -> Self {
        Self { event_type, publisher, versions, feature }
    }
}

/// The place in `catalog` of the form that an event of this type and resource version has.
#[doc(hidden)]
pub fn event_form(catalog: &[EventMeta], event_type: &str, version: Option<&str>) -> Option<usize> {
    let of_type = |meta: &EventMeta| meta.event_type.eq_ignore_ascii_case(event_type);
    let has = |meta: &EventMeta| version.is_some_and(|version| meta.versions.contains(&version));
    let exact = catalog.iter().position(|meta| of_type(meta) && has(meta));
    // `5.1-preview.3` and `5.1` have the same form as another preview of 5.1; what is not known, the newest.
    let major = |version: &str| version.split('-').next().unwrap_or_default().to_owned();
    let near = |meta: &EventMeta| {
        version.is_some_and(|version| meta.versions.iter().any(|known| major(known) == major(version)))
    };
    exact
        .or_else(|| catalog.iter().position(|meta| of_type(meta) && near(meta)))
        .or_else(|| catalog.iter().rposition(of_type))
}

/// Declares what events carry: `events! { Push "git" git::GitPush = "tfs" "git.push" ["1.0"], … }`.
macro_rules! events {
    ($($(#[$about:meta])* $variant:ident $feature:literal $type:ty = $publisher:literal $event:literal [$($version:literal),*],)*) => {
        /// Every event whose resource has a type, one entry for each form.
        pub static EVENTS: &[$crate::wire::EventMeta] =
            &[$($crate::wire::EventMeta::new($event, $publisher, &[$($version),*], $feature)),*];

        /// The resource of an event of a service hook, by the event's type and resource version.
        ///
        /// Nothing in a resource is required: a subscription can ask for less (`resourceDetailsToSend`), and samples
        /// and older versions have less.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum EventResource {
            $(
                #[cfg(feature = $feature)]
                $(#[$about])*
                #[doc = concat!("\n`", $event, "` at resource version ", stringify!($($version),*), ".")]
                $variant(Box<$type>),
            )*
            /// An event that this version does not know, or whose area's feature is not enabled: the JSON as it was sent.
            Other(Box<$crate::wire::Json>),
        }

        impl EventResource {
            /// Reads the resource of an event, JSON. Without a version, or with one that is not known, it is read as the
            /// newest form.
            ///
            /// # Errors
            /// When the event is known, and a member has a shape that its type does not take.
            #[inline]
            #[allow(unused_assignments, unused_variables, unused_mut)]
            pub fn read(
                event_type: &str,
                resource_version: Option<&str>,
                resource: &[u8],
            ) -> ::std::result::Result<Self, $crate::wire::DecodeError> {
                let form = $crate::wire::event_form(EVENTS, event_type, resource_version);
                let mut index = 0;
                $(
                    #[cfg(feature = $feature)]
                    if form == Some(index) {
                        return $crate::wire::DecodeError::required(resource).map(Self::$variant);
                    }
                    index += 1;
                )*
                $crate::wire::DecodeError::required(resource).map(Self::Other)
            }
        }

        impl ::serde::Serialize for EventResource {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(#[cfg(feature = $feature)] Self::$variant(resource) => resource.serialize(serializer),)*
                    Self::Other(json) => json.serialize(serializer),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: &[EventMeta] = &[
        EventMeta::new("comment", "tfs", &["1.0"], "git"),
        EventMeta::new("comment", "tfs", &["2.0"], "git"),
        EventMeta::new("updated", "tfs", &["1.0", "3.1-preview.3", "5.1-preview.3"], "wit"),
    ];

    #[test]
    fn the_form_is_that_of_the_version_or_the_newest() {
        let form = |name: &str, version: Option<&str>| event_form(EVENTS, name, version);
        assert_eq!(form("comment", Some("1.0")), Some(0));
        assert_eq!(form("Comment", Some("2.0-preview.1")), Some(1));
        assert_eq!(form("comment", Some("9.0")), Some(1));
        assert_eq!(form("comment", None), Some(1));
        assert_eq!(form("updated", Some("5.1")), Some(2));
        assert_eq!(form("deleted", Some("1.0")), None);
    }
}
