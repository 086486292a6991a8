//! `adox endpoint`.

use std::path::PathBuf;

use adoxide::Address;
use adoxide::api::service_endpoint::{
    DeleteServiceEndpoint, GetServiceEndpointDetails, GetServiceEndpoints, ServiceEndpoint,
    ServiceEndpointProjectReference, UpdateServiceEndpoint, create_service_endpoint, delete_service_endpoint,
    get_service_endpoint_details, get_service_endpoints, share_service_endpoint, update_service_endpoint,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with service connections
#[derive(Args, Debug)]
#[command(
    visible_alias = "service-connection",
    alias = "service-endpoint",
    after_help = "\
Examples:
  adox endpoint list --project Storefront
  adox endpoint show azure-prod
  adox endpoint create --from connection.json

The file of `create` holds the request of the REST API; the project is added to
it. The service never returns secrets."
)]
pub struct Endpoint {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Share>("share"),
    Entry::verb::<Delete>("delete"),
];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("type"),
    Field::by("isReady", |endpoint| (endpoint["isReady"] == true).into()).head("ready"),
    Field::by("isShared", |endpoint| (endpoint["isShared"] == true).into()).head("shared"),
    Field::at("scheme", "authorization/scheme"),
    Field::new("url").unlisted(),
    Field::new("owner").unlisted(),
    Field::at("createdBy", "createdBy/displayName").unlisted(),
    Field::new("id").unlisted(),
    Field::new("description").text(),
])
.url(url);

fn url(endpoint: &Value, address: &Address) -> Option<String> {
    let project = endpoint["serviceEndpointProjectReferences"][0]["projectReference"]["name"].as_str()?;
    let id = endpoint["id"].as_str()?;
    Some(web::page(address, &[project, "_settings", "adminservices"]) + "?resourceId=" + id)
}

/// Which service connection.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The service connection
    #[arg(value_name = "NAME|ID")]
    name: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Selector for SelectorArgs {
    type Found = ServiceEndpoint;
    const THING: &'static str = "a service connection";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, ServiceEndpoint)> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        let wanted = self.name.as_str();
        let all = place.ado.items(get_service_endpoints(&project.locator(), GetServiceEndpoints::default()));
        let all: Vec<_> = all.try_collect().await?;
        let is = |text: Option<&str>| text.is_some_and(|text| text.eq_ignore_ascii_case(wanted));
        let found = all.into_iter().find(|one| is(one.name.as_deref()) || is(one.id.as_deref()));
        let found = found.ok_or_else(|| {
            Error::failed(format!("the project has no service connection `{wanted}`"))
                .help("`adox endpoint list` lists them")
        })?;
        Ok((place, found))
    }

    async fn shown(&self) -> Result<(Place, Value)> {
        let (place, found) = self.find().await?;
        let id = found.id.clone().unwrap_or_default().into();
        let params = GetServiceEndpointDetails::default();
        let op = get_service_endpoint_details(&place.project()?.locator(), &id, params);
        let whole = super::value(&place.ado.call(op).await?)?;
        Ok((place, whole))
    }
}

/// List the service connections of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those of this type, such as azurerm or github
    #[arg(long = "type", short = 't', value_name = "NAME")]
    kind: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let params = GetServiceEndpoints { r#type: self.kind, ..GetServiceEndpoints::default() };
        let found = place.ado.items(get_service_endpoints(&place.project()?.locator(), params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Create a service connection from a file
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// The file with the request in JSON, `-` for stdin
    #[arg(long, value_name = "FILE")]
    from: PathBuf,

    /// Its name, in place of the one in the file
    #[arg(long)]
    name: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let text = if self.from.as_os_str() == "-" {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(&self.from)
        };
        let shown = self.from.display();
        let text = text.map_err(|error| Error::usage(format!("--from: `{shown}` can't be read: {error}")))?;
        let mut body: Value = serde_json::from_str(&text)
            .map_err(|error| Error::usage(format!("--from: expected JSON in `{shown}`: {error}")))?;
        if !body.is_object() {
            return Err(Error::usage(format!("--from: expected a JSON object in `{shown}`")));
        }
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        if let Some(name) = &self.name {
            body["name"] = name.as_str().into();
        }
        if body["serviceEndpointProjectReferences"].as_array().is_none_or(Vec::is_empty) {
            body["serviceEndpointProjectReferences"] = json!([{
                "name": body["name"],
                "projectReference": { "id": project.id().await?, "name": project.name().await? },
            }]);
        }
        let body: ServiceEndpoint = serde_json::from_value(body).map_err(|error| {
            Error::usage(format!("--from: `{shown}` is not a service connection: {error}"))
        })?;
        let made = place.ado.call(create_service_endpoint(&super::required(body)?)).await?;
        let done = format!("Created service connection {}.", made.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &made)
    }
}

/// Change the name, the description or the URL of a service connection
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The new name; pipelines name it so
    #[arg(long = "name", value_name = "NAME")]
    new: Option<String>,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// Where it leads to
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.new.is_none() && self.description.is_none() && self.url.is_none() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        let (place, found) = self.selector.find().await?;
        let id = found.id.unwrap_or_default().into();
        let project = place.project()?;
        // The service takes the whole of it; what it keeps secret stays as it is.
        let op = get_service_endpoint_details(&project.locator(), &id, GetServiceEndpointDetails::default());
        let mut found = place.ado.call(op).await?;
        let project = project.id().await?.clone();
        // Each project has a name and a description of its own for it.
        let references = found.service_endpoint_project_references.iter_mut().flatten();
        let own = references.filter(|reference| {
            let of = reference.project_reference.as_ref().and_then(|of| of.id.as_deref());
            of.is_some_and(|of| of.eq_ignore_ascii_case(&project))
        });
        for reference in own {
            reference.name = self.new.clone().or(reference.name.take());
            reference.description = self.description.clone().or(reference.description.take());
        }
        found.name = self.new.or(found.name);
        found.description = self.description.or(found.description);
        found.url = self.url.or(found.url);
        let op = update_service_endpoint(&id, &found, UpdateServiceEndpoint::default());
        let now = place.ado.call(op).await?;
        let done = format!("Changed service connection {}.", now.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// Share a service connection with other projects
#[derive(Args, Debug)]
struct Share {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Share it with this project; repeatable
    #[arg(long, value_name = "PROJECT", required = true)]
    with: Vec<String>,
}

impl Verb for Share {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let name = found.name.clone().unwrap_or_default();
        let id = found.id.unwrap_or_default().into();
        let mut references: Vec<ServiceEndpointProjectReference> = Vec::new();
        for project in &self.with {
            let project = place.ado.project(project);
            references.push(super::body(json!({
                "name": name,
                "description": found.description,
                "projectReference": { "id": project.id().await?, "name": project.name().await? },
            }))?);
        }
        place.ado.call(share_service_endpoint(&id, &references)).await?;
        let with = self.with.join(", ");
        context.printer.say(format_args!("Shared service connection {name} with {with}."));
        Ok(Exit::Ok)
    }
}

/// Delete a service connection from a project
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let name = found.name.clone().unwrap_or_default();
        let what = format!("this deletes the service connection {name}; pipelines that use it fail");
        context.confirm(self.confirm, what, "it can't be restored")?;
        let id = found.id.unwrap_or_default().into();
        let project = place.project()?.id().await?;
        let op = delete_service_endpoint(&id, &[project.as_str()], DeleteServiceEndpoint::default());
        place.ado.call(op).await?;
        context.printer.say(format_args!("Deleted service connection {name}."));
        Ok(Exit::Ok)
    }
}
