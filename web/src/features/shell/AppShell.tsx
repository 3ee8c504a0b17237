import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { t } from '~/lib/i18n.ts';
import { homeName, isStaff, me } from '~/lib/session.ts';
import { Banner } from '~/ui/bits.tsx';
import { BookOpen, CalendarDays, Sun } from '~/ui/icons.tsx';
import { Users } from '~/ui/icons_room.tsx';
import css from './AppShell.module.css';
import { PersonMenu } from './PersonMenu.tsx';

/** Header for everyone; a narrow rail (a bar at the foot of phones) for those who teach. */
export function AppShell({ children }: { children: ComponentChildren }) {
  const person = me.value;
  const staff = Boolean(person && isStaff(person));
  const isOnline = useOnline();
  return (
    <div class={css.frame}>
      <a class={css.skip} href="#main">
        {t('core.skip')}
      </a>
      {staff && (
        <nav class={css.rail} aria-label={t('core.main_menu')}>
          <img src="/icon.svg" width="36" height="36" alt={t('core.product')} />
          <Place href="/today" icon={<Sun size={22} />} text={t('core.today')} />
          <Place href="/lessons" icon={<CalendarDays size={22} />} text={t('core.lessons')} />
          <Place href="/courses" icon={<BookOpen size={22} />} text={t('core.courses')} />
          <Place href="/people" icon={<Users size={22} />} text={t('core.people')} />
        </nav>
      )}
      <div class={css.column}>
        <header class={css.header} data-shell>
          <img
            class={css.logo}
            data-beside-rail={staff || undefined}
            src="/icon.svg"
            width="32"
            height="32"
            alt={t('core.product')}
          />
          <span class={css.school}>{person ? homeName(person) : ''}</span>
          {!staff && (
            <nav aria-label={t('core.main_menu')}>
              <Place href="/today" text={t('core.today')} />
              <Place href="/lessons" text={t('core.lessons')} />
              <Place href="/courses" text={t('core.courses')} />
            </nav>
          )}
          {person && <PersonMenu person={person} />}
        </header>
        <main id="main" class={css.main} tabIndex={-1}>
          {!isOnline && <Banner tone="warn">{t('core.offline')}</Banner>}
          {children}
        </main>
      </div>
    </div>
  );
}

function Place(props: { href: string; icon?: ComponentChildren; text: string }) {
  const [path] = useLocation();
  const isHere = path === props.href || path.startsWith(`${props.href}/`);
  return (
    <Link href={props.href} aria-current={isHere ? 'page' : undefined}>
      {props.icon}
      {props.text}
    </Link>
  );
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return isOnline;
}
