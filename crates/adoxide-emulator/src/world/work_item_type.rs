//! Work item types: states, fields, rules.

mod system;

use serde_json::Value;
use uuid::Uuid;

pub use self::system::{custom_type, system_types};
use super::field::FieldId;
use super::name::same_name;

/// Where a state is on the way. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StateCategory {
    /// Not begun.
    Proposed,
    /// Under way.
    InProgress,
    /// Done, and to be verified.
    Resolved,
    /// Done.
    Completed,
    /// Out of the backlog.
    Removed,
}

impl StateCategory {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Proposed, Self::InProgress, Self::Resolved, Self::Completed, Self::Removed];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "Proposed",
            Self::InProgress => "InProgress",
            Self::Resolved => "Resolved",
            Self::Completed => "Completed",
            Self::Removed => "Removed",
        }
    }

    /// The category of a name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name().eq_ignore_ascii_case(name))
    }

    /// The colour of the system's states: as documented.
    pub fn color(self) -> &'static str {
        match self {
            Self::Proposed => "b2b2b2",
            Self::InProgress => "007acc",
            Self::Resolved => "ff9d00",
            Self::Completed => "339933",
            Self::Removed => "ffffff",
        }
    }
}

/// Who made a part of a process. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Customization {
    /// The system, and nobody changed it.
    System,
    /// The system, changed since.
    Inherited,
    /// The organization.
    Custom,
}

impl Customization {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Inherited => "inherited",
            Self::Custom => "custom",
        }
    }
}

/// A state of a type.
#[derive(Clone, Debug)]
pub struct State {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Six hexadecimal digits.
    pub color: String,
    /// Where it is on the way.
    pub category: StateCategory,
    /// Its place among the states, from 1.
    pub order: i64,
    /// The reason to enter it, if none is said.
    pub reason: String,
    /// Who made it.
    pub customization: Customization,
    /// Whether the organization took it away.
    pub is_hidden: bool,
}

/// A field of a type.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and a field of the wire")]
#[derive(Clone, Debug)]
pub struct TypeField {
    /// The field.
    pub field: FieldId,
    /// Whether it must have a value.
    pub is_required: bool,
    /// Whether nobody sets it.
    pub is_read_only: bool,
    /// What it has by default, as text.
    pub default: Option<String>,
    /// What it may have, as text; empty for anything.
    pub allowed_values: Vec<String>,
    /// Whether it may also have anything else.
    pub is_suggested: bool,
    /// Whether groups are people here.
    pub allow_groups: bool,
    /// Who added it.
    pub customization: Customization,
}

/// When a rule holds. The names are those of the REST API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// `when`, `whenNot`, `whenChanged` …
    pub kind: String,
    /// The field.
    pub field: Option<String>,
    /// The value.
    pub value: Option<String>,
}

/// What a rule does. The names are those of the REST API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// `makeRequired`, `copyValue` …
    pub kind: String,
    /// The field.
    pub target: String,
    /// The value, or the field that it is copied from.
    pub value: Option<String>,
}

/// A rule of a type.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// All of which must hold.
    pub conditions: Vec<Condition>,
    /// What happens then.
    pub actions: Vec<Action>,
    /// Whether it is switched off.
    pub is_disabled: bool,
    /// Who made it.
    pub customization: Customization,
}

/// A work item type.
#[derive(Clone, Debug)]
pub struct WorkItemType {
    /// `Microsoft.VSTS.WorkItemTypes.Bug`
    pub reference_name: String,
    /// `Bug`
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Six hexadecimal digits.
    pub color: String,
    /// `icon_insect`
    pub icon: String,
    /// Whether no new ones may be made.
    pub is_disabled: bool,
    /// Who made it.
    pub customization: Customization,
    /// The type that it was derived from.
    pub inherits: Option<String>,
    /// The categories that it is in: `Microsoft.BugCategory`.
    pub categories: Vec<String>,
    /// Its states, in order.
    pub states: Vec<State>,
    /// Its fields.
    pub fields: Vec<TypeField>,
    /// Rules that the organization made.
    pub rules: Vec<Rule>,
    /// The levels of the backlog that it is on, and whether it is the default there.
    pub behaviors: Vec<(String, bool)>,
    /// Changes of state that are not allowed, beyond those that no type allows.
    pub forbidden: Vec<(String, String)>,
    /// Its form, if the organization made one.
    pub layout: Option<Value>,
}

impl WorkItemType {
    /// Whether this is its name or reference name.
    pub fn is_named(&self, name: &str) -> bool {
        same_name(&self.name, name) || same_name(&self.reference_name, name)
    }

    /// The states that there are.
    pub fn visible_states(&self) -> impl Iterator<Item = &State> {
        self.states.iter().filter(|state| !state.is_hidden)
    }

    /// A state by name, whatever the case of its letters.
    pub fn state(&self, name: &str) -> Option<&State> {
        self.visible_states().find(|state| same_name(&state.name, name))
    }

    /// The state of new ones.
    pub fn initial_state(&self) -> Option<&State> {
        self.visible_states().next()
    }

    /// A field of the type.
    pub fn field(&self, id: FieldId) -> Option<&TypeField> {
        self.fields.iter().find(|field| field.field == id)
    }

    /// Whether the type is only for other tools.
    pub fn is_hidden(&self) -> bool {
        self.categories.iter().any(|category| category == "Microsoft.HiddenCategory")
    }

    /// Whether a state may follow another: as documented for the types of Agile, everything may follow
    /// everything, but nothing is removed once it is completed, and what was removed begins anew.
    pub fn may_follow(&self, from: &State, to: &State) -> bool {
        let is_forbidden = self.forbidden.iter().any(|(one, other)| *one == from.name && *other == to.name);
        if from.name == to.name {
            return true;
        }
        let is_custom = self.customization == Customization::Custom;
        let fits = match (from.category, to.category) {
            _ if is_custom => true,
            (StateCategory::Completed, StateCategory::Removed) => false,
            (StateCategory::Removed, _) => {
                self.initial_state().is_some_and(|initial| initial.name == to.name)
            }
            _ => true,
        };
        fits && !is_forbidden
    }
}
