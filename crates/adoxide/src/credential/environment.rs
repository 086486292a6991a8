/// What a variable of the environment holds.
#[derive(Clone, Copy)]
enum Form {
    /// A personal access token.
    Pat,
    /// A bearer token.
    Bearer,
    /// Either; a JSON Web Token is a bearer token.
    Any,
}

/// The variables that hold tokens, in the order in which they are asked: our own, those of the tools that
/// people have set up already, and a pipeline's.
const TOKENS: &[(&str, Form)] = &[
    ("ADOXIDE_PAT", Form::Pat),
    ("ADOXIDE_TOKEN", Form::Any),
    ("AZDO_PAT", Form::Pat),
    ("AZDO_TOKEN", Form::Any),
    ("AZURE_DEVOPS_EXT_PAT", Form::Any),
    ("AZURE_DEVOPS_PAT", Form::Pat),
    ("AZDO_PERSONAL_ACCESS_TOKEN", Form::Pat),
    ("SYSTEM_ACCESSTOKEN", Form::Bearer),
    ("AZP_TOKEN", Form::Pat),
];

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

/// How a variable is looked up; `Err` is a value that is no text.
type Lookup<'a> = &'a dyn Fn(&str) -> Result<Option<String>>;

/// The environment of this process. An empty variable is one that is not set.
fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Error::new(ErrorKind::Config, format!("{name} holds no text")))
        }
    }
}

/// The credential that the environment gives, if it does: the first that is set of `ADOXIDE_PAT`,
/// `ADOXIDE_TOKEN`, `AZDO_PAT`, `AZDO_TOKEN`, `AZURE_DEVOPS_EXT_PAT`, `AZURE_DEVOPS_PAT`,
/// `AZDO_PERSONAL_ACCESS_TOKEN`, `SYSTEM_ACCESSTOKEN`, `AZP_TOKEN`. Its [`source`](Credential::source) names
/// the variable.
///
/// # Errors
/// [`ErrorKind::Config`] when the first that is set can't be a token.
pub fn from_env() -> Result<Option<Box<dyn Credential>>> {
    from_environment(&variable)
}

/// The organization that the environment gives, if it does, and the variable that it comes from: the first
/// that is set of `ADOXIDE_ORG`, `AZDO_ORG`, `AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION`,
/// `AZDO_ORG_SERVICE_URL`, `SYSTEM_COLLECTIONURI`, `SYSTEM_TEAMFOUNDATIONCOLLECTIONURI`, `AZURE_DEVOPS_ORG`,
/// `AZURE_DEVOPS_ORG_URL`, `AZDO_ORGANIZATION`, `AZP_URL`.
///
/// # Errors
/// [`ErrorKind::Config`] when the first that is set is no address.
pub fn organization_from_env() -> Result<Option<(Address, &'static str)>> {
    organization_from_environment(&variable)
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
    for (name, form) in TOKENS {
        let Some(token) = lookup(name)? else {
            continue;
        };
        let source = format!("the token in {name}");
        let bearer = match form {
            Form::Pat => false,
            Form::Bearer => true,
            Form::Any => token.starts_with("eyJ") && token.matches('.').count() == 2,
        };
        let credential: Result<Box<dyn Credential>> = if bearer {
            Bearer::new(&token).map(|bearer| Box::new(bearer.from_source(&source)) as _)
        } else {
            Pat::new(&token).map(|pat| Box::new(pat.from_source(&source)) as _)
        };
        return credential.map(Some).map_err(|error| error.with_credential(&source).in_context(name));
    }
    Ok(None)
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

