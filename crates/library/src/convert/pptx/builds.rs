//! What of a slide is there after each click.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::{paragraphs, shapes};
use crate::convert::xml::{Element, Xml};

/// Effects on one slide that are followed; a slide with more is shown in its last state.
const EFFECTS_MAX: usize = 500;

/// What appears or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A whole shape, by its id.
    Shape(u32),
    /// A paragraph of a shape, counted from 0.
    Paragraph(u32, usize),
}

/// What is not there in one state of a slide.
pub type Hidden = BTreeSet<Target>;

/// The states of a slide, one for each page that it becomes.
#[derive(Debug, PartialEq, Eq)]
pub struct Builds {
    /// At least one; the first is how the slide begins.
    pub states: Vec<Hidden>,
    /// Effects that no state shows: emphasis, movement, letters one by one, what waits for a
    /// click on a shape, and steps beyond the bound.
    pub flattened: u32,
}

#[derive(Debug, Clone, Copy)]
struct Effect {
    target: Target,
    appears: bool,
}

/// Follows a slide's main sequence. What only a click on a shape would show is shown from the
/// start.
pub fn builds(slide: &Xml<'_>, steps_max: usize) -> Builds {
    let known = known(slide);
    let (clicks, mut flattened) = clicks(slide, &known);
    if clicks.iter().map(Vec::len).sum::<usize>() > EFFECTS_MAX {
        let flattened = flattened.saturating_add(u32::try_from(EFFECTS_MAX).unwrap_or(u32::MAX));
        return Builds { states: vec![Hidden::new()], flattened };
    }
    let mut hidden = at_first(&clicks);
    let mut states: Vec<Hidden> = Vec::new();
    for (click, effects) in clicks.iter().enumerate() {
        if click > 0 && effects.is_empty() {
            continue;
        }
        for effect in effects {
            if effect.appears {
                hidden.remove(&effect.target);
            } else {
                hidden.insert(effect.target);
            }
        }
        let state = plain(&hidden);
        // The first is what is there before any click; a click that changes nothing is no step.
        if click == 0 || states.last() != Some(&state) {
            states.push(state);
        }
    }
    if states.len() > steps_max.max(1) {
        let beyond = states.len() - steps_max.max(1);
        flattened = flattened.saturating_add(u32::try_from(beyond).unwrap_or(u32::MAX));
        let last = states.pop();
        states.truncate(steps_max.max(1) - 1);
        states.extend(last);
    }
    Builds { states, flattened }
}

/// The shapes that there are, and how many paragraphs each has.
fn known(slide: &Xml<'_>) -> BTreeMap<u32, usize> {
    let mut known = BTreeMap::new();
    for (id, shape) in shapes(slide) {
        let count = paragraphs(shape).count();
        let most = known.entry(id).or_insert(0);
        *most = count.max(*most);
    }
    known
}

/// The effects of each click, the first list being those that need none; and how many are not
/// followed.
fn clicks(slide: &Xml<'_>, known: &BTreeMap<u32, usize>) -> (Vec<Vec<Effect>>, u32) {
    let (mut clicks, mut flattened, mut count) = (vec![Vec::new()], 0_u32, 0_usize);
    let timing = slide.root().child("timing");
    for sequence in timing.into_iter().flat_map(|timing| timing.named("cTn")) {
        match sequence.attribute("nodeType") {
            Some("interactiveSeq") => {
                let count = effects(sequence).filter(|effect| is_shown_effect(*effect)).count();
                flattened = flattened.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
            }
            Some("mainSeq") => {
                let steps = sequence.child("childTnLst").into_iter().flat_map(Element::children);
                for step in steps {
                    let begins = effects(step).next().and_then(|one| one.attribute("nodeType"));
                    let needs_click = !matches!(begins, Some("withEffect" | "afterEffect"));
                    if needs_click {
                        clicks.push(Vec::new());
                    }
                    let Some(list) = clicks.last_mut() else { continue };
                    for effect in effects(step) {
                        let targets = targets(effect, known);
                        let is_lost = targets.is_empty() && is_shown_effect(effect);
                        flattened = flattened.saturating_add(u32::from(is_lost));
                        // One more than the bound says that there are too many.
                        let room = (EFFECTS_MAX + 1).saturating_sub(count);
                        count += targets.len();
                        list.extend(targets.into_iter().take(room));
                    }
                }
            }
            _ => {}
        }
    }
    (clicks, flattened)
}

fn effects(within: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    within.named("cTn").filter(|node| node.attribute("presetClass").is_some())
}

/// Playing a clip is no effect that anyone misses.
fn is_shown_effect(effect: Element<'_>) -> bool {
    effect.attribute("presetClass") != Some("mediacall")
}

fn targets(effect: Element<'_>, known: &BTreeMap<u32, usize>) -> Vec<Effect> {
    let appears = match effect.attribute("presetClass") {
        Some("entr") => true,
        Some("exit") => false,
        _ => return Vec::new(),
    };
    let mut found = BTreeSet::new();
    for place in effect.named("spTgt") {
        let Some(shape) = place.attribute("spid").and_then(|id| id.parse::<u32>().ok()) else {
            continue;
        };
        let Some(count) = known.get(&shape) else { continue };
        match place.children().next() {
            None => drop(found.insert(Target::Shape(shape))),
            Some(part) if part.name() == "txEl" => {
                let Some(range) = part.child("pRg") else { continue };
                let end = |key| range.attribute(key).and_then(|at| at.parse::<usize>().ok());
                let (Some(first), Some(last)) = (end("st"), end("end")) else { continue };
                let range = first..=last.min(count.saturating_sub(1));
                let range = range.take(EFFECTS_MAX + 1);
                found.extend(range.map(|at| Target::Paragraph(shape, at)));
            }
            // The background of a shape, a part of a chart: the shape stays as it is.
            Some(_) => {}
        }
    }
    found.into_iter().map(|target| Effect { target, appears }).collect()
}

