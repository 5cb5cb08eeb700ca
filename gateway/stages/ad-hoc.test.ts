import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { hintedGraph } from '../test/fixture/hinted-graph.ts';
import { makeAdHocLog } from './ad-hoc.ts';
import { makeDocuments } from './document.ts';

test('a document that is not trusted is told at its first, tenth and hundredth time, by hash and name', () => {
  const lines: Record<string, unknown>[] = [];
  const tell = makeAdHocLog(pino({}, { write: (line: string) => lines.push(JSON.parse(line)) }));
  const { find } = makeDocuments({ ...hintedGraph('type Query { a: Int b: Int }'), trusted: {} });
  const often = find({ text: 'query Often { a }' });
  const once = find({ text: 'query Once { b }' });

  for (let i = 0; i < 100; i += 1) tell(often);
  tell(once);

  expect(lines.map(({ level, name, times }) => ({ level, name, times }))).toEqual([
    { level: 40, name: 'Often', times: 1 },
    { level: 40, name: 'Often', times: 10 },
    { level: 40, name: 'Often', times: 100 },
    { level: 40, name: 'Once', times: 1 },
  ]);
  expect(lines[0]).toMatchObject({ documentId: often.documentId });
});
