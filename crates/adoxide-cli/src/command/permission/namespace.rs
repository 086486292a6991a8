//! Security namespaces: kinds of things that permissions are for, each with permissions of its own.

use adoxide::Client;
use adoxide::api::security::{
    ActionDefinition, QuerySecurityNamespaces, SecurityNamespaceDescription, query_security_namespaces,
};
use clap::Args;
use futures::TryStreamExt as _;

use crate::args::{ConnectionArgs, ListArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, joined};
use crate::settings::Place;
use crate::verb::Verb;

/// A namespace.
pub struct Namespace {
    /// Its id.
    pub id: String,
    name: String,
    actions: Vec<ActionDefinition>,
}

impl Namespace {
    /// The permissions of these bits by name, separated by commas; none for none.
    pub fn names(&self, bits: Option<i64>) -> Option<String> {
        let mut rest = bits.filter(|bits| *bits != 0)?;
        let mut names = Vec::new();
        for action in &self.actions {
            if let (Some(bit), Some(name)) = (action.bit, &action.name)
                && bit != 0
                && rest & bit == bit
            {
                names.push(name.clone());
                rest &= !bit;
            }
        }
        if rest != 0 {
            names.push(format!("{rest:#x}"));
        }
        Some(names.join(", "))
    }

    /// The bits of these permissions: by name, or by what people read.
    ///
    /// # Errors
    /// When the namespace has no permission of a name.
    pub fn bits(&self, names: &[String]) -> Result<i64> {
        names.iter().map(|name| name.trim()).try_fold(0, |all, wanted| {
            let is =
                |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(wanted));
            let mut known = self.actions.iter();
            let found = known.find(|action| is(&action.name) || is(&action.display_name));
            found.and_then(|action| action.bit).map(|bit| all | bit).ok_or_else(|| {
                let all = self.actions.iter().filter_map(|action| action.name.as_deref());
                let all: Vec<_> = all.collect();
                Error::usage(format!("the namespace {} has no permission `{wanted}`", self.name))
                    .help(format!("it has {}", all.join(", ")))
            })
        })
    }
}

async fn all(ado: &Client) -> Result<Vec<SecurityNamespaceDescription>> {
    let op = query_security_namespaces(None, QuerySecurityNamespaces::default());
    Ok(ado.items(op).try_collect().await?)
}

async fn described(ado: &Client, wanted: &str) -> Result<SecurityNamespaceDescription> {
    let is = |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(wanted));
    let mut found = all(ado).await?;
    found.retain(|one| is(&one.namespace_id) || is(&one.name) || is(&one.display_name));
    match (found.pop(), found.len()) {
        (Some(found), 0) => Ok(found),
        (None, _) => Err(Error::usage(format!("there is no security namespace `{wanted}`"))
            .help("`adox permission namespace` lists them")),
        (Some(last), _) => {
            let ids = found.iter().chain([&last]).filter_map(|one| one.namespace_id.as_deref());
            let ids: Vec<_> = ids.collect();
            Err(Error::usage(format!("several security namespaces are named `{wanted}`"))
                .help(format!("name it by its id: {}", ids.join(", "))))
        }
    }
}

/// The namespace of this name or id.
///
/// # Errors
/// When there is none, or more than one; and as any call.
pub async fn find(ado: &Client, wanted: &str) -> Result<Namespace> {
    let found = described(ado, wanted).await?;
    let missing = || Error::failed("the service answered a security namespace without an id");
    Ok(Namespace {
        id: found.namespace_id.ok_or_else(missing)?,
        name: found.name.unwrap_or_default(),
        actions: found.actions.unwrap_or_default(),
    })
}

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("displayName").head("title"),
    Field::at("id", "namespaceId"),
    Field::by("permissions", |space| {
        let actions = space["actions"].as_array().into_iter().flatten();
        joined(actions.filter_map(|action| action["name"].as_str()).map(str::to_owned))
    })
    .unlisted(),
    Field::new("separatorValue").unlisted(),
]);

const ACTIONS: View =
    View::new(&[Field::new("name").id(), Field::new("displayName").head("title"), Field::new("bit")]);

/// List the security namespaces, or the permissions of one
#[derive(Args, Debug)]
#[command(visible_alias = "namespaces")]
pub struct List {
    /// The permissions of this namespace
    #[arg(value_name = "NAMESPACE")]
    namespace: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        if let Some(wanted) = &self.namespace {
            let found = described(&place.ado, wanted).await?.actions.unwrap_or_default();
            let rows = futures::stream::iter(found.into_iter().map(Ok::<_, Error>));
            return context.list(&ACTIONS, place.address(), &self.list, rows).await;
        }
        let rows = futures::stream::iter(all(&place.ado).await?.into_iter().map(Ok::<_, Error>));
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_have_names_and_names_have_bits() {
        let action = |bit, name: &str| ActionDefinition {
            bit: Some(bit),
            name: Some(name.to_owned()),
            display_name: Some(format!("{name} things")),
            ..ActionDefinition::default()
        };
        let space = Namespace {
            id: String::new(),
            name: "Things".to_owned(),
            actions: vec![action(1, "Read"), action(2, "Write")],
        };
        assert_eq!(space.names(Some(3)).as_deref(), Some("Read, Write"));
        assert_eq!(space.names(Some(9)).as_deref(), Some("Read, 0x8"));
        assert_eq!((space.names(Some(0)), space.names(None)), (None, None));
        let bits =
            |names: &[&str]| space.bits(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(bits(&["read", " WRITE things"]).unwrap(), 3);
        let error = bits(&["Fly"]).unwrap_err();
        assert_eq!(error.message(), "the namespace Things has no permission `Fly`");
        assert_eq!(error.hints(), ["it has Read, Write"]);
    }
}
