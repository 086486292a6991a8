//! Bodies that the service refuses without some of their members.

/// Declares a body: `required! { QueueBuildBody(Build) { definition: DefinitionReference = "definition" } }`. The
/// members are arguments of its constructor, so that a request without them does not compile.
#[allow(unused_macros, reason = "an area may have none")]
macro_rules! required {
    ($name:ident($type:ty) { $($field:ident : $member:ty = $key:literal),* $(,)? }) => {
        #[doc = concat!("The body of a request: `", stringify!($type), "` with the members that the service requires.")]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name($type);

        impl $name {
            #[doc = concat!("A body with", $(" `", $key, "`",)* ".")]
            #[inline]
            pub fn new($($field: impl Into<$member>),*) -> Self {
                let mut body = <$type>::default();
                $(body.$field = Some($field.into());)*
                Self(body)
            }

            /// Sets optional members.
            #[inline]
            #[must_use]
            pub fn with(mut self, set: impl FnOnce(&mut $type)) -> Self {
                set(&mut self.0);
                self
            }
        }

        impl TryFrom<$type> for $name {
            type Error = $crate::wire::OpError;
            /// # Errors
            /// When a required member is missing.
            #[inline]
            fn try_from(body: $type) -> ::std::result::Result<Self, Self::Error> {
                $(
                    if body.$field.is_none() {
                        return Err($crate::wire::OpError::missing($key));
                    }
                )*
                Ok(Self(body))
            }
        }

        impl From<$name> for $type {
            #[inline]
            fn from(body: $name) -> Self {
                body.0
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = $type;
            #[inline]
            fn deref(&self) -> &$type {
                &self.0
            }
        }

        impl ::serde::Serialize for $name {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    object! { Build { definition: i64 = "definition", branch: String = "sourceBranch" } }
    required! { QueueBody(Build) { definition: i64 = "definition" } }

    #[test]
    fn required_members_are_there_and_others_are_set() {
        let body = QueueBody::new(7).with(|build| build.branch = Some("refs/heads/main".into()));
        assert_eq!(
            serde_json::to_value(&body).unwrap(),
            serde_json::json!({"definition": 7, "sourceBranch": "refs/heads/main"})
        );
        assert_eq!(body.definition, Some(7));
    }

    #[test]
    fn a_body_without_them_is_an_error_that_names_the_member() {
        let error = QueueBody::try_from(Build::default()).unwrap_err();
        assert_eq!(error.to_string(), "the body has no `definition`, which the service requires");
        assert!(QueueBody::try_from(Build { definition: Some(1), ..Build::default() }).is_ok());
    }
}
