//! The live rows of a table: what its declaration says, as SQL.

use std::collections::BTreeSet;

use adoxide_sync::Table;
use adoxide_sync::arrow_schema::{DataType, Field};

use crate::source::Relations;
use crate::sql::Dialect;

/// The columns that destinations add.
const DELETED: &str = "_deletedAt";
const SYNCED: &str = "_syncedAt";

/// Every table that a sync can write: each has a view of its live rows, `v_` and its name.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    use adoxide_sync::table as t;
    let all: Vec<&'static Table> = vec![
        &t::AREAS,
        &t::ITERATIONS,
        &t::COMMITS,
        &t::COMMIT_CHANGES,
        &t::DEFAULT_BRANCH_COMMITS,
        &t::USERS,
        &t::SERVICE_PRINCIPALS,
        &t::GROUPS,
        &t::GROUP_MEMBERSHIPS,
        &t::USER_ENTITLEMENTS,
        &t::BUILD_DEFINITIONS,
        &t::BUILDS,
        &t::BUILD_TIMELINE_RECORDS,
        &t::BUILD_CHANGES,
        &t::BUILD_WORK_ITEMS,
        &t::BUILD_ARTIFACTS,
        &t::PIPELINES,
        &t::PROJECTS,
        &t::PROJECT_CAPABILITIES,
        &t::PULL_REQUESTS,
        &t::PULL_REQUEST_REVIEWERS,
        &t::PULL_REQUEST_LABELS,
        &t::PULL_REQUEST_THREADS,
        &t::PULL_REQUEST_COMMENTS,
        &t::PULL_REQUEST_ITERATIONS,
        &t::PULL_REQUEST_ITERATION_CHANGES,
        &t::PULL_REQUEST_COMMITS,
        &t::PULL_REQUEST_WORK_ITEMS,
        &t::PULL_REQUEST_STATUSES,
        &t::POLICY_EVALUATIONS,
        &t::POLICY_CONFIGURATIONS,
        &t::PUSHES,
        &t::QUERIES,
        &t::REFS,
        &t::REPOSITORIES,
        &t::DELETED_REPOSITORIES,
        &t::TEAMS,
        &t::TEAM_MEMBERS,
        &t::TEAM_ITERATIONS,
        &t::ITERATION_CAPACITIES,
        &t::TEAM_DAYS_OFF,
        &t::BOARDS,
        &t::BOARD_COLUMNS,
        &t::BOARD_ROWS,
        &t::WORK_ITEMS,
        &t::WORK_ITEM_REVISIONS,
        &t::WORK_ITEM_UPDATES,
        &t::WORK_ITEM_RELATIONS,
        &t::WORK_ITEM_LINKS,
        &t::WORK_ITEM_COMMENTS,
        &t::DELETED_WORK_ITEMS,
        &t::WORK_ITEM_TYPE_CATEGORIES,
        &t::WORK_ITEM_TYPES,
        &t::WORK_ITEM_TYPE_STATES,
        &t::WORK_ITEM_TYPE_FIELDS,
        &t::WORK_ITEM_TAGS,
        &t::FIELDS,
    ];
    all.into_iter()
}

/// The query of a view with the live rows of a table. A column that the table of an earlier version lacks is null; a
/// table that is not there has no rows.
pub(crate) fn sql(table: &Table, dialect: Dialect, relations: &Relations) -> String {
    let there = relations.has(table.name());
    let mut columns = Vec::new();
    let mut taken = BTreeSet::new();
    // What stands in the row itself goes before what is in an object of it.
    let fields = table.schema().fields();
    let plain =
        fields.iter().filter(|field| !is_object(field)).chain(fields.iter().filter(|field| is_object(field)));
    for field in plain {
        let known = there && relations.has_column(table.name(), field.name());
        leaves(field, &mut Vec::new(), &mut |path, field| {
            let name = path.iter().map(|part| snake(part)).collect::<Vec<_>>().join("_");
            if !taken.insert(name.clone()) {
                return;
            }
            let value = if known {
                value(dialect, path, field.data_type())
            } else {
                format!("cast(null as {})", type_name(dialect, field.data_type()))
            };
            columns.push(format!("{value} as {}", dialect.quoted(&name)));
        });
    }
    let synced = if there { dialect.quoted(SYNCED) } else { "null".to_owned() };
    columns.push(format!("{synced} as synced_at"));
    let from = if there {
        format!("from {} where {} is null", dialect.quoted(table.name()), dialect.quoted(DELETED))
    } else {
        "where 1 = 0".to_owned()
    };
    format!("select {} {from}", columns.join(", "))
}

