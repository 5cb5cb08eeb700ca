import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServicesPageDocument, type ServicesPageQuery } from '../../schema/generated/operations.ts';
import { documentId } from '../../services/shared/document-id.ts';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';

/** Every amount of the official 2025 price list in whole rupiah: code, initial prices, extension prices. */
const amounts: readonly [code: string, initial: number[], extension: number[]][] = [
  ['C1', [2_300_000], [1_700_000]],
  ['C2', [3_600_000], [1_700_000]],
  ['C7', [5_000_000], []],
  ['C7AB', [4_500_000], []],
  ['C18', [], []],
  ['C22A', [4_800_000, 5_800_000], []],
  ['C22B', [4_800_000, 5_800_000], []],
  ['D1', [5_000_000, 7_000_000], []],
  ['D2', [6_000_000, 8_000_000], []],
  ['D12', [7_500_000, 10_000_000], [3_500_000]],
  ['E23-FREELANCE', [26_000_000, 28_000_000], []],
  ['E23-WORKING', [34_500_000, 36_000_000], [31_000_000]],
  ['E28A', [17_000_000, 19_000_000], [18_000_000]],
  ['E33F', [14_000_000, 16_000_000], [10_000_000]],
  ['E33G', [12_500_000, 14_000_000], [10_000_000]],
  ['E31A', [11_000_000, 13_500_000, 15_000_000, 18_000_000], [9_000_000, 15_000_000]],
  ['E31BE', [11_000_000, 13_500_000, 15_000_000, 18_000_000], [9_000_000, 15_000_000]],
  ['KITAP-INVESTOR', [], []],
  ['KITAP-WORKING', [], []],
  ['KITAP-FAMILY', [], []],
  ['KITAP-RETIREMENT', [], []],
  ['PMA-SETUP', [20_000_000], []],
  ['COMPANY-REVISION', [7_000_000], []],
  ['ALCOHOL-LICENSE', [15_000_000], []],
  ['REAL-ESTATE-LEGAL', [], []],
  ['PBG-SLF', [], []],
  ['NPWP-PERSONAL', [1_000_000], []],
  ['NPWPD', [2_500_000], []],
  ['TAX-MONTHLY', [1_500_000], []],
  ['TAX-ANNUAL-OPERATIONAL', [4_000_000], []],
  ['TAX-ANNUAL-ZERO', [3_000_000], []],
  ['TAX-ANNUAL-PERSONAL', [2_000_000], []],
  ['BPJS-HEALTH', [1_500_000], []],
  ['BPJS-EMPLOYMENT', [1_500_000], []],
  ['LKPM', [1_000_000], []],
];

type Option = { price: { amount: number; formatted: string } };
type Page = { data: ServicesPageQuery };

const amountsOf = (options: readonly Option[] = []): number[] => options.map(({ price }) => price.amount);

describe.each(ways)('the price list over GraphQL, pricing %s', (way) => {
  let gateway: RealGateway;

  beforeAll(async () => {
    gateway = await openRealGateway(way);
  }, 60_000);

  afterAll(() => gateway.close());

  test('every amount is that of the list, to the rupiah, in its order', async () => {
    const { body } = await gateway.post('/graphql', {
      documentId: documentId(ServicesPageDocument),
      variables: { first: 100 },
    });

    const { nodes, totalCount } = (body as unknown as Page).data.services;
    expect(totalCount).toBe(amounts.length);
    expect(
      nodes.map(({ code, options, extension }) => [code, amountsOf(options), amountsOf(extension?.prices)]),
    ).toEqual(amounts);
  });
});
