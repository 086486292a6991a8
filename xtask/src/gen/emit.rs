//! Writes the Rust: one folder for each area with its catalog (`meta`), types (`model`) and functions (`op`).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

use super::ir::{Event, Operation, Param, Spec, Variant};
use super::location::Locations;
use super::plan::{Module, Plan, Ties, Type, TypeKind, resolve};
use super::{name, paging};

const WIDTH: usize = 116;
const WIRE: &str = "use crate::wire::{\n    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,\n};\n";
const DEPRECATED: &str = "#[deprecated = \"Microsoft says not to use this operation any more\"]\n";
const HEAD: &str = "// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.\n\n";

/// The files of `src/generated`, and the tables for the corpus.
pub struct Files {
    pub generated: BTreeMap<PathBuf, String>,
    pub dispatch: String,
    pub features: Vec<String>,
}

/// What the path arguments of one name hold in all operations.
#[derive(Clone, Copy, Default)]
struct Holds {
    numbers: bool,
    guids: bool,
    texts: bool,
}

/// The path arguments of all operations, by their name in Rust.
type PathArgs = BTreeMap<String, Holds>;

pub fn emit(plan: &Plan<'_>, locations: &Locations) -> Result<Files, String> {
    let mut files = BTreeMap::new();
    let mut areas: BTreeMap<&str, Vec<&Module<'_>>> = BTreeMap::new();
    for module in &plan.modules {
        areas.entry(&module.area).or_default().push(module);
    }
    let args = path_args(plan);
    let (mut dispatch, mut event_dispatch) = (String::new(), String::new());
    let mut shared_pages = BTreeMap::new();
    for (area, modules) in &areas {
        let feature = area.replace('_', "-");
        for module in modules {
            let mut folder = PathBuf::from(area);
            folder.extend(&module.sub);
            let written = Ops::write(plan, module, locations, &args)?;
            files.insert(folder.join("meta.rs"), written.meta);
            let (shared, own) = written
                .paged
                .into_iter()
                .partition(|(page, _)| module.shared.values().any(|own| own == page));
            shared_pages.extend::<BTreeMap<_, _>>(shared);
            files.insert(folder.join("model.rs"), model(module, &own)?);
            files.insert(folder.join("op.rs"), written.op);
            dispatch.push_str(&written.dispatch);
            let mut text = format!(
                "{HEAD}//! `{}`: {} operations.\n\n",
                module.path().replace("::", "."),
                module.spec.operations.len()
            );
            text.push_str(&declare(&feature, module));
            for event in &module.spec.events {
                let _ = writeln!(
                    event_dispatch,
                    "    Event {{ name: {:?}, resource: {:?}, spec: {:?} }},",
                    event.name, event.resource, module.spec.name
                );
            }
            files.insert(folder.join("mod.rs"), text);
        }
        if modules[0].sub.is_some() {
            let mut text =
                format!("{HEAD}//! `{area}`: the operations of {} specifications.\n\n", modules.len());
            for module in modules {
                let _ = writeln!(text, "pub mod {};", module.sub.as_deref().unwrap_or_default());
            }
            files.insert(PathBuf::from(area).join("mod.rs"), text);
        }
    }
    files.insert("common.rs".into(), common(&plan.common, &shared_pages, &plan.common_ties)?);
    files.insert("event.rs".into(), events(&plan.modules));
    files.insert("path.rs".into(), path_file(&args));
    files.insert("mod.rs".into(), root(&areas, &plan.modules));
    Ok(Files {
        generated: files,
        dispatch: format!(
            "{HEAD}#![allow(clippy::wildcard_imports)]\n\nuse adoxide_api::*;\n\nuse super::{{Entry, Event, bytes, none, text}};\n\n#[rustfmt::skip]\npub static OPERATIONS: &[Entry] = &[\n{dispatch}];\n\n#[rustfmt::skip]\n#[cfg_attr(not(feature = \"shapes\"), allow(dead_code))]\npub static EVENTS: &[Event] = &[\n{event_dispatch}];\n"
        ),
        features: areas.keys().map(|area| area.replace('_', "-")).collect(),
    })
}

