import { Language, type LocalisedText, textIn, textsIn } from '../../shared/language.ts';
import { Arg, FieldResolver, Resolver, Root } from '../../shared/type-graphql.ts';
import { InvestmentRule } from './investment.type.ts';
import { ForeignOwnership, OwnershipRule } from './ownership.type.ts';

@Resolver(() => ForeignOwnership)
export class ForeignOwnershipResolver {
  @FieldResolver(() => [String], {
    description: 'What the status means, and what to check, in whole sentences.',
  })
  notes(
    @Root() ownership: { notes: LocalisedText[] },
    @Arg('lang', () => Language, { defaultValue: Language.EN }) lang: Language,
  ): string[] {
    return textsIn(ownership.notes, lang);
  }
}

@Resolver(() => OwnershipRule)
export class OwnershipRuleResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The named field that it binds, or a condition of the rule; null when it has neither.',
  })
  scope(
    @Root() rule: { scope: LocalisedText | null },
    @Arg('lang', () => Language, { defaultValue: Language.EN }) lang: Language,
  ): string | null {
    return rule.scope && textIn(rule.scope, lang);
  }
}

@Resolver(() => InvestmentRule)
export class InvestmentRuleResolver {
  @FieldResolver(() => String, { nullable: true, description: 'How the amount is counted.' })
  note(
    @Root() rule: { note: LocalisedText },
    @Arg('lang', () => Language, { defaultValue: Language.EN }) lang: Language,
  ): string {
    return textIn(rule.note, lang);
  }
}
