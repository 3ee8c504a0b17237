// A PDF written by hand, for what must be found in it.

/** A PDF whose pages have one line of text each. */
export function aPdf(lines) {
  const count = lines.length;
  const pages = lines.map((_, at) => `${4 + 2 * at} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages}] /Count ${count} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...lines.flatMap((line, at) => {
      const drawn = `BT /F1 48 Tf 60 260 Td (${line}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents ${5 + 2 * at} 0 R ` +
          '/Resources << /Font << /F1 3 0 R >> >> >>',
        `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((one, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${one}\nendobj\n`;
    return place;
  });
  const table = places.map((one) => `${String(one).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const start = text.length;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}`;
  return Buffer.from(`${text}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`);
}
