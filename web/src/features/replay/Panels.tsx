import { useEffect, useMemo, useRef } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { Search } from '~/ui/icons_replay.tsx';
import { Tabs } from '~/ui/Tabs.tsx';
import { NotePanel } from '../notes/NotePanel.tsx';
import type { NoteBody } from '../notes/notes.ts';
import type { Notes } from '../notes/use_notes.ts';
import type { LessonDeck } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import { AskedList } from './AskedList.tsx';
import type { LateAnswers } from './late.ts';
import { PageList } from './PageList.tsx';
import type { Stop } from './pages.ts';
import css from './replay.module.css';
import { SearchPanel } from './SearchPanel.tsx';
import type { LessonEvent, Story } from './story.ts';

interface PanelsProps {
  story: Story;
  names: Record<string, string>;
  stops: readonly Stop[];
  decks: readonly LessonDeck[];
  addresses: Addresses;
  late: LateAnswers;
  notes: Notes;
  /** A note that is being written. */
  draft: NoteBody | null;
  onDraft: (draft: NoteBody | null) => void;
  lesson: string;
  shiftMs: number;
  isSearching: boolean;
  onSearching: (isSearching: boolean) => void;
  positionMs: number;
  tab: Tab;
  onTab: (tab: Tab) => void;
  onSeek: (ms: number) => void;
}
export type Tab = 'pages' | 'asked' | 'said' | 'events' | 'notes';

/** What is beside the picture at first. */
export function firstTab({ stops, story }: Pick<PanelsProps, 'stops' | 'story'>): Tab {
  return stops.length > 0 ? 'pages' : story.asked.length > 0 ? 'asked' : 'said';
}

/** Beside the picture: each line leads to its moment. */
export function Panels(props: PanelsProps) {
  const { story, names, stops, positionMs, onSeek, tab, onTab, late } = props;
  const tabs = [
    ...(stops.length > 0 ? [{ id: 'pages' as const, text: t('slides.contents') }] : []),
    { id: 'asked' as const, text: t('replay.asked'), badge: story.asked.length },
    { id: 'said' as const, text: t('replay.said'), badge: story.said.length },
    { id: 'events' as const, text: t('replay.events') },
    { id: 'notes' as const, text: t('notes.title'), badge: props.notes.all.length },
  ];
  // More tabs than fit: the one that is open is in sight.
  useEffect(() => {
    document
      .getElementById(`tab-${tab}`)
      ?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [tab]);
  if (props.isSearching) {
    return (
      <aside class={css.side}>
        <SearchPanel
          {...{ story, onSeek }}
          decks={props.decks}
          addresses={props.addresses}
          notes={props.notes.all}
          shiftMs={props.shiftMs}
          onClose={() => props.onSearching(false)}
        />
      </aside>
    );
  }
  return (
    <aside class={css.side}>
      <div class={css.tabs}>
        <Tabs label={t('replay.tabs')} tabs={tabs} current={tab} onChange={onTab} />
        <IconButton label={t('replay.search')} onClick={() => props.onSearching(true)}>
          <Search size={20} />
        </IconButton>
      </div>
      <div
        class={css.panel}
        data-scrolls
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
      >
        {tab === 'pages' && <PageList {...props} />}
        {tab === 'asked' && <AskedList asked={story.asked} late={late} onSeek={onSeek} />}
        {tab === 'said' && (
          <Lines
            empty={t('replay.nothing_said')}
            now={positionMs}
            onSeek={onSeek}
            lines={story.said.map((one) => ({ ...one, name: names[one.person] ?? '' }))}
          />
        )}
        {tab === 'notes' && <NotePanel {...props} />}
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
