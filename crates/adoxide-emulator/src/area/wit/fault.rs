//! What goes wrong with work items. As in `error`: recorded, reported, a client's text, or guessed.

use http::StatusCode;
use serde_json::json;

use crate::wire::error::Fault;
use crate::world::work_item::{RuleError, WorkItemId, WorkItemRefusal};

impl Fault {
    /// A work item that does not exist, or is deleted: recorded.
    pub fn work_item_not_found(id: impl std::fmt::Display) -> Self {
        let message =
            format!("TF401232: Work item {id} does not exist, or you do not have permissions to read it.");
        Self::tracking(StatusCode::NOT_FOUND, "WorkItemUnauthorizedAccessException", message)
    }

    /// A revision that does not exist: guessed.
    pub fn revision_not_found(id: WorkItemId, rev: &str) -> Self {
        let message = format!("TF401234: Work item {id} has no revision {rev}.");
        Self::tracking(StatusCode::NOT_FOUND, "WorkItemRevisionNotFoundException", message)
    }

    /// A type that does not exist: reported.
    pub fn work_item_type_not_found(name: &str, project: &str) -> Self {
        let message = format!(
            "VS402323: Work item type {name} does not exist in project {project} or you do not have permission \
             to access it."
        );
        Self::tracking(StatusCode::NOT_FOUND, "WorkItemTypeNotFoundException", message)
    }

    /// A field that does not exist: reported.
    pub fn field_not_found(status: StatusCode, name: &str) -> Self {
        let message = format!("TF51535: Cannot find field {name}.");
        Self::tracking(status, "WorkItemTrackingFieldDefinitionNotFoundException", message)
    }

    /// A category that does not exist: guessed.
    pub fn category_not_found(name: &str, project: &str) -> Self {
        let message =
            format!("VS402324: Work item type category {name} does not exist in project {project}.");
        Self::tracking(StatusCode::NOT_FOUND, "WorkItemTypeCategoryNotFoundException", message)
    }

    /// A path that is in no tree: reported.
    pub fn invalid_tree_name(id: WorkItemId, field: &str) -> Self {
        let message = format!("TF401347: Invalid tree name given for work item {id}, field '{field}'.");
        Self::tracking(StatusCode::BAD_REQUEST, "WorkItemInvalidTreeNameException", message)
    }

    /// Values that the rules do not allow: reported, with these properties.
    pub fn rules(errors: &[RuleError]) -> Self {
        let message = errors.first().map(|error| error.message.clone()).unwrap_or_default();
        let flags = |error: &RuleError| {
            let words = error.flags.split(", ").map(|word| {
                let (first, rest) = word.split_at(1);
                format!("{}{rest}", first.to_lowercase())
            });
            words.collect::<Vec<_>>().join(", ")
        };
        let each: Vec<_> = errors
            .iter()
            .map(|error| {
                json!({
                    "fieldReferenceName": error.field,
                    "fieldStatusFlags": flags(error),
                    "errorMessage": error.message,
                    "fieldStatusCode": 524_289,
                    "ruleValidationErrors": null,
                })
            })
            .collect();
        let properties = json!({
            "ErrorMessage": message,
            "FieldReferenceName": null,
            "FieldStatusFlags": errors.first().map(flags),
            "FieldStatusCode": 0,
            "RuleValidationErrors": each,
        });
        Self::tracking(StatusCode::BAD_REQUEST, "RuleValidationException", message)
            .with_properties(properties)
    }

    /// A value that a field cannot have: guessed.
    pub fn invalid_value(name: &str, kind: &str, value: &str) -> Self {
        let message = format!(
            "VS402325: The value '{value}' of the field '{name}' cannot be converted to the type '{kind}' of \
             the field."
        );
        Self::tracking(StatusCode::BAD_REQUEST, "WorkItemFieldInvalidValueException", message)
    }

    /// A person whom nobody knows: reported.
    pub fn unknown_identity(name: &str, value: &str) -> Self {
        let message = format!("The identity value '{value}' for field '{name}' is an unknown identity.");
        Self::tracking(StatusCode::BAD_REQUEST, "RuleValidationException", message)
    }

    /// A patch that cannot be made: text from a client.
    pub fn patch_failed(message: impl Into<String>) -> Self {
        let namespace = "Microsoft.VisualStudio.Services.WebApi.Patch";
        Self::exception(StatusCode::BAD_REQUEST, namespace, "PatchOperationFailedException", message)
    }

    /// A `test` that failed: text from a client, 412 reported many times.
    pub fn patch_test_failed(path: &str, found: &str, expected: &str) -> Self {
        let message = format!(
            "VS403351: Test Operation for path {path} failed, value {found} was not equal to test value \
             {expected}."
        );
        let namespace = "Microsoft.VisualStudio.Services.WebApi.Patch";
        let type_key = "TestPatchOperationFailedException";
        Self::exception(StatusCode::PRECONDITION_FAILED, namespace, type_key, message)
    }

