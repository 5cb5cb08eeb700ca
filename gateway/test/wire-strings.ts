// Every price string that partners receive, by category and display name, in the order of the contract's tables.
// Written out once more on purpose: the catalogue must not be its own witness.

export type WireStrings = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
>;

export const wireStrings: WireStrings = {
  single_entry_visas: {
    'C1 Tourism': { price: '2.300.000 IDR', extension: '1.700.000 IDR' },
    'C2 Business': { price: '3.600.000 IDR', extension: '1.700.000 IDR' },
    'C7 Professional': { price: '5.000.000 IDR', extension: 'Not extendable' },
    'C7 A&B Music': { price: '4.500.000 IDR', extension: 'Not extendable' },
    'C18 Work Trial': { price: 'Contact for quote', extension: 'Not extendable' },
    'C22A Academy Internship': { price_60d: '4.800.000 IDR', price_180d: '5.800.000 IDR' },
    'C22B Company Internship': { price_60d: '4.800.000 IDR', price_180d: '5.800.000 IDR' },
  },
  multiple_entry_visas: {
    'D1 Tourism/Meetings': { price_1y: '5.000.000 IDR', price_2y: '7.000.000 IDR' },
    'D2 Business': { price_1y: '6.000.000 IDR', price_2y: '8.000.000 IDR' },
    'D12 Business Investigation': { price_1y: '7.500.000 IDR', price_2y: '10.000.000 IDR' },
  },
  kitas_permits: {
    'Freelance KITAS (E23)': { offshore: '26.000.000 IDR', onshore: '28.000.000 IDR' },
    'Working KITAS (E23)': { offshore: '34.500.000 IDR', onshore: '36.000.000 IDR' },
    'Investor KITAS (E28A)': { offshore: '17.000.000 IDR', onshore: '19.000.000 IDR' },
    'Retirement KITAS (E33F)': { offshore: '14.000.000 IDR', onshore: '16.000.000 IDR' },
    'Remote Worker KITAS (E33G)': { offshore: '12.500.000 IDR', onshore: '14.000.000 IDR' },
    'Spouse KITAS (E31A)': { price_1y_off: '11.000.000 IDR', price_2y_off: '15.000.000 IDR' },
    'Dependent KITAS (E31B/E)': { price_1y_off: '11.000.000 IDR', price_2y_off: '15.000.000 IDR' },
  },
  kitap_permits: {
    'Investor KITAP': { price: 'Contact for quote' },
    'Working KITAP': { price: 'Contact for quote' },
    'Family KITAP': { price: 'Contact for quote' },
    'Retirement KITAP': { price: 'Contact for quote' },
  },
  business_legal_services: {
    'PT PMA Company Setup': { price: 'Starting from 20.000.000 IDR' },
    'Company Revision': { price: 'Starting from 7.000.000 IDR' },
    'Alcohol License': { price: 'Starting from 15.000.000 IDR' },
    'Legal Real Estate': { price: 'Contact for quote' },
    'Building Permit PBG & SLF': { price: 'Contact for quote' },
  },
  taxation_services: {
    'NPWP Personal + Coretax': { price: '1.000.000 IDR per person' },
    'NPWPD Company': { price: '2.500.000 IDR per company' },
    'Monthly Tax Report': { price: 'Starting from 1.500.000 IDR' },
    'Annual Tax Report (Operational)': { price: 'Starting from 4.000.000 IDR' },
    'Annual Tax Report (Zero)': { price: 'Starting from 3.000.000 IDR' },
    'Annual Personal Tax': { price: '2.000.000 IDR' },
    'BPJS Health Insurance': { price: '1.500.000 IDR per company (min 2 people)' },
    'BPJS Employment Insurance': { price: '1.500.000 IDR per company (min 2 people)' },
    'LKPM Report': { price: '1.000.000 IDR per report (3 months)' },
  },
};
