import { Counter, Gauge, type Registry } from 'prom-client';
import { metricPrefix, registersOf } from '../shared/metrics.ts';

/** What the firm wants to know of its business. An answer that a cache gives again is not counted again. */
export type PricingCounts = {
  quote(outcome: 'computed' | 'saved' | 'refused'): void;
  /** @param code one of the catalogue's own, never what somebody asked for */
  serviceFound(code: string): void;
  /** @param section letter A to V */
  kbliFound(section: string): void;
  /** A search that found nothing. */
  nothingFound(searched: 'services' | 'kbli'): void;
  /** @param isOld asked when somebody reads the numbers */
  watchPriceList(isOld: () => boolean): void;
};

/** @param register absent: nobody reads the numbers */
export function makePricingCounts(register?: Registry): PricingCounts {
  const registers = registersOf(register);
  const quotes = new Counter({
    name: `${metricPrefix}quotes_total`,
    help: 'Quotes priced for a look, priced and saved, or refused',
    labelNames: ['outcome'],
    registers,
  });
  const services = new Counter({
    name: `${metricPrefix}service_lookups_total`,
    help: 'Services of the price list that were looked up, by code',
    labelNames: ['service'],
    registers,
  });
  const kbli = new Counter({
    name: `${metricPrefix}kbli_lookups_total`,
    help: 'KBLI codes that were looked up, by section',
    labelNames: ['section'],
    registers,
  });
  const empty = new Counter({
    name: `${metricPrefix}searches_without_result_total`,
    help: 'Searches that found nothing',
    labelNames: ['searched'],
    registers,
  });
  const servicesFound = new Map<string, Counter.Internal>();
  let isOld = () => false;
  new Gauge({
    name: `${metricPrefix}price_list_out_of_date`,
    help: '1 once the price list is over a year old',
    registers,
    collect() {
      this.set(isOld() ? 1 : 0);
    },
  });
  return {
    quote: (outcome) => quotes.inc({ outcome }),
    serviceFound(service) {
      let count = servicesFound.get(service);
      if (!count) {
        count = services.labels(service);
        servicesFound.set(service, count);
      }
      count.inc();
    },
    kbliFound: (section) => kbli.inc({ section }),
    nothingFound: (searched) => empty.inc({ searched }),
    watchPriceList(asked) {
      isOld = asked;
    },
  };
}
