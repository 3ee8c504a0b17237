//! Reading the primitives.

use xingtan_base::ids::PersonId;

use super::fault::Fault;

/// A cursor over bytes from outside.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub const fn at(&self) -> usize {
        self.at
    }

    /// What was read since `from`.
    pub fn since(&self, from: usize) -> &'a [u8] {
        self.bytes.get(from..self.at).unwrap_or_default()
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let end = self.at.checked_add(length).ok_or(Fault::Short)?;
        let taken = self.bytes.get(self.at..end).ok_or(Fault::Short)?;
        self.at = end;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        self.take(N)?.try_into().map_err(|_| Fault::Short)
    }

    pub fn byte(&mut self) -> Result<u8, Fault> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    /// A varint of 32 bits in its shortest form.
    pub fn number(&mut self) -> Result<u32, Fault> {
        let mut value = 0_u64;
        for group in 0..5_u32 {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << (7 * group);
            if byte < 128 {
                let is_shortest = byte != 0 || group == 0;
                let number = u32::try_from(value).map_err(|_| Fault::Number)?;
                return if is_shortest { Ok(number) } else { Err(Fault::Number) };
            }
        }
        Err(Fault::Number)
    }

    pub fn signed(&mut self) -> Result<i64, Fault> {
        Ok(unzigzag(self.number()?))
    }

    /// A signed number whose size is at most `most`.
    pub fn within(&mut self, most: i32) -> Result<i32, Fault> {
        within(self.signed()?, most)
    }

    /// A length: at least 1.
    pub fn side(&mut self, most: i32) -> Result<u32, Fault> {
        let side = self.number()?;
        let is_lawful = side >= 1 && side <= most.unsigned_abs();
        if is_lawful { Ok(side) } else { Err(Fault::Coordinate) }
    }

    pub fn count(&mut self, least: u32, most: u32) -> Result<u32, Fault> {
        let count = self.number()?;
        if (least..=most).contains(&count) { Ok(count) } else { Err(Fault::Count) }
    }

    pub fn text(&mut self, chars_max: usize) -> Result<&'a str, Fault> {
        let length = self.number()? as usize;
        if length > 4 * chars_max {
            return Err(Fault::Text);
        }
        let text = std::str::from_utf8(self.take(length)?).map_err(|_| Fault::Text)?;
        check_text(text, chars_max)?;
        Ok(text)
    }

    pub fn name(&mut self, letters_max: usize) -> Result<&'a str, Fault> {
        let length = self.number()? as usize;
        if length > letters_max {
            return Err(Fault::Name);
        }
        let name = std::str::from_utf8(self.take(length)?).map_err(|_| Fault::Name)?;
        check_name(name, letters_max)?;
        Ok(name)
    }

    /// A person's UUID.
    pub fn person(&mut self) -> Result<PersonId, Fault> {
        let text: String = self.array::<16>()?.iter().map(|b| format!("{b:02x}")).collect();
        text.parse().map_err(|_| Fault::Count)
    }

    pub fn end(&self) -> Result<(), Fault> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(Fault::Trailing) }
    }
}

pub const fn unzigzag(number: u32) -> i64 {
    let half = (number >> 1) as i64;
    if number & 1 == 0 { half } else { -half - 1 }
}

pub fn within(value: i64, most: i32) -> Result<i32, Fault> {
    let value = i32::try_from(value).map_err(|_| Fault::Coordinate)?;
    if value.unsigned_abs() <= most.unsigned_abs() { Ok(value) } else { Err(Fault::Coordinate) }
}

/// Plain text: no control characters other than the line feed.
pub fn check_text(text: &str, chars_max: usize) -> Result<(), Fault> {
    let is_plain = text.chars().all(|c| (c >= ' ' || c == '\n') && c != '\u{7f}');
    if is_plain && text.chars().count() <= chars_max { Ok(()) } else { Err(Fault::Text) }
}

pub fn check_name(name: &str, letters_max: usize) -> Result<(), Fault> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "._:/-".contains(c);
    let is_lawful = !name.is_empty() && name.len() <= letters_max && name.chars().all(is_letter);
    if is_lawful { Ok(()) } else { Err(Fault::Name) }
}
