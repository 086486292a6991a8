//! What differs between SQLite and PostgreSQL.

use std::fmt;

use crate::{Error, ErrorKind, Result, Scope, Value};

/// The SQL of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// SQLite 3.38 or newer: instants are text, truth values are 0 and 1, JSON is text.
    Sqlite,
    /// PostgreSQL 13 or newer: `timestamptz`, `boolean`, `jsonb`.
    Postgres,
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// Something that knows macros.
pub(crate) trait Macros {
    /// The SQL of one. Arguments are without macros.
    fn expand(&self, name: &str, arguments: &[&str]) -> Result<String>;
}

/// How long a bucket of time is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Granularity {
    Day,
    /// From Monday to Sunday, UTC.
    #[default]
    Week,
    Month,
}

/// The dialect, and the scope that narrows what is read; without one, all of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scoped<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) scope: Option<&'a Scope>,
}

impl Scoped<'_> {
    /// The rows of an alias that are in the scope; those of somebody, if there is a team.
    fn here(self, alias: &str, person: Option<&str>) -> String {
        let mut terms = Vec::new();
        if let Some(scope) = self.scope {
            if scope.in_organization().is_some() {
                terms.push(format!("{alias}.organization = :organization"));
            }
            if scope.in_project().is_some() {
                terms.push(format!("{alias}.project_id = :project"));
            }
            if let (Some(_), Some(person)) = (scope.of_team(), person) {
                let members = "select m.identity_id from v_team_members m where m.team_id = :team";
                terms.push(format!("{person} in ({members})"));
            }
        }
        // In parentheses it can stand beside anything.
        if terms.is_empty() { "(1 = 1)".to_owned() } else { format!("({})", terms.join(" and ")) }
    }
}

impl Macros for Scoped<'_> {
    fn expand(&self, name: &str, arguments: &[&str]) -> Result<String> {
        match (name, arguments) {
            ("here", [alias]) => Ok(self.here(alias, None)),
            ("here", [alias, person]) => Ok(self.here(alias, Some(person))),
            // The rows of an alias that are of the organization, where they belong to no project.
            ("organization", [alias]) => Ok(match self.scope.and_then(Scope::in_organization) {
                Some(_) => format!("({alias}.organization = :organization)"),
                None => "(1 = 1)".to_owned(),
            }),
            ("within", [instant]) => Ok(format!("({instant} >= :from and {instant} < :to)")),
            // What matters in the time: it was not over before.
            ("alive" | "recent", [_]) | ("moving", [_, _]) if self.scope.is_none() => {
                Ok("(1 = 1)".to_owned())
            }
            // 30 days before, so that what began then is seen.
            ("recent", [at]) => Ok(format!("({at} is null or {at} >= later!(:from, -30))")),
            ("alive", [closed]) => Ok(format!("({closed} is null or {closed} >= :from)")),
            ("moving", [changed, closed]) => Ok(format!("({closed} is null or {changed} >= :from)")),
            // The first day of the bucket that an instant is in.
            ("bucket", [instant]) => {
                let granularity = self.scope.map(Scope::granularity).unwrap_or_default();
                Ok(self.dialect.bucket(granularity, instant))
            }
            ("bot", [prefix]) => Ok(bot(&|field| format!("{prefix}_{}", crate::view::snake(field)))),
            // The same of the object itself.
            ("robot", [person]) => Ok(bot(&|field| format!("({person} ->> '{field}')"))),
            ("share", [part, whole]) => {
                Ok(format!("(case when ({whole}) > 0 then 1.0 * ({part}) / ({whole}) end)"))
            }
            // Nearest rank: three columns that `quantile!` reads, over the rows of a group that have a value.
            ("rank", [column, group]) => Ok(format!(
                "{column} as {column}_value, case when {column} is not null then row_number() over (partition by {group}, {column} is null \
                 order by {column}) end as {column}_rank, count({column}) over (partition by {group}) as {column}_count"
            )),
            ("quantile", [column, percent]) => Ok(format!(
                "min(case when {column}_rank * 100 >= {percent} * {column}_count then {column}_value end)"
            )),
            _ => self.dialect.expand(name, arguments),
        }
    }
}