/// `isMaintenance` as `is_maintenance`, `_links` as `links`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let characters: Vec<char> = name.trim_start_matches('_').chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let after_lower =
            at > 0 && (characters[at - 1].is_lowercase() || characters[at - 1].is_ascii_digit());
        let begins_word = at > 0
            && characters[at - 1].is_uppercase()
            && characters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && (after_lower || begins_word) {
            out.push('_');
        }
        out.extend(character.to_lowercase());
    }
    out
}

fn is_object(field: &Field) -> bool {
    matches!(field.data_type(), DataType::Struct(_))
}

/// Calls for each value that is in a column: the column itself, or what is in its object, however deep.
fn leaves<'a>(field: &'a Field, path: &mut Vec<&'a str>, each: &mut impl FnMut(&[&str], &Field)) {
    path.push(field.name());
    match field.data_type() {
        DataType::Struct(fields) => fields.iter().for_each(|field| leaves(field, path, each)),
        _ => each(path, field),
    }
    path.pop();
}

fn value(dialect: Dialect, path: &[&str], kind: &DataType) -> String {
    let (column, inner) = match path {
        [column, inner @ ..] => (dialect.quoted(column), inner),
        [] => return "null".to_owned(),
    };
    if inner.is_empty() {
        return column;
    }
    let is_json = matches!(kind, DataType::List(_) | DataType::Map(..));
    match dialect {
        Dialect::Sqlite => {
            let path =
                inner.iter().fold(String::new(), |path, name| path + ".\"" + name + "\"").replace('\'', "''");
            let arrow = if is_json { "->" } else { "->>" };
            format!("{column} {arrow} '${path}'")
        }
        Dialect::Postgres => {
            let path = inner.join(",").replace('\'', "''");
            let arrow = if is_json { "#>" } else { "#>>" };
            let value = format!("{column} {arrow} '{{{path}}}'");
            match type_name(dialect, kind) {
                "text" | "jsonb" => value,
                kind => format!("cast({value} as {kind})"),
            }
        }
    }
}

fn type_name(dialect: Dialect, kind: &DataType) -> &'static str {
    match (dialect, kind) {
        (Dialect::Sqlite, DataType::Int64 | DataType::Boolean) => "integer",
        (Dialect::Sqlite, DataType::Float64) => "real",
        (Dialect::Sqlite, _) => "text",
        (Dialect::Postgres, DataType::Int64) => "bigint",
        (Dialect::Postgres, DataType::Boolean) => "boolean",
        (Dialect::Postgres, DataType::Float64) => "double precision",
        (Dialect::Postgres, DataType::Timestamp(..)) => "timestamptz",
        (Dialect::Postgres, DataType::List(_) | DataType::Map(..)) => "jsonb",
        (Dialect::Postgres, _) => "text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_one_style() {
        for (name, expected) in [
            ("pullRequestId", "pull_request_id"),
            ("_links", "links"),
            ("repository_id", "repository_id"),
            ("jobTimeoutInMinutes", "job_timeout_in_minutes"),
            ("isGVFSEnabled", "is_gvfs_enabled"),
            ("URL", "url"),
            ("sha1Hash", "sha1_hash"),
        ] {
            assert_eq!(snake(name), expected);
        }
    }
}
