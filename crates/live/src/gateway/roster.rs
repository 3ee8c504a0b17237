//! Whoever leaves a lesson's roster leaves its room: a membership that ended, a teacher who was
//! replaced. Their sign-in goes on; only this room is closed to them.

use std::collections::HashSet;

use tokio::time::{MissedTickBehavior, interval};
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_identity::access::AccessError;
use xingtan_platform::db::{self, Tx};
use xingtan_teaching::access::attend_access;
use xingtan_teaching::lessons::roster;

use super::frames;
use crate::limits::ROSTER_EVERY;
use crate::state::Live;

/// Looks now and then whether those in the rooms still belong there, until the server stops.
pub(super) async fn watch(live: Live) {
    let stopping = live.ctx.tasks.stopping();
    let mut ticks = interval(ROSTER_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = ticks.tick() => {}
        }
        let mut rooms: Vec<(LessonId, HashSet<PersonId>)> = Vec::new();
        live.rooms.each_gateway(|lesson, room| rooms.push((lesson, room.people())));
        for (lesson, people) in rooms.into_iter().filter(|(_, people)| !people.is_empty()) {
            match gone(&live, lesson, people).await {
                Ok(gone) => end(&live, lesson, &gone),
                // Nobody is sent away because the database is.
                Err(error) => tracing::debug!(%lesson, %error, "A roster was not looked at."),
            }
        }
    }
}

/// Those among some people who may not attend a lesson any more.
async fn gone(
    live: &Live,
    lesson: LessonId,
    people: HashSet<PersonId>,
) -> Result<Vec<PersonId>, db::Error> {
    let now = live.ctx.clock.now();
    live.ctx
        .db
        .read("gateway.roster", async move |tx: &Tx| {
            let on_roster: HashSet<PersonId> =
                roster(tx, lesson, now).await?.into_iter().map(|person| person.person).collect();
            let mut gone = Vec::new();
            // Administrators attend without being on it.
            for person in people.difference(&on_roster) {
                match attend_access(tx, *person, lesson, now).await {
                    Ok(_) => {}
                    Err(AccessError::Denied | AccessError::NotFound) => gone.push(*person),
                    Err(AccessError::Database(error)) => return Err(error),
                }
            }
            Ok(gone)
        })
        .await
}

fn end(live: &Live, lesson: LessonId, gone: &[PersonId]) {
    let Some(door) = live.rooms.here(lesson) else { return };
    let bye = frames::bye("access.ended", false);
    for person in gone {
        tracing::info!(%lesson, %person, "A person left the roster, and so the room.");
        door.gateway.end_person(*person, &bye);
    }
}
