import { Directive } from './type-graphql.ts';

// What the gateway reads of the graph to weigh operations and to keep answers. Each hint stands at the class or field
// that it is about; services do nothing with them.

type HintDecorator = ReturnType<typeof Directive>;

/** For how long anybody's copy of an answer may be used, in seconds. */
export const maxAgeSeconds = { prices: 3_600, kbli: 600, articles: 600 } as const;

/** What beginning an answer costs: a language model is asked, and an operation that begins one is still one unit of quota. */
export const answerCost = 2_800;

/** The same for everybody, and good for that many seconds. */
export function SharedFor(seconds: number): HintDecorator {
  return Directive(`@cacheControl(maxAge: ${seconds})`);
}

/** As good for as long as what it is a part of. Without this, an object without a hint makes an answer unfit to keep. */
export function SharedWithParent(): HintDecorator {
  return Directive('@cacheControl(inheritMaxAge: true)');
}

/** For its caller alone, never kept. */
export function Unshared(): HintDecorator {
  return Directive('@cacheControl(maxAge: 0, scope: PRIVATE)');
}

/** What making the field costs once, whatever comes out; for scale, an object of an answer costs 1. */
export function Cost(weight: number): HintDecorator {
  return Directive(`@cost(weight: ${weight})`);
}

/** How many items to expect of a list whose length nobody asks for. */
export function AssumedSize(size: number): HintDecorator {
  return Directive(`@listSize(assumedSize: ${size})`);
}

/** A list of at most as many items as `first` says. */
export function SizedByFirst(): HintDecorator {
  return Directive('@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)');
}

/** A connection whose pages hold at most as many nodes as `first` says. */
export function PagesByFirst(): HintDecorator {
  return Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)',
  );
}
