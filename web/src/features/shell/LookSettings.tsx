import { t } from '~/lib/i18n.ts';
import { contrast, setContrast, setTextSize, setTheme, textSize, theme } from '~/lib/settings.ts';
import { ChoiceRow } from '~/ui/Field.tsx';
import { LanguageSwitch } from '~/ui/LanguageSwitch.tsx';
import { Segments } from '~/ui/Segments.tsx';

export function LookSettings() {
  return (
    <>
      <LanguageSwitch />
      <Segments
        joined
        label={t('core.theme')}
        value={theme.value}
        onValue={setTheme}
        options={[
          { value: 'system', text: t('core.theme_system') },
          { value: 'light', text: t('core.theme_light') },
          { value: 'dark', text: t('core.theme_dark') },
        ]}
      />
      <Segments
        joined
        label={t('core.text_size')}
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
