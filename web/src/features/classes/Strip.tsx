import { useState } from 'preact/hooks';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import type { PaceLight, Paces } from '../room/wire.ts';
import css from './classes.module.css';
import { FairCall, FarClasses, farOf } from './FarClasses.tsx';
import { clockText } from './now.ts';
import type { ClassesRoom } from './room.ts';
import { useTick } from './use_tick.ts';

/** Where there is little place the classes are shown when one asks for them. */
const WIDE = '(min-width: 60rem) and (min-height: 64rem)';
const LIGHTS: PaceLight[] = ['lost', 'too_fast', 'fine'];

function nameOf(lesson: Lesson, id: string): string {
  const row = lesson.audience.find((one) => one.class.id === id);
  return row ? `${row.school.name} ${row.class.name}` : t('classes.a_class');
}

/** How the lesson goes for all classes elsewhere: totals, those with most trouble, who holds. */
export function Strip({ room }: { room: ClassesRoom }) {
  useTick(1000);
  const [isOpen, setOpen] = useState(() => matchMedia(WIDE).matches);
  const { paces, state } = room.model.value;
  if (state !== 'open') return null;
  const all = farOf(room.lesson);
  return (
    <section class={css.strip} aria-label={t('classes.elsewhere')}>
      {paces && <Totals room={room} paces={paces} />}
      <FairCall room={room} />
      <details
        class={css.elsewhere}
        open={isOpen}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{t('classes.far', { count: all.length, here: paces?.here ?? 0 })}</summary>
        {isOpen && <FarClasses room={room} />}
      </details>
    </section>
  );
}

/** The lights of all together, who holds, and who has most trouble. */
function Totals({ room, paces }: { room: ClassesRoom; paces: Paces }) {
  const now = room.nowMs() ?? 0;
  const said = paces.lost + paces.too_fast + paces.fine;
  const heldMs = paces.held_since_ms === undefined ? 0 : now - paces.held_since_ms;
  return (
    <>
      {said > 0 && (
        <p class={css.totals}>
          {LIGHTS.map((pace) => (
            <span key={pace} data-pace={pace}>
              <i aria-hidden="true" /> {t(`classes.pace_${pace}`)}{' '}
              <b class="figures">{paces[pace]}</b>
            </span>
          ))}
        </p>
      )}
      {(paces.held > 0 || paces.catching_up > 0) && (
        <p class={css.holds}>
          {paces.held > 0 && t('classes.held', { count: paces.held, time: clockText(heldMs) })}{' '}
          {paces.catching_up > 0 && t('classes.catching_up', { count: paces.catching_up })}
        </p>
      )}
      {paces.slowest.length > 0 && (
        <details class={css.slowest}>
          <summary>{t('classes.slowest', { count: paces.slowest.length })}</summary>
          <ul>
            {paces.slowest.map((one) => (
              <li key={one.class} data-pace={one.pace}>
                <i aria-hidden="true" /> {nameOf(room.lesson, one.class)}
                <span>
                  {t(`classes.pace_${one.pace}`)} · {clockText(now - one.since_ms)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
