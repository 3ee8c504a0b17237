import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Segments } from '~/ui/Segments.tsx';
import { AREAS, DENSITIES, FLY_SETTINGS, type FlySettings } from '../player/fly_settings.ts';
import css from './danmaku_settings.module.css';

interface DanmakuSettingsProps {
  settings: FlySettings;
  onSettings: (settings: FlySettings) => void;
  onClose: () => void;
}
type Size = FlySettings['size'];
type Quarters = 1 | 2 | 3 | 4;
const SIZE_NAMES: Size[] = ['small', 'normal', 'large', 'huge'];

/** How danmaku fly on this device; every choice shows at once over the picture. */
export function DanmakuSettings({ settings, onSettings, onClose }: DanmakuSettingsProps) {
  const set = (more: Partial<FlySettings>) => onSettings({ ...settings, ...more });
  return (
    <Dialog title={t('room.fly_title')} onClose={onClose}>
      <Segments
        label={t('room.fly_show')}
        options={[
          { value: 'on', text: t('room.on') },
          { value: 'off', text: t('room.off') },
        ]}
        value={settings.on ? 'on' : 'off'}
        onValue={(value) => set({ on: value === 'on' })}
      />
      <Segments
        label={t('room.fly_area')}
        options={AREAS.map((value) => ({
          value,
          text: t(`room.fly_area_${(value * 4) as Quarters}`),
        }))}
        value={settings.area}
        onValue={(area) => set({ area })}
      />
      <Segments
        label={t('room.fly_size')}
        options={SIZE_NAMES.map((value) => ({ value, text: t(`room.fly_size_${value}`) }))}
        value={settings.size}
        onValue={(size) => set({ size })}
      />
      <Segments
        label={t('room.fly_density')}
        options={DENSITIES.map((value) => ({ value, text: t(`room.fly_density_${value}`) }))}
        value={settings.most as (typeof DENSITIES)[number]}
        onValue={(most) => set({ most })}
      />
      <Slide
        label={t('room.fly_opacity')}
        value={settings.opacity}
        min={20}
        max={100}
        step={10}
        text={`${settings.opacity}%`}
        onValue={(opacity) => set({ opacity })}
      />
      <Slide
        label={t('room.fly_speed')}
        value={settings.speed}
        min={1}
        max={5}
        step={1}
        text={t('room.fly_speed_of', { speed: settings.speed })}
        onValue={(speed) => set({ speed })}
      />
      <DialogActions>
        <Button look="quiet" onClick={() => onSettings(FLY_SETTINGS)}>
          {t('room.fly_reset')}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t('core.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface SlideProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  text: string;
  onValue: (value: number) => void;
}

function Slide({ label, text, onValue, ...range }: SlideProps) {
  return (
    <label class={css.slide}>
      <span>
        {label} <b>{text}</b>
      </span>
      <input
        type="range"
        {...range}
        aria-valuetext={text}
        onInput={(event) => onValue(Number(event.currentTarget.value))}
      />
    </label>
  );
}
