//! What the environment gives: the credential and the organization.

use adoxide_api::wire::ApiVersion;

use super::{Bearer, Credential, Pat};
use crate::address::Address;
use crate::error::{Error, ErrorKind, Result};

/// What a variable of the environment holds.
#[derive(Clone, Copy)]
enum Form {
    /// A personal access token.
    Pat,
    /// A bearer token.
    Bearer,
    /// Either; a JSON Web Token is a bearer token.
    Any,
    /// Any number of either, with commas, blanks or line ends between them.
    List,
}

/// The variables that hold tokens, in the order in which they are asked: our own, those of the tools that
/// people have set up already, and a pipeline's.
const TOKENS: &[(&str, Form)] = &[
    ("ADOXIDE_PAT", Form::Pat),
    ("ADOXIDE_TOKEN", Form::Any),
    (LIST, Form::List),
    ("AZDO_PAT", Form::Pat),
    ("AZDO_TOKEN", Form::Any),
    ("AZURE_DEVOPS_EXT_PAT", Form::Any),
    ("AZURE_DEVOPS_PAT", Form::Pat),
    ("AZDO_PERSONAL_ACCESS_TOKEN", Form::Pat),
    ("SYSTEM_ACCESSTOKEN", Form::Bearer),
    ("AZP_TOKEN", Form::Pat),
];

/// The variable that holds several tokens, for what is faster with several identities.
const LIST: &str = "ADOXIDE_TOKENS";

/// The variable that names a credential of Microsoft Entra, for those who want that and nothing else.
const NAMED: &str = "ADOXIDE_CREDENTIAL";

/// The variables that hold the organization, in the order in which they are asked.
const ORGANIZATIONS: &[&str] = &[
    "ADOXIDE_ORG",
    "AZDO_ORG",
    "AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION",
    "AZDO_ORG_SERVICE_URL",
    "SYSTEM_COLLECTIONURI",
    "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI",
    "AZURE_DEVOPS_ORG",
    "AZURE_DEVOPS_ORG_URL",
    "AZDO_ORGANIZATION",
    "AZP_URL",
];

/// The variable that fixes the API version of all operations.
const API_VERSION: &str = "ADOXIDE_API_VERSION";

/// The variables of Microsoft Entra credentials, and what they hold.
const ENTRA: &[(&str, &str)] = &[
    ("AZURE_TENANT_ID", "The tenant of an application, or of `az login`"),
    ("AZURE_CLIENT_ID", "The application, or the managed identity"),
    ("AZURE_CLIENT_SECRET", "The secret of the application"),
    ("AZURE_CLIENT_CERTIFICATE_PATH", "A PEM file with the certificate and key of the application"),
    ("AZURE_FEDERATED_TOKEN_FILE", "A file with the federated token of a workload identity"),
    ("AZURE_AUTHORITY_HOST", "Where tokens of Microsoft Entra come from"),
    ("AZURE_CONFIG_DIR", "The folder of `az`, whose sign-in is used where nothing else is set"),
    ("IDENTITY_ENDPOINT", "Set by Azure App Service and Functions: their managed identity"),
    ("IDENTITY_HEADER", "The same"),
    ("AZURESUBSCRIPTION_TENANT_ID", "Set by an AzureCLI or AzurePowerShell task, for azure-pipelines"),
    ("AZURESUBSCRIPTION_CLIENT_ID", "The same"),
    ("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", "The same"),
    ("SYSTEM_OIDCREQUESTURI", "Set by a pipeline, for azure-pipelines"),
];

