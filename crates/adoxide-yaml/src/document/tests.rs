use fastrand::Rng;

use super::{read, write};
use crate::node::{At, Node, Scalar, ScalarKind, Style};

const AT: At = At { file: 0, line: 1, column: 1 };

const PIECES: [&str; 44] = [
    "a",
    "b",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    ":",
    ": ",
    "#",
    " #",
    "- ",
    "-",
    "? ",
    "'",
    "''",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "---",
    "...",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{1f600}",
    "\0",
    "\u{7f}",
    "é",
    "~",
    "null",
];

fn scalar(text: &str, style: Style) -> Node {
    Node::scalar(AT, Scalar { text: text.into(), style, kind: ScalarKind::Text })
}

/// Whatever the text and the style that is asked for: as a value, as an item and as a key it reads back as it was.
#[test]
fn every_text_reads_back_in_every_style() {
    let styles =
        [Style::Any, Style::Plain, Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded];
    let mut rng = Rng::with_seed(7);
    for _ in 0..20_000 {
        let text: String = (0..rng.usize(..8)).map(|_| PIECES[rng.usize(..PIECES.len())]).collect();
        let style = styles[rng.usize(..styles.len())];
        let value = || scalar(&text, style);
        let tree = Node::mapping(
            AT,
            vec![
                (value(), scalar("after", Style::Any)),
                (scalar("value", Style::Any), value()),
                (
                    scalar("list", Style::Any),
                    Node::sequence(AT, vec![value(), Node::mapping(AT, vec![(value(), value())])]),
                ),
                (scalar("last", Style::Any), scalar("x", Style::Any)),
            ],
        );
        let written = write(&tree);
        let back = read(&written, 0, "/f").unwrap_or_else(|lines| panic!("{lines:?}\n{written}"));
        let pairs = back.pairs();
        let context = || format!("{text:?} {style:?}\n{written}");
        assert_eq!(pairs.len(), 4, "{}", context());
        assert_eq!(pairs[0].0.text(), Some(&*text), "as a key: {}", context());
        assert_eq!(pairs[1].1.text(), Some(&*text), "as a value: {}", context());
        let items = pairs[2].1.items();
        assert_eq!(items[0].text(), Some(&*text), "as an item: {}", context());
        assert_eq!(items[1].pairs()[0].0.text(), Some(&*text), "as a key of an item: {}", context());
        assert_eq!(items[1].pairs()[0].1.text(), Some(&*text), "as a value of an item: {}", context());
        assert_eq!(pairs[3].1.text(), Some("x"), "after it: {}", context());
    }
}

#[test]
fn a_long_key_is_explicit() {
    let key = "k".repeat(129);
    let tree = Node::mapping(AT, vec![(scalar(&key, Style::Any), scalar("v", Style::Any))]);
    assert_eq!(write(&tree), format!("? {key}\n: v\n\n"));
}
