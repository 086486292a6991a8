use adoxide::resource::Me;
use adoxide::{Address, Client};
use clap::Args;
use serde_json::{Value, json};

use crate::args::{Format, OutputArgs, PoolArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::{Connections, Setting};
use crate::verb::Verb;

/// Show the credential in use and where it comes from
#[derive(Args, Debug)]
pub struct Status {
    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    connection: PoolArgs,
}

impl Verb for Status {
    async fn run(self, context: &Context) -> Result<Exit> {
        status(&self, &context.printer).await
    }
}

async fn status(args: &Status, printer: &Printer) -> Result<Exit> {
    let connections = Connections::resolve(&args.connection)?;
    let address = connections.address.clone();
    let clients = connections.clients()?;
    let asked = clients.iter().map(Client::me);
    let answers: Vec<_> = futures::future::join_all(asked).await;
    let members: Vec<_> = clients
        .iter()
        .zip(&answers)
        .map(|(ado, answer)| facts(&address, ado, answer.as_ref().ok()))
        .collect();
    write(&members, args, printer)?;
    let mut ids: Vec<_> = members.iter().filter_map(|facts| facts[6].1.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if clients.len() > 1 {
        printer.say(format_args!(
            "{} credentials, {} identities: each identity has a budget of its own",
            clients.len(),
            ids.len()
        ));
    }
    for answer in answers {
        known(&answer?)?;
    }
    Ok(Exit::Ok)
}

type Facts = [(&'static str, Value); 7];

/// What there is to say about a credential, given who the service takes it for.
fn facts(address: &Setting<Address>, ado: &Client, me: Option<&Me>) -> Facts {
    let name = me.map(Me::display_name).filter(|name| !name.is_empty());
    [
        ("organization", json!(address.value.to_string())),
        ("organizationSource", json!(address.source)),
        ("credentialSource", json!(ado.credential_source())),
        ("accepted", me.is_some().into()),
        ("name", json!(name)),
        ("account", json!(me.and_then(Me::account).or(name))),
        ("id", json!(me.and_then(|me| me.id().ok()))),
    ]
}

/// A row for each; for people, one is easier to read as a list.
fn write(members: &[Facts], args: &Status, printer: &Printer) -> Result<()> {
    let mut layout = args.output.layout(printer)?;
    if let (Format::Table, [_]) = (layout.format, members) {
        layout.format = Format::Line;
    }
    let Some(first) = members.first() else { return Ok(()) };
    // They are all of one organization; for people, once is enough.
    let from = if layout.format == Format::Table { 2 } else { 0 };
    let columns = first[from..].iter().map(|(name, _)| *name);
    let mut rows = Rows::new(printer.paged(&layout), layout, columns);
    for facts in members {
        rows.row(&facts[from..].iter().map(|(_, value)| value.clone()).collect::<Vec<_>>())?;
    }
    rows.finish()?;
    Ok(())
}

fn known(me: &Me) -> Result<()> {
    if me.is_anonymous() {
        return Err(Error::new(Exit::Auth, "the service takes this credential for nobody's")
            .help("the token is wrong or has expired; make a new one"));
    }
    Ok(())
}
