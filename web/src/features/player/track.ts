// A recorded lesson's picture as one line of time. No browser here.
import type { Level } from './ladder.ts';

export interface Segment {
  start_ms: number;
  duration_ms: number;
  url: string;
}
export interface Run {
  run: number;
  start_ms: number;
  end_ms: number;
  init_url: string;
  tracks: { id: number; kind: string; codec: string }[];
  segments: Segment[];
  size_bytes?: number;
  /** Its sound alone, in few bits. */
  voice?: { init_url: string; codec: string; size_bytes: number; segments: Segment[] } | null;
}
export interface Recording {
  opened_at: string;
  duration_ms: number;
  media_prefix: string;
  until: string;
  shift_ms: number;
  runs: Run[];
}
/** The same lesson by its sound alone; null where there is none. */
export function byVoice(recording: Recording): Recording | null {
  const runs = recording.runs.flatMap(({ voice, ...run }) => {
    if (!voice) return [];
    const { init_url, codec, segments } = voice;
    return [{ ...run, init_url, segments, tracks: [{ id: 0, kind: 'audio', codec }] }];
  });
  return runs.length > 0 ? { ...recording, runs } : null;
}

/** What of a recording is fetched: all of it, its sound, or nothing while its pages go on. */
export function atLevel(recording: Recording, level: Level): Recording {
  if (level === 'text') return { ...recording, runs: [] };
  return (level === 'lean' && byVoice(recording)) || recording;
}

export function hasPicture({ runs }: Recording): boolean {
  return runs.some((run) => run.tracks.some((track) => track.kind === 'video'));
}

/** What the sound alone weighs, in millions of bytes; null where there is none. */
export function voiceMb({ runs }: Recording): number | null {
  const bytes = runs.reduce((sum, run) => sum + (run.voice?.size_bytes ?? 0), 0);
  return bytes > 0 ? Math.max(1, Math.round(bytes / 1e6)) : null;
}

export interface Span {
  start: number;
  end: number;
}

/** Where a wish to stand at `ms` leads: gaps between runs are jumped. Null without a picture. */
export function land(runs: readonly Run[], ms: number): number | null {
  const filled = runs.filter((run) => run.segments.length > 0);
  for (const run of filled) if (ms < run.end_ms) return Math.max(ms, run.start_ms);
  const last = filled[filled.length - 1];
  return last ? Math.max(last.start_ms, last.end_ms - 50) : null;
}

/** Seconds lying ready at or after a position, gaps not counted. */
export function ahead(spans: readonly Span[], at: number): number {
  return spans.reduce((sum, { start, end }) => sum + Math.max(0, end - Math.max(start, at)), 0);
}

/** The next segment to fetch: the first from `ms` on that is not there yet. */
export function next(
  runs: readonly Run[],
  spans: readonly Span[],
  ms: number,
  isBad: (segment: Segment) => boolean,
): { run: Run; segment: Segment } | null {
  for (const run of runs) {
    if (run.end_ms <= ms) continue;
    for (const segment of run.segments) {
      if (segment.start_ms + segment.duration_ms <= ms || isBad(segment)) continue;
      const middle = (segment.start_ms + segment.duration_ms / 2) / 1000;
      if (!spans.some(({ start, end }) => start <= middle && middle < end)) return { run, segment };
    }
  }
  return null;
}

/**
 * Whether a segment that is not there yet comes before all that lies ready from a position on. It
 * need not hold the position itself, which may be in a gap of what was recorded.
 */
export function comesFirst({ start_ms }: Segment, spans: readonly Span[], at: number): boolean {
  return !spans.some(({ start, end }) => end > at + 0.1 && start * 1000 <= start_ms);
}

/** Where to go on when the picture has run dry at `at`: the start of what lies ready after it. */
export function jump(spans: readonly Span[], at: number): number | null {
  if (spans.some(({ start, end }) => start <= at + 0.05 && at < end - 0.1)) return null;
  const later = spans.find(({ start }) => start > at);
  return later ? later.start + 0.01 : null;
}

/** A run-free player, as native HLS is, counts only the picture; these two translate. */
export function toPlain(runs: readonly Run[], ms: number): number {
  return runs.reduce((sum, run) => sum + Math.max(0, Math.min(ms, run.end_ms) - run.start_ms), 0);
}

export function fromPlain(runs: readonly Run[], plainMs: number): number {
  let rest = plainMs;
  for (const run of runs) {
    const length = run.end_ms - run.start_ms;
    if (rest < length) return run.start_ms + rest;
    rest -= length;
  }
  return runs[runs.length - 1]?.end_ms ?? plainMs;
}

/** "1h10m5s", "70m", "4205" or "1:10:05" as milliseconds. */
export function parseTime(text: string | null): number | null {
  if (!text) return null;
  if (/^\d+(:\d{1,2}){1,2}$/.test(text)) {
    return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
  }
  const found = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text);
  if (!found) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = found;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}