fn declare(feature: &str, module: &Module<'_>) -> String {
    let gate = format!("#[cfg(feature = \"{feature}\")]\n");
    let mut text = format!(
        "pub mod meta;\n{gate}mod model;\n{gate}mod op;\n\n{gate}pub use self::{{model::*, op::*}};\n"
    );
    if !module.shared.is_empty() {
        let names = module
            .shared
            .iter()
            .map(|(shared, own)| if shared == own { own.clone() } else { format!("{shared} as {own}") });
        let _ = writeln!(text, "{gate}pub use crate::generated::common::{{\n{}\n}};", wrap(names, 4));
    }
    text
}

fn root(areas: &BTreeMap<&str, Vec<&Module<'_>>>, modules: &[Module<'_>]) -> String {
    let mut text = format!(
        "{HEAD}//! The machine-written half of this crate.\n\n#![allow(clippy::all, clippy::pedantic, non_camel_case_types, unused_imports)]\n\n"
    );
    for area in areas.keys() {
        let _ = writeln!(text, "pub mod {area};");
    }
    text.push_str("pub mod common;\npub mod event;\npub mod path;\n\nuse crate::wire::OpMeta;\n\n");
    text.push_str("pub(crate) static CATALOG: &[&[&OpMeta]] = &[\n");
    let all = modules.iter().map(|module| format!("{}::meta::ALL", module.path()));
    let _ = writeln!(text, "{}\n];", wrap(all, 4));
    text
}

fn path_args(plan: &Plan<'_>) -> PathArgs {
    let mut args = PathArgs::new();
    for param in plan.modules.iter().flat_map(|module| &module.spec.operations).flat_map(|op| &op.params) {
        if param.place == "path" && !param.kind.starts_with('%') {
            let holds = args.entry(name::pascal(&param.name)).or_default();
            match param.kind.as_str() {
                "int" => holds.numbers = true,
                "uuid" => holds.guids = true,
                _ => holds.texts = true,
            }
        }
    }
    args
}

/// The type of a path argument: what ends in a noun of its own keeps its name, the rest are references. Where one name
/// is a number here and a text there, each has a type: `PlanId` is a number, `PlanGuid` a text.
fn path_type(args: &PathArgs, name: &str, is_number: bool) -> String {
    let name = name::pascal(name);
    let holds = args[&name];
    if holds.numbers && !is_number {
        let stem = name.strip_suffix("Id").filter(|stem| !stem.is_empty() && !holds.texts);
        return stem.map_or_else(|| format!("{name}Text"), |stem| format!("{stem}Guid"));
    }
    let nouns = ["Id", "Ids", "Name", "Descriptor", "Key", "Number", "Identifier", "Type", "Ref", "Sha1"];
    let known = nouns.iter().any(|noun| name.ends_with(noun) && name != *noun);
    if known { name } else { format!("{name}Ref") }
}

fn path_file(args: &PathArgs) -> String {
    let of = |is_number: bool| {
        let all = args.iter().filter(move |(_, h)| if is_number { h.numbers } else { h.texts || h.guids });
        wrap(all.map(|(name, _)| path_type(args, name, is_number)), 8)
    };
    format!(
        "{HEAD}//! The arguments of paths, each a type of its own.\n\npath_args! {{\n    text\n{};\n    number\n{},\n}}\n",
        of(false),
        of(true)
    )
}

/// Joins with commas, lines no longer than the width.
fn wrap(items: impl Iterator<Item = String>, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut lines = vec![pad.clone()];
    for item in items {
        let line = lines.last_mut().expect("there is always one");
        if line.len() + item.len() + 2 > WIDTH && *line != pad {
            lines.push(pad.clone());
        }
        let line = lines.last_mut().expect("there is always one");
        if *line != pad {
            line.push(' ');
        }
        line.push_str(&item);
        line.push(',');
    }
    let mut text = lines.join("\n");
    text.pop();
    text
}

