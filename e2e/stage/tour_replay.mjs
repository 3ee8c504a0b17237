// The stops of the tour in a replay, and the lessons that a device keeps.

const press = (key) => (page, say) =>
  page
    .getByRole('button', { name: say(key) })
    .first()
    .click();

export const REPLAY_STOPS = [
  {
    name: 'replay',
    who: 'learner',
    path: (at) => `/replay/${at.closed}`,
    shows: 'video',
    main: 'replay.play',
    live: true,
  },
  {
    name: 'replay-questions',
    who: 'learner',
    path: (at) => `/replay/${at.closed}`,
    act: async (page, say) => {
      await page.getByRole('tab', { name: new RegExp(say('replay.asked')) }).click();
    },
    shows: '[role=tabpanel] h2',
    main: 'replay.play',
  },
  {
    name: 'replay-notes',
    who: 'learner',
    path: (at) => `/replay/${at.closed}`,
    act: async (page, say) => {
      await page.getByTitle(say('notes.mark_unclear')).click();
      await page.getByTitle(say('notes.write')).click();
      await page.getByRole('textbox').first().fill(say('notes.none'));
      await page.getByRole('button', { name: say('notes.save'), exact: true }).click();
    },
    shows: '[data-kind="words"] p',
    main: 'replay.play',
  },
  {
    name: 'replay-search',
    who: 'learner',
    path: (at) => `/replay/${at.closed}`,
    act: press('replay.search'),
    shows: '[type=search]',
    main: 'replay.play',
  },
  {
    name: 'replay-keep',
    who: 'learner',
    path: (at) => `/replay/${at.closed}`,
    act: press('kept.keep'),
    shows: 'dialog input[type=radio]',
    main: 'kept.start',
  },
  {
    name: 'kept',
    who: 'learner',
    path: () => '/kept',
    shows: 'svg[viewBox="0 0 160 112"]',
  },
];
