// What carries sound and pictures between the people on a stage. Pages know only this; behind it
// stands a connection, or a loop on this device.

import type { Uplink } from './uplink.ts';
import type { Voice } from './voices.ts';

/** A camera, or what is on a screen. */
export type Source = 'picture' | 'screen';

/** One's own tracks; null for what is off. */
export interface OwnTracks {
  sound: MediaStreamTrack | null;
  picture: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
}

export const NO_TRACKS: OwnTracks = { sound: null, picture: null, screen: null };

export interface MediaState {
  /** How what one sends oneself stands. */
  own: 'idle' | 'connecting' | 'sending' | 'lost';
  /** Who is heard at the moment, by the ids of persons. */
  speaking: ReadonlySet<string>;
  /** How one's own line carries what one sends. */
  uplink: Uplink;
}

export interface StageMedia {
  /**
   * Sends these tracks and no others from now on. Called anew with each change; a track that is the
   * same goes on unbroken. Fails with a `Problem` when they are not let in.
   */
  publish(tracks: OwnTracks): Promise<void>;
  /** Sends nothing more. The tracks are not stopped: they belong to who gave them. */
  stop(): void;
  /**
   * Shows a member's picture or screen, and sounds his voice, in an element; one's own picture too,
   * and never one's own voice. Gives what ends it.
   */
  attach(member: string, element: HTMLVideoElement, source: Source): () => void;
  /** Lowers the others' voices while one's own microphone hears the loudspeaker. */
  lower(isLow: boolean): void;
  /** Says whose voices are to be heard: all others on the stage, and whose microphones are on. */
  hear(voices: readonly Voice[]): void;
  /** Tells how things stand, at once and with each change. Gives what ends it. */
  onState(listener: (state: MediaState) => void): () => void;
  /** Ends everything, with the room. */
  close(): void;
}
