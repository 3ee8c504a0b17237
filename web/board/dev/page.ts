// A page to try the board: two writers and a log between them that takes its time.
// ?bare: one board alone that fills the page. ?slide: a slide instead of an infinite board.
// ?dark: chalk on dark. ?delay=300: milliseconds to the log and back.
import type { Board } from '../index.ts';
import { TOOLS } from '../input/desk.ts';
import { crowded } from './crowded.ts';
import { sampleSlide } from './slide.ts';

const query = new URLSearchParams(location.search);
const delay = Number(query.get('delay') ?? 200);
const surface = query.has('slide') ? 'slide/1' : 'board/1';
const LIN = '019abc00-0000-7000-8000-000000000001';
const WANG = '019abc00-0000-7000-8000-000000000002';

interface Entry {
  bytes: Uint8Array;
  by: string;
}

const log: Entry[] = [];
const boards = new Map<string, Board>();

function later(run: () => void): void {
  if (delay === 0) run();
  else setTimeout(run, delay / 2);
}

/** The log takes operations in the order in which they reach it, and tells everyone. */
function send(bytes: Uint8Array, by: string): void {
  later(() => {
    log.push({ bytes, by });
    later(() => {
      for (const board of boards.values()) board.apply(bytes, by);
    });
  });
}

function sendLive(bytes: Uint8Array, by: string): void {
  later(() => {
    for (const [who, board] of boards) if (who !== by) board.applyLive(bytes, by);
  });
}

async function open(me: string): Promise<Board> {
  const engine = await import('../index.ts');
  const container = document.createElement('section');
  document.querySelector('#boards')?.append(container);
  const isSlide = query.has('slide');
  const board = new engine.Board(container, {
    surface,
    me,
    canWrite: true,
    palette: query.has('dark') ? engine.CHALK : engine.PAPER,
    labels: { board: 'Board', text: 'Text' },
    ...(isSlide ? { slideHeight: 9_000, page: sampleSlide() } : {}),
    emit: (bytes) => send(bytes, me),
    emitLive: (bytes) => sendLive(bytes, me),
    askFormula: (ask) => ask.answer('\\frac{a}{b}'),
    now: () => performance.now(),
    changed: () => keys(),
    image: async () => sampleSlide(),
  });
  boards.set(me, board);
  return board;
}

function key(name: string, isPressed: boolean, run: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.setAttribute('aria-pressed', String(isPressed));
  button.addEventListener('click', run);
  return button;
}

function keys(): void {
  const header = document.querySelector('#keys');
  const [first] = boards.values();
  if (!header || !first || query.has('bare')) return;
  const all = (run: (board: Board) => void) => () => boards.forEach(run);
  const state = first.state;
  header.replaceChildren(
    ...TOOLS.map((tool) =>
      key(
        tool,
        state.tool === tool,
        all((board) => board.set({ tool })),
      ),
    ),
    ...[0, 1, 2, 3, 4, 5].map((colour) =>
      key(
        `colour ${colour}`,
        state.colour === colour,
        all((board) => board.set({ colour })),
      ),
    ),
    key('undo', false, () => first.writer?.undo()),
    key('redo', false, () => first.writer?.redo()),
    key('clear', false, () => first.writer?.clear()),
    key('squares', false, () => first.writer?.setBackground('squares')),
    key('20,000 strokes', false, () => first.load(crowded(surface, LIN, 20_000))),
    key('PDF', false, async () => window.open(URL.createObjectURL(await first.exportPdf()))),
  );
}

async function start(): Promise<void> {
  if (query.has('bare')) document.body.dataset.bare = '';
  await open(LIN);
  if (!query.has('bare')) await open(WANG);
  keys();
  Object.assign(window, {
    stage: { boards: [...boards.values()], log, open, crowded, surface, LIN, WANG },
  });
}

void start();
