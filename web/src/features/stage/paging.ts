// Which pictures stand on one page of a stage: a class of fifty does not fit on a screen, and what
// is not seen is not asked for.
import type { StageMember } from '../room/wire.ts';
import type { Source } from './media.ts';

/** The most pictures of a page, on a desk and on a phone. */
export const PAGE_SIZES = { desk: 12, phone: 6 };

/** A picture of somebody's. */
export interface Pictured {
  member: StageMember;
  source: Source;
}

/** One page of them. */
export interface Paged {
  tiles: Pictured[];
  /** From 0. */
  page: number;
  pages: number;
}

export interface View {
  /** Oneself, who is on every page. */
  me: string | null;
  /** Who spoke last, who is as well. */
  speaker: string | null;
  size: number;
  page: number;
}

/**
 * The pictures of a page. Screens stand before faces, on every page as one's own picture and that
 * of who speaks. The others keep their page whoever speaks; who comes or goes moves those after
 * him.
 */
export function paged(members: readonly StageMember[], view: View): Paged {
  const { me, speaker, size } = view;
  const screens = members.filter((one) => one.on.screen);
  const faces = (of: readonly StageMember[]) =>
    of.map((member) => ({ member, source: 'picture' as const }));
  const shared = screens.map((member) => ({ member, source: 'screen' as const }));
  const all = [...shared, ...faces(members)];
  if (all.length <= size) return { tiles: all, page: 0, pages: 1 };
  const isOwn = (one: StageMember) => one.person === me;
  const [own, others] = [members.filter(isOwn), members.filter((one) => !isOwn(one))];
  // Of many screens the first are shown; one place is always free for who speaks.
  const kept = shared.slice(0, Math.max(1, Math.floor(size / 3)));
  const room = Math.max(1, size - kept.length - own.length - 1);
  const pages = Math.ceil(others.length / room);
  const page = Math.min(Math.max(0, view.page), pages - 1);
  const turned = others.slice(page * room, (page + 1) * room);
  const isThere = turned.some((one) => one.person === speaker);
  const speaks = isThere ? [] : others.filter((one) => one.person === speaker);
  return { tiles: [...kept, ...faces([...speaks, ...own, ...turned])], page, pages };
}

/** Which page a key leads to, if it is one that turns pages. */
export function turnedBy(key: string, { page, pages }: Paged): number | null {
  const to = {
    ArrowLeft: page - 1,
    PageUp: page - 1,
    ArrowRight: page + 1,
    PageDown: page + 1,
    Home: 0,
    End: pages - 1,
  }[key];
  return to !== undefined && to >= 0 && to < pages && to !== page ? to : null;
}
