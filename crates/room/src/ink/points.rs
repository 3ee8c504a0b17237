//! A stroke's points, kept as they travel: steps of steps, then pressures in runs.

use super::fault::Fault;
use super::limits::{COORDINATE_MAX, POINTS_MAX};
use super::reader::{Reader, unzigzag, within};
use super::writer::{Writer, zigzag};

/// A point of a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Units to the right.
    pub x: i32,
    /// Units down.
    pub y: i32,
    /// 0 to 255; 128 is the pressure at which a line is as wide as its style says.
    pub pressure: u8,
}

/// Points that were checked once and stay packed: about two bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points(Box<[u8]>);

impl Points {
    /// Packs points.
    ///
    /// # Errors
    /// When there are none or too many, or one is beyond the edge.
    pub fn pack(points: &[Point]) -> Result<Self, Fault> {
        let count = u32::try_from(points.len()).map_err(|_| Fault::Count)?;
        if !(1..=POINTS_MAX).contains(&count) {
            return Err(Fault::Count);
        }
        let mut writer = Writer::default();
        writer.number(count);
        let (mut last, mut step) = ((0_i64, 0_i64), (0_i64, 0_i64));
        for (n, point) in points.iter().enumerate() {
            let x = i64::from(within(i64::from(point.x), COORDINATE_MAX)?);
            let y = i64::from(within(i64::from(point.y), COORDINATE_MAX)?);
            let taken = (x - last.0, y - last.1);
            writer.signed(taken.0 - step.0);
            writer.signed(taken.1 - step.1);
            // The first point is no step.
            step = if n == 0 { step } else { taken };
            last = (x, y);
        }
        let mut pressure = 128;
        for run in points.chunk_by(|a, b| a.pressure == b.pressure) {
            let Some(first) = run.first() else { continue };
            let length = u32::try_from(run.len()).map_err(|_| Fault::Count)?;
            let change = zigzag(i64::from(first.pressure) - pressure);
            writer.number(4 * change + length.min(4) - 1);
            if let Some(more) = length.checked_sub(4) {
                writer.number(more);
            }
            pressure = i64::from(first.pressure);
        }
        Ok(Self(writer.bytes.into()))
    }

    /// The points one by one.
    pub fn unpack(&self) -> Vec<Point> {
        let mut points = Vec::new();
        // They were checked when they were made, so that nothing is lost here.
        let _ = read(&mut Reader::new(&self.0), &mut |point| points.push(point));
        points
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<(Self, u32), Fault> {
        let from = reader.at();
        let count = read(reader, &mut |_| {})?;
        Ok((Self(reader.since(from).into()), count))
    }

    pub(super) const fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Reads and checks; the visitor is told each point when all is known to be lawful.
fn read(reader: &mut Reader<'_>, visit: &mut impl FnMut(Point)) -> Result<u32, Fault> {
    let count = reader.count(1, POINTS_MAX)?;
    let mut places = Vec::with_capacity(count as usize);
    let (mut x, mut y) = (0_i64, 0_i64);
    let mut step = (0_i64, 0_i64);
    for n in 0..count {
        let taken = (step.0 + reader.signed()?, step.1 + reader.signed()?);
        (x, y) = (x + taken.0, y + taken.1);
        places.push((within(x, COORDINATE_MAX)?, within(y, COORDINATE_MAX)?));
        step = if n == 0 { step } else { taken };
    }
    let mut places = places.into_iter();
    let (mut pressure, mut done) = (128_i64, 0_u32);
    while done < count {
        let word = reader.number()?;
        let change = unzigzag(word / 4);
        let run = if word % 4 < 3 { word % 4 + 1 } else { reader.number()?.saturating_add(4) };
        pressure += change;
        let is_lawful = run <= count - done && (change != 0 || done == 0);
        let told = u8::try_from(pressure).ok().filter(|_| is_lawful).ok_or(Fault::Pressure)?;
        for (x, y) in places.by_ref().take(run as usize) {
            visit(Point { x, y, pressure: told });
        }
        done += run;
    }
    Ok(count)
}