/// The variables of the environment that [`from_env`] and [`organization_from_env`] read, with what they hold, the
/// stronger ones first.
pub fn variables() -> impl Iterator<Item = (&'static str, &'static str)> {
    let organizations = ORGANIZATIONS.iter().map(|name| (*name, "The organization: its name or URL"));
    let tokens = TOKENS.iter().map(|(name, form)| {
        let about = match form {
            Form::Pat => "A personal access token",
            Form::Bearer => "A bearer token, such as that of a pipeline",
            Form::Any => "A personal access token or a bearer token",
            Form::List => "Several tokens, separated by commas, for what is faster with several identities",
        };
        (*name, about)
    });
    let named = (NAMED, "The only credential to use: client-secret, workload-identity, azure-cli and so on");
    let version = (API_VERSION, "The API version of all operations, such as 6.0 (default: negotiated)");
    organizations.chain([version, named]).chain(tokens).chain(ENTRA.iter().copied())
}

/// How a variable is looked up; `Err` is a value that is not text.
pub(super) type Lookup<'a> = &'a dyn Fn(&str) -> Result<Option<String>>;

/// The environment of this process. An empty variable is one that is not set.
pub(super) fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Error::new(ErrorKind::Config, format!("{name} holds no text")))
        }
    }
}

/// The credential that the environment gives, if it does.
///
/// 1. What `ADOXIDE_CREDENTIAL` names: `client-secret`, `client-certificate`, `workload-identity`,
///    `managed-identity`, `azure-cli` or `azure-pipelines`.
/// 2. The first that is set of `ADOXIDE_PAT`, `ADOXIDE_TOKEN`, `ADOXIDE_TOKENS` (the first of them), `AZDO_PAT`,
///    `AZDO_TOKEN`, `AZURE_DEVOPS_EXT_PAT`, `AZURE_DEVOPS_PAT`, `AZDO_PERSONAL_ACCESS_TOKEN`,
///    `SYSTEM_ACCESSTOKEN`, `AZP_TOKEN`.
/// 3. The application in `AZURE_TENANT_ID` and `AZURE_CLIENT_ID` with `AZURE_CLIENT_SECRET`,
///    `AZURE_CLIENT_CERTIFICATE_PATH` or `AZURE_FEDERATED_TOKEN_FILE`.
/// 4. The managed identity of an app (`IDENTITY_ENDPOINT`, `IDENTITY_HEADER`).
/// 5. Whoever has signed in with `az login`.
///
/// All but the second are there with the feature `entra`; `AZURE_AUTHORITY_HOST` says where its tokens are
/// made. The credential's [`source`](Credential::source) names the variable.
///
/// # Errors
/// [`ErrorKind::Config`] when the first that is set can't be used.
pub fn from_env() -> Result<Option<Box<dyn Credential>>> {
    match from_environment(&variable)? {
        Some(credential) => Ok(Some(credential)),
        None => signed_in(),
    }
}

/// All credentials that the environment gives, for a [`Pool`](crate::Pool): the tokens in `ADOXIDE_TOKENS`, with
/// commas, blanks or line ends between them, unless `ADOXIDE_CREDENTIAL` names a credential; without them, the
/// one of [`from_env`].
///
/// # Errors
/// As [`from_env`].
pub fn all_from_env() -> Result<Vec<Box<dyn Credential>>> {
    match list(&variable)? {
        Some(list) => Ok(list),
        None => Ok(from_env()?.into_iter().collect()),
    }
}

/// The credentials that variables of the environment give, as [`all_from_env`] finds them, without whoever has signed
/// in with `az login`: that is nothing that somebody has set.
///
/// # Errors
/// As [`from_env`].
pub fn all_from_variables() -> Result<Vec<Box<dyn Credential>>> {
    match list(&variable)? {
        Some(list) => Ok(list),
        None => Ok(from_environment(&variable)?.into_iter().collect()),
    }
}

/// The credential that a variable of the environment gives, as [`from_env`] finds it, without whoever has signed in with
/// `az login`.
///
/// # Errors
/// As [`from_env`].
pub fn from_variables() -> Result<Option<Box<dyn Credential>>> {
    from_environment(&variable)
}

/// Whoever has signed in with `az login`, if anybody has.
///
/// # Errors
/// [`ErrorKind::Config`] when a variable that says where is not UTF-8.
pub fn from_azure_cli() -> Result<Option<Box<dyn Credential>>> {
    signed_in()
}

