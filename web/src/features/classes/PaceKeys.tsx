import { useState } from 'preact/hooks';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';
import type { PaceLight } from '../room/wire.ts';
import css from './classes.module.css';
import type { ClassesRoom } from './room.ts';

const LIGHTS: PaceLight[] = ['fine', 'too_fast', 'lost'];

/** How the lesson goes for one's own class; the anchor sees the lights of all. */
export function PaceKeys({ room }: { room: ClassesRoom }) {
  const { me, classes } = room.model.value;
  const told = (classes ?? []).find((one) => one.class === me?.class)?.pace ?? null;
  const [said, setSaid] = useState<PaceLight | null>(null);
  const light = said ?? told;
  const say = (pace: PaceLight) => {
    setSaid(pace);
    room.ask({ type: 'set_pace', pace }).catch((error) => {
      setSaid(light);
      toast(problemText(error));
    });
  };
  return (
    <fieldset class={css.lights}>
      <legend>{t('classes.pace')}</legend>
      {LIGHTS.map((pace) => (
        <button
          key={pace}
          type="button"
          data-pace={pace}
          aria-pressed={light === pace}
          onClick={() => say(pace)}
        >
          <i aria-hidden="true" /> {t(`classes.pace_${pace}`)}
        </button>
      ))}
    </fieldset>
  );
}
