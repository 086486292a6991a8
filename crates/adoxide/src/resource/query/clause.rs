//! The clauses of a WIQL query, as far as they must be known to ask on where an answer ended.

/// A query, cut where its clauses begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clauses {
    /// `SELECT … FROM …`.
    head: String,
    /// What stands behind `WHERE`.
    condition: Option<String>,
    /// What stands behind `ASOF`.
    date: Option<String>,
    /// How the answer goes on, or the order that keeps it from going on.
    order: Result<Order, String>,
}

/// An order of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Ascending,
    Descending,
}

const CLAUSES: [&str; 5] = ["FROM", "WHERE", "ORDER", "ASOF", "MODE"];

impl Clauses {
    /// Reads a query for work items. What is none is `None`: the service says why.
    pub(super) fn read(text: &str) -> Option<Self> {
        let clauses = clauses(text)?;
        let clause = |wanted: &str| {
            let index = clauses.iter().position(|(name, ..)| *name == wanted)?;
            let end = clauses.get(index + 1).map_or(text.len(), |(_, start, _)| *start);
            Some(text[clauses[index].2..end].trim().to_owned())
        };
        let from = clause("FROM")?;
        let is_items = from.trim_matches(['[', ']', ' ']).eq_ignore_ascii_case("workitems");
        let is_known = clauses.first().is_some_and(|(name, ..)| *name == "FROM")
            && clauses.iter().all(|(name, ..)| *name != "MODE");
        if !is_items || !is_known {
            return None;
        }
        let end = clauses.get(1).map_or(text.len(), |(_, start, _)| *start);
        let order = clause("ORDER").map_or(Ok(Order::Ascending), |order| by_id(&order));
        Some(Self {
            head: text[..end].trim().to_owned(),
            condition: clause("WHERE"),
            date: clause("ASOF"),
            order,
        })
    }

    /// How the answer can go on; else the order that is in the way, as it is written.
    pub(super) fn order(&self) -> Result<Order, &str> {
        self.order.as_ref().copied().map_err(String::as_str)
    }

    /// Whether it asks for the past.
    pub(super) fn has_date(&self) -> bool {
        self.date.is_some()
    }

    /// The same query for the work items behind this one, in the order of their numbers.
    pub(super) fn after(&self, id: Option<i64>, order: Order) -> String {
        let (operator, direction) = match order {
            Order::Ascending => (">", ""),
            Order::Descending => ("<", " DESC"),
        };
        let behind = id.map(|id| format!("[System.Id] {operator} {id}"));
        let condition = match (&self.condition, behind) {
            (Some(condition), Some(behind)) => format!(" WHERE ({condition}) AND {behind}"),
            (Some(condition), None) => format!(" WHERE {condition}"),
            (None, Some(behind)) => format!(" WHERE {behind}"),
            (None, None) => String::new(),
        };
        let date = self.date.as_ref().map(|date| format!(" ASOF {date}")).unwrap_or_default();
        format!("{}{condition} ORDER BY [System.Id]{direction}{date}", self.head)
    }
}

/// What `BY [System.Id] DESC` says if it is about numbers alone, else what it says.
fn by_id(order: &str) -> Result<Order, String> {
    // Without `BY` it is no order, and the service says so.
    let words = order.get(..2).filter(|word| word.eq_ignore_ascii_case("by"));
    let words = words.map_or(order, |_| order[2..].trim());
    let (field, direction) = match words.strip_prefix('[').and_then(|words| words.split_once(']')) {
        Some((field, direction)) => (field, direction),
        None => words.split_once(char::is_whitespace).unwrap_or((words, "")),
    };
    let is = |word: &str, other: &str| word.trim().eq_ignore_ascii_case(other);
    let is_id = is(field, "System.Id") || is(field, "Id");
    match direction.trim() {
        asc if is_id && (asc.is_empty() || is(asc, "ASC")) => Ok(Order::Ascending),
        desc if is_id && is(desc, "DESC") => Ok(Order::Descending),
        _ => Err(words.to_owned()),
    }
}

/// Where clauses begin: their name, and the places of its first byte and of the one behind its last. In
/// quotes, brackets and parentheses there are none. `None` if a clause is there twice, or one of these is
/// not closed.
fn clauses(text: &str) -> Option<Vec<(&'static str, usize, usize)>> {
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        let closing = match byte {
            b'\'' | b'"' => Some(byte),
            b'[' => Some(b']'),
            _ => None,
        };
        if let Some(closing) = closing {
            at += 2 + bytes[at + 1..].iter().position(|byte| *byte == closing)?;
            continue;
        }
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'@');
        if !is_word(&byte) {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| is_word(byte)).count();
        let name = CLAUSES.into_iter().find(|name| bytes[at..end].eq_ignore_ascii_case(name.as_bytes()));
        if let Some(name) = name.filter(|_| depth == 0) {
            if found.iter().any(|(known, ..)| *known == name) {
                return None;
            }
            found.push((name, at, end));
        }
        at = end;
    }
    (depth == 0).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_goes_on_behind_a_number() {
        for (query, first, on) in [
            (
                "SELECT [Id] FROM workitems",
                "SELECT [Id] FROM workitems ORDER BY [System.Id]",
                "SELECT [Id] FROM workitems WHERE [System.Id] > 7 ORDER BY [System.Id]",
            ),
            (
                "select [a where] from [WorkItems]\nwhere [Title] = 'it''s order by' or ([x] = \"ASOF\") \
                 order by [id] asc asof '2020-01-01'",
                "select [a where] from [WorkItems] WHERE [Title] = 'it''s order by' or ([x] = \"ASOF\") ORDER BY \
                 [System.Id] ASOF '2020-01-01'",
                "select [a where] from [WorkItems] WHERE ([Title] = 'it''s order by' or ([x] = \"ASOF\")) AND \
                 [System.Id] > 7 ORDER BY [System.Id] ASOF '2020-01-01'",
            ),
            (
                "SELECT [Id] FROM WorkItems ORDER BY [System.Id] DESC",
                "SELECT [Id] FROM WorkItems ORDER BY [System.Id] DESC",
                "SELECT [Id] FROM WorkItems WHERE [System.Id] < 7 ORDER BY [System.Id] DESC",
            ),
        ] {
            let query = Clauses::read(query).unwrap();
            let order = query.order().unwrap();
            assert_eq!(query.after(None, order), first);
            assert_eq!(query.after(Some(7), order), on);
        }
    }

    #[test]
    fn what_cannot_go_on() {
        for query in [
            "SELECT [Id] FROM workItemLinks WHERE x",
            "SELECT [Id] FROM workItems MODE (Recursive)",
            "SELECT [Id] FROM workItems WHERE a) OR (b",
            "SELECT [Id] FROM workItems WHERE [a] = 'b",
            "SELECT [Id] FROM workItems WHERE a WHERE b",
            "WHERE a FROM workItems",
            "'",
        ] {
            assert_eq!(Clauses::read(query), None, "{query}");
        }
        for order in ["[System.Title]", "[System.Id], [System.Title]", "Title DESC", "[System.Id] SIDEWAYS"] {
            let query = Clauses::read(&format!("SELECT [Id] FROM WorkItems ORDER BY {order}")).unwrap();
            assert_eq!(query.order(), Err(order));
        }
    }
}
