//! An operation as it travels and as it is kept.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};

use super::fault::Fault;
use super::limits::{ELEMENT_WEIGHT, ELEMENTS_PER_OP};
use super::operation::{ADD, open};
use super::reader::Reader;

/// The bytes of an operation; in JSON they are standard base64. Clones share the bytes, which go
/// through two folds and several frames. Nobody has looked into them yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Packed(Arc<[u8]>);

impl Packed {
    /// Packs bytes.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The name of the surface, without a look at the rest.
    ///
    /// # Errors
    /// When the bytes do not begin as an operation does.
    pub fn surface(&self) -> Result<&str, Fault> {
        Ok(open(&mut Reader::new(&self.0))?.1)
    }

    /// What it counts for in a lesson's total: its bytes, and so much more for each element that
    /// it adds, for a server holds more of an element than its bytes.
    pub fn weight(&self) -> usize {
        let mut reader = Reader::new(&self.0);
        let added = match open(&mut reader) {
            Ok((ADD, _)) => reader.count(0, ELEMENTS_PER_OP).unwrap_or(0),
            _ => 0,
        };
        self.0.len() + added as usize * ELEMENT_WEIGHT
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({})", STANDARD.encode(&self.0))
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        STANDARD.decode(&*text).map(Self::new).map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Packed {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Byte)))
            .description(Some("One operation of ink, in standard base64."))
            .into()
    }
}

impl utoipa::ToSchema for Packed {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("InkOperation")
    }
}
