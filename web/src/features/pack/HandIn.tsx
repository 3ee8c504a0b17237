import { useRef, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { codeText, problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { useTold } from '~/ui/announce.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Upload } from '~/ui/icons.tsx';
import page from '~/ui/Page.module.css';
import css from './pack.module.css';
import type { AnswersTaken } from './shapes.ts';

interface Outcome {
  /** In the order of their coming: a file may come twice. */
  at: number;
  name: string;
  taken?: AnswersTaken;
  failure?: unknown;
}

/** Takes files of answers and says what became of each. */
export function HandIn({ lesson }: { lesson: string }) {
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const count = useRef(0);
  const [isBusy, setBusy] = useState(false);
  const take = async (files: File[]) => {
    setBusy(true);
    for (const file of files) {
      count.current += 1;
      const outcome = { at: count.current, ...(await handIn(lesson, file)) };
      setOutcomes((before) => [outcome, ...before]);
    }
    setBusy(false);
  };
  return (
    <section class={page.group} aria-labelledby="hand-in">
      <h2 id="hand-in">{t('pack.answers')}</h2>
      <div class={page.card}>
        <p>{t('pack.answers_text')}</p>
        <div>
          <label class={page.file}>
            <Upload size={20} /> {t(isBusy ? 'pack.answers_busy' : 'pack.answers_choose')}
            <input
              type="file"
              accept=".json,application/json"
              multiple
              disabled={isBusy}
              onChange={(event) => {
                void take([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = '';
              }}
            />
          </label>
        </div>
        <div class={css.outcomes}>
          {outcomes.map((outcome) => (
            <Told key={outcome.at} outcome={outcome} />
          ))}
          {outcomes.some((one) => one.taken) && (
            <ButtonLink size="small" href={`/lessons/${lesson}/report`}>
              {t('pack.to_report')}
            </ButtonLink>
          )}
        </div>
      </div>
    </section>
  );
}

async function handIn(lesson: string, file: File): Promise<Omit<Outcome, 'at'>> {
  const { name } = file;
  // The server reads the file itself, and says what is wrong with it.
  const body = new Blob([file], { type: 'application/json' }) as never;
  try {
    const path = { id: lesson };
    return { name, taken: await call('POST /api/lessons/{id}/pack-answers', { path, body }) };
  } catch (failure) {
    return { name, failure };
  }
}

function Told({ outcome }: { outcome: Outcome }) {
  const { name, taken, failure } = outcome;
  if (!taken) {
    return (
      <Banner tone="mark">
        {name}
        {t('pack.after_name', { text: problemText(failure) })}
      </Banner>
    );
  }
  return <Taken name={name} taken={taken} />;
}

function Taken({ name, taken }: { name: string; taken: AnswersTaken }) {
  const box = useRef<HTMLParagraphElement>(null);
  useTold(box);
  const refused = taken.refused.reduce((sum, row) => sum + row.count, 0);
  const text = t('pack.taken', { new: taken.new, known: taken.known, refused });
  return (
    <div class={css.outcome}>
      <p ref={box}>
        <b>{name}</b>
        {t('pack.after_name', { text })}
      </p>
      {taken.refused.length > 0 && (
        <ul>
          {taken.refused.map((row) => (
            <li key={row.code}>
              {t('pack.refused_row', { count: row.count, why: codeText(row.code) })}
              {row.people.length > 0 && ` (${listed(row.people)})`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
