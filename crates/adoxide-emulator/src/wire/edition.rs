//! Which Azure DevOps it is: the cloud of today, or a Server of some years ago.
//!
//! A Server knows the locations that there were when it was made, in the versions of that time. What the tables of
//! discovery say of a location's oldest version says since when it is there.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::wire::location::Location;
use crate::wire::number::Number;

/// The versions of the REST API that Servers have: Azure DevOps Server 2019 Update 1, 2020 and 2022.
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/#api-and-tfs-version-mapping>
const SERVERS: [Number; 3] = [Number::new(5, 1), Number::new(6, 0), Number::new(7, 0)];

/// Areas that the REST reference documents for Azure DevOps Services only.
const CLOUD_ONLY: [&str; 10] = [
    "accounts",
    "advSec",
    "audit",
    "Auditing",
    "Graph",
    "MEMInternal",
    "MemberEntitlementManagement",
    "PermissionsReport",
    "TokenAdmin",
    "Tokens",
];

/// Resources whose previews had another number when they were younger: the official Python client of 7.0 asks for
/// `wit.comments` as 7.0-preview.3, that of 7.1 as 7.1-preview.4.
const PREVIEWS: [(&str, &str, Number, u16); 1] = [("wit", "comments", Number::new(7, 1), 3)];

/// When fields of work items could first be Markdown. Recorded: no answer until January 2025 names formats of fields,
/// every one of March 2026 does; the release notes of the cloud announce it for July 2025.
const MARKDOWN_FIELDS: Timestamp = Timestamp::constant(1_751_328_000, 0);

/// The cloud of today, or a Server of this version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edition(Option<Number>);

impl Edition {
    /// A Server of this version, if there is one.
    pub fn server(version: &str) -> Option<Self> {
        let number = version.trim().parse().ok()?;
        SERVERS.contains(&number).then_some(Self(Some(number)))
    }

    /// The versions that a Server can have.
    pub fn servers() -> String {
        SERVERS.map(|number| number.to_string()).join(", ")
    }

    pub fn is_server(self) -> bool {
        self.0.is_some()
    }

    /// Whether work items tell the formats of their fields, at a time of the emulator's clock.
    pub fn has_markdown_fields(self, now: Timestamp) -> bool {
        !self.is_server() && now >= MARKDOWN_FIELDS
    }

    /// A location as this edition has it, if it does.
    pub fn of(self, location: &'static Location) -> Option<Cow<'static, Location>> {
        let Some(server) = self.0 else { return Some(Cow::Borrowed(location)) };
        if location.min > server || CLOUD_ONLY.iter().any(|area| area.eq_ignore_ascii_case(location.area)) {
            return None;
        }
        let mut location = location.clone();
        location.max = location.max.min(server);
        location.released = location.released.min(server);
        let older = PREVIEWS.iter().find(|(area, resource, since, _)| {
            server < *since
                && location.area.eq_ignore_ascii_case(area)
                && location.resource.eq_ignore_ascii_case(resource)
        });
        if let Some((.., number)) = older {
            location.resource_version = *number;
        }
        Some(Cow::Owned(location))
    }

    /// Whether an area of resources is one of this edition.
    pub fn has_area(self, name: &str) -> bool {
        !self.is_server() || !CLOUD_ONLY.iter().any(|area| area.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::location::locations;

    #[test]
    fn a_server_has_what_there_was_when_it_was_made() {
        let old = Edition::server("5.1").unwrap();
        let find = |area: &str, resource: &str| {
            let mut all = locations().iter().filter(|location| location.area == area);
            all.find(|location| location.resource == resource).and_then(|location| old.of(location))
        };
        let projects = find("core", "projects").unwrap();
        assert_eq!((projects.max, projects.released), (Number::new(5, 1), Number::new(5, 1)));
        let comments = find("wit", "comments").unwrap();
        assert_eq!((comments.max, comments.released), (Number::new(5, 1), Number::new(0, 0)));
        assert_eq!(comments.resource_version, 3);
        assert!(find("Graph", "Users").is_none() && find("build", "generalSettings").is_none());
        for other in ["7.1", "8.0", "x", ""] {
            assert_eq!(Edition::server(other), None, "{other}");
        }
        let all = locations().iter().filter_map(|location| Edition::default().of(location));
        assert_eq!(all.count(), locations().len());
    }
}
