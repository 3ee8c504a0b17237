import { useEffect } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { announce } from '~/ui/announce.ts';
import { toast } from '~/ui/Toast.tsx';
import type { StageEntry } from '../room/wire.ts';
import type { StageModel, StageRoom } from './room.ts';

/** What is worth a word to one who does not look; what a teacher waits for is shown as well. */
function tell(entry: StageEntry, { me, people }: StageModel): void {
  if (entry.kind === 'stage.joined' && entry.body.person !== me?.person) {
    announce(t('stage.said_joined', { name: entry.body.name ?? '' }));
  }
  if (entry.kind !== 'stage.invitation_ended' || me?.role !== 'staff') return;
  const { person, why } = entry.body;
  const name = people.find((one) => one.person === person)?.name;
  if (name && (why === 'declined' || why === 'expired')) toast(t(`stage.${why}_by`, { name }));
}

/** Tells what happens on the stage. */
export function useNews(room: StageRoom): void {
  useEffect(() => {
    let known = room.model.peek().staged;
    return room.model.subscribe((model) => {
      const { staged } = model;
      if (staged === known) return;
      // A list that does not go on from the last is of a new beginning, and no news.
      const goesOn =
        staged.length > known.length && staged[known.length - 1] === known[known.length - 1];
      const fresh = goesOn ? staged.slice(known.length) : [];
      known = staged;
      for (const entry of fresh) tell(entry, model);
    });
  }, [room]);
}
