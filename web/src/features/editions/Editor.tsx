import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Field } from '~/ui/Field.tsx';
import page from '~/ui/Page.module.css';
import type { ShownProps } from './EditionPage.tsx';
import css from './editions.module.css';
import { Insert } from './Insert.tsx';
import { PartRow } from './PartRow.tsx';
import {
  cut,
  cuttable,
  insert,
  lengthMs,
  PARTS_MAX,
  partsMore,
  putAt,
  SHORTEST_MS,
} from './parts.ts';
import { Saved } from './Saved.tsx';
import { SourceScreen } from './SourceScreen.tsx';
import type { useAutosave } from './use_autosave.ts';
import { useSource } from './use_source.ts';
import { useSpot } from './use_spot.ts';
import { creditText, spotText } from './words.ts';

interface EditorProps extends ShownProps {
  saved: ReturnType<typeof useAutosave>;
  head: ComponentChildren;
}

/** The recorded lesson with its marks, and the parts that are made of it. */
export function Editor({ edition, recording, gone, renew, saved, head }: EditorProps) {
  const { work, saving, change, retry, takeTheirs, keepMine } = saved;
  const source = useSource(recording, renew);
  const [here, setHere] = useState<number | null>(null);
  const { parts } = work;
  const isFull = parts.length >= PARTS_MAX;
  const at = source.positionMs;
  const { spot, choose } = useSpot(parts, source, { here, isGone: Boolean(gone) });
  const put = (next: { parts: typeof parts; part: number } | null, chosen = next?.part) => {
    if (!next || chosen === undefined) return;
    setHere(chosen);
    choose();
    change({ parts: next.parts });
  };
  return (
    <>
      <div class={page.head}>
        <div>
          <h1>{work.title}</h1>
          <p class={page.sub}>{creditText(edition.credit)}</p>
        </div>
        {head}
      </div>
      <div class={css.notice}>
        <Saved saving={saving} onRetry={retry} onTheirs={takeTheirs} onMine={keepMine} />
      </div>
      <div class={css.bench}>
        <div class={css.screen}>
          <SourceScreen
            {...{ source, recording, gone }}
            ink={`/api/editions/${edition.id}/source/ink`}
            lastsMs={edition.source_ms}
          />
          {!gone && (
            <Span
              atMs={at}
              isFull={isFull}
              lastsMs={edition.source_ms}
              onSpan={(from_ms, to_ms) =>
                put(insert(parts, { kind: 'passage', from_ms, to_ms }, here))
              }
            />
          )}
          <div class={css.bar}>
            <Button
              disabled={isFull || Boolean(gone) || !cuttable(parts, at, here)}
              // What is put in next goes between the halves.
              onClick={() => put(cut(parts, at, here), cuttable(parts, at, here)?.part)}
            >
              {t('editions.cut_here')}
            </Button>
            <Insert
              keep={edition.id}
              isFull={parts.length + partsMore(spot) > PARTS_MAX}
              where={spotText(parts, spot, at)}
              onBegin={source.pause}
              onInsert={(one) => put(putAt(parts, one, spot, at))}
            />
          </div>
        </div>
        <div class={page.form}>
          <Field
            label={t('editions.name')}
            value={work.title}
            maxLength={120}
            onValue={(title) => change({ title })}
          />
          <h2 class={page.name}>
            {t('editions.parts_of', { count: parts.length, length: clockText(lengthMs(parts)) })}
          </h2>
          <ol class={css.parts}>
            {parts.map((one, n) => (
              <PartRow
                key={one.part}
                edition={edition.id}
                one={one}
                place={n}
                parts={parts}
                isHere={here === one.part}
                atMs={at}
                onHere={() => {
                  setHere(one.part);
                  if (one.kind === 'passage') source.seek(one.from_ms);
                  choose();
                }}
                onParts={(next) => change({ parts: next })}
              />
            ))}
          </ol>
        </div>
      </div>
    </>
  );
}

interface SpanProps {
  /** Where the recorded lesson stands. */
  atMs: number;
  lastsMs: number;
  isFull: boolean;
  onSpan: (fromMs: number, toMs: number) => void;
}

/** Marks a passage of the recorded lesson and adds it. */
function Span({ atMs, lastsMs, isFull, onSpan }: SpanProps) {
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(lastsMs);
  const isSpan = to - from >= SHORTEST_MS;
  return (
    <div class={css.mark}>
      <span class="figures">
        {t('editions.span', { from: clockText(from), to: clockText(to) })}
      </span>
      <Button size="small" onClick={() => setFrom(Math.round(atMs))}>
        {t('editions.from_here')}
      </Button>
      <Button size="small" onClick={() => setTo(Math.round(atMs))}>
        {t('editions.to_here')}
      </Button>
      <Button
        size="small"
        look="primary"
        disabled={!isSpan || isFull}
        onClick={() => onSpan(from, to)}
      >
        {t('editions.add_passage')}
      </Button>
      {!isSpan && <small class={page.soft}>{t('editions.span_backwards')}</small>}
    </div>
  );
}
