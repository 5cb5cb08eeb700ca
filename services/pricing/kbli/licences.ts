import type { RiskLevel, RiskRow } from './kbli-tables.ts';

/** What each risk level itself requires. Source: PP 5/2021 Articles 12 to 15, kept by PP 28/2025. */
const licencesOfLevel: Readonly<Record<RiskLevel, readonly string[]>> = {
  LOW: ['NIB'],
  MEDIUM_LOW: ['NIB', 'Sertifikat Standar (self-declared)'],
  MEDIUM_HIGH: ['NIB', 'Sertifikat Standar (verified)'],
  HIGH: ['NIB', 'Izin'],
};

/**
 * The licences that the possible risk levels require, without repeats, lowest level first.
 * Where the level depends on the activity's scope the list holds what any of the scopes requires.
 */
export function requiredLicences(levels: readonly RiskLevel[]): string[] {
  return [...new Set(levels.flatMap((level) => licencesOfLevel[level]))];
}

/**
 * Whether OSS offers the code to large businesses. A PT PMA is one by law (BKPM Regulation 5/2025 Article 26(1)),
 * so "no" keeps it out whatever the ownership rules say.
 * @returns null when the sources do not speak of the large scale
 */
export function offeredToLarge(risks: readonly RiskRow[]): boolean | null {
  return risks.find(({ scale }) => scale === 'LARGE')?.offeredToScale ?? null;
}
