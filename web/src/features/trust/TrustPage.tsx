import { safeTarget } from '~/lib/guard.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { Banner, Skeleton } from '~/ui/bits.tsx';
import { LanguageSwitch } from '~/ui/LanguageSwitch.tsx';
import { type HowToTrust, secureOrigin, useHow } from './how.ts';
import { Steps } from './Steps.tsx';
import css from './trust.module.css';

/**
 * How this device comes to open the server's pages as secure ones. For everybody, without signing
 * in, and by plain http.
 */
export function TrustPage(_: { params: Record<string, string> }) {
  usePage(t('trust.title'));
  const how = useHow();
  return (
    <div class={css.page}>
      <header class={css.top}>
        <a href="/">
          <img src="/icon.svg" width="28" height="28" alt="" />
          {t('core.product')}
        </a>
        <LanguageSwitch />
      </header>
      <main class={css.column}>
        <h1>{t('trust.title')}</h1>
        <p class={css.lead}>{t('trust.why')}</p>
        {how === undefined && <Skeleton rows={3} height={96} />}
        {how === null && <Banner tone="warn">{t('trust.not_told')}</Banner>}
        {how && <Way how={how} />}
      </main>
    </div>
  );
}

function Way({ how }: { how: HowToTrust }) {
  const origin = secureOrigin(how);
  const to = safeTarget(location.search);
  if (isSecureContext) {
    return (
      <>
        <Banner tone="action">{t('trust.is_secure')}</Banner>
        <p>
          <a class={css.open} href={to}>
            {t('trust.go_on')}
          </a>
        </p>
        {how.way === 'own' && origin && <Steps how={how} origin={origin} to={to} />}
      </>
    );
  }
  if (how.way === 'none' || !origin) {
    return (
      <section class={css.card}>
        <h2>{t('trust.off')}</h2>
        <p>{t('trust.off_text')}</p>
        <pre>
          <code>xingtan serve --tls own</code>
        </pre>
        <p>{t('trust.off_then')}</p>
      </section>
    );
  }
  if (how.way === 'public') {
    return (
      <section class={css.card}>
        <p>{t('trust.public')}</p>
        <p>
          <a class={css.open} href={origin + to}>
            {t('trust.open')}
          </a>
        </p>
      </section>
    );
  }
  if (!how.is_covered) return <Elsewhere how={how} />;
  return <Steps how={how} origin={origin} to={to} />;
}

/** The certificate is for other names than the one in the address bar. */
function Elsewhere({ how }: { how: HowToTrust }) {
  const port = location.port ? `:${location.port}` : '';
  // An address is found by every device, a name only where somebody sees to that.
  const isAddress = (name: string) => /^[\d.]+$|:/.test(name);
  const names = [...how.names].sort((a, b) => Number(isAddress(b)) - Number(isAddress(a)));
  return (
    <section class={css.card}>
      <h2>{t('trust.elsewhere', { host: location.hostname })}</h2>
      <p>{t('trust.elsewhere_text')}</p>
      <ul class={css.names}>
        {names.map((name) => {
          const host = name.includes(':') ? `[${name}]` : name;
          const url = `http://${host}${port}/trust${location.search}`;
          return (
            <li key={name}>
              <a href={url}>{`http://${host}${port}`}</a>
            </li>
          );
        })}
      </ul>
      <p class={css.soft}>{t('trust.elsewhere_admin', { host: location.hostname })}</p>
    </section>
  );
}
