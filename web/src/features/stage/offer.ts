// What WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep) have in common: an offer is posted, the
// answer comes back, and the session it began is ended at its own address.

import { iceServersIn } from './ice.ts';

/** A connection to the stage. */
export interface OnStage {
  readonly connection: RTCPeerConnection;
  /** The session's own address. */
  readonly session: string;
  /** Ends it here and at the server. */
  readonly leave: () => Promise<void>;
}

/** Why the stage did not let us come: the code of the server's problem. */
export class NotLet extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Offers what a connection has and takes the answer. The server's answer holds all its addresses
 * and it learns ours from what we send, so that nothing is trickled. The answer also names the TURN
 * server, and until it has come the browser looks for no addresses of its own. Who is not signed in
 * proves by a key that he may.
 */
export async function come(
  connection: RTCPeerConnection,
  address: string,
  key?: string,
): Promise<OnStage> {
  const proof = key ? { authorization: `Bearer ${key}` } : undefined;
  const offer = await connection.createOffer();
  const answer = await fetch(address, {
    method: 'POST',
    headers: { ...proof, 'content-type': 'application/sdp' },
    body: offer.sdp ?? '',
  });
  if (answer.status !== 201) {
    connection.close();
    throw new NotLet(await codeOf(answer));
  }
  const session = answer.headers.get('location') ?? '';
  const leave = async () => {
    connection.close();
    // Without it the server finds out by itself a little later.
    await fetch(session, {
      method: 'DELETE',
      keepalive: true,
      ...(proof && { headers: proof }),
    }).catch(() => null);
  };
  try {
    const iceServers = iceServersIn(answer.headers.get('link'));
    if (iceServers.length > 0) connection.setConfiguration({ iceServers });
    await connection.setLocalDescription(offer);
    await connection.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  } catch (error) {
    await leave();
    throw error;
  }
  return { connection, session, leave };
}

async function codeOf(answer: Response): Promise<string> {
  const problem: unknown = await answer.json().catch(() => null);
  const isProblem = typeof problem === 'object' && problem !== null && 'code' in problem;
  return isProblem && typeof problem.code === 'string' ? problem.code : `http.${answer.status}`;
}
