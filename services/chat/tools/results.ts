import type { ContactResult } from './get-contact.ts';
import type { KbliResult } from './get-kbli.ts';
import type { PriceResult } from './get-price.ts';
import type { QuoteResult } from './get-quote.ts';
import type { KbliMatches } from './search-kbli.ts';
import type { KnowledgeResult } from './search-knowledge.ts';
import type { ServicesResult } from './search-services.ts';
import type { ToolOutcome } from './tool.ts';

export type ToolResults = {
  get_price: PriceResult;
  get_quote: QuoteResult;
  search_services: ServicesResult;
  get_kbli: KbliResult;
  search_kbli: KbliMatches;
  search_knowledge: KnowledgeResult;
  get_contact: ContactResult;
};
export type ToolName = keyof ToolResults;

/**
 * What a tool found, typed. The JSON is what the tool of this name wrote, so its shape is the tool's own.
 * @returns null when the tool did not work
 */
export function resultOf<Name extends ToolName>(
  _name: Name,
  { json, problem }: ToolOutcome,
): ToolResults[Name] | null {
  return problem === null ? (JSON.parse(json) as ToolResults[Name]) : null;
}
