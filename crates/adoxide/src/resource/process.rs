//! Processes: what work items a project can have, and what is demanded of them.

use std::fmt;

use adoxide_api::path::{ProcessId, ProcessTypeId, WitRefName};
use adoxide_api::processes::{
    self, AddProcessWorkItemTypeFieldRequest, CreateProcessRuleRequest, CreateProcessWorkItemTypeRequest,
    CustomizationType, FormLayout, GetBehaviorsExpand, GetListOfProcesses, GetProcessBehaviors,
    GetProcessByItsId, GetProcessExpandLevel, GetProcessWorkItemType, GetProcessWorkItemTypes,
    GetWorkItemTypeExpand, GetWorkItemTypeField, HideStateModel, PickList, PickListMetadata, ProcessBehavior,
    ProcessBehaviorCreateRequest, ProcessBehaviorUpdateRequest, ProcessInfo, ProcessRule,
    ProcessWorkItemType, ProcessWorkItemTypeField, ProcessWorkItemTypeFieldsExpandLevel, UpdateProcessModel,
    UpdateProcessRuleRequest, UpdateProcessWorkItemTypeFieldRequest, UpdateProcessWorkItemTypeRequest,
    WorkItemBehaviorReference, WorkItemStateInputModel, WorkItemStateResultModel, WorkItemTypeBehavior,
};
use adoxide_api::wit::{self, ProcessIdModel};

use super::identity::is_id;
use super::listing::Listing;
use super::project::{Project, missing};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// A process, as it was when it was asked for. Those of the system can't be changed; one that inherits from
/// them can.
///
/// ```
/// # use adoxide_emulator::Emulator;
/// # use adoxide::{Client, credential::Pat, transport::InProcess};
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
/// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
/// # let token = emulator.token();
/// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
/// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
/// use adoxide::api::processes::WorkItemStateInputModel;
///
/// let process = ado.process("Agile").await?.inherit("Fabrikam Agile").await?;
/// let bug = process.work_item_type("Bug").await?.customize().await?;
/// let state = WorkItemStateInputModel {
///     name: Some("Testing".into()),
///     state_category: Some("InProgress".into()),
///     color: Some("5688e0".into()),
///     ..Default::default()
/// };
/// bug.create_state(&state).await?;
/// let project = ado.create_project("Fabrikam").process("Fabrikam Agile").await?;
/// assert!(project.work_item_type("Bug").await?.transitions("New").any(|state| state == "Testing"));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/processes>
#[derive(Clone)]
pub struct Process {
    client: Client,
    value: ProcessInfo,
}

/// A type of work items in a process, as it was when it was asked for. Those of the system are
/// [customized](Self::customize) before they are changed.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/work-item-types>
#[derive(Clone)]
pub struct ProcessType {
    process: Process,
    value: ProcessWorkItemType,
}

impl Client {
    /// The processes of the organization.
    pub fn processes(&self) -> Listing<Process> {
        let client = self.clone();
        let items = self.items(processes::get_list_of_processes(GetListOfProcesses::default()));
        Listing::new(items, move |value| Some(Process { client: client.clone(), value }))
    }

    /// The process of this name, in any letter case, or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn process(&self, name: impl AsRef<str>) -> Result<Process> {
        let name = name.as_ref();
        if is_id(name) {
            return read(self, &name.into()).await;
        }
        let mut names = Vec::new();
        let mut all = self.processes();
        while let Some(process) = all.next().await {
            let process = process?;
            if process.name().to_lowercase() == name.to_lowercase() {
                return Ok(process);
            }
            names.push(process.name().to_owned());
        }
        Err(Error::new(ErrorKind::NotFound, format!("there is no process \"{name}\""))
            .advise(format!("choose one of {}", names.join(", "))))
    }

    /// The lists of values that fields can have.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/lists>
    pub fn picklists(&self) -> Listing<PickListMetadata> {
        Listing::new(self.items(processes::get_lists_metadata()), Some)
    }

    /// A list of values, by its id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn picklist(&self, id: &str) -> Result<PickList> {
        self.call(processes::get_list(&id.into())).await
    }

    /// Makes a list of values.
    ///
    /// # Errors
    /// As any call.
    pub async fn create_picklist(&self, list: &PickList) -> Result<PickList> {
        self.call(processes::create_list(list)).await
    }

    /// Changes a list of values: it is as `list` says from then on.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn update_picklist(&self, list: &PickList) -> Result<PickList> {
        let id = list.id.as_deref().ok_or_else(|| missing("id"))?;
        self.call(processes::update_list(&id.into(), list)).await
    }

    /// Deletes a list of values that no field has.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn delete_picklist(&self, id: &str) -> Result<()> {
        self.call(processes::delete_list(&id.into())).await
    }
}

