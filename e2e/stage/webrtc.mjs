// WebRTC in a page: sends a made-up camera by WHIP, watches by WHEP. Written plainly, so that the
// server is tried and not our own pages.

/** Sends the browser's fake camera and microphone; the session's address is kept in the page. */
export function sendCamera(page, lesson, bearer) {
  return page.evaluate(
    async ({ address, bearer }) => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      const connection = new RTCPeerConnection();
      for (const track of stream.getTracks()) {
        connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      }
      await connection.setLocalDescription();
      const answer = await fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/sdp',
          ...(bearer && { authorization: `Bearer ${bearer}` }),
        },
        body: connection.localDescription.sdp,
      });
      const session = answer.headers.get('location');
      const sdp = await answer.text();
      if (answer.status === 201) await connection.setRemoteDescription({ type: 'answer', sdp });
      globalThis.sending = { connection, session, stream };
      return { status: answer.status, session, etag: answer.headers.get('etag'), sdp };
    },
    { address: `/api/lessons/${lesson}/whip`, bearer },
  );
}

/** Watches at an address; what comes is shown in a video element. */
export function watchStage(page, address, options = {}) {
  return page.evaluate(
    async ({ address, onlyTcp }) => {
      const connection = new RTCPeerConnection();
      const stream = new MediaStream();
      for (const kind of ['audio', 'video']) {
        const { receiver } = connection.addTransceiver(kind, { direction: 'recvonly' });
        stream.addTrack(receiver.track);
      }
      await connection.setLocalDescription();
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/sdp' },
        body: connection.localDescription.sdp,
      });
      let sdp = await answer.text();
      if (answer.status !== 201) return { status: answer.status, sdp };
      if (onlyTcp) sdp = sdp.replaceAll(/a=candidate:\S+ \d udp .*\r\n/gi, '');
      await connection.setRemoteDescription({ type: 'answer', sdp });
      const video = document.createElement('video');
      Object.assign(video, { autoplay: true, srcObject: stream });
      document.body.append(video);
      // It plays when something comes.
      video.play().catch(() => null);
      globalThis.watching = { connection, video, session: answer.headers.get('location') };
      return { status: answer.status, session: answer.headers.get('location') };
    },
    { address, ...options },
  );
}

/** What a page has received so far. */
export function received(page) {
  return page.evaluate(async () => {
    const { connection, video } = globalThis.watching;
    const seen = { state: connection.connectionState, frames: 0, energy: 0, width: 0 };
    const reports = [...(await connection.getStats()).values()];
    for (const report of reports.filter((one) => one.type === 'inbound-rtp')) {
      if (report.kind === 'video') {
        seen.frames = report.framesDecoded ?? 0;
        seen.width = report.frameWidth ?? 0;
        seen.codec = reports.find((one) => one.id === report.codecId)?.mimeType;
        seen.lost = report.packetsLost;
      } else {
        seen.energy = report.totalAudioEnergy ?? 0;
      }
    }
    const pair = reports.find((one) => one.type === 'candidate-pair' && one.nominated);
    seen.protocol = reports.find((one) => one.id === pair?.localCandidateId)?.protocol;
    seen.shown = video.videoWidth;
    return seen;
  });
}

/** Asks for the end of a session; answers the status. */
export function endSession(page, which) {
  return page.evaluate(async (which) => {
    const answer = await fetch(globalThis[which].session, { method: 'DELETE' });
    return answer.status;
  }, which);
}
