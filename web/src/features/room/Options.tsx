import { t } from '~/lib/i18n.ts';
import { letterOf } from '../item/choices.ts';
import css from './activity.module.css';
import { choicesOf, isLettered } from './results.tsx';
import type { ActivityView } from './wire.ts';

interface OptionsProps {
  one: ActivityView;
  several: boolean;
  chosen: string[];
  disabled: boolean;
  onChosen: (chosen: string[]) => void;
}

/** Options as on an answer sheet: a letter to fill, a row wide enough for a thumb. */
export function Options({ one, several, chosen, disabled, onChosen }: OptionsProps) {
  const hasLetters = isLettered(one);
  return (
    <fieldset class={css.options}>
      <legend class="visually-hidden">{t('room.your_answer')}</legend>
      {choicesOf(one).map((choice, n) => (
        <label key={choice.id} data-off={disabled || undefined}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={one.activity}
            checked={chosen.includes(choice.id)}
            disabled={disabled}
            onChange={(event) => {
              const others = several ? chosen.filter((id) => id !== choice.id) : [];
              onChosen(event.currentTarget.checked ? [...others, choice.id] : others);
            }}
          />
          <b aria-hidden="true" data-several={several || undefined}>
            {hasLetters ? letterOf(n) : choice.id === 'true' ? '✓' : '✕'}
          </b>
          <span>
            {hasLetters && <span class="visually-hidden">{letterOf(n)} </span>}
            {choice.text}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
