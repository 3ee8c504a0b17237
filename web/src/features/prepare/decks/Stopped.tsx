import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { fingerprint } from '~/lib/upload.ts';
import { Button } from '~/ui/Button.tsx';
import css from '~/ui/Page.module.css';
import own from './decks.module.css';
import { sizeText } from './size.ts';
import { giveUp, type StoppedUpload, stoppedUploads } from './stopped_uploads.ts';
import { ACCEPT, isTaken, jobs } from './uploads.ts';

/** Files whose sending a reload stopped; only a person can choose them again. */
export function Stopped({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [all, setAll] = useState<StoppedUpload[]>([]);
  useEffect(() => {
    void stoppedUploads().then(setAll);
  }, []);
  const onTheirWay = new Set(jobs.value.flatMap((job) => job.files.map(fingerprint)));
  const shown = all.filter((one) => isTaken(one.name) && !onTheirWay.has(one.key));
  const letGo = (one: StoppedUpload) => setAll(all.filter((other) => other !== one));
  return (
    <>
      {shown.map((one) => (
        <div key={one.key} class={css.card}>
          <div class={own.head}>
            <b>{one.name}</b>
            <label class={css.file}>
              {t('slides.choose_again')}
              <input
                type="file"
                accept={ACCEPT}
                onChange={(event) => {
                  const files = [...(event.currentTarget.files ?? [])];
                  event.currentTarget.value = '';
                  if (files.some((file) => fingerprint(file) === one.key)) letGo(one);
                  onFiles(files);
                }}
              />
            </label>
            <Button
              size="small"
              look="quiet"
              onClick={() => {
                giveUp(one);
                letGo(one);
              }}
            >
              {t('slides.give_up')}
            </Button>
          </div>
          <p class={css.soft}>
            {t('slides.stopped', { sent: sizeText(one.sent), of: sizeText(one.size) })}
          </p>
        </div>
      ))}
    </>
  );
}
