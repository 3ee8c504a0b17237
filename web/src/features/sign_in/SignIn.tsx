import type { ComponentChildren } from 'preact';
import { useLocation } from 'wouter-preact';
import { safeTarget } from '~/lib/guard.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { LanguageSwitch } from '~/ui/LanguageSwitch.tsx';
import { Branch } from './Branch.tsx';
import css from './SignIn.module.css';
import { SignInForm } from './SignInForm.tsx';

/** One narrow column under the name of the product, beside the tree it is named after. */
export function Door(props: { title: string; text: string; children: ComponentChildren }) {
  return (
    <div class={css.page}>
      <header class={css.top}>
        <LanguageSwitch />
      </header>
      <main class={css.column}>
        <div class={css.brand}>
          <img src="/icon.svg" width="56" height="56" alt="" />
          <h1>{props.title}</h1>
          <p>{props.text}</p>
        </div>
        {props.children}
      </main>
      <aside class={css.tree} aria-label={t('sign_in.origin')}>
        <Branch class={css.branch} />
        <figure>
          <blockquote>{t('sign_in.quote')}</blockquote>
          <figcaption>{t('sign_in.quote_from')}</figcaption>
        </figure>
      </aside>
    </div>
  );
}

export function SignIn(_: { params: Record<string, string> }) {
  usePage(t('core.sign_in'));
  const [, go] = useLocation();
  return (
    <Door title={t('core.product')} text={t('sign_in.welcome')}>
      <SignInForm onSignedIn={() => go(safeTarget(location.search), { replace: true })} />
    </Door>
  );
}