async fn read(client: &Client, id: &ProcessTypeId) -> Result<Process> {
    let params = GetProcessByItsId { expand: Some(GetProcessExpandLevel::Projects) };
    let value = client.call(processes::get_process_by_its_id(id, params)).await?;
    Ok(Process { client: client.clone(), value })
}

impl Project {
    /// Its process.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn process(&self) -> Result<Process> {
        let project = self.snapshot().await?;
        let template = project.capabilities.as_ref().and_then(|all| all.get("processTemplate")?.as_ref());
        let id = template.and_then(|template| template.get("templateTypeId")?.as_deref());
        read(self.client(), &id.ok_or_else(|| missing("capabilities.processTemplate.templateTypeId"))?.into())
            .await
    }

    /// Gives it another process of the same kind.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the kind is another, and as any call.
    pub async fn set_process(&self, process: &Process) -> Result<()> {
        let body = ProcessIdModel { type_id: Some(process.id()?.to_owned()), ..ProcessIdModel::default() };
        self.client().call(wit::migrate_projects_process(&self.locator(), &body)).await?;
        self.refresh();
        Ok(())
    }
}

impl Process {
    /// All that the service says about it.
    pub fn value(&self) -> &ProcessInfo {
        &self.value
    }

    /// Its id.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the service did not say it.
    pub fn id(&self) -> Result<&str> {
        self.value.type_id.as_deref().ok_or_else(|| missing("typeId"))
    }

    fn locator(&self) -> Result<ProcessId> {
        Ok(self.id()?.into())
    }

    /// Its name: `Agile`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// What it is for.
    pub fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// Whether new projects get it.
    pub fn is_default(&self) -> bool {
        self.value.is_default == Some(true)
    }

    /// Whether it is one of the system, or inherits from one.
    pub fn customization(&self) -> Option<&CustomizationType> {
        self.value.customization_type.as_ref()
    }

    /// The projects that have it.
    ///
    /// # Errors
    /// As any call.
    pub async fn projects(&self) -> Result<Vec<Project>> {
        let now = read(&self.client, &self.id()?.into()).await?;
        let projects = now.value.projects.into_iter().flatten();
        Ok(projects.filter_map(|project| Some(self.client.project(project.id.or(project.name)?))).collect())
    }

