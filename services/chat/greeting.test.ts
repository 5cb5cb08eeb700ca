import { describe, expect, test } from '@jest/globals';
import { smallTalkOf } from './greeting.ts';

const greetings = [
  'halo',
  'Halo!',
  'haloo kak',
  'hai',
  'Hai semua',
  'hi',
  'Hi there!',
  'hello',
  'Hello everyone 👋',
  'hey',
  'good morning',
  'Good evening, team',
  'selamat pagi',
  'Selamat siang min',
  'pagi',
  'apa kabar?',
  'halo, apa kabar?',
  'permisi',
  "assalamu'alaikum",
  'Om Swastiastu',
  'ciao',
  'Ciao!',
  'ciao a tutti',
  'salve',
  'buongiorno',
  'Buon giorno!',
  'buonasera',
  'ciao, come stai?',
  'hello, how are you?',
  'HALLO',
  'test',
  'halo zantara',
];
const thanks = [
  'thanks',
  'Thank you!',
  'thank you so much',
  'thanks a lot',
  'ok thanks',
  'thx',
  'great, thank you',
  'terima kasih',
  'Terima kasih banyak 🙏',
  'makasih ya',
  'makasih kak',
  'oke, terima kasih infonya',
  'trims',
  'grazie',
  'Grazie mille!',
  'grazie davvero',
  'perfetto, grazie',
  'ok grazie',
  'thanks for your help',
];
const farewells = [
  'bye',
  'Goodbye!',
  'bye bye',
  'see you',
  'sampai jumpa',
  'arrivederci',
  'a presto',
  'buonanotte',
  'selamat tinggal',
];
const questions = [
  'halo, berapa harga C1?',
  'ciao, quanto costa E33G?',
  'hi, what is KBLI 56101?',
  'thanks, and for two years?',
  'grazie, e per due anni?',
  'terima kasih, kalau dua tahun?',
  'C1',
  'visa',
  'KITAS?',
  'price',
  'hello visa',
  'ok',
  'ya',
  'sì',
  '',
  '???',
  '👍',
  'good visa',
  'selamat datang di Bali visa',
  'how are visas extended?',
  'piacere, mi serve un visto',
  'halo '.repeat(60),
];

describe('smallTalkOf', () => {
  test.each(greetings)('%p is a greeting', (text) => {
    expect(smallTalkOf(text)).toBe('GREETING');
  });

  test.each(thanks)('%p is thanks', (text) => {
    expect(smallTalkOf(text)).toBe('THANKS');
  });

  test.each(farewells)('%p is a farewell', (text) => {
    expect(smallTalkOf(text)).toBe('FAREWELL');
  });

  test.each(questions)('%p is no small talk', (text) => {
    expect(smallTalkOf(text)).toBeNull();
  });
});
