//! PPTX by hand.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const NAMESPACES: &str = r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"
 xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main""#;

/// EMU in a pixel of a slide that is 1,280 wide.
const PIXEL: u32 = 9_525;

/// One slide.
#[derive(Debug, Default, Clone)]
pub struct Slide {
    /// Shapes.
    pub shapes: String,
    /// What comes after them: a transition, timing.
    pub after: String,
    /// Id, kind, target, and whether it leads outside.
    pub relations: Vec<(String, String, String, bool)>,
    /// Notes.
    pub notes: Option<String>,
    /// It is not shown.
    pub is_hidden: bool,
}

impl Slide {
    /// With these shapes.
    pub fn new(shapes: &[String]) -> Self {
        Self { shapes: shapes.concat(), ..Self::default() }
    }

    /// With a relation.
    pub fn relation(mut self, id: &str, kind: &str, target: &str, is_external: bool) -> Self {
        let kind = if kind.contains(':') { kind.to_owned() } else { format!("{KINDS}/{kind}") };
        self.relations.push((id.to_owned(), kind, target.to_owned(), is_external));
        self
    }
}

/// A box: left, top, width, height, in pixels.
pub type Place = [u32; 4];

fn place([x, y, w, h]: Place) -> String {
    let [x, y, w, h] = [x, y, w, h].map(|side| side * PIXEL);
    format!(r#"<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>"#)
}

/// A run of text.
pub fn run(text: &str) -> String {
    format!(r#"<a:r><a:rPr lang="zh-CN" sz="2800"/><a:t>{text}</a:t></a:r>"#)
}

/// A run that leads somewhere.
pub fn link(text: &str, relation: &str) -> String {
    format!(
        r#"<a:r><a:rPr lang="zh-CN" sz="2800"><a:hlinkClick r:id="{relation}"/></a:rPr>
        <a:t>{text}</a:t></a:r>"#
    )
}

/// A text box with paragraphs; `inside` goes into what the shape is called.
pub fn text(id: u32, at: Place, paragraphs: &[String], inside: &str) -> String {
    let paragraphs: String = paragraphs.iter().map(|one| format!("<a:p>{one}</a:p>")).collect();
    let place = place(at);
    format!(
        r#"<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="t{id}">{inside}</p:cNvPr>
        <p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>
        <p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
        <p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"#
    )
}

/// The title's place.
pub fn title(id: u32, words: &str) -> String {
    let (place, run) = (place([80, 30, 1100, 90]), run(words));
    format!(
        r#"<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="title"/><p:cNvSpPr/><p:nvPr>
        <p:ph type="title"/></p:nvPr></p:nvSpPr>
        <p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></p:txBody>
        </p:sp>"#
    )
}

/// A picture by a relation; `inside` goes into its properties.
pub fn picture(id: u32, at: Place, blip: &str, inside: &str) -> String {
    let place = place(at);
    format!(
        r#"<p:pic><p:nvPicPr><p:cNvPr id="{id}" name="p{id}"/><p:cNvPicPr/>
        <p:nvPr>{inside}</p:nvPr></p:nvPicPr>
        <p:blipFill><a:blip {blip}/><a:stretch><a:fillRect/></a:stretch></p:blipFill>
        <p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>"#
    )
}

/// A formula in a box of its own, as PowerPoint writes it: the fraction of two letters.
pub fn formula(id: u32, at: Place, above: &str, below: &str) -> String {
    let letter = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let (above, below) = (letter(above), letter(below));
    let formula = format!(
        r#"<a14:m><m:oMathPara><m:oMath><m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>
        </m:oMath></m:oMathPara></a14:m>"#
    );
    let shape = text(id, at, &[formula], "");
    format!(
        r#"<mc:AlternateContent><mc:Choice Requires="a14">{shape}</mc:Choice><mc:Fallback/>
        </mc:AlternateContent>"#
    )
}

/// What a click does: the target as it stands in the timing.
pub fn whole(shape: u32) -> String {
    format!(r#"<p:spTgt spid="{shape}"/>"#)
}

/// A paragraph as a target.
pub fn paragraph(shape: u32, at: u32) -> String {
    format!(r#"<p:spTgt spid="{shape}"><p:txEl><p:pRg st="{at}" end="{at}"/></p:txEl></p:spTgt>"#)
}

/// Timing in which each click makes a target appear.
pub fn appearing(targets: &[String]) -> String {
    let steps: String = targets
        .iter()
        .map(|target| {
            format!(
                r#"<p:par><p:cTn fill="hold"><p:stCondLst><p:cond delay="indefinite"/>
                </p:stCondLst><p:childTnLst>
                <p:par><p:cTn fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst>
                <p:childTnLst>
                <p:par><p:cTn presetID="1" presetClass="entr" presetSubtype="0" fill="hold"
                nodeType="clickEffect">
                <p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr>
                <p:cTn dur="1" fill="hold"/>
                <p:tgtEl>{target}</p:tgtEl><p:attrNameLst>
                <p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>
                <p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>
                </p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"#
            )
        })
        .collect();
    format!(
        r#"<p:timing><p:tnLst><p:par>
        <p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
        <p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">
        <p:childTnLst>{steps}</p:childTnLst></p:cTn></p:seq>
        </p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"#
    )
}

/// A whole presentation, with other parts beside its slides.
pub fn pptx(slides: &[Slide], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(bytes).expect("a part is written");
    };
    put("[Content_Types].xml", content_types(slides).as_bytes());
    let root = [("rId1", "officeDocument", "ppt/presentation.xml")];
    put("_rels/.rels", relations(&root).as_bytes());
    put("ppt/presentation.xml", presentation(slides.len()).as_bytes());
    let targets: Vec<(String, String)> = (1..=slides.len())
        .map(|at| (format!("rIdS{at}"), format!("slides/slide{at}.xml")))
        .collect();
    let mut of_presentation: Vec<(&str, &str, &str)> =
        targets.iter().map(|(id, target)| (id.as_str(), "slide", target.as_str())).collect();
    of_presentation.push(("rIdM", "slideMaster", "slideMasters/slideMaster1.xml"));
    of_presentation.push(("rIdT", "theme", "theme/theme1.xml"));
    put("ppt/_rels/presentation.xml.rels", relations(&of_presentation).as_bytes());
    put("ppt/theme/theme1.xml", theme().as_bytes());
    put("ppt/slideMasters/slideMaster1.xml", master().as_bytes());
    let of_master = [
        ("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("rId2", "theme", "../theme/theme1.xml"),
    ];
    put("ppt/slideMasters/_rels/slideMaster1.xml.rels", relations(&of_master).as_bytes());
    put("ppt/slideLayouts/slideLayout1.xml", layout().as_bytes());
    let of_layout = [("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")];
    put("ppt/slideLayouts/_rels/slideLayout1.xml.rels", relations(&of_layout).as_bytes());
    for (number, slide) in (1..).zip(slides) {
        let show = if slide.is_hidden { " show=\"0\"" } else { "" };
        let xml = format!(
            "<p:sld {NAMESPACES}{show}><p:cSld>{}</p:cSld>{}</p:sld>",
            tree(&slide.shapes),
            slide.after
        );
        put(&format!("ppt/slides/slide{number}.xml"), xml.as_bytes());
        put(
            &format!("ppt/slides/_rels/slide{number}.xml.rels"),
            of_slide(slide, number).as_bytes(),
        );
        if let Some(notes) = &slide.notes {
            let body = format!(
                r#"<p:sp><p:nvSpPr><p:cNvPr id="2" name="n"/><p:cNvSpPr/><p:nvPr>
                <p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>
                <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{}</a:p></p:txBody></p:sp>"#,
                run(notes)
            );
            let xml = format!("<p:notes {NAMESPACES}><p:cSld>{}</p:cSld></p:notes>", tree(&body));
            put(&format!("ppt/notesSlides/notesSlide{number}.xml"), xml.as_bytes());
        }
    }
    for (name, bytes) in parts {
        put(name, bytes);
    }
    zip.finish().expect("a package ends").into_inner()
}

fn tree(shapes: &str) -> String {
    format!(
        r#"<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>
        <p:grpSpPr/>{shapes}</p:spTree>"#
    )
}

fn relations(all: &[(&str, &str, &str)]) -> String {
    let all: String = all
        .iter()
        .map(|(id, kind, target)| {
            format!(r#"<Relationship Id="{id}" Type="{KINDS}/{kind}" Target="{target}"/>"#)
        })
        .collect();
    format!(
        r#"<Relationships
        xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
    )
}

fn of_slide(slide: &Slide, number: usize) -> String {
    let notes = format!("../notesSlides/notesSlide{number}.xml");
    let mut own = vec![("rIdL", "slideLayout", "../slideLayouts/slideLayout1.xml")];
    if slide.notes.is_some() {
        own.push(("rIdN", "notesSlide", &notes));
    }
    let more: String = slide
        .relations
        .iter()
        .map(|(id, kind, target, is_external)| {
            let mode = if *is_external { r#" TargetMode="External""# } else { "" };
            format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>"#)
        })
        .collect();
    relations(&own).replace("</Relationships>", &format!("{more}</Relationships>"))
}

fn content_types(slides: &[Slide]) -> String {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument";
    let one = |name: &str, kind: &str| {
        format!(r#"<Override PartName="/ppt/{name}" ContentType="{MAIN}.{kind}+xml"/>"#)
    };
    let mut all = one("presentation.xml", "presentationml.presentation.main");
    all += &one("slideMasters/slideMaster1.xml", "presentationml.slideMaster");
    all += &one("slideLayouts/slideLayout1.xml", "presentationml.slideLayout");
    all += &one("theme/theme1.xml", "theme");
    for (number, slide) in (1..).zip(slides) {
        all += &one(&format!("slides/slide{number}.xml"), "presentationml.slide");
        if slide.notes.is_some() {
            all +=
                &one(&format!("notesSlides/notesSlide{number}.xml"), "presentationml.notesSlide");
        }
    }
    format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels"
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Default Extension="png" ContentType="image/png"/>
        <Default Extension="mp4" ContentType="video/mp4"/>{all}</Types>"#
    )
}

fn presentation(slides: usize) -> String {
    let ids: String =
        (1..=slides).map(|at| format!(r#"<p:sldId id="{}" r:id="rIdS{at}"/>"#, 255 + at)).collect();
    format!(
        r#"<p:presentation {NAMESPACES}><p:sldMasterIdLst>
        <p:sldMasterId id="2147483648" r:id="rIdM"/></p:sldMasterIdLst>
        <p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/>
        <p:notesSz cx="6858000" cy="9144000"/></p:presentation>"#
    )
}

fn master() -> String {
    format!(
        r#"<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val="FFFFFF"/>
        </a:solidFill><a:effectLst/></p:bgPr></p:bg>{}</p:cSld>
        <p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2"
        accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6"
        hlink="hlink" folHlink="folHlink"/>
        <p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>
        </p:sldMaster>"#,
        tree("")
    )
}

fn layout() -> String {
    format!(
        r#"<p:sldLayout {NAMESPACES} type="titleOnly"><p:cSld name="plain">{}</p:cSld>
        <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"#,
        tree("")
    )
}

fn theme() -> String {
    let colour =
        |name: &str, value: &str| format!(r#"<a:{name}><a:srgbClr val="{value}"/></a:{name}>"#);
    let mut colours = String::new();
    for (name, value) in
        [("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "333333"), ("lt2", "EEEEEE")]
    {
        colours += &colour(name, value);
    }
    for at in 1..=6 {
        colours += &colour(&format!("accent{at}"), "4472C4");
    }
    colours += &colour("hlink", "0563C1");
    colours += &colour("folHlink", "954F72");
    let face = r#"<a:latin typeface="Noto Sans CJK SC"/><a:ea typeface="Noto Sans CJK SC"/>
    <a:cs typeface=""/>"#;
    let fill = r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#.repeat(3);
    let line =
        r#"<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#.repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t">
        <a:themeElements>
        <a:clrScheme name="c">{colours}</a:clrScheme>
        <a:fontScheme name="f"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>
        </a:fontScheme>
        <a:fmtScheme name="m"><a:fillStyleLst>{fill}</a:fillStyleLst>
        <a:lnStyleLst>{line}</a:lnStyleLst>
        <a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst>
        </a:fmtScheme>
        </a:themeElements></a:theme>"#
    )
}
