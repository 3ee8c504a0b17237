//! Samples, medians and ratios.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What one run of one contestant gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sample {
    /// The row, such as `flv` or `idle`.
    pub row: String,
    /// Who was measured.
    pub contestant: String,
    /// The round, from 1.
    pub round: u32,
    /// Clients connected.
    pub clients: u64,
    /// What one unit of work is.
    pub unit: String,
    /// The figures by name; `cost` is what contestants are compared by, less is better.
    pub figures: BTreeMap<String, f64>,
    /// What a reader must know.
    pub notes: Vec<String>,
}

impl Sample {
    /// A sample without figures yet.
    pub fn new(row: &str, run: &Run, clients: u64, unit: &str) -> Self {
        Self {
            row: row.to_owned(),
            contestant: run.contestant.clone(),
            round: run.round,
            clients,
            unit: unit.to_owned(),
            figures: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a figure.
    pub fn set(&mut self, name: &str, value: f64) {
        // Six digits after the point are more than any of our instruments gives.
        self.figures.insert(name.to_owned(), (value * 1e6).round() / 1e6);
    }

    /// Prints the JSON line to the output and the table to the error stream.
    ///
    /// # Errors
    /// When the sample cannot be written.
    #[expect(clippy::print_stdout, reason = "the line is what the command is for")]
    pub fn print(&self) -> anyhow::Result<()> {
        println!("{}", serde_json::to_string(self)?);
        eprintln!(
            "{} {} round {} ({} clients)",
            self.row, self.contestant, self.round, self.clients
        );
        for (name, value) in &self.figures {
            eprintln!("  {name:<28} {}", number(*value));
        }
        for note in &self.notes {
            eprintln!("  note: {note}");
        }
        Ok(())
    }
}

/// Which run a row's command is part of.
#[derive(Debug, Clone, clap::Args)]
pub struct Run {
    /// Who is measured; only a label.
    #[arg(long, default_value = "server")]
    pub contestant: String,
    /// The round.
    #[arg(long, default_value_t = 1)]
    pub round: u32,
}

/// The middle value, the smallest and the largest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The middle.
    pub median: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
}

impl Spread {
    /// Of some values; `None` of none.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let (least, most) = (*values.first()?, *values.last()?);
        let middle = values.len() / 2;
        let upper = *values.get(middle)?;
        let median = match values.len() % 2 {
            0 => f64::midpoint(*values.get(middle - 1)?, upper),
            _ => upper,
        };
        Some(Self { median, least, most })
    }

    /// As `1.23 (1.10–1.40)`.
    pub fn show(self) -> String {
        format!("{} ({}–{})", number(self.median), number(self.least), number(self.most))
    }
}

/// The value below which a share of all values lies, between 0 and 1; `None` of none.
pub fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let index = (share.clamp(0.0, 1.0) * last as f64).ceil() as usize;
    values.get(index).copied()
}

/// A figure of each of a contestant's rounds.
pub fn figures(samples: &[Sample], contestant: &str, figure: &str) -> BTreeMap<u32, f64> {
    let own = samples.iter().filter(|sample| sample.contestant == contestant);
    own.filter_map(|sample| Some((sample.round, *sample.figures.get(figure)?))).collect()
}

/// How many times as much of a figure `other` needs as `own`, round by round.
pub fn ratios(samples: &[Sample], own: &str, other: &str, figure: &str) -> Option<Spread> {
    let (own, other) = (figures(samples, own, figure), figures(samples, other, figure));
    let both = own.iter().filter_map(|(round, mine)| {
        let theirs = other.get(round)?;
        (*mine > 0.0).then_some(theirs / mine)
    });
    Spread::of(both.collect())
}

/// A number with as many digits as it deserves.
pub fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 || size == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(contestant: &str, round: u32, cost: f64) -> Sample {
        let run = Run { contestant: contestant.to_owned(), round };
        let mut sample = Sample::new("flv", &run, 1, "second");
        sample.set("cost", cost);
        sample
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        // The machine was twice as slow in the second round; the ratio does not see it.
        let samples = [
            sample("a", 1, 1.0),
            sample("b", 1, 3.0),
            sample("a", 2, 2.0),
            sample("b", 2, 6.0),
            sample("a", 3, 1.0),
            sample("b", 3, 5.0),
            sample("a", 4, 1.0),
        ];
        let spread = ratios(&samples, "a", "b", "cost").unwrap();
        assert_eq!(spread, Spread { median: 3.0, least: 3.0, most: 5.0 });
        assert_eq!(ratios(&samples, "a", "nobody", "cost"), None);
    }

    #[test]
    fn the_middle_of_an_even_count_lies_between() {
        assert_eq!(Spread::of(vec![4.0, 1.0, 2.0, 3.0]).unwrap().median, 2.5);
        assert_eq!(Spread::of(Vec::new()), None);
    }

    #[test]
    fn quantiles_reach_both_ends() {
        let mut values = vec![3.0, 1.0, 2.0];
        assert_eq!(quantile(&mut values, 0.0), Some(1.0));
        assert_eq!(quantile(&mut values, 0.99), Some(3.0));
        assert_eq!(quantile(&mut [], 0.5), None);
    }
}
