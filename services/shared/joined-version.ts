/**
 * Several versions as one, which stays the same string until one of them changes: it is asked for at every look into a
 * cache.
 * @param versions each tells its own
 * @param join pure
 */
export function joinedVersion(
  versions: readonly (() => string)[],
  join: (versions: readonly string[]) => string,
): () => string {
  const last: string[] = [];
  let joined: string | null = null;
  return () => {
    for (let index = 0; index < versions.length; index += 1) {
      const version = versions[index]?.() ?? '';
      if (version === last[index]) continue;
      last[index] = version;
      joined = null;
    }
    joined ??= join(last);
    return joined;
  };
}
