import { expect, test } from '@jest/globals';
import { joinedVersion } from './joined-version.ts';

test('versions are joined anew when one of them has changed, and only then', () => {
  const versions = ['1', '2'];
  let joins = 0;
  const version = joinedVersion([() => versions[0] ?? '', () => versions[1] ?? ''], (all) => {
    joins += 1;
    return all.join(':');
  });

  const before = [version(), version()];
  versions[1] = '3';

  expect(before).toEqual(['1:2', '1:2']);
  expect(version()).toBe('1:3');
  expect(joins).toBe(2);
});
