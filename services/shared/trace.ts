/** One piece of work within a request, as tracing tools show it. Absent everywhere while nobody collects them. */
export type Span = {
  /** Its place for other processes (W3C Trace Context, 2021-11-23). */
  readonly traceparent: string;
  /** Begins a piece of work within this one. */
  child(name: string, kind?: 'CLIENT'): Span;
  end(outcome?: SpanOutcome): void;
};

export type SpanOutcome = {
  /** A better name than the first, once it is known. */
  name?: string;
  /** Bounded facts; never what a client has written. */
  attributes?: Record<string, string | number>;
  failed?: boolean;
};
