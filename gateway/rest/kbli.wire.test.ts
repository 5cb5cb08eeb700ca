import { describe, expect, test } from '@jest/globals';
import type { KbliEntryFragment } from '../../schema/generated/operations.ts';
import { wireKbli } from './kbli.wire.ts';

const ownership: KbliEntryFragment['foreignOwnership'] = {
  status: 'UNKNOWN',
  maxPercent: null,
  availableToPtPma: null,
  notes: ['Nothing is known.'],
  rules: [],
};

function anEntry(changes: Partial<KbliEntryFragment> = {}): KbliEntryFragment {
  return {
    edition: 'KBLI_2025',
    code: '56101',
    level: 'SUBCLASS',
    title: 'Restoran',
    titleEn: 'Restaurants',
    ancestors: [{ title: 'Makanan' }, { title: 'Restoran' }],
    risks: [],
    foreignOwnership: ownership,
    minimumInvestment: { amount: { formatted: '10 IDR' }, note: 'More than this.', source: 'Rule 1' },
    minimumPaidUpCapital: { amount: { formatted: '5 IDR' }, note: 'At least this.', source: 'Rule 1' },
    successors: [],
    ...changes,
  };
}

function aRisk(scale: 'MICRO' | 'LARGE', offeredToScale: boolean, licences: string[]) {
  const unknown = { levels: [], note: null, confidence: 'INDICATIVE', source: 'S', asOf: null } as const;
  return { ...unknown, scale, offeredToScale, licences };
}

describe('a code for partners', () => {
  test('has no `special` where no rule is held, and one where a PT PMA is kept out', () => {
    const open = wireKbli(anEntry());
    const kept = wireKbli(anEntry({ foreignOwnership: { ...ownership, availableToPtPma: false } }));
    const partly = wireKbli(anEntry({ foreignOwnership: { ...ownership, status: 'PARTLY_RESTRICTED' } }));

    expect('special' in open).toBe(false);
    expect([kept.special, partly.special]).toEqual(['Nothing is known.', 'Nothing is known.']);
  });

  test('asks for the licences of the largest scale that the code is offered to', () => {
    const risks = [aRisk('MICRO', true, ['NIB']), aRisk('LARGE', true, ['NIB', 'Izin'])];

    expect(wireKbli(anEntry({ risks })).requirements).toEqual(['NIB', 'Izin']);
    expect(
      wireKbli(anEntry({ risks: [...risks.slice(0, 1), aRisk('LARGE', false, [])] })).requirements,
    ).toEqual(['NIB']);
    expect(wireKbli(anEntry()).requirements).toEqual([]);
  });

  test('names a source once, and says so where no minimum is stated', () => {
    const none = { minimumInvestment: null, minimumPaidUpCapital: null };

    expect(wireKbli(anEntry()).minimumCapital).toBe(
      'Paid-up capital 5 IDR. At least this. Investment 10 IDR. More than this. Source: Rule 1.',
    );
    expect(wireKbli(anEntry(none)).minimumCapital).toMatch(/cannot take this code/);
    expect(wireKbli(anEntry({ ...none, level: 'CLASS' })).minimumCapital).toMatch(/five-digit codes only/);
  });

  test('is described by its titles, without one that repeats the one above', () => {
    expect(wireKbli(anEntry()).description).toBe('Makanan › Restoran');
  });
});
