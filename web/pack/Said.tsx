import { useEffect, useRef } from 'preact/hooks';
import type { Clock } from './clock.ts';
import type { Said as Line } from './story.ts';
import { clockText, t } from './texts.ts';

/** What was said, the latest before the position marked and in sight. */
export function Said({ said, notes, clock }: { said: Line[]; notes: Line[]; clock: Clock }) {
  const list = useRef<HTMLOListElement>(null);
  const lines = [...said, ...notes].sort((one, other) => one.seq - other.seq);
  const isNote = new Set(notes.map((note) => note.seq));
  const passed = lines.filter((line) => line.atMs <= clock.positionMs.value);
  const current = passed[passed.length - 1]?.seq;
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (row && list.current && clock.isPlaying.peek()) {
      list.current.scrollTop = row.offsetTop - list.current.clientHeight / 2;
    }
  }, [current, clock]);
  if (lines.length === 0) return <p class="empty">{t('nothing_said')}</p>;
  return (
    <ol class="said" ref={list}>
      {lines.map((line) => (
        <li key={line.seq} aria-current={line.seq === current ? 'true' : undefined}>
          <button type="button" class="quiet" onClick={() => clock.seek(line.atMs)}>
            {clockText(line.atMs)}
          </button>
          <span>
            <b>{isNote.has(line.seq) ? t('announcement') : line.name}</b> {line.text}
          </span>
        </li>
      ))}
    </ol>
  );
}
