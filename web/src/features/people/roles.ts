import { t } from '~/lib/i18n.ts';

/** The roles a school's people are told apart by, the strongest first. */
export const ROLES = ['administrator', 'teacher', 'learner'] as const;

/** A role in the user's words; one that this release does not know stays as it is. */
export function roleText(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known ? t(`core.${known}`) : role;
}
