// What was kept on this device may be of an older release or of somebody's making: nothing of it is
// believed that does not have the shape it is wanted in.

/** What is found as a `T`, or undefined when it is none. */
export type Shape<T> = (found: unknown) => T | undefined;

export const text: Shape<string> = (found) => (typeof found === 'string' ? found : undefined);

export const flag: Shape<boolean> = (found) => (typeof found === 'boolean' ? found : undefined);

export function oneOf<T extends string>(...known: readonly T[]): Shape<T> {
  return (found) => known.find((one) => one === found);
}

/** A list, without what in it does not fit; none when nothing of it does. */
export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (found) => {
    if (!Array.isArray(found)) return undefined;
    const fitting: T[] = [];
    for (const one of found) {
      const value = shape(one);
      if (value !== undefined) fitting.push(value);
    }
    return found.length > 0 && fitting.length === 0 ? undefined : fitting;
  };
}

/**
 * An object with these fields and no others. A field that does not fit is as `base` has it; where
 * that says nothing of a field that must be there, nothing is left of the whole.
 */
export function fieldsOf<T extends object>(
  fields: { [K in keyof Required<T>]: Shape<NonNullable<T[K]>> },
  base: Partial<T>,
  optional: readonly (keyof T)[] = [],
): Shape<T> {
  return (found) => {
    if (typeof found !== 'object' || found === null) return undefined;
    const fitting: Partial<T> = { ...base };
    for (const name of Object.keys(fields) as (keyof T)[]) {
      const value = fields[name]((found as Record<keyof T, unknown>)[name]);
      if (value !== undefined) fitting[name] = value;
      else if (!(name in fitting) && !optional.includes(name)) return undefined;
    }
    return fitting as T;
  };
}
