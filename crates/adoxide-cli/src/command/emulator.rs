//! `adox emulator`.

mod background;
pub mod exec;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;

use adoxide_emulator::{Authority, Emulator, Throttle};
use serde_json::json;
use tokio::net::TcpListener;

use crate::args::{EmulatorArgs, ExecArgs, Format, WorldArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::printer::Printer;
use crate::verb::Entry;

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<background::Start>("start"),
    Entry::verb::<background::StopArgs>("stop"),
    Entry::verb::<background::Status>("status"),
    Entry::verb::<background::Reset>("reset"),
    Entry::verb::<background::Log>("log"),
    Entry::verb::<background::Fault>("fault"),
    Entry::verb::<ExecArgs>("exec"),
];

/// Runs an emulator until Ctrl-C.
pub async fn run(args: EmulatorArgs, printer: &Printer) -> Result<Exit> {
    let format = args.output.asked();
    if let Some(format @ (Format::Csv | Format::Tsv)) = format {
        return Err(Error::usage(format!("an emulator can't be shown as {format:?}")).help("use --json"));
    }
    let mut interrupt = Interrupt::listen().map_err(|error| Error::interrupt(&error))?;
    let EmulatorArgs { listen, tls, proxy, ca, world, detached, .. } = args;
    let emulator = build(world).await?;
    let authority = ca.as_deref().map(Authority::in_folder).transpose();
    let authority = authority.map_err(|error| Error::failed(error.to_string()))?;
    let (listener, address) = listen_at(listen).await?;
    let tls = open(tls).await?;
    let proxy = open(proxy).await?;
    let base = url(address);
    let organizations = emulator.organizations();
    let token = emulator.token();
    let stop = match &detached {
        None => None,
        Some(path) => {
            let urls = organizations.iter().map(|name| format!("{base}/{name}")).collect();
            let control = format!("{base}/_adoxide/");
            Some(background::Stop::listen(path, urls, token.clone(), control).await?)
        }
    };
    if matches!(format, Some(Format::Json | Format::Jsonl)) {
        let urls: Vec<_> = organizations.iter().map(|name| format!("{base}/{name}")).collect();
        let mut line =
            json!({ "organizations": urls, "token": token, "control": format!("{base}/_adoxide/") });
        for (name, door) in [("tls", &tls), ("proxy", &proxy)] {
            if let Some((_, address)) = door {
                line[name] = address.to_string().into();
            }
        }
        printer.line(line)?;
    } else {
        printer.data(|out| {
            for name in &organizations {
                writeln!(out, "url    {base}/{name}")?;
            }
            writeln!(out, "token  {token}")?;
            for (name, door) in [("tls", &tls), ("proxy", &proxy)] {
                if let Some((_, address)) = door {
                    writeln!(out, "{name:<5}  {address}")?;
                }
            }
            Ok(())
        })?;
        let first = organizations.first().map_or("", String::as_str);
        printer.say(examples(&format!("{base}/{first}"), &token));
        let others = [&tls, &proxy].into_iter().flatten().map(|(_, address)| *address);
        if !others.chain([address]).all(|address| address.ip().is_loopback()) {
            printer.warning("it listens to other machines: whoever knows the token can do everything");
        }
    }
    let doors = async {
        let (plain, behind_tls, behind_proxy) = (emulator.clone(), emulator.clone(), emulator);
        let ended = tokio::select! {
            ended = plain.serve(listener) => ended,
            ended = serve(tls, authority.as_ref(), |listener, authority| behind_tls.serve_tls(listener, authority)) => ended,
            ended = serve(proxy, authority.as_ref(), |listener, authority| behind_proxy.serve_proxy(listener, authority)) => ended,
        };
        match ended {
            Ok(never) => match never {},
            Err(error) => error,
        }
    };
    tokio::select! {
        error = doors => Err(Error::failed(format!("the emulator can't answer any more: {error}"))),
        () = async {
            match &stop {
                Some(stop) => stop.asked().await,
                None => std::future::pending().await,
            }
        } => Ok(Exit::Ok),
        () = interrupt.pressed() => {
            printer.say("\nThe emulator has ended.");
            Ok(Exit::Ok)
        }
    }
}

/// Listens, if that is wished for.
async fn open(wish: Option<SocketAddr>) -> Result<Option<(TcpListener, SocketAddr)>> {
    match wish {
        Some(address) => listen_at(address).await.map(Some),
        None => Ok(None),
    }
}

async fn listen_at(wish: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let listener = listen_on(wish).await?;
    let address = listener.local_addr().map_err(|error| cannot_listen(wish, &error))?;
    Ok((listener, address))
}

/// Answers at a further door, or waits for ever where there is none.
async fn serve<'a, F>(
    door: Option<(TcpListener, SocketAddr)>,
    authority: Option<&'a Authority>,
    answer: impl FnOnce(TcpListener, &'a Authority) -> F,
) -> io::Result<Infallible>
where
    F: Future<Output = io::Result<Infallible>>,
{
    match (door, authority) {
        (Some((listener, _)), Some(authority)) => answer(listener, authority).await,
        _ => std::future::pending().await,
    }
}

async fn build(args: WorldArgs) -> Result<Emulator> {
    let mut builder = Emulator::builder().seed(args.seed).seed_size(args.seed_size);
    for organization in args.organization {
        builder = builder.organization(organization);
    }
    for token in args.token {
        builder = builder.token(token);
    }
    if let Some(version) = args.server_version {
        builder = builder.server_version(version);
    }
    if let Some(latency) = args.latency {
        builder = builder.latency(latency);
    }
    if let Some(limit) = args.throttle {
        builder = builder.throttle(Throttle { limit, ..Throttle::default() });
    }
    if let Some(folder) = args.folder {
        builder = builder.folder(folder);
    }
    let built = match args.state {
        Some(file) => builder.restore(file).await,
        None => builder.build(),
    };
    built.map_err(|error| Error::usage(error.to_string()))
}

/// Listens, so that whoever is told the address finds somebody there.
pub async fn listen_on(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let fault = cannot_listen(address, &error);
        if error.kind() == io::ErrorKind::AddrInUse {
            fault.help("another program, or another emulator, listens there; `--listen 127.0.0.1:0` takes a free port")
        } else {
            fault
        }
    })
}

fn cannot_listen(address: SocketAddr, error: &io::Error) -> Error {
    Error::failed(format!("the emulator can't listen on {address}: {error}"))
}

/// What to call it: an address that stands for all is not an address to call.
pub fn url(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", address.port())
    } else {
        format!("http://{address}")
    }
}

fn examples(organization: &str, token: &str) -> String {
    format!(
        "\nTry it in another terminal:
  export ADOXIDE_ORG={organization}
  export ADOXIDE_PAT={token}
  adox api core.get_projects
  adox sync && adox query --tables
  curl -u :$ADOXIDE_PAT $ADOXIDE_ORG/_apis/git/repositories
  adox repo list
  adox repo clone PROJECT/REPOSITORY

Ctrl-C ends it."
    )
}
