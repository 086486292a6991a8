//! `adox permission`.

mod namespace;

use std::collections::HashMap;

use adoxide::Client;
use adoxide::api::security::{
    HasPermissions, QueryAccessControlLists, RemoveAccessControlEntries, has_permissions,
    query_access_control_lists, remove_access_control_entries, set_access_control_entries,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use self::namespace::Namespace;
use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with permissions of any kind: security namespaces and their tokens
#[derive(Args, Debug)]
#[command(
    visible_alias = "security",
    after_help = "\
Examples:
  adox permission namespace
  adox permission namespace Build
  adox permission list Build --token PROJECT_ID/7
  adox permission set Build --token PROJECT_ID/7 --who '[Web]\\Contributors' \\
      --deny DeleteBuilds
  adox permission check Build --token PROJECT_ID/7 QueueBuilds

A token names what permissions are for, as the namespace writes it: PROJECT_ID/7
is the pipeline 7, $PROJECT:vstfs:///Classification/TeamProject/PROJECT_ID a
project. The page \"Security namespace and permission reference\" of the service's
documentation lists them. `adox repo permission` works with repositories and
branches by name."
)]
pub struct Permission {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<namespace::List>("namespace"),
    Entry::verb::<List>("list"),
    Entry::verb::<Set>("set"),
    Entry::verb::<Reset>("reset"),
    Entry::verb::<Check>("check"),
];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("allow"),
    Field::new("deny"),
    Field::new("token"),
    Field::new("effectiveAllow").unlisted(),
    Field::new("effectiveDeny").unlisted(),
    Field::new("inherits").unlisted(),
    Field::new("descriptor").unlisted(),
]);

/// What permissions are for.
#[derive(Args, Debug)]
struct WhereArgs {
    /// The namespace, by its name or id; `adox permission namespace` lists them
    #[arg(value_name = "NAMESPACE")]
    namespace: String,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl WhereArgs {
    async fn find(&self) -> Result<(Place, Namespace)> {
        let place = Place::of_organization(&self.connection)?;
        let found = namespace::find(&place.ado, &self.namespace).await?;
        Ok((place, found))
    }
}

/// The identity that access lists have of somebody.
async fn descriptor(ado: &Client, who: &str) -> Result<String> {
    let found = ado.identity(who).await?;
    found
        .descriptor()
        .map(str::to_owned)
        .ok_or_else(|| Error::failed(format!("the service does not say the descriptor of `{who}`")))
}

/// The entries of the tokens of a namespace, with names.
async fn entries(ado: &Client, space: &Namespace, params: QueryAccessControlLists) -> Result<Vec<Value>> {
    let lists: Vec<_> =
        ado.items(query_access_control_lists(&space.id.as_str().into(), params)).try_collect().await?;
    let mut rows = Vec::new();
    for list in lists {
        for (descriptor, entry) in list.aces_dictionary.unwrap_or_default() {
            let entry = entry.unwrap_or_default();
            let info = entry.extended_info.unwrap_or_default();
            rows.push(json!({
                "token": list.token,
                "inherits": list.inherit_permissions,
                "descriptor": entry.descriptor.unwrap_or(descriptor),
                "allow": space.names(entry.allow),
                "deny": space.names(entry.deny),
                "effectiveAllow": space.names(info.effective_allow),
                "effectiveDeny": space.names(info.effective_deny),
            }));
        }
    }
    let key = |row: &Value| row["descriptor"].as_str().unwrap_or_default().to_lowercase();
    let mut wanted: Vec<_> = rows.iter().map(|row| row["descriptor"].as_str().unwrap_or_default()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut names = HashMap::new();
    let mut found = ado.identities_by_descriptor(wanted).stream();
    while let Some(identity) = found.try_next().await? {
        if let Some(descriptor) = identity.descriptor() {
            names.insert(descriptor.to_lowercase(), identity.display_name().to_owned());
        }
    }
    for row in &mut rows {
        row["name"] = names.get(&key(row)).cloned().map_or_else(|| row["descriptor"].clone(), Value::from);
    }
    Ok(rows)
}

/// List explicit permissions; inherited ones are in the effective fields
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    at: WhereArgs,

    /// Those for this token (default: every token of the namespace)
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,

    /// Those for the tokens below it, too
    #[arg(long, requires = "token")]
    recursive: bool,

    /// Those of this person or group
    #[arg(long, value_name = "WHO")]
    who: Option<String>,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, space) = self.at.find().await?;
        let descriptors = match &self.who {
            Some(who) => Some(descriptor(&place.ado, who).await?),
            None => None,
        };
        let params = QueryAccessControlLists {
            token: self.token,
            descriptors,
            include_extended_info: Some(true),
            recurse: Some(self.recursive),
        };
        let rows = entries(&place.ado, &space, params).await?;
        let rows = futures::stream::iter(rows.into_iter().map(Ok::<_, Error>));
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

/// Allow or deny permissions to somebody, in addition to those that are set
#[derive(Args, Debug)]
#[command(override_usage = "adox permission set [OPTIONS] --token <TOKEN> --who <WHO> <NAMESPACE>")]
#[group(id = "change", required = true, multiple = true, args = ["allow", "deny"])]
struct Set {
    #[command(flatten)]
    at: WhereArgs,

