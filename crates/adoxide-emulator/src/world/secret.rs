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
