//! Every crate's README names its routes, and together they name every table and fact.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Breach, ends};

/// Finds crates without a README, and what the READMEs do not name or name in vain.
///
/// # Errors
/// When a file cannot be read.
pub fn check(root: &Path, files: &[PathBuf]) -> anyhow::Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    let mut all = String::new();
    for entry in fs::read_dir(root.join("crates"))? {
        let folder = entry?.path();
        let path = folder.join("README.md");
        let Ok(text) = fs::read_to_string(&path) else {
            let what = "this crate's README is missing".to_owned();
            breaches.push(Breach { path: folder, what });
            continue;
        };
        let mut routes = BTreeSet::new();
        for file in files.iter().filter(|file| file.starts_with(folder.join("src"))) {
            if ends(file, &[".rs"]) {
                routes.extend(routes_in(&fs::read_to_string(file)?));
            }
        }
        for what in differences("route", &routes, &named_routes(&text)) {
            breaches.push(Breach { path: path.clone(), what });
        }
        all.push_str(&text);
    }
    let named = named_in(&all);
    let facts = root.join("crates/facts/src/happened.rs");
    for fact in facts_in(&fs::read_to_string(&facts)?).difference(&named) {
        let what = format!("no crate's README names the fact {fact}");
        breaches.push(Breach { path: facts.clone(), what });
    }
    for file in files.iter().filter(|file| file.starts_with(root.join("migrations"))) {
        if ends(file, &[".sql"]) {
            for table in tables_in(&fs::read_to_string(file)?).difference(&named) {
                let what = format!("no crate's README names the table {table}");
                breaches.push(Breach { path: file.clone(), what });
            }
        }
    }
    Ok(breaches)
}

fn differences(noun: &str, are: &BTreeSet<String>, named: &BTreeSet<String>) -> Vec<String> {
    let missing = are.difference(named).map(|one| format!("the {noun} {one} is not named"));
    let gone = named.difference(are).map(|one| format!("there is no {noun} {one}"));
    missing.chain(gone).collect()
}

/// The first string after each `.route(`.
fn routes_in(code: &str) -> BTreeSet<String> {
    code.split(".route(").skip(1).filter_map(|rest| quoted(rest.trim_start())).collect()
}

fn quoted(text: &str) -> Option<String> {
    let (inside, _) = text.strip_prefix('"')?.split_once('"')?;
    Some(inside.to_owned())
}

/// The paths of lines like ``- `GET POST /api/courses` ``.
fn named_routes(readme: &str) -> BTreeSet<String> {
    let lines = readme.lines().filter_map(|line| line.strip_prefix("- `"));
    let calls = lines.filter_map(|line| line.split('`').next()?.split_once('/'));
    calls.map(|(_, path)| format!("/{path}")).collect()
}

/// Everything that stands between backticks.
fn named_in(readmes: &str) -> BTreeSet<String> {
    readmes.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn facts_in(code: &str) -> BTreeSet<String> {
    let lines = code.lines().filter(|line| line.trim_start().starts_with("Self::"));
    lines.filter_map(|line| quoted(line.split_once("=> ")?.1)).collect()
}

fn tables_in(sql: &str) -> BTreeSet<String> {
    let names = sql.split("create table ").skip(1).filter_map(|rest| rest.split(' ').next());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn routes_are_found_in_code_and_in_a_readme() {
        let code = ".route(\"/api/a\", get(a))\n.route(\n    \"/api/b/{id}\",\n    post(b))";
        assert_eq!(routes_in(code), set(&["/api/a", "/api/b/{id}"]));
        let readme = "- `GET POST /api/a`\n- `PUT /api/c`: changes it.\n- something else";
        assert_eq!(named_routes(readme), set(&["/api/a", "/api/c"]));
        let expected = ["the route /api/b/{id} is not named", "there is no route /api/c"];
        assert_eq!(differences("route", &routes_in(code), &named_routes(readme)), expected);
    }

    #[test]
    fn tables_and_facts_are_found() {
        assert_eq!(tables_in("create table a (\n);\ncreate table b_c (\n);"), set(&["a", "b_c"]));
        let code = "Self::LessonOpened { .. } => \"lesson.opened\",\nSelf::kind(x)";
        assert_eq!(facts_in(code), set(&["lesson.opened"]));
        assert_eq!(named_in("`a`, `b_c` and d"), set(&["a", "b_c"]));
    }
}
