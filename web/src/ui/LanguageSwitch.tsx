import { callQuietly } from '~/api/call.ts';
import { type Language, language, setLanguage, t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { remember } from '~/lib/settings.ts';
import { Segments } from './Segments.tsx';

/** Chooses the language on this device and, when signed in, for this person. */
export async function chooseLanguage(next: Language): Promise<void> {
  await setLanguage(next);
  remember('language', next);
  if (me.value) await callQuietly('PATCH /api/me', { body: { language: next } }).catch(() => {});
}

export function LanguageSwitch() {
  return (
    <Segments
      joined
      label={t('core.language')}
      value={language.value}
      onValue={(next) => void chooseLanguage(next)}
      options={[
        { value: 'zh-CN', text: '中文', lang: 'zh-CN' },
        { value: 'en', text: 'English', lang: 'en' },
      ]}
    />
  );
}
