//! Values that the service reads in more than one form.

/// A boolean as the service reads it.
pub(crate) fn flag(value: &str) -> Option<bool> {
    match value {
        _ if value.eq_ignore_ascii_case("true") || value == "1" => Some(true),
        _ if value.eq_ignore_ascii_case("false") || value == "0" => Some(false),
        _ => None,
    }
}

/// One of several named values, by name in any case or by number: the service accepts both everywhere.
pub(crate) fn choice<T: Copy>(value: &str, choices: &[(&str, i64, T)]) -> Option<T> {
    let number = value.parse::<i64>().ok();
    let found = choices
        .iter()
        .find(|(name, known, _)| name.eq_ignore_ascii_case(value) || number.is_some_and(|n| n == *known));
    found.map(|(_, _, choice)| *choice)
}

/// As [`choice`], where a number without a name is taken too, and means the nearest below it: clients of recursion
/// levels send such numbers, and the service answers.
pub(crate) fn choice_below<T: Copy>(value: &str, choices: &[(&str, i64, T)]) -> Option<T> {
    let below = |number: i64| {
        let known = choices.iter().filter(|(_, known, _)| *known <= number);
        known.max_by_key(|(_, known, _)| *known).map(|(_, _, choice)| *choice)
    };
    choice(value, choices).or_else(|| value.parse().ok().and_then(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_go_by_name_or_number() {
        let types = [("branch", 0, 'b'), ("tag", 1, 't')];
        assert_eq!(choice("Tag", &types), Some('t'));
        assert_eq!(choice("0", &types), Some('b'));
        assert_eq!(choice("x", &types), None);
        assert_eq!(choice("2", &types), None);
        assert_eq!((choice_below("2", &types), choice_below("-1", &types)), (Some('t'), None));
    }
}
