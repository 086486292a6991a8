//! The ids of resource locations, which no specification has: from the recorded discovery tables that the
//! emulator serves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::ir::Operation;

/// Locations by area and resource, in lower case.
#[derive(Default)]
pub struct Locations(BTreeMap<(String, String), Vec<(String, String)>>);

impl Locations {
    /// Reads `id,area,resource,template,…` rows; none if the file is not there.
    pub fn read(path: &Path) -> Result<Self, String> {
        let Ok(text) = fs::read_to_string(path) else { return Ok(Self::default()) };
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        let column = |name: &str| {
            header
                .iter()
                .position(|column| *column == name)
                .ok_or_else(|| format!("{}: no column `{name}`", path.display()))
        };
        let (id, area, resource, template) =
            (column("id")?, column("area")?, column("resource")?, column("template")?);
        let mut found = Self::default();
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default().to_owned();
            let key = (cell(area).to_lowercase(), cell(resource).to_lowercase());
            found.0.entry(key).or_default().push((cell(id), cell(template)));
        }
        Ok(found)
    }

    /// The location whose route is this operation's, if there is exactly one.
    pub fn find(&self, area: &str, op: &Operation, template: &str) -> Option<&str> {
        let candidates = self.0.get(&(area.to_lowercase(), op.resource.to_lowercase()))?;
        let wanted = shape(template, &area.to_lowercase(), &op.resource.to_lowercase());
        let mut same = candidates.iter().filter(|(_, route)| {
            let route = shape(route, &area.to_lowercase(), &op.resource.to_lowercase());
            route == wanted || route.trim_end_matches("/{}") == wanted
        });
        let first = same.next()?;
        same.next().is_none().then_some(first.0.as_str())
    }
}

/// A route with its arguments made alike: `{project}/_apis/git/repositories/{}`.
fn shape(template: &str, area: &str, resource: &str) -> String {
    let part = |part: &str| match part.to_lowercase().as_str() {
        "{area}" => area.to_owned(),
        "{resource}" => resource.to_owned(),
        "{project}" | "{project?}" => String::new(),
        "{team}" | "{team?}" => String::new(),
        text if text.starts_with('{') => "{}".to_owned(),
        text => text.to_owned(),
    };
    template.split('/').map(part).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
