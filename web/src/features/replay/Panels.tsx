import { useEffect, useRef } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { ButtonLink, IconButton } from '~/ui/Button.tsx';
import { focusSoon } from '~/ui/focus_soon.ts';
import { Search } from '~/ui/icons_replay.tsx';
import { Tabs } from '~/ui/Tabs.tsx';
import { NotePanel } from '../notes/NotePanel.tsx';
import type { NoteBody } from '../notes/notes.ts';
import type { Notes } from '../notes/use_notes.ts';
import type { LessonDeck } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import { AskedList } from './AskedList.tsx';
import type { Chapter } from './chapters.ts';
import { Lines } from './Lines.tsx';
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
  chapters: readonly Chapter[];
  /** Whose the recorded lesson is that was played. */
  credit: string | null;
  /** The edition that was played, where it can be gone to. */
  edition: string | null;
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
export type Tab = 'parts' | 'pages' | 'asked' | 'said' | 'events' | 'notes';

/** What is beside the picture at first. */
export function firstTab(of: Pick<PanelsProps, 'chapters' | 'stops' | 'story'>): Tab {
  if (of.chapters.length > 0) return 'parts';
  if (of.stops.length > 0) return 'pages';
  return of.story.asked.length > 0 ? 'asked' : 'said';
}

/** Beside the picture: each line leads to its moment. */
export function Panels(props: PanelsProps) {
  const { story, names, stops, chapters, positionMs, onSeek, tab, onTab, late } = props;
  const tabs = [
    ...(chapters.length > 0 ? [{ id: 'parts' as const, text: t('replay.parts') }] : []),
    ...(stops.length > 0 ? [{ id: 'pages' as const, text: t('slides.contents') }] : []),
    { id: 'asked' as const, text: t('replay.asked'), badge: story.asked.length },
    { id: 'said' as const, text: t('replay.said'), badge: story.said.length },
    { id: 'events' as const, text: t('replay.events') },
    { id: 'notes' as const, text: t('notes.title'), badge: props.notes.all.length },
  ];
  const side = useRef<HTMLElement>(null);
  const closeSearch = (opener: HTMLElement | null) => {
    props.onSearching(false);
    focusSoon(() =>
      opener?.isConnected ? opener : side.current?.querySelector<HTMLElement>('[data-search]'),
    );
  };
  // More tabs than fit: the one that is open is in sight.
  useEffect(() => {
    document
      .getElementById(`tab-${tab}`)
      ?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [tab]);
  if (props.isSearching) {
    return (
      <aside class={css.side} ref={side}>
        <SearchPanel
          {...{ story, onSeek }}
          decks={props.decks}
          addresses={props.addresses}
          notes={props.notes.all}
          shiftMs={props.shiftMs}
          onClose={closeSearch}
        />
      </aside>
    );
  }
  return (
    <aside class={css.side} ref={side}>
      <div class={css.tabs}>
        <Tabs label={t('replay.tabs')} tabs={tabs} current={tab} onChange={onTab} />
        <IconButton label={t('replay.search')} data-search onClick={() => props.onSearching(true)}>
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
        {tab === 'parts' && (
          <>
            {props.credit && <p class={css.faint}>{props.credit}</p>}
            {props.edition && (
              <p class={css.alone}>
                <ButtonLink size="small" href={`/editions/${props.edition}`}>
                  {t('editions.alone')}
                </ButtonLink>
              </p>
            )}
            <Lines
              empty=""
              now={positionMs}
              onSeek={onSeek}
              lines={chapters.map((one) => ({ ...one, name: '' }))}
            />
          </>
        )}
        {tab === 'pages' && <PageList {...props} />}
        {tab === 'asked' && (
          <AskedList asked={story.asked} late={late} now={positionMs} onSeek={onSeek} />
        )}
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