/// What appears before it ever goes is not there at first.
fn at_first(clicks: &[Vec<Effect>]) -> Hidden {
    let mut first = BTreeMap::new();
    for effect in clicks.iter().flatten() {
        first.entry(effect.target).or_insert(effect.appears);
    }
    first.into_iter().filter(|(_, appears)| *appears).map(|(target, _)| target).collect()
}

/// Without the paragraphs of shapes that are not there as a whole.
fn plain(hidden: &Hidden) -> Hidden {
    let is_seen = |target: &&Target| match target {
        Target::Shape(_) => true,
        Target::Paragraph(shape, _) => !hidden.contains(&Target::Shape(*shape)),
    };
    hidden.iter().filter(is_seen).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Target::{Paragraph, Shape};

    fn effect(class: &str, node: &str, target: &str) -> String {
        format!(
            r#"<p:par><p:cTn presetClass="{class}" nodeType="{node}"><p:childTnLst><p:set><p:cBhvr>
            <p:tgtEl>{target}</p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par>"#
        )
    }

    fn slide(steps: &[String], beside: &str) -> String {
        let steps: String = steps
            .iter()
            .map(|step| {
                format!("<p:par><p:cTn><p:childTnLst>{step}</p:childTnLst></p:cTn></p:par>")
            })
            .collect();
        format!(
            r#"<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>
            <p:sp><p:nvSpPr><p:cNvPr id="2"/></p:nvSpPr>
            <p:txBody><a:p/><a:p/><a:p/></p:txBody></p:sp>
            <p:pic><p:nvPicPr><p:cNvPr id="3"/></p:nvPicPr></p:pic></p:spTree></p:cSld>
            <p:timing><p:tnLst><p:par><p:cTn nodeType="tmRoot"><p:childTnLst>
            <p:seq><p:cTn nodeType="mainSeq">
            <p:childTnLst>{steps}</p:childTnLst></p:cTn></p:seq>{beside}
            </p:childTnLst></p:cTn></p:par></p:tnLst></p:timing></p:sld>"#
        )
    }

    fn paragraph(at: usize) -> String {
        format!(r#"<p:spTgt spid="2"><p:txEl><p:pRg st="{at}" end="{at}"/></p:txEl></p:spTgt>"#)
    }

    fn check(steps: &[String], beside: &str, states: &[&[Target]], flattened: u32) {
        let source = slide(steps, beside);
        let found = builds(&Xml::parse(source.as_bytes()).unwrap(), 4);
        let states = states.iter().map(|state| state.iter().copied().collect()).collect();
        assert_eq!(found, Builds { states, flattened });
    }

    const PICTURE: &str = r#"<p:spTgt spid="3"/>"#;

    #[test]
    fn each_click_is_a_step() {
        let click = |class, target: &str| effect(class, "clickEffect", target);
        check(&[], "", &[&[]], 0);
        check(
            &[
                click("entr", &paragraph(0)),
                click("entr", &paragraph(1)) + &effect("entr", "withEffect", PICTURE),
                click("exit", PICTURE),
            ],
            "",
            &[
                &[Paragraph(2, 0), Paragraph(2, 1), Shape(3)],
                &[Paragraph(2, 1), Shape(3)],
                &[],
                &[Shape(3)],
            ],
            0,
        );
    }

    #[test]
    fn what_begins_by_itself_is_there_at_once() {
        let by_itself = effect("entr", "afterEffect", PICTURE);
        check(&[by_itself], "", &[&[]], 0);
    }

    #[test]
    fn what_no_state_shows_is_counted() {
        let emphasis = effect("emph", "clickEffect", PICTURE);
        let gone = effect("entr", "clickEffect", r#"<p:spTgt spid="9"/>"#);
        let letters = r#"<p:spTgt spid="2"><p:txEl><p:charRg st="0" end="3"/></p:txEl></p:spTgt>"#;
        let letters = effect("entr", "clickEffect", letters);
        let media = effect("mediacall", "clickEffect", PICTURE);
        check(&[emphasis, gone, letters, media], "", &[&[]], 3);
        let trigger = format!(
            r#"<p:seq><p:cTn nodeType="interactiveSeq">
            <p:childTnLst>{}</p:childTnLst></p:cTn></p:seq>"#,
            effect("entr", "clickEffect", PICTURE)
        );
        check(&[], &trigger, &[&[]], 1);
    }

    #[test]
    fn a_slide_of_too_many_effects_is_one_page() {
        let click = |class: &str| effect(class, "clickEffect", PICTURE);
        let steps: Vec<String> =
            ["entr", "exit"].map(click).into_iter().cycle().take(EFFECTS_MAX + 1).collect();
        check(&steps, "", &[&[]], u32::try_from(EFFECTS_MAX).unwrap());
    }

    #[test]
    fn steps_beyond_the_bound_come_together() {
        let click = |class: &str| effect(class, "clickEffect", PICTURE);
        let steps = ["entr", "exit", "entr", "exit", "entr", "exit"].map(click);
        let (there, gone): (&[Target], &[Target]) = (&[], &[Shape(3)]);
        check(&steps, "", &[gone, there, gone, gone], 3);
    }
}
