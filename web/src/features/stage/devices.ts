// Cameras, microphones and speakers of this device: which are there, which were chosen, and why one
// cannot be had. Nothing here is asked of the browser before somebody presses something.
import { recall, remember } from '~/lib/settings.ts';

export type Device = 'camera' | 'microphone' | 'speaker';

/** Why a device cannot be had; each has a sentence of its own. */
export type Trouble = 'insecure' | 'unsupported' | 'denied' | 'missing' | 'busy' | 'unforeseen';

const KIND: Record<Device, MediaDeviceKind> = {
  camera: 'videoinput',
  microphone: 'audioinput',
  speaker: 'audiooutput',
};

/** What the page knows before it asks: on a plain network address browsers give no device. */
export function troubleAhead(): Trouble | null {
  if (!globalThis.isSecureContext) return 'insecure';
  const devices: Partial<MediaDevices> | undefined = navigator.mediaDevices;
  return devices?.getUserMedia ? null : 'unsupported';
}

export function troubleOf(error: unknown): Trouble {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unforeseen';
  }
}

export function chosen(device: Device): string | null {
  return recall(`stage.${device}`);
}

export function choose(device: Device, id: string): void {
  remember(`stage.${device}`, id);
}

/** What there is to choose from; names are known once the person let the page use one. */
export async function devicesOf(device: Device): Promise<MediaDeviceInfo[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.filter((one) => one.kind === KIND[device] && one.deviceId !== '');
}

/** Opens a camera or a microphone: the one chosen before, else the browser's own choice. */
export async function openDevice(device: 'camera' | 'microphone'): Promise<MediaStreamTrack> {
  const ahead = troubleAhead();
  if (ahead) throw new DeviceError(ahead);
  const id = chosen(device);
  const deviceId = id ? { deviceId: { ideal: id } } : {};
  const wanted: MediaStreamConstraints =
    device === 'camera'
      ? { video: { ...deviceId, width: { ideal: 1280 }, height: { ideal: 720 } } }
      : { audio: { ...deviceId, echoCancellation: true, noiseSuppression: true } };
  return first(navigator.mediaDevices.getUserMedia(wanted));
}

/** Opens the camera that looks this way, where the device has several. */
export async function openFacing(facing: 'user' | 'environment'): Promise<MediaStreamTrack> {
  const ahead = troubleAhead();
  if (ahead) throw new DeviceError(ahead);
  const video = {
    facingMode: { ideal: facing },
    width: { ideal: 1280 },
    height: { ideal: 720 },
  };
  return first(navigator.mediaDevices.getUserMedia({ video }));
}

/** Asks which window or screen to show; null when the person thinks better of it. */
export async function openScreen(): Promise<MediaStreamTrack | null> {
  const ahead = troubleAhead();
  if (ahead) throw new DeviceError(ahead);
  if (!navigator.mediaDevices.getDisplayMedia) throw new DeviceError('unsupported');
  try {
    return await first(navigator.mediaDevices.getDisplayMedia({ video: true }));
  } catch (error) {
    if (error instanceof DeviceError && error.trouble === 'denied') return null;
    throw error;
  }
}

/** A device that cannot be had, and why. */
export class DeviceError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

async function first(asked: Promise<MediaStream>): Promise<MediaStreamTrack> {
  const stream = await asked.catch((error: unknown) => {
    throw new DeviceError(troubleOf(error));
  });
  const [track] = stream.getTracks();
  if (!track) throw new DeviceError('missing');
  return track;
}
