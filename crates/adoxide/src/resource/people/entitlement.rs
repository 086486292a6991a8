//! Entitlements: who has which licence, and what it gives.

use std::fmt;

use adoxide_api::graph::{GraphServicePrincipal, GraphUser};
use adoxide_api::member_entitlement_management::{
    self, AccessLevel, AccountLicenseType, AddUserEntitlementBody, GetUsersSummary, Group as Role, GroupType,
    LicensingSource, MemberEntitlement, ProjectEntitlement, ProjectRef, SearchMemberEntitlements,
    SearchUserEntitlements, ServicePrincipalEntitlement, UserEntitlement, UsersSummary,
};
use adoxide_api::wire::{ApiError, DateTime, Json, JsonPatch, OpMeta};
use http::StatusCode;
use jiff::Timestamp;
use serde_json::json;

use super::Subject;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// An entitlement: the licence (access level) of a user or a service principal, with projects and extensions, as it
/// was when it was asked for.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().seed_size(0)
/// #     .operation_duration(std::time::Duration::ZERO).build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// use adoxide::api::member_entitlement_management::{AccountLicenseType, GroupType};
///
/// let mut ada = ado
///     .entitle_user("ada@example.com")
///     .license(AccountLicenseType::Stakeholder)
///     .project(&project, GroupType::ProjectReader)
///     .await?;
/// ada.set_license(AccountLicenseType::Express).await?;
/// assert_eq!(ada.license(), Some(&AccountLicenseType::Express));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/user-entitlements>
#[derive(Clone)]
pub struct Entitlement {
    client: Client,
    id: String,
    member: Member,
    value: UserEntitlement,
}

/// Whose it is, as far as it is told from others by it.
#[derive(Clone)]
struct Member {
    is_service_principal: bool,
    descriptor: Option<String>,
    display_name: String,
    principal_name: String,
}

/// Whose it is to be.
#[derive(Clone)]
enum NewMember {
    User(Box<GraphUser>),
    ServicePrincipal(Box<GraphServicePrincipal>),
}

impl Client {
    /// The entitlements of all users.
    pub fn entitlements(&self) -> Listing<Entitlement> {
        self.entitlements_with(SearchUserEntitlements::default())
    }

    /// The entitlements of the users that these parameters select: by a filter such as `licenseId eq
    /// 'Account-Express'` or `name eq 'Ada'`, in an order.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/user-entitlements/search-user-entitlements>
    pub fn entitlements_with(&self, params: SearchUserEntitlements) -> Listing<Entitlement> {
        let client = self.clone();
        let items = self.items(member_entitlement_management::search_user_entitlements(params));
        Listing::new(items, move |value| Entitlement::user(&client, value))
    }

    /// The entitlements of users and service principals.
    pub fn member_entitlements(&self) -> Listing<Entitlement> {
        self.member_entitlements_with(SearchMemberEntitlements::default())
    }

    /// The entitlements of the users and service principals that these parameters select.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/member-entitlements/search-member-entitlements>
    pub fn member_entitlements_with(&self, params: SearchMemberEntitlements) -> Listing<Entitlement> {
        let client = self.clone();
        let items = self.items(member_entitlement_management::search_member_entitlements(params));
        Listing::new(items, move |value| Entitlement::any(&client, value))
    }

    /// The entitlement of the user of this id (the storage key).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when they have none, and as any call.
    pub async fn user_entitlement(&self, id: &str) -> Result<Entitlement> {
        let value = self.call(member_entitlement_management::get_user_entitlement(&id.into())).await?;
        Entitlement::user(self, value).ok_or_else(|| missing("id"))
    }

    /// The entitlement of the service principal of this id (the storage key).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none, and as any call.
    pub async fn service_principal_entitlement(&self, id: &str) -> Result<Entitlement> {
        let value =
            self.call(member_entitlement_management::get_service_principal_entitlement(&id.into())).await?;
        Entitlement::principal(self, value).ok_or_else(|| missing("id"))
    }

    /// Adds the user of this sign-in address to the organization with a licence, basic (`express`) by default. One
    /// who has a licence gets this one.
    pub fn entitle_user(&self, principal_name: impl Into<String>) -> NewEntitlement {
        let user = GraphUser {
            principal_name: Some(principal_name.into()),
            subject_kind: Some("user".to_owned()),
            ..GraphUser::default()
        };
        NewEntitlement::new(self, NewMember::User(Box::new(user)))
    }

