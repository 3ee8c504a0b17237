import { useEffect, useMemo, useRef } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import css from './replay.module.css';

interface Line {
  seq: number;
  at_ms: number;
  name: string;
  text: string;
}

const SHOWN_MOST = 300;

/** Lines by time; the one of this moment is marked and stays in sight. */
export function Lines(props: {
  lines: Line[];
  now: number;
  empty: string;
  onSeek: (ms: number) => void;
}) {
  const { lines, now, onSeek } = props;
  const box = useRef<HTMLOListElement>(null);
  let current = -1;
  for (const [n, line] of lines.entries()) {
    if (line.at_ms > now + 250) break;
    current = n;
  }
  // A window around this moment keeps a lively lesson light.
  const from = Math.max(0, Math.min(current - SHOWN_MOST / 2, lines.length - SHOWN_MOST));
  const shown = useMemo(() => lines.slice(from, from + SHOWN_MOST), [lines, from]);
  useEffect(() => {
    const list = box.current;
    const node = list?.children[current - from];
    const panel = list?.parentElement;
    if (!(node instanceof HTMLElement) || !panel || panel.contains(document.activeElement)) return;
    panel.scrollTop = node.offsetTop - panel.clientHeight / 2;
  }, [current, from]);
  if (lines.length === 0) return <p class={css.faint}>{props.empty}</p>;
  return (
    <ol class={css.lines} ref={box}>
      {shown.map((line, n) => (
        <li key={line.seq}>
          <button
            type="button"
            aria-current={n + from === current || undefined}
            onClick={() => onSeek(line.at_ms)}
          >
            <time class="figures">{clockText(line.at_ms)}</time>
            <span>
              {line.name && <b>{line.name}</b>} {line.text}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
