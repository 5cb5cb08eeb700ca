import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { makeEvidence } from '../grounding/evidence.ts';
import { serviceCodesOf } from '../grounding/figure.ts';
import { makeGate } from '../grounding/gate.ts';
import { type Answering, openAnswering } from './extractive.fixture.ts';

let answering: Answering;
beforeAll(async () => {
  answering = await openAnswering();
}, 60_000);
afterAll(() => answering?.close());

const answerTo: Answering['answerTo'] = (...asked) => answering.answerTo(...asked);

describe('what is said', () => {
  it.each([
    ['How much does an investor KITAS cost?', Language.EN],
    ['PT PMA and two investor permits', Language.EN],
    ['preventivo per una PT PMA e tre KITAS investitore', Language.IT],
    ['berapa total untuk PT PMA, NPWP pribadi dan 3 KITAS investor?', Language.ID],
    ['What is the difference between C1 and C2?', Language.EN],
    ['daftar harga izin tinggal', Language.ID],
    ['Which KBLI code for a coffee shop?', Language.EN],
    ['kode KBLI untuk laundry', Language.ID],
    ['quale codice per un ristorante?', Language.IT],
    ['KBLI 56', Language.ID],
    ['requirements for the retirement visa', Language.EN],
  ])('to "%s" passes the check of its figures unchanged', async (question, language) => {
    const { events, text } = await answerTo(question, { language });
    const codes = serviceCodesOf([
      { code: 'C1', aliases: [] },
      { code: 'C2', aliases: [] },
      { code: 'E28A', aliases: [] },
      { code: 'PMA-SETUP', aliases: ['PMA'] },
    ]);
    const evidence = makeEvidence({ language, codes });
    evidence.addQuestion(question);
    const gate = makeGate({
      language,
      evidence,
      codes,
      rewrite: null,
      rewriteDeadline: () => AbortSignal.abort(),
    });
    let passed = '';
    const unsupported: string[] = [];

    const note = (
      event: Awaited<ReturnType<(typeof gate)['push']>> extends AsyncGenerator<infer Event> ? Event : never,
    ) => {
      if (event.kind === 'TEXT') passed += event.text;
      else unsupported.push(...event.claims.flatMap((claim) => (claim.supported ? [] : [claim.text])));
    };
    for (const event of events) {
      if (event.kind === 'TOOL') evidence.addSources(event.outcome.sources);
      if (event.kind === 'TEXT') for await (const said of gate.push(event.text)) note(said);
    }
    for await (const said of gate.end('COMPLETE')) note(said);

    expect(passed).toBe(text);
    expect(unsupported).toEqual([]);
  });
});
