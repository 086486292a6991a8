//! `docs/OPERATIONS.md`: each operation by its name in the REST reference, in other clients, and here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::name::snake;
use super::plan::{Module, Plan};

const HEAD: &str = "\
# Operations and their names in other clients

Written by `cargo xtask gen`. The name after an area is that of the function in `adoxide-api` (`git.get_refs` is
`adoxide::api::git::get_refs`), of the method in Python (`client.git.get_refs(…)`), and of the operation on the command line
(`adox api git.get_refs`). Other clients name the same operation after the same description:

| client | `git.get_refs` is | by which rule |
|---|---|---|
| REST reference | Refs - List | the first column below |
| `azure-devops` (Python) | `clients.get_git_client().get_refs(…)` | the same name, on the client of the area |
| `azure-devops-node-api` | `(await api.getGitApi()).getRefs(…)` | the same name in camel case, on the client of the area |
| `azure_devops_rust_api` | `git::Client::refs_client().list(…)` | the first column: the group is a client, the rest its method |
| pyado | a method of a resource object | resource objects of `adoxide::resource`, see the guide |

A few methods of these clients were renamed by hand. Lists come whole here: pages are followed to the end.
";

/// The page.
pub fn page(plan: &Plan<'_>) -> String {
    let mut areas: BTreeMap<&str, Vec<&Module<'_>>> = BTreeMap::new();
    for module in &plan.modules {
        areas.entry(&module.area).or_default().push(module);
    }
    let mut page = HEAD.to_owned();
    for (area, modules) in areas {
        let _ = write!(page, "\n## {area}\n\n| REST reference | operation | request |\n|---|---|---|\n");
        for module in modules {
            let prefix = match &module.sub {
                Some(sub) => format!("{area}.{sub}"),
                None => area.to_owned(),
            };
            for operation in &module.spec.operations {
                let reference = operation.id.replacen('_', " - ", 1);
                let name = snake(&operation.name);
                let _ = writeln!(
                    page,
                    "| {reference} | `{prefix}.{name}` | {} {} |",
                    operation.method, operation.path
                );
            }
        }
    }
    page
}
