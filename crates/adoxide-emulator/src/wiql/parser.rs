//! From words to what they say.

use super::ast::{
    Condition, Expression, FieldName, From, LinkMode, Name, Operand, Operator, Query, Side, Sort, Written,
};
use super::lexer::{Token, TokenKind, tokens};
use super::{Error, LENGTH_LIMIT};

/// How deep conditions may be within each other: what recursion can bear.
const DEPTH_LIMIT: usize = 100;

/// Reads a query.
///
/// # Errors
/// When it is none, with the place where it stops to be one.
pub(crate) fn parse(text: &str) -> Result<Query, Error> {
    if text.chars().count() > LENGTH_LIMIT {
        return Err(Error::TooLong);
    }
    Parser { text, tokens: tokens(text)?, at: 0, depth: 0 }.query()
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn query(mut self) -> Result<Query, Error> {
        if !self.accept("SELECT") {
            return Err(self.expecting("SELECT"));
        }
        let mut select = vec![self.field_name()?.name];
        while self.accept_symbol(",") {
            select.push(self.field_name()?.name);
        }
        if !self.accept("FROM") {
            // As reported, word for word: it is what everybody sees who writes TOP.
            return Err(self.error("TF51006: The query statement is missing a FROM clause."));
        }
        let from = if self.accept("WORKITEMS") {
            From::WorkItems
        } else if self.accept("WORKITEMLINKS") {
            From::WorkItemLinks
        } else {
            return Err(self.expecting("WorkItems or WorkItemLinks"));
        };
        let mut query = Query {
            select,
            from,
            condition: None,
            order_by: Vec::new(),
            as_of: None,
            mode: LinkMode::default(),
        };
        if self.accept("WHERE") {
            query.condition = Some(self.or()?);
        }
        // The documentation has the rest in one order, the examples have it in others.
        let mut has_mode = false;
        loop {
            if query.order_by.is_empty() && self.accept("ORDER") {
                if !self.accept("BY") {
                    return Err(self.expecting("BY"));
                }
                query.order_by = self.sorts()?;
            } else if query.as_of.is_none() && self.accept("ASOF") {
                query.as_of = Some(self.operand()?);
            } else if !has_mode && from == From::WorkItemLinks && self.accept("MODE") {
                has_mode = true;
                query.mode = self.mode()?;
            } else {
                break;
            }
        }
        match self.peek() {
            TokenKind::End => Ok(query),
            // As reported.
            _ => Err(self.error("Expecting end of string.")),
        }
    }

    fn sorts(&mut self) -> Result<Vec<Sort>, Error> {
        let mut sorts = Vec::new();
        loop {
            let field = self.field_name()?;
            let descending = self.accept("DESC");
            if !descending {
                self.accept("ASC");
            }
            sorts.push(Sort { field, descending });
            if !self.accept_symbol(",") {
                return Ok(sorts);
            }
        }
    }

    fn mode(&mut self) -> Result<LinkMode, Error> {
        self.expect_symbol("(")?;
        let mut mode = None;
        loop {
            let said = if self.accept("MUSTCONTAIN") {
                LinkMode::MustContain
            } else if self.accept("MAYCONTAIN") {
                LinkMode::MayContain
            } else if self.accept("DOESNOTCONTAIN") {
                LinkMode::DoesNotContain
            } else if self.accept("RECURSIVE") {
                LinkMode::Recursive
            } else if self.accept("RETURNMATCHINGCHILDREN") || self.accept("MATCHINGCHILDREN") {
                LinkMode::MatchingChildren
            } else {
                return Err(self.expecting("a link mode"));
            };
            // `(Recursive, ReturnMatchingChildren)` is one mode of two words.
            mode = match (mode, said) {
                (None, said) => Some(said),
                (Some(LinkMode::Recursive), LinkMode::MatchingChildren)
                | (Some(LinkMode::MatchingChildren), LinkMode::Recursive) => Some(LinkMode::MatchingChildren),
                (Some(_), _) => return Err(self.expecting(")")),
            };
            if !self.accept_symbol(",") {
                self.expect_symbol(")")?;
                return Ok(mode.unwrap_or_default());
            }
        }
    }

    fn or(&mut self) -> Result<Expression, Error> {
        let mut parts = vec![self.and()?];
        while self.accept("OR") {
            parts.push(self.and()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::Or(parts) })
    }

    fn and(&mut self) -> Result<Expression, Error> {
        let mut parts = vec![self.not()?];
        while self.accept("AND") {
            parts.push(self.not()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::And(parts) })
    }

    fn not(&mut self) -> Result<Expression, Error> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(self.error("The query has too many conditions within each other."));
        }
        let found = if self.accept("NOT") {
            Expression::Not(Box::new(self.not()?))
        } else if self.accept("EVER") {
            Expression::Ever(Box::new(self.not()?))
        } else if self.accept_symbol("(") {
            let inner = self.or()?;
            self.expect_symbol(")")?;
            inner
        } else {
            Expression::Condition(self.condition()?)
        };
        self.depth -= 1;
        Ok(found)
    }

    fn condition(&mut self) -> Result<Condition, Error> {
        let field = self.field_name()?;
        let operator = self.operator()?;
        let operands = match operator {
            Operator::IsEmpty | Operator::IsNotEmpty => Vec::new(),
            Operator::In | Operator::NotIn => {
                self.expect_symbol("(")?;
                let mut operands = vec![self.operand()?];
                while self.accept_symbol(",") {
                    operands.push(self.operand()?);
                }
                self.expect_symbol(")")?;
                operands
            }
            _ => vec![self.operand()?],
        };
        Ok(Condition { field, operator, operands })
    }

    fn operator(&mut self) -> Result<Operator, Error> {
        let symbols = [
            ("=", Operator::Equal),
            ("<>", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        if let Some((_, operator)) = symbols.into_iter().find(|(symbol, _)| self.accept_symbol(symbol)) {
            return Ok(operator);
        }
        let is_not = self.accept("NOT");
        let either = |yes, no| if is_not { no } else { yes };
        if self.accept("IN") {
            return Ok(if self.accept("GROUP") {
                either(Operator::InGroup, Operator::NotInGroup)
            } else {
                either(Operator::In, Operator::NotIn)
            });
        }
        if self.accept("CONTAINS") {
            return Ok(if self.accept("WORDS") {
                either(Operator::ContainsWords, Operator::NotContainsWords)
            } else {
                either(Operator::Contains, Operator::NotContains)
            });
        }
        if self.accept("UNDER") {
            return Ok(either(Operator::Under, Operator::NotUnder));
        }
        if !is_not && self.accept("IS") {
            let is_not = self.accept("NOT");
            if self.accept("EMPTY") {
                return Ok(if is_not { Operator::IsNotEmpty } else { Operator::IsEmpty });
            }
            return Err(self.expecting("EMPTY"));
        }
        if !is_not && (self.accept("EVER") || self.accept("WAS") && self.accept("EVER")) {
            return Ok(Operator::WasEver);
        }
        Err(self.expecting("an operator"))
    }

    /// `[System.Title]`, `Title`, `[Source].[System.Title]`. Where nothing is said the source is meant.
    fn field_name(&mut self) -> Result<FieldName, Error> {
        let first = self.name()?;
        let side = match first.text.to_ascii_lowercase().as_str() {
            "source" => Some(Side::Source),
            "target" => Some(Side::Target),
            _ => None,
        };
        if let Some(side) = side {
            if self.accept_symbol(".") {
                return Ok(FieldName { side, name: self.name()? });
            }
        } else if let Some((side, rest)) = first.text.split_once('.') {
            // Without brackets it is one word.
            let side = match side.to_ascii_lowercase().as_str() {
                "source" => Some(Side::Source),
                "target" => Some(Side::Target),
                _ => None,
            };
            if let Some(side) = side {
                return Ok(FieldName { side, name: Name { text: rest.to_owned(), ..first } });
            }
        }
        Ok(FieldName { side: Side::Source, name: first })
    }

    fn name(&mut self) -> Result<Name, Error> {
        let position = self.position();
        let text = match self.peek() {
            TokenKind::Name(name) if !name.is_empty() => name.clone(),
            TokenKind::Word(word) if !is_keyword(word) => word.clone(),
            _ => return Err(self.expecting("field name")),
        };
        self.at += 1;
        Ok(Name { text, position })
    }

    fn operand(&mut self) -> Result<Operand, Error> {
        let (first, position) = (self.at, self.position());
        let sign = if self.accept_symbol("-") {
            -1.0
        } else {
            self.accept_symbol("+");
            1.0
        };
        let is_signed = self.at > first;
        let value = match self.peek().clone() {
            TokenKind::Number(number) => {
                self.at += 1;
                Written::Number(sign * number)
            }
            _ if is_signed => return Err(self.expecting("a number")),
            TokenKind::Text(text) => {
                self.at += 1;
                Written::Text(text)
            }
            TokenKind::Word(word) if word.eq_ignore_ascii_case("true") => {
                self.at += 1;
                Written::Boolean(true)
            }
            TokenKind::Word(word) if word.eq_ignore_ascii_case("false") => {
                self.at += 1;
                Written::Boolean(false)
            }
            TokenKind::Macro(name) => {
                self.at += 1;
                let arguments = self.arguments()?;
                Written::Macro { name, arguments, offset: self.offset()? }
            }
            TokenKind::Name(_) => Written::Field(self.field_name()?),
            TokenKind::Word(word) if !is_keyword(&word) => Written::Field(self.field_name()?),
            _ => return Err(self.expecting("a value")),
        };
        let end = self.tokens[self.at - 1].end;
        Ok(Operand { value, text: self.text[position..end].to_owned(), position })
    }

    /// `('[Project]\Team')`
    fn arguments(&mut self) -> Result<Vec<String>, Error> {
        let mut arguments = Vec::new();
        if !self.accept_symbol("(") {
            return Ok(arguments);
        }
        loop {
            let sign = if self.accept_symbol("-") {
                "-"
            } else {
                self.accept_symbol("+");
                ""
            };
            arguments.push(match self.peek() {
                TokenKind::Text(text) => text.clone(),
                TokenKind::Number(number) => format!("{sign}{number}"),
                _ => return Err(self.expecting("a value")),
            });
            self.at += 1;
            if !self.accept_symbol(",") {
                self.expect_symbol(")")?;
                return Ok(arguments);
            }
        }
    }

    /// `+ 1`, `- 7`
    fn offset(&mut self) -> Result<f64, Error> {
        let sign = if self.accept_symbol("-") {
            -1.0
        } else if self.accept_symbol("+") {
            1.0
        } else {
            return Ok(0.0);
        };
        match *self.peek() {
            TokenKind::Number(number) => {
                self.at += 1;
                Ok(sign * number)
            }
            _ => Err(self.expecting("a number")),
        }
    }

    fn peek(&self) -> &TokenKind {
        self.tokens.get(self.at).map_or(&TokenKind::End, |token| &token.kind)
    }

    fn position(&self) -> usize {
        self.tokens.get(self.at).map_or(self.text.len(), |token| token.start)
    }

    /// Goes on if a keyword comes.
    fn accept(&mut self, keyword: &str) -> bool {
        let is = matches!(self.peek(), TokenKind::Word(word) if word.eq_ignore_ascii_case(keyword));
        self.at += usize::from(is);
        is
    }

    fn accept_symbol(&mut self, symbol: &str) -> bool {
        let is = matches!(self.peek(), TokenKind::Symbol(known) if *known == symbol);
        self.at += usize::from(is);
        is
    }

    fn expect_symbol(&mut self, symbol: &str) -> Result<(), Error> {
        if self.accept_symbol(symbol) { Ok(()) } else { Err(self.expecting(symbol)) }
    }

    fn expecting(&self, what: &str) -> Error {
        self.error(&format!("Expecting {what}."))
    }

    /// An error about the word that comes next.
    fn error(&self, message: &str) -> Error {
        let cause = self.tokens.get(self.at).map_or("", |token| &self.text[token.start..token.end]);
        Error::At { message: message.to_owned(), cause: cause.to_owned(), position: self.position() }
    }
}

/// Words that are no field's name unless they are in brackets.
fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 21] = [
        "select", "from", "where", "order", "by", "asof", "mode", "and", "or", "not", "in", "group", "ever",
        "was", "contains", "words", "under", "is", "empty", "asc", "desc",
    ];
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}
