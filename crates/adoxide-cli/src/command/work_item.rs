//! `adox work-item`.

use adoxide::api::wire::JsonPatch;
use adoxide::api::wit::{
    self, CommentCreate, CommentFormat, CreateWorkItem, DeleteWorkItem, GetWorkItem, UpdateWorkItem,
    WorkItem, WorkItemDeleteUpdate, WorkItemExpand,
};
use serde_json::{Value, json};

use super::{text_or_stdin, wiql};
use crate::args::{
    FieldArgs, LinkKind, OutputArgs, WorkItemCommand, WorkItemCommentArgs, WorkItemCreateArgs,
    WorkItemDeleteArgs, WorkItemEditArgs, WorkItemLinkArgs, WorkItemListArgs, WorkItemShowArgs,
};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::record::{self, Field};
use crate::printer::Printer;
use crate::settings::Place;

const FIELDS: &[Field] = &[
    Field::new("id", |item| item["id"].clone()),
    Field::new("rev", |item| item["rev"].clone()),
    Field::new("type", |item| item["fields"]["System.WorkItemType"].clone()),
    Field::new("title", |item| item["fields"]["System.Title"].clone()),
    Field::new("state", |item| item["fields"]["System.State"].clone()),
    Field::new("reason", |item| item["fields"]["System.Reason"].clone()),
    Field::new("assignedTo", |item| wiql::plain(&item["fields"]["System.AssignedTo"])),
    Field::new("areaPath", |item| item["fields"]["System.AreaPath"].clone()),
    Field::new("iterationPath", |item| item["fields"]["System.IterationPath"].clone()),
    Field::new("tags", |item| item["fields"]["System.Tags"].clone()),
    Field::new("createdBy", |item| wiql::plain(&item["fields"]["System.CreatedBy"])),
    Field::new("createdDate", |item| item["fields"]["System.CreatedDate"].clone()),
    Field::new("changedDate", |item| item["fields"]["System.ChangedDate"].clone()),
    Field::new("relations", |item| {
        let relations = item["relations"].as_array().into_iter().flatten();
        let named = relations.filter_map(|relation| {
            let name = relation["attributes"]["name"].as_str().or(relation["rel"].as_str())?;
            Some(format!("{name} {}", relation["url"].as_str()?.rsplit('/').next()?))
        });
        let named: Vec<_> = named.collect();
        if named.is_empty() { Value::Null } else { named.join(", ").into() }
    }),
    Field::new("description", |item| item["fields"]["System.Description"].clone()),
];

const COMMENT: &[Field] = &[
    Field::new("id", |comment| comment["id"].clone()),
    Field::new("workItemId", |comment| comment["workItemId"].clone()),
    Field::new("createdBy", |comment| comment["createdBy"]["displayName"].clone()),
    Field::new("createdDate", |comment| comment["createdDate"].clone()),
    Field::new("text", |comment| comment["text"].clone()),
];

/// Runs a command about work items.
pub async fn run(command: WorkItemCommand, printer: &Printer) -> Result<Exit> {
    match command {
        WorkItemCommand::List(args) => list(&args, printer).await,
        WorkItemCommand::Show(args) => show(&args, printer).await,
        WorkItemCommand::Create(args) => create(&args, printer).await,
        WorkItemCommand::Edit(args) => edit(&args, printer).await,
        WorkItemCommand::Comment(args) => comment(&args, printer).await,
        WorkItemCommand::Link(args) => link(&args, printer).await,
        WorkItemCommand::Delete(args) => delete(&args, printer).await,
        WorkItemCommand::Restore(args) => restore(&args, printer).await,
    }?;
    Ok(Exit::Ok)
}

async fn list(args: &WorkItemListArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    wiql::ask(&place, &query(args, place.project.is_some()), args.limit, args.output, printer).await
}

