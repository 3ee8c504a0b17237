//! What the system knows of a process and its children.

use std::collections::HashMap;
use std::fs;

use anyhow::Context as _;

/// Clock ticks a second in `/proc`; the same on every Linux this runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// A process with everything it started, as a server with its workers.
#[derive(Debug, Clone, Copy)]
pub struct Family(pub u32);

impl Family {
    /// This program itself.
    pub fn own() -> Self {
        Self(std::process::id())
    }

    /// CPU-seconds spent so far, by user code and by the kernel for it.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn cpu_seconds(self) -> anyhow::Result<f64> {
        let mut ticks = 0;
        for pid in self.members()? {
            if let Ok(text) = fs::read_to_string(format!("/proc/{pid}/stat")) {
                ticks += parse_stat(&text).context("a stat line cannot be read")?.ticks;
            }
        }
        Ok(ticks as f64 / TICKS_PER_SECOND)
    }

    /// Resident memory in KiB, with pages that several share counted once.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn resident_kib(self) -> anyhow::Result<u64> {
        let mut sum = 0;
        for pid in self.members()? {
            let path = format!("/proc/{pid}/smaps_rollup");
            sum +=
                fs::read_to_string(path).ok().and_then(|text| field_kib(&text, "Pss")).unwrap_or(0);
        }
        Ok(sum)
    }

    fn members(self) -> anyhow::Result<Vec<u32>> {
        let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
        for entry in fs::read_dir("/proc")?.flatten() {
            let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
            let Ok(text) = fs::read_to_string(entry.path().join("stat")) else { continue };
            if let Some(stat) = parse_stat(&text) {
                children.entry(stat.parent).or_default().push(pid);
            }
        }
        anyhow::ensure!(fs::exists(format!("/proc/{}", self.0))?, "process {} is gone", self.0);
        let mut members = vec![self.0];
        let mut at = 0;
        while let Some(pid) = members.get(at) {
            members.extend(children.get(pid).into_iter().flatten().copied().collect::<Vec<_>>());
            at += 1;
        }
        Ok(members)
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Stat {
    parent: u32,
    ticks: u64,
}

/// Reads a line of `/proc/PID/stat`. The name in it may hold spaces and brackets.
fn parse_stat(text: &str) -> Option<Stat> {
    let after_name = text.get(text.rfind(')')? + 1..)?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let number = |index: usize| fields.get(index)?.parse::<u64>().ok();
    Some(Stat { parent: u32::try_from(number(1)?).ok()?, ticks: number(11)? + number(12)? })
}

/// A field of `smaps_rollup` or `meminfo` in KiB.
fn field_kib(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find(|line| line.split(':').next() == Some(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What the kernel itself holds for all its objects, in KiB: sockets among them.
///
/// # Errors
/// When the system does not tell.
pub fn kernel_kib() -> anyhow::Result<u64> {
    let text = fs::read_to_string("/proc/meminfo")?;
    field_kib(&text, "Slab").context("the system does not tell its slab memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_shift_the_fields() {
        let line = "42 (a) b (c)) S 7 42 42 0 -1 4194560 1 2 3 4 150 25 9 9 20 0 1 0 5 6 7";
        assert_eq!(parse_stat(line), Some(Stat { parent: 7, ticks: 175 }));
        assert_eq!(parse_stat("42 (cut off"), None);
    }

    #[test]
    fn a_field_is_found_by_its_whole_name() {
        let text = "Pss_Dirty:  9 kB\nPss:   1234 kB\n";
        assert_eq!(field_kib(text, "Pss"), Some(1234));
        assert_eq!(field_kib(text, "Rss"), None);
    }

    #[test]
    fn this_process_has_memory_and_time() {
        let own = Family::own();
        assert!(own.resident_kib().unwrap() > 100);
        assert!(own.cpu_seconds().unwrap() >= 0.0);
    }
}
