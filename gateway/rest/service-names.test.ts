import { describe, expect, test } from '@jest/globals';
import { type NamedService, serviceMeant, servicesContaining } from './service-names.ts';

function aService(code: string, wireName: string, more: Partial<NamedService> = {}): NamedService {
  return { code, aliases: [], wireName, nameEn: wireName, nameId: wireName, nameIt: wireName, ...more };
}

const services = [
  aService('C1', 'C1 Tourism', { nameIt: 'Visto turistico C1' }),
  aService('C18', 'C18 Work Trial'),
  aService('C7AB', 'C7 A&B Music', { aliases: ['C7A', 'C7B'] }),
  aService('E23-FREELANCE', 'Freelance KITAS (E23)'),
  aService('E23-WORKING', 'Working KITAS (E23)'),
  aService('NPWP-PERSONAL', 'NPWP Personal + Coretax'),
  aService('NPWPD', 'NPWPD Company'),
  aService('PMA-SETUP', 'PT PMA Company Setup'),
];

describe('serviceMeant', () => {
  test.each([
    ['C1', 'C1'],
    ['c1', 'C1'],
    ['c7b', 'C7AB'],
    [' C1 tourism ', 'C1'],
    ['visto turistico c1', 'C1'],
    ['NPWPD', 'NPWPD'],
    ['NPWP Personal', 'NPWP-PERSONAL'],
    ['PT PMA Setup', 'PMA-SETUP'],
    ['work trial', 'C18'],
    ['kitas e23 freelance', 'E23-FREELANCE'],
  ])('"%s" means %s', (term, code) => {
    const meant = serviceMeant(services, term);

    expect(meant).toMatchObject({ service: { code } });
  });

  test.each([
    ['KITAS', ['E23-FREELANCE', 'E23-WORKING']],
    ['E23', ['E23-FREELANCE', 'E23-WORKING']],
    ['NPWP', ['NPWP-PERSONAL', 'NPWPD']],
    ['email', []],
    ['price', []],
    ['?!', []],
  ])('"%s" names no single service', (term, codes) => {
    const meant = serviceMeant(services, term);

    expect(meant).toEqual({ candidates: codes.map((code) => expect.objectContaining({ code })) });
  });
});

describe('servicesContaining', () => {
  test('a part of a name or of a code is enough, in any case', () => {
    expect(servicesContaining(services, 'c7').map(({ code }) => code)).toEqual(['C7AB']);
    expect(servicesContaining(services, 'KITAS').map(({ code }) => code)).toEqual([
      'E23-FREELANCE',
      'E23-WORKING',
    ]);
    expect(servicesContaining(services, 'turistico').map(({ code }) => code)).toEqual(['C1']);
  });
});
