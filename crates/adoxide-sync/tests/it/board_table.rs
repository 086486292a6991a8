//! What the tables of boards that are read as a whole must hold: teams, boards, types, fields, queries.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use adoxide::api::wire::JsonPatch;
use adoxide::api::wit::{self, CreateWorkItem};
use adoxide::{Client, ErrorKind, Method};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::Organization;
use adoxide_emulator::world::board::{Board, ColumnType, LevelKind};
use adoxide_emulator::world::id::{IdentityId, ProjectId, TeamId};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::project::Project;
use adoxide_emulator::world::query::QueryItem;
use adoxide_emulator::world::team::{Team, TeamMember};
use adoxide_emulator::world::team_settings::DateRange;
use adoxide_emulator::world::work_item_type::WorkItemType;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::emulator::ORGANIZATION;
use crate::sqlite::File;

pub type Rows = BTreeMap<&'static str, BTreeSet<String>>;

/// The tables, and their rows that are not deleted as one value of JSON each.
pub const SELECTS: [(&str, &str); 14] = [
    ("team_members", "SELECT json_array(project_name, team_id, identity_id, isTeamAdmin) FROM team_members"),
    (
        "team_iterations",
        "SELECT json_array(project_name, team_id, id, name, path, unixepoch(attributes ->> 'startDate'), \
         unixepoch(attributes ->> 'finishDate'), attributes ->> 'timeFrame') FROM team_iterations",
    ),
    (
        "iteration_capacities",
        "SELECT json_array(project_name, team_id, iteration_id, team_member_id, json(activities), \
         json((SELECT json_group_array(json_array(unixepoch(value ->> 'start'), unixepoch(value ->> 'end'))) \
         FROM json_each(daysOff)))) FROM iteration_capacities",
    ),
    (
        "team_days_off",
        "SELECT json_array(project_name, team_id, iteration_id, \
         json((SELECT json_group_array(json_array(unixepoch(value ->> 'start'), unixepoch(value ->> 'end'))) \
         FROM json_each(daysOff)))) FROM team_days_off",
    ),
    (
        "boards",
        "SELECT json_array(project_name, team_id, id, name, revision, json(columns), json(rows), \
         fields ->> '$.columnField.referenceName') FROM boards",
    ),
    (
        "board_columns",
        "SELECT json_array(project_name, team_id, board_id, id, name, itemLimit, json(stateMappings), isSplit, \
         description, columnType, \"order\") FROM board_columns",
    ),
    (
        "board_rows",
        "SELECT json_array(project_name, team_id, board_id, id, name, color, \"order\") FROM board_rows",
    ),
    (
        "work_item_type_states",
        "SELECT json_array(project_name, workItemType, name, color, category, \"order\") \
         FROM work_item_type_states",
    ),
    (
        "work_item_type_fields",
        "SELECT json_array(project_name, workItemType, referenceName, alwaysRequired) FROM work_item_type_fields",
    ),
    ("work_item_tags", "SELECT json_array(project_name, id, name) FROM work_item_tags"),
    (
        "work_item_type_categories",
        "SELECT json_array(project_name, referenceName, defaultWorkItemType ->> 'name', \
         json((SELECT json_group_array(value ->> 'name') FROM json_each(workItemTypes)))) \
         FROM work_item_type_categories",
    ),
    (
        "work_item_types",
        "SELECT json_array(project_name, referenceName, name, description, color, isDisabled, json(states), \
         json((SELECT json_group_object(key, json((SELECT json_group_array(value ->> 'to') \
         FROM json_each(state.value)))) FROM json_each(transitions) AS state)), json((SELECT json_group_array(value ->> 'referenceName') FROM json_each(fields)))) \
         FROM work_item_types",
    ),
    (
        "fields",
        "SELECT json_array(referenceName, name, description, type, readOnly, isIdentity, isPicklist, \
         picklistId, isLocked, isDeleted) FROM fields",
    ),
    (
        "queries",
        "SELECT json_array(project_name, id, name, path, isFolder, wiql, parent_id, isPublic, \
         unixepoch(lastModifiedDate)) FROM queries",
    ),
];

