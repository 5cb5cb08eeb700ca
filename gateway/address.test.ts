import { describe, expect, test } from '@jest/globals';
import { isLoopback, networkOf } from './address.ts';

describe('networkOf', () => {
  test('an IPv4 address stands for itself', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  });

  test.each(['::ffff:203.0.113.7', '::FFFF:203.0.113.7', '::ffff:cb00:7107', '0:0:0:0:0:ffff:cb00:7107'])(
    'IPv4 inside IPv6 is IPv4: %s',
    (address) => {
      expect(networkOf(address)).toBe('203.0.113.7');
    },
  );

  test.each([
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001::7', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['1:2:3:4:5:6::', '1:2:3:4::/64'],
  ])('an IPv6 address is known by its first 64 bits: %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('neighbours of one /64 are the same, those of the next are not', () => {
    expect(networkOf('2001:db8:0:1::7')).toBe(networkOf('2001:db8::1:ffff:0:0:8'));
    expect(networkOf('2001:db8:0:1::7')).not.toBe(networkOf('2001:db8:0:2::7'));
  });

  test.each(['', 'unknown', 'a:b', ':::'])('what is no address stays as it is: "%s"', (text) => {
    expect(networkOf(text)).toBe(text);
  });
});

describe('isLoopback', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  test.each(['203.0.113.7', '::', '2001:db8::127', '::ffff:203.0.113.7', ''])('"%s" is not', (address) => {
    expect(isLoopback(address)).toBe(false);
  });
});
