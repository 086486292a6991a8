//! `adox work-item`.

use adoxide::resource::{Edit, Link, LinkKind as Kind, Text, WorkItem, field};
use serde_json::Value;

use super::{text_or_stdin, wiql};
use crate::args::{
    FieldArgs, LinkArgs, LinkKind, OutputArgs, SaveArgs, WorkItemCommand, WorkItemCommentArgs,
    WorkItemCreateArgs, WorkItemDeleteArgs, WorkItemEditArgs, WorkItemHistoryArgs, WorkItemLinkArgs,
    WorkItemListArgs, WorkItemRestoreArgs, WorkItemShowArgs, WorkItemUnlinkArgs,
};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::record::{self, Field, Records};
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

const UPDATE: &[Field] = &[
    Field::new("id", |update| update["id"].clone()),
    Field::new("rev", |update| update["rev"].clone()),
    Field::new("date", |update| {
        // The date of the newest update itself is the end of time.
        let changed = &update["fields"]["System.ChangedDate"]["newValue"];
        if changed.is_null() { update["revisedDate"].clone() } else { changed.clone() }
    }),
    Field::new("by", |update| update["revisedBy"]["displayName"].clone()),
    Field::new("changes", |update| {
        let fields = update["fields"].as_object().into_iter().flatten();
        let fields = fields.filter(|(name, _)| !BOOKS.contains(&name.as_str()));
        let changed = fields.map(|(name, change)| {
            format!("{name}: {} → {}", word(&change["oldValue"]), word(&change["newValue"]))
        });
        let links = ["added", "removed"].into_iter().flat_map(|what| {
            let links = update["relations"][what].as_array().into_iter().flatten();
            links.map(move |link| {
                let name = link["attributes"]["name"].as_str().or(link["rel"].as_str()).unwrap_or_default();
                format!("{what} {name} {}", link["url"].as_str().unwrap_or_default())
            })
        });
        changed.chain(links).collect::<Vec<_>>().join("; ").into()
    }),
];

/// What the service keeps books with, in every update.
const BOOKS: [&str; 8] = [
    "System.Rev",
    "System.AuthorizedDate",
    "System.RevisedDate",
    "System.ChangedDate",
    "System.ChangedBy",
    "System.AuthorizedAs",
    "System.PersonId",
    "System.Watermark",
];

