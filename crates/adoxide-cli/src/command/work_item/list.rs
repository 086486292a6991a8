use clap::Args;
use futures::TryStreamExt as _;

use super::VIEW;
use crate::args::{ListArgs, ProjectArgs};
use crate::command::wiql;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// List work items, those that changed last first
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
pub struct List {
    /// Those of this type, such as Bug
    #[arg(long = "type", short = 't', value_name = "NAME")]
    kind: Option<String>,

    /// Those in this state
    #[arg(long, short)]
    state: Option<String>,

    /// Those of somebody: @me, a sign-in address or a name
    #[arg(long, short, visible_alias = "assignee", value_name = "WHO")]
    assigned_to: Option<String>,

    /// Those of this area, and of those below it
    #[arg(long, value_name = "PATH")]
    area: Option<String>,

    /// Those of this iteration, and of those below it
    #[arg(long, value_name = "PATH")]
    iteration: Option<String>,

    /// Those with this tag; repeatable
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,

    /// Those with this text in their title
    #[arg(long, visible_alias = "search", value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let text = self.query(place.project.is_some());
        let query = match &place.project {
            Some(project) => place.ado.project(&project.value).wiql(text),
            None => place.ado.wiql(text),
        };
        let most = self.list.most(context.printer.is_terminal());
        // One more tells whether there are more.
        let query = match usize::try_from(most) {
            Ok(most) if most < usize::MAX => query.limit(most + 1),
            _ => query,
        };
        let pages = wiql::pages(query, &context.printer).await?;
        let items = pages.map_ok(|page| page.rows()).try_flatten().map_ok(|item| item.value().clone());
        context.list(&VIEW, place.address(), &self.list, items).await
    }
}

impl List {
    /// The query that the list is.
    fn query(&self, has_project: bool) -> String {
        let mut conditions = Vec::new();
        if has_project {
            conditions.push("[System.TeamProject] = @project".to_owned());
        }
        let mut add = |field: &str, operator: &str, value: &str| {
            conditions.push(format!("[{field}] {operator} {}", quoted(value)));
        };
        let given = [
            ("System.WorkItemType", "=", &self.kind),
            ("System.State", "=", &self.state),
            ("System.AssignedTo", "=", &self.assigned_to),
            ("System.AreaPath", "UNDER", &self.area),
            ("System.IterationPath", "UNDER", &self.iteration),
            ("System.Title", "CONTAINS", &self.title),
        ];
        for (field, operator, value) in given {
            if let Some(value) = value {
                add(field, operator, value);
            }
        }
        for tag in &self.tag {
            add("System.Tags", "CONTAINS", tag);
        }
        let mut query = "SELECT [System.Id], [System.Rev], [System.TeamProject], [System.WorkItemType], \
                         [System.Title], [System.State], [System.Reason], [System.AssignedTo], \
                         [System.AreaPath], [System.IterationPath], [System.Tags], [System.CreatedBy], \
                         [System.CreatedDate], [System.ChangedDate] FROM workitems"
            .to_owned();
        if !conditions.is_empty() {
            query = format!("{query} WHERE {}", conditions.join(" AND "));
        }
        query + " ORDER BY [System.ChangedDate] DESC"
    }
}

/// A text in a query.
fn quoted(value: &str) -> String {
    if value.eq_ignore_ascii_case("@me") {
        "@me".to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}
