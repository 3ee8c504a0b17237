import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner, ProgressBar } from '~/ui/bits.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Upload } from '~/ui/icons.tsx';
import page from '~/ui/Page.module.css';
import css from './pack.module.css';
import { type PackOnItsWay, STOPPED, sendPack } from './send_pack.ts';
import { sizeText } from './shapes.ts';

interface Props {
  school: string;
  /** The largest pack that finds room. */
  roomBytes: number | null | undefined;
  onChange: () => Promise<unknown>;
}

/** Sends a pack to a school's shelf, and shows how much of it has gone out. */
export function PutPack({ school, roomBytes, onChange }: Props) {
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const onItsWay = useRef<PackOnItsWay | null>(null);
  useEffect(() => () => onItsWay.current?.stop(), []);
  const put = async (file: File | undefined) => {
    if (!file) return;
    const fits = file.size <= (roomBytes ?? Number.POSITIVE_INFINITY);
    setFailure(null);
    setTooLarge(!fits);
    if (!fits) return;
    const { name } = file;
    setSending({ name, share: 0 });
    onItsWay.current = sendPack(school, file, (share) => setSending({ name, share }));
    try {
      await onItsWay.current.arrived;
      await onChange();
    } catch (error) {
      if (!(error instanceof Problem && error.code === STOPPED)) setFailure(error);
    }
    onItsWay.current = null;
    setSending(null);
  };
  return (
    <div class={page.gap}>
      <Failure of={failure} />
      {isTooLarge && (
        <Banner tone="mark">{t('pack.shelf_room', { size: sizeText(roomBytes ?? 0) })}</Banner>
      )}
      {sending ? (
        <div class={css.outcome}>
          <div class={css.line}>
            <p class={page.grow}>{t('pack.sending', { name: sending.name })}</p>
            <Button look="quiet" onClick={() => onItsWay.current?.stop()}>
              {t('core.cancel')}
              <span class="visually-hidden">{` · ${sending.name}`}</span>
            </Button>
          </div>
          <ProgressBar value={sending.share} label={t('pack.sending', { name: sending.name })} />
        </div>
      ) : (
        <label class={page.file}>
          <Upload size={20} /> {t('pack.shelf_put')}
          <input
            type="file"
            accept=".zip,application/zip"
            onChange={(event) => {
              void put(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
      )}
    </div>
  );
}