/// Whether somebody, of whom these are the fields, is not a person: a service, a build, an assistant.
fn bot(field: &dyn Fn(&str) -> String) -> String {
    let name = format!("lower(coalesce({}, ''))", field("displayName"));
    let unique = format!("lower(coalesce({}, ''))", field("uniqueName"));
    let kind = format!("coalesce({}, '')", field("descriptor"));
    let id = field("id");
    format!(
        "(coalesce({id}, '') = '00000002-0000-8888-8000-000000000000' or starts!({kind}, 'svc.') \
         or starts!({kind}, 's2s.') or starts!({kind}, 'aadsp.') or starts!({unique}, 'build\\') \
         or contains!({name}, '[bot]') or contains!({name}, ' build service (') \
         or {name} in ('copilot', 'github copilot', 'azure boards', 'microsoft.visualstudio.services.tfs') \
         or member!({unique}, :bots) or member!({name}, :bots))"
    )
}

impl Macros for Dialect {
    fn expand(&self, name: &str, arguments: &[&str]) -> Result<String> {
        let sqlite = *self == Self::Sqlite;
        let text = match (name, arguments) {
            ("seconds", [from, to]) if sqlite => {
                format!("(unixepoch({to}, 'subsec') - unixepoch({from}, 'subsec'))")
            }
            ("seconds", [from, to]) => {
                format!("cast(extract(epoch from ({to}) - ({from})) as double precision)")
            }
            ("later", [instant, days]) if sqlite => {
                format!("strftime('%Y-%m-%dT%H:%M:%f000Z', {instant}, ({days}) || ' days')")
            }
            ("later", [instant, days]) => {
                format!("(({instant}) + make_interval(days => cast({days} as integer)))")
            }
            // Of two instants; of one, if the other is null.
            ("earliest", [one, other]) if sqlite => format!("coalesce(min({one}, {other}), {one}, {other})"),
            ("earliest", [one, other]) => format!("least({one}, {other})"),
            ("latest", [one, other]) if sqlite => format!("coalesce(max({one}, {other}), {one}, {other})"),
            ("latest", [one, other]) => format!("greatest({one}, {other})"),
            ("day", [instant]) => self.bucket(Granularity::Day, instant),
            ("hour", [instant]) if sqlite => format!("cast(strftime('%H', {instant}) as integer)"),
            ("hour", [instant]) => {
                format!("cast(extract(hour from ({instant}) at time zone 'UTC') as bigint)")
            }
            // 0 is Monday.
            ("weekday", [instant]) if sqlite => {
                format!("((cast(strftime('%w', {instant}) as integer) + 6) % 7)")
            }
            ("weekday", [instant]) => {
                format!("(cast(extract(isodow from ({instant}) at time zone 'UTC') as bigint) - 1)")
            }
            ("starts", [text, with]) if sqlite => format!("(substr({text}, 1, length({with})) = {with})"),
            ("starts", [text, with]) => format!("starts_with({text}, {with})"),
            ("contains", [text, part]) if sqlite => format!("(instr(lower({text}), lower({part})) > 0)"),
            ("contains", [text, part]) => format!("(strpos(lower({text}), lower({part})) > 0)"),
            // Whether a name has one of these words in it, whole: `web-prod` has `prod`, `products` hasn't.
            ("named", [name, list]) => {
                let apart = ["-", "_", ".", "/", "(", ")", "[", "]"]
                    .iter()
                    .fold(format!("lower({name})"), |name, mark| format!("replace({name}, '{mark}', ' ')"));
                format!(
                    "exists (select 1 from texts!({list}, listed) \
                     where contains!(' ' || {apart} || ' ', ' ' || listed.value || ' '))"
                )
            }
            // The members of a JSON object as text: rows with `key` and `value`.
            ("pairs", [json, alias]) if sqlite => format!("json_each({json}) as {alias}"),
            ("pairs", [json, alias]) => {
                format!(
                    "jsonb_each_text(case when jsonb_typeof({json}) = 'object' then {json} end) as {alias}(key, value)"
                )
            }
            // The items of a JSON array: rows with `value`.
            ("each", [json, alias]) if sqlite => format!("json_each({json}) as {alias}"),
            ("each", [json, alias]) => format!("jsonb_array_elements({}) as {alias}(value)", array(json)),
            // The items of a JSON array of texts.
            ("texts", [json, alias]) if sqlite => format!("json_each({json}) as {alias}"),
            ("texts", [json, alias]) => {
                format!("jsonb_array_elements_text({}) as {alias}(value)", array(json))
            }
            // The members of a JSON object: rows with `key` and `value`.
            ("members", [json, alias]) if sqlite => format!("json_each({json}) as {alias}"),
            ("members", [json, alias]) => {
                format!(
                    "jsonb_each(case when jsonb_typeof({json}) = 'object' then {json} end) as {alias}(key, value)"
                )
            }
            ("member", [text, list]) if sqlite => {
                format!("({text} in (select value from json_each({list})))")
            }
            ("member", [text, list]) => format!("({text} in (select jsonb_array_elements_text({list})))"),
            // Something that a property of a thread says: `{"NAME": {"$type": …, "$value": …}}`.
            ("property", [json, key]) if sqlite => format!("({json} -> {key} ->> '$.\"$value\"')"),
            ("property", [json, key]) => format!("({json} -> {key} ->> '$value')"),
            ("flag", [value]) if sqlite => format!("({value} in (1, 'true', 'True'))"),
            ("flag", [value]) => format!("coalesce(lower({value}) = 'true', false)"),
            ("integer", [value]) if sqlite => format!("cast({value} as integer)"),
            ("integer", [value]) => format!("cast({value} as bigint)"),
            ("number", [value]) if sqlite => format!("cast({value} as real)"),
            ("number", [value]) => format!("cast({value} as double precision)"),
            ("text", [value]) => format!("cast({value} as text)"),
            ("instant", [value]) if sqlite => (*value).to_owned(),
            ("instant", [value]) => format!("cast({value} as timestamptz)"),
            _ => {
                let message = format!("no macro `{name}` with {} arguments", arguments.len());
                return Err(Error::new(ErrorKind::Definition, message));
            }
        };
        Ok(text)
    }
}