fn common(types: &[Type], paged: &BTreeMap<String, String>, tied: &Ties) -> Result<String, String> {
    let mut text = format!("{HEAD}//! Types that several areas share.\n\n{WIRE}");
    for kind in types {
        text.push_str(&write_type(kind));
    }
    text.push_str(&pages(paged));
    text.push_str(&ties(tied, types)?);
    Ok(text)
}

/// How types extend each other.
fn ties(ties: &Ties, types: &[Type]) -> Result<String, String> {
    let mut text = String::new();
    if !ties.pairs.is_empty() {
        text.push('\n');
    }
    for ((sub, base), tag) in &ties.pairs {
        let tag = tag.as_ref().map_or_else(String::new, |(path, value)| format!(", {path:?} = {value:?}"));
        let _ = writeln!(text, "subtype! {{ {sub}: {base}{tag} }}");
    }
    for (base, kinds) in &ties.kinds {
        let name = format!("{base}Kind");
        if types.iter().any(|known| known.name == name) {
            return Err(format!("{name}: a type of this name is there already"));
        }
        let kinds = wrap(kinds.iter().cloned(), 4);
        let _ = write!(text, "\nsubtypes! {{ {name} of {base} {{\n{kinds},\n}} }}\n");
    }
    Ok(text)
}

/// What the events of service hooks carry, each behind the feature of its area.
fn events(modules: &[Module<'_>]) -> String {
    let mut text = format!("{HEAD}//! What the events of service hooks carry.\n\nevents! {{\n");
    for module in modules {
        for event in &module.spec.events {
            let kind = format!("crate::{}::{}", module.path(), event.resource.trim_start_matches('#'));
            let feature = module.area.replace('_', "-");
            let Event { name, variant, publisher, about, versions, .. } = event;
            let _ = writeln!(text, "    /// {about}");
            let _ = writeln!(text, "    {variant} {feature:?} {kind} = {publisher:?} {name:?} {versions:?},");
        }
    }
    text + "}\n"
}

fn pages(paged: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (page, item) in paged {
        let _ = write!(text, "\nimpl Paged for {page} {{\n    type Item = {item};\n}}\n");
    }
    text
}

fn model(module: &Module<'_>, paged: &BTreeMap<String, String>) -> Result<String, String> {
    let mut text = format!("{HEAD}use super::*;\n{WIRE}");
    for kind in &module.types {
        text.push_str(&write_type(kind));
    }
    text.push_str(&pages(paged));
    text.push_str(&ties(&module.ties, &module.types)?);
    Ok(text)
}

fn write_type(kind: &Type) -> String {
    let mut text = String::new();
    match &kind.kind {
        TypeKind::Struct(fields) if fields.is_empty() => {
            let _ = write!(text, "\nobject! {{ {} {{}} }}\n", kind.name);
        }
        TypeKind::Struct(fields) => {
            let _ = write!(text, "\nobject! {{ {} {{\n", kind.name);
            let mut taken = BTreeSet::from(["extra".to_owned()]);
            for (wire, kind) in fields {
                let mut field = name::field(wire);
                while !taken.insert(field.clone()) {
                    field.push('_');
                }
                let _ = writeln!(text, "    {field}: {} = {wire:?},", rust(kind));
            }
            text.push_str("} }\n");
        }
        TypeKind::Enum(variants) => {
            let mut taken = BTreeSet::new();
            let items = variants.iter().map(|variant| {
                let mut rust = name::variant(variant.name());
                while !taken.insert(rust.clone()) {
                    rust.push('_');
                }
                match variant {
                    Variant::Name(value) => format!("{rust} = {value:?}"),
                    Variant::Numbered(value, number) => format!("{rust} = {value:?} {number}"),
                }
            });
            let _ = write!(text, "\nopen_enum! {{ {} {{\n{},\n}} }}\n", kind.name, wrap(items, 4));
        }
    }
    text
}

/// A type text as a type of Rust.
fn rust(kind: &str) -> String {
    if let Some(inner) = kind.strip_prefix("box ") {
        return format!("Box<{}>", rust(inner));
    }
    if let Some(inner) = kind.strip_prefix("csv ") {
        return format!("Vec<{}>", rust(inner));
    }
    if let Some(inner) = kind.strip_prefix('?') {
        return format!("Option<{}>", rust(inner));
    }
    if let Some(inner) = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return format!("Vec<{}>", rust(inner));
    }
    if let Some(inner) = kind.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return format!("Map<{}>", rust(inner));
    }
    match kind {
        "string" | "uuid" => "String",
        "int" => "i64",
        "number" => "f64",
        "bool" => "bool",
        "date" => "DateTime",
        "timespan" => "TimeSpan",
        "any" => "Json",
        "links" => "Links",
        "patch" => "JsonPatch",
        "patchop" => "PatchOperation",
        "secret" => "Secret",
        "stream" => "Content",
        kind => kind.trim_start_matches(['#', '%']),
    }
    .to_owned()
}

