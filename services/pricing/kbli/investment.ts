import type { LocalisedText } from '../../shared/language.ts';
import { type Rupiah, rupiah } from '../money.ts';
import type { KbliNode } from './kbli.ts';
import type { Level } from './kbli-tables.ts';
import { foreignOwnership } from './ownership.ts';

export type InvestmentRule = {
  amount: Rupiah;
  /** True when the sum must be more than the amount, false when the amount itself is enough. */
  exclusive: boolean;
  /** How wide a code one amount covers; null when it is counted per company. */
  per: Level | null;
  note: LocalisedText;
  source: string;
  asOf: string;
};

const inForceFrom = '2025-10-02';
const regulation = 'BKPM Regulation 5/2025 (in force 2 October 2025)';

const perSubclass: LocalisedText = {
  en: 'More than this per five-digit code and project location, land and buildings not counted.',
  id: 'Lebih dari jumlah ini per kode lima digit per lokasi proyek, di luar tanah dan bangunan.',
  it: 'Più di questo importo per codice a cinque cifre e luogo del progetto, esclusi terreni ed edifici.',
};
const perClass: LocalisedText = {
  en: 'More than this per first four digits of the code, land and buildings not counted.',
  id: 'Lebih dari jumlah ini per empat digit awal kode, di luar tanah dan bangunan.',
  it: 'Più di questo importo per le prime quattro cifre del codice, esclusi terreni ed edifici.',
};
const perDivision: LocalisedText = {
  en: 'More than this per first two digits of the code in one regency or city, land and buildings not counted.',
  id: 'Lebih dari jumlah ini per dua digit awal kode dalam satu kabupaten/kota, di luar tanah dan bangunan.',
  it: 'Più di questo importo per le prime due cifre del codice in una reggenza o città, esclusi terreni ed edifici.',
};
const withProperty: LocalisedText = {
  en: 'More than this per five-digit code and project location. In property, accommodation, farming and aquaculture land and buildings may count (Article 26(5)).',
  id: 'Lebih dari jumlah ini per kode lima digit per lokasi proyek. Untuk properti, akomodasi, pertanian, dan perikanan budi daya, tanah dan bangunan dapat dihitung (Pasal 26 ayat (5)).',
  it: 'Più di questo importo per codice a cinque cifre e luogo del progetto. In immobili, alloggio, agricoltura e acquacoltura terreni ed edifici possono contare (articolo 26(5)).',
};
const paidUp: LocalisedText = {
  en: 'At least this per PT PMA, whatever its codes; it stays in the company for 12 months except to buy assets, build or run the business.',
  id: 'Paling sedikit jumlah ini per PT PMA, apa pun kodenya; tidak boleh keluar selama 12 bulan kecuali untuk membeli aset, membangun, atau menjalankan usaha.',
  it: "Almeno questo importo per PT PMA, quali che siano i codici; resta nella società per 12 mesi salvo per acquistare beni, costruire o gestire l'attività.",
};

/** Wholesale is division 46 and, in KBLI 2020, the wholesale codes of motor vehicles in division 45. */
const isWholesale = ({ code, title }: KbliNode): boolean =>
  code.startsWith('46') || (code.startsWith('45') && title.id.startsWith('Perdagangan Besar'));
const isConstruction = ({ code }: KbliNode): boolean => /^4[123]/.test(code);
const isFoodService = ({ code }: KbliNode): boolean => code.startsWith('56');
const countsProperty = ({ code }: KbliNode): boolean => /^(01|032|55|68)/.test(code);

function reachOf(node: KbliNode): { per: Level; note: LocalisedText } {
  if (isWholesale(node) || isConstruction(node)) return { per: 'CLASS', note: perClass };
  if (isFoodService(node)) return { per: 'DIVISION', note: perDivision };
  return { per: 'SUBCLASS', note: countsProperty(node) ? withProperty : perSubclass };
}

const applies = (node: KbliNode): boolean =>
  node.level === 'SUBCLASS' && foreignOwnership(node).availableToPtPma !== false;

/**
 * The least that a PT PMA invests for a code.
 * @returns null above the subclasses, and where a PT PMA cannot take the code
 * @source BKPM Regulation 5/2025 Article 26(2) to (5); PP 28/2025 Article 212(2)
 */
export function minimumInvestment(node: KbliNode): InvestmentRule | null {
  if (!applies(node)) return null;
  const source = `${regulation}, Article 26(2) to (5)`;
  return { amount: rupiah(10_000_000_000n), exclusive: true, ...reachOf(node), source, asOf: inForceFrom };
}

/**
 * The least paid-up capital of a PT PMA that takes a code; a sector's own rule may ask for more.
 * @returns null above the subclasses, and where a PT PMA cannot take the code
 * @source BKPM Regulation 5/2025 Articles 26(10) and 27(1)
 */
export function minimumPaidUpCapital(node: KbliNode): InvestmentRule | null {
  if (!applies(node)) return null;
  const source = `${regulation}, Articles 26(10) and 27(1)`;
  return {
    amount: rupiah(2_500_000_000n),
    exclusive: false,
    per: null,
    note: paidUp,
    source,
    asOf: inForceFrom,
  };
}
