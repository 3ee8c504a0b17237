//! Incoming frames: strict, bounded, and holding no memory while nothing is half read.

use bytes::{Buf, Bytes, BytesMut};

use super::frame::CloseCode;

/// One message or control frame from a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A whole text message.
    Text(String),
    /// A whole binary message.
    Binary(Bytes),
    /// A ping to answer with the same bytes.
    Ping(Bytes),
    /// An answer to our ping.
    Pong(Bytes),
    /// The client closes, perhaps with a code.
    Close(Option<u16>),
}

/// Why a connection must be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// A reserved bit, an unknown opcode, an unmasked frame, or frames out of order.
    #[error("the client broke the socket protocol: {0}")]
    Protocol(&'static str),
    /// A message longer than this reader allows.
    #[error("a message is too long")]
    TooBig,
    /// A text message is not UTF-8.
    #[error("a text message is not UTF-8")]
    InvalidText,
}

impl Violation {
    /// The code to close with.
    pub const fn close_code(self) -> CloseCode {
        match self {
            Self::Protocol(_) => CloseCode::ProtocolError,
            Self::TooBig => CloseCode::TooBig,
            Self::InvalidText => CloseCode::InvalidText,
        }
    }
}

/// Reads a client's frames from its bytes. Feed, then take messages until `None`.
#[derive(Debug)]
pub struct Reader {
    message_bytes_max: usize,
    buffer: BytesMut,
    partial: Option<Partial>,
}

/// A fragmented message, so far.
#[derive(Debug)]
struct Partial {
    is_text: bool,
    payload: BytesMut,
}

/// The head of a frame, parsed.
struct Head {
    fin: bool,
    opcode: u8,
    mask: [u8; 4],
    head_len: usize,
    payload_len: usize,
}

impl Reader {
    /// A reader that refuses messages above so many bytes.
    pub fn new(message_bytes_max: usize) -> Self {
        Self { message_bytes_max, buffer: BytesMut::new(), partial: None }
    }

    /// Takes bytes from the connection.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The next whole message, or `None` until more bytes are fed.
    ///
    /// # Errors
    /// The connection is beyond repair and must be closed with the violation's code.
    pub fn take(&mut self) -> Result<Option<Message>, Violation> {
        loop {
            let Some(head) = self.head()? else { return Ok(None) };
            if self.buffer.len() < head.head_len + head.payload_len {
                return Ok(None);
            }
            self.buffer.advance(head.head_len);
            let mut payload = self.buffer.split_to(head.payload_len);
            unmask(&mut payload, head.mask);
            if self.buffer.is_empty() {
                self.buffer = BytesMut::new();
            }
            if let Some(message) = self.accept(&head, payload)? {
                return Ok(Some(message));
            }
        }
    }

    fn head(&self) -> Result<Option<Head>, Violation> {
        let [first, second, rest @ ..] = self.buffer.as_ref() else { return Ok(None) };
        if first & 0x70 != 0 {
            return Err(Violation::Protocol("a reserved bit is set"));
        }
        if second & 0x80 == 0 {
            return Err(Violation::Protocol("a client's frame is not masked"));
        }
        let (fin, opcode) = (first & 0x80 != 0, first & 0x0f);
        let (length, extra) = match second & 0x7f {
            126 => match rest {
                [a, b, ..] => (u64::from(u16::from_be_bytes([*a, *b])), 2),
                _ => return Ok(None),
            },
            127 => match rest.first_chunk::<8>() {
                Some(bytes) => (u64::from_be_bytes(*bytes), 8),
                None => return Ok(None),
            },
            short => (u64::from(short), 0),
        };
        let (shortest, longest) = match extra {
            2 => (126, u64::from(u16::MAX)),
            8 => (u64::from(u16::MAX) + 1, u64::MAX >> 1),
            _ => (0, 125),
        };
        if length < shortest || length > longest {
            return Err(Violation::Protocol("a length is not in its shortest form"));
        }
        if opcode >= 0x8 && (!fin || length > 125) {
            return Err(Violation::Protocol("a control frame is fragmented or too long"));
        }
        let payload_len = usize::try_from(length).map_err(|_| Violation::TooBig)?;
        let held = self.partial.as_ref().map_or(0, |partial| partial.payload.len());
        if payload_len.saturating_add(held) > self.message_bytes_max.max(125) {
            return Err(Violation::TooBig);
        }
        let Some(mask) = rest.get(extra..).and_then(|rest| rest.first_chunk::<4>()) else {
            return Ok(None);
        };
        Ok(Some(Head { fin, opcode, mask: *mask, head_len: 2 + extra + 4, payload_len }))
    }

