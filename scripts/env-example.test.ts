import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { settingNames as gatewaySettingNames, gatewaySettings } from '../gateway/config.ts';
import { settingNames as chatSettingNames, chatSettings } from '../services/chat/config.ts';
import { settingNames as pricingSettingNames, pricingSettings } from '../services/pricing/config.ts';
import { projectPath } from '../services/shared/project-root.ts';

const lines = readFileSync(projectPath('.env.example'), 'utf8').split('\n');
const entries = lines.flatMap((line, index) => {
  const [, name, value] = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [{ name, value, above: lines[index - 1] ?? '' }];
});
const shown = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
const { PORT: _gatewayPort, ...shared } = shown;
// The one setting that a process can't start without.
const CHAT_GATEWAY_SECRET = 'x'.repeat(32);

describe('.env.example', () => {
  test('every setting of every process has one line, and no line is of another', () => {
    const names = entries.map(({ name }) => name).sort();

    expect(names).toEqual(
      [...new Set([...gatewaySettingNames, ...pricingSettingNames, ...chatSettingNames])].sort(),
    );
  });

  test.each(entries)('$name is explained', ({ above }) => {
    expect(above).toMatch(/^# \S+/);
  });

  test('the values shown are the defaults', () => {
    expect(gatewaySettings(shown)).toEqual(gatewaySettings({}));
    expect(pricingSettings(shared)).toEqual(pricingSettings({}));
    expect(chatSettings({ ...shared, CHAT_GATEWAY_SECRET })).toEqual(chatSettings({ CHAT_GATEWAY_SECRET }));
  });

  test('secrets are shown empty', () => {
    const filled = entries.filter(
      ({ name, value }) => value !== '' && /_(SECRET|KEY|DATABASE_URL|REDIS_URL)$/.test(`_${name}`),
    );

    expect(filled).toEqual([]);
  });
});
