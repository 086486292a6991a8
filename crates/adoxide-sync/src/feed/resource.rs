//! What pipelines need permission for: who may use each service connection, variable group, secure file, environment,
//! queue and repository of a project, which checks guard it, and who has which role on it.
//!
//! The service has no list of any of that. The resources come from their own lists; the checks are asked for by a hundred
//! resources at once, permissions and roles one by one.

use adoxide::api::approvals_and_checks::{pipeline_permissions, pipelines_checks};
use adoxide::api::distributed_task::task_agent;
use adoxide::api::path::ProjectRef;
use adoxide::api::wire::Op;
use adoxide::api::{environments, git, security_roles, service_endpoint};
use adoxide_api::approvals_and_checks::pipelines_checks::{
    CheckConfigurationExpandParameter, QueryCheckConfigurationsOnResources, Resource as Queried,
};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use futures::stream::{self, BoxStream, StreamExt as _};
use serde_json::json;

use super::FeedOf;
use crate::read::{AT_ONCE, Asking, Given, Items, Json, Reader, is_not_found, is_refused};
use crate::table::{
    AGENT_QUEUES, CHECK_CONFIGURATIONS, ENVIRONMENTS, PIPELINE_PERMISSIONS, ROLE_ASSIGNMENTS, SECURE_FILES,
    SERVICE_ENDPOINTS, VARIABLE_GROUPS,
};
use crate::{Change, Error, Level, Scope, ScopeValue, Table};

pub(crate) static FEED: FeedOf =
    FeedOf::new("resources", Level::Project, |reader| async move { Run::new(reader)?.all().await }.boxed())
        .also(&[
            &service_endpoint::meta::GET_SERVICE_ENDPOINTS,
            &task_agent::meta::GET_VARIABLE_GROUPS,
            &task_agent::meta::GET_SECURE_FILES,
            &environments::meta::GET_ENVIRONMENTS,
            &task_agent::meta::GET_AGENT_QUEUES,
            &git::meta::GET_REPOSITORIES,
        ]);

/// Resources whose checks are asked for in one request.
const BATCH: usize = 100;

/// The tables that it fills.
const TABLES: [&std::sync::LazyLock<Table>; 3] =
    [&CHECK_CONFIGURATIONS, &PIPELINE_PERMISSIONS, &ROLE_ASSIGNMENTS];

/// A kind of resource.
struct Kind {
    /// As permissions and checks name it.
    name: &'static str,
    /// The list of it; that of the repositories where there is none.
    list: Option<&'static std::sync::LazyLock<Table>>,
    /// The scope of its roles, and what is between the project and its id; none if it has none.
    roles: Option<(&'static str, char)>,
}

static KINDS: [Kind; 6] = [
    Kind {
        name: "endpoint",
        list: Some(&SERVICE_ENDPOINTS),
        roles: Some(("distributedtask.serviceendpointrole", '_')),
    },
    Kind {
        name: "variablegroup",
        list: Some(&VARIABLE_GROUPS),
        roles: Some(("distributedtask.variablegroup", '$')),
    },
    Kind { name: "securefile", list: Some(&SECURE_FILES), roles: Some(("distributedtask.securefile", '$')) },
    Kind {
        name: "environment",
        list: Some(&ENVIRONMENTS),
        roles: Some(("distributedtask.environmentreferencerole", '_')),
    },
    Kind { name: "queue", list: Some(&AGENT_QUEUES), roles: Some(("distributedtask.agentqueuerole", '_')) },
    Kind { name: "repository", list: None, roles: None },
];

/// The scope of the roles on all variable groups and secure files of a project.
const LIBRARY: &str = "distributedtask.library";

/// One resource of the project.
#[derive(Clone)]
struct Resource {
    kind: &'static Kind,
    id: String,
    name: String,
}

impl Resource {
    /// The values that name it in the tables.
    fn values(&self) -> Given {
        let text = |value: &str| ScopeValue::Text(value.to_owned());
        vec![("resource_type", text(self.kind.name)), ("resource_id", text(&self.id))]
    }
}

/// One pull.
struct Run {
    reader: Reader,
    project: ProjectRef,
    id: String,
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let id = reader.project()?.to_owned();
        Ok(Self { project: ProjectRef::from(id.as_str()), reader, id })
    }

