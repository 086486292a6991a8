//! The clauses of a WIQL query, as far as they must be known to ask on where an answer ended.

/// A query, cut where its clauses begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clauses {
    of: Of,
    /// `SELECT … FROM …`.
    head: String,
    /// What stands behind `WHERE`.
    condition: Option<String>,
    /// What stands behind `ASOF`.
    date: Option<String>,
    /// What stands behind `MODE`.
    mode: Option<String>,
    /// The order as it is written.
    written: Option<String>,
    /// How the answer goes on, or the order that keeps it from going on.
    order: Result<Order, String>,
}

/// What a query that can be asked in parts finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Work items.
    Items,
    /// Work items, each with its links. One stands before its links, so parts are divided between such items.
    Links,
}

/// An order of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Ascending,
    Descending,
}

const CLAUSES: [&str; 5] = ["FROM", "WHERE", "ORDER", "ASOF", "MODE"];

impl Clauses {
    /// Reads a query for work items or for their links. What is none, and what finds trees, which hang together, is
    /// `None`: what is wrong with it, the service says.
    pub(super) fn read(text: &str) -> Option<Self> {
        let clauses = clauses(text)?;
        let clause = |wanted: &str| {
            let index = clauses.iter().position(|(name, ..)| *name == wanted)?;
            let end = clauses.get(index + 1).map_or(text.len(), |(_, start, _)| *start);
            Some(text[clauses[index].2..end].trim().to_owned())
        };
        let from = clause("FROM")?;
        let from = from.trim_matches(['[', ']', ' ']).to_ascii_lowercase();
        let mode = clause("MODE");
        let is_tree = mode.as_ref().is_some_and(|mode| mode.to_ascii_lowercase().contains("recursive"));
        let of = match (from.as_str(), &mode) {
            ("workitems", None) => Of::Items,
            ("workitemlinks", _) if !is_tree => Of::Links,
            _ => return None,
        };
        if clauses.first().is_none_or(|(name, ..)| *name != "FROM") {
            return None;
        }
        let end = clauses.get(1).map_or(text.len(), |(_, start, _)| *start);
        let written = clause("ORDER");
        Some(Self {
            of,
            head: text[..end].trim().to_owned(),
            condition: clause("WHERE"),
            date: clause("ASOF"),
            mode,
            order: written.as_ref().map_or(Ok(Order::Ascending), |order| by_id(order, of)),
            written: written.filter(|_| of == Of::Links),
        })
    }

    /// What it finds.
    pub(super) fn of(&self) -> Of {
        self.of
    }

    /// How the answer can go on; else the order that is in the way, as it is written.
    pub(super) fn order(&self) -> Result<Order, &str> {
        self.order.as_ref().copied().map_err(String::as_str)
    }

    /// Whether it asks for the past.
    pub(super) fn has_date(&self) -> bool {
        self.date.is_some()
    }

    /// The same query for the work items behind this one, in the order of their numbers; of links, for those of them.
    pub(super) fn after(&self, id: Option<i64>, order: Order) -> String {
        let (operator, direction) = match order {
            Order::Ascending => (">", ""),
            Order::Descending => ("<", " DESC"),
        };
        let field = match self.of {
            Of::Items => "[System.Id]",
            Of::Links => "[Source].[System.Id]",
        };
        let behind = id.map(|id| format!("{field} {operator} {id}"));
        let condition = match (&self.condition, behind) {
            // Of links, each part must stay a condition of one end.
            (Some(condition), Some(behind)) if self.of == Of::Links && !has_or(condition) => {
                format!(" WHERE {behind} AND {condition}")
            }
            (Some(condition), Some(behind)) => format!(" WHERE ({condition}) AND {behind}"),
            (Some(condition), None) => format!(" WHERE {condition}"),
            (None, Some(behind)) => format!(" WHERE {behind}"),
            (None, None) => String::new(),
        };
        let order = match &self.written {
            Some(written) if self.order.is_ok() => written.clone(),
            _ => format!("BY {field}{direction}"),
        };
        let clause = |name: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!(" {name} {value}")).unwrap_or_default()
        };
        let (date, mode) = (clause("ASOF", &self.date), clause("MODE", &self.mode));
        format!("{}{condition} ORDER {order}{date}{mode}", self.head)
    }
}