/// The same value in the same words: keys in order, and nothing that is null, false or empty.
fn canonical(value: &Value) -> Value {
    let is_nothing = |value: &Value| {
        matches!(value, Value::Null | Value::Bool(false))
            || value.as_i64() == Some(0)
            || value.as_str() == Some("")
    };
    match value {
        nothing if is_nothing(nothing) => Value::Null,
        Value::Object(object) => {
            let mut fields: Vec<_> = object.iter().filter(|(_, value)| !is_nothing(value)).collect();
            fields.sort_by_key(|(name, _)| *name);
            fields
                .into_iter()
                .map(|(name, value)| (name.clone(), canonical(value)))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(items) => items.iter().map(canonical).collect(),
        Value::Bool(true) => 1.into(),
        Value::Number(number) if number.as_f64().is_some_and(|it| it.fract() == 0.0) => {
            (number.as_f64().unwrap_or_default() as i64).into()
        }
        other => other.clone(),
    }
}

pub fn stored(file: &File) -> Rows {
    let reader = file.read();
    let mut stored = Rows::new();
    for (table, select) in SELECTS {
        let mut select = reader.prepare(&format!("{select} WHERE _deletedAt IS NULL")).unwrap();
        let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let rows = rows.map(|row| canonical(&serde_json::from_str(&row.unwrap()).unwrap()).to_string());
        stored.insert(table, rows.collect());
    }
    stored
}

/// What the emulator's world holds, without a request.
pub fn world(emulator: &Emulator) -> Rows {
    let mut rows: Rows = SELECTS.iter().map(|(table, _)| (*table, BTreeSet::new())).collect();
    let mut put = |table, row: Value| rows.get_mut(table).unwrap().insert(canonical(&row).to_string());
    let now = emulator.clock().now();
    emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        for project in organization.projects().filter(|project| project.state.name() == "wellFormed") {
            for team in project.teams.values() {
                team_rows(organization, project, team, now, &mut put);
            }
            type_rows(organization, project, &mut put);
            for tag in organization.tags(project.id) {
                put("work_item_tags", json!([project.name, tag.id.to_string(), tag.name]));
            }
            let person = organization.owner();
            let mut open = vec![None, Some(person)];
            let mut open: Vec<QueryItem> =
                open.drain(..).map(|owner| organization.query_root(project.id, owner)).collect();
            while let Some(item) = open.pop() {
                put("queries", query(organization, project.id, &project.name, &item));
                let children = organization.query_children(&item);
                open.extend(children.filter(|child| !child.is_deleted).cloned());
            }
        }
        for field in organization.fields().all() {
            let picklist = field.picklist.map(|id| id.to_string());
            put(
                "fields",
                json!([
                    &*field.reference_name,
                    &*field.name,
                    field.description,
                    field.kind.name(),
                    field.is_read_only,
                    field.is_identity,
                    field.picklist.is_some(),
                    picklist,
                    field.is_locked,
                    field.is_deleted
                ]),
            );
        }
    });
    rows
}

fn seconds(ranges: &[DateRange]) -> Value {
    ranges.iter().map(|range| json!([range.start.as_second(), range.end.as_second()])).collect()
}

