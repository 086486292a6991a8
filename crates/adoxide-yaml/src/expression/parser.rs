//! Parser: builds the syntax tree of an expression.
//!
//! Errors are found in the service's order: token by token, with a stack of open containers (calls and indexers).

use std::rc::Rc;

use super::function::Function;
use super::lexer::{Lexer, Token, TokenKind};
use super::value::Value;
use super::{Failure, Result};

/// Open calls and indexers at which an expression is too deep.
const MAX_DEPTH: usize = 50;
/// Longest expression, in UTF-16 units.
const MAX_LENGTH: usize = 21_000;

const HELP: &str = "For more help, refer to https://go.microsoft.com/fwlink/?linkid=842996";

/// A parsed expression.
#[derive(Debug)]
pub(crate) struct Expression {
    pub(super) text: String,
    pub(super) root: Ast,
    /// Names in source order, resolved when the expression is evaluated.
    names: Vec<NameAt>,
}

#[derive(Debug)]
struct NameAt {
    name: Token,
    /// The opening parenthesis, if the name is called.
    call: Option<Token>,
}

#[derive(Debug)]
pub(super) enum Ast {
    Literal(Value),
    Name(Rc<str>),
    Call {
        function: Function,
        arguments: Vec<Ast>,
    },
    /// A call of a function that exists only at run time. Never evaluated.
    Unknown,
    /// `a.b[c].*`, flat: long chains do not nest.
    Path {
        base: Box<Ast>,
        accesses: Vec<Access>,
    },
}

#[derive(Debug)]
pub(super) enum Access {
    Key(Ast),
    All,
}

/// Which names an expression may use, and when that is checked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dialect {
    /// `${{ }}`: the syntax is checked when the file is read, names when the expression is evaluated.
    Template,
    /// `$[ ]` and the conditions of jobs and stages: names are checked while parsing.
    Runtime { names: &'static [&'static str], functions: &'static [RuntimeFunction] },
    /// The condition of a step: only the syntax is checked, as that of a template is before it is evaluated.
    Step,
}

/// A runtime function: name, minimum and maximum number of arguments.
pub(crate) type RuntimeFunction = (&'static str, usize, usize);

impl Expression {
    /// Parses an expression without evaluating it.
    ///
    /// # Errors
    /// The service's message, with the position in characters from 1.
    pub(crate) fn parse(text: &str, dialect: Dialect) -> Result<Self> {
        Parser::new(text, dialect).parse()
    }

    /// Checks that every name is a named value.
    ///
    /// # Errors
    /// For the first that is not.
    pub(crate) fn check_names(&self, is_known: impl Fn(&str) -> bool) -> Result<()> {
        for NameAt { name, call } in &self.names {
            match (is_known(&self.text[name.start..name.end]), call) {
                (true, None) => {}
                (true, Some(parenthesis)) => {
                    return Err(located("Unexpected symbol", parenthesis, &self.text));
                }
                (false, _) => return Err(located("Unrecognized value", name, &self.text)),
            }
        }
        Ok(())
    }

    /// The text, if the expression is a string literal and nothing else.
    pub(crate) fn literal_text(&self) -> Option<Rc<str>> {
        match &self.root {
            Ast::Literal(Value::Text(text)) => Some(Rc::clone(text)),
            _ => None,
        }
    }
}

fn located(description: &str, token: &Token, text: &str) -> Failure {
    let position = text[..token.start].encode_utf16().count() + 1;
    let word = &text[token.start..token.end];
    Failure::new(format!(
        "{description}: '{word}'. Located at position {position} within expression: '{text}'. {HELP}"
    ))
}

struct Parser<'a> {
    text: &'a str,
    dialect: Dialect,
    lexer: Lexer<'a>,
    last: Option<Token>,
    root: Option<Ast>,
    open: Vec<Container>,
    names: Vec<NameAt>,
}

enum Container {
    Call { callee: Callee, name: Token, arguments: Vec<Ast> },
    Index { bracket: Token, target: Ast, key: Option<Access> },
}

enum Callee {
    Known(Function),
    Runtime(RuntimeFunction),
    Unknown,
}

