//! A teacher's encoder, with a short clip to send.

use xingtan_media::flv::Tag;
use xingtan_media::rtmp::client;
use xingtan_server::demo::clip::Clip;
pub use xingtan_server::demo::encoder::Encoder;

use crate::World;

/// The first seconds of the finished lesson's clip, from its own beginning.
pub fn clip(lasts_ms: u32) -> Vec<Tag> {
    let clip = Clip::finished().expect("the embedded clip is sound");
    clip.round(0).filter(|tag| tag.timestamp_ms < lasts_ms).collect()
}

/// Connects an encoder to a world.
///
/// # Errors
/// The server's own words when it refuses.
pub async fn connect(world: &World, key: &str) -> Result<Encoder, String> {
    match Encoder::connect(world.rtmp(), key).await {
        Ok(encoder) => Ok(encoder),
        Err(error) => match error.downcast_ref::<client::Error>() {
            Some(client::Error::Refused { description, .. }) => Err(description.clone()),
            _ => panic!("the encoder was not answered: {error:#}"),
        },
    }
}
