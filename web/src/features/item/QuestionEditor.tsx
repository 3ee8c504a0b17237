import { useState } from 'preact/hooks';
import type { QuestionKind } from '~/api/shapes.ts';
import { useDraft } from '~/lib/draft.ts';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { ChoiceRow, Field, Select, TextArea } from '~/ui/Field.tsx';
import { Cross } from '~/ui/icon.tsx';
import { Plus } from '~/ui/icons.tsx';
import { KeptDraft } from '~/ui/KeptDraft.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import { letterOf } from './choices.ts';
import { CHOICES_MAX, fault, hasChoices, type QuestionDraft, questionShape } from './draft.ts';

const KINDS: QuestionKind[] = ['single', 'multiple', 'true_false', 'short_text'];

interface Props {
  /** Names the local copy that outlives a lost page. */
  keep: string;
  start: QuestionDraft;
  /** The word on the button; to save, where it says nothing. */
  saveText?: string;
  onSave: (draft: QuestionDraft) => Promise<void>;
  onCancel: () => void;
}

export function QuestionEditor({ keep, start, saveText, onSave, onCancel }: Props) {
  const kept = useDraft(`question.${keep}`, start, questionShape);
  const draft = kept.value;
  const { isBusy, failure, attempt } = useAttempt();
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<QuestionDraft>) => kept.keep({ ...draft, ...part });
  const wrong = isTried ? fault(draft) : null;
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (fault(draft)) return;
    await attempt(async () => {
      await onSave(draft);
      kept.forget();
    });
  };
  const cancel = () => {
    kept.forget();
    onCancel();
  };
  return (
    <form class={css.card} onSubmit={submit} noValidate>
      <KeptDraft of={kept} />
      <Select
        label={t('prepare.kind')}
        value={draft.kind}
        onValue={(kind) => change({ kind: kind as QuestionKind })}
        options={KINDS.map((value) => ({ value, text: t(`prepare.${value}`) }))}
      />
      <TextArea
        label={t('prepare.stem')}
        value={draft.stem}
        onValue={(stem) => change({ stem })}
        error={wrong === 'stem' ? t('problems.required') : undefined}
      />
      {hasChoices(draft.kind) && <Choices draft={draft} onChange={change} />}
      {draft.kind === 'true_false' && (
        <fieldset class={css.actions}>
          <legend class={css.soft}>{t('prepare.answer')}</legend>
          {(['true', 'false'] as const).map((value) => (
            <ChoiceRow
              key={value}
              type="radio"
              name={`${keep}-truth`}
              text={t(`prepare.${value}`)}
              checked={draft.truth === value}
              onChecked={() => change({ truth: value })}
            />
          ))}
        </fieldset>
      )}
      {draft.kind === 'short_text' && (
        <TextArea
          label={t('prepare.accepted')}
          hint={t('prepare.accepted_hint')}
          value={draft.accepted}
          onValue={(accepted) => change({ accepted })}
          error={wrong === 'accepted' ? t('problems.required') : undefined}
        />
      )}
      {(wrong === 'choices' || wrong === 'key') && (
        <Banner tone="mark">{t(`prepare.fault_${wrong}`)}</Banner>
      )}
      <TextArea
        label={t('prepare.explanation')}
        optional={t('prepare.optional')}
        value={draft.explanation}
        onValue={(explanation) => change({ explanation })}
      />
      <div class={css.row}>
        <Field
          label={t('prepare.seconds')}
          hint={t('prepare.seconds_hint')}
          type="number"
          min={5}
          value={draft.seconds}
          onValue={(seconds) => change({ seconds })}
        />
        <Field
          label={t('prepare.points')}
          type="number"
          min={1}
          value={draft.points}
          onValue={(points) => change({ points })}
        />
      </div>
      <Failure of={failure} />
      <div class={css.actions}>
        <Button type="submit" look="primary" busy={isBusy}>
          {saveText ?? t('core.save')}
        </Button>
        <Button onClick={cancel}>{t('core.cancel')}</Button>
      </div>
    </form>
  );
}

function Choices(props: {
  draft: QuestionDraft;
  onChange: (part: Partial<QuestionDraft>) => void;
}) {
  const { kind, choices } = props.draft;
  const put = (next: QuestionDraft['choices']) => props.onChange({ choices: next });
  const mark = (at: number, right: boolean) =>
    put(
      choices.map((one, index) =>
        index === at ? { ...one, right } : kind === 'single' ? { ...one, right: false } : one,
      ),
    );
  return (
    <fieldset class={css.form}>
      <legend class={css.soft}>{t('prepare.choices')}</legend>
      {choices.map((one, at) => {
        const letter = letterOf(at);
        return (
          <div key={letter} class={css.option}>
            <ChoiceRow
              type={kind === 'single' ? 'radio' : 'checkbox'}
              text={t('prepare.is_right')}
              label={t('prepare.right', { letter })}
              checked={one.right}
              onChecked={(right) => mark(at, right)}
            />
            <div class={css.grow}>
              <Field
                label={t('prepare.choice', { letter })}
                value={one.text}
                onValue={(text) =>
                  put(choices.map((old, index) => (index === at ? { ...old, text } : old)))
                }
              />
            </div>
            <IconButton
              label={t('prepare.remove_choice', { letter })}
              disabled={choices.length <= 2}
              onClick={() => put(choices.filter((_, index) => index !== at))}
            >
              <Cross size={20} />
            </IconButton>
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          disabled={choices.length >= CHOICES_MAX}
          onClick={() => put([...choices, { text: '', right: false }])}
        >
          <Plus size={18} /> {t('prepare.add_choice')}
        </Button>
      </div>
    </fieldset>
  );
}
