import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Board, CHALK, type FormulaAsk, PAPER } from '../../../board/index.ts';
import { FormulaPart } from './FormulaPart.tsx';
import type { InkLine, Sheet } from './line.ts';
import { picturesUnder } from './pictures.ts';
import { Sight } from './sight.ts';

export interface InkHost {
  line: InkLine;
  /** Who writes here. */
  me: string;
  /** Beneath it lie the pictures; null until it is known. */
  readonly prefix: string | null;
  /** What one writes in until another colour is chosen. */
  readonly colour: number;
  /** Takes an operation on its way to the log. */
  draw(bytes: Uint8Array): void;
  /** Takes what is passed on and forgotten. */
  live(bytes: Uint8Array): void;
}

interface InkLayerProps {
  host: InkHost;
  surface: string;
  /** Of a slide, in units; absent for a board. */
  slideHeight?: number | undefined;
  /** The slide's picture, so that an export holds it. */
  picture?: HTMLImageElement | null;
  canWrite: boolean;
  /** Told whenever what keys show may have changed; null when the board is gone. */
  onBoard?: (board: Board | null) => void;
}

/** One surface's ink, over a slide or on a board's dark. */
export function InkLayer(props: InkLayerProps) {
  const { host, surface, slideHeight, picture, canWrite } = props;
  const box = useRef<HTMLDivElement>(null);
  const board = useRef<Board | null>(null);
  const onBoard = useRef(props.onBoard);
  onBoard.current = props.onBoard;
  const [ask, setAsk] = useState<FormulaAsk | null>(null);
  const [awaitsPlace, setAwaitsPlace] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const one = new Board(box.current, {
      ...picturesUnder(() => host.prefix),
      surface,
      me: host.me,
      canWrite,
      palette: slideHeight === undefined ? CHALK : PAPER,
      labels: { board: t('ink.board'), text: t('ink.text') },
      ...(slideHeight !== undefined && { slideHeight }),
      ...(picture && { page: picture }),
      emit: (bytes) => host.draw(bytes),
      emitLive: (bytes) => host.live(bytes),
      now: () => performance.now(),
      askFormula: setAsk,
      changed: () => {
        if (!board.current) return;
        setAwaitsPlace(board.current.state.tool === 'formula');
        onBoard.current?.(board.current);
      },
    });
    one.set({ colour: host.colour });
    board.current = one;
    const sight = slideHeight === undefined ? new Sight(one, box.current) : null;
    const sheet: Sheet = {
      load: (snapshot) => {
        one.load(snapshot);
        sight?.look();
      },
      apply: (bytes, by) => {
        one.apply(bytes, by);
        sight?.look();
      },
      refuse: (bytes) => one.refuse(bytes),
      resume: (bytes) => one.resume(bytes),
      applyLive: (bytes, by) => one.applyLive(bytes, by),
    };
    host.line.show(surface, sheet);
    onBoard.current?.(one);
    return () => {
      board.current = null;
      host.line.hide(sheet);
      sight?.destroy();
      one.destroy();
      setAsk(null);
      setAwaitsPlace(false);
      onBoard.current?.(null);
    };
  }, [host, surface, slideHeight]);
  useEffect(() => board.current?.setCanWrite(canWrite), [canWrite]);
  useEffect(() => {
    if (slideHeight !== undefined) board.current?.setPage(picture ?? null);
  }, [picture, slideHeight]);
  return (
    <>
      <div ref={box} style={{ position: 'absolute', inset: '0' }} />
      <FormulaPart
        isAwaited={canWrite && awaitsPlace}
        ask={ask}
        onAnswered={() => setAsk(null)}
        onLeave={() => board.current?.takeFormer()}
      />
    </>
  );
}
