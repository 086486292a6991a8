use adoxide_sync::Connector;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{OutputArgs, PoolArgs};

/// Verify what the credentials give access to
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// Only these connectors (default: all)
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = connector())]
    pub connector: Vec<Connector>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub connection: PoolArgs,
}

/// A connector by its name.
pub(super) fn connector() -> impl TypedValueParser<Value = Connector> {
    PossibleValuesParser::new(Connector::ALL.map(Connector::as_str)).try_map(|name| {
        let found = Connector::ALL.into_iter().find(|connector| connector.as_str() == name);
        found.ok_or("there is no such connector")
    })
}
