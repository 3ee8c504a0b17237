//! Which phones are asked for or there, and what each of them proves itself by.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};
use tokio::sync::Notify;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PersonId};

use crate::media_limits::STAGE_PHONES_MAX;

/// In which lesson it shows something, and for whom.
pub type Whose = (LessonId, PersonId);

/// The phones of this node's stages; everybody has one at most in a lesson. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Phones(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    by_owner: HashMap<Whose, Phone>,
    last: u64,
}

#[derive(Debug)]
struct Phone {
    number: u64,
    opens: Opens,
    changed: Arc<Notify>,
}

/// What opens the way to the stage now; of secrets only their digests are kept.
#[derive(Debug)]
enum Opens {
    /// The code that is shown, once and until then.
    Code([u8; 32], UtcMs),
    /// The key that the phone got for it.
    Key([u8; 32]),
}

/// How somebody's phone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Its code is shown and nobody has taken it.
    Offered,
    /// A phone has it.
    Taken,
}

/// A phone that was asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Whose it is.
    pub whose: Whose,
    /// No other phone of this process has this number.
    pub number: u64,
    /// Wakes whoever looks after it.
    pub changed: Arc<Notify>,
}

impl Phones {
    /// Asks for a phone by this code; one that was there before is ended. None when there are too
    /// many.
    pub fn offer(&self, whose: Whose, code: &str, until: UtcMs) -> Option<Asked> {
        let mut inner = self.lock();
        let before = inner.by_owner.remove(&whose);
        if inner.by_owner.len() >= STAGE_PHONES_MAX {
            return None;
        }
        inner.last += 1;
        let (number, changed) = (inner.last, Arc::new(Notify::new()));
        let opens = Opens::Code(digest(code), until);
        let phone = Phone { number, opens, changed: Arc::clone(&changed) };
        inner.by_owner.insert(whose, phone);
        if let Some(before) = before {
            before.changed.notify_one();
        }
        Some(Asked { whose, number, changed })
    }

    /// A phone gives its code for a key, which from now on is what opens. A code is good once.
    pub fn take(&self, code: &str, key: &str, now: UtcMs) -> Option<Whose> {
        let code = digest(code);
        let mut inner = self.lock();
        let fits = |phone: &Phone| match &phone.opens {
            Opens::Code(known, until) => *known == code && now < *until,
            Opens::Key(_) => false,
        };
        let (whose, phone) = inner.by_owner.iter_mut().find(|(_, phone)| fits(phone))?;
        phone.opens = Opens::Key(digest(key));
        phone.changed.notify_one();
        Some(*whose)
    }

    /// Whose phone has this key, and its number.
    pub fn by_key(&self, key: &str) -> Option<(Whose, u64)> {
        let key = digest(key);
        let inner = self.lock();
        let has = |phone: &Phone| matches!(&phone.opens, Opens::Key(known) if *known == key);
        let (whose, phone) = inner.by_owner.iter().find(|(_, phone)| has(phone))?;
        Some((*whose, phone.number))
    }

    /// How somebody's phone stands; none when none is asked for, or its code has run out.
    pub fn stands(&self, whose: Whose, now: UtcMs) -> Option<(Stands, u64)> {
        let inner = self.lock();
        let phone = inner.by_owner.get(&whose)?;
        match phone.opens {
            Opens::Code(_, until) if now >= until => None,
            Opens::Code(..) => Some((Stands::Offered, phone.number)),
            Opens::Key(_) => Some((Stands::Taken, phone.number)),
        }
    }

    /// Ends somebody's phone: what opened for it opens no more.
    pub fn end(&self, whose: Whose) {
        if let Some(phone) = self.lock().by_owner.remove(&whose) {
            phone.changed.notify_one();
        }
    }

    /// Ends one phone, and not another that took its place.
    pub fn end_one(&self, whose: Whose, number: u64) {
        let mut inner = self.lock();
        if inner.by_owner.get(&whose).is_some_and(|phone| phone.number == number) {
            inner.by_owner.remove(&whose);
        }
    }

    /// Something about somebody's phone changed: whoever looks after it is to look.
    pub fn wake(&self, whose: Whose) {
        if let Some(phone) = self.lock().by_owner.get(&whose) {
            phone.changed.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // It is whole after every statement.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whose(person: u8) -> Whose {
        let id = |last: u8| format!("01900000-0000-7000-8000-0000000000{last:02x}");
        (id(1).parse().unwrap(), id(person).parse().unwrap())
    }

    #[test]
    fn a_code_is_good_once_and_for_its_time() {
        let (phones, until) = (Phones::default(), UtcMs(1_000));
        let one = phones.offer(whose(7), "code", until).unwrap();
        assert_eq!(phones.take("other", "key", UtcMs(0)), None, "that is not its code");
        assert_eq!(phones.take("code", "key", until), None, "it has run out");
        assert_eq!(phones.stands(whose(7), until), None);
        assert_eq!(phones.by_key("code"), None, "a code is no key");
        assert_eq!(phones.take("code", "key", UtcMs(999)), Some(whose(7)));
        assert_eq!(phones.take("code", "again", UtcMs(999)), None, "it was used");
        assert_eq!(phones.by_key("again"), None);
        assert_eq!(phones.by_key("key"), Some((whose(7), one.number)));
        assert_eq!(phones.stands(whose(7), until), Some((Stands::Taken, one.number)));
    }

    #[test]
    fn a_key_ends_with_its_phone() {
        let phones = Phones::default();
        let one = phones.offer(whose(7), "code", UtcMs(9)).unwrap();
        phones.take("code", "key", UtcMs(0)).unwrap();
        let two = phones.offer(whose(7), "next", UtcMs(9)).unwrap();
        assert_eq!(phones.by_key("key"), None, "another took its place");
        phones.end_one(whose(7), one.number);
        assert_eq!(phones.stands(whose(7), UtcMs(0)), Some((Stands::Offered, two.number)));
        phones.offer(whose(8), "other", UtcMs(9)).unwrap();
        phones.end(whose(7));
        assert_eq!(phones.take("next", "key", UtcMs(0)), None);
        assert_eq!(phones.take("other", "key", UtcMs(0)), Some(whose(8)), "another's stays");
    }

    #[test]
    fn there_are_not_too_many() {
        let phones = Phones::default();
        let lesson = |n: usize| format!("01900000-0000-7000-8000-{n:012x}").parse().unwrap();
        let person = whose(7).1;
        for n in 0..STAGE_PHONES_MAX {
            assert!(phones.offer((lesson(n), person), "code", UtcMs(9)).is_some());
        }
        assert!(phones.offer((lesson(STAGE_PHONES_MAX), person), "code", UtcMs(9)).is_none());
        assert!(phones.offer((lesson(0), person), "code", UtcMs(9)).is_some(), "in its place");
    }
}
