//! The emulator from outside: in-process through the service, and over sockets with the real `git`.

mod git_http;
mod support;
