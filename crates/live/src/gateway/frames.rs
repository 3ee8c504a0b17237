//! A room's messages as frames.

use bytes::Bytes;
use xingtan_base::ids::ClientId;
use xingtan_platform::ws::frame;
use xingtan_room::message::{Bye, Refused, ServerMessage};

/// A message, framed.
pub fn text(message: &ServerMessage) -> Bytes {
    match serde_json::to_string(message) {
        Ok(json) => frame::text(&json),
        Err(error) => {
            // Every message is plain data with text keys; should one not be, the room goes on.
            tracing::error!(%error, "A room message could not be written.");
            Bytes::new()
        }
    }
}

/// A refusal.
pub fn refused(
    client_id: Option<ClientId>,
    code: &str,
    detail: &str,
    retry_after_ms: Option<u32>,
) -> Bytes {
    text(&ServerMessage::Refused(Refused {
        client_id,
        code: code.to_owned(),
        detail: Some(detail.to_owned()),
        retry_after_ms,
    }))
}

/// A farewell.
pub fn bye(code: &str, reconnect: bool) -> Bytes {
    text(&ServerMessage::Bye(Bye { code: code.to_owned(), reconnect }))
}

/// The client's own name of a message that could not be taken, if it can be found.
pub fn client_id(text: &str) -> Option<ClientId> {
    #[derive(serde::Deserialize)]
    struct Named {
        client_id: Option<ClientId>,
    }
    serde_json::from_str::<Named>(text).ok()?.client_id
}
