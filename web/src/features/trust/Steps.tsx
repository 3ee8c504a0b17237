import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { farDay } from '~/lib/when.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { type HowToTrust, useTrusted } from './how.ts';
import { type DeviceKind, isInside, KINDS, kindOf } from './kinds.ts';
import css from './trust.module.css';

interface StepsProps {
  how: HowToTrust;
  origin: string;
  to: string;
}

/** What is done on a device, once: fetch the certificate, install it, compare, open. */
export function Steps({ how, origin, to }: StepsProps) {
  const agent = navigator.userAgent;
  const [kind, setKind] = useState<DeviceKind>(() => kindOf(agent, navigator.maxTouchPoints));
  const [isTrusted, ask] = useTrusted(origin);
  const [wasAsked, setAsked] = useState(false);
  const authority = how.authority;
  if (!authority) return null;
  const look = async () => {
    await ask();
    setAsked(true);
  };
  const file = kind === 'iphone' ? 'authority.mobileconfig' : 'authority.crt';
  const open = (
    <a class={css.open} href={origin + to}>
      {t('trust.open')}
    </a>
  );
  return (
    <>
      {isTrusted && !isSecureContext && (
        <Banner tone="action" action={open}>
          {t('trust.trusted')}
        </Banner>
      )}
      {isInside(agent) && <Banner tone="warn">{t('trust.inside')}</Banner>}
      <label class={css.kind}>
        <span>{t('trust.device')}</span>
        <select
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as DeviceKind)}
          data-kind
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`trust.kind_${one}`)}
            </option>
          ))}
        </select>
      </label>
      <ol class={css.steps}>
        <li>
          <h2>{t('trust.fetch')}</h2>
          <p>{t('trust.fetch_text', { name: authority.name })}</p>
          <a class={css.file} href={`/api/trust/${file}`}>
            {t('trust.download')}
          </a>
        </li>
        <li>
          <h2>{t('trust.install')}</h2>
          <ul class={css.doing}>
            {t(`trust.steps_${kind}`)
              .split('\n')
              .map((step) => (
                <li key={step}>{step}</li>
              ))}
          </ul>
        </li>
        <li>
          <h2>{t('trust.compare')}</h2>
          <p>{t('trust.compare_text')}</p>
          <p class={css.print}>{grouped(authority.sha256)}</p>
        </li>
        <li>
          <h2>{t('trust.then')}</h2>
          <p>{t('trust.then_text')}</p>
          <p class={css.actions}>
            {open}
            <Button onClick={() => void look()}>{t('trust.check')}</Button>
          </p>
          {wasAsked && (
            <Banner tone={isTrusted ? 'action' : 'warn'}>
              {t(isTrusted ? 'trust.trusted' : 'trust.not_yet')}
            </Banner>
          )}
        </li>
      </ol>
      <details class={css.more}>
        <summary>{t('trust.what')}</summary>
        <p>{t('trust.what_text', { until: farDay(authority.until) })}</p>
        <p>{t('trust.undo_text', { name: authority.name })}</p>
        <p>{t('trust.many_text')}</p>
      </details>
    </>
  );
}

/** A fingerprint as one reads it out: four bytes at a time. */
function grouped(sha256: string): string {
  return (sha256.match(/.{1,12}/g) ?? []).map((part) => part.replace(/:$/, '')).join(' ');
}
