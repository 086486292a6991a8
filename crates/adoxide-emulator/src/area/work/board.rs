//! Boards: their columns, rows, cards and charts.

use std::collections::{BTreeMap, BTreeSet};

use adoxide_api::work::meta;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::backlog::level;
use super::scope::{Scope, edit_settings};
use crate::base::choice;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::board::{
    BacklogLevel, Board, BoardColumn, BoardRow, ColumnType, LevelKind, allowed_mappings,
};

handlers! {
    meta::GET_BOARDS => read(get_boards),
    meta::GET_BOARD => read(get_board),
    meta::SET_BOARD_OPTIONS => read(set_board_options),
    meta::GET_BOARD_COLUMNS => read(get_board_columns),
    meta::UPDATE_BOARD_COLUMNS => change(update_board_columns),
    meta::GET_BOARD_ROWS => read(get_board_rows),
    meta::UPDATE_BOARD_ROWS => change(update_board_rows),
    meta::GET_BOARD_USER_SETTINGS => read(get_board_user_settings),
    meta::UPDATE_BOARD_USER_SETTINGS => change(update_board_user_settings),
    meta::GET_BOARD_CARD_SETTINGS => read(get_board_card_settings),
    meta::UPDATE_BOARD_CARD_SETTINGS => change(update_board_card_settings),
    meta::GET_BOARD_CARD_RULE_SETTINGS => read(get_board_card_rule_settings),
    meta::UPDATE_BOARD_CARD_RULE_SETTINGS => change(update_board_card_rule_settings),
    meta::GET_BOARD_CHARTS => read(get_board_charts),
    meta::GET_BOARD_CHART => read(get_board_chart),
    meta::GET_COLUMN_SUGGESTED_VALUES => read(get_column_suggested_values),
    meta::GET_ROW_SUGGESTED_VALUES => read(get_row_suggested_values),
    meta::UPDATE_BOARD_CHART => change(update_board_chart),
}

/// The board of the path: by its id, its name, or the category of its level.
pub(super) fn found<'w>(
    organization: &'w Organization,
    scope: &Scope<'w>,
    wanted: &str,
) -> Result<(BacklogLevel<'w>, Board), Fault> {
    if let Ok(id) = wanted.parse::<Uuid>() {
        let levels = organization.backlog_levels(scope.project, scope.team).into_iter();
        let boards = levels.map(|level| {
            let board = organization.board(scope.team, &level);
            (level, board)
        });
        let found = boards.into_iter().find(|(level, board)| board.id == id && level.kind != LevelKind::Task);
        return found.ok_or_else(|| Fault::board_not_found(wanted));
    }
    let level = level(organization, scope, wanted).ok().filter(|level| level.kind != LevelKind::Task);
    let level = level.ok_or_else(|| Fault::board_not_found(wanted))?;
    let board = organization.board(scope.team, &level);
    Ok((level, board))
}

fn board_url(urls: &Urls<'_>, scope: &Scope<'_>, board: &Board, below: &str) -> String {
    scope.url(urls, &format!("boards/{}{below}", board.id))
}

pub(super) fn get_boards(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let urls = view.urls();
    let levels = organization.backlog_levels(scope.project, scope.team).into_iter();
    let boards = levels.filter(|level| level.kind != LevelKind::Task && !level.is_hidden).map(|level| {
        let board = organization.board(scope.team, &level);
        Object::new()
            .set("id", board.id.to_string())
            .set("url", board_url(&urls, &scope, &board, ""))
            .set("name", level.name)
    });
    Ok(Reply::list(boards))
}

pub(super) fn get_board(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (level, board) = found(organization, &scope, view.required("id")?)?;
    Ok(Reply::json(board_json(&view.urls(), &scope, &level, &board)))
}

