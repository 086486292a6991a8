//! Options of all repositories of an organization, as its settings show them. Recorded; nothing documents them.

use adoxide_api::git::meta;
use serde_json::{Value, json};

use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_ALL_GIT_REPOSITORIES_OPTIONS => read(get_options),
}

const TYPE: &str = "VersionControlRepositoryOption:#Microsoft.TeamFoundation.Server.WebAccess.VersionControl";

/// Key, title, explanation, text where the option is one, and whether it is on.
const OPTIONS: [(&str, &str, &str, Option<&str>, bool); 3] = [
    ("GravatarEnabled", "Gravatar images", "Show Gravatar images for people of elsewhere.", None, true),
    (
        "DefaultBranchName",
        "Default branch name for new repositories",
        "New repositories begin with this branch.",
        Some("main"),
        false,
    ),
    (
        "DisableTfvcRepositories",
        "Disable creation of TFVC repositories",
        "Only Git is to be used.",
        None,
        true,
    ),
];

fn get_options(_: &View<'_>) -> Result<Reply, Fault> {
    let options = OPTIONS.iter().map(|(key, title, explanation, text, is_on)| {
        json!({
            "__type": TYPE,
            "category": "General",
            "defaultTextValue": text,
            "displayHtml": explanation,
            "key": key,
            "parentOptionKey": Value::Null,
            "textValue": Value::Null,
            "title": title,
            "value": is_on,
        })
    });
    Ok(Reply::json(Object::new().set("__wrappedArray", Value::Array(options.collect()))))
}
