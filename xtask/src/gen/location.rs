//! The ids of resource locations, which no specification has: from the recorded discovery tables that the
//! emulator serves.

use std::fs;
use std::path::Path;

use super::ir::Operation;

/// The discovery tables.
#[derive(Default)]
pub struct Locations(Vec<Location>);

struct Location {
    id: String,
    resource: String,
    /// The template, with area and resource filled in.
    path: String,
    max: (u32, u32),
    /// First labels of the names of the hosts that list it.
    hosts: Vec<String>,
}

/// How well a location fits an operation; the least is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    is_elsewhere: bool,
    /// What the operation has written where the location has an argument (`{action}`).
    filled: usize,
    newest: std::cmp::Reverse<(u32, u32)>,
    /// Arguments of the location that the operation has nowhere, and those that it has in its query.
    spare: usize,
    in_query: usize,
    /// Arguments of another name.
    renamed: usize,
}

impl Locations {
    /// Reads the rows; none if the file is not there.
    pub fn read(path: &Path) -> Result<Self, String> {
        let Ok(text) = fs::read_to_string(path) else { return Ok(Self::default()) };
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        let column = |name: &str| {
            let at = header.iter().position(|column| *column == name);
            at.ok_or_else(|| format!("{}: no column `{name}`", path.display()))
        };
        let (id, area, resource) = (column("id")?, column("area")?, column("resource")?);
        let (template, max, hosts) = (column("template")?, column("max")?, column("hosts")?);
        let mut found = Vec::new();
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
            let path = cell(template).replace("{area}", cell(area)).replace("{resource}", cell(resource));
            let (major, minor) = cell(max).split_once('.').unwrap_or_default();
            found.push(Location {
                id: cell(id).to_owned(),
                resource: cell(resource).to_lowercase(),
                path,
                max: (major.parse().unwrap_or(0), minor.parse().unwrap_or(0)),
                hosts: cell(hosts).split('+').map(|host| host.trim_end_matches('*').to_owned()).collect(),
            });
        }
        Ok(Self(found))
    }

    /// The location that the overlay says, or the one whose route is this operation's, if one fits better than
    /// all others.
    pub fn find(&self, host: &str, op: &Operation, template: &str) -> Result<Option<&str>, String> {
        if let Some(location) = &op.location {
            let known = self.0.iter().find(|known| known.id == *location);
            let known = known.ok_or_else(|| format!("{}: there is no location {location}", op.name))?;
            return Ok(Some(&known.id));
        }
        // The host without organizations serves what vssps serves.
        let label = host.trim_start_matches("app.").split('.').next().unwrap_or_default();
        let fits = self.0.iter().filter_map(|known| Some((known.fit(label, op, template)?, known)));
        let mut fits: Vec<_> = fits.collect();
        fits.sort_by_key(|(fit, _)| *fit);
        Ok(match fits.as_slice() {
            [(best, known), (second, _), ..] if best < second => Some(&known.id),
            [(_, known)] => Some(&known.id),
            _ => None,
        })
    }
}

impl Location {
    fn fit(&self, host: &str, op: &Operation, template: &str) -> Option<Fit> {
        let argument = |part: &str| {
            let inner = part.strip_prefix('{')?.strip_suffix('}')?;
            Some(inner.trim_matches(['?', '*']).to_lowercase())
        };
        let in_query = |name: &str| {
            op.params.iter().any(|param| param.place == "query" && param.name.eq_ignore_ascii_case(name))
        };
        let mut fit = Fit {
            is_elsewhere: !self.hosts.iter().any(|known| known == host),
            filled: 0,
            newest: std::cmp::Reverse(self.max),
            spare: 0,
            in_query: 0,
            renamed: 0,
        };
        let mut leave = |name: &str| {
            if in_query(name) { fit.in_query += 1 } else { fit.spare += 1 }
        };
        let mut theirs = self.path.split('/').filter(|part| !part.is_empty()).peekable();
        for part in template.split('/').filter(|part| !part.is_empty()) {
            let ours = argument(part);
            loop {
                let next = theirs.next()?;
                match (&ours, argument(next)) {
                    (Some(ours), Some(name)) => {
                        fit.renamed += usize::from(*ours != name);
                        break;
                    }
                    (None, None) if part.eq_ignore_ascii_case(next) => break,
                    (None, Some(name))
                        if name == "action" && self.resource.eq_ignore_ascii_case(&op.resource) =>
                    {
                        fit.filled += 1;
                        break;
                    }
                    // An argument that the operation does not have.
                    (None, Some(name)) => leave(&name),
                    _ => return None,
                }
            }
        }
        for part in theirs {
            leave(&argument(part)?);
        }
        Some(fit)
    }
}
