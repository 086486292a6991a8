//! Names in the namespace: those of the cloud lead to the emulator, any other to an address of its own that
//! leads nowhere, so that whoever goes there can be named.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use tokio::net::UdpSocket;

use crate::base::lock;
use crate::wire::address;

/// The first address for other names. The range is set aside for tests of networks (RFC 2544).
const ELSEWHERE: u32 = u32::from_be_bytes([198, 18, 0, 0]);

/// How many there are.
const ELSEWHERES: usize = 1 << 17;

/// The type of a question for an IPv4 address (RFC 1035).
const A: u16 = 1;

/// How long an answer is good, in seconds.
const TTL: u32 = 60;

/// Who has asked for what.
#[derive(Clone, Default)]
pub(super) struct Names {
    elsewhere: Arc<Mutex<HashMap<String, Ipv4Addr>>>,
}

impl Names {
    /// Where questions arrive.
    pub async fn listen(&self) -> io::Result<UdpSocket> {
        UdpSocket::bind((Ipv4Addr::LOCALHOST, 53)).await
    }

    /// Answers questions until it is dropped.
    pub async fn answer(&self, socket: UdpSocket) -> io::Result<()> {
        let mut buffer = [0; 512];
        loop {
            let (length, peer) = socket.recv_from(&mut buffer).await?;
            // What is no question is not answered: nothing in here sends that.
            if let Some(answer) = self.reply(&buffer[..length]) {
                socket.send_to(&answer, peer).await?;
            }
        }
    }

    /// The name of an address, if it was given to one, else the address.
    pub fn name_of(&self, address: IpAddr) -> String {
        let known = lock(&self.elsewhere);
        let name = known.iter().find(|(_, given)| IpAddr::V4(**given) == address);
        name.map_or_else(|| address.to_string(), |(name, _)| name.clone())
    }

    /// The answer to a question: an address where one of IPv4 is asked for, and nothing otherwise, which is
    /// not the same as no such name.
    fn reply(&self, question: &[u8]) -> Option<Vec<u8>> {
        // A header of six 16-bit words: id, flags, and how many questions, answers and others follow.
        let is_question = question.len() > 12 && question[2] & 0x80 == 0 && question[4..6] == [0, 1];
        if !is_question {
            return None;
        }
        let mut labels = Vec::new();
        let mut at = 12;
        loop {
            let length = usize::from(*question.get(at)?);
            at += 1;
            match length {
                0 => break,
                1..64 => labels.push(String::from_utf8_lossy(question.get(at..at + length)?).to_lowercase()),
                _ => return None,
            }
            at += length;
        }
        let kind = u16::from_be_bytes([*question.get(at)?, *question.get(at + 1)?]);
        let end = at + 4;
        let address = if kind == A { self.address(&labels.join(".")) } else { None };
        let mut answer = question.get(..end)?.to_vec();
        // An answer, from an authority, to a question that may have wished for recursion, which there is.
        answer[2] = 0x84 | (question[2] & 1);
        answer[3] = 0x80;
        answer[6..12].copy_from_slice(&[0, u8::from(address.is_some()), 0, 0, 0, 0]);
        if let Some(address) = address {
            // The name of the question, by its place; type and class.
            answer.extend([0xc0, 12, 0, 1, 0, 1]);
            answer.extend(TTL.to_be_bytes());
            answer.extend([0, 4]);
            answer.extend(address.octets());
        }
        Some(answer)
    }

    fn address(&self, name: &str) -> Option<Ipv4Addr> {
        let is_here = |pattern: &String| match pattern.strip_prefix('*') {
            Some(domain) => name.strip_suffix(domain).is_some_and(|label| !label.contains('.')),
            None => name == pattern,
        };
        if name == "localhost" || name == address::ENTRA_HOST || address::names().iter().any(is_here) {
            return Some(Ipv4Addr::LOCALHOST);
        }
        let mut known = lock(&self.elsewhere);
        let next = known.len();
        if let Some(address) = known.get(name) {
            return Some(*address);
        }
        if next == ELSEWHERES {
            return None;
        }
        let address = Ipv4Addr::from(ELSEWHERE + u32::try_from(next).ok()?);
        known.insert(name.to_owned(), address);
        Some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(name: &str, kind: u16) -> Vec<u8> {
        let mut bytes = vec![0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        for label in name.split('.') {
            bytes.push(u8::try_from(label.len()).unwrap());
            bytes.extend(label.as_bytes());
        }
        bytes.push(0);
        bytes.extend(kind.to_be_bytes());
        bytes.extend([0, 1]);
        bytes
    }

    #[test]
    fn names_of_the_cloud_are_here_and_others_nowhere() {
        let names = Names::default();
        let ask = |name: &str| {
            let answer = names.reply(&question(name, A)).unwrap();
            assert_eq!((&answer[..2], answer[7]), (&[0xab, 0xcd][..], 1));
            Ipv4Addr::from(<[u8; 4]>::try_from(&answer[answer.len() - 4..]).unwrap())
        };
        for name in
            ["dev.azure.com", "VSSPS.dev.azure.com", "fabrikam.visualstudio.com", "a.vsrm.visualstudio.com"]
        {
            assert_eq!(ask(name), Ipv4Addr::LOCALHOST, "{name}");
        }
        let (one, two) = (ask("github.com"), ask("a.b.dev.azure.com"));
        assert_eq!((one, two), (Ipv4Addr::new(198, 18, 0, 0), Ipv4Addr::new(198, 18, 0, 1)));
        assert_eq!(ask("GitHub.com"), one);
        assert_eq!(names.name_of(one.into()), "github.com");
        assert_eq!(names.name_of(Ipv4Addr::new(8, 8, 8, 8).into()), "8.8.8.8");
    }

    #[test]
    fn other_questions_get_no_address_and_noise_gets_nothing() {
        let names = Names::default();
        let answer = names.reply(&question("dev.azure.com", 28)).unwrap();
        assert_eq!((answer.len(), answer[7]), (question("dev.azure.com", 28).len(), 0));
        let whole = question("dev.azure.com", A);
        for length in 0..whole.len() {
            assert_eq!(names.reply(&whole[..length]), None, "{length}");
        }
        assert_eq!(names.reply(&[0xff; 64]), None);
    }
}