    /// Reads it again.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = read(&self.client, &self.id()?.into()).await?;
        Ok(())
    }

    /// Makes a process that inherits from this one of the system.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name, and as any call.
    pub async fn inherit(&self, name: impl Into<String>) -> Result<Self> {
        let body = processes::CreateNewProcessBody::new(name, self.id()?);
        let value = self.client.call(processes::create_new_process(&body)).await?;
        Ok(Self { client: self.client.clone(), value })
    }

    /// Changes what is set in `changes`: name, description, whether new projects get it.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is one of the system, and as any call.
    pub async fn update(&mut self, changes: &UpdateProcessModel) -> Result<()> {
        self.value = self.client.call(processes::edit_process(&self.id()?.into(), changes)).await?;
        Ok(())
    }

    /// Deletes it. No project may have it.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when a project has it, or it is one of the system; and as any call.
    pub async fn delete(&self) -> Result<()> {
        self.client.call(processes::delete_process_by_id(&self.id()?.into())).await
    }

    /// Its types of work items.
    ///
    /// # Errors
    /// As any call.
    pub async fn work_item_types(&self) -> Result<Vec<ProcessType>> {
        let params = GetProcessWorkItemTypes { expand: Some(GetWorkItemTypeExpand::States) };
        let op = processes::get_process_work_item_types(&self.locator()?, params);
        let all = self.client.items(op).all().await?;
        Ok(all.into_iter().map(|value| ProcessType { process: self.clone(), value }).collect())
    }

    /// Its type of this name (`Bug`) or reference name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn work_item_type(&self, name: impl AsRef<str>) -> Result<ProcessType> {
        let name = name.as_ref();
        let is = |known: &str| known.to_lowercase() == name.to_lowercase();
        let mut names = Vec::new();
        for known in self.work_item_types().await? {
            if is(known.name()) || known.value.reference_name.as_deref().is_some_and(is) {
                return Ok(known);
            }
            names.push(known.name().to_owned());
        }
        let what = format!("the process {} has no type \"{name}\"", self.name());
        Err(Error::new(ErrorKind::NotFound, what).advise(format!("choose one of {}", names.join(", "))))
    }

    /// Makes a type: at least its name.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is a process of the system, or the name is taken; and as any call.
    pub async fn create_work_item_type(
        &self,
        request: &CreateProcessWorkItemTypeRequest,
    ) -> Result<ProcessType> {
        let op = processes::create_process_work_item_type(&self.locator()?, request);
        Ok(ProcessType { process: self.clone(), value: self.client.call(op).await? })
    }

    /// Its backlog levels.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/behaviors>
    ///
    /// # Errors
    /// As any call.
    pub async fn behaviors(&self) -> Result<Vec<ProcessBehavior>> {
        let params = GetProcessBehaviors { expand: Some(GetBehaviorsExpand::CombinedFields) };
        self.client.items(processes::get_process_behaviors(&self.locator()?, params)).all().await
    }

    /// Makes a backlog level.
    ///
    /// # Errors
    /// As [`create_work_item_type`](Self::create_work_item_type).
    pub async fn create_behavior(&self, request: &ProcessBehaviorCreateRequest) -> Result<ProcessBehavior> {
        self.client.call(processes::create_process_behavior(&self.locator()?, request)).await
    }

    /// Changes a backlog level, by its reference name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn update_behavior(
        &self,
        name: &str,
        request: &ProcessBehaviorUpdateRequest,
    ) -> Result<ProcessBehavior> {
        let op = processes::update_process_behavior(&self.locator()?, &name.into(), request);
        self.client.call(op).await
    }

    /// Deletes a backlog level, by its reference name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn delete_behavior(&self, name: &str) -> Result<()> {
        self.client.call(processes::delete_process_behavior(&self.locator()?, &name.into())).await
    }
}

impl ProcessType {
    fn client(&self) -> &Client {
        &self.process.client
    }

    fn locator(&self) -> Result<(ProcessId, WitRefName)> {
        Ok((self.process.locator()?, self.reference_name()?.into()))
    }

    /// All that the service says about it.
    pub fn value(&self) -> &ProcessWorkItemType {
        &self.value
    }

    /// Its process.
    pub fn process(&self) -> &Process {
        &self.process
    }

    /// Its name: `Bug`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its reference name: `Microsoft.VSTS.WorkItemTypes.Bug`.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the service did not say it.
    pub fn reference_name(&self) -> Result<&str> {
        self.value.reference_name.as_deref().ok_or_else(|| missing("referenceName"))
    }

    /// Whether it is one of the system, was customized, or is the organization's own.
    pub fn customization(&self) -> Option<&CustomizationType> {
        self.value.customization.as_ref()
    }

