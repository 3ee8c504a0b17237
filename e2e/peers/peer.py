"""A peer of the stage that is no browser: aiortc sends a tone and a colour by WHIP, or watches by
WHEP and says what it hears and sees, a line of JSON in half a second. It ends on SIGTERM."""

import argparse
import asyncio
import json
import math
import signal
import sys
import time
import urllib.parse
import urllib.request
from fractions import Fraction

import numpy
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame

RATE = 48_000
FRAME = 960
# A tone is looked for in pieces of 10 ms.
PIECE = 480
PICTURES_PER_S = 25
SIZE = (640, 360)
# Quieter than this part of what was usual, a piece has no tone.
QUIET = 0.2


def say(**what):
    """Says one line."""
    print(json.dumps(what), flush=True)


class Paced(MediaStreamTrack):
    """Frames at the speed of the clock."""

    def __init__(self, each_s):
        super().__init__()
        self.each_s, self.count, self.begun = each_s, 0, None

    async def turn(self):
        """Waits for the next frame's moment and gives its number."""
        self.begun = self.begun or time.monotonic()
        wait = self.begun + self.count * self.each_s - time.monotonic()
        await asyncio.sleep(max(0, wait))
        self.count += 1
        return self.count - 1


class Tone(Paced):
    """A sine."""

    kind = "audio"

    def __init__(self, hz):
        super().__init__(FRAME / RATE)
        self.hz = hz

    async def recv(self):
        at = await self.turn() * FRAME
        times = (numpy.arange(FRAME) + at) / RATE
        samples = (numpy.sin(2 * math.pi * self.hz * times) * 8_000).astype(numpy.int16)
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.pts, frame.sample_rate, frame.time_base = at, RATE, Fraction(1, RATE)
        return frame


class Colour(Paced):
    """A picture of one colour with a bar that moves."""

    kind = "video"

    def __init__(self, colour):
        super().__init__(1 / PICTURES_PER_S)
        self.colour = colour

    async def recv(self):
        number = await self.turn()
        picture = numpy.empty((SIZE[1], SIZE[0], 3), numpy.uint8)
        picture[:] = self.colour
        left = number * 8 % SIZE[0]
        picture[:40, left : left + 40] = 255
        frame = VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = number * 90_000 // PICTURES_PER_S, Fraction(1, 90_000)
        return frame