    /// Adds the service principal with this object id to the organization with a licence, basic (`express`) by
    /// default.
    pub fn entitle_service_principal(&self, origin_id: impl Into<String>) -> NewEntitlement {
        let principal = GraphServicePrincipal {
            origin: Some("aad".to_owned()),
            origin_id: Some(origin_id.into()),
            subject_kind: Some("servicePrincipal".to_owned()),
            ..GraphServicePrincipal::default()
        };
        NewEntitlement::new(self, NewMember::ServicePrincipal(Box::new(principal)))
    }

    /// The summary of licences: how many of each there are, and how many are assigned.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/user-entitlement-summary/get>
    ///
    /// # Errors
    /// As any call.
    pub async fn license_summary(&self) -> Result<UsersSummary> {
        self.call(member_entitlement_management::get_users_summary(GetUsersSummary::default())).await
    }
}

impl Entitlement {
    pub(super) fn user(client: &Client, value: UserEntitlement) -> Option<Self> {
        let user = value.user.as_ref();
        let member = Member {
            is_service_principal: false,
            descriptor: user.and_then(|user| user.descriptor.clone()),
            display_name: user.and_then(|user| user.display_name.clone()).unwrap_or_default(),
            principal_name: user.and_then(|user| user.principal_name.clone()).unwrap_or_default(),
        };
        Some(Self { client: client.clone(), id: value.id.clone()?, member, value })
    }

    fn principal(client: &Client, value: ServicePrincipalEntitlement) -> Option<Self> {
        let principal = value.service_principal.unwrap_or_default();
        let mut extra = value.extra;
        if let Ok(json) = serde_json::to_value(&principal) {
            extra.insert("servicePrincipal", json);
        }
        let value = UserEntitlement {
            access_level: value.access_level,
            date_created: value.date_created,
            extensions: value.extensions,
            group_assignments: value.group_assignments,
            id: value.id,
            last_accessed_date: value.last_accessed_date,
            project_entitlements: value.project_entitlements,
            user: None,
            extra,
        };
        let member = Member {
            is_service_principal: true,
            descriptor: principal.descriptor,
            display_name: principal.display_name.unwrap_or_default(),
            principal_name: principal.principal_name.unwrap_or_default(),
        };
        Some(Self { client: client.clone(), id: value.id.clone()?, member, value })
    }

