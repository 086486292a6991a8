//! The packets of git's protocol: what a push wants, and how it is told what became of it.

use std::str;

use git2::Oid;

use crate::world::push::RefUpdate;

/// One packet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Packet<'a> {
    Data(&'a [u8]),
    /// `0000`, and the other packets without content.
    Mark,
}

/// The first packet of some bytes and what is behind it; none if it is not all there yet.
///
/// # Errors
/// When this is no packet.
pub(super) fn split(bytes: &[u8]) -> Result<Option<(Packet<'_>, &[u8])>, &'static str> {
    let Some((length, rest)) = bytes.split_at_checked(4) else {
        return Ok(None);
    };
    let length = str::from_utf8(length).ok().and_then(|text| usize::from_str_radix(text, 16).ok());
    match length.ok_or("a packet has no length")? {
        0..=3 => Ok(Some((Packet::Mark, rest))),
        length => Ok(rest.split_at_checked(length - 4).map(|(data, rest)| (Packet::Data(data), rest))),
    }
}

/// Appends a packet.
fn write(packet: &[u8], to: &mut Vec<u8>) {
    to.extend_from_slice(format!("{:04x}", packet.len() + 4).as_bytes());
    to.extend_from_slice(packet);
}

/// What a push begins with: the references that it wants to move.
#[derive(Debug, Default)]
pub(super) struct Commands {
    pub updates: Vec<RefUpdate>,
    /// What the client can do, as it says.
    capabilities: String,
    /// Packets before the first command (`shallow …`).
    preamble: Vec<u8>,
    /// How many bytes all of this takes, with the mark at its end.
    pub length: usize,
}

impl Commands {
    /// Reads the commands at the beginning of a push; none if they are not all there yet.
    ///
    /// # Errors
    /// When they are no commands.
    pub fn read(bytes: &[u8]) -> Result<Option<Self>, &'static str> {
        let mut commands = Self::default();
        let mut rest = bytes;
        loop {
            let Some((packet, behind)) = split(rest)? else {
                return Ok(None);
            };
            let whole = &rest[..rest.len() - behind.len()];
            rest = behind;
            let Packet::Data(line) = packet else {
                commands.length = bytes.len() - rest.len();
                return Ok(Some(commands));
            };
            if line.starts_with(b"shallow ") {
                commands.preamble.extend_from_slice(whole);
                continue;
            }
            let line = str::from_utf8(line).map_err(|_| "the name of a reference is not UTF-8")?;
            let (line, capabilities) = line.trim_end_matches('\n').split_once('\0').unwrap_or((line, ""));
            if commands.updates.is_empty() {
                capabilities.clone_into(&mut commands.capabilities);
            }
            commands.updates.push(update(line.trim_end_matches('\n')).ok_or("this is no command of a push")?);
        }
    }

    /// The same commands without some, as bytes for git.
    pub fn without(&self, refused: &[(String, String)]) -> Vec<u8> {
        let mut bytes = self.preamble.clone();
        let kept = self.updates.iter().filter(|update| !refused.iter().any(|(name, _)| *name == update.name));
        for (index, update) in kept.enumerate() {
            let mut line = format!("{} {} {}", update.old, update.new, update.name);
            if index == 0 {
                line.push('\0');
                line.push_str(&self.capabilities);
            }
            write(line.as_bytes(), &mut bytes);
        }
        bytes.extend_from_slice(b"0000");
        bytes
    }

    fn can(&self, capability: &str) -> bool {
        self.capabilities.split(' ').any(|known| known == capability)
    }

    /// What git answered to a push, with the references that were refused before git was asked.
    pub fn report(&self, answer: &[u8], refused: &[(String, String)]) -> Vec<u8> {
        if refused.is_empty() || !(self.can("report-status") || self.can("report-status-v2")) {
            return answer.to_owned();
        }
        let in_bands = self.can("side-band-64k") || self.can("side-band");
        let (mut progress, mut lines) = (Vec::new(), Vec::new());
        let mut rest = answer;
        let mut inner = Vec::new();
        while let Ok(Some((packet, behind))) = split(rest) {
            let whole = &rest[..rest.len() - behind.len()];
            rest = behind;
            match packet {
                Packet::Data([1, data @ ..]) if in_bands => inner.extend_from_slice(data),
                Packet::Data(_) if in_bands => progress.extend_from_slice(whole),
                Packet::Data(_) => inner.extend_from_slice(whole),
                Packet::Mark => {}
            }
        }
        let mut rest = inner.as_slice();
        while let Ok(Some((Packet::Data(line), behind))) = split(rest) {
            rest = behind;
            // Git took what was refused afterwards.
            let moved = line.strip_prefix(b"ok ").map(<[u8]>::trim_ascii_end);
            if !moved.is_some_and(|moved| refused.iter().any(|(name, _)| name.as_bytes() == moved)) {
                lines.push(line.to_owned());
            }
        }
        if lines.is_empty() {
            // Nothing was left for git to do.
            lines.push(b"unpack ok\n".to_vec());
        }
        lines.extend(refused.iter().map(|(name, why)| format!("ng {name} {why}\n").into_bytes()));
        let mut report = Vec::new();
        for line in &lines {
            write(line, &mut report);
        }
        report.extend_from_slice(b"0000");
        if !in_bands {
            return report;
        }
        let mut bytes = progress;
        // A band's packet holds at most 65,515 bytes after its number; the old one 995.
        let most = if self.can("side-band-64k") { 65_515 } else { 995 };
        for part in report.chunks(most) {
            let mut packet = vec![1];
            packet.extend_from_slice(part);
            write(&packet, &mut bytes);
        }
        bytes.extend_from_slice(b"0000");
        bytes
    }
}