/// The query that a list is.
fn query(args: &WorkItemListArgs, has_project: bool) -> String {
    let mut conditions = Vec::new();
    if has_project {
        conditions.push("[System.TeamProject] = @project".to_owned());
    }
    let mut add = |field: &str, operator: &str, value: &Option<String>| {
        if let Some(value) = value {
            conditions.push(format!("[{field}] {operator} {}", quoted(value)));
        }
    };
    add("System.WorkItemType", "=", &args.kind);
    add("System.State", "=", &args.state);
    add("System.AssignedTo", "=", &args.assigned_to);
    add("System.AreaPath", "UNDER", &args.area);
    add("System.IterationPath", "UNDER", &args.iteration);
    add("System.Title", "CONTAINS", &args.title);
    for tag in &args.tag {
        add("System.Tags", "CONTAINS", &Some(tag.clone()));
    }
    let mut query = "SELECT [System.Id], [System.WorkItemType], [System.Title], [System.State], \
                     [System.AssignedTo], [System.ChangedDate] FROM workitems"
        .to_owned();
    if !conditions.is_empty() {
        query = format!("{query} WHERE {}", conditions.join(" AND "));
    }
    query + " ORDER BY [System.ChangedDate] DESC"
}

/// A text in a query.
fn quoted(value: &str) -> String {
    if value.eq_ignore_ascii_case("@me") {
        "@me".to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}

async fn show(args: &WorkItemShowArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    write(&get(&place, args.id).await?, args.output, printer)
}

async fn get(place: &Place, id: i64) -> Result<WorkItem> {
    let params = GetWorkItem { expand: Some(WorkItemExpand::All), ..GetWorkItem::default() };
    Ok(place.ado.call(wit::get_work_item(None, &id.to_string().into(), params)).await?)
}

fn write(item: &WorkItem, output: OutputArgs, printer: &Printer) -> Result<()> {
    record::show(FIELDS, item, output, printer)
}

/// The changes that fields on the command line are.
fn patch(fields: &FieldArgs) -> Result<JsonPatch> {
    let mut patch = JsonPatch::new();
    let mut set = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            patch = std::mem::take(&mut patch).add(format!("/fields/{name}"), value);
        }
    };
    let description = fields.description.as_deref().map(text_or_stdin).transpose()?;
    set("System.State", fields.state.as_deref());
    set("System.AssignedTo", fields.assigned_to.as_deref());
    set("System.Description", description.as_deref());
    set("System.AreaPath", fields.area.as_deref());
    set("System.IterationPath", fields.iteration.as_deref());
    set("System.Tags", fields.tags.as_deref());
    for field in &fields.field {
        let (name, value) = field
            .split_once('=')
            .ok_or_else(|| Error::usage(format!("--field: `{field}` has no =")).help("write NAME=VALUE"))?;
        let is_name = !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
        if !is_name {
            return Err(Error::usage(format!("--field: `{name}` is no reference name of a field"))
                .help("write it as in Microsoft.VSTS.Common.Priority"));
        }
        set(name, Some(value));
    }
    Ok(patch)
}

/// The URL by which a work item is linked.
fn target(place: &Place, id: i64) -> String {
    format!("{}/_apis/wit/workItems/{id}", place.ado.address())
}

async fn create(args: &WorkItemCreateArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    let project = place.project()?.locator();
    let mut patch = patch(&args.fields)?.add("/fields/System.Title", args.title.as_str());
    if let Some(parent) = args.parent {
        let link = json!({"rel": relation(LinkKind::Parent), "url": target(&place, parent)});
        patch = patch.add("/relations/-", link);
    }
    let params = CreateWorkItem { expand: Some(WorkItemExpand::All), ..CreateWorkItem::default() };
    let op = wit::create_work_item(&project, &args.kind.as_str().into(), &patch, params);
    write(&place.ado.call(op).await?, args.output, printer)
}

async fn update(place: &Place, id: i64, patch: &JsonPatch) -> Result<WorkItem> {
    let params = UpdateWorkItem { expand: Some(WorkItemExpand::All), ..UpdateWorkItem::default() };
    Ok(place.ado.call(wit::update_work_item(None, &id.to_string().into(), patch, params)).await?)
}