    async fn all(mut self) -> Result<(), Error> {
        for table in TABLES {
            self.reader.change(Change::SnapshotBegin(table, Scope::unit())).await?;
        }
        let mut resources = Vec::new();
        for kind in &KINDS {
            match self.list(kind).await {
                Ok(found) => resources.extend(found),
                Err(error) if is_not_found(&error) => {}
                Err(error) => self.without(kind, &error).await?,
            }
        }
        if self.reader.pull.wants(&CHECK_CONFIGURATIONS) {
            self.checks(resources.clone()).await?;
        }
        if self.reader.pull.wants(&PIPELINE_PERMISSIONS) {
            self.permissions(resources.clone()).await?;
        }
        if self.reader.pull.wants(&ROLE_ASSIGNMENTS) {
            self.roles(resources).await?;
        }
        for table in TABLES {
            self.reader.change(Change::SnapshotEnd(table)).await?;
        }
        self.reader.checkpoint(1, &()).await
    }

    /// The resources of one kind.
    fn list(&self, kind: &'static Kind) -> BoxFuture<'static, Result<Vec<Resource>, Error>> {
        let (ask, unit) = (self.reader.ask.clone(), self.reader.pull.unit.clone());
        let (project, id) = (self.project.clone(), self.id.clone());
        async move {
            let pages = match kind.list {
                Some(table) => ask.rows(table, &unit, &[]).await?,
                None => {
                    ask.all(git::get_repositories(Some(&project), git::GetRepositories::default())).await?
                }
            };
            let mut resources = Vec::new();
            for page in &pages {
                for item in page.each()? {
                    let Some(own) = item.text(&["id"])? else { continue };
                    let id = if kind.list.is_none() { format!("{id}.{own}") } else { own };
                    resources.push(Resource { kind, id, name: item.text(&["name"])?.unwrap_or_default() });
                }
            }
            Ok(resources)
        }
        .boxed()
    }

    /// Says that a kind of resource could not be listed: what is known of it is kept.
    async fn without(&mut self, kind: &'static Kind, error: &Error) -> Result<(), Error> {
        for table in TABLES {
            let has = kind.roles.is_some() || table.name() != ROLE_ASSIGNMENTS.name();
            if has && self.reader.pull.wants(table) {
                let values = [("resource_type", ScopeValue::Text(kind.name.to_owned()))];
                self.reader.failed(table, &values, format!("all of `{}`", kind.name), error.again()).await?;
            }
        }
        Ok(())
    }

    async fn checks(&mut self, resources: Vec<Resource>) -> Result<(), Error> {
        let expand = Some(CheckConfigurationExpandParameter::Settings);
        for some in resources.chunks(BATCH) {
            let body: Vec<_> = some
                .iter()
                .map(|resource| Queried {
                    r#type: Some(resource.kind.name.to_owned()),
                    id: Some(resource.id.clone()),
                    ..Queried::default()
                })
                .collect();
            let params = QueryCheckConfigurationsOnResources { expand: expand.clone() };
            let op = pipelines_checks::query_check_configurations_on_resources(&self.project, &body, params);
            match self.reader.ask.all(op).await {
                Ok(pages) => {
                    for items in &pages {
                        self.reader.page(&CHECK_CONFIGURATIONS, items, &[]).await?;
                    }
                }
                Err(error) => {
                    return self.reader.failed(&CHECK_CONFIGURATIONS, &[], String::new(), error).await;
                }
            }
        }
        Ok(())
    }

    async fn permissions(&mut self, resources: Vec<Resource>) -> Result<(), Error> {
        let asked = resources.iter().map(|resource| {
            let (kind, id) = (resource.kind.name.into(), resource.id.as_str().into());
            pipeline_permissions::get_pipeline_permissions_for_resource(&self.project, &kind, &id)
        });
        let mut answers = answers(&self.reader.ask, asked.map(Op::reply_as::<Json>).collect());
        for resource in resources {
            let Some(answer) = answers.next().await else { break };
            match answer {
                Ok(permissions) => {
                    let mut permissions = permissions.tree()?;
                    // As the list names it: the service leaves the name out.
                    permissions["resource"] =
                        json!({"type": resource.kind.name, "id": resource.id, "name": resource.name});
                    let items = Items::of([Json::of(&permissions)]);
                    self.reader.page(&PIPELINE_PERMISSIONS, &items, &[]).await?;
                }
                Err(error) if is_not_found(&error) => {}
                // It would be for each: once says it all.
                Err(error) if is_refused(&error) => {
                    return self.reader.failed(&PIPELINE_PERMISSIONS, &[], String::new(), error).await;
                }
                Err(error) => {
                    let name = format!("{} `{}`", resource.kind.name, resource.name);
                    self.reader.failed(&PIPELINE_PERMISSIONS, &resource.values(), name, error).await?;
                }
            }
        }
        Ok(())
    }

    async fn roles(&mut self, resources: Vec<Resource>) -> Result<(), Error> {
        let text = |value: &str| ScopeValue::Text(value.to_owned());
        let mut places: Vec<(String, Given)> = vec![(
            "library".to_owned(),
            vec![
                ("scopeId", text(LIBRARY)),
                ("resourceId", text(&format!("{}$0", self.id))),
                ("resourceName", text("Library")),
            ],
        )];
        for resource in resources {
            let Some((scope, between)) = resource.kind.roles else { continue };
            let mut given = resource.values();
            given.push(("scopeId", text(scope)));
            given.push(("resourceId", text(&format!("{}{between}{}", self.id, resource.id))));
            given.push(("resourceName", text(&resource.name)));
            places.push((format!("{} `{}`", resource.kind.name, resource.name), given));
        }
        let asked = places.iter().map(|(_, given)| {
            let value = |column: &str| {
                let found = given.iter().find(|(known, _)| *known == column);
                found.map(|(_, value)| value.to_string()).unwrap_or_default()
            };
            let (scope, resource) = (value("scopeId").as_str().into(), value("resourceId").as_str().into());
            security_roles::get_role_assignments(&scope, &resource).reply_as::<Json>()
        });
        let mut answers = answers(&self.reader.ask, asked.collect());
        for (name, given) in places {
            let Some(answer) = answers.next().await else { break };
            match answer {
                Ok(answer) => {
                    let items = Items::under(&answer, &["value"])?;
                    self.reader.page(&ROLE_ASSIGNMENTS, &items, &given).await?;
                }
                Err(error) if is_not_found(&error) => {}
                Err(error) if is_refused(&error) => {
                    return self.reader.failed(&ROLE_ASSIGNMENTS, &[], String::new(), error).await;
                }
                Err(error) => {
                    let values: Given =
                        given.into_iter().filter(|(column, _)| *column != "resourceName").collect();
                    self.reader.failed(&ROLE_ASSIGNMENTS, &values, name, error).await?;
                }
            }
        }
        Ok(())
    }
}

/// What the service answers to each, in order, some asked for at once.
fn answers(ask: &Asking, asked: Vec<Op<Json>>) -> BoxStream<'static, Result<Json, Error>> {
    let ask = ask.clone();
    let answer = move |op| {
        let ask = ask.clone();
        async move { ask.call(op).await }.boxed()
    };
    stream::iter(asked).map(answer).buffered(AT_ONCE).boxed()
}