fn team_rows(
    organization: &Organization,
    project: &Project,
    team: &Team,
    now: Timestamp,
    put: &mut impl FnMut(&'static str, Value) -> bool,
) {
    let (name, id, settings, trees) =
        (&project.name, team.id.to_string(), &team.settings, &project.classification);
    for member in &team.members {
        put("team_members", json!([name, id, member.identity.to_string(), member.is_team_admin]));
    }
    for (node, frame) in settings.time_frames(trees, now) {
        let node = trees.node(node).unwrap();
        let (iteration, path) = (node.identifier.to_string(), trees.path(node.id));
        let day = |day: Option<Timestamp>| day.map(Timestamp::as_second);
        put(
            "team_iterations",
            json!([
                name,
                id,
                iteration,
                node.name,
                path,
                day(node.start_date),
                day(node.finish_date),
                frame.name()
            ]),
        );
        let away = settings.days_off.get(&node.id).map(|ranges| seconds(ranges));
        put("team_days_off", json!([name, id, iteration, away.unwrap_or_else(|| json!([]))]));
        for (member, capacity) in settings.capacities.get(&node.id).into_iter().flatten() {
            let activities = capacity.activities.iter();
            let activities: Value =
                activities.map(|(name, hours)| json!({"name": name, "capacityPerDay": hours})).collect();
            put(
                "iteration_capacities",
                json!([name, id, iteration, member.to_string(), activities, seconds(&capacity.days_off)]),
            );
        }
    }
    for level in organization.backlog_levels(project, team) {
        if level.kind == LevelKind::Task || level.is_hidden {
            continue;
        }
        let board = organization.board(team, &level);
        let field = format!("WEF_{}_Kanban.Column", board.id.simple().to_string().to_uppercase());
        put(
            "boards",
            json!([
                name,
                id,
                board.id.to_string(),
                level.name,
                board.revision,
                columns(&board),
                board
                    .rows
                    .iter()
                    .map(|row| json!({"id": row.id.to_string(), "name": row.name, "color": row.color}))
                    .collect::<Value>(),
                field
            ]),
        );
        let board_id = board.id.to_string();
        for (order, column) in columns(&board).as_array().unwrap().iter().enumerate() {
            let of = |name: &str| column[name].clone();
            put(
                "board_columns",
                json!([
                    name,
                    id,
                    board_id,
                    of("id"),
                    of("name"),
                    of("itemLimit"),
                    of("stateMappings"),
                    of("isSplit"),
                    of("description"),
                    of("columnType"),
                    order
                ]),
            );
        }
        for (order, row) in board.rows.iter().enumerate() {
            put("board_rows", json!([name, id, board_id, row.id.to_string(), row.name, row.color, order]));
        }
    }
}

fn columns(board: &Board) -> Value {
    let column = |column: &adoxide_emulator::world::board::BoardColumn| {
        let between = column.column_type == ColumnType::InProgress;
        json!({"id": column.id.to_string(), "name": column.name, "itemLimit": column.item_limit,
            "stateMappings": column.state_mappings, "columnType": column.column_type.name(),
            "isSplit": between && column.is_split,
            "description": if between { column.description.as_str() } else { "" }})
    };
    board.columns.iter().map(column).collect()
}

fn type_rows(
    organization: &Organization,
    project: &Project,
    put: &mut impl FnMut(&'static str, Value) -> bool,
) {
    let name = &project.name;
    let types = organization.work_item_types(project);
    let mut categories: BTreeMap<&str, Vec<&WorkItemType>> = BTreeMap::new();
    for kind in types {
        for category in &kind.categories {
            categories.entry(category).or_default().push(kind);
        }
        let states = kind.visible_states();
        let shown: Value = states
            .map(|state| json!({"name": state.name, "color": state.color, "category": state.category.name()}))
            .collect();
        for (order, state) in kind.visible_states().enumerate() {
            let category = state.category.name();
            put("work_item_type_states", json!([name, kind.name, state.name, state.color, category, order]));
        }
        for of_type in &kind.fields {
            if let Some(field) = organization.fields().get(of_type.field) {
                let row = json!([name, kind.name, &*field.reference_name, of_type.is_required]);
                put("work_item_type_fields", row);
            }
        }
        let fields = kind.fields.iter().filter_map(|field| organization.fields().get(field.field));
        let fields: Value = fields.map(|field| Value::from(&*field.reference_name)).collect();
        put(
            "work_item_types",
            json!([
                name,
                kind.reference_name,
                kind.name,
                kind.description,
                kind.color,
                kind.is_disabled,
                shown,
                transitions(kind),
                fields
            ]),
        );
    }
    for (category, mut kinds) in categories {
        kinds.sort_by_key(|kind| kind.categories.first().is_none_or(|first| first != category));
        let names: Vec<_> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        put("work_item_type_categories", json!([name, category, names[0], names]));
    }
}

/// From nothing to the first state, and from each state to those that may follow.
fn transitions(kind: &WorkItemType) -> Value {
    let mut all = Map::new();
    let initial = kind.initial_state().map(|state| state.name.clone());
    all.insert(String::new(), initial.into_iter().collect());
    for from in kind.visible_states() {
        let next = kind.visible_states().filter(|to| to.name == from.name || kind.may_follow(from, to));
        all.insert(from.name.clone(), next.map(|to| to.name.clone()).collect());
    }
    all.into()
}

fn query(organization: &Organization, project: ProjectId, name: &str, item: &QueryItem) -> Value {
    let parent = item.parent.map(|id| id.to_string());
    assert_eq!(item.project, project);
    json!([
        name,
        item.id.to_string(),
        item.name,
        organization.query_path(item),
        item.is_folder(),
        item.wiql,
        parent,
        item.owner.is_none(),
        item.modified.at.as_second()
    ])
}

/// What others may not do now is refused, and that is all.
const REFUSALS: [ErrorKind; 4] =
    [ErrorKind::NotFound, ErrorKind::Invalid, ErrorKind::Conflict, ErrorKind::Precondition];

async fn ask(ado: &Client, method: Method, path: String, body: Value) -> Option<Value> {
    let request = ado.request(method, path.as_str()).query("api-version", "7.1");
    let request = if body.is_null() { request } else { request.json(&body) };
    match request.send::<Value>().await {
        Ok(answer) => Some(answer.body),
        Err(error) => {
            assert!(REFUSALS.contains(&error.kind()), "{path}: {:?} {error}", error.kind());
            None
        }
    }
}

/// A project by a process of the organization's own, whose types can be changed.
pub async fn customized(ado: &Client) -> String {
    let scrum = "6b724908-ef14-45cf-84f8-768b5384da45";
    let process = json!({"name": "Our Scrum", "parentProcessTypeId": scrum});
    let process = ask(ado, Method::POST, "_apis/work/processes".into(), process).await.unwrap();
    let id = process["typeId"].as_str().unwrap().to_owned();
    let body = json!({"name": "Customized", "capabilities": {"processTemplate": {"templateTypeId": id},
        "versioncontrol": {"sourceControlType": "Git"}}});
    ask(ado, Method::POST, "_apis/projects".into(), body).await.unwrap();
    // It takes the service a while.
    tokio::time::sleep(Duration::from_secs(120)).await;
    id
}

/// Where something happens, and to what.
struct Scene<'a> {
    emulator: &'a Emulator,
    ado: &'a Client,
    process: &'a str,
    project: String,
    project_id: ProjectId,
    team: TeamId,
    person: IdentityId,
    text: String,
}

impl Scene<'_> {
    async fn ask(&self, method: Method, path: impl Into<String>, body: Value) -> Option<Value> {
        ask(self.ado, method, path.into(), body).await
    }

    async fn list(&self, path: impl Into<String>) -> Vec<Value> {
        let answer = self.ask(Method::GET, path, Value::Null).await;
        answer.and_then(|answer| answer["value"].as_array().cloned()).unwrap_or_default()
    }

    /// Below the team.
    fn work(&self, path: &str) -> String {
        format!("{}/{}/_apis/work/{path}", self.project, self.team)
    }
}

