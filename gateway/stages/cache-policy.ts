/** For how long an answer may be kept, and for whom. */
export type CachePolicy = {
  /** 0 for an answer that is not kept at all. */
  maxAgeSeconds: number;
  scope: 'PUBLIC' | 'PRIVATE';
};
