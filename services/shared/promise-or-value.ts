/** What may be there already. Waiting for what is there costs a turn of the event loop and an object each time. */
export type PromiseOrValue<Value> = Value | Promise<Value>;

export function isPromise<Value>(value: PromiseOrValue<Value>): value is Promise<Value> {
  return typeof (value as Promise<Value> | null | undefined)?.then === 'function';
}

/** Goes on with a value: at once when it is there, else when it comes. What `next` throws at once is thrown. */
export function whenReady<Value, Next>(
  value: PromiseOrValue<Value>,
  next: (value: Value) => PromiseOrValue<Next>,
): PromiseOrValue<Next> {
  return isPromise(value) ? value.then(next) : next(value);
}