    /// Reads it again.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        let (process, kind) = self.locator()?;
        let params = GetProcessWorkItemType { expand: Some(GetWorkItemTypeExpand::States) };
        self.value =
            self.client().call(processes::get_process_work_item_type(&process, &kind, params)).await?;
        Ok(())
    }

    /// The same type as the process's own, which can be changed; itself, if it is that already.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the process is one of the system, and as any call.
    pub async fn customize(&self) -> Result<Self> {
        if self.customization().is_some_and(|kind| *kind != CustomizationType::System) {
            return Ok(self.clone());
        }
        let request = CreateProcessWorkItemTypeRequest {
            inherits_from: Some(self.reference_name()?.to_owned()),
            color: self.value.color.clone(),
            icon: self.value.icon.clone(),
            description: self.value.description.clone(),
            ..CreateProcessWorkItemTypeRequest::default()
        };
        self.process.create_work_item_type(&request).await
    }

    /// Changes what is set in `changes`: colour, icon, description, whether more can be made of it.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&mut self, changes: &UpdateProcessWorkItemTypeRequest) -> Result<()> {
        let (process, kind) = self.locator()?;
        let op = processes::update_process_work_item_type(&process, &kind, changes);
        self.value = self.client().call(op).await?;
        Ok(())
    }

    /// Deletes it; one that was customized is as the system has it again.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is one of the system, and as any call.
    pub async fn delete(&self) -> Result<()> {
        let (process, kind) = self.locator()?;
        self.client().call(processes::delete_process_work_item_type(&process, &kind)).await
    }

    /// Its states, hidden ones too, in their order.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/states>
    ///
    /// # Errors
    /// As any call.
    pub async fn states(&self) -> Result<Vec<WorkItemStateResultModel>> {
        let (process, kind) = self.locator()?;
        self.client().items(processes::get_state_definitions(&process, &kind)).all().await
    }

    /// Makes a state: its name, category (`Proposed`, `InProgress`, `Resolved`, `Completed`) and colour.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it can't be one, or the type is one of the system; and as any call.
    pub async fn create_state(&self, state: &WorkItemStateInputModel) -> Result<WorkItemStateResultModel> {
        let (process, kind) = self.locator()?;
        let state = processes::CreateStateDefinitionBody::try_from(state.clone()).map_err(Error::unsent)?;
        self.client().call(processes::create_state_definition(&process, &kind, &state)).await
    }

    /// Changes a state, by its name or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as [`create_state`](Self::create_state).
    pub async fn update_state(
        &self,
        state: &str,
        changes: &WorkItemStateInputModel,
    ) -> Result<WorkItemStateResultModel> {
        let id = self.state_id(state).await?;
        let (process, kind) = self.locator()?;
        self.client().call(processes::update_state_definition(&process, &kind, &id.into(), changes)).await
    }

    /// Hides a state of the system, by its name or id, or shows it again.
    ///
    /// # Errors
    /// As [`update_state`](Self::update_state).
    pub async fn hide_state(&self, state: &str, hidden: bool) -> Result<WorkItemStateResultModel> {
        let id = self.state_id(state).await?;
        let (process, kind) = self.locator()?;
        let body = HideStateModel { hidden: Some(hidden), ..HideStateModel::default() };
        self.client().call(processes::hide_state_definition(&process, &kind, &id.into(), &body)).await
    }

    /// Deletes a state, by its name or id; one of the system can only be hidden.
    ///
    /// # Errors
    /// As [`update_state`](Self::update_state).
    pub async fn delete_state(&self, state: &str) -> Result<()> {
        let id = self.state_id(state).await?;
        let (process, kind) = self.locator()?;
        self.client().call(processes::delete_state_definition(&process, &kind, &id.into())).await
    }

    async fn state_id(&self, state: &str) -> Result<String> {
        if is_id(state) {
            return Ok(state.to_owned());
        }
        let all = self.states().await?;
        let is = |name: &Option<String>| {
            name.as_ref().is_some_and(|name| name.to_lowercase() == state.to_lowercase())
        };
        let found = all.iter().find(|known| is(&known.name)).and_then(|known| known.id.clone());
        found.ok_or_else(|| {
            let names: Vec<_> = all.iter().filter_map(|known| known.name.as_deref()).collect();
            let what = format!("{} has no state \"{state}\"", self.name());
            Error::new(ErrorKind::NotFound, what).advise(format!("choose one of {}", names.join(", ")))
        })
    }

    /// Its fields.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/fields>
    ///
    /// # Errors
    /// As any call.
    pub async fn fields(&self) -> Result<Vec<ProcessWorkItemTypeField>> {
        let (process, kind) = self.locator()?;
        self.client().items(processes::get_all_work_item_type_fields(&process, &kind)).all().await
    }

    /// One of its fields, by its reference name, with the values that it may have.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has no such field, and as any call.
    pub async fn field(&self, name: &str) -> Result<ProcessWorkItemTypeField> {
        let (process, kind) = self.locator()?;
        let params = GetWorkItemTypeField { expand: Some(ProcessWorkItemTypeFieldsExpandLevel::All) };
        self.client().call(processes::get_work_item_type_field(&process, &kind, &name.into(), params)).await
    }

    /// Adds a field of the organization, by its reference name: required, read-only, with a default.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the type is one of the system, and as any call.
    pub async fn add_field(
        &self,
        request: &AddProcessWorkItemTypeFieldRequest,
    ) -> Result<ProcessWorkItemTypeField> {
        let (process, kind) = self.locator()?;
        self.client().call(processes::add_field_to_work_item_type(&process, &kind, request)).await
    }

    /// Changes a field, by its reference name.
    ///
    /// # Errors
    /// As [`field`](Self::field).
    pub async fn update_field(
        &self,
        name: &str,
        changes: &UpdateProcessWorkItemTypeFieldRequest,
    ) -> Result<ProcessWorkItemTypeField> {
        let (process, kind) = self.locator()?;
        self.client()
            .call(processes::update_work_item_type_field(&process, &kind, &name.into(), changes))
            .await
    }

    /// Takes a field away, by its reference name. It stays in the organization.
    ///
    /// # Errors
    /// As [`field`](Self::field).
    pub async fn remove_field(&self, name: &str) -> Result<()> {
        let (process, kind) = self.locator()?;
        self.client().call(processes::remove_work_item_type_field(&process, &kind, &name.into())).await
    }

    /// Its rules.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/rules>
    ///
    /// # Errors
    /// As any call.
    pub async fn rules(&self) -> Result<Vec<ProcessRule>> {
        let (process, kind) = self.locator()?;
        self.client().items(processes::get_process_work_item_type_rules(&process, &kind)).all().await
    }

    /// Adds a rule: under these conditions, these actions.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it names what is not there, and as any call.
    pub async fn add_rule(&self, rule: &CreateProcessRuleRequest) -> Result<ProcessRule> {
        let (process, kind) = self.locator()?;
        self.client().call(processes::add_process_work_item_type_rule(&process, &kind, rule)).await
    }

    /// Changes a rule, by its id: it is as `rule` says from then on.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as [`add_rule`](Self::add_rule).
    pub async fn update_rule(&self, id: &str, rule: &UpdateProcessRuleRequest) -> Result<ProcessRule> {
        let (process, kind) = self.locator()?;
        let op = processes::update_process_work_item_type_rule(&process, &kind, &id.into(), rule);
        self.client().call(op).await
    }

    /// Deletes a rule, by its id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn delete_rule(&self, id: &str) -> Result<()> {
        let (process, kind) = self.locator()?;
        self.client().call(processes::delete_process_work_item_type_rule(&process, &kind, &id.into())).await
    }

    /// The backlog levels that it is on.
    ///
    /// # Errors
    /// As any call.
    pub async fn behaviors(&self) -> Result<Vec<WorkItemTypeBehavior>> {
        let op = processes::get_behaviors_for_work_item_type(
            &self.process.locator()?,
            &self.reference_name()?.into(),
        );
        self.client().items(op).all().await
    }

    /// Puts it on a backlog level, by the level's reference name.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it can't be there, and as any call.
    pub async fn add_behavior(&self, name: &str, is_default: bool) -> Result<WorkItemTypeBehavior> {
        let body = WorkItemTypeBehavior {
            behavior: Some(WorkItemBehaviorReference {
                id: Some(name.to_owned()),
                ..WorkItemBehaviorReference::default()
            }),
            is_default: Some(is_default),
            ..WorkItemTypeBehavior::default()
        };
        let (process, kind) = (self.process.locator()?, self.reference_name()?.into());
        self.client().call(processes::add_behavior_to_work_item_type(&process, &kind, &body)).await
    }

    /// Takes it off a backlog level.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is not on it, and as any call.
    pub async fn remove_behavior(&self, name: &str) -> Result<()> {
        let (process, kind) = (self.process.locator()?, self.reference_name()?.into());
        let op = processes::remove_behavior_from_work_item_type(&process, &kind, &name.into());
        self.client().call(op).await
    }

    /// What its form looks like.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/processes/layout>
    ///
    /// # Errors
    /// As any call.
    pub async fn layout(&self) -> Result<FormLayout> {
        let (process, kind) = self.locator()?;
        self.client().call(processes::get_form_layout(&process, &kind)).await
    }
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Process({})", self.name())
    }
}

impl fmt::Debug for ProcessType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProcessType({} of {})", self.name(), self.process.name())
    }
}
