//! `adox verify`.

use adoxide::Client;
use adoxide_sync::{Connector, Probe, Verdict, Verification, scope_name, scopes, verify};
use serde_json::{Value, json};

use crate::args::{Format, VerifyArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Layout, Rows};
use crate::printer::Printer;
use crate::settings::Connections;

/// What one credential is good for: where it comes from, and one connector.
type Verified = (String, Verification);

/// Finds out, connector by connector, what each of the credentials is good for.
pub async fn run(args: &VerifyArgs, printer: &Printer) -> Result<Exit> {
    let connections =
        Connections::resolve(&args.connection).map_err(|error| needs(error, &args.connector))?;
    let clients = connections.clients()?;
    let layout = args.output.layout(printer)?;
    let format = layout.format;
    let asked = clients.iter().map(|ado| one(ado, &args.connector));
    let answers = futures::future::join_all(asked).await;
    let verifications: Vec<_> = answers.into_iter().flatten().collect();
    write(&verifications, clients.len() > 1, layout, printer)?;
    if format == Format::Table {
        for (credential, verification) in &verifications {
            match verification.verdict() {
                Verdict::Ok => {}
                _ if clients.len() > 1 => printer.warning(format_args!("{credential}: {verification}")),
                _ => printer.warning(verification),
            }
        }
    }
    let verdicts = || verifications.iter().map(|(_, verification)| verification.verdict());
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

/// These connectors, or all if none is named.
fn wanted(connectors: &[Connector]) -> &[Connector] {
    if connectors.is_empty() { &Connector::ALL } else { connectors }
}

/// Where there is no credential: the scopes that one needs.
fn needs(error: Error, connectors: &[Connector]) -> Error {
    if error.exit() != Exit::Auth {
        return error;
    }
    wanted(connectors).iter().fold(error, |error, connector| {
        let scopes: Vec<_> = scopes(*connector).into_iter().map(scope_name).collect();
        error.help(format!("{connector} needs the scopes {}", scopes.join(", ")))
    })
}

/// One credential for these connectors, or for all if none is named.
async fn one(ado: &Client, connectors: &[Connector]) -> Vec<Verified> {
    let mut verified = Vec::new();
    for connector in wanted(connectors) {
        let verification = verify(ado, *connector).await;
        verified.push((ado.credential_source().to_owned(), verification));
    }
    verified
}

fn write(verifications: &[Verified], several: bool, layout: Layout, printer: &Printer) -> Result<()> {
    let columns = ["credentialSource", "connector", "verdict", "missingScopes", "probes", "message"];
    let format = layout.format;
    let nested = matches!(format, Format::Json | Format::Jsonl);
    // For people, one credential needs no name, and what is wrong is said below, in whole sentences.
    let shown = match format {
        Format::Table if several => 0..5,
        Format::Table => 1..5,
        _ => 0..6,
    };
    let columns = columns[shown.clone()].iter().copied();
    let mut rows = Rows::new(printer.paged(&layout), layout, columns);
    for (credential, verification) in verifications {
        let scopes = verification.missing_scopes();
        let probes = &verification.probes;
        let verdict = verification.verdict();
        let message = if verdict == Verdict::Ok { Value::Null } else { verification.to_string().into() };
        let row: [Value; 6] = [
            credential.as_str().into(),
            verification.connector.as_str().into(),
            verdict.as_str().into(),
            if nested { scopes.into() } else { scopes.join(" ").into() },
            if nested {
                probes.iter().map(|one| probe(verification, one)).collect()
            } else {
                in_words(verification).into()
            },
            message,
        ];
        rows.row(&row[shown.clone()])?;
    }
    rows.finish()?;
    Ok(())
}

fn probe(verification: &Verification, probe: &Probe) -> Value {
    let (found, error) = match &probe.answer {
        Ok(found) => (json!(found), Value::Null),
        Err(error) => (Value::Null, error.to_string().into()),
    };
    let verdict = verification.verdict_of(probe).as_str();
    json!({ "what": probe.what, "verdict": verdict, "found": found, "error": error })
}

/// How many can be read, and what can't be.
fn in_words(verification: &Verification) -> String {
    let read = verification.probes.iter().filter(|probe| probe.answer.is_ok()).count();
    let mut words = vec![format!("{read} of {} can be read", verification.probes.len())];
    for probe in verification.probes.iter().filter(|probe| probe.answer.is_err()) {
        words.push(format!("{}: {}", probe.what, verification.verdict_of(probe)));
    }
    words.join(", ")
}
