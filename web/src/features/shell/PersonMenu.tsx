import { useEffect, useRef, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import type { Me } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { dropCaches } from '~/lib/kept_caches.ts';
import { isStaff, signOut } from '~/lib/session.ts';
import { Avatar } from '~/ui/Avatar.tsx';
import bits from '~/ui/bits.module.css';
import { Failure } from '~/ui/Failure.tsx';
import { ChevronDown } from '~/ui/icon.tsx';
import { BookOpen, Download, LogOut, MonitorSmartphone } from '~/ui/icons.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './AppShell.module.css';
import { LookSettings } from './LookSettings.tsx';

type SignOutPart = typeof import('~/features/kept/SignOut.tsx');
interface Leaving {
  part: SignOutPart;
  held: NonNullable<Awaited<ReturnType<SignOutPart['held']>>>;
}

async function whatIsKept() {
  const part = await import('~/features/kept/SignOut.tsx');
  return { part, held: await part.held() };
}

export function PersonMenu({ person }: { person: Me }) {
  const [isOpen, setOpen] = useState(false);
  const { failure, attempt } = useAttempt();
  const [path, go] = useLocation();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const around = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: Event) => {
      if (!around.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    addEventListener('pointerdown', outside);
    addEventListener('focusin', outside);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('focusin', outside);
      removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  const leave = () =>
    attempt(async () => {
      const found = await whatIsKept().catch(() => null);
      if (found?.held) return setLeaving({ part: found.part, held: found.held });
      // Most keep nothing here: then there is nothing to ask. Where that cannot be known, what
      // is not sent stays for its person's next time.
      await signOut(found?.part.takeAway ?? (() => dropCaches(person.id)));
      go('/sign-in');
    });
  return (
    <div class={bits.menu} ref={around}>
      <button
        ref={button}
        type="button"
        class={css.person}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Avatar name={person.display_name} />
        <span class="visually-hidden">{t('core.person_menu', { name: person.display_name })}</span>
        <span class={css.name} aria-hidden="true">
          {person.display_name}
        </span>
        <ChevronDown size={16} aria-hidden />
      </button>
      {isOpen && (
        <div class={bits.menuList}>
          <div class={css.menu}>
            <LookSettings />
            <div class={css.links}>
              <Link href="/shelf">
                <BookOpen size={20} /> {t('core.shelf')}
              </Link>
              <Link href="/kept">
                <Download size={20} /> {t('core.kept')}
              </Link>
              {isStaff(person) && (
                <Link href="/classrooms">
                  <MonitorSmartphone size={20} /> {t('core.classrooms')}
                </Link>
              )}
              <Link href="/settings/devices">
                <MonitorSmartphone size={20} /> {t('core.devices')}
              </Link>
              <button type="button" onClick={() => void leave()}>
                <LogOut size={20} /> {t('core.sign_out')}
              </button>
            </div>
            <Failure of={failure} />
          </div>
        </div>
      )}
      {leaving && (
        <leaving.part.SignOut
          held={leaving.held}
          onDone={() => go('/sign-in')}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}
