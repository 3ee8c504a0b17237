//! Documents that tests make themselves.

pub mod pdf;
pub mod pptx;

use image::{ImageFormat, RgbImage};

/// A picture as PNG: red on the left, blue on the right.
pub fn png(wide: u32, high: u32) -> Vec<u8> {
    encoded(wide, high, ImageFormat::Png)
}

/// The same as JPEG.
pub fn jpeg(wide: u32, high: u32) -> Vec<u8> {
    encoded(wide, high, ImageFormat::Jpeg)
}

fn encoded(wide: u32, high: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(wide, high, |x, _| {
        image::Rgb(if x < wide / 2 { [220, 30, 30] } else { [30, 30, 220] })
    });
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("a picture encodes");
    out.into_inner()
}
