//! `adox pr diff`.

use super::find;
use crate::args::PrDiffArgs;
use crate::error::Result;
use crate::output::record::{Field, Records};
use crate::printer::Printer;

const FILES: &[Field] = &[
    Field::new("changeType", |change| change["changeType"].clone()),
    Field::new("path", |change| change["item"]["path"].clone()),
    Field::new("originalPath", |change| change["originalPath"].clone()),
];

/// Shows what a pull request changes.
pub async fn run(args: &PrDiffArgs, printer: &Printer) -> Result<()> {
    let (_, pull_request) = find(&args.selector, &args.place).await?;
    let mut changes = pull_request.changes().await?;
    let mut records = Records::new(FILES, args.output, printer);
    while let Some(change) = changes.next().await {
        records.write(&change?)?;
    }
    records.finish(printer)
}