    /// One of a list of both kinds.
    fn any(client: &Client, value: MemberEntitlement) -> Option<Self> {
        let member = value.member.clone().unwrap_or_default();
        let is_service_principal =
            member.subject_kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("servicePrincipal"));
        let member = Member {
            is_service_principal,
            descriptor: member.descriptor,
            display_name: member.display_name.unwrap_or_default(),
            principal_name: member.principal_name.unwrap_or_default(),
        };
        let id = value.id.clone()?;
        Some(Self { client: client.clone(), id, member, value: value.into() })
    }

    /// All that the service says about it. Whose it is stands in the member `user`; that of a service principal in
    /// the unknown member `servicePrincipal`, and that of a list of both in `member`.
    pub fn value(&self) -> &UserEntitlement {
        &self.value
    }

    /// The id of whose it is (the storage key).
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whose it is: a user or a service principal. `None` where the service does not say the descriptor.
    pub fn subject(&self) -> Option<Subject> {
        Some(Subject::at(&self.client, self.member.descriptor.as_deref()?))
    }

    /// The name of whose it is.
    pub fn display_name(&self) -> &str {
        &self.member.display_name
    }

    /// The sign-in address of a user, the object id of a service principal.
    pub fn principal_name(&self) -> &str {
        &self.member.principal_name
    }

    /// Whether it is that of a service principal.
    pub fn is_service_principal(&self) -> bool {
        self.member.is_service_principal
    }

    /// The access level: the licence, where it comes from, and whether it is active.
    pub fn access_level(&self) -> Option<&AccessLevel> {
        self.value.access_level.as_ref()
    }

    /// The licence. It is `none` for one that comes with Visual Studio: see
    /// [`access_level`](Self::access_level).
    pub fn license(&self) -> Option<&AccountLicenseType> {
        self.access_level()?.account_license_type.as_ref()
    }

    /// The licence as people know it: `Basic`, `Visual Studio Enterprise subscription`.
    pub fn license_name(&self) -> &str {
        self.access_level().and_then(|level| level.license_display_name.as_deref()).unwrap_or_default()
    }

    /// When it was last used; `None` for never.
    pub fn last_accessed(&self) -> Option<Timestamp> {
        self.value.last_accessed_date.as_ref().and_then(DateTime::timestamp)
    }

    /// When it was made.
    pub fn created(&self) -> Option<Timestamp> {
        self.value.date_created.as_ref().and_then(DateTime::timestamp)
    }

    /// The projects that it gives, with the groups in them.
    pub fn projects(&self) -> &[ProjectEntitlement] {
        self.value.project_entitlements.as_deref().unwrap_or_default()
    }

    /// The extensions that it gives.
    pub fn extensions(&self) -> &[Json] {
        self.value.extensions.as_deref().unwrap_or_default()
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = if self.is_service_principal() {
            self.client.service_principal_entitlement(&self.id).await?
        } else {
            self.client.user_entitlement(&self.id).await?
        };
        Ok(())
    }

    /// A change of licence, projects and extensions, in one request.
    pub fn edit(&self) -> EditEntitlement {
        EditEntitlement { entitlement: self.clone(), steps: Vec::new() }
    }

    /// Changes the licence.
    ///
    /// # Errors
    /// As [`EditEntitlement`].
    pub async fn set_license(&mut self, license: AccountLicenseType) -> Result<()> {
        *self = self.edit().license(license).await?;
        Ok(())
    }

    /// Removes it, and with it whose it is from the organization.
    ///
    /// # Errors
    /// As any call.
    pub async fn remove(&self) -> Result<()> {
        let id = self.id.as_str();
        if self.is_service_principal() {
            self.client
                .call(member_entitlement_management::delete_service_principal_entitlement(&id.into()))
                .await?;
        } else {
            self.client.call(member_entitlement_management::delete_user_entitlement(&id.into())).await?;
        }
        // What is known of it in the Graph is not so any more.
        match self.subject() {
            Some(Subject::User(user)) => user.refresh(),
            Some(Subject::ServicePrincipal(principal)) => principal.refresh(),
            _ => {}
        }
        Ok(())
    }
}

impl fmt::Debug for Entitlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entitlement({} of {})", self.license_name(), self.principal_name())
    }
}

/// A licence of the organization's own.
pub(super) fn level(license: AccountLicenseType) -> AccessLevel {
    AccessLevel {
        account_license_type: Some(license),
        licensing_source: Some(LicensingSource::Account),
        ..AccessLevel::default()
    }
}

/// What became of a change, as its answer says: the service answers 200 also where it refuses one.
pub(super) struct Outcome<'a> {
    pub(super) is_success: Option<bool>,
    pub(super) errors: Option<&'a Vec<Json>>,
}

/// An error with the service's words, unless all went well.
pub(super) fn accepted<'a>(
    operation: &'static OpMeta,
    is_success: Option<bool>,
    outcomes: impl IntoIterator<Item = Outcome<'a>>,
) -> Result<()> {
    let mut said = Vec::new();
    let mut is_refused = is_success == Some(false);
    for outcome in outcomes {
        is_refused |= outcome.is_success == Some(false);
        for error in outcome.errors.into_iter().flatten() {
            is_refused = true;
            // `{"key": 5000, "value": "A project was provided that was invalid."}`
            let text = error.get("value").and_then(Json::as_str).or_else(|| error.as_str());
            said.push(text.map_or_else(|| error.to_string(), str::to_owned));
        }
    }
    if !is_refused {
        return Ok(());
    }
    let message = Some(said.join(" ")).filter(|text| !text.is_empty());
    let what = match &message {
        Some(message) => format!("the service refused the change: {}", message.trim_end_matches('.')),
        None => "the service refused the change, and does not say why".to_owned(),
    };
    let error = Error::new(ErrorKind::Invalid, what).of(operation.id);
    Err(error.answered(StatusCode::OK, ApiError { message, type_key: None }, None))
}

