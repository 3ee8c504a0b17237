// What a lesson over a thin line measured, as a page for people.

const whole = (number) => Math.round(number).toLocaleString('en');

/** Markdown of what `tests/deck.test.mjs` measured. */
export function told(figures) {
  const { turns, quizzes, strokes, heard, minutes = [], acknowledged_ms = [] } = figures;
  const rows = [
    ['both documents uploaded and all their pages made', whole(figures.prepared_ms)],
    ['first page, from the press on the day’s page', whole(figures.first_page_ms)],
    ['voice, likewise', whole(figures.voice_ms)],
  ];
  for (const [name, one] of Object.entries({ pages: turns, strokes, questions: quizzes })) {
    if (!one?.count) continue;
    const late = `${whole(one.voice_p50)} / ${whole(one.voice_max)}`;
    rows.push([`${one.count} ${name}: behind the voice that is heard, p50 / max`, late]);
    const clock = `${whole(one.clock_p50)} / ${whole(one.clock_max)}`;
    rows.push([`${one.count} ${name}: behind the teacher, p50 / max`, clock]);
  }
  const slowest = acknowledged_ms.length && Math.max(...acknowledged_ms);
  rows.push([`${acknowledged_ms.length} answers acknowledged, at most`, whole(slowest)]);
  if (heard) {
    rows.push(['of the lesson that passed', whole(heard.of_ms)]);
    rows.push(['were heard', whole(heard.ms)]);
    rows.push([`the voice stood still ${heard.stood_still} times`, '']);
  }
  if (figures.moments) {
    rows.push([`replay compared at ${figures.moments} moments, of which differed`, figures.differ]);
  }
  const line = ([name, value]) => `| ${name} | ${value} |`;
  const each = minutes.map(
    ({ down, up, kbps }, n) => `| ${n + 1} | ${whole(down)} | ${whole(up)} | ${kbps.toFixed(1)} |`,
  );
  return [
    '| what | ms |',
    '| --- | ---: |',
    ...rows.map(line),
    '',
    '| minute after entering | bytes that come | bytes that go | kbit/s in all |',
    '| --- | ---: | ---: | ---: |',
    ...each,
    '',
  ].join('\n');
}
