import type {
  MessageParam,
  MessageStreamParams,
  SearchResultBlockParam,
  TextBlockParam,
  Tool,
  ToolResultBlockParam,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { ContactDetails } from '../phrases.ts';
import { passageSource } from '../tools/search-knowledge.ts';
import type { Source, Tool as ToolOfOurs, ToolOutcome } from '../tools/tool.ts';
import { answerPrompt, revisePrompt, reviseRequest, standingPrompt } from './anthropic-prompt.ts';
import type { EngineRequest, Turn } from './engine.ts';

/** What a tool says beside its facts, such as option keys; more than this would crowd out the question. */
const longestJson = 8_000;
const revisedTokens = 400;

const cached = { cache_control: { type: 'ephemeral' } } as const;
const text = (content: string): TextBlockParam => ({ type: 'text', text: content });

/** One block a fact, so that a citation points at a fact and not at a page. */
export function searchResult({ ref, label, facts }: Source): SearchResultBlockParam {
  return {
    type: 'search_result',
    source: ref,
    title: label,
    content: facts.map(text),
    citations: { enabled: true },
  };
}

const isSaid = ({ facts }: Source) => facts.length > 0;

function historyMessages(history: readonly Turn[]): MessageParam[] {
  return history
    .filter(({ question, answer }) => question.trim() !== '' && answer.trim() !== '')
    .flatMap(({ question, answer }): MessageParam[] => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ]);
}

function toolParam({ name, description, inputSchema }: ToolOfOurs): Tool {
  return { name, description, input_schema: { ...inputSchema, type: 'object' } };
}

type Options = { model: string; maxTokens: number; contact: ContactDetails | null };

/** The first request for an answer: rules, tools, earlier turns, passages, question. */
export function answerParams(
  { question, language, history, passages, toolbox }: EngineRequest,
  { model, maxTokens, contact }: Options,
): MessageStreamParams {
  const found = passages.map(passageSource).filter(isSaid).map(searchResult);
  return {
    model,
    max_tokens: maxTokens,
    // Tools and rules are the same for everyone: the mark behind the rules keeps both.
    system: [{ ...text(standingPrompt), ...cached }, text(answerPrompt(language, contact))],
    tools: toolbox.tools.map(toolParam),
    // The mark behind the question keeps the passages for the rounds with tool results.
    messages: [
      ...historyMessages(history),
      { role: 'user', content: [...found, { ...text(question), ...cached }] },
    ],
  };
}

/** A sentence to be written again: a request by itself, without tools. */
export function reviseParams(
  { language }: EngineRequest,
  { sentence, unsupported }: NonNullable<EngineRequest['revise']>,
  model: string,
): MessageStreamParams {
  return {
    model,
    max_tokens: revisedTokens,
    system: revisePrompt(language),
    messages: [{ role: 'user', content: reviseRequest(sentence, unsupported) }],
  };
}

/** What a tool found, as the model gets it. */
export function toolResult(id: string, { sources, json, problem }: ToolOutcome): ToolResultBlockParam {
  if (problem !== null) return { type: 'tool_result', tool_use_id: id, is_error: true, content: problem };
  const found = sources.filter(isSaid).map(searchResult);
  const details = json.length <= longestJson ? [text(json)] : [];
  return { type: 'tool_result', tool_use_id: id, content: [...found, ...details] };
}
