import { ChatFirmDocument } from '../../schema/generated/operations.ts';
import type { Logger } from '../shared/logger.ts';
import { type ServiceCodes, serviceCodesOf } from './grounding/figure.ts';
import type { ContactDetails } from './phrases.ts';
import type { Graph, GraphCall } from './tools/tool.ts';

/** What every answer has to know of the price list. */
export type Firm = {
  codes: ServiceCodes;
  /** Null while the price list has never been reached. */
  contact: ContactDetails | null;
};

type FirmParts = {
  graph: Graph;
  logger: Logger;
  /** Milliseconds of a clock that never goes back; the process's own when absent. */
  now?(): number;
};

const freshMs = 60_000;
/** After a failure an answer doesn't wait for the price list again at once. */
const restMs = 5_000;
const timeoutMs = 1_500;

export type FirmReader = {
  /** As the price list has it, or had it when it could be reached last; never rejects. */
  read(call: GraphCall): Promise<Firm>;
  /** As it was read last. */
  known(): Firm;
};

/** Reads what answers need of the price list, at most once a minute. */
export function makeFirm({ graph, logger, now = () => performance.now() }: FirmParts): FirmReader {
  let known: Firm = { codes: new Map(), contact: null };
  let nextAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  async function read(call: GraphCall): Promise<void> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const { services, priceList } = await graph(ChatFirmDocument, {}, { ...call, signal });
      known = { codes: serviceCodesOf(services.nodes), contact: priceList.contact };
      nextAt = now() + freshMs;
    } catch (error) {
      logger.warn({ requestId: call.requestId, err: error }, 'the price list can not be read');
      nextAt = now() + restMs;
    }
  }

  return {
    async read(call) {
      if (now() >= nextAt) {
        reading ??= read(call).finally(() => {
          reading = null;
        });
        await reading;
      }
      return known;
    },
    known: () => known,
  };
}
