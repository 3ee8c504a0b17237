import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useRef, useState } from 'preact/hooks';
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
import { announce } from '~/ui/announce.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { moved } from '~/ui/drag_order.ts';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Plus } from '~/ui/icons.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import { useDragOrder } from '~/ui/use_drag_order.ts';
import type { Placed } from '../slides/order.ts';
import { Decks, useLessonDecks } from './decks/Decks.tsx';
import { gripOf, QuestionCard } from './QuestionCard.tsx';
import own from './questions.module.css';

const ITEM = '/api/lessons/{id}/questions/{question}';

/** The lesson's questions in order, to be pushed in class. */
export function Prepare({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  usePage(t('prepare.title'));
  const queries = useQueryClient();
  const [editing, setEditing] = useState<string | null>(null);
  const [removing, setRemoving] = useState<PreparedQuestion | null>(null);
  const { failure, attempt } = useAttempt();
  const sent = useRef<Promise<unknown>>(Promise.resolve());
  const key = ['questions', id];
  const lesson = useLesson(id);
  const questions = useQuery({
    queryKey: key,
    queryFn: async () => {
      const query = { limit: 200 };
      const page = await call('GET /api/lessons/{id}/questions', { path: { id }, query });
      return page.items;
    },
  });
  const decks = useLessonDecks(id);
  const again = () => queries.invalidateQueries({ queryKey: key });
  const put = async (question: string, body: Body) => {
    await call(`PUT ${ITEM}`, { path: { id, question }, body });
  };
  const items = questions.data ?? [];
  const move = async (from: number, to: number) => {
    const one = items[from];
    if (!one) return;
    // It stands there at once; what the server says comes after.
    queries.setQueryData(key, moved(items, from, to));
    announce(t('prepare.moved', { place: to + 1, count: items.length }));
    // One after the other: the last that was wished is the last that is told.
    const mine = sent.current.then(() =>
      attempt(() => put(one.id, { ...body(one), position: to })),
    );
    sent.current = mine;
    await mine;
    if (sent.current === mine) await again();
  };
  const order = useDragOrder<HTMLOListElement>(items.length, (from, to) => {
    const id = items[from]?.id ?? '';
    void move(from, to);
    // A row that moves in the document loses the focus.
    setTimeout(() => document.getElementById(gripOf(id))?.focus({ preventScroll: true }));
  });
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
      <ol class={css.form} ref={order.list} data-dragging={order.dragged !== null || undefined}>
        {items.map((one, at) => (
          <li
            key={one.id}
            class={own.row}
            data-dragged={order.dragged === at || undefined}
            style={order.styleOf(at)}
          >
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
              <QuestionCard
                one={one}
                at={at}
                count={items.length}
                decks={decks.data ?? []}
                grip={order.grip(at)}
                onMove={(to) => void move(at, to)}
                onPlace={(after) => attempt(() => put(one.id, { ...body(one), after }))}
                onEdit={() => setEditing(one.id)}
                onRemove={() => setRemoving(one)}
              />
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
