import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';
import type { StageMedia } from './media.ts';
import { WebRtc } from './web_rtc.ts';

/** What carries a lesson's sound and pictures to this page; the one place that says which. */
export function makeMedia(lesson: string, person: string): StageMedia {
  return new WebRtc(lesson, person, () => toast(t('stage.touch_to_hear')));
}
