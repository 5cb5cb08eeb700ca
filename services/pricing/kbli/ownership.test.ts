import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { codeOf, committedKbli } from './fixtures.ts';
import type { Kbli } from './kbli.ts';
import type { Edition } from './kbli-tables.ts';
import { foreignOwnership, ownershipStatus } from './ownership.ts';
import { ownershipNotes, statusNotes } from './ownership-notes.ts';

// Parsing the tables takes most of a second, more on a busy machine.
jest.setTimeout(60_000);

let kbli: Kbli;

beforeAll(async () => {
  ({ kbli } = await committedKbli());
});

const ownershipOf = (edition: Edition, code: string) => foreignOwnership(codeOf(kbli, edition, code));

describe('ownership of a KBLI 2020 code', () => {
  test.each([
    ['11010', 'CLOSED', 'spirits are closed to all investment'],
    ['92000', 'CLOSED', 'gambling is closed by the investment law'],
    ['21022', 'DOMESTIC_ONLY', 'a bar on the whole code outweighs its priority and a named field'],
    ['55193', 'RESERVED_MSME', 'villas are reserved'],
    ['47911', 'RESERVED_MSME', 'food retail through media is reserved'],
    ['10214', 'RESERVED_MSME', 'a priority field does not lift a reservation'],
    ['53201', 'CAPPED', 'couriers are capped'],
    ['46333', 'CONDITIONAL', 'alcohol wholesale is open on conditions'],
    ['47826', 'PARTLY_RESTRICTED', 'the alcohol rule names a part of the street drink stalls'],
    ['10771', 'PARTNERSHIP_MSME', 'soy sauce needs a partnership'],
    ['55110', 'PARTLY_RESTRICTED', 'only one-star hotels are reserved'],
    ['58130', 'PARTLY_RESTRICTED', 'the rule names the press, the code has journals too'],
    ['77311', 'PARTLY_RESTRICTED', 'motorbike hire is closed in one region only'],
    ['30111', 'PARTLY_RESTRICTED', 'two rules name two kinds of ship'],
    ['62011', 'OPEN', 'a priority field without another rule'],
    ['56101', 'UNKNOWN', 'no rule is held for restaurants'],
  ])('%s is %s: %s', (code, status) => {
    expect(ownershipOf('KBLI_2020', code).status).toBe(status);
  });

  test('a cap is stated in percent', () => {
    expect(ownershipOf('KBLI_2020', '53201').maxPercent).toBe(49);
  });

  test('a cap on a named field is not a cap on the code', () => {
    expect(ownershipOf('KBLI_2020', '26513')).toMatchObject({
      status: 'PARTLY_RESTRICTED',
      maxPercent: null,
    });
  });

  test('an unknown code promises nothing', () => {
    const ownership = ownershipOf('KBLI_2020', '56101');
    expect(ownership).toEqual({
      status: 'UNKNOWN',
      maxPercent: null,
      availableToPtPma: null,
      rules: [],
      notes: [statusNotes.UNKNOWN],
    });
  });

  test('a regional closure names its region, is indicative, and is said in the notes', () => {
    const { rules, notes } = ownershipOf('KBLI_2020', '77311');
    const closure = rules.find(({ kind }) => kind === 'REGIONAL_CLOSURE');
    expect(closure).toMatchObject({ region: 'ID-BA', confidence: 'INDICATIVE', inferred: false });
    expect(notes).toContain(ownershipNotes.closedInBali);
  });

  test('a rule on a named field says which in three languages', () => {
    const { rules } = ownershipOf('KBLI_2020', '55110');
    const reserved = rules.find(({ kind }) => kind === 'RESERVED_MSME');
    expect(reserved).toMatchObject({
      wholeCode: false,
      scope: { en: 'one-star hotels', id: 'hotel bintang satu', it: 'alberghi a una stella' },
    });
  });
});

describe('ownership of a KBLI 2025 code', () => {
  test('a whole-code rule on a code that went over alone stays whole, as an inference', () => {
    const { status, rules } = ownershipOf('KBLI_2025', '55203');
    expect(status).toBe('RESERVED_MSME');
    expect(rules[0]).toMatchObject({ inferred: true, confidence: 'INDICATIVE', wholeCode: true });
    expect(rules[0]?.fromCode).toMatchObject({ edition: 'KBLI_2020', code: '55193' });
  });

  test('a rule of a split code binds perhaps a part, and a note says so', () => {
    const { status, rules, notes } = ownershipOf('KBLI_2025', '96400');
    expect(status).toBe('PARTLY_RESTRICTED');
    expect(rules.every(({ wholeCode, narrowed }) => !wholeCode && narrowed)).toBe(true);
    expect(notes).toContain(ownershipNotes.narrowed);
  });

  test('a cap on other air transport does not cap space flights', () => {
    expect(ownershipOf('KBLI_2025', '51103')).toMatchObject({
      status: 'PARTLY_RESTRICTED',
      maxPercent: null,
    });
  });

  test('a code merged from ruled and unruled codes is partly restricted', () => {
    expect(ownershipOf('KBLI_2025', '47192').status).toBe('PARTLY_RESTRICTED');
  });

  test('a named field carried over stays a named field', () => {
    const { status, rules } = ownershipOf('KBLI_2025', '55101');
    expect(status).toBe('PARTLY_RESTRICTED');
    expect(rules.map(({ scope }) => scope?.en)).toContain('one-star hotels');
  });

  test('reinsurance is ruled in KBLI 2025 numbers', () => {
    const { status, maxPercent, rules } = ownershipOf('KBLI_2025', '65201');
    expect([status, maxPercent]).toEqual(['CAPPED', 80]);
    expect(rules.map(({ inferred }) => inferred)).toEqual([false]);
  });

  test('the same 2020 number is not ruled by it', () => {
    expect(ownershipOf('KBLI_2020', '65211').status).toBe('UNKNOWN');
  });

  test('a rule that stands in both editions is shown once', () => {
    expect(ownershipOf('KBLI_2025', '65111').rules).toHaveLength(1);
  });

  test('a scale that OSS does not offer keeps a PT PMA out and is said', () => {
    const { availableToPtPma, notes } = ownershipOf('KBLI_2025', '55209');
    expect(availableToPtPma).toBe(false);
    expect(notes).toContain(ownershipNotes.largeNotOffered);
  });

  test('no rule is ever verified and inferred at once', () => {
    const wrong = kbli.sections('KBLI_2025').flatMap(function below(node): string[] {
      const inferred = foreignOwnership(node).rules.filter((rule) => rule.inferred);
      const sure = inferred.some(({ confidence }) => confidence === 'VERIFIED') ? [node.code] : [];
      return [...sure, ...node.children.flatMap(below)];
    });
    expect(wrong).toEqual([]);
  });
});

describe('ownership above the subclasses', () => {
  test('a class has no status of its own', () => {
    expect(ownershipOf('KBLI_2025', '5520')).toMatchObject({
      status: 'UNKNOWN',
      rules: [],
      notes: [ownershipNotes.subclassesOnly],
    });
  });
});

describe('ownershipStatus', () => {
  test('without rules it is unknown, not open', () => {
    expect(ownershipStatus([])).toBe('UNKNOWN');
  });
});
