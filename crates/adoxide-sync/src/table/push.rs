use adoxide_api::git::meta;

use super::{Table, identity, integer, list, record, tables, text, timestamp};
use crate::Connector::Repos;
use crate::Ingestion::Append;
use crate::feed::history::FEED;

tables! {
    /// The pushes, with the refs that each of them moved. A ref that was created comes from, and one that was deleted
    /// goes to, an object id of zeros.
    #[rest = "git/pushes/list"]
    pub static PUSHES = Table::new("pushes", Append, &["repository_id", "pushId"])
        .by_repository()
        .connector(Repos)
        .reads(&meta::GET_PUSHES)
        .fed_by(&FEED)
        .column(integer("pushId"), "Number of the push, unique within the organization; grows")
        .column(timestamp("date"), "When it was received, by the clock of the service")
        .column(identity("pushedBy"), "Who pushed")
        .column(
            list("refUpdates", record("item", ["repositoryId", "name", "oldObjectId", "newObjectId"].map(text))),
            "The refs that it moved: full name, and the SHA-1 before and after",
        )
        .column(text("url"), "Address of the push in the REST API");
}
