use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use adoxide::credential::SignedIn;
use adoxide::transport::{Body, Network, Transport};
use adoxide::{Address, Client};
use clap::Args;

use super::browser;
use crate::args::ProfileArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::config::{self, DEFAULT};
use crate::settings::login::{self, Application, Login as Stored, User};
use crate::settings::{Connection, effective, store};
use crate::verb::Verb;
use crate::web;

/// Sign in, and store the credential
///
/// By default you sign in to Microsoft Entra in a browser on this machine. The credential is verified before it is stored:
/// in the system's store for secrets, or in an encrypted file where there is none.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox auth login --organization contoso
  adox auth login --organization contoso --device
  adox auth login --organization contoso --with-token < token.txt
  adox auth login --organization https://tfs.example.com/tfs/Main --with-token
  adox auth login --organization contoso --tenant TENANT --client-id CLIENT \\
      --client-secret-file secret.txt

A Server takes a personal access token. Windows sign-in (NTLM, Negotiate) is not
supported.")]
#[group(id = "how", multiple = false, args = ["web", "device", "with_token", "client_secret_file", "client_certificate", "federated_token_file", "managed_identity", "azure_cli", "pipeline"])]
pub struct Login {
    /// The organization: its name or URL, or the URL of a collection of a Server
    #[arg(long, visible_alias = "org", value_name = "NAME|URL")]
    organization: Option<String>,

    /// Sign in in a browser on this machine (default on a terminal)
    #[arg(long, short)]
    web: bool,

    /// Sign in with a code, in a browser on any device
    #[arg(long)]
    device: bool,

    /// Read a personal access token, or a bearer token, from stdin
    #[arg(long)]
    with_token: bool,

    /// A service principal with the secret in this file, `-` for stdin
    #[arg(long, value_name = "FILE", requires = "tenant", requires = "client_id")]
    client_secret_file: Option<PathBuf>,

    /// A service principal with the certificate and key in this PEM file
    #[arg(long, value_name = "FILE", requires = "tenant", requires = "client_id")]
    client_certificate: Option<PathBuf>,

    /// A workload identity whose token is kept fresh in this file
    #[arg(long, value_name = "FILE", requires = "tenant", requires = "client_id")]
    federated_token_file: Option<PathBuf>,

    /// The managed identity of this machine, or the one of --client-id
    #[arg(long)]
    managed_identity: bool,

    /// Whoever has signed in with `az login`
    #[arg(long)]
    azure_cli: bool,

    /// The token of this pipeline job, from SYSTEM_ACCESSTOKEN
    #[arg(long)]
    pipeline: bool,

    /// The tenant (default: the one that the organization belongs to)
    #[arg(long, value_name = "ID|DOMAIN")]
    tenant: Option<String>,

    /// The application (default: the one of Microsoft's developer tools)
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,

    /// Where tokens are made (default: AZURE_AUTHORITY_HOST, or
    /// https://login.microsoftonline.com)
    #[arg(long, value_name = "URL")]
    authority: Option<String>,

    #[command(flatten)]
    profile: ProfileArgs,
}

/// The public client that Azure's own SDKs sign developers in with. It is registered for every tenant, for redirects to
/// this machine and for device codes.
const CLIENT: &str = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/// The tenant of organizations that have none: personal accounts.
const NO_TENANT: &str = "00000000-0000-0000-0000-000000000000";

