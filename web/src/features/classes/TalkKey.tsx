import { useRef } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Mic, MicOff } from '../stage/icons.tsx';
import { MAIN } from '../stage/room.ts';
import css from './classes.module.css';
import type { ClassesRoom } from './room.ts';
import { say } from './say.ts';

/** Who holds the key longer talks as long as he holds it; a short press switches. */
const HELD_MS = 500;

/** Lets the class be heard: while the key is held, or from one press to the next. */
export function TalkKey({ room, isOn }: { room: ClassesRoom; isOn: boolean }) {
  const pressed = useRef<{ at: number; began: boolean } | null>(null);
  const speak = (on: boolean) => say(room, { type: 'speak_for_class', stage: MAIN, on });
  // Times are those of the hand: a busy device handles them later.
  const down = ({ timeStamp }: Event) => {
    if (pressed.current) return;
    pressed.current = { at: timeStamp, began: !isOn };
    void speak(!isOn);
  };
  const up = ({ timeStamp }: Event) => {
    const held = pressed.current;
    pressed.current = null;
    if (held?.began && timeStamp - held.at >= HELD_MS) void speak(false);
  };
  const isKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  return (
    <span class={css.talk}>
      <Button
        look={isOn ? 'mark' : 'primary'}
        onPointerDown={(event: PointerEvent) => {
          if (event.button !== 0) return;
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
          down(event);
        }}
        onPointerUp={up}
        onPointerCancel={up}
        onContextMenu={(event: Event) => event.preventDefault()}
        onKeyDown={(event: KeyboardEvent) => {
          if (!isKey(event)) return;
          event.preventDefault();
          if (!event.repeat) down(event);
        }}
        onKeyUp={(event: KeyboardEvent) => {
          if (isKey(event)) up(event);
        }}
        onBlur={up}
      >
        {isOn ? <MicOff size={20} /> : <Mic size={20} />}
        {t(isOn ? 'classes.talk_off' : 'classes.talk')}
      </Button>
    </span>
  );
}
