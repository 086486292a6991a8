use clap::Args;

use crate::args::ConnectionArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::git::{Git, Helper};
use crate::settings::Connection;
use crate::verb::Verb;

/// Configure git to use the credential of adox
///
/// Git then asks adox for the credential of repositories of Azure DevOps: of all organizations of the cloud, or of the
/// Server that is named. No token is written anywhere.
#[derive(Args, Debug)]
pub struct SetupGit {
    /// Configure this repository only
    #[arg(long)]
    local: bool,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for SetupGit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let address = Connection::address(&self.connection).ok();
        // In the cloud, git says which organization it is about.
        let server = address.filter(|address| !address.value.is_cloud());
        let (urls, helper) = match &server {
            Some(address) => {
                (vec![address.value.to_string()], Helper::new(Some(&address.value), &self.connection)?)
            }
            None => (
                vec!["https://dev.azure.com".to_owned(), "https://*.visualstudio.com".to_owned()],
                Helper::new(None, &self.connection)?,
            ),
        };
        let scope = if self.local { "--local" } else { "--global" };
        for url in &urls {
            for (index, (key, value)) in helper.settings(url).into_iter().enumerate() {
                // The first one replaces all, the next ones are added.
                let how = if index == 0 || key.ends_with("useHttpPath") { "--replace-all" } else { "--add" };
                Git::new(["config", scope, how, &key, &value]).run().await?;
            }
        }
        context.printer.say(format_args!("Git uses the credential of adox for {}.", urls.join(" and ")));
        Ok(Exit::Ok)
    }
}
