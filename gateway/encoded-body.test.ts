import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { compressedForm, leastBytes } from './encoded-body.ts';

const json = Buffer.from(JSON.stringify(Array.from({ length: 200 }, (_, index) => ({ code: `C${index}` }))));

describe('compressedForm', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('%s gives the body back', async (coding, decompress) => {
    const form = await compressedForm(json, coding);

    expect(decompress(form ?? '')).toEqual(json);
  });

  test('those who ask at the same time share one making, and later ones get it at once', async () => {
    const body = Buffer.from(json);
    const [first, second] = await Promise.all([compressedForm(body, 'br'), compressedForm(body, 'br')]);

    const third = compressedForm(body, 'br');

    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(first).toBeInstanceOf(Buffer);
  });

  test('a small body is not compressed', () => {
    expect(compressedForm(json.subarray(0, leastBytes - 1), 'gzip')).toBeNull();
  });

  test('nor kept compressed when that saves little', async () => {
    const noise = Buffer.concat(
      Array.from({ length: 100 }, (_, index) => createHash('sha256').update(String(index)).digest()),
    );

    expect(await compressedForm(noise, 'gzip')).toBeNull();
    expect(compressedForm(noise, 'gzip')).toBeNull();
  });
});
