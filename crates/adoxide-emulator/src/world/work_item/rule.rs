//! What the rules of a type make of a change, and what they do not allow.

use jiff::Timestamp;

use super::{Values, WorkItemId};
use crate::world::field::{self, FieldId, FieldKind, FieldValue, Fields};
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::work_item_type::{Condition, Rule, State, StateCategory, WorkItemType};

/// A value that a rule does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The field's reference name.
    pub field: String,
    /// What is wrong: `Required, InvalidEmpty`.
    pub flags: &'static str,
    /// The sentence.
    pub message: String,
}

impl RuleError {
    fn new(fields: &Fields, id: FieldId, flags: &'static str) -> Self {
        let (reference_name, name) = names(fields, id);
        let message = format!("TF401320: Rule Error for field {name}. Error code: {flags}.");
        Self { field: reference_name, flags, message }
    }

    pub(super) fn not_in_list(fields: &Fields, id: FieldId, value: &str) -> Self {
        let (reference_name, name) = names(fields, id);
        let message = format!(
            "The field '{name}' contains the value '{value}' that is not in the list of supported values"
        );
        Self { field: reference_name, flags: NOT_IN_LIST, message }
    }

    fn read_only(fields: &Fields, id: FieldId) -> Self {
        let (reference_name, _) = names(fields, id);
        let message = format!("TF401326: Invalid field status 'ReadOnly' for field '{reference_name}'.");
        Self { field: reference_name, flags: "ReadOnly, InvalidReadOnly", message }
    }
}

const REQUIRED: &str = "Required, HasValues, LimitedToValues, AllowsOldValue, InvalidEmpty";
const NOT_IN_LIST: &str = "HasValues, LimitedToValues, AllowsOldValue, InvalidListValue";

fn names(fields: &Fields, id: FieldId) -> (String, String) {
    let found = fields.get(id);
    found.map(|field| (field.reference_name.to_string(), field.name.to_string())).unwrap_or_default()
}

/// Fields that nobody sets, but those who move work items from elsewhere and go around the rules.
const MOVABLE: &[FieldId] = &[
    field::CREATED_DATE,
    field::CREATED_BY,
    field::CHANGED_DATE,
    field::CHANGED_BY,
    field::BOARD_COLUMN,
    field::BOARD_COLUMN_DONE,
    field::BOARD_LANE,
];

/// A change on its way through the rules.
pub(super) struct Change<'a> {
    pub fields: &'a Fields,
    pub kind: &'a WorkItemType,
    pub id: Option<WorkItemId>,
    /// What there was; empty for a new one.
    pub old: &'a Values,
    /// What somebody set.
    pub set: &'a [(FieldId, Option<FieldValue>)],
    pub at: Timestamp,
    pub by: IdentityId,
    pub bypass: bool,
}

