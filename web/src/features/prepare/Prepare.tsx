import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { PreparedQuestion, PreparedQuestionBody } from '~/api/shapes.ts';
import { Attach } from '~/features/editions/Attach.tsx';
import { draftOfQuestion, emptyQuestion, limitOf, questionOf } from '~/features/item/draft.ts';
import { QuestionEditor } from '~/features/item/QuestionEditor.tsx';
import { t } from '~/lib/i18n.ts';
import { startOf } from '~/lib/lesson.ts';
import { usePage } from '~/lib/page.ts';
import { useLesson } from '~/lib/server_state.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button, ButtonLink, IconButton } from '~/ui/Button.tsx';
import { Chip, Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { ArrowDown, ArrowUp, Pencil, Plus, Trash } from '~/ui/icons.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import type { Placed } from '../slides/order.ts';
import { answerText, isRight } from './answer.ts';
import { Decks, useLessonDecks } from './decks/Decks.tsx';
import { Place } from './Place.tsx';

const ITEM = '/api/lessons/{id}/questions/{question}';

/** The lesson's questions in order, to be pushed in class. */
export function Prepare({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  usePage(t('prepare.title'));
  const queries = useQueryClient();
  const [editing, setEditing] = useState<string | null>(null);
  const [removing, setRemoving] = useState<PreparedQuestion | null>(null);
  const { failure, attempt } = useAttempt();
  const lesson = useLesson(id);
  const questions = useQuery({
    queryKey: ['questions', id],
    queryFn: async () => {
      const query = { limit: 200 };
      const page = await call('GET /api/lessons/{id}/questions', { path: { id }, query });
      return page.items;
    },
  });
  const decks = useLessonDecks(id);
  const again = () => queries.invalidateQueries({ queryKey: ['questions', id] });
  const put = async (question: string, body: Body) => {
    await call(`PUT ${ITEM}`, { path: { id, question }, body });
  };
  const items = questions.data ?? [];
  const swap = (at: number, step: number) =>
    attempt(async () => {
      const one = items[at];
      const other = items[at + step];
      if (!one || !other) return;
      await put(one.id, { ...body(one), position: other.position });
      await put(other.id, { ...body(other), position: one.position });
    }).then(again);
  const add = (
    <Button look="primary" onClick={() => setEditing('new')}>
      <Plus size={20} /> {t('prepare.add')}
    </Button>
  );
  if (lesson.isError)
    return <ErrorState error={lesson.error} onRetry={() => void lesson.refetch()} />;
  return (
    <>
      <div class={css.head}>
        <div>
          <h1>{lesson.data?.title ?? t('prepare.title')}</h1>
          {lesson.data && (
            <p class={css.sub}>
              {lesson.data.course.title} · {dayAndTime(startOf(lesson.data))}
            </p>
          )}
        </div>
        <ButtonLink href={`/lessons/${id}/stream`}>{t('prepare.stream')}</ButtonLink>
        <ButtonLink href={`/room/${id}`}>{t('prepare.to_room')}</ButtonLink>
      </div>
      {lesson.data && <Attach lesson={lesson.data} />}
      <Failure of={failure} />
      {lesson.data && <Decks lesson={lesson.data} />}
      <h2 class={css.heading}>{t('prepare.questions')}</h2>
      {questions.isError && (
        <ErrorState error={questions.error} onRetry={() => void questions.refetch()} />
      )}
      {questions.isPending && <Skeleton rows={3} />}
      {questions.isSuccess && !items.length && editing !== 'new' && (
        <EmptyState drawing="board" title={t('prepare.empty')} text={t('prepare.empty_text')}>
          {add}
        </EmptyState>
      )}
      <ol class={css.form}>
        {items.map((one, at) => (
          <li key={one.id}>
            {editing === one.id ? (
              <QuestionEditor
                keep={one.id}
                start={draftOfQuestion(one)}
                onCancel={() => setEditing(null)}
                onSave={async (draft) => {
                  const limit_ms = limitOf(draft);
                  await put(one.id, { ...body(one), question: questionOf(draft), limit_ms });
                  setEditing(null);
                  await again();
                }}
              />
            ) : (
              <div class={css.card}>
                <p class={css.actions}>
                  <Chip tone="action">{`${at + 1} · ${t(`prepare.${one.question.prompt.kind}`)}`}</Chip>
                  {one.limit_ms && (
                    <Chip>{t('prepare.limit', { seconds: one.limit_ms / 1000 })}</Chip>
                  )}
                </p>
                <p class={css.name}>{one.question.prompt.stem}</p>
                <ul class={css.soft}>
                  {one.question.prompt.choices.map((choice) => (
                    <li key={choice.id}>
                      {choice.id.toUpperCase()}. {choice.text}
                      {isRight(one, choice.id) && ` ✓ ${t('prepare.is_right')}`}
                    </li>
                  ))}
                </ul>
                {answerText(one) && <p class={css.soft}>{answerText(one)}</p>}
                <Place
                  one={one}
                  decks={decks.data ?? []}
                  onPlace={(after) => attempt(() => put(one.id, { ...body(one), after }))}
                />
                <div>
                  <IconButton label={t('prepare.up')} disabled={!at} onClick={() => swap(at, -1)}>
                    <ArrowUp size={20} />
                  </IconButton>
                  <IconButton
                    label={t('prepare.down')}
                    disabled={at === items.length - 1}
                    onClick={() => swap(at, 1)}
                  >
                    <ArrowDown size={20} />
                  </IconButton>
                  <IconButton label={t('core.edit')} onClick={() => setEditing(one.id)}>
                    <Pencil size={20} />
                  </IconButton>
                  <IconButton label={t('core.delete')} onClick={() => setRemoving(one)}>
                    <Trash size={20} />
                  </IconButton>
                </div>
              </div>
            )}
          </li>
        ))}
      </ol>
      <div class={`${css.form} ${css.group}`}>
        {editing === 'new' ? (
          <QuestionEditor
            keep={`${id}.new`}
            start={emptyQuestion()}
            onCancel={() => setEditing(null)}
            onSave={async (draft) => {
              await call('POST /api/lessons/{id}/questions', {
                path: { id },
                body: { question: questionOf(draft), limit_ms: limitOf(draft) },
              });
              setEditing(null);
              await again();
            }}
          />
        ) : (
          (items.length > 0 || questions.isError) && <div>{add}</div>
        )}
      </div>
      {removing && (
        <Confirm
          title={t('prepare.remove_title')}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await call(`DELETE ${ITEM}`, { path: { id, question: removing.id } });
            await again();
          }}
        >
          {t('prepare.remove_sure', { stem: removing.question.prompt.stem })}
        </Confirm>
      )}
    </>
  );
}

type Body = PreparedQuestionBody & Pick<Placed, 'after'>;

const body = (one: PreparedQuestion & Pick<Placed, 'after'>): Body => ({
  position: one.position,
  question: one.question,
  limit_ms: one.limit_ms ?? null,
  after: one.after ?? null,
});
