import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import type { Line } from './model.ts';
import css from './room.module.css';
import type { RoomStore } from './store.ts';
import type { ActivityView } from './wire.ts';

const NEAR_PX = 60;

/** Whether one who teaches said it, here or in a class elsewhere. */
function teaches(store: RoomStore, { person }: Line): boolean {
  const { teachers, audience } = store.lesson;
  return [...teachers, ...audience.map((one) => one.teacher)].some((one) => one?.id === person);
}

/** What was said and asked, as text: the accessible form of the danmaku. */
export function Timeline(props: {
  store: RoomStore;
  /** What stands beside a comment. */
  aside?: (line: Line) => ComponentChildren;
  /** Whether it says what it is; among tabs its tab does. */
  hasHeading?: boolean;
  /** What stands for something asked that is over. */
  card?: (one: ActivityView) => ComponentChildren;
}) {
  const { store, aside, card, hasHeading } = props;
  const { lines, activities, state } = store.model.value;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [hasNew, setNew] = useState(false);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    if (isAtEnd.current) node.scrollTop = node.scrollHeight;
    else setNew(true);
  }, [lines]);
  // What is being drawn later, or takes the room away, must not leave one at the oldest line.
  useEffect(() => {
    const node = box.current;
    if (!node || typeof ResizeObserver === 'undefined') return;
    const watch = new ResizeObserver(() => {
      if (isAtEnd.current) node.scrollTop = node.scrollHeight;
    });
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    setNew(false);
  };
  return (
    <div class={css.timeline}>
      <h2 class={hasHeading ? css.heading : 'visually-hidden'}>{t('room.timeline')}</h2>
      {/* Not live: many comments a second would drown a screen reader. */}
      <div
        ref={box}
        role="log"
        aria-live="off"
        aria-label={t('room.timeline')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box needs the keyboard.
        tabIndex={0}
        onScroll={(event) => {
          const node = event.currentTarget;
          isAtEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_PX;
          if (isAtEnd.current) setNew(false);
        }}
      >
        {lines.length === 0 && state === 'open' && (
          <p class={css.faint}>{t('room.nothing_said')}</p>
        )}
        {lines.map((line) => {
          if (line.kind === 'activity') {
            const one = activities.find((a) => a.activity === line.key);
            return one && !one.is_open ? card?.(one) : null;
          }
          return (
            <p key={line.key} data-kind={line.kind} data-own={line.isOwn || undefined}>
              <b>
                {line.kind === 'announcement' ? t('room.announcement') : line.name}
                {line.kind === 'danmaku' && teaches(store, line) && <em> {t('core.teacher')}</em>}
              </b>{' '}
              {line.text}
              {line.kind === 'danmaku' && aside?.(line)}
            </p>
          );
        })}
      </div>
      {hasNew && (
        <Button size="small" onClick={toEnd}>
          {t('room.new_lines')}
        </Button>
      )}
    </div>
  );
}
