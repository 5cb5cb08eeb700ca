import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * The network that an address is counted by: an IPv4 address itself, of an IPv6 address its first 64 bits, since
 * that much is one household's to choose from. IPv4 inside IPv6 is IPv4.
 * @returns `203.0.113.7` or `2001:db8:0:1::/64`; what is no address comes back as it is
 */
export function networkOf(address: string): string {
  const groups = groupsOf(address);
  if (groups === null) return address;
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return mappedIpv4(groups) ?? `${network.join(':')}::/64`;
}

/** Whether a connection comes from this very machine. */
export function isLoopback(address: string): boolean {
  if (address === '::1') return true;
  const groups = groupsOf(address);
  return (groups ? (mappedIpv4(groups) ?? '') : address).startsWith('127.');
}

/** The eight groups of an IPv6 address; null for anything else. */
function groupsOf(address: string): number[] | null {
  if (!address.includes(':') || !isIPv6(address)) return null;
  const [bare = ''] = address.split('%', 1);
  const [left = [], right] = bare.split('::').map(numbersOf);
  return right ? [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right] : left;
}

/** An IPv4 address at the end counts as two groups. */
function numbersOf(text: string): number[] {
  return text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (!group.includes('.')) return Number.parseInt(group, 16);
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
      return [a * 256 + b, c * 256 + d];
    });
}

/** RFC 4291 (February 2006), section 2.5.5.2. */
function mappedIpv4(groups: readonly number[]): string | null {
  if (groups[5] !== 0xffff || groups.slice(0, 5).some((group) => group !== 0)) return null;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}

/** The client's address as seen behind so many proxies: that many entries of X-Forwarded-For are believed, from the right. */
export function addressBehind(proxyHops: number, { headers, socket }: IncomingMessage): string {
  if (proxyHops === 0 || !headers['x-forwarded-for']) return socket.remoteAddress ?? '';
  const told = String(headers['x-forwarded-for'])
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const chain = [socket.remoteAddress ?? '', ...told.reverse()];
  return chain[Math.min(proxyHops, chain.length - 1)] ?? '';
}
