//! `adox audit checks`.

use adoxide_report::audit::{self, Check, Parameter, requirements};
use clap::Args;
use clap_complete::{ArgValueCandidates, CompletionCandidate};
use serde_json::Value;

use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::Rows;
use crate::output::field::Column;
use crate::verb::Verb;

/// List the checks of the audit, or explain one: why it matters, how to mend it
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox audit checks
  adox audit checks REP-001 --output line
  adox audit checks PIP --output json")]
pub struct Checks {
    /// A check, or a group of them such as REP; without one, list them all
    #[arg(value_name = "ID", add = ArgValueCandidates::new(candidates))]
    id: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Checks {
    async fn run(self, context: &Context) -> Result<Exit> {
        let layout = self.output.layout(&context.printer)?;
        let Some(id) = &self.id else {
            let columns = ["id", "severity", "group", "title"].map(Column::from);
            let mut rows = Rows::new(context.printer.paged(&layout), layout, columns);
            for check in audit::all() {
                let row = [check.id.as_str(), check.severity.as_str(), &check.group, &check.title];
                rows.row(&row.map(Value::from))?;
            }
            context.printer.about(rows.finish()?);
            return Ok(Exit::Ok);
        };
        let columns = [
            "id",
            "severity",
            "group",
            "title",
            "about",
            "why",
            "fix",
            "command",
            "parameters",
            "tables",
            "scopes",
            "compliance",
        ];
        let mut rows = Rows::new(context.printer.paged(&layout), layout, columns.map(Column::from));
        for check in audit::select(id)? {
            rows.row(&explained(check))?;
        }
        context.printer.about(rows.finish()?);
        Ok(Exit::Ok)
    }
}

fn explained(check: &Check) -> Vec<Value> {
    let joined = |texts: Vec<String>| Value::from(texts.join(", "));
    let parameters = check.parameters.iter().map(|(name, value)| match value {
        Parameter::Number(number) => format!("{name} = {number}"),
        Parameter::Words(words) => format!("{name} = {}", Value::from(words.clone())),
        other => format!("{name} = {other:?}"),
    });
    let compliance = requirements(&check.id).into_iter().map(|(framework, id)| format!("{framework} {id}"));
    vec![
        check.id.as_str().into(),
        check.severity.as_str().into(),
        check.group.as_str().into(),
        check.title.as_str().into(),
        check.kind.name.as_str().into(),
        check.why.as_str().into(),
        check.fix.as_str().into(),
        check.command.clone().into(),
        joined(parameters.collect()),
        joined(check.tables().into_iter().map(str::to_owned).collect()),
        joined(check.scopes().into_iter().map(str::to_owned).collect()),
        joined(compliance.collect()),
    ]
}

/// The ids, for completions.
pub fn candidates() -> Vec<CompletionCandidate> {
    let candidate =
        |check: &'static Check| CompletionCandidate::new(&check.id).help(Some(check.title.as_str().into()));
    audit::all().iter().map(candidate).collect()
}