/// The operations of one module, as they are written.
#[derive(Default)]
struct Ops {
    meta: String,
    op: String,
    dispatch: String,
    /// Pages that are structs, and what they are pages of.
    paged: BTreeMap<String, String>,
}

impl Ops {
    fn write(
        plan: &Plan<'_>,
        module: &Module<'_>,
        locations: &Locations,
        args: &PathArgs,
    ) -> Result<Self, String> {
        let spec = module.spec;
        let mut ops = Self::default();
        let area = spec.vss_area.clone().unwrap_or_else(|| module.area.replace('_', ""));
        let _ = write!(
            ops.meta,
            "{HEAD}//! What is known of each operation of `{}`.\n\nuse http::Method;\n\nuse crate::wire::{{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace}};\n\n",
            module.path()
        );
        let _ = write!(
            ops.meta,
            "const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {{\n    OpMeta::new(id, method, template).area({area:?}).area_id({}).host(Host::{})\n}}\n\ncatalog! {{\n",
            quoted(spec.area_id.as_deref()),
            host(&spec.host)?
        );
        let _ = write!(
            ops.op,
            "{HEAD}use bytes::Bytes;\n\nuse super::*;\nuse crate::generated::path::*;\n{WIRE}"
        );
        let mut names = BTreeSet::new();
        let types: BTreeSet<&str> = module
            .types
            .iter()
            .map(|kind| kind.name.as_str())
            .chain(module.shared.values().map(String::as_str))
            .collect();
        for op in &spec.operations {
            let fault = |error: String| format!("{} {}: {error}", spec.name, op.id);
            let function = name::snake(&op.name);
            if !names.insert(function.clone()) {
                return Err(fault(format!("a second operation named {function}: rename one in the overlay")));
            }
            Writer { plan, module, spec, op, function: &function, types: &types, args }
                .write(&mut ops, locations)
                .map_err(fault)?;
        }
        ops.meta.push_str("}\n");
        Ok(ops)
    }
}

struct Writer<'a> {
    plan: &'a Plan<'a>,
    module: &'a Module<'a>,
    spec: &'a Spec,
    op: &'a Operation,
    function: &'a str,
    types: &'a BTreeSet<&'a str>,
    args: &'a PathArgs,
}

