//! Lists.

/// These without those that came before: bodies and queries may name a thing twice, answers name it once.
pub(crate) fn distinct<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    for item in items {
        if !all.contains(&item) {
            all.push(item);
        }
    }
    all
}

/// A page of a list: `top` items after the first `skip`.
pub(crate) fn page<T>(items: Vec<T>, skip: usize, top: usize) -> Vec<T> {
    items.into_iter().skip(skip).take(top).collect()
}
