/** An answer that is ready to be written. */
export type ReadyAnswer = { write(): void };

/** One that is ready waits for so many others at most: each of them takes its time to be made. */
const mostWaiting = 16;

/**
 * Writes the answers that get ready in one turn of the event loop together at its end. A client that waits sleeps, and to
 * wake a sleeper costs more than to send: written together, the first wakes whoever reads the others as well.
 */
export function makeWrittenTogether(): (answer: ReadyAnswer) => void {
  let waiting: ReadyAnswer[] = [];

  function writeAll(): void {
    const ready = waiting;
    waiting = [];
    for (const answer of ready) answer.write();
  }

  return (answer) => {
    waiting.push(answer);
    if (waiting.length === 1) setImmediate(writeAll);
    else if (waiting.length === mostWaiting) writeAll();
  };
}
