//! What changes a run as a whole: `adox run cancel`, `keep` and `delete`.

use adoxide::api::build::{
    Build, BuildStatus, StageUpdateType, UpdateBuild, UpdateStageParameters, delete_build, update_build,
    update_stage,
};
use clap::Args;

use super::{TargetArgs, VIEW, id, title};
use crate::args::{ConfirmArgs, OutputArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// Cancel a run, or stages of it
#[derive(Args, Debug)]
pub struct Cancel {
    /// Cancel this stage only; repeatable
    #[arg(long, value_name = "NAME")]
    stage: Vec<String>,

    #[command(flatten)]
    target: TargetArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Cancel {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.target.find().await?;
        let title = title(&run);
        if run.status == Some(BuildStatus::Completed) {
            let result = run.result.as_ref().map(ToString::to_string).unwrap_or_default();
            return Err(Error::failed(format!("{title} is completed already: {result}")));
        }
        let project = place.project()?.locator();
        for stage in &self.stage {
            let body = UpdateStageParameters {
                state: Some(StageUpdateType::Cancel),
                ..UpdateStageParameters::default()
            };
            let stage = stage.as_str().into();
            place.ado.call(update_stage(Some(&project), id(&run).into(), &stage, &body)).await?;
        }
        if !self.stage.is_empty() {
            let done = format!("Cancelled of {title}: {}.", self.stage.join(", "));
            let now = super::get(&place, id(&run)).await?;
            return context.changed(done, &VIEW, place.address(), &self.output, &now);
        }
        let body = Build { status: Some(BuildStatus::Cancelling), ..Build::default() };
        let op = update_build(&project, id(&run).into(), &body, UpdateBuild::default());
        let now = place.ado.call(op).await?;
        context.changed(format!("Cancelling {title}."), &VIEW, place.address(), &self.output, &now)
    }
}

/// Keep a run forever, or no longer
#[derive(Args, Debug)]
#[command(visible_alias = "retain")]
pub struct Keep {
    /// Let retention delete it again
    #[arg(long)]
    undo: bool,

    #[command(flatten)]
    target: TargetArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Keep {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.target.find().await?;
        let body: Build = serde_json::from_value(serde_json::json!({ "keepForever": !self.undo }))
            .map_err(|error| Error::failed(format!("the request can't be written: {error}")))?;
        let op = update_build(&place.project()?.locator(), id(&run).into(), &body, UpdateBuild::default());
        let now = place.ado.call(op).await?;
        let done = if self.undo { "Retention may delete" } else { "Keeping" };
        context.changed(format!("{done} {}.", title(&run)), &VIEW, place.address(), &self.output, &now)
    }
}

/// Delete a run with its logs and artifacts
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
pub struct Delete {
    #[command(flatten)]
    target: TargetArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.target.find().await?;
        let title = title(&run);
        let what = format!("this deletes {title} with its logs and artifacts");
        context.confirm(self.confirm, what, "they can't be restored")?;
        place.ado.call(delete_build(&place.project()?.locator(), id(&run).into())).await?;
        context.printer.say(format_args!("Deleted {title}."));
        Ok(Exit::Ok)
    }
}
