//! The recorded tables of discovery: every resource location, every resource area.
//!
//! Nothing here is made up: the rows are what the service answered to `OPTIONS` and `ResourceAreas`, plus the
//! locations that the official clients know of hosts that were not recorded. Rows of the release host were
//! recorded in 2020 with at most version 6.0; they are raised to what the other hosts have, because a client
//! fed old versions asks for old versions.

use std::sync::LazyLock;

use adoxide_api::wire::Host;

use crate::wire::number::Number;

/// A resource location: a route with the versions that it is served in.
#[derive(Clone, Debug)]
pub(crate) struct Location {
    pub area: &'static str,
    pub resource: &'static str,
    pub id: &'static str,
    pub template: &'static str,
    pub min: Number,
    pub max: Number,
    /// The highest version that needs no `-preview`; 0.0 if all need it.
    pub released: Number,
    /// The highest number after `-preview.`.
    pub resource_version: u16,
    hosts: &'static str,
}

impl Location {
    /// Whether a host lists it. Every host lists the location service itself.
    pub fn is_on(&self, host: Host, all_host_types: bool) -> bool {
        (self.area == "Location" && !self.hosts.ends_with('*'))
            || self.hosts.split('+').any(|entry| {
                let (name, only_all) = entry.strip_suffix('*').map_or((entry, false), |name| (name, true));
                name == prefix(host) && (all_host_types || !only_all)
            })
    }

    /// Whether it is listed where all hosts are one: by any host, and not only for all host types.
    pub fn is_listed(&self, all_host_types: bool) -> bool {
        all_host_types || self.hosts.split('+').any(|entry| !entry.ends_with('*'))
    }

    /// A location that no table has.
    pub fn unlisted(
        area: &'static str,
        resource: &'static str,
        template: &'static str,
        released: Number,
        resource_version: u16,
    ) -> Self {
        let (min, max) = (Number::new(1, 0), Number::new(7, 2));
        Self { area, resource, id: "", template, min, max, released, resource_version, hosts: "" }
    }

    /// The template with area and resource filled in.
    pub fn path(&self) -> String {
        self.template.replace("{area}", self.area).replace("{resource}", self.resource)
    }
}

/// A resource area: a name for a group of resources that live on one host.
#[derive(Debug)]
pub(crate) struct ResourceArea {
    pub id: &'static str,
    pub name: &'static str,
    /// The first label of the host's name; `dev` for dev.azure.com itself.
    pub host: &'static str,
}

/// The first label of a host's name, as the tables have it.
fn prefix(host: Host) -> &'static str {
    match host {
        // The host without organizations serves what vssps serves.
        Host::AppVssps => "vssps",
        other => other.name().split('.').next().unwrap_or_default(),
    }
}

/// All locations.
pub(crate) fn locations() -> &'static [Location] {
    static LOCATIONS: LazyLock<Vec<Location>> = LazyLock::new(|| {
        let rows = include_str!("../../data/locations.csv").lines().skip(1);
        rows.filter_map(|row| {
            let mut fields = row.split(',');
            let mut field = || fields.next();
            Some(Location {
                area: field()?,
                resource: field()?,
                id: field()?,
                template: field()?,
                min: field()?.parse().ok()?,
                max: field()?.parse().ok()?,
                released: field()?.parse().ok()?,
                resource_version: field()?.parse().ok()?,
                hosts: field()?,
            })
        })
        .collect()
    });
    &LOCATIONS
}

/// All resource areas.
pub(crate) fn resource_areas() -> &'static [ResourceArea] {
    static AREAS: LazyLock<Vec<ResourceArea>> = LazyLock::new(|| {
        let rows = include_str!("../../data/resource_areas.csv").lines().skip(1);
        rows.filter_map(|row| {
            let mut fields = row.split(',');
            let (id, name, host) = (fields.next()?, fields.next()?, fields.next()?);
            Some(ResourceArea { id, name, host })
        })
        .collect()
    });
    &AREAS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(locations().len(), include_str!("../../data/locations.csv").lines().count() - 1);
        assert_eq!(resource_areas().len(), 230);
        for location in locations() {
            assert!(location.id.parse::<uuid::Uuid>().is_ok(), "{location:?}");
            assert!(location.min <= location.max, "{location:?}");
        }
    }

    #[test]
    fn hosts_list_as_many_rows_as_recorded() {
        let count = |host, all| locations().iter().filter(|location| location.is_on(host, all)).count();
        // Recorded were 773 and 820; one location of the host is known only from a client.
        assert_eq!(count(Host::Dev, false), 773 + 1);
        assert_eq!(count(Host::Dev, true), 820 + 1);
        assert!(count(Host::Vssps, true) >= 178);
        assert!(count(Host::Vsaex, true) >= 71);
        assert!(count(Host::Vsrm, true) >= 81);
    }
}
