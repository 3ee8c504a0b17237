//! Whoever sends control messages into a room.

use std::rc::Rc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, ReadHalf, WriteHalf};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::client::{Count, MARK_DIGITS, enter};
use super::frames;
use super::link::{Dialer, Link};
use super::{Kind, Options};

/// Sockets that speak in turn, so that none of them is too fast.
const MOUTHS: u64 = 2;

/// Speaks to a room.
pub struct Speaker {
    kind: Kind,
    mouths: Vec<WriteHalf<Link>>,
    /// Read what comes back and forget it.
    _ears: JoinSet<()>,
    /// Bytes of the text of each message.
    text_bytes: usize,
}

impl Speaker {
    /// Comes in; each message will have so many bytes of text.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn open(options: &Options, text_bytes: usize) -> anyhow::Result<Self> {
        let (dialer, world) = (Dialer::new(&options.url)?, options.world()?);
        let (mut mouths, mut ears) = (Vec::new(), JoinSet::new());
        for number in 0..MOUTHS {
            let link = match options.kind {
                Kind::Nchan => dialer.open(number).await?,
                kind => {
                    let lesson = world.as_ref().map(|world| world.lesson.clone());
                    let cookie = world.as_ref().map(|world| world.teacher.clone());
                    let place = (&*lesson.unwrap_or_default(), cookie);
                    enter(&dialer, number, kind, place).await?.0
                }
            };
            let (ear, mut mouth) = tokio::io::split(link);
            if options.kind == Kind::Socketio {
                mouth.write_all(&frames::text("40")).await?;
            }
            mouths.push(mouth);
            ears.spawn_local(hear(ear));
        }
        Ok(Self { kind: options.kind, mouths, _ears: ears, text_bytes })
    }

    /// Says so many messages at an even pace, beginning after a short wait.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn say(
        &mut self,
        count: &Rc<Count>,
        messages: u64,
        every: Duration,
    ) -> anyhow::Result<()> {
        let began = Instant::now() + Duration::from_millis(100);
        for number in 0..messages {
            sleep_until(began + every * u32::try_from(number).unwrap_or(u32::MAX)).await;
            let bytes = self.message(count.now_us(), number);
            let mouth = usize::try_from(number % MOUTHS).unwrap_or_default();
            if let Some(mouth) = self.mouths.get_mut(mouth) {
                mouth.write_all(&bytes).await?;
                mouth.flush().await?;
            }
        }
        Ok(())
    }

    fn message(&self, now_us: u64, number: u64) -> Vec<u8> {
        let mut text = format!("@t={now_us:0width$} ", width = MARK_DIGITS);
        let pad = self.text_bytes.saturating_sub(text.len());
        text.extend(std::iter::repeat_n('x', pad));
        match self.kind {
            Kind::Xingtan => frames::text(&format!(
                r#"{{"type":"post_announcement","client_id":"{}","text":"{text}"}}"#,
                uuid(number)
            )),
            Kind::Socketio => frames::text(&format!(r#"42["control","{text}"]"#)),
            Kind::Nchan => format!(
                "POST /pub HTTP/1.1\r\nHost: bench\r\nContent-Length: {}\r\n\r\n{text}",
                text.len()
            )
            .into_bytes(),
        }
    }
}

/// An id made of the time and a number.
fn uuid(number: u64) -> String {
    let ms = format!("{:012x}", jiff::Timestamp::now().as_millisecond());
    let (high, low) = ms.split_at(8);
    format!("{high}-{low}-7000-8000-{number:012x}")
}

async fn hear(mut ear: ReadHalf<Link>) {
    let mut space = vec![0; 16 << 10];
    let mut is_first = true;
    while let Ok(length) = ear.read(&mut space).await {
        let heard = String::from_utf8_lossy(space.get(..length).unwrap_or_default());
        if length == 0 {
            return;
        }
        if is_first && (heard.contains(r#""type":"refused""#) || heard.contains("HTTP/1.1 4")) {
            is_first = false;
            eprintln!("the speaker was refused: {heard}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_lawful_uuid_of_version_seven() {
        let id = uuid(1);
        assert_eq!(id.len(), 36);
        assert!(id.ends_with("-7000-8000-000000000001"), "{id}");
    }
}
