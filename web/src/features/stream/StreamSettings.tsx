import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { codeText } from '~/api/problem.ts';
import type { Stream } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { startOf } from '~/lib/lesson.ts';
import { useLesson } from '~/lib/server_state.ts';
import { clockTime, dayAndTime } from '~/lib/when.ts';
import { useSaid } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner, Chip, Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { CopyField } from '~/ui/CopyField.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';
import { signalFacts } from './signal.ts';

/**
 * What an encoder needs to go live, and how it stands. Needs the texts `stream` and a query client
 * around it; the room shows it as a panel.
 */
export function StreamSettings({ lessonId }: { lessonId: string }) {
  const path = { id: lessonId };
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const lesson = useLesson(lessonId).data;
  const stream = useQuery({
    queryKey: ['stream', lessonId],
    queryFn: () => call('GET /api/lessons/{id}/stream', { path }),
    refetchInterval: 2000,
  });
  if (!stream.data) {
    if (stream.isError) {
      return <ErrorState error={stream.error} onRetry={() => void stream.refetch()} />;
    }
    return <Skeleton rows={3} />;
  }
  const renew = async () => {
    await call('POST /api/lessons/{id}/stream-key', { path });
    await queries.invalidateQueries({ queryKey: ['stream', lessonId] });
    toast(t('stream.renewed'));
  };
  return (
    <div class={css.form}>
      {lesson && (
        <p class={css.sub}>
          <b>{lesson.title}</b> · {dayAndTime(startOf(lesson))}
        </p>
      )}
      <Status stream={stream.data} lesson={lesson?.state} />
      <CopyField label={t('stream.server')} value={stream.data.server} />
      <CopyField
        label={t('stream.key')}
        value={stream.data.key}
        hint={t('stream.key_hint')}
        secret
      />
      <div>
        <Button look="quiet" size="small" onClick={() => setAsking(true)}>
          {t('stream.renew')}
        </Button>
      </div>
      <ObsSettings
        title={t('stream.obs')}
        text={t('stream.obs_text')}
        obs={stream.data.obs ?? {}}
      />
      <ObsSettings
        title={t('stream.lean')}
        text={t('stream.lean_text')}
        obs={stream.data.obs_lean ?? {}}
      />
      {isAsking && (
        <Confirm title={t('stream.renew')} onConfirm={renew} onClose={() => setAsking(false)}>
          {t('stream.renew_text')}
        </Confirm>
      )}
    </div>
  );
}

const CODECS = [
  [/^avc/, 'H.264'],
  [/^(hvc|hev)/, 'H.265'],
  [/^mp4a/, 'AAC'],
  [/^opus/i, 'Opus'],
] as const;

/** The name people know a codec by. */
function codecName(code: string | null | undefined): string {
  return CODECS.find(([known]) => known.test(code ?? ''))?.[1] ?? code ?? '';
}

function Status({ stream, lesson }: { stream: Stream; lesson: string | undefined }) {
  const stats = stream.stats;
  // Not the figures: they change with every look.
  useSaid(t(stream.state === 'publishing' ? 'stream.publishing' : 'stream.idle'));
  const codecs = [stats?.video_codec, stats?.audio_codec].filter(Boolean).map(codecName);
  const facts = stats ? [...signalFacts(stats), codecs.join(' + ')].filter(Boolean) : [];
  return (
    <div class={css.card}>
      {stream.state === 'publishing' ? (
        <p class={css.actions}>
          <Chip tone={lesson === 'open' ? 'mark' : 'action'} dot>
            {t('stream.publishing')}
          </Chip>
          <span class="figures">{facts.join(' · ')}</span>
          {lesson === 'planned' && <span>{t('stream.not_open')}</span>}
          {lesson === 'closed' && <b>{t('stream.stop_now')}</b>}
        </p>
      ) : (
        <p class={css.actions}>
          <Chip dot>{t('stream.idle')}</Chip>
          <span>{t('stream.idle_text')}</span>
        </p>
      )}
      {stream.problem && (
        <Banner tone="warn">
          {clockTime(stream.problem.at)} {codeText(stream.problem.code)}
          {stream.problem.detail && <small class={css.soft}> {stream.problem.detail}</small>}
        </Banner>
      )}
    </div>
  );
}

interface ObsSettingsProps {
  title: string;
  text: string;
  obs: Record<string, unknown>;
}

function ObsSettings({ title, text, obs }: ObsSettingsProps) {
  const rows = Object.entries(obs);
  return (
    <section>
      <h2>{title}</h2>
      <p class={css.sub}>{text}</p>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
        <section class={css.scroll} tabIndex={0} aria-label={title}>
          <table class={css.table}>
            <tbody>
              {rows.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{String(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
