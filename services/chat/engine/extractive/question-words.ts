import type { WordPattern } from '../../word-pattern.ts';
import { anyOf, everyOf } from './plain-text.ts';

// What tells one kind of question from another, in the three languages. Plain texts only: no accents, lower case.

/** Sums that the firm does not set: "how much capital" asks for no price. */
export const otherSums = anyOf(
  'how much (?:is (?:the )?)?(?:tax(?:es)?|vat)|tax rates?|(?:ppn|pph|pbjt|bphtb|pb1)(?: \\d+)?|(?:tarif|rate of|aliquota) (?:pajak|vat|iva)|dell iva|tarif pajak|berapa pajak(?:nya)?|quant[eoa] (?:tasse|imposte)|aliquot[ae]',
  'capital|paid.?up|turnover|revenue|salary|income|deposit|bank balance|savings|fine|fines|penalty|overstay',
  'modal|omzet|gaji|penghasilan|deposito|saldo|tabungan|denda|sanksi',
  'capitale|fatturato|stipendio|reddito|saldo|risparmi|multa|multe|sanzione|sanzioni',
);

export const priceWords = anyOf(
  'prices?|pricing|pricelist|costs?|how much|fees?|charge[ds]?|expensive',
  'harga(?:nya)?|biaya(?:nya)?|tarif(?:nya)?|ongkos(?:nya)?|berapaan|berapa duit|bayar berapa|berapa bayar',
  'prezz[oi]|cost[oi]|costa|costano|costerebbe|tariff[ae]|quanto (?:viene|vengono|si paga|pago)',
);

/** "berapa" alone asks a price unless it counts something else. */
export const bareHowMuch = /\bberapa\b(?! (?:lama|hari|bulan|tahun|minggu|persen|orang|banyak|kali|modal))/u;

export const quoteWords = anyOf(
  'quote|quotation|estimate|total|altogether|all together|all in all|in total|bundle|package price',
  'penawaran|total(?:nya)?|semuanya|hitung(?:kan)?|estimasi|jumlah(?:nya)?',
  'preventivo|totale|in tutto|tutto insieme|complessiv[oa]|complessivamente',
);

export const compareWords = anyOf(
  'difference|differences|compare|comparison|versus|vs|better|cheaper|cheapest|which one|or',
  'beda(?:nya)?|perbedaan(?:nya)?|banding(?:kan)?|perbandingan|lebih (?:murah|baik|bagus)|mana yang|atau',
  'differenz[ae]|confront[oai]|paragon[ae]|meglio|conviene|piu economic[oa]|oppure|o',
);

/** Words that compare and nothing else, as "or" does not. */
export const sideBySideWords = anyOf(
  'difference|differences|compare|comparison|versus|vs|cheaper|cheapest',
  'beda(?:nya)?|perbedaan(?:nya)?|banding(?:kan)?|perbandingan|lebih murah',
  'differenz[ae]|confront[oai]|paragon[ae]|piu economic[oa]',
);

/** Asks how to reach the firm itself; an office or a number by itself may be anybody's. */
export const contactWords = anyOf(
  '(?:contact|call|reach|phone|write to|talk to|speak (?:to|with)) (?:you|us|bali ?zero|your (?:team|office)|someone|a person|a human)',
  '(?:your|bali ?zero(?: s)?) (?:contacts?|phone|telephone|whats ?app|number|e.?mail|opening hours|office(?: hours)?|address)',
  '(?:kontak|hubungi|menghubungi|telepon|nomor(?: (?:whats ?app|wa|telepon|hp))?|whats ?app|wa|e.?mail|surel|alamat|kantor|jam (?:kantor|buka)) (?:kalian|anda|kamu|bali ?zero|tim)',
  '(?:il )?(?:vostr[oi]|tu[oa]i?) (?:numero|contatt[oi]|telefono|whats ?app|e.?mail|indirizzo|orari|ufficio)|contattar(?:vi|ti)|chiamarvi|scrivervi|(?:numero|contatti) (?:di telefono |whats ?app )?di bali ?zero',
);

export const listWords = anyOf(
  'list of|full list|price ?list|what (?:kinds?|types?|sorts?) of|which (?:visas?|permits?|services)|what (?:visas|permits|services)|all (?:your |the )?(?:visas|permits|services|prices)|do you offer',
  'daftar|apa saja|apa aja|jenis.?jenis|semua (?:harga|layanan|visa)|layanan apa',
  'elenco|listino|lista|quali (?:visti|permessi|servizi|sono i)|che (?:visti|permessi|servizi|tipi)|tutti i (?:visti|permessi|servizi|prezzi)|offrite',
);

export const kbliWords = anyOf(
  'kbli|business codes?|activity codes?|classification codes?|(?:which|what|the|right) codes?|codes? for',
  'kode usaha|kode bidang|kode klasifikasi|kode (?:apa|untuk)|kodenya',
  'codice (?:attivita|ateco|di attivita)|(?:quale|che|quali|il) codic[ei]|codice per',
);

