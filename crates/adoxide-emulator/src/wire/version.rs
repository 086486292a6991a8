//! api-version: what is asked for, and whether a location serves it.

use std::fmt;
use std::str::FromStr;

use http::header::ACCEPT;
use http::{HeaderMap, Method};

use crate::wire::error::Fault;
use crate::wire::location::{Location, locations};
use crate::wire::number::{Number, digits};
use crate::wire::query::Query;

/// `7.1-preview.2`: what a request is answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub number: Number,
    /// The number after `-preview.`; none for a released version.
    pub preview: Option<u16>,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.preview.map_or(Ok(()), |preview| write!(f, "-preview.{preview}"))
    }
}

/// `7.1[-preview[.2]]` as asked for.
struct Requested {
    number: Number,
    is_preview: bool,
    /// The resource version, if it was written behind `-preview`.
    resource: Option<u16>,
}

impl FromStr for Requested {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let Some((number, preview)) = text.split_once('-') else {
            return Ok(Self { number: text.parse()?, is_preview: false, resource: None });
        };
        let (word, resource) = match preview.split_once('.') {
            None => (preview, None),
            Some((word, resource)) => (word, Some(digits(resource)?)),
        };
        if !word.eq_ignore_ascii_case("preview") {
            return Err(());
        }
        Ok(Self { number: number.parse()?, is_preview: true, resource })
    }
}

/// The version that a request asks for, by query or by `Accept`.
pub(crate) fn requested(query: &Query, headers: &HeaderMap) -> Option<String> {
    if let Some(version) = query.get("api-version").filter(|version| !version.is_empty()) {
        return Some(version.to_owned());
    }
    media_parameter(headers, "api-version")
}

/// A parameter of the media types that a request accepts.
pub(crate) fn media_parameter(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let accepts = headers.get_all(ACCEPT).into_iter().filter_map(|value| value.to_str().ok());
    accepts.flat_map(|value| value.split([';', ','])).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let named = name.trim().eq_ignore_ascii_case(wanted);
        named.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Chooses the version to answer in.
///
/// # Errors
/// A 400 when none is asked for where one must be, when it cannot be read, or when the location does not
/// serve it.
pub(crate) fn negotiate(
    location: &Location,
    requested: Option<&str>,
    method: &Method,
) -> Result<Version, Fault> {
    let Some(text) = requested else {
        // Reads may leave it out and get the newest.
        if *method == Method::GET || *method == Method::HEAD {
            return Ok(newest(location));
        }
        return Err(Fault::version_not_specified(method));
    };
    let asked: Requested = text.parse().map_err(|()| Fault::invalid_version(text))?;
    if asked.number > location.max {
        return Err(Fault::version_out_of_range(text, location.max));
    }
    if asked.number < location.min {
        return Err(Fault::version_out_of_range_for_route(text, location.template));
    }
    if !asked.is_preview {
        let is_released = asked.number <= location.released;
        return if is_released {
            Ok(Version { number: asked.number, preview: None })
        } else {
            Err(Fault::preview_not_specified(text))
        };
    }
    let resource = asked.resource.unwrap_or(location.resource_version);
    if resource > location.resource_version && !is_offered_beside(location, resource) {
        return Err(Fault::version_out_of_range_for_route(text, location.template));
    }
    Ok(Version { number: asked.number, preview: Some(resource) })
}

/// Whether a location of the same resource offers a version whose path only goes on: what follows may be left out, so
/// that clients ask for a list by the location of one thing. Releases are such a resource.
fn is_offered_beside(location: &Location, resource: u16) -> bool {
    let beside = |other: &Location| {
        other.resource_version >= resource
            && other.template.starts_with(location.template)
            && other.area.eq_ignore_ascii_case(location.area)
            && other.resource.eq_ignore_ascii_case(location.resource)
    };
    locations().iter().any(beside)
}

/// The newest version of a location: a preview, if the newest is one.
pub(crate) fn newest(location: &Location) -> Version {
    let preview = (location.max > location.released).then_some(location.resource_version);
    Version { number: location.max, preview }
}
