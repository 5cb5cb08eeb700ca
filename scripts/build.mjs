import { setUp } from './set-up.mjs';

await setUp({ installOnly: process.argv.includes('--install-only') }).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
