//! Variable groups of the library.

use std::collections::BTreeMap;
use std::fmt;

use adoxide_api::distributed_task::task_agent::{
    self, GetVariableGroups, ProjectReference, VariableGroup as Wire, VariableGroupParameters,
    VariableGroupProjectReference, VariableValue,
};
use adoxide_api::wire::Secret;

use super::permission::{PipelinePermissions, ProtectedResource};
use super::run::Maybe;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// How many times a change is made again where another one came between.
const TRIES: usize = 5;

/// A variable group, as it was when it was asked for.
///
/// The service has no way to change one variable: it takes the whole group, and forgets what is left out. A change here
/// reads the group again, changes it, puts it back, and looks whether the change is there: where somebody else's came
/// between, it is made again. Secret variables keep their values, and the description stays.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/variablegroups>
#[derive(Clone)]
pub struct VariableGroup {
    project: Project,
    id: i64,
    value: Wire,
}

/// A change of one variable.
#[derive(Clone)]
enum Change {
    Set { value: String, is_secret: bool },
    Unset,
}

impl VariableGroup {
    fn new(project: &Project, value: Wire) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id?, value })
    }

    /// All that the service says about it. Secret variables have no value there.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name in this project.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// What it is about.
    pub fn description(&self) -> &str {
        self.value.description.as_deref().unwrap_or_default()
    }

    /// The project that it was asked for in.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Whether its variables are those of a key vault, which can't be changed here.
    pub fn is_key_vault(&self) -> bool {
        self.value.r#type.as_deref() == Some("AzureKeyVault")
    }

    /// The names of its variables.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.value.variables.iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    fn variable(&self, name: &str) -> Option<&VariableValue> {
        self.value
            .variables
            .as_ref()
            .and_then(|variables| find(variables, name))
            .and_then(|(_, value)| value.as_ref())
    }

    /// Whether it has a variable of this name, in any letter case, as pipelines see it.
    pub fn contains(&self, name: &str) -> bool {
        self.variable(name).is_some()
    }

    /// Whether it has a secret variable of this name.
    pub fn is_secret(&self, name: &str) -> bool {
        self.variable(name).is_some_and(is_secret)
    }

    /// The value of a variable.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none of this name, [`ErrorKind::Permission`] when it is secret: the service
    /// tells nobody.
    pub fn get(&self, name: &str) -> Result<&str> {
        let Some(variable) = self.variable(name) else {
            return Err(Error::new(ErrorKind::NotFound, format!("{self:?} has no variable \"{name}\""))
                .advise("check its name"));
        };
        if is_secret(variable) {
            let what = format!("the variable \"{name}\" of {self:?} is secret, and its value is never shown");
            return Err(
                Error::new(ErrorKind::Permission, what).advise("use it in a pipeline, or set it anew")
            );
        }
        Ok(variable.value.as_ref().map_or("", Secret::expose))
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.variable_group(self.id).await?;
        Ok(())
    }

    /// Sets a variable, which is added if there is none of this name. A secret variable of this name is secret no more.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when others change the group all the time, [`ErrorKind::NotSupported`] for a group
    /// of a key vault; and as any call.
    pub async fn set(&mut self, name: impl AsRef<str>, value: impl Into<String>) -> Result<()> {
        self.change(name.as_ref(), Change::Set { value: value.into(), is_secret: false }).await
    }

    /// Sets a secret variable, which is added if there is none of this name.
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub async fn set_secret(&mut self, name: impl AsRef<str>, value: impl Into<String>) -> Result<()> {
        self.change(name.as_ref(), Change::Set { value: value.into(), is_secret: true }).await
    }

    /// Removes a variable; one that is not there is no error.
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub async fn unset(&mut self, name: impl AsRef<str>) -> Result<()> {
        self.change(name.as_ref(), Change::Unset).await
    }

    async fn change(&mut self, name: &str, change: Change) -> Result<()> {
        if self.is_key_vault() {
            let what = format!("the variables of {self:?} are those of a key vault");
            return Err(Error::new(ErrorKind::NotSupported, what).advise("change them in the key vault"));
        }
        for _ in 0..TRIES {
            self.reload().await?;
            self.put(|body| {
                let variables = body.variables.get_or_insert_default();
                let known = find(variables, name).map(|(name, _)| name.clone());
                let key = known.unwrap_or_else(|| name.to_owned());
                match &change {
                    Change::Set { value, is_secret } => {
                        let value = VariableValue {
                            value: Some(value.as_str().into()),
                            is_secret: is_secret.then_some(true),
                            ..VariableValue::default()
                        };
                        variables.insert(key, Some(value));
                    }
                    Change::Unset => drop(variables.remove(&key)),
                }
            })
            .await?;
            // There is no ETag: whether it stayed can only be seen.
            self.reload().await?;
            let is_there = match (&change, self.variable(name)) {
                (Change::Unset, variable) => variable.is_none(),
                (Change::Set { is_secret: true, .. }, variable) => variable.is_some_and(is_secret),
                (Change::Set { value, .. }, variable) => variable.is_some_and(|variable| {
                    variable.value.as_ref().map(Secret::expose) == Some(value.as_str())
                        && !is_secret(variable)
                }),
            };
            if is_there {
                return Ok(());
            }
        }
        let what = format!("the variable \"{name}\" of {self:?} was changed by somebody else each time");
        Err(Error::new(ErrorKind::Conflict, what).advise("try again when nobody else changes the group"))
    }

    /// Changes anything of it in one request: what `change` leaves alone stays as it is, and a secret variable without a
    /// value keeps the one that it has.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut VariableGroupParameters)) -> Result<()> {
        self.reload().await?;
        self.put(change).await
    }

    async fn put(&mut self, change: impl FnOnce(&mut VariableGroupParameters)) -> Result<()> {
        let now = self.value.clone();
        let mut references = now.variable_group_project_references.unwrap_or_default();
        if references.is_empty() {
            references.push(reference(&self.project, now.name.clone(), now.description.clone()).await?);
        }
        let mut body = VariableGroupParameters {
            description: now.description,
            name: now.name,
            provider_data: now.provider_data,
            r#type: now.r#type,
            variables: now.variables,
            variable_group_project_references: Some(references),
            ..VariableGroupParameters::default()
        };
        let (name, description) = (body.name.clone(), body.description.clone());
        change(&mut body);
        // Each project has a name and a description of its own for the group; this one's follow the change.
        let id = self.project.id().await?;
        let own = body.variable_group_project_references.iter_mut().flatten().filter(|reference| {
            let project = reference.project_reference.as_ref().and_then(|project| project.id.as_deref());
            project.is_some_and(|project| project.eq_ignore_ascii_case(&id))
        });
        for reference in own {
            if body.name != name {
                reference.name.clone_from(&body.name);
            }
            if body.description != description {
                reference.description.clone_from(&body.description);
            }
        }
        let op = task_agent::update_variable_group(self.id.into(), &body);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Shares it with another project: all see the same variables.
    ///
    /// # Errors
    /// As any call.
    pub async fn share(&mut self, with: &Project) -> Result<()> {
        let name = self.value.name.clone();
        let reference = reference(with, name, self.value.description.clone()).await?;
        self.project.client().call(task_agent::share_variable_group(self.id, &[reference])).await?;
        self.reload().await
    }

    /// The projects that share it, by id.
    pub fn projects(&self) -> impl Iterator<Item = &str> {
        let references = self.value.variable_group_project_references.iter().flatten();
        references.filter_map(|reference| reference.project_reference.as_ref()?.id.as_deref())
    }

    /// Deletes it in this project; others that share it keep it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let project = self.project.id().await?;
        self.project.client().call(task_agent::delete_variable_group(self.id.into(), &[&project])).await
    }

    /// Deletes it in all projects that share it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete_everywhere(&mut self) -> Result<()> {
        self.reload().await?;
        let projects: Vec<&str> = self.projects().collect();
        if projects.is_empty() {
            return self.delete().await;
        }
        self.project.client().call(task_agent::delete_variable_group(self.id.into(), &projects)).await
    }

    /// Which pipelines may use it.
    pub fn pipeline_permissions(&self) -> PipelinePermissions {
        PipelinePermissions::new(&self.project, ProtectedResource::VariableGroup, self.id.to_string())
    }
}

