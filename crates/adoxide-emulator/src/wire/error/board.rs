//! Boards: areas and iterations, queries, teams at work.

use http::StatusCode;

use super::{Fault, FaultBody};
use crate::wiql;

const WORK: &str = "Microsoft.TeamFoundation.Work.WebApi";
const TRACKING: &str = "Microsoft.TeamFoundation.WorkItemTracking.Server";

impl Fault {
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
}
