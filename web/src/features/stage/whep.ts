// Watches a lesson's stage.
import { come, type OnStage } from './offer';

/** What comes from the stage, and the way to end it. */
export interface Watching extends OnStage {
  /** Picture and sound; its tracks are silent until somebody sends. */
  readonly stream: MediaStream;
}

/** Watches at an address for WHEP, with so many pictures at once. */
export async function watch(address: string, pictures = 1): Promise<Watching> {
  const connection = new RTCPeerConnection();
  const stream = new MediaStream();
  const kinds = ['audio', ...Array.from({ length: pictures }, () => 'video')];
  for (const kind of kinds) {
    const { receiver } = connection.addTransceiver(kind, { direction: 'recvonly' });
    stream.addTrack(receiver.track);
  }
  return { ...(await come(connection, address)), stream };
}
