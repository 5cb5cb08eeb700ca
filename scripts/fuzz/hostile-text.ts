import fc from 'fast-check';

/** Strings that have broken parsers, stores and pages elsewhere, as far as they are short. */
const notorious: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff{}',
  '\u202e\u200b\u2028\u2029',
  'ﬀİıẞ',
  '%00',
  '%2e%2e%2f',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  "' OR 1=1; DROP TABLE quotes; --",
  '{"$gt":""}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is sent as it stands.
  '${7*7}{{7*7}}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '\r\nset-cookie: stolen=1',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'NaN',
  '-0',
  '1e309',
  '99999999999999999999',
  '0x7fffffff',
  'true',
  'null',
  'undefined',
  '[object Object]',
  '١٢٣',
  '(a+)+$',
  '%',
  '*',
  '\\',
  'e\u0301'.repeat(50),
];

/** A text that somebody may hope to break something with. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...notorious) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', '𝒳', '\u0000', '['), fc.integer({ min: 1_000, max: 40_000 }))
      .map(([piece, count]) => piece.repeat(count)),
  },
);

const hostileNumber = fc.constantFrom(-1, 0, -0, 0.5, 1e21, 1e308, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 4, 20);

/** Any value of JSON, mostly not the one that is asked for. Keys may be those of prototypes. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: hostileNumber },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null]) },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 30 }) },
  { weight: 1, arbitrary: fc.dictionary(hostileText, hostileNumber, { maxKeys: 8 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 4_000 }).map(nestedList) },
);

function nestedList(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** JSON of an object, sometimes with the key of a prototype, a key twice, or damage. */
export function hostileJson(object: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<string> {
  const json = object.map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 8, arbitrary: json },
    { weight: 1, arbitrary: json.map((text) => `{"__proto__":{"admin":true},${text.slice(1)}`) },
    {
      weight: 1,
      arbitrary: json.map((text) => `{"constructor":{"prototype":{"admin":true}},${text.slice(1)}`),
    },
    { weight: 1, arbitrary: json.map((text) => `${text.slice(0, -1)},"query":1,"query":null}`) },
    { weight: 1, arbitrary: json.chain(damaged) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('[', '{', '"', 'nul', '01', '[1,]', '{"a":}', '\u0000', '\ufeff', ''),
    },
    { weight: 1, arbitrary: fc.integer({ min: 10, max: 200_000 }).map((depth) => '['.repeat(depth)) },
    { weight: 1, arbitrary: fc.integer({ min: 10, max: 50_000 }).map((depth) => '{"a":'.repeat(depth)) },
  );
}

/** A text that is cut off, or has a character too many in it. */
function damaged(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: text.length });
  return fc.oneof(
    place.map((at) => text.slice(0, at)),
    fc.tuple(place, hostileText).map(([at, piece]) => text.slice(0, at) + piece + text.slice(at)),
  );
}
