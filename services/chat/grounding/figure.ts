import type { ClaimKind } from '../answer/answer.ts';

/** One checkable item of a text. Two figures mean the same when kind and normal form are equal. */
export type Figure = {
  kind: ClaimKind;
  /** As it stands in the text, currency and unit included. */
  text: string;
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  /** "IDR 1000000", "60 day", "22 %", "2025-10-02", "56101", "E33G", "law 5/2025", "tel 6281338051876". */
  normal: string;
  /** A number without currency or unit: it can't be told from a price by itself. */
  bare: boolean;
};

/** Every code and alias that people write, in capitals, to the catalogue's own code. */
export type ServiceCodes = ReadonlyMap<string, string>;

export function serviceCodesOf(
  services: readonly { code: string; aliases: readonly string[] }[],
): ServiceCodes {
  return new Map(
    services.flatMap(({ code, aliases }) => [code, ...aliases].map((name) => [name.toUpperCase(), code])),
  );
}

/** Text with a hole for each span that is already understood; offsets stay the same. */
export type Masked = { text: string };

const hole = '\u0001';

/** Runs a recogniser over what is not yet understood and takes what it claims out of the text. */
export function take(
  masked: Masked,
  pattern: RegExp,
  figureOf: (match: RegExpExecArray) => Figure | null,
): Figure[] {
  const found: Figure[] = [];
  for (const match of masked.text.matchAll(pattern)) {
    const figure = figureOf(match);
    if (figure === null) continue;
    found.push(figure);
  }
  for (const { start, end } of found) cover(masked, start, end);
  return found;
}

/** Takes a span out of the text without making a figure of it. */
export function cover(masked: Masked, start: number, end: number): void {
  masked.text = masked.text.slice(0, start) + hole.repeat(end - start) + masked.text.slice(end);
}

/** Digits of other scripts, by their zero: a price in them is a price too. All lie in the basic plane. */
const zeros = [0x0660, 0x06f0, 0x0966, 0xff10];

/** The text with every digit as 0 to 9; offsets stay the same. */
export function withPlainDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = zeros.find((first) => code >= first && code < first + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}
