// What a running program holds on to: its memory right after a full collection, read through the inspector.
import { WebSocket } from 'ws';

const reading = 'JSON.stringify(process.memoryUsage())';
const mb = 2 ** 20;

function connected(url) {
  const socket = new WebSocket(url);
  return new Promise((open, failed) => {
    socket.once('open', () => open(socket));
    socket.once('error', failed);
  });
}

/**
 * Opens the inspector of a program, which otherwise stays closed.
 * @param program from startProgram
 * @returns `read`, which collects all garbage and resolves with megabytes: of the live heap, of live buffers outside of it
 * and resident, and `close`
 */
export async function openLiveHeap(program) {
  const socket = await connected(await program.openInspector());
  const waiting = new Map();
  let asked = 0;
  socket.on('message', (text) => {
    const { id, result, error } = JSON.parse(text);
    const { done, failed } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) failed?.(new Error(error.message));
    else done?.(result);
  });
  socket.on('close', () => {
    for (const { failed } of waiting.values()) failed(new Error('the program ended'));
  });
  function ask(method, params = {}) {
    asked += 1;
    socket.send(JSON.stringify({ id: asked, method, params }));
    return new Promise((done, failed) => waiting.set(asked, { done, failed }));
  }
  return {
    async read() {
      await ask('HeapProfiler.collectGarbage');
      const { result } = await ask('Runtime.evaluate', { expression: reading });
      const { heapUsed, external, rss } = JSON.parse(result.value);
      return { live: heapUsed / mb, outside: external / mb, resident: rss / mb };
    },
    close: () => socket.close(),
  };
}
