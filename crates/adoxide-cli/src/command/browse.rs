//! `adox browse`.

use clap::Args;

use crate::args::PlaceArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::git;
use crate::settings::Place;
use crate::verb::Verb;
use crate::web;

/// Open a page of Azure DevOps in the browser
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox browse                     the repository
  adox browse src/main.rs:42      a file, at a line
  adox browse 1f3a5c0             a commit
  adox browse '!17'               a pull request
  adox browse '#131'              a work item
  adox browse --boards            the boards of the project")]
#[group(id = "page", multiple = false, args = ["boards", "pipelines", "pulls", "settings"])]
pub struct Browse {
    /// What to open: a path with or without a line, a commit, !NUMBER of a pull
    /// request, #NUMBER of a work item (default: the repository)
    #[arg(value_name = "WHAT", conflicts_with = "page")]
    what: Option<String>,

    /// The boards of the project
    #[arg(long)]
    boards: bool,

    /// The pipelines of the project
    #[arg(long)]
    pipelines: bool,

    /// The pull requests of the repository
    #[arg(long, visible_alias = "prs")]
    pulls: bool,

    /// The settings of the project
    #[arg(long)]
    settings: bool,

    /// The branch of a path (default: the one that is checked out)
    #[arg(long, short, value_name = "BRANCH")]
    branch: Option<String>,

    /// Print the URL, and open nothing
    #[arg(long, short)]
    no_browser: bool,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Browse {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let url = self.url(&place).await?;
        if self.no_browser {
            context.printer.line(url)?;
        } else {
            web::open(&url, &context.printer)?;
        }
        Ok(Exit::Ok)
    }
}

impl Browse {
    async fn url(&self, place: &Place) -> Result<String> {
        let address = place.address();
        if let Some(number) = self.what.as_deref().and_then(|what| what.strip_prefix('!')) {
            let number: i64 = number.parse().map_err(|_| {
                Error::usage(format!("expected the number of a pull request, got `{number}`"))
            })?;
            let found = place.ado.pull_request(number).await?;
            return found.web_url().await?.ok_or_else(|| Error::failed("the service names no page for it"));
        }
        if let Some(what) =
            self.what.as_deref().filter(|what| what.starts_with('#') || what.starts_with("AB#"))
        {
            let id = crate::args::work_item(what).map_err(Error::usage)?;
            let id = id.to_string();
            return Ok(match &place.project {
                Some(project) => web::page(address, &[&project.value, "_workitems", "edit", &id]),
                None => web::page(address, &["_workitems", "edit", &id]),
            });
        }
        let Some(project) = &place.project else {
            if self.what.is_some() {
                return Err(place.project().err().unwrap_or_else(|| Error::usage("no project is named")));
            }
            return Ok(web::page(address, &[]));
        };
        let project = project.value.as_str();
        for (wanted, below) in
            [(self.boards, &["_boards"][..]), (self.pipelines, &["_build"]), (self.settings, &["_settings"])]
        {
            if wanted {
                return Ok(web::page(address, &[&[project], below].concat()));
            }
        }
        let Some(repository) = &place.repository else {
            if self.what.is_some() || self.pulls {
                place.repository()?;
            }
            return Ok(web::page(address, &[project]));
        };
        let page = web::page(address, &[project, "_git", &repository.value]);
        if self.pulls {
            return Ok(page + "/pullrequests");
        }
        let Some(what) = &self.what else {
            return Ok(match &self.branch {
                Some(branch) => format!("{page}?version=GB{}", web::escaped(branch)),
                None => page,
            });
        };
        if (7..=40).contains(&what.len()) && what.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(format!("{page}/commit/{what}"));
        }
        let (path, line) = match what.rsplit_once(':') {
            Some((path, line)) if line.parse::<u32>().is_ok() => (path, Some(line)),
            _ => (what.as_str(), None),
        };
        let branch = match &self.branch {
            Some(branch) => Some(branch.clone()),
            None if place.remote.is_some() => git::current_branch().await?,
            None => None,
        };
        let mut url = format!("{page}?path={}", web::escaped(&format!("/{}", path.trim_start_matches('/'))));
        if let Some(branch) = branch {
            url.extend(["&version=GB", &web::escaped(&branch)]);
        }
        if let Some(line) = line {
            url.extend(["&line=", line, "&lineEnd=", line, "&lineStartColumn=1&lineEndColumn=1000"]);
        }
        Ok(url)
    }
}
