import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';
import type { Addresses } from '../slides/picture.ts';
import type { Loaded } from './load.ts';

type SlidesPart = typeof import('./ReplaySlides.tsx')['default'];

interface SlidesProps {
  loaded: Loaded;
  addresses: Addresses;
  positionMs: number;
  hasPicture: boolean;
  isSwapped: boolean;
  onSwap: () => void;
}

/** Pages and ink come with an engine of their own, for lessons that had some. */
export function Slides({ loaded, ...rest }: SlidesProps) {
  const [part, setPart] = useState<{ Part: SlidesPart }>();
  useEffect(() => {
    import('./ReplaySlides.tsx').then(
      ({ default: Part }) => setPart({ Part }),
      () => toast(t('core.page_failed')),
    );
  }, []);
  if (!part) return null;
  const { lesson, recording, story, stops, decks, here } = loaded;
  return (
    <part.Part
      lesson={lesson.id}
      shiftMs={recording.shift_ms}
      turns={story.turns}
      {...(here && { ink: here.ink })}
      {...{ stops, decks }}
      {...rest}
    />
  );
}
