//! What goes wrong, as the service says it.
//!
//! Each constructor is one case, named after it. Its documentation says where the answer is known from:
//! *recorded* (an exchange with the live service), *client* (the text in an official client), *reported* (a
//! body that somebody published), or *guessed* (the form is right, the words are ours).

use http::{Method, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::wiql;
use crate::wire::number::Number;
use crate::world::Refusal;
use crate::world::group::GroupRefusal;
use crate::world::id::{ObjectId, ProjectId};
use crate::world::pipeline_refusal::PipelineRefusal;
use crate::world::query::QueryRefusal;

/// What `X-TFS-ServiceError` keeps as it is.
const SERVICE_ERROR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An answer that is an error.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub status: StatusCode,
    pub body: FaultBody,
}

/// The forms that errors come in.
#[derive(Clone, Debug)]
pub(crate) enum FaultBody {
    /// The usual one: a serialized .NET exception.
    Exception(Box<Exception>),
    /// The same, said before the organization's own code runs: with a byte order mark, and as a header too.
    Early(Box<Exception>),
    /// What ASP.NET says by itself, as text.
    Text(String),
    /// What ASP.NET says by itself, wrapped like a list.
    Wrapped(String),
}

/// A serialized .NET exception.
#[derive(Clone, Debug)]
pub(crate) struct Exception {
    message: String,
    namespace: &'static str,
    assembly: &'static str,
    type_key: &'static str,
    event_id: i64,
    custom_properties: Option<Value>,
}

const COMMON: &str = "Microsoft.VisualStudio.Services.Common";
const WEB_API: &str = "Microsoft.VisualStudio.Services.WebApi";
const CORE: &str = "Microsoft.TeamFoundation.Core.WebApi";
const GIT: &str = "Microsoft.TeamFoundation.Git.Server";
const GRAPH: &str = "Microsoft.VisualStudio.Services.Graph";
const BUILD: &str = "Microsoft.TeamFoundation.Build.WebApi";
const AGENT: &str = "Microsoft.TeamFoundation.DistributedTask.WebApi";
const WORK: &str = "Microsoft.TeamFoundation.Work.WebApi";
const TRACKING: &str = "Microsoft.TeamFoundation.WorkItemTracking.Server";
const PIPELINES: &str = "Microsoft.Azure.Pipelines.WebApi";
const CHECKS: &str = "Microsoft.Azure.Pipelines.Checks.WebApi";
const APPROVAL: &str = "Microsoft.Azure.Pipelines.Approval.WebApi";
const WIKI: &str = "Microsoft.TeamFoundation.Wiki.Server";
const POLICY: &str = "Microsoft.TeamFoundation.Policy.WebApi";
const HOOKS: &str = "Microsoft.VisualStudio.Services.ServiceHooks.WebApi";
const FRAMEWORK: &str = "Microsoft.TeamFoundation.Framework.Server";

impl Fault {
    pub(crate) fn exception(
        status: StatusCode,
        namespace: &'static str,
        type_key: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let exception = Exception {
            message: message.into(),
            namespace,
            assembly: namespace,
            type_key,
            event_id: 3000,
            custom_properties: None,
        };
        Self { status, body: FaultBody::Exception(Box::new(exception)) }
    }

    /// Its message.
    pub fn message(&self) -> &str {
        match &self.body {
            FaultBody::Exception(exception) | FaultBody::Early(exception) => &exception.message,
            FaultBody::Text(message) | FaultBody::Wrapped(message) => message,
        }
    }

    /// `X-TFS-ServiceError`, where it has one.
    pub fn service_error(&self) -> Option<String> {
        let is_early = matches!(self.body, FaultBody::Text(_) | FaultBody::Early(_));
        is_early.then(|| utf8_percent_encode(self.message(), SERVICE_ERROR).to_string())
    }

    // Requests.

    /// No route: recorded.
    pub fn controller_not_found(path: &str) -> Self {
        let message =
            format!("The controller for path '{path}' was not found or does not implement IController.");
        Self { status: StatusCode::NOT_FOUND, body: FaultBody::Text(message) }
    }

    /// A route, but not for this method: reported.
    pub fn method_not_allowed(method: &Method) -> Self {
        let message = format!("The requested resource does not support http method '{method}'.");
        Self { status: StatusCode::METHOD_NOT_ALLOWED, body: FaultBody::Wrapped(message) }
    }

    /// Something that the emulator does not do. Ours: the service has no such answer.
    pub fn not_emulated(what: &str) -> Self {
        let message = format!(
            "The emulator does not do {what} yet. What it does is listed under /_adoxide/operations."
        );
        Self::exception(StatusCode::NOT_IMPLEMENTED, "Adoxide.Emulator", "NotEmulatedException", message)
    }

