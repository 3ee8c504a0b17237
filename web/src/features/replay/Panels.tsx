import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Bars } from '~/ui/Bars.tsx';
import { Tabs } from '~/ui/Tabs.tsx';
import { barsOf } from '../item/bars.ts';
import { hasLetters, offered } from '../item/choices.ts';
import { rightChoices } from '../item/right.ts';
import type { LessonDeck } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import type { Chapter } from './chapters.ts';
import { PageList } from './PageList.tsx';
import type { Stop } from './pages.ts';
import css from './replay.module.css';
import type { Asked, LessonEvent, Story } from './story.ts';

interface PanelsProps {
  story: Story;
  names: Record<string, string>;
  stops: readonly Stop[];
  chapters: readonly Chapter[];
  /** Whose the recorded lesson is that was played. */
  credit: string | null;
  decks: readonly LessonDeck[];
  addresses: Addresses;
  positionMs: number;
  onSeek: (ms: number) => void;
}
type Tab = 'parts' | 'pages' | 'asked' | 'said' | 'events';

/** Beside the picture: each line leads to its moment. */
export function Panels(props: PanelsProps) {
  const { story, names, stops, chapters, positionMs, onSeek } = props;
  const [tab, setTab] = useState<Tab>(() => firstTab(props));
  const tabs = [
    ...(chapters.length > 0 ? [{ id: 'parts' as const, text: t('replay.parts') }] : []),
    ...(stops.length > 0 ? [{ id: 'pages' as const, text: t('slides.contents') }] : []),
    { id: 'asked' as const, text: t('replay.asked'), badge: story.asked.length },
    { id: 'said' as const, text: t('replay.said'), badge: story.said.length },
    { id: 'events' as const, text: t('replay.events') },
  ];
  return (
    <aside class={css.side}>
      <Tabs label={t('replay.tabs')} tabs={tabs} current={tab} onChange={setTab} />
      <div
        class={css.panel}
        data-scrolls
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
      >
        {tab === 'parts' && (
          <>
            {props.credit && <p class={css.faint}>{props.credit}</p>}
            <Lines
              empty=""
              now={positionMs}
              onSeek={onSeek}
              lines={chapters.map((one) => ({ ...one, name: '' }))}
            />
          </>
        )}
        {tab === 'pages' && <PageList {...props} />}
        {tab === 'asked' && <AskedList asked={story.asked} now={positionMs} onSeek={onSeek} />}
        {tab === 'said' && (
          <Lines
            empty={t('replay.nothing_said')}
            now={positionMs}
            onSeek={onSeek}
            lines={story.said.map((one) => ({ ...one, name: names[one.person] ?? '' }))}
          />
        )}
        {tab === 'events' && (
          <Lines
            empty={t('replay.no_events')}
            now={positionMs}
            onSeek={onSeek}
            lines={story.events.map((one) => ({ ...one, name: '', text: eventText(one, names) }))}
          />
        )}
      </div>
    </aside>
  );
}

function firstTab({ chapters, stops, story }: PanelsProps): Tab {
  if (chapters.length > 0) return 'parts';
  if (stops.length > 0) return 'pages';
  return story.asked.length > 0 ? 'asked' : 'said';
}

function eventText(one: LessonEvent, names: Record<string, string>): string {
  const text = one.text ?? '';
  const name = one.person ? (names[one.person] ?? '') : '';
  return t(`replay.event_${one.kind}`, { text, name });
}

interface Line {
  seq: number;
  at_ms: number;
  name: string;
  text: string;
}

const SHOWN_MOST = 300;

/** Lines by time; the one of this moment is marked and stays in sight. */
function Lines(props: { lines: Line[]; now: number; empty: string; onSeek: (ms: number) => void }) {
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

function AskedList(props: { asked: Asked[]; now: number; onSeek: (ms: number) => void }) {
  if (props.asked.length === 0) return <p class={css.faint}>{t('replay.no_questions')}</p>;
  return (
    <ol class={css.asked}>
      {props.asked.map((one) => (
        <li key={one.activity}>
          <button type="button" onClick={() => props.onSeek(one.at_ms)}>
            <time class="figures">{clockText(one.at_ms)}</time>
            <span>
              {t(`room.${one.kind}`)} · {t('room.answered', { count: one.answered })}
            </span>
          </button>
          <h2>{one.stem}</h2>
          <Outcome one={one} />
        </li>
      ))}
    </ol>
  );
}

/** The options; with their counts where the result was shown. */
function Outcome({ one }: { one: Asked }) {
  const known = offered(one);
  const { counts, answered } = one;
  const rows = known.length
    ? known
    : (counts ?? []).map(({ choice }) => ({ id: choice, text: choice }));
  if (!counts) {
    return (
      <ul class={css.options}>
        {rows.map((row) => (
          <li key={row.id}>
            {row.text}
            {one.mine?.includes(row.id) && <b> · {t('room.yours')}</b>}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <Bars
        rows={barsOf(
          {
            rows,
            hasLetters: known.length > 0 && hasLetters(one.kind),
            counts,
            answered,
            right: rightChoices(one.key),
            own: one.mine ?? [],
          },
          {
            figure: (values) => t('room.share', values),
            right: t('room.right'),
            own: t('room.yours'),
          },
        )}
      />
      {one.explanation && <p class={css.faint}>{one.explanation}</p>}
    </>
  );
}
