// A stage without a server, to look at: /dev/stage.html?as=learner&members=4&whole&invited&asked
import '~/styles/tokens.css';
import '~/styles/base.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Invite } from '~/features/stage/Invite.tsx';
import type { StageModel, StageRoom } from '~/features/stage/room.ts';
import { StageParts } from '~/features/stage/StageParts.tsx';
import { TeachHere } from '~/features/stage/TeachHere.tsx';
import { loadTexts, setLanguage } from '~/lib/i18n.ts';
import { remember } from '~/lib/settings.ts';
import { Live } from '~/ui/Live.tsx';
import css from '../src/features/room/room.module.css';
import type { StageKinds, StageMember } from '../src/features/room/wire.ts';

const asked = new URLSearchParams(location.search);
const isStaff = asked.get('as') === 'teacher';
const NAMES = ['陈老师', '李晓雨', '吴桂花', '欧阳文静', 'Alexandra Featherstonehaugh', '赵一帆'];
const ALL = { sound: true, picture: true, screen: true };

function member(n: number): StageMember {
  const on: StageKinds = { sound: n % 3 === 0, picture: n % 4 !== 2, screen: false };
  if (n === 0 && asked.has('screen')) on.screen = true;
  const role = n === 0 ? ('teacher' as const) : ('learner' as const);
  return {
    person: `p${n}`,
    name: NAMES[n % 6] ?? '',
    role,
    seat: n + 1,
    may: ALL,
    on,
    since_ms: 0,
  };
}

const count = Number(asked.get('members') ?? 0);
const own = asked.has('on') ? (isStaff ? 'p0' : 'p1') : 'me';
const now = Date.now();
const model = signal<StageModel>({
  state: 'open',
  me: { person: own, name: 'Lin', role: isStaff ? 'staff' : 'learner' },
  stages: [
    {
      stage: 1,
      seats: 16,
      members: Array.from({ length: count }, (_, n) => member(n)),
      invited: asked.has('invited')
        ? [
            {
              person: isStaff ? 'p9' : own,
              may: { ...ALL, picture: asked.get('invited') !== 'sound' },
              until_ms: now + 41_000,
            },
          ]
        : [],
    },
  ],
  staged: asked.has('asked')
    ? [
        {
          seq: 1,
          at_ms: 0,
          v: 1,
          see: { to: 'everyone' },
          kind: 'stage.unmute_asked',
          body: { stage: 1, person: 'p1' },
        },
      ]
    : [],
  hands: [],
  people: [],
  surface: asked.has('whole') ? { kind: 'none' } : { kind: 'board', board: 1 },
});
const video = signal<HTMLVideoElement | null>(null);
const room: StageRoom = {
  lesson: { id: 'l' } as StageRoom['lesson'],
  model,
  video,
  hasStage: signal(false),
  ask: async (action) => console.log(JSON.stringify(action)),
  nowMs: () => Date.now(),
  onStop: [],
};

function Page() {
  return (
    <main class={css.room} data-theme="room" data-role={isStaff ? 'staff' : 'learner'}>
      <header class={css.top}>
        <h1>光的折射</h1>
      </header>
      <div class={css.main}>
        <section class={css.stage}>
          <video
            muted
            ref={(element) => {
              video.value = element;
            }}
          />
        </section>
        <StageParts room={room} />
      </div>
      <aside class={css.side}>
        {isStaff &&
          ['p9', 'p1', 'p8'].map((person, n) => (
            <p key={person}>
              {NAMES[n + 2]}{' '}
              <Invite room={room} person={person} name={NAMES[n + 2] ?? ''} isRaised={n === 2} />
            </p>
          ))}
        {asked.has('teach') && <TeachHere room={room} onClose={() => {}} />}
      </aside>
      <Live />
    </main>
  );
}

remember('stage.drawn', 'yes');
await loadTexts('core', 'room', 'stage', 'problems');
await setLanguage(asked.get('lang') === 'en' ? 'en' : 'zh-CN');
render(<Page />, document.getElementById('app') as HTMLElement);
