//! `adox pr comment`.

use super::find;
use crate::args::PrCommentArgs;
use crate::command::text_or_stdin;
use crate::error::{Error, Result};
use crate::output::record;
use crate::printer::Printer;

/// Says something.
pub async fn run(args: &PrCommentArgs, printer: &Printer) -> Result<()> {
    let text = text_or_stdin(&args.message)?;
    if text.trim().is_empty() {
        return Err(Error::usage("the comment is empty"));
    }
    let (_, pull_request) = find(&args.selector, &args.place).await?;
    let thread = if let Some(wanted) = args.reply_to {
        let mut threads = pull_request.threads();
        let mut found = None;
        while let Some(thread) = threads.next().await {
            let thread = thread?;
            if thread.id()? == wanted {
                found = Some(thread);
                break;
            }
        }
        let mut thread = found.ok_or_else(|| {
            Error::failed(format!("pull request {} has no thread {wanted}", pull_request.number()))
                .help("`adox pr show --comments` lists them")
        })?;
        thread.reply(text).await?;
        thread
    } else if let (Some(file), Some(line)) = (&args.file, args.line) {
        let path = file.to_str().ok_or_else(|| Error::usage("the path of --file is no text"))?;
        pull_request.comment_on(path.replace('\\', "/"), line, text).await?
    } else {
        pull_request.comment(text).await?
    };
    record::show(super::show::THREADS, thread.thread(), args.output, printer)
}
