use adoxide::api::build::{
    Build, BuildStatus, StageUpdateType, UpdateBuild, UpdateStageParameters, update_build, update_stage,
};
use clap::Args;

use super::{TargetArgs, VIEW, get, id, title, watch};
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// Retry what failed in a run
#[derive(Args, Debug)]
#[command(visible_alias = "rerun")]
pub struct Retry {
    /// Retry this stage only; repeatable
    #[arg(long, value_name = "NAME")]
    stage: Vec<String>,

    /// With --stage, its jobs that succeeded too
    #[arg(long, requires = "stage")]
    all_jobs: bool,

    /// Wait until it is completed, and show how it goes
    #[arg(long)]
    watch: bool,

    #[command(flatten)]
    target: TargetArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Retry {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.target.find().await?;
        let (id, title) = (id(&run), title(&run));
        let project = place.project()?.locator();
        if self.stage.is_empty() {
            if run.status != Some(BuildStatus::Completed) {
                return Err(Error::failed(format!("{title} is not completed"))
                    .help("--stage NAME retries a stage of it that is"));
            }
            let op = update_build(&project, id.into(), &Build::default(), UpdateBuild { retry: Some(true) });
            place.ado.call(op).await?;
        }
        for stage in &self.stage {
            let body = UpdateStageParameters {
                state: Some(StageUpdateType::Retry),
                force_retry_all_jobs: Some(self.all_jobs),
                ..UpdateStageParameters::default()
            };
            place.ado.call(update_stage(Some(&project), id.into(), &stage.as_str().into(), &body)).await?;
        }
        let now = get(&place, id).await?;
        context.changed(format!("Retrying {title}."), &VIEW, place.address(), &self.output, &now)?;
        if self.watch { watch(context, &place, id, true).await } else { Ok(Exit::Ok) }
    }
}
