//! A file, a function and a line must fit a reader.

use std::fs;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;
use syn::visit::Visit;

use super::{Breach, ends};

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;
const COMPONENT_LINES_MAX: usize = 200;
const LINE_LETTERS_MAX: usize = 100;

/// Files that programs write.
const GENERATED: [&str; 1] = ["schema.ts"];

/// Finds files, functions, components and lines that are too long.
///
/// # Errors
/// When a file cannot be read.
pub fn check(files: &[PathBuf]) -> anyhow::Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for path in files {
        if !ends(path, &[".rs", ".ts", ".tsx", ".mjs", ".css", ".py"]) || ends(path, &GENERATED) {
            continue;
        }
        let text = fs::read_to_string(path)?;
        let mut breach = |what: String| breaches.push(Breach { path: path.clone(), what });
        let lines = text.lines().count();
        let most = if ends(path, &[".tsx"]) { COMPONENT_LINES_MAX } else { FILE_LINES_MAX };
        if lines > most {
            breach(format!("{lines} lines; at most {most}"));
        }
        if path.extension().is_some_and(|ending| ending == "rs") {
            for (number, line) in text.lines().enumerate() {
                let letters = line.chars().count();
                if letters > LINE_LETTERS_MAX && !line.contains("://") {
                    breach(format!("line {}: {letters} letters", number + 1));
                }
            }
            functions(path, &text, &mut breach);
        }
    }
    Ok(breaches)
}

fn functions(path: &Path, text: &str, breach: &mut impl FnMut(String)) {
    let Ok(file) = syn::parse_file(text) else {
        breach(format!("{} cannot be parsed", path.display()));
        return;
    };
    let mut lengths = Lengths(Vec::new());
    lengths.visit_file(&file);
    for (name, lines) in lengths.0 {
        if lines > FUNCTION_LINES_MAX {
            breach(format!("function {name} has {lines} lines; at most {FUNCTION_LINES_MAX}"));
        }
    }
}

struct Lengths(Vec<(String, usize)>);

impl Lengths {
    fn note(&mut self, name: &syn::Ident, block: &syn::Block) {
        let span = block.span();
        let lines = span.end().line.saturating_sub(span.start().line) + 1;
        self.0.push((name.to_string(), lines));
    }
}

impl<'ast> Visit<'ast> for Lengths {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.note(&function.sig.ident, &function.block);
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.note(&function.sig.ident, &function.block);
        syn::visit::visit_impl_item_fn(self, function);
    }
}
