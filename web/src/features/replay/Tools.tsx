import type { ComponentChildren } from 'preact';
import { t } from '~/lib/i18n.ts';
import { Pen } from '~/ui/icons_ink.tsx';
import { Repeat, SkipBack, SkipForward, Star, Unclear } from '~/ui/icons_replay.tsx';
import type { Repeating } from './repeat.ts';
import css from './tools.module.css';
import type { Marking } from './use_marking.ts';

interface ToolsProps {
  hasPages: boolean;
  hasQuestions: boolean;
  repeat: Repeating;
  marking: Marking;
  onPage: (way: 1 | -1) => void;
  onQuestion: (way: 1 | -1) => void;
}

interface ToolProps {
  /** What it is called in full, with its key. */
  label: string;
  /** In short, beneath its drawing. */
  word: string;
  isOn?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}

function Tool({ label, word, isOn, onClick, children }: ToolProps) {
  return (
    <button type="button" title={label} aria-pressed={isOn} onClick={onClick}>
      {children}
      <span aria-hidden="true">{word}</span>
      <span class="visually-hidden">{label}</span>
    </button>
  );
}

/** Finding one's way, hearing a passage again, and marking a moment for oneself. */
export function Tools(props: ToolsProps) {
  const { hasPages, hasQuestions, repeat, marking, onPage, onQuestion } = props;
  const { a, b } = repeat.passage;
  const next = a === null ? 'set_a' : b === null ? 'set_b' : 'clear';
  return (
    <fieldset class={css.tools}>
      <legend class="visually-hidden">{t('replay.tools')}</legend>
      {hasPages && (
        <>
          <Tool
            label={t('replay.page_back')}
            word={t('replay.page_back_word')}
            onClick={() => onPage(-1)}
          >
            <SkipBack size={20} />
          </Tool>
          <Tool
            label={t('replay.page_on')}
            word={t('replay.page_on_word')}
            onClick={() => onPage(1)}
          >
            <SkipForward size={20} />
          </Tool>
        </>
      )}
      {hasQuestions && (
        <>
          <Tool
            label={t('replay.question_back')}
            word={t('replay.question_back_word')}
            onClick={() => onQuestion(-1)}
          >
            <SkipBack size={20} />
          </Tool>
          <Tool
            label={t('replay.question_on')}
            word={t('replay.question_on_word')}
            onClick={() => onQuestion(1)}
          >
            <SkipForward size={20} />
          </Tool>
        </>
      )}
      <Tool
        label={t(`replay.repeat_${next}`)}
        word={t(`replay.repeat_${next}_word`)}
        onClick={repeat.press}
      >
        <Repeat size={20} />
      </Tool>
      <i />
      <Tool
        label={t('notes.mark_unclear')}
        word={t('notes.unclear')}
        isOn={marking.isOn('unclear')}
        onClick={() => marking.press('unclear')}
      >
        <Unclear size={20} />
      </Tool>
      <Tool
        label={t('notes.mark_important')}
        word={t('notes.important')}
        isOn={marking.isOn('important')}
        onClick={() => marking.press('important')}
      >
        <Star size={20} />
      </Tool>
      <Tool label={t('notes.write')} word={t('notes.words')} onClick={marking.write}>
        <Pen size={20} />
      </Tool>
    </fieldset>
  );
}