    /// What the permissions are for
    #[arg(long, value_name = "TOKEN")]
    token: String,

    /// Whose: a sign-in address, a name (`[Project]\Contributors`), an id, or @me
    #[arg(long, value_name = "WHO")]
    who: String,

    /// What is allowed, separated by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    allow: Vec<String>,

    /// What is denied; it wins over what is allowed
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    deny: Vec<String>,

    /// Remove what was set before
    #[arg(long)]
    replace: bool,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Set {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, space) = self.at.find().await?;
        let (allow, deny) = (space.bits(&self.allow)?, space.bits(&self.deny)?);
        if allow & deny != 0 {
            let both = space.names(Some(allow & deny)).unwrap_or_default();
            return Err(Error::usage(format!("{both} can't be both allowed and denied")));
        }
        let descriptor = descriptor(&place.ado, &self.who).await?;
        let body = json!({
            "token": self.token,
            "merge": !self.replace,
            "accessControlEntries": [
                { "descriptor": descriptor, "allow": allow, "deny": deny, "extendedInfo": {} }
            ],
        });
        let op = set_access_control_entries(&space.id.as_str().into(), &body);
        let _: Vec<_> = place.ado.items(op).try_collect().await?;
        let now = entry(&place.ado, &space, &self.token, &descriptor).await?;
        let done = format!("Changed the permissions of {}.", self.who);
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// The entry of somebody for a token, as it is now; without permissions if there is none.
async fn entry(ado: &Client, space: &Namespace, token: &str, descriptor: &str) -> Result<Value> {
    let params = QueryAccessControlLists {
        token: Some(token.to_owned()),
        descriptors: Some(descriptor.to_owned()),
        include_extended_info: Some(true),
        recurse: Some(false),
    };
    let found = entries(ado, space, params).await?.into_iter().next();
    Ok(found.unwrap_or_else(|| json!({ "name": descriptor, "descriptor": descriptor, "token": token })))
}

/// Remove explicit permissions of somebody, so that inherited ones hold
#[derive(Args, Debug)]
struct Reset {
    #[command(flatten)]
    at: WhereArgs,

    /// What the permissions are for
    #[arg(long, value_name = "TOKEN")]
    token: String,

    /// Whose
    #[arg(long, value_name = "WHO")]
    who: String,

    /// Only these, separated by commas (default: all)
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    permission: Vec<String>,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Reset {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, space) = self.at.find().await?;
        let bits = space.bits(&self.permission)?;
        let who = &self.who;
        let descriptor = descriptor(&place.ado, who).await?;
        if self.permission.is_empty() {
            let what = format!("this removes all explicit permissions of {who} for this token");
            context.confirm(self.confirm, what, "they can't be restored")?;
            let params =
                RemoveAccessControlEntries { token: Some(self.token.clone()), descriptors: Some(descriptor) };
            let op = remove_access_control_entries(&space.id.as_str().into(), params);
            let removed = place.ado.call(op).await?;
            context.printer.say(if removed {
                format!("Removed the explicit permissions of {who}.")
            } else {
                format!("{who} had no explicit permissions.")
            });
            return Ok(Exit::Ok);
        }
        let params = adoxide::api::security::RemovePermission { token: Some(self.token.clone()) };
        let op = adoxide::api::security::remove_permission(
            &space.id.as_str().into(),
            Some(bits.into()),
            &descriptor,
            params,
        );
        place.ado.call(op).await?;
        let names = space.names(Some(bits)).unwrap_or_default();
        context.printer.say(format_args!("Removed {names} from the explicit permissions of {who}."));
        Ok(Exit::Ok)
    }
}

/// Tell whether your credential has all of these permissions; exit code 1 if not
#[derive(Args, Debug)]
struct Check {
    #[command(flatten)]
    at: WhereArgs,

    /// The permissions
    #[arg(value_name = "NAME", required = true, value_delimiter = ',')]
    permission: Vec<String>,

    /// What they are for
    #[arg(long, value_name = "TOKEN")]
    token: String,
}

impl Verb for Check {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, space) = self.at.find().await?;
        let bits = space.bits(&self.permission)?;
        let params = HasPermissions { tokens: Some(self.token), ..HasPermissions::default() };
        let op = has_permissions(&space.id.as_str().into(), Some(bits.into()), params);
        let answer: Vec<bool> = place.ado.items(op).try_collect().await?;
        let has = answer.first().copied();
        let has = has.ok_or_else(|| Error::failed("the service does not say whether this is permitted"))?;
        context.printer.line(if has { "allowed" } else { "not allowed" })?;
        Ok(if has { Exit::Ok } else { Exit::Failed })
    }
}