async fn edit(args: &WorkItemEditArgs, printer: &Printer) -> Result<()> {
    let mut patch = patch(&args.fields)?;
    if let Some(title) = &args.title {
        patch = patch.add("/fields/System.Title", title.as_str());
    }
    if let Some(comment) = &args.comment {
        patch = patch.add("/fields/System.History", comment.as_str());
    }
    if patch == JsonPatch::new() {
        return Err(Error::usage("there is nothing to change").help("name a field, such as --state Closed"));
    }
    if let Some(rev) = args.if_rev {
        patch = patch.test("/rev", rev);
    }
    let place = Place::of_project(&args.project)?;
    write(&update(&place, args.id, &patch).await?, args.output, printer)
}

async fn comment(args: &WorkItemCommentArgs, printer: &Printer) -> Result<()> {
    let text = text_or_stdin(&args.message)?;
    if text.trim().is_empty() {
        return Err(Error::usage("the comment is empty"));
    }
    let place = Place::of_project(&args.project)?;
    // Comments are below the project of the work item, whatever project one is in.
    let item = get(&place, args.id).await?;
    let project = item.fields.as_ref().and_then(|fields| fields.get("System.TeamProject"));
    let project = project.and_then(|project| project.as_ref()?.as_str());
    let project = project.ok_or_else(|| Error::failed("the service does not say of which project it is"))?;
    let body = CommentCreate { text: Some(text), ..CommentCreate::default() };
    let format = if args.markdown { CommentFormat::Markdown } else { CommentFormat::Html };
    let op = wit::add_work_item_comment(&project.into(), args.id.into(), &format, &body);
    record::show(COMMENT, &place.ado.call(op).await?, args.output, printer)
}

/// The name of a kind of link.
fn relation(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Parent => "System.LinkTypes.Hierarchy-Reverse",
        LinkKind::Child => "System.LinkTypes.Hierarchy-Forward",
        LinkKind::Related => "System.LinkTypes.Related",
        LinkKind::Predecessor => "System.LinkTypes.Dependency-Reverse",
        LinkKind::Successor => "System.LinkTypes.Dependency-Forward",
        LinkKind::Duplicate => "System.LinkTypes.Duplicate-Forward",
        LinkKind::DuplicateOf => "System.LinkTypes.Duplicate-Reverse",
    }
}

async fn link(args: &WorkItemLinkArgs, printer: &Printer) -> Result<()> {
    if args.id == args.other {
        return Err(Error::usage(format!("work item {} can't be linked to itself", args.id)));
    }
    let place = Place::of_project(&args.project)?;
    let mut link = json!({"rel": relation(args.kind), "url": target(&place, args.other)});
    if let Some(comment) = &args.comment {
        link["attributes"] = json!({ "comment": comment });
    }
    let patch = JsonPatch::new().add("/relations/-", link);
    write(&update(&place, args.id, &patch).await?, args.output, printer)
}

async fn delete(args: &WorkItemDeleteArgs, printer: &Printer) -> Result<()> {
    let id = args.id;
    if !args.yes {
        return Err(Error::usage(format!("this deletes work item {id}"))
            .help("add --yes if that is meant; `adox work-item restore` takes it back"));
    }
    let place = Place::of_project(&args.project)?;
    place.ado.call(wit::delete_work_item(None, &id.to_string().into(), DeleteWorkItem::default())).await?;
    printer.say(format_args!("Work item {id} is deleted; `adox work-item restore {id}` takes it back."));
    Ok(())
}

async fn restore(args: &WorkItemShowArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    let body = WorkItemDeleteUpdate { is_deleted: Some(false), ..WorkItemDeleteUpdate::default() };
    place.ado.call(wit::restore_work_item(None, &args.id.to_string().into(), &body)).await?;
    write(&get(&place, args.id).await?, args.output, printer)
}