fn board_json(urls: &Urls<'_>, scope: &Scope<'_>, level: &BacklogLevel<'_>, board: &Board) -> Object {
    let own = board_url(urls, scope, board, "");
    let links = scope
        .links(urls, &own)
        .set("charts", link(board_url(urls, scope, board, "/charts")))
        .set("columns", link(board_url(urls, scope, board, "/columns")))
        .set("rows", link(board_url(urls, scope, board, "/rows")));
    let allowed: Map<_, _> = allowed_mappings(level)
        .into_iter()
        .map(|(column, types)| {
            let name = match column {
                ColumnType::Incoming => "Incoming",
                ColumnType::InProgress => "InProgress",
                ColumnType::Outgoing => "Outgoing",
            };
            let types: Map<_, _> = types.into_iter().map(|(kind, states)| (kind, states.into())).collect();
            (name.to_owned(), Value::Object(types))
        })
        .collect();
    // The fields of a board are named after it.
    let prefix = format!("WEF_{}_Kanban", board.id.simple().to_string().to_uppercase());
    let field = |name: &str| {
        let name = format!("{prefix}.{name}");
        Object::new()
            .set("referenceName", name.as_str())
            .set("url", urls.at(format_args!("_apis/wit/fields/{name}")))
    };
    let fields = Object::new()
        .set("columnField", field("Column"))
        .set("rowField", field("Lane"))
        .set("doneField", field("Column.Done"));
    Object::new()
        .set("id", board.id.to_string())
        .set("url", own)
        .set("name", level.name)
        .set("revision", board.revision)
        .set("columns", columns_json(board))
        .set("rows", rows_json(board))
        .set("isValid", true)
        .set("allowedMappings", Value::Object(allowed))
        .set("canEdit", true)
        .set("fields", fields)
        .set("_links", links)
}

fn columns_json(board: &Board) -> Vec<Object> {
    let column = |column: &BoardColumn| {
        let mappings =
            column.state_mappings.iter().map(|(kind, state)| (kind.clone(), state.as_str().into()));
        Object::new()
            .set("id", column.id.to_string())
            .set("name", column.name.as_str())
            .set("itemLimit", column.item_limit)
            .set("stateMappings", Value::Object(mappings.collect()))
            .set_if(column.column_type == ColumnType::InProgress, "isSplit", || column.is_split)
            .set_if(column.column_type == ColumnType::InProgress, "description", || {
                column.description.as_str()
            })
            .set("columnType", column.column_type.name())
    };
    board.columns.iter().map(column).collect()
}

fn rows_json(board: &Board) -> Vec<Object> {
    let row = |row: &BoardRow| {
        Object::new()
            .set("id", row.id.to_string())
            .set("name", row.name.clone())
            .set_some("color", row.color.clone())
    };
    board.rows.iter().map(row).collect()
}

pub(super) fn get_board_columns(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    Ok(Reply::list(columns_json(&found(organization, &scope, view.required("board")?)?.1)))
}

pub(super) fn get_board_rows(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    Ok(Reply::list(rows_json(&found(organization, &scope, view.required("board")?)?.1)))
}

