use std::collections::BTreeMap;

use adoxide::api::pipelines::{Preview, RunPipeline, RunPipelineParameters, preview, run_pipeline};
use clap::Args;

use super::{Found, InputArgs, SelectorArgs};
use crate::args::OutputArgs;
use crate::command::run;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// Run a pipeline
#[derive(Args, Debug)]
#[command(
    visible_alias = "queue",
    after_help = "\
Examples:
  adox pipeline run web-ci --branch topic
  adox pipeline run deploy --parameter environment=test --stage Build --watch

Exit codes with --watch: 0 succeeded; 1 failed or cancelled."
)]
pub struct Run {
    #[command(flatten)]
    input: InputArgs,

    /// Run this stage and skip those that are not named; repeatable
    #[arg(long = "stage", value_name = "NAME", conflicts_with = "skip")]
    stages: Vec<String>,

    /// Skip this stage; repeatable
    #[arg(long = "skip-stage", id = "skip", value_name = "NAME")]
    skip: Vec<String>,

    /// Use this version of another repository of the pipeline; repeatable
    #[arg(long = "resource", value_name = "ALIAS=REF")]
    resources: Vec<String>,

    /// Wait until it is completed, and show how it goes
    #[arg(long, visible_alias = "wait")]
    watch: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Run {
    async fn run(self, context: &Context) -> Result<Exit> {
        // What is typed wrong is said before anything is asked.
        let mut body = self.input.parameters()?;
        for (alias, reference) in super::pairs("--resource", &self.resources)? {
            let reference =
                if reference.starts_with("refs/") { reference } else { format!("refs/heads/{reference}") };
            let resources = body.resources.get_or_insert_default();
            let repositories = resources.repositories.get_or_insert_default();
            repositories.entry(alias).or_default().get_or_insert_default().ref_name = Some(reference);
        }
        let (place, found) = self.selector.find().await?;
        if !self.stages.is_empty() {
            body.stages_to_skip = Some(others(&place, &found, &body, &self.stages).await?);
        } else if !self.skip.is_empty() {
            body.stages_to_skip = Some(self.skip.clone());
        }
        let project = place.project()?.locator();
        let op = run_pipeline(&project, found.id.into(), &body, RunPipeline::default());
        let queued = place.ado.call(op).await?;
        let id = queued.id.unwrap_or_default();
        let whole = run::get(&place, id).await?;
        let name = queued.pipeline.and_then(|pipeline| pipeline.name).unwrap_or(found.name);
        let done = format!("Queued run {id} of pipeline {name}.");
        context.changed(done, &run::VIEW, place.address(), &self.output, &whole)?;
        if self.watch { run::watch(context, &place, id, true).await } else { Ok(Exit::Ok) }
    }
}

/// The stages that are not named, as the preview of the pipeline has them.
async fn others(
    place: &Place,
    found: &Found,
    body: &RunPipelineParameters,
    wanted: &[String],
) -> Result<Vec<String>> {
    let body = RunPipelineParameters { preview_run: Some(true), ..body.clone() };
    let project = place.project()?.locator();
    let expanded = place.ado.call(preview(&project, found.id.into(), &body, Preview::default())).await?;
    let stages = stages(&expanded.final_yaml.unwrap_or_default());
    let mut is_wanted: BTreeMap<&str, bool> = stages.iter().map(|name| (name.as_str(), false)).collect();
    for name in wanted {
        let known = stages.iter().find(|known| known.eq_ignore_ascii_case(name)).ok_or_else(|| {
            Error::usage(format!("--stage: the pipeline has no stage `{name}`"))
                .help(format!("its stages are {}", stages.join(", ")))
        })?;
        is_wanted.insert(known, true);
    }
    Ok(stages.iter().filter(|name| !is_wanted[name.as_str()]).cloned().collect())
}

/// The names of the stages in the service's expanded YAML, whose form is always the same.
fn stages(yaml: &str) -> Vec<String> {
    let lines = yaml.lines().skip_while(|line| *line != "stages:").skip(1);
    let lines = lines.take_while(|line| line.starts_with([' ', '-']));
    let names = lines.filter_map(|line| line.strip_prefix("- stage: "));
    names.map(|name| name.trim_matches(['\'', '"']).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn stages_of_expanded_yaml() {
        let yaml = "trigger: none\nstages:\n- stage: Build\n  jobs:\n  - job: a\n- stage: 'Deploy'\n  jobs: []\npool: x\n";
        assert_eq!(super::stages(yaml), ["Build", "Deploy"]);
        assert!(super::stages("steps: []\n").is_empty());
    }
}
