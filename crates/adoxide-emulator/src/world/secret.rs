//! What must not be shown where somebody looks at the world.

use std::fmt;

use serde_json::{Map, Value};

/// The names of variables and parameters: some of their values are secret, and nothing tells all that are.
pub(crate) struct Names<'m>(pub &'m Map<String, Value>);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Variables of a pipeline, by name: `{"value", "isSecret"?, "allowOverride"?}` each. Secret values are kept, and
/// neither answered nor shown.
#[derive(Clone, Default, PartialEq)]
pub struct Variables(pub Map<String, Value>);

impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Names(&self.0).fmt(f)
    }
}

impl Variables {
    /// A secret that comes without its value stays as it was.
    pub fn keep_secrets(&mut self, before: &Self) {
        for (name, variable) in &mut self.0 {
            let is_secret = variable["isSecret"].as_bool().unwrap_or(false);
            let kept = before.0.get(name).map(|known| &known["value"]);
            if let Some(kept) = kept.filter(|_| is_secret && variable["value"].is_null()) {
                variable["value"] = kept.clone();
            }
        }
    }
}
