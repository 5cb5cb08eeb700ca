import { type FirstKey, toldOnce } from '../services/shared/api-key.ts';
import type { GatewaySettings } from './config.ts';

const here = 'in this process';

type Facts = {
  settings: GatewaySettings;
  port: number;
  /** Made at this start; this is the only time that it is told. */
  firstKey?: FirstKey | null;
};

/** What a person sees when the gateway is up: where to go, and which parts run inside this process. */
export function banner({ settings, port, firstKey }: Facts): string {
  const address = `http://localhost:${port}`;
  const rows: [string, string][] = [
    ['GraphQL', `${address}/graphql`],
    ...(settings.sight.graphiql !== 'off' ? [['GraphiQL', `${address}/graphiql`] as [string, string]] : []),
    ['REST', `${address}/api/v2/bali-zero/pricing`],
    ['Health', `${address}/health`],
    ['Pricing', settings.pricing?.url ?? here],
    ['Chat', settings.chat?.url ?? `${here}, ${engineOf(settings)}`],
    ['API keys', settings.access?.url ?? here],
    ...(settings.tokens ? [['Tokens', `of ${settings.tokens.issuer}`] as [string, string]] : []),
    ['Quotas', quotasOf(settings)],
    ...(settings.pricing && settings.chat && settings.access
      ? []
      : [['Database', databaseOf(settings)] as [string, string]]),
    ...(firstKey ? [['Admin key', toldOnce(firstKey)] as [string, string]] : []),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    'Zantara Gateway is ready',
    ...rows.map(([name, where]) => `  ${name.padEnd(width)}  ${where}`),
  ].join('\n');
}

function engineOf({ embedded }: GatewaySettings): string {
  const { anthropic } = embedded.answers.engine;
  return anthropic ? `answers by ${anthropic.model}` : 'answers composed without a language model';
}

function quotasOf({ quotas, redisUrl }: GatewaySettings): string {
  if (!quotas.enabled) return 'off: nobody is refused';
  const where = redisUrl ? 'counted in Redis' : `counted ${here}`;
  return quotas.loopbackExempt ? `${where}; none for calls from this machine` : where;
}

function databaseOf({ embedded }: GatewaySettings): string {
  if (!embedded.databaseUrl) return `embedded PostgreSQL in ${embedded.dataDir}`;
  const { hostname, pathname } = new URL(embedded.databaseUrl);
  return `PostgreSQL at ${hostname}${pathname}`;
}
