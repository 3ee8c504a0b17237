import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { className } from '~/lib/lesson.ts';
import { Avatar } from '~/ui/Avatar.tsx';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Pen } from '~/ui/icons_ink.tsx';
import { Invite } from '../stage/Invite.tsx';
import { standing } from '../stage/room.ts';
import type { RoomStore } from './store.ts';
import css from './teacher.module.css';
import { useEvery } from './use_every.ts';
import type { RosterRow } from './wire.ts';

/** One of the class in the teacher's roster, and what may be done for them. */
export function RosterPerson({ store, row }: { store: RoomStore; row: RosterRow }) {
  const { person, name, present, muted } = row;
  const { hands, picks, writers, state } = store.model.value;
  const writes = writers.includes(person);
  const times = picks.filter((one) => one.person === person).length;
  const place = hands.findIndex((hand) => hand.person === person);
  const { invited } = standing(store.model.value).stage;
  const isAsked = place >= 0 || invited.some((one) => one.person === person);
  const { audience } = store.lesson;
  const known = audience.find((one) => one.class.id === row.class);
  // With one class it goes without saying.
  const of = known && audience.length > 1 ? className(store.lesson, known) : '';
  return (
    <li data-away={!present || undefined} data-tall={isAsked || undefined}>
      <Avatar name={name} />
      <div class={css.who}>
        <b>{name}</b>
        <span>
          <i data-on={present || undefined} aria-hidden="true" />
          {t(present ? 'room.people_online' : 'room.people_missing')}
          {of && ` · ${of}`}
          {muted && ` · ${t('room.is_muted')}`}
          {writes && ` · ${t('room.writes')}`}
          {times > 0 && ` · ${t('room.picked_times', { count: times })}`}
          {place >= 0 && <Waiting store={store} place={place} />}
        </span>
      </div>
      {place >= 0 && (
        <span class={css.lower}>
          <Button
            size="small"
            aria-label={t('room.lower_of', { name })}
            onClick={() => store.send({ type: 'lower_hand', person })}
          >
            {t('room.lower')}
          </Button>
        </span>
      )}
      {present && state === 'open' && (
        <Invite room={store} person={person} name={name} isRaised={place >= 0} />
      )}
      <span class={css.write} data-on={writes || undefined}>
        <IconButton
          label={t(writes ? 'room.stop_write_of' : 'room.let_write_of', { name })}
          onClick={() => store.send({ type: 'let_write', person, may: !writes })}
        >
          <Pen size={20} />
        </IconButton>
      </span>
      <Button
        size="small"
        look="quiet"
        aria-label={t(muted ? 'room.unmute_of' : 'room.mute_of', { name })}
        onClick={() => store.send({ type: 'mute_person', person, muted: !muted })}
      >
        {t(muted ? 'room.unmute' : 'room.mute')}
      </Button>
    </li>
  );
}

function Waiting({ store, place }: { store: RoomStore; place: number }) {
  useEvery(1000);
  const since = store.model.value.hands[place]?.at_ms ?? 0;
  const wait = Math.max(0, (store.nowMs() ?? since) - since);
  return (
    <em class="figures">{t('room.hand_wait', { place: place + 1, wait: clockText(wait) })}</em>
  );
}
