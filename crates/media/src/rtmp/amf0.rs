//! AMF0, the value format of RTMP commands. Depth and number of values are bounded.

use bytes::{BufMut, Bytes, BytesMut};

use crate::cursor::Cursor;
use crate::limits::{AMF_DEPTH_MAX, AMF_VALUES_MAX};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// Text; bytes that are not UTF-8 are replaced.
    String(String),
    /// Names and values, in order.
    Object(Vec<(String, Value)>),
    /// Names and values, written with a count that means nothing.
    EcmaArray(Vec<(String, Value)>),
    /// Values without names.
    Array(Vec<Value>),
    /// A date: milliseconds since 1970.
    Date(f64),
    /// Nothing.
    Null,
    /// Nothing at all.
    Undefined,
}

impl Value {
    /// The text, if it is text.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The number, if it is one.
    pub const fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The field of an object or array with this name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let (Self::Object(fields) | Self::EcmaArray(fields)) = self else { return None };
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// An object of text and numbers.
    pub fn object<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Object(fields.map(|(name, value)| (name.to_owned(), value)).into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

/// Why AMF could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It ends inside a value.
    #[error("AMF ends inside a value")]
    Short,
    /// A type we do not read.
    #[error("AMF type {0} is unknown")]
    Type(u8),
    /// Nested too deeply, or too many values.
    #[error("AMF is nested too deeply or has too many values")]
    TooMuch,
}

/// Reads all values of a message.
pub fn decode_all(bytes: &[u8]) -> Result<Vec<Value>, Error> {
    let mut reader = Reader { cursor: Cursor::new(bytes), values_left: AMF_VALUES_MAX };
    let mut values = Vec::new();
    while reader.cursor.left() > 0 {
        values.push(reader.value(0)?);
    }
    Ok(values)
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    values_left: usize,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Value, Error> {
        if depth > AMF_DEPTH_MAX {
            return Err(Error::TooMuch);
        }
        self.values_left = self.values_left.checked_sub(1).ok_or(Error::TooMuch)?;
        let kind = self.cursor.u8().ok_or(Error::Short)?;
        Ok(match kind {
            0 => Value::Number(self.cursor.f64().ok_or(Error::Short)?),
            1 => Value::Boolean(self.cursor.u8().ok_or(Error::Short)? != 0),
            2 => Value::String(self.short_text()?),
            3 => Value::Object(self.fields(depth)?),
            5 => Value::Null,
            6 => Value::Undefined,
            8 => {
                self.cursor.u32().ok_or(Error::Short)?;
                Value::EcmaArray(self.fields(depth)?)
            }
            10 => self.array(depth)?,
            11 => {
                let date = self.cursor.f64().ok_or(Error::Short)?;
                self.cursor.u16().ok_or(Error::Short)?;
                Value::Date(date)
            }
            12 => {
                let len = self.cursor.u32().ok_or(Error::Short)?;
                self.text(len as usize)?
            }
            other => return Err(Error::Type(other)),
        })
    }

    fn array(&mut self, depth: usize) -> Result<Value, Error> {
        let count = self.cursor.u32().ok_or(Error::Short)?;
        let mut values = Vec::new();
        for _ in 0..count {
            values.push(self.value(depth + 1)?);
        }
        Ok(Value::Array(values))
    }

    fn fields(&mut self, depth: usize) -> Result<Vec<(String, Value)>, Error> {
        let mut fields = Vec::new();
        loop {
            if self.cursor.left() == 0 {
                return Ok(fields);
            }
            let name = self.short_text()?;
            if name.is_empty() && self.cursor.rest().first() == Some(&9) {
                self.cursor.u8();
                return Ok(fields);
            }
            fields.push((name, self.value(depth + 1)?));
        }
    }

    fn short_text(&mut self) -> Result<String, Error> {
        let len = self.cursor.u16().ok_or(Error::Short)?;
        let bytes = self.cursor.take(usize::from(len)).ok_or(Error::Short)?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    fn text(&mut self, len: usize) -> Result<Value, Error> {
        let bytes = self.cursor.take(len).ok_or(Error::Short)?;
        Ok(Value::String(String::from_utf8_lossy(bytes).into_owned()))
    }
}

/// Writes values one after another.
pub fn encode(values: &[Value]) -> Bytes {
    let mut out = BytesMut::new();
    for value in values {
        put(&mut out, value);
    }
    out.freeze()
}

fn put(out: &mut BytesMut, value: &Value) {
    match value {
        Value::Number(number) => {
            out.put_u8(0);
            out.put_f64(*number);
        }
        Value::Boolean(is_true) => out.put_slice(&[1, u8::from(*is_true)]),
        Value::String(text) => match u16::try_from(text.len()) {
            Ok(_) => {
                out.put_u8(2);
                put_short_text(out, text);
            }
            Err(_) => {
                out.put_u8(12);
                out.put_u32(u32::try_from(text.len()).unwrap_or(u32::MAX));
                out.put_slice(text.as_bytes());
            }
        },
        Value::Object(fields) => {
            out.put_u8(3);
            put_fields(out, fields);
        }
        Value::EcmaArray(fields) => {
            out.put_u8(8);
            out.put_u32(u32::try_from(fields.len()).unwrap_or(u32::MAX));
            put_fields(out, fields);
        }
        Value::Array(values) => {
            out.put_u8(10);
            out.put_u32(u32::try_from(values.len()).unwrap_or(u32::MAX));
            values.iter().for_each(|value| put(out, value));
        }
        Value::Date(date) => {
            out.put_u8(11);
            out.put_f64(*date);
            out.put_u16(0);
        }
        Value::Null => out.put_u8(5),
        Value::Undefined => out.put_u8(6),
    }
}

fn put_fields(out: &mut BytesMut, fields: &[(String, Value)]) {
    for (name, value) in fields {
        put_short_text(out, name);
        put(out, value);
    }
    out.put_slice(&[0, 0, 9]);
}

fn put_short_text(out: &mut BytesMut, text: &str) {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..usize::from(u16::MAX)).unwrap_or(bytes);
    out.put_u16(u16::try_from(bytes.len()).unwrap_or(u16::MAX));
    out.put_slice(bytes);
}
