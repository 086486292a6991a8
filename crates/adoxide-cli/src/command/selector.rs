//! What names one thing of a noun, and the verb that shows it.

use std::future::Future;

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::args::{ConnectionArgs, ShowArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::View;
use crate::settings::Place;
use crate::verb::Verb;

/// Who is meant, of all that has a licence.
#[derive(Args, Debug)]
pub struct WhoArgs {
    /// Who: a name, an id, a sign-in address, or @me
    #[arg(value_name = "WHO")]
    pub who: String,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl WhoArgs {
    /// The id in the organization.
    ///
    /// # Errors
    /// When there is nobody, or several who are named so; and as any call.
    pub async fn id<I: From<String>>(&self) -> Result<(Place, I)> {
        let place = Place::of_organization(&self.connection)?;
        let id = place.ado.identity_id(&self.who).await?.into();
        Ok((place, id))
    }
}

/// The arguments that name one thing.
pub trait Selector: Args {
    /// The thing as the service returns it.
    type Found: Serialize;

    /// The thing with its article, as help calls it: `a group`.
    const THING: &'static str;

    /// The fields that are shown.
    const VIEW: &'static View;

    /// Finds it.
    ///
    /// # Errors
    /// When there is none, or several that are named so; and as any call.
    fn find(&self) -> impl Future<Output = Result<(Place, Self::Found)>>;

    /// What is shown of it, where that is more than what it was found by.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    async fn shown(&self) -> Result<(Place, Value)> {
        let (place, found) = self.find().await?;
        Ok((place, super::value(&found)?))
    }
}

/// The verb `show` of a noun.
#[derive(Args, Debug)]
#[command(about = format!("Show {}", S::THING), long_about = None::<&str>, visible_alias = "view")]
pub struct Show<S: Selector> {
    #[command(flatten)]
    selector: S,

    #[command(flatten)]
    show: ShowArgs,
}

impl<S: Selector> Verb for Show<S> {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.shown().await?;
        context.show(S::VIEW, place.address(), &self.show, &found)
    }
}
