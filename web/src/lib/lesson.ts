import type { Lesson } from '~/api/shapes.ts';
import { language } from './i18n.ts';

/** The classes of a lesson; those of other schools with their school's name. */
export function classNames(lesson: Lesson): string {
  const names = lesson.audience.map((one) =>
    one.school.id === lesson.school.id ? one.class.name : `${one.school.name} ${one.class.name}`,
  );
  return listed(names);
}

/** Names in a row, with the mark that the language puts between them. */
export function listed(names: string[]): string {
  return names.join(language.value === 'zh-CN' ? '、' : ', ');
}
