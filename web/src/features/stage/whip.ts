// Sends picture and sound to a lesson's stage.
import { come, type OnStage } from './offer';

/** The layers of a camera's picture, the best first; the server chooses for each who watches. */
const LAYERS: RTCRtpEncodingParameters[] = [
  { rid: 'h', maxBitrate: 1_500_000 },
  { rid: 'l', maxBitrate: 200_000, scaleResolutionDownBy: 4 },
];

/** Sends the tracks of a stream to a lesson; a picture in two layers when that is wanted. */
export function send(
  lesson: string,
  stream: MediaStream,
  options: { layers?: boolean } = {},
): Promise<OnStage> {
  const connection = new RTCPeerConnection();
  for (const track of stream.getTracks()) {
    const isLayered = options.layers === true && track.kind === 'video';
    connection.addTransceiver(track, {
      direction: 'sendonly',
      streams: [stream],
      ...(isLayered && { sendEncodings: LAYERS }),
    });
  }
  return come(connection, `/api/lessons/${lesson}/whip`);
}
