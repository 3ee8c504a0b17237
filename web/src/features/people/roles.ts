/** The roles a school's people are told apart by, the strongest first. */
export const ROLES = ['administrator', 'teacher', 'learner'] as const;
