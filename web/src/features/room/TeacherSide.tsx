import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Tabs } from '~/ui/Tabs.tsx';
import { isRecorded } from '../editions/form.ts';
import { Parts } from './later.tsx';
import type { Line } from './model.ts';
import { RosterPerson } from './RosterPerson.tsx';
import { RunDown } from './RunDown.tsx';
import type { RoomStore } from './store.ts';
import { Timeline } from './Timeline.tsx';
import css from './teacher.module.css';
import { filter, found, PEOPLE_FILTERS, passes, tab } from './teacher_view.ts';

/** Rows of the roster shown at once. */
const PAGE = 100;

/** The teacher's column: what to ask, what is said, and who is there. */
export function TeacherSide({ store }: { store: RoomStore }) {
  const { hands, activities } = store.model.value;
  const open = activities.filter((one) => one.is_open).length;
  const current = tab.value;
  const tabs = [
    { id: 'plan' as const, text: t('room.plan'), badge: open },
    { id: 'talk' as const, text: t('room.timeline') },
    { id: 'people' as const, text: t('room.people'), badge: hands.length },
  ];
  return (
    <div class={css.side}>
      <Tabs
        label={t('room.side')}
        tabs={tabs}
        current={current}
        onChange={(id) => {
          tab.value = id;
        }}
      />
      <div
        class={css.panel}
        role="tabpanel"
        id={`panel-${current}`}
        aria-labelledby={`tab-${current}`}
      >
        {current === 'plan' && (
          <>
            {isRecorded(store.lesson) && <Parts store={store} />}
            <RunDown store={store} />
          </>
        )}
        {current === 'talk' && (
          <Timeline store={store} aside={(line) => <MuteSpeaker store={store} line={line} />} />
        )}
        {current === 'people' && <People store={store} />}
      </div>
    </div>
  );
}

/** Mutes whoever said this, beside what he said. */
function MuteSpeaker({ store, line }: { store: RoomStore; line: Line }) {
  const { people } = store.model.value;
  const row = people.find((one) => one.person === line.person);
  if (row?.role !== 'learner') return null;
  const { person, name, muted } = row;
  return (
    <button
      type="button"
      class={css.mute}
      aria-label={t(muted ? 'room.unmute_of' : 'room.mute_of', { name })}
      onClick={() => store.send({ type: 'mute_person', person, muted: !muted })}
    >
      {t(muted ? 'room.unmute' : 'room.mute')}
    </button>
  );
}

function People({ store }: { store: RoomStore }) {
  const [search, setSearch] = useState('');
  const { people, hands } = store.model.value;
  const learners = people.filter((row) => row.role === 'learner');
  const raised = new Set(hands.map((hand) => hand.person));
  const rows = found(learners, hands, filter.value, search);
  const [most, setMost] = useState(PAGE);
  // Another question to the roster begins at its top again.
  useEffect(() => setMost(PAGE), [search, filter.value]);
  return (
    <>
      <input
        class={css.search}
        type="search"
        value={search}
        placeholder={t('room.find_person')}
        aria-label={t('room.find_person')}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <fieldset class={css.filters}>
        <legend class="visually-hidden">{t('room.filter')}</legend>
        {PEOPLE_FILTERS.map((which) => (
          <button
            key={which}
            type="button"
            aria-pressed={filter.value === which}
            onClick={() => {
              filter.value = which;
            }}
          >
            {t(`room.people_${which}`)}{' '}
            <span class="figures">
              {learners.filter((row) => passes(row, which, raised)).length}
            </span>
          </button>
        ))}
      </fieldset>
      {hands.length > 0 && (
        <p class={css.queue}>
          <span>{t('room.hands_up', { count: hands.length })}</span>
          <Button size="small" onClick={() => store.send({ type: 'lower_all_hands' })}>
            {t('room.lower_all')}
          </Button>
        </p>
      )}
      {rows.length === 0 && <p class={css.none}>{t('room.nobody_found')}</p>}
      <ul class={css.people}>
        {rows.slice(0, most).map((row) => (
          <RosterPerson key={row.person} store={store} row={row} />
        ))}
        {rows.length > most && (
          <li class={css.more}>
            <Button wide look="quiet" onClick={() => setMost(most + PAGE)}>
              {t('room.more_people', { count: rows.length - most })}
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}