/// `OLD NEW NAME`
fn update(line: &str) -> Option<RefUpdate> {
    let mut words = line.splitn(3, ' ');
    let old = Oid::from_str(words.next()?).ok()?;
    let new = Oid::from_str(words.next()?).ok()?;
    Some(RefUpdate { name: words.next()?.to_owned(), old, new })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "0000000000000000000000000000000000000000";
    const NEW: &str = "c06ae011e801fea6e915d5a779f3322e6f5301a1";

    fn push(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let capabilities = if index == 0 { "\0 report-status side-band-64k" } else { "" };
            write(format!("{OLD} {NEW} {name}{capabilities}").as_bytes(), &mut bytes);
        }
        bytes.extend_from_slice(b"0000PACK");
        bytes
    }

    #[test]
    fn commands_are_read_when_all_are_there() {
        let bytes = push(&["refs/heads/a", "refs/heads/b"]);
        for cut in 0..bytes.len() - 4 {
            assert!(Commands::read(&bytes[..cut]).unwrap().is_none(), "{cut}");
        }
        let commands = Commands::read(&bytes).unwrap().unwrap();
        assert_eq!(commands.updates.len(), 2);
        assert_eq!(commands.updates[1].name, "refs/heads/b");
        assert_eq!(&bytes[commands.length..], b"PACK");
        assert_eq!(commands.without(&[]), bytes[..commands.length]);
        assert!(Commands::read(b"zzzz").is_err());
        assert_eq!(Commands::read(b"0000").unwrap().unwrap().updates.len(), 0);
    }

    #[test]
    fn a_refusal_is_added_to_what_git_reports() {
        let commands = Commands::read(&push(&["refs/heads/a", "refs/heads/b"])).unwrap().unwrap();
        let refused = vec![("refs/heads/b".to_owned(), "no".to_owned())];
        assert!(!String::from_utf8_lossy(&commands.without(&refused)).contains("heads/b"));
        let mut inner = Vec::new();
        write(b"unpack ok\n", &mut inner);
        write(b"ok refs/heads/a\n", &mut inner);
        inner.extend_from_slice(b"0000");
        let mut answer = Vec::new();
        write(b"\x02hello\n", &mut answer);
        write(&[&[1], inner.as_slice()].concat(), &mut answer);
        answer.extend_from_slice(b"0000");
        let report = String::from_utf8(commands.report(&answer, &refused)).unwrap();
        let expected =
            "000b\u{2}hello\n0042\u{1}000eunpack ok\n0014ok refs/heads/a\n0017ng refs/heads/b no\n00000000";
        assert_eq!(report, expected);
        assert_eq!(commands.report(&answer, &[]), answer);
        let afterwards = vec![("refs/heads/a".to_owned(), "no".to_owned())];
        let report = String::from_utf8(commands.report(&answer, &afterwards)).unwrap();
        assert!(report.contains("ng refs/heads/a no") && !report.contains("ok refs/heads/a"), "{report}");
    }
}
