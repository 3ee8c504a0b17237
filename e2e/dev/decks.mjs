// Makes the decks of the browser tests anew: `refraction.pptx` and `exercises.pdf` in `decks/`.
// LibreOffice writes them, as a teacher's own program would. Usage: node dev/decks.mjs

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DECKS = fileURLToPath(new URL('../decks', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'xingtan-decks-'));

/** Air over water with a ray that breaks at the border, and the grain of a photograph. */
function photograph() {
  const path = join(folder, 'water.jpg');
  const border = '200+6*sin(X/40)';
  const ray = 'lt(abs(X-if(lt(Y,200),120+Y,320+(Y-200)*0.55)),4)';
  const level = (air, water) => `if(${ray},255,if(lt(Y,${border}),${air},${water})+random(1)*22)`;
  const [r, g, b] = [level('168+Y/5', '20+Y/12'), level('196+Y/6', '96+Y/9'), level('214', '120')];
  const drawn = ['-vf', `geq=r='${r}':g='${g}':b='${b}'`, '-frames:v', '1', '-q:v', '7', path];
  const input = ['-f', 'lavfi', '-i', 'color=c=black:s=640x400'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...drawn]);
  return readFileSync(path).toString('base64');
}

const box = (x, y, w, h) => `svg:x="${x}cm" svg:y="${y}cm" svg:width="${w}cm" svg:height="${h}cm"`;

const title = (words) =>
  `<draw:frame presentation:style-name="title" presentation:class="title" ${box(2, 0.9, 24, 2.2)}>
  <draw:text-box><text:p text:style-name="head">${words}</text:p></draw:text-box></draw:frame>`;

/** Lines of which each has a name, so that it can come by a click. */
const lines = (id, at, all) =>
  `<draw:frame draw:style-name="plain" ${at}><draw:text-box>${all
    .map(
      (one, n) =>
        `<text:p text:style-name="line" xml:id="${id}${n}" text:id="${id}${n}">${one}</text:p>`,
    )
    .join('')}</draw:text-box></draw:frame>`;

const picture = (at, base64) =>
  `<draw:frame draw:style-name="plain" ${at}><draw:image>
  <office:binary-data>${base64}</office:binary-data></draw:image></draw:frame>`;

const ellipse = (id, at) =>
  `<draw:ellipse draw:style-name="mark" xml:id="${id}" draw:id="${id}" ${at}/>`;

const [SINE, REST] = [
  '<math:mi mathvariant="normal">sin</math:mi>',
  (of) => `<math:msub><math:mi>${of[0]}</math:mi><math:mn>${of[1]}</math:mn></math:msub>`,
];
const RULE = `<math:mrow><math:mfrac><math:mrow>${SINE}${REST('θ1')}</math:mrow><math:mrow>${SINE}
  ${REST('θ2')}</math:mrow></math:mfrac><math:mo>=</math:mo><math:mfrac>${REST('n2')}${REST('n1')}
  </math:mfrac></math:mrow>`;
const ROOT = `<math:mrow><math:mi>v</math:mi><math:mo>=</math:mo><math:mfrac><math:mi>c</math:mi>
  <math:msqrt><math:mrow><math:mi>ε</math:mi><math:mi>μ</math:mi></math:mrow></math:msqrt>
  </math:mfrac></math:mrow>`;
const formula = (at, inside) =>
  `<draw:frame draw:style-name="plain" ${at}><draw:object><math:math><math:semantics>${inside}
  </math:semantics></math:math></draw:object></draw:frame>`;

/** Each click makes one of these appear. */
const builds = (ids) =>
  `<anim:par presentation:node-type="timing-root">
  <anim:seq presentation:node-type="main-sequence">${ids
    .map(
      (id) => `<anim:par smil:begin="next"><anim:par smil:begin="0s">
  <anim:par smil:begin="0s" smil:fill="hold" presentation:node-type="on-click"
  presentation:preset-class="entrance" presentation:preset-id="ooo-entrance-appear">
  <anim:set smil:begin="0s" smil:dur="0.001s" smil:fill="hold" smil:targetElement="${id}"
  smil:attributeName="visibility" smil:to="visible"/></anim:par></anim:par></anim:par>`,
    )
    .join('')}</anim:seq></anim:par>`;

