import { useState } from 'preact/hooks';
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
import { Lines } from './Lines.tsx';
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

function AskedList(props: { asked: Asked[]; now: number; onSeek: (ms: number) => void }) {
  if (props.asked.length === 0) return <p class={css.faint}>{t('replay.no_questions')}</p>;
  return (
    <ol class={css.asked}>
      {props.asked.map((one) => (
        <li key={one.activity}>
          <button
            type="button"
            aria-current={isRunning(one, props.now) || undefined}
            onClick={() => props.onSeek(one.at_ms)}
          >
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

/** Whether the class was being asked it at this moment. */
function isRunning({ at_ms, end_ms }: Asked, now: number): boolean {
  return at_ms <= now && now < (end_ms ?? Number.POSITIVE_INFINITY);
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
