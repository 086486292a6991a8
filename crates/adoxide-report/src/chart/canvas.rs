//! The writer of SVG: elements, numbers, escaped text.

use std::fmt::Write as _;

/// Text as it may stand in HTML and SVG, in elements and in attributes.
///
/// Characters that XML doesn't have, and those that turn the direction of what follows, become U+FFFD.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(character),
            c if c.is_control() => out.push('\u{fffd}'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
    out
}

/// A drawing that is being made.
pub(super) struct Canvas {
    out: String,
}

/// Where a text is anchored.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A number as short as a tenth of a pixel needs.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

// Writing to a string can't fail.
impl Canvas {
    pub(super) fn new(width: f64, height: f64, title: &str, description: &str) -> Self {
        let (width, height) = (number(width), number(height));
        let out = format!(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" aria-label=\"{}. {}\">",
            escape(title),
            escape(description)
        );
        Self { out }
    }

    pub(super) fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }

    pub(super) fn text(&mut self, class: &str, anchor: Anchor, x: f64, y: f64, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let (x, y) = (number(x), number(y));
        let _ = write!(self.out, "<text{class}{anchor} x=\"{x}\" y=\"{y}\">{}</text>", escape(text));
    }

    pub(super) fn line(&mut self, class: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
        let (x1, y1, x2, y2) = (number(x1), number(y1), number(x2), number(y2));
        let _ = write!(self.out, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    /// A path with a tooltip, if there is one.
    pub(super) fn path(&mut self, class: &str, path: &str, tooltip: Option<&str>) {
        let _ = write!(self.out, "<path class=\"{class}\" d=\"{path}\"");
        self.close("path", tooltip);
    }

    pub(super) fn rect(&mut self, class: &str, at: Rect, tooltip: Option<&str>) {
        let (x, y) = (number(at.x), number(at.y));
        let (width, height) = (number(at.width.max(0.0)), number(at.height.max(0.0)));
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
        );
        if at.round > 0.0 {
            let _ = write!(self.out, " rx=\"{}\"", number(at.round));
        }
        self.close("rect", tooltip);
    }

    pub(super) fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64, tooltip: Option<&str>) {
        let (x, y, radius) = (number(x), number(y), number(radius));
        let _ = write!(self.out, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        self.close("circle", tooltip);
    }

    fn close(&mut self, element: &str, tooltip: Option<&str>) {
        match tooltip {
            Some(tooltip) => {
                let _ = write!(self.out, "><title>{}</title></{element}>", escape(tooltip));
            }
            None => self.out.push_str("/>"),
        }
    }
}

/// A rectangle, with round corners if it has any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) round: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_place() {
        assert_eq!(
            escape("<script>\"a\" & 'b'\u{1b}[0m\u{202e}\n</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;\u{fffd}[0m\u{fffd}\n&lt;/script&gt;"
        );
    }
}
