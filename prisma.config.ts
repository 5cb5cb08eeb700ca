import { defineConfig } from 'prisma/config';

// Read by Prisma's own commands only; the services take DATABASE_URL from their config.ts.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
