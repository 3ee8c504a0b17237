import { useState } from 'preact/hooks';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Told } from '~/ui/Live.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import type { Action } from '../room/wire.ts';
import { MAIN, standing } from '../stage/room.ts';
import css from './classes.module.css';
import { FarClass } from './FarClass.tsx';
import { classesOf } from './now.ts';
import type { ClassesRoom } from './room.ts';
import { say } from './say.ts';
import { useStanding } from './standing.ts';

/** So many are on a page: what is not drawn costs nothing, however many there are. */
const ON_PAGE = 12;

/** The classes that take a lesson elsewhere, each once. */
export function farOf({ audience }: Lesson) {
  return audience.filter((one) => one.part === 'receiving');
}

/** Every class elsewhere, a page at a time: seen, and called or dismissed by one key. */
export function FarClasses({ room }: { room: ClassesRoom }) {
  const [wanted, setPage] = useState(0);
  const model = room.model.value;
  const all = farOf(room.lesson);
  const pages = Math.max(1, Math.ceil(all.length / ON_PAGE));
  const page = Math.min(wanted, pages - 1);
  const rows = all.slice(page * ON_PAGE, (page + 1) * ON_PAGE);
  const known = useStanding(
    room.lesson.id,
    rows.map((one) => one.class.id),
    model.paces?.here ?? 0,
  );
  const { members } = standing(model).stage;
  const behind = classesOf(model);
  return (
    <>
      <ul class={css.far}>
        {rows.map(({ class: { id, name }, school }) => (
          <FarClass
            key={id}
            room={room}
            id={id}
            name={`${school.name} ${name}`}
            known={known.get(id)}
            member={members.find((one) => one.class === id)}
            cursor={behind.find((one) => one.class === id)?.cursor}
          />
        ))}
      </ul>
      {pages > 1 && (
        <nav class={css.keys} aria-label={t('classes.pages')}>
          <Button size="small" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t('classes.page_before')}
          </Button>
          <span class="figures">
            {page + 1} / {pages}
          </span>
          <Button size="small" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            {t('classes.page_after')}
          </Button>
        </nav>
      )}
    </>
  );
}

/** Calls whose turn it is; says so when nobody was called for long. */
export function FairCall({ room }: { room: ClassesRoom }) {
  const { isBusy, attempt } = useAttempt();
  const { paces } = room.model.value;
  const due = paces?.call_due_ms;
  const isDue = due !== undefined && (room.nowMs() ?? 0) >= due;
  const fair: Action = { type: 'call_class', stage: MAIN };
  const go = () => attempt(() => say(room, fair));
  return (
    <div class={css.keys}>
      <Button size="small" busy={isBusy} disabled={!paces?.here} onClick={() => void go()}>
        {t('classes.call_fairly')}
      </Button>
      {isDue && <Told class={css.due}>{t('classes.call_due')}</Told>}
    </div>
  );
}