/// A project of an entitlement.
pub(super) fn project_entitlement(id: String, role: GroupType) -> ProjectEntitlement {
    ProjectEntitlement {
        group: Some(Role { group_type: Some(role), ..Role::default() }),
        project_ref: Some(ProjectRef { id: Some(id), ..ProjectRef::default() }),
        ..ProjectEntitlement::default()
    }
}

/// An entitlement that is to be made. `.await` makes it.
///
/// # Errors
/// [`ErrorKind::Invalid`] with the service's words when it refuses the licence, a project or an extension, and as
/// any call.
#[derive(Clone)]
#[must_use = "an entitlement is not made until this is awaited"]
pub struct NewEntitlement {
    client: Client,
    member: NewMember,
    level: AccessLevel,
    projects: Vec<(Project, GroupType)>,
    extensions: Vec<Json>,
}

impl NewEntitlement {
    fn new(client: &Client, member: NewMember) -> Self {
        let level = level(AccountLicenseType::Express);
        Self { client: client.clone(), member, level, projects: Vec::new(), extensions: Vec::new() }
    }

    /// With this licence.
    pub fn license(self, license: AccountLicenseType) -> Self {
        self.access_level(level(license))
    }

    /// With this access level: also one of Visual Studio or GitHub.
    pub fn access_level(mut self, level: AccessLevel) -> Self {
        self.level = level;
        self
    }

    /// As a member of this group of a project; may be called several times.
    pub fn project(mut self, project: &Project, role: GroupType) -> Self {
        self.projects.push((project.clone(), role));
        self
    }

    /// With this extension (`ms.feed`); may be called several times.
    pub fn extension(mut self, id: impl Into<String>) -> Self {
        self.extensions.push(json!({ "id": id.into() }));
        self
    }

    async fn create(self) -> Result<Entitlement> {
        let Self { client, member, level, projects, extensions } = self;
        let extensions = Some(extensions).filter(|all| !all.is_empty());
        let mut project_entitlements = Vec::with_capacity(projects.len());
        for (project, role) in projects {
            project_entitlements.push(project_entitlement(project.id().await?, role));
        }
        let project_entitlements = Some(project_entitlements).filter(|all| !all.is_empty());
        match member {
            NewMember::User(user) => {
                let body = AddUserEntitlementBody::new(*user, level).with(|body| {
                    body.extensions = extensions;
                    body.project_entitlements = project_entitlements;
                });
                let answer = client.call(member_entitlement_management::add_user_entitlement(&body)).await?;
                let outcome = answer
                    .operation_result
                    .as_ref()
                    .map(|result| Outcome { is_success: result.is_success, errors: result.errors.as_ref() });
                accepted(
                    &member_entitlement_management::meta::ADD_USER_ENTITLEMENT,
                    answer.is_success,
                    outcome,
                )?;
                let made = answer.user_entitlement.and_then(|value| Entitlement::user(&client, value));
                made.ok_or_else(|| missing("userEntitlement"))
            }
            NewMember::ServicePrincipal(principal) => {
                let body = ServicePrincipalEntitlement {
                    access_level: Some(level),
                    extensions,
                    project_entitlements,
                    service_principal: Some(*principal),
                    ..ServicePrincipalEntitlement::default()
                };
                let answer = client
                    .call(member_entitlement_management::add_service_principal_entitlement(&body))
                    .await?;
                let outcome = answer
                    .operation_result
                    .as_ref()
                    .map(|result| Outcome { is_success: result.is_success, errors: result.errors.as_ref() });
                let operation = &member_entitlement_management::meta::ADD_SERVICE_PRINCIPAL_ENTITLEMENT;
                accepted(operation, answer.is_success, outcome)?;
                let made = answer.service_principal_entitlement;
                let made = made.and_then(|value| Entitlement::principal(&client, value));
                made.ok_or_else(|| missing("servicePrincipalEntitlement"))
            }
        }
    }
}

#[derive(Clone)]
enum Step {
    Level(Box<AccessLevel>),
    AddProject(Project, GroupType),
    RemoveProject(Project),
    AddExtension(String),
    RemoveExtension(String),
}