export const procedureWords = anyOf(
  'how (?:do|can|to|long|does)|what (?:do i need|is|are|happens|documents)|requirements?|required|documents?|need|procedure|process|steps?|rules?|can (?:i|a|we|foreigners?|my)|may|allowed|must|when|why|who|where|is it|do i|does',
  'cara(?:nya)?|bagaimana|gimana|syarat(?:nya)?|persyaratan|dokumen|prosedur|proses|langkah|aturan|boleh(?:kah)?|bisa(?:kah)?|apakah|harus|wajib|kapan|kenapa|mengapa|siapa|apa itu|perlu',
  'quanto (?:tempo|dura|tempo ci)|come (?:si|posso|faccio|funziona)|requisit[oi]|document[oi]|serve|servono|procedura|passi|regole|posso|si puo|possono|puo|devo|bisogna|quando|perche|chi|dove|che cos|cosa',
);

/** Says that the question goes on from the one before. */
export const continuing =
  /^(?:and|what about|how about|or|then|also|also for|same for|but|if|ok(?:ay)? and|dan|kalau|kalo|klo|lalu|terus|trus|bagaimana dengan|gimana (?:kalau|dengan)|bila|jika|untuk yang|e|ed|e se|invece|se|anche|ma|oppure|allora)(?= |$)/u;

export const extensionWords = anyOf(
  'extend|extends|extended|extending|extensions?|renew|renewing|renewals?|prolong',
  'perpanjang|perpanjangan(?:nya)?|diperpanjang|memperpanjang',
  'prorog[ah]e?|prorogare|rinnov[oi]|rinnovare|rinnovo|estendere|estensione',
);
export const onshoreWords = anyOf(
  'on.?shore|in.?country|(?:already|while|am|are|we re|i m|applying|apply|applied|being) (?:in|inside) (?:indonesia|bali)|(?:from )?(?:inside|within) (?:indonesia|bali|the country)',
  'dalam negeri|sudah (?:ada )?di (?:indonesia|bali)|dari (?:dalam )?(?:indonesia|bali)|dalam indonesia',
  'dall (?:interno dell )?indonesia|(?:sono|siamo|gia|restando) (?:gia )?(?:in indonesia|a bali)|da bali|sul posto|in loco',
);
export const offshoreWords = anyOf(
  'off.?shore|from abroad|outside indonesia|from outside|overseas|abroad',
  'luar negeri|dari luar|luar indonesia',
  'dall estero|estero|fuori dall indonesia|da fuori',
);

export type Aspect = 'TIME' | 'REQUIREMENTS' | 'OWNERSHIP' | 'RISK' | 'CAPITAL' | 'STAY';

export const aspectWords: readonly [Aspect, WordPattern][] = [
  [
    'TIME',
    anyOf(
      'how long (?:does|do|will|would) .{1,40} take|how long(?= ?\\??$)|how long (?:to|until|will)|processing time|turnaround|how fast|how many days to',
      'berapa lama(?:nya)? (?:proses|pengurusan|prosesnya|jadi|selesai)|lama proses(?:nya)?|waktu proses|proses(?:nya)? berapa lama|berapa lama',
      'quanto tempo (?:ci vuole|serve|occorre|ci mette|ci vogliono)|tempi|tempistiche|in quanto tempo',
    ),
  ],
  [
    'STAY',
    anyOf(
      'how long (?:can|may) i stay|valid(?:ity)?|length of stay|how long is it valid',
      'berlaku|masa berlaku(?:nya)?|masa tinggal|tinggal berapa lama',
      'quanto dura|durata|validita|quanto (?:tempo )?posso (?:stare|restare|rimanere)',
    ),
  ],
  [
    'REQUIREMENTS',
    anyOf(
      'requirements?|required|documents?|conditions?|what do i need|paperwork|eligib(?:le|ility)',
      'syarat(?:nya)?|persyaratan(?:nya)?|dokumen(?:nya)?|kondisi',
      'requisit[oi]|document[oi]|condizion[ei]|cosa serve|che serve|cosa mi serve',
    ),
  ],
  [
    'OWNERSHIP',
    anyOf(
      'foreign(?:ers?)?(?: ownership| owned| capital| share)?|ownership|100 ?%|pt ?pma|open to|allowed',
      'asing|kepemilikan|pma|boleh|terbuka|pt ?pma',
      'stranier[oiae]|proprieta|capitale straniero|apert[oa]|pt ?pma',
    ),
  ],
  [
    'RISK',
    anyOf('risk|licen[cs]es?|permits?', 'risiko|resiko|izin|perizinan', 'rischio|licenz[ae]|permessi'),
  ],
  [
    'CAPITAL',
    anyOf(
      'capital|investment|minimum|paid.?up',
      'modal|investasi|minimum|minimal',
      'capitale|investimento|minimo',
    ),
  ],
];

