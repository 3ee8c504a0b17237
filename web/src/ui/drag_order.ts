// Where a row of a list lands that is dragged. No browser here.

/** A row's place on the screen. */
export interface Span {
  top: number;
  height: number;
}

/** Which place a row takes that was dragged so far from its own: that of those it has half passed. */
export function landing(rows: readonly Span[], from: number, by: number): number {
  const own = rows[from];
  if (!own) return from;
  const top = own.top + by;
  const bottom = top + own.height;
  let to = from;
  rows.forEach((row, at) => {
    const middle = row.top + row.height / 2;
    if (at > from && bottom > middle) to = Math.max(to, at);
    if (at < from && top < middle) to = Math.min(to, at);
  });
  return to;
}

/** How far a row gives way while another one is dragged over it. */
export function givesWay(rows: readonly Span[], from: number, to: number, at: number): number {
  const own = rows[from];
  if (!own || at === from) return 0;
  const [first, second] = rows;
  const gap = first && second ? second.top - first.top - first.height : 0;
  const step = own.height + gap;
  if (at > from && at <= to) return -step;
  if (at < from && at >= to) return step;
  return 0;
}

/** The list with one row at another place. */
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const rest = all.filter((_, at) => at !== from);
  const one = all[from];
  if (one === undefined) return rest;
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}
