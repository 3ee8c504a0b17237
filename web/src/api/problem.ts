import { hasText, type TextKey, t } from '~/lib/i18n.ts';
import type { ProblemBody, ProblemField } from './shapes.ts';

/** Why a request failed, with a stable code; the screen shows the user's words for it. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: ProblemField[];
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(body: Partial<ProblemBody> & { code: string }) {
    super(body.code);
    this.code = body.code;
    this.status = body.status ?? 0;
    this.fields = body.fields ?? [];
    this.detail = body.detail ?? undefined;
    this.retryAfterMs = body.retry_after_s ? body.retry_after_s * 1000 : undefined;
  }
}

/** The catalogue's sentence for a code; the widest known prefix when the code itself is new. */
export function codeText(code: string, values?: Record<string, string | number>): string {
  for (let part = code; part; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
    const key = `problems.${part}` as TextKey;
    if (hasText(key)) return t(key, values);
  }
  return t('problems.unforeseen', { code });
}

export function problemText(error: unknown): string {
  if (error instanceof Problem) {
    const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
    return codeText(error.code, { seconds });
  }
  return t('problems.unforeseen', { code: error instanceof Error ? error.name : '' });
}

/** Field errors by field name, in the user's words. */
export function fieldTexts(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries(error.fields.map((f) => [f.field, codeText(f.code)]));
}
