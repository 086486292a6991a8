//! The extension module `adoxide._native`: what the Python package is made of. Programs use `adoxide`.

mod arrow;
mod catalog;
mod client;
mod emulator;
mod error;
mod items;
mod json;
mod runtime;
mod sync;

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
    module.add_class::<arrow::Batches>()?;
    module.add_class::<arrow::TableSchema>()?;
    module.add_function(wrap_pyfunction!(sync::tables, module)?)?;
    module.add_function(wrap_pyfunction!(sync::schema, module)?)?;
    module.add_function(wrap_pyfunction!(sync::read, module)?)?;
    module.add_function(wrap_pyfunction!(sync::sync, module)?)?;
    module.add_function(wrap_pyfunction!(sync::fetch, module)?)?;
    module.add_function(wrap_pyfunction!(sync::units, module)?)?;
    Ok(())
}
