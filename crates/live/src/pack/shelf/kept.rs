//! What is in the versions of packs that were asked for lately.
//!
//! A version never changes, so that what was read of it once stays right. Only what requests need
//! is remembered: where each file stands, who may answer, and what was asked.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;
use bytes::Bytes;
use tokio::sync::OnceCell;
use xingtan_base::ids::{ActivityId, PersonId};
use xingtan_platform::files::Files;

use super::store::Place;
use crate::pack::format::lesson::{Asked, PackLesson};
use crate::pack::format::manifest::{LESSON_SCRIPT, Manifest};
use crate::pack::format::script;
use crate::pack::limits::{LESSON_BYTES_MAX, VERSIONS_BYTES_KEPT, VERSIONS_KEPT};

/// The versions, what was asked for last first. Clones share everything.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<VecDeque<Arc<Version>>>>);

/// A version of a pack on a shelf.
#[derive(Debug)]
pub(super) struct Version {
    place: Place,
    /// The manifest as it lies in the pack.
    pub(super) json: Bytes,
    parts: HashMap<String, Stored>,
    questions: OnceCell<Questions>,
}

/// A file of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

/// Who may answer which questions of a pack.
#[derive(Debug, Default)]
pub(super) struct Questions {
    people: HashSet<PersonId>,
    asked: HashMap<ActivityId, Asked>,
}

impl Kept {
    /// A version; nothing where there is none.
    ///
    /// # Errors
    /// When the file store fails, or what it holds is no pack.
    pub(super) async fn version(
        &self,
        files: &Files,
        place: Place,
    ) -> anyhow::Result<Option<Arc<Version>>> {
        if let Some(known) = self.find(place) {
            return Ok(Some(known));
        }
        let Some(manifest) = place.manifest(files).await? else { return Ok(None) };
        let version = Arc::new(Version::of(place, &manifest));
        self.keep(Arc::clone(&version));
        Ok(Some(version))
    }

    fn find(&self, place: Place) -> Option<Arc<Version>> {
        let mut all = self.all();
        let at = all.iter().position(|version| version.place == place)?;
        let version = all.remove(at)?;
        all.push_front(Arc::clone(&version));
        Some(version)
    }

