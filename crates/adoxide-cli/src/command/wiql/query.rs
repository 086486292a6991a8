//! The parts of a WIQL query, as far as it must be known to ask on where an answer ended.

/// A query, cut where its clauses begin.
pub struct Query {
    /// `SELECT … FROM …`.
    head: String,
    /// What stands behind `WHERE`.
    condition: Option<String>,
    /// What stands behind `ASOF`.
    date: Option<String>,
    from: String,
}

const CLAUSES: [&str; 5] = ["FROM", "WHERE", "ORDER", "ASOF", "MODE"];

impl Query {
    /// Reads a query. What is none is for the service to refuse.
    pub fn read(text: &str) -> Self {
        let clauses = clauses(text);
        let clause = |wanted: &str| {
            let index = clauses.iter().position(|(name, ..)| *name == wanted)?;
            let end = clauses.get(index + 1).map_or(text.len(), |(_, start, _)| *start);
            Some(text[clauses[index].2..end].trim().to_owned())
        };
        let from = clause("FROM").unwrap_or_default();
        let end =
            clauses.iter().find(|(name, ..)| *name != "FROM").map_or(text.len(), |(_, start, _)| *start);
        Self { head: text[..end].trim().to_owned(), condition: clause("WHERE"), date: clause("ASOF"), from }
    }

    /// Whether it asks for work items, and not for links of them.
    pub fn selects_items(&self) -> bool {
        let name = self.from.trim_matches(['[', ']', ' ']);
        name.eq_ignore_ascii_case("workitems")
    }

    /// Whether it asks for the past.
    pub fn has_date(&self) -> bool {
        self.date.is_some()
    }

    /// The same query for the work items behind this one, in the order of their ids.
    pub fn after(&self, id: i64) -> String {
        let mut text = format!("{} WHERE ", self.head);
        if let Some(condition) = &self.condition {
            text += &format!("({condition}) AND ");
        }
        text += &format!("[System.Id] > {id} ORDER BY [System.Id]");
        if let Some(date) = &self.date {
            text += &format!(" ASOF {date}");
        }
        text
    }
}

/// Where clauses begin: their name, and the places of its first byte and of the one behind its last. Each is
/// found once; in quotes and brackets there are none.
fn clauses(text: &str) -> Vec<(&'static str, usize, usize)> {
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let closing = match byte {
            b'\'' | b'"' => Some(byte),
            b'[' => Some(b']'),
            _ => None,
        };
        if let Some(closing) = closing {
            let rest = &bytes[at + 1..];
            at += 2 + rest.iter().position(|byte| *byte == closing).unwrap_or(rest.len());
            continue;
        }
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'@');
        if !is_word(&byte) {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| is_word(byte)).count();
        let name = CLAUSES.into_iter().find(|name| bytes[at..end].eq_ignore_ascii_case(name.as_bytes()));
        if let Some(name) = name
            && found.iter().all(|(known, ..)| *known != name)
        {
            found.push((name, at, end));
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_goes_on_behind_an_id() {
        for (query, on) in [
            (
                "SELECT [Id] FROM workitems",
                "SELECT [Id] FROM workitems WHERE [System.Id] > 7 ORDER BY [System.Id]",
            ),
            (
                "select [a where] from [WorkItems]\nwhere [Title] = 'it''s order by' or [x] = \"ASOF\" \
                 order by [Title] desc asof '2020-01-01'",
                "select [a where] from [WorkItems] WHERE ([Title] = 'it''s order by' or [x] = \"ASOF\") AND \
                 [System.Id] > 7 ORDER BY [System.Id] ASOF '2020-01-01'",
            ),
        ] {
            let query = Query::read(query);
            assert!(query.selects_items());
            assert_eq!(query.after(7), on);
        }
        assert!(!Query::read("SELECT [Id] FROM workItemLinks WHERE x").selects_items());
        assert!(!Query::read("'").selects_items());
    }
}
