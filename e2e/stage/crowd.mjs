// A big class: imported by a roster file, signed in, and connected to the room.

import { signInAs } from './people.mjs';
import { RoomSocket } from './room.mjs';

const PASSWORD = 'apricot-terrace-7';
/** Sign-ins at once: more would only wait in the server's queue for passwords. */
const AT_ONCE = 16;

/** Imports learners into a class by a CSV file, and signs them in. */
export async function importClass(server, administrator, { school, className, count }) {
  const names = [...Array(count).keys()].map((at) => `pupil.${String(at + 1).padStart(3, '0')}`);
  const rows = names.map((name, at) => `${name},学生${at + 1},学生,${className},${PASSWORD}`);
  const csv = ['账号,姓名,角色,班级,初始密码', ...rows].join('\r\n');
  const path = `/api/schools/${school}/imports`;
  const preview = await administrator.send('POST', path, 'text/csv', csv);
  if (preview.status !== 201 || preview.body.totals.errors !== 0) {
    throw new Error(`the roster was not read: ${JSON.stringify(preview.body)}`);
  }
  const id = preview.body.id;
  const accepted = await administrator.call('POST', `/api/imports/${id}/acceptance`, {
    new_classes: { [className]: 'create' },
  });
  if (accepted.body?.state !== 'accepted') {
    throw new Error(`the roster was not taken: ${JSON.stringify(accepted.body)}`);
  }
  return eachOf(names, (name) => signInAs(server, { name, password: PASSWORD }));
}

/** Everyone's socket in a lesson's room. */
export function enter(server, people, lesson) {
  return eachOf(people, (person) => RoomSocket.open(server, person, lesson));
}

/** Runs a task for each, some at a time; gives the results in order. */
export async function eachOf(things, task) {
  const results = new Array(things.length);
  let next = 0;
  const work = async () => {
    while (next < things.length) {
      const at = next;
      next += 1;
      results[at] = await task(things[at], at);
    }
  };
  await Promise.all([...Array(AT_ONCE)].map(work));
  return results;
}
