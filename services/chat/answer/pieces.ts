import { storableText } from './answer.json.ts';

/** Text in pieces that can each be stored and sent: a piece never ends in the middle of a character. */
export function makePieces() {
  let half = '';
  return {
    push(piece: string): string {
      const text = half + piece;
      half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
      return storableText(text.slice(0, text.length - half.length));
    },
  };
}

/** The items until the signal is aborted; a source that does not heed the signal is left behind. */
export async function* untilAborted<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  const source = items[Symbol.asyncIterator]();
  let leave = () => {};
  const aborted = new Promise<null>((resolve) => {
    leave = () => resolve(null);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    while (!signal.aborted) {
      const step = await Promise.race([source.next(), aborted]);
      if (step === null || step.done) return;
      yield step.value;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    source.return?.().catch(() => {});
  }
}
