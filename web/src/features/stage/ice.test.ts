import { expect, test } from 'vitest';
import { iceServersIn } from './ice.ts';

const LINKS =
  '<turn:a.example:3478>; rel="ice-server"; username="17:p"; credential="a/b+c="; credential-type="password", ' +
  '<turns:a.example:443?transport=tcp>; rel="ice-server"; username="17:p"; credential="a/b+c="; credential-type="password", ' +
  '<stun:b.example>; rel="ice-server", <https://c.example/x>; rel="next"';

test('links name ICE servers as browsers take them', () => {
  const leave = { username: '17:p', credential: 'a/b+c=' };
  expect(iceServersIn(LINKS)).toEqual([
    { urls: 'turn:a.example:3478', ...leave },
    { urls: 'turns:a.example:443?transport=tcp', ...leave },
    { urls: 'stun:b.example' },
  ]);
  expect(iceServersIn(null)).toEqual([]);
});
