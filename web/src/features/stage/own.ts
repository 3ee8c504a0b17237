// What one does on a stage oneself: one's tracks, and that they follow what the room says.
import { effect, signal } from '@preact/signals';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';
import type { StageKinds, StageLeave } from '../room/wire.ts';
import { DeviceError, openDevice, openScreen, type Trouble } from './devices.ts';
import { makeMedia } from './make_media.ts';
import { type MediaState, NO_TRACKS, type OwnTracks, type StageMedia } from './media.ts';
import { MAIN, type StageRoom, standing } from './room.ts';

export type Kind = keyof StageKinds;

const KINDS = ['sound', 'picture', 'screen'] as const;

const OPEN = {
  sound: () => openDevice('microphone'),
  picture: () => openDevice('camera'),
  screen: openScreen,
};

export class OwnStage {
  readonly media: StageMedia;
  /** The devices that are open, on or not. */
  readonly tracks = signal<OwnTracks>(NO_TRACKS);
  readonly state = signal<MediaState>({ own: 'idle', speaking: new Set(), uplink: 'good' });
  /** The device that cannot be had, and why. */
  readonly trouble = signal<{ kind: Kind; why: Trouble } | null>(null);
  /** Whether one's picture was switched off so that the sound gets through. */
  readonly isSaving = signal(false);
  readonly #room: StageRoom;
  #wasOn = false;
  /** What was handed to the media last. */
  #sent: OwnTracks | null = null;

  constructor(room: StageRoom, media: StageMedia) {
    this.#room = room;
    this.media = media;
    const ends = [
      media.onState((state) => {
        this.state.value = state;
      }),
      effect(() => this.#follow()),
      effect(() => this.#listen()),
    ];
    room.onStop.push(() => {
      for (const end of ends) end();
      this.#close();
      media.close();
    });
  }

  /** Opens a device and keeps it; says whether that went well. */
  async open(kind: Kind): Promise<boolean> {
    if (this.tracks.peek()[kind]) return true;
    this.trouble.value = null;
    try {
      const track = await OPEN[kind]();
      if (!track) return false;
      // A camera that is pulled out, or a screen that is no longer shared, is off.
      track.addEventListener('ended', () => {
        if (this.tracks.peek()[kind] === track) void this.set(kind, false);
      });
      this.tracks.value = { ...this.tracks.peek(), [kind]: track };
      return true;
    } catch (error) {
      const why = error instanceof DeviceError ? error.trouble : 'unforeseen';
      this.trouble.value = { kind, why };
      return false;
    }
  }

  /** Closes a device. */
  shut(kind: Kind): void {
    this.tracks.peek()[kind]?.stop();
    this.tracks.value = { ...this.tracks.peek(), [kind]: null };
  }

  /** Closes and opens again: another device was chosen. */
  async reopen(kind: Kind): Promise<void> {
    this.shut(kind);
    await this.open(kind);
  }

  /** Switches one's microphone, camera or screen on or off, and says so to the room. */
  async set(kind: Kind, isOn: boolean): Promise<void> {
    if (isOn && !(await this.open(kind))) return;
    if (isOn && kind === 'picture') this.isSaving.value = false;
    // A camera's light goes out with it; a microphone is quicker on again when it stays open.
    if (!isOn && kind !== 'sound') this.shut(kind);
    const { member } = standing(this.#room.model.peek());
    if (!member || member.on[kind] === isOn) return;
    await this.#ask({ type: 'set_on_stage', stage: MAIN, ...member.on, [kind]: isOn });
  }

  /** Lets the picture go, so that the sound gets through a weak line. */
  async soundOnly(): Promise<void> {
    this.isSaving.value = true;
    await this.set('picture', false);
  }

  async stepDown(): Promise<void> {
    await this.#ask({ type: 'leave_stage', stage: MAIN });
  }

  /** Lets go of what was only tried. */
  letGo(): void {
    if (!standing(this.#room.model.peek()).member) this.#close();
  }

  async #ask(action: Parameters<StageRoom['ask']>[0]): Promise<void> {
    // The room's own page tells what was refused.
    await this.#room.ask(action).catch(() => toast(t('stage.not_done')));
  }

  #close(): void {
    for (const kind of KINDS) this.shut(kind);
  }

  /** What is sent is what the room says is on; who is not on the stage sends nothing. */
  #follow(): void {
    const model = this.#room.model.value;
    const tracks = this.tracks.value;
    const { member } = standing(model);
    if (!member) {
      if (this.#wasOn) this.#down();
      this.#wasOn = false;
      return;
    }
    this.#wasOn = true;
    const of = (kind: Kind) => (member.on[kind] ? tracks[kind] : null);
    const sound = of('sound');
    if (tracks.sound) tracks.sound.enabled = sound !== null;
    const own = { sound, picture: of('picture'), screen: of('screen') };
    const isSame = this.#sent && KINDS.every((kind) => this.#sent?.[kind] === own[kind]);
    if (isSame) return;
    this.#sent = own;
    this.media.publish(own).catch(() => {
      this.#sent = null;
      toast(t('stage.not_sent'));
    });
  }

  /** Everybody else is heard, whether his picture is in sight or not. */
  #listen(): void {
    const { stage, me } = standing(this.#room.model.value);
    const others = stage.members.filter((one) => one.person !== me?.person);
    this.media.hear(others.map(({ person, on }) => ({ person, isOn: on.sound })));
  }

  #down(): void {
    this.media.stop();
    this.#sent = null;
    this.isSaving.value = false;
    queueMicrotask(() => this.#close());
    const why = this.#whyDown();
    // The screen of a class says by itself how it stands.
    const isScreen = this.#room.model.peek().me?.role === 'classroom';
    if (why && !isScreen) toast(t(`stage.down_${why}`));
  }

  #whyDown(): Exclude<StageLeave, 'stepped_down'> | null {
    const { staged, me } = this.#room.model.peek();
    const last = staged[staged.length - 1];
    if (last?.kind === 'stage.cleared') return 'lowered';
    if (last?.kind !== 'stage.left' || last.body.person !== me?.person) return null;
    return last.body.why === 'stepped_down' ? null : last.body.why;
  }
}

const owns = new WeakMap<StageRoom, OwnStage>();

/** One's own part of a room's stage; a room has one. */
export function ownOf(room: StageRoom): OwnStage {
  const known = owns.get(room);
  if (known) return known;
  const made = new OwnStage(room, makeMedia(room.lesson.id, room.model.peek().me?.person ?? ''));
  owns.set(room, made);
  return made;
}