/// What `BY [System.Id] DESC` says if it is about numbers alone, else what it says. Of links, the end that they come
/// from is ordered, and may be named.
fn by_id(order: &str, of: Of) -> Result<Order, String> {
    // Without `BY` it is not an ORDER BY, and the service says so.
    let words = order.get(..2).filter(|word| word.eq_ignore_ascii_case("by"));
    let words = words.map_or(order, |_| order[2..].trim());
    let source = words.get(..9).filter(|source| of == Of::Links && source.eq_ignore_ascii_case("[Source]."));
    let field = source.map_or(words, |source| &words[source.len()..]);
    let (field, direction) = match field.strip_prefix('[').and_then(|words| words.split_once(']')) {
        Some((field, direction)) => (field, direction),
        None => field.split_once(char::is_whitespace).unwrap_or((field, "")),
    };
    let is = |word: &str, other: &str| word.trim().eq_ignore_ascii_case(other);
    let is_id = is(field, "System.Id") || is(field, "Id");
    match direction.trim() {
        asc if is_id && (asc.is_empty() || is(asc, "ASC")) => Ok(Order::Ascending),
        desc if is_id && is(desc, "DESC") => Ok(Order::Descending),
        _ => Err(words.to_owned()),
    }
}

/// Where clauses begin: their name, and the places of its first byte and of the one behind its last. `None` if a
/// clause is there twice, or something is not closed.
fn clauses(text: &str) -> Option<Vec<(&'static str, usize, usize)>> {
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    for (start, end) in words(text)? {
        let word = &text[start..end];
        let Some(name) = CLAUSES.into_iter().find(|name| word.eq_ignore_ascii_case(name)) else { continue };
        if found.iter().any(|(known, ..)| *known == name) {
            return None;
        }
        found.push((name, start, end));
    }
    Some(found)
}

/// Whether a condition is one of several that may hold.
fn has_or(condition: &str) -> bool {
    let is_or = |(start, end): &(usize, usize)| condition[*start..*end].eq_ignore_ascii_case("OR");
    words(condition).is_none_or(|words| words.iter().any(is_or))
}

/// Where the words begin and end that are not in quotes, brackets or parentheses. `None` if one of these is not closed.
fn words(text: &str) -> Option<Vec<(usize, usize)>> {
    let mut found = Vec::new();
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
        if depth == 0 {
            found.push((at, end));
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
            (
                "SELECT [Id] FROM workItemLinks WHERE ([Source].[a] = 'x or y') AND ([Target].[b] = 1 OR [Target].[b] = 2) \
                 ASOF '2020-01-01' MODE (MayContain)",
                "SELECT [Id] FROM workItemLinks WHERE ([Source].[a] = 'x or y') AND ([Target].[b] = 1 OR [Target].[b] = 2) \
                 ORDER BY [Source].[System.Id] ASOF '2020-01-01' MODE (MayContain)",
                "SELECT [Id] FROM workItemLinks WHERE [Source].[System.Id] > 7 AND ([Source].[a] = 'x or y') AND \
                 ([Target].[b] = 1 OR [Target].[b] = 2) ORDER BY [Source].[System.Id] ASOF '2020-01-01' \
                 MODE (MayContain)",
            ),
            (
                "SELECT [Id] FROM WorkItemLinks WHERE [Source].[a] = 1 OR [Source].[a] = 2 ORDER BY [Source].[System.Id] desc",
                "SELECT [Id] FROM WorkItemLinks WHERE [Source].[a] = 1 OR [Source].[a] = 2 ORDER BY \
                 [Source].[System.Id] desc",
                "SELECT [Id] FROM WorkItemLinks WHERE ([Source].[a] = 1 OR [Source].[a] = 2) AND \
                 [Source].[System.Id] < 7 ORDER BY [Source].[System.Id] desc",
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
            "SELECT [Id] FROM workItemLinks WHERE x MODE (Recursive)",
            "SELECT [Id] FROM workItemLinks MODE (recursive, ReturnMatchingChildren)",
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
        let order = "[Target].[System.Id]";
        let query = Clauses::read(&format!("SELECT [Id] FROM WorkItemLinks ORDER BY {order}")).unwrap();
        assert_eq!(query.order(), Err(order));
    }
}
