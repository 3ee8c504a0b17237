import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { announce } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import { ProgressBar, Skeleton } from '~/ui/bits.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { ChoiceRow } from '~/ui/Field.tsx';
import { Told } from '~/ui/Live.tsx';
import { keep, type Progress } from './keep.ts';
import css from './kept.module.css';
import { keptOf, removeKept } from './kept.ts';
import { type LessonParts, readParts } from './parts.ts';
import { type Choice, choices, megabytes, plan } from './plan.ts';

interface KeepProps {
  lesson: string;
  onClose: () => void;
  onKept: () => void;
}

/** Free bytes on this device, as far as the browser says. */
async function freeBytes(): Promise<number | null> {
  const found = await navigator.storage?.estimate?.().catch(() => null);
  return found?.quota ? found.quota - (found.usage ?? 0) : null;
}

/** What the clips of a lesson's pages weigh; none that cannot be asked holds anything up. */
async function clipBytes(parts: LessonParts): Promise<number> {
  const prefix = parts.recording.media_prefix;
  const sizes = plan(parts, 'nothing').clips.map(async (file) => {
    const answer = await fetch(`${prefix}/${file}`, { method: 'HEAD' });
    return Number(answer.headers.get('content-length') ?? 0);
  });
  const all = await Promise.all(sizes.map((size) => size.catch(() => 0)));
  return all.reduce((sum, one) => sum + one, 0);
}

/** Choosing what to keep, with its weight before; then how far it is. */
export function KeepDialog({ lesson, onClose, onKept }: KeepProps) {
  const [parts, setParts] = useState<LessonParts | null>(null);
  const [inClips, setInClips] = useState(0);
  const [free, setFree] = useState<number | null>(null);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => {
    readParts(lesson).then((found) => {
      setParts(found);
      clipBytes(found).then(setInClips);
      const known = choices(found.recording);
      // The sound is what most have room for; who began with the picture goes on with it.
      const first = known.includes('sound') ? 'sound' : (known[0] ?? 'nothing');
      setChoice((had) => had ?? first);
    }, setFailure);
    keptOf(lesson).then((row) => row && setChoice(row.choice));
    freeBytes().then(setFree);
    return () => abort.current?.abort();
  }, []);
  const weightOf = (one: Choice) => (parts ? plan(parts, one).bytes + inClips : 0);
  const bytes = choice ? weightOf(choice) : 0;
  const isFull = free !== null && bytes > free * 0.95;
  const start = async () => {
    if (!choice) return;
    setFailure(null);
    setProgress({ done: 0, files: 1, bytes: 0 });
    abort.current = new AbortController();
    const { signal } = abort.current;
    try {
      await keep(lesson, { choice, signal, onProgress: setProgress });
      announce(t('kept.done'));
      onKept();
    } catch (error) {
      if (!signal.aborted) setFailure(error);
      setProgress(null);
    }
  };
  const stop = async () => {
    abort.current?.abort();
    await removeKept(lesson);
    onClose();
  };
  return (
    <Dialog title={t('kept.keep')} onClose={onClose} firm={progress !== null}>
      {progress ? (
        <div class={css.progress}>
          <p>{t('kept.fetching', { done: megabytes(progress.bytes), all: megabytes(bytes) })}</p>
          <ProgressBar value={progress.done / progress.files} label={t('kept.keep')} />
          <p class={css.soft}>{t('kept.stay')}</p>
        </div>
      ) : (
        <>
          <p>{t('kept.what')}</p>
          {!parts && !failure && <Skeleton rows={2} height={48} />}
          {parts && (
            <fieldset class={css.choices}>
              <legend class="visually-hidden">{t('kept.choose')}</legend>
              {choices(parts.recording).map((one) => (
                <ChoiceRow
                  key={one}
                  type="radio"
                  name="kept-choice"
                  text={t(`kept.choice_${one}`)}
                  hint={t('kept.about', { size: megabytes(weightOf(one)) })}
                  checked={one === choice}
                  onChecked={() => setChoice(one)}
                />
              ))}
            </fieldset>
          )}
          {free !== null && <p class={css.soft}>{t('kept.free', { size: megabytes(free) })}</p>}
          {isFull && <p class={css.full}>{t('kept.full')}</p>}
          <p class={css.soft}>{t('kept.whose')}</p>
        </>
      )}
      {isDeviceFull(failure) ? (
        <Told class={css.full}>{t('kept.device_full')}</Told>
      ) : (
        <Failure of={failure} />
      )}
      <DialogActions>
        {progress ? (
          <Button onClick={() => void stop()}>{t('kept.stop')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('core.cancel')}</Button>
            <Button look="primary" disabled={!parts || isFull} onClick={() => void start()}>
              {t('kept.start')}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}

function isDeviceFull(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'QuotaExceededError';
}
