import type { Me, Organisations, School } from '~/api/shapes.ts';

/** The schools whose courses and lessons a person may plan; those taught in an alliance are not. */
export function plannable(person: Pick<Me, 'memberships'>, places: Organisations): School[] {
  return places.schools.filter((school) =>
    person.memberships.some(
      (one) =>
        one.role !== 'learner' &&
        (one.school ? one.school.id === school.id : one.region?.id === school.region),
    ),
  );
}