/// The credentials of the list, if it holds.
fn list(lookup: Lookup<'_>) -> Result<Option<Vec<Box<dyn Credential>>>> {
    match (lookup(NAMED)?, lookup(LIST)?) {
        (None, Some(text)) => tokens(LIST, Form::List, &text).map(Some),
        _ => Ok(None),
    }
}

#[cfg(feature = "entra")]
fn signed_in() -> Result<Option<Box<dyn Credential>>> {
    let home = match variable("AZURE_CONFIG_DIR")? {
        Some(home) => Some(std::path::PathBuf::from(home)),
        None => std::env::home_dir().map(|home| home.join(".azure")),
    };
    let profile = home.is_some_and(|home| home.join("azureProfile.json").is_file());
    Ok(profile.then(|| Box::new(super::Entra::azure_cli(None)) as _))
}

#[cfg(not(feature = "entra"))]
#[allow(clippy::unnecessary_wraps, reason = "as with the feature")]
fn signed_in() -> Result<Option<Box<dyn Credential>>> {
    Ok(None)
}

/// The organization that the environment gives, if it does, and the variable that it comes from: the first
/// that is set of `ADOXIDE_ORG`, `AZDO_ORG`, `AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION`,
/// `AZDO_ORG_SERVICE_URL`, `SYSTEM_COLLECTIONURI`, `SYSTEM_TEAMFOUNDATIONCOLLECTIONURI`, `AZURE_DEVOPS_ORG`,
/// `AZURE_DEVOPS_ORG_URL`, `AZDO_ORGANIZATION`, `AZP_URL`.
///
/// # Errors
/// [`ErrorKind::Config`] when the first that is set is not an address.
pub fn organization_from_env() -> Result<Option<(Address, &'static str)>> {
    organization_from_environment(&variable)
}

/// The API version that the environment fixes, if it does.
pub(crate) fn api_version_from_env() -> Result<Option<ApiVersion>> {
    variable(API_VERSION)?.map(|text| api_version(API_VERSION, &text)).transpose()
}

/// Reads an API version.
pub(crate) fn api_version(what: &str, text: &str) -> Result<ApiVersion> {
    text.trim().parse().map_err(|_| {
        let what = format!("{what}: expected a version such as 7.1 or 7.1-preview, got `{text}`");
        Error::new(ErrorKind::Config, what)
    })
}

/// There is none, and these are the ways to give one.
pub(crate) fn no_credential() -> Error {
    let names: Vec<_> = TOKENS.iter().map(|(name, _)| *name).collect();
    Error::new(ErrorKind::Config, "there is no credential")
        .advise(format!("give one, or set one of {}", names.join(", ")))
}

/// There is none, and these are the ways to give one.
pub(crate) fn no_organization() -> Error {
    Error::new(ErrorKind::Config, "there is no organization")
        .advise(format!("give its address, or set one of {}", ORGANIZATIONS.join(", ")))
}

fn from_environment(lookup: Lookup<'_>) -> Result<Option<Box<dyn Credential>>> {
    if let Some(named) = lookup(NAMED)? {
        return by_name(&named, lookup).map(Some).map_err(|error| error.in_context(NAMED));
    }
    for (name, form) in TOKENS {
        let Some(token) = lookup(name)? else {
            continue;
        };
        return Ok(tokens(name, *form, &token)?.into_iter().next());
    }
    of_azure(lookup)
}

