// Made-up people and lessons of two schools, in both languages of the product.
import type {
  Course,
  Lesson,
  Me,
  Organisations,
  Person,
  PreparedQuestion,
  Session,
} from '../src/api/shapes.ts';

export type Role = 'learner' | 'teacher' | 'administrator';
export type Say = (zh: string, en: string) => string;

const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

export function organisations(say: Say): Organisations {
  const grade = (id: string, zh: string, en: string, learners: number) => ({
    id,
    name: say(zh, en),
    grade: say('高一', 'Year 10'),
    learners,
  });
  return {
    regions: [{ id: 'r1', name: say('青溪县', 'Qingxi County') }],
    alliances: [],
    schools: [
      {
        id: 's1',
        name: say('青溪县第一中学', 'Qingxi No. 1 Secondary School'),
        region: 'r1',
        classes: [
          grade('c1', '高一（1）班', 'Class 10-1', 45),
          grade('c2', '高一（2）班', 'Class 10-2', 44),
        ],
      },
      {
        id: 's2',
        name: say('石桥中学', 'Shiqiao School'),
        region: 'r1',
        classes: [grade('c3', '高一（1）班', 'Class 10-1 (Shiqiao)', 28)],
      },
    ],
  };
}

export function me(say: Say, role: Role): Me {
  const school = { id: 's1', name: say('青溪县第一中学', 'Qingxi No. 1 Secondary School') };
  const person = {
    learner: ['林月', 'Lin Yue'],
    teacher: ['陈晓岚', 'Chen Xiaolan'],
    administrator: ['周文', 'Zhou Wen'],
  }[role] as [string, string];
  const own =
    role === 'learner' ? { class: { id: 'c1', name: say('高一（1）班', 'Class 10-1') } } : {};
  return {
    id: `me-${role}`,
    name: role,
    display_name: say(...person),
    language: say('zh-CN', 'en') === 'en' ? 'en' : 'zh-CN',
    has_given_password: false,
    memberships: [{ role, school, ...own }],
  };
}

function lesson(say: Say, role: Role, id: string, at: number, rest: Partial<Lesson>): Lesson {
  const [one, two] = organisations(say).schools;
  const attending = { form: 'live', attending: 'own_devices' } as const;
  return {
    id,
    course: { id: 'k1', title: say('高中数学 · 选择性必修二', 'Mathematics, Elective 2') },
    title: say('导数的几何意义', 'The geometric meaning of derivatives'),
    starts_at: inMinutes(at),
    minutes: 45,
    state: 'planned',
    school: { id: 's1', name: one?.name ?? '' },
    teachers: [{ id: 'me-teacher', name: say('陈晓岚', 'Chen Xiaolan') }],
    audience: [
      {
        class: { id: 'c1', name: one?.classes[0]?.name ?? '' },
        school: { id: 's1', name: one?.name ?? '' },
        part: 'anchor',
        ...attending,
      },
      {
        class: { id: 'c3', name: two?.classes[0]?.name ?? '' },
        school: { id: 's2', name: two?.name ?? '' },
        part: 'receiving',
        ...attending,
      },
    ],
    my_role: role === 'learner' ? 'learner' : 'staff',
    ...rest,
  };
}

export function lessons(say: Say, role: Role): Lesson[] {
  const physics = { id: 'k2', title: say('高中物理 · 必修一', 'Physics, Compulsory 1') };
  const english = { id: 'k3', title: say('英语读写', 'English reading and writing') };
  return [
    lesson(say, role, 'l1', role === 'learner' ? -4 : 5, {
      state: role === 'learner' ? 'open' : 'planned',
    }),
    lesson(say, role, 'l2', 125, {
      course: physics,
      title: say('牛顿第三定律', "Newton's third law"),
    }),
    lesson(say, role, 'l3', 190, {
      course: english,
      title: say('写一封建议信', 'Writing a letter of advice'),
    }),
    lesson(say, role, 'l4', 1440, { title: say('导数的运算法则', 'Rules of differentiation') }),
    lesson(say, role, 'l5', -1400, {
      state: 'closed',
      title: say('瞬时变化率', 'Instantaneous rate of change'),
    }),
    lesson(say, role, 'l6', -2900, {
      state: 'closed',
      course: physics,
      title: say('力的合成', 'Adding forces'),
    }),
  ];
}