fn is_secret(variable: &VariableValue) -> bool {
    variable.is_secret == Some(true)
}

/// A variable by its name, in any letter case.
fn find<'a, T>(variables: &'a BTreeMap<String, T>, name: &str) -> Option<(&'a String, &'a T)> {
    let exact = variables.get_key_value(name);
    exact.or_else(|| variables.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase()))
}

/// A project that sees a group, by this name and with this description.
async fn reference(
    project: &Project,
    name: Option<String>,
    description: Option<String>,
) -> Result<VariableGroupProjectReference> {
    let project = ProjectReference {
        id: Some(project.id().await?),
        name: Some(project.name().await?),
        ..Default::default()
    };
    Ok(VariableGroupProjectReference {
        name,
        description,
        project_reference: Some(project),
        ..VariableGroupProjectReference::default()
    })
}

impl fmt::Debug for VariableGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VariableGroup({} of {:?})", self.name(), self.project)
    }
}

/// A variable group that is to be made. `.await` makes it.
#[derive(Clone)]
#[must_use = "a variable group is not made until this is awaited"]
pub struct NewVariableGroup {
    project: Project,
    body: VariableGroupParameters,
}

impl NewVariableGroup {
    /// What it is about.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.body.description = Some(description.into());
        self
    }

    fn put(mut self, name: String, value: String, is_secret: Option<bool>) -> Self {
        let value = VariableValue { value: Some(value.into()), is_secret, ..VariableValue::default() };
        self.body.variables.get_or_insert_default().insert(name, Some(value));
        self
    }

    /// With this variable.
    pub fn variable(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.put(name.into(), value.into(), None)
    }

    /// With this secret variable.
    pub fn secret(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.put(name.into(), value.into(), Some(true))
    }

    async fn create(mut self) -> Result<VariableGroup> {
        let reference =
            reference(&self.project, self.body.name.clone(), self.body.description.clone()).await?;
        self.body.variable_group_project_references = Some(vec![reference]);
        // The service wants the member, though it may be empty.
        self.body.variables.get_or_insert_default();
        let body = task_agent::AddVariableGroupBody::try_from(self.body).map_err(Error::unsent)?;
        let made = self.project.client().call(task_agent::add_variable_group(&body)).await?;
        VariableGroup::new(&self.project, made).ok_or_else(|| missing("id"))
    }
}

