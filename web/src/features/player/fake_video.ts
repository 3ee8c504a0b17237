// For the players' tests: a video and its source without a browser's media engine.

/** What the player uses of a video, with a browser's rules about playing by itself. */
export class FakeVideo extends EventTarget {
  src = '';
  paused = true;
  readyState = 4;
  currentTime = 0;
  playbackRate = 1;
  error: { code: number } | null = null;
  ended = false;
  defaultPlaybackRate = 1;
  disableRemotePlayback = false;
  onerror: (() => void) | null = null;
  allows: 'all' | 'muted' | 'nothing' = 'all';
  #muted = false;

  get buffered() {
    return { length: 0, start: (_: number) => 0, end: (_: number) => 0 };
  }
  get muted() {
    return this.#muted;
  }
  set muted(muted: boolean) {
    if (muted === this.#muted) return;
    this.#muted = muted;
    this.dispatchEvent(new Event('volumechange'));
  }
  removeAttribute() {
    this.src = '';
  }
  load() {
    this.paused = true;
  }
  canPlayType(): string {
    return '';
  }
  async play() {
    if (this.allows === 'nothing' || (this.allows === 'muted' && !this.muted)) {
      throw Object.assign(new Error('no touch yet'), { name: 'NotAllowedError' });
    }
    if (!this.paused) return;
    this.paused = false;
    this.dispatchEvent(new Event('playing'));
  }
}

export class FakeBuffer extends EventTarget {
  updating = false;
  readonly appended: string[] = [];
  /** Whether what is appended is taken; else it is a decoding fault. */
  takes: (text: string) => boolean = () => true;

  appendBuffer(bytes: BufferSource) {
    const text = new TextDecoder().decode(bytes);
    queueMicrotask(() => {
      if (this.takes(text)) this.appended.push(text);
      else this.dispatchEvent(new Event('error'));
      this.dispatchEvent(new Event('updateend'));
    });
  }
  remove() {}
  changeType() {}
}

export class FakeMediaSource extends EventTarget {
  static made: FakeMediaSource[] = [];
  static takes: FakeBuffer['takes'] = () => true;
  static isTypeSupported() {
    return true;
  }
  duration = 0;
  readonly buffer = new FakeBuffer();

  constructor() {
    super();
    FakeMediaSource.made.push(this);
    queueMicrotask(() => this.dispatchEvent(new Event('sourceopen')));
  }
  addSourceBuffer() {
    this.buffer.takes = FakeMediaSource.takes;
    return this.buffer;
  }
}
