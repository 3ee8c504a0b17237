//! Reasons in a person's words: the same texts that the pages show.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::from_str;
use xingtan_base::languages::Language;

type Texts = HashMap<String, String>;

static ZH_CN: LazyLock<Texts> =
    LazyLock::new(|| read(include_str!("../../../../web/src/texts/zh-CN/problems.json")));
static EN: LazyLock<Texts> =
    LazyLock::new(|| read(include_str!("../../../../web/src/texts/en/problems.json")));

fn read(json: &str) -> Texts {
    // A test reads both files, so that this cannot happen.
    from_str(json).unwrap_or_default()
}

/// The sentence for a code; the widest known prefix where the code itself has none.
pub(super) fn of_code(language: Language, code: &str) -> &str {
    let texts = match language {
        Language::ZhCn => &ZH_CN,
        Language::En => &EN,
    };
    let mut part = code;
    loop {
        if let Some(text) = texts.get(part) {
            return text;
        }
        let Some((shorter, _)) = part.rsplit_once('.') else { return code };
        part = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_told_in_both_languages() {
        for language in [Language::ZhCn, Language::En] {
            let known = of_code(language, "import.unknown_role");
            assert_ne!(known, "import.unknown_role");
            assert_eq!(of_code(language, "import.never.heard"), of_code(language, "import"));
            assert_ne!(of_code(language, "import.class_not_made"), of_code(language, "import"));
        }
        assert_eq!(of_code(Language::En, "nothing"), "nothing");
    }
}
