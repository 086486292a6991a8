//! What a refusal of the service means, and what to do about it: by its type key and code first, for one status has
//! many meanings.

use adoxide_api::wire::ApiError;
use http::StatusCode;

use crate::error::{Error, ErrorKind};

/// The code of a request that was blocked because the budget of its identity is used up.
pub(crate) const BLOCKED: &str = "TF400733";

/// The type keys of names that are taken and do not end as most of them do.
const TAKEN: [&str; 6] = [
    "ClassificationNodeDuplicateNameException",
    "DuplicateDashboardNameException",
    "DuplicateServiceConnectionException",
    "DuplicateTagNameException",
    "ProcessNameConflictException",
    "ProcessPartNameConflictException",
];

/// The codes of changes that a branch policy does not allow.
const POLICIES: [&str; 1] = ["TF402455"];

/// The type keys of what this service, or this version of it, does not have.
const MISSING: [&str; 5] = [
    "NotEmulatedException",
    "VssInvalidApiResourceVersionException",
    "VssInvalidPreviewVersionException",
    "VssVersionNotSpecifiedException",
    "VssVersionOutOfRangeException",
];

/// By the code at the head of its sentence.
const CODES: [(&str, &str); 16] = [
    ("TF51005", "name a field by its reference name, such as [System.Title]"),
    ("TF51006", "write SELECT [System.Id] FROM WorkItems; how many are wanted is said by the limit"),
    ("TF51011", AREA),
    ("TF51535", FIELD),
    ("TF201034", "link it to another work item"),
    ("TF201035", "take a link of the circle away first, or link the other way round"),
    ("TF201036", "take the link that is there away first"),
    ("TF26213", "upload the file again, whole, before it is linked"),
    ("TF237018", "choose another name"),
    ("TF237099", "name the kind by its reference name, such as System.LinkTypes.Related"),
    ("TF401347", AREA),
    ("TF402455", "push to another branch and create a pull request from it"),
    ("VS402337", "ask for fewer, or in parts: … AND [System.Id] > N ORDER BY [System.Id]"),
    ("VS402612", "ask in a project, and for a team where it is about iterations or areas"),
    ("VS403474", "ask for 200 at a time"),
    ("VS403691", "set the field once"),
];

/// By the kind of exception.
const TYPE_KEYS: [(&str, &str); 12] = [
    ("GitPullRequestExistsException", "update the active one, or complete or abandon it first"),
    (
        "GitPullRequestStatusRejectedByPolicyException",
        "satisfy the branch policies, or bypass them if you may",
    ),
    ("GitReferenceStaleException", "read the branch again and repeat"),
    ("NotEmulatedException", "the emulator does not have this operation: use the service for it"),
    ("WorkItemTrackingFieldDefinitionNotFoundException", FIELD),
    ("WorkItemFieldInvalidValueException", "give a value of the field's type"),
    ("RuleValidationException", "give what the rules of the type allow, or bypass them if you may"),
    ("WorkItemTypeNotFoundException", "name a type that the project has"),
    ("WorkItemTrackingQueryException", QUERY),
    ("PatchOperationFailedException", "a path is /fields/System.Title, /relations/-, /relations/0 or /rev"),
    ("RelationAlreadyExistsException", "there is nothing to do, or take the link that is there away first"),
    ("AttachmentInvalidRangeException", "go on from there, or upload the file anew"),
];

const AREA: &str = "give the whole path of an area or iteration that is there: Project\\Name";
const FIELD: &str = "name the field by its reference name, such as System.Title";
const QUERY: &str = "a query is SELECT [field], … FROM WorkItems WHERE [field] = 'text' AND …";

/// The kind of a refusal.
pub(crate) fn kind(status: StatusCode, said: &ApiError) -> ErrorKind {
    let key = said.type_key.as_deref().unwrap_or_default();
    let code = said.code().unwrap_or_default();
    if code == BLOCKED {
        ErrorKind::Throttled
    } else if key.ends_with("ExistsException") || TAKEN.contains(&key) {
        ErrorKind::AlreadyExists
    } else if key.contains("RejectedByPolicy") || POLICIES.contains(&code) {
        ErrorKind::Policy
    } else if MISSING.contains(&key) {
        ErrorKind::NotSupported
    } else {
        of_status(status)
    }
}

fn of_status(status: StatusCode) -> ErrorKind {
    match status.as_u16() {
        ..=303 | 305..=399 | 401 => ErrorKind::Auth,
        403 => ErrorKind::Permission,
        404 | 410 => ErrorKind::NotFound,
        405 | 501 | 505 => ErrorKind::NotSupported,
        408 | 500.. => ErrorKind::Unavailable,
        409 => ErrorKind::Conflict,
        304 | 412 => ErrorKind::Precondition,
        429 => ErrorKind::Throttled,
        _ => ErrorKind::Invalid,
    }
}

/// What to do about what the service says, if that is known.
pub(crate) fn advice(said: &ApiError) -> Option<&'static str> {
    let find = |table: &[(&str, &'static str)], wanted: Option<&str>| {
        table.iter().find(|(known, _)| Some(*known) == wanted).map(|(_, advice)| *advice)
    };
    find(&CODES, said.code()).or_else(|| find(&TYPE_KEYS, said.type_key.as_deref()))
}

/// What to do about a refusal of this kind, if nothing more is known.
pub(crate) fn advice_of(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::AlreadyExists => "use the one that exists, or choose another name",
        ErrorKind::Conflict | ErrorKind::Precondition => "read it again and repeat",
        ErrorKind::NotSupported => "this service, or this version of it, does not have it",
        ErrorKind::Policy => "satisfy the branch policies, or bypass them if you may",
        ErrorKind::Throttled => "wait, send less, or spread the load over several identities",
        ErrorKind::Unavailable => "try again later",
        _ => "",
    }
}

/// What a refusal says where the service says nothing.
pub(crate) fn sentence_of(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::AlreadyExists => "it exists already",
        ErrorKind::Conflict | ErrorKind::Precondition => "it changed meanwhile",
        ErrorKind::NotFound => "not found",
        ErrorKind::NotSupported => "not supported",
        ErrorKind::Permission => "access denied",
        ErrorKind::Policy => "a branch policy does not allow it",
        ErrorKind::Throttled => "the budget of this identity is used up",
        ErrorKind::Unavailable => "the service failed",
        _ => "the request was refused",
    }
}

/// The error of a request within another that was refused.
pub(crate) fn error(status: StatusCode, said: ApiError) -> Error {
    let kind = kind(status, &said);
    let text = said.message.as_deref().unwrap_or(sentence_of(kind)).trim().trim_end_matches('.');
    let advice = advice(&said).unwrap_or(advice_of(kind));
    Error::new(kind, format!("{text} ({})", status.as_u16())).advise(advice).answered(status, said, None)
}
