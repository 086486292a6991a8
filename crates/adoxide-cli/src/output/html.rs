//! Text out of the HTML that work items are described in.

/// The text of some HTML: blocks and line breaks become line ends, list items begin with `- `, entities are
/// resolved, tags are dropped. A text without tags stays as it is.
pub fn to_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim_end().to_owned();
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (taken, written) = if rest.starts_with('<') { tag(rest) } else { entity(rest) };
        match written {
            Written::Text(piece) => text.push_str(&piece),
            Written::Line => text.push('\n'),
            Written::Block => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            Written::Item => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str("- ");
            }
        }
        rest = &rest[taken..];
    }
    text.push_str(rest);
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

enum Written {
    Text(String),
    /// A line break.
    Line,
    /// The border of a block: what follows is on a line of its own.
    Block,
    /// An item of a list.
    Item,
}

/// A tag at the beginning of a text: how long it is, and what is written for it.
fn tag(text: &str) -> (usize, Written) {
    let name_from = if text.starts_with("</") { 2 } else { 1 };
    let name: String =
        text[name_from..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let Some(end) = text.find('>').filter(|_| !name.is_empty() || text.starts_with("<!--")) else {
        return (1, Written::Text("<".to_owned()));
    };
    let written = match (name.as_str(), name_from) {
        ("br", _) => Written::Line,
        ("li", 1) => Written::Item,
        (
            "p" | "div" | "tr" | "ul" | "ol" | "pre" | "table" | "blockquote" | "h1" | "h2" | "h3" | "h4",
            _,
        ) => Written::Block,
        ("td" | "th", 2) => Written::Text("\t".to_owned()),
        _ => Written::Text(String::new()),
    };
    (end + 1, written)
}

/// An entity at the beginning of a text: how long it is, and what it means.
fn entity(text: &str) -> (usize, Written) {
    let known =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", " ")];
    if let Some((name, means)) = known.iter().find(|(name, _)| text.starts_with(name)) {
        return (name.len(), Written::Text((*means).to_owned()));
    }
    let number =
        text.strip_prefix("&#").and_then(|rest| Some((rest, rest.find(';').filter(|end| *end < 9)?)));
    let char = number.and_then(|(rest, end)| {
        let digits = &rest[..end];
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        Some((char::from_u32(code)?, end + 3))
    });
    match char {
        Some((char, taken)) => (taken, Written::Text(char.to_string())),
        None => (1, Written::Text("&".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text() {
        for (html, text) in [
            ("plain\ntext", "plain\ntext"),
            ("<div>One</div><div>Two<br>Three</div>", "One\nTwo\nThree"),
            ("<p>a &amp; b &lt;c&gt; &#39;d&#x27;&nbsp;e</p>", "a & b <c> 'd' e"),
            ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
            ("1 < 2 & 3", "1 < 2 & 3"),
            ("<a href=\"x\">link</a", "link</a"),
            ("&#xffffffff;", "&#xffffffff;"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }
}