impl Writer<'_> {
    fn write(&self, out: &mut Ops, locations: &Locations) -> Result<(), String> {
        let op = self.op;
        let template = self.template();
        let constant = self.function.to_uppercase();
        let id = format!("{}.{}", self.module.path().replace("::", "."), self.function);
        let paging = paging::of(self.spec, op)?;

        let mut meta = format!("{constant} = op({id:?}, Method::{}, {template:?})", op.method);
        let mut fact = |text: String| {
            let _ = write!(meta, "\n        .{text}");
        };
        fact(format!(
            "resource({:?}).api_version({:?}).effect(Effect::{})",
            op.resource,
            op.version,
            self.effect()?
        ));
        let mut more = Vec::new();
        if let Some(location) = locations.find(&self.spec.host, op, &template)? {
            more.push(format!("location_id(Some({location:?}))"));
        }
        if !op.scopes.is_empty() {
            more.push(format!("scopes(&{:?})", op.scopes));
        }
        if let Some(consumes) = op.consumes.as_ref().filter(|_| op.body.is_some()) {
            more.push(format!("consumes(Some({consumes:?}))"));
        }
        if op.produces != ["application/json"] {
            more.push(format!("produces(&{:?})", op.produces));
        }
        if op.deprecated {
            more.push("deprecated(true)".into());
        }
        if paging.text != "Paging::None" {
            more.push(format!("paging({})", paging.text));
        }
        for (kind, optional) in [("required", Some(false)), ("optional", Some(true)), ("headers", None)] {
            let of = |param: &&Param| match optional {
                Some(optional) => param.place == "query" && param.optional == optional,
                None => param.place == "header",
            };
            let names: Vec<_> = op.params.iter().filter(of).map(|param| param.name.as_str()).collect();
            if !names.is_empty() {
                more.push(list(kind, &names));
            }
        }
        let since: Vec<_> =
            op.params.iter().filter_map(|param| Some((&*param.name, param.since.as_deref()?))).collect();
        if !since.is_empty() {
            more.push(format!("since(&{since:?})"));
        }
        if !op.forms.is_empty() {
            more.push(self.forms(&template)?);
        }
        let mut line = String::new();
        for text in more {
            if !line.is_empty() && line.len() + text.lines().next().map_or(0, str::len) + 12 > WIDTH {
                fact(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push('.');
            }
            line.push_str(&text);
        }
        if !line.is_empty() {
            fact(line);
        }
        let _ = writeln!(out.meta, "    {meta};");

        let reply = self.reply();
        if let (Some(item), Some(page)) =
            (&paging.item, op.response.as_ref().and_then(|kind| kind.strip_prefix('#')))
        {
            out.paged.insert(page.to_owned(), rust(item));
        }
        self.function_text(out, &template, &constant, &reply)?;
        let _ = writeln!(
            out.dispatch,
            "    Entry {{ id: {id:?}, meta: &{}::meta::{constant}, reply: {}, body: {} }},",
            self.module.path(),
            self.roundtrip(&reply),
            self.body_roundtrip()
        );
        Ok(())
    }

    /// The path below the organization, optional segments marked.
    fn template(&self) -> String {
        let mut template = self.op.path.clone();
        for param in self.op.params.iter().filter(|param| param.place == "path") {
            let marks =
                format!("{}{}", if param.tail { "*" } else { "" }, if param.optional { "?" } else { "" });
            template =
                template.replace(&format!("{{{}}}", param.name), &format!("{{{}{marks}}}", param.name));
        }
        template
    }

    /// The other routes, each on a line.
    fn forms(&self, template: &str) -> Result<String, String> {
        let mut text = "forms(const { &[".to_owned();
        for form in &self.op.forms {
            let method = form.method.as_ref().unwrap_or(&self.op.method);
            let host = match form.host.as_deref() {
                Some("*") => "None".to_owned(),
                name => format!("Some(Host::{})", host(name.unwrap_or(&self.spec.host))?),
            };
            let template = form.template.as_deref().unwrap_or(template);
            let _ = write!(text, "\n            Form::new(Method::{method}, {host}, {template:?}),");
        }
        Ok(text + "\n        ] })")
    }

    fn effect(&self) -> Result<&'static str, String> {
        Ok(match (self.op.effect.as_deref(), self.op.method.as_str()) {
            (Some("read"), _) | (None, "GET" | "HEAD" | "OPTIONS") => "Read",
            (Some("idempotent"), _) | (None, "PUT" | "DELETE") => "Idempotent",
            (Some("unsafe") | None, _) => "Unsafe",
            (Some(effect), _) => return Err(format!("\"{effect}\" is no effect")),
        })
    }

    fn reply(&self) -> String {
        match self.op.response.as_deref().map(|kind| resolve(self.spec, kind)).as_deref() {
            None => "()".into(),
            Some(kind) if kind.starts_with('[') => format!("List<{}>", rust(&kind[1..kind.len() - 1])),
            Some(kind) if kind.starts_with('{') => format!("Wrapped<{}>", rust(kind)),
            Some(kind) => rust(kind),
        }
    }

    /// The type inside the module's path, for the table of the corpus.
    fn qualified(&self, text: &str) -> String {
        let mut out = String::new();
        let mut word = String::new();
        for char in text.chars().chain([' ']) {
            if char.is_alphanumeric() || char == '_' {
                word.push(char);
                continue;
            }
            if self.types.contains(word.as_str()) {
                let _ = write!(out, "{}::", self.module.path());
            } else if !matches!(
                word.as_str(),
                "" | "Vec" | "Option" | "String" | "i64" | "f64" | "bool" | "Box"
            ) {
                out.push_str("wire::");
            }
            out.push_str(&std::mem::take(&mut word));
            out.push(char);
        }
        out.pop();
        out
    }

    fn roundtrip(&self, reply: &str) -> String {
        match reply {
            "()" => "none".into(),
            "Content" => "bytes".into(),
            reply => format!("text::<{}>", self.qualified(reply)),
        }
    }

    fn body_roundtrip(&self) -> String {
        match self.op.body.as_deref().map(|kind| resolve(self.spec, kind)).as_deref() {
            None => "none".into(),
            Some("stream") => "bytes".into(),
            Some(kind) if kind.starts_with('[') => {
                format!("super::array::<{}>", self.qualified(&rust(&kind[1..kind.len() - 1])))
            }
            Some(kind) => format!("super::plain::<{}>", self.qualified(&rust(kind))),
        }
    }

    /// A body whose required members are arguments.
    fn required(&self, name: &str, body: &str) -> Result<String, String> {
        let type_name = body.strip_prefix('#').ok_or_else(|| format!("{name}: its body is {body}"))?;
        if self.types.contains(name) {
            return Err(format!("{name}: a type of this name is there already"));
        }
        let shared = self.module.shared.iter().find(|(_, own)| *own == type_name).map(|(shared, _)| shared);
        let mut types = self.module.types.iter().filter(|known| known.name == type_name);
        let mut common =
            self.plan.common.iter().filter(|known| shared.is_some_and(|name| known.name == *name));
        let found = types.next().or_else(|| common.next());
        let Some(TypeKind::Struct(fields)) = found.map(|found| &found.kind) else {
            return Err(format!("{name}: {type_name} is not a struct"));
        };
        let mut members = Vec::new();
        for member in &self.op.requires {
            let kind = fields.get(member).ok_or_else(|| format!("{type_name} has no member {member}"))?;
            let own = super::plan::member(self.spec, type_name, member).unwrap_or_else(|| kind.clone());
            let boxed = if kind.starts_with("box ") { "box " } else { "" };
            members.push(format!("{}: {} = {member:?}", name::field(member), rust(&format!("{boxed}{own}"))));
        }
        let members = wrap(members.into_iter(), 4);
        Ok(format!("\nrequired! {{ {name}({type_name}) {{\n{members},\n}} }}\n"))
    }

    /// The type of a body's argument, and the call that sets it.
    fn body_argument(&self, out: &mut Ops, body: &str) -> Result<(String, &'static str), String> {
        Ok(match body {
            "stream" => ("impl Into<Bytes>".to_owned(), ".bytes(body)"),
            "string" => ("&str".to_owned(), ".json(body)"),
            body if body.starts_with('[') => {
                (format!("&[{}]", rust(&body[1..body.len() - 1])), ".json(body)")
            }
            body if !self.op.requires.is_empty() => {
                let name = format!("{}Body", name::pascal(&self.op.name));
                out.op.push_str(&self.required(&name, body)?);
                (format!("&{name}"), ".json(body)")
            }
            body => (format!("&{}", rust(body)), ".json(body)"),
        })
    }

    fn function_text(
        &self,
        out: &mut Ops,
        template: &str,
        constant: &str,
        reply: &str,
    ) -> Result<(), String> {
        let op = self.op;
        let scopes = match op.scopes.as_slice() {
            [] => String::new(),
            scopes => format!(" · `{}`", scopes.join("` `")),
        };
        let doc = format!("/// `{} {template}` · {}{scopes}\n", op.method, op.version);
        let mut arguments: Vec<String> = Vec::new();
        let mut calls = String::new();
        let mut paths: Vec<&Param> = op.params.iter().filter(|param| param.place == "path").collect();
        paths.sort_by_key(|param| template.find(&format!("{{{}", param.name)));
        for param in paths {
            let argument = name::field(&param.name);
            let (kind, reference) = if param.kind.starts_with('%') {
                (rust(&param.kind), true)
            } else {
                let is_number = param.kind == "int";
                (path_type(self.args, &param.name, is_number), !is_number)
            };
            let kind = if reference { format!("&{kind}") } else { kind };
            let value = if reference { argument.clone() } else { format!("&{argument}") };
            if param.optional {
                arguments.push(format!("{argument}: Option<{kind}>"));
                let value = if reference { argument } else { format!("{argument}.as_ref()") };
                let _ = write!(calls, ".path_opt({:?}, {value})", param.name);
            } else {
                arguments.push(format!("{argument}: {kind}"));
                let _ = write!(calls, ".path({:?}, {value})", param.name);
            }
            // Where the service takes only GUIDs.
            if param.kind == "uuid" {
                let _ = write!(calls, ".guid({:?})", param.name);
            }
        }
        for param in op.params.iter().filter(|param| param.place == "query" && !param.optional) {
            let argument = name::field(&param.name);
            let (kind, value) = match param.kind.as_str() {
                "int" => ("i64".to_owned(), format!("&{argument}")),
                "bool" => ("bool".to_owned(), format!("&{argument}")),
                "csv int" => ("&[i64]".to_owned(), argument.clone()),
                "csv string" => ("&[&str]".to_owned(), argument.clone()),
                "date" => ("&DateTime".to_owned(), argument.clone()),
                kind if kind.starts_with('%') => (format!("&{}", rust(kind)), argument.clone()),
                _ => ("&str".to_owned(), argument.clone()),
            };
            arguments.push(format!("{argument}: {kind}"));
            let _ = write!(calls, ".query({:?}, {value})", param.name);
        }
        if let Some(body) = op.body.as_deref().map(|kind| resolve(self.spec, kind)) {
            let (kind, call) = self.body_argument(out, &body)?;
            arguments.push(format!("body: {kind}"));
            calls.push_str(call);
        }
        let optional: Vec<&Param> = op
            .params
            .iter()
            .filter(|param| param.place != "path" && (param.optional || param.place == "header"))
            .collect();
        let mut expression = format!("Op::new(&meta::{constant}){calls}");
        if !optional.is_empty() {
            let mut params = name::pascal(&op.name);
            if self.types.contains(params.as_str()) {
                params.push_str("Params");
            }
            arguments.push(format!("params: {params}"));
            expression = format!("params.add_to({expression})");
            let _ = write!(out.op, "\nparams! {{ {params} {{\n");
            for (field, param) in fields(&optional) {
                let header = if param.place == "header" { "header " } else { "" };
                let _ = writeln!(out.op, "    {field}: {} = {header}{:?},", rust(&param.kind), param.name);
            }
            out.op.push_str("} }\n");
        }
        let _ = write!(out.op, "\n{doc}{}", if op.deprecated { DEPRECATED } else { "" });
        let text = function(self.function, &arguments, reply, &expression);
        out.op.push_str(&text);
        // Where JSON is one of several content types, a second function asks for the bytes.
        let other = op
            .produces
            .iter()
            .find(|kind| *kind == "application/octet-stream")
            .or_else(|| op.produces.iter().find(|kind| *kind != "application/json"));
        if let (Some(accept), false) = (other, matches!(reply, "Content" | "()")) {
            let expression = format!("{expression}.accept({accept:?})");
            let _ = write!(out.op, "\n/// The same as bytes: `{}`.\n", op.produces.join("`, `"));
            out.op.push_str(&function(
                &format!("{}_content", self.function),
                &arguments,
                "Content",
                &expression,
            ));
        }
        Ok(())
    }
}