/// The tokens in a variable: at least one.
fn tokens(name: &str, form: Form, text: &str) -> Result<Vec<Box<dyn Credential>>> {
    let of = |token: &str, place: &str| {
        let source = format!("{place} in {name}");
        let bearer = match form {
            Form::Pat => false,
            Form::Bearer => true,
            Form::Any | Form::List => token.starts_with("eyJ") && token.matches('.').count() == 2,
        };
        let credential: Result<Box<dyn Credential>> = if bearer {
            Bearer::new(token).map(|bearer| Box::new(bearer.from_source(&source)) as _)
        } else {
            Pat::new(token).map(|pat| Box::new(pat.from_source(&source)) as _)
        };
        let about = if matches!(form, Form::List) { &source } else { name };
        credential.map_err(|error| error.with_credential(&source).in_context(about))
    };
    if !matches!(form, Form::List) {
        return Ok(vec![of(text, "the token")?]);
    }
    let several = text.split([',', ' ', '\t', '\r', '\n']).filter(|token| !token.is_empty());
    let all: Result<Vec<_>> =
        several.enumerate().map(|(index, token)| of(token, &format!("token {}", index + 1))).collect();
    let all = all?;
    if all.is_empty() {
        return Err(Error::new(ErrorKind::Config, format!("{name} holds no token"))
            .advise("put tokens into it, with commas between them, or unset it"));
    }
    Ok(all)
}

#[cfg(not(feature = "entra"))]
fn by_name(_: &str, _: Lookup<'_>) -> Result<Box<dyn Credential>> {
    Err(Error::new(ErrorKind::Config, "this program has no credentials of Microsoft Entra")
        .advise("build it with the feature `entra`, or set a token"))
}

#[cfg(not(feature = "entra"))]
#[allow(clippy::unnecessary_wraps, reason = "as with the feature")]
fn of_azure(_: Lookup<'_>) -> Result<Option<Box<dyn Credential>>> {
    Ok(None)
}

/// The variables of an application's credentials, and what they hold.
#[cfg(feature = "entra")]
const APPLICATION: &[(&str, &str)] = &[
    ("AZURE_CLIENT_SECRET", "client-secret"),
    ("AZURE_CLIENT_CERTIFICATE_PATH", "client-certificate"),
    ("AZURE_FEDERATED_TOKEN_FILE", "workload-identity"),
];

/// What is set of Azure's own variables.
#[cfg(feature = "entra")]
fn of_azure(lookup: Lookup<'_>) -> Result<Option<Box<dyn Credential>>> {
    if lookup("AZURE_TENANT_ID")?.is_some() && lookup("AZURE_CLIENT_ID")?.is_some() {
        for (name, kind) in APPLICATION {
            if lookup(name)?.is_some() {
                return by_name(kind, lookup).map(Some);
            }
        }
    }
    if lookup("IDENTITY_ENDPOINT")?.is_some() && lookup("IDENTITY_HEADER")?.is_some() {
        return by_name("managed-identity", lookup).map(Some);
    }
    Ok(None)
}

