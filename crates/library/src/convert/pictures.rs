//! A page's picture in its widths, as WebP.

use std::fs;
use std::path::Path;

use anyhow::anyhow;
use image::DynamicImage;
use image::imageops::FilterType;
use webp::{Encoder, WebPConfig};

use super::limits::{QUALITIES, WIDTHS};

/// How hard the encoder tries: 0 is quick, 6 is small.
const EFFORT: i32 = 4;

/// Writes a page's pictures as `{page}-{width}.webp`.
///
/// # Errors
/// When one cannot be written.
pub fn write(picture: &DynamicImage, folder: &Path, page: u32) -> anyhow::Result<()> {
    for (width, bytes_max) in WIDTHS {
        let height = height_for(picture, width);
        let resized;
        let shown = if (picture.width(), picture.height()) == (width, height) {
            picture
        } else {
            resized = picture.resize_exact(width, height, FilterType::CatmullRom);
            &resized
        };
        fs::write(folder.join(format!("{page}-{width}.webp")), encode(shown, bytes_max)?)?;
    }
    Ok(())
}

fn height_for(picture: &DynamicImage, width: u32) -> u32 {
    let high = u64::from(picture.height()) * u64::from(width);
    let across = u64::from(picture.width().max(1));
    u32::try_from((high + across / 2) / across).unwrap_or(u32::MAX).max(1)
}

/// The best quality that fits, or the worst that is tried.
pub(super) fn encode(picture: &DynamicImage, bytes_max: usize) -> anyhow::Result<Vec<u8>> {
    let pixels = picture.as_rgb8().ok_or_else(|| anyhow!("a picture of another kind"))?;
    let encoder = Encoder::from_rgb(pixels.as_raw(), pixels.width(), pixels.height());
    let mut encoded = Vec::new();
    for quality in QUALITIES {
        let mut config = WebPConfig::new().map_err(|()| anyhow!("WebP has no settings"))?;
        config.quality = quality;
        config.method = EFFORT;
        // Coloured letters stay sharp.
        config.use_sharp_yuv = 1;
        let tried = encoder.encode_advanced(&config);
        encoded = tried.map_err(|error| anyhow!("WebP: {error:?}"))?.to_vec();
        if encoded.len() <= bytes_max {
            break;
        }
    }
    Ok(encoded)
}
