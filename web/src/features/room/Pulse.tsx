import { t } from '~/lib/i18n.ts';
import { kindText } from './results.tsx';
import type { RoomStore } from './store.ts';
import css from './teacher.module.css';
import { mayAnswer, showAsked, showPeople, tab } from './teacher_view.ts';
import { useEvery } from './use_every.ts';

const RECENT_MS = 60_000;

/** How the class is doing in a line of figures; each leads to what it counts. */
export function Pulse({ store }: { store: RoomStore }) {
  useEvery(5000);
  const { presence, hands, activities, lines, state } = store.model.value;
  const now = store.nowMs() ?? 0;
  const recent = lines.filter((line) => line.kind === 'danmaku' && line.at_ms > now - RECENT_MS);
  const running = activities.filter((one) => one.is_open).pop();
  return (
    <div class={css.pulse}>
      <button type="button" onClick={() => showPeople(state === 'open' ? 'missing' : 'all')}>
        <b class="figures">
          {state === 'open' && `${presence.here}/`}
          {presence.expected}
        </b>
        {t(state === 'open' ? 'room.pulse_here' : 'room.pulse_expected')}
      </button>
      <button type="button" onClick={() => showPeople('hands')} data-lit={hands.length > 0}>
        <b class="figures">{hands.length}</b>
        {t('room.hands')}
      </button>
      {running && (
        <button type="button" onClick={() => showAsked(running.activity)}>
          <b class="figures">
            {running.answered}/{mayAnswer(running, presence)}
          </b>
          {kindText(running)} · {t('room.pulse_answered')}
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          tab.value = 'talk';
        }}
      >
        <b class="figures">{recent.length}</b>
        {t('room.pulse_said')}
      </button>
    </div>
  );
}
