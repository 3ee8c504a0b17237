import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Field } from '~/ui/Field.tsx';
import page from '~/ui/Page.module.css';
import type { ShownProps } from './EditionPage.tsx';
import css from './editions.module.css';
import { Insert } from './Insert.tsx';
import { PartRow } from './PartRow.tsx';
import { cut, cuttable, insert, lengthMs, PARTS_MAX, SHORTEST_MS } from './parts.ts';
import { Saved } from './Saved.tsx';
import { SourceScreen } from './SourceScreen.tsx';
import type { useAutosave } from './use_autosave.ts';
import { useSource } from './use_source.ts';
import { creditText } from './words.ts';

interface EditorProps extends ShownProps {
  saved: ReturnType<typeof useAutosave>;
  head: ComponentChildren;
}

/** The recorded lesson with its marks, and the parts that are made of it. */
export function Editor({ edition, recording, gone, renew, saved, head }: EditorProps) {
  const { work, saving, change, retry, takeTheirs, keepMine } = saved;
  const source = useSource(recording, renew);
  const [here, setHere] = useState<number | null>(null);
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(edition.source_ms);
  const { parts } = work;
  const isFull = parts.length >= PARTS_MAX;
  const at = source.positionMs;
  const put = (next: { parts: typeof parts; part: number } | null) => {
    if (!next) return;
    setHere(next.part);
    change({ parts: next.parts });
  };
  const isSpan = to - from >= SHORTEST_MS;
  return (
    <>
      <div class={page.head}>
        <div>
          <h1>{work.title}</h1>
          <p class={page.sub}>{creditText(edition.credit)}</p>
        </div>
        {head}
        <ButtonLink href="/editions">{t('editions.title')}</ButtonLink>
      </div>
      <Saved saving={saving} onRetry={retry} onTheirs={takeTheirs} onMine={keepMine} />
      <div class={css.bench}>
        <div class={css.screen}>
          <SourceScreen
            {...{ source, recording, gone }}
            ink={`/api/editions/${edition.id}/source/ink`}
            lastsMs={edition.source_ms}
          />
          <div class={css.mark}>
            <span class="figures">
              {t('editions.span', { from: clockText(from), to: clockText(to) })}
            </span>
            <Button size="small" onClick={() => setFrom(Math.round(at))}>
              {t('editions.from_here')}
            </Button>
            <Button size="small" onClick={() => setTo(Math.round(at))}>
              {t('editions.to_here')}
            </Button>
            <Button
              size="small"
              look="primary"
              disabled={!isSpan || isFull}
              onClick={() => {
                const passage = { kind: 'passage' as const, from_ms: from, to_ms: to };
                put(insert(parts, passage, here));
              }}
            >
              {t('editions.add_passage')}
            </Button>
            {!isSpan && <small class={page.soft}>{t('editions.span_backwards')}</small>}
          </div>
          <div class={css.bar}>
            <Button
              disabled={isFull || !cuttable(parts, at, here)}
              onClick={() => put(cut(parts, at, here))}
            >
              {t('editions.cut_here')}
            </Button>
            <Insert
              keep={edition.id}
              isFull={isFull}
              onInsert={(one) => put(insert(parts, one, here))}
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
                one={one}
                place={n}
                parts={parts}
                isHere={here === one.part}
                atMs={at}
                onHere={() => {
                  setHere(one.part);
                  if (one.kind === 'passage') source.seek(one.from_ms);
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
