//! The functions that every expression may call.

/// A function, by its name in the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    And,
    Coalesce,
    Contains,
    ContainsValue,
    ConvertToJson,
    EndsWith,
    Eq,
    Format,
    Ge,
    Gt,
    Iif,
    In,
    Join,
    Le,
    Length,
    Lower,
    Lt,
    Ne,
    Not,
    NotIn,
    Or,
    Replace,
    Split,
    StartsWith,
    Trim,
    Upper,
    Xor,
}

const MANY: usize = usize::MAX;

/// Name, minimum and maximum number of arguments.
const FUNCTIONS: [(&str, Function, usize, usize); 27] = [
    ("and", Function::And, 2, MANY),
    ("coalesce", Function::Coalesce, 2, MANY),
    ("contains", Function::Contains, 2, 2),
    ("containsValue", Function::ContainsValue, 2, 2),
    ("convertToJson", Function::ConvertToJson, 1, 1),
    ("endsWith", Function::EndsWith, 2, 2),
    ("eq", Function::Eq, 2, 2),
    ("format", Function::Format, 1, 255),
    ("ge", Function::Ge, 2, 2),
    ("gt", Function::Gt, 2, 2),
    ("iif", Function::Iif, 3, 3),
    // The reference documents a minimum of one argument; the service refuses it.
    ("in", Function::In, 2, MANY),
    ("join", Function::Join, 2, 2),
    ("le", Function::Le, 2, 2),
    ("length", Function::Length, 1, 1),
    ("lower", Function::Lower, 1, 1),
    ("lt", Function::Lt, 2, 2),
    ("ne", Function::Ne, 2, 2),
    ("not", Function::Not, 1, 1),
    ("notIn", Function::NotIn, 2, MANY),
    ("or", Function::Or, 2, MANY),
    ("replace", Function::Replace, 3, 3),
    ("split", Function::Split, 2, 2),
    ("startsWith", Function::StartsWith, 2, 2),
    ("trim", Function::Trim, 1, 1),
    ("upper", Function::Upper, 1, 1),
    ("xor", Function::Xor, 2, 2),
];

impl Function {
    /// The function of that name, in any case.
    pub(crate) fn named(word: &str) -> Option<Self> {
        FUNCTIONS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(word)).map(|(_, function, ..)| *function)
    }

    /// Minimum and maximum number of arguments.
    pub(crate) fn bounds(self) -> (usize, usize) {
        let row = FUNCTIONS.iter().find(|(_, function, ..)| *function == self);
        row.map_or((0, MANY), |(_, _, least, most)| (*least, *most))
    }
}
