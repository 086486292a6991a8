//! `adox pr show`.

use serde_json::Value;

use super::{find, write};
use crate::args::PrShowArgs;
use crate::error::Result;
use crate::output::record::{Field, Records};
use crate::printer::Printer;

pub const THREADS: &[Field] = &[
    Field::new("id", |thread| thread["id"].clone()),
    Field::new("status", |thread| thread["status"].clone()),
    Field::new("file", |thread| thread["threadContext"]["filePath"].clone()),
    Field::new("line", |thread| thread["threadContext"]["rightFileStart"]["line"].clone()),
    Field::new("author", |thread| thread["comments"][0]["author"]["displayName"].clone()),
    Field::new("comments", |thread| {
        let comments = thread["comments"].as_array().into_iter().flatten();
        let said: Vec<_> = comments.filter_map(|comment| comment["content"].as_str()).collect();
        Value::from(said.join("\n"))
    }),
];

/// Shows a pull request, or what was said about it.
pub async fn run(args: &PrShowArgs, printer: &Printer) -> Result<()> {
    let (_, pull_request) = find(&args.selector, &args.place).await?;
    if !args.comments {
        return write(&pull_request, args.output, printer).await;
    }
    let mut threads = pull_request.threads();
    let mut records = Records::new(THREADS, args.output, printer);
    while let Some(thread) = threads.next().await {
        let thread = thread?;
        if !thread.is_system() {
            records.write(thread.thread())?;
        }
    }
    records.finish(printer)
}
