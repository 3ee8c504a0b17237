import { useState } from 'preact/hooks';
import { codeText } from '~/api/problem.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Banner, ProgressBar } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field } from '~/ui/Field.tsx';
import { Pencil, Trash } from '~/ui/icons.tsx';
import css from '~/ui/Page.module.css';
import { cancelDeck, detachDeck, nameDeck } from '../../slides/api.ts';
import { type LessonDeck, slidesOf } from '../../slides/deck.ts';
import own from './decks.module.css';
import { Lost } from './Lost.tsx';
import { Pages } from './Pages.tsx';
import { sizeText } from './size.ts';

interface DeckCardProps {
  lesson: Lesson;
  deck: LessonDeck;
  onChange: () => void;
}

type Doing = 'name' | 'remove' | null;

/** One deck: how far it is, what it lost, and its pages. */
export function DeckCard({ lesson, deck, onChange }: DeckCardProps) {
  const [doing, setDoing] = useState<Doing>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const isWorking = deck.state === 'waiting' || deck.state === 'converting';
  const close = () => setDoing(null);
  return (
    <article class={css.card} aria-label={deck.title}>
      <div class={own.head}>
        <div class={css.grow}>
          <h3 class={css.name}>{deck.title}</h3>
          <p class={css.soft}>
            {[
              deck.state === 'ready' && t('slides.pages', { count: slidesOf(deck) }),
              deck.file_name,
              sizeText(deck.bytes),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {isWorking ? (
          <Button size="small" onClick={() => void cancelDeck(deck.id).then(onChange, setFailure)}>
            {t('core.cancel')}
          </Button>
        ) : (
          <>
            <IconButton label={t('slides.rename')} onClick={() => setDoing('name')}>
              <Pencil size={20} />
            </IconButton>
            <IconButton label={t('slides.remove')} onClick={() => setDoing('remove')}>
              <Trash size={20} />
            </IconButton>
          </>
        )}
      </div>
      <Failure of={failure} />
      {isWorking && <Converting deck={deck} />}
      {deck.state === 'failed' && (
        <Banner tone="mark">
          {codeText(deck.problem ?? 'deck')} {t('slides.failed_next')}
        </Banner>
      )}
      {deck.state === 'cancelled' && <Banner tone="warn">{t('slides.cancelled')}</Banner>}
      {deck.state === 'ready' && (
        <>
          <Lost deck={deck} />
          <Pages deck={deck} />
        </>
      )}
      {doing === 'name' && <Rename deck={deck} onChange={onChange} onClose={close} />}
      {doing === 'remove' && (
        <Confirm
          title={t('slides.remove')}
          onClose={close}
          onConfirm={() => detachDeck(lesson.id, deck.id).then(onChange)}
        >
          {t(deck.state === 'ready' ? 'slides.remove_sure' : 'slides.remove_broken_sure', {
            title: deck.title,
          })}
        </Confirm>
      )}
    </article>
  );
}

function Converting({ deck }: { deck: LessonDeck }) {
  const of = deck.total ?? 0;
  const text =
    deck.state === 'waiting' || of === 0
      ? t(deck.state === 'waiting' ? 'slides.in_line' : 'slides.reading')
      : t('slides.converting', { done: deck.done, of });
  return (
    <>
      <ProgressBar
        value={of ? deck.done / of : 0}
        label={t('slides.converting_of', { title: deck.title })}
      />
      <p class={css.soft}>{text}</p>
    </>
  );
}

function Rename(props: { deck: LessonDeck; onChange: () => void; onClose: () => void }) {
  const [title, setTitle] = useState(props.deck.title);
  const [failure, setFailure] = useState<unknown>(null);
  const save = (event: Event) => {
    event.preventDefault();
    if (!title.trim()) return;
    nameDeck(props.deck.id, title.trim()).then(() => {
      props.onChange();
      props.onClose();
    }, setFailure);
  };
  return (
    <Dialog title={t('slides.rename')} onClose={props.onClose}>
      <form onSubmit={save} class={css.form}>
        <Field label={t('slides.deck_title')} value={title} onValue={setTitle} required />
        <Failure of={failure} />
        <DialogActions>
          <Button onClick={props.onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" disabled={!title.trim()}>
            {t('core.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
