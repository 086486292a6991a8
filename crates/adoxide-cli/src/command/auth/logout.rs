use clap::Args;
use serde_json::json;

use crate::args::{ConnectionArgs, OutputArgs, ProfileArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Records;
use crate::output::field::{Field, View};
use crate::settings::{Connection, login};
use crate::verb::Verb;

/// Sign out: remove the stored credential
///
/// The credential itself stays good until it expires or is revoked at the service.
#[derive(Args, Debug)]
pub struct Logout {
    /// The organization: its name or URL, or the URL of a collection of a Server
    #[arg(long, visible_alias = "org", value_name = "NAME|URL")]
    organization: Option<String>,

    /// Sign out of all organizations
    #[arg(long, conflicts_with_all = ["organization", "profile"])]
    all: bool,

    #[command(flatten)]
    profile: ProfileArgs,
}

impl Verb for Logout {
    async fn run(self, context: &Context) -> Result<Exit> {
        let names: Vec<_> = if self.all {
            login::all()?.into_keys().collect()
        } else {
            let profile = self.profile.profile.clone();
            let connection = ConnectionArgs {
                organization: self.organization,
                profile: self.profile,
                ..ConnectionArgs::default()
            };
            vec![login::name(profile.as_deref(), &Connection::address(&connection)?.value)]
        };
        for name in &names {
            let known = login::remove(name)?.ok_or_else(|| {
                Error::failed(format!("nobody is signed in to {name}"))
                    .help("`adox auth list` lists the sign-ins")
            })?;
            context.printer.say(format_args!("Signed out of {name}, where you were {}.", known.account));
        }
        if names.is_empty() {
            context.printer.say("Nobody was signed in.");
        }
        Ok(Exit::Ok)
    }
}

/// List the sign-ins
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
pub struct List {
    #[command(flatten)]
    output: OutputArgs,
}

const VIEW: View = View::new(&[
    Field::new("organization").id(),
    Field::new("profile"),
    Field::new("account"),
    Field::new("kind"),
    Field::new("store"),
]);

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut records = Records::new(&VIEW, None, &self.output, &context.printer)?;
        for (name, known) in login::all()? {
            let (profile, organization) = name.split_once(' ').unwrap_or(("default", &name));
            records.write(&json!({
                "organization": organization,
                "profile": profile,
                "account": known.account,
                "kind": known.kind,
                "store": known.store,
            }))?;
        }
        records.finish()?;
        Ok(Exit::Ok)
    }
}
