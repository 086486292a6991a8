use adoxide::api::git::{GetRepositories, get_repositories};
use clap::Args;

use super::VIEW;
use crate::args::{ListArgs, ProjectArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::Verb;

/// List the repositories of a project, or of the organization
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
pub struct List {
    /// Those of all projects, whatever project is set or cloned here
    #[arg(long, short = 'A')]
    all_projects: bool,

    /// Those in the recycle bin of the project
    #[arg(long, conflicts_with = "all_projects")]
    deleted: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

const DELETED: View = View::new(&[
    Field::new("name").id(),
    Field::at("project", "project/name"),
    Field::new("id").id(),
    Field::new("deletedDate").head("deleted").date(),
    Field::at("deletedBy", "deletedBy/displayName").head("deleted by"),
]);

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        if self.deleted {
            let found = place.project()?.deleted_repositories();
            return context.list(&DELETED, place.address(), &self.list, found).await;
        }
        let project = place.project.as_ref().filter(|_| !self.all_projects);
        if let Some(project) = project.filter(|project| project.source.starts_with("the git remote")) {
            context.printer.say(format_args!(
                "Repositories of {}, the project of {}; --all-projects lists all.\n",
                project.value, project.source
            ));
        }
        let project = project.map(|project| place.ado.project(&project.value).locator());
        let found = place.ado.items(get_repositories(project.as_ref(), GetRepositories::default()));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}
