//! Numbers of things, as people paste them.

/// A work item: `13`, `#13`, `AB#13`, or the URL of its page.
///
/// # Errors
/// When it is none of these.
pub fn work_item(text: &str) -> Result<i64, String> {
    let number = |text: &str| text.parse().ok().filter(|number: &i64| *number > 0);
    let short = text.strip_prefix("AB#").or_else(|| text.strip_prefix(['#', '!'])).unwrap_or(text);
    number(short)
        .or_else(|| {
            let (_, rest) = text.split_once("://")?;
            let path = rest.split(['?', '&']).next()?.trim_end_matches('/');
            let of_page = path.contains("/_workitems/").then(|| path.rsplit('/').next()).flatten();
            let of_api = path.to_ascii_lowercase().contains("/_apis/wit/workitems/");
            let of_board = rest.split(['?', '&']).find_map(|part| part.strip_prefix("workitem="));
            let last = of_page.or_else(|| path.rsplit('/').next().filter(|_| of_api));
            number(last.or(of_board)?)
        })
        .ok_or_else(|| "expected the number of a work item, as 13, #13 or AB#13, or its URL".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_item_in_every_form() {
        for text in [
            "13",
            "#13",
            "AB#13",
            "https://dev.azure.com/o/My%20Project/_workitems/edit/13",
            "https://dev.azure.com/o/p/_workitems/edit/13/?view=edit",
            "https://dev.azure.com/o/p/_boards/board/t/Team/Stories?workitem=13",
            "https://dev.azure.com/o/p/_sprints/taskboard/t/p/s?a=b&workitem=13",
            "https://dev.azure.com/o/_apis/wit/workItems/13",
        ] {
            assert_eq!(work_item(text), Ok(13), "{text}");
        }
        for text in ["", "0", "-1", "#", "13abc", "https://dev.azure.com/o/p/_git/13", "99999999999999999999"]
        {
            assert!(work_item(text).is_err(), "{text}");
        }
    }
}