    /// Something broke in the emulator. The code is the one that the service uses.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        let message = format!("TF400898: An Internal Error Occurred. {what}");
        Self::exception(StatusCode::INTERNAL_SERVER_ERROR, COMMON, "VssServiceException", message)
    }

    /// A body of more bytes than the emulator reads. Guessed.
    pub fn body_too_large(limit: usize) -> Self {
        let message = format!("The request body is larger than {limit} bytes.");
        Self::exception(StatusCode::PAYLOAD_TOO_LARGE, COMMON, "VssServiceException", message)
    }

    /// A parameter or field that must be given: the form of every .NET `ArgumentNullException`.
    pub fn argument_null(name: &str) -> Self {
        Self::argument("ArgumentNullException", format!("Value cannot be null.\r\nParameter name: {name}"))
    }

    /// A parameter or field with a value that cannot be: guessed.
    pub fn invalid_parameter(name: &str, value: &str) -> Self {
        let message = format!("The value {value:?} is not valid.\r\nParameter name: {name}");
        Self::argument("ArgumentException", message)
    }

    fn argument(type_key: &'static str, message: String) -> Self {
        let exception = Exception {
            message,
            namespace: "System",
            assembly: "mscorlib",
            type_key,
            event_id: 0,
            custom_properties: None,
        };
        Self { status: StatusCode::BAD_REQUEST, body: FaultBody::Exception(Box::new(exception)) }
    }

    /// A body that is not the JSON that it must be: guessed.
    pub fn invalid_body(why: impl std::fmt::Display) -> Self {
        let message = format!("The request body could not be read: {why}.");
        Self::exception(StatusCode::BAD_REQUEST, COMMON, "VssPropertyValidationException", message)
    }

    /// A body of another content type than the method takes: text from a client, status reported.
    pub fn content_type_not_supported(method: &Method, given: &str, valid: &str) -> Self {
        let message = format!(
            "The request indicated a Content-Type of \"{given}\" for method type \"{method}\" which is not \
             supported. Valid content types for this method are: {valid}."
        );
        let type_key = "VssRequestContentTypeNotSupportedException";
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, type_key, message)
    }

    // Versions. The texts are those of an official client; typeKey and status were reported.

    /// No api-version where one must be given.
    pub fn version_not_specified(method: &Method) -> Self {
        let message = format!(
            "No api-version was supplied for the \"{method}\" request. The version must be supplied either as \
             part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query parameter \
             (e.g. \"?api-version=1.0\")."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssVersionNotSpecifiedException", message)
    }

    /// An api-version that is none.
    pub fn invalid_version(text: &str) -> Self {
        let message = format!(
            "Invalid api version string: \"{text}\". Api version string must be in the format: \
             {{Major}}.{{Minor}}[-preview[.{{ResourceVersion}}]]."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssInvalidApiResourceVersionException", message)
    }

    /// A version newer than the location's newest.
    pub fn version_out_of_range(text: &str, max: Number) -> Self {
        let message = format!(
            "The requested REST API version of {text} is out of range for this server. The latest REST API \
             version this server supports is {max}."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssVersionOutOfRangeException", message)
    }

    /// A version older than the location's oldest, or a newer preview than there is.
    pub fn version_out_of_range_for_route(text: &str, route: &str) -> Self {
        let message = format!(
            "The request matched route {route}, but the requested REST API version {text} was outside the \
             valid version range for this route."
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssVersionOutOfRangeException", message)
    }

    /// `-preview` missing where the version is a preview.
    pub fn preview_not_specified(text: &str) -> Self {
        let message = format!(
            "The requested version \"{text}\" of the resource is under preview. The -preview flag must be \
             supplied in the api-version for such requests. For example: \"{text}-preview\""
        );
        Self::exception(StatusCode::BAD_REQUEST, WEB_API, "VssInvalidPreviewVersionException", message)
    }

    // Access.

    /// Somebody who is known, but not in this organization: recorded, with headers that `auth` adds.
    pub fn unauthorized(tenant: uuid::Uuid, name: &str) -> Self {
        let message =
            format!("TF400813: The user '{tenant}\\{name}' is not authorized to access this resource.");
        Self::exception(StatusCode::UNAUTHORIZED, FRAMEWORK, "UnauthorizedRequestException", message)
    }

    /// Something that somebody may see and not do: reported, in these words and with this status.
    pub fn access_denied(name: &str, permission: &str) -> Self {
        let message = format!(
            "Access Denied: {name} needs the following permission(s) to perform this action: {permission}"
        );
        Self::exception(StatusCode::FORBIDDEN, FRAMEWORK, "AccessCheckException", message)
    }

    /// Something that somebody may see and not do in Git: reported.
    pub fn git_permission(tenant: uuid::Uuid, name: &str, permission: &str, scope: &str) -> Self {
        let message = format!(
            "TF401027: You need the Git '{permission}' permission to perform this action. Details: identity \
             '{tenant}\\{name}', scope '{scope}'."
        );
        Self::exception(StatusCode::FORBIDDEN, GIT, "GitNeedsPermissionException", message)
    }

    /// A token that is not good any more: reported.
    pub fn token_expired() -> Self {
        let mut fault = Self::exception(
            StatusCode::UNAUTHORIZED,
            "Microsoft.VisualStudio.Services.Security",
            "AccessCheckException",
            "Access Denied: The Personal Access Token used has expired.",
        );
        if let FaultBody::Exception(exception) = &mut fault.body {
            exception.assembly = WEB_API;
            exception.custom_properties = Some(json!({
                "Descriptor": null,
                "IdentityDisplayName": null,
                "Token": null,
                "RequestedPermissions": 0,
                "NamespaceId": "00000000-0000-0000-0000-000000000000",
            }));
        }
        fault
    }

    /// Throttled: the text of the documentation.
    pub fn throttled(resource: &str, namespace: uuid::Uuid) -> Self {
        let message = format!(
            "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource \
             {resource} in namespace {namespace}."
        );
        Self::exception(StatusCode::TOO_MANY_REQUESTS, FRAMEWORK, "RequestBlockedException", message)
    }

    /// The service is not there for a while: the recorded form of a stopped organization.
    pub fn unavailable(status: StatusCode) -> Self {
        let message = "TF400898: An Internal Error Occurred. The emulator was told to fail.";
        Self::exception(status, COMMON, "VssServiceException", message)
    }

    // Organizations, projects, teams, operations.

    /// An organization that was stopped: recorded.
    pub fn organization_stopped(name: &str, reason: &str) -> Self {
        let message = format!(
            "TF24668: The following team project collection is stopped: {name}. Start the collection and then \
             try again. Administrator Reason: {reason}"
        );
        let fault = Self::exception(StatusCode::SERVICE_UNAVAILABLE, COMMON, "VssServiceException", message);
        match fault.body {
            FaultBody::Exception(exception) => Self { body: FaultBody::Early(exception), ..fault },
            _ => fault,
        }
    }

    /// An organization that does not exist: guessed, the form of a missing host.
    pub fn organization_not_found(name: &str) -> Self {
        let message =
            format!("The organization '{name}' does not exist, or you do not have permission to access it.");
        Self::exception(StatusCode::NOT_FOUND, FRAMEWORK, "HostDoesNotExistException", message)
    }

    /// A project that does not exist: recorded for a name, reported for a GUID.
    pub fn project_not_found(name_or_id: &str) -> Self {
        if let Ok(id) = name_or_id.parse::<ProjectId>() {
            let message = format!(
                "VS800075: The project with id 'vstfs:///Classification/TeamProject/{id}' does not exist, or \
                 you do not have permission to access it."
            );
            return Self::exception(StatusCode::NOT_FOUND, CORE, "ProjectDoesNotExistException", message);
        }
        let message = format!(
            "TF200016: The following project does not exist: {name_or_id}. Verify that the name of the project \
             is correct and that the project exists on the specified Azure DevOps Server."
        );
        Self::exception(StatusCode::NOT_FOUND, CORE, "ProjectDoesNotExistWithNameException", message)
    }

    /// A project whose name is taken: reported.
    pub fn project_exists(name: &str) -> Self {
        let message = format!(
            "TF200019: The following project already exists on the Azure DevOps Server: {name}. You cannot \
             create a new project with the same name as an existing project. Provide a different name."
        );
        Self::exception(StatusCode::BAD_REQUEST, CORE, "ProjectAlreadyExistsException", message)
    }

    /// A name that no project may have: guessed after the published rules.
    pub fn project_name_invalid(name: &str) -> Self {
        let message = format!(
            "The project name '{name}' is not valid. Names are limited to 64 characters, and cannot \
             begin with an underscore, begin or end with a period, or contain any of \\ / : * ? \" < > ; # $ {{ \
             }} , + = [ ] |"
        );
        Self::exception(StatusCode::BAD_REQUEST, CORE, "InvalidProjectNameException", message)
    }

    /// A process that does not exist: guessed.
    pub fn process_not_found(id: &str) -> Self {
        let message = format!("The process with id '{id}' does not exist.");
        let namespace = "Microsoft.TeamFoundation.Core.WebApi";
        Self::exception(StatusCode::NOT_FOUND, namespace, "ProcessNotFoundException", message)
    }

    /// A process whose name is taken: guessed.
    pub fn process_exists(name: &str) -> Self {
        let message = format!("VS402367: A process with the name '{name}' already exists.");
        Self::exception(StatusCode::CONFLICT, CORE, "ProcessNameConflictException", message)
    }

    /// A team that does not exist: reported.
    pub fn team_not_found(name_or_id: &str) -> Self {
        let message = format!(
            "The team with id '{name_or_id}' does not exist or you do not have permission to access it."
        );
        Self::exception(StatusCode::NOT_FOUND, CORE, "TeamNotFoundException", message)
    }

    /// A team whose name is taken: guessed.
    pub fn team_exists(name: &str) -> Self {
        let message = format!("A group or team with the name '{name}' already exists.");
        Self::exception(StatusCode::CONFLICT, CORE, "TeamAlreadyExistsException", message)
    }

    /// An operation that does not exist: guessed.
    pub fn operation_not_found(id: &str) -> Self {
        let message = format!("The operation with id '{id}' could not be found.");
        let namespace = "Microsoft.VisualStudio.Services.Operations";
        Self::exception(StatusCode::NOT_FOUND, namespace, "OperationNotFoundException", message)
    }

    /// Adds what some exceptions tell beyond their message.
    pub(crate) fn with_properties(mut self, properties: Value) -> Self {
        if let FaultBody::Exception(exception) = &mut self.body {
            exception.custom_properties = Some(properties);
        }
        self
    }

    // Areas and iterations.

    /// Something about work items.
    pub(crate) fn tracking(status: StatusCode, type_key: &'static str, message: impl Into<String>) -> Self {
        let mut fault = Self::exception(status, TRACKING, type_key, message);
        // As recorded: exceptions about work items have this number.
        if let FaultBody::Exception(exception) = &mut fault.body {
            exception.event_id = 3200;
        }
        fault
    }

    /// An area or iteration that does not exist: reported.
    pub fn node_not_found(path: &str) -> Self {
        let message = format!("VS402485: The Area/Iteration name is not recognized: {path}");
        Self::tracking(StatusCode::NOT_FOUND, "WorkItemTrackingTreeNodeNotFoundException", message)
    }

    /// An area or iteration whose name is taken: reported.
    pub fn node_exists(name: &str, parent: uuid::Uuid) -> Self {
        let message = format!(
            "VS402371: Classification node name {name} is already in use by a different child of parent \
             classification node {parent}. Choose a different name and try again."
        );
        Self::tracking(StatusCode::CONFLICT, "ClassificationNodeDuplicateNameException", message)
    }

    /// A name that no area or iteration may have: guessed.
    pub fn node_name_invalid(name: &str) -> Self {
        let message = format!(
            "The area or iteration name '{name}' is not valid. Names are limited to 255 characters, cannot be \
             '.' or '..', and cannot contain any of \\ / $ ? * : \" & < > # % | +"
        );
        Self::tracking(StatusCode::BAD_REQUEST, "ClassificationNodeInvalidNameException", message)
    }

    /// A root, or a node that would be below itself or in the other tree: guessed.
    pub fn node_move_invalid(name: &str) -> Self {
        let message = format!("The area or iteration '{name}' cannot be moved there or deleted.");
        Self::tracking(StatusCode::BAD_REQUEST, "ClassificationNodeInvalidMoveException", message)
    }

    /// An iteration that ends before it starts: guessed.
    pub fn iteration_dates_invalid() -> Self {
        let message = "The start date of an iteration must not be after its finish date.";
        Self::tracking(StatusCode::BAD_REQUEST, "ClassificationNodeInvalidDatesException", message)
    }

    // Queries.

    /// A query that cannot be asked. The texts are reported where they have a code; the type is guessed.
    pub fn invalid_query(error: &wiql::Error) -> Self {
        let type_key = match error {
            wiql::Error::TooMany => "WorkItemTrackingQueryResultSizeLimitExceededException",
            wiql::Error::TooLong | wiql::Error::At { .. } => "WorkItemTrackingQueryException",
        };
        Self::tracking(StatusCode::BAD_REQUEST, type_key, error.to_string())
    }

    /// A saved query that does not exist: reported.
    pub fn query_not_found(id_or_path: &str) -> Self {
        let message = format!(
            "TF401243: The query {id_or_path} does not exist, or you do not have permission to read it."
        );
        Self::tracking(StatusCode::NOT_FOUND, "QueryItemNotFoundException", message)
    }

    /// More levels of queries than an answer has: guessed after the documented limit.
    pub fn query_depth(depth: usize) -> Self {
        let message = format!("VS403468: The query depth {depth} exceeds the maximum allowed depth of 2.");
        Self::tracking(StatusCode::BAD_REQUEST, "QueryHierarchyDepthExceededException", message)
    }

    // Teams at work.

    /// A team iteration that does not exist: guessed.
    pub fn iteration_not_found(id: &str) -> Self {
        let message = format!("The iteration with id '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, WORK, "IterationNotFoundException", message)
    }

    /// A person who is not in the team: guessed.
    pub fn team_member_not_found(id: &str) -> Self {
        let message = format!("The team member with id '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, WORK, "TeamMemberNotFoundException", message)
    }

    /// A level of the backlog that does not exist: guessed.
    pub fn backlog_not_found(id: &str) -> Self {
        let message = format!("The backlog level '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, WORK, "BacklogLevelNotFoundException", message)
    }

    /// A work item that is not where it was looked for: guessed.
    pub fn not_on_backlog(id: i64) -> Self {
        let message = format!("The work item {id} is not among those of the backlog or taskboard.");
        Self::exception(StatusCode::BAD_REQUEST, WORK, "InvalidReorderOperationException", message)
    }

    /// A delivery plan that does not exist: guessed.
    pub fn plan_not_found(id: &str) -> Self {
        let message = format!("The plan '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, WORK, "ViewNotFoundException", message)
    }

    /// A delivery plan that somebody else changed: guessed.
    pub fn plan_changed(revision: i64) -> Self {
        let message = format!("The plan was changed since; its revision is {revision}.");
        Self::exception(StatusCode::CONFLICT, WORK, "ViewRevisionMismatchException", message)
    }

    /// A board that does not exist: guessed.
    pub fn board_not_found(id: &str) -> Self {
        let message = format!("The board '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, WORK, "BoardDoesNotExistException", message)
    }

    /// A chart that a board does not have: guessed.
    pub fn chart_not_found(name: &str) -> Self {
        let message = format!("The chart '{name}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, WORK, "ChartDoesNotExistException", message)
    }

    /// Columns or rows that make no board: guessed.
    pub fn board_invalid(why: &str) -> Self {
        let message = format!("The board is not valid: {why}.");
        Self::exception(StatusCode::BAD_REQUEST, WORK, "BoardValidationFailureException", message)
    }

    /// A team without a backlog iteration, or an iteration outside of it: recorded.
    pub fn backlog_iteration_invalid() -> Self {
        Self::invalid_team_settings(
            "TF400497: The backlog iteration path that you specified is no longer valid.",
        )
    }

    /// Team settings that do not fit together: the form is recorded.
    pub fn invalid_team_settings(message: &str) -> Self {
        let namespace = "Microsoft.Azure.Boards.Agile.Common.Exceptions";
        let mut fault =
            Self::exception(StatusCode::BAD_REQUEST, namespace, "InvalidTeamSettingsException", message);
        if let FaultBody::Exception(exception) = &mut fault.body {
            exception.assembly = "Microsoft.Azure.Boards.Agile.Common";
        }
        fault
    }

    /// Team field values without something that must be there: recorded, message and all.
    pub fn team_field_null(name: &str) -> Self {
        let namespace = "Microsoft.TeamFoundation.Work.WebApi.Exceptions";
        let mut fault =
            Self::exception(StatusCode::BAD_REQUEST, namespace, "TeamFieldArgumentNullException", name);
        if let FaultBody::Exception(exception) = &mut fault.body {
            exception.assembly = "Microsoft.TeamFoundation.Work.WebApi";
            exception.event_id = 0;
        }
        fault
    }

    // Git.

    /// A repository that does not exist: reported many times.
    pub fn repository_not_found(name_or_id: &str) -> Self {
        Self::exception(
            StatusCode::NOT_FOUND,
            GIT,
            "GitRepositoryNotFoundException",
            repository_not_found(name_or_id),
        )
    }

    /// A repository that the service is at work on: guessed, the form of a stopped organization. What is known is
    /// only that `isInMaintenance` says so.
    pub fn repository_in_maintenance(name: &str) -> Self {
        let message = repository_in_maintenance(name);
        Self::exception(StatusCode::SERVICE_UNAVAILABLE, GIT, "VssServiceException", message)
    }

    /// A repository whose name is taken: the text that an official client looks for, with the reported code.
    pub fn repository_exists(name: &str) -> Self {
        let message = format!("TF400948: A Git repository with the name {name} already exists.");
        Self::exception(StatusCode::CONFLICT, GIT, "GitRepositoryNameAlreadyExistsException", message)
    }

    /// A name that no repository may have: the text that an official client looks for.
    pub fn repository_name_invalid(name: &str) -> Self {
        let message = format!("TF401025: '{name}' is not a valid name for a Git repository.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "InvalidGitRepositoryNameException", message)
    }

    /// A reference that is not where the request says: reported.
    pub fn stale_reference(name: &str) -> Self {
        let message = format!(
            "TF401028: The reference '{name}' has already been updated by another client, so you cannot update \
             it. Please try again."
        );
        Self::exception(StatusCode::CONFLICT, GIT, "GitReferenceStaleException", message)
    }

    /// A branch that somebody else locked: guessed.
    pub fn branch_locked(name: &str) -> Self {
        let message = format!("The reference '{name}' is locked by another user, so you cannot update it.");
        Self::exception(StatusCode::FORBIDDEN, GIT, "GitRefLockedException", message)
    }

    /// A reference that a policy keeps where it is: reported, text, type and status.
    pub fn rejected_by_policy(why: &str) -> Self {
        Self::exception(StatusCode::FORBIDDEN, GIT, "GitRefUpdateRejectedByPolicyException", why)
    }

    /// A reference that does not exist: guessed.
    pub fn ref_not_found(name: &str) -> Self {
        let message = format!("The reference '{name}' could not be found.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitRefNotFoundException", message)
    }

    /// A name that no reference may have, or that is a folder of references: guessed.
    pub fn invalid_ref_name(name: &str) -> Self {
        let message = format!("'{name}' is not a valid Git ref name.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "InvalidGitRefNameException", message)
    }

    /// An item that does not exist: reported.
    pub fn item_not_found(path: &str, repository: &str, version: &str, commit: ObjectId) -> Self {
        let message = format!(
            "TF401174: The item '{path}' could not be found in the repository '{repository}' at the version \
             specified by '{version}' (resolved to commit '{commit}')"
        );
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitItemNotFoundException", message)
    }

    /// A version that names no commit: reported, with its missing and its superfluous blank.
    pub fn unresolvable(version: &str, repository: &str) -> Self {
        let message = format!(
            "TF401175:The version descriptor {version} could not be resolved to a version in the repository \
             {repository}"
        );
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitUnresolvableToCommitException", message)
    }

    /// A repository without branches where one is needed: reported.
    pub fn no_branches(repository: &str) -> Self {
        let message = format!("VS403403: Cannot find any branches for the {repository} repository.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitNoBranchesException", message)
    }

    /// An object that does not exist: reported; on a push with status 500, else 404.
    pub fn object_not_found(status: StatusCode, id: &str) -> Self {
        let message = format!("TF401035: The object '{id}' does not exist.");
        Self::exception(status, GIT, "GitObjectDoesNotExistException", message)
    }

    /// An object of another type than asked for: reported by two clients; with status 404 where a tag was asked
    /// for, otherwise guessed.
    pub fn object_type(status: StatusCode, id: ObjectId, expected: &str, found: &str) -> Self {
        let capital = |name: &str| {
            let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
            format!("{}{rest}", first.to_ascii_uppercase())
        };
        let (expected, found) = (capital(expected), capital(found));
        let message = format!("Expected a {expected}, but objectId {id} resolved to a {found}");
        Self::exception(status, GIT, "GitUnexpectedObjectTypeException", message)
    }

    /// A commit that does not exist: guessed.
    pub fn commit_not_found(id: &str, repository: &str) -> Self {
        let message = format!("The commit '{id}' could not be found in the repository '{repository}'.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitCommitDoesNotExistException", message)
    }

    /// A push that does not exist: guessed.
    pub fn push_not_found(id: &str) -> Self {
        let message = format!("The push with ID {id} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitPushDoesNotExistException", message)
    }

    /// An added file that exists: reported, text and status.
    pub fn path_exists(path: &str) -> Self {
        let message = format!(
            "The path '{path}' specified in the add operation already exists. Please specify a new path."
        );
        Self::exception(StatusCode::BAD_REQUEST, GIT, "GitPathAlreadyExistsException", message)
    }

    /// A changed, moved or deleted file that does not exist: guessed after the one for added files.
    pub fn path_missing(path: &str, operation: &str) -> Self {
        let message = format!("The path '{path}' specified in the {operation} operation could not be found.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "GitPathNotFoundException", message)
    }

    /// A path that no file may have: guessed.
    pub fn path_invalid(path: &str, why: &str) -> Self {
        let message = format!("The path '{path}' is not valid: {why}.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "InvalidPathException", message)
    }

    /// A cherry-pick, revert, merge or synchronization that does not exist: guessed.
    pub fn git_operation_not_found(id: &str) -> Self {
        let message = format!("The requested asynchronous operation '{id}' was not found.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitAsyncRefOperationNotFoundException", message)
    }

    /// An import into a repository that is not empty: guessed.
    pub fn import_into_non_empty(repository: &str) -> Self {
        let message = format!(
            "The repository '{repository}' is not empty. Import requests are only supported on empty \
             repositories."
        );
        Self::exception(StatusCode::CONFLICT, GIT, "GitImportForbiddenOnNonEmptyRepository", message)
    }

    /// An import that does not exist: guessed.
    pub fn import_not_found(id: &str) -> Self {
        let message = format!("The import request '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitImportRequestNotFoundException", message)
    }

    // Builds and agents.

    /// A definition that does not exist: reported.
    pub fn definition_not_found(id: &str) -> Self {
        let message = format!(
            "The build definition with ID {id} does not exist or you do not have permission to access it."
        );
        Self::exception(StatusCode::NOT_FOUND, BUILD, "DefinitionNotFoundException", message)
    }

    /// A definition whose name is taken: guessed.
    pub fn definition_exists(name: &str) -> Self {
        let message = format!("Build definition {name} already exists in the current project.");
        Self::exception(StatusCode::CONFLICT, BUILD, "DefinitionExistsException", message)
    }

    /// A definition that somebody changed since it was read: guessed.
    pub fn definition_changed(id: i64) -> Self {
        let message = format!(
            "The build definition {id} that you have specified has been changed since it was last retrieved. \
             Get the latest revision and try again."
        );
        Self::exception(StatusCode::CONFLICT, BUILD, "InvalidDefinitionRevisionException", message)
    }

    /// A definition that takes no builds: guessed.
    pub fn definition_disabled(name: &str) -> Self {
        let message = format!("Builds cannot be queued for {name}: the definition is disabled or paused.");
        Self::exception(StatusCode::BAD_REQUEST, BUILD, "DefinitionDisabledException", message)
    }

    /// A pipeline that does not exist: guessed.
    pub fn pipeline_not_found(id: &str) -> Self {
        let message = format!("Pipeline with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, PIPELINES, "PipelineNotFoundException", message)
    }

    /// A pipeline that does not exist, where its YAML is previewed: reported.
    pub fn pipeline_does_not_exist(id: impl std::fmt::Display) -> Self {
        let message = format!("The pipeline '{id}' does not exist");
        Self::exception(StatusCode::INTERNAL_SERVER_ERROR, PIPELINES, "PipelineNotFoundException", message)
    }

    /// YAML that is missing or refused: recorded, with the message of the expansion.
    pub fn pipeline_invalid(message: &str) -> Self {
        Self::exception(StatusCode::BAD_REQUEST, PIPELINES, "PipelineValidationException", message)
    }

    /// YAML in place of the pipeline's file, for a run that is not a preview: guessed.
    pub fn yaml_override_without_preview() -> Self {
        Self::pipeline_invalid("yamlOverride is only supported for a preview run: set previewRun to true.")
    }

    /// A build that does not exist: reported.
    pub fn build_not_found(id: &str) -> Self {
        let message = format!("The requested build {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "BuildNotFoundException", message)
    }

    /// A log, timeline or artifact of a build that does not exist: guessed.
    pub fn build_part_not_found(what: &str, id: &str) -> Self {
        let message = format!("The {what} {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "ArtifactNotFoundException", message)
    }

    /// A variable group that does not exist: guessed.
    pub fn variable_group_not_found(id: &str) -> Self {
        let message = format!("Variable group with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "VariableGroupNotFoundException", message)
    }

    /// A variable group whose name is taken: guessed.
    pub fn variable_group_exists(name: &str) -> Self {
        let message = format!("Variable group {name} already exists.");
        Self::exception(StatusCode::CONFLICT, AGENT, "VariableGroupExistsException", message)
    }

    /// An artifact that a build does not have: reported.
    pub fn artifact_not_found(name: &str, build: i64) -> Self {
        let message = format!("Artifact {name} was not found for build {build}.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "ArtifactNotFoundException", message)
    }

    /// A pool that does not exist: guessed.
    pub fn pool_not_found(id: &str) -> Self {
        let message = format!("No agent pool found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentPoolNotFoundException", message)
    }

    /// A maintenance definition, or a job of one, that does not exist: guessed.
    pub fn maintenance_not_found(id: &str) -> Self {
        let message = format!("No maintenance definition or job found with identifier {id}.");
        let name = "TaskAgentPoolMaintenanceDefinitionNotFoundException";
        Self::exception(StatusCode::NOT_FOUND, AGENT, name, message)
    }

    /// A queue that does not exist: guessed.
    pub fn queue_not_found(id: &str) -> Self {
        let message = format!("No agent queue found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentQueueNotFoundException", message)
    }

    /// An agent that does not exist: guessed.
    pub fn agent_not_found(id: &str) -> Self {
        let message = format!("Agent {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentNotFoundException", message)
    }

    /// A job of a pool that does not exist: guessed.
    pub fn job_request_not_found(id: &str) -> Self {
        let message = format!("No agent request found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentJobNotFoundException", message)
    }

    /// A task that is not installed: guessed.
    pub fn task_not_found(id: &str, version: &str) -> Self {
        let message = format!("No task definition found matching ID {id} and version {version}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskDefinitionNotFoundException", message)
    }

    /// A change of a task that comes with the service: guessed.
    pub fn task_is_built_in(id: &str) -> Self {
        let message = format!("The task {id} comes with the service and cannot be changed.");
        Self::exception(StatusCode::FORBIDDEN, AGENT, "TaskDefinitionHostContextMismatchException", message)
    }

    /// An environment that does not exist: reported.
    pub fn environment_not_found(id: &str) -> Self {
        let message = format!("Environment with ID {id} does not exist or has been deleted.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "EnvironmentNotFoundException", message)
    }

    /// A resource of an environment that does not exist: guessed.
    pub fn environment_resource_not_found(id: &str) -> Self {
        let message = format!("Resource with ID {id} does not exist in the environment.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "EnvironmentResourceNotFoundException", message)
    }

    /// A task group that does not exist: guessed.
    pub fn task_group_not_found(id: &str) -> Self {
        let message = format!("Task group with ID {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "MetaTaskDefinitionNotFoundException", message)
    }

    /// A deployment group that does not exist: guessed.
    pub fn deployment_group_not_found(id: &str) -> Self {
        let message = format!("No deployment group found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "DeploymentMachineGroupNotFoundException", message)
    }

    /// A secure file that does not exist: guessed.
    pub fn secure_file_not_found(id: &str) -> Self {
        let message = format!("Secure file with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "SecureFileNotFoundException", message)
    }

    /// A secure file that somebody wants to read without a job's ticket: guessed.
    pub fn secure_file_denied(name: &str) -> Self {
        let message =
            format!("The secure file {name} can only be downloaded by a job that has a ticket for it.");
        Self::exception(StatusCode::FORBIDDEN, AGENT, "AccessDeniedException", message)
    }

    /// A container of files that does not exist: guessed.
    pub fn container_not_found(id: &str) -> Self {
        let message = format!("The container {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, COMMON, "ContainerNotFoundException", message)
    }

    /// A retention lease that does not exist: guessed.
    pub fn lease_not_found(id: &str) -> Self {
        let message = format!("The retention lease {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "RetentionLeaseNotFoundException", message)
    }

    /// A build whose YAML is missing or refused: the form is reported, the message that of the expansion.
    pub fn build_invalid(why: &str) -> Self {
        let exception = Exception {
            message: "Could not queue the build because there were validation errors or warnings.".to_owned(),
            namespace: BUILD,
            assembly: "Microsoft.TeamFoundation.Build2.WebApi",
            type_key: "BuildRequestValidationFailedException",
            event_id: 3000,
            custom_properties: Some(json!({"ValidationResults": [{"result": "error", "message": why}]})),
        };
        Self { status: StatusCode::BAD_REQUEST, body: FaultBody::Exception(Box::new(exception)) }
    }

    /// A protected resource that does not exist: guessed.
    pub fn resource_not_found(kind: &str, id: &str) -> Self {
        let message = format!("The resource of type {kind} with id {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, CHECKS, "ResourceNotFoundException", message)
    }

    /// A check that does not exist: guessed.
    pub fn check_not_found(id: &str) -> Self {
        let message = format!("Check configuration with id {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, CHECKS, "CheckConfigurationNotFoundException", message)
    }

    /// An approval that does not exist: guessed.
    pub fn approval_not_found(id: &str) -> Self {
        let message = format!("Approval with id {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, APPROVAL, "ApprovalNotFoundException", message)
    }

    /// A folder that does not exist: guessed.
    pub fn folder_not_found(path: &str) -> Self {
        let message = format!("Folder {path} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "FolderNotFoundException", message)
    }

    /// A folder where one is to be made: the text is what the Terraform provider's tests expect.
    pub fn folder_exists(path: &str, project: &str) -> Self {
        let message =
            format!("Folder {}\\ already exists for project {project}.", path.trim_end_matches('\\'));
        Self::exception(StatusCode::CONFLICT, BUILD, "FolderExistsException", message)
    }

    /// A plan that does not exist, or does not run any more: guessed.
    pub fn orchestration_plan_not_found(id: &str) -> Self {
        let message = format!("No plan found for identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskOrchestrationPlanNotFoundException", message)
    }

    /// A job that its plan does not have: guessed.
    pub fn job_not_found(id: &str, plan: uuid::Uuid) -> Self {
        let message = format!("No job found with identifier '{id}' for plan '{plan}'.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskOrchestrationJobNotFoundException", message)
    }

    /// A service endpoint that does not exist: guessed.
    pub fn service_endpoint_not_found(id: &str) -> Self {
        let message = format!("Service connection with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "ServiceEndpointNotFoundException", message)
    }

    /// A service endpoint whose name is taken: guessed.
    pub fn service_endpoint_exists(name: &str) -> Self {
        let message = format!(
            "Service connection with name {name} already exists. Only a user having Administrator/User role \
             permissions on service connection {name} can see it."
        );
        Self::exception(StatusCode::CONFLICT, AGENT, "DuplicateServiceConnectionException", message)
    }

    // Service hooks: the names of the exceptions are those of the official client, the words are guessed.

    /// A subscription that does not exist.
    pub fn hook_subscription_not_found(id: &str) -> Self {
        let message = format!("The subscription {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "SubscriptionNotFoundException", message)
    }

    /// A notification that does not exist.
    pub fn hook_notification_not_found(id: i64) -> Self {
        let message = format!("The notification {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "NotificationNotFoundException", message)
    }

    /// A publisher that does not exist.
    pub fn hook_publisher_not_found(id: &str) -> Self {
        let message = format!("The publisher {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "PublisherNotFoundException", message)
    }

    /// An event type that a publisher does not have.
    pub fn hook_event_type_not_found(publisher: &str, id: &str) -> Self {
        let message = format!("The publisher {publisher} has no event type {id}.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "EventTypeNotFoundException", message)
    }

    /// A consumer that does not exist.
    pub fn hook_consumer_not_found(id: &str) -> Self {
        let message = format!("The consumer {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "ConsumerNotFoundException", message)
    }

    /// An action that a consumer does not have.
    pub fn hook_action_not_found(consumer: &str, id: &str) -> Self {
        let message = format!("The consumer {consumer} has no action {id}.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "ConsumerActionNotFoundException", message)
    }

    /// A version in which the resource of an event type does not come.
    pub fn hook_version_not_supported(version: &str, supported: &[&str]) -> Self {
        let message = format!(
            "The resource version {version} is not supported by the event type. Supported versions: {}.",
            supported.join(", ")
        );
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "ServiceHookException", message)
    }

    /// An input that must be given.
    pub fn hook_input_required(name: &str) -> Self {
        let message = format!("A value is required for the input {name}.");
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "SubscriptionInputException", message)
    }

    /// An input with a value that cannot be.
    pub fn hook_input_invalid(name: &str, value: &str) -> Self {
        let message = format!("The value {value:?} is not valid for the input {name}.");
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "SubscriptionInputException", message)
    }

    /// A subscription that is to have another publisher, consumer or action.
    pub fn hook_subscription_immutable() -> Self {
        let message = "The publisher, the consumer and the action of a subscription cannot be changed.";
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "ServiceHookException", message)
    }

    // Wikis.

    /// A wiki that does not exist: guessed.
    pub fn wiki_not_found(id: &str) -> Self {
        let message = format!("Wiki not found for identifier '{id}'.");
        Self::exception(StatusCode::NOT_FOUND, WIKI, "WikiNotFoundException", message)
    }

    /// A wiki whose name is taken: guessed.
    pub fn wiki_exists(name: &str) -> Self {
        let message = format!("Wiki already exists with name '{name}'.");
        Self::exception(StatusCode::CONFLICT, WIKI, "WikiAlreadyExistsException", message)
    }

    /// A page that does not exist: recorded, with its curly quotes.
    pub fn wiki_page_not_found(path: &str) -> Self {
        let message = format!(
            "Wiki page ‘{path}’ could not be found. Ensure that the path of the page is correct and the page \
             exists."
        );
        Self::exception(StatusCode::NOT_FOUND, WIKI, "WikiPageNotFoundException", message)
    }

    /// A new page where one is: type and status are reported by several clients.
    pub fn wiki_page_exists(path: &str) -> Self {
        let message = format!(
            "The page '{path}' specified in the add operation already exists in the wiki. Please specify a new \
             page path."
        );
        Self::exception(StatusCode::INTERNAL_SERVER_ERROR, WIKI, "WikiPageAlreadyExistsException", message)
    }

    /// A conflict that a pull request has not: guessed.
    pub fn conflict_not_found(id: &str) -> Self {
        let message = format!("The conflict '{id}' could not be found.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitConflictNotFoundException", message)
    }

    /// A file of a name that is taken: guessed.
    pub fn wiki_attachment_exists(name: &str) -> Self {
        let message =
            format!("The attachment '{name}' already exists in the wiki. Please specify another name.");
        Self::exception(StatusCode::CONFLICT, WIKI, "WikiAttachmentAlreadyExistsException", message)
    }

    /// A comment on a page that there is none of: guessed.
    pub fn wiki_comment_not_found(id: impl std::fmt::Display) -> Self {
        let message = format!("The comment with id {id} does not exist on the page.");
        Self::exception(StatusCode::NOT_FOUND, WIKI, "CommentNotFoundException", message)
    }

    /// A page that somebody changed since it was read: guessed.
    pub fn wiki_page_changed(path: &str) -> Self {
        let message =
            format!("The page '{path}' was changed since it was read. Read it again and repeat the change.");
        Self::exception(StatusCode::PRECONDITION_FAILED, WIKI, "WikiPageHasConflictsException", message)
    }

    /// A page below one that does not exist: guessed.
    pub fn wiki_ancestor_not_found(path: &str) -> Self {
        let message = format!("The page '{path}' that is to have the page below it could not be found.");
        Self::exception(StatusCode::NOT_FOUND, WIKI, "WikiAncestorPageNotFoundException", message)
    }

    // Policies.

    /// A type of policies that does not exist: the text is reported, status and type are guessed.
    pub fn policy_type_not_found(id: &str) -> Self {
        let message = format!("Type with id '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, POLICY, "PolicyTypeNotFoundException", message)
    }

    /// A policy configuration that does not exist: guessed.
    pub fn policy_configuration_not_found(id: &str) -> Self {
        let message = format!("The policy configuration with ID {id} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, POLICY, "PolicyConfigurationNotFoundException", message)
    }

    /// Settings that do not fit: guessed.
    pub fn policy_settings_invalid(why: &str) -> Self {
        let message = format!("The policy configuration is not valid: {why}.");
        Self::exception(StatusCode::BAD_REQUEST, POLICY, "InvalidPolicyConfigurationException", message)
    }

    /// A second configuration of a type on one scope: how the message begins is reported, the rest is guessed.
    pub fn policy_rejected(refusal: &Refusal) -> Self {
        let name = "PolicyChangeRejectedByPolicyException";
        Self::exception(StatusCode::BAD_REQUEST, POLICY, name, refusal.to_string())
    }

    /// An evaluation that does not exist: guessed.
    pub fn policy_evaluation_not_found(id: &str) -> Self {
        let message = format!("The policy evaluation with ID {id} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, POLICY, "PolicyEvaluationNotFoundException", message)
    }

    // Identities.

    /// A person or group that does not exist in the organization: guessed.
    pub fn subject_not_found(descriptor: &str) -> Self {
        let message = format!("VS860016: Could not find the subject with descriptor '{descriptor}'.");
        Self::exception(StatusCode::NOT_FOUND, GRAPH, "GraphSubjectNotFoundException", message)
    }

    /// Somebody who is not in a group: guessed.
    pub fn membership_not_found(member: &str, container: &str) -> Self {
        let message = format!("The membership of '{member}' in '{container}' could not be found.");
        Self::exception(StatusCode::NOT_FOUND, GRAPH, "GraphMembershipNotFoundException", message)
    }

    /// Somebody who is not in the organization: guessed.
    pub fn member_not_found(id: &str) -> Self {
        let namespace = "Microsoft.VisualStudio.Services.MemberEntitlementManagement.WebApi";
        let message = format!("The user '{id}' could not be found in the organization.");
        Self::exception(StatusCode::NOT_FOUND, namespace, "MemberNotFoundException", message)
    }

    /// A security namespace that does not exist: guessed.
    pub fn security_namespace_not_found(id: &str) -> Self {
        let message = format!("The security namespace with identifier {id} does not exist.");
        let namespace = "Microsoft.VisualStudio.Services.Security";
        Self::exception(StatusCode::NOT_FOUND, namespace, "InvalidSecurityNamespaceException", message)
    }

    /// A profile that does not exist: guessed.
    pub fn profile_not_found(id: &str) -> Self {
        let message = format!("The profile '{id}' does not exist.");
        let namespace = "Microsoft.VisualStudio.Services.Profile";
        Self::exception(StatusCode::NOT_FOUND, namespace, "ProfileDoesNotExistException", message)
    }
}

/// What both REST and git say of a repository that does not exist.
pub(crate) fn repository_not_found(name_or_id: &str) -> String {
    format!(
        "TF401019: The Git repository with name or identifier {name_or_id} does not exist or you do not have \
         permissions for the operation you are attempting."
    )
}

/// What both REST and git say of a repository that the service is at work on.
pub(crate) fn repository_in_maintenance(name: &str) -> String {
    format!("The Git repository {name} is in maintenance. Try again later.")
}

impl Exception {
    /// The envelope, in the recorded order.
    pub fn to_json(&self) -> Value {
        let mut body = Map::new();
        body.insert("$id".into(), "1".into());
        if let Some(properties) = &self.custom_properties {
            body.insert("customProperties".into(), properties.clone());
        }
        body.insert("innerException".into(), Value::Null);
        body.insert("message".into(), self.message.as_str().into());
        let type_name = format!("{}.{}, {}", self.namespace, self.type_key, self.assembly);
        body.insert("typeName".into(), type_name.into());
        body.insert("typeKey".into(), self.type_key.into());
        body.insert("errorCode".into(), 0.into());
        body.insert("eventId".into(), self.event_id.into());
        Value::Object(body)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::OrganizationExists(_) => Self::internal(&refusal),
            Refusal::ProjectExists(name) => Self::project_exists(&name),
            Refusal::ProjectName(name) => Self::project_name_invalid(&name),
            Refusal::NoProject(id) => Self::project_not_found(&id.to_string()),
            Refusal::NoProcess(id) => Self::process_not_found(&id.to_string()),
            Refusal::ProcessExists(name) => Self::process_exists(&name),
            Refusal::TeamExists(name) => Self::team_exists(&name),
            Refusal::TeamName(name) => Self::invalid_parameter("name", &name),
            Refusal::NoTeam(id) => Self::team_not_found(&id.to_string()),
            Refusal::DefaultTeam => Self::invalid_parameter("teamId", "the default team"),
            Refusal::RepositoryExists(name) => Self::repository_exists(&name),
            Refusal::RepositoryName(name) => Self::repository_name_invalid(&name),
            Refusal::NoRepository(id) => Self::repository_not_found(&id.to_string()),
            Refusal::NotEmpty(name) => Self::import_into_non_empty(&name),
            Refusal::NoBranch(name) => Self::ref_not_found(&name),
            Refusal::Locked(name) => Self::branch_locked(&name),
            Refusal::NoMember(id) => Self::member_not_found(&id.to_string()),
            Refusal::NoNode(name) => Self::node_not_found(&name),
            Refusal::NodeExists { name, parent } => Self::node_exists(&name, parent),
            Refusal::NodeName(name) => Self::node_name_invalid(&name),
            Refusal::NodeMove(name) => Self::node_move_invalid(&name),
            Refusal::IterationDates => Self::iteration_dates_invalid(),
            Refusal::NoImport(id) => Self::import_not_found(&id.to_string()),
            Refusal::NoBuildDefinition(id) => Self::definition_not_found(&id.to_string()),
            Refusal::BuildDefinitionExists(name) => Self::definition_exists(&name),
            Refusal::BuildDefinitionChanged(id) => Self::definition_changed(id),
            Refusal::BuildDefinitionDisabled(name) => Self::definition_disabled(&name),
            Refusal::NoBuild(id) => Self::build_not_found(&id.to_string()),
            Refusal::NoQueue(id) => Self::queue_not_found(&id.to_string()),
            Refusal::NoFolder(path) => Self::folder_not_found(&path),
            Refusal::FolderExists { path, project } => Self::folder_exists(&path, &project),
            Refusal::NoVariableGroup(id) => Self::variable_group_not_found(&id.to_string()),
            Refusal::VariableGroupExists(name) => Self::variable_group_exists(&name),
            Refusal::NoWiki(id) => Self::wiki_not_found(&id.to_string()),
            Refusal::WikiExists(name) => Self::wiki_exists(&name),
            Refusal::NoSubscription(id) => Self::hook_subscription_not_found(&id.to_string()),
            Refusal::NoNotification(id) => Self::hook_notification_not_found(id),
            Refusal::NoServiceEndpoint(id) => Self::service_endpoint_not_found(&id.to_string()),
            Refusal::ServiceEndpointExists(name) => Self::service_endpoint_exists(&name),
            Refusal::NoPolicyConfiguration(id) => Self::policy_configuration_not_found(&id.to_string()),
            Refusal::PolicyRejected { .. } => Self::policy_rejected(&refusal),
            Refusal::PolicySettings(why) => Self::policy_settings_invalid(&why),
            Refusal::NoPolicyEvaluation(id) => Self::policy_evaluation_not_found(&id.to_string()),
            Refusal::Pipeline(refusal) => refusal.into(),
            Refusal::PullRequest(refusal) => refusal.into(),
            Refusal::WorkItem(refusal) => refusal.into(),
            Refusal::Release(refusal) => refusal.into(),
            Refusal::NoTestRun(_)
            | Refusal::NoTestResult(..)
            | Refusal::NoTestAttachment(..)
            | Refusal::NoTest(_)
            | Refusal::NoTestPlan(_)
            | Refusal::NoTestSuite(_)
            | Refusal::TestSuiteParent(_)
            | Refusal::NoTestRequirement
            | Refusal::NoTestCase(_)
            | Refusal::NoTestPoint(_)
            | Refusal::NoTestConfiguration(_)
            | Refusal::TestConfigurationInUse(_)
            | Refusal::NoTestVariable(_)
            | Refusal::TestObjectExists(_) => Self::test_refused(&refusal),
        }
    }
}

impl From<PipelineRefusal> for Fault {
    fn from(refusal: PipelineRefusal) -> Self {
        // The words are ours.
        let said = refusal.to_string();
        let pipelines = |status, type_key| Self::exception(status, PIPELINES, type_key, said.clone());
        match &refusal {
            PipelineRefusal::Exists(name) => {
                let message = format!("{name} already exists.");
                Self::exception(StatusCode::CONFLICT, AGENT, "ResourceExistsException", message)
            }
            PipelineRefusal::Fixed(_) => {
                Self::exception(StatusCode::BAD_REQUEST, AGENT, "InvalidOperationException", said)
            }
            PipelineRefusal::NoPool(id) => Self::pool_not_found(&id.to_string()),
            PipelineRefusal::NoMaintenance(id) => Self::maintenance_not_found(&id.to_string()),
            PipelineRefusal::NoAgent(id) => Self::agent_not_found(&id.to_string()),
            PipelineRefusal::NoRequest(id) => Self::job_request_not_found(&id.to_string()),
            PipelineRefusal::NoEnvironment(id) => Self::environment_not_found(&id.to_string()),
            PipelineRefusal::NoEnvironmentResource(id) => {
                Self::environment_resource_not_found(&id.to_string())
            }
            PipelineRefusal::NoSecureFile(id) => Self::secure_file_not_found(&id.to_string()),
            PipelineRefusal::NoTaskGroup(id) => Self::task_group_not_found(&id.to_string()),
            PipelineRefusal::TaskGroupRevision(_) => Self::exception(
                StatusCode::CONFLICT,
                AGENT,
                "MetaTaskDefinitionRevisionConflictException",
                said,
            ),
            PipelineRefusal::NoDeploymentGroup(id) => Self::deployment_group_not_found(&id.to_string()),
            PipelineRefusal::NoCheck(id) => Self::check_not_found(&id.to_string()),
            PipelineRefusal::NoApproval(id) => Self::approval_not_found(&id.to_string()),
            PipelineRefusal::NotApprover(_) => {
                Self::exception(StatusCode::FORBIDDEN, APPROVAL, "ApprovalUnauthorizedException", said)
            }
            PipelineRefusal::ApprovalCompleted(_) => {
                Self::exception(StatusCode::BAD_REQUEST, APPROVAL, "ApprovalAlreadyCompletedException", said)
            }
            PipelineRefusal::NoStage(name) => Self::build_part_not_found("stage", name),
            PipelineRefusal::StageState { .. } => {
                pipelines(StatusCode::BAD_REQUEST, "InvalidStageStateException")
            }
            PipelineRefusal::BuildState(_) => {
                pipelines(StatusCode::BAD_REQUEST, "InvalidBuildStateException")
            }
            PipelineRefusal::NoPart { what, id } => Self::build_part_not_found(what, id),
        }
    }
}

impl From<wiql::Error> for Fault {
    fn from(error: wiql::Error) -> Self {
        Self::invalid_query(&error)
    }
}

impl From<QueryRefusal> for Fault {
    fn from(refusal: QueryRefusal) -> Self {
        // The words are ours; the service has others for each.
        let bad = |type_key| Self::tracking(StatusCode::BAD_REQUEST, type_key, refusal.to_string());
        match &refusal {
            QueryRefusal::NotFound(query) => Self::query_not_found(query),
            QueryRefusal::Exists(name) => {
                let message = format!(
                    "TF237018: You cannot create a query or folder named {name} because one with this name \
                     already exists in this folder."
                );
                Self::tracking(StatusCode::CONFLICT, "QueryItemNameAlreadyExistsException", message)
            }
            QueryRefusal::Name(_) => bad("InvalidQueryItemNameException"),
            QueryRefusal::NoFolder(_) => bad("QueryItemNotFolderException"),
            QueryRefusal::Fixed(_) => bad("QueryItemFixedException"),
        }
    }
}

impl From<GroupRefusal> for Fault {
    fn from(refusal: GroupRefusal) -> Self {
        // The words are ours.
        let (status, type_key) = match refusal {
            GroupRefusal::Exists(_) => (StatusCode::CONFLICT, "GroupAlreadyExistsException"),
            GroupRefusal::Name(_) => (StatusCode::BAD_REQUEST, "InvalidGroupNameException"),
            GroupRefusal::BuiltIn(_) => (StatusCode::BAD_REQUEST, "GroupBuiltInException"),
            GroupRefusal::Circle => (StatusCode::BAD_REQUEST, "CircularGroupMembershipException"),
        };
        Self::exception(status, GRAPH, type_key, refusal.to_string())
    }
}

impl From<git2::Error> for Fault {
    fn from(error: git2::Error) -> Self {
        Self::internal(error)
    }
}
