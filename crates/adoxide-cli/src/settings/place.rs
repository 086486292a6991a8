//! Which project, and which repository: flag > environment > git remote.

use adoxide::resource::{Project, Repository};
use adoxide::{Address, Client};

use super::profile::Profiles;
use super::{Connection, Setting, remote};
use crate::args::{ConnectionArgs, PlaceArgs, ProjectArgs};
use crate::error::{Error, Result};

/// The first that is set names the project.
pub(super) const VARIABLES: &[&str] = &[
    "ADOXIDE_PROJECT",
    "AZDO_PROJECT",
    "AZURE_DEVOPS_EXT__DEFAULTS_PROJECT",
    "AZURE_DEVOPS_DEFAULT_PROJECT",
    "SYSTEM_TEAMPROJECT",
];

/// The advice for a URL that is not valid.
pub const OTHER: &str =
    "copy it from the browser, and name its organization with --organization if that is another one";

/// Where a command works: an organization, and a project and a repository of it where they are known.
pub struct Place {
    /// A client of the organization.
    pub ado: Client,
    /// The project, by name or id.
    pub project: Option<Setting<String>>,
    /// The repository, by name or id; never without its project.
    pub repository: Option<Setting<String>>,
    /// The git remote here that is of this organization, and the repository that it is.
    pub remote: Option<(String, Repository)>,
}

impl Place {
    /// Finds out where a command about a repository works.
    ///
    /// # Errors
    /// When a name is not valid, and as [`Connection::resolve`].
    pub fn resolve(args: &PlaceArgs) -> Result<Self> {
        Self::find(&args.project, args.repository.as_deref().map(|text| (text, "--repository")))
    }

    /// Finds out where a command about a project works.
    ///
    /// # Errors
    /// As [`resolve`](Self::resolve).
    pub fn of_project(args: &ProjectArgs) -> Result<Self> {
        Self::find(args, None)
    }

    /// Finds out where a command about the organization works.
    ///
    /// # Errors
    /// As [`resolve`](Self::resolve).
    pub fn of_organization(connection: &ConnectionArgs) -> Result<Self> {
        Self::find(&ProjectArgs { project: None, connection: connection.clone() }, None)
    }

    /// Finds out where a command about this repository works.
    ///
    /// # Errors
    /// As [`resolve`](Self::resolve).
    pub fn of_repository(args: &ProjectArgs, repository: Option<&str>) -> Result<Self> {
        Self::find(args, repository.map(|text| (text, "REPOSITORY")))
    }

    fn find(args: &ProjectArgs, repository: Option<(&str, &str)>) -> Result<Self> {
        let connection = Connection::resolve(&args.connection)?;
        let address = connection.address.value.clone();
        let ado = connection.client()?;
        let remote = remote::location(&address);
        let mut project = match &args.project {
            Some(project) => Some(Setting::new(project.clone(), "--project")),
            None => super::layered("project", &Profiles::open(args.connection.profile.profile.as_deref())?)?,
        };
        let mut named = None;
        if let Some((text, source)) = repository {
            let (of, name) = if text.contains("://") || text.contains('@') && text.contains(':') {
                let location = address.locate(text);
                let location = location.map_err(|error| Error::from(error).at(source).typed(OTHER))?;
                let name = location.repository.ok_or_else(|| {
                    Error::usage(format!("{source}: this is the URL of a project, and of no repository"))
                })?;
                (location.project, name)
            } else {
                match text.split_once('/') {
                    Some((project, name)) => (Some(project.to_owned()), name.to_owned()),
                    None => (None, text.to_owned()),
                }
            };
            if name.is_empty() || of.as_deref() == Some("") {
                return Err(Error::usage(format!("{source}: `{text}` names no repository"))
                    .help("write NAME, PROJECT/NAME or the URL"));
            }
            if let (Some(of), Some(project)) = (&of, &args.project)
                && !of.eq_ignore_ascii_case(project)
            {
                return Err(Error::usage(format!(
                    "{source} names the project {of}, and --project names {project}"
                ))
                .help("leave --project out"));
            }
            project = of.map(|of| Setting::new(of, source)).or(project);
            named = Some(Setting::new(name, source));
        }
        let mut here = None;
        if let Some(remote::Remote { name, location }) = remote {
            let source = format!("the git remote `{name}`");
            let (of, repository) = (location.project, location.repository);
            if project.is_none() {
                project = of.clone().map(|of| Setting::new(of, &source));
            }
            let same =
                |of: &String| project.as_ref().is_some_and(|project| project.value.eq_ignore_ascii_case(of));
            if named.is_none() && of.as_ref().is_some_and(same) {
                named = repository.clone().map(|repository| Setting::new(repository, &source));
            }
            if let (Some(of), Some(repository)) = (of, repository) {
                here = Some((name, ado.project(of).repository(repository)));
            }
        }
        Ok(Self { ado, project, repository: named, remote: here })
    }

    /// The organization.
    pub fn address(&self) -> &Address {
        self.ado.address()
    }

    /// The sign-in address of who asks.
    ///
    /// # Errors
    /// As any call.
    pub async fn my_account(&self) -> Result<String> {
        let me = self.ado.me().await?;
        let account = me.account().or(Some(me.display_name()).filter(|name| !name.is_empty()));
        account.map(str::to_owned).ok_or_else(|| {
            Error::failed("the service does not say whose credential this is")
                .help("name the person instead of @me")
        })
    }

    /// The git remote here that is this repository, and its URL over HTTPS.
    ///
    /// # Errors
    /// As any call.
    pub async fn remote_of(&self, repository: &Repository) -> Result<Option<(String, String)>> {
        let Some((name, here)) = &self.remote else { return Ok(None) };
        if here.id().await? != repository.id().await? {
            return Ok(None);
        }
        let url = crate::command::repo::remote(self, repository).await?;
        Ok(Some((name.clone(), url)))
    }

    /// The project.
    ///
    /// # Errors
    /// When none is named.
    pub fn project(&self) -> Result<Project> {
        let named = self.project.as_ref().ok_or_else(|| {
            Error::usage("no project is named")
                .help("name it with --project NAME or in ADOXIDE_PROJECT, or go into a clone of a repository")
        })?;
        Ok(self.ado.project(&named.value))
    }

    /// The repository.
    ///
    /// # Errors
    /// When none is named.
    pub fn repository(&self) -> Result<Repository> {
        let named = self.repository.as_ref().ok_or_else(|| {
            Error::usage("no repository is named")
                .help("name it as PROJECT/NAME or by its URL, or go into a clone of it")
        })?;
        Ok(self.project()?.repository(&named.value))
    }
}
