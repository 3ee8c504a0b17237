import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Invitation } from './Invitation.tsx';
import { isWhole, OverStage, useAside } from './OverStage.tsx';
import { OwnBar } from './OwnBar.tsx';
import { type StageRoom, standing } from './room.ts';
import css from './stage.module.css';
import { Tiles } from './Tiles.tsx';
import { useNews } from './use_news.ts';

/** Sizes of a stage to choose from. */
const SIZES = [4, 9, 16, 25, 36, 50];

/** Who is on the stage, for everybody in the room; and the invitation to come there. */
export function StageParts({ room }: { room: StageRoom }) {
  const { stage, member, isStaff } = standing(room.model.value);
  const whole = isWhole(room.model.value) && stage.members.length > 0;
  const hasBar = member !== undefined || isStaff;
  const hasParts = stage.members.length > 0 && (hasBar || !whole);
  const box = useRef<HTMLElement>(null);
  useHeight(box);
  useNews(room);
  useAside(room);
  return (
    <>
      {hasParts && (
        <section ref={box} class={css.beneath} aria-label={t('stage.title')}>
          {hasBar && (
            <div class={css.bar}>
              {member && <OwnBar room={room} member={member} />}
              {isStaff && <ForAll room={room} />}
            </div>
          )}
          {!whole && <Tiles room={room} look="strip" />}
        </section>
      )}
      {whole && <OverStage room={room} />}
      <Invitation room={room} />
    </>
  );
}

/** What a teacher does to everybody on the stage at once. */
function ForAll({ room }: { room: StageRoom }) {
  const { stage } = standing(room.model.value);
  const others = stage.members.filter((one) => one.role !== 'teacher');
  const heard = others.filter((one) => one.on.sound);
  const of = { stage: stage.stage };
  return (
    <div class={css.all}>
      <Seats room={room} />
      {others.length > 0 && (
        <>
          <Button
            size="small"
            disabled={heard.length === 0}
            onClick={() => void room.ask({ type: 'mute_stage', ...of })}
          >
            {t('stage.mute_all')}
          </Button>
          <Button size="small" onClick={() => void room.ask({ type: 'clear_stage', ...of })}>
            {t('stage.lower_all')}
          </Button>
        </>
      )}
    </div>
  );
}

/** How many are on the stage and how many may be. */
function Seats({ room }: { room: StageRoom }) {
  const { stage, seats, members } = standing(room.model.value).stage;
  const sizes = [...new Set([...SIZES, seats])].sort((a, b) => a - b);
  return (
    <label class={`figures ${css.seats}`}>
      {t('stage.taken', { count: members.length })}
      <select
        value={seats}
        aria-label={t('stage.seats')}
        onChange={(event) => {
          const wanted = Number(event.currentTarget.value);
          void room.ask({ type: 'set_stage', stage, seats: wanted });
        }}
      >
        {sizes.map((size) => (
          <option key={size} value={size}>
            {size}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Tells the room's picture how much place is taken beneath it. */
function useHeight(box: { current: HTMLElement | null }) {
  useLayoutEffect(() => {
    const main = box.current?.closest('main');
    if (!main || !box.current || typeof ResizeObserver === 'undefined') return;
    const say = () => {
      main.style.setProperty('--beneath', `${(box.current?.offsetHeight ?? 0) + 8}px`);
    };
    const watch = new ResizeObserver(say);
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      main.style.removeProperty('--beneath');
    };
  }, [box.current]);
}
