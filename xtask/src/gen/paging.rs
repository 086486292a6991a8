//! How a list goes on, read from its parameters; where they don't say it, the overlay does.

use super::ir::{Operation, Spec};
use super::plan::resolve;

/// `wire::Paging` as Rust text, and the type of the items where a page is a struct.
pub struct Found {
    pub text: String,
    pub item: Option<String>,
}

/// The overlay's words: `none`, `limit TOP`, `header-token query|header|body NAME`,
/// `body-token query|body NAME TOKEN ITEMS [last=FIELD|more=FIELD|empty]`, `offset TOP SKIP [ITEMS]`,
/// `body-offset TOP SKIP ITEMS [TOTAL]`, `next-skip ITEMS`.
pub fn of(spec: &Spec, op: &Operation) -> Result<Found, String> {
    let text = match &op.paging {
        Some(words) => words.clone(),
        None => derive(spec, op),
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let place = |kind: &str, name: &str| match kind {
        "query" => Ok(format!("TokenPlace::Query({name:?})")),
        "header" => Ok(format!("TokenPlace::Header({name:?})")),
        "body" => Ok(format!("TokenPlace::Body({name:?})")),
        _ => Err(format!("\"{kind}\" is no place for a token")),
    };
    let (text, items) = match words.as_slice() {
        ["none"] => ("Paging::None".to_owned(), None),
        ["limit", top] => (format!("Paging::Limit {{ top: {top:?} }}"), None),
        ["header-token", kind, name] => {
            (format!("Paging::HeaderToken {{ send: {} }}", place(kind, name)?), None)
        }
        ["body-token", kind, name, token, items, end @ ..] => {
            let end = match end {
                [] => "PagingEnd::NoToken".to_owned(),
                ["empty"] => "PagingEnd::EmptyPage".to_owned(),
                [end] => match end.split_once('=') {
                    Some(("last", field)) => format!("PagingEnd::Last({field:?})"),
                    Some(("more", field)) => format!("PagingEnd::NoMore({field:?})"),
                    _ => return Err(format!("\"{end}\" ends no list")),
                },
                _ => return Err(format!("\"{text}\" is no paging")),
            };
            let send = place(kind, name)?;
            let text = format!(
                "Paging::BodyToken {{ send: {send}, token: {token:?}, items: {items:?}, end: {end} }}"
            );
            (text, Some(*items))
        }
        ["offset", top, skip] => {
            (format!("Paging::Offset {{ top: {top:?}, skip: {skip:?}, items: \"value\" }}"), None)
        }
        ["offset", top, skip, items] => {
            (format!("Paging::Offset {{ top: {top:?}, skip: {skip:?}, items: {items:?} }}"), Some(*items))
        }
        ["body-offset", top, skip, items, total @ ..] if total.len() < 2 => {
            let total = total.first();
            let text = format!(
                "Paging::BodyOffset {{ top: {top:?}, skip: {skip:?}, items: {items:?}, total: {total:?} }}"
            );
            (text, Some(*items))
        }
        ["next-skip", items] => (format!("Paging::NextSkip {{ items: {items:?} }}"), Some(*items)),
        _ => return Err(format!("\"{text}\" is no paging")),
    };
    let response = op.response.as_deref().map(|kind| resolve(spec, kind)).unwrap_or_default();
    let item = match items {
        Some(field) if !response.starts_with('[') => {
            let kind = field_of(spec, response.trim_start_matches('#'), field)
                .ok_or_else(|| format!("{response} has no field `{field}` to page through"))?;
            let item = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            Some(item.ok_or_else(|| format!("{response}.{field} is no list"))?.to_owned())
        }
        _ => None,
    };
    Ok(Found { text, item })
}

fn field_of(spec: &Spec, name: &str, field: &str) -> Option<String> {
    let definition = spec.types.get(name)?;
    match definition.fields.get(field) {
        Some(kind) => Some(resolve(spec, kind)),
        None => field_of(spec, definition.base.as_deref()?, field),
    }
}

fn derive(spec: &Spec, op: &Operation) -> String {
    let find = |place: &str, names: &[&str]| {
        op.params
            .iter()
            .find(|param| {
                param.place == place && names.iter().any(|name| param.name.eq_ignore_ascii_case(name))
            })
            .map(|param| param.name.as_str())
    };
    let response = op.response.as_deref().map(|kind| resolve(spec, kind)).unwrap_or_default();
    let list = response.starts_with('[');
    if let Some(name) = find("header", &["continuationToken"]) {
        return format!("header-token header {name}");
    }
    if let Some(name) = find("query", &["continuationToken"]) {
        if list {
            return format!("header-token query {name}");
        }
        let page = response.trim_start_matches('#');
        let items = ["values", "value", "items", "comments"]
            .into_iter()
            .find(|field| field_of(spec, page, field).is_some_and(|kind| kind.starts_with('[')));
        if let (Some(items), Some(_)) = (items, field_of(spec, page, "continuationToken")) {
            let last = if field_of(spec, page, "isLastBatch").is_some() { " last=isLastBatch" } else { "" };
            return format!("body-token query {name} continuationToken {items}{last}");
        }
    }
    let top = find("query", &["$top", "top", "searchCriteria.$top"]);
    let skip = find("query", &["$skip", "skip", "searchCriteria.$skip"]);
    match (top, skip) {
        (Some(top), Some(skip)) if list => format!("offset {top} {skip}"),
        (Some(top), None) if list => format!("limit {top}"),
        _ => "none".to_owned(),
    }
}
