//! Those whose network cannot keep up: they lose what is old, are told so, and go on from a
//! snapshot, while everybody else notices nothing.

use std::sync::Arc;

use reqwest::Method;
use serde_json::json;
use xingtan_base::ids::{ClientId, LessonId, SessionId};
use xingtan_live::gateway::outbox::Outbox;
use xingtan_live::rooms::Door;
use xingtan_live::rooms::wire::{Audience, ConnKey, ToHome, Visitor};
use xingtan_room::entry::Body;
use xingtan_room::message::{Me, ServerMessage};
use xingtan_testkit::{DatabaseKind, FilesKind, Log, Seat, World, for_worlds};

use crate::stage::Stage;

/// Together more than the kernel's buffers and the room's ring hold.
const CHAPTERS: usize = 14;
/// What who reads can be sent at once.
const PAGES: usize = 500;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cannot_keep_up_is_told_and_goes_on_from_a_snapshot() {
    for_worlds(&[(DatabaseKind::Sqlite, FilesKind::Folder)], async |world| {
        let mut stage = Stage::set(world).await;
        stage.zihan.seat.catch_up().await;
        stage.zihan.seat.lose();
        // Lin's page does not read while the teacher's machine writes a book.
        let browser = world.browser("ma.lin").await;
        let mut slow = Seat::take_on_a_thin_line(&browser, stage.lesson).await;
        let book = Book::begin(world, stage.lesson, &stage.chen.seat.welcome.me).await;
        for _ in 0..CHAPTERS {
            book.write_a_chapter(world).await;
            let last = |body: &Body| match body {
                Body::AnnouncementPosted(posted) => posted.text.ends_with("完").then_some(()),
                _ => None,
            };
            for person in [&mut stage.chen, &mut stage.xiaoyu, &mut stage.guihua] {
                person.seat.entry("the chapter's last page", last).await;
            }
        }
        book.end().await;
        // So much cannot have been kept for one who does not read.
        let gap = |message: &ServerMessage| matches!(message, ServerMessage::Gap(_)).then_some(());
        slow.next("a gap", gap).await;
        slow.catch_up().await;
        let gaps = slow.heard().filter_map(|message| match message {
            ServerMessage::Gap(gap) => Some((gap.after_seq, gap.to_seq)),
            _ => None,
        });
        let gaps: Vec<(u32, u32)> = gaps.collect();
        let begun_anew = slow.snapshots.iter().skip(1);
        let begun_anew = begun_anew.map(|(had, snapshot)| (*had, snapshot.seq));
        assert_eq!(begun_anew.collect::<Vec<_>>(), gaps, "each gap says what it skips");
        assert_eq!(stage.guihua.seat.snapshots.len(), 1, "who reads is shown every page");
        // Who was away for so long begins anew as well.
        let browser = stage.zihan.browser.clone();
        stage.zihan.seat.come_back(&browser).await;
        assert_eq!(stage.zihan.seat.snapshots.len(), 2);
        let log = Log::read(&stage.chen.browser, stage.lesson).await;
        for seat in [&slow, &stage.guihua.seat, &stage.zihan.seat] {
            log.check(seat);
        }
        assert_eq!(log.count("announcement.posted"), CHAPTERS * PAGES);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_signed_out_is_not_heard_although_he_does_not_read_his_farewell() {
    for_worlds(&[(DatabaseKind::Sqlite, FilesKind::Folder)], async |world| {
        let mut stage = Stage::set(world).await;
        let browser = world.browser("ma.lin").await;
        let mut deaf = Seat::take_on_a_thin_line(&browser, stage.lesson).await;
        let book = Book::begin(world, stage.lesson, &stage.chen.seat.welcome.me).await;
        // As much as fills the line, so that the farewell cannot be written.
        book.write_a_chapter(world).await;
        book.end().await;
        let _ = browser.send(Method::DELETE, "/api/sessions/current", None).await.is(204);
        deaf.say(json!({"type": "raise_hand"})).await;
        // The room hears the teacher after that; it did not hear the one who is gone.
        let told = json!({"type": "post_announcement", "text": "继续"});
        stage.chen.seat.done(told).await;
        let log = Log::read(&stage.chen.browser, stage.lesson).await;
        assert_eq!(log.count("hand.raised"), 0);
    })
    .await;
}

/// A machine of the teacher's that posts faster than any socket may, as from inside the server.
struct Book {
    conn: ConnKey,
    outbox: Arc<Outbox>,
    door: Door,
}

impl Book {
    async fn begin(world: &World, lesson: LessonId, me: &Me) -> Self {
        let live = &world.server().domains.live;
        let door = live.rooms.here(lesson).unwrap();
        let session: SessionId = live.ctx.ids.next();
        let conn = ConnKey(live.ctx.ids.random());
        let outbox = Arc::new(Outbox::new(conn, me.person, session));
        door.gateway.enter(Audience::of(me.role, None), &outbox).unwrap();
        let name = me.name.clone();
        let visitor = Visitor { person: me.person, role: me.role, class: None, name };
        door.home.send(ToHome::Join { conn, visitor, since_seq: None }).await.unwrap();
        Self { conn, outbox, door }
    }

    async fn write_a_chapter(&self, world: &World) {
        for page in 1..=PAGES {
            let end = if page == PAGES { "完" } else { "" };
            let text = format!("{}{end}", "𠀀".repeat(198));
            let client_id: ClientId = world.server().domains.ctx.ids.next();
            let post = json!({"type": "post_announcement", "client_id": client_id, "text": text});
            let text = post.to_string();
            self.door.home.send(ToHome::Text { conn: self.conn, text }).await.unwrap();
            while self.outbox.own.pop_if(|_| true).is_some() {}
        }
    }

    async fn end(self) {
        self.door.gateway.leave(self.conn);
        self.door.home.send(ToHome::Leave { conn: self.conn }).await.unwrap();
    }
}
