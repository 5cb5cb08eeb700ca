// `npm run bench:chat`: asks the built program over real HTTP and reports how long people wait, what many readers cost
// and how soon those who leave are forgotten. A number belongs to the machine it was taken on and is not asserted; an
// event that is lost or a reader that is kept is a fault, and ends this with exit code 1.
import { randomBytes } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { measureAnswers } from './bench/answers.mjs';
import { openPacedModel } from './bench/paced-model.mjs';
import { startProgram } from './bench/program.mjs';
import { measureCrowd, measureLeaving, measureStops, measureTokens } from './bench/readers.mjs';
import { measureRelay, measureUpstream, openCountingPass } from './bench/relay.mjs';
import { setUp } from './set-up.mjs';

const port = 18_770;
const chatPort = 18_771;
const faults = [];
const found = (part, { faults: more }) => void faults.push(...more.map((fault) => `${part}: ${fault}`));
const table = (title, rows) =>
  console.log(
    [
      `| ${title} | Count | Median, ms | p99, ms | Most, ms |`,
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n'),
  );

async function withProgram(entry, port, settings, measure) {
  const program = await startProgram(entry, port, settings);
  try {
    return await measure(program);
  } finally {
    found('the log', { faults: program.faults.map(({ msg, err }) => `${msg} ${err?.message ?? ''}`) });
    await program.stop();
  }
}

await setUp();
const load = () => loadavg()[0]?.toFixed(1);
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, load ${load()} at the start\n`,
);

console.log('### Answers without a model\n');
await withProgram('gateway', port, {}, async (program) => {
  const ready = program.memory().now;
  const answers = await measureAnswers(program);
  found('answers', answers);
  console.log(
    `${answers.text}\n\nMemory of the server, MB: ${ready} when ready, ${program.memory().now} after.\n`,
  );
});

const model = await openPacedModel();
const modelSettings = {
  ANTHROPIC_API_KEY: 'bench',
  ANTHROPIC_BASE_URL: model.url,
  ANTHROPIC_IDLE_MS: '60000',
};

console.log('### Answers that stream, one process\n');
const stalling = { STREAM_STALL_SECONDS: '2' };
await withProgram('gateway', port, { ...modelSettings, ...stalling }, async (program) => {
  const tokens = await measureTokens(program, model);
  found('tokens', tokens);
  const crowd = await measureCrowd(program, model);
  found('the crowd', crowd);
  table("From the model's writing of a word to its arrival", [...tokens.rows, ...crowd.rows]);
  console.log(`${[tokens.text, ...crowd.text].join('\n')}\n`);
  const leaving = await measureLeaving(program, model);
  found('leaving', leaving);
  table('From the act to its effect', [...leaving.rows, ...(await measureStops(program, model))]);
});

console.log('### Answers that stream, chat in a process of its own\n');
const secret = randomBytes(32).toString('base64url');
const gatewaySettings = (url) => ({ CHAT_URL: `${url}/graphql`, CHAT_GATEWAY_SECRET: secret });
const chatSettings = {
  ...modelSettings,
  CHAT_GATEWAY_SECRET: secret,
  GATEWAY_INTERNAL_URL: `http://127.0.0.1:${port}`,
};
await withProgram('chat', chatPort, chatSettings, async (chat) => {
  await withProgram('gateway', port, gatewaySettings(chat.base), async (gateway) => {
    const relay = await measureRelay({ gateway, chat, secret }, model);
    found('relay', relay);
    table('Arrival of a text', relay.rows);
  });
  const pass = await openCountingPass(chat.base);
  await withProgram('gateway', port, gatewaySettings(pass.url), async (gateway) => {
    const upstream = await measureUpstream({ gateway, pass }, model);
    found('upstream', upstream);
    table('From the act to its effect', upstream.rows);
  });
  await pass.close();
});
await model.close();

const counted = [...new Set(faults)].map(
  (fault) => `- ${faults.filter((one) => one === fault).length} × ${fault}`,
);
console.log(`Load at the end: ${load()}\n`);
console.log(faults.length === 0 ? 'No faults.' : `Faults:\n${counted.join('\n')}`);
process.exitCode = faults.length === 0 ? 0 : 1;
