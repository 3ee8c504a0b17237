import { useState } from 'preact/hooks';
import { type Answers, isHeld } from './answers.ts';
import type { Manifest } from './data.ts';
import { t } from './texts.ts';

/** How many answers wait, and the key that saves them. */
export function SaveBar({ answers, manifest }: { answers: Answers; manifest: Manifest }) {
  const [isSaved, setSaved] = useState(false);
  const count = answers.given.value.length;
  const waiting = Math.max(0, count - answers.saved.value);
  const save = () => {
    const day = new Date().toISOString().slice(0, 10);
    const title = manifest.title.replace(/[\\/:*?"<>|]/g, ' ').slice(0, 40);
    answers.save(`${t('file_name')} ${title} ${manifest.class_name} ${day}.json`);
    setSaved(true);
  };
  return (
    <footer class="save">
      <p role="status">{isSaved && waiting === 0 ? t('saved') : words(count, waiting)}</p>
      <button type="button" class="action" disabled={count === 0} onClick={save}>
        {t('save')}
      </button>
    </footer>
  );
}

function words(count: number, waiting: number): string {
  if (count === 0) return t('none_yet');
  if (isHeld()) return t('held', { n: count });
  return waiting > 0 ? t('waiting', { n: waiting }) : t('all_saved', { n: count });
}