class Ear:
    """What is heard: its loudest frequency, and the longest time without the tone."""

    def __init__(self, hz):
        times = numpy.arange(PIECE) / RATE
        self.wave = numpy.exp(-2j * math.pi * hz * times)
        self.rest = numpy.zeros(0)
        self.next_pts, self.usual = None, 0.0
        self.quiet_s, self.gap_s, self.lost = 0.0, 0.0, 0

    def hear(self, frame):
        """Takes a frame. What is missing before it was not heard."""
        samples = frame.to_ndarray().astype(numpy.float64)
        if not frame.format.is_planar:
            samples = samples.reshape(-1, len(frame.layout.channels)).T
        samples = samples[0]
        if self.next_pts is not None and frame.pts > self.next_pts:
            self.lost += (frame.pts - self.next_pts) // FRAME
            self.miss((frame.pts - self.next_pts) / RATE)
        self.next_pts = frame.pts + len(samples)
        for at in range(0, len(samples) - PIECE + 1, PIECE):
            self.piece(samples[at : at + PIECE])
        self.rest = numpy.concatenate([self.rest, samples])[-RATE // 2 :]

    def piece(self, samples):
        level = abs(numpy.dot(samples, self.wave)) / PIECE
        if level < QUIET * self.usual or level < 50:
            # Before it was ever heard it is not missed.
            if self.usual > 0:
                self.miss(PIECE / RATE)
            return
        self.quiet_s = 0.0
        self.usual = level if self.usual == 0 else 0.95 * self.usual + 0.05 * level

    def miss(self, seconds):
        self.quiet_s += seconds
        self.gap_s = max(self.gap_s, self.quiet_s)

    def loudest_hz(self):
        if len(self.rest) < RATE // 2:
            return None
        strength = numpy.abs(numpy.fft.rfft(self.rest * numpy.hanning(len(self.rest))))
        return int(numpy.argmax(strength)) * 2


class Eye:
    """What is seen: the colour below the bar, and the longest wait for a picture."""

    def __init__(self):
        self.pictures, self.colour, self.size = 0, None, None
        self.last, self.gap_s = None, 0.0

    def see(self, frame):
        now = time.monotonic()
        if self.last is not None:
            self.gap_s = max(self.gap_s, now - self.last)
        self.last = now
        self.pictures += 1
        self.size = (frame.width, frame.height)
        if self.pictures % 5 == 1:
            picture = frame.to_ndarray(format="rgb24")
            middle = picture[frame.height // 3 :, frame.width // 4 : 3 * frame.width // 4]
            self.colour = [int(part) for part in middle.reshape(-1, 3).mean(axis=0)]


async def feed(track, take):
    """Passes on what comes of a track until it ends."""
    try:
        while True:
            take(await track.recv())
    except MediaStreamError:
        pass


def ask(method, address, headers, body=None):
    """Asks the server; gives the answer's headers and text."""
    data = body.encode() if body is not None else None
    request = urllib.request.Request(address, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.headers, answer.read().decode()


async def begin(connection, options):
    """Offers, and takes the answer; gives the session's address."""
    await connection.setLocalDescription(await connection.createOffer())
    headers = {"content-type": "application/sdp", **options.headers}
    offer = connection.localDescription.sdp
    found, answer = await asyncio.to_thread(ask, "POST", options.address, headers, offer)
    await connection.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))
    return urllib.parse.urljoin(options.address, found["location"])


async def send(connection, options, ended):
    connection.addTrack(Tone(options.hz))
    connection.addTrack(Colour(options.colour))
    session = await begin(connection, options)
    while not ended.is_set():
        codecs = [line for line in connection.remoteDescription.sdp.splitlines() if "rtpmap" in line]
        say(state=connection.connectionState, codecs=codecs)
        await pause(ended)
    return session


async def watch(connection, options, ended):
    ear, eye, tasks = Ear(options.hz), Eye(), []

    @connection.on("track")
    def on_track(track):
        take = ear.hear if track.kind == "audio" else eye.see
        tasks.append(asyncio.ensure_future(feed(track, take)))

    connection.addTransceiver("audio", direction="recvonly")
    connection.addTransceiver("video", direction="recvonly")
    session = await begin(connection, options)
    while not ended.is_set():
        say(
            state=connection.connectionState,
            hz=ear.loudest_hz(),
            soundGapMs=round(ear.gap_s * 1_000),
            soundLost=ear.lost,
            pictures=eye.pictures,
            pictureGapMs=round(eye.gap_s * 1_000),
            colour=eye.colour,
            size=eye.size,
        )
        await pause(ended)
    return session


async def pause(ended):
    try:
        await asyncio.wait_for(ended.wait(), 0.5)
    except asyncio.TimeoutError:
        pass


async def main(options):
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    connection = RTCPeerConnection()
    role = send if options.role == "send" else watch
    session = await role(connection, options, ended)
    headers = await asyncio.to_thread(ask, "DELETE", session, options.headers)
    say(ended=headers is not None)
    await connection.close()


def parse():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("role", choices=["send", "watch"])
    words.add_argument("address")
    words.add_argument("--hz", type=int, default=440)
    words.add_argument("--colour", type=lambda text: [int(part) for part in text.split(",")])
    words.add_argument("--key", help="the bearer token")
    words.add_argument("--cookie")
    options = words.parse_args()
    options.headers = {}
    if options.key:
        options.headers["authorization"] = f"Bearer {options.key}"
    if options.cookie:
        options.headers["cookie"] = options.cookie
    return options


if __name__ == "__main__":
    try:
        asyncio.run(main(parse()))
    except Exception as error:
        body = error.read().decode() if hasattr(error, "read") else ""
        say(error=f"{type(error).__name__}: {error} {body}")
        sys.exit(1)
