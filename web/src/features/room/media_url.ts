import { callQuietly } from '~/api/call.ts';

/** An address of a lesson's media that stays good to its end, for players of the browser's own. */
export async function mediaUrl(id: string, kind: 'hls' | 'voice_hls'): Promise<string> {
  const addresses = await callQuietly('GET /api/lessons/{id}/media', { path: { id } });
  const found = addresses.find((one) => one.kind === kind);
  if (!found) throw new Error(`media.no_${kind}`);
  return found.url;
}
