import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import css from './check.module.css';
import { choose, chosen, type Device, devicesOf, troubleAhead } from './devices.ts';
import { Speaker, Video } from './icons.tsx';
import { MakeSecure, TroubleText } from './OwnBar.tsx';
import { type Kind, ownOf } from './own.ts';
import type { StageRoom } from './room.ts';
import { playSample } from './sample.ts';
import { isSlowAhead } from './uplink.ts';
import { useLevel } from './use_level.ts';

/** Looks at oneself before others do, and hears whether one is heard. Nothing opens by itself. */
export function Check({ room, picture }: { room: StageRoom; picture: boolean }) {
  const own = ownOf(room);
  const { sound, picture: camera } = own.tracks.value;
  const video = useRef<HTMLVideoElement>(null);
  const ahead = troubleAhead();
  const isOpen = sound !== null || camera !== null;
  useEffect(() => {
    if (video.current) video.current.srcObject = camera && new MediaStream([camera]);
  }, [camera]);
  const test = async () => {
    await own.open('sound');
    if (picture) await own.open('picture');
  };
  return (
    <div class={css.check}>
      {picture && (
        <div class={css.self}>
          <video ref={video} autoPlay playsInline muted aria-label={t('stage.self_view')} />
          {!camera && (
            <p>
              <Video size={28} />
              {t(ahead ? 'stage.self_none' : 'stage.self_closed')}
            </p>
          )}
        </div>
      )}
      {ahead && (
        <p class={css.trouble}>
          {t(`stage.trouble_${ahead}`, { device: '' })}
          {ahead === 'insecure' && <MakeSecure />}
        </p>
      )}
      <TroubleText room={room} />
      {picture && !ahead && isSlowAhead() && <p class={css.trouble}>{t('stage.weak_ahead')}</p>}
      {!ahead && !isOpen && (
        <Button wide onClick={() => void test()}>
          {t(picture ? 'stage.test_both' : 'stage.test_sound')}
        </Button>
      )}
      {sound && <Level track={sound} />}
      {isOpen && (
        <div class={css.after}>
          <details>
            <summary>{t('stage.other_device')}</summary>
            <div class={css.choices}>
              {picture && <Choice room={room} device="camera" kind="picture" />}
              <Choice room={room} device="microphone" kind="sound" />
              <Output />
            </div>
          </details>
          <Button
            size="small"
            look="quiet"
            onClick={() => void playSample(chosen('speaker') ?? '')}
          >
            <Speaker size={18} /> {t('stage.test_speaker')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** How loud one is: a bar, and a word that does not change with each syllable. */
function Level({ track }: { track: MediaStreamTrack }) {
  const { level, wasHeard } = useLevel(track);
  return (
    <div class={css.level}>
      <span>{t(wasHeard ? 'stage.heard' : 'stage.say_something')}</span>
      <i aria-hidden="true">
        <b style={{ transform: `scaleX(${level})` }} />
      </i>
    </div>
  );
}

/** The devices of a kind, as the browser knows them. */
function useDevices(device: Device): MediaDeviceInfo[] {
  const [found, setFound] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const look = () => devicesOf(device).then(setFound, () => {});
    void look();
    navigator.mediaDevices.addEventListener?.('devicechange', look);
    return () => navigator.mediaDevices.removeEventListener?.('devicechange', look);
  }, [device]);
  return found;
}

interface ChoiceProps {
  room: StageRoom;
  device: 'camera' | 'microphone';
  kind: Kind;
}

function Choice({ room, device, kind }: ChoiceProps) {
  const own = ownOf(room);
  const found = useDevices(device);
  const now = own.tracks.value[kind]?.getSettings().deviceId ?? chosen(device) ?? '';
  if (found.length === 0) return null;
  return (
    <label>
      {t(`stage.${device}`)}
      <select
        value={now}
        onChange={(event) => {
          choose(device, event.currentTarget.value);
          void own.reopen(kind);
        }}
      >
        {found.map((one, n) => (
          <option key={one.deviceId} value={one.deviceId}>
            {one.label || `${t(`stage.${device}`)} ${n + 1}`}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Where sound comes out; not every browser lets one choose. */
function Output() {
  const found = useDevices('speaker');
  const [at, setAt] = useState(chosen('speaker'));
  const mayChoose = found.length > 1 && 'setSinkId' in HTMLMediaElement.prototype;
  if (!mayChoose) return null;
  return (
    <label>
      {t('stage.speaker')}
      <select
        value={at ?? found[0]?.deviceId}
        onChange={(event) => {
          setAt(event.currentTarget.value);
          choose('speaker', event.currentTarget.value);
        }}
      >
        {found.map((one, n) => (
          <option key={one.deviceId} value={one.deviceId}>
            {one.label || `${t('stage.speaker')} ${n + 1}`}
          </option>
        ))}
      </select>
    </label>
  );
}
