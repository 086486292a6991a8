//! `adox work-item`.

mod attachment;
mod comment;
mod create;
mod delete;
mod edit;
mod fields;
mod history;
mod link;
mod list;
mod restore;
mod show;

use adoxide::Address;
use adoxide::resource::WorkItem;
use clap::Args;
use serde_json::Value;

use crate::args::ProjectArgs;
use crate::error::Result;
use crate::output::field::{Field, View, joined, person};
use crate::settings::Place;
use crate::verb::Entry;
use crate::web;

/// Work with work items
#[derive(Args, Debug)]
#[command(
    visible_alias = "wi",
    alias = "issue",
    after_help = "\
Examples:
  adox work-item list --assigned-to @me --state Active
  adox work-item create --type Bug --title \"It stops\" \\
      --field Microsoft.VSTS.Common.Severity=\"2 - High\"
  adox work-item edit 13 --state Closed --comment \"Done by !17\"
  adox work-item show 13 --at-revision 3
  adox work-item link 13 parent 7
  adox work-item link 13 hyperlink https://example.com/design
  adox work-item link 13 commit web@1f3a5c…

A work item is named by its number, as 13, #13 or AB#13, or by its URL."
)]
pub struct WorkItems {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<list::List>("list"),
    Entry::verb::<show::Show>("show"),
    Entry::verb::<create::Create>("create"),
    Entry::verb::<edit::EditItem>("edit"),
    Entry::verb::<comment::Comment>("comment"),
    Entry::verb::<history::History>("history"),
    Entry::verb::<link::LinkItem>("link"),
    Entry::verb::<link::UnlinkItem>("unlink"),
    Entry::verb::<attachment::Attach>("attach"),
    Entry::verb::<attachment::Download>("download"),
    Entry::verb::<delete::Delete>("delete"),
    Entry::verb::<restore::Restore>("restore"),
];

/// What is shown of a work item.
const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::new("rev").unlisted(),
    Field::at("type", "fields/System.WorkItemType"),
    Field::at("title", "fields/System.Title"),
    Field::at("state", "fields/System.State").state(),
    Field::at("reason", "fields/System.Reason").unlisted(),
    Field::by("assignedTo", |item| person(&item["fields"]["System.AssignedTo"])).head("assigned to"),
    Field::at("areaPath", "fields/System.AreaPath").unlisted(),
    Field::at("iterationPath", "fields/System.IterationPath").unlisted(),
    Field::at("tags", "fields/System.Tags").unlisted(),
    Field::by("createdBy", |item| person(&item["fields"]["System.CreatedBy"])).unlisted(),
    Field::at("createdDate", "fields/System.CreatedDate").date().unlisted(),
    Field::at("changedDate", "fields/System.ChangedDate").head("changed").date(),
    Field::by("relations", relations).unlisted(),
    Field::at("description", "fields/System.Description").html(),
    Field::at("reproSteps", "fields/Microsoft.VSTS.TCM.ReproSteps").html(),
    Field::at("acceptanceCriteria", "fields/Microsoft.VSTS.Common.AcceptanceCriteria").html(),
])
.url(url);

/// The page of a work item.
fn url(item: &Value, address: &Address) -> Option<String> {
    let id = item["id"].as_i64()?.to_string();
    let project = item["fields"]["System.TeamProject"].as_str()?;
    Some(web::page(address, &[project, "_workitems", "edit", &id]))
}

/// What a work item is linked to, in one line.
fn relations(item: &Value) -> Value {
    joined(item["relations"].as_array().into_iter().flatten().filter_map(relation))
}

/// A link: its name, and what it leads to as people write it.
fn relation(relation: &Value) -> Option<String> {
    let name = relation["attributes"]["name"].as_str().or(relation["rel"].as_str())?;
    let url = relation["url"].as_str()?;
    let last = url.rsplit('/').next().unwrap_or_default();
    let is_artifact = url.get(..9).is_some_and(|scheme| scheme.eq_ignore_ascii_case("vstfs:///"));
    // An artifact's last part is PROJECT%2FREPOSITORY%2FWHAT.
    let what = last.rsplit("%2F").next().and_then(|last| last.rsplit("%2f").next()).unwrap_or(last);
    let what = what.strip_prefix("GB").filter(|_| is_artifact && name == "Branch").unwrap_or(what);
    Some(match (is_artifact, what.parse::<i64>().is_ok()) {
        (true, true) if name == "Pull Request" => format!("{name} !{what}"),
        (true, _) => format!("{name} {what}"),
        (false, true) => format!("{name} #{what}"),
        (false, false) => format!("{name} {url}"),
    })
}

/// Which work item.
#[derive(Args, Clone, Debug)]
pub struct SelectorArgs {
    /// The work item
    #[arg(value_name = "NUMBER|URL", value_parser = crate::args::work_item)]
    id: i64,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    /// Where it is, and itself.
    ///
    /// # Errors
    /// As [`Place::of_project`].
    fn find(&self) -> Result<(Place, WorkItem)> {
        let place = Place::of_project(&self.project)?;
        let item = place.ado.work_item(self.id);
        Ok((place, item))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_link_is_named_as_people_write_it() {
        for (rel, name, url, expected) in [
            ("System.LinkTypes.Hierarchy-Forward", "Child", "https://x/_apis/wit/workItems/7", "Child #7"),
            ("ArtifactLink", "Pull Request", "vstfs:///Git/PullRequestId/p%2Fr%2F38", "Pull Request !38"),
            ("ArtifactLink", "Branch", "vstfs:///Git/Ref/p%2fr%2fGBmain", "Branch main"),
            ("ArtifactLink", "Fixed in Commit", "vstfs:///Git/Commit/p%2Fr%2Fabc", "Fixed in Commit abc"),
        ] {
            let value = json!({ "rel": rel, "url": url, "attributes": { "name": name } });
            assert_eq!(relation(&value).unwrap(), expected);
        }
        let link = json!({ "rel": "Hyperlink", "url": "https://example.com/design" });
        assert_eq!(relation(&link).unwrap(), "Hyperlink https://example.com/design");
    }
}
