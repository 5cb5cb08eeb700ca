/** Words that say nothing about the subject, in the three languages, folded. Only those that no language needs. */
const english =
  'a an the of for to in on at by with from and out or my your our their its is are be am i we you it this that these those some any ' +
  'how what which where who when can could do does did need needs want wants would like please into as about near ' +
  'open opening start starting run running set up setup own get have has looking into become becoming ' +
  'activity activities code codes kbli';
const indonesian =
  'yang dan atau di ke dari untuk dengan pada dalam oleh saya kami kita aku anda apa apakah bagaimana berapa ini itu akan ' +
  'ingin mau mo pengen butuh cari mencari buka membuka pembukaan mulai memulai mendirikan bikin kode kegiatan aktivitas dll';
const italian =
  'il lo la i gli le un uno una di del dello della dei degli delle d dell l al allo alla ai agli alle da dal dallo dalla dai ' +
  'in nel nello nella nei nelle con su sul sulla per tra fra e ed o od a ad che chi cosa come dove quale mio mia miei mie ' +
  'voglio vorrei vogliamo aprire apertura avviare iniziare fondare attivita codice';

export const stopWords: ReadonlySet<string> = new Set(`${english} ${indonesian} ${italian}`.split(' '));