export function courses(say: Say, role: Role): Course[] {
  const all = lessons(say, role);
  return [...new Map(all.map((one) => [one.course.id, one])).values()].map((one) => {
    const own = all.filter((other) => other.course.id === one.course.id);
    return {
      ...one.course,
      school: one.school,
      created_at: inMinutes(-90_000),
      lessons: own.length,
      next_starts_at: own.find((other) => other.state === 'planned')?.starts_at ?? null,
      may_change: role !== 'learner',
    };
  });
}

const PEOPLE: [string, string, string][] = [
  ['林月', 'Lin Yue', 'lin.yue'],
  ['王敏', 'Wang Min', 'wang.min'],
  ['赵一帆', 'Zhao Yifan', 'zhao.yifan'],
  ['欧阳若兰', 'Ouyang Ruolan', 'ouyang.ruolan'],
  ['古丽娜尔·买买提', 'Gulnar Mamat', 'gulnar'],
  ['孙浩', 'Sun Hao', 'sun.hao'],
  ['李薇', 'Li Wei', 'li.wei'],
  ['黄子轩', 'Huang Zixuan', 'huang.zixuan'],
];

export function people(say: Say): Person[] {
  const learners = PEOPLE.map(
    ([zh, en, name], at): Person => ({
      id: `p${at}`,
      name,
      display_name: say(zh, en),
      roles: ['learner'],
      classes: [
        at % 2
          ? { id: 'c2', name: say('高一（2）班', 'Class 10-2') }
          : { id: 'c1', name: say('高一（1）班', 'Class 10-1') },
      ],
      is_stopped: at === 5,
    }),
  );
  return [
    {
      id: 'me-teacher',
      name: 'chen',
      display_name: say('陈晓岚', 'Chen Xiaolan'),
      roles: ['teacher'],
      classes: [],
      is_stopped: false,
    },
    {
      id: 'me-administrator',
      name: 'zhou',
      display_name: say('周文', 'Zhou Wen'),
      roles: ['administrator', 'teacher'],
      classes: [],
      is_stopped: false,
    },
    ...learners,
  ];
}

export function questions(say: Say): PreparedQuestion[] {
  return [
    {
      id: 'q1',
      position: 1,
      limit_ms: 60_000,
      question: {
        prompt: {
          kind: 'single',
          stem: say(
            '曲线 y = x² 在点 (1, 1) 处的切线斜率是多少？',
            'What is the slope of the tangent to y = x² at (1, 1)?',
          ),
          choices: [
            { id: 'a', text: '1' },
            { id: 'b', text: '2' },
            { id: 'c', text: '1/2' },
            { id: 'd', text: say('不存在', 'It does not exist') },
          ],
          points: 1,
        },
        key: { kind: 'choices', choices: ['b'] },
        explanation: say('y′ = 2x，代入 x = 1。', 'y′ = 2x; put in x = 1.'),
      },
    },
    {
      id: 'q2',
      position: 2,
      limit_ms: 30_000,
      question: {
        prompt: {
          kind: 'true_false',
          stem: say('切线与曲线只能有一个公共点。', 'A tangent meets its curve in one point only.'),
          choices: [],
          points: 1,
        },
        key: { kind: 'truth', value: false },
      },
    },
    {
      id: 'q3',
      position: 3,
      question: {
        prompt: {
          kind: 'short_text',
          stem: say(
            '割线斜率的极限叫做什么？',
            'What is the limit of the slopes of secants called?',
          ),
          choices: [],
          points: 2,
        },
        key: {
          kind: 'text',
          accepted: [say('导数', 'derivative'), say('瞬时变化率', 'instantaneous rate of change')],
        },
      },
    },
  ];
}

export function sessions(): Session[] {
  const at = (minutes: number) => inMinutes(-minutes);
  return [
    {
      id: 'd1',
      created_at: at(90),
      last_seen_at: at(0),
      is_current: true,
      user_agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/109.0 Edg/109.0',
    },
    {
      id: 'd2',
      created_at: at(9000),
      last_seen_at: at(600),
      is_current: false,
      user_agent: 'Mozilla/5.0 (iPhone) MicroMessenger/8.0',
    },
    {
      id: 'd3',
      created_at: at(20000),
      last_seen_at: at(4000),
      is_current: false,
      user_agent: 'Mozilla/5.0 (Linux; Android 13) Chrome/120.0',
    },
  ];
}
