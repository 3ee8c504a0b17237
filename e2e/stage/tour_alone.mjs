// Pages of devices that nobody has signed in on: what trusts the server, a class's screen, a phone.

/** As the stops of `tour.mjs`. */
export const ALONE_STOPS = [
  {
    name: 'trust',
    who: null,
    path: '/trust',
    // The demonstration has no authority of its own; this one answer makes the page believe in it.
    answers: {
      '**/api/trust': {
        way: 'own',
        url: null,
        port: 8443,
        is_covered: true,
        names: ['192.168.1.5', 'school-pc.local'],
        authority: {
          name: 'Xingtan school-pc 5A2C',
          sha256: Array.from({ length: 32 }, (_, at) => `${at + 10}`).join(':'),
          until: '2036-11-26T08:00:00Z',
        },
      },
    },
    main: 'trust.check',
  },
  {
    name: 'trust-off',
    isVariant: true,
    who: null,
    path: '/trust?to=%2Fphone',
  },
  { name: 'classroom', who: null, path: '/classroom', shows: '[data-code]' },
  {
    name: 'classroom-ready',
    isVariant: true,
    who: null,
    path: '/classroom',
    answers: {
      '**/api/classrooms/current': {
        id: '01900000-0000-7000-8000-0000000000c1',
        person: '01900000-0000-7000-8000-0000000000c2',
        name: '一号教室',
        school_name: '青山中学',
        class: { id: '01900000-0000-7000-8000-0000000000c3', name: '高一（1）班' },
        lesson: null,
      },
    },
  },
  // A tour has no camera: the page says so.
  {
    name: 'phone',
    who: null,
    path: '/phone#k7mq2xd9',
    shows: 'main [class*=trouble]',
    main: 'phone.try_again',
  },
  {
    name: 'phone-typed',
    isVariant: true,
    who: null,
    path: '/phone',
    shows: 'main input',
    main: 'phone.try_again',
  },
];
