//! When what is closed is looked at again: the service can't be asked what changed, and people go on commenting.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What was closed of late, by number: when that was, and when it was last read, in seconds.
///
/// It is read again in each sync of its first hour, and then whenever its age has doubled, for two weeks: about as often
/// in whatever time syncs are apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Looks(BTreeMap<i64, [i64; 2]>);

/// In each sync until then.
const OFTEN: SignedDuration = SignedDuration::from_hours(1);
/// Not any more after that.
const LONG: SignedDuration = SignedDuration::from_hours(14 * 24);
/// No more than these: the newest.
pub(super) const MOST: usize = 1_000;

impl Looks {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One was read; `age` is how long it had been closed when it was first seen.
    pub(super) fn read(&mut self, id: i64, age: SignedDuration, at: Timestamp) {
        let now = at.as_second();
        let known = self.0.get(&id).map(|[closed, _]| *closed);
        let closed = known.unwrap_or_else(|| now - age.as_secs().max(0));
        self.0.insert(id, [closed, now]);
        self.0.retain(|_, [closed, _]| now - *closed < LONG.as_secs());
        while self.0.len() > MOST {
            let oldest = self.0.iter().min_by_key(|(id, [closed, _])| (*closed, **id)).map(|(id, _)| *id);
            if let Some(id) = oldest {
                self.0.remove(&id);
            }
        }
    }

    /// Those whose turn it is.
    pub(super) fn due(&self, at: Timestamp) -> Vec<i64> {
        let now = at.as_second();
        let is_due = |[closed, last]: [i64; 2]| {
            let (age, then) = (now - closed, last - closed);
            age < OFTEN.as_secs() || age < LONG.as_secs() && age >= 2 * then
        };
        self.0.iter().filter(|(_, times)| is_due(**times)).map(|(id, _)| *id).collect()
    }

    /// One is open again, or gone.
    pub(super) fn remove(&mut self, id: i64) {
        self.0.remove(&id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_looked_at_less_and_less_often() {
        let (mut looks, start) = (Looks::default(), Timestamp::from_second(1_000_000).unwrap());
        looks.read(1, SignedDuration::ZERO, start);
        looks.read(2, SignedDuration::from_hours(15 * 24), start);
        let mut times = 0;
        for minutes in (0..60 * 24 * 20).step_by(5) {
            let at = start + SignedDuration::from_mins(minutes);
            for id in looks.due(at) {
                assert_eq!(id, 1);
                looks.read(id, SignedDuration::ZERO, at);
                times += 1;
            }
        }
        // Every five minutes of an hour, and then after 2, 4, … hours.
        assert_eq!(times, 12 + 8);
        for id in 0..2_000 {
            looks.read(id, SignedDuration::ZERO, start);
        }
        assert_eq!(looks.due(start).len(), MOST);
    }
}
