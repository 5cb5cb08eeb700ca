const shownLines = 40;

/**
 * Where two texts part, as `-` and `+` lines between their common start and end.
 * @returns empty when they are the same; at most 40 lines of each
 */
export function textDifference(before: string, after: string): string {
  if (before === after) return '';
  const old = before.split('\n');
  const now = after.split('\n');
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const lines = [
    `@@ line ${start + 1}`,
    ...marked('-', old.slice(start, old.length - end)),
    ...marked('+', now.slice(start, now.length - end)),
  ];
  return lines.join('\n');
}

function marked(mark: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, shownLines).map((line) => `${mark} ${line}`);
  const left = lines.length - shown.length;
  return left > 0 ? [...shown, `${mark} … and ${left} lines more`] : shown;
}
