//! What work items are made of: types with their states, transitions and fields, categories, kinds of links,
//! and tags.

use std::fmt;

use adoxide_api::wit::{
    self, FieldType, GetFieldsExpand, GetWorkItemFields, GetWorkItemTemplate,
    GetWorkItemTypeFieldWithReferences, GetWorkItemTypeFieldsWithReferences, WorkItemRelationType,
    WorkItemStateColor, WorkItemTagDefinition, WorkItemTypeCategory, WorkItemTypeFieldWithReferences,
    WorkItemTypeFieldsExpandLevel,
};

use super::listing::Listing;
use super::project::{Project, missing};
use super::work_item::{Edit, Revision};
use crate::client::Client;
use crate::error::{Error, Result};

/// A type of work items in a project, as it was when it was asked for.
///
/// ```
/// # use adoxide_emulator::Emulator;
/// # use adoxide::{Client, credential::Pat, transport::InProcess};
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
/// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
/// # let token = emulator.token();
/// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
/// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
/// # let project = ado.create_project("Fabrikam").process("Agile").await?;
/// let bug = project.work_item_type("Bug").await?;
/// assert_eq!(bug.initial_state(), Some("New"));
/// assert!(bug.transitions("New").any(|state| state == "Active"));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-types>
#[derive(Clone)]
pub struct WorkItemType {
    project: Project,
    value: wit::WorkItemType,
}

/// A group of types that are handled alike, such as all that can be on a backlog, as it was when it was asked
/// for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-type-categories>
#[derive(Clone)]
pub struct Category {
    project: Project,
    value: WorkItemTypeCategory,
}

/// A field that work items can have, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/fields>
#[derive(Clone)]
pub struct Field {
    client: Client,
    value: wit::WorkItemField2,
}

impl Project {
    /// The types of its work items.
    pub fn work_item_types(&self) -> Listing<WorkItemType> {
        let project = self.clone();
        let items = self.client().items(wit::get_work_item_types(&self.locator()));
        Listing::new(items, move |value| Some(WorkItemType { project: project.clone(), value }))
    }

    /// The type of this name (`User Story`) or reference name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn work_item_type(&self, name: impl AsRef<str>) -> Result<WorkItemType> {
        let op = wit::get_work_item_type(&self.locator(), &name.as_ref().into());
        Ok(WorkItemType { project: self.clone(), value: self.client().call(op).await? })
    }

    /// The groups of its types.
    pub fn work_item_type_categories(&self) -> Listing<Category> {
        let project = self.clone();
        let items = self.client().items(wit::get_work_item_type_categories(&self.locator()));
        Listing::new(items, move |value| Some(Category { project: project.clone(), value }))
    }

    /// The group of this name or reference name: `Microsoft.RequirementCategory`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn work_item_type_category(&self, name: impl AsRef<str>) -> Result<Category> {
        let op = wit::get_work_item_type_category(&self.locator(), &name.as_ref().into());
        Ok(Category { project: self.clone(), value: self.client().call(op).await? })
    }

    /// The tags that its work items have or had.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/tags>
    pub fn work_item_tags(&self) -> Listing<WorkItemTagDefinition> {
        Listing::new(self.client().items(wit::get_tags(&self.locator())), Some)
    }

    /// Gives a tag another name, on all work items that have it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn rename_work_item_tag(&self, tag: &str, name: impl Into<String>) -> Result<()> {
        let body = WorkItemTagDefinition { name: Some(name.into()), ..WorkItemTagDefinition::default() };
        self.client().call(wit::update_tag(&self.locator(), &tag.into(), &body)).await.map(drop)
    }

    /// Takes a tag away from all work items.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn delete_work_item_tag(&self, tag: &str) -> Result<()> {
        self.client().call(wit::delete_tag(&self.locator(), &tag.into())).await
    }
}

impl WorkItemType {
    /// All that the service says about it.
    pub fn value(&self) -> &wit::WorkItemType {
        &self.value
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Its name: `User Story`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its reference name: `Microsoft.VSTS.WorkItemTypes.UserStory`.
    pub fn reference_name(&self) -> &str {
        self.value.reference_name.as_deref().unwrap_or_default()
    }

    /// What it is for.
    pub fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// Its colour, as `RRGGBB`.
    pub fn color(&self) -> Option<&str> {
        self.value.color.as_deref()
    }

    /// The name of its icon.
    pub fn icon(&self) -> Option<&str> {
        self.value.icon.as_ref()?.id.as_deref()
    }

    /// Whether no more can be made of it.
    pub fn is_disabled(&self) -> bool {
        self.value.is_disabled == Some(true)
    }

    /// Its states in their order, with category and colour.
    pub fn states(&self) -> &[WorkItemStateColor] {
        self.value.states.as_deref().unwrap_or_default()
    }

    /// The state that a new one begins in.
    pub fn initial_state(&self) -> Option<&str> {
        self.transitions("").next()
    }

    /// The states that one in this state can be moved to.
    pub fn transitions(&self, state: &str) -> impl Iterator<Item = &str> {
        let all = self.value.transitions.iter().flatten();
        let from = all.filter(move |(from, _)| from.to_lowercase() == state.to_lowercase());
        from.filter_map(|(_, to)| to.as_ref()).flatten().filter_map(|transition| transition.to.as_deref())
    }

    /// The fields that it has, with the values that they may have, their defaults, and whether they must be
    /// set.
    pub fn fields(&self) -> Listing<WorkItemTypeFieldWithReferences> {
        let params = GetWorkItemTypeFieldsWithReferences { expand: Some(WorkItemTypeFieldsExpandLevel::All) };
        let op = wit::get_work_item_type_fields_with_references(
            &self.project.locator(),
            &self.name().into(),
            params,
        );
        Listing::new(self.project.client().items(op), Some)
    }

    /// One of its fields, by its reference name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it has no such field, and as any call.
    pub async fn field(&self, name: &str) -> Result<WorkItemTypeFieldWithReferences> {
        let params = GetWorkItemTypeFieldWithReferences { expand: Some(WorkItemTypeFieldsExpandLevel::All) };
        let op = wit::get_work_item_type_field_with_references(
            &self.project.locator(),
            &self.name().into(),
            &name.into(),
            params,
        );
        self.project.client().call(op).await
    }

    /// What a new one looks like before anything is set. None is made.
    ///
    /// # Errors
    /// As any call.
    pub async fn template(&self) -> Result<Revision> {
        let op = wit::get_work_item_template(
            &self.project.locator(),
            &self.name().into(),
            GetWorkItemTemplate::default(),
        );
        let client = self.project.client();
        Ok(Revision::new(client, client.call(op).await?.into()))
    }

    /// A new work item of it, with this title.
    pub fn new_work_item(&self, title: impl Into<String>) -> Edit {
        self.project.new_work_item(self.name(), title)
    }
}

impl Category {
    /// All that the service says about it.
    pub fn value(&self) -> &WorkItemTypeCategory {
        &self.value
    }

