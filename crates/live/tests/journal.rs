//! The journal is read in pages, however long it is.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod calendar;

use std::sync::Arc;

use xingtan_base::ids::{ActivityId, LessonId};
use xingtan_live::journal::append::{Group, SecretBallot, append};
use xingtan_live::journal::lease::{self, LeaseError};
use xingtan_live::journal::read::{self, Pages};
use xingtan_live::limits::JOURNAL_PAGE_MAX;
use xingtan_platform::clock::Clock;
use xingtan_platform::db::testing::{TestDb, for_each_db};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;
use xingtan_room::entry::{Body, Entry, HandsLowered, See};

/// Two full pages, and one entry more.
const ENTRIES: u32 = 2 * JOURNAL_PAGE_MAX + 1;
/// One full page, and one ballot more.
const BALLOTS: u32 = JOURNAL_PAGE_MAX + 1;

#[tokio::test(flavor = "multi_thread")]
async fn a_long_log_is_read_page_by_page() {
    for_each_db(async |test| {
        let ids = Ids::system(Clock::system());
        let lesson = calendar::plan(test, &ids).await;
        write(test, lesson, &ids).await;
        for (last, lengths) in [
            (0, vec![]),
            (3, vec![3]),
            (JOURNAL_PAGE_MAX, vec![JOURNAL_PAGE_MAX]),
            (ENTRIES, vec![JOURNAL_PAGE_MAX, JOURNAL_PAGE_MAX, 1]),
        ] {
            let mut pages = Pages::new(&test.db, "test.pages", lesson, last);
            let (mut seen, mut had) = (Vec::new(), 0);
            while let Some(page) = pages.next().await.unwrap() {
                assert!(page.iter().zip(had + 1..).all(|(entry, seq)| entry.seq == seq));
                let length = u32::try_from(page.len()).unwrap();
                had += length;
                seen.push(length);
            }
            assert_eq!(seen, lengths, "up to {last}");
        }
        let (last, ballots) = ends(test, lesson).await;
        assert_eq!((last, ballots), (ENTRIES, BALLOTS as usize));
    })
    .await;
}

async fn ends(test: &TestDb, lesson: LessonId) -> (u32, usize) {
    let read = async move |tx: &Tx| -> Result<_, db::Error> {
        Ok((read::last_seq(tx, lesson).await?, read::ballots(tx, lesson).await?.len()))
    };
    test.db.read("test.ends", read).await.unwrap()
}

async fn write(test: &TestDb, lesson: LessonId, ids: &Ids) {
    let entry = |seq| Entry {
        seq,
        at_ms: i64::from(seq),
        v: 1,
        by: None,
        class: None,
        client_id: None,
        see: See::Everyone,
        body: Body::HandsLowered(HandsLowered {}),
    };
    let activity: ActivityId = ids.next();
    let ballot = |_| SecretBallot { activity, key: ids.secret(16), choices: vec!["a".to_owned()] };
    let group = Arc::new(Group {
        entries: (1..=ENTRIES).map(entry).collect(),
        ballots: (0..BALLOTS).map(ballot).collect(),
    });
    let write = async move |tx: &Tx| -> Result<(), LeaseError> {
        let epoch = lease::take(tx, lesson, "node").await?;
        append(tx, lesson, epoch, &group, false).await
    };
    test.db.write("test.write", write).await.unwrap();
}
