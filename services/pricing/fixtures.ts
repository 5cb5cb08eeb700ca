import { readFileSync } from 'node:fs';
import { projectPath } from '../shared/project-root.ts';
import { type Catalogue, catalogueOf } from './catalogue/catalogue.ts';

/** The committed document, unparsed, fresh on every call so that a test may change it. */
export function committedDocument() {
  return JSON.parse(readFileSync(projectPath('prisma', 'data', 'catalogue.json'), 'utf8'));
}

export function committedCatalogue(): Catalogue {
  return catalogueOf(committedDocument());
}