    /// Its name: `Requirement Category`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its reference name: `Microsoft.RequirementCategory`.
    pub fn reference_name(&self) -> &str {
        self.value.reference_name.as_deref().unwrap_or_default()
    }

    /// The name of the type that is made of it unless another one is named.
    pub fn default_type(&self) -> Option<&str> {
        self.value.default_work_item_type.as_ref()?.name.as_deref()
    }

    /// The names of its types.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.value.work_item_types.iter().flatten().filter_map(|known| known.name.as_deref())
    }

    /// Its types.
    ///
    /// # Errors
    /// As any call.
    pub async fn work_item_types(&self) -> Result<Vec<WorkItemType>> {
        let all = self.project.work_item_types().all().await?;
        let is_of = |kind: &WorkItemType| self.types().any(|name| name == kind.name());
        Ok(all.into_iter().filter(is_of).collect())
    }
}

impl Client {
    /// The fields that work items of the organization can have.
    pub fn fields(&self) -> Listing<Field> {
        self.fields_with(GetWorkItemFields::default())
    }

    /// The fields, deleted ones too.
    pub fn fields_and_deleted(&self) -> Listing<Field> {
        self.fields_with(GetWorkItemFields { expand: Some(GetFieldsExpand::IncludeDeleted) })
    }

    fn fields_with(&self, params: GetWorkItemFields) -> Listing<Field> {
        let client = self.clone();
        let items = self.items(wit::get_work_item_fields(None, params));
        Listing::new(items, move |value| Some(Field { client: client.clone(), value }))
    }

    /// The field of this name (`Story Points`) or reference name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn field(&self, name: impl AsRef<str>) -> Result<Field> {
        let op = wit::get_work_item_field(None, &name.as_ref().into());
        Ok(Field { client: self.clone(), value: self.call(op).await? })
    }

    /// Makes a field: at least its name and what it holds. A type has it once it is
    /// [added](super::ProcessType::add_field).
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) when there is one of this name, and as any call.
    pub async fn create_field(&self, field: &wit::WorkItemField2) -> Result<Field> {
        let field = wit::CreateWorkItemFieldBody::try_from(field.clone()).map_err(Error::unsent)?;
        Ok(Field { client: self.clone(), value: self.call(wit::create_work_item_field(None, &field)).await? })
    }

    /// The kinds of links that work items can have, with how they are named from either end.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-relation-types>
    pub fn link_types(&self) -> Listing<WorkItemRelationType> {
        Listing::new(self.items(wit::get_relation_types()), Some)
    }
}

impl Field {
    /// All that the service says about it.
    pub fn value(&self) -> &wit::WorkItemField2 {
        &self.value
    }

    /// Its name: `Story Points`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its reference name: `Microsoft.VSTS.Scheduling.StoryPoints`.
    pub fn reference_name(&self) -> &str {
        self.value.reference_name.as_deref().unwrap_or_default()
    }

    /// What it holds.
    pub fn field_type(&self) -> Option<&FieldType> {
        self.value.r#type.as_ref()
    }

    /// Whether only the service sets it.
    pub fn is_read_only(&self) -> bool {
        self.value.read_only == Some(true)
    }

    /// Whether it holds a person or a group.
    pub fn is_identity(&self) -> bool {
        self.value.is_identity == Some(true)
    }

    /// The id of the list of its values, if it has one.
    pub fn picklist_id(&self) -> Option<&str> {
        self.value.picklist_id.as_deref()
    }

    /// Deletes it, with all its values. It can be taken back.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) when it is one of the system, and as any call.
    pub async fn delete(&self) -> Result<()> {
        self.client.call(wit::delete_work_item_field(None, &self.locator()?)).await
    }

    /// Takes it back.
    ///
    /// # Errors
    /// As any call.
    pub async fn restore(&mut self) -> Result<()> {
        let body = wit::FieldUpdate { is_deleted: Some(false), ..wit::FieldUpdate::default() };
        self.value = self.client.call(wit::update_work_item_field(None, &self.locator()?, &body)).await?;
        Ok(())
    }

    fn locator(&self) -> Result<adoxide_api::path::FieldNameOrRefName> {
        self.value.reference_name.as_deref().map(Into::into).ok_or_else(|| missing("referenceName"))
    }
}

macro_rules! debug {
    ($($name:ident)*) => {
        $(impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.name())
            }
        })*
    };
}

debug! { WorkItemType Category Field }
