// Plays the recorded events of an answer at the pace of the model's words, to any number of readers.

/** @param events in order, the first with sequence 1 */
export function makeLiveEvents(events, { paceMs = 100, delayMs = 300 } = {}) {
  const running = new Map();
  let begun = 0;

  function play(answer) {
    const event = events[answer.shown];
    if (event === undefined) return;
    answer.shown += 1;
    const woken = answer.waiting;
    answer.waiting = [];
    for (const wake of woken) wake();
    setTimeout(play, paceMs, answer);
  }

  return {
    /** Begins an answer. @returns its id */
    begin() {
      begun += 1;
      const id = `answer-${begun}`;
      const answer = { shown: 0, waiting: [] };
      running.set(id, answer);
      setTimeout(play, delayMs, answer);
      return id;
    },
    async *follow(id, afterSequence) {
      const answer = running.get(id);
      let sequence = afterSequence;
      while (sequence < events.length) {
        if (sequence < answer.shown) {
          yield { ...events[sequence], answerId: id };
          sequence += 1;
        } else await new Promise((wake) => answer.waiting.push(wake));
      }
    },
  };
}
