// Watches a lesson's stage: a connection has lines for so many sounds and pictures, and says who is
// to be heard and seen on each.
import { come, type OnStage } from './offer.ts';

/** What one line is to carry; as the server reads it. */
export interface LineWish {
  shows: 'any' | 'nothing' | 'person' | 'screen';
  person?: string;
  bps_max?: number;
}

/** How many a page hears and sees at once. */
export const SOUNDS = 8;
export const PICTURES = 12;

/** What comes from the stage, and the way to say what is wanted and to end it. */
export interface Watching extends OnStage {
  /** By line; a track is silent until somebody sends. */
  readonly sounds: readonly RTCRtpReceiver[];
  readonly pictures: readonly RTCRtpReceiver[];
  wish(sounds: readonly LineWish[], pictures: readonly LineWish[]): Promise<void>;
}

/** Watches at a lesson's address. */
export async function watch(lesson: string): Promise<Watching> {
  const connection = new RTCPeerConnection();
  const direction = 'recvonly';
  const lines = (kind: 'audio' | 'video', count: number) =>
    Array.from({ length: count }, () => connection.addTransceiver(kind, { direction }));
  const sounds = lines('audio', SOUNDS);
  const pictures = lines('video', PICTURES);
  for (const one of pictures) prefer(one);
  const on = await come(connection, `/api/lessons/${lesson}/whep`);
  const wish = async (heard: readonly LineWish[], seen: readonly LineWish[]) => {
    const answer = await fetch(`${on.session}/lines`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lines: [...heard, ...seen] }),
    });
    if (!answer.ok) throw new Error(`lines.${answer.status}`);
  };
  const receivers = (of: RTCRtpTransceiver[]) => of.map((one) => one.receiver);
  return { ...on, sounds: receivers(sounds), pictures: receivers(pictures), wish };
}

/** Only what the stage passes on: with a dozen lines all that a browser knows is a long offer. */
function prefer(line: RTCRtpTransceiver): void {
  const all = RTCRtpReceiver.getCapabilities?.('video')?.codecs ?? [];
  const isPassedOn = ({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec) =>
    /^video\/(VP8|rtx)$/i.test(mimeType) ||
    (/^video\/H264$/i.test(mimeType) && sdpFmtpLine.includes('packetization-mode=1'));
  const wanted = all.filter(isPassedOn);
  if (wanted.length > 0) line.setCodecPreferences?.(wanted);
}
