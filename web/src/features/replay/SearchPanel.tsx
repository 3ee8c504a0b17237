import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { Field } from '~/ui/Field.tsx';
import { Cross } from '~/ui/icon.tsx';
import { Told } from '~/ui/Live.tsx';
import { kindName } from '../notes/NotePanel.tsx';
import type { OwnNote } from '../notes/notes.ts';
import type { LessonDeck } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import css from './search.module.css';
import { FOUND_MOST, find, type Place, shownSlides, wordsOf } from './search.ts';
import type { Story } from './story.ts';

interface SearchProps {
  story: Story;
  decks: readonly LessonDeck[];
  addresses: Addresses;
  notes: readonly OwnNote[];
  shiftMs: number;
  onSeek: (ms: number) => void;
  /** With what had the focus before; null where nothing had. */
  onClose: (opener: HTMLElement | null) => void;
}

/** Pages fetched at a time for their words. */
const AT_ONCE = 4;

/** The words of all slides that were shown, as they come. */
function useSlides({ story, decks, addresses }: SearchProps) {
  const slides = useMemo(() => shownSlides(story.turns, decks), [story, decks]);
  const [words, setWords] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let isGone = false;
    const queue = [...slides];
    const work = async () => {
      for (let one = queue.shift(); one && !isGone; one = queue.shift()) {
        const { deck, page } = one;
        const text = await wordsOf(addresses, one);
        if (!isGone) setWords((before) => new Map(before).set(`${deck}/${page}`, text));
      }
    };
    for (let n = 0; n < AT_ONCE; n += 1) void work();
    return () => {
      isGone = true;
    };
  }, [slides, addresses]);
  const places = slides.map(({ deck, page, label, title, at_ms }): Place => {
    const key = `${deck}/${page}`;
    const name = t('slides.page', { label });
    const text = words.get(key) ?? '';
    // A page's text begins with its title as a rule.
    const whole = text.trimStart().startsWith(title.trim()) ? text : `${title} · ${text}`;
    return { key, at_ms, name, text: whole };
  });
  return { places, isReading: words.size < slides.length };
}

/** A word of the lesson, wherever it stands; each result leads to its moment. */
export function SearchPanel(props: SearchProps) {
  const { story, notes, shiftMs, onSeek } = props;
  const [query, setQuery] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (before instanceof HTMLElement && before !== document.body) opener.current = before;
    box.current?.querySelector('input')?.focus();
  }, []);
  const onClose = () => props.onClose(opener.current);
  const slides = useSlides(props);
  const places: Place[] = [
    ...slides.places,
    ...story.asked.map((one) => ({
      key: one.activity,
      at_ms: one.at_ms,
      name: t(`room.${one.kind}`),
      text: `${one.stem} ${one.choices.map((choice) => choice.text).join(' ')}`,
    })),
    ...notes.map((one) => ({
      key: one.id,
      at_ms: Math.max(0, one.at_ms + shiftMs),
      name: kindName(one.kind),
      text: one.words,
    })),
  ];
  const found = find(places, query);
  const isAsked = query.trim() !== '';
  const count =
    found.length >= FOUND_MOST
      ? t('replay.found_most', { count: FOUND_MOST })
      : t('core.found', { count: found.length });
  return (
    <div class={css.search} ref={box}>
      <div class={css.field}>
        <Field
          label={t('replay.search')}
          type="search"
          value={query}
          onValue={setQuery}
          maxLength={80}
          autocomplete="off"
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
        />
        <IconButton label={t('replay.search_close')} onClick={onClose}>
          <Cross size={20} />
        </IconButton>
      </div>
      {isAsked && (
        <Told class={css.count}>
          {slides.isReading
            ? t('replay.search_reading')
            : found.length
              ? count
              : t('replay.found_none')}
        </Told>
      )}
      {!isAsked && <p class={css.count}>{t('replay.search_where')}</p>}
      <ol>
        {found.map((one) => (
          <li key={one.key}>
            <button type="button" onClick={() => onSeek(one.at_ms)}>
              <time class="figures">{clockText(one.at_ms)}</time>
              <span>
                <small>{one.name}</small> {one.before}
                <mark>{one.hit}</mark>
                {one.after}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
