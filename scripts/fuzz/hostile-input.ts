/** What is written to a connection, as it stands. */
export type HostileInput = {
  /** What of the edge it is meant for. */
  kind: string;
  bytes: Buffer;
  /** The client says that nothing follows, although it has promised more. */
  endsEarly: boolean;
  /** Written last, after a pause in which the rest is worked on; empty: nothing is. */
  goodbye: Buffer;
  /** Reads frames of a WebSocket in place of an answer. */
  isSocket: boolean;
  /** Answers to it have no body. */
  isHead: boolean;
};
