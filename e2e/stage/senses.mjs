// What a page sends and perceives, measurably: a tone and a colour; where the tone breaks off, and
// how long the picture stands still. `webrtc.mjs` has how a page connects.

/** Sends a tone, and a picture of one colour in which something moves, by WHIP. */
export function sendTone(page, address, { hz, colour, bearer }) {
  return page.evaluate(
    async ({ address, hz, colour, bearer }) => {
      const sound = new AudioContext({ sampleRate: 48_000 });
      const tone = new OscillatorNode(sound, { frequency: hz });
      const out = new MediaStreamAudioDestinationNode(sound);
      tone.connect(new GainNode(sound, { gain: 0.3 })).connect(out);
      tone.start();
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
      const paper = canvas.getContext('2d');
      let count = 0;
      setInterval(() => {
        count += 1;
        paper.fillStyle = `rgb(${colour.join()})`;
        paper.fillRect(0, 0, 640, 360);
        // Something for the network to carry.
        for (let at = 0; at < 640; at += 8) {
          paper.fillStyle = `hsl(${(at * 7 + count * 31) % 360} 80% 50%)`;
          paper.fillRect(at, 0, 8, 40 + ((at + count * 16) % 40));
        }
      }, 40);
      const connection = new RTCPeerConnection();
      const picture = canvas.captureStream(25);
      for (const track of [...out.stream.getTracks(), ...picture.getTracks()]) {
        connection.addTransceiver(track, { direction: 'sendonly' });
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
      const sdp = await answer.text();
      if (answer.status === 201) await connection.setRemoteDescription({ type: 'answer', sdp });
      globalThis.sending = { connection, sound, session: answer.headers.get('location') };
      return { status: answer.status, sdp };
    },
    { address, hz, colour, bearer },
  );
}

/** Begins to measure what a page that watches hears and sees; the tone is known. */
export function perceive(page, hz) {
  return page.evaluate(async (hz) => {
    /** Runs where the sound is: says for each 10 ms how loud the tone is. */
    const ear = `registerProcessor('ear', class extends AudioWorkletProcessor {
      piece = new Float32Array(480); filled = 0; at = 0; strengths = [];
      process([[samples]]) {
        for (let index = 0; index < 128; index += 1) {
          this.piece[this.filled] = samples?.[index] ?? 0;
          this.filled += 1;
          if (this.filled === 480) this.take();
        }
        return true;
      }
      take() {
        let [re, im] = [0, 0];
        for (const [index, sample] of this.piece.entries()) {
          const turn = 2 * Math.PI * ${hz} * index / 48000;
          re += sample * Math.cos(turn); im += sample * Math.sin(turn);
        }
        this.strengths.push(Math.hypot(re, im) / 480);
        this.filled = 0;
        if (this.strengths.length === 10) { this.port.postMessage(this.strengths); this.strengths = []; }
      }
    })`;
    const { video } = globalThis.watching;
    const sound = new AudioContext({ sampleRate: 48_000 });
    const module = URL.createObjectURL(new Blob([ear], { type: 'text/javascript' }));
    await sound.audioWorklet.addModule(module);
    const source = new MediaStreamAudioSourceNode(sound, { mediaStream: video.srcObject });
    const node = new AudioWorkletNode(sound, 'ear', {
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    const spectrum = new AnalyserNode(sound, { fftSize: 16_384, smoothingTimeConstant: 0 });
    source
      .connect(node)
      .connect(new GainNode(sound, { gain: 0 }))
      .connect(sound.destination);
    source.connect(spectrum);
    const found = { strengths: [], shown: [], spectrum, sound };
    node.port.onmessage = ({ data }) => found.strengths.push(...data);
    const seen = (_now, { presentedFrames }) => {
      found.shown.push({ at: performance.now(), count: presentedFrames });
      video.requestVideoFrameCallback(seen);
    };
    video.requestVideoFrameCallback(seen);
    globalThis.perceiving = found;
  }, hz);
}

/** The loudest frequency that a page hears now and the colour in the middle of what it sees. */
export function perceivedNow(page) {
  return page.evaluate(() => {
    const { video } = globalThis.watching;
    const { spectrum } = globalThis.perceiving;
    const levels = new Float32Array(spectrum.frequencyBinCount);
    spectrum.getFloatFrequencyData(levels);
    const loudest = levels.reduce((best, level, at) => (level > levels[best] ? at : best), 0);
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const paper = canvas.getContext('2d');
    const { videoWidth: width, videoHeight: height } = video;
    paper.drawImage(video, width / 4, height / 3, width / 2, height / 2, 0, 0, 1, 1);
    const [...colour] = paper.getImageData(0, 0, 1, 1).data.slice(0, 3);
    return { hz: (loudest * 24_000) / spectrum.frequencyBinCount, level: levels[loudest], colour };
  });
}

/** Forgets what was perceived so far. */
export function perceiveAnew(page) {
  return page.evaluate(() => {
    const { perceiving } = globalThis;
    perceiving.strengths.length = 0;
    perceiving.shown.length = 0;
    perceiving.since = performance.now();
  });
}

/**
 * The longest time without the tone and the longest without a new picture since the page was told
 * to perceive anew, in milliseconds, and what the connection counted.
 */
export function gaps(page) {
  return page.evaluate(async () => {
    const { strengths, shown, since } = globalThis.perceiving;
    const usual = strengths.toSorted((a, b) => a - b)[strengths.length >> 1] ?? 0;
    let [quiet, soundMs, total] = [0, 0, 0];
    for (const strength of strengths) {
      quiet = strength < usual / 5 ? quiet + 10 : 0;
      if (quiet > 0) total += 10;
      soundMs = Math.max(soundMs, quiet);
    }
    const times = [since, ...shown.map(({ at }) => at), performance.now()];
    const waits = times.slice(1).map((at, index) => at - times[index]);
    const counted = { heardMs: strengths.length * 10, quietMs: total, usual, shown: shown.length };
    for (const report of (await globalThis.watching.connection.getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue;
      const { packetsReceived, packetsLost, nackCount, pliCount, freezeCount } = report;
      const { retransmittedPacketsReceived, concealedSamples, framesDecoded, keyFramesDecoded } =
        report;
      const { jitterBufferDelay, jitterBufferEmittedCount, fecPacketsReceived } = report;
      const delayMs = Math.round((jitterBufferDelay / jitterBufferEmittedCount) * 1_000);
      counted[report.kind] = { packetsReceived, packetsLost, nackCount, pliCount, freezeCount };
      Object.assign(counted[report.kind], { retransmittedPacketsReceived, concealedSamples });
      Object.assign(counted[report.kind], {
        framesDecoded,
        keyFramesDecoded,
        delayMs,
        fecPacketsReceived,
      });
    }
    return { soundMs, pictureMs: Math.round(Math.max(...waits)), ...counted };
  });
}
