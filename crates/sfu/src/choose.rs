//! Which layer of each picture fits through a peer's line.

use crate::limits::SOUND_BPS;

/// A better layer must fit with this much to spare, or it would be left again at once.
const SPARE_PERCENT: u64 = 125;
/// What a layer is taken to need over what was measured.
const ROOM_PERCENT: u64 = 105;

/// A line that carries a picture.
#[derive(Debug, Clone)]
pub struct View {
    /// Bits a second of each layer that is there, by its place.
    pub layers: Vec<(usize, u64)>,
    /// The layer that is wanted now.
    pub now: usize,
    /// The most bits a second that the peer wants.
    pub bps_max: Option<u64>,
}

/// What each line shall carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The layer of each line; nothing where no layer is there.
    pub layers: Vec<Option<usize>>,
    /// What all of it would be at its best, in bits a second.
    pub best_bps: u64,
}

/// Chooses for each line, the first one first, the best layer that fits. Each keeps at least its
/// smallest: a picture that comes late is better than none.
pub fn choose(estimate_bps: u64, sounds: usize, lines: &[View]) -> Choice {
    let sound_bps = SOUND_BPS * u64::try_from(sounds).unwrap_or(0);
    let mut left = estimate_bps.saturating_sub(sound_bps);
    let mut best_bps = sound_bps;
    let mut layers = Vec::with_capacity(lines.len());
    // What the smallest layers of the lines that come after must have.
    let floors: Vec<u64> = lines.iter().map(|line| smallest(line).map_or(0, |l| l.1)).collect();
    for (at, line) in lines.iter().enumerate() {
        let reserved: u64 = floors.iter().skip(at + 1).sum();
        let room = left.saturating_sub(reserved);
        let wanted = |bps: u64| line.bps_max.is_none_or(|max| bps <= max);
        let mut fitting: Option<(usize, u64)> = None;
        for &(layer, bps) in &line.layers {
            let percent = if layer == line.now { ROOM_PERCENT } else { SPARE_PERCENT };
            let fits = wanted(bps) && bps * percent / 100 <= room;
            if fits && fitting.is_none_or(|(_, best)| bps > best) {
                fitting = Some((layer, bps));
            }
        }
        let chosen = fitting.or_else(|| smallest(line));
        left = left.saturating_sub(chosen.map_or(0, |(_, bps)| bps));
        let best = line.layers.iter().map(|(_, bps)| *bps).filter(|bps| wanted(*bps)).max();
        best_bps += best.or(chosen.map(|(_, bps)| bps)).unwrap_or(0);
        layers.push(chosen.map(|(layer, _)| layer));
    }
    Choice { layers, best_bps }
}

fn smallest(line: &View) -> Option<(usize, u64)> {
    line.layers.iter().copied().min_by_key(|(_, bps)| *bps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(now: usize) -> View {
        View { layers: vec![(0, 2_000_000), (1, 500_000), (2, 150_000)], now, bps_max: None }
    }

    #[test]
    fn the_best_layer_that_fits_is_taken_and_kept() {
        let one = |bps, now| choose(bps, 1, &[line(now)]).layers[0];
        assert_eq!(one(5_000_000, 2), Some(0));
        assert_eq!(one(2_200_000, 1), Some(1), "it must fit with something to spare");
        assert_eq!(one(2_200_000, 0), Some(0), "but is kept where it just fits");
        assert_eq!(one(2_000_000, 0), Some(1));
        assert_eq!(one(100_000, 2), Some(2), "the smallest, come what may");
        assert_eq!(one(0, 0), Some(2));
    }

    #[test]
    fn what_the_peer_does_not_want_is_not_sent() {
        let small = View { bps_max: Some(600_000), ..line(0) };
        let choice = choose(9_000_000, 0, &[small]);
        assert_eq!(choice, Choice { layers: vec![Some(1)], best_bps: 500_000 });
    }

    #[test]
    fn the_first_picture_leaves_the_smallest_of_the_others() {
        let choice = choose(2_300_000, 2, &[line(0), line(2)]);
        assert_eq!(choice.layers, [Some(1), Some(1)]);
        let choice = choose(2_500_000, 2, &[line(0), line(2)]);
        assert_eq!(choice.layers, [Some(0), Some(2)]);
        let none = View { layers: Vec::new(), now: 0, bps_max: None };
        assert_eq!(choose(9_000_000, 0, &[none]).layers, [None]);
    }
}
