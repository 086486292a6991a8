//! Answers that are cut to a budget, and the rest of them.

use std::collections::VecDeque;

use crate::error::{Error, Result};

/// How many long answers are kept.
const KEPT: usize = 8;

/// The rest of long answers, by the number of the answer.
#[derive(Debug, Default)]
pub struct Rest {
    kept: VecDeque<(u64, String)>,
    last: u64,
}

impl Rest {
    /// The head of a text, and the cursor of what follows.
    pub fn cut(&mut self, text: String, budget: usize) -> (String, Option<String>) {
        if text.chars().count() <= budget {
            return (text, None);
        }
        self.last += 1;
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        let number = self.last;
        let answer = page(&text, number, 0, budget);
        self.kept.push_back((number, text));
        answer
    }

    /// The part of an answer that a cursor names, and the cursor of what follows.
    ///
    /// # Errors
    /// When the answer is not kept any more.
    pub fn more(&self, cursor: &str, budget: usize) -> Result<(String, Option<String>)> {
        let wrong = || {
            Error::usage(format!("expected a cursor of one of the last {KEPT} long answers, got `{cursor}`"))
                .help("make the call again, and narrow it")
        };
        let (number, from) = cursor.split_once(':').ok_or_else(wrong)?;
        let number: u64 = number.parse().map_err(|_| wrong())?;
        let from: usize = from.parse().map_err(|_| wrong())?;
        let (_, text) = self.kept.iter().find(|(known, _)| *known == number).ok_or_else(wrong)?;
        if !text.is_char_boundary(from) || from >= text.len() {
            return Err(wrong());
        }
        Ok(page(text, number, from, budget))
    }
}

/// Up to so many characters of a text from a byte on; whole lines where there are.
fn page(text: &str, number: u64, from: usize, budget: usize) -> (String, Option<String>) {
    let rest = &text[from..];
    let Some((end, _)) = rest.char_indices().nth(budget) else { return (rest.to_owned(), None) };
    let end = rest[..end].rfind('\n').filter(|line| *line > end / 2).map_or(end, |line| line + 1);
    (rest[..end].to_owned(), Some(format!("{number}:{}", from + end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_an_answer_are_the_answer() {
        let text: String = (0..100).map(|line| format!("línea {line}\n")).collect::<Vec<_>>().concat();
        let mut rest = Rest::default();
        let (mut whole, mut cursor) = rest.cut(text.clone(), 100);
        assert!(whole.ends_with('\n') && whole.chars().count() <= 100);
        while let Some(at) = cursor {
            let (page, next) = rest.more(&at, 100).unwrap();
            whole += &page;
            cursor = next;
        }
        assert_eq!(whole, text);
        assert_eq!(rest.cut("short".to_owned(), 100), ("short".to_owned(), None));
        for wrong in ["", "1", "1:x", "9:0", "1:99999", "1:2"] {
            assert!(rest.more(wrong, 100).is_err(), "{wrong}");
        }
        for _ in 0..KEPT {
            rest.cut(text.clone(), 100);
        }
        assert!(rest.more("1:0", 100).is_err());
    }
}