impl Callee {
    fn bounds(&self) -> (usize, usize) {
        match self {
            Self::Known(function) => function.bounds(),
            Self::Runtime((_, least, most)) => (*least, *most),
            Self::Unknown => (0, usize::MAX),
        }
    }
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, dialect: Dialect) -> Self {
        let (last, root, open, names) = (None, None, Vec::new(), Vec::new());
        Self { text, dialect, lexer: Lexer::new(text), last, root, open, names }
    }

    fn parse(mut self) -> Result<Expression> {
        if self.text.encode_utf16().count() > MAX_LENGTH {
            return Err(Failure::new(format!("Exceeded max expression length {MAX_LENGTH}. {HELP}")));
        }
        while let Some(token) = self.lexer.next() {
            self.token(token)?;
            if self.open.len() >= MAX_DEPTH {
                return Err(Failure::new(format!("Exceeded max expression depth {MAX_DEPTH}. {HELP}")));
            }
        }
        match self.open.pop() {
            Some(Container::Call { name, .. }) => return Err(self.fail("Unclosed function", &name)),
            Some(Container::Index { bracket, .. }) => return Err(self.fail("Unclosed indexer", &bracket)),
            None => {}
        }
        let root = self.root.ok_or_else(|| Failure::new("An expression was expected"))?;
        Ok(Expression { text: self.text.to_owned(), root, names: self.names })
    }

    fn fail(&self, description: &str, token: &Token) -> Failure {
        located(description, token, self.text)
    }

    fn unexpected(&self, token: &Token) -> Failure {
        self.fail("Unexpected symbol", token)
    }

    fn token(&mut self, token: Token) -> Result<()> {
        match &token.kind {
            TokenKind::StartIndex => self.start_index(&token)?,
            TokenKind::EndIndex => self.end_index(&token)?,
            TokenKind::EndParameters => self.end_parameters(&token)?,
            TokenKind::Separator => self.separator(&token)?,
            TokenKind::Dereference => return self.dereference(&token),
            TokenKind::Wildcard => self.wildcard(&token)?,
            TokenKind::Boolean(value) => self.value(&token, Ast::Literal(Value::Boolean(*value)))?,
            TokenKind::Number(value) => self.value(&token, Ast::Literal(Value::Number(*value)))?,
            TokenKind::Version(value) => self.value(&token, Ast::Literal(Value::Version(value.clone())))?,
            TokenKind::Text(value) => self.value(&token, Ast::Literal(Value::text(value.as_str())))?,
            TokenKind::Name => return self.name(token),
            TokenKind::Unrecognized => return Err(self.fail("Unrecognized value", &token)),
            TokenKind::StartParameters | TokenKind::Property => return Err(self.unexpected(&token)),
        }
        self.last = Some(token);
        Ok(())
    }

    fn begins_value(&self) -> bool {
        self.last.as_ref().is_none_or(|last| {
            matches!(last.kind, TokenKind::StartIndex | TokenKind::StartParameters | TokenKind::Separator)
        })
    }

    /// Whether `.` or `[` may follow.
    fn ends_container(&self) -> bool {
        self.last.as_ref().is_some_and(|last| {
            matches!(
                last.kind,
                TokenKind::EndParameters
                    | TokenKind::EndIndex
                    | TokenKind::Property
                    | TokenKind::Name
                    | TokenKind::Wildcard
            )
        })
    }

    fn push(&mut self, ast: Ast) {
        match self.open.last_mut() {
            Some(Container::Call { arguments, .. }) => arguments.push(ast),
            Some(Container::Index { key, .. }) => *key = Some(Access::Key(ast)),
            None => self.root = Some(ast),
        }
    }

    /// Pops the value that was pushed last, to wrap it in an indexer.
    fn take(&mut self) -> Option<Ast> {
        match self.open.last_mut() {
            Some(Container::Call { arguments, .. }) => arguments.pop(),
            Some(Container::Index { key, .. }) => match key.take()? {
                Access::Key(ast) => Some(ast),
                Access::All => None,
            },
            None => self.root.take(),
        }
    }

    fn value(&mut self, token: &Token, ast: Ast) -> Result<()> {
        if !self.begins_value() {
            return Err(self.unexpected(token));
        }
        self.push(ast);
        Ok(())
    }

    fn start_index(&mut self, token: &Token) -> Result<()> {
        if !self.ends_container() {
            return Err(self.unexpected(token));
        }
        let target = self.take().ok_or_else(|| self.unexpected(token))?;
        self.open.push(Container::Index { bracket: token.clone(), target, key: None });
        Ok(())
    }

    fn end_index(&mut self, token: &Token) -> Result<()> {
        match self.open.pop() {
            Some(Container::Index { target, key: Some(key), .. }) => {
                self.push(path(target, key));
                Ok(())
            }
            _ => Err(self.unexpected(token)),
        }
    }

    fn wildcard(&mut self, token: &Token) -> Result<()> {
        let starts_index = self.last.as_ref().is_some_and(|last| last.kind == TokenKind::StartIndex);
        match self.open.last_mut() {
            Some(Container::Index { key, .. }) if starts_index => {
                *key = Some(Access::All);
                Ok(())
            }
            _ => Err(self.unexpected(token)),
        }
    }

    fn dereference(&mut self, token: &Token) -> Result<()> {
        if !self.ends_container() {
            return Err(self.unexpected(token));
        }
        let target = self.take().ok_or_else(|| self.unexpected(token))?;
        let expected = "Expected a property name to follow the dereference operator '.'";
        let next = self.lexer.next().ok_or_else(|| self.fail(expected, token))?;
        let access = match next.kind {
            TokenKind::Property => Access::Key(Ast::Literal(Value::text(&self.text[next.start..next.end]))),
            TokenKind::Wildcard => Access::All,
            _ => return Err(self.unexpected(&next)),
        };
        self.push(path(target, access));
        self.last = Some(next);
        Ok(())
    }

    fn separator(&mut self, token: &Token) -> Result<()> {
        let after_separator = self.last.as_ref().is_some_and(|last| last.kind == TokenKind::Separator);
        match self.open.last() {
            Some(Container::Call { callee, arguments, .. })
                if !arguments.is_empty() && arguments.len() < callee.bounds().1 && !after_separator =>
            {
                Ok(())
            }
            _ => Err(self.unexpected(token)),
        }
    }

    fn end_parameters(&mut self, token: &Token) -> Result<()> {
        let after_separator = self.last.as_ref().is_some_and(|last| last.kind == TokenKind::Separator);
        match self.open.pop() {
            Some(Container::Call { callee, arguments, .. })
                if arguments.len() >= callee.bounds().0
                    && arguments.len() <= callee.bounds().1
                    && !after_separator =>
            {
                self.push(match callee {
                    Callee::Known(function) => Ast::Call { function, arguments },
                    Callee::Runtime(_) | Callee::Unknown => Ast::Unknown,
                });
                Ok(())
            }
            _ => Err(self.unexpected(token)),
        }
    }

    fn name(&mut self, token: Token) -> Result<()> {
        let word = &self.text[token.start..token.end];
        if let Some(callee) = self.callee(word) {
            if !self.begins_value() {
                return Err(self.unexpected(&token));
            }
            return match self.lexer.next() {
                Some(parenthesis) if parenthesis.kind == TokenKind::StartParameters => {
                    self.open(callee, token, parenthesis);
                    Ok(())
                }
                _ => Err(self.fail("Expected '(' to follow a function", &token)),
            };
        }
        match self.dialect {
            Dialect::Runtime { names, .. } if !names.iter().any(|name| name.eq_ignore_ascii_case(word)) => {
                return Err(self.fail("Unrecognized value", &token));
            }
            Dialect::Runtime { .. } => {}
            Dialect::Template | Dialect::Step => {
                let parenthesis = self.lexer.peek().filter(|next| next.kind == TokenKind::StartParameters);
                let call = parenthesis.filter(|_| self.begins_value());
                self.names.push(NameAt { name: token.clone(), call: call.clone() });
                if let Some(parenthesis) = call {
                    self.lexer.next();
                    self.open(Callee::Unknown, token, parenthesis);
                    return Ok(());
                }
            }
        }
        self.value(&token, Ast::Name(word.into()))?;
        self.last = Some(token);
        Ok(())
    }

    fn open(&mut self, callee: Callee, name: Token, parenthesis: Token) {
        self.open.push(Container::Call { callee, name, arguments: Vec::new() });
        self.last = Some(parenthesis);
    }

    fn callee(&self, word: &str) -> Option<Callee> {
        let runtime = match self.dialect {
            Dialect::Runtime { functions, .. } => functions,
            Dialect::Template | Dialect::Step => &[],
        };
        let runtime = runtime.iter().find(|function| function.0.eq_ignore_ascii_case(word));
        Function::named(word).map(Callee::Known).or_else(|| runtime.copied().map(Callee::Runtime))
    }
}

fn path(target: Ast, access: Access) -> Ast {
    match target {
        Ast::Path { base, mut accesses } => {
            accesses.push(access);
            Ast::Path { base, accesses }
        }
        base => Ast::Path { base: Box::new(base), accesses: vec![access] },
    }
}
