import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problemText } from '~/api/problem.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Pause, Play } from '~/ui/icons.tsx';
import { Told } from '~/ui/Live.tsx';
import page from '~/ui/Page.module.css';
import { AskAlone } from './AskAlone.tsx';
import type { ShownProps } from './EditionPage.tsx';
import css from './editions.module.css';
import { after, lengthMs } from './parts.ts';
import { useSource } from './use_source.ts';
import { creditText, partText } from './words.ts';

interface AloneProps extends ShownProps {
  head?: ComponentChildren;
}

/** The parts one after another; a question stops the picture until it is answered. */
export function Alone({ edition, recording, gone, renew, head }: AloneProps) {
  const source = useSource(recording, renew);
  const { parts } = edition;
  const [here, setHere] = useState<number | null>(null);
  const [isOver, setOver] = useState(false);
  const one = parts.find((part) => part.part === here) ?? null;
  const go = (part: number | null) => {
    const next = parts.find((other) => other.part === part);
    setHere(part);
    setOver(!next);
    if (next?.kind === 'passage') {
      source.seek(next.from_ms);
      source.play();
    } else source.pause();
  };
  const goOn = () => go(after(parts, here)?.part ?? null);
  const hasEnded =
    one?.kind === 'passage' && source.positionMs >= Math.min(one.to_ms, edition.source_ms - 150);
  useEffect(() => {
    if (hasEnded) goOn();
  }, [hasEnded, here]);
  return (
    <>
      <div class={page.head}>
        <div>
          <h1>{edition.title}</h1>
          <p class={page.sub}>{creditText(edition.credit)}</p>
        </div>
        {head}
      </div>
      <div class={css.bench}>
        <div class={css.screen}>
          <div class={css.stage}>
            {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
            <video ref={source.video} playsInline />
            {Boolean(gone) && <Told class={css.note}>{problemText(gone)}</Told>}
            {!gone && !one && (
              <div class={css.veil}>
                {isOver && <Told class={css.words}>{t('editions.over')}</Told>}
                <Button look="primary" size="large" onClick={() => go(parts[0]?.part ?? null)}>
                  {t(isOver ? 'editions.again' : 'editions.start')}
                </Button>
              </div>
            )}
            {(one?.kind === 'pause' || one?.kind === 'slide') && (
              <div class={css.veil}>
                <Told class={css.words}>{partText(one)}</Told>
                <Button look="primary" onClick={goOn}>
                  {t('editions.go_on')}
                </Button>
              </div>
            )}
          </div>
          {one?.kind === 'passage' && (
            <div class={css.bar}>
              <IconButton
                label={t(source.isPlaying ? 'editions.pause' : 'editions.play')}
                onClick={() => (source.isPlaying ? source.pause() : source.play())}
              >
                {source.isPlaying ? <Pause size={24} /> : <Play size={24} />}
              </IconButton>
              <span class={`${css.time} figures`}>
                {t('editions.position_of', {
                  at: clockText(source.positionMs - one.from_ms),
                  all: clockText(one.to_ms - one.from_ms),
                })}
              </span>
            </div>
          )}
          {one?.kind === 'question' && (
            <AskAlone key={one.part} edition={edition} one={one} onDone={goOn} />
          )}
        </div>
        <div>
          <h2 class={page.name}>
            {t('editions.parts_of', { count: parts.length, length: clockText(lengthMs(parts)) })}
          </h2>
          <ol class={css.parts}>
            {parts.map((part, n) => (
              <li key={part.part} class={css.part} data-here={part.part === here || undefined}>
                <button
                  type="button"
                  class={css.what}
                  aria-current={part.part === here ? 'step' : undefined}
                  disabled={Boolean(gone)}
                  onClick={() => go(part.part)}
                >
                  <small>
                    {n + 1} · {t(`editions.kind_${part.kind}`)}
                  </small>
                  {partText(part)}
                </button>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </>
  );
}
