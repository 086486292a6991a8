//! x
pub mod clock;
pub mod world;