/// A credential of Microsoft Entra by its name, from the variables that belong to it.
#[cfg(feature = "entra")]
fn by_name(named: &str, lookup: Lookup<'_>) -> Result<Box<dyn Credential>> {
    use super::Entra;
    let need = |name: &str| {
        lookup(name)?.ok_or_else(|| {
            Error::new(ErrorKind::Config, format!("{name} is not set")).advise(format!("{named} needs it"))
        })
    };
    let application =
        |prefix: &str| Ok((need(&format!("{prefix}TENANT_ID"))?, need(&format!("{prefix}CLIENT_ID"))?));
    let entra: Entra = match named {
        "client-secret" => {
            let (tenant, client) = application("AZURE_")?;
            Entra::client_secret(tenant, client, need("AZURE_CLIENT_SECRET")?)
                .from_source("the client secret in AZURE_CLIENT_SECRET")
        }
        "client-certificate" => {
            let (tenant, client) = application("AZURE_")?;
            let path = need("AZURE_CLIENT_CERTIFICATE_PATH")?;
            let pem = std::fs::read(&path).map_err(|error| {
                Error::new(
                    ErrorKind::Config,
                    format!("AZURE_CLIENT_CERTIFICATE_PATH ({path}) can't be read: {error}"),
                )
            })?;
            Entra::client_certificate(tenant, client, pem)?
                .from_source("the certificate in AZURE_CLIENT_CERTIFICATE_PATH")
        }
        "workload-identity" => {
            let (tenant, client) = application("AZURE_")?;
            Entra::workload_identity(tenant, client, need("AZURE_FEDERATED_TOKEN_FILE")?)
                .from_source("the federated token in AZURE_FEDERATED_TOKEN_FILE")
        }
        "managed-identity" => {
            let client = lookup("AZURE_CLIENT_ID")?;
            Entra::managed_identity_of(client.as_deref(), lookup)?
        }
        "azure-cli" => Entra::azure_cli(lookup("AZURE_TENANT_ID")?.as_deref()),
        "azure-pipelines" => {
            let (tenant, client) = application("AZURESUBSCRIPTION_")?;
            Entra::azure_pipelines(
                tenant,
                client,
                need("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID")?,
                &need("SYSTEM_OIDCREQUESTURI")?,
                need("SYSTEM_ACCESSTOKEN")?,
            )?
        }
        _ => {
            return Err(Error::new(ErrorKind::Config, "there is no credential of this name").advise(
                "write client-secret, client-certificate, workload-identity, managed-identity, azure-cli or \
                 azure-pipelines",
            ));
        }
    };
    match lookup("AZURE_AUTHORITY_HOST")? {
        None => Ok(Box::new(entra)),
        Some(authority) => {
            // Written without a scheme by some tools.
            let authority =
                if authority.contains("://") { authority } else { format!("https://{authority}") };
            Ok(Box::new(
                entra.authority(&authority).map_err(|error| error.in_context("AZURE_AUTHORITY_HOST"))?,
            ))
        }
    }
}

