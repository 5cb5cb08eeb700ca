import { describe, expect, test } from '@jest/globals';
import { AppError } from '../shared/errors.ts';
import { silentLogger } from '../shared/testing.ts';
import { makeFirm } from './firm.ts';
import { aCall } from './tools/testing.ts';
import type { Graph } from './tools/tool.ts';

const contact = { email: 'ask@example.com', whatsapp: '+62', hours: 'Mon-Fri' };
const answer = { services: { nodes: [{ code: 'E31BE', aliases: ['E31B'] }] }, priceList: { contact } };

function aFirm() {
  const state = { now: 0, calls: 0, down: false };
  const graph = (async () => {
    state.calls += 1;
    if (state.down) throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'down');
    return answer;
  }) as Graph;
  return { state, firm: makeFirm({ graph, logger: silentLogger, now: () => state.now }) };
}

describe('what answers need of the price list', () => {
  test('is read once a minute, once for all who ask at the same time', async () => {
    const { state, firm } = aFirm();

    const [first] = await Promise.all([firm.read(aCall()), firm.read(aCall())]);
    state.now = 59_999;
    await firm.read(aCall());

    expect(first.codes.get('E31B')).toBe('E31BE');
    expect(first.contact).toEqual(contact);
    expect(state.calls).toBe(1);
  });

  test('stays as it was while the price list is away, which is not asked by every answer', async () => {
    const { state, firm } = aFirm();
    await firm.read(aCall());
    state.down = true;
    state.now = 60_000;

    await firm.read(aCall());
    const known = await firm.read(aCall());

    expect(known.contact).toEqual(contact);
    expect(state.calls).toBe(2);
  });

  test('is nothing before the price list was ever reached, and is no failure', async () => {
    const { state, firm } = aFirm();
    state.down = true;

    expect(await firm.read(aCall())).toEqual({ codes: new Map(), contact: null });
  });
});
