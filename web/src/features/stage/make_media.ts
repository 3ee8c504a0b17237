import { recall } from '~/lib/settings.ts';
import { LoopBack } from './loop_back.ts';
import type { StageMedia } from './media.ts';

/** What carries this page's sound and pictures; the one place that says which. */
export function makeMedia(person: string): StageMedia {
  // For looking at a full stage on one computer.
  return new LoopBack(person, recall('stage.drawn') === 'yes');
}
