//! The extension module `adoxide._native`: what the Python package is made of. Programs use `adoxide`.

mod catalog;
mod client;
mod emulator;
mod error;
mod items;
mod json;
mod runtime;

use pyo3::prelude::*;

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<client::Client>()?;
    module.add_class::<items::Items>()?;
    module.add_class::<items::Wait>()?;
    module.add_class::<emulator::Emulator>()?;
    module.add_function(wrap_pyfunction!(catalog::operations, module)?)?;
    module.add_function(wrap_pyfunction!(catalog::describe, module)?)?;
    Ok(())
}
