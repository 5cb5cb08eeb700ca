// Days are those of Bali: Asia/Makassar, UTC+8 all year. The zone has had no clock change since 1964.
const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** The calendar day in Bali, "YYYY-MM-DD". */
export function baliDayOf(instant: Date): string {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10);
}

/** The instant at which a day begins in Bali. @param day "YYYY-MM-DD" */
export function startOfBaliDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - offsetMs);
}

/** The last millisecond in Bali of the day that comes `days` after the given one. */
export function endOfBaliDay(day: string, days = 0): Date {
  return new Date(startOfBaliDay(day).getTime() + (days + 1) * dayMs - 1);
}