/// A change of an entitlement. `.await` makes it, and answers what it looks like then.
///
/// # Errors
/// [`ErrorKind::Invalid`] with the service's words when it refuses the change, and as any call.
#[derive(Clone)]
#[must_use = "an entitlement is not changed until this is awaited"]
pub struct EditEntitlement {
    entitlement: Entitlement,
    steps: Vec<Step>,
}

impl EditEntitlement {
    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// With this licence.
    pub fn license(self, license: AccountLicenseType) -> Self {
        self.access_level(level(license))
    }

    /// With this access level: also one of Visual Studio or GitHub.
    pub fn access_level(self, level: AccessLevel) -> Self {
        self.step(Step::Level(Box::new(level)))
    }

    /// As a member of this group of a project.
    pub fn add_project(self, project: &Project, role: GroupType) -> Self {
        self.step(Step::AddProject(project.clone(), role))
    }

    /// Without a project.
    pub fn remove_project(self, project: &Project) -> Self {
        self.step(Step::RemoveProject(project.clone()))
    }

    /// With an extension (`ms.feed`).
    pub fn add_extension(self, id: impl Into<String>) -> Self {
        self.step(Step::AddExtension(id.into()))
    }

    /// Without an extension.
    pub fn remove_extension(self, id: impl Into<String>) -> Self {
        self.step(Step::RemoveExtension(id.into()))
    }

    async fn save(self) -> Result<Entitlement> {
        let Self { entitlement: was, steps } = self;
        let client = &was.client;
        let patch = patch(steps).await?;
        let id = was.id.as_str();
        let now = if was.is_service_principal() {
            let op = member_entitlement_management::update_service_principal_entitlement(&id.into(), &patch);
            let answer = client.call(op).await?;
            let outcomes = answer
                .operation_results
                .iter()
                .flatten()
                .map(|result| Outcome { is_success: result.is_success, errors: result.errors.as_ref() });
            let operation = &member_entitlement_management::meta::UPDATE_SERVICE_PRINCIPAL_ENTITLEMENT;
            accepted(operation, answer.is_success, outcomes)?;
            answer.service_principal_entitlement.and_then(|value| Entitlement::principal(client, value))
        } else {
            let answer = client
                .call(member_entitlement_management::update_user_entitlement(&id.into(), &patch))
                .await?;
            let outcomes = answer
                .operation_results
                .iter()
                .flatten()
                .map(|result| Outcome { is_success: result.is_success, errors: result.errors.as_ref() });
            accepted(
                &member_entitlement_management::meta::UPDATE_USER_ENTITLEMENT,
                answer.is_success,
                outcomes,
            )?;
            answer.user_entitlement.and_then(|value| Entitlement::user(client, value))
        };
        if let Some(now) = now {
            return Ok(now);
        }
        let mut now = was.clone();
        now.reload().await?;
        Ok(now)
    }
}

/// The steps as the service takes them.
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/user-entitlements/update-user-entitlement>
async fn patch(steps: Vec<Step>) -> Result<JsonPatch> {
    let mut patch = JsonPatch::new();
    for step in steps {
        patch = match step {
            Step::Level(level) => patch.replace("/accessLevel", body(&*level)?),
            Step::AddProject(project, role) => {
                let id = project.id().await?;
                let path = format!("/projectEntitlements/{id}");
                patch.add(path, body(&project_entitlement(id, role))?)
            }
            Step::RemoveProject(project) => {
                patch.remove(format!("/projectEntitlements/{}", project.id().await?))
            }
            Step::AddExtension(id) => patch.add("/extensions", json!({ "id": id })),
            Step::RemoveExtension(id) => patch.remove(format!("/extensions/{id}")),
        };
    }
    Ok(patch)
}

pub(super) fn body(value: &impl serde::Serialize) -> Result<Json> {
    serde_json::to_value(value)
        .map_err(|error| Error::new(ErrorKind::Invalid, format!("the change can't be written: {error}")))
}

awaitable! {
    NewEntitlement => Entitlement, create;
    EditEntitlement => Entitlement, save;
}

impl fmt::Debug for NewEntitlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewEntitlement").field("level", &self.level).finish_non_exhaustive()
    }
}

impl fmt::Debug for EditEntitlement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EditEntitlement").field("entitlement", &self.entitlement).finish_non_exhaustive()
    }
}
