import { Language } from '../../shared/language.ts';
import { alice, someParts } from '../testing.ts';
import type { AnswerHappening, Claim, Failure, Usage } from './answer.ts';
import { type GenerationParts, type GenerationTask, generate } from './generate.ts';

export type Made = {
  failure: Failure | null;
  text: string;
  happened: AnswerHappening[];
  claims: Claim[];
  usage: Usage[];
};

/** Makes one answer and collects what it says. */
export async function made(
  parts: Partial<GenerationParts>,
  task: Partial<GenerationTask> = {},
): Promise<Made> {
  const happened: AnswerHappening[] = [];
  const claims: Claim[] = [];
  const usage: Usage[] = [];
  const whole = {
    question: 'Who issues a stay permit?',
    language: Language.EN,
    history: [],
    caller: alice,
    requestId: 'test-request',
    signal: new AbortController().signal,
    ...task,
  };
  const failure = await generate(whole, someParts(parts), {
    async say(happening) {
      happened.push(happening);
    },
    claim: (more) => void claims.push(...more),
    spend: (spent) => void usage.push(spent),
  });
  return { failure, text: textOf(happened), happened, claims, usage };
}

function textOf(happened: readonly AnswerHappening[]): string {
  return happened.map((each) => (each.kind === 'TEXT' ? each.text : '')).join('');
}

export const kinds = ({ happened }: Made) => happened.map(({ kind }) => kind);
