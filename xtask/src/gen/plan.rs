//! From facts to what will be written: inheritance flattened, unreachable types left out, identical types
//! found, recursion boxed, and every name decided.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ir::{Area, Spec, Struct, Variant};
use super::name;

/// A module of the crate: one OpenAPI file.
pub struct Module<'a> {
    pub area: String,
    /// The module in the area's, where an area has several files.
    pub sub: Option<String>,
    pub spec: &'a Spec,
    /// The types that are this module's own, by name.
    pub types: Vec<Type>,
    /// Names of `common` that this module shows, with the name it knows them by.
    pub shared: BTreeMap<String, String>,
    /// How the types of this module extend each other, where not both are in `common`.
    pub ties: Ties,
}

/// Types that extend other ones.
#[derive(Default)]
pub struct Ties {
    /// Subtype and base, with the member and the value that tell the subtype apart.
    pub pairs: BTreeMap<(String, String), Option<(String, String)>>,
    /// Bases, and the subtypes of each that are told apart.
    pub kinds: BTreeMap<String, Vec<String>>,
}

impl Module<'_> {
    /// `git`, or `distributed_task::task_agent`.
    pub fn path(&self) -> String {
        match &self.sub {
            Some(sub) => format!("{}::{sub}", self.area),
            None => self.area.clone(),
        }
    }
}

/// A struct or enum to write.
pub struct Type {
    pub name: String,
    pub kind: TypeKind,
}

pub enum TypeKind {
    /// Field and type text; `box ` before a type that would contain itself.
    Struct(BTreeMap<String, String>),
    Enum(Vec<Variant>),
}

pub struct Plan<'a> {
    pub modules: Vec<Module<'a>>,
    pub common: Vec<Type>,
    pub common_ties: Ties,
}

/// A definition: the module's number and the definition's name.
type Key = (usize, String);

pub fn plan(areas: &[Area]) -> Result<Plan<'_>, String> {
    let mut modules: Vec<Module<'_>> = Vec::new();
    for area in areas {
        for spec in area.specs.iter().filter(|spec| !spec.operations.is_empty()) {
            let sub = (area.specs.len() > 1).then(|| name::snake(&spec.name));
            modules.push(Module {
                area: name::snake(&area.area),
                sub,
                spec,
                types: Vec::new(),
                shared: BTreeMap::new(),
                ties: Ties::default(),
            });
        }
    }
    let specs: Vec<&Spec> = modules.iter().map(|module| module.spec).collect();
    let reachable = reachable(&specs)?;
    let classes = classes(&reachable);
    let boxed = recursive(&reachable, &classes);
    let homes = homes(&reachable, &classes, &specs);

    let mut common = BTreeMap::new();
    for ((module, type_name), shape) in &reachable {
        let class = classes[&(*module, type_name.clone())];
        let body = |shape: &Shape| match shape {
            Shape::Enum(variants) => TypeKind::Enum(variants.clone()),
            Shape::Struct(fields) => TypeKind::Struct(
                fields
                    .iter()
                    .map(|(field, kind)| {
                        let target =
                            kind.strip_prefix('#').map(|target| classes[&(*module, target.to_owned())]);
                        let recursive = target.is_some_and(|target| boxed.contains(&(class, target)));
                        (field.clone(), if recursive { format!("box {kind}") } else { kind.clone() })
                    })
                    .collect(),
            ),
        };
        match homes.get(&class) {
            Some(shared) => {
                modules[*module].shared.insert(shared.clone(), type_name.clone());
                if !common.contains_key(shared) {
                    // References inside `common` go by the names there.
                    let kind =
                        rename(body(shape), &|target| homes[&classes[&(*module, target.to_owned())]].clone());
                    common.insert(shared.clone(), Type { name: shared.clone(), kind });
                }
            }
            None => modules[*module].types.push(Type { name: type_name.clone(), kind: body(shape) }),
        }
    }
    let mut common_ties = Ties::default();
    for (index, spec) in specs.iter().enumerate() {
        let home = |name: &str| homes.get(&classes[&(index, name.to_owned())]);
        let is_reached = |name: &&String| reachable.contains_key(&(index, (*name).clone()));
        for base in spec.types.keys().filter(is_reached) {
            let tag = spec.types[base].tag.as_ref();
            let subs = spec.types.iter().filter(|(name, _)| is_reached(name));
            let mut kinds = Vec::new();
            for (name, sub) in subs.filter(|(_, sub)| extends(spec, sub, base)) {
                let tagged = tag.and_then(|tag| Some((tag.clone(), sub.tagged.clone()?)));
                if tagged.is_some() {
                    kinds.push(name.clone());
                } else if sub.base.as_ref() != Some(base) {
                    continue;
                }
                match (home(name), home(base)) {
                    (Some(name), Some(base)) => {
                        common_ties.pairs.insert((name.clone(), base.clone()), tagged)
                    }
                    _ => modules[index].ties.pairs.insert((name.clone(), base.clone()), tagged),
                };
            }
            if !kinds.is_empty() {
                let shared: Option<Vec<String>> =
                    kinds.iter().chain([base]).map(|name| home(name).cloned()).collect();
                match shared {
                    Some(mut names) => {
                        let base = names.pop().unwrap_or_default();
                        common_ties.kinds.insert(base, names);
                    }
                    None => drop(modules[index].ties.kinds.insert(base.clone(), kinds)),
                }
            }
        }
    }
    Ok(Plan { modules, common: common.into_values().collect(), common_ties })
}

