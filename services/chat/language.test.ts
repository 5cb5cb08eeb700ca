import { describe, expect, test } from '@jest/globals';
import { Language } from '../shared/language.ts';
import { answerLanguage, languageOf } from './language.ts';

const english = [
  'price E33G',
  'how much is the C1?',
  'What does an E33G cost?',
  'and for two years?',
  'Do I need a work permit with a KITAS?',
  'PT PMA minimum capital',
  'which KBLI code for a coffee shop',
  'Can my wife come with me?',
  'open a company in Bali',
  'how long does the retirement KITAS take',
  'extend visa',
  'What is KBLI 56101?',
  'villa rental business code',
  'is nominee allowed?',
  'tax report deadlines',
  'Can foreigners buy land?',
  'PT PMA with two investor permits',
  'documents required for E28A',
  'overstay fine per day',
  'who needs an LKPM?',
  'difference between C1 and D12',
  'thanks, and the price?',
  'renewing my stay permit',
  'cheapest visa for tourists',
];
const indonesian = [
  'berapa harga C1?',
  'brp biaya E33G',
  'syarat KITAS pensiun',
  'apa itu KBLI 56101?',
  'kode KBLI untuk warung makan',
  'bagaimana cara mendirikan PT PMA?',
  'perpanjangan visa bisa berapa kali?',
  'kalau dua tahun?',
  'biayanya berapa?',
  'istri saya WNA, pakai visa apa',
  'modal minimal PT PMA',
  'berapa lama proses NPWP',
  'lapor pajak tahunan orang asing',
  'mau buka restoran di Bali',
  'gimana kalo overstay',
  'beda E31A dan E31B',
  'harga KITAS investor 2 tahun',
  'apakah bisa kerja dengan E33F?',
  'denda overstay per hari',
  'urus izin alkohol',
  'siapa yang wajib LKPM?',
  'sewa motor KBLI berapa',
  'tolong jelaskan PBG SLF',
  'perusahaan asing boleh beli tanah?',
];
const italian = [
  'quanto costa?',
  'quanto costa E33G?',
  'prezzo C1',
  'Che cos’è il KBLI 56101?',
  'come apro una società a Bali?',
  'visto per pensionati',
  'permesso di soggiorno investitore',
  'e per due anni?',
  'quali documenti servono?',
  'posso lavorare con il KITAS?',
  'codice KBLI per ristorante',
  'capitale minimo PT PMA',
  "qual è la multa per l'overstay?",
  'mia moglie può venire con me?',
  'rinnovo del visto',
  'differenza tra C1 e D12',
  'noleggio scooter',
  'quanto dura la pratica?',
  'chi deve presentare la LKPM?',
  'tasse per stranieri',
  'vorrei comprare una villa',
  'si può prorogare il C1?',
  'nomade digitale',
  'licenza per alcolici',
];

describe('languageOf', () => {
  test.each(english)('%p is English', (question) => {
    expect(languageOf(question)).toBe(Language.EN);
  });

  test.each(indonesian)('%p is Indonesian', (question) => {
    expect(languageOf(question)).toBe(Language.ID);
  });

  test.each(italian)('%p is Italian', (question) => {
    expect(languageOf(question)).toBe(Language.IT);
  });

  test.each([
    '',
    '???',
    'E33G',
    'KITAS?',
    'visa',
    'PT PMA',
    '56101',
    '谢谢',
    'C1 D12',
    'villa',
    'digital nomad visa',
  ])('%p can not be told', (question) => {
    expect(languageOf(question)).toBeNull();
  });

  test('a loan word does not outweigh the words around it', () => {
    expect(languageOf('saya digital nomad, mau stay di Bali pakai visa apa?')).toBe(Language.ID);
    expect(languageOf('vorrei il visto da remote worker')).toBe(Language.IT);
  });
});

describe('answerLanguage', () => {
  test('what the caller asked for wins', () => {
    expect(answerLanguage('quanto costa?', Language.EN, Language.ID)).toBe(Language.EN);
  });

  test('a question without a language goes on in that of the conversation', () => {
    expect(answerLanguage('E33G?', null, Language.IT)).toBe(Language.IT);
  });

  test('it is Indonesian when nothing tells it', () => {
    expect(answerLanguage('E33G?', null, null)).toBe(Language.ID);
  });
});
