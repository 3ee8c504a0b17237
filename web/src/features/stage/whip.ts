// Sends one's sound and pictures to a lesson's stage, for as long as one has a seat there.

import type { OwnTracks } from './media.ts';
import { come, type OnStage } from './offer.ts';
import { sampleOf, type UplinkSample } from './uplink.ts';

/** The layers of a camera's picture, the best first; the server chooses for each who watches. */
const LAYERS: RTCRtpEncodingParameters[] = [
  { rid: 'h', maxBitrate: 1_200_000 },
  { rid: 'l', maxBitrate: 150_000, scaleResolutionDownBy: 4 },
];
/** What a screen may need: letters must be read, movement may wait. */
const SCREEN: RTCRtpEncodingParameters[] = [{ maxBitrate: 1_500_000 }];

/** The kinds in the order of the offer's lines: the server knows them by their place. */
const KINDS = ['sound', 'picture', 'screen'] as const;

/** A connection by which one sends. */
export interface Sending extends OnStage {
  /** Sends these tracks; what is off takes no bits. */
  set(tracks: OwnTracks): Promise<void>;
  /** How loud one's own voice is, 0 to 1. */
  level(): Promise<number>;
  /** How the line carries it. */
  uplink(): Promise<UplinkSample>;
}

/** Comes to the stage. All lines are there from the beginning, so that nothing is agreed anew. */
export async function send(lesson: string, tracks: OwnTracks): Promise<Sending> {
  const connection = new RTCPeerConnection();
  const direction = 'sendonly';
  const lines = {
    sound: connection.addTransceiver('audio', { direction }),
    picture: connection.addTransceiver('video', { direction, sendEncodings: LAYERS }),
    screen: connection.addTransceiver('video', { direction, sendEncodings: SCREEN }),
  };
  const set = async (next: OwnTracks) => {
    const put = KINDS.map((kind) => {
      const { sender } = lines[kind];
      return sender.track === next[kind] ? null : sender.replaceTrack(next[kind]);
    });
    await Promise.all(put);
  };
  await set(tracks);
  const level = async () => {
    const reports = [...(await lines.sound.sender.getStats()).values()];
    const source = reports.find((one) => one.type === 'media-source');
    return typeof source?.audioLevel === 'number' ? source.audioLevel : 0;
  };
  const uplink = async () => sampleOf((await connection.getStats()).values());
  return { ...(await come(connection, `/api/lessons/${lesson}/whip`)), set, level, uplink };
}

/** A connection by which a phone shows one picture. */
export interface Showing extends OnStage {
  /** Shows another camera. */
  show(track: MediaStreamTrack | null): Promise<void>;
}

/** Shows a picture in the place of somebody's screen, as his phone. */
export async function showAs(
  { lesson, key }: { lesson: string; key: string },
  track: MediaStreamTrack | null,
): Promise<Showing> {
  const connection = new RTCPeerConnection();
  const line = { direction: 'sendonly' as const, sendEncodings: LAYERS };
  const { sender } = connection.addTransceiver('video', line);
  await sender.replaceTrack(track);
  const on = await come(connection, `/api/lessons/${lesson}/whip`, key);
  return { ...on, show: (next) => sender.replaceTrack(next) };
}
