//! Rows, and reading typed values from them.

use std::fmt::Display;
use std::sync::Arc;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::Id;

use super::error::Error;
use super::value::Value;

/// One row of an answer.
#[derive(Debug, Clone)]
pub struct Row {
    action: &'static str,
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(super) fn new(action: &'static str, columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { action, columns, values }
    }

    /// The value of a column. Fails, naming the action, the row and the column, when the column
    /// is missing or holds something else.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T, Error> {
        let Some(at) = self.columns.iter().position(|name| name == column) else {
            return Err(self.broken(column, "no such column in the answer".to_owned()));
        };
        T::from_value(&self.values[at]).map_err(|message| self.broken(column, message))
    }

    /// The value of a column whose text is parsed: for enums and the like stored as TEXT.
    pub fn parse<T>(&self, column: &str) -> Result<T, Error>
    where
        T: std::str::FromStr,
        T::Err: Display,
    {
        let text: String = self.get(column)?;
        text.parse().map_err(|error| self.broken(column, format!("{text:?}: {error}")))
    }

    /// An error that says that this row's column holds something impossible.
    pub fn broken(&self, column: &str, message: String) -> Error {
        let row = match self.values.first() {
            Some(Value::Text(text)) => format!("{text:?}"),
            Some(Value::Int(number)) => number.to_string(),
            _ => "(without key)".to_owned(),
        };
        Error::Column { action: self.action, column: column.to_owned(), row, message }
    }
}

/// A type that a column can be read as. The error says what was expected, and found.
pub trait FromValue: Sized {
    /// Reads the value.
    fn from_value(value: &Value) -> Result<Self, String>;
}

fn expected<T>(what: &str, found: &Value) -> Result<T, String> {
    Err(format!("expected {what}, found {}", found.kind()))
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Result<Self, String> {
        Ok(value.clone())
    }
}
impl FromValue for String {
    fn from_value(value: &Value) -> Result<Self, String> {
        match value {
            Value::Text(text) => Ok(text.clone()),
            other => expected("text", other),
        }
    }
}
impl FromValue for i64 {
    fn from_value(value: &Value) -> Result<Self, String> {
        match value {
            Value::Int(number) => Ok(*number),
            other => expected("an integer", other),
        }
    }
}
impl FromValue for i32 {
    fn from_value(value: &Value) -> Result<Self, String> {
        narrow(value)
    }
}
impl FromValue for u64 {
    fn from_value(value: &Value) -> Result<Self, String> {
        narrow(value)
    }
}
impl FromValue for u32 {
    fn from_value(value: &Value) -> Result<Self, String> {
        narrow(value)
    }
}
impl FromValue for u16 {
    fn from_value(value: &Value) -> Result<Self, String> {
        narrow(value)
    }
}
impl FromValue for u8 {
    fn from_value(value: &Value) -> Result<Self, String> {
        narrow(value)
    }
}

fn narrow<T: TryFrom<i64>>(value: &Value) -> Result<T, String> {
    let number = i64::from_value(value)?;
    T::try_from(number).map_err(|_| format!("{number} does not fit {}", std::any::type_name::<T>()))
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Result<Self, String> {
        match i64::from_value(value)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(format!("expected 0 or 1, found {other}")),
        }
    }
}
impl FromValue for f64 {
    fn from_value(value: &Value) -> Result<Self, String> {
        match value {
            Value::Real(number) => Ok(*number),
            #[expect(clippy::cast_precision_loss, reason = "The caller asked for a real number.")]
            Value::Int(number) => Ok(*number as Self),
            other => expected("a real number", other),
        }
    }
}
impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Result<Self, String> {
        match value {
            Value::Bytes(bytes) => Ok(bytes.clone()),
            other => expected("bytes", other),
        }
    }
}
impl<K> FromValue for Id<K> {
    fn from_value(value: &Value) -> Result<Self, String> {
        let text = String::from_value(value)?;
        text.parse().map_err(|_| format!("{text:?} is not an id"))
    }
}
impl FromValue for UtcMs {
    fn from_value(value: &Value) -> Result<Self, String> {
        i64::from_value(value).map(Self)
    }
}
impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Result<Self, String> {
        match value {
            Value::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}
