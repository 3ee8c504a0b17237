import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import type { Edition, EditionPart } from '~/api/shapes.ts';
import { forgetUnsaved, keepUnsaved, unsavedOf } from './unsaved.ts';

const WAIT_MS = 800;

export type Saving =
  | { state: 'saved' }
  | { state: 'waiting' }
  | { state: 'saving' }
  | { state: 'conflict' }
  | { state: 'failed'; error: unknown };

interface Work {
  title: string;
  parts: EditionPart[];
}

/**
 * An edition that is worked on: every change is saved by itself, one after another. What could not
 * be saved before one left is there again, and is saved first.
 */
export function useAutosave(start: Edition) {
  const [left] = useState(() => unsavedOf(start.id));
  const { title, parts } = left ?? start;
  const [work, setWork] = useState<Work>({ title, parts });
  const [saving, setSaving] = useState<Saving>({ state: left ? 'waiting' : 'saved' });
  // Of what was left too: the server says whether it was changed elsewhere since.
  const version = useRef((left ?? start).version);
  const latest = useRef(work);
  const isBusy = useRef(false);
  const isDirty = useRef(left !== null);
  const timer = useRef(0);
  const path = { id: start.id };
  const save = async () => {
    clearTimeout(timer.current);
    if (isBusy.current) return;
    isBusy.current = true;
    setSaving({ state: 'saving' });
    isDirty.current = false;
    try {
      const body = { ...latest.current, version: version.current };
      const saved = await call('PUT /api/editions/{id}', { path, body });
      version.current = saved.version;
      isBusy.current = false;
      if (isDirty.current) {
        keepUnsaved(start.id, { ...latest.current, version: saved.version });
        await save();
        return;
      }
      forgetUnsaved(start.id);
      setSaving({ state: 'saved' });
    } catch (error) {
      isBusy.current = false;
      isDirty.current = true;
      const isConflict = error instanceof Problem && error.code === 'edition.changed';
      setSaving(isConflict ? { state: 'conflict' } : { state: 'failed', error });
    }
  };
  const change = (part: Partial<Work>) => {
    latest.current = { ...latest.current, ...part };
    setWork(latest.current);
    isDirty.current = true;
    keepUnsaved(start.id, { ...latest.current, version: version.current });
    // What was changed elsewhere is not written over unasked.
    if (saving.state === 'conflict') return;
    setSaving({ state: 'waiting' });
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(), WAIT_MS);
  };
  const theirs = async () => {
    const there = await call('GET /api/editions/{id}', { path });
    version.current = there.version;
    return there;
  };
  /** Goes on with what was saved elsewhere. */
  const takeTheirs = async () => {
    const there = await theirs();
    latest.current = { title: there.title, parts: there.parts };
    isDirty.current = false;
    forgetUnsaved(start.id);
    setWork(latest.current);
    setSaving({ state: 'saved' });
  };
  /** Saves what is on screen in the place of what was saved elsewhere. */
  const keepMine = async () => {
    await theirs();
    await save();
  };
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => {
      if (isDirty.current || isBusy.current) event.preventDefault();
    };
    addEventListener('beforeunload', stay);
    if (left) void save();
    return () => {
      removeEventListener('beforeunload', stay);
      clearTimeout(timer.current);
      // A page of this product that follows must not lose the last change.
      if (isDirty.current && !isBusy.current) void save();
    };
  }, []);
  return { work, saving, change, retry: save, takeTheirs, keepMine };
}
