//! Types that extend another one. The specification names the base type where the service sends and takes any of them.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Serialize;

use super::{Json, Object};

/// A type that has all members of `Base` and more. It becomes the base with `into()`, and the base becomes it with
/// `try_into()`; neither loses a member: what the base does not know is in its [`super::Extra`] members.
pub trait Subtype<Base>: Object + Serialize + DeserializeOwned {
    /// The member of the base that tells its subtypes apart (`type`, or `type.id` within a member) and its value for
    /// this one. `None` where nothing in the object tells.
    const TAG: Option<(&'static str, &'static str)>;
}

/// The base with all members of a subtype; the member that tells subtypes apart is set if it was not.
#[doc(hidden)]
pub fn upcast<B: Object + DeserializeOwned, S: Subtype<B>>(sub: &S) -> B {
    let mut json = serde_json::to_value(sub).unwrap_or_default();
    if let Some((path, value)) = S::TAG
        && read_tag(&json, path).is_none()
    {
        write_tag(&mut json, path, value);
    }
    let Json::Object(fields) = &json else { return B::default() };
    serde_json::from_value(json.clone()).unwrap_or_else(|_| {
        // A member of another shape than the base's: kept, as everything that the base does not know.
        let mut base = B::default();
        for (name, value) in fields {
            base.extra_mut().insert(name, value.clone());
        }
        base
    })
}

/// The subtype with all members of its base.
///
/// # Errors
/// When the base says that it is another subtype, or a member has a shape that the subtype does not take.
#[doc(hidden)]
pub fn downcast<B: Object + Serialize, S: Subtype<B>>(base: &B) -> Result<S, serde_json::Error> {
    let json = serde_json::to_value(base)?;
    if let Some((path, value)) = S::TAG
        && let Some(found) = read_tag(&json, path)
        && !found.eq_ignore_ascii_case(value)
    {
        return Err(serde_json::Error::custom(format_args!("expected `{path}` {value}, got {found}")));
    }
    serde_json::from_value(json)
}

/// Whether the JSON of a base says that it is this subtype.
#[doc(hidden)]
pub fn is_tagged(json: &Json, tag: Option<(&str, &str)>) -> bool {
    tag.is_some_and(|(path, value)| {
        read_tag(json, path).is_some_and(|found| found.eq_ignore_ascii_case(value))
    })
}

