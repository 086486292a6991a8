//! Shapes: which nodes are valid at a place of a pipeline.

/// The nodes that are valid at one place: scalars, sequences, mappings.
#[derive(Debug)]
pub(crate) struct Shape {
    pub scalar: Scalars,
    /// The shape of the items, where a sequence may stand.
    pub items: Option<&'static Shape>,
    /// The alternatives, where a mapping may stand.
    pub fields: &'static [&'static Fields],
    pub expressions: Expressions,
    pub role: Role,
}

#[derive(Debug)]
pub(crate) enum Scalars {
    None,
    Any,
    NotEmpty,
    /// `true`, `false` and their synonyms, or a macro or runtime expression.
    Boolean,
    /// These words only.
    Words(&'static [&'static str]),
}

impl Scalars {
    pub(crate) fn accepts(&self, text: &str) -> bool {
        const BOOLEANS: [&str; 8] = ["true", "false", "yes", "no", "y", "n", "on", "off"];
        match self {
            Self::None => false,
            Self::Any => true,
            Self::NotEmpty => !text.is_empty(),
            Self::Boolean => {
                text.starts_with('$') || BOOLEANS.iter().any(|word| word.eq_ignore_ascii_case(text))
            }
            Self::Words(words) => words.contains(&text),
        }
    }
}

/// Whether template expressions are allowed at a place and below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expressions {
    /// As for the enclosing node.
    Inherited,
    Allowed,
    /// Expressions, but no directives.
    Values,
    Refused,
}

/// What the expansion does at a place besides evaluating it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    /// A short form becomes a task.
    Step,
    /// Its variables hold within it.
    Scope,
    /// Its variables hold within it, and its steps are those of a job.
    Job,
    /// A mapping becomes a list, and the values can be read from there on.
    Variables,
    /// One of them.
    Variable,
    /// One name becomes a list.
    DependsOn,
    /// `none` becomes `enabled: false`, a list that of the branches.
    Trigger,
    /// A name becomes a mapping with that key.
    Named(&'static str),
}

/// One of the mappings that may stand at a place.
#[derive(Debug)]
pub(crate) struct Fields {
    /// The key that identifies this mapping. It must be the first one.
    pub first: Option<&'static str>,
    pub properties: &'static [&'static [Property]],
    /// The shape of the values of all other keys. `None` refuses them.
    pub loose: Option<&'static Shape>,
    /// The kind of template that this mapping refers to.
    pub template: Option<TemplateKind>,
}

pub(crate) type Property = (&'static str, &'static Shape);

/// The kind of a template: what it contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TemplateKind {
    Steps,
    Jobs,
    Stages,
    Variables,
    Extends,
}

impl TemplateKind {
    /// The shape of its file, and the root key that is included.
    pub(crate) fn file(self) -> (&'static Shape, &'static str) {
        match self {
            Self::Steps => (&super::STEPS_TEMPLATE, "steps"),
            Self::Jobs => (&super::JOBS_TEMPLATE, "jobs"),
            Self::Stages => (&super::STAGES_TEMPLATE, "stages"),
            Self::Variables => (&super::VARIABLES_TEMPLATE, "variables"),
            Self::Extends => (&super::EXTENDED, "extends"),
        }
    }
}

impl Fields {
    pub(crate) fn get(&self, key: &str) -> Option<&'static Shape> {
        let mut all = self.properties.iter().flat_map(|group| group.iter());
        all.find(|(name, _)| *name == key).map(|(_, shape)| *shape)
    }
}

impl Shape {
    pub(super) const NOTHING: Self = Self {
        scalar: Scalars::None,
        items: None,
        fields: &[],
        expressions: Expressions::Inherited,
        role: Role::Plain,
    };

    pub(super) const fn scalar() -> Self {
        Self::of(Scalars::Any)
    }

    const fn of(scalar: Scalars) -> Self {
        Self { scalar, ..Self::NOTHING }
    }

    pub(super) const fn words(words: &'static [&'static str]) -> Self {
        Self::of(Scalars::Words(words))
    }

    pub(crate) const fn sequence(items: &'static Shape) -> Self {
        Self { items: Some(items), ..Self::NOTHING }
    }

    pub(super) const fn mapping(fields: &'static [&'static Fields]) -> Self {
        Self { fields, ..Self::NOTHING }
    }

    /// Also a scalar.
    pub(super) const fn or_scalar(self) -> Self {
        Self { scalar: Scalars::Any, ..self }
    }

    /// Also one of these words.
    pub(super) const fn or_words(self, words: &'static [&'static str]) -> Self {
        Self { scalar: Scalars::Words(words), ..self }
    }

    /// Also a sequence.
    pub(super) const fn or_sequence(self, items: &'static Shape) -> Self {
        Self { items: Some(items), ..self }
    }

    pub(super) const fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    pub(super) const fn expressions(self, expressions: Expressions) -> Self {
        Self { expressions, ..self }
    }
}

impl Fields {
    pub(super) const fn of(properties: &'static [&'static [Property]]) -> Self {
        Self { first: None, properties, loose: None, template: None }
    }

    pub(super) const fn first(first: &'static str, properties: &'static [&'static [Property]]) -> Self {
        Self { first: Some(first), ..Self::of(properties) }
    }

    /// `template` and `parameters`.
    pub(super) const fn template(kind: TemplateKind) -> Self {
        Self { template: Some(kind), ..Self::first("template", &[REFERENCE]) }
    }

    pub(super) const fn loose(self, loose: &'static Shape) -> Self {
        Self { loose: Some(loose), ..self }
    }
}

const REFERENCE: &[Property] = &[("template", &NAME), ("parameters", &NAMED_VALUES)];

/// Any scalar.
pub(crate) static SCALAR: Shape = Shape::scalar();
/// A scalar that is not empty.
pub(super) static NAME: Shape = Shape::of(Scalars::NotEmpty);
pub(super) static BOOLEAN: Shape = Shape::of(Scalars::Boolean);
/// Anything.
pub(crate) static ANY: Shape = Shape::mapping(&[&ANY_FIELDS]).or_scalar().or_sequence(&ANY);
static ANY_FIELDS: Fields = Fields::of(&[]).loose(&ANY);
pub(super) static SCALARS: Shape = Shape::sequence(&SCALAR);
pub(super) static NAMES: Shape = Shape::sequence(&NAME);
pub(super) static SCALAR_OR_NAMES: Shape = Shape::sequence(&NAME).or_scalar();
pub(super) static SCALAR_OR_SCALARS: Shape = Shape::sequence(&SCALAR).or_scalar();
/// A mapping of names to scalars.
pub(super) static NAMED_SCALARS: Shape = Shape::mapping(&[&NAMED_SCALARS_FIELDS]);
static NAMED_SCALARS_FIELDS: Fields = Fields::of(&[]).loose(&SCALAR);
/// A mapping of names to anything.
pub(super) static NAMED_VALUES: Shape = Shape::mapping(&[&ANY_FIELDS]);
