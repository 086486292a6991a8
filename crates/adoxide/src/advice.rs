//! What to do about what the service says, where it says what is wrong and not what to do.

use adoxide_api::wire::ApiError;

/// By the code at the head of its sentence.
const CODES: [(&str, &str); 15] = [
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
    ("VS402337", "ask for fewer, or in parts: … AND [System.Id] > N ORDER BY [System.Id]"),
    ("VS402612", "ask in a project, and for a team where it is about iterations or areas"),
    ("VS403474", "ask for 200 at a time"),
    ("VS403691", "set the field once"),
];

/// By the kind of exception.
const TYPE_KEYS: [(&str, &str); 8] = [
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

/// What to do about what the service says, if that is known.
pub(crate) fn known(said: &ApiError) -> Option<&'static str> {
    let find = |table: &[(&str, &'static str)], wanted: Option<&str>| {
        table.iter().find(|(known, _)| Some(*known) == wanted).map(|(_, advice)| *advice)
    };
    find(&CODES, said.code()).or_else(|| find(&TYPE_KEYS, said.type_key.as_deref()))
}
