import { setUp } from './set-up.mjs';

await setUp().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