    fn keep(&self, version: Arc<Version>) {
        let mut all = self.all();
        all.retain(|other| other.place != version.place);
        all.push_front(version);
        let bytes = |all: &VecDeque<Arc<Version>>| -> usize {
            all.iter().map(|version| version.json.len()).sum()
        };
        while all.len() > VERSIONS_KEPT || (all.len() > 1 && bytes(&all) > VERSIONS_BYTES_KEPT) {
            all.pop_back();
        }
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<Version>>> {
        // The list is whole after every statement.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Version {
    fn of(place: Place, manifest: &Manifest) -> Self {
        let stored = |part: &crate::pack::format::manifest::Part| {
            (part.path.clone(), Stored { sha256: part.sha256.clone(), bytes: part.bytes })
        };
        let parts = manifest.parts.iter().map(stored).collect();
        Self { place, json: manifest.to_json().into(), parts, questions: OnceCell::new() }
    }

    /// A file of the pack.
    pub(super) fn part(&self, path: &str) -> Option<&Stored> {
        self.parts.get(path)
    }

    /// Its questions, read from its lesson when they are asked for first.
    pub(super) async fn questions(&self, files: &Files) -> anyhow::Result<&Questions> {
        self.questions.get_or_try_init(async || self.read(files).await).await
    }

    async fn read(&self, files: &Files) -> anyhow::Result<Questions> {
        let part = self.part(LESSON_SCRIPT).context("the pack has no lesson")?;
        anyhow::ensure!(part.bytes <= LESSON_BYTES_MAX, "the lesson has {} bytes", part.bytes);
        let bytes = files.get_range(&self.place.part_key(&part.sha256), 0..part.bytes).await?;
        let read = move || {
            script::read::<PackLesson>(script::LESSON, &bytes).map(|lesson| Questions::of(&lesson))
        };
        tokio::task::spawn_blocking(read).await?.context("the pack's lesson cannot be read")
    }
}

impl Questions {
    fn of(lesson: &PackLesson) -> Self {
        let people = lesson.people.iter().map(|person| person.id).collect();
        Self { people, asked: lesson.asked() }
    }

    /// Whether somebody is of the class.
    pub(super) fn has(&self, person: PersonId) -> bool {
        self.people.contains(&person)
    }

    /// The question with this name.
    pub(super) fn asked(&self, activity: ActivityId) -> Option<&Asked> {
        self.asked.get(&activity)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use xingtan_base::ids::{PackImportId, uuid_v7};

    use super::*;
    use crate::pack::format::manifest::INDEX;

    fn place(number: u8) -> Place {
        Place::Import(PackImportId::from_uuid(uuid_v7(0, [number; 10])))
    }

    /// Puts a version of a pack with one person in its class.
    async fn put(files: &Files, place: Place, person: PersonId) {
        let id = "01900000-0000-7000-8000-000000000001";
        let lesson = json!({"title": "光", "course": "物理", "school": "远处", "teachers": [],
            "class": {"id": id, "name": "一班"}, "opened_at": "2026-11-27T00:00:00Z",
            "duration_ms": 1, "shift_ms": 0, "people": [{"id": person, "name": "小雨"}],
            "names": {}, "entries": [], "runs": []});
        let lesson = script::write(script::LESSON, &lesson);
        let part = |path: &str, bytes: usize, digit: &str| {
            let sha256 = digit.repeat(64);
            json!({"path": path, "bytes": bytes, "sha256": sha256})
        };
        let parts = [part(INDEX, 3, "0"), part(LESSON_SCRIPT, lesson.len(), "1")];
        let manifest = json!({"format": 1, "pack": id, "lesson": id, "class": id, "title": "光",
            "class_name": "一班", "made_at": "2026-11-27T00:00:00Z",
            "secret": "a".repeat(24), "parts": parts});
        let manifest = manifest.to_string().into_bytes().into();
        files.put(&place.manifest_key(), &manifest).await.unwrap();
        files.put(&place.part_key(&"1".repeat(64)), &lesson.into()).await.unwrap();
    }

    #[tokio::test]
    async fn a_version_is_read_once() {
        let (files, kept) = (Files::in_memory(), Kept::default());
        let person = PersonId::from_uuid(uuid_v7(0, [7; 10]));
        assert!(kept.version(&files, place(1)).await.unwrap().is_none());
        put(&files, place(1), person).await;
        let version = kept.version(&files, place(1)).await.unwrap().unwrap();
        assert!(version.questions(&files).await.unwrap().has(person));
        // Whatever asks the store again finds nothing.
        place(1).delete(&files).await.unwrap();
        let again = kept.version(&files, place(1)).await.unwrap().unwrap();
        assert_eq!(again.part(INDEX).map(|part| part.bytes), Some(3));
        let questions = again.questions(&files).await.unwrap();
        assert!(
            questions.has(person)
                && questions.asked(ActivityId::from_uuid(uuid_v7(0, [1; 10]))).is_none()
        );
    }

    #[tokio::test]
    async fn only_so_many_versions_are_remembered() {
        let (files, kept) = (Files::in_memory(), Kept::default());
        let person = PersonId::from_uuid(uuid_v7(0, [7; 10]));
        let count = u8::try_from(VERSIONS_KEPT).unwrap() + 1;
        for number in 0..count {
            put(&files, place(number), person).await;
            kept.version(&files, place(number)).await.unwrap().unwrap();
            // The first is asked for now and then, the second never again.
            kept.version(&files, place(0)).await.unwrap().unwrap();
        }
        assert_eq!(kept.all().len(), VERSIONS_KEPT);
        assert!(kept.find(place(0)).is_some() && kept.find(place(1)).is_none());
    }
}
