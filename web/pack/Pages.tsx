import type { Clock } from './clock.ts';
import type { Surfaces, Turn } from './surfaces.ts';
import { clockText, t } from './texts.ts';

/** The pages in the order in which the class saw them. */
export function Pages({ surfaces, clock }: { surfaces: Surfaces; clock: Clock }) {
  const turns = surfaces.turns.filter((turn) => turn.surface.kind !== 'none');
  const passed = turns.filter((turn) => turn.atMs <= clock.positionMs.value);
  const current = passed[passed.length - 1];
  return (
    <ol class="pages">
      {turns.map((turn) => (
        <li key={turn.atMs} aria-current={turn === current ? 'true' : undefined}>
          <button type="button" onClick={() => clock.seek(turn.atMs)}>
            <Picture surfaces={surfaces} turn={turn} />
            <span>
              <b>{words(surfaces, turn)}</b> {clockText(turn.atMs)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Picture({ surfaces, turn }: { surfaces: Surfaces; turn: Turn }) {
  const picture = surfaces.page(turn.surface)?.picture;
  if (!picture) return <i />;
  return <img src={picture} alt="" loading="lazy" />;
}

function words(surfaces: Surfaces, turn: Turn): string {
  if (turn.surface.kind === 'board') return t('board_page', { n: turn.surface.board });
  const page = surfaces.page(turn.surface);
  const name = t('slide_page', { n: page?.label ?? '' });
  return page?.title ? `${name} ${page.title}` : name;
}
