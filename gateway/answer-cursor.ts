import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Caller } from '../services/shared/caller.ts';

/** A place in an answer's events, and whose reading it is. */
export type AnswerCursor = {
  answerId: string;
  /** Sequence number of the last event that was read. */
  sequence: number;
  reader: Caller;
};

export type AnswerCursors = {
  write(cursor: AnswerCursor): string;
  /** Null for what was not written with the same secret, or was altered. */
  read(text: string): AnswerCursor | null;
};

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const cursorShape = /^(.{1,100})\.(\d{1,9})\.([\w-]{40,400})$/;
const readerShape = z.tuple([z.enum(['SESSION', 'API_KEY', 'USER']), z.string()]);

/**
 * Writes `<answerId>.<sequence>.<proof>`. Whoever hands it back proves to be the reader it was written for, which old
 * clients can do in no other way: they send no cookie. The proof holds the reader's name, sealed and bound to answer and
 * sequence, so any machine reads it without looking anything up. Scopes are not part of it: it opens this answer only.
 */
export function makeAnswerCursors(secret: string): AnswerCursors {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'answer-cursor:v1', 32));

  return {
    write({ answerId, sequence, reader }) {
      const place = `${answerId}.${sequence}`;
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place));
      const sealed = [nonce, cipher.update(JSON.stringify([reader.kind, reader.id])), cipher.final()];
      return `${place}.${Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url')}`;
    },
    read(text) {
      const [, answerId, sequence, proof] = cursorShape.exec(text) ?? [];
      if (answerId === undefined || sequence === undefined || proof === undefined) return null;
      const sealed = Buffer.from(proof, 'base64url');
      // Several spellings stand for the same bytes; only ours is taken.
      if (sealed.toString('base64url') !== proof || sealed.length <= nonceBytes + tagBytes) return null;
      const opened = opening(sealed, `${answerId}.${sequence}`);
      if (opened === null) return null;
      const [kind, id] = readerShape.parse(JSON.parse(opened));
      return { answerId, sequence: Number(sequence), reader: { kind, id, scopes: [] } };
    },
  };

  function opening(sealed: Buffer, place: string): string | null {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes))
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(-tagBytes));
    try {
      return (
        decipher.update(sealed.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      return null;
    }
  }
}
