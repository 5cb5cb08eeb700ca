// A load generator where there is no wrk: keep-alive sockets, one request at a time on each, requests made in advance.
// node sockets.mjs <address> <file of requests> <connections> <seconds>; prints one line of JSON.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [address, file, connections, seconds] = process.argv.slice(2);
const { hostname, port, host } = new URL(address);
const list = JSON.parse(readFileSync(file, 'utf8')).map(({ method, path, headers, body = '' }) => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}${length}\r\n${body}`);
});

const times = [];
const counted = { requests: 0, bytes: 0, faults: 0 };
let at = 0;
const startedAt = performance.now();
const endsAt = startedAt + Number(seconds) * 1_000;

/** Where an answer ends in the text so far; -1 while it has not. Text is latin1, so that characters are bytes. */
function endOf(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head + 2))?.[1];
  if (length !== undefined) {
    const end = head + 4 + Number(length);
    return text.length >= end ? end : -1;
  }
  const last = text.indexOf('\r\n0\r\n\r\n', head);
  return last < 0 ? -1 : last + 7;
}

function open() {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let text = '';
  let sentAt = 0;
  let isOver = false;
  const send = () => {
    sentAt = performance.now();
    socket.write(list[at]);
    at = (at + 1) % list.length;
  };
  socket.setEncoding('latin1');
  socket.on('connect', send);
  socket.on('data', (part) => {
    text += part;
    const end = endOf(text);
    if (end < 0) return;
    const now = performance.now();
    times.push(now - sentAt);
    counted.requests += 1;
    counted.bytes += end;
    if (text[9] !== '2') counted.faults += 1;
    text = text.slice(end);
    if (now < endsAt) return send();
    isOver = true;
    socket.end();
  });
  // What is broken off is counted where the connection closes.
  socket.on('error', () => {});
  return new Promise((done) => {
    socket.on('close', () => {
      if (!isOver) counted.faults += 1;
      done();
    });
  });
}

await Promise.all(Array.from({ length: Number(connections) }, open));
const durationUs = (performance.now() - startedAt) * 1_000;
times.sort((one, other) => one - other);
const percentileUs = (share) => Math.round((times[Math.ceil(share * times.length) - 1] ?? 0) * 1_000);
console.log(JSON.stringify({ ...counted, durationUs, p50Us: percentileUs(0.5), p99Us: percentileUs(0.99) }));
