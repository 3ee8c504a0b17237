import { useEffect, useRef } from 'preact/hooks';
import type { ClassChoice, RosterClass } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { ChoiceRow } from '~/ui/Field.tsx';
import { Told } from '~/ui/Live.tsx';
import css from './import.module.css';

/** What the administrator said of classes that do not exist: nothing yet, the same for all, or
 * for each; then the names are those to create. */
export type Wish = '' | ClassChoice | readonly string[];

export function choicesOf(classes: RosterClass[], wish: Wish): Record<string, ClassChoice> | null {
  if (wish === '') return null;
  const one = (name: string): ClassChoice => {
    if (wish === 'create' || wish === 'leave_out') return wish;
    return wish.includes(name) ? 'create' : 'leave_out';
  };
  return Object.fromEntries(classes.map(({ name }) => [name, one(name)]));
}

/** Rows that stay out by the choice. */
export function rowsLeftOut(classes: RosterClass[], wish: Wish): number {
  const choices = choicesOf(classes, wish) ?? {};
  const left = classes.filter(({ name }) => choices[name] === 'leave_out');
  return left.reduce((sum, { rows }) => sum + rows, 0);
}

interface Props {
  classes: RosterClass[];
  wish: Wish;
  onWish: (wish: Wish) => void;
  /** Somebody tried to go on without an answer. */
  isMissed: boolean;
}

/** Asks before a class is made: a mistyped name must not become one unasked. */
export function NewClasses({ classes, wish, onWish, isMissed }: Props) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (isMissed) group.current?.querySelector('input')?.focus();
  }, [isMissed]);
  const names = listed(classes.map((one) => one.name));
  const count = classes.length;
  const rows = classes.reduce((sum, one) => sum + one.rows, 0);
  const isEach = typeof wish === 'object';
  const toggle = (name: string, isPicked: boolean) => {
    const rest = isEach ? wish.filter((one) => one !== name) : [];
    onWish(isPicked ? [...rest, name] : rest);
  };
  const radio = { type: 'radio', name: 'new-classes' } as const;
  return (
    <fieldset class={css.ask} ref={group}>
      <legend>{t('people.unknown_classes', { count, names })}</legend>
      <ChoiceRow
        {...radio}
        text={t('people.create_classes', { count: rows })}
        checked={wish === 'create'}
        onChecked={() => onWish('create')}
      />
      <ChoiceRow
        {...radio}
        text={t('people.leave_out', { count: rows })}
        hint={t('people.leave_out_hint')}
        checked={wish === 'leave_out'}
        onChecked={() => onWish('leave_out')}
      />
      {count > 1 && (
        <ChoiceRow
          {...radio}
          text={t('people.choose_each')}
          checked={isEach}
          onChecked={() => onWish([])}
        />
      )}
      {isEach && (
        <div class={css.each}>
          {classes.map((one) => (
            <ChoiceRow
              key={one.name}
              type="checkbox"
              text={t('people.create_class', { name: one.name, count: one.rows })}
              checked={wish.includes(one.name)}
              onChecked={(isPicked) => toggle(one.name, isPicked)}
            />
          ))}
        </div>
      )}
      {isMissed && wish === '' && <Told class={css.error}>{t('people.choose_first')}</Told>}
    </fieldset>
  );
}
