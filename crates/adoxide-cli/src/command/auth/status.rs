//! `adox auth status`.

use adoxide::Method;
use serde_json::{Value, json};

use crate::args::{Format, StatusArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::Connection;

/// Says which organization and which credential hold, where they come from, and who that is.
pub async fn run(args: &StatusArgs, printer: &Printer) -> Result<Exit> {
    let connection = Connection::resolve(&args.connection)?;
    let address = connection.address.clone();
    let credential = connection.credential_source().to_owned();
    let ado = connection.client()?;
    let answer = ado.request(Method::GET, "_apis/connectionData").await;
    let user = |name: &str| match &answer {
        Ok(answer) => answer.body["authenticatedUser"][name].clone(),
        Err(_) => Value::Null,
    };
    let account = match user("properties")["Account"]["$value"].clone() {
        Value::Null => user("customDisplayName"),
        account => account,
    };
    let name = match user("providerDisplayName") {
        Value::Null => user("customDisplayName"),
        name => name,
    };
    let facts = [
        ("organization", json!(address.value.to_string())),
        ("organizationSource", json!(address.source)),
        ("credentialSource", json!(credential)),
        ("accepted", answer.is_ok().into()),
        ("name", name),
        ("account", account),
        ("id", user("id")),
    ];
    let format = args.output.format(printer.is_terminal());
    let stdout = printer.stdout();
    if format == Format::Table {
        let columns = vec!["what".to_owned(), "value".to_owned()];
        let mut rows = Rows::new(stdout, format, None, columns);
        for (what, value) in facts {
            rows.row(&[what.into(), value])?;
        }
        rows.finish()?;
    } else {
        let columns = facts.iter().map(|(name, _)| (*name).to_owned()).collect();
        let mut rows = Rows::new(stdout, format, None, columns);
        rows.row(&facts.map(|(_, value)| value))?;
        rows.finish()?;
    }
    match answer {
        Ok(answer) => anonymous(&answer.body),
        Err(error) => Err(error.into()),
    }
}

/// The service answers this question to anyone: nobody is not who was asked about.
fn anonymous(answer: &Value) -> Result<Exit> {
    const NOBODY: &str = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
    let id = answer["authenticatedUser"]["id"].as_str();
    if id.is_some_and(|id| id.eq_ignore_ascii_case(NOBODY)) {
        return Err(Error::new(Exit::Auth, "the service takes this credential for nobody's")
            .help("the token is wrong or has expired; make a new one"));
    }
    Ok(Exit::Ok)
}
