//! Pictures as pages, each a page of its own.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Seek};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Rgb, RgbImage};

use super::converted::{Page, TextLayer};
use super::limits::{
    IMAGE_BYTES_MAX, IMAGE_SIDE_MAX, LOOSE_BYTES_MAX, LOOSE_PIXELS_MAX, LOOSE_SIDE_MAX,
    PAGE_ASPECT_MAX, PAGE_UNITS, WIDTHS,
};
use super::pictures;
use super::problem::ConvertProblem;

/// Makes a page of a picture. What is wrong with the picture is said on the page.
///
/// # Errors
/// When the page's files cannot be written.
pub fn page(path: &Path, format: ImageFormat, to: (PathBuf, u32)) -> anyhow::Result<Page> {
    let (folder, number) = to;
    let mut page = Page {
        page: number,
        slide: number,
        label: number.to_string(),
        width: PAGE_UNITS,
        height: PAGE_UNITS * 9 / 16,
        ..Page::default()
    };
    match decoded_file(path, format) {
        Ok(picture) => {
            page.height = height(picture.width(), picture.height());
            pictures::write(&picture, &folder, number)?;
            let text = serde_json::to_vec(&TextLayer::default())?;
            std::fs::write(folder.join(format!("{number}.json")), text).context("a text layer")?;
        }
        Err(ConvertProblem::Failed(error)) => return Err(error),
        Err(problem) => page.problem = problem.code().map(str::to_owned),
    }
    Ok(page)
}

/// A page's height in units of which it is 16,000 wide.
pub fn height(wide: u32, high: u32) -> u32 {
    let units = u64::from(high) * u64::from(PAGE_UNITS) / u64::from(wide.max(1));
    u32::try_from(units).unwrap_or(u32::MAX).max(1)
}

/// A picture that is drawn anew: only what is seen is in it, no place, no device, no other file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrawn {
    /// WebP.
    pub webp: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// Draws a JPEG, PNG or WebP anew, at most as wide as the widest page.
///
/// # Errors
/// When it is no such picture, is broken or too large.
pub fn redrawn(bytes: &[u8]) -> Result<Redrawn, ConvertProblem> {
    let format = match bytes {
        [0x89, b'P', b'N', b'G', ..] => ImageFormat::Png,
        [0xff, 0xd8, 0xff, ..] => ImageFormat::Jpeg,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ImageFormat::WebP,
        _ => return Err(ConvertProblem::Unsupported),
    };
    let (wide, high) =
        ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(problem)?;
    if u64::from(wide) * u64::from(high) > LOOSE_PIXELS_MAX {
        return Err(ConvertProblem::TooLarge);
    }
    let mut picture = decoded(Cursor::new(bytes), format, (LOOSE_SIDE_MAX, LOOSE_BYTES_MAX))?;
    let (widest, bytes_max) = WIDTHS.last().copied().unwrap_or((1_600, 400 << 10));
    if picture.width() > widest {
        picture = picture.thumbnail(widest, u32::MAX);
    }
    let webp = pictures::encode(&picture, bytes_max)?;
    Ok(Redrawn { webp, width: picture.width(), height: picture.height() })
}

fn decoded_file(path: &Path, format: ImageFormat) -> Result<DynamicImage, ConvertProblem> {
    let reader = BufReader::new(File::open(path)?);
    decoded(reader, format, (IMAGE_SIDE_MAX, IMAGE_BYTES_MAX))
}

fn decoded(
    reader: impl BufRead + Seek,
    format: ImageFormat,
    (side_max, bytes_max): (u32, u64),
) -> Result<DynamicImage, ConvertProblem> {
    let mut reader = ImageReader::with_format(reader, format);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(side_max);
    limits.max_image_height = Some(side_max);
    limits.max_alloc = Some(bytes_max);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(problem)?;
    // One whose orientation cannot be read lies as it lies.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(problem)?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    let (wide, high) = (f64::from(picture.width()), f64::from(picture.height()));
    if wide < 1.0 || high < 1.0 {
        return Err(ConvertProblem::broken("a picture without a side"));
    }
    if high / wide > PAGE_ASPECT_MAX {
        return Err(ConvertProblem::TooLarge);
    }
    // What is larger than the largest picture is made small at once.
    if let Some((widest, _)) = WIDTHS.last()
        && picture.width() > 2 * widest
    {
        let high = height(picture.width(), picture.height()) * widest / PAGE_UNITS;
        picture = picture.thumbnail_exact(2 * widest, (2 * high).max(1));
    }
    Ok(on_white(picture).into())
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let clear = picture.into_rgba8();
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [red, green, blue, alpha] = clear.get_pixel(x, y).0;
        let over = |part: u8| {
            let (part, alpha) = (u32::from(part), u32::from(alpha));
            u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

fn problem(error: image::ImageError) -> ConvertProblem {
    match error {
        image::ImageError::Limits(_) => ConvertProblem::TooLarge,
        image::ImageError::Unsupported(_) => ConvertProblem::Unsupported,
        error => ConvertProblem::broken(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgba8(width, height).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_loose_picture_is_drawn_anew() {
        let mut hidden = png(2_000, 1_000);
        hidden.extend(b"<script>alert(1)</script>");
        let drawn = redrawn(&hidden).unwrap();
        assert_eq!((drawn.width, drawn.height), (1_600, 800));
        assert_eq!(&drawn.webp[8..12], b"WEBP");
        let has_script = drawn.webp.windows(7).any(|part| part == b"<script");
        assert!(!has_script, "what hid behind the picture is gone");
    }

    #[test]
    fn what_is_no_picture_says_so() {
        assert!(matches!(redrawn(b"<svg/>"), Err(ConvertProblem::Unsupported)));
        assert!(matches!(redrawn(&png(9, 9)[..40]), Err(ConvertProblem::Broken(_))));
        assert!(matches!(redrawn(&png(12_001, 1)), Err(ConvertProblem::TooLarge)));
        assert!(matches!(redrawn(&png(4_001, 4_000)), Err(ConvertProblem::TooLarge)));
    }
}
