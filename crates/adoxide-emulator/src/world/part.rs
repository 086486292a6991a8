//! The parts of an organization's state: one for each noun, found by its type.
//!
//! A part is declared in the file of its noun ([`part!`]) and nowhere else. Whoever has the organization reads it;
//! only a [`Transaction`](super::organization::Transaction) lends it to be changed.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

/// The state of one noun.
pub trait Part: Any + Default + fmt::Debug + Send + Sync {
    /// A part in which nothing is yet.
    fn empty() -> &'static Self;
}

/// Declares that types are parts.
macro_rules! part {
    ($($part:ty),*) => {$(
        impl $crate::world::part::Part for $part {
            fn empty() -> &'static Self {
                static EMPTY: std::sync::LazyLock<$part> = std::sync::LazyLock::new(Default::default);
                &EMPTY
            }
        }
    )*};
}

pub(super) use part;

/// A part of any type.
trait AnyPart: Any + fmt::Debug + Send + Sync {}

impl<P: Part> AnyPart for P {}

/// All parts of an organization.
#[derive(Debug, Default)]
pub(super) struct Parts {
    all: HashMap<TypeId, Box<dyn AnyPart>, BuildHasherDefault<TypeHasher>>,
}

impl Parts {
    /// A part, as it is.
    pub fn get<P: Part>(&self) -> &P {
        let found = self.all.get(&TypeId::of::<P>()).and_then(|part| {
            let part: &dyn Any = &**part;
            part.downcast_ref()
        });
        found.unwrap_or_else(|| P::empty())
    }

    /// A part, to change it.
    pub fn get_mut<P: Part>(&mut self) -> &mut P {
        let part = self.all.entry(TypeId::of::<P>()).or_insert_with(|| Box::new(P::default()));
        let part: &mut dyn Any = &mut **part;
        // Each part is kept under its own type.
        part.downcast_mut().unwrap_or_else(|| unreachable!("a part of another type"))
    }
}

/// The id of a type is a hash already.
#[derive(Default)]
struct TypeHasher(u64);

impl Hasher for TypeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct One(i32);

    #[derive(Debug, Default, PartialEq)]
    struct Other(String);

    part!(One, Other);

    #[test]
    fn a_part_is_found_by_its_type() {
        let mut parts = Parts::default();
        assert_eq!(parts.get::<One>(), &One(0));
        parts.get_mut::<One>().0 = 7;
        parts.get_mut::<Other>().0.push('x');
        assert_eq!((parts.get::<One>(), parts.get::<Other>()), (&One(7), &Other("x".into())));
    }
}
