use adoxide_api::core::meta;

use super::{Table, integer, record, tables, text, timestamp};
use crate::Connector::{Boards, Pipelines, Repos};
use crate::Ingestion::Snapshot;
use crate::feed::project::FEED;

tables! {
    /// The projects, also those that are being created or deleted.
    #[rest = "core/projects/list"]
    pub static PROJECTS = Table::new("projects", Snapshot, &["id"])
        .in_project(&["id"])
        .connector(Boards)
        .connector(Pipelines)
        .connector(Repos)
        .reads(&meta::GET_PROJECTS)
        .fed_by(&FEED)
        .column(text("id"), "Id of the project, a UUID: `project_id` of other tables")
        .column(text("name"), "Name, unique within the organization; it may change")
        .column(text("description"), "Description; null if there is none")
        .column(text("url"), "Address of the project in the REST API")
        .column(text("state"), "wellFormed, new, createPending, deleting or deleted")
        .column(integer("revision"), "Revision of the project: grows with each change of its settings")
        .column(text("visibility"), "private, public or organization")
        .column(timestamp("lastUpdateTime"), "When its settings were last changed")
        .column(text("abbreviation"), "Abbreviation; mostly null");

    /// What each project was created with: its process, version control and default team.
    #[rest = "core/projects/get"]
    pub static PROJECT_CAPABILITIES = Table::new("project_capabilities", Snapshot, &["project_id"])
        .by_project()
        .connector(Boards)
        .optional()
        .reads(&meta::GET_PROJECT)
        .query("includeCapabilities", "true")
        .single()
        .column(
            record("processTemplate", ["templateName", "templateTypeId"].map(text))
                .at(&["capabilities", "processTemplate"]),
            "The process: `templateName` (Agile, Scrum, Basic, CMMI or an inherited one) and its id",
        )
        .column(
            record("versioncontrol", ["sourceControlType", "gitEnabled", "tfvcEnabled"].map(text))
                .at(&["capabilities", "versioncontrol"]),
            "Version control: `sourceControlType` is Git or Tfvc; the others are the texts True or False",
        )
        .column(record("defaultTeam", ["id", "name", "url"].map(text)), "The default team: `teams.id`");
}