/// Something that changes teams, boards, types, fields or queries.
pub async fn happen(emulator: &Emulator, ado: &Client, process: &str, random: &mut fastrand::Rng) {
    let (projects, people) = emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        let projects: Vec<_> = organization.projects().cloned().collect();
        (projects, organization.members().collect::<Vec<_>>())
    });
    let project = random.choice(&projects).unwrap();
    let team = random.choice(project.teams.values()).unwrap();
    // Mostly somebody of the team.
    let member = random.choice(&team.members).filter(|_| random.u8(0..4) > 0).map(|member| member.identity);
    let person = member.unwrap_or(people[random.usize(..people.len())]);
    let (project, project_id, team) = (project.name.clone(), project.id, team.id);
    let text = format!("word {}", random.u16(..));
    let scene = Scene { emulator, ado, process, project, project_id, team, person, text };
    match random.u8(0..16) {
        0..=6 => team_works(&scene, random).await,
        7 | 8 => board_changes(&scene, random).await,
        9..=11 => team_changes(&scene, random).await,
        12 | 13 => query_changes(&scene, random).await,
        _ => model_changes(&scene, random).await,
    }
}

fn day(random: &mut fastrand::Rng) -> String {
    format!("2026-0{}-1{}T00:00:00Z", random.u8(2..9), random.u8(0..9))
}

