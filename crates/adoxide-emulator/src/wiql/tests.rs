//! The documented language as a table of cases, and random queries against a naive evaluator.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{
    Activity, Answer, Context, Error, Field, Kind, LENGTH_LIMIT, Link, Source, Value, bind, evaluate, parse,
};
use crate::world::id::Ids;

const PARENT: &str = "System.LinkTypes.Hierarchy-Reverse";
const CHILD: &str = "System.LinkTypes.Hierarchy-Forward";
const RELATED: &str = "System.LinkTypes.Related";
const FIELDS: [(&str, &str, Kind); 11] = [
    ("System.Id", "ID", Kind::Number),
    ("System.Title", "Title", Kind::Text),
    ("System.State", "State", Kind::Text),
    ("System.WorkItemType", "Work Item Type", Kind::Text),
    ("System.AssignedTo", "Assigned To", Kind::Person),
    ("System.AreaPath", "Area Path", Kind::Area),
    ("System.IterationPath", "Iteration Path", Kind::Iteration),
    ("System.Tags", "Tags", Kind::Tags),
    ("System.Description", "Description", Kind::LongText),
    ("System.ChangedDate", "Changed Date", Kind::Date),
    ("Microsoft.VSTS.Common.Priority", "Priority", Kind::Number),
];

/// The values that a field had, oldest first.
type History = Vec<(Timestamp, Value)>;

/// Whether a comparison holds.
type Holds = fn(std::cmp::Ordering) -> bool;

/// Items with all values that each field had.
#[derive(Default)]
struct Items {
    items: BTreeMap<i64, BTreeMap<&'static str, History>>,
    links: BTreeMap<i64, Vec<Link>>,
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn person(name: &str) -> Value {
    Value::Person { display_name: name.to_owned(), unique_name: format!("{}@x.example", name.to_lowercase()) }
}

impl Items {
    fn set(&mut self, item: i64, field: &'static str, when: &str, value: Value) {
        self.items.entry(item).or_default().entry(field).or_default().push((at(when), value));
    }

    fn link(&mut self, from: i64, kind: &str, to: i64) {
        self.links.entry(from).or_default().push(Link { kind: kind.to_owned(), target: to });
    }
}

impl Source for Items {
    fn field(&self, name: &str) -> Option<Field> {
        let is = |known: &&(&str, &str, Kind)| {
            known.0.eq_ignore_ascii_case(name) || known.1.eq_ignore_ascii_case(name)
        };
        let found = FIELDS.iter().find(is)?;
        Some(Field { reference_name: found.0.to_owned(), name: found.1.to_owned(), kind: found.2 })
    }

    fn items(&self, at: Option<Timestamp>) -> Vec<i64> {
        let is_there = |fields: &BTreeMap<_, Vec<(Timestamp, Value)>>| {
            fields.values().flatten().any(|(since, _)| at.is_none_or(|at| *since <= at))
        };
        self.items.iter().filter(|(_, fields)| is_there(fields)).map(|(id, _)| *id).collect()
    }

    fn value(&self, item: i64, field: &Field, at: Option<Timestamp>) -> Value {
        if field.reference_name == "System.Id" {
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            return Value::Number(item as f64);
        }
        self.history(item, field, at).pop().unwrap_or(Value::Empty)
    }

    fn history(&self, item: i64, field: &Field, at: Option<Timestamp>) -> Vec<Value> {
        let values = self.items.get(&item).and_then(|fields| fields.get(field.reference_name.as_str()));
        let values = values.into_iter().flatten().filter(|(since, _)| at.is_none_or(|at| *since <= at));
        values.map(|(_, value)| value.clone()).collect()
    }

    fn links(&self, item: i64, _: Option<Timestamp>) -> Vec<Link> {
        self.links.get(&item).cloned().unwrap_or_default()
    }

    fn link_type(&self, name: &str) -> Option<String> {
        let known = [PARENT, CHILD, RELATED];
        known.into_iter().find(|known| known.eq_ignore_ascii_case(name)).map(str::to_owned)
    }

