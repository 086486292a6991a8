//! What a search asks for: its body, and how pages, filters and facets are made.

use serde_json::{Map, Value};

use super::text::Terms;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::name::same_name;

/// As many results as a page has, and as far as paging goes: more than that is refused, so that nobody gets more than
/// the first 2,000. The words of the refusal are a user's.
/// <https://techcommunity.microsoft.com/discussions/azure/searchcodesearchresults-not-able-to-get-more-than-2000-results/4064845>
const MOST: usize = 1_000;
const USUAL: usize = 25;

/// What results are counted by: its name, and the value of a result.
pub(super) type Facet<T> = (&'static str, fn(&T) -> &str);

/// A search.
pub(super) struct Search {
    pub terms: Terms,
    skip: usize,
    top: usize,
    filters: Map<String, Value>,
    order: Option<(String, bool)>,
    facets: bool,
}

impl Search {
    /// Reads the body of a search.
    ///
    /// # Errors
    /// When there is nothing to search for, or a member does not fit.
    pub fn read(body: &Value) -> Result<Self, Fault> {
        let member = |name: &str| {
            let known = body
                .as_object()?
                .iter()
                .find(|(known, _)| known.trim_start_matches('$').eq_ignore_ascii_case(name));
            known.map(|(_, value)| value).filter(|value| !value.is_null())
        };
        let text = member("searchText").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| Fault::argument_null("searchText"))?;
        let number = |name: &str| match member(name) {
            None => Ok(None),
            Some(value) => {
                let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
                let number = number.and_then(|number| usize::try_from(number).ok());
                number
                    .map(Some)
                    .ok_or_else(|| Fault::invalid_parameter(&format!("${name}"), &value.to_string()))
            }
        };
        let top = number("top")?.unwrap_or(USUAL);
        if top > MOST {
            return Err(Fault::invalid_parameter("$top", &top.to_string()));
        }
        let skip = number("skip")?.unwrap_or(0);
        if skip > MOST {
            return Err(Fault::invalid_body(format_args!("$skip must be between 0 and {MOST}")));
        }
        let order = member("orderBy").and_then(|order| order.get(0)).and_then(|order| {
            let field = order["field"].as_str()?.to_lowercase();
            let is_descending =
                order["sortOrder"].as_str().is_some_and(|order| order.eq_ignore_ascii_case("desc"));
            Some((field, is_descending))
        });
        Ok(Self {
            terms: Terms::parse(text),
            skip,
            top,
            filters: member("filters").and_then(Value::as_object).cloned().unwrap_or_default(),
            order,
            facets: member("includeFacets").is_some_and(|value| value == true || value == "true"),
        })
    }

    /// The values that a filter lets pass; none if there is no such filter.
    pub fn filter(&self, name: &str) -> Option<Vec<&str>> {
        let (_, values) = self.filters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        let values: Vec<_> = values.as_array()?.iter().filter_map(Value::as_str).collect();
        (!values.is_empty()).then_some(values)
    }

    /// Whether a value passes a filter.
    pub fn passes(&self, name: &str, value: &str) -> bool {
        self.filter(name).is_none_or(|values| values.iter().any(|known| same_name(known, value)))
    }

    /// What the results are sorted by, and whether downwards, if that is asked for.
    pub fn order(&self) -> Option<(&str, bool)> {
        self.order.as_ref().map(|(field, is_descending)| (field.as_str(), *is_descending))
    }

    /// A page of results. `facets` names for each what it is of, for all results.
    pub fn answer<T>(&self, found: &[T], facets: &[Facet<T>], json: impl Fn(&T) -> Object) -> Reply {
        let rows: Json = found.iter().skip(self.skip).take(self.top).map(json).collect();
        let mut counted = Object::new();
        for (name, of) in facets.iter().filter(|_| self.facets) {
            let mut counts: Vec<(&str, i64)> = Vec::new();
            for result in found {
                let value = of(result);
                match counts.iter_mut().find(|(known, _)| *known == value) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((value, 1)),
                }
            }
            let values = counts.into_iter().map(|(value, count)| {
                Object::new().set("name", value).set("id", value).set("resultCount", count)
            });
            counted = counted.set(name, values.collect::<Json>());
        }
        let json = Object::new()
            .set("count", found.len())
            .set("results", rows)
            .set("infoCode", 0)
            .set("facets", counted);
        Reply::json(json)
    }
}
