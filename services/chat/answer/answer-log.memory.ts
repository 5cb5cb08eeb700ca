import { AppError } from '../../shared/errors.ts';
import type { AnswerLog } from './answer-log.ts';
import { makeTrack, type Track } from './track.ts';

/** How long a finished log is kept for those who are still reading or come right back. */
const keepMs = 10 * 60_000;

/** A busy hour ends thousands of answers in that time; the saved ones serve whoever comes back later. */
const mostEnded = 100;

/**
 * The log of one process. Nothing of it outlives the process: what lasts is saved with the answer. Of those that have
 * ended it keeps the latest hundred.
 */
export function makeMemoryLog(): AnswerLog {
  const tracks = new Map<string, Track>();
  const expiries = new Map<string, NodeJS.Timeout>();
  const removed = new Set<string>();
  const stopListeners: ((answerId: string) => void)[] = [];

  const trackOf = (answerId: string): Track => {
    const found = tracks.get(answerId);
    if (found) return found;
    // A log that was only waited for is no log
    const track = makeTrack(() => {
      if (track.length === 0 && tracks.get(answerId) === track) tracks.delete(answerId);
    });
    tracks.set(answerId, track);
    return track;
  };
  const forget = (answerId: string) => {
    clearTimeout(expiries.get(answerId));
    expiries.delete(answerId);
    tracks.delete(answerId);
  };

  return {
    async append(answerId, happening) {
      if (removed.has(answerId)) throw new AppError('CONFLICT', `answer ${answerId} was removed`);
      const track = trackOf(answerId);
      if (track.ended) throw new AppError('CONFLICT', `the log of answer ${answerId} has ended`);
      const event = { sequence: track.length + 1, answerId, ...happening };
      track.push(event);
      return event;
    },
    read: (answerId, afterSequence, signal) => trackOf(answerId).read(afterSequence, signal),
    isRunningHere(answerId) {
      const track = tracks.get(answerId);
      return track !== undefined && track.length > 0 && !track.ended;
    },
    standing: async (answerId) => tracks.get(answerId)?.slice(0) ?? [],
    async end(answerId) {
      if (removed.has(answerId)) return;
      trackOf(answerId).end();
      if (expiries.has(answerId)) return;
      expiries.set(answerId, setTimeout(() => forget(answerId), keepMs).unref());
      const [oldest] = expiries.keys();
      if (expiries.size > mostEnded && oldest !== undefined) forget(oldest);
    },
    async remove(answerId) {
      // Its writer may not have noticed yet, and nothing of a deleted answer may come back
      removed.add(answerId);
      setTimeout(() => removed.delete(answerId), keepMs).unref();
      tracks.get(answerId)?.end();
      forget(answerId);
    },
    async requestStop(answerId) {
      for (const listener of stopListeners) listener(answerId);
    },
    onStopRequest: (listener) => void stopListeners.push(listener),
    async close() {
      for (const [answerId, track] of tracks) {
        track.end();
        forget(answerId);
      }
    },
  };
}