    fn accept(&mut self, head: &Head, payload: BytesMut) -> Result<Option<Message>, Violation> {
        match head.opcode {
            0x0 => {
                let Some(mut partial) = self.partial.take() else {
                    return Err(Violation::Protocol("a continuation of nothing"));
                };
                partial.payload.extend_from_slice(&payload);
                if head.fin {
                    return whole(partial.is_text, partial.payload).map(Some);
                }
                self.partial = Some(partial);
                Ok(None)
            }
            0x1 | 0x2 if self.partial.is_some() => {
                Err(Violation::Protocol("a new message inside a fragmented one"))
            }
            0x1 | 0x2 if head.fin => whole(head.opcode == 0x1, payload).map(Some),
            0x1 | 0x2 => {
                self.partial = Some(Partial { is_text: head.opcode == 0x1, payload });
                Ok(None)
            }
            0x8 => close_code(&payload).map(|code| Some(Message::Close(code))),
            0x9 => Ok(Some(Message::Ping(payload.freeze()))),
            0xA => Ok(Some(Message::Pong(payload.freeze()))),
            _ => Err(Violation::Protocol("an unknown opcode")),
        }
    }
}

fn whole(is_text: bool, payload: BytesMut) -> Result<Message, Violation> {
    if !is_text {
        return Ok(Message::Binary(payload.freeze()));
    }
    String::from_utf8(payload.into()).map(Message::Text).map_err(|_| Violation::InvalidText)
}

fn close_code(payload: &[u8]) -> Result<Option<u16>, Violation> {
    match payload {
        [] => Ok(None),
        [_] => Err(Violation::Protocol("a close code of one byte")),
        [a, b, reason @ ..] => {
            let code = u16::from_be_bytes([*a, *b]);
            let is_known = matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999);
            if !is_known {
                return Err(Violation::Protocol("a close code that may not be sent"));
            }
            std::str::from_utf8(reason).map_err(|_| Violation::InvalidText)?;
            Ok(Some(code))
        }
    }
}

fn unmask(payload: &mut [u8], mask: [u8; 4]) {
    for chunk in payload.chunks_mut(4) {
        for (byte, key) in chunk.iter_mut().zip(mask) {
            *byte ^= key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn client_frame(first: u8, payload: &[u8]) -> Vec<u8> {
        let mask = [1, 2, 3, 4];
        let mut out = vec![first];
        match payload.len() {
            0..126 => out.push(0x80 | payload.len() as u8),
            126..65_536 => {
                out.push(0xfe);
                out.extend((payload.len() as u16).to_be_bytes());
            }
            _ => {
                out.push(0xff);
                out.extend((payload.len() as u64).to_be_bytes());
            }
        }
        out.extend(mask);
        out.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, key)| byte ^ key));
        out
    }

    fn read_all(reader: &mut Reader, bytes: &[u8]) -> Result<Vec<Message>, Violation> {
        reader.feed(bytes);
        let mut messages = Vec::new();
        while let Some(message) = reader.take()? {
            messages.push(message);
        }
        Ok(messages)
    }

    fn check_refused(bytes: &[u8], expected: Violation) {
        assert_eq!(read_all(&mut Reader::new(1000), bytes), Err(expected));
    }

    #[test]
    fn a_ping_may_stand_inside_a_fragmented_message() {
        let mut bytes = client_frame(0x01, "杏".as_bytes());
        bytes.extend(client_frame(0x89, b"x"));
        bytes.extend(client_frame(0x80, "坛".as_bytes()));
        let messages = read_all(&mut Reader::new(1000), &bytes).unwrap();
        let ping = Message::Ping(Bytes::from_static(b"x"));
        assert_eq!(messages, [ping, Message::Text("杏坛".to_owned())]);
    }

    #[test]
    fn every_breach_is_refused() {
        let unmasked = Violation::Protocol("a client's frame is not masked");
        check_refused(b"\x81\x02hi", unmasked);
        check_refused(&client_frame(0xC1, b"x"), Violation::Protocol("a reserved bit is set"));
        check_refused(&client_frame(0x83, b"x"), Violation::Protocol("an unknown opcode"));
        check_refused(&client_frame(0x80, b"x"), Violation::Protocol("a continuation of nothing"));
        check_refused(&client_frame(0x82, &[0; 1001]), Violation::TooBig);
        check_refused(&client_frame(0x81, b"\xff"), Violation::InvalidText);
        let code = client_frame(0x88, &1005_u16.to_be_bytes());
        check_refused(&code, Violation::Protocol("a close code that may not be sent"));
        let long = [0x81, 0xfe, 0x00, 0x05, 0, 0, 0, 0];
        check_refused(&long, Violation::Protocol("a length is not in its shortest form"));
    }

    #[test]
    fn an_idle_reader_holds_no_memory() {
        let mut reader = Reader::new(10_000);
        read_all(&mut reader, &client_frame(0x82, &[7; 5000])).unwrap();
        assert_eq!(reader.buffer.capacity(), 0);
    }

    proptest! {
        #[test]
        fn any_cutting_of_the_bytes_gives_the_same_messages(
            texts in prop::collection::vec(".{0,200}", 1..5),
            cut in 1_usize..50,
        ) {
            let bytes: Vec<u8> =
                texts.iter().flat_map(|text| client_frame(0x81, text.as_bytes())).collect();
            let mut reader = Reader::new(10_000);
            let mut messages = Vec::new();
            for piece in bytes.chunks(cut) {
                messages.extend(read_all(&mut reader, piece).unwrap());
            }
            let expected: Vec<_> = texts.into_iter().map(Message::Text).collect();
            prop_assert_eq!(messages, expected);
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_all(&mut Reader::new(100), &bytes);
        }
    }
}
