//! The fields that conditions of subscriptions compare, and the values that they can have.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::event_type;
use crate::handler::View;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;

/// Where the values of a field come from.
enum Source {
    /// Nothing lists them.
    Free,
    These(&'static [&'static str]),
    Projects,
    Definitions,
    People,
}

struct Field {
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    operators: &'static [&'static str],
    path: &'static str,
    /// Only where the subscription is one of the whole organization, or only where it is one of a project.
    scopes: &'static [&'static str],
    source: Source,
}

const EVERYWHERE: &[&str] = &["project", "collection"];
const IS: &[&str] = &["=", "<>"];
const IS_OR_HAS: &[&str] = &["=", "<>", "Contains", "Does not contain"];
const HAS: &[&str] = &["Contains", "Does not contain"];
const PHASES: Source = Source::These(&["Unknown", "Failed", "Succeeded"]);

/// The fields of a completed build: as in Microsoft's example of the event type. Those of other types are not
/// documented.
const BUILD_COMPLETED: [Field; 9] = [
    Field {
        id: "ms.vss-build.build-controller-event-field",
        name: "Build controller",
        kind: "ms.vss-build.build-controller-field-type",
        operators: IS,
        path: "tb1:Controller/@Name",
        scopes: EVERYWHERE,
        source: Source::Free,
    },
    Field {
        id: "ms.vss-build.build-reason-event-field",
        name: "Build reason",
        kind: "ms.vss-build.build-reason-field-type",
        operators: IS_OR_HAS,
        path: "tb1:Build/@Reason",
        scopes: EVERYWHERE,
        source: Source::These(&[
            "Manual",
            "IndividualCI",
            "BatchedCI",
            "Schedule",
            "ScheduleForced",
            "UserCreated",
            "ValidateShelveset",
            "CheckInShelveset",
            "Triggered",
            "PullRequest",
        ]),
    },
    Field {
        id: "ms.vss-build.compilation-status-event-field",
        name: "Compilation status",
        kind: "ms.vss-build.phase-status-field-type",
        operators: IS_OR_HAS,
        path: "tb1:Build/@CompilationStatus",
        scopes: EVERYWHERE,
        source: PHASES,
    },
    Field {
        id: "ms.vss-build.definition-name-event-field",
        name: "Definition name",
        kind: "ms.vss-build.definition-name-field-type",
        operators: &["=", "<>", "Contains"],
        path: "tb1:Definition/@FullPath",
        scopes: &["project"],
        source: Source::Definitions,
    },
    Field {
        id: "ms.vss-build.requested-by-event-field",
        name: "Requested by",
        kind: "ms.vss-notifications.identity-array-field-type",
        operators: HAS,
        path: "RequestedBy",
        scopes: EVERYWHERE,
        source: Source::People,
    },
    Field {
        id: "ms.vss-build.requested-for-event-field",
        name: "Requested for",
        kind: "ms.vss-notifications.identity-array-field-type",
        operators: HAS,
        path: "RequestedFor",
        scopes: EVERYWHERE,
        source: Source::People,
    },
    Field {
        id: "ms.vss-build.status-event-field",
        name: "Status",
        kind: "ms.vss-build.status-field-type",
        operators: IS,
        path: "tb1:Build/@Status",
        scopes: EVERYWHERE,
        source: Source::These(&["Succeeded", "PartiallySucceeded", "Failed", "Stopped"]),
    },
    Field {
        id: "ms.vss-build.team-project-event-field",
        name: "Team project",
        kind: "ms.vss-tfs.project-field-type",
        operators: IS,
        path: "tb1:Build/@TeamProject",
        scopes: &["collection"],
        source: Source::Projects,
    },
    Field {
        id: "ms.vss-build.test-status-event-field",
        name: "Test status",
        kind: "ms.vss-build.phase-status-field-type",
        operators: IS_OR_HAS,
        path: "tb1:Build/@TestStatus",
        scopes: EVERYWHERE,
        source: PHASES,
    },
];

fn fields_of(event: &str) -> &'static [Field] {
    if event == "ms.vss-build.build-completed-event" { &BUILD_COMPLETED } else { &[] }
}

/// A field, with its values where they are asked for.
fn to_json(field: &Field, values: Option<Vec<(String, String)>>) -> Value {
    let mut kind = json!({"id": field.kind, "operators": field.operators, "operatorConstraints": []});
    if let (Some(values), Some(members)) = (values, kind.as_object_mut()) {
        let source = values.into_iter().map(|(value, shown)| json!({"value": value, "displayValue": shown}));
        members.insert("value".to_owned(), json!({"dataSource": source.collect::<Vec<_>>()}));
    }
    json!({"id": field.id, "name": field.name, "fieldType": kind, "path": field.path,
           "supportedScopes": field.scopes})
}

/// The fields of an event type, by id.
pub(super) fn fields_json(event: &str) -> Value {
    let fields = fields_of(event).iter().map(|field| (field.id.to_owned(), to_json(field, None)));
    Value::Object(fields.collect::<Map<_, _>>())
}

/// What a field can be: the value, and what is shown for it.
fn values(view: &View<'_>, field: &Field, project: Option<&str>) -> Vec<(String, String)> {
    let organization = view.organization;
    let projects = organization.projects().filter(|known| known.is_ready() && view.sees(known.id, None));
    let same = |name: &str| (name.to_owned(), name.to_owned());
    match field.source {
        Source::Free => Vec::new(),
        Source::These(names) => names.iter().map(|name| same(name)).collect(),
        Source::Projects => projects.map(|known| same(&known.name)).collect(),
        Source::Definitions => {
            let wanted = project.and_then(|name| organization.project(name)).map(|known| known.id);
            let own: Vec<_> =
                projects.filter(|known| wanted.is_none_or(|wanted| known.id == wanted)).collect();
            let all = organization.builds().definitions().filter_map(|definition| {
                let project = own.iter().find(|known| known.id == definition.project)?;
                let (path, name) = (definition.content.path.trim_end_matches('\\'), &definition.content.name);
                Some((format!("\\{}{path}\\{name}", project.name), name.clone()))
            });
            all.collect()
        }
        Source::People => {
            let people = organization.members().filter_map(|id| view.directory.identity(id));
            people.map(|known| (known.id.to_string(), known.display_name.clone())).collect()
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldValuesQuery {
    input_values: Vec<FieldInputValues>,
    scope: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FieldInputValues {
    input_id: String,
}

/// The fields that a query names, with what they can be. The scope is a project, or the organization.
pub(super) fn query_event_types(view: &View<'_>, body: FieldValuesQuery) -> Result<Reply, Fault> {
    let event = event_type(view)?;
    let project = body.scope.as_deref().filter(|scope| !scope.is_empty());
    let fields = body.input_values.iter().map(|wanted| {
        let found = fields_of(event).iter().find(|field| field.id.eq_ignore_ascii_case(&wanted.input_id));
        let found = found.ok_or_else(|| Fault::invalid_parameter("inputValues.inputId", &wanted.input_id))?;
        Ok(to_json(found, Some(values(view, found, project))))
    });
    Ok(Reply::list(fields.collect::<Result<Vec<_>, Fault>>()?))
}
