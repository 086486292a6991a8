use std::path::{Path, PathBuf};

use adoxide::api::pipelines::{Preview as PreviewParams, RunPipelineParameters, preview};
use adoxide_yaml::{Expander, Pipeline};
use clap::Args;

use super::folders::{self, Folders};
use super::{InputArgs, find};
use crate::args::ProjectArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// The type key with which the service refuses a pipeline.
const REFUSED: &str = "PipelineValidationException";
/// The stack for an expansion, in bytes: its depth is limited, whatever the stack of the main thread is.
const STACK: usize = 32 << 20;
/// The path of a pipeline that comes from stdin.
const DEFAULT_PATH: &str = "azure-pipelines.yml";

/// Show the YAML of a pipeline with its templates expanded, without a run
#[derive(Args, Debug)]
#[command(after_help = "\
Without --file it is the YAML of the pipeline's branch. With --file that file is
expanded in its place, and templates come from the repository; with --offline
they come from the folder of the file, without the service.

Examples:
  adox pipeline preview web-ci --parameter environment=prod
  adox pipeline preview web-ci --file azure-pipelines.yml
  adox pipeline preview --offline --file azure-pipelines.yml \\
    --repository templates=../templates --parameter 'regions=[eu, us]'

Exit codes: 0 expanded; 1 refused, with the service's message on stderr.")]
pub struct Preview {
    /// The pipeline
    #[arg(value_name = "NAME|ID", required_unless_present = "offline", conflicts_with = "offline")]
    pipeline: Option<String>,

    /// The file to expand in place of the pipeline's own, `-` for stdin
    #[arg(long, short, value_name = "FILE", required_if_eq("offline", "true"))]
    file: Option<PathBuf>,

    /// Expand on this machine; the folder of the file is its repository
    #[arg(long)]
    offline: bool,

    /// With --offline, the folder of another repository of `resources`; of the
    /// pipeline's own with the alias `self`; repeatable
    #[arg(long = "repository", value_name = "ALIAS=DIR", requires = "offline")]
    repositories: Vec<String>,

    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Preview {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.offline { self.offline(context) } else { self.online(context).await }
    }
}

impl Preview {
    async fn online(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let text = self.file.as_deref().map(text).transpose()?;
        let body = RunPipelineParameters {
            preview_run: Some(true),
            yaml_override: text,
            ..self.input.parameters()?
        };
        let pipeline = find(&place, self.pipeline.as_deref().unwrap_or_default()).await?;
        let project = place.project()?.locator();
        let op = preview(&project, pipeline.id.into(), &body, PreviewParams::default());
        match place.ado.call(op).await {
            Ok(expanded) => write(context, &expanded.final_yaml.unwrap_or_default()),
            Err(error) if error.type_key() == Some(REFUSED) => {
                context.printer.verbatim(error.message().unwrap_or_default());
                Ok(Exit::Failed)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn offline(self, context: &Context) -> Result<Exit> {
        let file = self.file.as_deref().unwrap_or_else(|| Path::new("-"));
        let text = text(file)?;
        let is_stdin = file == Path::new("-");
        let folder = if is_stdin { None } else { file.parent() };
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let name = if is_stdin { None } else { file.file_name() };
        let mut path = name.map_or_else(|| DEFAULT_PATH.into(), |name| name.to_string_lossy().into_owned());
        let mut own = folder.to_owned();
        let mut others = Vec::new();
        for given in &self.repositories {
            let (alias, folder) = repository(given)?;
            if alias.eq_ignore_ascii_case("self") {
                path = below(file, &folder)?;
                own = folder;
            } else {
                others.push((alias, folder));
            }
        }
        let branch = self.input.branch();
        let mut folders = Folders::new(own, branch.clone().unwrap_or_else(|| "refs/heads/main".to_owned()));
        for (alias, folder) in others {
            if !folders.add(alias, folder) {
                return Err(Error::usage(format!("--repository: {alias} is given twice")));
            }
        }
        let mut pipeline = Pipeline::new(format!("/{path}"), text);
        if let Some(branch) = branch {
            pipeline.variables = adoxide_yaml::predefined(&branch);
        }
        for (name, value) in self.input.variables()? {
            pipeline = pipeline.variable(name, value);
        }
        pipeline.parameters = self.input.values()?;
        let expand = move || {
            let expanded = Expander::new(&folders).expand(&pipeline);
            (expanded, folders.lacks())
        };
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(expand);
        let thread = thread.map_err(|error| Error::failed(format!("no thread can be started: {error}")))?;
        let (expanded, lacks) =
            thread.join().map_err(|_| Error::failed("the pipeline can't be expanded: this is a bug"))?;
        match expanded {
            Ok(expanded) => write(context, &expanded.yaml),
            Err(refusal) if lacks => {
                // The service looks for repositories before it reads anything else.
                let last = refusal.messages.last().map(|message| message.text.as_str()).unwrap_or_default();
                context.printer.verbatim(last);
                context.printer.notice("help: --repository ALIAS=DIR names its folder");
                Ok(Exit::Failed)
            }
            Err(refusal) => {
                context.printer.verbatim(&refusal.to_string());
                Ok(Exit::Failed)
            }
        }
    }
}

/// The text of the file, or of stdin.
fn text(file: &Path) -> Result<String> {
    let read =
        if file == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { folders::read(file) };
    read.map_err(|error| Error::usage(format!("--file: `{}` can't be read: {error}", file.display())))
}

/// The alias and the folder of `ALIAS=DIR`.
fn repository(given: &str) -> Result<(&str, PathBuf)> {
    let (alias, folder) = given
        .split_once('=')
        .filter(|(alias, folder)| !alias.is_empty() && !folder.is_empty())
        .ok_or_else(|| {
            Error::usage(format!("--repository: expected ALIAS=DIR, got `{given}`"))
                .help("ALIAS is the name that `resources: repositories:` gives it")
        })?;
    let folder = PathBuf::from(folder);
    if !folder.is_dir() {
        return Err(Error::usage(format!("--repository {alias}: `{}` is not a folder", folder.display())));
    }
    Ok((alias, folder))
}

/// The path of a file below a folder, as the service writes paths.
fn below(file: &Path, folder: &Path) -> Result<String> {
    if file == Path::new("-") {
        return Ok(DEFAULT_PATH.to_owned());
    }
    let whole = |path: &Path| {
        path.canonicalize()
            .map_err(|error| Error::usage(format!("`{}` can't be read: {error}", path.display())))
    };
    let file = whole(file)?;
    let folder = whole(folder)?;
    let path = file.strip_prefix(&folder).map_err(|_| {
        Error::usage(format!("--repository self: `{}` is not below `{}`", file.display(), folder.display()))
    })?;
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    Ok(parts.join("/"))
}

/// Writes the YAML and nothing else.
fn write(context: &Context, yaml: &str) -> Result<Exit> {
    context.printer.data(|out| out.write_all(yaml.as_bytes()))?;
    Ok(Exit::Ok)
}
