// Whose voice is on which line of sound, where there are fewer lines than people.
/** Somebody on the stage, and whether his microphone is on. */
export interface Voice {
  person: string;
  isOn: boolean;
}

/**
 * A person for each line: everybody where there are lines enough, so that who begins to speak is
 * heard at once; else those whose microphones are on. Who has a line keeps it. Null when even those
 * are too many: then the lines carry whoever speaks.
 */
export function voicesOn(
  count: number,
  before: readonly (string | null)[],
  all: readonly Voice[],
): (string | null)[] | null {
  const wanted = all.length <= count ? all : all.filter((one) => one.isOn);
  if (wanted.length > count) return null;
  const persons = wanted.map((one) => one.person);
  const kept = Array.from({ length: count }, (_, n) => {
    const person = before[n];
    return person && persons.includes(person) ? person : null;
  });
  const fresh = persons.filter((person) => !kept.includes(person));
  return kept.map((person) => person ?? fresh.shift() ?? null);
}
