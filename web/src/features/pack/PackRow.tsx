import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { codeText } from '~/api/problem.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner, ProgressBar } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { CopyField } from '~/ui/CopyField.tsx';
import { Failure } from '~/ui/Failure.tsx';
import page from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './pack.module.css';
import { fetchCommand, type Pack, type PackFile, sizeText } from './shapes.ts';

interface Props {
  lesson: Lesson;
  schoolClass: { id: string; name: string };
  pictures: boolean;
  pack: Pack | undefined;
  onChange: () => Promise<unknown>;
}

/** One class's pack of one kind: to be made, being made, or there. */
export function PackRow({ lesson, schoolClass, pictures, pack, onChange }: Props) {
  const { isBusy, failure, attempt } = useAttempt();
  const path = { id: lesson.id };
  const body = { class: schoolClass.id, pictures };
  const make = () =>
    void attempt(() => call('POST /api/lessons/{id}/packs', { path, body }).then(onChange));
  const kind = t(pictures ? 'pack.with_pictures' : 'pack.sound_only');
  const isOnItsWay = pack?.state === 'waiting' || pack?.state === 'making';
  return (
    <div class={css.pack}>
      <div class={css.line}>
        <div class={page.grow}>
          <h3 class={page.name}>{kind}</h3>
          <p class={page.soft}>{stateText(pack, pictures)}</p>
        </div>
        {pack?.file && (
          <a class={page.file} href={pack.file.address} download>
            {t('pack.download')} · {sizeText(pack.file.size_bytes)}
          </a>
        )}
        {!isOnItsWay && (
          <Button look={pack ? 'quiet' : 'plain'} busy={isBusy} onClick={make}>
            {t(pack?.file ? 'pack.make_again' : 'pack.make')}
            <span class="visually-hidden">{` · ${schoolClass.name} · ${kind}`}</span>
          </Button>
        )}
        {pack && <Remove lesson={lesson.id} pack={pack} onDone={onChange} />}
      </div>
      {pack?.state === 'making' && (
        <ProgressBar value={share(pack)} label={`${t('pack.making')} · ${kind}`} />
      )}
      {pack?.state === 'failed' && (
        <Banner tone="mark">{pack.problem ? codeText(pack.problem) : t('pack.failed')}</Banner>
      )}
      <Failure of={failure} />
      {pack?.file && <Elsewhere file={pack.file} title={lesson.title} />}
    </div>
  );
}

function share(pack: Pack): number {
  const { progress } = pack;
  return progress ? progress.done / Math.max(1, progress.total) : 0;
}

function stateText(pack: Pack | undefined, pictures: boolean): string {
  if (!pack) return t(pictures ? 'pack.pictures_hint' : 'pack.sound_hint');
  const made = pack.file ? t('pack.made', { when: dayAndTime(pack.file.made_at) }) : '';
  switch (pack.state) {
    case 'making':
      return t('pack.making');
    case 'waiting':
      return t('pack.waiting');
    case 'cancelled':
      return [t('pack.cancelled'), made].filter(Boolean).join(' · ');
    case 'failed':
      return made;
    default:
      return made;
  }
}

/** Calls the making off, or removes what is there. */
function Remove(props: { lesson: string; pack: Pack; onDone: () => Promise<unknown> }) {
  const [isAsking, setAsking] = useState(false);
  const { pack } = props;
  const path = { id: props.lesson, pack: pack.id };
  const remove = () => call('DELETE /api/lessons/{id}/packs/{pack}', { path }).then(props.onDone);
  const isOnItsWay = pack.state === 'waiting' || pack.state === 'making';
  return (
    <>
      <Button look="quiet" onClick={() => (isOnItsWay ? void remove() : setAsking(true))}>
        {t(isOnItsWay ? 'core.cancel' : 'core.delete')}
      </Button>
      {isAsking && (
        <Confirm title={t('pack.delete')} onConfirm={remove} onClose={() => setAsking(false)}>
          {t('pack.delete_text')}
        </Confirm>
      )}
    </>
  );
}

/** For who fetches it over a line that breaks. */
function Elsewhere({ file, title }: { file: PackFile; title: string }) {
  const address = new URL(file.address, location.href).href;
  return (
    <details class={css.elsewhere}>
      <summary>{t('pack.elsewhere')}</summary>
      <div class={css.addresses}>
        <CopyField label={t('pack.command')} value={fetchCommand(address, title)} />
        <CopyField
          label={t('pack.address')}
          value={address}
          hint={t('pack.address_hint', { until: dayAndTime(file.until) })}
        />
      </div>
    </details>
  );
}