const noted = (words) =>
  `<presentation:notes><draw:page-thumbnail ${box(2, 1, 14, 8)}/>
  <draw:frame presentation:style-name="notes" presentation:class="notes" ${box(2, 12, 15, 10)}>
  <draw:text-box><text:p>${words}</text:p></draw:text-box></draw:frame></presentation:notes>`;

const page = (n, shapes, { timing = '', notes = '' } = {}) =>
  `<draw:page draw:name="p${n + 1}" draw:master-page-name="plain" draw:style-name="page">
  ${shapes}${timing}${notes && noted(notes)}</draw:page>`;

function presentation(pages) {
  const spaces = ['office', 'style', 'text', 'drawing', 'presentation', 'animation']
    .map((one) => {
      const short = { drawing: 'draw', animation: 'anim' }[one] ?? one;
      return `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${one}:1.0"`;
    })
    .join(' ');
  const fonts = 'style:font-name="Noto Sans CJK SC" style:font-name-asian="Noto Sans CJK SC"';
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${spaces} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:smil="urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0"
 xmlns:math="http://www.w3.org/1998/Math/MathML" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:font-face-decls><style:font-face style:name="Noto Sans CJK SC"
 svg:font-family="'Noto Sans CJK SC'"/></office:font-face-decls>
<office:styles><style:default-style style:family="graphic">
<style:text-properties ${fonts} fo:font-size="26pt" style:font-size-asian="26pt"
 fo:language="zh" fo:country="CN"/></style:default-style></office:styles>
<office:automatic-styles>
<style:page-layout style:name="wide"><style:page-layout-properties fo:page-width="28cm"
 fo:page-height="15.75cm" style:print-orientation="landscape"/></style:page-layout>
<style:style style:name="page" style:family="drawing-page"><style:drawing-page-properties
 draw:fill="solid" draw:fill-color="#fbfaf5"/></style:style>
<style:style style:name="plain" style:family="graphic"><style:graphic-properties
 draw:stroke="none" draw:fill="none"/></style:style>
<style:style style:name="title" style:family="presentation"><style:graphic-properties
 draw:stroke="none" draw:fill="none"/></style:style>
<style:style style:name="notes" style:family="presentation"><style:graphic-properties
 draw:stroke="none" draw:fill="none"/></style:style>
<style:style style:name="mark" style:family="graphic"><style:graphic-properties
 draw:fill="none" draw:stroke="solid" svg:stroke-width="0.12cm" svg:stroke-color="#c2410c"/>
</style:style>
<style:style style:name="head" style:family="paragraph"><style:text-properties ${fonts}
 fo:font-size="36pt" style:font-size-asian="36pt" fo:font-weight="bold"
 style:font-weight-asian="bold"/></style:style>
<style:style style:name="line" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.4cm"/><style:text-properties ${fonts} fo:font-size="26pt"
 style:font-size-asian="26pt"/></style:style>

</office:automatic-styles>
<office:master-styles><style:master-page style:name="plain" style:page-layout-name="wide"
 draw:style-name="page"/></office:master-styles>
<office:body><office:presentation>${pages.join('')}</office:presentation></office:body>
</office:document>`;
}

const TEXT = box(2, 3.6, 13, 9);
const LEFT = box(2, 3.6, 12, 9);
const RIGHT = box(15.5, 4, 11, 6.9);

/** Eight slides, of which the third comes in four clicks. */
function refraction(water) {
  return presentation([
    page(
      0,
      title('光的折射') +
        lines('a', TEXT, ['八年级物理 · 第四章第四节', '为什么池水看起来比实际浅？']) +
        picture(RIGHT, water),
      { notes: '先让学生说一说生活中的例子，再演示筷子入水。' },
    ),
    page(
      1,
      title('折射定律') +
        lines('b', box(2, 3.6, 24, 3), ['入射角与折射角的正弦之比是一个常数：']) +
        formula(box(8, 7, 11, 5), RULE),
      { notes: '强调 θ 是与法线的夹角，不是与界面的夹角。' },
    ),
    page(
      2,
      title('作图三步') +
        lines('c', LEFT, ['一、过入射点画法线', '二、按角度画折射光线', '三、标出箭头和角']) +
        picture(RIGHT, water) +
        ellipse('c9', box(19, 6, 3, 2.6)),
      { timing: builds(['c0', 'c1', 'c2', 'c9']), notes: '每画一步停一下。' },
    ),
    page(
      3,
      title('空气射入水中') +
        lines('d', TEXT, ['折射光线向法线偏折', '折射角小于入射角', '光速由 c 变为 v']) +
        formula(box(16, 5, 9, 5), ROOT),
    ),
    page(
      4,
      title('水射入空气中') +
        lines('e', TEXT, ['折射光线远离法线', '角度足够大时发生全反射']) +
        picture(RIGHT, water),
    ),
    page(5, title('海市蜃楼') + lines('f', TEXT, ['空气疏密不均，光线弯曲', '看到的是虚像']), {
      notes: '可以播放一段录像。',
    }),
    page(
      6,
      title('练一练') + lines('g', TEXT, ['1. 画出光从空气射入玻璃的光路', '2. 比较两个角的大小']),
    ),
    page(
      7,
      title('小结') + lines('h', TEXT, ['折射：传播方向改变', '定律：三线共面、两侧、角的关系']),
    ),
  ]);
}

function exercises(water) {
  const one = (n, words, more) =>
    page(n, title(`练习 ${n + 1}`) + lines(`x${n}`, TEXT, words) + more);
  return presentation([
    one(0, ['一束光以 60° 射入水中，', '折射角约为多少？'], formula(RIGHT, RULE)),
    one(1, ['看图说出哪一边是空气。'], picture(RIGHT, water)),
    one(2, ['求光在水中的速度。'], formula(box(16, 5, 9, 5), ROOT)),
    one(3, ['课后：观察一根插入水中的筷子，', '写下你看到的。'], ''),
  ]);
}

/** Converts a file into this format, beside it. */
function convert(source, format) {
  const own = `-env:UserInstallation=file://${folder}/office`;
  const words = [own, '--headless', '--convert-to', format, '--outdir', folder, source];
  execFileSync('soffice', words, { stdio: 'ignore' });
  return source.replace(/\w+$/, format);
}

/** Writes a presentation as PPTX; LibreOffice knows no size of formulas, so that they get theirs. */
function write(name, text) {
  const source = join(folder, `${name}.fodp`);
  writeFileSync(source, text);
  const path = convert(source, 'pptx');
  execFileSync('unzip', ['-q', path, 'ppt/slides/*.xml', '-d', folder]);
  const slides = join(folder, 'ppt/slides');
  for (const file of readdirSync(slides)) {
    const before = readFileSync(join(slides, file), 'utf8');
    const sized = before.replace(
      /<a:ext cx="\d{9,}" cy="\d+"/g,
      '<a:ext cx="3600000" cy="1620000"',
    );
    writeFileSync(join(slides, file), sized);
  }
  execFileSync('zip', ['-q', '-r', path, 'ppt/slides'], { cwd: folder });
  rmSync(slides, { recursive: true });
  return path;
}

const water = photograph();
copyFileSync(write('refraction', refraction(water)), join(DECKS, 'refraction.pptx'));
copyFileSync(convert(write('exercises', exercises(water)), 'pdf'), join(DECKS, 'exercises.pdf'));
rmSync(folder, { recursive: true });
