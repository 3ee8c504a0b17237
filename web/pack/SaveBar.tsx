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
      <p role="status">
        {isSaved && waiting === 0
          ? t('saved')
          : isHeld()
            ? heldWords(answers)
            : words(count, waiting)}
      </p>
      <button type="button" class="action" disabled={count === 0} onClick={save}>
        {t('save')}
      </button>
    </footer>
  );
}

function words(count: number, waiting: number): string {
  if (count === 0) return t('none_yet');
  return waiting > 0 ? t('waiting', { n: waiting }) : t('all_saved', { n: count });
}

/** How the answers stand with the server around this page; never better than it has said. */
export function heldWords(answers: Answers): string {
  const all = answers.given.value.map((one) => answers.stateOf(one));
  if (all.length === 0) return t('none_yet');
  const count = (state: string) => all.filter((one) => one.state === state).length;
  const [sent, waits, refused] = [count('sent'), count('waiting'), count('refused')];
  const said: string[] = [];
  if (sent > 0) said.push(t('held', { n: sent }));
  if (waits > 0) said.push(t('held_waits', { n: waits }));
  if (refused > 0) said.push(t('held_refused', { n: refused }));
  return said.join(t('joined'));
}