    /// A field that is set twice in one patch: reported.
    pub fn duplicate_update(id: WorkItemId, field: &str) -> Self {
        let message = format!(
            "VS403691: Update to work item {id} had two or more updates for field with reference name \
             '{field}'. A field cannot be updated more than once in the same update."
        );
        Self::tracking(StatusCode::BAD_REQUEST, "WorkItemDuplicateFieldUpdateException", message)
    }

    /// A relation that is there: recorded.
    pub fn relation_exists() -> Self {
        let namespace = "Microsoft.Azure.Devops.Work.WebApi.Common";
        let type_key = "RelationAlreadyExistsException";
        Self::exception(StatusCode::BAD_REQUEST, namespace, type_key, "Relation already exists.")
    }

    /// A kind of relation that does not exist: guessed.
    pub fn relation_type_not_found(status: StatusCode, name: &str) -> Self {
        let message = format!("TF237099: The work item link type {name} does not exist.");
        Self::tracking(status, "WorkItemLinkTypeNotFoundException", message)
    }

    /// A link that cannot be: reported.
    pub fn link_invalid(message: String) -> Self {
        Self::tracking(StatusCode::BAD_REQUEST, "WorkItemLinkInvalidException", message)
    }

    /// Too many work items at once: reported.
    pub fn too_many_work_items(count: usize) -> Self {
        let message = format!(
            "VS403474: You requested {count} work items which exceeds the limit of 200. Reduce the number of \
             work items and try again."
        );
        Self::tracking(StatusCode::BAD_REQUEST, "WorkItemPageSizeExceededException", message)
    }

    /// Fields and an expansion in one request: reported.
    pub fn fields_with_expand() -> Self {
        let namespace = "Microsoft.TeamFoundation.WorkItemTracking.Web";
        let message = "The expand parameter can not be used with the fields parameter.";
        Self::exception(StatusCode::BAD_REQUEST, namespace, "ConflictingParametersException", message)
    }

    /// A file that does not exist, or of which a part is missing: guessed.
    pub fn attachment_not_found(id: &str) -> Self {
        let message = format!("TF26213: The attachment '{id}' does not exist or could not be read.");
        Self::tracking(StatusCode::NOT_FOUND, "AttachmentNotFoundException", message)
    }

    /// A comment that does not exist: guessed.
    pub fn comment_not_found(id: impl std::fmt::Display) -> Self {
        let message = format!("The comment with id {id} does not exist.");
        Self::tracking(StatusCode::NOT_FOUND, "WorkItemCommentNotFoundException", message)
    }

    /// A tag that does not exist: guessed.
    pub fn tag_not_found(name: &str) -> Self {
        let message = format!("TF401212: The tag '{name}' does not exist.");
        Self::tracking(StatusCode::NOT_FOUND, "TagNotFoundException", message)
    }
}

impl From<WorkItemRefusal> for Fault {
    fn from(refusal: WorkItemRefusal) -> Self {
        match refusal {
            WorkItemRefusal::NoWorkItem(id) => Self::work_item_not_found(id),
            WorkItemRefusal::NoType { name, project } => Self::work_item_type_not_found(&name, &project),
            WorkItemRefusal::TypeDisabled(name) => {
                let message = format!("VS403093: Work items of the disabled type {name} cannot be created.");
                Self::tracking(StatusCode::BAD_REQUEST, "WorkItemTypeDisabledException", message)
            }
            WorkItemRefusal::InvalidTree { id, field } => Self::invalid_tree_name(id, &field),
            WorkItemRefusal::Rules(errors) => Self::rules(&errors),
            WorkItemRefusal::RelationExists => Self::relation_exists(),
            WorkItemRefusal::NoRelation(index) => {
                Self::patch_failed(format!("Index out of range for path /relations/{index}."))
            }
            WorkItemRefusal::SelfLink(id) => {
                Self::link_invalid(format!("TF201034: You cannot add a link from work item {id} to itself."))
            }
            WorkItemRefusal::SecondLink { added, end, one, other } => Self::link_invalid(format!(
                "TF201036: You cannot add a {added} link between work items {one} and {other} because a work \
                 item can have only one {end} link."
            )),
            WorkItemRefusal::Circle { added, one, other } => Self::link_invalid(format!(
                "TF201035: You cannot add a {added} link between work items {one} and {other} because the link \
                 would result in a circular relationship. An indirect relationship already exists between these \
                 work items."
            )),
            WorkItemRefusal::NoAttachment(id) => Self::attachment_not_found(&id),
            WorkItemRefusal::NoComment(id) => Self::comment_not_found(id),
            WorkItemRefusal::NoTag(name) => Self::tag_not_found(&name),
            WorkItemRefusal::TagExists(name) => {
                let message = format!("TF401213: A tag named '{name}' exists.");
                Self::tracking(StatusCode::CONFLICT, "DuplicateTagNameException", message)
            }
        }
    }
}
