//! Checks that a resource makes stages wait for.

use std::fmt;

use adoxide_api::approvals_and_checks::pipelines_checks::{
    self, CheckConfiguration, CheckConfigurationExpandParameter, CheckType, GenericCheckConfiguration,
    GetCheckConfiguration, GetCheckConfigurationsOnResource, Resource,
};
use adoxide_api::wire::Json;
use serde_json::json;

use super::permission::ProtectedResource;
use crate::error::Result;
use crate::resource::identities::resolve;
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// What a check asks for. The types and their tasks have the same ids in every organization.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CheckKind {
    /// People or groups must approve.
    Approval {
        /// Who, by unique name, display name or id.
        approvers: Vec<String>,
        /// How many of them; none is all.
        required: Option<i64>,
        /// Whether they are asked one after the other.
        in_sequence: bool,
        /// Whether who started the run may not approve it.
        requester_excluded: bool,
        /// The instructions to the approvers.
        instructions: String,
    },
    /// Only runs of these branches: `refs/heads/main`, with `*` for any text.
    BranchControl {
        /// The branches.
        branches: Vec<String>,
        /// Whether the branches must be protected.
        protected: bool,
    },
    /// Only at these hours.
    BusinessHours {
        /// The days: `Monday`.
        days: Vec<String>,
        /// From this time on: `09:00`.
        from: String,
        /// Until this time: `17:00`.
        until: String,
        /// The time zone by its Windows name: `UTC`, `W. Europe Standard Time`.
        time_zone: String,
    },
    /// One run at a time.
    ExclusiveLock,
    /// Only pipelines that extend one of these templates.
    RequiredTemplate {
        /// Each: repository (`project/name`), ref and path.
        templates: Vec<RequiredTemplate>,
    },
    /// Any other type, by its id, with its settings.
    Other {
        /// The id of the type.
        type_id: String,
        /// The settings, as the service takes them.
        settings: Json,
    },
}

/// A template that pipelines must extend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredTemplate {
    /// The repository: `project/name`.
    pub repository: String,
    /// The branch or tag, by its full name.
    pub reference: String,
    /// The path of the file.
    pub path: String,
}

const APPROVAL: &str = "8c6f20a7-a545-4486-9777-f762fafe0d4d";
const TASK: &str = "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7";
const LOCK: &str = "2ef31ad6-baa0-403a-8b45-2cbc9b4e5563";
const TEMPLATE: &str = "4020e66e-b0f3-47e1-bc88-48f3cc59b5f3";
const BRANCH_CONTROL: &str = "86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b";
const BUSINESS_HOURS: &str = "445fde2f-6c39-441c-807f-8a59ff2e075f";

impl CheckKind {
    async fn parts(&self, project: &Project) -> Result<(String, Json)> {
        Ok(match self {
            Self::Approval { approvers, required, in_sequence, requester_excluded, instructions } => {
                let mut people = Vec::new();
                for who in approvers {
                    people.push(json!({"id": resolve(project.client(), who).await?}));
                }
                let order = if *in_sequence { "inSequence" } else { "anyOrder" };
                let settings = json!({
                    "approvers": people, "executionOrder": order, "instructions": instructions,
                    "minRequiredApprovers": required.unwrap_or(0), "blockedApprovers": [],
                    "requesterCannotBeApprover": requester_excluded,
                    "definitionRef": {"id": "26014962-64a0-49f4-885b-4b874119a5cc"},
                });
                (APPROVAL.to_owned(), settings)
            }
            Self::BranchControl { branches, protected } => {
                let inputs = json!({
                    "allowedBranches": branches.join(", "), "ensureProtectionOfBranch": protected.to_string(),
                    "allowUnknownStatusBranch": "false",
                });
                (TASK.to_owned(), task("Branch control", BRANCH_CONTROL, "evaluateBranchProtection", &inputs))
            }
            Self::BusinessHours { days, from, until, time_zone } => {
                let inputs = json!({
                    "businessDays": days.join(", "), "timeZone": time_zone, "startTime": from, "endTime": until,
                });
                (TASK.to_owned(), task("Business hours", BUSINESS_HOURS, "evaluateBusinessHours", &inputs))
            }
            Self::ExclusiveLock => (LOCK.to_owned(), json!({})),
            Self::RequiredTemplate { templates } => {
                let all: Vec<Json> = templates
                    .iter()
                    .map(|template| {
                        json!({
                            "repositoryType": "git", "repositoryName": template.repository,
                            "repositoryRef": template.reference, "templatePath": template.path,
                        })
                    })
                    .collect();
                (TEMPLATE.to_owned(), json!({"extendsChecks": all}))
            }
            Self::Other { type_id, settings } => (type_id.clone(), settings.clone()),
        })
    }
}

fn task(title: &str, id: &str, name: &str, inputs: &Json) -> Json {
    json!({
        "displayName": title, "definitionRef": {"id": id, "name": name, "version": "0.0.1"}, "inputs": inputs,
        "retryInterval": 5,
    })
}

