import css from './Bars.module.css';

export interface Bar {
  id: string;
  /** A letter before the name, as on an answer sheet. */
  letter?: string;
  name: string;
  figure: string;
  /** 0 to 1. */
  share: number;
  /** A word that singles this one out. */
  mark?: string;
  /** A word for one's own. */
  own?: string;
}

/** Counts as horizontal bars from zero, each with its figure beside it. */
export function Bars({ rows }: { rows: Bar[] }) {
  return (
    <ul class={css.bars}>
      {rows.map((row) => (
        <li key={row.id} data-mark={row.mark ? '' : undefined}>
          {row.letter && <b class={css.letter}>{row.letter}</b>}
          <span class={css.name}>
            {row.name}
            {row.mark && <em>✓ {row.mark}</em>}
            {row.own && <em data-own>{row.own}</em>}
          </span>
          <span class="figures">{row.figure}</span>
          <div class={css.bar} aria-hidden="true">
            <i style={{ width: `${Math.round(row.share * 100)}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}
