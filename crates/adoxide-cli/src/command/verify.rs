//! `adox verify`.

use adoxide_sync::{Connector, Probe, Verdict, Verification, verify};
use serde_json::{Value, json};

use crate::args::{Format, VerifyArgs};
use crate::error::Result;
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::Connection;

/// Finds out, connector by connector, what a credential is good for.
pub async fn run(args: &VerifyArgs, printer: &Printer) -> Result<Exit> {
    let ado = Connection::resolve(&args.connection)?.client()?;
    let connectors = if args.connector.is_empty() { &Connector::ALL[..] } else { &args.connector };
    let format = args.output.format(printer.is_terminal());
    let mut verifications = Vec::new();
    for connector in connectors {
        let verification = verify(&ado, *connector).await;
        let refused = verification.verdict() == Verdict::InvalidCredentials;
        verifications.push(verification);
        // It would be refused for the others, too.
        if refused && args.connector.is_empty() {
            break;
        }
    }
    write(&verifications, format, printer)?;
    if format == Format::Table {
        for verification in &verifications {
            if verification.verdict() != Verdict::Ok {
                printer.warning(verification);
            }
        }
    }
    let verdicts = || verifications.iter().map(Verification::verdict);
    Ok(if verdicts().all(|verdict| verdict == Verdict::Ok) {
        Exit::Ok
    } else if verdicts()
        .any(|verdict| matches!(verdict, Verdict::InvalidCredentials | Verdict::InvalidPermissions))
    {
        Exit::Auth
    } else {
        Exit::Failed
    })
}

fn write(verifications: &[Verification], format: Format, printer: &Printer) -> Result<()> {
    let columns = ["connector", "verdict", "missingScopes", "probes", "message"].map(str::to_owned).to_vec();
    let nested = matches!(format, Format::Json | Format::Jsonl);
    // For people, what is wrong is said below, in whole sentences.
    let columns = if format == Format::Table { columns[..4].to_vec() } else { columns };
    let count = columns.len();
    let mut rows = Rows::new(printer.stdout(), format, printer.width(), columns);
    for verification in verifications {
        let scopes = verification.missing_scopes();
        let probes = &verification.probes;
        let verdict = verification.verdict();
        let message = if verdict == Verdict::Ok { Value::Null } else { verification.to_string().into() };
        let mut row: Vec<Value> = vec![
            verification.connector.as_str().into(),
            verdict.as_str().into(),
            if nested { scopes.into() } else { scopes.join(" ").into() },
            if nested {
                probes.iter().map(probe).collect()
            } else {
                probes.iter().map(in_words).collect::<Vec<_>>().join(", ").into()
            },
            message,
        ];
        row.truncate(count);
        rows.row(&row)?;
    }
    rows.finish()?;
    Ok(())
}

fn probe(probe: &Probe) -> Value {
    let (found, error) = match &probe.answer {
        Ok(found) => (json!(found), Value::Null),
        Err(error) => (Value::Null, error.to_string().into()),
    };
    json!({ "what": probe.what, "verdict": probe.verdict().as_str(), "found": found, "error": error })
}

fn in_words(probe: &Probe) -> String {
    match &probe.answer {
        Ok(Some(found)) => format!("{found} {}", probe.what),
        Ok(None) => format!("no {} to ask for", probe.what),
        Err(_) => format!("{}: {}", probe.what, probe.verdict()),
    }
}