/// A value in a sentence.
fn word(value: &Value) -> String {
    match wiql::plain(value) {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// Runs a command about work items.
pub async fn run(command: WorkItemCommand, printer: &Printer) -> Result<Exit> {
    match command {
        WorkItemCommand::List(args) => list(&args, printer).await,
        WorkItemCommand::Show(args) => show(&args, printer).await,
        WorkItemCommand::Create(args) => create(&args, printer).await,
        WorkItemCommand::Edit(args) => edit(&args, printer).await,
        WorkItemCommand::Comment(args) => comment(&args, printer).await,
        WorkItemCommand::History(args) => history(&args, printer).await,
        WorkItemCommand::Link(args) => link(&args, printer).await,
        WorkItemCommand::Unlink(args) => unlink(&args, printer).await,
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
    let item = place.ado.work_item(args.id);
    let found = match args.at_revision {
        Some(rev) => item.at_revision(rev).await?,
        None => item.current().await?,
    };
    record::show(FIELDS, found.value(), args.output, printer)
}

async fn history(args: &WorkItemHistoryArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    let mut updates = place.ado.work_item(args.id).updates();
    let mut records = Records::new(UPDATE, args.output, printer);
    while let Some(update) = updates.next().await {
        records.write(update?.value())?;
    }
    records.finish(printer)
}

/// With the fields that are on the command line.
fn fields(mut edit: Edit, fields: &FieldArgs) -> Result<Edit> {
    let known = [
        (field::STATE, &fields.state),
        (field::ASSIGNED_TO, &fields.assigned_to),
        (field::AREA_PATH, &fields.area),
        (field::ITERATION_PATH, &fields.iteration),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            edit = edit.set(name, value.as_str());
        }
    }
    if let Some(description) = fields.description.as_deref().map(text_or_stdin).transpose()? {
        edit = edit.description(text(description, fields.markdown));
    }
    if let Some(tags) = &fields.tags {
        edit = edit.tags(tags.split(';').map(str::trim).filter(|tag| !tag.is_empty()));
    }
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
        edit = edit.set(name, value);
    }
    Ok(edit)
}

fn text(text: String, is_markdown: bool) -> Text {
    if is_markdown { Text::markdown(text) } else { Text::from(text) }
}

/// Makes the change, or only says what would come of it.
async fn save(mut edit: Edit, args: &SaveArgs, output: OutputArgs, printer: &Printer) -> Result<()> {
    if args.bypass_rules {
        edit = edit.bypass_rules();
    }
    if args.suppress_notifications {
        edit = edit.suppress_notifications();
    }
    if args.validate_only {
        return record::show(FIELDS, edit.validate().await?.value(), output, printer);
    }
    write(&edit.save().await?, output, printer).await
}

async fn write(item: &WorkItem, output: OutputArgs, printer: &Printer) -> Result<()> {
    record::show(FIELDS, item.current().await?.value(), output, printer)
}

async fn create(args: &WorkItemCreateArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    let mut edit = fields(place.project()?.new_work_item(&args.kind, &args.title), &args.fields)?;
    if let Some(parent) = args.parent {
        edit = edit.parent(parent);
    }
    save(edit, &args.save, args.output, printer).await
}

/// A change of a work item: whatever others did meanwhile, unless a revision is named.
fn change(item: &WorkItem, if_rev: Option<i64>) -> Edit {
    match if_rev {
        Some(rev) => item.edit().if_rev(rev),
        None => item.edit().onto_latest(),
    }
}

async fn edit(args: &WorkItemEditArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    let item = place.ado.work_item(args.id);
    let mut edit = fields(change(&item, args.if_rev), &args.fields)?;
    if let Some(title) = &args.title {
        edit = edit.title(title);
    }
    if let Some(parent) = args.parent {
        edit = edit.parent(parent);
    }
    for tag in &args.add_tag {
        edit = edit.tag(tag);
    }
    for tag in &args.remove_tag {
        edit = edit.remove_tag(tag);
    }
    if let Some(comment) = &args.comment {
        edit = edit.comment(text(comment.clone(), args.fields.markdown));
    }
    if edit.is_empty() {
        return Err(Error::usage("there is nothing to change").help("name a field, such as --state Closed"));
    }
    save(edit, &args.save, args.output, printer).await
}

async fn comment(args: &WorkItemCommentArgs, printer: &Printer) -> Result<()> {
    let message = text_or_stdin(&args.message)?;
    if message.trim().is_empty() {
        return Err(Error::usage("the comment is empty"));
    }
    let place = Place::of_project(&args.project)?;
    let message = if args.markdown { Text::markdown(message) } else { Text::html(message) };
    let comment = place.ado.work_item(args.id).comment(message).await?;
    record::show(COMMENT, comment.value(), args.output, printer)
}

/// The link that is on the command line.
async fn read_link(args: &LinkArgs, place: &Place) -> Result<Link> {
    let other = args.other.as_str();
    let wrong = |what: &str| Error::usage(format!("`{other}` is no {what}"));
    let number = |what: &str| other.parse().ok().filter(|number| *number > 0).ok_or_else(|| wrong(what));
    let work_item = |kind: Kind| number("number of a work item").map(|id| Link::work_item(kind, id));
    let is_artifact = other.get(..9).is_some_and(|scheme| scheme.eq_ignore_ascii_case("vstfs:///"));
    match args.kind {
        LinkKind::Parent => work_item(Kind::Parent),
        LinkKind::Child => work_item(Kind::Child),
        LinkKind::Related => work_item(Kind::Related),
        LinkKind::Predecessor => work_item(Kind::Predecessor),
        LinkKind::Successor => work_item(Kind::Successor),
        LinkKind::Duplicate => work_item(Kind::Duplicate),
        LinkKind::DuplicateOf => work_item(Kind::DuplicateOf),
        LinkKind::TestedBy => work_item(Kind::TestedBy),
        LinkKind::Tests => work_item(Kind::Tests),
        LinkKind::Affects => work_item(Kind::Affects),
        LinkKind::AffectedBy => work_item(Kind::AffectedBy),
        LinkKind::Hyperlink if other.contains("://") => Ok(Link::hyperlink(other)),
        LinkKind::Hyperlink => Err(wrong("URL").help("write it whole: https://…")),
        LinkKind::PullRequest if is_artifact => Ok(Link::artifact("Pull Request", other)),
        LinkKind::Commit if is_artifact => Ok(Link::artifact("Fixed in Commit", other)),
        LinkKind::Branch if is_artifact => Ok(Link::artifact("Branch", other)),
        LinkKind::Build if is_artifact => Ok(Link::artifact("Build", other)),
        LinkKind::PullRequest => {
            let number = number("number of a pull request")?;
            Ok(Link::pull_request(&place.ado.pull_request(number).await?).await?)
        }
        LinkKind::Build => number("number of a build").map(Link::build),
        LinkKind::Commit | LinkKind::Branch => {
            let (repository, name) = other.split_once('@').ok_or_else(|| {
                wrong("commit or branch of a repository").help("write REPOSITORY@SHA or REPOSITORY@BRANCH")
            })?;
            let repository = match repository.split_once('/') {
                Some((project, repository)) => place.ado.project(project).repository(repository),
                None => place.project()?.repository(repository),
            };
            if args.kind == LinkKind::Branch {
                return Ok(Link::branch(&repository, name).await?);
            }
            Ok(Link::commit(&repository.commit_by_id(name)).await?)
        }
    }
}

async fn link(args: &WorkItemLinkArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    let mut link = read_link(&args.link, &place).await?;
    if link.to_work_item().is_some_and(|(_, other)| other == args.link.id) {
        return Err(Error::usage(format!("work item {} can't be linked to itself", args.link.id)));
    }
    if let Some(comment) = &args.comment {
        link = link.comment(comment);
    }
    let item = place.ado.work_item(args.link.id);
    write(&change(&item, None).link(link).save().await?, args.output, printer).await
}

async fn unlink(args: &WorkItemUnlinkArgs, printer: &Printer) -> Result<()> {
    let place = Place::of_project(&args.project)?;
    let link = read_link(&args.link, &place).await?;
    let item = place.ado.work_item(args.link.id);
    write(&change(&item, None).unlink(link).save().await?, args.output, printer).await
}

async fn delete(args: &WorkItemDeleteArgs, printer: &Printer) -> Result<()> {
    let id = args.id;
    if !args.yes {
        let error = Error::usage(format!("this deletes work item {id}"));
        return Err(error.help(if args.destroy {
            "add --yes if that is meant; nobody can take it back"
        } else {
            "add --yes if that is meant; `adox work-item restore` takes it back"
        }));
    }
    let item = Place::of_project(&args.project)?.ado.work_item(id);
    if args.destroy {
        item.destroy().await?;
        printer.say(format_args!("Work item {id} is deleted for good."));
    } else {
        item.delete().await?;
        printer.say(format_args!("Work item {id} is deleted; `adox work-item restore {id}` takes it back."));
    }
    Ok(())
}

async fn restore(args: &WorkItemRestoreArgs, printer: &Printer) -> Result<()> {
    let item = Place::of_project(&args.project)?.ado.work_item(args.id);
    item.restore().await?;
    write(&item, args.output, printer).await
}