fn read_tag(json: &Json, path: &str) -> Option<String> {
    match path.split('.').try_fold(json, |json, name| json.get(name))? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn write_tag(json: &mut Json, path: &str, value: &str) {
    let (outer, inner) = path.split_once('.').map_or((path, None), |(outer, inner)| (outer, Some(inner)));
    let Json::Object(fields) = json else { return };
    let member = fields.entry(outer).or_insert(Json::Null);
    match inner {
        None => *member = value.parse::<i64>().map_or_else(|_| value.into(), Json::from),
        Some(inner) => {
            if member.is_null() {
                *member = Json::Object(serde_json::Map::new());
            }
            write_tag(member, inner, value);
        }
    }
}

/// Ties a type to the one that it extends, both ways: `subtype! { YamlProcess: BuildProcess, "type" = "2" }`.
#[allow(unused_macros, reason = "an area may have none")]
macro_rules! subtype {
    ($sub:ident : $base:ident $(, $path:literal = $value:literal)?) => {
        impl $crate::wire::Subtype<$base> for $sub {
            const TAG: ::std::option::Option<(&'static str, &'static str)> =
                [$(::std::option::Option::Some(($path, $value)),)? ::std::option::Option::None][0];
        }

        impl From<$sub> for $base {
            #[inline]
            fn from(sub: $sub) -> Self {
                $crate::wire::upcast::<$base, $sub>(&sub)
            }
        }

        impl TryFrom<$base> for $sub {
            type Error = ::serde_json::Error;
            #[inline]
            fn try_from(base: $base) -> ::std::result::Result<Self, Self::Error> {
                $crate::wire::downcast::<$base, $sub>(&base)
            }
        }
    };
}

/// The subtypes that a member of the base tells apart: `subtypes! { BuildProcessKind of BuildProcess { YamlProcess, … } }`.
#[allow(unused_macros, reason = "an area may have none")]
macro_rules! subtypes {
    ($kind:ident of $base:ident { $($sub:ident),* $(,)? }) => {
        #[doc = concat!("Which `", stringify!($base), "` it is: a known subtype, or `Other` for one that came later.")]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $kind {
            $(#[doc = concat!("[`", stringify!($sub), "`]")] $sub(Box<$sub>),)*
            /// Any other one, whole.
            Other(Box<$base>),
        }

        impl TryFrom<$base> for $kind {
            type Error = ::serde_json::Error;
            #[inline]
            fn try_from(base: $base) -> ::std::result::Result<Self, Self::Error> {
                let json = ::serde_json::to_value(&base)?;
                $(
                    if $crate::wire::is_tagged(&json, <$sub as $crate::wire::Subtype<$base>>::TAG) {
                        return ::serde_json::from_value(json).map(|sub| Self::$sub(Box::new(sub)));
                    }
                )*
                Ok(Self::Other(Box::new(base)))
            }
        }

        impl From<$kind> for $base {
            #[inline]
            fn from(kind: $kind) -> Self {
                match kind {
                    $($kind::$sub(sub) => (*sub).into(),)*
                    $kind::Other(base) => *base,
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    object! { Reference { id: String = "id", name: String = "name" } }
    object! { Base { kind: i64 = "type", of: Reference = "of" } }
    object! { Yaml { kind: i64 = "type", of: Reference = "of", file: String = "yamlFilename" } }
    object! { Designer { kind: i64 = "type", of: Reference = "of", phases: Vec<Json> = "phases" } }
    object! { Approval { kind: i64 = "type", of: Reference = "of", settings: Json = "settings" } }
    subtype! { Yaml: Base, "type" = "2" }
    subtype! { Designer: Base, "type" = "1" }
    subtype! { Approval: Base, "of.id" = "8c6f" }
    subtypes! { BaseKind of Base { Yaml, Designer } }

    fn base(text: &str) -> Base {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_subtype_is_its_base_and_back_without_loss() {
        let yaml = Yaml { file: Some("/a.yml".into()), ..Yaml::default() };
        let up: Base = yaml.clone().into();
        assert_eq!(
            serde_json::to_value(&up).unwrap(),
            serde_json::json!({"type": 2, "yamlFilename": "/a.yml"})
        );
        let down: Yaml = up.try_into().unwrap();
        assert_eq!(down, Yaml { kind: Some(2), ..yaml });
    }

    #[test]
    fn a_tag_within_a_member_is_set_and_keeps_the_member() {
        let of = Reference { name: Some("Approval".into()), ..Reference::default() };
        let up: Base = Approval { of: Some(of), ..Approval::default() }.into();
        assert_eq!(
            up.of.unwrap(),
            Reference { id: Some("8c6f".into()), name: Some("Approval".into()), ..Reference::default() }
        );
    }

    #[test]
    fn another_subtype_is_an_error_that_says_which() {
        let error = Yaml::try_from(base(r#"{"type":1,"phases":[]}"#)).unwrap_err();
        assert_eq!(error.to_string(), "expected `type` 2, got 1");
        // Without the member nothing speaks against it.
        assert!(Yaml::try_from(base("{}")).is_ok());
    }

    #[test]
    fn kinds_are_told_apart_and_unknown_ones_are_kept() {
        let kind = BaseKind::try_from(base(r#"{"type":1,"phases":[7]}"#)).unwrap();
        assert!(
            matches!(&kind, BaseKind::Designer(designer) if designer.phases == Some(vec![Json::from(7)]))
        );
        let newer = base(r#"{"type":9,"new":{"deep":true}}"#);
        let kind = BaseKind::try_from(newer.clone()).unwrap();
        assert!(matches!(kind, BaseKind::Other(_)));
        assert_eq!(Base::from(kind), newer);
    }

    #[test]
    fn a_member_of_another_shape_is_kept_as_unknown() {
        object! { Odd { kind: String = "type" } }
        subtype! { Odd: Base }
        let up: Base = Odd { kind: Some("text".into()), ..Odd::default() }.into();
        assert_eq!(up.extra.get("type"), Some(&Json::from("text")));
    }
}
