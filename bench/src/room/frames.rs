//! WebSocket frames, as a client reads and writes them.

/// A whole text.
pub const TEXT: u8 = 0x1;
/// The server's question whether we live.
pub const PING: u8 = 0x9;
const PONG: u8 = 0xA;

/// Cuts what a server sends into frames; unmasked, unfragmented ones, as all of ours send.
#[derive(Debug, Default)]
pub struct Frames {
    rest: Vec<u8>,
}

impl Frames {
    /// Takes bytes and gives the whole frames in them.
    pub fn feed(&mut self, bytes: &[u8], mut seen: impl FnMut(u8, &[u8])) {
        if self.rest.is_empty() {
            let used = cut(bytes, &mut seen);
            self.rest.extend_from_slice(bytes.get(used..).unwrap_or_default());
            return;
        }
        self.rest.extend_from_slice(bytes);
        let used = cut(&self.rest, &mut seen);
        self.rest.drain(..used);
        if self.rest.is_empty() {
            self.rest = Vec::new();
        }
    }
}

/// Answers how many bytes were used.
fn cut(bytes: &[u8], seen: &mut impl FnMut(u8, &[u8])) -> usize {
    let mut at = 0;
    while let Some((opcode, head, length)) = bytes.get(at..).and_then(head) {
        let Some(payload) = bytes.get(at + head..at + head + length) else { break };
        seen(opcode, payload);
        at += head + length;
    }
    at
}

/// The opcode, the length of the head and that of the payload.
fn head(bytes: &[u8]) -> Option<(u8, usize, usize)> {
    let (opcode, short) = (bytes.first()? & 0x0F, bytes.get(1)? & 0x7F);
    Some(match short {
        126 => (opcode, 4, usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?))),
        127 => {
            let length = u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?);
            (opcode, 10, usize::try_from(length).ok()?)
        }
        length => (opcode, 2, usize::from(length)),
    })
}

/// A client's text, masked with zeros, which is as lawful as any mask.
pub fn text(text: &str) -> Vec<u8> {
    masked(TEXT, text.as_bytes())
}

/// The answer to a ping.
pub fn pong(payload: &[u8]) -> Vec<u8> {
    masked(PONG, payload)
}

fn masked(opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = server_frame(opcode, payload);
    if let Some(length) = bytes.get_mut(1) {
        *length |= 0x80;
    }
    let head = bytes.len() - payload.len();
    bytes.splice(head..head, [0; 4]);
    bytes
}

/// A server's frame.
pub fn server_frame(opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x80 | opcode];
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(short), _) if short < 126 => bytes.push(short),
        (_, Ok(medium)) => {
            bytes.push(126);
            bytes.extend(medium.to_be_bytes());
        }
        _ => {
            bytes.push(127);
            bytes.extend((payload.len() as u64).to_be_bytes());
        }
    }
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_found_wherever_the_reads_cut_them() {
        let sizes = [0, 1, 125, 126, 300, 70_000];
        let payloads = sizes.map(|size| vec![b'x'; size]);
        let sent: Vec<u8> = payloads.iter().flat_map(|part| server_frame(TEXT, part)).collect();
        for size in [1, 7, 4_096, 1 << 20] {
            let (mut frames, mut lengths) = (Frames::default(), Vec::new());
            for part in sent.chunks(size) {
                frames.feed(part, |opcode, payload| {
                    assert_eq!(opcode, TEXT);
                    lengths.push(payload.len());
                });
            }
            assert_eq!(lengths, sizes, "in reads of {size}");
            assert!(frames.rest.is_empty());
        }
    }

    #[test]
    fn a_client_masks() {
        assert_eq!(text("hi"), b"\x81\x82\0\0\0\0hi");
        assert_eq!(text(&"x".repeat(200))[..8], [0x81, 0xFE, 0, 200, 0, 0, 0, 0]);
    }
}
