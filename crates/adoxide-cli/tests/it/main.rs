//! The program as its users have it: the binary, against an emulator on a socket.

mod api;
mod demo;
mod emulator;
mod help;
mod input;
mod query;
mod stage;
mod sync;
mod who;
