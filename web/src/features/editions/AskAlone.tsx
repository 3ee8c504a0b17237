import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useRef, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Answer, Edition, EditionAnswer, EditionPart } from '~/api/shapes.ts';
import { AnswerForm, NO_ANSWER } from '~/features/item/AnswerForm.tsx';
import { offered } from '~/features/item/choices.ts';
import { type Judgement, judge } from '~/features/item/judge.ts';
import { rightOnes } from '~/features/item/right.ts';
import { newClientId } from '~/lib/client_id.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { focusSoon } from '~/ui/focus_soon.ts';
import { Told } from '~/ui/Live.tsx';
import page from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './editions.module.css';

type Asked = Extract<EditionPart, { kind: 'question' }>;
type ToldOf = Pick<EditionAnswer, 'answer' | 'right' | 'key' | 'explanation'>;

interface AskProps {
  edition: Edition;
  one: Asked;
  onDone: () => void;
}

/** A question in the way: answered once, then one is told and goes on. */
export function AskAlone({ edition, one, onDone }: AskProps) {
  const path = { id: edition.id };
  const queries = useQueryClient();
  const [tried, setTried] = useState<ToldOf | null>(null);
  const [draft, setDraft] = useState(NO_ANSWER);
  const { isBusy, failure, attempt } = useAttempt();
  const [clientId] = useState(() => newClientId());
  const own = useQuery({
    queryKey: ['edition', edition.id, 'answers'],
    queryFn: () => call('GET /api/editions/{id}/answers', { path }),
    // Who made it only tries it: nothing is kept of that.
    enabled: !edition.may_edit,
  });
  const kept = edition.may_edit
    ? tried
    : (own.data?.items.find((answer) => answer.part === one.part) ?? tried);
  const box = useRef<HTMLElement>(null);
  const give = async (answer: Answer) => {
    const isGiven = await attempt(async () => {
      if (edition.may_edit) return setTried(judged(one, answer));
      const body = { client_id: clientId, part: one.part, answer };
      setTried(await call('POST /api/editions/{id}/answers', { path, body }));
      await queries.invalidateQueries({ queryKey: ['edition', edition.id, 'answers'] });
    });
    if (isGiven) focusSoon(() => box.current?.querySelector<HTMLElement>('[data-on]'));
  };
  // What is known already is not taken away by a failure to read it anew.
  if (own.isError && !own.data && !tried) {
    return <ErrorState error={own.error} onRetry={() => void own.refetch()} />;
  }
  return (
    <section ref={box} class={css.ask} aria-label={t('editions.kind_question')}>
      <h2>{one.question.prompt.stem}</h2>
      {kept ? (
        <Verdict one={one} told={kept} />
      ) : (
        <AnswerForm
          name={`part-${one.part}`}
          asked={one.question.prompt}
          draft={draft}
          isBusy={isBusy}
          onDraft={setDraft}
          onAnswer={(answer) => void give(answer)}
        />
      )}
      <Failure of={failure} />
      {kept && (
        <Button look="primary" data-on onClick={onDone}>
          {t('editions.go_on')}
        </Button>
      )}
    </section>
  );
}

function judged(one: Asked, answer: Answer): ToldOf {
  const { prompt, key, explanation } = one.question;
  const found: Judgement | string = judge(prompt, key ?? undefined, answer);
  const right = typeof found === 'string' ? null : found.right;
  return { answer, right, key: key ?? null, explanation: explanation ?? null };
}

function Verdict({ one, told }: { one: Asked; told: ToldOf }) {
  const known = offered(one.question.prompt);
  const names = (ids: string[]) =>
    ids.map((id) => known.find((choice) => choice.id === id)?.text ?? id).join(' / ');
  const given =
    told.answer.kind === 'text'
      ? told.answer.text
      : names(told.answer.kind === 'truth' ? [String(told.answer.value)] : told.answer.choices);
  const word =
    told.right == null ? 'editions.kept' : told.right ? 'editions.is_right' : 'editions.is_wrong';
  return (
    <>
      <Told class={page.name}>{t(word)}</Told>
      <p>{t('editions.you_said', { answer: given })}</p>
      {told.key && told.right === false && (
        <p>{t('editions.right_is', { answer: names(rightOnes(told.key)) })}</p>
      )}
      {told.explanation && <p class={page.soft}>{told.explanation}</p>}
    </>
  );
}
