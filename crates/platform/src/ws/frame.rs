//! Outgoing frames, built once and shared by every receiver.

use bytes::{BufMut, Bytes, BytesMut};

/// Close codes we send (RFC 6455 section 7.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseCode {
    /// Done.
    Normal,
    /// The server stops or moves.
    GoingAway,
    /// The client broke the protocol.
    ProtocolError,
    /// A text that is not UTF-8.
    InvalidText,
    /// The client may not be here (any more).
    Policy,
    /// A message longer than agreed.
    TooBig,
}

impl CloseCode {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::Normal => 1000,
            Self::GoingAway => 1001,
            Self::ProtocolError => 1002,
            Self::InvalidText => 1007,
            Self::Policy => 1008,
            Self::TooBig => 1009,
        }
    }
}

const TEXT: u8 = 0x1;
const BINARY: u8 = 0x2;
const CLOSE: u8 = 0x8;
const PING: u8 = 0x9;
const PONG: u8 = 0xA;

/// A whole text message in one frame.
pub fn text(payload: &str) -> Bytes {
    frame(TEXT, payload.as_bytes())
}

/// A whole binary message in one frame.
pub fn binary(payload: &[u8]) -> Bytes {
    frame(BINARY, payload)
}

/// A ping; `payload` is cut to the 125 bytes a control frame may carry.
pub fn ping(payload: &[u8]) -> Bytes {
    frame(PING, control(payload))
}

/// The answer to a ping.
pub fn pong(payload: &[u8]) -> Bytes {
    frame(PONG, control(payload))
}

/// A close with its code and no words: reasons travel in a message before it.
pub fn close(code: CloseCode) -> Bytes {
    frame(CLOSE, &code.number().to_be_bytes())
}

fn control(payload: &[u8]) -> &[u8] {
    payload.get(..125).unwrap_or(payload)
}

fn frame(opcode: u8, payload: &[u8]) -> Bytes {
    let mut out = BytesMut::with_capacity(payload.len() + 10);
    out.put_u8(0x80 | opcode);
    let length = payload.len();
    if let Ok(short) = u8::try_from(length)
        && short < 126
    {
        out.put_u8(short);
    } else if let Ok(medium) = u16::try_from(length) {
        out.put_u8(126);
        out.put_u16(medium);
    } else {
        out.put_u8(127);
        out.put_u64(length as u64);
    }
    out.put_slice(payload);
    out.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_the_shortest_form() {
        assert_eq!(&text("hi")[..], b"\x81\x02hi");
        assert_eq!(&binary(&[1, 2])[..], b"\x82\x02\x01\x02");
        assert_eq!(&text(&"x".repeat(126))[..4], b"\x81\x7e\x00\x7e");
        assert_eq!(&text(&"x".repeat(65_536))[..10], b"\x81\x7f\0\0\0\0\0\x01\0\0");
        assert_eq!(&close(CloseCode::Policy)[..], b"\x88\x02\x03\xf0");
        assert_eq!(ping(&[7; 200]).len(), 127);
    }
}
