import type { ComponentChildren } from 'preact';
import { problemText } from '~/api/problem.ts';
import type { EditionPart } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Pause, Play } from '~/ui/icons.tsx';
import { Told } from '~/ui/Live.tsx';
import page from '~/ui/Page.module.css';
import { LeanBanner } from '../player/LeanBanner.tsx';
import { atLevel, hasPicture } from '../player/track.ts';
import { AskAlone } from './AskAlone.tsx';
import type { ShownProps } from './EditionPage.tsx';
import css from './editions.module.css';
import { OwnPage } from './OwnPage.tsx';
import { lengthMs } from './parts.ts';
import { SourcePicture } from './SourcePicture.tsx';
import { useAlone } from './use_alone.ts';
import { useLeanAlone } from './use_lean_alone.ts';
import { type Source, useSource } from './use_source.ts';
import { creditText, partText } from './words.ts';

interface AloneProps extends ShownProps {
  head?: ComponentChildren;
}

/** The parts one after another; a question stops the picture until it is answered. */
export function Alone({ edition, recording, gone, renew, head }: AloneProps) {
  const { played, isLean, restore } = useLeanAlone(recording);
  const source = useSource(played, async () => atLevel(await renew(), isLean ? 'lean' : 'full'));
  const isGone = Boolean(gone);
  const { parts } = edition;
  const alone = useAlone(parts, { source, lastsMs: edition.source_ms, isGone });
  const { one, here, isOver, go, goOn, first } = alone;
  return (
    <>
      <div class={page.head}>
        <div>
          <h1>{edition.title}</h1>
          <p class={page.sub}>{creditText(edition.credit)}</p>
        </div>
        {head}
      </div>
      {isGone && (
        <div class={css.notice}>
          <Banner tone="warn">
            {problemText(gone)} {first !== null && t('editions.rest_plays')}
          </Banner>
        </div>
      )}
      {isLean && (
        <div class={css.notice}>
          <LeanBanner onRestore={restore} />
        </div>
      )}
      <div class={css.bench}>
        <div class={css.screen}>
          <div class={css.stage}>
            <SourcePicture
              source={source}
              recording={recording}
              ink={`/api/editions/${edition.id}/source/ink`}
              hasPicture={played !== null && hasPicture(played)}
              instead={isLean && one?.kind === 'passage' ? t('room.level_lean') : undefined}
            />
            {!one && (
              <div class={css.veil}>
                {isOver && <Told class={css.words}>{t('editions.over')}</Told>}
                {first === null ? (
                  <p class={css.words}>{t('editions.nothing_left')}</p>
                ) : (
                  <Button look="primary" size="large" onClick={() => go(first)}>
                    {t(isOver ? 'editions.again' : 'editions.start')}
                  </Button>
                )}
              </div>
            )}
            {one?.kind === 'slide' && <OwnPage edition={edition} one={one} />}
            {one?.kind === 'pause' && (
              <div class={css.veil}>
                <Told class={css.words}>{one.text}</Told>
              </div>
            )}
          </div>
          {one?.kind === 'passage' && <PassageBar one={one} source={source} />}
          {(one?.kind === 'slide' || one?.kind === 'pause') && (
            <div class={css.bar}>
              {one.kind === 'slide' && one.text && <Told class={css.beside}>{one.text}</Told>}
              <Button look="primary" onClick={goOn}>
                {t('editions.go_on')}
              </Button>
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
          <Contents parts={parts} here={here} isGone={isGone} onGo={go} />
        </div>
      </div>
    </>
  );
}

interface BarProps {
  one: Extract<EditionPart, { kind: 'passage' }>;
  source: Source;
}

function PassageBar({ one, source }: BarProps) {
  return (
    <div class={css.bar}>
      <IconButton
        label={t(source.isPlaying ? 'editions.pause' : 'editions.play')}
        onClick={() => (source.isPlaying ? source.pause() : source.play())}
      >
        {source.isPlaying ? <Pause size={24} /> : <Play size={24} />}
      </IconButton>
      <span class={`${css.time} figures`}>
        {t('editions.position_of', {
          at: clockText(Math.max(0, source.positionMs - one.from_ms)),
          all: clockText(one.to_ms - one.from_ms),
        })}
      </span>
    </div>
  );
}

interface ContentsProps {
  parts: readonly EditionPart[];
  here: number | null;
  isGone: boolean;
  onGo: (part: number) => void;
}

/** All parts in their order; each can be gone to. */
function Contents({ parts, here, isGone, onGo }: ContentsProps) {
  return (
    <ol class={css.parts}>
      {parts.map((part, n) => (
        <li key={part.part} class={css.part} data-here={part.part === here || undefined}>
          <button
            type="button"
            class={css.what}
            aria-current={part.part === here ? 'step' : undefined}
            disabled={isGone && part.kind === 'passage'}
            onClick={() => onGo(part.part)}
          >
            <small>
              {n + 1} · {t(`editions.kind_${part.kind}`)}
            </small>
            {partText(part)}
          </button>
        </li>
      ))}
    </ol>
  );
}
