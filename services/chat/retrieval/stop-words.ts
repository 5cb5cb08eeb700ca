// Words that a question holds whatever it is about. Unlike in the catalogue, "company" and "business" tell much here.

const english = `a an the of for to in on at by with from and or but if my your our their its his her is are be am was were been i
  we you it he she they me us this that these those there here some any all no not how what which where who whom why when can could
  do does did will would shall should may might must have has had need needs want wants like please into as about than then so
  just also very really too more most much many tell explain know get go make let s t re ll m ve d am hello hi dear please thanks thank`;
const indonesian = `yang dan atau tapi tetapi di ke dari untuk dengan pada dalam oleh saya kami kita aku anda kamu dia mereka apa apakah
  bagaimana gimana mana siapa kapan kenapa mengapa ini itu akan ingin mau mo pengen butuh perlu bisa boleh bolehkah dapat harus sudah
  belum lagi juga saja sih ya dong kah nya adalah ialah jika kalau agar supaya karena seperti secara tentang cara tolong mohon halo
  ada tidak bukan jadi sama para tiap setiap dong sekarang terima kasih`;
const italian = `il lo la i gli le un uno una di del dello della dei degli delle d dell l al allo alla ai agli alle all da dal dallo dalla
  dai dagli dalle in nel nello nella nei nelle con su sul sulla sui sulle sugli per tra fra e ed o od a ad che chi cosa come dove quale quali
  quando perche se ma non mio mia miei mie suo sua nostro io tu lui lei noi voi loro mi ti ci vi si ne sono sei e siamo siete ho hai
  ha abbiamo avete hanno essere avere posso puo possiamo devo deve bisogna voglio vorrei serve servono questo questa quello quella anche
  piu molto ciao qualche qual gia fa fare far va c del ecco cio sto sta`;

const all = `${english} ${indonesian} ${italian}`.split(/\s+/);
export const stopWords: ReadonlySet<string> = new Set(all.filter((word) => word !== ''));

/** Words of a question that say where, how long, how many: seldom what it is about. */
export const circumstances: ReadonlySet<string> = new Set(
  `two three four five seven eight nine ten weeks week happen happens
   dua tiga empat lima tujuh delapan sembilan sepuluh minggu terjadi
   due tre quattro cinque sette otto nove dieci settimana settimane succede
   bali indonesia canggu ubud seminyak kuta uluwatu sanur denpasar pererenan jimbaran nusa`.split(/\s+/),
);