impl Change<'_> {
    fn is_set(&self, id: FieldId) -> bool {
        self.set.iter().any(|(known, _)| *known == id)
    }

    /// Applies the rules. `values` are the old ones with what somebody set.
    pub fn apply(&self, values: &mut Values) -> Result<(), Vec<RuleError>> {
        let mut errors = Vec::new();
        self.check_read_only(&mut errors);
        if self.id.is_none() {
            self.defaults(values);
        }
        self.states(values, &mut errors);
        let required = self.custom(values, &mut errors);
        if !self.bypass {
            self.check(values, &required, &mut errors);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn check_read_only(&self, errors: &mut Vec<RuleError>) {
        for (id, _) in self.set {
            let is_read_only = self.fields.get(*id).is_some_and(|field| field.is_read_only)
                || (!self.bypass && self.kind.field(*id).is_some_and(|field| field.is_read_only))
                // Recorded rules set it, and nobody else.
                || (!self.bypass && *id == field::STATE_CHANGE_DATE);
            if is_read_only && !(self.bypass && MOVABLE.contains(id)) {
                errors.push(RuleError::read_only(self.fields, *id));
            }
        }
    }

    fn defaults(&self, values: &mut Values) {
        for field in &self.kind.fields {
            let Some(default) = &field.default else { continue };
            if values.get(field.field).is_none() {
                values.set(field.field, self.convert(field.field, default));
            }
        }
    }

    fn convert(&self, id: FieldId, text: &str) -> Option<FieldValue> {
        convert(self.fields.get(id)?.kind, text)
    }

    fn states(&self, values: &mut Values, errors: &mut Vec<RuleError>) {
        if values.text(field::STATE).is_none()
            && let Some(initial) = self.kind.initial_state()
        {
            values.set(field::STATE, Some(FieldValue::text(&initial.name)));
        }
        let name = values.text(field::STATE).unwrap_or_default().to_owned();
        let Some(state) = self.kind.state(&name) else {
            if !self.bypass {
                errors.push(RuleError::not_in_list(self.fields, field::STATE, &name));
            }
            return;
        };
        values.set(field::STATE, Some(FieldValue::text(&state.name)));
        let old_name = self.old.text(field::STATE);
        let old = old_name.and_then(|old| self.kind.state(old));
        if old_name.is_some_and(|old| same_name(old, &state.name)) {
            if self.is_set(field::REASON)
                && !self.bypass
                && self.old.get(field::REASON) != values.get(field::REASON)
            {
                errors.push(RuleError::read_only(self.fields, field::REASON));
            }
            return;
        }
        if let Some(old) = old.filter(|old| !self.bypass && !self.kind.may_follow(old, state)) {
            let mut error = RuleError::not_in_list(self.fields, field::STATE, &state.name);
            error.message = format!("{} (it does not follow '{}')", error.message, old.name);
            errors.push(error);
            return;
        }
        if !self.is_set(field::REASON) || values.get(field::REASON).is_none() {
            values.set(field::REASON, Some(FieldValue::text(&state.reason)));
        }
        self.state_dates(values, old, state);
    }

    /// Dates and people of states, as recorded: resolving what was never active also activates it; closing
    /// does not; going back takes away what came later.
    fn state_dates(&self, values: &mut Values, old: Option<&State>, new: &State) {
        let mut put = |id: FieldId, value: Option<FieldValue>| {
            let is_kept = self.is_set(id) && values.get(id).is_some();
            if (self.kind.field(id).is_some() || value.is_none()) && !is_kept {
                values.set(id, value);
            }
        };
        let now = || Some(FieldValue::DateTime(self.at));
        let me = || Some(FieldValue::Identity(self.by));
        put(field::STATE_CHANGE_DATE, now());
        if old.is_some_and(|old| old.category == new.category) {
            return;
        }
        let was_activated = self.old.get(field::ACTIVATED_DATE).is_some();
        match new.category {
            StateCategory::Proposed | StateCategory::Removed => {
                if new.category == StateCategory::Proposed {
                    put(field::ACTIVATED_DATE, None);
                    put(field::ACTIVATED_BY, None);
                }
                for id in [field::RESOLVED_DATE, field::RESOLVED_BY, field::RESOLVED_REASON] {
                    put(id, None);
                }
                put(field::CLOSED_DATE, None);
                put(field::CLOSED_BY, None);
            }
            StateCategory::InProgress => {
                put(field::ACTIVATED_DATE, now());
                put(field::ACTIVATED_BY, me());
                for id in [field::RESOLVED_DATE, field::RESOLVED_BY, field::RESOLVED_REASON] {
                    put(id, None);
                }
                put(field::CLOSED_DATE, None);
                put(field::CLOSED_BY, None);
            }
            StateCategory::Resolved => {
                if !was_activated {
                    put(field::ACTIVATED_DATE, now());
                    put(field::ACTIVATED_BY, me());
                }
                put(field::RESOLVED_DATE, now());
                put(field::RESOLVED_BY, me());
                put(field::CLOSED_DATE, None);
                put(field::CLOSED_BY, None);
                let reason = values.get(field::REASON).cloned();
                if self.kind.field(field::RESOLVED_REASON).is_some() {
                    values.set(field::RESOLVED_REASON, reason);
                }
            }
            StateCategory::Completed => {
                put(field::CLOSED_DATE, now());
                put(field::CLOSED_BY, me());
            }
        }
    }

    /// The rules that the organization made: what they set, and the fields that they require.
    fn custom(&self, values: &mut Values, errors: &mut Vec<RuleError>) -> Vec<FieldId> {
        let mut required = Vec::new();
        for rule in self.kind.rules.iter().filter(|rule| !rule.is_disabled) {
            if self.holds(rule, values) {
                for action in &rule.actions {
                    let Some(target) = self.fields.find(&action.target).map(|field| field.id) else {
                        continue;
                    };
                    let value = action.value.as_deref();
                    self.act(&action.kind, target, value, values, &mut required, errors);
                }
            }
        }
        required
    }

    fn act(
        &self,
        kind: &str,
        target: FieldId,
        value: Option<&str>,
        values: &mut Values,
        required: &mut Vec<FieldId>,
        errors: &mut Vec<RuleError>,
    ) {
        let is_empty = values.get(target).is_none();
        let from_field = || {
            let source = self.fields.find(value.unwrap_or_default())?;
            values.get(source.id).cloned()
        };
        let me = Some(FieldValue::Identity(self.by));
        let now = Some(FieldValue::DateTime(self.at));
        let new = match kind.trim_start_matches('$').to_ascii_lowercase().as_str() {
            "makerequired" => {
                required.push(target);
                return;
            }
            "makereadonly" => {
                if self.is_set(target) && !self.bypass && values.get(target) != self.old.get(target) {
                    errors.push(RuleError::read_only(self.fields, target));
                }
                return;
            }
            "disallowvalue" => {
                let text = values.get(target).map(plain).unwrap_or_default();
                if !self.bypass && value.is_some_and(|value| same_name(value, &text)) {
                    errors.push(RuleError::not_in_list(self.fields, target, &text));
                }
                return;
            }
            "setdefaultvalue" if is_empty => self.convert(target, value.unwrap_or_default()),
            "setdefaultfromclock" if is_empty => now,
            "setdefaultfromcurrentuser" if is_empty => me,
            "setdefaultfromfield" if is_empty => from_field(),
            "copyvalue" => self.convert(target, value.unwrap_or_default()),
            "copyfromclock" | "copyfromserverclock" => now,
            "copyfromcurrentuser" | "copyfromservercurrentuser" => me,
            "copyfromfield" => from_field(),
            "setvaluetoempty" => None,
            _ => return,
        };
        values.set(target, new);
    }

    fn holds(&self, rule: &Rule, values: &Values) -> bool {
        rule.conditions.iter().all(|condition| self.is_met(condition, values))
    }

    fn is_met(&self, condition: &Condition, values: &Values) -> bool {
        let id = condition.field.as_deref().and_then(|name| self.fields.find(name)).map(|field| field.id);
        let text = |values: &Values| id.and_then(|id| values.get(id)).map(plain).unwrap_or_default();
        let value = condition.value.as_deref().unwrap_or_default();
        let state = |values: &Values| values.text(field::STATE).unwrap_or_default().to_owned();
        match condition.kind.trim_start_matches('$').to_ascii_lowercase().as_str() {
            "when" => same_name(&text(values), value),
            "whennot" => !same_name(&text(values), value),
            "whenwas" => same_name(&text(self.old), value),
            "whenchanged" => text(values) != text(self.old),
            "whennotchanged" => text(values) == text(self.old),
            "whenvalueisdefined" => !text(values).is_empty(),
            "whenvalueisnotdefined" => text(values).is_empty(),
            "whenworkitemiscreated" => self.id.is_none(),
            "whenstatechangedto" => same_name(&state(values), value) && !same_name(&state(self.old), value),
            "whenstatechangedfromandto" => value
                .split_once(';')
                .is_some_and(|(from, to)| same_name(&state(self.old), from) && same_name(&state(values), to)),
            // Nobody is in groups here but those who are in teams; the rule does not apply.
            _ => false,
        }
    }

    /// Required fields, and fields with lists of values.
    fn check(&self, values: &Values, required: &[FieldId], errors: &mut Vec<RuleError>) {
        for field in &self.kind.fields {
            let id = field.field;
            let value = values.get(id);
            if (field.is_required || required.contains(&id)) && value.is_none_or(is_blank) {
                errors.push(RuleError::new(self.fields, id, REQUIRED));
                continue;
            }
            let Some(value) = value else { continue };
            let is_changed = self.old.get(id) != Some(value);
            if is_changed && !field.allowed_values.is_empty() && !field.is_suggested {
                let text = plain(value);
                if !field.allowed_values.iter().any(|allowed| same_name(allowed, &text)) {
                    errors.push(RuleError::not_in_list(self.fields, id, &text));
                }
            }
        }
        if values.text(field::TITLE).is_some_and(|title| title.chars().count() > 255) {
            errors.push(RuleError::new(self.fields, field::TITLE, "InvalidTooLong"));
        }
    }
}

fn is_blank(value: &FieldValue) -> bool {
    value.as_text().is_some_and(|text| text.trim().is_empty())
}

/// A value as text, as lists of values have it.
fn plain(value: &FieldValue) -> String {
    match value {
        FieldValue::Integer(number) => number.to_string(),
        FieldValue::Double(number) => number.to_string(),
        FieldValue::Boolean(flag) => flag.to_string(),
        FieldValue::DateTime(at) => at.to_string(),
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Identity(id) => id.to_string(),
    }
}

/// Text as a value of a kind of fields.
fn convert(kind: FieldKind, text: &str) -> Option<FieldValue> {
    if text.is_empty() {
        return None;
    }
    Some(match kind {
        FieldKind::Integer => FieldValue::Integer(text.parse().ok()?),
        FieldKind::Double => FieldValue::Double(text.parse().ok()?),
        FieldKind::Boolean => FieldValue::Boolean(text.eq_ignore_ascii_case("true") || text == "1"),
        FieldKind::DateTime => FieldValue::DateTime(text.parse().ok()?),
        _ => FieldValue::text(text),
    })
}
