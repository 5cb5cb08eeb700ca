import { describe, expect, it } from '@jest/globals';
import { meaningOf } from './follow-up.ts';
import type { Reading } from './intent.ts';

type Expected = Partial<Reading> & { things?: string[] };

const conversations: readonly [earlier: string[], question: string, Expected][] = [
  [
    ['How much is the spouse visa from abroad?'],
    'and for two years?',
    { intent: 'PRICE', things: ['spouse visa'], years: 2, location: 'OFFSHORE' },
  ],
  [
    ['How much is a two-year spouse visa?'],
    'and one year?',
    { intent: 'PRICE', things: ['spouse visa'], years: 1 },
  ],
  [['How much is the C1 visa?'], 'and the extension?', { intent: 'PRICE', things: ['C1'], extension: true }],
  [['How much is the C1 visa?'], 'and C2?', { intent: 'PRICE', things: ['C2'] }],
  [
    ['How much is E28A onshore?'],
    'what about E33G?',
    { intent: 'PRICE', things: ['E33G'], location: 'ONSHORE' },
  ],
  [
    ['Quanto costa il visto per nomadi digitali?'],
    'e onshore?',
    { intent: 'PRICE', things: ['visto nomadi digitali'], location: 'ONSHORE' },
  ],
  [
    ['Quanto costa il visto per nomadi digitali?', 'e onshore?'],
    'e il rinnovo?',
    { intent: 'PRICE', things: ['visto nomadi digitali'], extension: true },
  ],
  [
    ['Berapa harga KITAS investor?'],
    'kalau perpanjangan?',
    { intent: 'PRICE', things: ['kitas investor'], extension: true },
  ],
  [['Berapa harga KITAS investor?'], 'syaratnya?', { intent: 'PROCEDURE', things: ['kitas investor'] }],
  [['What documents do I need for E33G?'], 'and how much is it?', { intent: 'PRICE', things: ['E33G'] }],
  [['How much is E28A?'], 'how long does it take?', { intent: 'PROCEDURE', things: ['E28A'] }],
  [['syarat KITAS pensiun'], 'harganya?', { intent: 'PRICE', things: ['kitas pensiun'] }],
  [
    ['Which KBLI code for a coffee shop?'],
    'what about KBLI 2020?',
    { intent: 'KBLI_SEARCH', subject: 'coffee shop', edition: '2020' },
  ],
  [
    ['Which KBLI code for a coffee shop?'],
    'and for a laundry?',
    { intent: 'KBLI_SEARCH', subject: 'laundry' },
  ],
  [
    ['what is KBLI 56101'],
    'what about KBLI 2020?',
    { intent: 'KBLI_CODE', kbliCodes: ['56101'], edition: '2020' },
  ],
  [['what is KBLI 56101'], 'and the capital?', { intent: 'KBLI_CODE', kbliCodes: ['56101'] }],
  [['quale codice per un ristorante?'], 'e per un bar?', { intent: 'KBLI_SEARCH', subject: 'bar' }],
  [['kode KBLI untuk laundry'], 'boleh asing?', { intent: 'KBLI_SEARCH', subject: 'laundry' }],
  [['Which KBLI code for a coffee shop?'], 'How much is the C1 visa?', { intent: 'PRICE', things: ['C1'] }],
  [
    ['How much is the C1 visa?'],
    'Can foreigners own land in Bali?',
    { intent: 'PROCEDURE', things: ['foreigners own land'] },
  ],
  [['How much is the C1 visa?'], 'Which KBLI code for a bar?', { intent: 'KBLI_SEARCH', subject: 'bar' }],
];

describe('a question that goes on from the one before', () => {
  it.each(conversations)(
    'after %j, "%s" means the same thing again',
    (earlier, question, { things, ...expected }) => {
      const meaning = meaningOf(question, earlier);

      expect(meaning).toMatchObject(expected);
      if (things !== undefined) expect(meaning.items.map(({ text }) => text)).toEqual(things);
    },
  );

  it('without anything before it stays what it is', () => {
    expect(meaningOf('and for two years?', [])).toMatchObject({ intent: 'PROCEDURE', items: [] });
  });
});
