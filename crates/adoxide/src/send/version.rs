//! API versions: what the catalog asks for, what a client fixes, and what an older service was found to have.
//!
//! The cloud has every version of the catalog. A Server knows those of its time, 5.1 to 7.0, and refuses newer ones. Its
//! refusal names the newest version that it has, or its `OPTIONS` table does; that is learned once, for the service and
//! for each resource that differs, and asked for from then on.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use adoxide_api::wire::{ApiVersion, Host, Json, OpMeta};

use crate::error::Error;

/// How often another version is asked for in one call.
pub(super) const CHANGES: usize = 4;

/// The query parameter of the version.
pub(super) const PARAMETER: &str = "api-version";

/// The API versions of one service.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    /// The version that the client fixes for all operations.
    fixed: Option<ApiVersion>,
    learned: Mutex<Learned>,
    /// Whether something was learned: nearly all services have all versions.
    any: AtomicBool,
}

#[derive(Debug, Default)]
struct Learned {
    /// The newest version of each host.
    newest: HashMap<Host, (u16, u16)>,
    /// What works for a resource, if that is not what the newest version says.
    resources: HashMap<&'static str, ApiVersion>,
}

/// What to do about a refused version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Ask again: another version was learned.
    Again,
    /// Look into the `OPTIONS` table of the service.
    Look,
    /// There is no version of it that the service has.
    Never,
}

impl Versions {
    pub(crate) fn new(fixed: Option<ApiVersion>) -> Self {
        Self { fixed, ..Self::default() }
    }

    /// The version to ask for in place of the catalog's, if it is another one.
    pub(super) fn choose(&self, meta: &OpMeta, host: Host) -> Option<ApiVersion> {
        if self.fixed.is_none() && !self.any.load(Ordering::Acquire) {
            return None;
        }
        let asked: ApiVersion = meta.api_version.parse().ok()?;
        let learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(version) = learned.resources.get(key(meta)) {
            return Some(*version);
        }
        let (major, minor) = match (self.fixed, learned.newest.get(&host)) {
            (Some(fixed), _) if fixed.preview.is_some() => return Some(fixed),
            (Some(fixed), _) => fixed.number(),
            (None, Some(newest)) if *newest < asked.number() => *newest,
            _ => return None,
        };
        // The number behind -preview is one of the newer version; without it the service takes its own.
        Some(ApiVersion { major, minor, preview: asked.preview.map(|_| 0) })
    }

    /// Learns from a refusal of this version.
    pub(super) fn refused(
        &self,
        meta: &'static OpMeta,
        host: Host,
        asked: ApiVersion,
        error: &Error,
    ) -> Next {
        match error.type_key() {
            Some("VssVersionOutOfRangeException") => {
                let newest = error.message().and_then(newest);
                match newest.filter(|newest| *newest < asked.number()) {
                    Some(_) if self.fixed.is_some() => Next::Never,
                    Some(newest) => {
                        self.learn(|learned| {
                            learned.newest.insert(host, newest);
                            learned.resources.remove(key(meta));
                        });
                        Next::Again
                    }
                    // The number behind -preview is too high.
                    None if asked.preview.is_some_and(|resource| resource > 0) => {
                        self.use_for(meta, ApiVersion { preview: Some(0), ..asked })
                    }
                    None => Next::Look,
                }
            }
            Some("VssInvalidPreviewVersionException") if asked.preview.is_none() => {
                self.use_for(meta, ApiVersion { preview: Some(0), ..asked })
            }
            Some("VssInvalidPreviewVersionException" | "VssInvalidApiResourceVersionException") => Next::Look,
            _ => Next::Never,
        }
    }

    /// Learns from the `OPTIONS` table of an area what to ask for instead.
    pub(super) fn looked_up(&self, meta: &'static OpMeta, asked: ApiVersion, table: &Json) -> Next {
        let Some(id) = meta.location_id else {
            return Next::Never;
        };
        let rows = table["value"].as_array().into_iter().flatten();
        let is_it = |row: &&Json| row["id"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(id));
        let Some(row) = rows.clone().find(is_it) else {
            return Next::Never;
        };
        let number = |name: &str| Some(row[name].as_str()?.parse::<ApiVersion>().ok()?.number());
        let (Some(max), Some(released)) = (number("maxVersion"), number("releasedVersion")) else {
            return Next::Never;
        };
        let (major, minor) = if self.fixed.is_some() { asked.number() } else { max.min(asked.number()) };
        let preview = ((major, minor) > released).then_some(0);
        let version = ApiVersion { major, minor, preview };
        if version == asked { Next::Never } else { self.use_for(meta, version) }
    }

    fn use_for(&self, meta: &'static OpMeta, version: ApiVersion) -> Next {
        self.learn(|learned| {
            learned.resources.insert(key(meta), version);
        });
        Next::Again
    }

    fn learn(&self, learn: impl FnOnce(&mut Learned)) {
        learn(&mut self.learned.lock().unwrap_or_else(PoisonError::into_inner));
        self.any.store(true, Ordering::Release);
    }

    /// The version that the client fixes.
    pub(crate) fn fixed(&self) -> Option<ApiVersion> {
        self.fixed
    }
}

/// What a version is learned for.
fn key(meta: &OpMeta) -> &'static str {
    meta.location_id.unwrap_or(meta.id)
}

/// The newest version that a refusal names: the last number in it.
fn newest(message: &str) -> Option<(u16, u16)> {
    let words = message.split(|char: char| !(char.is_ascii_digit() || char == '.'));
    let mut versions =
        words.filter(|word| word.contains('.')).filter_map(|word| word.trim_matches('.').parse().ok());
    versions.next_back().map(ApiVersion::number)
}