impl Verb for Login {
    async fn run(self, context: &Context) -> Result<Exit> {
        let address = self.address()?;
        let network = Network::new()?;
        let login = self.sign_in(context, &address, &network).await?;
        let credential = login.credential("the new credential", None)?;
        let ado = Client::builder(address.to_string())
            .credential(credential)
            .user_agent(concat!("adox/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let me = ado.me().await?;
        if me.is_anonymous() {
            return Err(Error::new(Exit::Auth, format!("{address} does not accept this credential"))
                .help("check that it is for this organization, and has not expired"));
        }
        let (name, account) = (Some(me.display_name()).filter(|name| !name.is_empty()), me.account());
        let who = match (name, account) {
            (Some(name), Some(account)) if name != account => format!("{name} ({account})"),
            (name, account) => account.or(name).unwrap_or("an unnamed user").to_owned(),
        };
        let profile = self.profile.profile.as_deref();
        let place = login::store(&login::name(profile, &address), &login, &who)?;
        context.printer.say(format_args!("Signed in to {address} as {who}."));
        context.printer.say(format_args!("The credential is stored in {}.", place.place()));
        if let (store::Store::File, Some(key)) = (place, store::key_place()) {
            context
                .printer
                .say(format_args!("Its key is `{}`: whoever can read both can use it.", key.display()));
        }
        self.configure(context, &address)?;
        Ok(Exit::Ok)
    }
}

impl Login {
    fn address(&self) -> Result<Address> {
        let args = crate::args::ConnectionArgs {
            organization: self.organization.clone(),
            // A profile that is not there yet is created.
            profile: ProfileArgs::default(),
            ..Default::default()
        };
        if self.organization.is_none()
            && let Some(profile) = &self.profile.profile
        {
            let found = config::Config::open()?;
            let of =
                found.profiles.get(profile).and_then(|values| values.get("organization")?.first().cloned());
            if let Some(organization) = of {
                return Ok(organization.parse()?);
            }
        }
        Ok(Connection::address(&args)?.value)
    }

    /// Signs in as the flags say.
    async fn sign_in(&self, context: &Context, address: &Address, network: &Network) -> Result<Stored> {
        if self.with_token {
            return token(context);
        }
        if self.pipeline {
            let token = std::env::var("SYSTEM_ACCESSTOKEN").ok().filter(|token| !token.is_empty());
            let token = token.ok_or_else(|| {
                Error::usage("SYSTEM_ACCESSTOKEN is not set")
                    .help("map it in the step: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)")
            })?;
            return Ok(Stored::Bearer { token });
        }
        if self.azure_cli {
            return Ok(Stored::AzureCli { tenant: self.tenant.clone() });
        }
        if self.managed_identity {
            return Ok(Stored::ManagedIdentity { client: self.client_id.clone() });
        }
        let authority = self.authority.clone().or_else(|| std::env::var("AZURE_AUTHORITY_HOST").ok());
        let authority = authority.filter(|authority| !authority.is_empty()).map(|authority| {
            if authority.contains("://") { authority } else { format!("https://{authority}") }
        });
        let absolute = |file: &Path| std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        if let (Some(tenant), Some(client)) = (&self.tenant, &self.client_id) {
            let application =
                Application { tenant: tenant.clone(), client: client.clone(), authority: authority.clone() };
            if let Some(file) = &self.client_secret_file {
                let secret = read_secret(file)?;
                return Ok(Stored::ClientSecret { application, secret });
            }
            if let Some(file) = &self.client_certificate {
                return Ok(Stored::ClientCertificate { application, file: absolute(file) });
            }
            if let Some(file) = &self.federated_token_file {
                return Ok(Stored::WorkloadIdentity { application, file: absolute(file) });
            }
        }
        if !self.device && !self.web && !context.printer.is_interactive() {
            return Err(Error::usage("a browser can't be used here: this is not a terminal").help(
                "use --with-token, --device, --web, or a service principal, as `adox auth login --help` shows",
            ));
        }
        let tenant = match &self.tenant {
            Some(tenant) => tenant.clone(),
            None => tenant(address, network).await?,
        };
        let client = self.client_id.clone().or_else(|| std::env::var("ADOXIDE_CLIENT_ID").ok());
        let client = client.filter(|client| !client.is_empty()).unwrap_or_else(|| CLIENT.to_owned());
        let application = Application { tenant, client, authority };
        let signed_in = self.person(context, &application, network).await?;
        Ok(Stored::User(User::new(application, &signed_in)))
    }

    /// Signs a person in.
    async fn person(
        &self,
        context: &Context,
        application: &Application,
        network: &Network,
    ) -> Result<SignedIn> {
        let sign_in = application.sign_in()?;
        if self.device {
            let code = sign_in.device_code(network).await?;
            context.printer.notice(format_args!(
                "Open {} in a browser on any device, and enter the code {}.",
                code.verification_uri, code.user_code
            ));
            return Ok(sign_in.with_device_code(network, &code).await?);
        }
        let listener = browser::Listener::open().await?;
        let begun = sign_in.browser(listener.address())?;
        if web::open(&begun.url, &context.printer).is_err() {
            context
                .printer
                .notice(format_args!("Open this page in a browser on this machine:\n{}", begun.url));
        }
        context.printer.say("Waiting for the sign-in in the browser; Ctrl-C cancels.");
        let code = listener.code(&begun.state).await?;
        Ok(sign_in.redeem(network, &begun, &code).await?)
    }

    /// Makes the organization the one that is used, where none is set.
    fn configure(&self, context: &Context, address: &Address) -> Result<()> {
        let key = config::key("organization")?;
        let profile = self.profile.profile.as_deref().unwrap_or(DEFAULT);
        let known = config::Config::open()?;
        let has = known.profiles.get(profile).is_some_and(|values| values.contains_key("organization"));
        let is_named = self.profile.profile.is_some();
        if has || !is_named && effective(key, &ProfileArgs::default())?.is_some() {
            return Ok(());
        }
        let path = config::Entry::Key(key, profile).set(Some(&address.to_string()))?;
        context
            .printer
            .say(format_args!("The profile {profile} in `{}` names the organization.", path.display()));
        Ok(())
    }
}

/// A token from stdin, which is not shown while it is typed.
fn token(context: &Context) -> Result<Stored> {
    let text = if std::io::stdin().is_terminal() {
        context.printer.say("Paste the token; it is not shown.");
        rpassword::read_password()
            .map_err(|error| Error::usage(format!("the token can't be read: {error}")))?
    } else {
        std::io::read_to_string(std::io::stdin())
            .map_err(|error| Error::usage(format!("the token can't be read from stdin: {error}")))?
    };
    let token = text.trim().to_owned();
    if token.is_empty() {
        return Err(
            Error::usage("there is no token on stdin").help("as in: adox auth login --with-token < FILE")
        );
    }
    // A JSON Web Token is one of Microsoft Entra, or of a pipeline.
    let is_bearer = token.starts_with("eyJ") && token.matches('.').count() == 2;
    Ok(if is_bearer { Stored::Bearer { token } } else { Stored::Pat { token } })
}

fn read_secret(file: &Path) -> Result<String> {
    let (place, read) = if file == Path::new("-") {
        ("stdin".to_owned(), std::io::read_to_string(std::io::stdin()))
    } else {
        (format!("`{}`", file.display()), std::fs::read_to_string(file))
    };
    let text =
        read.map_err(|error| Error::usage(format!("the secret can't be read from {place}: {error}")))?;
    match text.trim() {
        "" => Err(Error::usage(format!("there is no secret in {place}"))),
        secret => Ok(secret.to_owned()),
    }
}

/// The tenant that an organization belongs to, as the service tells anybody.
async fn tenant(address: &Address, network: &Network) -> Result<String> {
    let url = if address.is_cloud() {
        format!("https://vssps.dev.azure.com/{}", adoxide::api::wire::encode_segment(&address.organization()))
    } else {
        address.to_string()
    };
    let request = http::Request::head(&url).body(Body::from(String::new()));
    let request =
        request.map_err(|error| Error::usage(format!("{url} can't be asked for its tenant: {error}")))?;
    let answer = network.send(request).await.map_err(|error| {
        Error::failed(format!("{url} can't be asked for its tenant: {error}"))
            .help("check the network, or name it with --tenant")
    })?;
    let tenant = answer.headers().get("x-vss-resourcetenant").and_then(|value| value.to_str().ok());
    match tenant {
        Some(tenant) if tenant != NO_TENANT => Ok(tenant.to_owned()),
        Some(_) => Err(Error::usage(format!("{address} is not connected to Microsoft Entra"))
            .help("use a personal access token: adox auth login --with-token")),
        None if address.is_cloud() => Err(Error::usage(format!("there is no organization {address}"))
            .help("check its name, or name the tenant with --tenant")),
        None => Err(Error::usage(format!("{address} does not sign in with Microsoft Entra"))
            .help("use a personal access token: adox auth login --with-token")),
    }
}
