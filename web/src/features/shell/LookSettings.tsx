import { callQuietly } from '~/api/call.ts';
import { type Language, language, setLanguage, t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import {
  contrast,
  remember,
  setContrast,
  setTextSize,
  setTheme,
  textSize,
  theme,
} from '~/lib/settings.ts';
import { ChoiceRow } from '~/ui/Field.tsx';
import css from './AppShell.module.css';

/** Chooses the language on this device and, when signed in, for this person. */
export async function chooseLanguage(next: Language): Promise<void> {
  await setLanguage(next);
  remember('language', next);
  if (me.value) await callQuietly('PATCH /api/me', { body: { language: next } }).catch(() => {});
}

/** One of few, side by side. */
export function Segments<T extends string>(props: {
  legend: string;
  options: { value: T; text: string; lang?: string }[];
  value: T;
  onValue: (value: T) => void;
}) {
  return (
    <fieldset class={css.set}>
      <legend>{props.legend}</legend>
      <div class={css.segments}>
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            lang={option.lang}
            aria-pressed={option.value === props.value}
            onClick={() => props.onValue(option.value)}
          >
            {option.text}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

export function LanguageSwitch() {
  return (
    <Segments
      legend={t('core.language')}
      value={language.value}
      onValue={(next) => void chooseLanguage(next)}
      options={[
        { value: 'zh-CN', text: '中文', lang: 'zh-CN' },
        { value: 'en', text: 'English', lang: 'en' },
      ]}
    />
  );
}

export function LookSettings() {
  return (
    <>
      <LanguageSwitch />
      <Segments
        legend={t('core.theme')}
        value={theme.value}
        onValue={setTheme}
        options={[
          { value: 'system', text: t('core.theme_system') },
          { value: 'light', text: t('core.theme_light') },
          { value: 'dark', text: t('core.theme_dark') },
        ]}
      />
      <Segments
        legend={t('core.text_size')}
        value={textSize.value}
        onValue={setTextSize}
        options={[
          { value: '100', text: '100%' },
          { value: '115', text: '115%' },
          { value: '130', text: '130%' },
        ]}
      />
      <ChoiceRow
        type="checkbox"
        text={t('core.contrast')}
        checked={contrast.value}
        onChecked={setContrast}
      />
    </>
  );
}
