// Finds a Redis for the tests: REDIS_URL, one on the usual port, or one of our own from the machine's redis-server.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';

const usualPort = 6_379;
const ownPort = 16_390;

function answers(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (reached) => {
      socket.destroy();
      done(reached);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** @returns its address and how to stop it; null when the machine has none */
export async function testRedis() {
  const nothing = () => undefined;
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: nothing };
  if (await answers(usualPort)) return { url: `redis://127.0.0.1:${usualPort}`, stop: nothing };
  const parameters = ['--port', String(ownPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', parameters, { stdio: 'ignore' });
  let ended = false;
  for (const sign of ['error', 'exit']) {
    server.once(sign, () => {
      ended = true;
    });
  }
  for (let attempt = 0; attempt < 100 && !ended; attempt += 1) {
    if (await answers(ownPort)) return { url: `redis://127.0.0.1:${ownPort}`, stop: () => server.kill() };
    await new Promise((wake) => setTimeout(wake, 50));
  }
  return null;
}
