//! `adox api`.
use crate::args::ApiArgs;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::Printer;
pub fn list(_: &ApiArgs, _: &Printer) -> Result<Exit> {
    Err(Error::failed("todo"))
}
pub async fn run(_: &ApiArgs, _: &Printer) -> Result<Exit> {
    Err(Error::failed("todo"))
}