fn function(name: &str, arguments: &[String], reply: &str, expression: &str) -> String {
    let returns = if reply == "()" { "Op<()>".to_owned() } else { format!("Op<{reply}>") };
    let expression = match (reply, expression) {
        ("Content", expression) if !expression.contains(".accept(") => {
            format!("{expression}.accept(\"*/*\")")
        }
        (_, expression) => expression.to_owned(),
    };
    let line = format!("pub fn {name}({}) -> {returns} {{\n", arguments.join(", "));
    let signature = if line.len() <= WIDTH {
        line
    } else {
        format!("pub fn {name}(\n{},\n) -> {returns} {{\n", wrap(arguments.iter().cloned(), 4))
    };
    let mut body = format!("    {expression}\n");
    if body.len() > WIDTH {
        body = body.replacen(").path", ")\n        .path", 1);
        let mut lines: Vec<String> = Vec::new();
        for line in body.lines() {
            let mut rest = line.to_owned();
            while rest.len() > WIDTH {
                let Some(at) = rest[..WIDTH].rfind(").").filter(|at| *at > 10) else { break };
                lines.push(rest[..=at].to_owned());
                rest = format!("        {}", &rest[at + 1..]);
            }
            lines.push(rest);
        }
        body = lines.join("\n") + "\n";
    }
    // Compiled only where it is used, like the types of its body and answer.
    format!("#[inline]\n{signature}{body}}}\n")
}