/// A JSON array, or null if it is something else: PostgreSQL refuses to take that apart.
fn array(json: &str) -> String {
    format!("case when jsonb_typeof({json}) = 'array' then {json} end")
}

impl Dialect {
    fn bucket(self, granularity: Granularity, instant: &str) -> String {
        match (self, granularity) {
            (Self::Sqlite, Granularity::Day) => format!("date({instant})"),
            (Self::Sqlite, Granularity::Week) => format!("date({instant}, '-6 days', 'weekday 1')"),
            (Self::Sqlite, Granularity::Month) => format!("date({instant}, 'start of month')"),
            (Self::Postgres, granularity) => {
                let unit = match granularity {
                    Granularity::Day => "day",
                    Granularity::Week => "week",
                    Granularity::Month => "month",
                };
                format!("to_char(date_trunc('{unit}', ({instant}) at time zone 'UTC'), 'YYYY-MM-DD')")
            }
        }
    }

    /// A name as SQL.
    pub fn quoted(self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    /// A parameter in a statement, numbered from 1, of the type of this value.
    pub(crate) fn parameter(self, name: &str, number: usize, value: &Value) -> String {
        match self {
            Self::Sqlite => format!("?{number}"),
            Self::Postgres => format!("({})", typed(name, &format!("${number}::text"), value)),
        }
    }

    /// A parameter written out.
    pub(crate) fn literal(self, name: &str, value: &Value) -> String {
        let text = match value {
            Value::Null => return "null".to_owned(),
            Value::Flag(flag) => return flag.to_string(),
            Value::Integer(number) => return number.to_string(),
            Value::Number(number) => return format!("{number:?}"),
            Value::Text(text) | Value::Json(text) => format!("'{}'", text.replace('\'', "''")),
        };
        match self {
            Self::Sqlite => text,
            Self::Postgres => typed(name, &text, value),
        }
    }
}

/// A value of PostgreSQL with its type: parameters are sent as text.
fn typed(name: &str, sql: &str, value: &Value) -> String {
    let kind = match (name, value) {
        ("from" | "to" | "now", _) => "timestamptz",
        (_, Value::Json(_)) => "jsonb",
        (_, Value::Integer(_)) => "bigint",
        (_, Value::Number(_)) => "double precision",
        (_, Value::Flag(_)) => "boolean",
        _ => "text",
    };
    format!("{sql}::{kind}")
}