/// How a team works and when.
async fn team_works(scene: &Scene<'_>, random: &mut fastrand::Rng) {
    let Scene { project, person, text, .. } = scene;
    match random.u8(0..7) {
        0 => {
            let behavior = *random.choice(&["off", "asRequirements", "asTasks"]).unwrap();
            scene.ask(Method::PATCH, scene.work("teamsettings"), json!({"bugsBehavior": behavior})).await;
        }
        1 => {
            let shown = random.bool();
            let levels = json!({"backlogVisibilities": {"Microsoft.EpicCategory": shown}});
            scene.ask(Method::PATCH, scene.work("teamsettings"), levels).await;
        }
        2 | 3 => {
            let (start, end) =
                (format!("2026-0{}-01", random.u8(1..4)), format!("2026-0{}-28", random.u8(4..9)));
            let dates = random.bool().then(|| json!({"startDate": start, "finishDate": end}));
            let path = format!("{project}/_apis/wit/classificationnodes/iterations");
            let node = scene.ask(Method::POST, path, json!({"name": text, "attributes": dates})).await;
            if let Some(node) = node.filter(|_| random.bool()) {
                let body = json!({"id": node["identifier"]});
                scene.ask(Method::POST, scene.work("teamsettings/iterations"), body).await;
            }
        }
        4 => {
            let all = scene.list(scene.work("teamsettings/iterations")).await;
            if let Some(iteration) = random.choice(&all) {
                let path =
                    scene.work(&format!("teamsettings/iterations/{}", iteration["id"].as_str().unwrap()));
                scene.ask(Method::DELETE, path, Value::Null).await;
            }
        }
        _ => {
            let mut all = scene.list(scene.work("teamsettings/iterations")).await;
            // What is over is not looked at for long.
            all.retain(|iteration| iteration["attributes"]["timeFrame"] != "past");
            if let Some(iteration) = random.choice(&all) {
                let path =
                    scene.work(&format!("teamsettings/iterations/{}", iteration["id"].as_str().unwrap()));
                let (start, end) = (day(random), day(random));
                let days: Value = if random.bool() {
                    json!([{"start": start, "end": end.max(start.clone())}])
                } else {
                    json!([])
                };
                if random.u8(0..3) == 0 {
                    scene.ask(Method::PATCH, format!("{path}/teamdaysoff"), json!({"daysOff": days})).await;
                } else {
                    let hours = f64::from(random.u8(0..9)) / 2.0;
                    let body = json!({"activities": [{"name": "Testing", "capacityPerDay": hours}], "daysOff": days});
                    scene.ask(Method::PATCH, format!("{path}/capacities/{person}"), body).await;
                }
            }
        }
    }
}

/// Columns and rows, and something in them.
async fn board_changes(scene: &Scene<'_>, random: &mut fastrand::Rng) {
    let Scene { ado, project, text, .. } = scene;
    let boards = scene.list(scene.work("boards")).await;
    let Some(board) = random.choice(&boards).and_then(|board| board["id"].as_str()) else { return };
    let path = scene.work(&format!("boards/{board}/columns"));
    let mut columns = scene.list(path.clone()).await;
    let at = random.usize(1..columns.len());
    match random.u8(0..3) {
        0 => columns[at - 1]["name"] = text.as_str().into(),
        1 if columns.len() > 3 => drop(columns.remove(at)),
        _ => {
            let mut new = columns[at - 1].clone();
            new["id"] = Value::Null;
            new["name"] = text.as_str().into();
            new["columnType"] = "inProgress".into();
            new["isSplit"] = random.bool().into();
            columns.insert(at, new);
        }
    }
    let wish = json!(columns[at - 1]["name"]);
    scene.ask(Method::PUT, path, columns.clone().into()).await;
    // Somebody puts something there.
    let kinds = columns[0]["stateMappings"].as_object().cloned().unwrap_or_default();
    let field = format!("WEF_{}_Kanban.Column", board.replace('-', "").to_uppercase());
    let patch =
        JsonPatch::new().add("/fields/System.Title", "On a board").add(format!("/fields/{field}"), wish);
    for kind in kinds.keys().take(1) {
        let op = wit::create_work_item(
            &project.as_str().into(),
            &kind.as_str().into(),
            &patch,
            CreateWorkItem::default(),
        );
        if let Err(error) = ado.call(op).await {
            assert!(REFUSALS.contains(&error.kind()), "{error}");
        }
    }
    let rows = json!([{"id": "00000000-0000-0000-0000-000000000000", "name": null}, {"name": "Urgent", "color": "ff0000"}]);
    if random.bool() {
        scene.ask(Method::PUT, scene.work(&format!("boards/{board}/rows")), rows).await;
    }
}

