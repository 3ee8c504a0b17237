import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { t } from '~/lib/i18n.ts';
import { Confirm } from '~/ui/Confirm.tsx';

/** Asks before passwords that nobody has taken are lost. */
export function LeavePasswords(props: { onLeave: () => void; onClose: () => void }) {
  return (
    <Confirm
      title={t('people.leave_passwords')}
      onConfirm={async () => props.onLeave()}
      onClose={props.onClose}
    >
      {t('people.leave_passwords_text')}
    </Confirm>
  );
}

/** Holds whoever goes to another page, or closes this one; it has nothing else to show. */
export function Leaving() {
  const [to, setTo] = useState<string | null>(null);
  const [, go] = useLocation();
  useEffect(() => {
    const onLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const address = link?.getAttribute('href');
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target;
      if (!link || !address?.startsWith('/') || link.hasAttribute('download') || isElsewhere)
        return;
      event.preventDefault();
      event.stopPropagation();
      setTo(address);
    };
    const onClose = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener('click', onLink, true);
    addEventListener('beforeunload', onClose);
    return () => {
      document.removeEventListener('click', onLink, true);
      removeEventListener('beforeunload', onClose);
    };
  }, []);
  if (to === null) return null;
  return <LeavePasswords onLeave={() => go(to)} onClose={() => setTo(null)} />;
}