awaitable!(NewVariableGroup => VariableGroup, create;);

impl fmt::Debug for NewVariableGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values may be secret.
        let names: Vec<_> = self.body.variables.iter().flat_map(BTreeMap::keys).collect();
        f.debug_struct("NewVariableGroup")
            .field("name", &self.body.name)
            .field("variables", &names)
            .finish_non_exhaustive()
    }
}

impl Project {
    /// Its variable groups.
    pub fn variable_groups(&self) -> Listing<VariableGroup> {
        self.variable_groups_with(GetVariableGroups::default())
    }

    /// The variable groups that these parameters select.
    pub fn variable_groups_with(&self, params: GetVariableGroups) -> Listing<VariableGroup> {
        let project = self.clone();
        let items = self.client().items(task_agent::get_variable_groups(&self.locator(), params));
        Listing::new(items, move |value| VariableGroup::new(&project, value))
    }

    /// The variable group of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when the project has none of this number, and as any call.
    pub async fn variable_group(&self, id: i64) -> Result<VariableGroup> {
        // Where there is none, the service answers with `null`.
        let op = task_agent::get_variable_group(&self.locator(), id.into()).reply_as::<Maybe<Wire>>();
        let found = self.client().call(op).await?.0.and_then(|value| VariableGroup::new(self, value));
        found.ok_or_else(|| {
            let what = format!("there is no variable group {id} in {self:?}");
            Error::new(ErrorKind::NotFound, what)
                .advise("check its number, and that it is shared with this project")
                .of("distributed_task.task_agent.get_variable_group")
        })
    }

    /// The variable group of this name, in any letter case.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn variable_group_named(&self, name: &str) -> Result<VariableGroup> {
        let params = GetVariableGroups { group_name: Some(name.to_owned()), ..GetVariableGroups::default() };
        let mut all = self.variable_groups_with(params);
        while let Some(group) = all.next().await {
            let group = group?;
            if group.name().to_lowercase() == name.to_lowercase() {
                // Lists leave out which projects share it.
                return self.variable_group(group.id).await;
            }
        }
        let what = format!("there is no variable group \"{name}\" in {self:?}");
        Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
    }

    /// A variable group that is to be made.
    pub fn create_variable_group(&self, name: impl Into<String>) -> NewVariableGroup {
        let body = VariableGroupParameters {
            name: Some(name.into()),
            r#type: Some("Vsts".to_owned()),
            ..VariableGroupParameters::default()
        };
        NewVariableGroup { project: self.clone(), body }
    }
}
