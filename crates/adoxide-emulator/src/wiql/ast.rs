//! What a query says.

/// A query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Query {
    /// The columns, as they are written.
    pub select: Vec<Name>,
    pub from: From,
    pub condition: Option<Expression>,
    pub order_by: Vec<Sort>,
    pub as_of: Option<Operand>,
    /// How links are followed.
    pub mode: LinkMode,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    WorkItems,
    WorkItemLinks,
}

/// How links are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LinkMode {
    /// Items with such links, and those.
    #[default]
    MustContain,
    /// Items, and such links if there are any.
    MayContain,
    /// Items without such links.
    DoesNotContain,
    /// A tree, from the top.
    Recursive,
    /// A tree, from the leaves.
    MatchingChildren,
}

impl LinkMode {
    /// Whether links are followed further than one step.
    pub fn is_tree(self) -> bool {
        matches!(self, Self::Recursive | Self::MatchingChildren)
    }
}

/// A name as it is written, with where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub text: String,
    pub position: usize,
}

/// Which end of a link is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Source,
    Target,
}

/// A field of an item, or of one end of a link.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldName {
    pub side: Side,
    pub name: Name,
}

/// An order of results.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sort {
    pub field: FieldName,
    pub descending: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Not(Box<Expression>),
    /// At any time until now.
    Ever(Box<Expression>),
    Condition(Condition),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    pub field: FieldName,
    pub operator: Operator,
    pub operands: Vec<Operand>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    InGroup,
    NotInGroup,
    Contains,
    NotContains,
    ContainsWords,
    NotContainsWords,
    Under,
    NotUnder,
    IsEmpty,
    IsNotEmpty,
    /// Was equal at any time.
    WasEver,
}

/// A value as it is written, with where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Operand {
    pub value: Written,
    /// As it stands in the query.
    pub text: String,
    pub position: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Written {
    Text(String),
    Number(f64),
    Boolean(bool),
    Field(FieldName),
    Macro {
        name: String,
        arguments: Vec<String>,
        /// What is added: days of `@Today`, iterations of `@CurrentIteration`.
        offset: f64,
    },
}