fn organization_from_environment(lookup: Lookup<'_>) -> Result<Option<(Address, &'static str)>> {
    for name in ORGANIZATIONS {
        if let Some(value) = lookup(name)? {
            let address: Result<Address> = value.parse();
            return address.map(|address| Some((address, *name))).map_err(|error| error.in_context(name));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::super::tests::header;
    use super::*;

    const PAT: &str = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";

    #[test]
    fn the_first_variable_wins_and_says_so() {
        let with = |set: &'static [(&'static str, &'static str)]| {
            move |name: &str| {
                Ok(set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
            }
        };
        let lookup = with(&[("AZURE_DEVOPS_EXT_PAT", PAT), ("ADOXIDE_TOKEN", "eyJa.b.c")]);
        let credential = from_environment(&lookup).unwrap().unwrap();
        assert_eq!(credential.source(), "the token in ADOXIDE_TOKEN");
        assert!(header(&*credential).starts_with("Bearer "));
        let error = from_environment(&with(&[("AZDO_PAT", "a b")])).err().unwrap();
        assert_eq!(
            error.to_string(),
            "AZDO_PAT: the token holds blanks or line ends; copy it again, whole and \
             without anything around it"
        );
        assert!(from_environment(&with(&[])).unwrap().is_none());
        for (name, _) in TOKENS {
            assert!(no_credential().to_string().contains(name));
        }
        let lookup = with(&[("SYSTEM_COLLECTIONURI", "https://dev.azure.com/a/"), ("AZP_URL", "b")]);
        let (address, name) = organization_from_environment(&lookup).unwrap().unwrap();
        assert_eq!((address.organization().as_str(), name), ("a", "SYSTEM_COLLECTIONURI"));
        let error = organization_from_environment(&with(&[("AZDO_ORG", "dev.azure.com/a")])).unwrap_err();
        assert!(error.to_string().starts_with("AZDO_ORG: expected the name"), "{error}");
    }

    #[test]
    fn a_list_of_tokens_is_for_pools_and_its_first_for_all_others() {
        fn with(
            list: &'static str,
            other: (&'static str, &'static str),
        ) -> impl Fn(&str) -> Result<Option<String>> {
            move |name| {
                Ok([(LIST, list), other]
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| (*value).to_owned()))
            }
        }
        let lookup = with("eyJa.b.c,\n tok2 ,,", ("ADOXIDE_PAT", PAT));
        assert_eq!(from_environment(&lookup).unwrap().unwrap().source(), "the token in ADOXIDE_PAT");
        let all = list(&lookup).unwrap().unwrap();
        let sources: Vec<_> = all.iter().map(super::super::Credential::source).collect();
        assert_eq!(sources, ["token 1 in ADOXIDE_TOKENS", "token 2 in ADOXIDE_TOKENS"]);
        assert_eq!(header(&*all[0]), "Bearer eyJa.b.c");
        let first = from_environment(&with("tok1 tok2", ("AZDO_PAT", PAT))).unwrap().unwrap();
        assert_eq!(first.source(), "token 1 in ADOXIDE_TOKENS");
        for (text, sentence) in [
            ("tok1,me:tok2", "token 2 in ADOXIDE_TOKENS: the token holds a colon; give the token alone"),
            (" , ", "ADOXIDE_TOKENS holds no token; put tokens into it"),
        ] {
            let error = list(&with(text, ("", ""))).err().unwrap();
            assert!(error.to_string().starts_with(sentence), "{error}");
        }
        assert!(list(&with("tok1", (NAMED, "azure-cli"))).unwrap().is_none());
    }

    #[cfg(feature = "entra")]
    #[test]
    fn azures_variables_come_last_unless_they_are_named() {
        fn with(set: &[(&'static str, &'static str)]) -> impl Fn(&str) -> Result<Option<String>> {
            let set = set.to_vec();
            move |name| Ok(set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        }
        let source = |set: &[(&'static str, &'static str)]| {
            from_environment(&with(set)).unwrap().map(|credential| credential.source().to_owned())
        };
        let application = [("AZURE_TENANT_ID", "t"), ("AZURE_CLIENT_ID", "c")];
        let and = |more: &[(&'static str, &'static str)]| source(&[&application[..], more].concat());
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(and(&[("AZURE_CLIENT_SECRET", "s")]), is("the client secret in AZURE_CLIENT_SECRET"));
        assert_eq!(
            and(&[("AZURE_FEDERATED_TOKEN_FILE", "/f")]),
            is("the federated token in AZURE_FEDERATED_TOKEN_FILE")
        );
        assert_eq!(and(&[("AZURE_CLIENT_SECRET", "s"), ("AZDO_PAT", PAT)]), is("the token in AZDO_PAT"));
        assert_eq!(
            and(&[("AZURE_CLIENT_SECRET", "s"), ("AZDO_PAT", PAT), (NAMED, "client-secret")]),
            is("the client secret in AZURE_CLIENT_SECRET")
        );
        assert_eq!(and(&[]), None);
        assert_eq!(source(&[("AZURE_CLIENT_SECRET", "s")]), None, "of an application that is not named");
        assert_eq!(source(&[(NAMED, "azure-cli")]), is("az login"));
        let machine = [("IDENTITY_ENDPOINT", "http://localhost/t"), ("IDENTITY_HEADER", "h")];
        assert_eq!(source(&machine), is("the managed identity of this machine"));
        for (set, sentence) in [
            (
                &[(NAMED, "client-secret")][..],
                "ADOXIDE_CREDENTIAL: AZURE_TENANT_ID is not set; client-secret needs it",
            ),
            (
                &[(NAMED, "az")],
                "ADOXIDE_CREDENTIAL: there is no credential of this name; write client-secret,",
            ),
            (
                &[(NAMED, "azure-cli"), ("AZURE_AUTHORITY_HOST", "http://evil.example.com")],
                "a secret is not sent over http",
            ),
            (
                &[
                    (NAMED, "client-certificate"),
                    application[0],
                    application[1],
                    ("AZURE_CLIENT_CERTIFICATE_PATH", "/no"),
                ],
                "AZURE_CLIENT_CERTIFICATE_PATH (/no) can't be read",
            ),
        ] {
            let error = from_environment(&with(set)).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(sentence), "{error}");
        }
    }
}
