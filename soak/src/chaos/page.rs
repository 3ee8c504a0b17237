//! The result as a table.

use super::judge::Recorded;
use super::{Round, Scene};

/// The text of the result's page.
pub fn show(scene: &Scene, rounds: &[Round], recorded: &[Recorded], faults: &[String]) -> String {
    let mut lines = vec![
        format!("\n## {}\n", scene.place.database()),
        format!(
            "A teacher, {} learners who answer quizzes all the time and an encoder; \
             the demonstration's lesson goes on beside them.",
            scene.people.len() - 1
        ),
        "Each round the server is killed (SIGKILL) and started on the same data; nobody is told."
            .to_owned(),
        "`answers` were acknowledged in the round.\n\
         `restart` is from the kill until the server listens, `back` from then until everyone is \
         welcomed and the encoder publishes.\n\
         `late` is what the recording lacks of the beginning of what the encoder sent, `missing` \
         what it lacks of the end.\n"
            .to_owned(),
        "| round | lived ms | answers | restart ms | back ms | sent ms | late ms | missing ms |"
            .to_owned(),
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |".to_owned(),
    ];
    for (number, (round, run)) in rounds.iter().zip(recorded).enumerate() {
        lines.push(format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            number + 1,
            round.lived_ms,
            round.answers,
            round.restart_ms,
            round.back_ms,
            run.sent_ms,
            run.late_ms,
            run.missing_ms
        ));
    }
    let acknowledged = scene.acknowledged();
    let snapshots: u32 = scene.people.iter().map(|person| person.snapshots.get()).sum();
    let first = u32::try_from(scene.people.len()).unwrap_or(u32::MAX);
    lines.push(format!(
        "\n{acknowledged} messages were acknowledged, and every entry's number follows the one \
         before.\n{} times somebody got a snapshot instead of the entries missed.",
        snapshots.saturating_sub(first)
    ));
    let short = recorded.iter().filter(|run| !run.is_kept()).count();
    if !faults.is_empty() {
        lines.push(format!("Result: BROKEN. {}.", faults.join("; ")));
    } else {
        lines.push("Result for answers and entries: every promise was kept.".to_owned());
    }
    if short > 0 {
        lines.push(format!("Result for the recording: BROKEN in {short} runs."));
    } else {
        lines.push("Result for the recording: at most a second is missing.".to_owned());
    }
    lines.join("\n") + "\n"
}
