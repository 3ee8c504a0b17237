//! What a class looks at, and what the surfaces are called on which one draws.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::DeckId;

use crate::limits::{BOARDS_MAX, PAGES_MAX};

/// What the class looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = RoomPage)]
pub enum Page {
    /// A page of a deck.
    Slide(SlidePage),
    /// A page of the board.
    Board(BoardPage),
    /// Only the picture.
    #[default]
    None,
}

/// A page of a deck. Whether there is such a deck is not the room's to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SlidePage {
    /// The deck.
    pub deck: DeckId,
    /// The page, from 1: a slide, or a step in which it builds up.
    pub page: u32,
}

/// A page of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardPage {
    /// The page, from 1.
    pub board: u32,
}

/// See [`crate::entry::Body::PageTurned`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PageTurned {
    /// What the class looks at now.
    pub surface: Page,
}

impl Page {
    /// Whether there can be such a page.
    pub fn is_in_range(&self) -> bool {
        match self {
            Self::Slide(slide) => (1..=PAGES_MAX).contains(&slide.page),
            Self::Board(board) => (1..=BOARDS_MAX).contains(&board.board),
            Self::None => true,
        }
    }
}

/// Whether one draws in lessons on a surface of this name: `slide/{deck}/{slide}` or `board/{n}`,
/// each written in one way only.
pub fn is_surface(name: &str) -> bool {
    if let Some(board) = name.strip_prefix("board/") {
        return is_number(board, BOARDS_MAX);
    }
    let Some(rest) = name.strip_prefix("slide/") else { return false };
    let Some((deck, slide)) = rest.split_once('/') else { return false };
    let is_deck = deck.parse::<DeckId>().is_ok_and(|id| id.to_string() == deck);
    is_deck && is_number(slide, PAGES_MAX)
}

fn is_number(text: &str, most: u32) -> bool {
    let is_plain = text.starts_with(|first: char| ('1'..='9').contains(&first));
    is_plain && text.parse::<u32>().is_ok_and(|number| number <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_surface_has_one_name() {
        let deck = "018f0000-0000-7000-8000-000000000001";
        for (name, expected) in [
            ("board/1".to_owned(), true),
            ("board/200".to_owned(), true),
            (format!("slide/{deck}/1"), true),
            (format!("slide/{deck}/1000"), true),
            ("board/0".to_owned(), false),
            ("board/201".to_owned(), false),
            ("board/01".to_owned(), false),
            ("board/+1".to_owned(), false),
            ("board/99999999999".to_owned(), false),
            ("board/".to_owned(), false),
            ("board".to_owned(), false),
            (format!("slide/{deck}"), false),
            (format!("slide/{deck}/1001"), false),
            (format!("slide/{deck}/1/2"), false),
            (format!("slide/{}/1", deck.to_uppercase()), false),
            (format!("slide/{}/1", deck.replace('-', "")), false),
            ("s".to_owned(), false),
        ] {
            assert_eq!(is_surface(&name), expected, "{name}");
        }
    }
}
