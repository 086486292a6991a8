//! What leaves: every packet to an address outside of the namespace, as the kernel shows it.
//!
//! All of them come back at once, because the namespace has no way out (`local default dev lo`).

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Mutex;

use socket2::{Domain, SockFilter, Socket, Type};
use tokio::io::Interest;
use tokio::net::UdpSocket;

use super::Protocol;
use crate::base::lock;

/// All protocols (`ETH_P_ALL`).
const ALL: u16 = 3;

/// As much of a packet as is looked at.
const KEPT: u32 = 128;

/// A packet to somewhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    pub address: IpAddr,
    pub port: u16,
    pub protocol: Protocol,
}

/// A look at the network.
pub(super) struct Watch {
    socket: Socket,
    /// The same, to wait for: no type of tokio's is for sockets of this kind, but this one asks no more of it.
    readiness: UdpSocket,
    seen: Mutex<BTreeSet<Seen>>,
}

impl Watch {
    /// Begins to look.
    pub fn new() -> io::Result<Self> {
        // Without the header of the link: a packet begins with that of IP.
        let socket = Socket::new(Domain::PACKET, Type::DGRAM, Some(i32::from(ALL.to_be()).into()))?;
        socket.attach_filter(&outward())?;
        socket.set_nonblocking(true)?;
        let readiness = UdpSocket::from_std(socket.try_clone()?.into())?;
        Ok(Self { socket, readiness, seen: Mutex::default() })
    }

    /// Keeps reading, so that nothing is lost; ends only with an error.
    pub async fn drain(&self) -> io::Error {
        loop {
            if let Err(error) = self.readiness.readable().await {
                return error;
            }
            let read = self.readiness.try_io(Interest::READABLE, || {
                self.read()?;
                // All was read: wait for more.
                Err::<(), _>(io::ErrorKind::WouldBlock.into())
            });
            match read {
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return error,
                _ => {}
            }
        }
    }

    /// What was seen until now.
    pub fn seen(&self) -> io::Result<BTreeSet<Seen>> {
        self.read()?;
        Ok(lock(&self.seen).clone())
    }

    /// Reads what is there.
    fn read(&self) -> io::Result<()> {
        let mut packet = [0; KEPT as usize];
        loop {
            match (&self.socket).read(&mut packet) {
                Ok(length) => {
                    if let Some(seen) = understand(&packet[..length]) {
                        lock(&self.seen).insert(seen);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A program of the kernel's packet filter: keeps what goes to neither 127.0.0.0/8 nor ::1. So a clone of any
/// size does not push the packets that matter out of the buffer.
fn outward() -> [SockFilter; 14] {
    const LOAD_BYTE: u16 = 0x30;
    const LOAD_WORD: u16 = 0x20;
    const AND: u16 = 0x54;
    const IF_EQUAL: u16 = 0x15;
    const RETURN: u16 = 0x06;
    // Jumps are counted from the next line: (if equal, if not).
    [
        SockFilter::new(LOAD_BYTE, 0, 0, 0),
        SockFilter::new(AND, 0, 0, 0xf0),
        SockFilter::new(IF_EQUAL, 0, 2, 0x40),
        SockFilter::new(LOAD_BYTE, 0, 0, 16),
        SockFilter::new(IF_EQUAL, 8, 7, 127),
        // The four words of an IPv6 destination.
        SockFilter::new(LOAD_WORD, 0, 0, 24),
        SockFilter::new(IF_EQUAL, 0, 5, 0),
        SockFilter::new(LOAD_WORD, 0, 0, 28),
        SockFilter::new(IF_EQUAL, 0, 3, 0),
        SockFilter::new(LOAD_WORD, 0, 0, 36),
        SockFilter::new(IF_EQUAL, 2, 1, 1),
        SockFilter::new(RETURN, 0, 0, 0),
        SockFilter::new(RETURN, 0, 0, KEPT),
        SockFilter::new(RETURN, 0, 0, 0),
    ]
}

/// What a packet is an attempt at, if it is one: the first of a connection, a datagram, an echo request.
fn understand(packet: &[u8]) -> Option<Seen> {
    let (address, kind, payload) = match packet.first()? >> 4 {
        4 => {
            let length = usize::from(packet[0] & 0x0f) * 4;
            let address = <[u8; 4]>::try_from(packet.get(16..20)?).ok()?;
            (IpAddr::from(Ipv4Addr::from(address)), packet[9], packet.get(length..)?)
        }
        6 => {
            let address = <[u8; 16]>::try_from(packet.get(24..40)?).ok()?;
            (IpAddr::from(Ipv6Addr::from(address)), packet[6], packet.get(40..)?)
        }
        _ => return None,
    };
    if address.is_loopback() || address.is_multicast() {
        return None;
    }
    let port = u16::from_be_bytes([*payload.get(2)?, *payload.get(3)?]);
    match kind {
        // SYN without ACK.
        6 => (payload.get(13)? & 0x12 == 0x02).then_some(Seen { address, port, protocol: Protocol::Tcp }),
        17 => Some(Seen { address, port, protocol: Protocol::Udp }),
        1 if payload[0] == 8 => Some(Seen { address, port: 0, protocol: Protocol::Ping }),
        58 if payload[0] == 128 => Some(Seen { address, port: 0, protocol: Protocol::Ping }),
        _ => None,
    }
}