/// A check, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/approvalsandchecks/check-configurations>
#[derive(Clone)]
pub struct Check {
    project: Project,
    value: GenericCheckConfiguration,
}

impl Check {
    /// All that the service says about it; the settings depend on the type.
    pub fn value(&self) -> &GenericCheckConfiguration {
        &self.value
    }

    /// Its number.
    ///
    /// # Errors
    /// When the service did not say it.
    pub fn id(&self) -> Result<i64> {
        self.value.id.ok_or_else(|| missing("id"))
    }

    /// The name of its type: `Approval`, `Task Check`, `ExclusiveLock`.
    pub fn type_name(&self) -> &str {
        self.value.r#type.as_ref().and_then(|kind| kind.name.as_deref()).unwrap_or_default()
    }

    /// Its name, which tells checks of type `Task Check` apart, or that of its type.
    pub fn name(&self) -> &str {
        let settings = self.value.settings.as_ref();
        settings.and_then(|settings| settings["displayName"].as_str()).unwrap_or_else(|| self.type_name())
    }

    /// Changes it: what `change` leaves alone is put back as it was.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut GenericCheckConfiguration)) -> Result<()> {
        let mut value = self.value.clone();
        change(&mut value);
        let id = self.id()?;
        let op =
            pipelines_checks::update_check_configuration(&self.project.locator(), id.into(), &wire(&value)?);
        self.project.client().call(op).await?;
        *self = self.project.check(id).await?;
        Ok(())
    }

    /// Deletes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let op = pipelines_checks::delete_check_configuration(&self.project.locator(), self.id()?.into());
        self.project.client().call(op).await
    }
}

/// A check as the operation takes it: its settings are among the fields that the type does not know.
fn wire(value: &GenericCheckConfiguration) -> Result<CheckConfiguration> {
    use adoxide_api::wire::Object;
    value.cast().map_err(|error| {
        crate::Error::new(crate::ErrorKind::Invalid, format!("the check can't be written: {error}"))
    })
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Check({} {})", self.value.id.unwrap_or_default(), self.name())
    }
}

/// The checks of a resource.
#[derive(Clone)]
pub struct Checks {
    project: Project,
    resource: ProtectedResource,
    id: String,
}

impl Checks {
    pub(super) fn new(project: &Project, resource: ProtectedResource, id: String) -> Self {
        Self { project: project.clone(), resource, id }
    }

    /// All of them, with their settings.
    pub fn stream(&self) -> Listing<Check> {
        let params = GetCheckConfigurationsOnResource {
            resource_type: Some(self.resource.as_str().to_owned()),
            resource_id: Some(self.id.clone()),
            expand: Some(CheckConfigurationExpandParameter::Settings),
        };
        let project = self.project.clone();
        let op = pipelines_checks::get_check_configurations_on_resource(&project.locator(), params);
        let op = op.reply_as::<adoxide_api::wire::List<GenericCheckConfiguration>>();
        let items = project.client().items(op);
        Listing::new(items, move |value| Some(Check { project: project.clone(), value }))
    }

    /// Adds a check. `timeout` is how many minutes a stage waits for it at most; 30 days, by default.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when nobody has the name of an approver, and as any call.
    pub async fn add(&self, kind: &CheckKind, timeout: Option<i64>) -> Result<Check> {
        let (type_id, settings) = kind.parts(&self.project).await?;
        let value = GenericCheckConfiguration {
            r#type: Some(CheckType { id: Some(type_id), ..CheckType::default() }),
            settings: Some(settings),
            resource: Some(Resource {
                id: Some(self.id.clone()),
                r#type: Some(self.resource.as_str().to_owned()),
                ..Resource::default()
            }),
            timeout: Some(timeout.unwrap_or(30 * 24 * 60)),
            ..GenericCheckConfiguration::default()
        };
        let body = pipelines_checks::AddCheckConfigurationBody::try_from(wire(&value)?)
            .map_err(crate::Error::unsent)?;
        let op = pipelines_checks::add_check_configuration(&self.project.locator(), &body);
        let made = self.project.client().call(op).await?;
        self.project.check(made.id.ok_or_else(|| missing("id"))?).await
    }
}

impl fmt::Debug for Checks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checks({} {} of {:?})", self.resource.as_str(), self.id, self.project)
    }
}

impl Project {
    /// The checks of a resource, by its id or number.
    pub fn checks(&self, resource: ProtectedResource, id: impl Into<String>) -> Checks {
        Checks::new(self, resource, id.into())
    }

    /// The check of this number, with its settings.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn check(&self, id: i64) -> Result<Check> {
        let params = GetCheckConfiguration { expand: Some(CheckConfigurationExpandParameter::Settings) };
        let op = pipelines_checks::get_check_configuration(&self.locator(), id.into(), params);
        let value = self.client().call(op.reply_as::<GenericCheckConfiguration>()).await?;
        Ok(Check { project: self.clone(), value })
    }
}
