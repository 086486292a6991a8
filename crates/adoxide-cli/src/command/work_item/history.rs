use adoxide::resource::WorkItem;
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use super::{SelectorArgs, relation};
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View, person};
use crate::verb::Verb;

/// Show the changes of a work item, and who made them
#[derive(Args, Debug)]
#[command(visible_alias = "log")]
pub struct History {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for History {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, item) = self.selector.find()?;
        let updates = WorkItem::updates(&item).map_ok(|update| update.value().clone());
        context.list(&VIEW, place.address(), &self.list, updates).await
    }
}

const VIEW: View = View::new(&[
    Field::new("id"),
    Field::new("rev"),
    Field::by("date", |update| {
        // The date of the newest update itself is the end of time.
        let changed = &update["fields"]["System.ChangedDate"]["newValue"];
        if changed.is_null() { update["revisedDate"].clone() } else { changed.clone() }
    })
    .date(),
    Field::at("by", "revisedBy/displayName"),
    Field::by("changes", |update| {
        let fields = update["fields"].as_object().into_iter().flatten();
        let fields = fields.filter(|(name, _)| !BOOKS.contains(&name.as_str()));
        let changed = fields.map(|(name, change)| {
            // The first one sets everything.
            match &change["oldValue"] {
                Value::Null => format!("{name}: {}", word(&change["newValue"])),
                old => format!("{name}: {} → {}", word(old), word(&change["newValue"])),
            }
        });
        let links = ["added", "removed"].into_iter().flat_map(|what| {
            let links = update["relations"][what].as_array().into_iter().flatten();
            links.filter_map(move |link| Some(format!("{what} {}", relation(link)?)))
        });
        changed.chain(links).collect::<Vec<_>>().join("; ").into()
    }),
]);

/// What every update has, and says nothing.
const BOOKS: [&str; 8] = [
    "System.Rev",
    "System.AuthorizedDate",
    "System.RevisedDate",
    "System.ChangedDate",
    "System.ChangedBy",
    "System.AuthorizedAs",
    "System.PersonId",
    "System.Watermark",
];

/// A value in a sentence.
fn word(value: &Value) -> String {
    match person(value) {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text,
        other => other.to_string(),
    }
}
