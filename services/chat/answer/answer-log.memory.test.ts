import { answerLogConformance } from './answer-log.conformance.ts';
import { makeMemoryLog } from './answer-log.memory.ts';

answerLogConformance('in memory', async () => {
  const log = makeMemoryLog();
  return { writer: log, reader: log, close: () => log.close() };
});
