//! `adox connect`: the tables as a source of other programs that move data.

mod airbyte;
mod config;
mod schema;
mod singer;
mod stream;

use clap::Args;

use crate::verb::Entry;

/// Be a source of Airbyte or a tap of Singer
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox connect airbyte spec
  adox connect airbyte read --config config.json --catalog catalog.json
  adox connect singer --config config.json --discover > catalog.json
  adox connect singer --config config.json --catalog catalog.json | target-jsonl

The configuration is a JSON object: organization, and token, tokens, or
tenant_id with client_id and client_secret; optionally projects and concurrency.
The tables are those of `adox sync`. Where to go on from is the state that these
protocols carry: nothing is kept here.")]
pub struct Connect {}

/// The protocols.
pub const VERBS: &[Entry] =
    &[Entry::noun::<airbyte::Airbyte>("airbyte", airbyte::VERBS), Entry::verb::<singer::Singer>("singer")];