/// Fields of a parameter struct: the prefix of a group (`searchCriteria.`) is dropped where nothing is lost.
fn fields<'a>(params: &[&'a Param]) -> Vec<(String, &'a Param)> {
    let short = |param: &Param| {
        let name = param.name.split_once('.').map_or(param.name.as_str(), |(_, rest)| rest);
        name::field(name)
    };
    let count = |name: &str| params.iter().filter(|param| short(param) == name).count();
    params
        .iter()
        .map(|param| {
            let name = short(param);
            (if count(&name) == 1 { name } else { name::field(&param.name) }, *param)
        })
        .collect()
}

/// `name(&["a", "b"])`, on several lines where one is too short.
fn list(name: &str, items: &[&str]) -> String {
    let line = format!("{name}(&{items:?})");
    if line.len() + 9 <= WIDTH {
        return line;
    }
    let items = items.iter().map(|item| format!("{item:?}"));
    format!("{name}(&[\n{},\n        ])", wrap(items, 12))
}

fn quoted(value: Option<&str>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value:?})"))
}

fn host(name: &str) -> Result<&'static str, String> {
    Ok(match name {
        "dev.azure.com" => "Dev",
        "vssps.dev.azure.com" => "Vssps",
        "app.vssps.visualstudio.com" => "AppVssps",
        "vsaex.dev.azure.com" => "Vsaex",
        "vsrm.dev.azure.com" => "Vsrm",
        "vstmr.dev.azure.com" => "Vstmr",
        "feeds.dev.azure.com" => "Feeds",
        "pkgs.dev.azure.com" => "Pkgs",
        "artifacts.dev.azure.com" => "Artifacts",
        "auditservice.dev.azure.com" => "AuditService",
        "extmgmt.dev.azure.com" => "ExtMgmt",
        "almsearch.dev.azure.com" => "AlmSearch",
        "advsec.dev.azure.com" => "AdvSec",
        "status.dev.azure.com" => "Status",
        "azdevopscommerce.dev.azure.com" => "Commerce",
        other => return Err(format!("the host {other} is not known: add it to wire::Host")),
    })
}