/// Whether a type extends another one, through whatever is between.
fn extends(spec: &Spec, sub: &Struct, base: &str) -> bool {
    let Some(next) = &sub.base else { return false };
    next == base || spec.types.get(next).is_some_and(|next| extends(spec, next, base))
}

fn rename(kind: TypeKind, to: &dyn Fn(&str) -> String) -> TypeKind {
    match kind {
        TypeKind::Enum(variants) => TypeKind::Enum(variants),
        TypeKind::Struct(fields) => {
            TypeKind::Struct(fields.into_iter().map(|(field, kind)| (field, map_names(&kind, to))).collect())
        }
    }
}

/// Replaces the struct and enum names in a type text.
fn map_names(kind: &str, to: &dyn Fn(&str) -> String) -> String {
    match kind.find(['#', '%']) {
        None => kind.to_owned(),
        Some(at) => {
            let end = kind[at + 1..].find([']', '}']).map_or(kind.len(), |end| at + 1 + end);
            format!("{}{}{}", &kind[..=at], to(&kind[at + 1..end]), &kind[end..])
        }
    }
}

/// The struct or enum that a type text names.
pub fn named(kind: &str) -> Option<&str> {
    let at = kind.find(['#', '%'])?;
    Some(kind[at + 1..].trim_end_matches([']', '}']))
}

#[derive(Clone)]
enum Shape {
    Struct(BTreeMap<String, String>),
    Enum(Vec<Variant>),
}

fn flatten(spec: &Spec, definition: &Struct) -> BTreeMap<String, String> {
    let mut fields = definition
        .base
        .as_ref()
        .and_then(|base| spec.types.get(base))
        .map_or_else(BTreeMap::new, |base| flatten(spec, base));
    for (field, kind) in &definition.fields {
        fields.insert(field.clone(), resolve(spec, kind));
    }
    fields
}

/// The type of a struct's member, its own or one of what it extends.
pub fn member(spec: &Spec, type_name: &str, member: &str) -> Option<String> {
    flatten(spec, spec.types.get(type_name)?).remove(member)
}

/// Replaces aliases by what they stand for.
pub fn resolve(spec: &Spec, kind: &str) -> String {
    let Some(name) = named(kind) else { return kind.to_owned() };
    match spec.types.get(name).and_then(|definition| definition.alias.as_ref()) {
        Some(alias) => kind.replace(&format!("#{name}"), &resolve(spec, alias)),
        None => kind.to_owned(),
    }
}

