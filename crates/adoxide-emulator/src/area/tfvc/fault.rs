//! What goes wrong with Team Foundation Version Control. The type keys are those of the .NET client, the texts are
//! reported or guessed.

use http::StatusCode;

use crate::wire::error::Fault;
use crate::world::tfvc::TfvcRefusal;

const TFVC: &str = "Microsoft.TeamFoundation.VersionControl.Server";

impl Fault {
    fn tfvc(status: StatusCode, type_key: &'static str, message: impl Into<String>) -> Self {
        Self::exception(status, TFVC, type_key, message)
    }

    /// The number and the text are reported.
    pub fn changeset_not_found(id: &str) -> Self {
        let message = format!("TF14019: The changeset {id} does not exist.");
        Self::tfvc(StatusCode::NOT_FOUND, "ChangesetNotFoundException", message)
    }

    pub fn tfvc_item_not_found(path: &str) -> Self {
        Self::from(TfvcRefusal::NoItem(path.to_owned()))
    }

    pub fn label_not_found(id: &str) -> Self {
        let message = format!("The label {id} does not exist.");
        Self::tfvc(StatusCode::NOT_FOUND, "LabelNotFoundException", message)
    }

    pub fn shelveset_not_found(id: &str) -> Self {
        let message = format!("The shelveset {id} could not be found for check-in.");
        Self::tfvc(StatusCode::NOT_FOUND, "ShelvesetNotFoundException", message)
    }

    /// A version that no version can be.
    pub fn invalid_tfvc_version(given: &str) -> Self {
        let message = format!("The version specification '{given}' is not valid.");
        Self::tfvc(StatusCode::BAD_REQUEST, "InvalidVersionSpecException", message)
    }
}

impl From<TfvcRefusal> for Fault {
    fn from(refusal: TfvcRefusal) -> Self {
        let (status, type_key) = match &refusal {
            TfvcRefusal::Path(_) => (StatusCode::BAD_REQUEST, "InvalidPathException"),
            TfvcRefusal::NoItem(_) => (StatusCode::NOT_FOUND, "ItemNotFoundException"),
            TfvcRefusal::Exists(_) => (StatusCode::CONFLICT, "ItemExistsException"),
            TfvcRefusal::Outdated { .. } => (StatusCode::CONFLICT, "ChangesetConflictException"),
            TfvcRefusal::Kind { .. } | TfvcRefusal::Folder(_) => {
                (StatusCode::BAD_REQUEST, "InvalidChangeTypeException")
            }
            TfvcRefusal::Empty => return Self::argument_null("changes"),
            TfvcRefusal::WorkItem(refusal) => return refusal.clone().into(),
        };
        Self::tfvc(status, type_key, refusal.to_string())
    }
}