/** Words that name no subject: what is left of a question without them is what it is about. */
export const fillers = everyOf(
  // English
  's|t|re|ve|ll|m|the|an?|of|for|to|in|on|at|by|with|from|and|or|if|is|are|was|be|am|i|you|we|they|he|she|it|my|your|our|their|me|us|them|this|that|these|those|there|here|any|some|as|so|just|only|please|pls|thanks|hi|hello|hey|ok|okay|what|whats|which|who|whom|where|when|why|how|much|many|long|do|does|did|can|could|may|might|must|should|would|will|shall|want|wants|need|needs|like|get|gets|getting|have|has|had|give|tell|show|know|find|out|about|take|takes|cost|costs|price|prices|pricing|priced|pay|paid|fee|fees|charge|charged|rate|rates|quote|quotation|estimate|total|altogether|together|each|per|offer|offers|list|full|kind|kinds|type|types|difference|differences|between|compare|comparison|versus|vs|better|cheaper|cheapest|than|also|same|then|but|instead|total|available|current|now|today|bali ?zero|exactly|roughly|around|in bali|bali|indonesia|indonesian rupiah|rupiah|idr|apply|applying|obtain|buy|order|one|ones|both|all|of them|people|persons?|cover|start|starting',
  // Indonesian
  'yang|dan|atau|di|ke|dari|untuk|buat|dengan|pada|dalam|oleh|utk|dgn|yg|saya|aku|kami|kita|anda|kamu|mereka|apa|apakah|aja|saja|bagaimana|gimana|berapa|berapaan|brp|ini|itu|akan|ingin|mau|mo|pengen|butuh|perlu|bisa|boleh|tolong|mohon|dong|ya|sih|nih|kak|min|pak|bu|halo|hai|ada|adalah|harga|harganya|biaya|biayanya|tarif|tarifnya|ongkos|ongkosnya|bayar|membayar|penawaran|totalnya|semuanya|semua|hitung|hitungkan|estimasi|jumlah|jumlahnya|daftar|jenis|beda|bedanya|perbedaan|perbedaannya|antara|banding|bandingkan|lebih|murah|mana|kalau|kalo|klo|lalu|terus|trus|juga|jika|bila|sekarang|masing|orang|lama|nya|sudah|belum|kena|sama|rinciannya',
  // Italian
  'c|qual|il|lo|la|gli|le|un|uno|una|l|di|del|dello|della|dei|degli|delle|d|dell|a|al|allo|alla|ai|agli|alle|all|da|dal|dallo|dalla|dall|nel|nella|con|su|sul|per|tra|fra|e|ed|o|od|oppure|che|chi|cosa|come|dove|quale|quali|quanto|quanta|quanti|quante|mi|ti|si|ci|vi|mio|mia|miei|mie|io|noi|voi|loro|posso|puo|possono|devo|vorrei|voglio|vogliamo|vorremmo|serve|servono|bisogna|avere|ho|hai|ha|abbiamo|fare|costa|costano|costo|costi|costerebbe|prezzo|prezzi|tariffa|tariffe|pagare|viene|vengono|paga|preventivo|totale|tutto|tutti|tutte|insieme|differenza|differenze|confronto|meglio|conviene|piu|economico|economica|elenco|lista|listino|quello|quella|questo|questa|anche|invece|se|ma|allora|poi|grazie|ciao|salve|buongiorno|persona|persone|ciascuno|sono|e il|offrite|dimmi|sapere|per favore|ottenere|richiedere',
);

/** What a passage's heading says when it answers a question that is asked so. */
export const headingsFor: readonly (readonly [asking: WordPattern, heading: WordPattern])[] = [
  [
    anyOf('how long|how fast', 'berapa lama', 'quanto (?:tempo|dura)|tempi'),
    anyOf('how long|time|duration|length|validity', 'lama|waktu|durasi|masa', 'tempi|quanto|durata|validita'),
  ],
  [
    anyOf(
      'when|deadline|due|by which date',
      'kapan|tenggat|batas waktu|tanggal berapa',
      'quando|scadenz[ae]|entro',
    ),
    anyOf('deadlines?|when', 'tenggat|batas waktu|kapan|jadwal', 'scadenz[ae]|quando|termini'),
  ],
  [
    anyOf(
      'how (?:do|can|to|does)|steps?|procedure|process',
      'cara(?:nya)?|bagaimana|gimana|langkah|prosedur',
      'come|passi|procedura',
    ),
    anyOf('steps?|how to|procedure|process', 'langkah|cara|prosedur|tahap', 'passi|come|procedura|fasi'),
  ],
  [
    anyOf(
      'requirements?|required|documents?|what do i need|prepare',
      'syarat(?:nya)?|persyaratan|dokumen(?:nya)?|disiapkan|siapkan',
      'requisit[oi]|document[oi]|serve|servono|preparare',
    ),
    anyOf(
      'requirements?|documents?|prepare|conditions?',
      'syarat|persyaratan|dokumen|disiapkan',
      'requisiti|documenti|prepar\\p{L}+|condizioni',
    ),
  ],
];