    fn path(&self, _: Kind, path: &str) -> Option<String> {
        path.to_lowercase().starts_with("shop").then(|| path.to_owned())
    }

    fn iteration(&self, team: Option<&str>, offset: i64) -> Option<String> {
        (team == Some("[Shop]\\Web") && (-1..=1).contains(&offset))
            .then(|| format!("Shop\\Sprint {}", 2 + offset))
    }

    fn team_areas(&self, _: Option<&str>) -> Option<Vec<(String, bool)>> {
        Some(vec![("Shop\\Web".to_owned(), true), ("Shop".to_owned(), false)])
    }

    fn is_in_group(&self, _: &Field, value: &Value, group: &str) -> bool {
        match value {
            Value::Text(kind) => group == "Microsoft.BugCategory" && kind == "Bug",
            Value::Person { display_name, .. } => group == "[Shop]\\Web" && display_name == "Ada",
            _ => false,
        }
    }

    fn activity(&self, activity: Activity) -> BTreeSet<i64> {
        if activity == Activity::Follows { BTreeSet::from([2, 4]) } else { BTreeSet::new() }
    }
}

/// Four items and a tree: 1 has 2 and 3 below it, 3 has 4.
fn shop() -> Items {
    let mut items = Items::default();
    let day = "2026-06-30T10:00:00Z";
    for (id, kind, title, state, who, area, sprint, priority) in [
        (1, "Epic", "Sell shoes", "New", Some("Ada"), "Shop", "Shop", Some(1.0)),
        (2, "Task", "Draw the shoe's box", "Done", Some("Bob"), "Shop\\Web", "Shop\\Sprint 1", Some(2.0)),
        (3, "Bug", "Shoes are missing", "Active", None, "Shop\\Web\\Cart", "Shop\\Sprint 2", Some(2.0)),
        (4, "Task", "Find shoes", "Active", Some("Ada"), "Shop\\Webshop", "Shop\\Sprint 3", None),
    ] {
        items.set(id, "System.WorkItemType", day, text(kind));
        items.set(id, "System.Title", day, text(title));
        items.set(id, "System.State", day, text("New"));
        items.set(id, "System.AreaPath", day, text(area));
        items.set(id, "System.IterationPath", day, text(sprint));
        items.set(id, "System.ChangedDate", day, Value::Date(at(day)));
        if let Some(who) = who {
            items.set(id, "System.AssignedTo", day, person(who));
        }
        if let Some(priority) = priority {
            items.set(id, "Microsoft.VSTS.Common.Priority", day, Value::Number(priority));
        }
        let later = "2026-07-01T09:30:00Z";
        if state != "New" {
            items.set(id, "System.State", later, text(state));
            items.set(id, "System.ChangedDate", later, Value::Date(at(later)));
        }
    }
    items.set(2, "System.Tags", day, text("blue; Dark Blue"));
    items.set(3, "System.Description", day, text("The left ones. All of them!"));
    for (above, below) in [(1, 2), (1, 3), (3, 4)] {
        items.link(above, CHILD, below);
        items.link(below, PARENT, above);
    }
    items.link(2, RELATED, 4);
    items.link(4, RELATED, 2);
    items
}

fn ask(items: &Items, query: &str, time_precision: bool) -> Result<Answer, Error> {
    let context = Context {
        source: items,
        me: "ada@x.example",
        project: Some("Shop"),
        team: Some("[Shop]\\Web"),
        now: at("2026-07-01T12:00:00Z"),
        time_precision,
    };
    let bound = bind(&parse(query)?, &context)?;
    evaluate(&bound, items, None)
}

fn flat(items: &Items, query: &str) -> Vec<i64> {
    match ask(items, query, false) {
        Ok(Answer::Items(found)) => found,
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn conditions() {
    let items = shop();
    for (condition, expected) in [
        ("[System.Id] = 3", &[3][..]),
        ("[id] <> 3", &[1, 2, 4]),
        ("ID > 1 AND ID <= 3", &[2, 3]),
        ("[System.Title] = 'SELL SHOES'", &[1]),
        ("[Title] = 'Draw the shoe''s box'", &[2]),
        ("[Title] = \"Draw the shoe's box\"", &[2]),
        ("[Title] >= 'find' and [Title] < 'sell shoes'", &[4]),
        ("[System.State] IN ('Done', 'active')", &[2, 3, 4]),
        ("[System.State] NOT IN ('Done', 'active')", &[1]),
        ("NOT [System.State] = 'New'", &[2, 3, 4]),
        ("NOT ([State] = 'New' OR [State] = 'Done')", &[3, 4]),
        ("[State] = 'New' OR [State] = 'Active' AND [Work Item Type] = 'Bug'", &[1, 3]),
        ("([State] = 'New' OR [State] = 'Active') AND [Work Item Type] = 'Bug'", &[3]),
        ("[Title] CONTAINS 'shoe'", &[1, 2, 3, 4]),
        ("[Title] NOT CONTAINS 'shoes'", &[2]),
        ("[Title] CONTAINS WORDS 'shoe'", &[2]),
        ("[Title] CONTAINS WORDS 'sho*'", &[1, 2, 3, 4]),
        ("[Description] CONTAINS WORDS 'left ones'", &[3]),
        ("[Description] NOT CONTAINS WORDS 'ones left'", &[1, 2, 3, 4]),
        ("[Description] IS EMPTY", &[1, 2, 4]),
        ("[Description] IS NOT EMPTY", &[3]),
        ("[Assigned To] = @Me", &[1, 4]),
        ("[Assigned To] <> @me", &[2, 3]),
        ("[Assigned To] = 'Bob'", &[2]),
        ("[Assigned To] = 'Robert <bob@x.example>'", &[2]),
        ("[Assigned To] = ''", &[3]),
        ("[Assigned To] <> ''", &[1, 2, 4]),
        ("[Assigned To] CONTAINS 'a'", &[1, 2, 4]),
        ("[Assigned To] IN GROUP '[Shop]\\Web'", &[1, 4]),
        ("[Assigned To] NOT IN GROUP '[Shop]\\Web'", &[2, 3]),
        ("[Work Item Type] IN GROUP 'Microsoft.BugCategory'", &[3]),
        ("[System.AreaPath] UNDER 'Shop\\Web'", &[2, 3]),
        ("[System.AreaPath] NOT UNDER 'shop\\web'", &[1, 4]),
        ("[System.AreaPath] = 'Shop\\Web'", &[2]),
        ("[System.AreaPath] = @TeamAreas", &[1, 2, 3]),
        ("[System.IterationPath] = @CurrentIteration", &[3]),
        ("[System.IterationPath] = @CurrentIteration('[Shop]\\Web <id:1b95dd78>') - 1", &[2]),
        ("[System.IterationPath] UNDER @CurrentIteration + 1", &[4]),
        ("[System.IterationPath] = @CurrentIteration + 7", &[]),
        ("[System.Id] IN (@Follows)", &[2, 4]),
        ("[System.Id] = @follows", &[2, 4]),
        ("[System.Tags] CONTAINS 'BLUE'", &[2]),
        ("[System.Tags] CONTAINS 'dark'", &[]),
        ("[System.Tags] CONTAINS 'Dark Blue'", &[2]),
        ("[Priority] = 2", &[2, 3]),
        ("[Priority] = '2'", &[2, 3]),
        ("[Priority] <> 2", &[1, 4]),
        ("[Priority] > -1", &[1, 2, 3]),
        ("[Priority] < [System.Id]", &[3]),
        ("[Priority] = [System.Id]", &[1, 2]),
        ("[System.ChangedDate] = @Today", &[2, 3, 4]),
        ("[System.ChangedDate] < @Today", &[1]),
        ("[System.ChangedDate] >= @Today - 1", &[1, 2, 3, 4]),
        ("[System.ChangedDate] > @today - 1", &[2, 3, 4]),
        ("[System.ChangedDate] = '6/30/2026'", &[1]),
        ("[System.ChangedDate] <> '2026-06-30'", &[2, 3, 4]),
        ("[System.ChangedDate] <= '2026-06-30T00:00:00Z'", &[1]),
        ("[System.ChangedDate] >= @StartOfDay", &[2, 3, 4]),
        ("[System.ChangedDate] >= @StartOfMonth", &[2, 3, 4]),
        ("[System.ChangedDate] >= @StartOfMonth - 1", &[1, 2, 3, 4]),
        ("[System.ChangedDate] >= @StartOfMonth('-1d')", &[1, 2, 3, 4]),
        ("[System.ChangedDate] < @StartOfWeek", &[]),
        ("[System.ChangedDate] < @StartOfYear('+6M')", &[1]),
        ("EVER [State] = 'New'", &[1, 2, 3, 4]),
        ("EVER ([State] = 'Done' OR [State] = 'Active')", &[2, 3, 4]),
        ("[State] EVER 'New' AND [State] <> 'New'", &[2, 3, 4]),
        ("[State] WAS EVER 'done'", &[2]),
        ("System.Title = 'Find shoes'", &[4]),
    ] {
        assert_eq!(
            flat(&items, &format!("SELECT [System.Id] FROM WorkItems WHERE {condition}")),
            expected,
            "{condition}"
        );
    }
}

#[test]
fn order_and_the_past() {
    let items = shop();
    for (rest, expected) in [
        ("", &[1, 2, 3, 4][..]),
        ("ORDER BY [Id] DESC", &[4, 3, 2, 1]),
        ("ORDER BY [Priority], [Id] DESC", &[4, 1, 3, 2]),
        ("ORDER BY [Priority] desc, [Title] asc", &[2, 3, 1, 4]),
        ("WHERE [State] = 'New' ASOF '2026-06-30T11:00:00Z'", &[1, 2, 3, 4]),
        ("WHERE [State] = 'New' ORDER BY [Id] DESC ASOF '2026-07-02'", &[1]),
        ("ASOF '6/1/2026'", &[]),
        ("ASOF @Today", &[1, 2, 3, 4]),
    ] {
        assert_eq!(flat(&items, &format!("select [System.Id] from workitems {rest}")), expected, "{rest}");
    }
    let exact = "SELECT [Id] FROM WorkItems WHERE [Changed Date] = '2026-07-01T09:30:00Z'";
    assert_eq!(ask(&items, exact, true), Ok(Answer::Items(vec![2, 3, 4])));
}

/// Relations as text: `1`, `1>2`.
fn relations(query: &str) -> String {
    let answer = ask(&shop(), query, false);
    let Ok(Answer::Relations(found) | Answer::Tree(found)) = answer else {
        panic!("{query}: {answer:?}");
    };
    let one = |relation: &super::Relation| match &relation.from {
        Some((_, from)) => format!("{from}>{}", relation.target),
        None => relation.target.to_string(),
    };
    found.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn links() {
    for (rest, expected) in [
        ("", "1 1>2 1>3 2 2>1 2>4 3 3>1 3>4 4 4>2 4>3"),
        ("WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward'", "1 1>2 1>3 3 3>4"),
        ("WHERE [System.Links.LinkType] = ''", "1 1>2 1>3 2 2>1 2>4 3 3>1 3>4 4 4>2 4>3"),
        ("WHERE [Links.LinkType] <> 'System.LinkTypes.Related' AND Source.[System.Id] = 2", "2 2>1"),
        (
            "WHERE [Source].[System.State] = 'New' AND [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' \
             AND [Target].[System.WorkItemType] = 'Bug' MODE (MustContain)",
            "1 1>3",
        ),
        (
            "WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' AND [Target].[State] = 'Done' \
             MODE (MayContain)",
            "1 1>2 2 3 4",
        ),
        ("WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (DoesNotContain)", "2 4"),
        (
            "WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' \
             ORDER BY [Source].[System.Id] DESC, [Target].[System.Id] DESC MODE (MustContain)",
            "3 3>4 1 1>3 1>2",
        ),
        (
            "WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (Recursive)",
            "1 1>2 1>3 3>4",
        ),
        (
            "WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' AND [Source].[Id] > 1 \
             MODE (Recursive)",
            "2 3 3>4",
        ),
        (
            "WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' AND [Target].[Work Item Type] = 'Task' \
             MODE (Recursive)",
            "1 1>2 3 3>4",
        ),
        (
            "WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' AND [Source].[Id] = 1 \
             AND [Target].[Work Item Type] = 'Task' MODE (Recursive, ReturnMatchingChildren)",
            "1 1>2 1>3 3>4",
        ),
    ] {
        assert_eq!(relations(&format!("SELECT [System.Id] FROM WorkItemLinks {rest}")), expected, "{rest}");
    }
}

#[test]
fn what_is_wrong_is_said_with_where() {
    let items = shop();
    for (query, expected, place) in [
        ("", "Expecting SELECT. The error is caused by «».", 0),
        (
            "SELECT TOP 5 [System.Id] FROM WorkItems",
            "TF51006: The query statement is missing a FROM clause. The error is caused by «5».",
            11,
        ),
        (
            "SELECT [Id] FROM Builds",
            "Expecting WorkItems or WorkItemLinks. The error is caused by «Builds».",
            17,
        ),
        (
            "SELECT [System.Sprint] FROM WorkItems",
            "TF51005: The query references a field that does not exist. The error is caused by «[System.Sprint]».",
            7,
        ),
        (
            "SELECT [Id] FROM WorkItems WHERE [x] = 1",
            "TF51005: The query references a field that does not exist. The error is caused by «[x]».",
            33,
        ),
        (
            "SELECT [Id] FROM WorkItems WHERE [Id] = 1 (",
            "Expecting end of string. The error is caused by «(».",
            42,
        ),
        ("SELECT [Id] FROM WorkItems WHERE [Id]", "Expecting an operator. The error is caused by «».", 37),
        ("SELECT [Id] FROM WorkItems WHERE [Id] = ", "Expecting a value. The error is caused by «».", 40),
        ("SELECT [Id] FROM WorkItems WHERE ([Id] = 1", "Expecting ). The error is caused by «».", 42),
        ("SELECT [Id] FROM WorkItems WHERE [Title] = 'x", "Expecting '. The error is caused by «'x».", 43),
        (
            "SELECT [Id] FROM WorkItems WHERE [Id] = 'x'",
            "Expecting a number. The error is caused by «'x'».",
            40,
        ),
        (
            "SELECT [Id] FROM WorkItems WHERE [Id] = @Nobody",
            "The query has a macro that does not exist. The error is caused by «@Nobody».",
            40,
        ),
        (
            "SELECT [Id] FROM WorkItems WHERE [Area Path] UNDER 'Else'",
            "TF51011: The specified area path does not exist. The error is caused by «'Else'».",
            51,
        ),
        (
            "SELECT [Id] FROM WorkItems WHERE [Changed Date] > '2026-07-01T09:30:00Z'",
            "You cannot supply a time with the date when running a query using date precision. The error is caused by «'2026-07-01T09:30:00Z'».",
            50,
        ),
        (
            "SELECT [Id] FROM WorkItems WHERE [Description] = 'x'",
            "The operator cannot be used with the field System.Description. The error is caused by «Description».",
            33,
        ),
        (
            "SELECT [Id] FROM WorkItems MODE (Recursive)",
            "Expecting end of string. The error is caused by «MODE».",
            27,
        ),
        (
            "SELECT [Id] FROM WorkItemLinks WHERE [Source].[Id] = 1 OR [Target].[Id] = 1",
            "A condition cannot be about the source, the target or the link at once. The error is caused by «Id».",
            46,
        ),
        (
            "SELECT [Id] FROM WorkItems WHERE [Id] = 1 ; DROP",
            "The query has a character that is not expected. The error is caused by «;».",
            42,
        ),
    ] {
        let error = ask(&items, query, false).unwrap_err();
        assert_eq!(error.to_string(), expected, "{query}");
        assert!(matches!(error, Error::At { position, .. } if position == place), "{query}: {error:?}");
    }
    let long = format!("SELECT [Id] FROM WorkItems WHERE [Title] = '{}'", "x".repeat(LENGTH_LIMIT));
    assert_eq!(ask(&items, &long, false), Err(Error::TooLong));
    let deep = format!("SELECT [Id] FROM WorkItems WHERE {}[Id] = 1{}", "(".repeat(9000), ")".repeat(9000));
    assert!(matches!(ask(&items, &deep, false), Err(Error::At { .. })));
}

#[test]
fn macros_need_what_they_stand_for() {
    let items = shop();
    let context = Context {
        source: &items,
        me: "ada@x.example",
        project: None,
        team: None,
        now: at("2026-07-01T12:00:00Z"),
        time_precision: false,
    };
    for (condition, name) in [
        ("[Iteration Path] = @CurrentIteration", "@CurrentIteration"),
        ("[Iteration Path] = @currentIteration + 1", "@currentIteration"),
        ("[Title] = @project", "@project"),
    ] {
        let query = format!("SELECT [Id] FROM WorkItems WHERE {condition}");
        let error = bind(&parse(&query).unwrap(), &context).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("VS402612: The macro '{name}' is not supported without a ")),
            "{error}"
        );
    }
}

#[test]
fn results_have_a_limit_unless_somebody_says_one() {
    let mut items = Items::default();
    for id in 1..=20_001 {
        items.set(id, "System.Title", "2026-06-30T10:00:00Z", text("x"));
    }
    let query = "SELECT [System.Id] FROM WorkItems";
    assert_eq!(ask(&items, query, false), Err(Error::TooMany));
    let limited = ask(&items, &format!("{query} WHERE [Id] <= 20000"), false).unwrap();
    assert!(matches!(limited, Answer::Items(found) if found.len() == 20_000));
}

/// A condition as text, and what it means.
struct Random<'i> {
    text: String,
    holds: Box<dyn Fn(&One) -> bool + 'i>,
}

/// An item as the naive evaluator sees it.
#[derive(Clone, Debug)]
struct One {
    id: i64,
    title: &'static str,
    states: Vec<&'static str>,
    area: &'static str,
    priority: Option<i64>,
    person: Option<&'static str>,
    day: i64,
}

const TITLES: [&str; 4] = ["Sell shoes", "Draw boxes", "shoe's box", "SELL"];
const STATES: [&str; 3] = ["New", "Active", "Done"];
const AREAS: [&str; 4] = ["Shop", "Shop\\Web", "Shop\\Web\\Cart", "Shop\\Webshop"];
const PEOPLE: [&str; 2] = ["Ada", "Bob"];

fn pick(ids: &mut Ids, from: &[&'static str]) -> &'static str {
    from[ids.below(from.len())]
}

/// One comparison, and the same in Rust.
fn comparison(ids: &mut Ids) -> Random<'static> {
    let operators: [(&str, Holds); 6] = [
        ("=", std::cmp::Ordering::is_eq),
        ("<>", std::cmp::Ordering::is_ne),
        ("<", std::cmp::Ordering::is_lt),
        ("<=", std::cmp::Ordering::is_le),
        (">", std::cmp::Ordering::is_gt),
        (">=", std::cmp::Ordering::is_ge),
    ];
    let (operator, holds) = operators[ids.below(6)];
    let number = i64::try_from(ids.below(5)).unwrap();
    match ids.below(8) {
        0 => Random {
            text: format!("[System.Id] {operator} {number}"),
            holds: Box::new(move |one| holds(one.id.cmp(&number))),
        },
        1 => Random {
            text: format!("[Priority] {operator} {number}"),
            // What is empty is different from everything, and neither smaller nor larger.
            holds: Box::new(move |one| match one.priority {
                Some(priority) => holds(priority.cmp(&number)),
                None => operator == "<>",
            }),
        },
        2 => {
            let title = pick(ids, &TITLES);
            Random {
                text: format!("[Title] {operator} '{}'", title.replace('\'', "''")),
                holds: Box::new(move |one| holds(one.title.to_lowercase().cmp(&title.to_lowercase()))),
            }
        }
        3 => {
            let states = [pick(ids, &STATES), pick(ids, &STATES)];
            Random {
                text: format!("[State] IN ('{}', '{}')", states[0], states[1]),
                holds: Box::new(move |one| states.contains(one.states.last().unwrap())),
            }
        }
        4 => {
            let state = pick(ids, &STATES);
            Random {
                text: format!("EVER [State] = '{state}'"),
                holds: Box::new(move |one| one.states.contains(&state)),
            }
        }
        5 => {
            let area = pick(ids, &AREAS);
            Random {
                text: format!("[Area Path] UNDER '{area}'"),
                holds: Box::new(move |one| one.area == area || one.area.starts_with(&format!("{area}\\"))),
            }
        }
        6 => {
            let person = pick(ids, &PEOPLE);
            Random {
                text: format!("[Assigned To] <> '{person}'"),
                holds: Box::new(move |one| one.person != Some(person)),
            }
        }
        _ => Random {
            text: format!("[Changed Date] {operator} '2026-07-0{}'", number + 1),
            holds: Box::new(move |one| holds(one.day.cmp(&(number + 1)))),
        },
    }
}

fn condition(ids: &mut Ids, depth: usize) -> Random<'static> {
    if depth == 0 {
        return comparison(ids);
    }
    let one = condition(ids, depth - 1);
    match ids.below(4) {
        0 => one,
        1 => Random { text: format!("NOT ({})", one.text), holds: Box::new(move |item| !(one.holds)(item)) },
        2 => {
            let other = condition(ids, depth - 1);
            Random {
                text: format!("({}) AND ({})", one.text, other.text),
                holds: Box::new(move |item| (one.holds)(item) && (other.holds)(item)),
            }
        }
        _ => {
            let other = condition(ids, depth - 1);
            Random {
                text: format!(
                    "(({}) OR {})",
                    one.text,
                    if depth == 1 { other.text } else { format!("({})", other.text) }
                ),
                holds: Box::new(move |item| (one.holds)(item) || (other.holds)(item)),
            }
        }
    }
}

#[test]
fn random_queries_find_what_a_naive_evaluator_finds() {
    for seed in 0..400 {
        let ids = &mut Ids::new(seed);
        let (mut items, mut ones) = (Items::default(), Vec::new());
        for id in 1..=12 {
            let one = One {
                id,
                title: pick(ids, &TITLES),
                states: (0..=ids.below(3)).map(|_| pick(ids, &STATES)).collect(),
                area: pick(ids, &AREAS),
                priority: (ids.below(3) > 0).then(|| i64::try_from(ids.below(5)).unwrap()),
                person: (ids.below(3) > 0).then(|| pick(ids, &PEOPLE)),
                day: 1 + i64::try_from(ids.below(5)).unwrap(),
            };
            let when = "2026-06-01T00:00:00Z";
            items.set(id, "System.Title", when, text(one.title));
            for state in &one.states {
                items.set(id, "System.State", when, text(state));
            }
            items.set(id, "System.AreaPath", when, text(one.area));
            if let Some(priority) = one.priority {
                #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                items.set(id, "Microsoft.VSTS.Common.Priority", when, Value::Number(priority as f64));
            }
            if let Some(name) = one.person {
                items.set(id, "System.AssignedTo", when, person(name));
            }
            let day = format!("2026-07-0{}T{:02}:30:00Z", one.day, ids.below(24));
            items.set(id, "System.ChangedDate", when, Value::Date(at(&day)));
            ones.push(one);
        }
        for _ in 0..10 {
            let depth = ids.below(4);
            let random = condition(ids, depth);
            let expected: Vec<_> = ones.iter().filter(|one| (random.holds)(one)).map(|one| one.id).collect();
            let query = format!("SELECT [System.Id] FROM WorkItems WHERE {}", random.text);
            assert_eq!(flat(&items, &query), expected, "seed {seed}: {query}\n{ones:#?}");
        }
    }
}