/// Changes the board of the path, with at most so many new columns or rows; answers with it as it is then.
fn change_board(
    change: &mut Change<'_>,
    new: usize,
    make: impl FnOnce(&BacklogLevel<'_>, &mut Board, &mut dyn FnMut() -> Uuid) -> Result<(), Fault>,
) -> Result<Board, Fault> {
    let mut ids = change.new_ids(new).into_iter();
    let mut new = || ids.next().unwrap_or_default();
    let board = {
        let organization = change.view().organization;
        let scope = Scope::of(&change.view())?;
        let (level, mut board) = found(organization, &scope, change.required("board")?)?;
        make(&level, &mut board, &mut new)?;
        board.revision += 1;
        (level.category, board)
    };
    edit_settings(change, |_, settings, _| {
        settings.boards.insert(board.0.to_owned(), board.1.clone());
        Ok(())
    })?;
    Ok(board.1)
}

pub(super) fn update_board_columns(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let wanted = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of columns"))?;
    let board = change_board(change, wanted.len(), |level, board, new| {
        let last = wanted.len().saturating_sub(1);
        let columns = wanted.iter().enumerate().map(|(index, body)| {
            let place = match index {
                0 => ColumnType::Incoming,
                _ if index == last => ColumnType::Outgoing,
                _ => ColumnType::InProgress,
            };
            read_column(level, board, body, place, new)
        });
        let columns = columns.collect::<Result<Vec<_>, Fault>>()?;
        let names: BTreeSet<_> = columns.iter().map(|column| column.name.to_lowercase()).collect();
        if columns.len() < 2 || names.len() < columns.len() {
            return Err(Fault::board_invalid(
                "it needs a first and a last column, each with a name of its own",
            ));
        }
        board.columns = columns;
        Ok(())
    })?;
    Ok(Reply::list(columns_json(&board)))
}

/// A column as a body describes it. It must be of the kind that its place asks for, and say for each type
/// which of its states is in it.
fn read_column(
    level: &BacklogLevel<'_>,
    board: &Board,
    body: &Value,
    place: ColumnType,
    new: &mut dyn FnMut() -> Uuid,
) -> Result<BoardColumn, Fault> {
    let name = text(body, "/name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    if let Some(kind) = body.get("columnType").filter(|kind| !kind.is_null()) {
        let kind = kind.as_str().map_or_else(|| kind.to_string(), str::to_owned);
        let kinds = [
            ("incoming", 0, ColumnType::Incoming),
            ("inProgress", 1, ColumnType::InProgress),
            ("outgoing", 2, ColumnType::Outgoing),
        ];
        let said = choice(&kind, &kinds).ok_or_else(|| Fault::invalid_parameter("columnType", &kind))?;
        if said != place {
            return Err(Fault::board_invalid(&format!(
                "the column '{name}' is not where its type has to be"
            )));
        }
    }
    let known = text(body, "/id").and_then(|id| id.parse().ok()).filter(|id: &Uuid| !id.is_nil());
    let known = known.and_then(|id| board.columns.iter().find(|column| column.id == id));
    let allowed = allowed_mappings(level).into_iter().find(|(column, _)| *column == place);
    let allowed = allowed.map(|(_, allowed)| allowed).unwrap_or_default();
    let given = body.get("stateMappings").and_then(Value::as_object);
    let mut state_mappings = BTreeMap::new();
    for kind in &level.types {
        let said = given.and_then(|given| given.get(&kind.name)).and_then(Value::as_str);
        let said = said.or_else(|| known?.state_mappings.get(&kind.name).map(String::as_str));
        let state = said.and_then(|state| kind.state(state)).map(|state| state.name.clone());
        let fits = state.filter(|state| allowed.get(&kind.name).is_some_and(|states| states.contains(state)));
        let state = fits.ok_or_else(|| {
            Fault::board_invalid(&format!(
                "the column '{name}' has no state of {} that may be in it",
                kind.name
            ))
        })?;
        state_mappings.insert(kind.name.clone(), state);
    }
    let split = body.get("isSplit").and_then(Value::as_bool);
    let description = text(body, "/description").map(str::to_owned);
    Ok(BoardColumn {
        id: known.map_or_else(new, |known| known.id),
        name: name.to_owned(),
        item_limit: body.get("itemLimit").and_then(Value::as_i64).unwrap_or(0).max(0),
        state_mappings,
        is_split: split.unwrap_or_else(|| known.is_some_and(|known| known.is_split)),
        description: description
            .unwrap_or_else(|| known.map(|it| it.description.clone()).unwrap_or_default()),
        column_type: place,
    })
}

pub(super) fn update_board_rows(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let wanted = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of rows"))?;
    let board = change_board(change, wanted.len(), |_, board, new| {
        let rows = wanted.iter().map(|body| {
            let name = text(body, "/name").map(str::to_owned).filter(|name| !name.is_empty());
            let known = text(body, "/id").and_then(|id| id.parse::<Uuid>().ok());
            let known = known.filter(|id| board.rows.iter().any(|row| row.id == *id));
            // The row without a name is the default one.
            let id = if name.is_none() { Uuid::nil() } else { known.unwrap_or_else(&mut *new) };
            BoardRow { id, name, color: text(body, "/color").map(str::to_owned) }
        });
        let rows: Vec<_> = rows.collect();
        if rows.iter().filter(|row| row.id.is_nil()).count() != 1 {
            return Err(Fault::board_invalid("it needs the default row, once"));
        }
        board.rows = rows;
        Ok(())
    })?;
    Ok(Reply::list(rows_json(&board)))
}

pub(super) fn set_board_options(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    found(organization, &scope, view.required("id")?)?;
    // What may be set is not documented; what was said is said back.
    Ok(Reply::json(body))
}

pub(super) fn get_board_user_settings(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (_, board) = found(organization, &scope, view.required("board")?)?;
    let key = format!("Boards/{}/AutoRefresh", board.id);
    let known = organization.settings(&view.actor.to_string(), &key).next();
    let is_on = known.is_some_and(|(_, value)| value == &Value::Bool(true));
    Ok(Reply::json(Object::new().set("autoRefreshState", is_on)))
}

pub(super) fn update_board_user_settings(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let fields = body.as_object().into_iter().flatten();
    let mut said = fields.filter(|(name, _)| name.eq_ignore_ascii_case("autoRefreshState"));
    let is_on = said.find_map(|(_, value)| value.as_bool());
    let is_on = is_on.ok_or_else(|| Fault::argument_null("autoRefreshState"))?;
    let organization = change.view().organization;
    let board = found(organization, &Scope::of(&change.view())?, change.required("board")?)?.1;
    let key = format!("Boards/{}/AutoRefresh", board.id);
    let scope = change.actor.to_string();
    change.make(|tx| tx.set_setting(&scope, &key, Some(is_on.into())))?;
    Ok(Reply::json(Object::new().set("autoRefreshState", is_on)))
}

/// What cards of each type show if the team said nothing.
fn default_cards(level: &BacklogLevel<'_>) -> Value {
    let fields = json!([
        {"fieldIdentifier": "System.AssignedTo", "displayFormat": "AvatarAndFullName"},
        {"fieldIdentifier": "System.State"},
        {"fieldIdentifier": "System.Tags"},
    ]);
    let cards = level.types.iter().map(|kind| (kind.name.clone(), fields.clone()));
    json!({"cards": Value::Object(cards.collect())})
}

pub(super) fn get_board_card_settings(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (level, board) = found(organization, &scope, view.required("board")?)?;
    Ok(Reply::json(board.card_settings.unwrap_or_else(|| default_cards(&level))))
}

pub(super) fn update_board_card_settings(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let cards = body.get("cards").filter(|cards| cards.is_object()).cloned();
    let cards = cards.ok_or_else(|| Fault::argument_null("cards"))?;
    let settings = json!({"cards": cards});
    change_board(change, 0, |_, board, _| {
        board.card_settings = Some(settings.clone());
        Ok(())
    })?;
    Ok(Reply::json(settings))
}

fn rules_json(urls: &Urls<'_>, scope: &Scope<'_>, board: &Board) -> Object {
    let own = board_url(urls, scope, board, "/cardrulesettings");
    let none = || json!({"fill": [], "tagStyle": []});
    Object::new()
        .set("rules", board.card_rules.clone().unwrap_or_else(none))
        .set("url", own.as_str())
        .set("_links", scope.links(urls, &own))
}

pub(super) fn get_board_card_rule_settings(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (_, board) = found(organization, &scope, view.required("board")?)?;
    Ok(Reply::json(rules_json(&view.urls(), &scope, &board)))
}

pub(super) fn update_board_card_rule_settings(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let rules = body.get("rules").filter(|rules| rules.is_object()).cloned();
    let rules = rules.ok_or_else(|| Fault::argument_null("rules"))?;
    let board = change_board(change, 0, |_, board, _| {
        board.card_rules = Some(rules);
        Ok(())
    })?;
    let scope = Scope::of(&change.view())?;
    Ok(Reply::json(rules_json(&change.urls(), &scope, &board)))
}

/// The chart that every board has.
pub(super) const CHART: &str = "cumulativeFlow";

fn chart(urls: &Urls<'_>, scope: &Scope<'_>, board: &Board) -> Object {
    Object::new().set("name", CHART).set("url", board_url(urls, scope, board, &format!("/charts/{CHART}")))
}

pub(super) fn get_board_charts(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (_, board) = found(organization, &scope, view.required("board")?)?;
    Ok(Reply::list(vec![chart(&view.urls(), &scope, &board)]))
}

pub(super) fn get_board_chart(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (_, board) = found(organization, &scope, view.required("board")?)?;
    let name = view.required("name")?;
    if !name.eq_ignore_ascii_case(CHART) {
        return Err(Fault::chart_not_found(name));
    }
    let urls = view.urls();
    let links = scope.links(&urls, &board_url(&urls, &scope, &board, &format!("/charts/{CHART}")));
    let key = format!("Boards/{}/Charts/{CHART}", board.id);
    let settings = organization.settings(&scope.team.id.to_string(), &key).next();
    let settings = settings.map_or_else(|| Value::Object(Map::new()), |(_, settings)| settings.clone());
    Ok(Reply::json(
        chart(&urls, &scope, &board)
            .set("settings", settings)
            .set("_links", links.set("board", link(board_url(&urls, &scope, &board, "")))),
    ))
}

/// The settings of a chart, as they were said.
pub(super) fn update_board_chart(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let settings = body.get("settings").filter(|settings| settings.is_object()).cloned();
    let settings = settings.ok_or_else(|| Fault::argument_null("settings"))?;
    // What is not there cannot be set either.
    get_board_chart(&change.view())?;
    {
        let organization = change.view().organization;
        let scope = Scope::of(&change.view())?;
        let team = scope.team.id.to_string();
        let board = found(organization, &scope, change.required("board")?)?.1;
        let key = format!("Boards/{}/Charts/{CHART}", board.id);
        change.make(|tx| tx.set_setting(&team, &key, Some(settings)))?;
    }
    get_board_chart(&change.view())
}

/// The boards of all teams of the project of the path.
fn all_boards(view: &View<'_>) -> Result<Vec<Board>, Fault> {
    let organization = view.organization;
    let projects = match view.argument("project") {
        Some(name) => vec![project(organization, name)?],
        None => organization.projects().collect(),
    };
    let teams =
        projects.into_iter().flat_map(|project| project.teams.values().map(move |team| (project, team)));
    Ok(teams
        .flat_map(|(project, team)| {
            let levels = organization.backlog_levels(project, team).into_iter();
            levels
                .filter(|level| level.kind != LevelKind::Task)
                .map(|level| organization.board(team, &level))
                .collect::<Vec<_>>()
        })
        .collect())
}

fn suggestions(names: impl Iterator<Item = String>) -> Reply {
    let names: BTreeSet<_> = names.collect();
    Reply::list(names.into_iter().map(|name| Object::new().set("name", name)))
}

pub(super) fn get_column_suggested_values(view: &View<'_>) -> Result<Reply, Fault> {
    let boards = all_boards(view)?;
    Ok(suggestions(boards.into_iter().flat_map(|board| board.columns).map(|column| column.name)))
}

pub(super) fn get_row_suggested_values(view: &View<'_>) -> Result<Reply, Fault> {
    let boards = all_boards(view)?;
    let rows = boards.into_iter().flat_map(|board| board.rows);
    Ok(suggestions(rows.map(|row| row.name.unwrap_or_else(|| "Default".to_owned()))))
}
