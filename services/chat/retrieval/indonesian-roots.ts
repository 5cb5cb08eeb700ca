/**
 * Words from which Indonesian builds others, of this domain and of everyday questions. The list is fixed instead of
 * drawn from the articles: a new article then changes no stem, and so no vector, of any other.
 */
export const indonesianRoots: readonly string[] = `
ada adil ahli ajar aju akhir aktif akta alami alas alat alih ambil anak anggota angkat angkut antar anut asing atas atur
awas ayah baca badan bagi bahan bahas bakti bangun banding bantu barang baru batal batas bawa bayar beda bela beli benar
bentuk beri berita besar biasa bina bisnis buat bukti buku bulan buka bumi butuh buruh cabut cakup calon cantum cari catat
cegah cetak cukai cukup cuti daerah daftar dagang dalam dana dapat dasar datang daya deklarasi denda desa dewan didik
dinas diri dokumen domisili duduk dukung efektif fungsi gabung gaji ganti gedung gelar golong guna hadap hak hapus
harga harus hasil hibah hidup hidang hitung hormat hubung hukum huni iklan ikut impor indah instruksi investasi iring isi
istri izin jabat jadi jadwal jaga jalan jamin janji jasa jatuh jauh jelas jenis jual jumlah kait kaji karya kawin kecil
kecuali kegiatan kelola keluar keluarga kembali kena kepala kerja kesehatan kirim kontrak kuasa kumpul kurang kuliah laba
lahan laik lahir laku lalu lambat lampir lanjut lapor larang latih lawan layan lebih lekat lengkap lepas libur likuidasi
lindung lintas lunas magang makan makna masa masuk melahirkan merek milik minta minum modal mohon mukim mula musik nama nikah nilai
nihil nyata olah orang orientasi padat pajak pakai pamer panggil panjang pantau paspor pasal pasang paten patuh pecat pegang
pegawai pelihara pensiun penuh perang percaya periksa perintah perlu perusahaan pilih pindah pinjam pisah potong produksi
properti proses pulang pungut putus rancang rapat rawat rekam rekrut renovasi resmi restoran rencana rugi rumah rupiah
sah saham saksi salah salin sanksi satu sedia sehat sekolah selenggara selesai sengketa serah sertifikat sesuai setor
setuju sewa siap sidang simpan sisa standar status suami subjek suku sumber surat susun syarat tagih tahan tahun
tambah tanah tanam tanda tanggung tanggal tarif tarik tawar tempat tempo tempuh tentu terap terbit terima terjemah tetap
tiba tidak tindak tinggal tinggi tingkat titip tolak toko transaksi tua tugas tujuan tukar tulis tunda tunggak tunjang
tunjuk turun tutup ubah uji ukur umur undang ungkap upah urus usaha usul utama utang wajib waktu warga waris wawancara
wilayah wisata yayasan
`
  .trim()
  .split(/\s+/);
