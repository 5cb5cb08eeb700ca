// What the peers answer from: the same price list, classification, articles and answers as our own program, in the
// form that is the quickest to read. Texts stand by language, prices are formatted, cursors are made in advance.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..');
const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);

const byLanguage = ({ en, id, it }) => ({ EN: en, ID: id, IT: it });
const listByLanguage = (texts) => ({
  EN: texts.map(({ en }) => en),
  ID: texts.map(({ id }) => id),
  IT: texts.map(({ it }) => it),
});

/** The services of the price list, by any name and in order. */
async function readServices() {
  const { formatted } = await compiled('services/pricing/money.js');
  const { services } = JSON.parse(readFileSync(join(root, 'prisma/data/catalogue.json'), 'utf8'));
  const option = ({ amountIdr, label, ...rest }) => ({
    ...rest,
    label: byLanguage(label),
    price: { amount: amountIdr, currency: 'IDR', formatted: formatted(BigInt(amountIdr)) },
  });
  const all = services.map((service) => ({
    ...service,
    name: byLanguage(service.name),
    requirements: listByLanguage(service.requirements),
    notes: listByLanguage(service.notes),
    options: service.options.map(option),
    extension: service.extension && { ...service.extension, prices: service.extension.options.map(option) },
    cursor: Buffer.from(`key:${service.code}`).toString('base64url'),
  }));
  const byName = new Map(
    all.flatMap((service) => [service.code, ...service.aliases].map((name) => [name.toUpperCase(), service])),
  );
  return { all, byName, placeOf: new Map(all.map(({ cursor }, index) => [cursor, index])) };
}

/** The classification and its search: the search is the domain's own function, the same for everybody. */
async function readKbli() {
  const [{ kbliFileNames, parseKbli }, { makeKbli }, { makeKbliSearch }, { foreignOwnership }] =
    await Promise.all(
      ['kbli-files', 'kbli', 'search', 'ownership'].map((name) =>
        compiled(`services/pricing/kbli/${name}.js`),
      ),
    );
  const texts = kbliFileNames.map((name) => [
    name,
    readFileSync(join(root, 'prisma/data/kbli', name), 'utf8'),
  ]);
  const tables = parseKbli(Object.fromEntries(texts));
  const kbli = makeKbli(tables);
  const search = makeKbliSearch(kbli, tables.codes);
  const languageKey = { EN: 'en', ID: 'id', IT: 'it' };
  return { kbli, search, foreignOwnership, titleIn: (node, language) => node.title[languageKey[language]] };
}

/**
 * @param recorded file with what was read from our own program: `articles` by service code and language, `answers` by
 *   id, `events` of one streamed answer
 * @param parts which to read, so that a subgraph holds its own data alone
 */
export async function readSnapshot(recorded, parts = ['pricing', 'chat']) {
  const pricing = parts.includes('pricing') ? { services: await readServices(), ...(await readKbli()) } : {};
  const chat = parts.includes('chat') ? JSON.parse(readFileSync(recorded, 'utf8')) : {};
  return { ...pricing, ...chat };
}
