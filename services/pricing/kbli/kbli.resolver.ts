import { badInput } from '../../shared/errors.ts';
import { AssumedSize, Cost, maxAgeSeconds, SharedFor, SizedByFirst } from '../../shared/hints.ts';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language, textIn } from '../../shared/language.ts';
import { Arg, FieldResolver, ID, Int, Query, Resolver, Root } from '../../shared/type-graphql.ts';
import { moneyOf } from '../money.type.ts';
import type { PricingCounts } from '../pricing.counts.ts';
import { type InvestmentRule as Investment, minimumInvestment, minimumPaidUpCapital } from './investment.ts';
import { InvestmentRule } from './investment.type.ts';
import {
  ancestors,
  type Correspondence,
  type Kbli,
  type KbliNode,
  predecessors,
  successors,
} from './kbli.ts';
import { KbliCode, KbliCorrespondence, KbliMatch } from './kbli.type.ts';
import type { Edition } from './kbli-tables.ts';
import { requiredLicences } from './licences.ts';
import { foreignOwnership } from './ownership.ts';
import { ForeignOwnership } from './ownership.type.ts';
import { RiskAssessment } from './risk.type.ts';
import type { KbliSearch } from './search.ts';

/** What the resolvers read; functions, because the snapshot behind them is replaced when the data change. */
export type KbliSources = { classification(): Kbli; search(): KbliSearch; counts: PricingCounts };

const codePattern = /^(?:[A-Z]|\d{2,5})$/i;
const longestQuery = 200;
const mostMatches = 100;

/** @throws BAD_USER_INPUT for what cannot be a code, so that only a well-formed code is ever "not found" */
function parsedCode(code: string): string {
  const trimmed = code.trim();
  if (!codePattern.test(trimmed)) {
    throw badInput('A KBLI code is one letter or two to five digits.', { field: 'code' });
  }
  return trimmed;
}

function investmentOf(rule: Investment | null) {
  return rule && { ...rule, amount: moneyOf(rule.amount) };
}

@Resolver(() => KbliCode)
export class KbliResolver {
  private readonly sources: KbliSources;

  constructor(sources: KbliSources) {
    this.sources = sources;
  }

  @SharedFor(maxAgeSeconds.kbli)
  @Query(() => KbliCode, {
    nullable: true,
    description: 'A code of one edition; null when the edition does not have it.',
  })
  kbli(
    @Arg('code', () => ID) code: string,
    @Arg('edition', () => KbliEdition, { defaultValue: KbliEdition.KBLI_2025 }) edition: Edition,
  ): KbliNode | null {
    const { classification, counts } = this.sources;
    const node = classification().find(edition, parsedCode(code));
    // A section stands above itself in no list.
    if (node) counts.kbliFound((ancestors(node)[0] ?? node).code);
    return node;
  }

  @SharedFor(maxAgeSeconds.kbli)
  @AssumedSize(22)
  @Query(() => [KbliCode], { description: 'The sections of an edition, A to U or V.' })
  kbliSections(
    @Arg('edition', () => KbliEdition, { defaultValue: KbliEdition.KBLI_2025 }) edition: Edition,
  ): readonly KbliNode[] {
    return this.sources.classification().sections(edition);
  }

  @SharedFor(maxAgeSeconds.kbli)
  @Cost(20)
  @SizedByFirst()
  @Query(() => [KbliMatch], {
    description:
      'Codes for everyday words in English, Indonesian or Italian, for official titles, and for codes or their first digits; best first. Typing mistakes are forgiven. Empty when nothing fits.',
  })
  searchKbli(
    @Arg('query', () => String, { description: `1 to ${longestQuery} characters.` }) query: string,
    @Arg('edition', () => KbliEdition, { defaultValue: KbliEdition.KBLI_2025 }) edition: Edition,
    @Arg('lang', () => Language, {
      nullable: true,
      description: 'Language of the words, where known; a hint only.',
    })
    lang: Language | null,
    @Arg('first', () => Int, { defaultValue: 10, description: `1 to ${mostMatches}.` }) first: number,
  ) {
    const words = query.trim();
    if (words.length === 0 || words.length > longestQuery) {
      throw badInput(`A search has 1 to ${longestQuery} characters.`, { field: 'query' });
    }
    if (first < 1 || first > mostMatches)
      throw badInput(`first is from 1 to ${mostMatches}.`, { field: 'first' });
    const found = this.sources.search().find(words, { edition, language: lang, first });
    if (found.length === 0) this.sources.counts.nothingFound('kbli');
    return found;
  }

  @FieldResolver(() => String, {
    description: 'The Indonesian title is the official one; the others are translations.',
  })
  title(
    @Root() node: KbliNode,
    @Arg('lang', () => Language, { defaultValue: Language.ID }) lang: Language,
  ): string {
    return textIn(node.title, lang);
  }

  @AssumedSize(4)
  @FieldResolver(() => [KbliCode], { description: 'Section first, the direct parent last.' })
  ancestors(@Root() node: KbliNode): KbliNode[] {
    return ancestors(node);
  }

  @AssumedSize(4)
  @FieldResolver(() => [RiskAssessment], {
    description:
      'By scale, smallest first. Licensing speaks KBLI 2025: empty for KBLI 2020 (ask the successors), above the subclasses, and where no source says anything.',
  })
  risks(@Root() node: KbliNode): RiskAssessment[] {
    return node.risks.map(({ licences, ...row }) => ({
      ...row,
      licences: requiredLicences(row.levels),
      listedLicences: licences,
    }));
  }

  @FieldResolver(() => ForeignOwnership)
  foreignOwnership(@Root() node: KbliNode) {
    return foreignOwnership(node);
  }

  @FieldResolver(() => InvestmentRule, {
    nullable: true,
    description: 'For a PT PMA; null above the subclasses and where a PT PMA cannot take the code.',
  })
  minimumInvestment(@Root() node: KbliNode) {
    return investmentOf(minimumInvestment(node));
  }

  @FieldResolver(() => InvestmentRule, {
    nullable: true,
    description: 'For a PT PMA; null above the subclasses and where a PT PMA cannot take the code.',
  })
  minimumPaidUpCapital(@Root() node: KbliNode) {
    return investmentOf(minimumPaidUpCapital(node));
  }

  @AssumedSize(3)
  @FieldResolver(() => [KbliCorrespondence], { description: 'KBLI 2020 to 2025; empty for a code of 2025.' })
  successors(@Root() node: KbliNode): readonly Correspondence[] {
    return successors(node);
  }

  @AssumedSize(3)
  @FieldResolver(() => [KbliCorrespondence], { description: 'KBLI 2025 to 2020; empty for a code of 2020.' })
  predecessors(@Root() node: KbliNode): readonly Correspondence[] {
    return predecessors(node);
  }
}
