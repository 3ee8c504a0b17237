import { call } from '~/api/call.ts';
import { codeText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { ProgressBar } from '~/ui/bits.tsx';
import { Failure } from '~/ui/Failure.tsx';
import page from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './pack.module.css';
import { type PackImport, sizeText } from './shapes.ts';

interface Props {
  imports: PackImport[];
  onChange: () => Promise<unknown>;
}

/** Packs on their way to a shelf, and those that came to nothing with the reason why. */
export function Imports({ imports, onChange }: Props) {
  return (
    <ul class={css.imports}>
      {imports.map((one) => (
        <Import key={one.id} one={one} onChange={onChange} />
      ))}
    </ul>
  );
}

function Import({ one, onChange }: { one: PackImport; onChange: () => Promise<unknown> }) {
  const { isBusy, failure, attempt } = useAttempt();
  const path = { id: one.id };
  const remove = () =>
    void attempt(() => call('DELETE /api/pack-imports/{id}', { path }).then(onChange));
  const isOver = one.state === 'refused';
  return (
    <li class={css.outcome}>
      <div class={css.line}>
        <div class={page.grow}>
          <p class={page.name}>{one.title}</p>
          <p class={page.soft}>
            {[one.class_name, sizeText(one.size_bytes), !isOver && stateText(one)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Button look="quiet" busy={isBusy} onClick={remove}>
          {t(isOver ? 'pack.import_dismiss' : 'core.cancel')}
          <span class="visually-hidden">{` · ${one.title} · ${one.class_name}`}</span>
        </Button>
      </div>
      {one.state === 'importing' && (
        <ProgressBar value={share(one)} label={`${t('pack.import_importing')} · ${one.title}`} />
      )}
      {isOver && <p class={css.refused}>{codeText(one.problem ?? 'pack.import_failed')}</p>}
      <Failure of={failure} />
    </li>
  );
}

function stateText(one: PackImport): string {
  return t(one.state === 'importing' ? 'pack.import_importing' : 'pack.import_waiting');
}

function share({ progress }: PackImport): number {
  return progress ? progress.done / Math.max(1, progress.total) : 0;
}