/// Everything that an operation's body or answer can contain, and the subtypes of it: the specifications
/// have no discriminators, so a base type stands where its subtypes are sent.
fn reachable(specs: &[&Spec]) -> Result<BTreeMap<Key, Shape>, String> {
    let mut found = BTreeMap::new();
    for (index, spec) in specs.iter().enumerate() {
        let mut open: Vec<String> = Vec::new();
        for op in &spec.operations {
            let kinds = op.params.iter().map(|param| &param.kind).chain(&op.body).chain(&op.response);
            open.extend(kinds.map(|kind| resolve(spec, kind)));
        }
        open.extend(spec.events.iter().map(|event| event.resource.clone()));
        while let Some(kind) = open.pop() {
            let Some(name) = named(&kind) else { continue };
            let key = (index, name.to_owned());
            if found.contains_key(&key) {
                continue;
            }
            let shape = if let Some(variants) = spec.enums.get(name) {
                Shape::Enum(variants.clone())
            } else if let Some(definition) = spec.types.get(name) {
                let fields = flatten(spec, definition);
                open.extend(fields.values().cloned());
                let subtypes = spec.types.iter().filter(|(_, sub)| sub.base.as_deref() == Some(name));
                open.extend(subtypes.map(|(sub, _)| format!("#{sub}")));
                Shape::Struct(fields)
            } else {
                return Err(format!("{}: nothing defines {kind}", spec.name));
            };
            found.insert(key, shape);
        }
    }
    Ok(found)
}

/// Definitions that are the same, all the way down, have the same number.
fn classes(types: &BTreeMap<Key, Shape>) -> HashMap<Key, usize> {
    let mut classes: HashMap<Key, usize> = HashMap::new();
    let mut count = 0;
    loop {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut next = HashMap::new();
        for (key, shape) in types {
            let signature = match shape {
                Shape::Enum(variants) => format!("{} {variants:?}", key.1),
                Shape::Struct(fields) => {
                    let of = |target: &str| match classes.get(&(key.0, target.to_owned())) {
                        Some(class) => class.to_string(),
                        None => target.to_owned(),
                    };
                    let fields: Vec<_> = fields
                        .iter()
                        .map(|(field, kind)| format!("{field}:{}", map_names(kind, &of)))
                        .collect();
                    format!("{} {fields:?}", key.1)
                }
            };
            let fresh = numbers.len();
            next.insert(key.clone(), *numbers.entry(signature).or_insert(fresh));
        }
        classes = next;
        if numbers.len() == count {
            return classes;
        }
        count = numbers.len();
    }
}

/// The name in `common` of each class that several modules have.
fn homes(
    types: &BTreeMap<Key, Shape>,
    classes: &HashMap<Key, usize>,
    specs: &[&Spec],
) -> HashMap<usize, String> {
    let mut members: BTreeMap<usize, (String, BTreeSet<usize>)> = BTreeMap::new();
    for key in types.keys() {
        members.entry(classes[key]).or_insert_with(|| (key.1.clone(), BTreeSet::new())).1.insert(key.0);
    }
    let mut shared: Vec<_> = members.into_iter().filter(|(_, (_, modules))| modules.len() > 1).collect();
    // The one that most modules have keeps its plain name; another of that name gets its first module's.
    shared.sort_by_key(|(class, (_, modules))| (usize::MAX - modules.len(), *class));
    let mut taken = BTreeSet::new();
    let mut homes = HashMap::new();
    for (class, (name, modules)) in shared {
        let first = modules.iter().next().map_or("", |first| specs[*first].name.as_str());
        let name = if taken.contains(&name) { format!("{}{name}", name::pascal(first)) } else { name };
        taken.insert(name.clone());
        homes.insert(class, name);
    }
    homes
}

/// Pairs of classes where the first holds the second directly and the second leads back to the first.
fn recursive(types: &BTreeMap<Key, Shape>, classes: &HashMap<Key, usize>) -> BTreeSet<(usize, usize)> {
    let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (key, shape) in types {
        if let Shape::Struct(fields) = shape {
            let direct = fields.values().filter_map(|kind| kind.strip_prefix('#'));
            let targets = direct.map(|target| classes[&(key.0, target.to_owned())]);
            edges.entry(classes[key]).or_default().extend(targets);
        }
    }
    let leads = |from: usize, to: usize| {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                open.extend(edges.get(&at).into_iter().flatten());
            }
        }
        false
    };
    let pairs = edges.iter().flat_map(|(from, targets)| targets.iter().map(|to| (*from, *to)));
    pairs.filter(|(from, to)| leads(*to, *from)).collect()
}
