import {
  type Language,
  QuickPriceDocument,
  type QuickPriceQuery,
} from '../../schema/generated/operations.ts';
import type { CachedRoute } from './cached-route.ts';
import { wireCategoryKey } from './categories.ts';
import { wireContact, wireNotice, wireService } from './pricing.wire.ts';
import { quickPriceExamples, quickPriceTexts } from './quick-price.texts.ts';
import { type QuickPriceInput, quickPriceInput, readInput } from './schemas.ts';
import { serviceMeant } from './service-names.ts';

const graphLanguage = { en: 'EN', id: 'ID', it: 'IT' } as const;

/** The price of one service, found by code or name. */
export const quickPriceRoute: CachedRoute<QuickPriceInput> = {
  name: 'quick-price',
  paths: ['/api/v2/bali-zero/price', '/api/v2/bali-zero/quick-price'],
  methods: ['POST'],
  ttlSeconds: 3_600,
  input: (given) => readInput(quickPriceInput, given),
  keyBody: (input) => input,
  async answer({ service: term, lang }, run) {
    const language = graphLanguage[lang ?? 'it'];
    if (term === undefined) {
      return { message: quickPriceTexts[language].nothingAsked, examples: quickPriceExamples };
    }
    const result = await run(QuickPriceDocument, { term, lang: language });
    return quickPriceData(result, { term, language, translated: lang !== undefined });
  },
};

type Asked = { term: string; language: Language; translated: boolean };

function quickPriceData({ priceList, services, searchServices }: QuickPriceQuery, asked: Asked): object {
  const meant = serviceMeant(services.nodes, asked.term);
  const contact = wireContact(priceList);
  if ('service' in meant) {
    const { service } = meant;
    const translation = asked.translated ? { notes: service.notes.join(' ') } : {};
    return {
      service: { name: service.wireName, ...wireService(service), ...translation },
      category: wireCategoryKey(service.category),
      contact,
      official_notice: wireNotice(priceList),
    };
  }
  const texts = quickPriceTexts[asked.language];
  const several = meant.candidates.length > 0;
  const candidates = several ? meant.candidates : searchServices.map(({ service }) => service);
  return {
    message: several ? texts.several(asked.term) : texts.unknown(asked.term),
    suggestion: texts.suggestion,
    contact,
    candidates: candidates.map(({ code, category, wireName }) => ({
      name: wireName,
      code,
      category: wireCategoryKey(category),
    })),
  };
}