/// Teams come and go, and people to them.
async fn team_changes(scene: &Scene<'_>, random: &mut fastrand::Rng) {
    let Scene { emulator, project, project_id, team, person, text, .. } = scene;
    match random.u8(0..3) {
        0 => {
            let name = text.clone();
            let made = scene
                .ask(Method::POST, format!("_apis/projects/{project}/teams"), json!({"name": name}))
                .await;
            assert!(made.is_some());
        }
        1 => drop(
            scene.ask(Method::DELETE, format!("_apis/projects/{project}/teams/{team}"), Value::Null).await,
        ),
        _ => emulator.update(|world, at| {
            let organization = world.organization_mut(ORGANIZATION).unwrap();
            let stamp = Stamp { at, actor: organization.owner() };
            let member = TeamMember { identity: *person, is_team_admin: random.bool() };
            // Somebody may be in it already.
            drop(organization.change(stamp, |tx| tx.add_team_member(*project_id, *team, member)));
        }),
    }
}

/// Queries and folders.
async fn query_changes(scene: &Scene<'_>, random: &mut fastrand::Rng) {
    let Scene { emulator, project, project_id, text, .. } = scene;
    let (root, known) = emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        let root = organization.query_root(*project_id, None);
        let (mut open, mut known) = (vec![root.clone()], Vec::new());
        while let Some(folder) = open.pop() {
            let below = organization.query_children(&folder).filter(|item| !item.is_deleted);
            let below: Vec<_> = below.cloned().collect();
            open.extend(below.clone());
            known.extend(below);
        }
        (root, known)
    });
    let path = |id: &str| format!("{project}/_apis/wit/queries/{id}");
    let folders: Vec<_> = known.iter().filter(|item| item.is_folder()).chain([&root]).collect();
    let folder = &random.choice(folders).unwrap().id.to_string();
    match (random.u8(0..6), random.choice(&known)) {
        (0, Some(item)) => drop(scene.ask(Method::DELETE, path(&item.id.to_string()), Value::Null).await),
        (1, Some(item)) => {
            drop(scene.ask(Method::PATCH, path(&item.id.to_string()), json!({"name": text})).await);
        }
        (2, Some(item)) => {
            drop(scene.ask(Method::POST, path(folder), json!({"id": item.id.to_string()})).await);
        }
        (3, _) => drop(scene.ask(Method::POST, path(folder), json!({"name": text, "isFolder": true})).await),
        _ => {
            let wiql = "SELECT [System.Id] FROM WorkItems WHERE [System.Title] CONTAINS 'a'";
            scene.ask(Method::POST, path(folder), json!({"name": text, "wiql": wiql})).await;
        }
    }
}

/// Fields, types and their states.
async fn model_changes(scene: &Scene<'_>, random: &mut fastrand::Rng) {
    let Scene { ado, process, text, .. } = scene;
    if random.bool() {
        let name = format!("Custom.Word{}", random.u8(0..5));
        if random.bool() {
            scene.ask(Method::DELETE, format!("_apis/wit/fields/{name}"), Value::Null).await;
        } else {
            let body = json!({"name": text, "referenceName": name, "type": "string", "usage": "workItem"});
            scene.ask(Method::POST, "_apis/wit/fields", body).await;
        }
    } else {
        let types = format!("_apis/work/processes/{process}/workItemTypes");
        let made = ask(
            ado,
            Method::POST,
            types.clone(),
            json!({"name": text, "color": "ff00ff", "icon": "icon_gift"}),
        );
        if let Some(kind) = made.await {
            let path = format!("{types}/{}", kind["referenceName"].as_str().unwrap());
            let state = json!({"name": "Waiting", "color": "00ff00", "stateCategory": "InProgress"});
            scene.ask(Method::POST, format!("{path}/states"), state).await;
            if random.bool() {
                scene.ask(Method::PATCH, path, json!({"isDisabled": true})).await;
            }
        }
    }
}
